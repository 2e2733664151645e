package schema

import (
	"math"
	"strconv"
	"strings"

	"waybill/internal/apierr"
)

// BooleanField is true or false, never null. It accepts what Pydantic 2 accepts:
// "yes", "off", 1, 0.0 and the like,
// https://docs.pydantic.dev/latest/api/standard_library_types/#booleans.
type BooleanField[T any] struct {
	scalar[T, bool, *BooleanField[T]]
}

// Boolean declares a boolean whose default is false.
func Boolean[T any](name string, at func(*T) *bool) *BooleanField[T] {
	f := &BooleanField[T]{scalar: newScalar[*BooleanField[T]](name, at)}
	f.field = f
	return f
}

// Property describes the field for the OpenAPI document.
func (f *BooleanField[T]) Property() Property {
	return Property{Type: "boolean", Default: f.defaultValue}
}

// Columns returns the column of the boolean.
func (f *BooleanField[T]) Columns() []Column[T] { return []Column[T]{f.column()} }

// Filters returns the declared filters.
func (f *BooleanField[T]) Filters() []*Filter {
	filters := f.queryParameters(Property{Type: "boolean"}, parseBooleanFilter)
	for _, filter := range filters {
		filter.Usual = f.defaultValue
		filter.Doc = "Only those whose `" + f.spec.Name + "` is this."
	}
	return filters
}

func parseBooleanFilter(text string, _ Match, _ bool) (any, *apierr.Details) {
	parsed, ok := parseBoolean(text)
	if !ok {
		return nil, invalid(unknownBoolean())
	}
	return parsed, nil
}

// AppendJSON appends true or false.
func (f *BooleanField[T]) AppendJSON(dst []byte, from *T) []byte {
	return strconv.AppendBool(dst, *f.at(from))
}

func (f *BooleanField[T]) read(v value, _ Rules, into *T) *apierr.Details {
	parsed, broken := readBoolean(v)
	if broken != nil {
		return broken
	}
	return f.set(into, parsed)
}

func readBoolean(v value) (bool, *apierr.Details) {
	switch {
	case v[0] == 't':
		return true, nil
	case v[0] == 'f':
		return false, nil
	case v.isText():
		text, ok := v.text()
		if !ok {
			return false, invalid(notUnicode())
		}
		parsed, ok := parseBoolean(text)
		return parsed, unknownUnless(ok)
	case v.isNumber():
		return numberAsBoolean(string(v))
	}
	return false, invalid(notABoolean())
}

// numberAsBoolean accepts 0 and 1 in any notation. Another integer of 64 bits is
// an unknown boolean; any other number is no boolean at all.
func numberAsBoolean(number string) (bool, *apierr.Details) {
	if integer, err := strconv.ParseInt(number, 10, 64); err == nil {
		return integer == 1, unknownUnless(integer == 0 || integer == 1)
	}
	double, err := strconv.ParseFloat(number, 64)
	if err != nil || double != math.Trunc(double) || math.Abs(double) >= math.MaxInt64 {
		return false, invalid(notABoolean())
	}
	return double == 1, unknownUnless(double == 0 || double == 1)
}

func unknownUnless(known bool) *apierr.Details {
	if known {
		return nil
	}
	return invalid(unknownBoolean())
}

func parseBoolean(text string) (parsed, ok bool) {
	switch strings.ToLower(text) {
	case "1", "t", "y", "on", "yes", "true":
		// Besides ASCII letters, only the Kelvin sign becomes an ASCII letter in
		// lower case, and none of these words has a k.
		return true, true
	case "0", "f", "n", "no", "off", "false":
		return false, true
	}
	return false, false
}
