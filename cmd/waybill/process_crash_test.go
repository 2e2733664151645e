package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestCrash kills the server again and again while clients write records of all
// resources. An acknowledged write must hold, with all stops, rates and references of a
// load. A write that was not acknowledged must have happened wholly or not at all.
func TestCrash(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, testCrash)
}

func testCrash(t *testing.T, database string) {
	const crashes, clients = 5, 8
	random := seeded(t)
	server := startProcess(t, database)
	key := server.secret
	createExamplesBy(t, server.client(key))

	var all []*witness
	for i := range clients {
		all = append(all, newWitness(random, fmt.Sprintf("client-%d-", i), kinds()...))
	}
	for crash := range crashes {
		var working sync.WaitGroup
		for _, w := range all {
			working.Go(func() { w.work(t, server.client(key)) })
		}
		waitForMore(t, func() int64 { return acknowledgedBy(all) }, 1+random.Int64N(200))
		server.kill()
		working.Wait()
		if crash%4 == 0 {
			// The next start repairs the file; a crash then must do no harm either.
			again := launch(t, newCommand(t, serveArgs(database)...))
			time.Sleep(upTo(random, 40*time.Millisecond))
			again.kill()
		}
		if sqldb.IsPostgres(database) {
			waitGone(t, database, "")
		}
		server = startProcess(t, database)
		checkFates(t, server.client(key), all)
		checkDatabase(t, database)
		if t.Failed() {
			t.Fatalf("after crash %d", crash+1)
		}
	}
	t.Logf("%d writes acknowledged", acknowledgedBy(all))
}

// acknowledgedBy is how many writes of witnesses at work were acknowledged so far.
func acknowledgedBy(all []*witness) (sum int64) {
	for _, w := range all {
		sum += w.acknowledged.Load()
	}
	return sum
}

// TestCrashAtFirstStart kills servers while they create their database: when they have
// written some of it, up to all of it.
func TestCrashAtFirstStart(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	whole := sqldbtest.EmptySQLite(t)
	startProcess(t, whole).kill()
	const rounds = 6
	for round := range int64(rounds) {
		database := sqldbtest.EmptySQLite(t)
		crashed := launch(t, newCommand(t, serveArgs(database)...))
		crashed.wait("writing", func() bool { return written(database) >= written(whole)*round/(rounds-1) })
		crashed.kill()

		server := startProcess(t, database)
		key := server.secret
		if key == "" { // it was made, and not told
			key = strings.TrimSpace(mustRun(t, "keys", "create", "--organization=default", "--database="+database))
		}
		server.client(key).expect(t, http.StatusCreated, "POST", customersPath, newCustomer("X"))
		checkDatabase(t, database)
		server.kill()
	}
}

