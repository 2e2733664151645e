package bulk_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"waybill/internal/api"
	"waybill/internal/conformance/trailer"
	"waybill/internal/customer"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// server serves customers and trailers, with a key of each of two organizations.
type server struct {
	*api.Server
	organization int64 // of the key "one"
}

func newServer(t *testing.T, b *base) server {
	t.Helper()
	served := api.New(api.Options{
		DB: b.DB, Keys: tenant.NewAuthenticator(b.DB, time.Now), Log: slog.New(slog.DiscardHandler),
		Timeout: time.Minute, ListTimeout: time.Minute, TransferTimeout: time.Minute,
		MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxBodies: 40 << 20,
	}, api.Routes(customer.Resource), api.Routes(trailer.Resource))
	if _, err := tenant.ImportKeys(tenant.ByUser(t.Context(), "tester"), b.DB, strings.NewReader("key-of-one,one\nkey-of-two,two\nkey-of-three,three")); err != nil {
		t.Fatal(err)
	}
	s := server{Server: served}
	err := b.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Row("SELECT id FROM organizations WHERE name = $1", []any{"one"}, &s.organization)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// onPart is an http.ResponseWriter that calls a function before it takes a part.
type onPart struct {
	*httptest.ResponseRecorder
	call func()
}

func (w onPart) Write(part []byte) (int, error) {
	w.call()
	return w.ResponseRecorder.Write(part)
}

// export exports customers with a key, and calls a function before each part.
func (s server) export(key string, call func()) *httptest.ResponseRecorder {
	request := httptest.NewRequestWithContext(context.Background(), "GET", "/waybill/v1/exports/customers", nil)
	request.Header.Set("X-API-Key", key)
	w := onPart{httptest.NewRecorder(), call}
	s.ServeHTTP(w, request)
	return w.ResponseRecorder
}

// TestAnExportThatEndsEarlyIsCut: the server aborts the answer of an export that fails, so
// that its client does not take a part for the whole.
func TestAnExportThatEndsEarlyIsCut(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		b.manyCustomers(s.organization, 1100)
		defer func() {
			if value := recover(); value != http.ErrAbortHandler { //nolint:errorlint // net/http compares it in the same way
				t.Errorf("the server panics with %v", value)
			}
		}()
		got := s.export("key-of-one", func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		t.Errorf("answered %d, %d lines", got.Code, strings.Count(got.Body.String(), "\n"))
	})
}

// TestExportsAtOnce: an organization has two exports at once and an instance four. An export
// that has ended, in whatever way, makes room for another.
func TestExportsAtOnce(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		for _, name := range []string{"one", "two"} {
			var id int64
			err := b.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				return tx.Row("SELECT id FROM organizations WHERE name = $1", []any{name}, &id)
			})
			if err != nil {
				t.Fatal(err)
			}
			b.manyCustomers(id, 1)
		}
		for range 5 {
			if got := s.export("key-of-one", func() {}); got.Code != 200 || strings.Count(got.Body.String(), "\n") != 1 {
				t.Fatalf("alone: %d %s", got.Code, got.Body)
			}
		}
		var refused []int
		s.nested([]string{"key-of-one", "key-of-one", "key-of-two", "key-of-two"}, func() {
			for _, key := range []string{"key-of-one", "key-of-three"} {
				refused = append(refused, s.export(key, func() {}).Code)
			}
		})
		if len(refused) != 2 || refused[0] != 429 || refused[1] != 503 {
			t.Errorf("beside four exports: %v", refused)
		}
		if got := s.export("key-of-three", func() {}); got.Code != 200 {
			t.Errorf("after all: %d %s", got.Code, got.Body)
		}
	})
}

// nested begins an export with each key, and calls a function while all run.
func (s server) nested(keys []string, call func()) {
	if len(keys) == 0 {
		call()
		return
	}
	s.export(keys[0], func() { s.nested(keys[1:], call) })
}
