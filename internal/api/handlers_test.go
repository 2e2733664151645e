package api

import (
	"strings"
	"testing"
	"time"
)

// TestAListOutOfTimeIsUnavailable gives lists no time. Other requests have enough.
func TestAListOutOfTimeIsUnavailable(t *testing.T) {
	t.Parallel()
	server, _ := newLoggedServer(t, Options{ListTimeout: time.Nanosecond})
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
