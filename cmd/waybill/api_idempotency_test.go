package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/sqldb/sqldbtest"
)

// TestRetriesOverCutConnections sends every request ten times, and for as long as
// none is answered, over connections that are cut at random.
func TestRetriesOverCutConnections(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		const clients, requests = 4, 10
		random := seeded(t)
		server := newTestServer(t, database)
		key := importKey(t, server.db)
		way := newNetworkTo(t, "tcp", server.address)
		all := newRetriers(random, clients)
		over := make(chan struct{})
		var answers atomic.Int64 // there is one before each cut, however slow the machine is
		var cutting, working sync.WaitGroup
		cutting.Go(func() {
			for !isClosed(over) {
				next := answers.Load() + 1 + random.Int64N(20)
				eventually(func() bool { return answers.Load() >= next || isClosed(over) })
				way.cut()
			}
		})
		for _, r := range all {
			working.Go(func() {
				c := newClient(t, way.address, key)
				for range requests {
					r.sendTenTimes(t, c, r.next(), &answers)
				}
			})
		}
		working.Wait()
		close(over)
		cutting.Wait()
		reportRetriers(t, all, 1)
		checkRetriers(t, newClient(t, server.address, key), all)
		checkDatabase(t, database)
	})
}

// TestCrashWithKeys kills the server again and again while clients write under
// keys, and then has them send everything again. What was acknowledged must be
// answered as before, and nothing may be done twice.
func TestCrashWithKeys(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const crashes, clients = 5, 6
	random := seeded(t)
	database := sqldbtest.SQLite(t)
	server := startProcess(t, database)
	key := server.secret
	all := newRetriers(random, clients)
	for crash := range crashes {
		var working sync.WaitGroup
		for _, r := range all {
			working.Go(func() { r.work(t, server.client(key)) })
		}
		waitForMore(t, func() int64 { return answeredTo(all) }, 1+random.Int64N(100))
		server.kill()
		working.Wait()
		server = startProcess(t, database)
		checkRetriers(t, server.client(key), all)
		checkDatabase(t, database)
		if t.Failed() {
			t.Fatalf("after crash %d", crash+1)
		}
	}
	reportRetriers(t, all, crashes)
}

// TestCrashOfOneOfTwoWithKeys kills one of two servers that share a database. Its
// clients go on at the other one at once, while the database may still be busy
// with what the dead one began.
func TestCrashOfOneOfTwoWithKeys(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const crashes, clients = 3, 6
	s := newStrain(t, sqldbtest.Postgres(t))
	other := s.startOrdinary("other")
	all := newRetriers(s.random, clients)
	for crash := range crashes {
		victim := s.startOrdinary("victim")
		var working sync.WaitGroup
		for _, r := range all {
			working.Go(func() {
				r.work(t, victim.client(s.key))
				r.sendAgain(t, other.client(s.key))
			})
		}
		waitForMore(t, func() int64 { return answeredTo(all) }, 1+s.random.Int64N(100))
		victim.kill()
		working.Wait()
		checkRetriers(t, other.client(s.key), all)
		waitGone(t, s.database, "victim")
		checkDatabase(t, s.database)
		if t.Failed() {
			t.Fatalf("after crash %d", crash+1)
		}
	}
	reportRetriers(t, all, crashes)
}

// retrier is a client that gives each of its requests a key. Its customers are no
// other client's.
type retrier struct {
	prefix string
	random *rand.Rand
	sent   []*attempt
	fresh  int // of sent, the first that was not sent again since the last check
	// references of customers that are there by create, and not deleted
	left []string
	// changes counts the attempts at changing the first customer.
	changes int64

	answered atomic.Int64 // requests of work
}

// attempt is a request under a key, with its answer once there was one.
type attempt struct {
	key, method, path, body string
	status                  int // that it must be answered
	answer                  *response
}

func newRetrier(random *rand.Rand, prefix string) *retrier {
	return &retrier{prefix: prefix, random: rand.New(rand.NewPCG(random.Uint64(), 0))}
}

func newRetriers(random *rand.Rand, count int) (all []*retrier) {
	for i := range count {
		all = append(all, newRetrier(random, fmt.Sprintf("client-%d-", i)))
	}
	return all
}

// next is a request that works if all before it were done once.
func (r *retrier) next() *attempt {
	n := len(r.sent)
	reference := fmt.Sprint(r.prefix, n)
	a := &attempt{key: fmt.Sprint(reference, "-", r.random.Uint64())}
	switch choice := r.random.IntN(10); {
	case n == 0 || choice < 4:
		a.method, a.path, a.status, a.body = "POST", customersPath, http.StatusCreated, newCustomer(reference)
		r.left = append(r.left, reference)
	case choice < 7:
		a.method, a.path, a.status, a.body = "PATCH", customersPath+"/"+r.prefix+"0", http.StatusOK, fmt.Sprintf(`{"name":%q}`, reference)
		r.changes++
	case choice < 9 || len(r.left) < 2:
		a.method, a.path, a.status = "POST", "/v2/tms-api/batch/customers?atomic=true", http.StatusOK
		a.body = fmt.Sprintf(`{"items":[{"operation":"create","external_reference_id":%q,"customer":{"name":"B"}},
			{"operation":"update","external_reference_id":"%s0","customer":{"phone":%q}}]}`, reference, r.prefix, fmt.Sprint(n))
		r.left = append(r.left, reference)
		r.changes++
	default:
		last := len(r.left) - 1
		a.method, a.path, a.status = "DELETE", customersPath+"/"+r.left[last], http.StatusNoContent
		r.left = r.left[:last]
	}
	r.sent = append(r.sent, a)
	return a
}

