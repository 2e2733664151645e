package sqldb_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// lines is a log. A line may be written after the answer that it is about; all are
// there once the database is closed.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *lines) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(line)
}

// slow counts the lines of slow statements, by their texts.
func (l *lines) slow(t *testing.T) map[string]int {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	slow := map[string]int{}
	for line := range strings.Lines(l.all.String()) {
		var told struct{ Msg, Statement string }
		if err := json.Unmarshal([]byte(line), &told); err != nil {
			t.Fatal(err)
		}
		if told.Msg == "slow statement" {
			slow[told.Statement]++
		}
	}
	return slow
}

func (l *lines) logger() *slog.Logger { return slog.New(slog.NewJSONHandler(l, nil)) }

func TestSlowStatementsAreLogged(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		for limit, logged := range map[time.Duration]bool{time.Nanosecond: true, time.Hour: false, 0: false} {
			var log lines
			db := open(t, address, sqldb.Options{Log: log.logger(), SlowStatement: limit})
			mustWrite(t, db, insert("the secret"+limit.String()))
			_ = db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				var id int
				return tx.Row("SELECT id FROM organizations\n\t\tWHERE name = $1", []any{"the secret"}, &id)
			})
			mustClose(t, db)
			slow := log.slow(t)
			for _, statement := range []string{insertOrganization, "SELECT id FROM organizations WHERE name = $1", "COMMIT"} {
				if (slow[statement] > 0) != logged {
					t.Errorf("with %s slow are %v", limit, slow)
				}
			}
			if strings.Contains(log.all.String(), "secret") {
				t.Errorf("the log tells arguments: %s", &log.all)
			}
		}
	})
}

// Statements that are sent together are logged together, each once.
func TestSlowStatementsOfAGroupAreLogged(t *testing.T) {
	t.Parallel()
	var log lines
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{Log: log.logger(), SlowStatement: 150 * time.Millisecond})
	const sleep = `SELECT count(pg_sleep(0.3))`
	writes := []func(*sqldb.Tx) error{func(tx *sqldb.Tx) error {
		_, err := tx.Exec(sleep)
		return err
	}}
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		writes = append(writes, insert(name))
	}
	writeTogether(t, db, writes)
	mustClose(t, db)
	slow := log.slow(t)
	found := 0
	for statements := range slow {
		if strings.Contains(statements, sleep) && strings.Count(statements, insertOrganization) == 1 {
			found++
		}
	}
	if found != 1 {
		t.Errorf("slow are %v", slow)
	}
}

// observer counts what it is told.
type observer struct{ commits, writes, lost, took, conflicts atomic.Int64 }

func (o *observer) Committed(writes int, took time.Duration) {
	o.commits.Add(1)
	o.writes.Add(int64(writes))
	o.took.Add(int64(took))
}
func (o *observer) NotKept(writes int)        { o.lost.Add(int64(writes)) }
func (o *observer) Conflicted(sqldb.Conflict) { o.conflicts.Add(1) }
func (*observer) CheckpointFailed()           {}

func TestCommitsAreObserved(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		var seen observer
		db := open(t, address, sqldb.Options{Observer: &seen})
		var all sync.WaitGroup
		for i := range 40 {
			all.Go(func() { mustWrite(t, db, insert(strings.Repeat("x", i+1))) })
		}
		all.Wait()
		if seen.writes.Load() != 40 || seen.commits.Load() < 1 || seen.took.Load() <= 0 || seen.lost.Load() != 0 {
			t.Errorf("seen are %d commits of %d writes in %d ns, and %d lost",
				seen.commits.Load(), seen.writes.Load(), seen.took.Load(), seen.lost.Load())
		}
	})
}

func TestLostWritesAreObserved(t *testing.T) {
	t.Parallel()
	var seen observer
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{Observer: &seen})
	writes := []func(*sqldb.Tx) error{insert("a"), insert("b"), func(tx *sqldb.Tx) error {
		var ended bool
		return tx.Row(`SELECT pg_terminate_backend(pg_backend_pid())`, nil, &ended)
	}}
	for _, err := range writeTogether(t, db, writes) {
		if apierr.KindOf(err) != apierr.Unavailable {
			t.Errorf("a write without a connection: %v", err)
		}
	}
	if lost := seen.lost.Load(); lost != 3 {
		t.Errorf("%d writes were lost, want 3", lost)
	}
}

func TestStats(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		// A look-up may give its connection back after its answer.
		atRest := func() bool { return db.Stats().InUse == 0 }
		waitUntil(t, "no connection is in use at the beginning", atRest)
		limit := db.Stats().Max
		if limit < 1 {
			t.Fatalf("at the beginning: %+v", db.Stats())
		}
		before, release := db.Stats().Waits, make(chan struct{})
		goOn := sync.OnceFunc(func() { close(release) })
		defer goOn() // or a failure would wait for ever
		read := func(tx *sqldb.ReadTx) error {
			defer func() { <-release }()
			return tx.Rows("SELECT 1", nil, func(func(...any) error) error { return nil })
		}
		var reading sync.WaitGroup
		for range limit + 1 {
			reading.Go(func() { _ = db.Read(t.Context(), read) })
		}
		for organization := range db.Lists() {
			reading.Go(func() { _ = db.ReadList(t.Context(), int64(organization), read) })
		}
		waitUntil(t, "all connections are in use, and one was waited for", func() bool {
			s := db.Stats()
			return s.InUse == limit && s.Idle == 0 && s.Waits > before
		})
		goOn()
		reading.Wait()
		if s := db.Stats(); s.Waits <= before || s.Waited <= 0 {
			t.Errorf("at the end: %+v", s)
		}
		waitUntil(t, "no connection is in use at the end", atRest)
	})
}

// waitUntil polls until done returns true. Tests of this package wait by it for an event
// that they cannot observe in another way.
func waitUntil(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("not so after a minute: " + what)
		}
	}
}

func TestRowCounts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		for organization := range int64(3) {
			mustWrite(t, db, func(tx *sqldb.Tx) error {
				_, err := tx.Exec(`INSERT INTO organizations (id, name, created_at) VALUES ($1, $2, 0)`,
					organization+10, strings.Repeat("x", int(organization)+1))
				tx.Count(organization+10, "customers", organization+1)
				tx.Count(organization+10, "loads", 10)
				tx.Count(organization+10, sqldb.ValueCount("loads", "status", "ACTIVE"), 10)
				return err
			})
		}
		got, err := db.RowCounts(t.Context())
		if want := map[string]int64{"customers": 6, "loads": 30}; err != nil || !maps.Equal(got, want) {
			t.Errorf("%v %v, want %v", got, err, want)
		}
	})
}
