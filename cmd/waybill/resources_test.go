package main

import (
	"errors"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"waybill/internal/api"
	"waybill/internal/conformance/trailer"
	"waybill/internal/golden"
	"waybill/internal/openapi"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

const goldenDocument = "../../docs/openapi.json"

// testOptions are those of the golden document.
var testOptions = openapi.Options{Version: "dev", MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxImport: 256 << 20, Webhooks: true, Mail: true}

func TestGoldenOpenAPI(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	golden.Compare(t, goldenDocument, openapi.Document(testOptions, resources()...))
}

func TestDocumentHasEveryRoute(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	document, err := openapi3.NewLoader().LoadFromData(openapi.Document(testOptions, resources()...))
	if err != nil {
		t.Fatal(err)
	}
	routes := slices.Concat(api.HealthRoutes(), api.OwnRoutes(), api.WebhookRoutes(), api.MailRoutes())
	for _, group := range resources() {
		routes = append(routes, group.Routes...)
	}
	var want, got []string
	for _, r := range routes {
		want = append(want, r.Method+" "+strings.Replace(r.Path, "{id}", "{external_reference_id}", 1))
	}
	names := map[string]bool{}
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			got = append(got, method+" "+path)
			if names[operation.OperationID] {
				t.Errorf("two operations are called %s", operation.OperationID)
			}
			names[operation.OperationID] = true
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the document has %q, the router %q", got, want)
	}
}

// TestAListedResourceIsServed: an entry in the list is all that serves a resource,
// documents it, has /readyz look at its table and names its scopes.
func TestAListedResourceIsServed(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const path = "/v2/tms-api/trailers"
	list := append(resources(), trailer.Routes())
	file := filepath.Join(t.TempDir(), "test.db")
	open := func() *sqldb.DB {
		db, err := sqldb.Open(t.Context(), file, sqldb.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	serving := func(list resourceList, db *sqldb.DB) http.Handler {
		return settings(t).newHandlerOf(list, db, logs{Logger: slog.New(slog.DiscardHandler)}, time.Now, nil)
	}
	expect := func(handler http.Handler, status int, method, path, body string) string {
		t.Helper()
		got := send(handler, method, path, body, "application/json")
		if got.Code != status {
			t.Errorf("%s %s is answered %d %s, want %d", method, path, got.Code, got.Body, status)
		}
		return got.Body.String()
	}

	db := open()
	expect(serving(resources(), db), http.StatusOK, "GET", "/readyz", "")
	expect(serving(list, db), http.StatusInternalServerError, "GET", "/readyz", "") // there is no table
	if err := errors.Join(db.Close(), trailer.CreateTables(t.Context(), file)); err != nil {
		t.Fatal(err)
	}
	db = open()
	keys := "key-1,one,trailers only,read:trailers write:trailers"
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader(keys), resources().scopes()...); err == nil {
		t.Error("keys may name the scopes of a resource that is not listed")
	}
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader(keys), list.scopes()...); err != nil {
		t.Fatal(err)
	}
	expect(serving(resources(), db), http.StatusNotFound, "GET", path, "")
	handler := serving(list, db)
	expect(handler, http.StatusOK, "GET", "/readyz", "")
	expect(handler, http.StatusCreated, "POST", path, `{"external_reference_id":"T"}`)
	expect(handler, http.StatusOK, "GET", path+"/T", "")
	expect(handler, http.StatusForbidden, "GET", "/v2/tms-api/customers", "")
	document, err := openapi3.NewLoader().LoadFromData([]byte(expect(handler, http.StatusOK, "GET", "/openapi.json", "")))
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Validate(t.Context(), openapi3.EnableExamplesValidation()); err != nil {
		t.Error(err)
	}
	for _, documented := range []string{path, path + "/{external_reference_id}", "/v2/tms-api/batch/trailers"} {
		if document.Paths.Value(documented) == nil {
			t.Errorf("the document has no %s", documented)
		}
	}
	if picture := withResources(mayImport, list); picture["internal/trailer"] == nil || !slices.Contains(picture["internal/tms"], "internal/trailer") {
		t.Error("the picture of the packages has no trailers")
	}
}
