package schema

import (
	"regexp"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// TextsField is a list of texts, empty when it is left out and never null. A client always
// sends the whole list. It has no column: the package that declares it stores it.
type TextsField[T any] struct {
	options[*TextsField[T]]
	at   func(*T) *[]string
	most int
	each textLimits
}

// Texts declares a list of at most some texts, each of which matches a regular expression
// and has at most length code points.
func Texts[T any](name string, at func(*T) *[]string, most, length int, pattern string) *TextsField[T] {
	f := &TextsField[T]{at: at, most: most, each: textLimits{most: length, pattern: regexp.MustCompile(pattern)}}
	f.spec.Name = name
	f.field = f
	return f
}

// Example sets the value that the OpenAPI document shows.
func (f *TextsField[T]) Example(texts ...string) *TextsField[T] {
	f.spec.Example = texts
	return f
}

// Property describes the field for the OpenAPI document.
func (f *TextsField[T]) Property() Property {
	item := Property{Type: "string", MaxLength: f.each.most, Pattern: f.each.pattern.String()}
	return Property{Type: "array", Items: &item, MaxItems: f.most, Default: []any{}}
}

// Columns returns none.
func (f *TextsField[T]) Columns() []Column[T] { return nil }

// Filters returns none.
func (f *TextsField[T]) Filters() []*Filter { return nil }

// AppendJSON appends the texts as an array.
func (f *TextsField[T]) AppendJSON(dst []byte, from *T) []byte {
	return jsonvalue.AppendTexts(dst, *f.at(from))
}

func (f *TextsField[T]) read(v value, _ Rules, into *T) *apierr.Details {
	if !v.isList() {
		return invalid(notAList())
	}
	values, count := elements(v, f.most)
	if count > f.most {
		return invalid(tooManyItems(f.most, count))
	}
	texts, broken := make([]string, len(values)), apierr.Details{}
	for i, v := range values {
		text, wrong := f.each.read(v)
		if wrong != nil {
			broken.Join(wrong.In(i))
		}
		texts[i] = text
	}
	if !broken.IsEmpty() {
		return &broken
	}
	*f.at(into) = texts
	return nil
}

func (f *TextsField[T]) fill(into *T)       { *f.at(into) = nil }
func (f *TextsField[T]) copy(into, from *T) { *f.at(into) = *f.at(from) }
