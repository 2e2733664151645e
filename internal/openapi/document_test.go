package openapi

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
	"waybill/internal/tms"
)

// testDocument is the document of the resource that the tests are made with.
func testDocument() []byte {
	return Document(Options{Version: "dev", MaxBody: 1 << 20, MaxBatchBody: 10 << 20}, tms.Customers())
}

// readDocument reads the document as a client would, and checks that it is
// valid, its examples included.
func readDocument(t *testing.T) *openapi3.T {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromData(testDocument())
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Validate(t.Context(), openapi3.EnableExamplesValidation()); err != nil {
		t.Fatal(err)
	}
	return document
}

// TestDocumentIsTrue sends the requests that the document has as examples, and
// compares the answers with its schemas and with the examples of answers.
func TestDocumentIsTrue(t *testing.T) {
	t.Parallel()
	router, err := gorillamux.NewRouter(readDocument(t))
	if err != nil {
		t.Fatal(err)
	}
	server, key := newTestServer(t, "")
	const all, one, metadata = "/v2/tms-api/customers", "/v2/tms-api/customers/CUST-ACME-001", "/waybill/v1/customers/CUST-ACME-001/metadata"
	for _, step := range []struct {
		method, path string
		status       int
		header       []string
	}{
		{"POST", all, 201, nil},
		{"POST", all, 409, nil},
		{"GET", all, 200, nil},
		{"POST", all, 400, []string{"Idempotency-Key", ""}},
		{"DELETE", one, 400, []string{"If-Match", "7"}},
		{"GET", one, 200, nil},
		{"GET", one, 304, []string{"If-None-Match", "*"}},
		{"PUT", one, 412, []string{"If-Match", `"x"`}},
		{"DELETE", one, 412, []string{"If-None-Match", "*"}},
		{"PATCH", one, 200, []string{"Idempotency-Key", "once"}},
		{"PATCH", one, 200, []string{"Idempotency-Key", "once"}},
		{"DELETE", one, 422, []string{"Idempotency-Key", "once"}},
		{"DELETE", one + "?dry_run=1", 204, nil},
		{"DELETE", one + "?dry_run=?", 422, nil},
		{"PUT", one, 200, nil},
		{"PATCH", one, 200, nil},
		{"PUT", metadata, 200, nil},
		{"GET", metadata, 200, nil},
		{"GET", metadata, 304, []string{"If-None-Match", "*"}},
		{"PATCH", metadata, 200, nil},
		{"PUT", metadata, 412, []string{"If-Match", `"x"`}},
		{"GET", "/waybill/v1/customers?metadata[po]=4711", 200, nil},
		{"DELETE", one, 204, nil},
		{"PATCH", metadata, 404, nil},
		{"DELETE", one, 404, nil},
		{"GET", one, 404, nil},
		{"PUT", one, 404, nil},
		{"PATCH", one, 404, nil},
		{"POST", "/v2/tms-api/batch/customers?atomic=1", 409, nil},
		{"POST", "/v2/tms-api/batch/customers", 200, nil},
		{"GET", "/healthz", 200, nil},
		{"GET", "/readyz", 200, nil},
	} {
		request := httptest.NewRequest(step.method, step.path, nil)
		route, parameters, err := router.FindRoute(request)
		if err != nil {
			t.Fatal(step, err)
		}
		fill(t, request, key, route.Operation.RequestBody)
		if step.header != nil {
			request.Header.Set(step.header[0], step.header[1])
		}
		recorder := httptest.NewRecorder()
		server.ServeHTTP(recorder, request)
		if recorder.Code != step.status {
			t.Fatalf("%v: status %d, %s", step, recorder.Code, recorder.Body)
		}
		example := exampleOf(route.Operation.Responses.Status(step.status).Value.Content)
		if got := recorder.Body.Bytes(); example != nil && !reflect.DeepEqual(withoutIDs(t, got), withoutIDs(t, encode(t, example))) {
			t.Errorf("%v: the example is not what is answered, %s", step, got)
		}
		err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
			RequestValidationInput: &openapi3filter.RequestValidationInput{Request: request, PathParams: parameters, Route: route},
			Status:                 recorder.Code,
			Header:                 recorder.Header(),
			Body:                   io.NopCloser(recorder.Body),
			Options:                &openapi3filter.Options{IncludeResponseStatus: true},
		})
		if err != nil {
			t.Errorf("%v: %v", step, err)
		}
	}
}

