package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/event"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// otherEngine returns an empty database of the engine that a database is not of.
func otherEngine(t *testing.T, database string) string {
	t.Helper()
	if sqldb.IsPostgres(database) {
		return sqldbtest.EmptySQLite(t)
	}
	return sqldbtest.EmptyPostgres(t)
}

// keyFile returns a file with a key.
func keyFile(t *testing.T, key string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(key+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// followArgs are the arguments of a command that follows.
func followArgs(address, key, to string, more ...string) []string {
	return append([]string{"follow", "http://" + address, "--to=" + to, "--key-file=" + key}, more...)
}

// front is the address of a server that comes back under other addresses. While there is no
// server, requests are answered 502.
type front struct {
	*httptest.Server
	to atomic.Pointer[string]
}

func newFront(t *testing.T) *front {
	t.Helper()
	f := &front{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		forwarded := r.Clone(r.Context())
		forwarded.RequestURI, forwarded.URL.Scheme, forwarded.URL.Host = "", "http", *f.to.Load()
		got, err := http.DefaultTransport.RoundTrip(forwarded)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer func() { _ = got.Body.Close() }()
		for name, values := range got.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(got.StatusCode)
		_, _ = io.Copy(w, got.Body)
	}))
	t.Cleanup(f.Close)
	return f
}

// host returns the host and port.
func (f *front) host() string { return strings.TrimPrefix(f.URL, "http://") }

// randomWriter returns a function that sends a random change. The records have few references,
// so they are changed, deleted and created again under the same one.
func randomWriter(random *rand.Rand) func(c *client) {
	all := kinds()
	reference := func(plural string) string { return fmt.Sprintf("%s-%d", plural, random.IntN(6)) }
	body := func(k kind) map[string]any {
		changes := map[string]any{}
		if k.Plural == "loads" {
			changes["customer_external_reference_id"] = reference("customers")
			changes["carrier_external_reference_id"] = reference("carriers")
			var stops []any
			for _, stop := range k.body("", nil)["stops"].([]any) {
				copied := map[string]any{"location_external_reference_id": reference("locations")}
				for name, value := range stop.(map[string]any) {
					if _, is := copied[name]; !is {
						copied[name] = value
					}
				}
				stops = append(stops, copied)
			}
			changes["stops"] = stops
		}
		return k.body(reference(k.Plural), changes)
	}
	return func(c *client) {
		k := all[random.IntN(len(all))]
		if random.IntN(3) == 0 {
			k = all[len(all)-1] // of loads, which refer to the others
		}
		path := k.recordPath(reference(k.Plural))
		switch random.IntN(6) {
		case 0, 1:
			_, _ = c.try("POST", k.path, toJSON(body(k)))
		case 2:
			_, _ = c.try("PATCH", path, toJSON(map[string]any{k.texts()[0].Name: fmt.Sprint("text ", random.IntN(1000))}))
		case 3:
			changed := body(k)
			delete(changed, "external_reference_id")
			_, _ = c.try("PUT", path, toJSON(changed))
		case 4:
			_, _ = c.try("DELETE", path, "")
		default:
			sent := body(k)
			_, _ = c.try("POST", k.batch, toJSON(map[string]any{"items": []any{
				k.item("upsert", sent["external_reference_id"].(string), sent), k.item("delete", reference(k.Plural), nil)}}))
		}
	}
}

// copiedRecords returns the records of all resources as a server gives them to a replica,
// with their versions, by id.
func copiedRecords(t *testing.T, c *client) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, k := range kinds() {
		for after, more := "", true; more; {
			var page struct {
				Records []struct {
					Version int64
					Data    json.RawMessage
				}
				Next *string
			}
			got := c.expect(t, http.StatusOK, "GET", "/waybill/v1/copy/"+k.Plural+"?limit=7&after="+after, "")
			if err := json.Unmarshal(got.body, &page); err != nil {
				t.Fatal(err)
			}
			for _, r := range page.Records {
				var data struct{ ID string }
				if err := json.Unmarshal(r.Data, &data); err != nil || data.ID <= after {
					t.Fatalf("%s after %s: %v", r.Data, after, err)
				}
				all[data.ID], after = fmt.Sprint(r.Version, " ", string(r.Data)), data.ID
			}
			more = page.Next != nil
		}
	}
	return all
}

// checkReplica compares the records of a server with those of a server on the replica, and
// has the command compare them.
func checkReplica(t *testing.T, c *client, key, replica string) {
	t.Helper()
	got := runProcess(t, "", followArgs(c.address, key, replica, "--verify")...)
	if got.status != 0 {
		t.Errorf("the replica differs: status %d\n%s%s", got.status, got.out, got.err)
	}
	server := newTestServer(t, replica)
	secret := strings.TrimSpace(mustRun(t, "keys", "create", "--organization=default", "--name=reader", "--database="+replica))
	if diff := cmp.Diff(copiedRecords(t, c), copiedRecords(t, newClient(t, server.address, secret))); diff != "" {
		t.Errorf("the replica answers other records (-server +replica):\n%s", diff)
	}
	checkDatabase(t, replica)
}

