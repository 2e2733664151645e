package idempotency_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/idempotency"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// clock is a clock that a test sets.
type clock struct{ seconds atomic.Int64 }

func (c *clock) now() time.Time          { return time.Unix(c.seconds.Load(), 0) }
func (c *clock) advance(d time.Duration) { c.seconds.Add(int64(d.Seconds())) }

// each runs a test on a new database of each engine, with two organizations and
// the test's own clock.
func each(t *testing.T, test func(t *testing.T, db *sqldb.DB, c *clock)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		c := &clock{}
		c.seconds.Store(1_800_000_000)
		db, err := sqldb.Open(t.Context(), address, sqldb.Options{Now: c.now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
		for id := range 2 {
			write(t, db, func(tx *sqldb.Tx) error {
				_, err := tx.Exec(`INSERT INTO organizations (id, name, created_at) VALUES ($1, $2, 1)`, id+1, fmt.Sprint(id+1))
				return err
			})
		}
		test(t, db, c)
	})
}

func write(t *testing.T, db *sqldb.DB, fn func(*sqldb.Tx) error) {
	t.Helper()
	if err := db.Write(t.Context(), fn); err != nil {
		t.Error(err)
	}
}

func request(organization int64, key string) *idempotency.Request {
	return &idempotency.Request{Organization: organization, Key: key, Fingerprint: idempotency.Fingerprint{1, 0, 255}}
}

func keep(t *testing.T, db *sqldb.DB, r *idempotency.Request, a idempotency.Answer) {
	t.Helper()
	write(t, db, func(tx *sqldb.Tx) error { return idempotency.Keep(tx, r, &a) })
}

func find(t *testing.T, db *sqldb.DB, r *idempotency.Request) *idempotency.Answer {
	t.Helper()
	found, err := idempotency.Find(t.Context(), db, r)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestFindReturnsWhatWasKept(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB, _ *clock) {
		for i, want := range []idempotency.Answer{
			{Status: 204},
			{Status: 201, Header: "Location\n/é\n", Body: []byte(`{"name":"漢字 \u0000"}`)},
			{Status: 200, Body: bytes.Repeat([]byte{0, 255, '"'}, 20_000)},
		} {
			r := request(1, strings.Repeat(fmt.Sprint(i), 255))
			keep(t, db, r, want)
			got := find(t, db, r)
			if diff := cmp.Diff(&want, got); diff != "" {
				t.Errorf("answer %d (-kept +found):\n%s", i, diff)
			}
		}
		if got := find(t, db, request(2, strings.Repeat("0", 255))); got != nil {
			t.Errorf("another organization found %v", got)
		}
		other := request(1, strings.Repeat("0", 255))
		other.Fingerprint[31]++
		if _, err := idempotency.Find(t.Context(), db, other); apierr.KindOf(err) != apierr.KeyReused {
			t.Errorf("another request with the key: %v", err)
		}
	})
}

func TestAnswersExpireAfterADay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB, c *clock) {
		first, second := request(1, "key"), request(1, "key")
		second.Fingerprint[0]++
		keep(t, db, first, idempotency.Answer{Status: 201, Body: []byte("first")})
		c.advance(idempotency.Lifetime - 2*time.Second)
		if got := find(t, db, first); got == nil {
			t.Error("the answer expired too early")
		}
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error { return idempotency.Keep(tx, second, &idempotency.Answer{Status: 200}) })
		if !errors.Is(err, idempotency.ErrTaken) {
			t.Errorf("an answer that has not expired was replaced: %v", err)
		}
		c.advance(3 * time.Second)
		if got := find(t, db, first); got != nil {
			t.Errorf("an expired answer was found: %v", got)
		}
		keep(t, db, second, idempotency.Answer{Status: 200, Body: []byte("second")})
		if got := find(t, db, second); got == nil || string(got.Body) != "second" {
			t.Errorf("the expired answer was not replaced: found %v", got)
		}
	})
}

