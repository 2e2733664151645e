package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

func TestOrigins(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"https://app.example.com", "http://localhost", "http://localhost:3000", "https://app.example.com:8443",
		"http://192.0.2.1", "http://[2001:db8::1]:8080", "https://xn--bcher-kva.example", "http://example.com:443", anyOrigin,
	} {
		if _, err := ParseOrigins(text); err != nil {
			t.Error(err)
		}
	}
	for _, text := range []string{
		"null", ",", "https://app.example.com,", "https://app.example.com, http://localhost", "https://app.example.com,*", "app.example.com", "//app.example.com", "ftp://app.example.com", "https://", "https://App.example.com",
		"HTTPS://app.example.com", "https://app.example.com/", "https://app.example.com/path", "https://app.example.com?", "https://app.example.com#",
		"https://user@app.example.com", "https://*.example.com", "https://.example.com", "https://bücher.example", "https://app.example.com:443",
		"http://localhost:80", "http://localhost:0", "http://localhost:", "http://localhost:65536", "http://[2001:db8::1", "http://[::g]", " https://app.example.com",
	} {
		if _, err := ParseOrigins(text); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}

// TestCrossOrigin checks the headers that browsers obey, with no origin allowed, with one
// and with all.
func TestCrossOrigin(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const listed, other, path = "https://app.example.com", "https://app.example.com.evil.example", "/v2/tms-api/customers"
	for _, test := range []struct {
		allowed, origin string
		preflight       int
		shown, vary     string
	}{
		{"", listed, http.StatusMethodNotAllowed, "", ""},
		{listed, listed, http.StatusNoContent, listed, "Origin"},
		{listed, other, http.StatusMethodNotAllowed, "", "Origin"},
		{listed, "", http.StatusMethodNotAllowed, "", "Origin"},
		{listed, "null", http.StatusMethodNotAllowed, "", "Origin"},
		{anyOrigin, other, http.StatusNoContent, anyOrigin, ""},
		{anyOrigin, "", http.StatusMethodNotAllowed, "", ""},
	} {
		server, key := newTestServer(t)
		origins, err := ParseOrigins(test.allowed)
		if err != nil {
			t.Fatal(err)
		}
		server.options.Origins = origins
		ask := func(method, path string, header ...string) *httptest.ResponseRecorder {
			request := httptest.NewRequest(method, path, nil)
			if test.origin != "" {
				request.Header.Set("Origin", test.origin)
			}
			for i := 0; i < len(header); i += 2 {
				request.Header.Set(header[i], header[i+1])
			}
			recorder := httptest.NewRecorder()
			server.ServeHTTP(recorder, request)
			if shown := recorder.Header().Get("Access-Control-Allow-Origin"); shown != test.shown {
				t.Errorf("%+v: %s %s %v shows the origin %q", test, method, path, header, shown)
			}
			if vary := strings.Join(recorder.Header()["Vary"], ", "); vary != test.vary {
				t.Errorf("%+v: %s %s %v varies by %q", test, method, path, header, vary)
			}
			if recorder.Header().Get("X-Request-Id") == "" || recorder.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%+v: %s %s %v has the headers %v", test, method, path, header, recorder.Header())
			}
			return recorder
		}
		const question = "Access-Control-Request-Method"
		for _, at := range []string{path, path + "/X", "/v2/tms-api/unknown"} {
			want := test.preflight
			if at == "/v2/tms-api/unknown" && want != http.StatusNoContent {
				want = http.StatusNotFound
			}
			got := ask(http.MethodOptions, at, question, http.MethodPut)
			if got.Code != want || got.Code == http.StatusNoContent && got.Header().Get("Access-Control-Allow-Methods") != allowedMethods {
				t.Errorf("%+v: a preflight of %s is answered %d %v", test, at, got.Code, got.Header())
			}
		}
		for _, want := range []struct {
			status       int
			method, path string
			header       []string
		}{
			{http.StatusMethodNotAllowed, http.MethodOptions, path, nil},
			{http.StatusUnauthorized, http.MethodGet, path, []string{question, http.MethodPut}},
			{http.StatusOK, http.MethodGet, path, []string{"X-API-Key", key}},
			{http.StatusNotFound, http.MethodGet, path + "/X", []string{"X-API-Key", key}},
			{http.StatusOK, http.MethodGet, "/page", nil},
			{http.StatusTemporaryRedirect, http.MethodGet, path + "/", nil},
		} {
			if got := ask(want.method, want.path, want.header...); got.Code != want.status {
				t.Errorf("%+v: %s %s is answered %d", test, want.method, want.path, got.Code)
			}
		}
	}
}