// newTestServer gives a server on an empty database, at the time of the
// document's examples, and a key with all scopes.
func newTestServer(t *testing.T, prefix string) (server *api.Server, key string) {
	t.Helper()
	now, err := time.Parse(time.RFC3339, exampleTime)
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return now }
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqldb.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	key = tenant.NewSecret()
	if _, err := tenant.CreateFirstKey(t.Context(), db, "test", key); err != nil {
		t.Fatal(err)
	}
	return api.New(api.Options{
		DB: db, Keys: tenant.NewAuthenticator(db, clock), Log: slog.New(slog.DiscardHandler),
		Timeout: time.Minute, ListTimeout: time.Minute, TransferTimeout: time.Minute, MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxImport: 1 << 20, MaxBodies: 40 << 20,
		PathPrefix: prefix, Pages: Pages(testDocument),
	}, tms.Customers()), key
}

// fill gives a request its key and the body that the document has as example.
func fill(t *testing.T, request *http.Request, key string, body *openapi3.RequestBodyRef) {
	t.Helper()
	request.Header.Set("X-API-Key", key)
	if body == nil {
		return
	}
	text := encode(t, exampleOf(body.Value.Content))
	request.Body, request.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
}

func exampleOf(content openapi3.Content) any {
	if media := content.Get("application/json"); media != nil {
		return media.Example
	}
	return nil
}

func encode(t *testing.T, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var anyID = regexp.MustCompile(`"cust_[0-9a-z]+"`)

// withoutIDs decodes a text after all ids in it were made the same.
func withoutIDs(t *testing.T, text []byte) (value any) {
	t.Helper()
	if err := json.Unmarshal(anyID.ReplaceAll(text, []byte(`"cust_"`)), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// TestReference loads the page and what it refers to, without a key.
func TestReference(t *testing.T) {
	t.Parallel()
	server, _ := newTestServer(t, "")
	get := func(path string, header ...string) *httptest.ResponseRecorder {
		request := httptest.NewRequest(http.MethodGet, path, nil)
		for i := 0; i < len(header); i += 2 {
			request.Header.Set(header[i], header[i+1])
		}
		recorder := httptest.NewRecorder()
		server.ServeHTTP(recorder, request)
		return recorder
	}
	page := get("/docs")
	if page.Code != http.StatusOK || page.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("the page is answered %d, %v", page.Code, page.Header())
	}
	if policy := page.Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy of the page is %q", policy)
	}
	loaded := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(page.Body.String(), -1)
	if len(loaded) < 5 {
		t.Fatalf("the page loads only %v", loaded)
	}
	for _, found := range loaded {
		if !strings.HasPrefix(found[1], "docs/") {
			t.Errorf("the page loads %s", found[1])
		}
		for _, encoding := range []string{"gzip", ""} {
			asset := get("/"+found[1], "Accept-Encoding", encoding)
			if asset.Code != http.StatusOK || asset.Body.Len() == 0 || asset.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s is answered %d, %v", found[1], asset.Code, asset.Header())
			}
		}
	}
	if asset := get("/docs/swagger-ui%2Ecss"); asset.Code != http.StatusOK {
		t.Errorf("an asset under another form of its path is answered %d", asset.Code)
	}
	for _, path := range []string{"/docs/unknown.js", "/docs/.", "/docs/%2e%2e", "/docs/index.html", "/docs/a%2Fb"} {
		if unknown := get(path); unknown.Code != http.StatusNotFound || unknown.Body.String() != `{"detail":"Not Found"}` {
			t.Errorf("%s is answered %d, %s", path, unknown.Code, unknown.Body)
		}
	}
	if moved := get("/docs/"); moved.Code != http.StatusTemporaryRedirect || moved.Header().Get("Location") != "/docs" {
		t.Errorf("/docs/ is answered %d, %v", moved.Code, moved.Header())
	}
	if document := get("/openapi.json"); document.Header().Get("Content-Type") != "application/json" {
		t.Errorf("the document is answered %d, %v", document.Code, document.Header())
	}
}

