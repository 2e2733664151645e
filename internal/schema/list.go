package schema

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waybill/internal/apierr"
)

// IDs says which ids the children of a record have after an update.
type IDs int

const (
	// Fresh ids are only answered. An update that changes the list makes new ones.
	Fresh IDs = iota
	// Kept ids may be sent: a child keeps the id that is sent with it, which must be
	// one that the record has. A child without an id gets a new one.
	Kept
)

// ListField is a list of children, each with fields of its own. Children are rows
// of a table of their own and have no identity beyond their record. An update that
// sends the list replaces it.
type ListField[T, E any] struct {
	spec    Spec
	table   string
	at      func(*T) *[]E
	object  *Object[E]
	min     int
	max     int
	each    []func(*E) error
	whole   []func([]E) error
	compare func(a, b *E) int
	prefix  string // of ids; empty for children without
	idAt    func(*E) *string
	ids     IDs
	columns []Column[E]
	links   []childLink[E]
	parts   []Part[E]
}

// childLink is a link of a child.
type childLink[E any] struct {
	target *Target
	column string
	at     func(*E) *Ref
}

// List declares a list of children, empty when left out and never null. The table
// has the columns organization_id, <noun>_id with the id of the record, position,
// those of ids if the children have ids, and those of the fields.
func List[T, E any](name, table string, at func(*T) *[]E, fields ...Field[E]) *ListField[T, E] {
	f := &ListField[T, E]{spec: Spec{Name: name}, table: table, at: at, max: maxChildren}
	f.setFields(fields)
	return f
}

func (f *ListField[T, E]) setFields(fields []Field[E]) {
	f.object = NewObject(fields...)
	f.columns, f.links, f.parts = nil, nil, nil
	for _, field := range fields {
		f.columns = append(f.columns, field.Columns()...)
		if linked, ok := field.(Linked[E]); ok {
			target, column, at := linked.Link()
			f.links = append(f.links, childLink[E]{target, column, at})
		}
		if part, ok := field.(Part[E]); ok {
			f.parts = append(f.parts, part)
		}
	}
}

// Required makes the list one that a new record must have.
func (f *ListField[T, E]) Required() *ListField[T, E] {
	f.spec.Required = true
	return f
}

// maxChildren is how many children a list has at most, unless Length says another
// number. A write may make 128 ids, for all of its children and the record.
const maxChildren = 100

// Length sets the least and most children.
func (f *ListField[T, E]) Length(least, most int) *ListField[T, E] {
	f.min, f.max = least, most
	return f
}

// Each adds a rule for a child whose fields are all valid. The text of its error is
// the message of the client, after "Value error, ".
func (f *ListField[T, E]) Each(rules ...func(*E) error) *ListField[T, E] {
	f.each = append(f.each, rules...)
	return f
}

// Check adds a rule for a list whose children are all valid, as Each does. Only the
// first broken rule of a list is an error.
func (f *ListField[T, E]) Check(rules ...func([]E) error) *ListField[T, E] {
	f.whole = append(f.whole, rules...)
	return f
}

// Ordered has the list stored and answered in an order of its own, not in that of
// the request.
func (f *ListField[T, E]) Ordered(compare func(a, b *E) int) *ListField[T, E] {
	f.compare = compare
	return f
}

// IDs gives each child an id with a prefix, such as "stop_".
func (f *ListField[T, E]) IDs(prefix string, at func(*E) *string, ids IDs) *ListField[T, E] {
	f.prefix, f.idAt, f.ids = prefix, at, ids
	f.setFields(append([]Field[E]{&idField[E]{at, ids, prefix}}, f.object.fields...))
	return f
}

// Doc describes the field in the OpenAPI document.
func (f *ListField[T, E]) Doc(sentence string) *ListField[T, E] {
	f.spec.Doc = sentence
	return f
}

