package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waybill/internal/tenant"
)

// seen is an Observer that records its calls.
type seen struct {
	mu       sync.Mutex
	began    int
	outcomes []outcome
}

func (s *seen) Began() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.began++
}

func (s *seen) Ended(route, method string, status int, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outcomes = append(s.outcomes, outcome{route, method, status, took})
}

func (s *seen) Imported(string, string, int) {}

// TestEveryRequestIsReported sends requests that end in all ways. Each has one line in the
// access log and one observation.
func TestEveryRequestIsReported(t *testing.T) {
	t.Parallel()
	var access bytes.Buffer
	var told seen
	server, _ := newLoggedServer(t, Options{Access: slog.NewJSONHandler(&access, nil), Observer: &told})
	ask(server, "POST", manyPath, strings.NewReader(`{"external_reference_id":"A","name":"B"}`))
	server.router.exact["/panic"] = &methods{path: "/panic", routes: map[string]*Route{
		"GET": {handle: func(context.Context, *backend, *call) (*answer, error) { panic("for the test") }}}}
	server.router.exact["/gone"] = &methods{path: "/gone", routes: map[string]*Route{
		"GET": {handle: func(context.Context, *backend, *call) (*answer, error) { return nil, context.Canceled }}}}
	for _, test := range []struct {
		method, target, body string
		route                string
		told                 string // of the method
		status, in, out      int
	}{
		{"GET", manyPath + "/A?secret=1", "", onePath, "GET", 200, 0, -1},
		{"HEAD", manyPath + "/A", "", onePath, "HEAD", 200, 0, 0},
		{"GET", manyPath + "/secret%20B", "", onePath, "GET", 404, 0, -1},
		{"POST", manyPath, `{"name":"secret"}`, manyPath, "POST", 422, 17, -1},
		{"POST", manyPath, strings.Repeat("x", 1001), manyPath, "POST", 413, 0, -1},
		{"DELETE", manyPath + "/A", "", onePath, "DELETE", 204, 0, 0},
		{"GET", manyPath + "/", "", "none", "GET", 307, 0, 0},
		{"BREW", manyPath, "", manyPath, "other", 405, 0, -1},
		{"GET", "/none/" + strings.Repeat("é", 200), "", "none", "GET", 404, 0, -1},
		{"GET", "/page", "", "/page", "GET", 200, 0, -1},
		{"HEAD", "/page", "", "/page", "HEAD", 200, 0, 0},
		{"GET", "/files/known", "", "/files/{id}", "GET", 200, 0, -1},
		{"GET", "/files/secret", "", "/files/{id}", "GET", 404, 0, -1},
		{"GET", "/panic", "", "/panic", "GET", 500, 0, -1},
		{"GET", "/gone", "", "/gone", "GET", 499, 0, -1},
	} {
		access.Reset()
		told = seen{}
		got := ask(server, test.method, test.target, strings.NewReader(test.body), "X-Request-ID", "my-id")
		out := test.out
		if out < 0 {
			out = got.Body.Len()
		}
		if told.began != 1 || len(told.outcomes) != 1 || told.outcomes[0].took <= 0 {
			t.Errorf("%s %s: observed %+v", test.method, test.target, told.outcomes)
			continue
		}
		if o := told.outcomes[0]; o.route != test.route || o.method != test.told || o.status != test.status {
			t.Errorf("%s %s: observed %+v", test.method, test.target, o)
		}
		line := accessLine(t, access.Bytes())
		want := map[string]any{"msg": "request", "level": "INFO", "method": test.told, "status": float64(test.status), "route": test.route,
			"in": float64(test.in), "out": float64(out), "request_id": "my-id", "client": "192.0.2.1"}
		for name, value := range want {
			if line[name] != value {
				t.Errorf("%s %s: %s is %v, want %v", test.method, test.target, name, line[name], value)
			}
		}
		if path := line["path"].(string); len(path) > 300 || !strings.HasPrefix(path, "/") {
			t.Errorf("%s %s: path %q", test.method, test.target, path)
		}
		if text := access.String(); strings.Contains(text, "secret=") || strings.Contains(text, `"secret"`) || strings.Contains(text, "\ufffd") {
			t.Errorf("%s %s: the line has a secret: %s", test.method, test.target, text)
		}
	}
}

// TestTheAccessLogNamesTheKey looks for the name and the id of an API key, and that the
// key itself is not logged.
func TestTheAccessLogNamesTheKey(t *testing.T) {
	t.Parallel()
	var access bytes.Buffer
	server, _ := newLoggedServer(t, Options{Access: slog.NewJSONHandler(&access, nil)})
	ask(server, "GET", manyPath, nil, "X-API-Key", "reader")
	line := accessLine(t, access.Bytes())
	if line["key_name"] != "reads only" || line["organization"] != 1.0 || !strings.HasPrefix(line["key"].(string), "key_") {
		t.Errorf("the line is %v", line)
	}
	if slices.Contains(slices.Collect(maps.Values(line)), any("reader")) {
		t.Errorf("the line has the key itself: %v", line)
	}
	access.Reset()
	ask(server, "GET", manyPath, nil, "X-API-Key", "unknown")
	if line = accessLine(t, access.Bytes()); line["key"] != nil || line["status"] != 401.0 || strings.Contains(access.String(), "unknown") {
		t.Errorf("without a key the line is %v", line)
	}
}

func TestTheAccessLogKeepsToItsLevel(t *testing.T) {
	t.Parallel()
	var access bytes.Buffer
	server, _ := newLoggedServer(t, Options{Access: slog.NewJSONHandler(&access, &slog.HandlerOptions{Level: slog.LevelWarn})})
	if ask(server, "GET", manyPath, nil); access.Len() > 0 {
		t.Errorf("at the level warn there is a line: %s", &access)
	}
}

func accessLine(t *testing.T, text []byte) (line map[string]any) {
	t.Helper()
	if err := json.Unmarshal(text, &line); err != nil { // which fails for two lines
		t.Fatalf("%v: %s", err, text)
	}
	return line
}

// BenchmarkAccessLine measures a line of the access log.
func BenchmarkAccessLine(b *testing.B) {
	options := &slog.HandlerOptions{Level: slog.LevelInfo}
	for name, handler := range map[string]slog.Handler{
		"json": slog.NewJSONHandler(io.Discard, options),
		"text": slog.NewTextHandler(io.Discard, options),
	} {
		b.Run(name, func(b *testing.B) {
			request := httptest.NewRequest(http.MethodGet, "/v2/tms-api/customers/CUST-ACME-001", nil)
			reporter := reporter{access: handler}
			c := &call{
				Request: request, id: "0123456789abcdef0123456789abcdef",
				report:    report{pattern: "/v2/tms-api/customers/{id}", status: http.StatusOK, out: 300},
				principal: &tenant.Principal{Organization: 1, KeyID: "key_0123456789abcdefghijklmn", KeyName: "first"},
			}
			b.ReportAllocs()
			for b.Loop() {
				reporter.begin(c)
				reporter.end(c)
			}
		})
	}
}
