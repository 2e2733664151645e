package schema

import "waybill/internal/apierr"

// IDs says which ids the children of a record have after an update.
type IDs int

const (
	// Fresh ids are only answered. An update that changes the list gives all children
	// new ids.
	Fresh IDs = iota
	// Kept ids may be sent: a child keeps the id that is sent with it, which must be the
	// id of a child of the record. A child without an id gets a new one.
	Kept
)

// elementsField is a list of objects, whatever stores them: what the kinds of lists have in
// common. F is the kind.
type elementsField[T, E, F any] struct {
	options[F]
	at     func(*T) *[]E
	object *Object[E]
	min    int
	max    int
	each   []func(*E) error
	whole  []func([]E) error
}

// ListField is a list of children, each with fields of its own. Children are rows
// of a table of their own and have no identity beyond their record. An update that
// sends the list replaces it.
type ListField[T, E any] struct {
	elementsField[T, E, *ListField[T, E]]
	table   string
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
	f := &ListField[T, E]{table: table}
	f.at, f.max, f.spec.Name, f.field = at, maxChildren, name, f
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

// maxChildren is how many children a list has at most, unless Length says another
// number. A write may make 128 ids, for all of its children and the record.
const maxChildren = 100

// Length sets the least and the greatest number of children.
func (f *elementsField[T, E, F]) Length(least, most int) F {
	f.min, f.max = least, most
	return f.field
}

// Each adds rules for a child whose fields are all valid. The text of an error is the
// message to the client, after "Value error, ".
func (f *elementsField[T, E, F]) Each(rules ...func(*E) error) F {
	f.each = append(f.each, rules...)
	return f.field
}

// Check adds rules for a list whose children are all valid, as Each does for a child.
// Only the first broken rule of a list is an error.
func (f *elementsField[T, E, F]) Check(rules ...func([]E) error) F {
	f.whole = append(f.whole, rules...)
	return f.field
}

// Ordered stores and answers the list in the order of compare, instead of the order of
// the request. Errors name the places in the request, those of references too, so the
// list is sorted by Bind.
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

// Example sets the value that the OpenAPI document shows.
func (f *elementsField[T, E, F]) Example(children any) F {
	f.spec.Example = children
	return f.field
}

// Property describes the field for the OpenAPI document.
func (f *elementsField[T, E, F]) Property() Property {
	p := Property{Type: "array", Items: &Property{Type: "object", Object: f.object.Describe()}, MinItems: f.min, MaxItems: f.max}
	if !f.spec.Required {
		p.Default = []any{}
	}
	return p
}

// Columns returns none: children are in a table of their own.
func (f *ListField[T, E]) Columns() []Column[T] { return nil }

// Filters returns none.
func (f *elementsField[T, E, F]) Filters() []*Filter { return nil }

// AppendJSON appends the children as an array of objects.
func (f *elementsField[T, E, F]) AppendJSON(dst []byte, from *T) []byte {
	return appendList(dst, *f.at(from), f.object.AppendMembers)
}

func (f *elementsField[T, E, F]) usualSizeOf(from *T) int {
	list, size := *f.at(from), len("[]")
	for i := range list {
		size += len("{},") + f.object.UsualSize(&list[i])
	}
	return size
}

func (f *elementsField[T, E, F]) read(v value, rules Rules, into *T) *apierr.Details {
	if !v.isList() {
		return invalid(notAList())
	}
	values, count := elements(v, f.max)
	if count > f.max {
		return invalid(tooManyItems(f.max, count))
	}
	if count == 0 && rules.FromAnswer && !f.spec.Required {
		f.fill(into) // it was left out, so it is answered like this
		return nil
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
			return invalid(valueError(err.Error()))
		}
	}
	*f.at(into) = list
	return nil
}

// readEach reads the children. It reads them as new ones in an update, too, because the
// list replaces the children of the record.
func (f *elementsField[T, E, F]) readEach(values []value, rules Rules) (list []E, broken apierr.Details) {
	list = make([]E, len(values))
	for i, v := range values {
		if wrong := f.readChild(v, rules, &list[i]); wrong != nil {
			broken.Join(wrong.In(i))
		}
	}
	return list, broken
}

func (f *elementsField[T, E, F]) readChild(v value, rules Rules, into *E) *apierr.Details {
	child, broken := f.object.readNested(v, rules)
	if broken != nil {
		return broken
	}
	*into = child
	for _, rule := range f.each {
		if err := rule(into); err != nil {
			return invalid(valueError(err.Error()))
		}
	}
	return nil
}

func (f *elementsField[T, E, F]) fill(into *T) { *f.at(into) = nil }

// copy shares the children. A write that changes them calls Detach first.
func (f *elementsField[T, E, F]) copy(into, from *T) { *f.at(into) = *f.at(from) }
