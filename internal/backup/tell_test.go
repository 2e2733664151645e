package backup_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// newTold returns a keeper of a database with the organizations one and two.
func newTold(t *testing.T, address string) *kept {
	t.Helper()
	k := newKept(t, address)
	for _, name := range []string{"one", "two"} {
		if _, err := tenant.CreateOrganization(t.Context(), k.DB, name); err != nil {
			t.Fatal(err)
		}
	}
	return k
}

// then advances the clock, and makes a backup if it is due, which may fail. The organizations
// are told.
func (k *kept) then(d time.Duration) {
	k.now = k.now.Add(d)
	_ = k.MakeIfDue(tenant.ByUser(k.t.Context(), "tester"))
}

// eventsIn returns the events of a database, in the order of the organizations.
func eventsIn(t *testing.T, db *sqldb.DB) (all []string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		all = nil
		return tx.Rows(`SELECT o.name, resource, action, reference, actor, data FROM events JOIN organizations o ON o.id = organization_id
			ORDER BY organization_id, seq`, nil, func(scan func(...any) error) error {
			var texts [6]string
			err := scan(&texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5])
			all = append(all, strings.Join(texts[:], " "))
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wantEvents compares the events of each organization, the last of which has the time of the
// newest verified backup.
func (k *kept) wantEvents(verified string, actions ...string) {
	k.t.Helper()
	var last []string
	for _, organization := range []string{"one", "two"} {
		for n, action := range actions {
			last = append(last, fmt.Sprintf("%s backup %s backups tester", organization, action))
			if n == len(actions)-1 {
				last[len(last)-1] += ` {"last_verified_at":` + verified + `}`
			}
		}
	}
	got := eventsIn(k.t, k.DB)
	for n := range got {
		if n < len(last) && !strings.Contains(last[n], "{") {
			got[n], _, _ = strings.Cut(got[n], " {")
		}
	}
	if diff := cmp.Diff(last, got); diff != "" {
		k.t.Errorf("the events (-want +got):\n%s", diff)
	}
}

// TestOrganizationsAreTold: only the first failure and the first backup after it are events,
// also when the server starts again at any moment between them.
func TestOrganizationsAreTold(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		k := newTold(t, address)
		away := k.Folder + "-away"
		move := func(from, to string) {
			if err := os.Rename(from, to); err != nil {
				t.Fatal(err)
			}
		}
		restart := func() { k.Keeper = k.restarted(k.DB, k.Folder) }
		day := 24 * time.Hour

		k.then(0)
		k.wantEvents("")
		move(k.Folder, away)
		k.then(time.Hour) // none is due
		k.wantEvents("")
		k.then(day - time.Hour)
		k.wantEvents(`"2026-11-01T00:00:00Z"`, "failed")
		k.then(time.Minute)
		k.then(time.Hour)
		if k.Failures() != 2 {
			t.Errorf("there are %d failures", k.Failures())
		}
		restart()
		k.then(day)
		k.wantEvents(`"2026-11-01T00:00:00Z"`, "failed")

		move(away, k.Folder)
		restart()
		k.then(time.Minute)
		k.wantEvents(`"2026-11-03T01:02:00Z"`, "failed", "verified")
		k.then(day)
		restart()
		k.then(time.Minute)
		k.wantEvents(`"2026-11-03T01:02:00Z"`, "failed", "verified")

		move(k.Folder, away)
		restart()
		k.then(day)
		k.wantEvents(`null`, "failed", "verified", "failed")
		move(away, k.Folder)
		k.now = k.now.Add(day)
		if err := k.MakeIfDue(t.Context()); err != nil { // the server is killed before it tells
			t.Fatal(err)
		}
		k.wantEvents(`null`, "failed", "verified", "failed")
		restart()
		k.then(time.Minute)
		k.wantEvents(`"2026-11-06T01:03:00Z"`, "failed", "verified", "failed", "verified")
	})
}

// TestEventsThatCannotBeWritten are written when the database can be written again, and left
// out if the backups are good again by then.
func TestEventsThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, healed := range []bool{false, true} {
		t.Run(fmt.Sprint("healed=", healed), func(t *testing.T) {
			t.Parallel()
			sqldbtest.Each(t, func(t *testing.T, address string) {
				k := newTold(t, address)
				good := k.DB
				closed, err := sqldb.Open(t.Context(), address, sqldb.Options{})
				if err == nil {
					err = closed.Close()
				}
				if err != nil {
					t.Fatal(err)
				}
				k.DB = closed
				k.then(0)
				k.DB = good
				k.wantEvents("")
				if healed {
					k.then(time.Hour)
					k.wantEvents("")
					return
				}
				k.then(time.Minute) // too early for another attempt
				k.wantEvents("null", "failed")
			})
		})
	}
}

// TestServersTellOnce: of servers that fail at the same time, one tells.
func TestServersTellOnce(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	k := newTold(t, address)
	const more = 30
	for n := range more {
		if _, err := tenant.CreateOrganization(t.Context(), k.DB, fmt.Sprint("organization ", n)); err != nil {
			t.Fatal(err)
		}
	}
	ctx := tenant.ByUser(t.Context(), "tester")
	var servers sync.WaitGroup
	begin := make(chan struct{})
	for range 3 {
		db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		servers.Go(func() {
			<-begin
			if err := tenant.TellBackups(ctx, db, true, time.Time{}); err != nil {
				t.Error(err)
			}
		})
	}
	close(begin)
	servers.Wait()
	events := eventsIn(t, k.DB)
	if len(slices.Compact(slices.Clone(events))) != 2+more || len(events) != 2+more {
		t.Errorf("%d organizations have the events\n%s", 2+more, strings.Join(events, "\n"))
	}
}

// TestADeletedOrganizationIsNotTold: its rows are being removed.
func TestADeletedOrganizationIsNotTold(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		k := newTold(t, address)
		stopped, stop := context.WithCancel(t.Context())
		err := tenant.DeleteOrganization(stopped, k.DB, "two", func(string, int64) { stop() })
		if err == nil {
			t.Fatal("the deletion was not interrupted")
		}
		if err := tenant.TellBackups(tenant.ByUser(t.Context(), "tester"), k.DB, true, time.Time{}); err != nil {
			t.Fatal(err)
		}
		if got := eventsIn(t, k.DB); len(got) != 1 || !strings.HasPrefix(got[0], "one ") {
			t.Errorf("the events are %q", got)
		}
	})
}