// work sends new requests until the server is dead.
func (r *retrier) work(t *testing.T, c *client) {
	for !t.Failed() {
		if err := r.next().send(t, c); err != nil {
			return
		}
		r.answered.Add(1)
	}
}

// answeredTo is the number of requests of retriers at work that were answered.
func answeredTo(all []*retrier) (sum int64) {
	for _, r := range all {
		sum += r.answered.Load()
	}
	return sum
}

// sendTenTimes sends a request ten times, and until it is answered.
func (r *retrier) sendTenTimes(t *testing.T, c *client, a *attempt, answers *atomic.Int64) {
	deadline := time.Now().Add(testTimeout)
	for n := 0; (n < 10 || a.answer == nil) && !t.Failed(); n++ {
		err := a.send(t, c)
		if err == nil {
			answers.Add(1)
		} else if time.Now().After(deadline) {
			t.Errorf("%s %s is never answered: %v", a.method, a.path, err)
			return
		}
	}
	r.fresh = len(r.sent)
}

// sendAgain sends again what was sent since the last time, in order, and some of
// what was sent before.
func (r *retrier) sendAgain(t *testing.T, c *client) {
	old := r.random.Perm(r.fresh)
	for _, n := range old[:min(10, len(old))] {
		r.sent[n].mustSend(t, c)
	}
	for _, a := range r.sent[r.fresh:] {
		a.mustSend(t, c)
	}
	r.fresh = len(r.sent)
}

func (a *attempt) mustSend(t *testing.T, c *client) {
	if err := a.send(t, c); err != nil {
		t.Errorf("%s %s: %v", a.method, a.path, err)
	}
}

// send compares the answer with the one before. An error means that there was no
// whole answer.
func (a *attempt) send(t *testing.T, c *client) error {
	request, err := http.NewRequestWithContext(context.Background(), a.method, "http://"+c.address+a.path, strings.NewReader(a.body))
	if err != nil {
		return err
	}
	request.Header.Set("X-Api-Key", c.key)
	request.Header.Set("Idempotency-Key", a.key)
	got, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		return err
	}
	answer := &response{got.StatusCode, got.Header, body}
	switch {
	case got.StatusCode != a.status:
		t.Errorf("%s %s %s is answered %d %s", a.method, a.path, a.body, got.StatusCode, body)
	case a.answer == nil:
		a.answer = answer
	case got.Header.Get("Idempotency-Replayed") != "true" || string(body) != string(a.answer.body) ||
		got.Header.Get("Etag") != a.answer.header.Get("Etag") || got.Header.Get("Location") != a.answer.header.Get("Location"):
		t.Errorf("%s %s is answered %v %s, was answered %v %s", a.method, a.path, got.Header, body, a.answer.header, a.answer.body)
	}
	return nil
}

// checkRetriers sends everything again, and looks at what came of it.
func checkRetriers(t *testing.T, c *client, all []*retrier) {
	t.Helper()
	want := 0
	for _, r := range all {
		r.sendAgain(t, c)
		if t.Failed() || len(r.sent) == 0 {
			continue
		}
		want += len(r.left)
		first := r.sent[0].answer
		now := c.expect(t, http.StatusOK, "GET", customersPath+"/"+r.prefix+"0", "")
		if made := versionOf(t, now) - versionOf(t, *first); made != r.changes {
			t.Errorf("%s0 was changed %d times by %d requests", r.prefix, made, r.changes)
		}
		for _, reference := range r.left {
			c.expect(t, http.StatusOK, "GET", customersPath+"/"+reference, "")
		}
	}
	if there := listAll(t, c); len(there) != want && !t.Failed() {
		t.Errorf("there are %d customers, want %d", len(there), want)
	}
}

func versionOf(t *testing.T, answer response) int64 {
	t.Helper()
	number, err := strconv.ParseInt(strings.Trim(answer.header.Get("Etag"), `"`), 10, 64)
	if err != nil {
		t.Errorf("the ETag is %q", answer.header.Get("Etag"))
	}
	return number
}

func reportRetriers(t *testing.T, all []*retrier, crashes int) {
	t.Helper()
	sent, fresh := 0, 0
	for _, r := range all {
		sent += len(r.sent)
		for _, a := range r.sent {
			if a.answer != nil && a.answer.header.Get("Idempotency-Replayed") == "true" {
				fresh++
			}
		}
	}
	t.Logf("%d requests, of which %d were done, and their answers lost", sent, fresh)
	if sent < crashes*len(all) {
		t.Errorf("only %d requests were sent, which proves little", sent)
	}
}
