package schema

import (
	"regexp"
	"unicode/utf8"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// TextField is a string, or null where it was declared optional. Any text without
// NUL and lone surrogates is stored and answered unchanged. Its length counts
// code points.
type TextField[T any] struct {
	scalar[T, string, *TextField[T]]
	limits     textLimits
	format     string
	searchable bool
	toFilter   func(string) string
	derived    *derivedFilter
}

// derivedFilter is a filter of a column with texts that are made of those of the field.
type derivedFilter struct {
	column        string
	match         Match
	stored, asked func(string) string
	doc           string
}

// textLimits are the rules of a text. If most is 0, the length has no limit. A nil
// pattern matches every text.
type textLimits struct {
	least, most int
	pattern     *regexp.Regexp
}

// Text declares a string that may not be null.
func Text[T any](name string, at func(*T) *string) *TextField[T] {
	return newText(newScalar[*TextField[T]](name, at))
}

// OptionalText declares a string that is null when it is left out, and that null
// clears.
func OptionalText[T any](name string, at func(*T) **string) *TextField[T] {
	return newText(newOptional[*TextField[T]](name, at))
}

func newText[T any](s scalar[T, string, *TextField[T]]) *TextField[T] {
	f := &TextField[T]{scalar: s}
	f.field = f
	return f
}

// Length sets the least and the greatest number of code points.
func (f *TextField[T]) Length(least, most int) *TextField[T] {
	f.limits.least, f.limits.most = least, most
	return f
}

// MaxLength sets the greatest number of code points.
func (f *TextField[T]) MaxLength(most int) *TextField[T] { return f.Length(0, most) }

// Matching requires the text to match a regular expression, in which $ stands for
// the end of the text. It panics when the expression is invalid.
func (f *TextField[T]) Matching(pattern string) *TextField[T] {
	f.limits.pattern = regexp.MustCompile(pattern)
	return f
}

// Format names the form of the text in documents, such as "iso-3166-2". A Check, or a
// Rule, holds texts to it.
func (f *TextField[T]) Format(name string) *TextField[T] {
	f.format = name
	return f
}

// Searchable adds the query parameter <name>_contains.
func (f *TextField[T]) Searchable() *TextField[T] {
	f.searchable = true
	return f
}

// FilteredAs rewrites the texts that the filters of the field are given before they are
// compared, for instance to the letter case in which the field is stored.
func (f *TextField[T]) FilteredAs(rewrite func(string) string) *TextField[T] {
	f.toFilter = rewrite
	return f
}

// FilterableBy adds the query parameter of the field's name. It compares a column of its
// own, which has the texts that stored makes of those of the field, with the text that
// asked makes of the parameter. Doc describes the parameter.
func (f *TextField[T]) FilterableBy(column string, match Match, stored, asked func(string) string, doc string) *TextField[T] {
	f.derived = &derivedFilter{column, match, stored, asked, doc}
	return f
}

// Counted keeps the number of rows with each value, so that the total of a list that is
// filtered by the field is known without counting. The field must have few values.
func (f *TextField[T]) Counted() *TextField[T] {
	f.counted = true
	return f
}

// FilterableAnyCase adds the query parameter of the field's name, which compares by
// Unicode case folding.
func (f *TextField[T]) FilterableAnyCase() *TextField[T] {
	return f.FilteredBy(f.spec.Name, equalsFolded)
}

// equalsFolded is Equals of the folded text.
const equalsFolded Match = -1

// Property describes the field for the OpenAPI document.
func (f *TextField[T]) Property() Property {
	p := Property{Type: "string", Nullable: f.at == nil, MinLength: f.limits.least, MaxLength: f.limits.most, Format: f.format}
	if f.limits.pattern != nil {
		p.Pattern = f.limits.pattern.String()
	}
	if f.at != nil && f.defaultValue != "" {
		p.Default = f.defaultValue
	}
	return p
}

// Columns returns the column of the text. A text that is searched or sorted by has
// another column with the folded text, because databases fold differently or not at
// all. FilterableBy adds a column, too.
func (f *TextField[T]) Columns() []Column[T] {
	text := f.column()
	text.Indexed = false
	folded := f.searchable || f.spec.Sortable
	for _, filter := range f.filters {
		text.Indexed = text.Indexed || filter.match != equalsFolded
		folded = folded || filter.match == equalsFolded
	}
	columns := []Column[T]{text}
	if folded {
		columns = append(columns, Column[T]{Name: FoldedColumn(f.spec.Name), Value: f.made(Fold), Indexed: true})
	}
	if f.derived != nil {
		columns = append(columns, Column[T]{Name: f.derived.column, Value: f.made(f.derived.stored), Indexed: true})
	}
	return columns
}

// FoldedColumn names the column that holds the folded text of a field.
func FoldedColumn(field string) string { return field + "_folded" }

// made returns the value of a column whose texts are made of those of the field.
func (f *TextField[T]) made(of func(string) string) func(*T) any {
	return func(from *T) any {
		if text, ok := f.get(from); ok {
			return of(text)
		}
		return nil
	}
}

// Filters returns the search, when the field has one, and the declared filters.
func (f *TextField[T]) Filters() (filters []*Filter) {
	name := f.spec.Name
	if f.searchable {
		filters = append(filters, &Filter{Name: name + "_contains", Column: FoldedColumn(name), Match: Contains, Parse: f.parseContained,
			Doc: "Part of `" + name + "`, whatever the case; an empty text filters nothing.", Property: Property{Type: "string"}})
	}
	if d := f.derived; d != nil {
		filters = append(filters, &Filter{Name: name, Column: d.column, Match: d.match, Doc: d.doc, Property: Property{Type: "string"},
			Parse: func(text string, _ bool) (any, *apierr.Details) {
				if hasNUL(text) {
					return nil, invalid(containsNUL())
				}
				return d.asked(text), nil
			}})
	}
	for _, filter := range f.queryParameters(Property{Type: "string"}, f.parseFilter) {
		if filter.Match == equalsFolded {
			filter.Match, filter.Column = Equals, FoldedColumn(name)
			filter.Doc = "This `" + name + "`, whatever the case."
		}
		filters = append(filters, filter)
	}
	return filters
}

func (f *TextField[T]) parseFilter(text string, match Match, _ bool) (any, *apierr.Details) {
	if hasNUL(text) {
		return nil, invalid(containsNUL())
	}
	if f.toFilter != nil {
		text = f.toFilter(text)
	}
	if match == equalsFolded {
		text = Fold(text)
	}
	return text, nil
}

func (f *TextField[T]) parseContained(text string, _ bool) (any, *apierr.Details) {
	if hasNUL(text) {
		return nil, invalid(containsNUL())
	}
	if text == "" {
		return nil, nil
	}
	return f.findable(Fold(text)), nil
}

// findable cuts a folded text that is longer than any stored text, because databases
// limit the length of patterns. Folding turns one code point into at most three, so the
// cut text is still too long to be found.
func (f *TextField[T]) findable(folded string) string {
	most := 3*f.limits.most + 1
	if f.limits.most == 0 || len(folded) <= most {
		return folded
	}
	points := []rune(folded)
	return string(points[:min(most, len(points))])
}

// AppendJSON appends the text as a JSON string, or null.
func (f *TextField[T]) AppendJSON(dst []byte, from *T) []byte {
	// get would copy the text. Most of an answer is texts, so this is worth two lines.
	if f.at != nil {
		return jsonvalue.AppendText(dst, *f.at(from))
	}
	return appendOptionalText(dst, *f.nullableAt(from))
}

func appendOptionalText(dst []byte, text *string) []byte {
	if text == nil {
		return append(dst, "null"...)
	}
	return jsonvalue.AppendText(dst, *text)
}

func (f *TextField[T]) read(v value, _ Rules, into *T) *apierr.Details {
	if f.acceptsNull(v, into) {
		return nil
	}
	text, broken := f.limits.read(v)
	if broken != nil {
		return broken
	}
	return f.set(into, text)
}

// read reads a JSON string, or returns the first rule that it breaks.
func (l *textLimits) read(v value) (string, *apierr.Details) {
	if !v.isText() {
		return "", invalid(notText())
	}
	text, ok := v.text()
	if !ok {
		return "", invalid(notUnicode())
	}
	if length := utf8.RuneCountInString(text); length < l.least {
		return "", invalid(tooShort(l.least))
	} else if l.most > 0 && length > l.most {
		return "", invalid(tooLong(l.most))
	}
	if l.pattern != nil && !l.pattern.MatchString(text) {
		return "", invalid(noMatch(l.pattern.String()))
	}
	if hasNUL(text) {
		return "", invalid(containsNUL())
	}
	return text, nil
}
