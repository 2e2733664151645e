package replica

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// This file writes what the server has answered.
//
// The pages of records are of different moments, all after the cursor. So the events up to
// the last of these moments, which are applied next, may tell what the records already have,
// or may be of records that were gone when they would have been read. An event that is not
// newer than its record is skipped. So is, up to position.settled, an event of a record that
// refers to a record that the replica does not have: that one was deleted, so a later event
// tells that the record does not refer to it any more.

// applyRecords writes a page of records, and removes the others in its range of ids. Next is
// the resource to be read after the last page, or "".
func (f *Follower) applyRecords(ctx context.Context, of resource.Replica, page recordPage, next string) error {
	return f.write(ctx, func(tx *sqldb.Tx) (position, error) {
		for i := range page.Records {
			err := f.apply(tx, of, page.Records[i].answered(), false, true)
			if errors.Is(err, resource.ErrNoTarget) {
				err = nil // it refers to a record that was created since, so there will be an event
			}
			if err != nil {
				return position{}, err
			}
		}
		if err := f.removeOthers(tx, of, page); err != nil {
			return position{}, err
		}
		to := f.position
		if to.after == "" && to.resource == f.Resources[0].Plural() {
			to.cursor, to.mark = page.cursor, ""
		}
		to.settled = page.cursor
		if to.after = page.Next; page.Next == "" {
			to.resource = next
		}
		return to, nil
	})
}

// removeOthers removes the records that the server did not have when it answered with a
// page: those in its range of ids that are not on it.
func (f *Follower) removeOthers(tx *sqldb.Tx, of resource.Replica, page recordPage) error {
	ids, err := of.IDs(&tx.ReadTx, f.organization, f.position.after, page.Next)
	if err != nil {
		return err
	}
	there := make(map[string]bool, len(page.Records))
	for i := range page.Records {
		id, _, err := of.Fingerprint(page.Records[i].answered())
		if err != nil {
			return err
		}
		there[id] = true
	}
	for _, id := range ids {
		if there[id] {
			continue
		}
		if err := f.remove(tx, of, id); err != nil {
			return err
		}
	}
	return nil
}

// apply writes a record. If replaces, it first removes another record that has the external
// reference; otherwise it skips a record whose reference is taken.
func (f *Follower) apply(tx *sqldb.Tx, of resource.Replica, given resource.Answered, newer, replaces bool) error {
	err := of.Apply(tx, f.organization, given, newer)
	held, isHeld := errors.AsType[*resource.HeldError](err)
	switch {
	case !isHeld:
		return err
	case !replaces:
		return nil // the other record is newer
	}
	if err := f.remove(tx, of, held.ID); err != nil {
		return err
	}
	return of.Apply(tx, f.organization, given, newer)
}

// remove removes a record that the server does not have any more, and those that refer to it.
// These have changed on the server since, and are written again.
func (f *Follower) remove(tx *sqldb.Tx, of resource.Replica, id string) error {
	for _, other := range f.Resources {
		ids, err := other.Referring(&tx.ReadTx, f.organization, of.Plural(), id)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := f.remove(tx, other, id); err != nil {
				return err
			}
		}
	}
	return of.Remove(tx, f.organization, id)
}

// applyEvents writes a page of events.
func (f *Follower) applyEvents(ctx context.Context, page eventPage) error {
	// A transaction with many events may take longer than the database allows. So each try
	// has half of the events of the try before.
	for left := page.Events; len(left) > 0; {
		next := 2 * len(left)
		err := f.write(ctx, func(tx *sqldb.Tx) (position, error) {
			next = (next + 1) / 2
			return f.applyAll(tx, left[:next], page.Head)
		})
		if err != nil {
			return err
		}
		left = left[next:]
		f.Log.Info("applied events", "events", next, "sequence", f.position.cursor, "behind", page.Head-f.position.cursor)
	}
	return nil
}

// applyAll applies events, and returns the position after them. Head is the last event of the
// server.
func (f *Follower) applyAll(tx *sqldb.Tx, events []fed, head int64) (position, error) {
	to := f.position
	for i := range events {
		e := &events[i]
		if e.isErased() {
			// The record is deleted by the last event, and so is what refers to it.
			to.settled = max(to.settled, head)
		}
		if err := f.applyEvent(tx, e, e.Sequence <= to.settled); err != nil {
			return position{}, fmt.Errorf("event %d, %s of %s: %w", e.Sequence, e.Type, e.RecordID, err)
		}
		to.cursor, to.mark = e.Sequence, e.mark()
	}
	return to, nil
}

// errDiffers says that an event does not fit the replica.
var errDiffers = errors.New("the replica was changed by others; follow with --again to read all records again")

// applyEvent writes the record of an event. Unsettled is for the events that may not fit the
// records.
func (f *Follower) applyEvent(tx *sqldb.Tx, e *fed, unsettled bool) error {
	noun, action, _ := strings.Cut(e.Type, ".")
	of := f.resourceOf(noun)
	switch {
	case of == nil || !tellsRecord(action):
		return nil // it is of no record, such as that of a key, or beside the event with the record
	case action == sqldb.Deleted && unsettled:
		return f.remove(tx, of, e.RecordID)
	case action == sqldb.Deleted:
		return f.removeAlone(tx, of, e.RecordID)
	case e.isErased():
		return nil
	}
	err := f.apply(tx, of, e.answered(), true, !unsettled)
	if !errors.Is(err, resource.ErrNoTarget) {
		return err
	}
	if unsettled {
		return nil
	}
	return fmt.Errorf("%w: %w", errDiffers, err)
}

// tellsRecord reports whether events of an action have the record.
func tellsRecord(action string) bool {
	return action == sqldb.Created || action == sqldb.Updated || action == sqldb.Deleted
}

// removeAlone removes a record to which no other refers.
func (f *Follower) removeAlone(tx *sqldb.Tx, of resource.Replica, id string) error {
	for _, other := range f.Resources {
		ids, err := other.Referring(&tx.ReadTx, f.organization, of.Plural(), id)
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			return fmt.Errorf("%w: %s %s refers to it", errDiffers, other.EventNoun(), ids[0])
		}
	}
	return of.Remove(tx, f.organization, id)
}

// resourceOf returns the resource with a noun in events, or nil.
func (f *Follower) resourceOf(noun string) resource.Replica {
	for _, r := range f.Resources {
		if r.EventNoun() == noun {
			return r
		}
	}
	return nil
}
