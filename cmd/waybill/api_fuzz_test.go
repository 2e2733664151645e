package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// newTestHandler is the handler as serve wires it, for tests that need no
// network, with the keys key-1 and key-2 of two organizations.
func newTestHandler(t testing.TB) http.Handler {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader("key-1,one\nkey-2,two\n")); err != nil {
		t.Fatal(err)
	}
	return settings(t).newHandler(db, logs{Logger: slog.New(slog.DiscardHandler)}, time.Now, nil)
}

// send takes a target that no client could send, too.
func send(handler http.Handler, method, target, body, contentType string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, "/", strings.NewReader(body))
	request.URL = &url.URL{}
	request.URL.RawPath, request.URL.RawQuery, _ = strings.Cut(target, "?")
	request.URL.Path, _ = url.PathUnescape(request.URL.RawPath)
	request.Header.Set("X-API-Key", "key-1")
	request.Header.Set("Content-Type", contentType)
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

// checkShape fails unless an answer is one of the contract's.
func checkShape(t *testing.T, answer *httptest.ResponseRecorder, statuses ...int) {
	t.Helper()
	if !slices.Contains(statuses, answer.Code) {
		t.Fatalf("status %d: %s", answer.Code, answer.Body)
	}
	if answer.Header().Get("X-Request-Id") == "" {
		t.Fatal("no request id")
	}
	if answer.Code == http.StatusNoContent || answer.Code == http.StatusTemporaryRedirect {
		if answer.Body.Len() > 0 {
			t.Fatalf("status %d with a body: %s", answer.Code, answer.Body)
		}
		return
	}
	var body map[string]any
	if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil {
		t.Fatalf("status %d: %v: %s", answer.Code, err, answer.Body)
	}
	if answer.Code >= 400 && body["detail"] == nil && body["error"] == nil {
		t.Fatalf("status %d without an envelope: %s", answer.Code, answer.Body)
	}
}

func FuzzBody(f *testing.F) {
	f.Add(`{"external_reference_id":"A","name":"B"}`, "application/json")
	f.Add(`{"external_reference_id":"A","name":"\ud800","is_active":NaN}`, "")
	f.Add(`{"items":[{"operation":"upsert","external_reference_id":"A","customer":{"name":"B"}},{},[]]}`, "application/x+json")
	f.Add("\ufeff{,}", "text/plain")
	for _, k := range kinds() {
		f.Add(toJSON(k.body("A", nil)), "application/json")
		f.Add(toJSON(map[string]any{"items": []any{k.item("upsert", "A", k.body("A", nil))}}), "")
	}
	f.Add(exampleMetadata, "")
	handler := newTestHandler(f)
	withExamples(f, handler)
	f.Fuzz(func(t *testing.T, body, contentType string) {
		for _, k := range kinds() {
			checkShape(t, send(handler, "POST", k.path, body, contentType), 201, 400, 409, 422)
			checkShape(t, send(handler, "PATCH", k.path+"/A", body, contentType), 200, 400, 404, 422)
			checkShape(t, send(handler, "POST", k.batch, body, contentType), 200, 400, 422)
			checkShape(t, send(handler, "PATCH", k.metadataPath(k.key()), body, contentType), 200, 400, 422)
		}
	})
}

// withExamples creates the examples of all resources.
func withExamples(f *testing.F, handler http.Handler) {
	f.Helper()
	createExamples(func(status int, method, path, body string) {
		if got := send(handler, method, path, body, ""); got.Code != status {
			f.Fatal(method, path, got.Code, got.Body)
		}
	})
}

func FuzzQuery(f *testing.F) {
	f.Add("page=1&page_size=100&name_contains=%25_&is_active=on&customer_type=&sort=-name")
	f.Add("page=9223372036854775808&page_size=1_0&name_contains=%FF%00&sort=x&&=&%zz")
	f.Add("status=COVERED&equipment_type=x&pickup_date_from=2026-02-30&country=us&state=IL&metadata[po]=4711&metadata[\xff]=%00&updated_since=0")
	handler := newTestHandler(f)
	withExamples(f, handler)
	for _, name := range []string{"Acme", "100% _\\", "É"} {
		body, _ := json.Marshal(map[string]string{"external_reference_id": name, "name": name})
		send(handler, "POST", "/v2/tms-api/customers", string(body), "")
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, k := range kinds() {
			checkShape(t, send(handler, "GET", k.path+"?"+query, "", ""), 200, 422)
			checkShape(t, send(handler, "GET", k.own+"?"+query, "", ""), 200, 422)
		}
	})
}

func FuzzPath(f *testing.F) {
	for _, path := range []string{"/v2/tms-api/customers/a%2Fb", "/v2/tms-api/customers/", "/%FF", "//", "/v2/tms-api/customers/%00", "/v2/tms-api/loads/A", "/waybill/v1/loads/A/metadata", "/waybill/v1//metadata", "/docs/x", "*", ""} {
		f.Add(path)
	}
	handler := newTestHandler(f)
	f.Fuzz(func(t *testing.T, path string) {
		checkShape(t, send(handler, "DELETE", path, "", ""), 204, 307, 404, 405)
	})
}