// written gives the bytes of an SQLite database, of which most are in the WAL until its
// server stops.
func written(database string) (bytes int64) {
	for _, file := range []string{database, database + "-wal"} {
		if info, err := os.Stat(file); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}

// witness is a client that remembers the answers to its writes. No other client writes
// its records.
type witness struct {
	prefix string
	random *rand.Rand
	kinds  []kind
	fates  map[string]*fate // by the paths of the records
	paths  []string         // these paths, in order

	acknowledged atomic.Int64 // writes by work
}

// newWitness returns a witness who writes records of some resources, or else customers.
// The examples of the resources must exist.
func newWitness(random *rand.Rand, prefix string, of ...kind) *witness {
	if of == nil {
		of = []kind{customerKind()}
	}
	return &witness{prefix: prefix, random: rand.New(rand.NewPCG(random.Uint64(), 0)), kinds: of, fates: map[string]*fate{}}
}

// fate is what is known of a record.
type fate struct {
	kind         kind
	reference    string
	acknowledged string // the record as last answered; empty for a record that is not there
	// attempted is what a write that was not acknowledged would have left; nil
	// when all were acknowledged.
	attempted wanted
}

func (f *fate) path() string { return f.kind.recordPath(f.reference) }

// wanted has the members of a record that its writer knows, as JSON decodes them. It is
// empty for a record that is not there.
type wanted map[string]any

// add adds a record, which does not exist yet. The resources take turns.
func (w *witness) add() *fate {
	f := &fate{kind: w.kinds[len(w.paths)%len(w.kinds)], reference: fmt.Sprint(w.prefix, len(w.paths))}
	w.paths = append(w.paths, f.path())
	w.fates[f.path()] = f
	return f
}

// work writes until a write fails.
func (w *witness) work(t *testing.T, c *client) {
	for {
		var refused *refusedError
		if err := w.step(t, c); errors.As(err, &refused) {
			t.Error(err)
			return
		} else if err != nil {
			return // the server is dead
		}
		w.acknowledged.Add(1)
	}
}

// refusedError is an answer that acknowledges nothing.
type refusedError struct {
	request string
	answer  response
}

func (e *refusedError) Error() string {
	return fmt.Sprintf("%s is answered %d %v %s", e.request, e.answer.status, e.answer.header, e.answer.body)
}

func (w *witness) step(t *testing.T, c *client) error {
	choice := w.random.IntN(10)
	if choice < 6 || len(w.paths) == 0 {
		return w.create(t, c, w.add())
	}
	f := w.fates[w.paths[w.random.IntN(len(w.paths))]]
	switch {
	case f.attempted != nil: // whether it is there is not known
		return w.create(t, c, w.add())
	case f.acknowledged == "":
		return w.create(t, c, f)
	case choice < 8:
		return w.update(t, c, f)
	default:
		return f.remove(t, c)
	}
}

func (w *witness) create(t *testing.T, c *client, f *fate) error {
	f.attempted = w.newRecord(f)
	return f.write(t, c, http.StatusCreated, "POST", f.kind.path, toJSON(f.attempted))
}

// newRecord returns the body of a create.
func (w *witness) newRecord(f *fate) wanted {
	return asDecoded(f.kind.body(f.reference, w.changes(f.kind, math.MaxInt)))
}

// update changes several fields, so that half of it would show.
func (w *witness) update(t *testing.T, c *client, f *fate) error {
	changes := w.change(t, f)
	return f.write(t, c, http.StatusOK, "PATCH", f.path(), toJSON(changes))
}

// change notes the attempt to change two texts of a record and all its lists, and returns
// the changes.
func (w *witness) change(t *testing.T, f *fate) wanted {
	changes := asDecoded(w.changes(f.kind, 2))
	f.attempted = decodeRecord(t, f.acknowledged)
	delete(f.attempted, "updated_at")
	maps.Copy(f.attempted, changes)
	return changes
}

func (f *fate) remove(t *testing.T, c *client) error {
	f.attempted = wanted{}
	return f.write(t, c, http.StatusNoContent, "DELETE", f.path(), "")
}

// changes returns random values of a number of texts of a record, and of all its lists.
func (w *witness) changes(k kind, texts int) map[string]any {
	changes := map[string]any{}
	for _, f := range k.texts()[:min(texts, len(k.texts()))] {
		changes[f.Name] = w.word(min(f.MaxLength, 255))
	}
	for _, f := range k.Fields {
		if items, ok := f.Example.([]any); ok && f.Items != nil {
			changes[f.Name] = w.list(f.Name, items)
		}
	}
	return changes
}

// list returns a list of random length, of which each item differs from the same item of
// another list. Its first and its last item are like those of the example.
func (w *witness) list(name string, example []any) []any {
	var list []any
	for i := range len(example) + w.random.IntN(4) {
		item := maps.Clone(example[min(i, len(example)-1)].(map[string]any))
		if name == "stops" {
			arrival := time.Date(2026, 1, 1+i, 0, w.random.IntN(1000), 0, 0, time.UTC)
			item["stop_number"] = i + 1
			item["early_arrival"], item["late_arrival"] = arrival.Format(time.RFC3339), arrival.Add(time.Hour).Format(time.RFC3339)
		} else {
			item["amount"] = w.random.IntN(10_000)
		}
		list = append(list, item)
	}
	return list
}

// asDecoded returns a body as JSON decodes it.
func asDecoded(body map[string]any) (decoded wanted) {
	_ = json.Unmarshal([]byte(toJSON(body)), &decoded) // cannot fail: it has just been encoded
	return decoded
}

// write does what f.attempted says. It is acknowledged by an answer with the
// status, which must tell of nothing else.
func (f *fate) write(t *testing.T, c *client, status int, method, path, body string) error {
	got, err := c.try(method, path, body)
	if err != nil {
		return err
	}
	if got.status != status {
		return &refusedError{method + " " + path + " " + body, got}
	}
	if !f.isAttempt(t, string(got.body)) {
		t.Errorf("%s %s is answered %s, which is not %+v", method, path, got.body, f.attempted)
	}
	f.acknowledged, f.attempted = string(got.body), nil
	return nil
}

// word is a text of 1 to limit letters.
func (w *witness) word(limit int) string {
	letters := make([]byte, 1+w.random.IntN(limit))
	for i := range letters {
		letters[i] = 'a' + byte(w.random.IntN(26))
	}
	return string(letters)
}

func decodeRecord(t *testing.T, answer string) (got wanted) {
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Errorf("%v: %s", err, answer)
	}
	return got
}

