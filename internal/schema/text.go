package schema

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/cases"

	"waybill/internal/apierr"
)

// TextField is a string, or null where it was declared optional. Any text but
// NUL and lone surrogates is stored and answered unchanged; its length counts
// code points.
type TextField[T any] struct {
	spec       Spec
	least      int
	most       int
	at         func(*T) *string  // nil when the text may be null
	nullableAt func(*T) **string // nil when it may not
	searchable bool
	filterable bool
}

// Text declares a string that may not be null.
func Text[T any](name string, at func(*T) *string) *TextField[T] {
	return &TextField[T]{spec: Spec{Name: name}, at: at}
}

// OptionalText declares a string that is null when left out, and that null
// clears.
func OptionalText[T any](name string, at func(*T) **string) *TextField[T] {
	return &TextField[T]{spec: Spec{Name: name}, nullableAt: at}
}

// Length sets the least and most code points.
func (f *TextField[T]) Length(least, most int) *TextField[T] {
	f.least, f.most = least, most
	return f
}

// MaxLength sets the most code points.
func (f *TextField[T]) MaxLength(most int) *TextField[T] { return f.Length(0, most) }

// Required makes the field one that a new record must have.
func (f *TextField[T]) Required() *TextField[T] {
	f.spec.Required = true
	return f
}

// Sortable lets lists be sorted by the field, by Unicode case folding.
func (f *TextField[T]) Sortable() *TextField[T] {
	f.spec.Sortable = true
	return f
}

// Searchable adds the query parameter <name>_contains.
func (f *TextField[T]) Searchable() *TextField[T] {
	f.searchable = true
	return f
}

// Filterable adds a query parameter of the field's name, for exactly this text.
func (f *TextField[T]) Filterable() *TextField[T] {
	f.filterable = true
	return f
}

// Doc describes the field in the OpenAPI document.
func (f *TextField[T]) Doc(sentence string) *TextField[T] {
	f.spec.Doc = sentence
	return f
}

// Example is shown in the OpenAPI document.
func (f *TextField[T]) Example(text string) *TextField[T] {
	f.spec.Example = text
	return f
}

// Spec implements Field.
func (f *TextField[T]) Spec() Spec { return f.spec }

// Property implements Field.
func (f *TextField[T]) Property() Property {
	return Property{Type: "string", Nullable: f.at == nil, MinLength: f.least, MaxLength: f.most}
}

// Columns implements Field. A text that is searched or sorted by has a second
// column with the folded text, because databases fold differently or not at all.
func (f *TextField[T]) Columns() []Column[T] {
	columns := []Column[T]{{Name: f.spec.Name, Value: f.stored, Dest: f.dest, Indexed: f.filterable}}
	if f.searchable || f.spec.Sortable {
		columns = append(columns, Column[T]{Name: FoldedColumn(f.spec.Name), Value: f.folded, Indexed: true})
	}
	return columns
}

// FoldedColumn names the column that holds the folded text of a field.
func FoldedColumn(field string) string { return field + "_folded" }

func (f *TextField[T]) stored(from *T) any {
	if f.at != nil {
		return *f.at(from)
	}
	if text := *f.nullableAt(from); text != nil {
		return *text
	}
	return nil
}

func (f *TextField[T]) folded(from *T) any {
	if text, ok := f.stored(from).(string); ok {
		return Fold(text)
	}
	return nil
}

func (f *TextField[T]) dest(into *T) any {
	if f.at != nil {
		return f.at(into)
	}
	return optionalText{f.nullableAt(into)}
}

// optionalText scans a text that may be null, without the reflection by which
// database/sql would find that out for every row.
type optionalText struct{ into **string }

// Scan implements sql.Scanner.
func (o optionalText) Scan(stored any) error {
	switch text := stored.(type) {
	case nil:
		*o.into = nil
	case string:
		*o.into = &text
	default:
		return fmt.Errorf("the stored text is a %T", stored)
	}
	return nil
}

