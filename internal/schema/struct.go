package schema

import "waybill/internal/apierr"

// StructField is an object in the record, or null. It is null when it is left out, and
// null clears it. A client always sends the whole object: members that an update leaves
// out get their defaults. The members are columns of the record's table, named
// <field>_<member>. If all of them are null, the object is null. So an object whose
// members may all be null needs a check that refuses such an object.
type StructField[T, E any] struct {
	member[T, E, *StructField[T, E]]
	object *Object[E]
}

// Struct declares an object of the members, which are in the contract's order. It
// panics when NewObject does. The checks of the field run when all members are valid;
// their errors stand at the object.
func Struct[T, E any](name string, at func(*T) **E, members ...Field[E]) *StructField[T, E] {
	f := &StructField[T, E]{object: NewObject(members...)}
	f.spec.Name = name
	f.nullableAt = at
	f.field = f
	return f
}

// Property describes the field for the OpenAPI document.
func (f *StructField[T, E]) Property() Property {
	return Property{Type: "object", Nullable: true, Object: f.object.Describe()}
}

// Columns returns the columns of all members.
func (f *StructField[T, E]) Columns() (columns []Column[T]) {
	for _, m := range f.object.fields {
		for _, c := range m.Columns() {
			columns = append(columns, f.column(c, len(columns) == 0))
		}
	}
	return columns
}

// column returns the column of a member as a column of the record. Scanning the first
// column sets the object to null, so that no row keeps the object of the row before.
func (f *StructField[T, E]) column(of Column[E], first bool) Column[T] {
	c := Column[T]{
		Name: f.prefixed(of.Name), Indexed: of.Indexed, Counted: of.Counted,
		Value: func(from *T) any {
			if object := *f.nullableAt(from); object != nil {
				return of.Value(object)
			}
			return nil
		},
	}
	if of.Dest != nil {
		c.Dest = func(into *T) any { return nestedDest[E]{f.nullableAt(into), of.Dest, first} }
	}
	return c
}

func (f *StructField[T, E]) prefixed(name string) string { return f.spec.Name + "_" + name }

// nestedDest scans a member of an object, which exists once a member is not null.
type nestedDest[E any] struct {
	object **E
	dest   func(*E) any
	first  bool
}

// Null leaves out a member. It and NotNull scan the column of the member.
func (d nestedDest[E]) Null() {
	if d.first {
		*d.object = nil
	}
}

// NotNull returns the destination of the member.
func (d nestedDest[E]) NotNull() (dest any) {
	if d.first || *d.object == nil {
		*d.object = new(E)
	}
	return d.dest(*d.object)
}

// Filters returns the filters of the members, named <field>_<filter>.
func (f *StructField[T, E]) Filters() (filters []*Filter) {
	for _, m := range f.object.fields {
		for _, filter := range m.Filters() {
			filter.Name, filter.Column = f.prefixed(filter.Name), f.prefixed(filter.Column)
			filters = append(filters, filter)
		}
	}
	return filters
}

// AppendJSON appends an object with all members, or null.
func (f *StructField[T, E]) AppendJSON(dst []byte, from *T) []byte {
	object := *f.nullableAt(from)
	if object == nil {
		return append(dst, "null"...)
	}
	return append(f.object.AppendMembers(append(dst, '{'), object), '}')
}

func (f *StructField[T, E]) usualSizeOf(from *T) int {
	object := *f.nullableAt(from)
	if object == nil {
		return len("null")
	}
	return len("{}") + f.object.UsualSize(object)
}

func (f *StructField[T, E]) read(v value, rules Rules, into *T) *apierr.Details {
	if f.acceptsNull(v, into) {
		return nil
	}
	object, broken := f.object.readNested(v, rules)
	if broken != nil {
		return broken
	}
	return f.set(into, object)
}
