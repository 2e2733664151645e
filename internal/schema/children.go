package schema

import (
	"slices"

	"waybill/internal/apierr"
)

// Children is a list of children for the package that stores it.
type Children[T any] interface {
	Part[T]
	// Table is the table of the children.
	Table() string
	// ChildColumns are the table's columns behind position, in the order of Values.
	ChildColumns() []string
	// Links are the references that the children have, with their columns.
	Links() []ForeignKey
	// Detach gives a record a copy of its list. A write must call it before it changes
	// children, because the input and the record before the write share the list.
	Detach(of *T)
	// KeepsIDs reports whether clients may send ids of children.
	KeepsIDs() bool
	// DropUnknownIDs removes the ids of the children of a record that another state of the
	// record does not have.
	DropUnknownIDs(stored, of *T)
	// Identify gives the children of after their ids, and reports whether they differ
	// from the children of before, which is nil for a new record. Lists that differ
	// only in ids that were not sent are equal, and the ids stay.
	Identify(before, after *T, newID func(prefix string) string) (changed bool)
	// Same reports whether two records have the same children, with the same ids.
	Same(one, other *T) bool
	// Values appends for each child, in order, the columns before ChildColumns, which
	// parent appends for a position, and the values of ChildColumns.
	Values(args []any, of *T, parent func(args []any, position int) []any) []any
	// Clear removes the children from a record.
	Clear(of *T)
	// Reader returns a function that reads a row and appends the child to the list of
	// the record that owner returns. A row has the id of the record, the columns, and
	// for each link what is joined.
	Reader(joined Joined, owner func(id string) *T) func(scan func(dest ...any) error) error
}

// Wanted calls want with the references of all children.
func (f *ListField[T, E]) Wanted(of *T, want func(*Target, string)) {
	list := *f.at(of)
	for i := range list {
		for _, part := range f.parts {
			part.Wanted(&list[i], want)
		}
	}
}

// Bind checks the ids of the children, binds their references and sorts the children.
func (f *ListField[T, E]) Bind(before, after *T, find Finder) (broken apierr.Details) {
	known := map[string]bool{}
	if f.KeepsIDs() && before != nil {
		known = f.idsOf(before)
	}
	list := *f.at(after)
	for i := range list {
		wrong := f.bindChild(&list[i], known, find)
		if !wrong.IsEmpty() {
			broken.Join(wrong.In(i).In(f.spec.Name))
		}
	}
	if f.compare != nil {
		slices.SortStableFunc(list, func(a, b E) int { return f.compare(&a, &b) })
	}
	return broken
}

// bindChild binds the references of a child, and checks its id if it was sent with one:
// known has the ids of the record that no child before it has.
func (f *ListField[T, E]) bindChild(child *E, known map[string]bool, find Finder) (broken apierr.Details) {
	if f.KeepsIDs() && *f.idAt(child) != "" {
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
func (f *ListField[T, E]) Shown(of *T, visit func(*Target, *Ref)) {
	list := *f.at(of)
	for i := range list {
		for _, part := range f.parts {
			part.Shown(&list[i], visit)
		}
	}
}

// KeepsIDs reports whether clients may send ids of children.
func (f *ListField[T, E]) KeepsIDs() bool { return f.prefix != "" && f.ids == Kept }

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
func (f *ListField[T, E]) Links() (links []ForeignKey) {
	for _, l := range f.links {
		links = append(links, ForeignKey{l.target, l.column})
	}
	return links
}

// Detach gives a record a copy of its list.
func (f *ListField[T, E]) Detach(of *T) { *f.at(of) = slices.Clone(*f.at(of)) }

// Clear removes the children from a record.
func (f *ListField[T, E]) Clear(of *T) { *f.at(of) = nil }

// DropUnknownIDs removes the ids that no child of the stored record has. The children get
// new ids.
func (f *ListField[T, E]) DropUnknownIDs(stored, of *T) {
	if !f.KeepsIDs() {
		return
	}
	known := f.idsOf(stored)
	list := *f.at(of)
	for i := range list {
		if !known[*f.idAt(&list[i])] {
			*f.idAt(&list[i]) = ""
		}
	}
}

// idsOf returns the ids of the children of a record.
func (f *ListField[T, E]) idsOf(record *T) map[string]bool {
	known := map[string]bool{}
	list := *f.at(record)
	for i := range list {
		known[*f.idAt(&list[i])] = true
	}
	return known
}

// Identify sets the ids of the children of after, and reports whether the children
// differ from those of before.
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
		if f.prefix != "" && *f.idAt(&b) == "" {
			*f.idAt(&b) = *f.idAt(&a) // b is a copy
		}
		return f.sameChild(&a, &b)
	})
}

func (f *ListField[T, E]) sameChild(a, b *E) bool {
	return !slices.ContainsFunc(f.columns, func(c Column[E]) bool { return c.Value(a) != c.Value(b) })
}

// Same reports whether two records have the same children, with the same ids.
func (f *ListField[T, E]) Same(one, other *T) bool {
	return slices.EqualFunc(*f.at(one), *f.at(other), func(a, b E) bool { return f.sameChild(&a, &b) })
}

// Values appends the values of each child after the values that parent appends.
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

// fewChildren is the number of children for which a list has space at first.
const fewChildren = 4

// Reader returns a function that reads a row into one child, and appends a copy of
// it to the list of its owner.
func (f *ListField[T, E]) Reader(joined Joined, owner func(id string) *T) func(func(...any) error) error {
	child, parent := new(E), ""
	dests := []any{&parent}
	for _, c := range f.columns {
		if c.Dest != nil {
			dests = append(dests, c.Dest(child))
		}
	}
	for _, l := range f.links {
		dests = append(dests, l.target.Join(joined, l.at(child))...)
	}
	return func(scan func(...any) error) error {
		*child = *new(E)
		if err := scan(dests...); err != nil {
			return err
		}
		list := f.at(owner(parent))
		if *list == nil {
			*list = make([]E, 0, fewChildren)
		}
		*list = append(*list, *child)
		return nil
	}
}
