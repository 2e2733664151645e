package resource

import (
	"fmt"
	"maps"
	"slices"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// This file finds out whether an update changes a phone number or an e-mail address of a
// record, and tells an event of it, or has it held. Fields that an update leaves alone are not
// looked at.

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

// ContactGuard holds changes of contacts, so that they are made later or never.
type ContactGuard interface {
	// Guards reports whether changes of contacts of a kind are held.
	Guards(kind ContactKind) bool
	// Hold keeps a change, and returns its id.
	Hold(tx *sqldb.Tx, change *HeldChange) (id string, err error)
}

// HeldChange is an update that is not made now.
type HeldChange struct {
	Organization        int64
	Resource            string // in events: "customer"
	RecordID, Reference string
	Version             int64    // of the record, which ApplyHeld requires
	Fields, Contacts    []string // the names of the fields that change, and of those with contacts among them
	Before, After       []byte   // the values of the fields that change, as a JSON object
}

// GuardContacts makes updates of resources hold what a guard guards. The resources must come
// from Unconnected, and must not be in use yet.
func GuardContacts(g ContactGuard, resources ...Guarded) {
	for _, r := range resources {
		r.setContactGuard(g)
	}
}

func (r *Resource[T]) setContactGuard(g ContactGuard) { r.keeper = g }

// keep holds an update of a record if it changes guarded contacts, and returns the id of the
// held change, or "".
func (r *Resource[T]) keep(tx *sqldb.Tx, organization int64, before, after *T, fields []string) (id string, err error) {
	if r.keeper == nil {
		return "", nil
	}
	change := r.contactsChanged(before, after, fields)
	if !slices.ContainsFunc(change.kinds, r.keeper.Guards) {
		return "", nil
	}
	meta, shown := r.def.Record(before), *after
	if r.parts != nil {
		r.dropIDs(before, &shown) // new children get other ids when the change is made
	}
	return r.keeper.Hold(tx, &HeldChange{
		Organization: organization, Resource: r.EventNoun(), RecordID: meta.ID, Reference: meta.ExternalReferenceID, Version: meta.Version,
		Fields: fields, Contacts: change.fields,
		Before: r.appendFields(nil, before, fields), After: r.appendFields(nil, &shown, fields),
	})
}

// ApplyHeld makes a held change of the record with an id. It returns apierr.NotFound and
// apierr.PreconditionFailed if the record is gone or has changed since.
func (r *Resource[T]) ApplyHeld(tx *sqldb.Tx, organization int64, id string, version int64, after []byte) error {
	unguarded := *r
	unguarded.keeper = nil
	_, _, err := unguarded.restore(tx, organization, func(of int64) bool { return of == version }, after, func() (*T, error) {
		return r.holdByKey(tx, organization, id, r.getForDelete)
	})
	return err
}

// heldItem is the failure of an item of a batch that is held.
func (r *Resource[T]) heldItem() error {
	return &apierr.Error{Kind: apierr.Referenced, Noun: r.def.Noun,
		Text: "not done: it changes a contact, and is held until another key confirms it"}
}

// notWithOthers is the failure of an item of an atomic batch that would have to be held.
func (r *Resource[T]) notWithOthers() error {
	return &apierr.Error{Kind: apierr.Referenced, Noun: r.def.Noun,
		Text: "not done: it changes a contact, which another key must confirm, so it cannot be part of an atomic batch"}
}

// rememberContacts keeps when the contacts of a record were changed last.
const rememberContacts = `INSERT INTO contact_changes (organization_id, resource, record_id, changed_at) VALUES ($1, $2, $3, $4)
	ON CONFLICT (organization_id, resource, record_id) DO UPDATE SET changed_at = EXCLUDED.changed_at`

// tellUpdate tells the events of an update. The event of a change of contacts comes first, so
// the last event of a version is always that with the record.
func (r *Resource[T]) tellUpdate(tx *sqldb.Tx, organization int64, before, after *T, fields []string) error {
	if change := r.contactsChanged(before, after, fields); len(change.fields) > 0 {
		e := r.event(organization, sqldb.ContactChanged, after, change.fields)
		e.Data = r.appendFields([]byte(`{"before":`), before, change.fields)
		e.Data = append(r.appendFields(append(e.Data, `,"after":`...), after, change.fields), '}')
		tx.Tell(e)
		if _, err := tx.Exec(rememberContacts, organization, e.Resource, e.RecordID, tx.Now().UnixMicro()); err != nil {
			return fmt.Errorf("remember the change of the contacts of %s %q: %w", r.def.Noun, e.Reference, err)
		}
	}
	tx.Tell(r.event(organization, sqldb.Updated, after, fields))
	return nil
}

// appendFields appends an object with some fields of a record.
func (r *Resource[T]) appendFields(dst []byte, record *T, fields []string) []byte {
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
