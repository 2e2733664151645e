package event

import (
	"errors"
	"fmt"
	"math"
	"time"

	"waybill/internal/jsonvalue"
	"waybill/internal/sqldb"
)

// This file reads the events of one record: its history, and what it was at a time or in a
// version. All statements begin at the index by reference, which the SQL for SQLite names:
// its planner would rather read the events of the whole organization in their order.

// Record says whose events to read. A record that was created again under the reference of
// a deleted record has the events of both.
type Record struct {
	Organization int64
	Resource     string // "customer"
	Reference    string // the external reference
}

// byReference is the index of the events of a record.
const byReference = "events_by_reference"

// ofRecord returns the beginning of a statement that reads the columns of the events of a
// record. A condition may follow.
func ofRecord(tx *sqldb.ReadTx) string {
	return "SELECT " + columns + " FROM " + tx.IndexedBy("events", byReference) +
		" WHERE organization_id = $1 AND resource = $2 AND reference = $3 AND action <> '" + sqldb.ContactChanged + "'"
}

func (r *Record) args(more ...any) []any {
	return append([]any{r.Organization, r.Resource, r.Reference}, more...)
}

// read returns the events that a statement finds.
func (r *Record) read(tx *sqldb.ReadTx, rest string, more ...any) (events []Event, err error) {
	err = tx.Rows(ofRecord(tx)+rest, r.args(more...), func(scan func(...any) error) error {
		var e Event
		if err := e.scan(scan); err != nil {
			return err
		}
		events = append(events, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the events of %s %q: %w", r.Resource, r.Reference, err)
	}
	return events, nil
}

// one returns the event that a statement finds, or nil.
func (r *Record) one(tx *sqldb.ReadTx, rest string, more ...any) (*Event, error) {
	events, err := r.read(tx, rest, more...)
	if err != nil || len(events) == 0 {
		return nil, err
	}
	return &events[0], nil
}

// First returns the oldest event of a record that is kept, or nil.
func First(tx *sqldb.ReadTx, r Record) (*Event, error) {
	return r.one(tx, " ORDER BY seq LIMIT 1")
}

// AsOf returns the last event of a record at a time, or nil. The order of the events is
// that of the commits, also if the clocks of instances differ.
func AsOf(tx *sqldb.ReadTx, r Record, at time.Time) (*Event, error) {
	return r.one(tx, " AND at <= $4 ORDER BY seq DESC LIMIT 1", at.UnixMicro())
}

// OfVersion returns the event of a version of a record, or nil.
func OfVersion(tx *sqldb.ReadTx, r Record, version int64) (*Event, error) {
	return r.one(tx, " AND version = $4 ORDER BY seq DESC LIMIT 1", version)
}

// History is a page of the events of a record, newest first.
type History struct {
	Entries []Entry
	Next    int64  // the number before which the next page begins; 0 for none
	First   *Event // the oldest event of the record that is kept; nil for none
}

// Entry is an event with what only a history shows.
type Entry struct {
	Event
	KeyName string // of the API key; empty for none
}

// ReadHistory returns up to limit events of a record before a number. The statements of tx
// must see one snapshot.
func ReadHistory(tx *sqldb.ReadTx, r Record, before int64, limit int) (*History, error) {
	var events []Event
	h := &History{}
	err := tx.Each(2, func(tx *sqldb.ReadTx, i int) (err error) {
		if i == 0 {
			h.First, err = First(tx, r)
			return err
		}
		events, err = r.read(tx, " AND seq < $4 ORDER BY seq DESC LIMIT $5", before, limit+1)
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(events) > limit {
		events = events[:limit]
		h.Next = events[limit-1].Sequence
	}
	names, err := keyNames(tx, r.Organization, events)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		h.Entries = append(h.Entries, Entry{e, names[e.KeyID]})
	}
	return h, nil
}

// keyNames returns the names of the API keys that made events.
func keyNames(tx *sqldb.ReadTx, organization int64, events []Event) (map[string]string, error) {
	names, args := map[string]string{}, []any{organization}
	for _, e := range events {
		if _, known := names[e.KeyID]; !known && e.KeyID != "" {
			names[e.KeyID] = ""
			args = append(args, e.KeyID)
		}
	}
	if len(names) == 0 {
		return names, nil
	}
	for count := len(names); count&(count-1) != 0; count++ {
		args = append(args, args[1]) // a power of two, so that there are few statements
	}
	err := tx.Rows("SELECT id, name FROM api_keys WHERE organization_id = $1 AND id IN "+sqldb.Places(2, len(args)-1), args,
		func(scan func(...any) error) error {
			var id, name string
			err := scan(&id, &name)
			names[id] = name
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("read the names of keys: %w", err)
	}
	return names, nil
}

// AppendJSON appends the entry: the event, with the name of the API key.
func (e *Entry) AppendJSON(dst []byte) []byte {
	return e.appendWith(dst, func(dst []byte) []byte {
		dst = jsonvalue.AppendTextOrNull(append(dst, `{"key_id":`...), e.KeyID)
		dst = jsonvalue.AppendTextOrNull(append(dst, `,"key_name":`...), e.KeyName)
		return append(jsonvalue.AppendTextOrNull(append(dst, `,"user":`...), e.User), '}')
	})
}

// AllSince returns the time since which all events of an organization are kept. It is the
// zero time for an organization that has had events since it was created.
func AllSince(tx *sqldb.ReadTx, organization int64) (time.Time, error) {
	_, removed, err := Head(tx, organization)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the head of the events: %w", err)
	}
	var at int64
	var resource, action string
	err = tx.Row("SELECT at, resource, action FROM events WHERE organization_id = $1 AND seq > $2 ORDER BY seq LIMIT 1",
		[]any{organization, removed}, &at, &resource, &action)
	switch {
	case errors.Is(err, sqldb.ErrNoRows):
		return time.UnixMicro(math.MaxInt64), nil // no event is kept
	case err != nil:
		return time.Time{}, fmt.Errorf("read the oldest event: %w", err)
	case removed == 0 && resource == Organization && action == sqldb.Created:
		return time.Time{}, nil
	}
	return time.UnixMicro(at), nil
}

// Organization is the resource of the events of the organization itself.
const Organization = "organization"
