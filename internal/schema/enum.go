package schema

import (
	"slices"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// EnumField is one of a list of texts, or null where it was declared optional. A
// value of a body is compared exactly, a value of a filter by case folding.
type EnumField[T any] struct {
	scalar[T, string, *EnumField[T]]
	values  []string
	folded  map[string]string // the value of each folded text that a filter accepts
	anyCase bool
}

// Enum declares a text that is one of values, and that may not be null.
func Enum[T any](name string, values []string, at func(*T) *string) *EnumField[T] {
	return newEnum(values, newScalar[*EnumField[T]](name, at))
}

// OptionalEnum declares a text that is one of values, that is null when it is left
// out, and that null clears.
func OptionalEnum[T any](name string, values []string, at func(*T) **string) *EnumField[T] {
	return newEnum(values, newOptional[*EnumField[T]](name, at))
}

func newEnum[T any](values []string, s scalar[T, string, *EnumField[T]]) *EnumField[T] {
	f := &EnumField[T]{scalar: s, values: values, folded: make(map[string]string, len(values))}
	for _, value := range values {
		f.folded[Fold(value)] = value
	}
	f.field = f
	return f
}

// Alias adds a text that filters accept instead of a value.
func (f *EnumField[T]) Alias(alias, value string) *EnumField[T] {
	f.folded[Fold(alias)] = value
	return f
}

// Counted keeps the number of records for each value of the field, so that the
// total of a list that is filtered by it need not be counted.
func (f *EnumField[T]) Counted() *EnumField[T] {
	f.counted = true
	return f
}

// AnyCase accepts the values in any letter case. They are stored and answered as
// they were sent.
func (f *EnumField[T]) AnyCase() *EnumField[T] {
	f.anyCase = true
	return f
}

// Property describes the field for the OpenAPI document.
func (f *EnumField[T]) Property() Property {
	p := Property{Type: "string", Nullable: f.at == nil, Enum: f.values}
	if f.anyCase {
		p.Enum = nil // the document cannot list every spelling
	}
	if f.at != nil && f.defaultValue != "" {
		p.Default = f.defaultValue
	}
	return p
}

// Columns returns the column of the text.
func (f *EnumField[T]) Columns() []Column[T] { return []Column[T]{f.column()} }

// Filters returns the declared filters.
func (f *EnumField[T]) Filters() []*Filter {
	filters := f.queryParameters(Property{Type: "string"}, f.parse)
	for _, filter := range filters {
		filter.Doc += " Any letter case is accepted."
	}
	return filters
}

func (f *EnumField[T]) parse(text string, _ Match, _ bool) (any, *apierr.Details) {
	if value, ok := f.folded[Fold(text)]; ok {
		return value, nil
	}
	return nil, invalid(notOneOf(f.values))
}

// AppendJSON appends the text as a JSON string, or null.
func (f *EnumField[T]) AppendJSON(dst []byte, from *T) []byte {
	if text, ok := f.get(from); ok {
		return jsonvalue.AppendText(dst, text)
	}
	return append(dst, "null"...)
}

func (f *EnumField[T]) read(v value, _ Rules, into *T) *apierr.Details {
	if f.acceptsNull(v, into) {
		return nil
	}
	text, broken := readOneOf(v, f.values, f.has)
	if broken != nil {
		return broken
	}
	return f.set(into, text)
}

// readOneOf reads a text for which accepts returns true. The error lists the values.
func readOneOf(v value, values []string, accepts func(text string) bool) (string, *apierr.Details) {
	if !v.isText() {
		return "", invalid(notOneOf(values))
	}
	text, ok := v.text()
	switch {
	case !ok:
		return "", invalid(notUnicode())
	case !accepts(text):
		return "", invalid(notOneOf(values))
	}
	return text, nil
}

func (f *EnumField[T]) has(text string) bool {
	if f.anyCase {
		return slices.ContainsFunc(f.values, func(value string) bool { return Fold(value) == Fold(text) })
	}
	return slices.Contains(f.values, text)
}