// Example is shown in the OpenAPI document.
func (f *ListField[T, E]) Example(children any) *ListField[T, E] {
	f.spec.Example = children
	return f
}

// Spec returns the options that every kind has.
func (f *ListField[T, E]) Spec() Spec { return f.spec }

// Property describes the field for the OpenAPI document.
func (f *ListField[T, E]) Property() Property {
	p := Property{Type: "array", Items: &Property{Type: "object", Object: f.object.Describe()}, MinItems: f.min, MaxItems: f.max}
	if !f.spec.Required {
		p.Default = []any{}
	}
	return p
}

// Columns returns none: children are in a table of their own.
func (f *ListField[T, E]) Columns() []Column[T] { return nil }

// Filters returns none.
func (f *ListField[T, E]) Filters() []*Filter { return nil }

// AppendJSON appends the children as an array of objects.
func (f *ListField[T, E]) AppendJSON(dst []byte, from *T) []byte {
	dst = append(dst, '[')
	list := *f.at(from)
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(f.object.AppendMembers(append(dst, '{'), &list[i]), '}')
	}
	return append(dst, ']')
}

func (f *ListField[T, E]) read(v value, rules Rules, into *T) *apierr.Details {
	if !v.isList() {
		return invalid(notAList())
	}
	values, count := elements(v, f.max)
	if count > f.max {
		return invalid(tooManyItems(f.max, count))
	}
	list, broken := f.readEach(values, rules)
	switch {
	case !broken.IsEmpty():
		return &broken
	case count < f.min:
		return invalid(tooFewItems(f.min, count))
	}
	for _, rule := range f.whole {
		if err := rule(list); err != nil {
			return invalid(valueError(err))
		}
	}
	if f.compare != nil {
		slices.SortStableFunc(list, func(a, b E) int { return f.compare(&a, &b) })
	}
	*f.at(into) = list
	return nil
}

// readEach reads each child as a new one, in an update, too: what a list replaces
// has nothing that a member could be left out for.
func (f *ListField[T, E]) readEach(values []value, rules Rules) (list []E, broken apierr.Details) {
	list = make([]E, len(values))
	for i, v := range values {
		if wrong := f.readChild(v, rules, &list[i]); wrong != nil {
			broken.Join(wrong.In(i))
		}
	}
	return list, broken
}

func (f *ListField[T, E]) readChild(v value, rules Rules, into *E) *apierr.Details {
	child, broken := f.object.readNested(v, rules)
	if broken != nil {
		return broken
	}
	*into = child
	for _, rule := range f.each {
		if err := rule(into); err != nil {
			return invalid(valueError(err))
		}
	}
	return nil
}

func (f *ListField[T, E]) fill(into *T) { *f.at(into) = nil }

// copy makes a copy of the children, too: they get ids and references, and a write
// may be tried again with the same input.
func (f *ListField[T, E]) copy(into, from *T) { *f.at(into) = slices.Clone(*f.at(from)) }

// Wanted calls want with the references of all children.
func (f *ListField[T, E]) Wanted(of *T, want func(*Target, string)) {
	list := *f.at(of)
	for i := range list {
		for _, part := range f.parts {
			part.Wanted(&list[i], want)
		}
	}
}

// Bind checks the ids of the children, and binds their references.
func (f *ListField[T, E]) Bind(before, after *T, find Finder) (broken apierr.Details) {
	known := map[string]bool{}
	if f.keepsIDs() && before != nil {
		for _, child := range *f.at(before) {
			known[*f.idAt(&child)] = true
		}
	}
	list := *f.at(after)
	for i := range list {
		wrong := f.bindChild(&list[i], known, find)
		if !wrong.IsEmpty() {
			broken.Join(wrong.In(i).In(f.spec.Name))
		}
	}
	return broken
}

