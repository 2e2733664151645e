package schema

import (
	"slices"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// Target is a resource whose records others refer to.
type Target struct {
	Noun  string // in messages: "Customer"
	Table string // "customers"
	// Extra are further columns that are read with a reference. They are texts that
	// may be null.
	Extra []string
}

// ForeignKey is a column that has the ids of a target's records.
type ForeignKey struct {
	Target *Target
	Column string
}

// Ref is a reference to a record of another resource, with members of that record as
// they are now. The zero Ref is null. Only the ID is stored.
type Ref struct {
	ID                  string
	ExternalReferenceID string
	Name                *string
	Extra               []*string // of the target's Extra columns, in their order
}

// missesTarget reports whether a client has named a record that is not looked up yet.
func (r *Ref) missesTarget() bool { return r.ID == "" && r.ExternalReferenceID != "" }

// Null makes the reference null. It and NotNull scan the column of the id.
func (r *Ref) Null() { *r = Ref{} }

// NotNull returns the destination of the id.
func (r *Ref) NotNull() (dest any) {
	*r = Ref{}
	return &r.ID
}

// textOrNone scans a text of a joined row. The text is empty if there is no such row.
type textOrNone struct{ into *string }

// Null stores the empty text.
func (t textOrNone) Null() { *t.into = "" }

// NotNull returns the destination of the text.
func (t textOrNone) NotNull() (dest any) { return t.into }

// Joined says which columns of the records that it refers to are read together with a row.
type Joined int

const (
	// Alone is no column: only the id in the row is read.
	Alone Joined = iota
	// WithNames are the external reference and the name.
	WithNames
	// WithExtra are these and the Extra columns.
	WithExtra
)

// Join returns where the columns of a joined record of the target are scanned to. All are null
// if there is no such record.
func (t *Target) Join(joined Joined, ref *Ref) (dests []any) {
	if joined == Alone {
		return nil
	}
	dests = []any{textOrNone{&ref.ExternalReferenceID}, optional[string]{&ref.Name}}
	if joined == WithExtra {
		for i := range t.Extra {
			dests = append(dests, extraDest{ref, i, len(t.Extra)})
		}
	}
	return dests
}

// extraDest scans an Extra column of a reference, into a list that no other row has.
type extraDest struct {
	ref       *Ref
	i, extras int
}

// Null stores null.
func (d extraDest) Null() { *d.text() = nil }

// NotNull returns the destination of a text.
func (d extraDest) NotNull() (dest any) { return optional[string]{d.text()}.NotNull() }

func (d extraDest) text() **string {
	if d.i == 0 {
		d.ref.Extra = make([]*string, d.extras)
	}
	return &d.ref.Extra[d.i]
}

// Finder returns the record that a target has under an external reference, or false.
type Finder func(target *Target, reference string) (Ref, bool)

// LinkField declares a reference to a record of another resource. Members returns the
// fields of the declaration.
type LinkField[T any] struct {
	name       string
	target     Target
	at         func(*T) *Ref
	required   bool
	filterable bool
	doc        string
	example    string
}

// Link declares a reference, such as "customer", whose column is <name>_id.
func Link[T any](name string, target Target, at func(*T) *Ref) *LinkField[T] {
	return &LinkField[T]{name: name, target: target, at: at}
}

// Required makes the reference one that a new record must have, and that cannot be
// null.
func (l *LinkField[T]) Required() *LinkField[T] {
	l.required = true
	return l
}

// Filterable adds query parameters for the id and the external reference, if they are
// members.
func (l *LinkField[T]) Filterable() *LinkField[T] {
	l.filterable = true
	return l
}

// Doc describes the external reference in the OpenAPI document.
func (l *LinkField[T]) Doc(sentence string) *LinkField[T] {
	l.doc = sentence
	return l
}

// Example is the external reference in the OpenAPI document's examples.
func (l *LinkField[T]) Example(reference string) *LinkField[T] {
	l.example = reference
	return l
}

// The members that a link can have. Clients send the external reference. The
// others are only answered.
const (
	memberID   = "id"
	memberName = "name"
)

// Members returns the fields of the link that are answered, in the order of names, which
// are among "id", "external_reference_id" and "name". It panics for any other name, and
// when "external_reference_id" is missing.
func (l *LinkField[T]) Members(names ...string) []Field[T] {
	if !slices.Contains(names, ExternalReferenceID) {
		panic("schema: the link " + l.name + " has no " + ExternalReferenceID)
	}
	fields := make([]Field[T], len(names))
	for i, name := range names {
		switch name {
		case ExternalReferenceID:
			fields[i] = &sentMember[T]{l}
		case memberID:
			fields[i] = &shownMember[T]{l, name, func(r *Ref) *string { return &r.ID }}
		case memberName:
			fields[i] = &shownMember[T]{l, name, func(r *Ref) *string { return r.Name }}
		default:
			panic("schema: a link has no member " + name)
		}
	}
	return fields
}

func (l *LinkField[T]) column() string { return l.name + "_id" }

// shownMember is a member of a link that is only answered.
type shownMember[T any] struct {
	link   *LinkField[T]
	member string
	of     func(*Ref) *string
}

func (m *shownMember[T]) name() string { return m.link.name + "_" + m.member }

func (m *shownMember[T]) Spec() Spec {
	doc := "The `" + m.member + "` of the " + m.link.name + ", as it is now."
	return Spec{Name: m.name(), Doc: doc, ReadOnly: true}
}

func (m *shownMember[T]) Property() Property {
	return Property{Type: "string", Nullable: !m.link.required || m.member == memberName}
}

func (m *shownMember[T]) Columns() []Column[T] { return nil }

func (m *shownMember[T]) Filters() []*Filter {
	if !m.link.filterable || m.member != memberID {
		return nil
	}
	return []*Filter{{Name: m.name(), Column: m.link.column(), Match: Equals, Parse: parseReference,
		Doc: "Exactly this `" + m.name() + "`.", Property: Property{Type: "string"}}}
}

func parseReference(text string, _ bool) (any, *apierr.Details) {
	if hasNUL(text) {
		return nil, invalid(containsNUL())
	}
	return text, nil
}

func (m *shownMember[T]) AppendJSON(dst []byte, from *T) []byte {
	ref := m.link.at(from)
	if ref.ID == "" {
		return append(dst, "null"...)
	}
	return appendOptionalText(dst, m.of(ref))
}

func (m *shownMember[T]) read(value, Rules, *T) *apierr.Details { return nil }
func (m *shownMember[T]) fill(*T)                               {}
func (m *shownMember[T]) copy(_, _ *T)                          {}

// sentMember is the external reference of a link. Clients send it, and the record that
// it names gives the id in the column.
type sentMember[T any] struct{ link *LinkField[T] }

func (m *sentMember[T]) Spec() Spec {
	spec := Spec{Name: m.link.name + "_" + ExternalReferenceID, Doc: m.link.doc, Required: m.link.required, Target: m.link.target.Table}
	if spec.Doc == "" {
		spec.Doc = "The external reference of the " + m.link.name + "."
	}
	if m.link.example != "" {
		spec.Example = m.link.example
	}
	return spec
}

func (m *sentMember[T]) Property() Property {
	return Property{Type: "string", Nullable: !m.link.required, MinLength: 1, MaxLength: 255}
}

func (m *sentMember[T]) Columns() []Column[T] {
	at := m.link.at
	return []Column[T]{{Name: m.link.column(), Indexed: true, Dest: func(into *T) any { return at(into) },
		Value: func(from *T) any {
			if id := at(from).ID; id != "" {
				return id
			}
			return nil
		}}}
}

func (m *sentMember[T]) Filters() []*Filter {
	if !m.link.filterable {
		return nil
	}
	name := m.link.name + "_" + ExternalReferenceID
	return []*Filter{{Name: name, Column: m.link.column(), Match: Equals, Through: m.link.target.Table, Parse: parseReference,
		Doc: "Exactly this `" + name + "`. A reference that does not exist leaves no record.", Property: Property{Type: "string"}}}
}

func (m *sentMember[T]) AppendJSON(dst []byte, from *T) []byte {
	ref := m.link.at(from)
	if ref.ID == "" {
		return append(dst, "null"...)
	}
	return jsonvalue.AppendText(dst, ref.ExternalReferenceID)
}

func (m *sentMember[T]) read(v value, _ Rules, into *T) *apierr.Details {
	*m.link.at(into) = Ref{}
	if v.isNull() && !m.link.required {
		return nil
	}
	reference, broken := keyLimits.read(v)
	m.link.at(into).ExternalReferenceID = reference
	return broken
}

func (m *sentMember[T]) fill(into *T) { *m.link.at(into) = Ref{} }

func (m *sentMember[T]) copy(into, from *T) { *m.link.at(into) = *m.link.at(from) }

// Linked is a field whose column holds the id of a record of another resource.
type Linked[T any] interface {
	Field[T]
	// Link returns the target, the column and an accessor of the reference.
	Link() (target *Target, column string, at func(*T) *Ref)
}

// Link returns the target, the column and an accessor of the reference.
func (m *sentMember[T]) Link() (*Target, string, func(*T) *Ref) {
	return &m.link.target, m.link.column(), m.link.at
}

// Wanted calls want with the external reference unless it has been looked up.
func (m *sentMember[T]) Wanted(of *T, want func(*Target, string)) {
	if ref := m.link.at(of); ref.missesTarget() {
		want(&m.link.target, ref.ExternalReferenceID)
	}
}

// Bind replaces the external reference by the record that find returns, or returns
// the error that there is none.
func (m *sentMember[T]) Bind(_, after *T, find Finder) (broken apierr.Details) {
	ref := m.link.at(after)
	if !ref.missesTarget() {
		return broken
	}
	found, ok := find(&m.link.target, ref.ExternalReferenceID)
	if !ok {
		return invalid(noSuchTarget(m.link.target.Noun, ref.ExternalReferenceID)).In(m.link.name + "_" + ExternalReferenceID)
	}
	*ref = found
	return broken
}

// Shown calls visit with the reference.
func (m *sentMember[T]) Shown(of *T, visit func(*Target, *Ref)) { visit(&m.link.target, m.link.at(of)) }

// Part is a field that needs rows of other tables: a link, or a list of children.
type Part[T any] interface {
	Field[T]
	// Wanted calls want with each external reference that has to be looked up.
	Wanted(of *T, want func(target *Target, reference string))
	// Bind replaces the external references in after by the records that find returns,
	// and checks the ids of children against the ids in before, which is nil for a new
	// record. The places in the details begin at the record.
	Bind(before, after *T, find Finder) apierr.Details
	// Shown calls visit with each reference that is answered.
	Shown(of *T, visit func(to *Target, ref *Ref))
}
