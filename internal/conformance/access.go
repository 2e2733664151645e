package conformance

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/api"
	"waybill/internal/schema"
	"waybill/internal/tenant"
)

// scopes: every route refuses a key without its scope, and shows a key only the records
// of its own organization.
func (s *suite) scopes(t *testing.T) {
	owner, other := s.organization(t, "owner"), s.organization(t, "other")
	made := owner.create("R", nil)
	for _, named := range []string{"read:" + s.Plural, "write:" + s.Plural, "read:others", "write:others", "*"} {
		for _, organization := range []client{owner, other} {
			key := organization.withScopes(named)
			for _, route := range s.routes {
				for _, method := range methodsOf(route) {
					s.scope(t, key, route, method, named, organization.key == owner.key)
				}
			}
		}
	}
	if got := owner.must(http.StatusOK, "GET", s.Plural+"/R", nil); !cmp.Equal(got, made) {
		t.Errorf("the record became %v", got)
	}
}

// methodsOf returns the methods that a route answers: HEAD, too, if it answers GET.
func methodsOf(r api.Route) []string {
	if r.Method == http.MethodGet {
		return []string{http.MethodGet, http.MethodHead}
	}
	return []string{r.Method}
}

// scope sends a request that changes nothing: a write with a key that has the scope is
// refused for its body, or because there is no such record.
func (s *suite) scope(t *testing.T, key client, route api.Route, method, named string, owner bool) {
	t.Helper()
	reference, sent := "R", "no JSON"
	if method == http.MethodDelete {
		reference = "NONE"
	}
	var header []string
	if route.Operation == api.Import {
		header = []string{"Content-Type", "text/csv"}
	}
	got := key.askPath(method, strings.Replace(route.Path, "{id}", reference, 1), sent, header...)
	want := map[string]int{
		http.MethodPost: http.StatusUnprocessableEntity, http.MethodPut: http.StatusUnprocessableEntity,
		http.MethodPatch: http.StatusUnprocessableEntity, http.MethodDelete: http.StatusNotFound,
		http.MethodGet: http.StatusOK, http.MethodHead: http.StatusOK,
	}[method]
	if want == http.StatusOK && !owner && strings.Contains(route.Path, "{id}") {
		want = http.StatusNotFound
	}
	needed := "write:" + s.Plural
	if route.Method == http.MethodGet {
		needed = "read:" + s.Plural
	}
	if named != "*" && named != needed {
		want = http.StatusForbidden
	}
	if got.Code != want {
		t.Errorf("%s %s with %s, owner %v: status %d, want %d", method, route.Path, named, owner, got.Code, want)
	}
	if control := got.Header().Get("Cache-Control"); control != "private, no-cache" {
		t.Errorf("%s %s may be cached: %q", method, route.Path, control)
	}
	refusal := `{"error":{"code":"FORBIDDEN","message":"API key does not have the required scope: ` + needed + `"}}`
	if want == http.StatusForbidden && got.Body.String() != refusal {
		t.Errorf("%s %s with %s is refused by %s", method, route.Path, named, got.Body)
	}
	if !owner && strings.Contains(got.Body.String(), `"R"`) {
		t.Errorf("%s %s with %s shows another's record: %s", method, route.Path, named, got.Body)
	}
}

// withScopes returns a client of the same organization whose key has only some scopes,
// separated by spaces.
func (c client) withScopes(scopes string) client {
	c.t.Helper()
	key := c.key + "/" + strings.ReplaceAll(scopes, " ", "/")
	line := key + ",organization of " + c.key + ",," + scopes
	if _, err := tenant.ImportKeys(context.Background(), c.suite.db, strings.NewReader(line), strings.Fields(scopes)...); err != nil {
		c.t.Fatal(err)
	}
	c.key = key
	return c
}

// foreignAndMissing: on every route and under either of its ids, a record of another
// organization has the same answer as a missing record: status, headers and body.
func (s *suite) foreignAndMissing(t *testing.T) {
	owner, other := s.organization(t, "owner"), s.organization(t, "other")
	made := owner.create("FOREIGN", nil)
	id := made["id"].(string)
	compare := func(foreign string, ask func(key string) *httptest.ResponseRecorder) {
		t.Helper()
		missing := strings.Repeat("x", len(foreign)) // as long, so that Content-Length is the same
		got, want := ask(foreign), ask(missing)
		if told := strings.ReplaceAll(got.Body.String(), foreign, missing); got.Code != want.Code || told != want.Body.String() {
			t.Errorf("a foreign record: %d %s\na missing one: %d %s", got.Code, got.Body, want.Code, want.Body)
		}
		if a, b := headersOf(got), headersOf(want); !maps.EqualFunc(a, b, slices.Equal) {
			t.Errorf("a foreign record: %v\na missing one: %v", a, b)
		}
	}
	for _, foreign := range []string{"FOREIGN", id} {
		for _, route := range s.routes {
			if !strings.Contains(route.Path, "{id}") {
				continue
			}
			for _, method := range methodsOf(route) {
				compare(foreign, func(key string) *httptest.ResponseRecorder {
					return other.askPath(method, strings.Replace(route.Path, "{id}", key, 1), `{"metadata":{}}`)
				})
			}
		}
		for _, operation := range []string{"update", "delete"} {
			item := fmt.Sprintf(`{"items":[{"operation":%q,%q:%%q,%q:{}}]}`, operation, schema.ExternalReferenceID, s.payload())
			compare(foreign, func(key string) *httptest.ResponseRecorder {
				return other.askPath("POST", "/v2/tms-api/batch/"+s.Plural, fmt.Sprintf(item, key))
			})
		}
	}
	if got := owner.must(http.StatusOK, "GET", s.Plural+"/FOREIGN", nil); !cmp.Equal(got, made) {
		t.Errorf("the record became %v", got)
	}
}

// headersOf returns the headers of an answer without the id of the request.
func headersOf(answer *httptest.ResponseRecorder) http.Header {
	header := answer.Result().Header.Clone()
	header.Del("X-Request-Id")
	return header
}