// Filter implements Field.
func (f *TextField[T]) Filter() *Filter {
	name := f.spec.Name
	if f.searchable {
		return &Filter{Name: name + "_contains", Column: FoldedColumn(name), Match: Contains, Parse: f.parseContained,
			Doc: "Part of `" + name + "`, whatever the case; an empty text filters nothing.", Property: Property{Type: "string"}}
	}
	if f.filterable {
		return &Filter{Name: name, Column: name, Match: Equals, Parse: parseText,
			Doc: "Exactly this `" + name + "`.", Property: Property{Type: "string"}}
	}
	return nil
}

func parseText(text string) (any, []apierr.Detail) {
	if hasNUL(text) {
		return nil, one(containsNUL())
	}
	return text, nil
}

func (f *TextField[T]) parseContained(text string) (any, []apierr.Detail) {
	if hasNUL(text) {
		return nil, one(containsNUL())
	}
	if text == "" {
		return nil, nil
	}
	return f.findable(Fold(text)), nil
}

// findable cuts a folded text that is longer than any that is stored can be, as
// databases limit patterns. It is found in none either way: folding makes at
// most three code points of one.
func (f *TextField[T]) findable(folded string) string {
	most := 3*f.most + 1
	if f.most == 0 || len(folded) <= most {
		return folded
	}
	points := []rune(folded)
	return string(points[:min(most, len(points))])
}

// AppendJSON implements Field.
func (f *TextField[T]) AppendJSON(dst []byte, from *T) []byte {
	if f.at != nil {
		return appendText(dst, *f.at(from))
	}
	if text := *f.nullableAt(from); text != nil {
		return appendText(dst, *text)
	}
	return append(dst, "null"...)
}

func appendText(dst []byte, text string) []byte {
	// The error is for texts that are not UTF-8, which no field takes in.
	dst, _ = jsontext.AppendQuote(dst, text)
	return dst
}

func (f *TextField[T]) read(v value, _ Rules, into *T) []apierr.Detail {
	if v.isNull() && f.at == nil {
		*f.nullableAt(into) = nil
		return nil
	}
	text, broken := checkText(v, f.least, f.most)
	if broken != nil {
		return broken
	}
	if f.at != nil {
		*f.at(into) = text
	} else {
		*f.nullableAt(into) = &text
	}
	return nil
}

// checkText reads a string of least to most code points; a most of 0 is no limit.
func checkText(v value, least, most int) (string, []apierr.Detail) {
	if !v.isText() {
		return "", one(notText())
	}
	text, ok := v.text()
	if !ok {
		return "", one(notUnicode())
	}
	if length := utf8.RuneCountInString(text); length < least {
		return "", one(tooShort(least))
	} else if most > 0 && length > most {
		return "", one(tooLong(most))
	}
	if hasNUL(text) {
		return "", one(containsNUL())
	}
	return text, nil
}

func (f *TextField[T]) fill(into *T) {
	if f.at == nil {
		*f.nullableAt(into) = nil
	}
}

func (f *TextField[T]) copy(into, from *T) {
	if f.at != nil {
		*f.at(into) = *f.at(from)
	} else {
		*f.nullableAt(into) = *f.nullableAt(from)
	}
}

// Fold gives the text by which texts are compared whatever their case: full
// Unicode case folding, nothing else.
func Fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	return foldCherokee(cases.Fold().String(text))
}

// foldCherokee folds Cherokee to its upper case, as CaseFolding.txt has it.
// golang.org/x/text swaps the two cases instead.
func foldCherokee(text string) string {
	return strings.Map(func(letter rune) rune {
		switch {
		case 0xAB70 <= letter && letter <= 0xABBF:
			return letter - 0xAB70 + 0x13A0
		case 0x13F8 <= letter && letter <= 0x13FD:
			return letter - 0x13F8 + 0x13F0
		}
		return letter
	}, text)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
