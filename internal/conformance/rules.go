package conformance

import (
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"waybill/internal/api"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// Host serves resources to the tests of their own rules. All of its requests have the
// key of one organization.
type Host struct {
	DB  *sqldb.DB
	Ran *sqldbtest.Trace
	client
}

// Each runs a test on every engine, with a host of some resources. The package must have
// the TestMain that sqldbtest.Each requires.
func Each(t *testing.T, test func(t *testing.T, h Host), resources func() []api.Group) {
	EachTogether(t, 1, func(t *testing.T, hosts []Host) { test(t, hosts[0]) }, resources)
}

// EachTogether is Each with some hosts that serve the same database and organization.
func EachTogether(t *testing.T, count int, test func(t *testing.T, hosts []Host), resources func() []api.Group) {
	sqldbtest.Each(t, func(t *testing.T, address string) {
		hosts := []Host{At(t, address, resources())}
		for range count - 1 {
			h := newHost(t, address, resources())
			h.key = hosts[0].key
			hosts = append(hosts, h)
		}
		test(t, hosts)
	})
}

// At returns a host of a database, with the key of a new organization. It opens the
// database until the end of the test.
func At(t *testing.T, address string, resources []api.Group) Host {
	t.Helper()
	h := newHost(t, address, resources)
	h.client = h.suite.organization(t, "one")
	return h
}

// newHost opens the database until the end of the test. The host has no key yet.
func newHost(t *testing.T, address string, resources []api.Group) Host {
	t.Helper()
	ran := &sqldbtest.Trace{}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Migrate: true, Trace: ran.Add})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return Host{db, ran, client{t: t, suite: &suite{db: db, server: newServer(t, db, resources)}}}
}

func newServer(t *testing.T, db *sqldb.DB, resources []api.Group) *api.Server {
	return api.New(api.Options{
		DB:              db,
		Keys:            tenant.NewAuthenticator(db, time.Now),
		Log:             slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError})),
		Timeout:         time.Minute,
		ListTimeout:     time.Minute,
		TransferTimeout: time.Minute,
		MaxBody:         1 << 20,
		MaxBatchBody:    10 << 20,
		MaxImport:       1 << 20,
		MaxBodies:       40 << 20,
	}, resources...)
}

// Ask sends a request to a path below the base path, and returns the whole answer. Sent is
// a text, or a value that is encoded as JSON. Header has the names and values in turns.
func (h Host) Ask(method, path string, sent any, header ...string) *httptest.ResponseRecorder {
	h.t.Helper()
	return h.ask(method, path, sent, header...)
}

// Send sends a request to a path below the base path, and returns the status and the
// decoded body of the answer. Sent is a text, or a value that is encoded as JSON.
func (h Host) Send(method, path string, sent any, header ...string) (int, map[string]any) {
	h.t.Helper()
	return h.send(method, path, sent, header...)
}

// Must is Send that fails the test unless the answer has a status.
func (h Host) Must(status int, method, path string, sent any, header ...string) map[string]any {
	h.t.Helper()
	return h.must(status, method, path, sent, header...)
}

// AskPath sends a request without a body to a whole path, and returns the whole answer.
// Header has the names and values in turns.
func (h Host) AskPath(method, path string, header ...string) *httptest.ResponseRecorder {
	h.t.Helper()
	return h.askPath(method, path, "", header...)
}

// OfOther returns the host with a key of a new organization.
func (h Host) OfOther(name string) Host {
	h.t.Helper()
	h.client = h.suite.organization(h.t, name)
	return h
}

// WithScopes returns the host with another key of its organization, which has only some
// scopes, separated by spaces.
func (h Host) WithScopes(scopes string) Host {
	h.t.Helper()
	h.client = h.withScopes(scopes)
	return h
}

// Details returns the errors of a 422, each as its place and its message.
func Details(answer map[string]any) string {
	var all []string
	list, _ := answer["detail"].([]any)
	for _, each := range list {
		detail := each.(body)
		all = append(all, fmt.Sprint(detail["loc"], " ", detail["msg"]))
	}
	return strings.Join(all, "\n")
}
