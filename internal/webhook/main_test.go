package webhook

import (
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"waybill/internal/event"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// clock is a clock that a test sets.
type clock struct{ microseconds atomic.Int64 }

func (c *clock) now() time.Time          { return time.UnixMicro(c.microseconds.Load()) }
func (c *clock) advance(d time.Duration) { c.microseconds.Add(d.Microseconds()) }

// fixture is a database with organizations 1 and 2, a clock of the test, and a deliverer.
type fixture struct {
	*testing.T
	address string
	clock   *clock
	db      *sqldb.DB
	store   *Store
	*Deliverer
}

// each runs a test on a new database of each engine.
func each(t *testing.T, test func(f *fixture)) {
	t.Helper()
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		f := openFixture(t, address, &clock{})
		f.clock.microseconds.Store(1_800_000_000_000_000)
		f.write(func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`INSERT INTO organizations (id, name, created_at) VALUES (1, 'a', 1), (2, 'b', 1)`)
			return err
		})
		test(f)
	})
}

// openFixture returns an instance on a database.
func openFixture(t *testing.T, address string, c *clock) *fixture {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	f := &fixture{T: t, address: address, clock: c, db: db, store: &Store{Key: testKey(), Allowed: loopback}}
	f.Deliverer = f.newDeliverer()
	return f
}

func testKey() Key { return Key{[]byte("a key of a test, of 32 bytes    ")} }

func (f *fixture) newDeliverer() *Deliverer {
	log := slog.New(slog.DiscardHandler)
	d := NewDeliverer(f.db, NewSender(testKey(), loopback, f.clock.now), event.NewHub(f.db, log), log, func(Outcome) {})
	d.lingers = 0
	return d
}

func (f *fixture) write(fn func(*sqldb.Tx) error) {
	f.Helper()
	if err := f.db.Write(f.Context(), fn); err != nil {
		f.Fatal(err)
	}
}

// tell writes events of an organization, which have types of two resources by turns.
func (f *fixture) tell(organization int64, count int) {
	f.Helper()
	for range count {
		f.write(func(tx *sqldb.Tx) error {
			for _, resource := range []string{"customer", "load"} {
				tx.Tell(sqldb.Event{Organization: organization, Resource: resource, Action: "updated", RecordID: "r", Reference: "R",
					Version: 1, Changed: []string{"name"}, Data: []byte(`{"text":"` + rand.Text() + `"}`)})
			}
			return nil
		})
	}
}

// create makes an endpoint of an organization.
func (f *fixture) create(organization int64, s Settings) *Endpoint {
	f.Helper()
	if s.MaxEvents == 0 {
		s.MaxEvents = 1
	}
	var e *Endpoint
	f.write(func(tx *sqldb.Tx) (err error) {
		e, err = f.store.Create(tx, organization, &Input{Value: s})
		return err
	})
	return e
}

func (f *fixture) get(e *Endpoint) *Endpoint {
	f.Helper()
	var found *Endpoint
	err := f.db.Read(f.Context(), func(tx *sqldb.ReadTx) (err error) {
		found, err = Get(tx, e.Organization, e.ID)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return found
}

// step runs each endpoint that is due until it has nothing to do or must wait.
func (f *fixture) step() {
	f.Helper()
	f.clock.advance(time.Millisecond)
	if err := f.start(f.Context()); err != nil {
		f.Fatal(err)
	}
	f.lanes.Wait()
}

// change calls an operation on an endpoint.
func (f *fixture) change(e *Endpoint, operation func(*sqldb.Tx, int64, string) (*Endpoint, error)) *Endpoint {
	f.Helper()
	var changed *Endpoint
	f.write(func(tx *sqldb.Tx) (err error) {
		changed, err = operation(tx, e.Organization, e.ID)
		return err
	})
	return changed
}

// received is a request that a receiver has got.
type received struct {
	ID       string
	Sequence []int64
	Body     []byte
	Header   http.Header
}

// receiver is a receiver of webhooks. It records each request, and answers as a test says.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	got    []received
	answer func(r received) (status int, header http.Header)
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{answer: func(received) (int, http.Header) { return http.StatusNoContent, nil }}
	r.Server = httptest.NewServer(http.HandlerFunc(r.serve))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) serve(w http.ResponseWriter, request *http.Request) {
	body, _ := io.ReadAll(request.Body)
	var content struct {
		Sequence int64
		Events   []struct{ Sequence int64 }
	}
	if err := json.Unmarshal(body, &content); err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	got := received{ID: request.Header.Get("webhook-id"), Body: body, Header: request.Header}
	if content.Sequence > 0 {
		got.Sequence = append(got.Sequence, content.Sequence)
	}
	for _, e := range content.Events {
		got.Sequence = append(got.Sequence, e.Sequence)
	}
	r.mu.Lock()
	status, header := r.answer(got)
	r.got = append(r.got, got)
	r.mu.Unlock()
	for name, values := range header {
		w.Header()[name] = values
	}
	w.WriteHeader(status)
}

// answers makes the receiver answer with a status from now on.
func (r *receiver) answers(status int, header ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = func(received) (int, http.Header) {
		h := http.Header{}
		for i := 0; i+1 < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return status, h
	}
}

// take returns the numbers of the events that the receiver has got since the last call.
func (r *receiver) take() (numbers []int64) {
	for _, got := range r.takeAll() {
		numbers = append(numbers, got.Sequence...)
	}
	return numbers
}

func (r *receiver) takeAll() []received {
	r.mu.Lock()
	defer r.mu.Unlock()
	got := r.got
	r.got = nil
	return got
}

// numbers returns the numbers from first to last.
func numbers(first, last int64) (all []int64) {
	for n := first; n <= last; n++ {
		all = append(all, n)
	}
	return all
}

// verify checks the signature of a request as a receiver does.
func verify(secret string, r received) error {
	verifier, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		return err
	}
	return verifier.VerifyIgnoringTimestamp(r.Body, r.Header) // the time is that of the test's clock
}

// decode reads a body of a client.
func decode(text string) (*Input, error) {
	return Decode(schema.Body{Bytes: []byte(text), JSON: true}, schema.Rules{Purpose: schema.Create})
}
