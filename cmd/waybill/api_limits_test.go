package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/api"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// stillClock stands half a minute before the next.
func stillClock() time.Time { return time.Date(2026, 1, 29, 10, 30, 30, 0, time.UTC) }

// limited is a server with limits by the clock that stands still.
func limited(t *testing.T, address string, args ...string) *api.Server {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return settings(t, args...).newHandler(db, logs{Logger: slog.New(slog.DiscardHandler)}, stillClock, nil)
}

func importKeysTo(t *testing.T, address, lines string) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader(lines)); err != nil {
		t.Fatal(err)
	}
}

// Clients of two instances, 64 at once, get what the key's limit is, and the
// rest is told when to come again.
func TestInstancesShareALimit(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	importKeysTo(t, address, "key,one")
	const limit = 200
	servers := []*api.Server{limited(t, address, "--per-minute=200"), limited(t, address, "--per-minute=200")}
	var through, refused, other atomic.Int64
	var clients sync.WaitGroup
	for i := range 64 {
		clients.Go(func() {
			for range 8 {
				switch got := sendAs(servers[i%2], "key", "GET", customersPath, ""); {
				case got.Code == http.StatusOK:
					through.Add(1)
				case got.Code == http.StatusTooManyRequests && got.Header().Get("Retry-After") == "30":
					refused.Add(1)
				default:
					other.Add(1)
				}
			}
		})
	}
	clients.Wait()
	if through.Load() != limit || refused.Load() != 64*8-limit || other.Load() != 0 {
		t.Errorf("%d were let through, %d refused, %d something else", through.Load(), refused.Load(), other.Load())
	}
}

