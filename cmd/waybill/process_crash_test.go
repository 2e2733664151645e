package main

import (
	"encoding/json"
	"errors"
	"fmt"
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

// TestCrash kills the server again and again while clients write. What it had
// acknowledged must hold, and what it had not must have happened wholly or not
// at all.
func TestCrash(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, testCrash)
}

func testCrash(t *testing.T, database string) {
	const crashes, clients = 5, 8
	random := seeded(t)
	server := startProcess(t, database)
	key := server.secret

	var all []*witness
	for i := range clients {
		all = append(all, newWitness(random, fmt.Sprintf("client-%d-", i)))
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

// witness is a client that remembers what it was told. The customers that it
// writes are no other client's.
type witness struct {
	prefix string
	random *rand.Rand
	fates  map[string]*fate // by external reference
	names  []string         // those references, in order

	acknowledged atomic.Int64 // writes by work
}

func newWitness(random *rand.Rand, prefix string) *witness {
	return &witness{prefix: prefix, random: rand.New(rand.NewPCG(random.Uint64(), 0)), fates: map[string]*fate{}}
}

// fate is what is known of a customer.
type fate struct {
	acknowledged string // the customer as last answered; empty for one that is not there
	// attempted is what a write that was not acknowledged would have left; nil
	// when all were.
	attempted *wanted
}

// wanted is a customer as far as the one who writes it can know. Its zero value
// is one that is not there.
type wanted struct {
	ID           string `json:"id,omitempty"`
	Reference    string `json:"external_reference_id"`
	Name         string `json:"name"`
	Number       string `json:"reference_number"`
	Domain       string `json:"domain"`
	Phone        string `json:"phone"`
	IsActive     bool   `json:"is_active"`
	CustomerType string `json:"customer_type"`
	CreatedAt    string `json:"created_at,omitempty"`
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
	if choice < 6 || len(w.names) == 0 {
		return w.createNew(t, c)
	}
	reference := w.names[w.random.IntN(len(w.names))]
	f := w.fates[reference]
	switch {
	case f.attempted != nil: // whether it is there is not known
		return w.createNew(t, c)
	case f.acknowledged == "":
		return w.create(t, c, reference)
	case choice < 8:
		return w.update(t, c, f)
	default:
		f.attempted = &wanted{}
		return f.write(t, c, http.StatusNoContent, "DELETE", customersPath+"/"+reference, "")
	}
}

func (w *witness) createNew(t *testing.T, c *client) error {
	return w.create(t, c, fmt.Sprintf("%s%d", w.prefix, len(w.names)))
}

func (w *witness) create(t *testing.T, c *client, reference string) error {
	f := w.fates[reference]
	if f == nil {
		f = &fate{}
		w.fates[reference] = f
		w.names = append(w.names, reference)
	}
	f.attempted = &wanted{Reference: reference, Name: w.word(255), Number: w.word(100), Domain: w.word(255),
		Phone: w.word(50), IsActive: w.random.IntN(2) == 0, CustomerType: w.word(50)}
	body, _ := json.Marshal(f.attempted) // cannot fail: there are only strings
	return f.write(t, c, http.StatusCreated, "POST", customersPath, string(body))
}

// update changes two fields, so that half of it would show.
func (w *witness) update(t *testing.T, c *client, f *fate) error {
	changed := decodeWanted(t, f.acknowledged)
	changed.Name, changed.Phone = w.word(255), w.word(50)
	f.attempted = &changed
	return f.write(t, c, http.StatusOK, "PATCH", customersPath+"/"+changed.Reference,
		fmt.Sprintf(`{"name":%q,"phone":%q}`, changed.Name, changed.Phone))
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

func decodeWanted(t *testing.T, answer string) (got wanted) {
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Errorf("%v: %s", err, answer)
	}
	return got
}

// checkFates compares all customers of an organization with what the witnesses
// know. What the server has is what they know from then on.
func checkFates(t *testing.T, c *client, all []*witness) {
	t.Helper()
	there := listAll(t, c)
	for _, w := range all {
		for reference, f := range w.fates {
			got := there[reference]
			delete(there, reference)
			if got != f.acknowledged && !f.isAttempt(t, got) {
				t.Errorf("%s is %q, was acknowledged as %q, was attempted as %+v", reference, got, f.acknowledged, f.attempted)
			}
			f.acknowledged, f.attempted = got, nil
		}
	}
	for reference, got := range there {
		t.Errorf("nobody wrote %s: %s", reference, got)
	}
}

// isAttempt reports whether a customer is what an unacknowledged write would
// have left.
func (f *fate) isAttempt(t *testing.T, answer string) bool {
	if f.attempted == nil || answer == "" {
		return f.attempted != nil && *f.attempted == wanted{}
	}
	got := decodeWanted(t, answer)
	if f.acknowledged == "" {
		got.ID, got.CreatedAt = "", "" // which nobody could know
	}
	return got == *f.attempted
}

// listAll gives all customers by external reference, each as the server wrote
// it, and fails when one is there twice.
func listAll(t *testing.T, c *client) map[string]string {
	t.Helper()
	there := map[string]string{}
	for page, more := 1, true; more; page++ {
		got := c.expect(t, http.StatusOK, "GET", fmt.Sprintf("%s?page_size=100&page=%d", customersPath, page), "")
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
			reference := decodeWanted(t, string(item)).Reference
			if there[reference] != "" {
				t.Errorf("%s is listed twice: %s and %s", reference, there[reference], item)
			}
			there[reference] = string(item)
		}
		if more = list.Pagination.HasNext; !more && len(there) != list.Pagination.Total {
			t.Errorf("%d customers are listed, of %d", len(there), list.Pagination.Total)
		}
	}
	return there
}
