package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/customer"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	for contentType, want := range map[string]bool{
		"": true, "application/json": true, "APPLICATION/JSON; charset=x": true, "application/json;": true, "application/a+json": true,
		"application/x-json": false, "text/json": false, "application": false, "application/json/x": false, "json": false, "application/+jsonx": false,
	} {
		if got := isJSON(contentType); got != want {
			t.Errorf("%q: %v", contentType, got)
		}
	}
}

func TestPreferences(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{
		"handling=strict": true, "HANDLING = strict": true, `handling="strict"`: true, "a, handling=strict; x=1, b": true,
		"handling=lenient": false, "handling": false, "strict": false, "": false, "handling=lenient, handling=strict": false,
		`a="x, handling=strict"`: false, `a="\", handling=strict"`: false, "xhandling=strict": false,
	} {
		if got := prefersStrict([]string{header}); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
	if !prefersStrict([]string{"respond-async", "handling=strict"}) {
		t.Error("a second header was not read")
	}
}

func TestParameters(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]map[string]string{
		"":             {},
		"&&":           {},
		"a":            {"a": ""},
		"a=1&a=2":      {"a": "2"},
		"a=b=c;d":      {"a": "b=c;d"},
		"a+b=%2B+%20":  {"a b": "+  "},
		"a=%zz%4":      {"a": "%zz%4"},
		"a=%C3%A9":     {"a": "é"},
		"a=%e6%bc%FFx": {"a": "\ufffd\ufffdx"},
		"=x":           {"": "x"},
	} {
		if got := parameters(query); !maps.Equal(got, want) {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
}

func TestClient(t *testing.T) {
	t.Parallel()
	server := &Server{options: Options{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}}}
	for _, test := range []struct{ peer, forwarded, want string }{
		{"192.0.2.1:5", "", "192.0.2.1"},
		{"192.0.2.1:5", "203.0.113.9", "192.0.2.1"}, // not a trusted proxy: it may say what it likes
		{"10.0.0.1:5", "203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:5", "198.51.100.1, 203.0.113.9, 10.2.3.4", "203.0.113.9"},
		{"10.0.0.1:5", "nonsense", "10.0.0.1"},
		{"10.0.0.1:5", "", "10.0.0.1"},
		{"[::1]:5", "2001:db8::1", "2001:db8::1"},
		{"[::ffff:10.0.0.1]:5", "203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:5", "203.0.113.9:443", "203.0.113.9"},
		{"10.0.0.1:5", "198.51.100.1, 203.0.113.9:443, 10.2.3.4:80", "203.0.113.9"},
		{"10.0.0.1:5", "[2001:db8::1]:1234", "2001:db8::1"},
		{"10.0.0.1:5", "[2001:db8::1]", "2001:db8::1"},
		{"10.0.0.1:5", `"[2001:db8::1]"`, "2001:db8::1"},
		{"10.0.0.1:5", `"[2001:db8::1]:1234", [::1]:80`, "2001:db8::1"},
		{"10.0.0.1:5", "2001:db8::1:443", "2001:db8::1:443"}, // without brackets there is no port
		{"10.0.0.1:5", "::ffff:203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:5", "fe80::1%eth0", "fe80::1"},
		{"10.0.0.1:5", "198.51.100.1, ::ffff:10.2.3.4", "198.51.100.1"},
		{"10.0.0.1:5", "[192.0.2.1]:99999", "10.0.0.1"},
		{"10.0.0.1:5", "203.0.113.9:_hidden", "10.0.0.1"},
		{"10.0.0.1:5", "198.51.100.1, unknown, 10.2.3.4", "10.2.3.4"},
	} {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.RemoteAddr = test.peer
		if test.forwarded != "" {
			request.Header.Set("X-Forwarded-For", test.forwarded)
		}
		if got := (&call{Request: request, server: server}).client(); got != test.want {
			t.Errorf("%s for %q: %s, want %s", test.peer, test.forwarded, got, test.want)
		}
	}
}

// doorServer is a server with one key, "key", and its log.
func doorServer(t *testing.T, options Options) (*Server, *bytes.Buffer) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader("key,one\nreader,one,reads only,read:customers")); err != nil {
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

func TestAFaultTellsTheClientNothingAndTheLogAll(t *testing.T) {
	t.Parallel()
	server, log := doorServer(t, Options{})
	for name, handle := range map[string]func(*call) (*answer, error){
		"panic": func(*call) (*answer, error) { panic("the secret reason") },
		"error": func(*call) (*answer, error) { return nil, errors.New("the secret reason") },
		"panic in a write": once(func(c *call) (*answer, error) {
			return c.change(func(*sqldb.Tx) (*answer, error) { panic("the secret reason") })
		}),
	} {
		log.Reset()
		server.router = newRouter([]Route{{Method: "GET", Path: "/fault", Scope: "write:customers", handle: handle}})
		got := ask(server, "GET", "/fault", nil, "X-Request-ID", "my-id")
		if got.Code != 500 || strings.Contains(got.Body.String(), "secret") || !strings.Contains(got.Body.String(), "my-id") {
			t.Errorf("%s: %d %s", name, got.Code, got.Body)
		}
		if !strings.Contains(log.String(), "the secret reason") || !strings.Contains(log.String(), "my-id") {
			t.Errorf("%s: the log says %s", name, log)
		}
		if strings.HasPrefix(name, "panic") && !strings.Contains(log.String(), "door_test.go") {
			t.Errorf("%s: the log has no stack", name)
		}
	}
}

func TestBodiesOverTheLimit(t *testing.T) {
	t.Parallel()
	server, _ := doorServer(t, Options{})
	pad := func(size int) string {
		body := `{"external_reference_id":"A","name":"B","x":"`
		return body + strings.Repeat("x", size-len(body)-2) + `"}`
	}
	for _, test := range []struct {
		path string
		size int
		want int
	}{
		{"/v2/tms-api/customers", 1000, 201},
		{"/v2/tms-api/customers", 1001, 413},
		{"/v2/tms-api/batch/customers", 2000, 422},
		{"/v2/tms-api/batch/customers", 2001, 413},
	} {
		for _, known := range []bool{true, false} {
			var body io.Reader = strings.NewReader(pad(test.size))
			if !known {
				body = io.MultiReader(body) // the length is not declared
			}
			got := ask(server, "POST", test.path, body)
			if got.Code != test.want && (got.Code != 409 || test.want != 201) {
				t.Errorf("%s, %d bytes: %d %s", test.path, test.size, got.Code, got.Body)
			}
			if got.Code == 413 && !strings.HasPrefix(got.Body.String(), `{"error":{"code":"PAYLOAD_TOO_LARGE","message":`) {
				t.Errorf("413 %s", got.Body)
			}
		}
	}
}

func TestABodyThatEndsEarlyChangesNothing(t *testing.T) {
	t.Parallel()
	server, _ := doorServer(t, Options{})
	request := httptest.NewRequest(http.MethodPost, "/v2/tms-api/customers", strings.NewReader(`{"external_reference_id":"A","name":"B"}`))
	request.ContentLength = 500
	request.Header.Set("X-API-Key", "key")
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	if recorder.Code != 400 {
		t.Errorf("%d %s", recorder.Code, recorder.Body)
	}
	if got := ask(server, "GET", "/v2/tms-api/customers/A", nil); got.Code != 404 {
		t.Errorf("the half was kept: %s", got.Body)
	}
}

// Lists have less time than other requests, which may go on.
func TestAListOutOfTimeIsUnavailable(t *testing.T) {
	t.Parallel()
	server, _ := doorServer(t, Options{ListTimeout: time.Nanosecond})
	for _, query := range []string{"", "?name_contains=acme", "?page=999&sort=name"} {
		got := ask(server, "GET", "/v2/tms-api/customers"+query, nil)
		if got.Code != 503 || got.Header().Get("Retry-After") != "1" || !strings.Contains(got.Body.String(), `{"error":{"code":"UNAVAILABLE"`) {
			t.Errorf("a list without time is answered %d %v %s", got.Code, got.Header(), got.Body)
		}
	}
	if got := ask(server, "POST", "/v2/tms-api/customers", strings.NewReader(`{"external_reference_id":"A","name":"Acme"}`)); got.Code != 201 {
		t.Errorf("a create is answered %d %s", got.Code, got.Body)
	}
	if got := ask(server, "GET", "/v2/tms-api/customers/A", nil); got.Code != 200 {
		t.Errorf("a get is answered %d %s", got.Code, got.Body)
	}
}

func TestARequestOutOfTimeIsUnavailable(t *testing.T) {
	t.Parallel()
	server, _ := doorServer(t, Options{Timeout: 20 * time.Millisecond})
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

func TestTheKeyComesFirst(t *testing.T) {
	t.Parallel()
	server, _ := doorServer(t, Options{})
	request := httptest.NewRequest(http.MethodPost, "/v2/tms-api/customers", unreadable{t})
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusUnauthorized {
		t.Errorf("without a key: %d", recorder.Code)
	}
	request.Header["X-Api-Key"] = []string{"key", "key"}
	recorder = httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusUnauthorized {
		t.Errorf("with two keys: %d", recorder.Code)
	}
	if got := ask(server, "POST", "/v2/tms-api/customers", unreadable{t}, "X-API-Key", "reader"); got.Code != http.StatusForbidden ||
		got.Body.String() != `{"error":{"code":"FORBIDDEN","message":"API key does not have the required scope: write:customers"}}` {
		t.Errorf("without the scope: %d %s", got.Code, got.Body)
	}
}

// unreadable is a body that nobody may look at.
type unreadable struct{ t *testing.T }

func (u unreadable) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func TestHealth(t *testing.T) {
	t.Parallel()
	server, _ := doorServer(t, Options{})
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200} {
		if got := ask(server, "GET", path, nil, "X-API-Key", ""); got.Code != want {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
	if err := server.options.DB.Close(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503} {
		if got := ask(server, "GET", path, nil); got.Code != want {
			t.Errorf("without a database, %s: %d", path, got.Code)
		}
	}
}

// Every kind of error is answered by JSON in its envelope, also without its fields.
func TestEveryKindIsAnswered(t *testing.T) {
	t.Parallel()
	for _, kind := range append(apierr.Kinds(), -1) {
		for _, ofRoute := range []apierr.Envelope{apierr.DetailEnvelope, apierr.ErrorEnvelope} {
			a := AnswerTo(&apierr.Error{Kind: kind}, ofRoute, "the-id")
			var body struct {
				Detail any
				Error  *struct{ Code, Message string }
			}
			if err := json.Unmarshal(a.Body, &body); err != nil {
				t.Fatalf("kind %d: %v: %s", kind, err, a.Body)
			}
			coded := kind.Envelope(ofRoute) == apierr.ErrorEnvelope
			if a.Status != kind.Status() || coded != (body.Error != nil) || coded == (body.Detail != nil) || coded && body.Error.Code != kind.Code() {
				t.Errorf("kind %d is answered %d %s", kind, a.Status, a.Body)
			}
			if kind.IsPrivate() && !strings.HasSuffix(body.Error.Message, " Request id: the-id") {
				t.Errorf("kind %d does not name the request: %s", kind, a.Body)
			}
		}
	}
}
