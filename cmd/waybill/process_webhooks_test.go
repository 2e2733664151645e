package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

const webhooksPath = "/waybill/v1/webhooks"

// webhookArgs are the arguments of a server with webhooks that may reach this machine.
func webhookArgs(t *testing.T) []string {
	t.Helper()
	return []string{"--webhooks", "--webhook-allow=127.0.0.0/8", "--secret-key-file=" + filepath.Join(t.TempDir(), "waybill.key")}
}

// webhookSink is a receiver that verifies each request and records its events.
type webhookSink struct {
	*httptest.Server
	mu     sync.Mutex
	t      *testing.T
	secret string
	ids    map[int64]string // by the number of the event
	order  []int64
}

func newWebhookSink(t *testing.T) *webhookSink {
	t.Helper()
	s := &webhookSink{t: t, ids: map[int64]string{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *webhookSink) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the server was killed
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	verifier, err := standardwebhooks.NewWebhook(s.secret)
	if err == nil {
		err = verifier.Verify(body, r.Header)
	}
	var e struct {
		ID       string
		Sequence int64
	}
	if err == nil {
		err = json.Unmarshal(body, &e)
	}
	if err != nil || e.ID != r.Header.Get("webhook-id") {
		s.t.Errorf("a request with %s: %v", body, err)
		return
	}
	if e.Sequence == 0 {
		return // a test
	}
	if known, again := s.ids[e.Sequence]; again && known != e.ID {
		s.t.Errorf("event %d has the ids %s and %s", e.Sequence, known, e.ID)
	}
	s.ids[e.Sequence] = e.ID
	s.order = append(s.order, e.Sequence)
}

func (s *webhookSink) last() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.order) == 0 {
		return 0
	}
	return s.order[len(s.order)-1]
}

// firstKeyEvents is how many events a new database has: of its organization and its key.
const firstKeyEvents = 2

// createWebhook creates an endpoint and returns its id and secret.
func createWebhookAt(t *testing.T, c *client, url string) (id, secret string) {
	t.Helper()
	var created struct{ ID, Secret string }
	got := c.expect(t, http.StatusCreated, "POST", webhooksPath, `{"url":"`+url+`"}`)
	if err := json.Unmarshal(got.body, &created); err != nil || created.Secret == "" {
		t.Fatalf("%s: %v", got.body, err)
	}
	return created.ID, created.Secret
}

// TestWebhooksSurviveCrashes kills the server again and again while clients write and events
// are delivered. No event may be missing, and none may come before an earlier one has come.
func TestWebhooksSurviveCrashes(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		args := webhookArgs(t)
		sink, dead := newWebhookSink(t), httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusServiceUnavailable)
		}))
		t.Cleanup(dead.Close)
		server := startProcess(t, database, args...)
		key := server.secret
		createWebhookAt(t, server.client(key), dead.URL)
		var id string
		sink.mu.Lock() // the first event comes before its secret is known
		id, sink.secret = createWebhookAt(t, server.client(key), sink.URL)
		sink.mu.Unlock()
		const crashes, each = 3, 40
		for crash := range crashes {
			before := sink.last()
			for n := range each {
				server.client(key).expect(t, http.StatusCreated, "POST", customersPath, newCustomer(fmt.Sprintf("C-%d-%d", crash, n)))
			}
			if !eventually(func() bool { return sink.last() > before }) {
				t.Fatalf("no event comes after event %d", before)
			}
			server.kill()
			if sqldb.IsPostgres(database) {
				waitGone(t, database, "")
			}
			// The lease of the killed server would last for half a minute.
			db := openDatabase(t, database)
			if _, err := db.ExecContext(t.Context(), `UPDATE webhooks SET leased_until = 0`); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			server = startProcess(t, database, args...)
		}
		head := int64(firstKeyEvents + 2 + crashes*each)
		if !eventually(func() bool { return sink.last() == head }) {
			t.Fatalf("event %d of %d came last; %s", sink.last(), head, server.client(key).expect(t, 200, "GET", webhooksPath+"/"+id, "").body)
		}
		sink.mu.Lock()
		defer sink.mu.Unlock()
		next := int64(firstKeyEvents + 2)
		for _, number := range sink.order {
			if number > next {
				t.Fatalf("event %d came before event %d", number, next)
			}
			next = max(next, number+1)
		}
		t.Logf("%d requests for %d events", len(sink.order), head-firstKeyEvents-1)
	})
}

