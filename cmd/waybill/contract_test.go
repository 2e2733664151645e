package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// vector is a recorded request with its answer. testdata/contract/README.md says
// what is in one.
type vector struct {
	ID       string
	Setup    string
	Tags     []string
	Request  vectorRequest
	Response struct {
		Status  int
		Headers map[string]string
		JSON    json.RawMessage
		Text    *string
	}
}

type vectorRequest struct {
	Method  string
	Target  string
	Headers map[string]string
	Body    *string
	BodyB64 *string `json:"body_b64"`
}

// TestContract replays every vector through a real listener and a real database
// of each engine, and compares the engines' answers with each other byte by
// byte. All vectors share one database, each in organizations of its own.
func TestContract(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	vectors, setups := readVectors(t), readSetups(t)
	var mu sync.Mutex
	answers := map[string][]string{} // by vector
	t.Run("replay", func(t *testing.T) {
		sqldbtest.Each(t, func(t *testing.T, address string) {
			server := newStillServer(t, address)
			importKeysOf(t, server, vectors)
			for i, v := range vectors {
				t.Run(v.ID, func(t *testing.T) {
					t.Parallel()
					got := replayVector(t, server, i, v, setups[v.Setup])
					mu.Lock()
					defer mu.Unlock()
					answers[v.ID] = append(answers[v.ID], got)
				})
			}
		})
	})
	for id, got := range answers {
		if len(got) == 2 && got[0] != got[1] {
			t.Errorf("%s: the engines differ:\n%s\n%s", id, got[0], got[1])
		}
	}
}

// newStillServer is a server whose minutes do not turn, so that what is left of a
// limit depends on the requests alone.
func newStillServer(t *testing.T, address string) *testServer {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	s := settings(t, "--per-minute=100", "--per-day=10000")
	handler := s.newHandler(db, logs{Logger: log}, stillClock, nil)
	server := httptest.NewUnstartedServer(nil)
	server.Config = s.newHTTPServer(handler, log)
	server.Start()
	t.Cleanup(server.Close)
	return &testServer{db: db, address: server.Listener.Addr().String()}
}

// replayVector checks the answer to a vector and gives it without what differs
// from server to server.
func replayVector(t *testing.T, server *testServer, number int, v vector, setup []vectorRequest) string {
	r := replay{t: t, server: server, keys: map[string]string{}}
	for _, name := range keyNames {
		r.keys[name] = keyOf(number, name)
	}
	for _, request := range setup {
		r.answers = append(r.answers, r.send(request).body)
	}
	got := r.send(v.Request)
	r.check(v, got)
	for _, own := range []string{"Date", "Etag", "X-Request-Id"} {
		got.header.Del(own)
	}
	return ownValues.ReplaceAllString(fmt.Sprint(got.status, got.header, string(got.body)), "*")
}

var ownValues = regexp.MustCompile(`[a-z]+_[0-9a-z]{24}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`)

func readVectors(t *testing.T) (vectors []vector) {
	files, err := filepath.Glob("testdata/contract/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no vectors", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(text))
		for decoder.More() {
			var v vector
			if err := decoder.Decode(&v); err != nil {
				t.Fatal(err)
			}
			vectors = append(vectors, v)
		}
	}
	return vectors
}

func readSetups(t *testing.T) (setups map[string][]vectorRequest) {
	text, err := os.ReadFile("testdata/contract/fixtures.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &setups); err != nil {
		t.Fatal(err)
	}
	return setups
}

// replay is one vector being replayed.
type replay struct {
	t       *testing.T
	server  *testServer
	keys    map[string]string // the real key for each that a vector names
	answers [][]byte          // to the setup's requests
	known   []string          // values that came from those answers
}

// keyNames are the keys that a vector may name. Each is of another organization.
var keyNames = []string{"key-1", "key-2"}

// keyOf returns the real key for a key that a vector names.
func keyOf(number int, name string) string { return fmt.Sprintf("vector-%d-%s", number, name) }