// TestSimilarKeysAreDifferent keeps an answer under each of several keys that differ
// in little, because UUIDs are stored in another form.
func TestSimilarKeysAreDifferent(t *testing.T) {
	t.Parallel()
	const uuid = "8e03978e-40d5-43dd-bc93-6894a57f9324"
	each(t, func(t *testing.T, db *sqldb.DB, _ *clock) {
		for i, key := range []string{
			uuid, strings.ToUpper(uuid), strings.ReplaceAll(uuid, "-", ""), uuid[:35] + "g", strings.Replace(uuid, "-", "_", 1),
			"8e03978e40d5-43dd-bc93-6894a57f93-24", uuid + "0", "0" + uuid[:35], uuid[:35] + "5", "key", "KEY", "key ", "k",
		} {
			if got := find(t, db, request(1, key)); got != nil {
				t.Errorf("%s found the answer of another key", key)
			}
			keep(t, db, request(1, key), idempotency.Answer{Status: 200 + i})
			if got := find(t, db, request(1, key)); got == nil || got.Status != 200+i {
				t.Errorf("%s found %v, want status %d", key, got, 200+i)
			}
		}
	})
}

func TestARollbackRemovesTheAnswer(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB, _ *clock) {
		failure := errors.New("failure after Keep")
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			if err := idempotency.Keep(tx, request(1, "key"), &idempotency.Answer{Status: 201}); err != nil {
				return err
			}
			return failure
		})
		if !errors.Is(err, failure) {
			t.Error(err)
		}
		if got := find(t, db, request(1, "key")); got != nil {
			t.Errorf("found %v after a rollback", got)
		}
	})
}

func TestOneOfConcurrentRequestsKeepsItsAnswer(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB, _ *clock) {
		var kept, taken atomic.Int32
		var wait sync.WaitGroup
		for range 50 {
			wait.Go(func() {
				err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
					return idempotency.Keep(tx, request(1, "key"), &idempotency.Answer{Status: 201})
				})
				switch {
				case err == nil:
					kept.Add(1)
				case errors.Is(err, idempotency.ErrTaken):
					taken.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if kept.Load() != 1 || taken.Load() != 49 {
			t.Errorf("%d answers were kept and %d refused, want 1 and 49", kept.Load(), taken.Load())
		}
	})
}

// TestSweep runs several sweeps at once. They delete all expired answers and nothing
// else.
func TestSweep(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB, c *clock) {
		many := func(organization int64, name string, count int) {
			var wait sync.WaitGroup
			for i := range count {
				wait.Go(func() { keep(t, db, request(organization, fmt.Sprint(name, i)), idempotency.Answer{Status: 201}) })
			}
			wait.Wait()
		}
		many(1, "old", 2100) // more than four steps
		many(2, "old", 3)
		c.advance(idempotency.Lifetime / 2)
		many(1, "new", 700)
		c.advance(idempotency.Lifetime/2 + 2*time.Second)
		keep(t, db, request(1, "old7"), idempotency.Answer{Status: 200}) // replaced
		var wait sync.WaitGroup
		for range 3 {
			wait.Go(func() {
				if err := idempotency.Sweep(t.Context(), db); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if err := idempotency.Sweep(t.Context(), db); err != nil { // concurrent sweeps may skip each other's rows
			t.Error(err)
		}
		left := map[int64]int64{}
		err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Rows(`SELECT organization_id, count(*) FROM idempotency_keys GROUP BY organization_id`, nil, func(scan func(...any) error) error {
				var organization, count int64
				err := scan(&organization, &count)
				left[organization] = count
				return err
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(map[int64]int64{1: 701}, left); diff != "" {
			t.Errorf("answers left by organization (-want +got):\n%s", diff)
		}
		if find(t, db, request(1, "new699")) == nil || find(t, db, request(1, "old7")) == nil {
			t.Error("an answer that has not expired was deleted")
		}
	})
}

// TestSweepDoesNotCorrelate holds the statements on PostgreSQL to what Citus runs: it
// rejects a correlated subquery between a distributed table and a reference table.
func TestSweepDoesNotCorrelate(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var seen []string
	db, err := sqldb.Open(t.Context(), sqldbtest.Postgres(t), sqldb.Options{Trace: func(statement string) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, statement)
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	seen = nil
	if err := idempotency.Sweep(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(seen) == 0 {
		t.Error("the sweep ran no statement")
	}
	for _, statement := range seen {
		if _, subquery, _ := strings.Cut(statement, "(SELECT"); strings.Contains(subquery, "organizations.") {
			t.Errorf("correlated: %s", statement)
		}
	}
}
