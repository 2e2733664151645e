package ratelimit_test

import (
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/ratelimit"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

// fixture is a database with one organization, and a clock that tests set.
type fixture struct {
	t       *testing.T
	address string
	db      *sqldb.DB
	now     atomic.Pointer[time.Time]
}

// each runs a test on every engine.
func each(t *testing.T, test func(t *testing.T, f *fixture)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, address string) { test(t, newFixture(t, address)) })
}

func newFixture(t *testing.T, address string) *fixture {
	t.Helper()
	f := &fixture{t: t, address: address}
	f.at("2026-01-29T10:30:00Z")
	f.db = f.open()
	f.exec(`INSERT INTO organizations (id, name, created_at) VALUES (1, 'one', 1)`)
	return f
}

func (f *fixture) open() *sqldb.DB {
	f.t.Helper()
	db, err := sqldb.Open(f.t.Context(), f.address, sqldb.Options{})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = db.Close() })
	return db
}

func (f *fixture) exec(statement string) {
	f.t.Helper()
	err := f.db.Write(context.Background(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(statement)
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) clock() time.Time { return *f.now.Load() }

func (f *fixture) at(text string) {
	now, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		f.t.Fatal(err)
	}
	f.now.Store(&now)
}

// instance returns a limiter with its own connections to the database, as
// another process has.
func (f *fixture) instance(perMinute, perDay int64) *ratelimit.Limiter {
	f.t.Helper()
	return ratelimit.New(f.open(), ratelimit.Limits{PerMinute: perMinute, PerDay: perDay}, f.clock)
}

var key = ratelimit.Key{Organization: 1, ID: "key_1"}

// take sends a request and returns the standing of the key as text.
func take(t *testing.T, l *ratelimit.Limiter, key ratelimit.Key) string {
	t.Helper()
	s, err := l.Take(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	if !s.IsLimited() {
		return "unlimited"
	}
	ruling, word := s.Ruling(), "taken"
	if s.Refused {
		word = "refused"
	}
	return fmt.Sprintf("%s: %d of %d until %s, wait %d", word, ruling.Remaining, ruling.Limit,
		time.Unix(ruling.Reset, 0).UTC().Format("01-02T15:04:05"), s.Wait(ruling))
}

// takeMany sends requests until a request is refused, and returns how many were
// allowed.
func takeMany(t *testing.T, l *ratelimit.Limiter, atMost int) (taken int) {
	t.Helper()
	for taken < atMost {
		s, err := l.Take(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		if s.Refused {
			break
		}
		taken++
	}
	return taken
}

func TestMinuteAndDay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		l := f.instance(3, 7)
		for _, step := range []struct{ at, want string }{
			{"2026-01-29T10:30:00Z", "taken: 2 of 3 until 01-29T10:31:00, wait 60"},
			{"2026-01-29T10:30:00.5Z", "taken: 1 of 3 until 01-29T10:31:00, wait 60"},
			{"2026-01-29T10:30:29.999Z", "taken: 0 of 3 until 01-29T10:31:00, wait 31"},
			{"2026-01-29T10:30:30Z", "refused: 0 of 3 until 01-29T10:31:00, wait 30"},
			{"2026-01-29T10:30:59.999Z", "refused: 0 of 3 until 01-29T10:31:00, wait 1"},
			{"2026-01-29T10:31:00Z", "taken: 2 of 3 until 01-29T10:32:00, wait 60"},
			{"2026-01-29T10:30:59Z", "taken: 1 of 3 until 01-29T10:32:00, wait 61"}, // the clock was set back
			{"2026-01-29T10:31:10Z", "taken: 0 of 3 until 01-29T10:32:00, wait 50"},
			{"2026-01-29T10:31:10Z", "refused: 0 of 3 until 01-29T10:32:00, wait 50"},
			{"2026-01-29T23:59:00Z", "taken: 0 of 7 until 01-30T00:00:00, wait 60"}, // the last of the day
			{"2026-01-29T23:59:30.1Z", "refused: 0 of 7 until 01-30T00:00:00, wait 30"},
			{"2026-01-30T00:00:00Z", "taken: 2 of 3 until 01-30T00:01:00, wait 60"},
		} {
			f.at(step.at)
			if got := take(t, l, key); got != step.want {
				t.Fatalf("at %s: %s, want %s", step.at, got, step.want)
			}
		}
	})
}

func TestDayWithoutMinute(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		l := f.instance(0, 2)
		for _, want := range []string{
			"taken: 1 of 2 until 01-30T00:00:00, wait 48600",
			"taken: 0 of 2 until 01-30T00:00:00, wait 48600",
			"refused: 0 of 2 until 01-30T00:00:00, wait 48600",
		} {
			if got := take(t, l, key); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
	})
}

