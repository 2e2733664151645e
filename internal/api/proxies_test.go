package api

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

func TestClient(t *testing.T) {
	t.Parallel()
	proxies := proxies{trusted: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}}
	for _, test := range []struct{ peer, forwarded, want string }{
		{"192.0.2.1:5", "", "192.0.2.1"},
		{"192.0.2.1:5", "203.0.113.9", "192.0.2.1"}, // not a trusted proxy: it may say what it likes
		{"10.0.0.1:5", "203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:5", "198.51.100.1, 203.0.113.9, 10.2.3.4", "203.0.113.9"},
		{"10.0.0.1:5", "nonsense", "10.0.0.1"},
		{"10.0.0.1:5", "", "10.0.0.1"},
		{"[::1]:5", "2001:db8::1", "2001:db8::1"},
		{"[::ffff:10.0.0.1]:5", "203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:5", "203.0.113.9:443", "203.0.113.9"},
		{"10.0.0.1:5", "198.51.100.1, 203.0.113.9:443, 10.2.3.4:80", "203.0.113.9"},
		{"10.0.0.1:5", "[2001:db8::1]:1234", "2001:db8::1"},
		{"10.0.0.1:5", "[2001:db8::1]", "2001:db8::1"},
		{"10.0.0.1:5", `"[2001:db8::1]"`, "2001:db8::1"},
		{"10.0.0.1:5", `"[2001:db8::1]:1234", [::1]:80`, "2001:db8::1"},
		{"10.0.0.1:5", "2001:db8::1:443", "2001:db8::1:443"}, // without brackets there is no port
		{"10.0.0.1:5", "::ffff:203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:5", "fe80::1%eth0", "fe80::1"},
		{"10.0.0.1:5", "198.51.100.1, ::ffff:10.2.3.4", "198.51.100.1"},
		{"10.0.0.1:5", "[192.0.2.1]:99999", "10.0.0.1"},
		{"10.0.0.1:5", "203.0.113.9:_hidden", "10.0.0.1"},
		{"10.0.0.1:5", "198.51.100.1, unknown, 10.2.3.4", "10.2.3.4"},
	} {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.RemoteAddr = test.peer
		if test.forwarded != "" {
			request.Header.Set("X-Forwarded-For", test.forwarded)
		}
		if got := proxies.client(request); got != test.want {
			t.Errorf("%s for %q: %s, want %s", test.peer, test.forwarded, got, test.want)
		}
	}
}

