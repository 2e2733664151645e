package sqldb_test

import (
	"strings"
	"sync/atomic"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestAnInsertThatEndsAWrite: a write that ends with an insert is one statement on
// PostgreSQL, which counts the row, writes its event and commits. A row that exists leaves
// the count and the events as they are, and a statement after the insert fails.
func TestAnInsertThatEndsAWrite(t *testing.T) {
	t.Parallel()
	var sent atomic.Int64
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{Trace: func(statement string) {
		if !strings.HasPrefix(statement, "SELECT") {
			sent.Add(1)
		}
	}})
	mustWrite(t, db, insert("one"))
	into := sqldb.NewInsert("things_of_test", []string{"organization_id", "id"}, []string{"organization_id", "id"}, "id")
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`CREATE TABLE things_of_test (organization_id BIGINT, id TEXT, PRIMARY KEY (organization_id, id))`)
		return err
	})
	create := func(work sqldb.Work, id string, then func(tx *sqldb.Tx) error) (made bool, err error) {
		err = db.Do(t.Context(), work, func(tx *sqldb.Tx) (err error) {
			if made, err = tx.InsertLast(into, "things_of_test", sqldb.Event{Organization: 1, Resource: "thing", Reference: id}, int64(1), id); err != nil {
				return err
			}
			return then(tx)
		})
		return made, err
	}
	nothing := func(*sqldb.Tx) error { return nil }
	counted := func() int64 {
		return int64(number(t, db, `SELECT coalesce(sum(row_count), 0)::bigint FROM row_counts WHERE resource = 'things_of_test'`))
	}
	events := func() int64 {
		return int64(number(t, db, `SELECT coalesce(max(seq), 0) FROM events WHERE organization_id = 1`))
	}
	last := sqldb.Work{EndsWithInsert: true}
	for _, test := range []struct {
		work       sqldb.Work
		id         string
		made       bool
		statements int64
		counted    int64
	}{
		{last, "a", true, 1, 1},
		{last, "a", false, 1, 1},
		{last, "b", true, 1, 2},
		{sqldb.Work{}, "c", true, 3, 3},
		{sqldb.Work{EndsWithInsert: true, Rehearsal: true}, "d", true, 1, 3},
		{last, "d", true, 1, 4},
	} {
		sent.Store(0)
		made, err := create(test.work, test.id, nothing)
		if got := sent.Load(); err != nil || made != test.made || got != test.statements || counted() != test.counted || events() != test.counted {
			t.Errorf("%+v: %v, made %v by %d statements, %d are counted, %d events", test, err, made, got, counted(), events())
		}
	}
	_, err := create(last, "e", func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`UPDATE row_counts SET row_count = 0`)
		return err
	})
	if err == nil || counted() != 5 {
		t.Errorf("a statement after the last: %v, %d rows are counted", err, counted())
	}
}
