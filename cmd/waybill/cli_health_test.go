package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// longTimeout is an option of health that gives a slow machine time to answer.
const longTimeout = "--timeout=10m"

// TestHealth asks servers of each scheme, by each form of an address.
func TestHealth(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	files := newCertificate(t, 1)
	for scheme, args := range map[string][]string{"http": nil, "https": files.args()} {
		t.Run(scheme, func(t *testing.T) {
			t.Parallel()
			server := newTestServer(t, sqldbtest.SQLite(t), args...)
			_, port, err := net.SplitHostPort(server.address)
			if err != nil {
				t.Fatal(err)
			}
			for _, host := range []string{"127.0.0.1", "", "0.0.0.0"} {
				ask := []string{"health", longTimeout, "--address=" + host + ":" + port}
				if scheme == "https" {
					ask = append(ask, "--tls-cert="+files.cert)
				}
				status, out, failed := command(ask...)
				if want := "the server at " + scheme + "://" + host + ":" + port + " is ready\n"; status != 0 || out != want || failed != "" {
					t.Errorf("%q: status %d, %q, %q, want %q", ask, status, out, failed, want)
				}
			}
		})
	}
}

// TestHealthBySettings gives the server and its check the same environment.
func TestHealthBySettings(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t))
	check := newCommand(t, "health", longTimeout)
	check.Env = append(check.Env, "WAYBILL_ADDRESS="+server.address, "WAYBILL_DATABASE=unused", "HTTP_PROXY=http://127.0.0.1:1")
	if got := finish(t, check); got.status != 0 || got.err != "" || !strings.Contains(got.out, server.address+" is ready") {
		t.Errorf("status %d, %q, %q", got.status, got.out, got.err)
	}
}

// TestHealthOfADrainingServer expects that a server that is about to stop is not ready.
func TestHealthOfADrainingServer(t *testing.T) {
	t.Parallel()
	started, err := settings(t, "--address=127.0.0.1:0", "--drain=1h", "--database="+sqldbtest.SQLite(t)).
		start(t.Context(), logging{}.open(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = started.http.Serve(started.api.Listener(started.listener)) }()
	t.Cleanup(func() { _ = started.close() })
	ask := []string{"health", longTimeout, "--address=" + started.listener.Addr().String()}
	if status, _, failed := command(ask...); status != 0 {
		t.Fatalf("before: %s", failed)
	}
	started.api.Drain()
	if status, out, failed := command(ask...); status != 1 || out != "" || !strings.Contains(failed, "is not ready: 503 Service Unavailable") {
		t.Errorf("status %d, %q, %q", status, out, failed)
	}
}

// TestHealthWaits expects that --wait asks until the server is ready, and no more.
func TestHealthWaits(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) < 4 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	t.Cleanup(server.Close)
	status, out, failed := command("health", longTimeout, "--wait=1h", "--address="+server.Listener.Addr().String())
	if status != 0 || !strings.HasSuffix(out, " is ready\n") || failed != "" || asked.Load() != 4 {
		t.Errorf("asked %d times, status %d, %q, %q", asked.Load(), status, out, failed)
	}
	asked.Store(-1 << 60) // never ready
	if status, _, failed := command("health", longTimeout, "--wait=1ms", "--address="+server.Listener.Addr().String()); status != 1 || !strings.Contains(failed, "not ready: 503") {
		t.Errorf("status %d, %q", status, failed)
	}
}

// TestHealthOfOthers expects a failure, in one line, for whatever is not a server that is ready.
func TestHealthOfOthers(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	reply := func(status int, body string) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}))
		t.Cleanup(server.Close)
		return server.Listener.Addr().String()
	}
	silent := func() string {
		var config net.ListenConfig
		listener, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = listener.Close() })
		return listener.Addr().String()
	}
	for _, test := range []struct {
		name, address string
		args          []string
		say           string
	}{
		{"nobody", closedPort, nil, "no server answers at http://" + closedPort},
		{"silent", silent(), []string{"--timeout=50ms"}, "did not answer within 50ms"},
		{"another program", reply(404, "not\nfound"), nil, `is not ready: 404 Not Found: "not\nfound"`},
		{"a redirect", reply(302, ""), nil, "is not ready: 302 Found"},
		{"huge", reply(500, strings.Repeat("a", 1<<20)), nil, strings.Repeat("a", shownAnswer) + `"`},
		{"plain HTTP for HTTPS", reply(200, ""), []string{"--tls-cert=cert.pem"}, "no server answers at https://"},
		{"no port", "127.0.0.1", nil, "missing port"},
		{"no address", "a b:%", nil, "--address a b:% is not an address"},
		{"no time", "127.0.0.1:1", []string{"--timeout=0"}, "too short"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			status, out, failed := command(append([]string{"health", longTimeout, "--address=" + test.address}, test.args...)...)
			if status == 0 || out != "" || !strings.Contains(failed, test.say) || strings.Count(failed, "\n") != 1 {
				t.Errorf("status %d, %q, %q, want %q", status, out, failed, test.say)
			}
		})
	}
}
