package replica_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"waybill/internal/customer"
	"waybill/internal/replica"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

const (
	copyPath   = "/waybill/v1/copy/customers"
	eventsPath = "/waybill/v1/events"
	noRecords  = `{"records":[],"next":null}`
	noEvents   = `{"events":[],"next":0,"head":0}`
)

// given returns a record of a page with an id and a version.
func given(id string, version int) string {
	const at = `"2026-01-29T10:30:00.123456Z"`
	return fmt.Sprintf(`{"version":%d,"created_at":%s,"updated_at":%[2]s,"data":%s}`, version, at, data(id))
}

func data(id string) string {
	return fmt.Sprintf(`{"id":%q,"external_reference_id":"R-%[1]s","name":"n","reference_number":null,"domain":null,"phone":null,
		"is_active":true,"customer_type":null,"created_at":"2026-01-29T10:30:00Z","updated_at":"2026-01-29T10:30:00Z"}`, id)
}

// fedEvent returns an event of the feed.
func fedEvent(sequence int, kind, id string, version int, data string) string {
	return fmt.Sprintf(`{"sequence":%d,"type":%q,"timestamp":"2026-01-29T10:30:00.123456Z","record_id":%q,"version":%d,"data":%s}`,
		sequence, kind, id, version, data)
}

// newFollower follows a server that serve answers for, into a new database.
func newFollower(t *testing.T, serve http.HandlerFunc, paused func(time.Duration)) (*replica.Follower, *sqldb.DB) {
	t.Helper()
	return newFollowerInto(t, sqldbtest.SQLite(t), serve, paused)
}

func newFollowerInto(t *testing.T, address string, serve http.HandlerFunc, paused func(time.Duration)) (*replica.Follower, *sqldb.DB) {
	t.Helper()
	server := httptest.NewServer(serve)
	t.Cleanup(server.Close)
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	f, err := replica.New(t.Context(), replica.Options{
		URL: server.URL, Key: "key", DB: db, Organization: "one",
		Resources: []resource.Replica{customer.Resource.Unconnected()},
		Log:       slog.New(slog.NewTextHandler(t.Output(), nil)),
		Pause:     func(_ context.Context, wait time.Duration) { paused(wait) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return f, db
}

// customersOf returns the versions of the customers of a replica by their ids.
func customersOf(t *testing.T, db *sqldb.DB) string {
	t.Helper()
	organization, err := tenant.OrganizationID(t.Context(), db, "one")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	err = db.ReadSnapshot(t.Context(), func(tx *sqldb.ReadTx) error {
		found = nil
		return customer.Resource.Fingerprints(tx, organization, "", 100, func(id string, fingerprint resource.Fingerprint) {
			found = append(found, fmt.Sprint(id, ":", fingerprint.Version))
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(found, " ")
}

// TestTheDatabaseIsAway: a follower waits while the database of its replica is unavailable,
// and then writes every record and applies every event.
func TestTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	database := sqldbtest.NewCluster(t)
	away, crashed := false, map[string]bool{}
	f, db := newFollowerInto(t, database.Address(), func(w http.ResponseWriter, r *http.Request) {
		if !crashed[r.URL.Path] {
			// The server starts when the connections of the first crash have ended, and has none
			// when it crashes again.
			database.Kill()
			if err := database.Start(); err != nil {
				t.Error(err)
			}
			database.Kill()
			away, crashed[r.URL.Path] = true, true
		}
		w.Header().Set("Waybill-Cursor", "0")
		if r.URL.Path == copyPath {
			_, _ = w.Write([]byte(`{"records":[` + given("cust_1", 1) + `],"next":null}`))
			return
		}
		_, _ = fmt.Fprintf(w, `{"events":[%s,%s,%s],"next":3,"head":3}`,
			fedEvent(1, "customer.created", "cust_2", 1, data("cust_2")),
			fedEvent(2, "customer.created", "cust_3", 1, data("cust_3")),
			fedEvent(3, "customer.updated", "cust_1", 2, data("cust_1")))
	}, func(time.Duration) {
		if !away {
			return
		}
		away = false
		if err := database.Start(); err != nil {
			t.Error(err)
		}
	})
	if err := f.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := customersOf(t, db); got != "cust_1:2 cust_2:1 cust_3:1" || len(crashed) != 2 {
		t.Errorf("after the crashes at %v the replica has %q", crashed, got)
	}
}

// TestRetries: a request that fails for now is sent again, after as long as the server asks,
// with the key. An answer that was cut off is no answer.
func TestRetries(t *testing.T) {
	t.Parallel()
	requests := 0
	var pauses []time.Duration
	refuse := func(w http.ResponseWriter, status int, after string) {
		w.Header().Set("Retry-After", after)
		w.WriteHeader(status)
	}
	f, db := newFollower(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-API-Key") != "key" {
			t.Errorf("the key is %q", r.Header.Get("X-API-Key"))
		}
		if r.URL.Path == eventsPath {
			_, _ = w.Write([]byte(noEvents))
			return
		}
		switch requests++; requests {
		case 1:
			refuse(w, http.StatusServiceUnavailable, "70")
		case 2:
			refuse(w, http.StatusTooManyRequests, "3600")
		case 3:
			w.WriteHeader(http.StatusBadGateway)
		case 4:
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte(`{"records":[` + given("cust_1", 1)))
		default:
			w.Header().Set("Waybill-Cursor", "0")
			_, _ = w.Write([]byte(`{"records":[` + given("cust_1", 1) + `],"next":null}`))
		}
	}, func(wait time.Duration) { pauses = append(pauses, wait) })
	if err := f.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(pauses) != 4 || pauses[0] != 70*time.Second || pauses[1] != time.Hour || pauses[2] < time.Second/2 || pauses[3] < pauses[2]/2 || pauses[3] > time.Minute {
		t.Errorf("it pauses for %v", pauses)
	}
	if got := customersOf(t, db); got != "cust_1:1" {
		t.Errorf("the replica has %q", got)
	}
}

// TestAnswersThatAreWrong: an answer that no server gives ends the command, and changes
// nothing.
func TestAnswersThatAreWrong(t *testing.T) {
	t.Parallel()
	const first = `{"records":[` // of a page
	for name, test := range map[string]struct{ records, cursor, events, say string }{
		"no JSON":             {"<html>", "0", noEvents, "Waybill server"},
		"no cursor":           {noRecords, "", noEvents, "Waybill-Cursor"},
		"another id":          {first + given("load_1", 1) + `],"next":null}`, "0", noEvents, "is no customer"},
		"no version":          {first + given("cust_1", 0) + `],"next":null}`, "0", noEvents, "is no customer"},
		"no name":             {first + strings.Replace(given("cust_1", 1), `"name":"n",`, "", 1) + `],"next":null}`, "0", noEvents, "Field required"},
		"a gap":               {noRecords, "0", `{"events":[` + fedEvent(2, "customer.created", "cust_1", 1, data("cust_1")) + `],"next":2,"head":2}`, "event 2 after the event 0"},
		"a next that is less": {noRecords, "0", `{"events":[` + fedEvent(1, "customer.created", "cust_1", 1, data("cust_1")) + `],"next":0,"head":1}`, "next begins after 0"},
		"a record in no form": {noRecords, "0", `{"events":[` + fedEvent(1, "customer.created", "cust_1", 1, `[]`) + `],"next":1,"head":1}`, "event 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, db := newFollower(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == eventsPath {
					_, _ = w.Write([]byte(test.events))
					return
				}
				if test.cursor != "" {
					w.Header().Set("Waybill-Cursor", test.cursor)
				}
				_, _ = w.Write([]byte(test.records))
			}, func(time.Duration) { t.Error("it tries again") })
			if err := f.CatchUp(t.Context()); err == nil || !strings.Contains(err.Error(), test.say) {
				t.Errorf("the error is %v, want %q", err, test.say)
			}
			if got := customersOf(t, db); got != "" {
				t.Errorf("the replica has %q", got)
			}
		})
	}
}

