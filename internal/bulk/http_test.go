package bulk_test

import (
	"context"
	"fmt"
	"io"
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
	if _, err := tenant.ImportKeys(tenant.ByUser(t.Context(), "tester"), b.DB, strings.NewReader("key-of-one,one\nkey-of-two,two\nkey-of-three,three")); err != nil {
		t.Fatal(err)
	}
	s := server{Server: served(b)}
	err := b.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Row("SELECT id FROM organizations WHERE name = $1", []any{"one"}, &s.organization)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// served returns a server of a database.
func served(b *base) *api.Server {
	return api.New(api.Options{
		DB: b.DB, Keys: tenant.NewAuthenticator(b.DB, time.Now), Log: slog.New(slog.DiscardHandler),
		Timeout: time.Minute, ListTimeout: time.Minute, TransferTimeout: time.Minute,
		MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxImport: 1 << 20, MaxBodies: 40 << 20,
	}, api.Routes(customer.Resource), api.Routes(trailer.Resource))
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

// slowBody is a body that does something before its end.
type slowBody struct {
	start *strings.Reader
	then  func() error
}

func (b slowBody) Read(to []byte) (int, error) {
	if b.start.Len() > 0 {
		return b.start.Read(to)
	}
	return 0, b.then()
}

// imports sends an import of customers.
func (s server) imports(body io.Reader, header ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequestWithContext(context.Background(), "POST", "/waybill/v1/imports/customers", body)
	request.Header.Set("X-API-Key", "key-of-one")
	request.Header.Set("Content-Type", "text/csv")
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, request)
	return w
}

const oneCustomer = "external_reference_id,name\nA,Acme\n"

// TestAnImportThatIsHalfSent: a file that does not arrive whole changes nothing, and frees
// its place.
func TestAnImportThatIsHalfSent(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		before := b.head(t, s.organization)
		for range 5 {
			got := s.imports(slowBody{strings.NewReader(oneCustomer), func() error { return io.ErrUnexpectedEOF }})
			if got.Code != http.StatusBadRequest {
				t.Errorf("answered %d %s", got.Code, got.Body)
			}
		}
		if after := b.head(t, s.organization); after != before {
			t.Errorf("%d events", after-before)
		}
		if got := s.imports(strings.NewReader(oneCustomer)); got.Code != 200 || !strings.Contains(got.Body.String(), `"result":"created"`) {
			t.Errorf("then: %d %s", got.Code, got.Body)
		}
	})
}

// TestImportsAtOnce: an import that is being sent has its place among the transfers.
func TestImportsAtOnce(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		var refused int
		s.imports(slowBody{strings.NewReader(oneCustomer), func() error {
			s.imports(slowBody{strings.NewReader(oneCustomer), func() error {
				refused = s.imports(strings.NewReader(oneCustomer)).Code
				return io.EOF
			}})
			return io.EOF
		}})
		if refused != http.StatusTooManyRequests {
			t.Errorf("a third import is answered %d", refused)
		}
	})
}

// TestAServerThatStops: an import ends when the server stops, says so, and goes on under its
// key.
func TestAServerThatStops(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		file := "external_reference_id,name\n"
		for n := range 250 {
			file += fmt.Sprintf("R%d,n\n", n)
		}
		before := b.head(t, s.organization)
		request := httptest.NewRequestWithContext(context.Background(), "POST", "/waybill/v1/imports/customers?mode=create", strings.NewReader(file))
		request.Header.Set("X-API-Key", "key-of-one")
		request.Header.Set("Content-Type", "text/csv")
		request.Header.Set("Idempotency-Key", "K")
		w := onPart{httptest.NewRecorder(), func() { _ = s.Close() }}
		s.ServeHTTP(w, request)
		if got := w.Body.String(); !strings.Contains(got, `"complete":false`) || !strings.Contains(got, `"rule":"UNAVAILABLE"`) {
			t.Errorf("answered %d %s", w.Code, got)
		}
		if done := b.head(t, s.organization) - before; done != 100 {
			t.Errorf("%d rows are done", done)
		}
		next := httptest.NewRequestWithContext(context.Background(), "POST", "/waybill/v1/imports/customers?mode=create", strings.NewReader(file))
		next.Header = request.Header
		got := httptest.NewRecorder()
		served(b).ServeHTTP(got, next)
		if !strings.Contains(got.Body.String(), `"created":250`) || b.head(t, s.organization)-before != 250 {
			t.Errorf("again: %d %.300s", got.Code, got.Body)
		}
	})
}