// bindChild checks the id of a child, if it was sent with one, against the ids that
// are known and no other child has, and binds the child's references.
func (f *ListField[T, E]) bindChild(child *E, known map[string]bool, find Finder) (broken apierr.Details) {
	if f.keepsIDs() && *f.idAt(child) != "" {
		if !known[*f.idAt(child)] {
			broken.Add(noSuchChild(f.prefix).In("id"))
		}
		delete(known, *f.idAt(child))
	}
	for _, part := range f.parts {
		broken.Join(part.Bind(nil, child, find))
	}
	return broken
}

// Shown calls visit with the references of all children.
func (f *ListField[T, E]) Shown(of *T, visit func(*Ref)) {
	list := *f.at(of)
	for i := range list {
		for _, part := range f.parts {
			part.Shown(&list[i], visit)
		}
	}
}

func (f *ListField[T, E]) keepsIDs() bool { return f.prefix != "" && f.ids == Kept }

// Children is a list of children as the package sees it that stores them.
type Children[T any] interface {
	Part[T]
	// Table is the table of the children.
	Table() string
	// ChildColumns are the table's columns behind position, in the order of Values.
	ChildColumns() []string
	// Links are the references that the children have, with their columns.
	Links() []ChildLink
	// Detach makes the list of a record its own, so that it can be changed.
	Detach(of *T)
	// Identify gives the children of after their ids, and reports whether they are
	// others than those of before, which is nil for a new record. Children that
	// equal those of before in all but ids that were not sent keep their ids.
	Identify(before, after *T, newID func(prefix string) string) (changed bool)
	// Values appends, for each child in order, what parent gives for its position,
	// and what the columns hold.
	Values(args []any, of *T, parent func(args []any, position int) []any) []any
	// Clear removes the children from a record.
	Clear(of *T)
	// Reader gives a function that reads rows: the id of the record, the columns,
	// and for each link the target's external reference, name and Extra. Each row
	// is put at the end of the list of the record that owner gives.
	Reader(owner func(id string) *T) func(scan func(dest ...any) error) error
}

// ChildLink is a link of the children of a record.
type ChildLink struct {
	Target *Target
	Column string
}

// Table names the table of the children.
func (f *ListField[T, E]) Table() string { return f.table }

// ChildColumns names the columns in the order of Values.
func (f *ListField[T, E]) ChildColumns() (names []string) {
	for _, c := range f.columns {
		names = append(names, c.Name)
	}
	return names
}

// Links returns the references that the children have.
func (f *ListField[T, E]) Links() (links []ChildLink) {
	for _, l := range f.links {
		links = append(links, ChildLink{l.target, l.column})
	}
	return links
}

// Detach copies the list of a record.
func (f *ListField[T, E]) Detach(of *T) { *f.at(of) = slices.Clone(*f.at(of)) }

// Clear removes the children from a record.
func (f *ListField[T, E]) Clear(of *T) { *f.at(of) = nil }

// Identify sets the ids of the children of after, and reports whether the children
// are others than those of before.
func (f *ListField[T, E]) Identify(before, after *T, newID func(string) string) (changed bool) {
	list := *f.at(after)
	if before != nil && f.same(*f.at(before), list) {
		*f.at(after) = slices.Clone(*f.at(before))
		return false
	}
	for i := range list {
		if f.prefix != "" && (f.ids == Fresh || *f.idAt(&list[i]) == "") {
			*f.idAt(&list[i]) = newID(f.prefix)
		}
	}
	return before != nil || len(list) > 0
}

// same reports whether two lists are equal, except for ids that were not sent.
func (f *ListField[T, E]) same(stored, sent []E) bool {
	return slices.EqualFunc(stored, sent, func(a, b E) bool {
		if f.keepsIDs() && *f.idAt(&b) == "" {
			*f.idAt(&b) = *f.idAt(&a) // b is a copy
		}
		for _, c := range f.columns {
			if f.prefix != "" && f.ids == Fresh && c.Name == "id" {
				continue
			}
			if !sameStored(c.Value(&a), c.Value(&b)) {
				return false
			}
		}
		return true
	})
}

