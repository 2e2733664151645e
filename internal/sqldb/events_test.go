package sqldb_test

import (
	"errors"
	"sync"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestEventsAreInTheOrderOfTheChanges: writes that share a transaction run side by side, and
// some tell their events long after their changes. The events have numbers in the order of the
// changes.
func TestEventsAreInTheOrderOfTheChanges(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	mustWrite(t, db, insert("one"))
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`CREATE SEQUENCE turns`)
		return err
	})
	const writes = 200
	roundTrips := func(tx *sqldb.Tx, count int) error {
		var one int
		for range count {
			if err := tx.Row(`SELECT 1`, nil, &one); err != nil {
				return err
			}
		}
		return nil
	}
	var writing sync.WaitGroup
	for n := range writes {
		writing.Go(func() {
			mustWrite(t, db, func(tx *sqldb.Tx) error {
				if err := roundTrips(tx, n%3); err != nil {
					return err
				}
				var turn int64
				if err := tx.Row(`UPDATE organizations SET created_at = created_at RETURNING nextval('turns')`, nil, &turn); err != nil {
					return err
				}
				if err := roundTrips(tx, n%4); err != nil {
					return err
				}
				tx.Tell(sqldb.Event{Organization: 1, Resource: "thing", Version: turn})
				return nil
			})
		})
	}
	writing.Wait()
	shared := number(t, db, `SELECT count(*) - count(DISTINCT xmin::text) FROM events`)
	backwards := number(t, db, `SELECT count(*) FROM (SELECT version < lag(version) OVER (PARTITION BY xmin::text ORDER BY seq) AS back FROM events) e WHERE back`)
	if all := number(t, db, `SELECT count(*) FROM events`); all != writes || shared == 0 || backwards != 0 {
		t.Errorf("%d events, %d share the transaction of another, %d are before the event of an earlier change", all, shared, backwards)
	}
}

// TestEventsOfWritesThatFail: a write that fails, panics or is rehearsed leaves no event and
// no gap, whatever shares its transaction.
func TestEventsOfWritesThatFail(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address, sqldb.Options{})
		mustWrite(t, db, insert("one"))
		refused := errors.New("refused")
		tell := func(reference string, then error) func(tx *sqldb.Tx) error {
			return func(tx *sqldb.Tx) error {
				_, err := tx.Exec(`UPDATE organizations SET created_at = created_at + 1`)
				tx.Tell(sqldb.Event{Organization: 1, Resource: "thing", Reference: reference})
				return errors.Join(err, then)
			}
		}
		const each = 20
		var writing sync.WaitGroup
		for range each {
			writing.Go(func() { mustWrite(t, db, tell("kept", nil)) })
			writing.Go(func() {
				if err := db.Write(t.Context(), tell("refused", refused)); !errors.Is(err, refused) {
					t.Errorf("the write that fails: %v", err)
				}
			})
			writing.Go(func() {
				if err := db.Rehearse(t.Context(), tell("rehearsed", nil)); err != nil {
					t.Errorf("the rehearsal: %v", err)
				}
			})
		}
		writing.Wait()
		kept := number(t, db, `SELECT count(*) FROM events WHERE reference = 'kept'`)
		all := number(t, db, `SELECT count(*) FROM events`)
		head := number(t, db, `SELECT seq FROM event_heads`)
		if kept != each || all != each || head != each {
			t.Errorf("%d events, %d of writes that were kept, the last has the number %d, want %d", all, kept, head, each)
		}
	})
}
