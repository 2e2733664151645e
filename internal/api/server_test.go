package api

import (
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"waybill/internal/customer"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

func testOptions() Options {
	return Options{
		Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, ListTimeout: time.Minute, Pages: testPages,
		MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxBodies: 40 << 20,
	}
}

// testPages are the root, a page that says below which prefix it was found, and files.
var testPages = []Page{
	{Path: "/", Find: func(_, _ string) http.Handler { return text("the root") }},
	{Path: "/page", Find: func(_, prefix string) http.Handler { return text("below " + prefix) }},
	{Path: "/files/{id}", Find: func(name, _ string) http.Handler {
		if name != "known" {
			return nil
		}
		return text("known")
	}},
}

type text string

func (t text) ServeHTTP(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(t)) }

// newTestServer gives a server on an empty database, and a key with all scopes.
func newTestServer(t *testing.T) (server *Server, key string) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	key, err = tenant.CreateFirstKey(t.Context(), db, "test")
	if err != nil {
		t.Fatal(err)
	}
	options := testOptions()
	options.DB, options.Keys = db, tenant.NewAuthenticator(db, time.Now)
	return New(options, Routes(customer.Resource)), key
}
