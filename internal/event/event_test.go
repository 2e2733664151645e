package event_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

// feed is a database with an organization and a clock of its own.
type feed struct {
	*sqldb.DB
	now          time.Time
	organization int64
}

func newFeed(t *testing.T, address string) *feed {
	t.Helper()
	f := &feed{now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Now: func() time.Time { return f.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	f.DB = db
	f.organization = newOrganization(t, db, "one")
	return f
}

// newOrganization inserts an organization that has no event yet.
func newOrganization(t *testing.T, db *sqldb.DB, name string) (id int64) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		return tx.Row("INSERT INTO organizations (name, created_at) VALUES ($1, 0) RETURNING id", []any{name}, &id)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// tell commits some events in one transaction.
func (f *feed) tell(t *testing.T, events ...sqldb.Event) {
	t.Helper()
	err := f.Write(t.Context(), func(tx *sqldb.Tx) error {
		for _, e := range events {
			e.Organization, e.Resource, e.Data = f.organization, "customer", []byte("{}")
			tx.Tell(e)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// read returns a page of the feed.
func (f *feed) read(t *testing.T, q event.Query) (page *event.Page, err error) {
	t.Helper()
	err = f.ReadSnapshot(t.Context(), func(tx *sqldb.ReadTx) (err error) {
		page, err = event.Read(tx, f.organization, q)
		return err
	})
	return page, err
}

// numbers returns the numbers of all events that are kept.
func (f *feed) numbers(t *testing.T) (all []int64) {
	t.Helper()
	err := f.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows("SELECT seq FROM events WHERE organization_id = $1 ORDER BY seq", []any{f.organization}, func(scan func(...any) error) error {
			all = append(all, 0)
			return scan(&all[len(all)-1])
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// toldEvent is an event of the model of TestRetention.
type toldEvent struct {
	reference, action string
	at                time.Time
}

// ended reports whether the state that the event with a number describes had ended before a
// time.
func ended(all []toldEvent, number int64, before time.Time) bool {
	e := all[number-1]
	isOld := func(later toldEvent) bool { return later.reference == e.reference && later.at.Before(before) }
	return slices.ContainsFunc(all[number:], isOld) || e.action == "deleted" && e.at.Before(before)
}

// TestRetention: retention removes exactly the events whose state has ended before a time,
// however many steps and calls that takes. So each later state can still be read. A cursor
// before a removed event is refused.
func TestRetention(t *testing.T) {
	t.Parallel()
	// With the first seed, PostgreSQL had a plan for the removal that took minutes.
	for _, seed := range []uint64{12391876182773651195, rand.Uint64()} {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			sqldbtest.Each(t, func(t *testing.T, address string) { testRetention(t, address, seed) })
		})
	}
}

func testRetention(t *testing.T, address string, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	f := newFeed(t, address)
	var all []toldEvent
	first := f.now
	for range 40 {
		var events []sqldb.Event
		f.now = f.now.Add(time.Hour)
		for range 1 + random.IntN(60) {
			e := toldEvent{fmt.Sprint("C-", random.IntN(100)), []string{"created", "updated", "deleted"}[random.IntN(3)], f.now}
			all = append(all, e)
			events = append(events, sqldb.Event{Action: e.action, Reference: e.reference})
		}
		f.tell(t, events...)
	}
	for before := first; before.Before(f.now.Add(2 * time.Hour)); before = before.Add(time.Duration(random.IntN(12)) * time.Hour) {
		if err := event.RemoveOld(t.Context(), f.DB, before); err != nil {
			t.Fatal(err)
		}
		var want []int64
		removed := int64(0)
		for i := range all {
			number := int64(i) + 1
			if all[i].at.Before(before) {
				removed = number
			}
			if !ended(all, number, before) {
				want = append(want, number)
			}
		}
		if diff := cmp.Diff(want, f.numbers(t)); diff != "" {
			t.Fatalf("events that are kept at %s (-want +got):\n%s", before, diff)
		}
		page, err := f.read(t, event.Query{After: removed, Limit: 1})
		if err != nil || removed < int64(len(all)) && page.Events[0].Sequence != removed+1 {
			t.Fatalf("after %d: %+v, %v", removed, page, err)
		}
		if _, err := f.read(t, event.Query{After: removed - 1, Limit: 1}); removed > 0 && apierr.KindOf(err) != apierr.Expired {
			t.Fatalf("after %d: %v", removed-1, err)
		}
	}
}

// TestAnOvertakenCommit: a write that is committed after a later write gets the later number,
// so a reader does not miss its event. A reader of an identity column misses its row.
func TestAnOvertakenCommit(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	f := newFeed(t, address)
	elsewhere, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = elsewhere.Close() })
	do(t, f.DB, func(tx *sqldb.Tx) error {
		_, err := tx.Exec("CREATE TABLE numbered (id bigint GENERATED ALWAYS AS IDENTITY, reference text NOT NULL)")
		return err
	})
	change := func(tx *sqldb.Tx, reference string) error {
		_, err := tx.Exec("INSERT INTO numbered (reference) VALUES ($1)", reference)
		tx.Tell(sqldb.Event{Organization: f.organization, Resource: "customer", Action: "updated", Reference: reference, Data: []byte("{}")})
		return err
	}
	var after, afterNumber int64
	var fromFeed, fromNumbered []string
	read := func() {
		t.Helper()
		page, err := f.read(t, event.Query{After: after, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page.Events {
			fromFeed, after = append(fromFeed, e.Reference), e.Sequence
		}
		err = f.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Rows("SELECT reference, id FROM numbered WHERE id > $1 ORDER BY id", []any{afterNumber}, func(scan func(...any) error) error {
				fromNumbered = append(fromNumbered, "")
				return scan(&fromNumbered[len(fromNumbered)-1], &afterNumber)
			})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	do(t, f.DB, func(tx *sqldb.Tx) error {
		err := change(tx, "overtaken")
		do(t, elsewhere, func(tx *sqldb.Tx) error { return change(tx, "later") })
		read()
		return err
	})
	read()
	if diff := cmp.Diff([]string{"later", "overtaken"}, fromFeed); diff != "" {
		t.Errorf("the events of the feed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"later"}, fromNumbered); diff != "" {
		t.Errorf("the rows after the last number (-want +got):\n%s", diff)
	}
}

// do commits a write.
func do(t *testing.T, db *sqldb.DB, fn func(*sqldb.Tx) error) {
	t.Helper()
	if err := db.Write(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// TestPagesPassEventsThatDoNotMatch: a page looks at a bounded number of events, and the
// cursor passes those that do not match, so that a client gets every event that matches.
func TestPagesPassEventsThatDoNotMatch(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		f := newFeed(t, address)
		plain := slices.Repeat([]sqldb.Event{{Action: "updated", Reference: "A"}}, 8_000)
		rare := sqldb.Event{Action: "created", Reference: "B"}
		for range 3 {
			f.tell(t, append(plain, rare)...)
		}
		var got []int64
		q := event.Query{Limit: 10, Types: []string{"customer.created"}}
		pages := 0
		for head := int64(1); q.After < head; pages++ {
			page, err := f.read(t, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range page.Events {
				got = append(got, e.Sequence)
			}
			q.After, head = page.Next, page.Head
		}
		if diff := cmp.Diff([]int64{8_001, 16_002, 24_003}, got); diff != "" || pages != 3 {
			t.Errorf("%d pages, events (-want +got):\n%s", pages, diff)
		}
	})
}

// TestAPageHasABoundedSize: a page ends before its data gets too large, and has at least
// one event.
func TestAPageHasABoundedSize(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		f := newFeed(t, address)
		for i, size := range []int{2 << 20, 1 << 20, 2 << 20, 5 << 20} {
			err := f.Write(t.Context(), func(tx *sqldb.Tx) error {
				data := []byte(`"` + strings.Repeat("x", size) + `"`)
				tx.Tell(sqldb.Event{Organization: f.organization, Resource: "customer", Reference: fmt.Sprint(i), Data: data})
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		var got []int
		for after := int64(0); after < 4; {
			page, err := f.read(t, event.Query{After: after, Limit: 100})
			if err != nil {
				t.Fatal(err)
			}
			got, after = append(got, len(page.Events)), page.Next
		}
		if diff := cmp.Diff([]int{2, 1, 1}, got); diff != "" {
			t.Errorf("events of the pages (-want +got):\n%s", diff)
		}
	})
}

// TestHub: a commit wakes those who wait for the organization, in this process and in
// another, and nobody else.
func TestHub(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		f := newFeed(t, address)
		other := newOrganization(t, f.DB, "two")
		elsewhere, err := sqldb.Open(t.Context(), address, sqldb.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = elsewhere.Close() })
		quiet := slog.New(slog.DiscardHandler)
		hubs := []*event.Hub{event.NewHub(f.DB, quiet), event.NewHub(elsewhere, quiet)}
		ctx, cancel := context.WithCancel(t.Context())
		undisturbed := make(chan error, 1)
		go func() { undisturbed <- hubs[0].Wait(ctx, other, 0) }()
		for round := range int64(5) {
			woken := make(chan error, 20)
			for i := range cap(woken) {
				go func() { woken <- hubs[i%2].Wait(t.Context(), f.organization, round) }()
			}
			f.tell(t, sqldb.Event{Action: "created", Reference: "A"})
			for range cap(woken) {
				if err := <-woken; err != nil {
					t.Fatal(err)
				}
			}
		}
		cancel()
		if err := <-undisturbed; err == nil {
			t.Error("an event of one organization woke who waits for another")
		}
	})
}