// TestEventsThatOverlapTheRecords: the pages of records already have some of the events. An
// older state does not replace a newer one, an event of a reference that another record has
// since is skipped, and an event that was erased is followed by a deletion.
func TestEventsThatOverlapTheRecords(t *testing.T) {
	t.Parallel()
	named := func(id, reference string) string { return strings.Replace(data(id), "R-"+id, reference, 1) }
	page := first(
		fedEvent(1, "customer.created", "cust_1", 10, data("cust_1")),
		fedEvent(2, "customer.created", "cust_old", 5, named("cust_old", "R-cust_2")),
		fedEvent(3, "customer.deleted", "cust_old", 6, named("cust_old", "R-cust_2")),
		fedEvent(4, "customer.created", "cust_gone", 1, "null"),
		fedEvent(5, "key.created", "key_1", 1, "{}"),
		fedEvent(6, "customer.updated", "cust_1", 12, data("cust_1")),
		fedEvent(7, "customer.deleted", "cust_gone", 2, "null"),
		fedEvent(8, "customer.created", "cust_3", 7, data("cust_3")),
		fedEvent(9, "customer.contact_changed", "cust_3", 8, `{"before":{"phone":null},"after":{"phone":"1"}}`),
	)
	f, db := newFollower(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == eventsPath {
			_, _ = w.Write([]byte(page))
			return
		}
		w.Header().Set("Waybill-Cursor", map[bool]string{true: "0", false: "6"}[r.URL.Query().Get("after") == ""])
		if r.URL.Query().Get("after") == "" {
			_, _ = w.Write([]byte(`{"records":[` + given("cust_1", 11) + `],"next":"cust_1"}`))
			return
		}
		_, _ = w.Write([]byte(`{"records":[` + given("cust_2", 20) + `],"next":null}`))
	}, func(time.Duration) { t.Error("it tries again") })
	if err := f.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := customersOf(t, db); got != "cust_1:12 cust_2:20 cust_3:7" || f.Cursor() != 9 {
		t.Errorf("the replica has %q after event %d", got, f.Cursor())
	}
}

// first returns the first page of the feed.
func first(events ...string) string {
	return fmt.Sprintf(`{"events":[%s],"next":%d,"head":%[2]d}`, strings.Join(events, ","), len(events))
}

// TestParseURL: only the address of a server is one.
func TestParseURL(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"https://tms.example.com": "https://tms.example.com", "http://127.0.0.1:8080/": "http://127.0.0.1:8080", "https://a/tms//": "https://a/tms",
		"": "", "tms.example.com": "", "ftp://a": "", "https://": "", "https://key@a": "", "https://a?b": "", "https://a#b": "", "postgres://a": "",
	} {
		if got, err := replica.ParseURL(text); got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
}
