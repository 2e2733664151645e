package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// cache keeps a value in the cache of a write.
func cache(tx *sqldb.Tx) error {
	tx.Cache(1, "things", "key", "value")
	return nil
}

// cached returns the value that cache has kept, or nil.
func cached(t *testing.T, db *sqldb.DB) (value any) {
	t.Helper()
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		value = tx.Cached(1, "things", "key")
		return nil
	})
	return value
}

// TestTheCacheHasNoValueOfAChangedRecord: a value stays in the cache until something may have
// changed its record, or was rolled back.
func TestTheCacheHasNoValueOfAChangedRecord(t *testing.T) {
	t.Parallel()
	failure := errors.New("this write fails")
	writes := func(fn func(tx *sqldb.Tx)) func(*testing.T, *sqldb.DB, string) {
		return func(t *testing.T, db *sqldb.DB, _ string) {
			mustWrite(t, db, func(tx *sqldb.Tx) error { fn(tx); return nil })
		}
	}
	fails := func(work sqldb.Work, fn func(*sqldb.Tx) error) func(*testing.T, *sqldb.DB, string) {
		return func(t *testing.T, db *sqldb.DB, _ string) {
			err := db.Do(t.Context(), work, func(tx *sqldb.Tx) error { return errors.Join(fn(tx), failure) })
			if !errors.Is(err, failure) {
				t.Errorf("a write that fails returns %v", err)
			}
		}
	}
	insertAndCache := func(tx *sqldb.Tx) error { return errors.Join(insert("undone")(tx), cache(tx)) }
	for name, test := range map[string]struct {
		kept bool // whether the value was kept before
		do   func(t *testing.T, db *sqldb.DB, address string)
		want any
	}{
		"nothing":                    {true, writes(func(*sqldb.Tx) {}), "value"},
		"a further record":           {true, writes(func(tx *sqldb.Tx) { tx.Count(1, "things", 1) }), "value"},
		"a change elsewhere":         {true, writes(func(tx *sqldb.Tx) { tx.Changed(2, "things"); tx.Changed(1, "others") }), "value"},
		"a change":                   {true, writes(func(tx *sqldb.Tx) { tx.Changed(1, "things") }), nil},
		"a deletion":                 {true, writes(func(tx *sqldb.Tx) { tx.Count(1, "things", -1) }), nil},
		"a change that is seen":      {true, func(t *testing.T, db *sqldb.DB, _ string) { seeChange(t, db) }, nil},
		"a rolled back write":        {false, fails(sqldb.Work{}, insertAndCache), nil},
		"a write with a savepoint":   {false, fails(sqldb.Work{MayFail: true}, insertAndCache), nil},
		"a rehearsal":                {false, func(t *testing.T, db *sqldb.DB, _ string) { rehearse(t, db, insertAndCache) }, nil},
		"a commit of another handle": {true, func(t *testing.T, _ *sqldb.DB, address string) { writeBeside(t, address) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := sqldbtest.SQLite(t)
			db := open(t, address, sqldb.Options{})
			mustWrite(t, db, insert("one"))
			mustWrite(t, db, insert("two"))
			if test.kept {
				mustWrite(t, db, cache)
			}
			test.do(t, db, address)
			if got := cached(t, db); got != test.want {
				t.Errorf("afterwards the cache has %v, want %v", got, test.want)
			}
		})
	}
}

// seeChange changes a record in a write that looks into the cache afterwards.
func seeChange(t *testing.T, db *sqldb.DB) {
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		before := tx.Cached(1, "things", "key")
		tx.Changed(1, "things")
		if after := tx.Cached(1, "things", "key"); before != "value" || after != nil {
			return fmt.Errorf("the cache has %v before a change, and %v after it in the same write", before, after)
		}
		return nil
	})
}

func rehearse(t *testing.T, db *sqldb.DB, fn func(*sqldb.Tx) error) {
	if err := db.Rehearse(t.Context(), fn); err != nil {
		t.Error(err)
	}
}

// writeBeside commits by another handle of the database.
func writeBeside(t *testing.T, address string) {
	mustWrite(t, open(t, address, sqldb.Options{}), insert("beside"))
}

// TestWhoHasACache: each connection of SQLite has a cache, for transactions. The servers of
// PostgreSQL do not know of each other's commits.
func TestWhoHasACache(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		mustWrite(t, db, cache)
		if got := cached(t, db); (got == nil) != db.Shared() {
			t.Errorf("a write finds %v in the cache", got)
		}
		read := func(read func(context.Context, func(*sqldb.ReadTx) error) error, wanted bool) {
			t.Helper()
			for range 8 { // by all connections
				err := read(t.Context(), func(tx *sqldb.ReadTx) error {
					tx.Cache(1, "things", "key", "value")
					if got := tx.Cached(1, "things", "key"); (got != nil) != wanted || tx.CachesRecords() == db.Shared() {
						return fmt.Errorf("a read finds %v in the cache", got)
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		}
		read(db.ReadSnapshot, !db.Shared())
		read(db.Read, false)
	})
}

// TestACommitEmptiesTheCachesOfReads: a value is of the snapshot in which it is used. A read that
// began before a commit keeps its values.
func TestACommitEmptiesTheCachesOfReads(t *testing.T) {
	t.Parallel()
	address := sqldbtest.SQLite(t)
	db := open(t, address, sqldb.Options{})
	beside, committed := open(t, address, sqldb.Options{}), 0
	commits := map[string]*sqldb.DB{"of this handle": db, "of another handle": beside}
	for name, by := range commits {
		for range 8 { // on all connections
			err := db.ReadSnapshot(t.Context(), func(tx *sqldb.ReadTx) error {
				tx.Cache(1, "things", "key", "value")
				committed++
				mustWrite(t, by, insert(fmt.Sprint(committed)))
				if got := tx.Cached(1, "things", "key"); got != "value" {
					return fmt.Errorf("a read finds %v of its snapshot after a commit", got)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
		for range 8 {
			err := db.ReadSnapshot(t.Context(), func(tx *sqldb.ReadTx) error {
				if got := tx.Cached(1, "things", "key"); got != nil {
					return fmt.Errorf("a read finds %v of a snapshot before a commit %s", got, name)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
	}
}

// TestTheCacheIsBounded: values beyond the bound take the place of others.
func TestTheCacheIsBounded(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	const added = 3 * sqldb.MostCached
	kept := 0
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		for i := range added {
			for range 2 { // the second time, it takes no more room
				tx.Cache(int64(i%3), "things", fmt.Sprint(i), i)
			}
		}
		for i := range added {
			if value := tx.Cached(int64(i%3), "things", fmt.Sprint(i)); value != nil && value != i {
				return fmt.Errorf("the cache has %v under the key %d", value, i)
			} else if value != nil {
				kept++
			}
		}
		return nil
	})
	if kept == 0 || kept > sqldb.MostCached {
		t.Errorf("the cache has %d values, want 1 to %d", kept, sqldb.MostCached)
	}
}
