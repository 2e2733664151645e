package api

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/ratelimit"
	"waybill/internal/sqldb/sqldbtest"
)

// limitedServer returns a server with limits, half a minute before the end of the minute
// and of the day.
func limitedServer(t *testing.T, limits ratelimit.Limits) *Server {
	t.Helper()
	server, _ := newLoggedServer(t, Options{})
	now := time.Date(2026, 1, 29, 23, 59, 30, 0, time.UTC)
	server.admission.limiter = ratelimit.New(server.options.DB, limits, func() time.Time { return now })
	return server
}

// shown returns the headers of limits in one line.
func shown(got *httptest.ResponseRecorder) string {
	var values []string
	for _, name := range []string{"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "RateLimit-Policy", "RateLimit", "Retry-After"} {
		if value := got.Header().Get(name); value != "" {
			values = append(values, value)
		}
	}
	return strings.Join(values, " | ")
}

const midnight = "1769731200" // the end of the minute and of the day

func TestHeadersOfLimits(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const path = "/v2/tms-api/customers/X"
	for name, test := range map[string]struct {
		limits ratelimit.Limits
		want   []string
	}{
		"none": {ratelimit.Limits{}, []string{""}},
		"minute": {ratelimit.Limits{PerMinute: 2}, []string{
			"2 | 1 | " + midnight + ` | "minute";q=2;w=60 | "minute";r=1;t=30`,
			"2 | 0 | " + midnight + ` | "minute";q=2;w=60 | "minute";r=0;t=30`,
			"2 | 0 | " + midnight + ` | "minute";q=2;w=60 | "minute";r=0;t=30 | 30`,
		}},
		"day": {ratelimit.Limits{PerDay: 1}, []string{
			"1 | 0 | " + midnight + ` | "day";q=1;w=86400 | "day";r=0;t=30`,
			"1 | 0 | " + midnight + ` | "day";q=1;w=86400 | "day";r=0;t=30 | 30`,
		}},
		"both": {ratelimit.Limits{PerMinute: 5, PerDay: 2}, []string{
			"5 | 4 | " + midnight + ` | "minute";q=5;w=60, "day";q=2;w=86400 | "minute";r=4;t=30, "day";r=1;t=30`,
			"5 | 0 | " + midnight + ` | "minute";q=5;w=60, "day";q=2;w=86400 | "minute";r=3;t=30, "day";r=0;t=30`,
			"5 | 0 | " + midnight + ` | "minute";q=5;w=60, "day";q=2;w=86400 | "minute";r=3;t=30, "day";r=0;t=30 | 30`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := limitedServer(t, test.limits)
			for i, want := range test.want {
				if got := ask(server, "GET", path, nil); shown(got) != want {
					t.Errorf("request %d, %d:\n%s, want\n%s", i+1, got.Code, shown(got), want)
				}
			}
		})
	}
}

// TestEveryAnswerWithAKeyCounts sends requests that are answered in all ways. A request
// with a valid API key counts for its limits and shows them; no other request does.
func TestEveryAnswerWithAKeyCounts(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := limitedServer(t, ratelimit.Limits{PerMinute: 100})
	const all, one, batch = "/v2/tms-api/customers", "/v2/tms-api/customers/A", "/v2/tms-api/batch/customers"
	left := map[string]int{"key": 100, "reader": 100}
	for _, test := range []struct {
		method, path, body, key string
		status                  int
		counts                  bool
	}{
		{"POST", all, `{"external_reference_id":"A","name":"B"}`, "key", 201, true},
		{"POST", all, `{"external_reference_id":"A","name":"B"}`, "key", 409, true},
		{"GET", one, "", "key", 200, true},
		{"HEAD", one, "", "key", 200, true},
		{"GET", all + "?page=0", "", "key", 422, true},
		{"POST", all, "{", "key", 422, true},
		{"POST", all, "\xff", "key", 400, true},
		{"POST", all, strings.Repeat(" ", 1001), "key", 413, true},
		{"POST", batch, `{"items":[{"operation":"delete","external_reference_id":"X"},{"operation":"delete","external_reference_id":"Y"}]}`, "key", 200, true},
		{"DELETE", one, "", "key", 204, true},
		{"DELETE", one, "", "key", 404, true},
		{"DELETE", one, "", "reader", 403, true},
		{"GET", all, "", "reader", 200, true},
		{"GET", all, "", "nobody", 401, false},
		{"GET", all, "", "", 401, false},
		{"GET", "/v2/tms-api/nothing", "", "key", 404, false},
		{"TRACE", all, "", "key", 405, false},
		{"GET", all + "/", "", "key", 307, false},
		{"GET", "/healthz", "", "key", 200, false},
	} {
		got := ask(server, test.method, test.path, strings.NewReader(test.body), "X-API-Key", test.key)
		want := ""
		if test.counts {
			left[test.key]--
			want = strconv.Itoa(left[test.key])
		}
		if remaining := got.Header().Get("X-RateLimit-Remaining"); got.Code != test.status || remaining != want || (shown(got) != "") != test.counts {
			t.Errorf("%s %s: %d with %q, want %d with %q left", test.method, test.path, got.Code, shown(got), test.status, want)
		}
	}
}

func TestFailuresCountAndNotModifiedIsFreeForTheDay(t *testing.T) {
	t.Parallel()
	server := limitedServer(t, ratelimit.Limits{PerMinute: 100, PerDay: 100})
	results := []struct {
		handle func(context.Context, *backend, *call) (*answer, error)
		status int
		want   string // of minute and day
	}{
		{func(context.Context, *backend, *call) (*answer, error) { panic("no reason") }, 500, `"minute";r=99;t=30, "day";r=99;t=30`},
		{func(context.Context, *backend, *call) (*answer, error) { return nil, errors.New("no reason") }, 500, `"minute";r=98;t=30, "day";r=98;t=30`},
		{func(context.Context, *backend, *call) (*answer, error) {
			return nil, apierr.DatabaseUnavailable(errors.New("no reason"))
		}, 503, `"minute";r=97;t=30, "day";r=97;t=30`},
		{func(context.Context, *backend, *call) (*answer, error) {
			return &answer{status: http.StatusNotModified}, nil
		}, 304, `"minute";r=96;t=30, "day";r=97;t=30`},
		{func(context.Context, *backend, *call) (*answer, error) {
			return &answer{status: http.StatusNoContent}, nil
		}, 204, `"minute";r=95;t=30, "day";r=96;t=30`},
	}
	for _, result := range results {
		server.router = newRouter([]Route{{Method: "GET", Path: "/it", Scopes: []string{"read:customers"}, handle: result.handle}})
		if got := ask(server, "GET", "/it", nil); got.Code != result.status || got.Header().Get("RateLimit") != result.want {
			t.Errorf("%d with %s, want %d with %s", got.Code, got.Header().Get("RateLimit"), result.status, result.want)
		}
	}
}

func TestTheAnswerOverALimit(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := limitedServer(t, ratelimit.Limits{PerMinute: 1})
	ask(server, "GET", "/v2/tms-api/customers", nil)
	const want = `{"error":{"code":"RATE_LIMITED","message":"Rate limit exceeded. Please retry after 30 seconds.","retry_after":30}}`
	for _, method := range []string{"GET", "PUT", "DELETE"} {
		got := ask(server, method, "/v2/tms-api/customers/A", unreadable{t})
		if got.Code != 429 || got.Body.String() != want || got.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d %v %s", method, got.Code, got.Header(), got.Body)
		}
	}
}
