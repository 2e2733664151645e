package resource

import (
	"bytes"
	"strings"

	"waybill/internal/sqldb"
)

// This file tells the events of changes. A write tells its event when the record is as an
// answer shows it: with its children and the names of the records that it refers to.

// event returns the event of a change, with the record as it is after it.
func (r *Resource[T]) event(organization int64, action string, record *T, changed []string) sqldb.Event {
	meta := r.def.Record(record)
	meta.told = r.JSON(record)
	return sqldb.Event{
		Organization: organization,
		Resource:     r.EventNoun(),
		Action:       action,
		RecordID:     meta.ID,
		Reference:    meta.ExternalReferenceID,
		Version:      meta.Version,
		Changed:      changed,
		Data:         meta.told,
	}
}

// deletion returns the event of a deletion, with the record as it was last. Its version
// follows that of the record, so the versions of the events of a record only grow.
func (r *Resource[T]) deletion(organization int64, record *T) sqldb.Event {
	e := r.event(organization, sqldb.Deleted, record, nil)
	e.Version++
	return e
}

// EventNoun returns the noun of the resource in events, such as "customer".
func (r *Resource[T]) EventNoun() string { return strings.ToLower(r.def.Noun) }

// changedFields returns the names of the fields that an answer shows differently for two
// states of a record, in the order of the declaration.
func (r *Resource[T]) changedFields(before, after *T) (names []string) {
	var one, other []byte
	for _, f := range r.object.Fields() {
		if f.Spec().Hidden {
			continue
		}
		one, other = f.AppendJSON(one[:0], before), f.AppendJSON(other[:0], after)
		if !bytes.Equal(one, other) {
			names = append(names, f.Spec().Name)
		}
	}
	return names
}