// TestFollowSurvivesCrashes follows a server into a database of the other engine, while
// clients write. The follower and the server are killed again and again. In the end the
// replica has the records of the server.
func TestFollowSurvivesCrashes(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		replica := otherEngine(t, database)
		at := newFront(t)
		server := startProcess(t, database)
		secret, random := server.secret, seeded(t)
		start := func() { at.to.Store(&server.address) }
		start()
		var done atomic.Int64
		var stopped atomic.Bool
		var writing sync.WaitGroup
		for range 2 { // more writers would only slow the follower down
			write, c := randomWriter(rand.New(rand.NewPCG(random.Uint64(), 0))), newClient(t, at.host(), secret)
			writing.Go(func() {
				for !stopped.Load() {
					write(c)
					done.Add(1)
				}
			})
		}
		waitForMore(t, done.Load, 100)
		key := keyFile(t, secret)
		for round := range 6 {
			follower := launch(t, newCommand(t, followArgs(at.host(), key, replica)...))
			if round%3 == 2 { // the follower goes on when the server is back
				server.kill()
				waitForMore(t, done.Load, 5)
				server = startProcess(t, database)
				start()
			}
			if round%2 == 1 {
				follower.waitLog("applied events")
			}
			waitForMore(t, done.Load, 10+random.Int64N(40))
			if follower.hasExited() {
				t.Fatalf("the follower has stopped: %s", follower.log.String())
			}
			follower.kill()
		}
		stopped.Store(true)
		writing.Wait()
		checkReplica(t, newClient(t, at.host(), secret), key, replica)
	})
}

// TestFollowBeginsAgain: a follower whose events were removed reads all records again. Then
// the replica does not have the records that were deleted meanwhile.
func TestFollowBeginsAgain(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		c := newClient(t, s.address, "feed-key-of-one")
		key, replica := keyFile(t, c.key), otherEngine(t, database)
		write := randomWriter(seeded(t))
		for round := range 3 {
			for range 100 {
				write(c)
			}
			got := runProcess(t, "", followArgs(s.address, key, replica, "--once")...)
			if got.status != 0 || strings.Contains(got.err, "read again") != (round > 0) {
				t.Fatalf("round %d: status %d, %s", round, got.status, got.err)
			}
			for range 50 {
				write(c)
			}
			if err := event.RemoveOld(t.Context(), s.db, time.Now().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		checkReplica(t, c, key, replica)
	})
}

// TestFollowARestoredServer: a server that was restored from a backup, and has got as many
// other events since, is noticed.
func TestFollowARestoredServer(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database, backup, replica := sqldbtest.SQLite(t), filepath.Join(t.TempDir(), "backup.db"), sqldbtest.EmptySQLite(t)
	at := newFront(t)
	server := startProcess(t, database)
	secret := server.secret
	key := keyFile(t, secret)
	follow := func(what string, again bool) {
		t.Helper()
		at.to.Store(&server.address)
		got := runProcess(t, "", followArgs(at.host(), key, replica, "--once")...)
		if got.status != 0 || strings.Contains(got.err, "read again") != again {
			t.Fatalf("%s: status %d, %s", what, got.status, got.err)
		}
	}
	create := func(reference string) {
		server.client(secret).expect(t, http.StatusCreated, "POST", customersPath, newCustomer(reference))
	}
	create("kept")
	follow("the first time", false)
	mustRun(t, "backup", backup, "--database="+database)
	create("lost")
	follow("after an event", false)
	server.signal(os.Interrupt)
	server.waitExit(testTimeout)
	mustRun(t, "restore", backup, "--database="+database)
	server = startProcess(t, database)
	for i := range 5 {
		create(fmt.Sprint("new-", i))
	}
	follow("after the restoration", true)
	// A restore by which nothing is lost is an event like others.
	server.signal(os.Interrupt)
	server.waitExit(testTimeout)
	again := filepath.Join(t.TempDir(), "again.db")
	mustRun(t, "backup", again, "--database="+database)
	mustRun(t, "restore", again, "--database="+database)
	server = startProcess(t, database)
	create("newest")
	follow("after another restoration", false)
	checkReplica(t, newClient(t, at.host(), secret), key, replica)
	// Under another address it is the same server, by its last event.
	if got := runProcess(t, "", followArgs(server.address, key, replica, "--verify")...); got.status != 0 {
		t.Errorf("status %d, %s%s", got.status, got.out, got.err)
	}
}

