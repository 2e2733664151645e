package mail

import (
	"encoding/json"
	"log/slog"
	"net/mail"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/mail/mailtest"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

func readerOf(read func(organization int64, key string) ([]byte, error)) func(*sqldb.ReadTx, int64, string) ([]byte, error) {
	return func(_ *sqldb.ReadTx, organization int64, key string) ([]byte, error) { return read(organization, key) }
}

// clock is a clock that a test sets.
type clock struct{ microseconds atomic.Int64 }

func (c *clock) now() time.Time          { return time.UnixMicro(c.microseconds.Load()) }
func (c *clock) advance(d time.Duration) { c.microseconds.Add(d.Microseconds()) }

// fixture is a database with organizations 1 and 2, a clock and an SMTP server of the test.
type fixture struct {
	*testing.T
	clock   *clock
	db      *sqldb.DB
	sink    *mailtest.Sink
	records map[string]string // by noun and reference

	mu       sync.Mutex
	outcomes map[string]int
	timeout  chan time.Time // ends the wait for the SMTP server
	*Deliverer
}

// each runs a test on a new database of each engine.
func each(t *testing.T, test func(f *fixture)) {
	t.Helper()
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		f := &fixture{T: t, clock: &clock{}, sink: mailtest.New(t), outcomes: map[string]int{}, timeout: make(chan time.Time)}
		f.clock.microseconds.Store(1_800_000_000_000_000)
		f.records = map[string]string{
			"customer C": `{"id":"cust_1","external_reference_id":"C","name":"Acme","phone":"312-555-0100"}`,
		}
		db, err := sqldb.Open(t.Context(), address, sqldb.Options{Now: f.clock.now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
		f.db = db
		f.write(func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`INSERT INTO organizations (id, name, created_at) VALUES (1, 'a', 1), (2, 'b', 1)`)
			return err
		})
		f.Deliverer = f.newDeliverer()
		test(f)
	})
}

func (f *fixture) read(noun string) func(int64, string) ([]byte, error) {
	return func(_ int64, key string) ([]byte, error) {
		if found := f.records[noun+" "+key]; found != "" {
			return []byte(found), nil
		}
		return nil, apierr.MissingRecord(noun, key)
	}
}

// newDeliverer returns an instance on the database.
func (f *fixture) newDeliverer() *Deliverer {
	server, err := ParseServer("smtp://" + f.sink.Address)
	if err != nil {
		f.Fatal(err)
	}
	sender := NewSender(server, "", &mail.Address{Name: "Waybill", Address: "tms@example.com"})
	sender.After = func(time.Duration) <-chan time.Time { return f.timeout }
	observe := func(outcome string) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.outcomes[outcome]++
	}
	return NewDeliverer(&Store{Records: testRecords(f.read), DB: f.db}, sender, "https://tms.example.com", 0, slog.New(slog.DiscardHandler), observe)
}

func (f *fixture) write(fn func(*sqldb.Tx) error) {
	f.Helper()
	if err := f.db.Write(f.Context(), fn); err != nil {
		f.Fatal(err)
	}
}

func bodyOf(text string) schema.Body { return schema.Body{Bytes: []byte(text), JSON: true} }

// order queues mails about the customer to addresses.
func (f *fixture) order(organization int64, to ...string) (ids []string) {
	f.Helper()
	words, _ := json.Marshal(to)
	o, err := DecodeOrder(bodyOf(`{"template":"load_booked","customer":"C","to":`+string(words)+`}`), false)
	if err == nil {
		err = f.Compose(f.Context(), organization, o)
	}
	if err != nil {
		f.Fatal(err)
	}
	f.write(func(tx *sqldb.Tx) error {
		ids = nil
		all, err := f.Enqueue(tx, organization, o)
		for _, e := range all {
			ids = append(ids, e.ID)
		}
		return err
	})
	return ids
}

func (f *fixture) email(organization int64, id string) *Email {
	f.Helper()
	var found *Email
	err := f.db.Read(f.Context(), func(tx *sqldb.ReadTx) (err error) {
		found, err = f.GetEmail(tx, organization, id)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return found
}

func (f *fixture) all(organization int64) (all []Email) {
	f.Helper()
	err := f.db.Read(f.Context(), func(tx *sqldb.ReadTx) (err error) {
		all, err = f.Emails(tx, organization, sqldb.Newest{Limit: 1000})
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return all
}

// step makes the mails of rules and sends what is due.
func (f *fixture) step() {
	f.Helper()
	f.clock.advance(time.Millisecond)
	if err := f.makeMails(f.Context()); err != nil {
		f.Fatal(err)
	}
	if err := f.send(f.Context()); err != nil {
		f.Fatal(err)
	}
}

// expect checks the status of a mail and the messages to its address that the sink has.
func (f *fixture) expect(id string, status Status, taken int) *Email {
	f.Helper()
	e := f.email(1, id)
	got := 0
	for _, m := range f.sink.Taken() {
		if m.To == e.To.Email {
			got++
		}
	}
	if e.Status != status || got != taken {
		f.Errorf("the mail to %s is %s (%s) after %d attempts, and came %d times; want %s, %d times", e.To.Email, e.Status, e.Problem, e.Attempts, got, status, taken)
	}
	return e
}
