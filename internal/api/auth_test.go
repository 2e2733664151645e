package api

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/mail"
	"waybill/internal/sqldb/sqldbtest"
)

func TestTheKeyComesFirst(t *testing.T) {
	t.Parallel()
	server, _ := newLoggedServer(t, Options{})
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

// TestOnlyThePublicNeedsNoKey compares the routes that need no API key with the list
// below, so that a new route needs one unless it is added here.
func TestOnlyThePublicNeedsNoKey(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server, _ := newLoggedServer(t, Options{Mail: &mail.Store{}})
	var open []string
	all := append(slices.Collect(maps.Values(server.router.exact)), slices.Collect(maps.Values(server.router.around))...)
	for _, m := range all {
		for method, route := range m.routes {
			if route.Scopes == nil {
				open = append(open, method+" "+route.Path)
			}
		}
	}
	slices.Sort(open)
	var want []string
	for _, method := range []string{"GET", "HEAD"} {
		for _, path := range []string{"/", "/files/{id}", "/healthz", "/page", "/readyz", "/waybill/v1/unsubscribe/{id}"} {
			want = append(want, method+" "+path)
		}
	}
	want = append(want, "POST /waybill/v1/unsubscribe/{id}") // the token is the secret
	if diff := cmp.Diff(want, open); diff != "" {
		t.Errorf("routes without an API key (-want +got):\n%s", diff)
	}
}
