package sqldb_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

const (
	insertChild = `INSERT INTO api_keys (id, organization_id, name, hash, scopes, created_at) VALUES ($1, $2, 'child', $3, '', 0)`
	findParent  = `SELECT id FROM organizations WHERE name = 'parent'`
	// deleteParent deletes it unless it has children.
	deleteParent = `DELETE FROM organizations WHERE name = 'parent'
		AND NOT EXISTS (SELECT FROM api_keys WHERE organization_id = organizations.id)`
)

var (
	errNoParent    = errors.New("there is no parent")
	errHasChildren = errors.New("there are children")
)

// addChild looks the parent up, calls meanwhile, and inserts a row that refers to it.
func addChild(meanwhile func()) func(*sqldb.Tx) error {
	return func(tx *sqldb.Tx) error {
		var parent int64
		err := tx.Row(findParent, nil, &parent)
		if errors.Is(err, sqldb.ErrNoRows) {
			return errNoParent
		}
		if err != nil {
			return err
		}
		meanwhile()
		_, err = tx.Exec(insertChild, tx.NewID("key_"), parent, make([]byte, 32))
		return err
	}
}

// TestAForeignKeyThatRefusesAnInsertIsTriedAgain: the parent is deleted between the
// look-up and the insert. Only the write that was refused is done by itself; the
// others of its group are done once more, as a group.
func TestAForeignKeyThatRefusesAnInsertIsTriedAgain(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	var seen observer
	one, two := open(t, address, sqldb.Options{Observer: &seen}), open(t, address, sqldb.Options{})
	mustWrite(t, two, insert("parent"))
	const others = 200
	var tried, calls atomic.Int64
	writes := []func(*sqldb.Tx) error{addChild(func() {
		if tried.Add(1) == 1 {
			mustWrite(t, two, func(tx *sqldb.Tx) error {
				_, err := tx.Exec(deleteParent)
				return err
			})
		}
	})}
	for i := range others {
		writes = append(writes, func(tx *sqldb.Tx) error {
			calls.Add(1)
			return insert(fmt.Sprint(i))(tx)
		})
	}
	for i, err := range writeTogether(t, one, writes) {
		if (i == 0) != errors.Is(err, errNoParent) || i > 0 && err != nil {
			t.Errorf("write %d gives %v", i, err)
		}
	}
	if tried.Load() != 1 || seen.conflicts.Load() != 1 {
		t.Errorf("%d inserts were refused, and %d conflicts observed, want 1", tried.Load(), seen.conflicts.Load())
	}
	if got := len(names(t, one)); got != others || calls.Load() != 2*others {
		t.Errorf("%d others were called %d times and kept %d rows", others, calls.Load(), got)
	}
	if got, most := seen.commits.Load(), int64(one.Committers()+1); got > most {
		t.Errorf("there were %d commits, want at most %d", got, most)
	}
}

// TestAForeignKeyThatRefusesADeletionIsTriedAgain: a row that refers to the parent is
// committed while the deletion waits for it.
func TestAForeignKeyThatRefusesADeletionIsTriedAgain(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	one, two, watching := open(t, address, sqldb.Options{}), open(t, address, sqldb.Options{}), connect(t, address)
	mustWrite(t, one, insert("parent"))
	inserted, deleting := make(chan struct{}), make(chan struct{})
	var working sync.WaitGroup
	working.Go(func() {
		mustWrite(t, one, func(tx *sqldb.Tx) error {
			err := addChild(func() {})(tx)
			close(inserted)
			<-deleting
			return err
		})
	})
	<-inserted
	working.Go(func() {
		defer close(deleting)
		waitCount(t, watching, 1, `SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
			WHERE NOT granted AND datname = current_database()`)
	})
	calls := 0
	err := two.Write(t.Context(), func(tx *sqldb.Tx) error {
		calls++
		deleted, err := tx.Exec(deleteParent)
		if err == nil && deleted == 0 {
			return errHasChildren
		}
		return err
	})
	working.Wait()
	if !errors.Is(err, errHasChildren) || calls != 2 {
		t.Errorf("after %d calls the deletion gives %v", calls, err)
	}
}

// TestAForeignKeyOfSQLiteRefusesOnlyFaults: there is one writer, so nothing changes
// between the look-up and the write.
func TestAForeignKeyOfSQLiteRefusesOnlyFaults(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	calls := 0
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		calls++
		_, err := tx.Exec(insertChild, "key_1", 999, make([]byte, 32))
		return err
	})
	if err == nil || apierr.KindOf(err) != apierr.Internal || calls > 2 {
		t.Errorf("after %d calls: %v, want a fault of ours", calls, err)
	}
}

// TestAnExpectedErrorHasNoOtherWriteDoneAgain: neither a write that may fail after a
// change nor a write that was outrun before its change disturbs its group.
func TestAnExpectedErrorHasNoOtherWriteDoneAgain(t *testing.T) {
	t.Parallel()
	mine := errors.New("mine")
	failing := func(tx *sqldb.Tx) error { return errors.Join(insert("failed")(tx), mine) }
	var outrun atomic.Int64
	for name, test := range map[string]struct {
		address func(testing.TB) string
		work    sqldb.Work
		write   func(tx *sqldb.Tx) error
		want    error
	}{
		"MayFail": {sqldbtest.SQLite, sqldb.Work{MayFail: true}, failing, mine},
		"Large":   {sqldbtest.SQLite, sqldb.Work{Large: true}, failing, mine},
		"outrun": {sqldbtest.Postgres, sqldb.Work{}, func(*sqldb.Tx) error {
			if outrun.Add(1) == 1 {
				return sqldb.ErrOutrun
			}
			return nil
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := open(t, test.address(t), sqldb.Options{})
			const expected, others = 5, 50
			var works []sqldb.Work
			var writes []func(*sqldb.Tx) error
			for range expected {
				works, writes = append(works, test.work), append(writes, test.write)
			}
			var calls atomic.Int64
			for i := range others {
				works = append(works, sqldb.Work{})
				writes = append(writes, func(tx *sqldb.Tx) error {
					calls.Add(1)
					return insert(fmt.Sprint(i))(tx)
				})
			}
			errs := doTogether(t, db, works, writes)
			for i, err := range errs {
				if i < expected && !errors.Is(err, test.want) || i >= expected && err != nil {
					t.Errorf("write %d gives %v", i, err)
				}
			}
			if got := len(names(t, db)); got != others || calls.Load() != others {
				t.Errorf("%d others were called %d times, and %d rows are kept", others, calls.Load(), got)
			}
		})
	}
}