func TestPathPrefixesArePlain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "/": "", "/tms": "/tms", "/tms/": "/tms", "/a/b-c/d.e_f~g/9": "/a/b-c/d.e_f~g/9",
		"/" + strings.Repeat("a", longestPrefix-1): "/" + strings.Repeat("a", longestPrefix-1),
	} {
		if got, err := ParsePathPrefix(text); got != want || err != nil {
			t.Errorf("%q gives %q, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"tms", "//", "//evil.example", "/tms//", "/tms//x", "http://evil.example", "/http://x", "/.", "/..", "/a/../b", "/./a", "/a/..",
		`/\evil.example`, "/a b", "/a\r\nX: y", "/a\x00", "/a%2f", "/a?b", "/a#b", "/a;b", "/a,/b", "/é", " /a", "/a\n",
		"/" + strings.Repeat("a", longestPrefix),
	} {
		if got, err := ParsePathPrefix(text); err == nil {
			t.Errorf("%q is accepted as %q", text, got)
		}
	}
}

// TestAddressesBelowAPrefix compares the links in answers with the path below which the
// client reaches the server. Only a trusted proxy may set that path.
func TestAddressesBelowAPrefix(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const trusted, stranger = "10.0.0.1:5", "192.0.2.1:5"
	for name, test := range map[string]struct {
		setting, peer, header string
		sent                  string // the prefix that the path is sent with
		want                  string // the prefix of addresses
	}{
		"none":                             {"", stranger, "", "", ""},
		"setting, stripped":                {"/tms", stranger, "", "", "/tms"},
		"setting, passed on":               {"/tms", stranger, "", "/tms", "/tms"},
		"header, stripped":                 {"", trusted, "/a/b", "", "/a/b"},
		"header, passed on":                {"", trusted, "/a/b", "/a/b", "/a/b"},
		"header before setting":            {"/tms", trusted, "/a", "/a", "/a"},
		"header of a stranger":             {"", stranger, "/a", "", ""},
		"header of a stranger, setting":    {"/tms", stranger, "/a", "/tms", "/tms"},
		"header that is another server":    {"", trusted, "//evil.example", "", ""},
		"header that is an address":        {"", trusted, "https://evil.example", "", ""},
		"header that leaves, with setting": {"/tms", trusted, "/../x", "/tms", "/tms"},
		"header that is the root":          {"/tms", trusted, "/", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, _ := newLoggedServer(t, Options{PathPrefix: test.setting, TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
			send := func(method, path, body string, header ...string) *httptest.ResponseRecorder {
				request := httptest.NewRequest(method, test.sent+path, strings.NewReader(body))
				request.RemoteAddr = test.peer
				request.Header.Set("X-API-Key", "key")
				if test.header != "" {
					request.Header.Set("X-Forwarded-Prefix", test.header)
				}
				for i := 0; i < len(header); i += 2 {
					request.Header.Set(header[i], header[i+1])
				}
				recorder := httptest.NewRecorder()
				server.ServeHTTP(recorder, request)
				return recorder
			}
			leads := func(got *httptest.ResponseRecorder, status int, path string) {
				t.Helper()
				if got.Code != status || got.Header().Get("Location") != test.want+path {
					t.Errorf("answered %d to %q, want %d to %q", got.Code, got.Header().Get("Location"), status, test.want+path)
				}
			}
			const customer = `{"external_reference_id":"A/B","name":"C"}`
			leads(send("POST", manyPath, customer, "Idempotency-Key", "k"), http.StatusCreated, manyPath+"/A%2FB")
			leads(send("POST", manyPath, customer, "Idempotency-Key", "k"), http.StatusCreated, manyPath+"/A%2FB")
			leads(send("GET", manyPath+"/?page=2", ""), http.StatusTemporaryRedirect, manyPath+"?page=2")
			leads(send("GET", "/page/", ""), http.StatusTemporaryRedirect, "/page")
			if got := send("GET", manyPath+"/A%2FB", ""); got.Code != http.StatusOK {
				t.Errorf("the record is answered %d %s", got.Code, got.Body)
			}
			if got := send("GET", manyPath, "").Header().Get("Link"); !strings.HasPrefix(got, "<"+test.want+manyPath+"?page=1>") {
				t.Errorf("the list links to %s", got)
			}
			if got := send("GET", "/page", "").Body.String(); got != "below "+test.want {
				t.Errorf("the page is found %s", got)
			}
		})
	}
}

// TestAPrefixOpensNothing looks for paths that exist below a prefix only.
func TestAPrefixOpensNothing(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server, _ := newLoggedServer(t, Options{PathPrefix: "/tms"})
	for path, want := range map[string]int{
		"/tms": 200, "/tms/": 200, "/tms/healthz": 200, "/healthz": 200, "/tms/tms/healthz": 404, "/tmshealthz": 404, "/tms//healthz": 404,
		"/TMS/healthz": 404, "/tms%2Fhealthz": 404, "/other/healthz": 404, "//": 404, "/tms//": 404,
		"/tms" + manyPath + "/a%2Fb": 404, "/tms" + manyPath + "/%FF": 404,
	} {
		if got := ask(server, "GET", path, nil); got.Code != want {
			t.Errorf("%s is answered %d %s, want %d", path, got.Code, got.Body, want)
		}
	}
	if got := ask(server, "GET", "/tms"+manyPath+"/x%2Fy", nil); !strings.Contains(got.Body.String(), "'x/y'") {
		t.Errorf("the key of a path below the prefix is read as %s", got.Body)
	}
}