// sameStored compares stored values. Zeros of different signs are answered
// differently.
func sameStored(a, b any) bool {
	if a, ok := a.(float64); ok {
		b, ok := b.(float64)
		return ok && math.Float64bits(a) == math.Float64bits(b)
	}
	return a == b
}

// Values appends what the columns of each child hold, each behind what parent
// appends.
func (f *ListField[T, E]) Values(args []any, of *T, parent func([]any, int) []any) []any {
	list := *f.at(of)
	args = slices.Grow(args, len(list)*(len(f.columns)+3))
	for i := range list {
		args = parent(args, i)
		for _, c := range f.columns {
			args = append(args, c.Value(&list[i]))
		}
	}
	return args
}

// Reader returns a function that reads a row into one child, and appends a copy of
// it to the list of its owner.
func (f *ListField[T, E]) Reader(owner func(id string) *T) func(func(...any) error) error {
	child, parent := new(E), ""
	dests := []any{&parent}
	for _, c := range f.columns {
		if c.Dest != nil {
			dests = append(dests, c.Dest(child))
		}
	}
	extras := make([][]*string, len(f.links))
	for i, l := range f.links {
		ref := l.at(child)
		dests = append(dests, textOrNone{&ref.ExternalReferenceID}, optional[string]{&ref.Name})
		extras[i] = make([]*string, len(l.target.Extra))
		for j := range extras[i] {
			dests = append(dests, optional[string]{&extras[i][j]})
		}
	}
	return func(scan func(...any) error) error {
		*child = *new(E)
		if err := scan(dests...); err != nil {
			return err
		}
		for i, l := range f.links {
			l.at(child).Extra = slices.Clone(extras[i])
		}
		list := f.at(owner(parent))
		*list = append(*list, *child)
		return nil
	}
}

// idField is the id of a child.
type idField[E any] struct {
	at     func(*E) *string
	ids    IDs
	prefix string
}

func (f *idField[E]) Spec() Spec {
	return Spec{Name: "id", ReadOnly: f.ids == Fresh, Doc: "The id of the item, made by the server."}
}

func (f *idField[E]) Property() Property { return Property{Type: "string"} }

func (f *idField[E]) Columns() []Column[E] {
	return []Column[E]{{Name: "id",
		Value: func(from *E) any { return *f.at(from) },
		Dest:  func(into *E) any { return f.at(into) }}}
}

func (f *idField[E]) Filters() []*Filter { return nil }

func (f *idField[E]) AppendJSON(dst []byte, from *E) []byte { return appendText(dst, *f.at(from)) }

func (f *idField[E]) read(v value, _ Rules, into *E) *apierr.Details {
	*f.at(into) = ""
	if v.isNull() {
		return nil
	}
	id, broken := (&textLimits{}).read(v)
	if broken == nil && id == "" {
		return invalid(noSuchChild(f.prefix))
	}
	*f.at(into) = id
	return broken
}

func (f *idField[E]) fill(into *E)       { *f.at(into) = "" }
func (f *idField[E]) copy(into, from *E) { *f.at(into) = *f.at(from) }

func tooFewItems(least, actual int) apierr.Detail {
	return apierr.Detail{Type: "too_short", Msg: fmt.Sprintf(
		"List should have at least %d %s after validation, not %d", least, plural("item", least), actual)}
}

func noSuchChild(prefix string) apierr.Detail {
	return brokenRule("no such " + strings.TrimSuffix(prefix, "_"))
}

func noSuchTarget(noun, reference string) apierr.Detail {
	return brokenRule(noun + " with " + ExternalReferenceID + " '" + reference + "' not found")
}

// brokenRule is an error of a rule of our own.
func brokenRule(sentence string) apierr.Detail {
	return apierr.Detail{Type: "value_error", Msg: "Value error, " + sentence}
}
