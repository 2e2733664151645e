//go:build linux

package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// The files in deploy are what docs/deploy.md shows. These tests run them, but for
// addresses.

// toolOf finds a program that a test needs. Without it the test is skipped, or
// fails where CI is set.
func toolOf(t *testing.T, name string) string {
	t.Helper()
	found, err := exec.LookPath(name)
	if err == nil {
		return found
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("there is no %s, and CI must test with it", name)
	}
	t.Skipf("there is no %s", name)
	return ""
}

// deployFile reads a file of deploy, with old texts replaced by new ones, each of
// which must be there.
func deployFile(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("../../deploy", name))
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("deploy/%s has no %q", name, pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// socketFolder is a folder whose name is short enough for a socket.
func socketFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "proxy")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

// startProxy starts a proxy and gives a client of the socket on which it listens.
// The proxy ends with the test.
func startProxy(t *testing.T, socket, key string, command *exec.Cmd) *client {
	t.Helper()
	proxy := launch(t, command)
	proxy.wait("listening", func() bool {
		conn, err := net.Dial("unix", socket)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
	c := newClient(t, "waybill", key)
	c.http.Transport.(*http.Transport).DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}
	return c
}

// startNginx starts an nginx of one process, which leaves no workers behind.
func startNginx(t *testing.T, key string, instances [2]string, pairs ...string) *client {
	t.Helper()
	nginx, folder := toolOf(t, "nginx"), socketFolder(t)
	socket := filepath.Join(folder, "socket")
	server := deployFile(t, "nginx.conf", append(pairs,
		"listen 80;", "listen unix:"+socket+";", "127.0.0.1:8081", instances[0], "127.0.0.1:8082", instances[1])...)
	config := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log stderr warn;
		events {}
		http {
			access_log off; client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy;
			fastcgi_temp_path %[1]s/fastcgi; uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
			%[2]s
		}`, folder, server)
	file := filepath.Join(folder, "nginx.conf")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return startProxy(t, socket, key, exec.Command(nginx, "-c", file, "-p", folder, "-e", "stderr"))
}

var hosts atomic.Int64

// ownAddress is one of loopback that nobody else takes, also while nothing listens.
func ownAddress() string {
	pid := os.Getpid()
	return fmt.Sprintf("127.%d.%d.%d:8080", 100+hosts.Add(1), pid>>8&0xff, pid&0xff)
}

// TestRollingRestart: two instances behind nginx restart in turn, and every create
// is answered 201 and kept.
func TestRollingRestart(t *testing.T) {
	t.Parallel()
	const restarts, clients, atLeast = 4, 8, 1000
	database := sqldbtest.Postgres(t)
	instances := [2]string{ownAddress(), ownAddress()}
	start := func(instance int) *process {
		return startProcess(t, database, "--address="+instances[instance], "--drain=100ms", "--no-access-log")
	}
	running := [2]*process{start(0), start(1)}
	proxy := startNginx(t, running[0].secret+running[1].secret, instances)

	var posted atomic.Int64
	var sending sync.WaitGroup
	restarted := make(chan struct{})
	for i := range clients {
		sending.Go(func() {
			for n := 0; !isClosed(restarted) || posted.Load() < atLeast; n++ {
				got, err := proxy.try("POST", customersPath, newCustomer(fmt.Sprintf("%d-%d", i, n)))
				if err != nil || got.status != http.StatusCreated {
					t.Errorf("a create is answered %d %s %v", got.status, got.body, err)
					return
				}
				posted.Add(1)
			}
		})
	}
	for i := range restarts {
		running[i%2].signal(syscall.SIGTERM)
		if state := running[i%2].waitExit(testTimeout); !state.Success() {
			t.Errorf("an instance ends with %s", state)
		}
		running[i%2] = start(i % 2)
	}
	close(restarted)
	sending.Wait()
	if there := len(listAll(t, proxy)); int64(there) != posted.Load() {
		t.Errorf("%d creates are acknowledged, and %d records are there", posted.Load(), there)
	}
	t.Logf("%d creates, %d restarts", posted.Load(), restarts)
}

// TestNginxRepeatsWhatWasNotAnswered: an instance that stops may close a connection
// on which nginx has just sent a request. The other instance gets the request.
func TestNginxRepeatsWhatWasNotAnswered(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t))
	stopping, closed := closingInstance(t)
	proxy := startNginx(t, server.secret, [2]string{stopping, server.address})
	for n := 0; closed.Load() < 3; n++ {
		proxy.expect(t, http.StatusCreated, "POST", customersPath, newCustomer(fmt.Sprint(n)))
		proxy.expect(t, http.StatusOK, "PATCH", fmt.Sprint(customersPath, "/", n), `{"name":"N"}`)
		proxy.expect(t, http.StatusNoContent, "DELETE", fmt.Sprint(customersPath, "/", n), "")
	}
}

// closingInstance reads requests, and closes each connection without an answer.
func closingInstance(t *testing.T) (address string, closed *atomic.Int64) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	closed = new(atomic.Int64)
	go func() {
		for conn, err := listener.Accept(); err == nil; conn, err = listener.Accept() {
			_, _ = conn.Read(make([]byte, 64<<10))
			_ = conn.Close()
			closed.Add(1)
		}
	}()
	return listener.Addr().String(), closed
}

// TestBehindProxies: what a proxy must leave as it is arrives and returns so.
func TestBehindProxies(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for name, start := range map[string]func(t *testing.T, key, instance string) *client{
		"nginx": func(t *testing.T, key, instance string) *client {
			return startNginx(t, key, [2]string{instance, instance}, `X-Forwarded-Prefix "";`, `X-Forwarded-Prefix /tms;`)
		},
		"caddy": startCaddy,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := startProcess(t, sqldbtest.SQLite(t), "--trusted-proxies=127.0.0.0/8")
			throughProxy(t, start(t, server.secret, server.address))
		})
	}
}

func startCaddy(t *testing.T, key, instance string) *client {
	t.Helper()
	caddy, folder := toolOf(t, "caddy"), socketFolder(t)
	socket := filepath.Join(folder, "socket")
	config := deployFile(t, "Caddyfile", "tms.example.com {", ":80 {\n\tbind unix/"+socket,
		"127.0.0.1:8081 127.0.0.1:8082", instance)
	file := filepath.Join(folder, "Caddyfile")
	if err := os.WriteFile(file, []byte("{\n\tadmin off\n\tauto_https off\n}\n"+config), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(caddy, "run", "--config", file, "--adapter", "caddyfile")
	command.Env = append(os.Environ(), "HOME="+folder, "XDG_DATA_HOME="+folder, "XDG_CONFIG_HOME="+folder)
	return startProxy(t, socket, key, command)
}

func throughProxy(t *testing.T, proxy *client) {
	t.Helper()
	const prefix = "/tms"
	made := proxy.expect(t, http.StatusCreated, "POST", prefix+customersPath, newCustomer("A/B %"))
	if location := made.header.Get("Location"); location != prefix+customersPath+"/A%2FB%20%25" {
		t.Errorf("a create leads to %s", location)
	}
	got := proxy.expect(t, http.StatusOK, "GET", made.header.Get("Location"), "")
	if string(got.body) != string(made.body) || got.header.Get("Etag") != made.header.Get("Etag") {
		t.Errorf("the record is answered %v %s", got.header, got.body)
	}
	moved := proxy.expectNoRedirect(t, prefix+customersPath+"/?page=1")
	if moved.status != http.StatusTemporaryRedirect || moved.header.Get("Location") != prefix+customersPath+"?page=1" {
		t.Errorf("a slash too many is answered %d to %s", moved.status, moved.header.Get("Location"))
	}
	if page := proxy.expect(t, http.StatusOK, "GET", prefix+"/openapi.json", ""); !strings.Contains(string(page.body), `"url": "`+prefix+`"`) {
		t.Error("the document does not name the prefix")
	}
	proxy.expect(t, http.StatusOK, "GET", prefix+"/docs/swagger-ui.css", "")
	large := `{"items":[{"operation":"delete","external_reference_id":"` + strings.Repeat("x", 9<<20) + `"}]}`
	if got := proxy.send(t, "POST", prefix+"/v2/tms-api/batch/customers", large); got.status != http.StatusUnprocessableEntity {
		t.Errorf("a large batch is answered %d %.200s", got.status, got.body)
	}
	if got := proxy.send(t, "GET", "/healthz", ""); got.status != http.StatusOK && got.status != http.StatusNotFound {
		t.Errorf("outside the prefix /healthz is answered %d", got.status)
	}
}

// expectNoRedirect sends a GET and gives the answer as it is.
func (c *client) expectNoRedirect(t *testing.T, path string) response {
	t.Helper()
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	defer func() { c.http.CheckRedirect = nil }()
	return c.send(t, "GET", path, "")
}
