package resource

import (
	"maps"
	"slices"

	"waybill/internal/sqldb"
)

// This file finds out whether an update changes a phone number or an e-mail address of a
// record, and tells an event of it. Fields that an update leaves alone are not looked at.

// ContactKind is a kind of contact.
type ContactKind string

// The kinds of contacts.
const (
	Phone ContactKind = "phone"
	Email ContactKind = "email"
)

// ContactKinds returns all kinds of contacts.
func ContactKinds() []ContactKind { return []ContactKind{Phone, Email} }

// ContactField declares that a field has contacts. A field of children may have several, of
// several kinds.
type ContactField[T any] struct {
	Name string
	Kind ContactKind
	Of   func(*T) []Contact
}

// Contact is a phone number or an e-mail address.
type Contact struct {
	Child string // the id of the child that has it; empty for a contact of the record itself
	Value *string
}

// OneContact declares a field with a single contact.
func OneContact[T any](name string, kind ContactKind, of func(*T) *string) ContactField[T] {
	return ContactField[T]{name, kind, func(t *T) []Contact { return []Contact{{Value: of(t)}} }}
}

// Contacts declares that members of children are contacts.
func Contacts[T, C any](name string, kind ContactKind, children func(*T) []C, id func(*C) string, value func(*C) *string) ContactField[T] {
	return ContactField[T]{name, kind, func(t *T) []Contact {
		all := make([]Contact, 0, len(children(t)))
		for i := range children(t) {
			child := &children(t)[i]
			all = append(all, Contact{id(child), value(child)})
		}
		return all
	}}
}

// contactsDiffer reports whether contacts were added, removed or changed. Their order is no
// matter, and neither is a child that was replaced by one with the same contact.
func contactsDiffer(before, after []Contact) bool {
	byChild := make(map[string]string, len(before))
	for _, c := range before {
		byChild[c.Child] = deref(c.Value)
	}
	var removed, added []string
	for _, c := range after {
		was, known := byChild[c.Child]
		delete(byChild, c.Child)
		switch {
		case known && was != deref(c.Value):
			return true
		case !known && deref(c.Value) != "":
			added = append(added, *c.Value)
		}
	}
	for value := range maps.Values(byChild) {
		if value != "" {
			removed = append(removed, value)
		}
	}
	slices.Sort(removed)
	slices.Sort(added)
	return !slices.Equal(removed, added)
}

func deref(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// contactChange is a change of contacts by an update.
type contactChange struct {
	fields []string // in the order of the declaration
	kinds  []ContactKind
}

// contactsChanged returns the change of contacts between two states of a record, of which
// fields differ.
func (r *Resource[T]) contactsChanged(before, after *T, fields []string) (change contactChange) {
	for _, c := range r.def.Contacts {
		if !slices.Contains(fields, c.Name) || !contactsDiffer(c.Of(before), c.Of(after)) {
			continue
		}
		if !slices.Contains(change.fields, c.Name) {
			change.fields = append(change.fields, c.Name)
		}
		if !slices.Contains(change.kinds, c.Kind) {
			change.kinds = append(change.kinds, c.Kind)
		}
	}
	return change
}

// tellUpdate tells the events of an update. The event of a change of contacts comes first, so
// the last event of a version is always that with the record.
func (r *Resource[T]) tellUpdate(tx *sqldb.Tx, organization int64, before, after *T, fields []string) {
	if change := r.contactsChanged(before, after, fields); len(change.fields) > 0 {
		e := r.event(organization, ContactChanged, after, change.fields)
		e.Data = r.appendContacts(append(e.Data[:0], `{"before":`...), before, change.fields)
		e.Data = append(r.appendContacts(append(e.Data, `,"after":`...), after, change.fields), '}')
		tx.Tell(e)
	}
	tx.Tell(r.event(organization, updated, after, fields))
}

// appendContacts appends an object with some fields of a record.
func (r *Resource[T]) appendContacts(dst []byte, record *T, fields []string) []byte {
	dst = append(dst, '{')
	for _, f := range r.object.Fields() {
		if !slices.Contains(fields, f.Spec().Name) {
			continue
		}
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, '"'), f.Spec().Name...), `":`...)
		dst = f.AppendJSON(dst, record)
	}
	return append(dst, '}')
}
