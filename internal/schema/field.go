package schema

import "waybill/internal/apierr"

// Field is one member of T: a type such as Text with what the declaration says
// of it. All of its methods are for the packages that use a declaration; a
// declaration itself only builds fields.
type Field[T any] interface {
	// Spec gives what was declared apart from the type.
	Spec() Spec
	// Property describes the field for the OpenAPI document.
	Property() Property
	// Columns gives the columns that hold the field, the one that is read first.
	Columns() []Column[T]
	// Filter gives the query parameter that narrows a list by the field, or
	// nil when it was not declared to be one.
	Filter() *Filter
	// AppendJSON appends the field's value in from as JSON.
	AppendJSON(dst []byte, from *T) []byte

	// read sets the field in into to v, or says which rules v breaks.
	read(v value, rules Rules, into *T) []apierr.Detail
	// fill sets the field in into to what it is when left out.
	fill(into *T)
	// copy sets the field in into to its value in from.
	copy(into, from *T)
}

// Spec is what a declaration says of a field apart from its type.
type Spec struct {
	Name     string
	Doc      string // one sentence for the OpenAPI document
	Required bool   // must be there when a record is made
	Sortable bool
	Example  any // for the OpenAPI document; nil for none
}

// Column is a column of a table and where it is found in a record.
type Column[T any] struct {
	Name string
	// Value gives what is stored, in a form that both database drivers take.
	Value func(*T) any
	// Indexed says that lists are narrowed or sorted by the column, so that an index
	// has it, and to write it costs more than its place in the row.
	Indexed bool
	// Dest gives where a row is scanned to. It is nil for a column that is only
	// searched or sorted by.
	Dest func(*T) any
}

// Property describes a value in the terms of JSON Schema.
type Property struct {
	Type                 string // "string", "boolean", "integer", "object", "array"
	Nullable             bool
	MinLength, MaxLength int // in code points; 0 for no limit
	Minimum, Maximum     *int
	Enum                 []string
	Default              any
	Format               string
}

// Match says how a filter compares.
type Match int

// The ways in which a filter compares a column with what the client sent.
const (
	Equals   Match = iota // the same value
	Contains              // part of the text, after Unicode case folding
)

// Filter is a query parameter that narrows a list.
type Filter struct {
	Name   string
	Doc    string
	Column string
	Match  Match
	// Parse reads the parameter's text. A nil value without details narrows
	// nothing.
	Parse    func(text string) (any, []apierr.Detail)
	Property Property
	// Usual is, of a boolean, the value of a record that was not told another;
	// nil for any other filter.
	Usual any
}

// Purpose is what an input is read for. It decides which fields must be there
// and which may.
type Purpose int

// The purposes of an input.
const (
	// Create is for a new record: what is required must be there.
	Create Purpose = iota
	// Update is for a record that exists: nothing has to be there, and the
	// external reference is not a field.
	Update
	// Payload is for an item of a batch, whose operation is judged later:
	// every field may be there, none has to.
	Payload
)

// Rules are how an input is read.
type Rules struct {
	Purpose Purpose
	Strict  bool // whether members that are no fields are an error
}
