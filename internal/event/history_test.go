package event_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/event"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// of returns the record of the feed with a reference.
func (f *feed) of(reference string) event.Record {
	return event.Record{Organization: f.organization, Resource: "customer", Reference: reference}
}

// TestAHistoryReadsOneRecord: the plan of each statement of a history begins at the events
// of the record, also for the planner of a database that has no statistics.
func TestAHistoryReadsOneRecord(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, historyPlans)
}

func historyPlans(t *testing.T, address string) {
	var trace sqldbtest.Trace
	f := &feed{now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Trace: trace.Add})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	f.DB = db
	f.organization = newOrganization(t, db, "one")
	var events []sqldb.Event
	for i := range 3000 {
		events = append(events, sqldb.Event{Action: "updated", Reference: fmt.Sprint("C-", i%100), Version: int64(i)})
	}
	f.tell(t, events...)
	_ = trace.Take()
	err = db.ReadSnapshot(t.Context(), func(tx *sqldb.ReadTx) error {
		if _, err := event.ReadHistory(tx, f.of("C-7"), 1<<40, 10); err != nil {
			return err
		}
		if _, err := event.AsOf(tx, f.of("C-7"), time.Now()); err != nil {
			return err
		}
		_, err := event.OfVersion(tx, f.of("C-7"), 7)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	statements := slices.DeleteFunc(trace.Take(), func(text string) bool { return !strings.Contains(text, "FROM events") })
	if len(statements) != 4 {
		t.Errorf("%d statements read events", len(statements))
	}
	wanted := "events_by_reference (organization_id=? AND resource=? AND reference=?"
	if sqldb.IsPostgres(address) {
		wanted = "events_by_reference "
	}
	for range 2 {
		for _, statement := range statements {
			if plan := planOf(t, db, address, statement); !strings.Contains(plan, wanted) {
				t.Errorf("the plan is %s: %s", plan, statement)
			}
		}
		if !sqldb.IsPostgres(address) {
			return
		}
		if err := db.Write(t.Context(), func(tx *sqldb.Tx) error { _, err := tx.Exec("ANALYZE events"); return err }); err != nil {
			t.Fatal(err)
		}
	}
}

// planOf returns the steps of the plan of a statement, in one line each.
func planOf(t *testing.T, db *sqldb.DB, address, statement string) string {
	t.Helper()
	explain := "EXPLAIN QUERY PLAN "
	if sqldb.IsPostgres(address) {
		explain = "EXPLAIN "
	}
	for n, value := range []string{"1", "'customer'", "'C-7'", "1000", "11"} {
		statement = strings.ReplaceAll(statement, fmt.Sprint("$", n+1), value)
	}
	var plan strings.Builder
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(explain+statement, nil, func(scan func(...any) error) error {
			var step string
			dest := []any{&step}
			if !sqldb.IsPostgres(address) {
				var id, parent, unused int
				dest = []any{&id, &parent, &unused, &step}
			}
			err := scan(dest...)
			plan.WriteString(step + "\n")
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return plan.String()
}

// TestAllSince: the events of an organization are all kept since its creation, since its
// first event if it is older than events, or since the first event that is not removed.
func TestAllSince(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		f := newFeed(t, address)
		since := func() (at time.Time) {
			t.Helper()
			err := f.ReadSnapshot(t.Context(), func(tx *sqldb.ReadTx) (err error) {
				at, err = event.AllSince(tx, f.organization)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return at.UTC()
		}
		if at := since(); !at.After(f.now.AddDate(1000, 0, 0)) {
			t.Errorf("without events: %v", at)
		}
		var times []time.Time
		for i := range 4 {
			f.now = f.now.Add(time.Hour)
			times = append(times, f.now)
			f.tell(t, sqldb.Event{Action: "updated", Reference: fmt.Sprint("C-", i%2), Version: int64(i)})
		}
		if at := since(); !at.Equal(times[0]) {
			t.Errorf("since %v, the first event is of %v", at, times[0])
		}
		if err := event.RemoveOld(t.Context(), f.DB, times[2].Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if at := since(); !at.Equal(times[3]) {
			t.Errorf("since %v, the first event that is not removed is of %v", at, times[3])
		}
	})
}

// TestAsOfUnequalClocks: the last event at a time is that of the last commit, although the
// clock of another instance was behind.
func TestAsOfUnequalClocks(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		f := newFeed(t, address)
		begin := f.now
		behind, err := sqldb.Open(t.Context(), address, sqldb.Options{Now: func() time.Time { return begin.Add(time.Minute) }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = behind.Close() })
		f.now = begin.Add(2 * time.Minute)
		f.tell(t, sqldb.Event{Action: "created", Reference: "A", Version: 1})
		other := &feed{DB: behind, organization: f.organization}
		other.tell(t, sqldb.Event{Action: "updated", Reference: "A", Version: 2})
		var got []int64
		for _, later := range []time.Duration{0, time.Minute, 2 * time.Minute, 3 * time.Minute} {
			err := f.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				e, err := event.AsOf(tx, f.of("A"), begin.Add(later))
				if e == nil {
					e = &event.Event{}
				}
				got = append(got, e.Version)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff([]int64{0, 2, 2, 2}, got); diff != "" {
			t.Errorf("versions (-want +got):\n%s", diff)
		}
	})
}
