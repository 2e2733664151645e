package main

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestLinearizability has clients do at the same time what they can do to a few
// records of a resource, of each resource in turn, and looks for an order, one after another, in which every answer
// is right and no request is done before it was sent or after it was answered.
// On PostgreSQL the clients are those of two servers, and in some histories
// connections are terminated.
func TestLinearizability(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, testLinearizability)
}

func testLinearizability(t *testing.T, database string) {
	const histories = 50
	random := seeded(t)
	servers := []*testServer{newTestServer(t, database)}
	var admin *sql.DB
	if sqldb.IsPostgres(database) {
		servers = append(servers, newTestServer(t, database))
		admin = openDatabase(t, maintenance(t, database))
	}
	h := &historian{t: t, start: time.Now()}
	key := importKey(t, servers[0].db)
	for i := range 6 {
		h.clients = append(h.clients, newClient(t, servers[i%len(servers)].address, key))
	}
	createExamplesBy(t, h.clients[0])
	doubtful := 0
	for i := range histories {
		// The last ones only: a connection that was terminated is found out later.
		disturbed := admin != nil && i >= histories*3/4
		disturb := func() {}
		if disturbed {
			disturb = func() { terminate(t, admin, database, 0.3) }
		}
		history := h.write(random, kinds()[i%len(kinds())], fmt.Sprintf("history-%d-", i), disturb)
		doubtful += checkHistory(t, history, disturbed)
		if t.Failed() {
			t.Fatalf("history %d:\n%s", i, describe(history))
		}
	}
	t.Logf("%d requests were not answered for certain", doubtful)
}

// record is what a record is to the clients: two of its texts. Its zero value is a record
// that is not there.
type record struct{ first, second string }

// request is a request on a record, with the texts that it writes.
type request struct {
	kind              *kind
	method, reference string
	written           record // of an update one field, the other empty
}

// reply is the answer to a request. Its status is 0 for one that leaves open
// whether the request was done.
type reply struct {
	status int
	record record
}

// do gives how a request on a record is answered, and what it leaves.
func (r request) do(before record) (reply, record) {
	there := before != record{}
	switch {
	case r.method == http.MethodPost && there:
		return reply{status: http.StatusConflict}, before
	case r.method == http.MethodPost:
		return reply{http.StatusCreated, r.written}, r.written
	case !there:
		return reply{status: http.StatusNotFound}, before
	case r.method == http.MethodDelete:
		return reply{status: http.StatusNoContent}, record{}
	}
	after := record{cmp.Or(r.written.first, before.first), cmp.Or(r.written.second, before.second)}
	return reply{http.StatusOK, after}, after
}

// registry says what histories are right. A request whose outcome is not known
// was done at any time after it was sent, or never.
var registry = porcupine.NondeterministicModel{
	Partition: func(history []porcupine.Operation) (all [][]porcupine.Operation) {
		byReference := map[string][]porcupine.Operation{}
		for _, o := range history {
			reference := o.Input.(request).reference
			byReference[reference] = append(byReference[reference], o)
		}
		return slices.Collect(maps.Values(byReference))
	},
	Init: func() []any { return []any{record{}} },
	Step: func(state, input, output any) []any {
		want, after := input.(request).do(state.(record))
		switch output.(reply) {
		case reply{}:
			return []any{state, after}
		case want:
			return []any{after}
		}
		return nil
	},
}

// historian has clients make histories.
type historian struct {
	t       *testing.T
	start   time.Time
	clients []*client
}

// write makes a history on records of its own.
func (h *historian) write(random *rand.Rand, k kind, prefix string, disturb func()) []porcupine.Operation {
	const records, requests = 2, 7
	made := make([][]porcupine.Operation, len(h.clients))
	start := make(chan struct{})
	var working sync.WaitGroup
	for i, c := range h.clients {
		own := rand.New(rand.NewPCG(random.Uint64(), 0))
		working.Go(func() {
			<-start
			for j := range requests {
				r := newRequest(own, &k, fmt.Sprint(prefix, own.IntN(records)), fmt.Sprintf("%d.%d", i, j))
				o := porcupine.Operation{ClientId: i, Input: r, Call: h.now()}
				answer := h.ask(c, r)
				o.Output, o.Return = answer, h.now()
				if answer.status == 0 {
					o.Return = math.MaxInt64 // it may still be done
				}
				made[i] = append(made[i], o)
			}
		})
	}
	working.Go(func() {
		<-start
		time.Sleep(upTo(random, 10*time.Millisecond))
		disturb()
	})
	close(start)
	working.Wait()
	return slices.Concat(made...)
}

func (h *historian) now() int64 { return int64(time.Since(h.start)) }

// newRequest makes a request that writes texts which no other request writes.
func newRequest(random *rand.Rand, k *kind, reference, text string) request {
	switch random.IntN(10) {
	case 0, 1, 2:
		return request{k, http.MethodPost, reference, record{"first " + text, "second " + text}}
	case 3, 4:
		return request{k, http.MethodPatch, reference, record{first: "first " + text}}
	case 5, 6:
		return request{k, http.MethodPut, reference, record{second: "second " + text}}
	case 7:
		return request{k, http.MethodDelete, reference, record{}}
	}
	return request{k, http.MethodGet, reference, record{}}
}

func (h *historian) ask(c *client, r request) reply {
	first, second := r.kind.texts()[0].Name, r.kind.texts()[1].Name
	path, body := r.kind.recordPath(r.reference), map[string]any{}
	if r.method == http.MethodPost {
		path, body = r.kind.path, r.kind.body(r.reference, nil)
	}
	if r.written.first != "" {
		body[first] = r.written.first
	}
	if r.written.second != "" {
		body[second] = r.written.second
	}
	got, err := c.try(r.method, path, toJSON(body))
	switch {
	case err != nil:
		h.t.Error(err)
		return reply{}
	case isFailure(got):
		return reply{}
	case got.status != http.StatusOK && got.status != http.StatusCreated:
		return reply{status: got.status}
	}
	answer := decodeRecord(h.t, string(got.body))
	return reply{got.status, record{fmt.Sprint(answer[first]), fmt.Sprint(answer[second])}}
}

// checkHistory gives the number of requests whose outcome is not known. There
// are none in a history that nothing disturbs.
func checkHistory(t *testing.T, history []porcupine.Operation, disturbed bool) (doubtful int) {
	t.Helper()
	for _, o := range history {
		if o.Output.(reply).status == 0 {
			doubtful++
		}
	}
	if doubtful > 0 && !disturbed {
		t.Errorf("%d requests failed, and nothing was in their way", doubtful)
	}
	if got := porcupine.CheckOperationsTimeout(registry.ToModel(), history, testTimeout); got != porcupine.Ok {
		t.Errorf("the history is %s", got)
	}
	return doubtful
}

func describe(history []porcupine.Operation) string {
	slices.SortFunc(history, func(a, b porcupine.Operation) int { return cmp.Compare(a.Call, b.Call) })
	var text strings.Builder
	for _, o := range history {
		took := time.Duration(o.Return - o.Call)
		if o.Return == math.MaxInt64 {
			took = 0
		}
		r := o.Input.(request)
		fmt.Fprintf(&text, "%s client %d: %s %s %s %+v: %+v, %s later\n",
			time.Duration(o.Call), o.ClientId, r.method, r.kind.Plural, r.reference, r.written, o.Output, took)
	}
	return text.String()
}
