package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waybill/internal/customer"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

const (
	manyPath = "/v2/tms-api/customers"
	onePath  = "/v2/tms-api/customers/{id}"
)

func testOptions() Options {
	return Options{
		Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, ListTimeout: time.Minute, TransferTimeout: time.Minute, Pages: testPages,
		MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxBodies: 40 << 20,
	}
}

// testPages are the root, a page that shows the path prefix, and files.
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

// newTestServer returns a server on an empty database, and an API key with all scopes.
func newTestServer(t *testing.T) (server *Server, key string) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	key = tenant.NewSecret()
	if _, err := tenant.CreateFirstKey(t.Context(), db, "test", key); err != nil {
		t.Fatal(err)
	}
	options := testOptions()
	options.DB, options.Keys = db, tenant.NewAuthenticator(db, time.Now)
	return New(options, Routes(customer.Resource)), key
}

// newLoggedServer returns a server with the API keys "key", which has all scopes, and
// "reader", and the buffer that it logs into.
func newLoggedServer(t *testing.T, options Options) (*Server, *bytes.Buffer) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader("key,one\nreader,one,reads only,read:customers"), "read:customers"); err != nil {
		t.Fatal(err)
	}
	log := &bytes.Buffer{}
	options.DB, options.Keys, options.Log = db, tenant.NewAuthenticator(db, time.Now), slog.New(slog.NewJSONHandler(log, nil))
	if options.Timeout == 0 {
		options.Timeout = time.Minute
	}
	if options.ListTimeout == 0 {
		options.ListTimeout = time.Minute
	}
	options.Pages = testPages
	options.MaxBody, options.MaxBatchBody, options.MaxBodies = 1000, 2000, 1<<20
	return New(options, Routes(customer.Resource)), log
}

func ask(server *Server, method, path string, body io.Reader, header ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, body)
	request.Header.Set("X-API-Key", "key")
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	return recorder
}

// unreadable is a body that must not be read.
type unreadable struct{ t *testing.T }

func (u unreadable) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func TestAFailureIsLoggedAndNotShown(t *testing.T) {
	t.Parallel()
	server, log := newLoggedServer(t, Options{})
	for name, handle := range map[string]func(context.Context, *backend, *call) (*answer, error){
		"panic": func(context.Context, *backend, *call) (*answer, error) { panic("the secret reason") },
		"error": func(context.Context, *backend, *call) (*answer, error) { return nil, errors.New("the secret reason") },
		"panic in a write": write[struct{}, struct{}]{
			apply: func(*sqldb.Tx, target, struct{}) (struct{}, error) { panic("the secret reason") },
		}.handle,
	} {
		log.Reset()
		server.router = newRouter([]Route{{Method: "GET", Path: "/fault", Scopes: []string{"write:customers"}, handle: handle}})
		got := ask(server, "GET", "/fault", nil, "X-Request-ID", "my-id")
		if got.Code != 500 || strings.Contains(got.Body.String(), "secret") || !strings.Contains(got.Body.String(), "my-id") {
			t.Errorf("%s: %d %s", name, got.Code, got.Body)
		}
		if !strings.Contains(log.String(), "the secret reason") || !strings.Contains(log.String(), "my-id") {
			t.Errorf("%s: the log says %s", name, log)
		}
		if strings.HasPrefix(name, "panic") && !strings.Contains(log.String(), "server_test.go") {
			t.Errorf("%s: the log has no stack", name)
		}
	}
}

func TestARequestOutOfTimeIsUnavailable(t *testing.T) {
	t.Parallel()
	server, _ := newLoggedServer(t, Options{Timeout: 20 * time.Millisecond})
	release := make(chan struct{})
	began := make(chan struct{})
	go func() {
		_ = server.options.DB.Write(t.Context(), func(*sqldb.Tx) error {
			select {
			case <-began:
			default:
				close(began)
			}
			<-release
			return nil
		})
	}()
	<-began
	got := ask(server, "POST", "/v2/tms-api/customers", strings.NewReader(`{"external_reference_id":"A","name":"B"}`))
	close(release)
	if got.Code != 503 || got.Header().Get("Retry-After") == "" || !strings.HasPrefix(got.Body.String(), `{"error":{"code":"UNAVAILABLE","message":`) {
		t.Errorf("%d %v %s", got.Code, got.Header(), got.Body)
	}
}
