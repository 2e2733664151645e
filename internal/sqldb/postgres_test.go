package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

const (
	readCreated = `SELECT created_at FROM organizations WHERE name = $1`
	setCreated  = `UPDATE organizations SET created_at = $2 WHERE name = $1`
)

// increment reads a row, calls meanwhile, and writes what it read and one more.
func increment(name string, meanwhile func()) func(*sqldb.Tx) error {
	return func(tx *sqldb.Tx) error {
		var count int64
		if err := tx.Row(readCreated, []any{name}, &count); err != nil {
			return err
		}
		meanwhile()
		_, err := tx.Exec(setCreated, name, count+1)
		return err
	}
}

func set(name string, count int64) func(*sqldb.Tx) error {
	return func(tx *sqldb.Tx) error {
		_, err := tx.Exec(setCreated, name, count)
		return err
	}
}

func count(t *testing.T, db *sqldb.DB, name string) (count int64) {
	t.Helper()
	if err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error { return tx.Row(readCreated, []any{name}, &count) }); err != nil {
		t.Fatal(err)
	}
	return count
}

func mustWrite(t *testing.T, db *sqldb.DB, fn func(*sqldb.Tx) error) {
	t.Helper()
	if err := db.Write(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// failing opens a PostgreSQL database in which the first updates of an organization fail by a
// serialization failure, at the statement or at the commit.
func failing(t *testing.T, name string, failures int, when string) *sqldb.DB {
	t.Helper()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	for _, statement := range []string{
		`CREATE SEQUENCE tries`,
		fmt.Sprintf(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN
				IF nextval('tries') <= %d THEN
					RAISE 'could not serialize' USING ERRCODE = '40001';
				END IF;
				RETURN NULL;
			END $$`, failures),
		`CREATE CONSTRAINT TRIGGER fail AFTER UPDATE ON organizations ` + when + ` FOR EACH ROW WHEN (NEW.name = '` + name + `') EXECUTE FUNCTION fail()`,
	} {
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(statement)
			return err
		})
	}
	return db
}

// atStatementOrCommit are the moments at which a constraint trigger runs.
var atStatementOrCommit = []string{"", "DEFERRABLE INITIALLY DEFERRED"}

func TestASerializationFailureIsRetried(t *testing.T) {
	t.Parallel()
	for _, when := range atStatementOrCommit {
		t.Run(when, func(t *testing.T) {
			t.Parallel()
			const failures = 3
			db := failing(t, "acme", failures, when)
			mustWrite(t, db, insert("acme"))
			before := count(t, db, "acme")
			tries := 0
			if err := db.Write(t.Context(), increment("acme", func() { tries++ })); err != nil {
				t.Errorf("a serialization failure is shown: %v", err)
			}
			if got := count(t, db, "acme"); tries != failures+1 || got != before+1 {
				t.Errorf("after %d tries the count has grown by %d", tries, got-before)
			}
		})
	}
}

// A group that is rolled back because of one write is done again.
func TestASerializationFailureInAGroupIsRetried(t *testing.T) {
	t.Parallel()
	for _, when := range atStatementOrCommit {
		t.Run(when, func(t *testing.T) {
			t.Parallel()
			db := failing(t, "organization-2", 1, when)
			var all []func(*sqldb.Tx) error
			var before []int64
			var tries atomic.Int64
			for i := range 5 {
				name := fmt.Sprint("organization-", i)
				mustWrite(t, db, insert(name))
				before = append(before, count(t, db, name))
				all = append(all, increment(name, func() { tries.Add(1) }))
			}
			for i, err := range writeTogether(t, db, all) {
				if got := count(t, db, fmt.Sprint("organization-", i)) - before[i]; err != nil || got != 1 {
					t.Errorf("write %d: %v, the count has grown by %d, want 1", i, err, got)
				}
			}
			if tries.Load() <= 5 {
				t.Error("there was no failure")
			}
		})
	}
}

func TestADeadlockIsRetried(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	var seen observer
	one, two := open(t, address, sqldb.Options{Observer: &seen}), open(t, address, sqldb.Options{Observer: &seen})
	ones, twos := one.CountPauses(), two.CountPauses()
	mustWrite(t, one, insert("a"))
	mustWrite(t, one, insert("b"))
	var tries atomic.Int64
	var both, working sync.WaitGroup // both have their first row
	both.Add(2)
	parentsFirst := func(first, second string, count int64) func(*sqldb.Tx) error {
		return func(tx *sqldb.Tx) error {
			if err := set(first, count)(tx); err != nil {
				return err
			}
			if tries.Add(1) <= 2 {
				both.Done()
				both.Wait()
			}
			return set(second, count)(tx)
		}
	}
	for db, write := range map[*sqldb.DB]func(*sqldb.Tx) error{one: parentsFirst("a", "b", 1), two: parentsFirst("b", "a", 2)} {
		working.Go(func() {
			if err := db.Write(t.Context(), write); err != nil {
				t.Errorf("a deadlock is shown: %v", err)
			}
		})
	}
	working.Wait()
	if a, b := count(t, one, "a"), count(t, one, "b"); tries.Load() < 3 || a != b {
		t.Errorf("after %d tries the counts are %d and %d", tries.Load(), a, b)
	}
	if again := tries.Load() - 2; seen.conflicts.Load() != again || ones.Load()+twos.Load() != again {
		t.Errorf("before %d more tries %d conflicts are observed, and %d pauses made",
			again, seen.conflicts.Load(), ones.Load()+twos.Load())
	}
}

// TestPausesDiffer: transactions that were in each other's way wait for different
// times, and for longer ones after each attempt. A request that ends does not wait.
func TestPausesDiffer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var sums [10]time.Duration
		for attempt := range sums {
			seen := map[time.Duration]bool{}
			for range 50 {
				begun := time.Now()
				sqldb.Pause(t.Context(), attempt)
				seen[time.Since(begun)] = true
				sums[attempt] += time.Since(begun)
			}
			if len(seen) < 25 {
				t.Errorf("before attempt %d there are %d different pauses of 50", attempt, len(seen))
			}
		}
		if sums[9] < 20*sums[0] || sums[9] > 50*sqldb.LongestPause {
			t.Errorf("50 pauses sum up to %v", sums)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		begun := time.Now()
		for range 50 {
			sqldb.Pause(ctx, 9)
		}
		if took := time.Since(begun); took > sums[9]/4 {
			t.Errorf("requests that have ended wait for %s", took)
		}
	})
}

// TestWhatWasReplacedIsNotMissed: a row that is replaced while its lock is waited
// for is not found by Hold, but by Row then; a function that says that it was
// outrun is called again.
func TestWhatWasReplacedIsNotMissed(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	one, two := open(t, address, sqldb.Options{}), open(t, address, sqldb.Options{})
	mustWrite(t, one, insert("acme"))
	replaced, waited := make(chan struct{}), make(chan struct{})
	var working sync.WaitGroup
	working.Go(func() {
		err := one.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`DELETE FROM organizations WHERE name = 'acme'`)
			close(replaced)
			<-waited
			return errors.Join(err, insert("acme")(tx))
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-replaced
	working.Go(func() {
		waitUntil(t, "the other waits for the lock", func() bool { return waits(t, two) })
		close(waited)
	})
	calls := 0
	err := two.Write(t.Context(), func(tx *sqldb.Tx) error {
		calls++
		var created int64
		err := tx.Hold(readCreated, []any{"acme"}, &created)
		if errors.Is(err, sqldb.ErrNoRows) && tx.Row(readCreated, []any{"acme"}, &created) == nil {
			return sqldb.ErrOutrun
		}
		return err
	})
	working.Wait()
	if err != nil || calls != 2 {
		t.Errorf("after %d calls: %v", calls, err)
	}
}

// A write that holds a row after another write of its group has locked the row in its
// turn, or knows that it does not exist. Later its transaction has locks of later rows,
// and must not wait for an earlier row: here another transaction creates and locks it.
func TestHoldsOfAGroupAreInOneOrder(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	db, other := open(t, address, sqldb.Options{}), open(t, address, sqldb.Options{})
	mustWrite(t, db, insert("later"))
	over, waited := make(chan struct{}), make(chan struct{})
	var once sync.Once
	holdEarlier := func(tx *sqldb.Tx) error {
		var created int64
		if err := tx.Hold(readCreated, []any{"earlier"}, &created); !errors.Is(err, sqldb.ErrNoRows) {
			return errors.Join(errors.New("the row is held"), err)
		}
		once.Do(func() {
			mustWrite(t, other, insert("earlier"))
			lockUntil(t, other, "earlier", over, waited)
		})
		return nil
	}
	holdLater := func(tx *sqldb.Tx) error {
		var created int64
		return errors.Join(tx.Hold(readCreated, []any{"later"}, &created), set("later", created+1)(tx))
	}
	for _, err := range writeTogether(t, db, []func(*sqldb.Tx) error{holdEarlier, holdEarlier, holdLater}) {
		if err != nil {
			t.Error(err)
		}
	}
	close(over)
	<-waited
}

// Two writes of a group hold the same rows in opposite orders, each after a change of the
// row that the other write waits for. Neither may see a part of the changes of the other.
func TestHoldsInACircleSeeNoPart(t *testing.T) {
	t.Parallel()
	const part = -1
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	for _, name := range []string{"a", "b"} {
		mustWrite(t, db, func(tx *sqldb.Tx) error { return errors.Join(insert(name)(tx), set(name, 0)(tx)) })
	}
	change := func(first, second string) func(*sqldb.Tx) error {
		return func(tx *sqldb.Tx) error {
			var created [2]int64
			for i, name := range []string{first, second} {
				if err := tx.Hold(readCreated, []any{name}, &created[i]); err != nil {
					return err
				}
				if created[i] == part {
					t.Errorf("a part of the changes to %s is seen", name)
				}
				if err := set(name, part)(tx); err != nil {
					return err
				}
			}
			return errors.Join(set(first, created[0]+1)(tx), set(second, created[1]+1)(tx))
		}
	}
	for _, err := range writeTogether(t, db, []func(*sqldb.Tx) error{change("a", "b"), change("b", "a"), change("a", "b")}) {
		if err != nil {
			t.Error(err)
		}
	}
	if a, b := count(t, db, "a"), count(t, db, "b"); a != 3 || b != 3 {
		t.Errorf("the counts are %d and %d, want 3", a, b)
	}
}

// Organizations have ids that are no code points: their rows are different rows.
func TestHeldRowsDiffer(t *testing.T) {
	t.Parallel()
	if !sqldb.SameHeldRow([]any{int64(1), "a"}, []any{int64(1), "a"}) {
		t.Error("the same row has two names")
	}
	for _, other := range [][]any{{int64(1 << 40), "a"}, {int64(1<<40 + 1), "b"}, {"a", int64(1<<40 + 1)}} {
		if sqldb.SameHeldRow([]any{int64(1<<40 + 1), "a"}, other) {
			t.Errorf("%v has the name of another row", other)
		}
	}
}

// lockUntil locks a row until over is closed, or until somebody waits for a lock, which
// is an error. At the end it closes released.
func lockUntil(t *testing.T, db *sqldb.DB, name string, over, released chan struct{}) {
	t.Helper()
	locked := make(chan struct{})
	go func() {
		defer close(released)
		err := db.Write(context.Background(), func(tx *sqldb.Tx) error {
			err := set(name, 1)(tx)
			close(locked)
			for {
				select {
				case <-over:
					return err
				default:
				}
				if waits(t, db) {
					t.Errorf("a transaction waits for %s", name)
					return err
				}
			}
		})
		if err != nil {
			t.Error(err)
		}
	}()
	<-locked
}

// waits reports whether somebody waits for a lock.
func waits(t *testing.T, db *sqldb.DB) (waiting bool) {
	t.Helper()
	err := db.Read(context.Background(), func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT count(*) > 0 FROM pg_locks JOIN pg_stat_activity USING (pid)
			WHERE NOT granted AND datname = current_database()`, nil, &waiting)
	})
	return err != nil || waiting
}

// TestTheSameOrderIsInNobodysWay: what is done side by side takes its locks in the
// order of the calls.
func TestTheSameOrderIsInNobodysWay(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	one, two := open(t, address, sqldb.Options{}), open(t, address, sqldb.Options{})
	const rows, rounds = 60, 20
	mustWrite(t, one, func(tx *sqldb.Tx) error {
		return tx.Each(rows, func(tx *sqldb.Tx, i int) error { return insert(fmt.Sprint(i))(tx) })
	})
	var tries atomic.Int64
	var working sync.WaitGroup
	for _, db := range []*sqldb.DB{one, two} {
		working.Go(func() {
			for range rounds {
				err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
					tries.Add(1)
					return tx.Each(rows, func(tx *sqldb.Tx, i int) error { return set(fmt.Sprint(i), tx.Now().UnixMicro())(tx) })
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	working.Wait()
	if tries.Load() != 2*rounds {
		t.Errorf("%d writes were tried %d times", 2*rounds, tries.Load())
	}
}

func TestAStatementThatFailsSpoilsOnlyItsOwnWrite(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		fail func(*sqldb.Tx) error
	}{
		{"a statement fails", func(tx *sqldb.Tx) error {
			var one int
			return tx.Row(`SELECT 1 / 0`, nil, &one)
		}},
		{"a constraint", insert("")},
		{"an error is kept back", func(tx *sqldb.Tx) error {
			_ = insert("")(tx)
			return nil
		}},
		{"an error is kept back, after a change", func(tx *sqldb.Tx) error {
			_ = insert("half")(tx)
			_ = insert("")(tx)
			return nil
		}},
		{"an error is kept back, before a change", func(tx *sqldb.Tx) error {
			_ = insert("")(tx)
			_ = insert("half")(tx)
			return nil
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
			if err := db.Write(t.Context(), test.fail); apierr.KindOf(err) != apierr.Internal || err == nil {
				t.Errorf("alone it gives %v, want a fault of ours", err)
			}
			errs := writeTogether(t, db, []func(*sqldb.Tx) error{insert("a"), insert("b"), test.fail, insert("c"), insert("d")})
			if err := errs[2]; apierr.KindOf(err) != apierr.Internal || err == nil {
				t.Errorf("in a group it gives %v, want a fault of ours", err)
			}
			if err := errors.Join(slices.Delete(errs, 2, 3)...); err != nil {
				t.Errorf("it spoils others: %v", err)
			}
			kept := names(t, db)
			slices.Sort(kept)
			if want := []string{"a", "b", "c", "d"}; !slices.Equal(kept, want) {
				t.Errorf("kept are %v, want %v", kept, want)
			}
		})
	}
}

// TestAPartThatCannotBeReachedFailsOnlyItsOwn: a server may answer that it cannot
// reach a node, or that a statement took too long. Its connection lives, and what
// the other writes of the group want may work.
func TestAPartThatCannotBeReachedFailsOnlyItsOwn(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"08006", "08001", "57014", "55P03"} {
		for _, when := range atStatementOrCommit {
			t.Run(code+when, func(t *testing.T) {
				t.Parallel()
				var seen observer
				db := open(t, sqldbtest.Postgres(t), sqldb.Options{Observer: &seen})
				for _, statement := range []string{
					`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
						$$ BEGIN RAISE 'the node is dead' USING ERRCODE = '` + code + `'; END $$`,
					`CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON organizations ` + when + `
						FOR EACH ROW WHEN (NEW.name = 'dead') EXECUTE FUNCTION fail()`,
				} {
					mustWrite(t, db, func(tx *sqldb.Tx) error {
						_, err := tx.Exec(statement)
						return err
					})
				}
				errs := writeTogether(t, db, []func(*sqldb.Tx) error{insert("a"), insert("b"), insert("dead"), insert("c"), insert("d")})
				if err := errs[2]; apierr.KindOf(err) != apierr.Unavailable {
					t.Errorf("the write fails by %v, want one that a later try may not meet", err)
				}
				if err := errors.Join(slices.Delete(errs, 2, 3)...); err != nil {
					t.Errorf("others fail with it: %v", err)
				}
				kept := names(t, db)
				slices.Sort(kept)
				if want := []string{"a", "b", "c", "d"}; !slices.Equal(kept, want) || seen.lost.Load() != 1 {
					t.Errorf("kept are %v, want %v; %d are counted as lost", kept, want, seen.lost.Load())
				}
			})
		}
	}
}

// TestWritesShareATransaction is about writeTogether, too, on which the tests
// above rest.
func TestWritesShareATransaction(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	shared := make([]int64, 5)
	var all []func(*sqldb.Tx) error
	for i := range shared {
		all = append(all, func(tx *sqldb.Tx) error {
			return tx.Row(`SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)`, nil, &shared[i])
		})
	}
	if err := errors.Join(writeTogether(t, db, all)...); err != nil {
		t.Fatal(err)
	}
	if len(slices.Compact(shared)) != 1 {
		t.Errorf("five writes that wait together are in the transactions %v", shared)
	}
}

// writeTogether has writes wait while others keep every committer busy, so that
// one committer takes them all, and gives their errors.
func writeTogether(t *testing.T, db *sqldb.DB, writes []func(*sqldb.Tx) error) []error {
	t.Helper()
	return doTogether(t, db, make([]sqldb.Work, len(writes)), writes)
}

// doTogether is writeTogether for kinds of work.
func doTogether(t *testing.T, db *sqldb.DB, works []sqldb.Work, writes []func(*sqldb.Tx) error) []error {
	t.Helper()
	release := make(chan struct{})
	goOn := sync.OnceFunc(func() { close(release) })
	defer goOn() // or a failure would wait for ever
	var working sync.WaitGroup
	for range db.Committers() {
		begun := make(chan struct{})
		working.Go(func() {
			err := db.Write(t.Context(), func(*sqldb.Tx) error {
				close(begun)
				<-release
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
		<-begun
	}
	errs := make([]error, len(writes))
	var once sync.Once
	taken := make(chan struct{})
	for i, write := range writes {
		working.Go(func() {
			errs[i] = db.Do(t.Context(), works[i], func(tx *sqldb.Tx) error {
				once.Do(func() { close(taken) })
				return write(tx)
			})
		})
	}
	waitUntil(t, "all of them wait", func() bool { return db.Waiting() == len(writes) })
	release <- struct{}{} // one committer goes on
	<-taken
	goOn()
	working.Wait()
	return errs
}

// TestSmallWritesDoNotWaitForLargeOnes: however many large writes there are, those
// of other organizations go on. Those of the same one come after them, for they may
// want the same locks.
func TestSmallWritesDoNotWaitForLargeOnes(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	for _, rehearsal := range []bool{false, true} {
		release := make(chan struct{})
		goOn := sync.OnceFunc(func() { close(release) })
		defer goOn()
		var working sync.WaitGroup
		var begun, done atomic.Int64
		write := func(work sqldb.Work, fn func(*sqldb.Tx) error) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if err := db.Do(ctx, work, fn); err != nil {
				t.Errorf("%+v: %v", work, err)
			}
		}
		large := 2 * db.Committers()
		for range large {
			working.Go(func() {
				write(sqldb.Work{Organization: 1, Large: true, Rehearsal: rehearsal}, func(*sqldb.Tx) error {
					begun.Add(1)
					<-release
					done.Add(1)
					return nil
				})
			})
		}
		waitUntil(t, "the large writes wait", func() bool { return begun.Load() > 0 && int(begun.Load())+db.LargeWaiting() == large })
		for range 3 {
			write(sqldb.Work{Organization: 2, Rehearsal: rehearsal}, func(*sqldb.Tx) error { return nil })
		}
		working.Go(func() {
			write(sqldb.Work{Organization: 1}, func(*sqldb.Tx) error {
				if done.Load() == 0 {
					t.Error("a small write of the same organization was faster")
				}
				return nil
			})
		})
		waitUntil(t, "the small write waits behind them", func() bool { return int(begun.Load())+db.LargeWaiting() == large+1 })
		goOn()
		working.Wait()
		write(sqldb.Work{Organization: 1}, func(*sqldb.Tx) error { return nil })
	}
}
