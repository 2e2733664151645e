// Package resource is what can be done with any resource: create, get, list,
// update, delete and batch, each written once, in SQL.
//
// A resource is a declaration: its nouns and its fields. The operations take a
// transaction and never make one, so that a caller decides what belongs
// together. Every statement names the organization first.
package resource

import (
	"time"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Record is what every resource has beside its own fields. A resource's type
// embeds it.
type Record struct {
	ID                  string
	ExternalReferenceID string
	CreatedAt           time.Time
	UpdatedAt           time.Time
	// Version is one more with each update. It begins with a number of chance, so
	// that no two records that were ever under one reference share one.
	Version int64
}

// Def declares a resource with records of type T.
type Def[T any] struct {
	Noun     string // in messages: "Customer"
	Plural   string // in paths, scopes and as the table's name: "customers"
	IDPrefix string // of ids: "cust_"
	// Record finds the embedded Record.
	Record func(*T) *Record
	// Fields are the resource's own, in the contract's order. The members of
	// Record stand around them: the ids before, the times after.
	Fields []schema.Field[T]
	// Rules are rules over several fields of an input.
	Rules []schema.Rule[T]
	// Finished says which records are finished, for the refusal to delete a record
	// that they refer to.
	Finished Finished
	// Settle checks the whole record of a write, and derives its hidden fields, once
	// its fields are valid and its references are looked up. Before is nil for a
	// record that is created. The details are relative to the record. It may be
	// called more than once for a write.
	Settle func(before, after *T) []apierr.Detail
	// After is called in the transaction of a change. Before is nil for a record that
	// was created, after for a record that was deleted.
	After func(tx *sqldb.Tx, organization int64, before, after *T) error
	// Example is the external reference in the OpenAPI document's examples.
	Example string
	// Indexes are the indexes that lists are filtered by.
	Indexes []Index
	// ChangeTogether lists indexed columns that mostly change in the same updates.
	ChangeTogether [][]string
}

// Resource is a declared resource, ready for use. All of its methods are safe
// for concurrent use.
type Resource[T any] struct {
	def     Def[T]
	object  *schema.Object[T]
	query   query
	sql     statements
	stored  []schema.Column[T] // in the order of the statements
	updates updates[T]
	counted []schema.Column[T] // whose values are counted
	parts   *parts[T]          // nil for none
	guarded *guarded
}

// New makes a resource of its declaration.
func New[T any](def Def[T]) *Resource[T] {
	reference := schema.Text(schema.ExternalReferenceID, func(t *T) *string { return &def.Record(t).ExternalReferenceID }).
		Length(1, 255).Required().Example(def.Example).
		Doc("Your own reference: unique within the organization, and never changed.")
	r := &Resource[T]{
		def:    def,
		object: schema.NewObject(append([]schema.Field[T]{reference}, def.Fields...)...).Rules(def.Rules...),
	}
	r.parts = newParts(def.Noun, r.object.Fields())
	r.query = newQuery(r.object.Fields(), def.Indexes)
	r.stored = r.columns()
	r.sql = newStatements(def.Plural, r.stored)
	r.counted = countedColumns(r.stored)
	r.updates = newUpdates(def.Plural, r.stored, def.ChangeTogether)
	r.setGuards(nil)
	return r
}

// Description is what a resource is, for those who do not know its type.
type Description struct {
	Noun     string // "Customer"
	Plural   string // "customers"
	IDPrefix string // "cust_"
	Fields   []schema.Described
	// Parameters are of the list, in the contract's order.
	Parameters []*schema.Filter
	// Children are the tables of lists of children.
	Children []ChildTable
}

// ChildTable is a table whose rows belong to records.
type ChildTable struct {
	Name  string
	Owner string // the column with the id of the record
}

// Describe gives what the declaration says.
func (r *Resource[T]) Describe() Description {
	d := Description{Noun: r.def.Noun, Plural: r.def.Plural, IDPrefix: r.def.IDPrefix,
		Fields: r.object.Describe(), Parameters: r.parameters()}
	if r.parts != nil {
		for _, c := range r.parts.children {
			d.Children = append(d.Children, ChildTable{c.Table(), c.owner})
		}
	}
	return d
}

// Statements gives the SQL texts that every operation begins with, by name, for
// the tests that judge them.
func (r *Resource[T]) Statements() map[string]string {
	return map[string]string{
		"create": r.sql.insert.String(), "get by reference": r.sql.getByReference, "get by id": r.sql.getByID,
		"update": r.updates.statements[0].statement, "update all": r.updates.statements[len(r.updates.statements)-1].statement,
		"delete": r.sql.delete,
		"count":  r.sql.count, "list": r.sql.list(r.sql.count) + r.sql.from,
	}
}

// HasParts reports whether a record is read by more than one statement, because it
// has children or refers to other records.
func (r *Resource[T]) HasParts() bool { return r.parts != nil }

// Plural is the resource's name in paths and scopes, such as "customers".
func (r *Resource[T]) Plural() string { return r.def.Plural }

// Record finds the members that every resource has in a record.
func (r *Resource[T]) Record(of *T) *Record { return r.def.Record(of) }

// Decode reads a body for a purpose. The error is an apierr.Error.
func (r *Resource[T]) Decode(body schema.Body, rules schema.Rules) (schema.Input[T], error) {
	return r.object.Decode(body, rules)
}

// AppendJSON appends a record as the API answers it.
func (r *Resource[T]) AppendJSON(dst []byte, record *T) []byte {
	meta := r.def.Record(record)
	dst = append(append(append(dst, `{"id":"`...), meta.ID...), `",`...)
	dst = r.object.AppendMembers(dst, record)
	// Times are in UTC, for which RFC 3339 ends in Z as the contract has it.
	dst = append(meta.CreatedAt.AppendFormat(append(dst, `,"created_at":"`...), time.RFC3339), '"')
	dst = append(meta.UpdatedAt.AppendFormat(append(dst, `,"updated_at":"`...), time.RFC3339), '"')
	return append(dst, '}')
}

// columns lists the table's columns but for the organization.
func (r *Resource[T]) columns() []schema.Column[T] {
	record := r.def.Record
	columns := []schema.Column[T]{{Name: "id",
		Value: func(t *T) any { return record(t).ID },
		Dest:  func(t *T) any { return &record(t).ID }}}
	for _, f := range r.object.Fields() {
		columns = append(columns, f.Columns()...)
	}
	return append(columns,
		timeColumn("created_at", func(t *T) *time.Time { return &record(t).CreatedAt }),
		timeColumn("updated_at", func(t *T) *time.Time { return &record(t).UpdatedAt }),
		schema.Column[T]{Name: "version",
			Value: func(t *T) any { return record(t).Version },
			Dest:  func(t *T) any { return &record(t).Version }})
}

func timeColumn[T any](name string, at func(*T) *time.Time) schema.Column[T] {
	return schema.Column[T]{Name: name,
		Value: func(t *T) any { return at(t).UnixMicro() },
		Dest:  func(t *T) any { return (*microseconds)(at(t)) }}
}

// microseconds scans a time from the microseconds since 1970 that are stored.
type microseconds time.Time

func (m *microseconds) Scan(stored any) error {
	count, ok := stored.(int64)
	if !ok {
		return errNotATime
	}
	*m = microseconds(time.UnixMicro(count).UTC())
	return nil
}

// Indexes returns the indexes that lists are filtered by.
func (r *Resource[T]) Indexes() []Index { return r.def.Indexes }

// ColumnNames lists the table's columns but for the organization, in order.
func (r *Resource[T]) ColumnNames() []string {
	names := make([]string, len(r.stored))
	for i, c := range r.stored {
		names[i] = c.Name
	}
	return names
}