// importKeysOf imports the keys of all vectors at once.
func importKeysOf(t *testing.T, server *testServer, vectors []vector) {
	t.Helper()
	var lines strings.Builder
	for number := range vectors {
		for _, name := range keyNames {
			fmt.Fprintf(&lines, "%s,%s of vector %d\n", keyOf(number, name), name, number)
		}
	}
	if _, err := tenant.ImportKeys(t.Context(), server.db, strings.NewReader(lines.String())); err != nil {
		t.Fatal(err)
	}
}

var placeholder = regexp.MustCompile(`\{\{(\d+)\.([a-z0-9_.]+)\}\}`)

// fill replaces each {{N.path}} by the value at path of the setup's answer N.
func (r *replay) fill(text string) string {
	return placeholder.ReplaceAllStringFunc(text, func(found string) string {
		parts := placeholder.FindStringSubmatch(found)
		n, _ := strconv.Atoi(parts[1])
		var answer any
		if err := json.Unmarshal(r.answers[n], &answer); err != nil {
			r.t.Fatalf("answer %d of the setup: %v: %s", n, err, r.answers[n])
		}
		value, ok := valueAt(answer, strings.Split(parts[2], ".")).(string)
		if !ok {
			r.t.Fatalf("answer %d of the setup has no text %s: %s", n, parts[2], r.answers[n])
		}
		r.known = append(r.known, value)
		return value
	})
}

// valueAt returns the value at a path of member names and indexes, or nil if there is
// none.
func valueAt(value any, path []string) any {
	for _, step := range path {
		switch in := value.(type) {
		case map[string]any:
			value = in[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				return nil
			}
			value = in[i]
		default:
			return nil
		}
	}
	return value
}

type response struct {
	status int
	header http.Header
	body   []byte
}

// send writes a request as it stands: no client would send some of them.
func (r *replay) send(request vectorRequest) response {
	body := ""
	switch {
	case request.Body != nil:
		body = r.fill(*request.Body)
	case request.BodyB64 != nil:
		decoded, err := base64.StdEncoding.DecodeString(*request.BodyB64)
		if err != nil {
			r.t.Fatal(err)
		}
		body = string(decoded)
	}
	var head strings.Builder
	fmt.Fprintf(&head, "%s %s HTTP/1.1\r\nHost: waybill\r\nConnection: close\r\n", request.Method, r.fill(request.Target))
	for name, value := range request.Headers {
		if key, ok := r.keys[strings.TrimSpace(value)]; ok {
			value = strings.Replace(value, strings.TrimSpace(value), key, 1)
		}
		fmt.Fprintf(&head, "%s: %s\r\n", name, value)
	}
	if request.Body != nil || request.BodyB64 != nil {
		fmt.Fprintf(&head, "Content-Length: %d\r\n", len(body))
	}
	conn, err := net.Dial("tcp", r.server.address)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, head.String()+"\r\n"+body); err != nil {
		r.t.Fatal(err)
	}
	got, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: request.Method})
	if err != nil {
		r.t.Fatal(err)
	}
	defer got.Body.Close()
	answer, err := io.ReadAll(got.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return response{got.StatusCode, got.Header, answer}
}

func (r *replay) check(v vector, got response) {
	if got.status != v.Response.Status {
		r.t.Errorf("status %d, want %d", got.status, v.Response.Status)
	}
	for name, want := range v.Response.Headers {
		r.checkHeader(name, got.header.Get(name), r.fill(want))
	}
	if v.Response.Text != nil && string(got.body) != *v.Response.Text {
		r.t.Errorf("body %q, want %q", got.body, *v.Response.Text)
	}
	if v.Response.JSON != nil {
		r.checkJSON(got.body, []byte(r.fill(string(v.Response.JSON))), v.tolerance())
	}
	// The answers of PostgreSQL are compared with those of SQLite.
	if !r.server.db.Shared() {
		r.checkDocument(v.Request, got)
	}
	if r.t.Failed() {
		r.t.Logf("request %s %s %v\nanswer %d %v %s", v.Request.Method, v.Request.Target, v.Request.Headers, got.status, got.header, got.body)
	}
}