// checkFates compares all records of an organization with what the witnesses know, who
// write records of the same resources. What the server has is what they know from then on.
func checkFates(t *testing.T, c *client, all []*witness) {
	t.Helper()
	there := map[string]string{}
	for _, k := range all[0].kinds {
		for reference, got := range listKind(t, c, k) {
			there[k.recordPath(reference)] = got
		}
		delete(there, k.recordPath(k.key()))
	}
	for _, w := range all {
		for path, f := range w.fates {
			got := there[path]
			delete(there, path)
			if got != f.acknowledged && !f.isAttempt(t, got) {
				t.Errorf("%s is %q, was acknowledged as %q, was attempted as %+v", path, got, f.acknowledged, f.attempted)
			}
			f.acknowledged, f.attempted = got, nil
		}
	}
	for path, got := range there {
		t.Errorf("nobody wrote %s: %s", path, got)
	}
}

// isAttempt reports whether a record is what an unacknowledged write would have left.
func (f *fate) isAttempt(t *testing.T, answer string) bool {
	if len(f.attempted) == 0 || answer == "" {
		return f.attempted != nil && len(f.attempted) == 0 && answer == ""
	}
	return agrees(map[string]any(f.attempted), map[string]any(decodeRecord(t, answer)))
}

// agrees reports whether an answer has what was sent. It may have more, and not have the
// members of a request that answers show elsewhere. Lists are of the same length.
func agrees(sent, answered any) bool {
	switch sent := sent.(type) {
	case map[string]any:
		answered, ok := answered.(map[string]any)
		for name, value := range sent {
			got, has := answered[name]
			ok = ok && (!has || agrees(value, got))
		}
		return ok
	case []any:
		answered, ok := answered.([]any)
		ok = ok && len(answered) == len(sent)
		for i := 0; ok && i < len(sent); i++ {
			ok = agrees(sent[i], answered[i])
		}
		return ok
	}
	return sent == answered
}

// listAll returns all customers by external reference, as the server answered them.
func listAll(t *testing.T, c *client) map[string]string {
	t.Helper()
	return listKind(t, c, customerKind())
}

// listKind returns all records of a resource by external reference, as the server
// answered them. The test fails when a record is listed twice.
func listKind(t *testing.T, c *client, k kind) map[string]string {
	t.Helper()
	there := map[string]string{}
	for page, more := 1, true; more; page++ {
		got := c.expect(t, http.StatusOK, "GET", fmt.Sprintf("%s?page_size=100&page=%d", k.path, page), "")
		var list struct {
			Items      []json.RawMessage
			Pagination struct {
				Total   int
				HasNext bool `json:"has_next"`
			}
		}
		if err := json.Unmarshal(got.body, &list); err != nil {
			t.Fatal(err)
		}
		for _, item := range list.Items {
			reference := referenceIn(t, string(item))
			if there[reference] != "" {
				t.Errorf("%s is listed twice: %s and %s", reference, there[reference], item)
			}
			there[reference] = string(item)
		}
		if more = list.Pagination.HasNext; !more && len(there) != list.Pagination.Total {
			t.Errorf("%d %s are listed, of %d", len(there), k.Plural, list.Pagination.Total)
		}
	}
	return there
}

// referenceIn returns the external reference of a record.
func referenceIn(t *testing.T, answer string) string {
	reference, _ := decodeRecord(t, answer)["external_reference_id"].(string)
	return reference
}
