// Package resource implements the operations on any resource in SQL: create, get,
// list, update, delete and batch.
//
// A resource is a declaration: its nouns and its fields. The operations take a
// transaction and never open one, so the caller decides which operations share a
// transaction. The first argument of every statement is the organization.
//
// resource.go has the declaration, operations.go the operations on a single record,
// batch.go the batch and list.go the list. parts.go has what a record keeps outside
// of its row (children and references), and guards.go what keeps a record from being
// deleted.
package resource

import (
	"slices"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
	"waybill/internal/resource/updates"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Record has the members that every resource has. The type of a resource embeds it.
type Record struct {
	ID                  string
	ExternalReferenceID string
	CreatedAt           time.Time
	UpdatedAt           time.Time
	// Version starts at a random number and grows by 1 with each update. So a record
	// that is created again under the same reference shares no version with the
	// deleted record.
	Version int64
	// told is the JSON of the record in the event of the write that made it, which is also
	// its answer. It is nil for a record of the database. Nothing changes a told record.
	told []byte
}

// Def declares a resource with records of type T.
type Def[T any] struct {
	Noun     string // in messages: "Customer"
	Plural   string // in paths, scopes and as the table's name: "customers"
	IDPrefix string // of ids: "cust_"
	// Record returns the embedded Record.
	Record func(*T) *Record
	// Fields are the fields of the resource, in the contract's order. An answer has
	// the ids of Record before them, and its times after them.
	Fields []schema.Field[T]
	// Filters names the query parameters that filter lists, in the contract's order. If it
	// is nil, lists have the filters of all fields, in the order of the fields.
	Filters []string
	// Sorts names the values of the parameter sort, without those for the reverse order,
	// in the contract's order. If it is nil, they are the sortable fields, created_at and
	// updated_at.
	Sorts []string
	// Rules are rules over several fields of an input.
	Rules []schema.Rule[T]
	// Finished tells finished records from active ones. The error of deleting a record
	// says whether active records refer to it.
	Finished Finished
	// Settle checks the whole record that a write leaves, and sets its hidden fields.
	// It is called when the fields are valid and the references are looked up. Before
	// is nil for a record that is created. The places in the details begin at the
	// record. An error fails the write for another reason. Settle may read the
	// database in the transaction of the write, and may be called more than once for it.
	Settle func(tx *sqldb.Tx, before, after *T) ([]apierr.Detail, error)
	// Derive sets the hidden fields of after that follow from its other fields and from
	// before, which is nil for a record that is new. It is called after Settle.
	Derive func(before, after *T)
	// After is called in the transaction of a change. Before is nil for a record that
	// was created, after for a record that was deleted.
	After func(tx *sqldb.Tx, organization int64, before, after *T) error
	// Example is the external reference in the OpenAPI document's examples.
	Example string
	// Indexes are the indexes that lists are filtered by. A resource that declares none
	// by the column updated_at has the index <plural>_by_updated_at.
	Indexes []Index
	// Weeks are the counts of weeks that the server keeps, if Weeks.Table is not "".
	Weeks Weeks
	// Contacts are the fields with phone numbers and e-mail addresses. A change of them by an
	// update is an event of its own.
	Contacts []ContactField[T]
	// ChangeTogether lists indexed columns that mostly change in the same updates. It also
	// names the columns of an index by which no list is filtered.
	ChangeTogether [][]string
}

// Resource is a declared resource, ready for use. All of its methods are safe
// for concurrent use.
type Resource[T any] struct {
	def     Def[T]
	object  *schema.Object[T]
	options listOptions
	indexes []Index // that lists are filtered by
	sql     statements
	stored  []schema.Column[T] // in the order of the statements
	shown   []schema.Column[T] // without those of hidden fields
	updates updates.Statements[T]
	counted []schema.Column[T] // columns whose values are counted
	weeks   *weeks[T]          // nil for a resource without counts of weeks
	parts   *parts[T]          // nil for a resource without children and references
	whole   whole
	guarded *guarded
	keeper  ContactGuard // nil for none
}

// New returns the resource that def declares. It panics when schema.NewObject or
// Rules does: for too many fields, or for names that are repeated or unknown. It also
// panics for a name in Filters or Sorts that no field declares.
func New[T any](def Def[T]) *Resource[T] {
	reference := schema.Text(schema.ExternalReferenceID, func(t *T) *string { return &def.Record(t).ExternalReferenceID }).
		Length(1, 255).Required().Example(def.Example).
		Doc("Your own reference: unique within the organization, and never changed.")
	r := &Resource[T]{
		def: def,
		object: schema.NewObject(append([]schema.Field[T]{reference}, def.Fields...)...).Rules(def.Rules...).
			AlsoAnswers("id", "created_at", "updated_at"),
	}
	r.indexes = slices.Clip(def.Indexes)
	if !slices.ContainsFunc(r.indexes, func(x Index) bool { return x.Columns[0] == "updated_at" }) {
		r.indexes = append(r.indexes, Index{Name: def.Plural + "_by_updated_at", Columns: []string{"updated_at"}})
	}
	r.parts = newParts(def.Noun, r.object.Fields())
	r.options = newListOptions(r.object.Fields(), &def, r.indexes)
	r.stored = r.columns(func(schema.Spec) bool { return true })
	r.shown = r.columns(func(s schema.Spec) bool { return !s.Hidden })
	r.sql = newStatements(def.Plural, r.stored, r.shown)
	r.whole = newWhole(def.Plural, r.shown, r.parts)
	r.counted = countedColumns(r.stored)
	r.weeks = newWeeks(def.Weeks, def.Record, r.stored, r.indexes)
	r.updates = updates.New(def.Plural, r.stored, def.ChangeTogether)
	r.setGuards(nil)
	return r
}

// Description describes a resource to packages that do not know its type.
type Description struct {
	Noun     string // "Customer"
	Plural   string // "customers"
	IDPrefix string // "cust_"
	Fields   []schema.Described
	// Parameters are the query parameters of the list, in the contract's order.
	Parameters []*schema.Filter
	// Children are the tables of the lists of children.
	Children []ChildTable
	// HasContacts tells whether a change of contacts is an event.
	HasContacts bool
}

// ChildTable is a table whose rows belong to records.
type ChildTable struct {
	Name  string
	Owner string // the column with the id of the record
}

// Describe returns the description that follows from the declaration.
func (r *Resource[T]) Describe() Description {
	d := Description{Noun: r.def.Noun, Plural: r.def.Plural, IDPrefix: r.def.IDPrefix,
		Fields: r.object.Describe(), Parameters: r.parameters(), HasContacts: len(r.def.Contacts) > 0}
	if r.parts != nil {
		for _, c := range r.parts.children {
			d.Children = append(d.Children, ChildTable{c.Table(), c.owner})
		}
	}
	return d
}

// Statements returns the main SQL statements by name, for the golden files.
func (r *Resource[T]) Statements() map[string]string {
	changes := r.updates.All()
	all := map[string]string{
		"create": r.sql.insert.String(), "get by reference": r.sql.getByReference, "get by id": r.sql.getByID,
		"update": changes[0].SQL, "update all": changes[len(changes)-1].SQL,
		"delete": r.sql.delete,
		"count":  r.sql.count, "list": r.sql.list(r.sql.count) + r.sql.from,
	}
	if r.parts == nil {
		return all
	}
	all["get with parts"] = r.whole.byReference.record.String()
	for i, list := range r.parts.children {
		all["get "+list.Table()] = r.whole.byReference.children[i].String()
	}
	return all
}

// HasParts reports whether a record has children or references, so that reading it
// takes more than one statement.
func (r *Resource[T]) HasParts() bool { return r.parts != nil }

// Plural returns the resource's name in paths and scopes, such as "customers".
func (r *Resource[T]) Plural() string { return r.def.Plural }

// Record returns the members of a record that every resource has.
func (r *Resource[T]) Record(of *T) *Record { return r.def.Record(of) }

// Decode reads a body by rules. The error is an apierr.Error.
func (r *Resource[T]) Decode(body schema.Body, rules schema.Rules) (schema.Input[T], error) {
	return r.object.Decode(body, rules)
}

// AppendJSON appends a record as the JSON object of an answer.
func (r *Resource[T]) AppendJSON(dst []byte, record *T) []byte {
	if told := r.def.Record(record).told; told != nil {
		return append(dst, told...)
	}
	return r.appendJSON(dst, record, r.object.AppendMembers)
}

// JSON returns a record as the JSON object of an answer.
func (r *Resource[T]) JSON(record *T) []byte {
	return r.AppendJSON(make([]byte, 0, r.UsualSize(record)), record)
}

// UsualSize returns how many bytes AppendJSON needs for a record, if its texts have the usual
// length. A buffer of this capacity seldom has to grow.
func (r *Resource[T]) UsualSize(record *T) int {
	if told := r.def.Record(record).told; told != nil {
		return len(told)
	}
	return sizeOfMeta + r.object.UsualSize(record)
}

// sizeOfMeta is enough for the members of an answer that no field declares: id, created_at and
// updated_at.
const sizeOfMeta = 150

// AppendExactJSON is AppendJSON without rounding: times have the fractions of their seconds,
// except created_at and updated_at.
func (r *Resource[T]) AppendExactJSON(dst []byte, record *T) []byte {
	return r.appendJSON(dst, record, r.object.AppendExactMembers)
}

func (r *Resource[T]) appendJSON(dst []byte, record *T, appendMembers func([]byte, *T) []byte) []byte {
	meta := r.def.Record(record)
	dst = append(append(append(dst, `{"id":"`...), meta.ID...), `",`...)
	dst = appendMembers(dst, record)
	dst = jsonvalue.AppendTime(append(dst, `,"created_at":`...), meta.CreatedAt)
	dst = jsonvalue.AppendTime(append(dst, `,"updated_at":`...), meta.UpdatedAt)
	return append(dst, '}')
}

// columns returns the table's columns except organization_id.
func (r *Resource[T]) columns(of func(schema.Spec) bool) []schema.Column[T] {
	record := r.def.Record
	columns := []schema.Column[T]{{Name: "id",
		Value: func(t *T) any { return record(t).ID },
		Dest:  func(t *T) any { return &record(t).ID }}}
	for _, f := range r.object.Fields() {
		if of(f.Spec()) {
			columns = append(columns, f.Columns()...)
		}
	}
	return append(columns,
		timeColumn("created_at", func(t *T) *time.Time { return &record(t).CreatedAt }),
		timeColumn("updated_at", func(t *T) *time.Time { return &record(t).UpdatedAt }),
		schema.Column[T]{Name: "version",
			Value: func(t *T) any { return record(t).Version },
			Dest:  func(t *T) any { return &record(t).Version }})
}

func timeColumn[T any](name string, at func(*T) *time.Time) schema.Column[T] {
	return schema.Time(name, at).Columns()[0]
}

// Indexes returns the indexes that lists are filtered by.
func (r *Resource[T]) Indexes() []Index { return r.indexes }

// ColumnNames returns the names of the table's columns except organization_id, in order.
func (r *Resource[T]) ColumnNames() []string {
	names := make([]string, len(r.stored))
	for i, c := range r.stored {
		names[i] = c.Name
	}
	return names
}
