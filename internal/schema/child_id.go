package schema

import (
	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// idField is the id of a child.
type idField[E any] struct {
	at     func(*E) *string
	ids    IDs
	prefix string
}

func (f *idField[E]) Spec() Spec {
	return Spec{Name: "id", ReadOnly: f.ids == Fresh, Doc: "The id of the item, created by the server."}
}

func (f *idField[E]) Property() Property { return Property{Type: "string"} }

func (f *idField[E]) Columns() []Column[E] {
	return []Column[E]{{Name: "id",
		Value: func(from *E) any { return *f.at(from) },
		Dest:  func(into *E) any { return f.at(into) }}}
}

func (f *idField[E]) Filters() []*Filter { return nil }

// AppendJSON appends null for a child that has no id yet.
func (f *idField[E]) AppendJSON(dst []byte, from *E) []byte {
	if *f.at(from) == "" {
		return append(dst, "null"...)
	}
	return jsonvalue.AppendText(dst, *f.at(from))
}

// noChildsID stands for an empty id that was sent, which no child has. A child whose id was
// not sent has "". No client can send this text, because it has a NUL.
const noChildsID = "\x00"

// read leaves it to Bind to refuse an id that no child of the record has.
func (f *idField[E]) read(v value, _ Rules, into *E) *apierr.Details {
	*f.at(into) = ""
	if v.isNull() {
		return nil
	}
	id, broken := (&textLimits{}).read(v)
	if broken == nil && id == "" {
		id = noChildsID
	}
	*f.at(into) = id
	return broken
}

func (f *idField[E]) fill(into *E)       { *f.at(into) = "" }
func (f *idField[E]) copy(into, from *E) { *f.at(into) = *f.at(from) }