// TestPagesBelowAPrefix: what leads to other paths of the server leads below the
// prefix under which the client reaches it.
func TestPagesBelowAPrefix(t *testing.T) {
	t.Parallel()
	for prefix, address := range map[string]string{"": "/", "/tms": "/tms"} {
		server, _ := newTestServer(t, prefix)
		get := func(path string) *httptest.ResponseRecorder {
			recorder := httptest.NewRecorder()
			server.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
			return recorder
		}
		if got := get("/"); got.Code != http.StatusTemporaryRedirect || got.Header().Get("Location") != prefix+"/docs" {
			t.Errorf("/ is answered %d, %v", got.Code, got.Header())
		}
		document := get("/openapi.json")
		if length := document.Header().Get("Content-Length"); length != strconv.Itoa(document.Body.Len()) {
			t.Errorf("the document has the Content-Length %q and %d bytes", length, document.Body.Len())
		}
		if !strings.Contains(document.Body.String(), `"url": "`+address+`"`) {
			t.Errorf("below %q the document begins %.400s", prefix, document.Body)
		}
		if page := get("/docs"); page.Code != http.StatusOK || strings.Contains(page.Body.String(), `="/`) {
			t.Errorf("the page is answered %d, or has an address from the root", page.Code)
		}
	}
}

// TestDocumentSuitsGenerators keeps out of the document what is valid and yet
// breaks generators of clients. `make clients` runs them; this test names the
// place, and needs no tool.
func TestDocumentSuitsGenerators(t *testing.T) {
	t.Parallel()
	checkGenerators(t, testDocument())
}

func checkGenerators(t *testing.T, text []byte) {
	t.Helper()
	var document map[string]any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	walk(document, "", func(place string, node map[string]any) {
		if types, ok := node["type"].([]any); ok && (len(types) != 2 || types[1] != "null") {
			t.Errorf("%s has the types %v; write anyOf", place, types)
		}
		if node["type"] == "integer" && node["format"] == nil {
			t.Errorf("%s is an integer without a format", place)
		}
		if _, has := node["readOnly"]; has {
			t.Errorf("%s is read-only; leave it out of the schemas of requests", place)
		}
		if _, has := node["default"]; has && strings.Contains(place, "/schemas/") {
			t.Errorf("%s has a default, for which it would have to be sent", place)
		}
		if node["in"] == "header" && (node["example"] != nil || node["examples"] != nil) {
			t.Errorf("%s has an example, which Swagger UI would send", place)
		}
	})
}

// walk calls visit for every object in a JSON value but in examples.
func walk(value any, place string, visit func(place string, node map[string]any)) {
	switch value := value.(type) {
	case map[string]any:
		visit(place, value)
		for name, inner := range value {
			if name != "example" && name != "examples" {
				walk(inner, place+"/"+name, visit)
			}
		}
	case []any:
		for i, inner := range value {
			walk(inner, place+"/"+strconv.Itoa(i), visit)
		}
	}
}

// TestEveryKindOfErrorIsDocumented, except those of paths that are not in the
// document, and the one that an atomic batch answers by its outcomes.
func TestEveryKindOfErrorIsDocumented(t *testing.T) {
	t.Parallel()
	undocumented := []apierr.Kind{apierr.NoSuchPath, apierr.NoSuchMethod, apierr.NotApplied}
	for _, kind := range apierr.Kinds() {
		if documented := errorDocs[kind].meaning != ""; documented == slices.Contains(undocumented, kind) {
			t.Errorf("kind %d is documented: %v", kind, documented)
		}
	}
}
