package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// counting is a statement that counts to a number, which keeps a processor busy.
const counting = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %d) SELECT count(*) FROM numbers`

// endless is one that does not end by itself before the tests do.
var endless = fmt.Sprintf(counting, 2_000_000_000)

func list(ctx context.Context, db *sqldb.DB, organization int64, statement string) (n int64, err error) {
	err = db.ReadList(ctx, organization, func(tx *sqldb.ReadTx) error {
		return tx.Search(statement, nil, func(scan func(...any) error) error { return scan(&n) })
	})
	return n, err
}

// crowd is endless lists of an organization, of which some run and the others wait.
type crowd struct {
	running atomic.Int64
	done    sync.WaitGroup
	end     func()
}

// newCrowd returns once a list runs.
func newCrowd(t *testing.T, db *sqldb.DB, organization int64, lists int) *crowd {
	c, begun := &crowd{}, make(chan struct{}, lists)
	ctx, cancel := context.WithCancel(t.Context())
	for range lists {
		c.done.Go(func() {
			err := db.ReadList(ctx, organization, func(tx *sqldb.ReadTx) error {
				c.running.Add(1)
				begun <- struct{}{}
				return tx.Search(endless, nil, func(func(...any) error) error { return nil })
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("an endless list ends with %v", err)
			}
		})
	}
	c.end = func() {
		cancel()
		c.done.Wait()
	}
	t.Cleanup(c.end)
	<-begun
	return c
}

// However many lists of an organization there are, and however long they take,
// others have theirs, and nothing else waits for them.
func TestListsLeaveConnectionsToOthers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		crowd := newCrowd(t, db, 1, 4*db.Lists())
		patient, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if n, err := list(patient, db, 2, "SELECT 7"); err != nil || n != 7 {
			t.Fatalf("a list of another organization gives %d: %v", n, err)
		}
		names(t, db)
		if err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error { return tx.Row(readCreated, []any{"nobody"}) }); !errors.Is(err, sqldb.ErrNoRows) {
			t.Errorf("a look-up: %v", err)
		}
		if err := db.Ready(t.Context(), []string{"organizations"}); err != nil {
			t.Errorf("readiness: %v", err)
		}
		if err := db.Write(t.Context(), insert("acme")); err != nil {
			t.Errorf("a write: %v", err)
		}
		// No list has ended yet. At their end, more may begin before they notice it.
		if run, most := crowd.running.Load(), int64(db.Lists()/2); run < 1 || run > most {
			t.Errorf("%d lists of an organization run at once, of %d", run, db.Lists())
		}
		crowd.end()
	})
}

// The end of a request ends the statement of its list, and nothing else: neither
// the connection nor a statement that follows on it.
func TestEndedListsLeaveConnectionsUsable(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		newCrowd(t, db, 1, db.Lists()).end()
		for round := range 50 {
			ctx, cancel := context.WithCancel(t.Context())
			go func() {
				// About when the statement ends by itself.
				_, _ = list(context.WithoutCancel(ctx), db, 2, fmt.Sprintf(counting, 10*round))
				cancel()
			}()
			if n, err := list(ctx, db, 1, fmt.Sprintf(counting, 1000)); !errors.Is(err, context.Canceled) && n != 1000 {
				t.Fatalf("a list that may end early gives %d: %v", n, err)
			}
			for range db.Lists() {
				if n, err := list(t.Context(), db, 1, fmt.Sprintf(counting, 100)); err != nil || n != 100 {
					t.Fatalf("a list after one that was ended gives %d: %v", n, err)
				}
			}
			cancel()
		}
	})
}

// On PostgreSQL the server ends the statement too, and keeps the connection: the
// pool makes no more than it may have at once.
func TestEndedListsEndOnTheServer(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	const running = `state = 'active' AND query LIKE 'WITH RECURSIVE numbers%'`
	used := map[int64]bool{}
	for range 3 * db.Stats().Max {
		crowd := newCrowd(t, db, 1, 1)
		var ids []int64
		for len(ids) == 0 {
			ids = processes(t, db, running)
		}
		used[ids[0]] = true
		crowd.end()
		waitUntil(t, "the server has ended the statement", func() bool { return len(processes(t, db, running)) == 0 })
	}
	if len(used) > db.Stats().Max {
		t.Errorf("%d connections were used of %d", len(used), db.Stats().Max)
	}
}

// processes gives the ids of the connections to the database.
func processes(t *testing.T, db *sqldb.DB, condition string) (ids []int64) {
	t.Helper()
	statement := "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND " + condition
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(statement, nil, func(scan func(...any) error) error {
			ids = append(ids, 0)
			return scan(&ids[len(ids)-1])
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}
