package schema

import "waybill/internal/apierr"

// Field is a member of T: a kind, such as Text, with the options of its
// declaration. A field may have several columns, or none when its value is
// stored in another table. A declaration only builds fields; the methods are for
// the packages that use a declaration.
type Field[T any] interface {
	// Spec returns the options that every kind has.
	Spec() Spec
	// Property describes the field for the OpenAPI document.
	Property() Property
	// Columns returns the columns of T's table that hold the field. The first is the
	// column that the field is read from.
	Columns() []Column[T]
	// Filters returns the query parameters that filter a list by the field.
	Filters() []*Filter
	// AppendJSON appends the field's value in from as JSON.
	AppendJSON(dst []byte, from *T) []byte

	// read sets the field in into to v, or returns the rules that v breaks,
	// without the field's name. A field whose value is invalid is not set.
	read(v value, rules Rules, into *T) *apierr.Details
	// fill sets the field in into to its default.
	fill(into *T)
	// copy sets the field in into to its value in from.
	copy(into, from *T)
}

// Spec holds the options that every kind has.
type Spec struct {
	Name     string
	Doc      string // one sentence for the OpenAPI document
	Required bool   // a new record must have the field
	Sortable bool
	ReadOnly bool   // answered, but never read from a client
	Hidden   bool   // stored, but neither read from a client nor answered
	Target   string // the table in which a reference must exist; "" if the field is none
	Example  any    // for the OpenAPI document; nil for none
}

// isInput reports whether a client may send the field.
func (s *Spec) isInput() bool { return !s.ReadOnly && !s.Hidden }

// Column is a column of a table and its value in a record.
type Column[T any] struct {
	Name string
	// Value returns the stored form of the value, which both database drivers
	// accept: a string, bool, int64, float64 or nil.
	Value func(*T) any
	// Indexed reports whether lists are filtered or sorted by the column. Such a
	// column is in an index, so writing it costs more than its place in the row.
	Indexed bool
	// Counted reports whether the number of rows is kept for each value.
	Counted bool
	// Dest returns where a row is scanned to. It is nil for a column that is only
	// searched or sorted by.
	Dest func(*T) any
}

// Property describes a value in the terms of JSON Schema.
type Property struct {
	Type                 string // "string", "boolean", "integer", "number", "object", "array"
	Nullable             bool
	MinLength, MaxLength int // in code points; 0 for no limit
	Minimum, Maximum     *float64
	Pattern              string
	Enum                 []string
	Default              any
	Format               string
	Object               []Described // the members of an object
	Items                *Property   // the items of an array
	MinItems, MaxItems   int         // 0 for no limit
}

// Described is a field as documents show it.
type Described struct {
	Spec
	Property
}

// Match is the comparison of a filter.
type Match int

// The comparisons of a column with what the client sent.
const (
	Equals   Match = iota // the same value
	Contains              // the text contains it, after Unicode case folding
	Prefix                // the text begins with it
	Suffix                // the text ends with it
	AtLeast               // the value is not less
	AtMost                // the value is not greater
)

// Filter is a query parameter that filters a list.
type Filter struct {
	Name   string
	Doc    string
	Column string
	Match  Match
	// Through is for a parameter that is an external reference: the table of the
	// record whose id the column holds. It is "" for a parameter that is compared with
	// the column itself.
	Through string
	// Parse reads the parameter's text. A nil value without details filters
	// nothing. A strict reading refuses a time without an offset.
	Parse    func(text string, strict bool) (any, *apierr.Details)
	Property Property
	// Usual is the default of a boolean, and nil for any other filter.
	Usual any
	// Counted reports whether the number of rows is kept for each value.
	Counted bool
}

// Purpose is what an input is read for. It decides which fields are required and
// which are known.
type Purpose int

// The purposes of an input.
const (
	// Create is for a new record: required fields must be sent.
	Create Purpose = iota
	// Update is for a record that exists: no field is required, and the external
	// reference is unknown.
	Update
	// Payload is for an item of a batch, whose operation is not known yet: every field
	// is known, and none is required.
	Payload
	// Answered is for a record as an answer shows it: the fields that are only answered
	// are known, too, and all required fields must be there.
	Answered
)

// Rules control how an input is read.
type Rules struct {
	Purpose Purpose
	Strict  bool // whether unknown members are errors
	// FromAnswer says that the input may be an answer: members that are only answered are
	// not unknown, and are ignored.
	FromAnswer bool
}
