package sqldb

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Event says what a transaction has changed. Tx.Tell explains when it is kept.
type Event struct {
	Organization int64
	Resource     string // of the record, as a singular noun in lower case: "customer"
	Action       string // what was done, as a participle, such as Created
	RecordID     string
	Reference    string // the external reference of the record, or another name that users know it by
	Version      int64
	Changed      []string // the names of the changed fields; none for a record that was created or deleted
	Data         []byte   // the record as JSON; for a record that was deleted, as it was last
}

// The actions of records.
const (
	Created = "created"
	Updated = "updated"
	Deleted = "deleted"
	// ContactChanged is of an event beside that of an update, which follows it and has the same
	// version. Its data are the contacts before and after and not the record, so what reads the
	// past of a record passes over it.
	ContactChanged = "contact_changed"
)

// Actor is who makes a change. The texts that are not known are empty.
type Actor struct {
	KeyID     string // of the API key of a request
	User      string // of the system, on the command line
	RequestID string
}

// toldEvent is an event with the time of its write.
type toldEvent struct {
	Event
	at time.Time
}

// Tell notes an event. The commit of the transaction writes and numbers it, so there is an
// event if and only if there is the change. The numbers of an organization count from 1
// without a gap, in the order of the commits. The writes of a commit have their events in
// the order of their first changes, each in the order of its calls. So an event follows the
// events of all changes that its own change has seen.
func (tx *Tx) Tell(e Event) { tx.events = append(tx.events, toldEvent{e, tx.now}) }

// keptEvent is an event that a group writes.
type keptEvent struct {
	toldEvent
	by *Actor
}

// eventsOf returns the events of the successful writes of a group by organization. The
// writes of a group may run side by side, so their order in the group is not that of their
// changes: a customer may be deleted by a write that began before the write by which the last
// load lets go of it.
func eventsOf(group []*write) map[int64][]keptEvent {
	var all map[int64][]keptEvent
	for _, w := range inOrderOfChanges(group) {
		if w.err != nil || w.tx == nil {
			continue
		}
		for _, e := range w.tx.events {
			if all == nil {
				all = map[int64][]keptEvent{}
			}
			all[e.Organization] = append(all[e.Organization], keptEvent{e, &w.By})
		}
	}
	return all
}

// inOrderOfChanges returns the writes of a group in the order of their first changes.
func inOrderOfChanges(group []*write) []*write {
	byChange := func(a, b *write) int { return cmp.Compare(a.changedAt, b.changedAt) }
	if slices.IsSortedFunc(group, byChange) {
		return group
	}
	sorted := slices.Clone(group)
	slices.SortStableFunc(sorted, byChange)
	return sorted
}

// The head of an organization is locked from the moment that it gives numbers until the
// commit. So the order of the numbers is the order of the commits, and a reader that has
// seen a number has seen all numbers before it.
const (
	takeNumbers = `INSERT INTO event_heads (organization_id, seq, removed) VALUES ($1, $2, 0)
		ON CONFLICT (organization_id) DO UPDATE SET seq = event_heads.seq + EXCLUDED.seq RETURNING seq`
	eventColumns = `organization_id, seq, ` + eventValues
	eventValues  = `at, resource, action, record_id, reference, version, changed, key_id, actor, request_id, data`
	insertEvent  = `INSERT INTO events (` + eventColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
)

// writeEvents writes the events of a group, and gives them their numbers.
func (c *sqliteCommitter) writeEvents(group []*write) error {
	all := eventsOf(group)
	for _, organization := range slices.Sorted(maps.Keys(all)) {
		events := all[organization]
		var last int64
		err := c.session.query(context.Background(), takeNumbers, []any{organization, len(events)}, func(scan func(...any) error) error {
			return scan(&last)
		})
		if err != nil {
			return fmt.Errorf("taking the numbers of events: %w", err)
		}
		for i, e := range events {
			number := last - int64(len(events)-1-i)
			if err := c.exec(insertEvent, append([]any{organization, number}, e.values()...)...); err != nil {
				return fmt.Errorf("writing an event: %w", err)
			}
		}
	}
	return nil
}

// values returns the values of the columns after the number.
func (e *keptEvent) values() []any {
	return []any{e.at.UnixMicro(), e.Resource, e.Action, e.RecordID, e.Reference, e.Version, strings.Join(e.Changed, ","),
		e.by.KeyID, e.by.User, e.by.RequestID, string(e.Data)}
}

// eventTypes are the types of the columns after the number.
var eventTypes = []string{"bigint", "text", "text", "text", "text", "bigint", "text", "text", "text", "text", "text"}

// insertEvents takes numbers for several events, and inserts the events. It takes each
// column as an array.
var insertEvents = `WITH head AS (` + takeNumbers + `)
	INSERT INTO events (` + eventColumns + `)
	SELECT $1, head.seq - $2 + generate_subscripts($3::bigint[], 1), ` + unnested(3, eventTypes) + ` FROM head`

// insertionsOf returns the arguments of insertEvents for the events of a group, in the order
// of the organizations, so that groups do not deadlock.
func insertionsOf(group []*write) (args [][]any) {
	all := eventsOf(group)
	for _, organization := range slices.Sorted(maps.Keys(all)) {
		args = append(args, append([]any{organization, int64(len(all[organization]))}, columnsOf(all[organization])...))
	}
	return args
}

// columnsOf returns the columns of events after the number, each as an array.
func columnsOf(events []keptEvent) []any {
	times, versions := make([]int64, len(events)), make([]int64, len(events))
	for i := range events {
		times[i], versions[i] = events[i].at.UnixMicro(), events[i].Version
	}
	texts := func(of func(*keptEvent) string) []string {
		column := make([]string, len(events))
		for i := range events {
			column[i] = of(&events[i])
		}
		return column
	}
	return []any{
		times,
		texts(func(e *keptEvent) string { return e.Resource }),
		texts(func(e *keptEvent) string { return e.Action }),
		texts(func(e *keptEvent) string { return e.RecordID }),
		texts(func(e *keptEvent) string { return e.Reference }),
		versions,
		texts(func(e *keptEvent) string { return strings.Join(e.Changed, ",") }),
		texts(func(e *keptEvent) string { return e.by.KeyID }),
		texts(func(e *keptEvent) string { return e.by.User }),
		texts(func(e *keptEvent) string { return e.by.RequestID }),
		texts(func(e *keptEvent) string { return string(e.Data) }),
	}
}