func TestBadKeysOfAnAddress(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		importKeysTo(t, address, "known,one\nunknown,one\nrevoked,two\n"+longKey+",one")
		var lookUps atomic.Int64
		db, err := sqldb.Open(t.Context(), address, sqldb.Options{Trace: func(statement string) {
			if strings.Contains(statement, "api_keys") {
				lookUps.Add(1)
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		server := settings(t, "--bad-keys=3", "--trusted-proxies=192.0.2.0/24").newHandler(db, logs{Logger: slog.New(slog.DiscardHandler)}, stillClock, nil)
		for i, step := range []struct {
			forwarded, key string
			status         int
			lookUps        int64
		}{
			{"203.0.113.1", "known", 200, 1},
			{"203.0.113.1", "revoked", 200, 1},
			{"203.0.113.1", "", 401, 0},      // a missing key is no guess
			{"203.0.113.1", "a key", 401, 0}, // nor is what can be none
			{"203.0.113.1", "wrong-1", 401, 1},
			{"203.0.113.1", "wrong-1", 401, 1},
			{"198.51.100.7, 203.0.113.1", "wrong-3", 401, 1}, // what a client says of itself does not count
			{"203.0.113.1", "wrong-4", 429, 0},
			{"198.51.100.8, 203.0.113.1", "wrong-5", 429, 0},
			{"203.0.113.1", "unknown", 429, 0},
			{"203.0.113.1", "known", 200, 1},
			{"203.0.113.1", longKey, 200, 1}, // nobody can guess it
			{"203.0.113.1", "wrong-of-twenty-chars", 401, 1},
			{"203.0.113.2", "unknown", 200, 1}, // from elsewhere
			{"203.0.113.1", "unknown", 200, 1}, // and so it is known
			{"203.0.113.2", "wrong-6", 401, 1},
		} {
			before := lookUps.Load()
			got := sendFrom(server, step.forwarded, step.key)
			if got.Code != step.status || lookUps.Load()-before > step.lookUps {
				t.Errorf("step %d, %s from %s: %d after %d look-ups, want %d after %d", i, step.key, step.forwarded,
					got.Code, lookUps.Load()-before, step.status, step.lookUps)
			}
			if got.Code == 429 && (got.Header().Get("Retry-After") != "30" ||
				!strings.HasPrefix(got.Body.String(), `{"error":{"code":"RATE_LIMITED","message":"Rate limit exceeded. Please retry after 30 seconds."`)) {
				t.Errorf("step %d: %v %s", i, got.Header(), got.Body)
			}
		}
		checkRevokedIsAGuess(t, db, server)
	})
}

// checkRevokedIsAGuess: a key is no longer let through for having been right.
func checkRevokedIsAGuess(t *testing.T, db *sqldb.DB, server http.Handler) {
	t.Helper()
	keys, err := tenant.Keys(t.Context(), db, "two")
	if err != nil {
		t.Fatal(err)
	}
	if err := tenant.RevokeKey(context.Background(), db, keys[0].ID); err != nil {
		t.Fatal(err)
	}
	time.Sleep(600 * time.Millisecond) // for the server to look it up again
	var got []int
	for range 2 {
		got = append(got, sendFrom(server, "203.0.113.1", "revoked").Code)
	}
	if diff := cmp.Diff([]int{http.StatusUnauthorized, http.StatusTooManyRequests}, got); diff != "" {
		t.Errorf("the answers to a revoked key:\n%s", diff)
	}
}

// longKey is as short as a key may be that cannot be guessed.
const longKey = "twenty-characters-20"

// One client with an IPv6 /48 has 65,536 networks. Its bad keys refuse nothing to
// an address that has sent none.
func TestBadKeysOfManyAddresses(t *testing.T) {
	t.Parallel()
	address := sqldbtest.SQLite(t)
	importKeysTo(t, address, "short,one\n"+longKey+",one")
	server := limited(t, address, "--bad-keys=1", "--trusted-proxies=192.0.2.0/24")
	for i := range 10_100 {
		if got := sendFrom(server, fmt.Sprintf("2001:db8:1:%x::1", i), "wrong"); got.Code != http.StatusUnauthorized {
			t.Fatalf("network %d: %d %s", i, got.Code, got.Body)
		}
	}
	for _, key := range []string{"short", longKey} {
		if got := sendFrom(server, "203.0.113.1", key); got.Code != http.StatusOK {
			t.Errorf("%s: %d %s", key, got.Code, got.Body)
		}
	}
}

// Without the limit nobody is refused.
func TestAnyNumberOfBadKeys(t *testing.T) {
	t.Parallel()
	address := sqldbtest.SQLite(t)
	importKeysTo(t, address, "key,one")
	server := limited(t, address, "--bad-keys=0")
	for range 500 {
		if got := sendFrom(server, "", "wrong"); got.Code != http.StatusUnauthorized {
			t.Fatal(got.Code, got.Body)
		}
	}
}

func TestLimitsOfKeys(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	awaitMidnight()
	c := newCommandLine(t)
	key := c.createKey("--organization=default", "--name=mine", "--per-minute=1000", "--per-day=0")
	id := c.keyID("mine")
	c.limitIs(key, "1000")
	c.limitIs(c.server.secret, "") // the server's own are off here
	if got := c.run("keys", "update", id, "--per-minute=2000", "--name=ours"); got != "updated "+id+"\n" {
		t.Errorf("printed %q", got)
	}
	time.Sleep(time.Second)
	c.limitIs(key, "2000")
	if list := c.run("keys", "list"); !strings.Contains(list, " ours ") || !strings.Contains(list, " 2000         unlimited   "+systemUser()+"\n") {
		t.Errorf("listed:\n%s", list)
	}
	key = c.secret(c.run("keys", "rotate", id))
	c.limitIs(key, "2000")
	id = c.keyID("ours")
	for line := range strings.Lines(c.run("keys", "list")) {
		if fields := strings.Fields(line); fields[2] == "ours" {
			id = fields[0] // the last one is the new one
		}
	}
	c.run("keys", "update", id, "--per-minute=default", "--per-day=5000")
	time.Sleep(time.Second)
	c.limitIs(key, "5000") // of the day
	c.run("keys", "update", id, "--per-day=1")
	time.Sleep(time.Second)
	if got := c.server.client(key).send(t, "GET", customersPath, ""); got.status != http.StatusTooManyRequests {
		t.Errorf("after the limit was lowered: %d %v", got.status, got.header)
	}
}

func (c commandLine) limitIs(key, want string) {
	c.t.Helper()
	got := c.server.client(key).expect(c.t, http.StatusOK, "GET", customersPath, "")
	if limit := got.header.Get("X-RateLimit-Limit"); limit != want {
		c.t.Errorf("the limit is %q, want %q", limit, want)
	}
}

// The day's count outlives the server: to the letter when that ended well, and
// but for a lease when it crashed.
func TestTheDayOutlivesTheServer(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		awaitMidnight()
		key := ""
		remaining := func() int {
			server := startProcess(t, address, "--per-day=1000")
			if key == "" {
				key = server.secret
			}
			got := server.client(key).expect(t, http.StatusOK, "GET", customersPath, "")
			server.client(key).expect(t, http.StatusOK, "GET", customersPath, "")
			left, err := strconv.Atoi(got.header.Get("X-RateLimit-Remaining"))
			if err != nil {
				t.Fatal(got.header)
			}
			if left == 997 { // the second time
				server.kill()
			} else {
				server.signal(os.Interrupt)
				server.waitExit(testTimeout)
			}
			return left
		}
		first, second, third := remaining(), remaining(), remaining()
		if first != 999 || second != 997 || third > 995 || third < 995-20 {
			t.Errorf("left were %d, then %d, then after a crash %d", first, second, third)
		}
	})
}

// awaitMidnight lets a day end that is as good as over: what is counted by the day
// would begin anew in the middle of a test.
func awaitMidnight() {
	now := time.Now()
	if left := now.Truncate(24 * time.Hour).Add(24 * time.Hour).Sub(now); left < 2*time.Minute {
		time.Sleep(left)
	}
}

// sendFrom sends a request with a key through a proxy that says for whom.
func sendFrom(handler http.Handler, forwarded, key string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(http.MethodGet, customersPath, nil) // from 192.0.2.1
	if key != "" {
		request.Header.Set("X-API-Key", key)
	}
	if forwarded != "" {
		request.Header.Set("X-Forwarded-For", forwarded)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}