// TestFollowFindsDifferences: a record that was changed, lost or added in the replica is
// found. A follower that is asked to reads all records again, and mends the replica.
func TestFollowFindsDifferences(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		c := newClient(t, s.address, "feed-key-of-one")
		createExamplesBy(t, c)
		for i := range 3 {
			c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer(fmt.Sprint("C-", i)))
		}
		key, replica := keyFile(t, c.key), otherEngine(t, database)
		verify := func(want int, words ...string) {
			t.Helper()
			got := runProcess(t, "", followArgs(s.address, key, replica, "--verify")...)
			for _, word := range words {
				if !strings.Contains(got.out, word) {
					t.Errorf("the output does not have %q:\n%s", word, got.out)
				}
			}
			if got.status != want {
				t.Errorf("status %d, want %d: %s%s", got.status, want, got.out, got.err)
			}
		}
		verify(0, "customers", "the same")
		change := func(statement string) {
			t.Helper()
			if result, err := openDatabase(t, replica).Exec(statement); err != nil {
				t.Fatal(err)
			} else if rows, err := result.RowsAffected(); err != nil || rows == 0 {
				t.Fatal(statement, rows, err)
			}
		}
		change(`UPDATE customers SET phone = 'planted' WHERE external_reference_id = 'C-0'`)
		verify(1, "different", "records that differ: 1")
		change(`UPDATE customers SET phone = NULL WHERE external_reference_id = 'C-0'`)
		verify(0)
		change(`UPDATE load_stops SET position = position + 10, stop_number = stop_number + 10`)
		verify(1, "loads", "different")
		change(`DELETE FROM customers WHERE external_reference_id = 'C-1'`)
		verify(1, "missing in the replica", "different")
		secret := strings.TrimSpace(mustRun(t, "keys", "create", "--organization=default", "--name=writer", "--database="+replica))
		other := newTestServer(t, replica)
		newClient(t, other.address, secret).expect(t, http.StatusCreated, "POST", customersPath, newCustomer("C-9"))
		verify(1, "only in the replica", "missing in the replica", "different")
		c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("C-9"))
		if got := runProcess(t, "", followArgs(s.address, key, replica, "--again", "--verify")...); got.status != 0 {
			t.Errorf("status %d after all was read again: %s%s", got.status, got.out, got.err)
		}
	})
}

// TestFollowRefuses: what cannot be followed is refused, with the reason, and nothing is
// tried again.
func TestFollowRefuses(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	s := newFeedServer(t, sqldbtest.SQLite(t))
	good, reader, wrong := keyFile(t, "feed-key-of-one"), keyFile(t, "feed-key-reader"), keyFile(t, "feed-key-of-nobody")
	elsewhere := httptest.NewServer(http.RedirectHandler("http://"+s.address, http.StatusFound))
	t.Cleanup(elsewhere.Close)
	used := sqldbtest.SQLite(t)
	server := newFeedServer(t, used)
	newClient(t, server.address, "feed-key-of-one").expect(t, http.StatusCreated, "POST", customersPath, newCustomer("A"))
	replica := sqldbtest.EmptySQLite(t)
	if got := runProcess(t, "", followArgs(s.address, good, replica, "--once")...); got.status != 0 {
		t.Fatal(got.err)
	}
	for name, test := range map[string]struct {
		args []string
		say  string
	}{
		"a wrong key":              {followArgs(s.address, wrong, sqldbtest.EmptySQLite(t)), "refuses the key"},
		"too few scopes":           {followArgs(s.address, reader, sqldbtest.EmptySQLite(t)), "scope"},
		"no key":                   {[]string{"follow", "http://" + s.address, "--to=" + sqldbtest.EmptySQLite(t)}, "WAYBILL_KEY"},
		"no address":               {[]string{"follow", "tms.example.com", "--to=x", "--key-file=" + good}, "https://"},
		"another path":             {followArgs(s.address+"/tms", good, sqldbtest.EmptySQLite(t)), "404"},
		"a redirect":               {followArgs(strings.TrimPrefix(elsewhere.URL, "http://"), good, sqldbtest.EmptySQLite(t)), "302"},
		"an organization in use":   {followArgs(s.address, good, used, "--organization=one"), "it has customers and is no replica"},
		"a replica of another one": {followArgs(server.address, good, replica), "is a replica of http://" + s.address},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := runProcess(t, "", test.args...)
			if got.status != 1 || !strings.Contains(got.err, test.say) || strings.Contains(got.err, "next_try_in") {
				t.Errorf("status %d, %q, want %q", got.status, got.err, test.say)
			}
		})
	}
}