// checkDocument checks an answer against the OpenAPI document, where that has
// the request's path and method.
func (r *replay) checkDocument(request vectorRequest, got response) {
	sent, err := http.NewRequestWithContext(r.t.Context(), request.Method, "http://waybill"+r.fill(request.Target), nil)
	if err != nil {
		return
	}
	route, parameters, err := documentRoutes().FindRoute(sent)
	if err != nil {
		return
	}
	err = openapi3filter.ValidateResponse(r.t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: sent, PathParams: parameters, Route: route},
		Status:                 got.status,
		Header:                 got.header,
		Body:                   io.NopCloser(bytes.NewReader(got.body)),
		Options:                &openapi3filter.Options{IncludeResponseStatus: true},
	})
	if err != nil {
		r.t.Errorf("the answer is not as the OpenAPI document says: %v", err)
	}
}

// documentRoutes finds operations in docs/openapi.json.
var documentRoutes = sync.OnceValue(func() routers.Router {
	document, err := openapi3.NewLoader().LoadFromFile("../../docs/openapi.json")
	if err != nil {
		panic(err)
	}
	router, err := gorillamux.NewRouter(document)
	if err != nil {
		panic(err)
	}
	return router
})

func (r *replay) checkHeader(name, got, want string) {
	switch {
	case want == "<new>":
		if len(got) < 16 {
			r.t.Errorf("header %s is %q, want a new id", name, got)
		}
	case strings.EqualFold(name, "location"):
		gotPath, errGot := url.PathUnescape(got)
		wantPath, errWant := url.PathUnescape(want)
		if gotPath != wantPath || errGot != nil || errWant != nil {
			r.t.Errorf("header %s is %q, want %q", name, got, want)
		}
	case strings.EqualFold(name, "allow"):
		gotSet, wantSet := strings.Split(got, ", "), strings.Split(want, ", ")
		slices.Sort(gotSet)
		slices.Sort(wantSet)
		if !slices.Equal(gotSet, wantSet) {
			r.t.Errorf("header %s is %q, want %q", name, got, want)
		}
	case got != want:
		r.t.Errorf("header %s is %q, want %q", name, got, want)
	}
}

// forms are of the values that differ from server to server.
var forms = map[string]*regexp.Regexp{
	"id":         regexp.MustCompile(`^(cust|loc|carrier|contact|load|stop)_[0-9a-z]+$`),
	"created_at": regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`),
	"updated_at": regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`),
}

// tolerance is how far the coordinates of an answer may be from those of the vector.
func (v vector) tolerance() float64 {
	if slices.Contains(v.Tags, "geo") {
		return 0.3
	}
	return 0
}

// checkJSON compares token by token, so that the order of members counts. Coordinates
// may differ by the tolerance.
func (r *replay) checkJSON(got, want []byte, tolerance float64) {
	gotTokens, wantTokens := tokens(r.t, got), tokens(r.t, want)
	for i := range max(len(gotTokens), len(wantTokens)) {
		if i >= len(gotTokens) || i >= len(wantTokens) {
			r.t.Fatalf("body has %d tokens, want %d", len(gotTokens), len(wantTokens))
		}
		name, _ := gotTokens[max(i-1, 0)].(string)
		if !r.sameToken(name, gotTokens[i], wantTokens[i], tolerance) {
			r.t.Errorf("after %q: %v, want %v", name, gotTokens[i], wantTokens[i])
		}
	}
}

func (r *replay) sameToken(name string, got, want any, tolerance float64) bool {
	gotText, isText := got.(string)
	wantText, _ := want.(string)
	if form := forms[name]; isText && form != nil && form.MatchString(wantText) && !slices.Contains(r.known, wantText) {
		prefix, _, _ := strings.Cut(wantText, "_")
		return form.MatchString(gotText) && (name != "id" || strings.HasPrefix(gotText, prefix+"_"))
	}
	if number, ok := want.(json.Number); ok {
		other, ok := got.(json.Number)
		a, _ := number.Float64()
		b, _ := other.Float64()
		if name != "latitude" && name != "longitude" {
			tolerance = 0
		}
		return ok && (number == other || math.Abs(a-b) <= tolerance)
	}
	return got == want
}

func tokens(t *testing.T, text []byte) (all []any) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		all = append(all, token)
	}
}