func TestLimitsOfAKey(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		l := f.instance(3, 0)
		own := func(perMinute int64) ratelimit.Key {
			return ratelimit.Key{Organization: 1, ID: "key_own", PerMinute: &perMinute}
		}
		for _, step := range []struct {
			key  ratelimit.Key
			want string
		}{
			{own(2), "taken: 1 of 2"}, {own(2), "taken: 0 of 2"}, {own(2), "refused: 0 of 2"},
			{own(5), "taken: 2 of 5"}, // raised
			{own(1), "refused: 0 of 1"},
			{own(4), "taken: 0 of 4"}, {own(4), "refused: 0 of 4"},
			{own(0), "unlimited"},
			{own(500), "taken: 495 of 500"},
			{own(50), "taken: 44 of 50"}, {own(6), "refused: 0 of 6"},
			{key, "taken: 2 of 3"}, // another key, with the default
		} {
			if got := take(t, l, step.key); len(got) < len(step.want) || got[:len(step.want)] != step.want {
				t.Fatalf("%s, want %s", got, step.want)
			}
		}
	})
}

// 64 concurrent clients, of one instance and of two, get exactly the limit.
func TestConcurrentClientsGetTheLimit(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		const limit = 500
		for _, limits := range []ratelimit.Limits{{PerMinute: limit}, {PerDay: limit}} {
			f.exec(`DELETE FROM key_usage`)
			instances := []*ratelimit.Limiter{f.instance(limits.PerMinute, limits.PerDay)}
			if sqldb.IsPostgres(f.address) {
				instances = append(instances, f.instance(limits.PerMinute, limits.PerDay))
			}
			var taken atomic.Int64
			var clients sync.WaitGroup
			for i := range 64 {
				clients.Go(func() { taken.Add(int64(takeMany(t, instances[i%len(instances)], limit+1))) })
			}
			clients.Wait()
			if taken.Load() != limit {
				t.Errorf("%d instances let %d requests through, want %d", len(instances), taken.Load(), limit)
			}
		}
	})
}

// An idle instance keeps at most 2 % of the limit from the other.
func TestAnIdleInstanceKeepsLittle(t *testing.T) {
	t.Parallel()
	for _, limit := range []int64{1, 10, 100, 1000} {
		t.Run(fmt.Sprint(limit), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, sqldbtest.Postgres(t))
			for name, limits := range map[string]ratelimit.Limits{"minute": {PerMinute: limit}, "day": {PerDay: limit}} {
				f.exec(`DELETE FROM key_usage`)
				idle, busy := f.instance(limits.PerMinute, limits.PerDay), f.instance(limits.PerMinute, limits.PerDay)
				taken := int64(takeMany(t, idle, 1) + takeMany(t, busy, int(limit)+1))
				if least := limit - max(limit/50, 1); taken > limit || taken < least {
					t.Errorf("%s: %d were let through, want %d to %d", name, taken, least, limit)
				}
				taken += int64(takeMany(t, idle, int(limit)))
				if taken != limit {
					t.Errorf("%s: %d were let through at last, want %d", name, taken, limit)
				}
			}
		})
	}
}

func TestARestartKeepsTheDay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		const limit, lease = 1000, 20
		used := 0
		for _, count := range []int{1, 130, 17} { // closed regularly
			l := f.instance(0, limit)
			used += takeMany(t, l, count)
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
		}
		takeMany(t, f.instance(0, limit), 1) // crashed
		used++
		if got := takeMany(t, f.instance(0, limit), limit); used+got > limit || used+got < limit-lease {
			t.Errorf("after %d there were %d more, of %d", used, got, limit)
		}
	})
}

func TestCloseTwiceGivesBackOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		l := f.instance(0, 1000)
		takeMany(t, l, 5)
		for range 2 {
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if got := takeMany(t, f.instance(0, 1000), 1000); got != 995 {
			t.Errorf("%d were left", got)
		}
	})
}

// An instance owes the requests that it allowed on credit, also when others have
// used the limit up.
func TestCreditBeyondTheLimit(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		if got := takeMany(t, f.instance(0, 1000), 1000); got != 1000 {
			t.Fatalf("%d were allowed to the other instance", got)
		}
		l := f.instance(0, 1000)
		f.exec(`ALTER TABLE key_usage RENAME TO missing`)
		if got := takeMany(t, l, 300); got != 300 {
			t.Fatalf("%d were allowed on credit", got)
		}
		f.exec(`ALTER TABLE missing RENAME TO key_usage`)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if got := takeMany(t, f.instance(0, 1500), 1500); got != 200 {
			t.Errorf("%d are left of 1500, want 200", got)
		}
	})
}

// Close does not fail for the requests of an organization that was deleted.
func TestCloseAfterTheOrganizationIsDeleted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		l := f.instance(0, 1000)
		takeMany(t, l, 1)
		f.exec(`DELETE FROM key_usage`)
		f.exec(`DELETE FROM organizations`)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestCountForDay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		l := f.instance(0, 100)
		s, err := l.Take(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		if s.CountForDay(150); s.Day.Remaining != 0 {
			t.Errorf("%d are left over the limit", s.Day.Remaining)
		}
		if got := takeMany(t, l, 1); got != 0 {
			t.Error("a request over the limit was allowed")
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if got := takeMany(t, f.instance(0, 200), 200); got != 49 {
			t.Errorf("another instance was allowed %d of 200 after 151", got)
		}
	})
}

func TestGivingADayRequestBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		l := f.instance(5, 3)
		for i := range 3 {
			s, err := l.Take(t.Context(), key)
			if err != nil {
				t.Fatal(err)
			}
			s.CountForDay(-1)
			if want := int64(3); s.Day.Remaining != want || s.Minute.Remaining != int64(4-i) {
				t.Errorf("after %d: %+v", i+1, s)
			}
		}
		if got := takeMany(t, l, 10); got != 2 { // of the minute
			t.Errorf("%d more in the minute", got)
		}
		f.at("2026-01-29T10:31:00Z")
		if got := takeMany(t, l, 10); got != 1 { // of the day
			t.Errorf("%d more in the day", got)
		}
		s, _ := l.Take(t.Context(), key)
		s.CountForDay(-1) // it was refused: there is nothing to give back
		if got := takeMany(t, l, 10); got != 0 {
			t.Errorf("a refused request gave %d", got)
		}
	})
}

// While no lease can be taken, an instance counts on its own, and adds its count
// to the database later.
func TestCreditWithoutADatabase(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		const limit = 1000
		l := f.instance(0, limit)
		f.exec(`ALTER TABLE key_usage RENAME TO missing`)
		if got := takeMany(t, l, 600); got != 600 {
			t.Fatalf("%d were let through", got)
		}
		f.exec(`ALTER TABLE missing RENAME TO key_usage`)
		if got := takeMany(t, l, 100); got != 100 {
			t.Fatalf("%d were let through", got)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if got := takeMany(t, f.instance(0, limit), limit); got != 300 {
			t.Errorf("%d are left, want 300", got)
		}
		f.exec(`UPDATE key_usage SET used = 0`)
		f.exec(`ALTER TABLE key_usage RENAME TO missing`)
		if got := takeMany(t, f.instance(0, limit), 2*limit); got != limit {
			t.Errorf("without a database %d were let through", got)
		}
	})
}

func TestTakeEndsWithItsContext(t *testing.T) {
	t.Parallel()
	f := newFixture(t, sqldbtest.Postgres(t))
	l := f.instance(100, 0)
	held, release := make(chan struct{}), make(chan struct{})
	var once sync.Once
	var holding sync.WaitGroup
	holding.Go(func() {
		_ = f.db.Write(context.Background(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`LOCK TABLE key_usage`)
			once.Do(func() { close(held) })
			<-release
			return err
		})
	})
	<-held
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := l.Take(ctx, key); err == nil || ctx.Err() == nil {
		t.Errorf("the request got %v", err)
	}
	close(release)
	holding.Wait()
	if got := takeMany(t, l, 200); got != 100 {
		t.Errorf("then %d were let through", got)
	}
}

// The table keeps the current windows and the windows before them.
func TestOldWindowsAreRemoved(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		l := f.instance(10, 10)
		for day := 1; day <= 4; day++ {
			for minute := range 5 {
				f.at(fmt.Sprintf("2026-02-%02dT10:%02d:00Z", day, minute))
				takeMany(t, l, 1)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		var rows int
		err := f.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Row(`SELECT count(*) FROM key_usage`, nil, &rows)
		})
		if err != nil || rows < 1 || rows > 4 {
			t.Errorf("%d rows are left, %v", rows, err)
		}
	})
}

// While nothing is left, an instance asks the database from time to time. That
// takes nothing, and finds the requests that others have given back.
func TestRecheckAfterTheLimitIsUsedUp(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f *fixture) {
		idle, busy := f.instance(0, 1000), f.instance(0, 1000)
		takeMany(t, idle, 1)
		taken := 1 + takeMany(t, busy, 1000)
		asked := 0
		again := func() int {
			f.at(f.clock().Add(11 * time.Second).Format(time.RFC3339))
			got := takeMany(t, busy, 1000) // the first is refused, and the database is asked
			asked++
			take(t, busy, ratelimit.Key{Organization: 1, ID: fmt.Sprint("key_2_", asked)}) // waits for its own lease, which comes after
			return got
		}
		for range 5 {
			if got := again(); got != 0 {
				t.Fatalf("%d more were let through after %d", got, taken)
			}
		}
		if err := idle.Close(); err != nil {
			t.Fatal(err)
		}
		for range 20 {
			taken += again()
		}
		if taken != 1000 {
			t.Errorf("%d were let through", taken)
		}
		if err := busy.Close(); err != nil {
			t.Fatal(err)
		}
		if got := takeMany(t, f.instance(0, 1500), 1500); got != 500 {
			t.Errorf("once the limit was raised %d were let through", got)
		}
	})
}