// TestWebhookReceivers runs the receivers of docs/webhooks.md. They must accept what the server
// signs, and refuse what somebody else has signed.
func TestWebhookReceivers(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	text, err := os.ReadFile("../../docs/webhooks.md")
	if err != nil {
		t.Fatal(err)
	}
	database := sqldbtest.SQLite(t)
	server := startProcess(t, database, webhookArgs(t)...)
	for _, test := range []struct{ language, command, file string }{
		{"js", "node", "receiver.mjs"}, {"python", "python3", "receiver.py"},
	} {
		t.Run(test.command, func(t *testing.T) {
			t.Parallel()
			need(t, test.command)
			code := regexp.MustCompile("(?s)```" + test.language + "\n(.*?)```").FindSubmatch(text)
			file := filepath.Join(t.TempDir(), test.file)
			if code == nil || os.WriteFile(file, code[1], 0o600) != nil {
				t.Fatal("there is no program in " + test.language)
			}
			organization := "receivers " + test.command
			mustRun(t, "organizations", "create", organization, "--database="+database)
			key := strings.TrimSpace(mustRun(t, "keys", "create", "--organization="+organization, "--database="+database))
			c := server.client(key)
			id, secret := createWebhookAt(t, c, "http://127.0.0.1:1")
			c.expect(t, http.StatusOK, "POST", webhooksPath+"/"+id+"/pause", "")
			program := exec.CommandContext(t.Context(), test.command, file)
			program.Env = append(os.Environ(), "PORT=0", "WEBHOOK_SECRET="+secret)
			program.Stderr = t.Output()
			out, err := program.StdoutPipe()
			if err == nil {
				err = program.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = program.Process.Kill(); _ = program.Wait() })
			lines := bufio.NewScanner(out)
			next := func() string { lines.Scan(); return lines.Text() }
			var port int
			if _, err := fmt.Sscanf(next(), "port %d", &port); err != nil {
				t.Fatal(err)
			}
			url := fmt.Sprintf("http://127.0.0.1:%d/", port)
			c.expect(t, http.StatusOK, "PATCH", webhooksPath+"/"+id, `{"url":"`+url+`","types":["customer.*"]}`)
			c.expect(t, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"A","name":"Müller & Söhne \u2028"}`)
			c.expect(t, http.StatusOK, "POST", webhooksPath+"/"+id+"/resume", "")
			if got := next(); got != "6 customer.created Müller & Söhne \u2028" {
				t.Errorf("the receiver prints %q", got)
			}
			if got := c.expect(t, http.StatusOK, "POST", webhooksPath+"/"+id+"/test", ""); !strings.Contains(string(got.body), `"outcome":"delivered"`) {
				t.Errorf("a test: %s", got.body)
			}
			// The receiver does not know the secret of the other endpoint.
			other, _ := createWebhookAt(t, c, url)
			if got := c.expect(t, http.StatusOK, "POST", webhooksPath+"/"+other+"/test", ""); !strings.Contains(string(got.body), `"outcome":"refused","status":401`) {
				t.Errorf("a request of another endpoint: %s", got.body)
			}
		})
	}
}

// TestTheSecretKey: it is created once; a server does not start without it, or with another.
func TestTheSecretKey(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database, file := sqldbtest.SQLite(t), filepath.Join(t.TempDir(), "waybill.key")
	args := []string{"--webhooks", "--secret-key-file=" + file}
	server := startProcess(t, database, args...)
	createWebhookAt(t, server.client(server.secret), "https://example.com")
	server.kill()
	key, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fails := func(say string) {
		t.Helper()
		got := runProcess(t, "", serveArgs(database, args...)...)
		if got.status != 1 || !strings.Contains(got.err, say) || strings.Contains(got.err, strings.TrimSpace(string(key))) {
			t.Errorf("status %d: %s", got.status, got.err)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	fails("the file is missing")
	for content, say := range map[string]string{"": "hexadecimal digits", strings.Repeat("0f", 32): "another secret key"} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		fails(say)
	}
	if err := os.WriteFile(file, key, 0o600); err != nil {
		t.Fatal(err)
	}
	startProcess(t, database, args...)
	if backup, err := os.ReadFile(database); err != nil || slices.Contains(strings.Split(string(backup), "\n"), "whsec_") {
		t.Errorf("the database has a secret: %v", err)
	}
}

// TestWebhookCommands: the commands change the endpoints of a running server.
func TestWebhookCommands(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database, args := sqldbtest.SQLite(t), webhookArgs(t)
	run := func(words ...string) string {
		t.Helper()
		return mustRun(t, append([]string{"webhooks"}, append(words, "--database="+database)...)...)
	}
	if got := runCommand(t, "", "webhooks", "create", "https://example.com", "--organization=default", args[2], "--database="+database); got.status != 1 {
		t.Errorf("without a key: %+v", got)
	}
	server := startProcess(t, database, args...)
	sink := newWebhookSink(t)
	sink.mu.Lock()
	sink.secret = strings.TrimSpace(run("create", sink.URL, "--organization=default", "--types=customer.*,webhook.created", args[1], args[2]))
	sink.mu.Unlock()
	if !eventually(func() bool { return sink.last() == firstKeyEvents+1 }) {
		t.Fatal("the first event does not come")
	}
	list := func() []string {
		t.Helper()
		lines := strings.Split(strings.TrimSpace(run("list", "--organization=default")), "\n")
		return strings.Fields(lines[len(lines)-1])
	}
	id := list()[0]
	run("pause", id)
	if got := list()[4]; got != "paused" {
		t.Errorf("the status is %s", got)
	}
	page := feedOf(t, server.client(server.secret), "types=webhook.updated")
	if len(page.Events) != 1 || page.Events[0].Actor.User == nil || page.Events[0].Actor.KeyID != nil {
		t.Errorf("the event of the command: %+v", page.Events)
	}
	run("seek", id, "0")
	run("resume", id)
	if !eventually(func() bool { sink.mu.Lock(); defer sink.mu.Unlock(); return len(sink.order) == 2 }) {
		t.Error("the event is not delivered again")
	}
	if secret := strings.TrimSpace(run("rotate", id, args[2])); secret == sink.secret || !strings.HasPrefix(secret, "whsec_") {
		t.Errorf("the new secret is %s", secret)
	}
	if got := strings.TrimSpace(run("parked", id)); strings.Contains(got, "\n") {
		t.Errorf("parked events: %s", got)
	}
	if got := runCommand(t, "", "webhooks", "redeliver", id, "1", "--database="+database); got.status != 1 || !strings.Contains(got.err, "not found") {
		t.Errorf("an event that is not parked: %+v", got)
	}
	run("delete", id)
	if got := list()[0]; got != "ID" {
		t.Errorf("the endpoint is still there: %s", got)
	}
}
