package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// TestExamples runs the programs of the folder examples twice, with a network that loses
// an answer and a server that is busy once. They must do everything once.
func TestExamples(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := sqldbtest.SQLite(t)
	server := startProcess(t, database, "--per-minute=0")
	const rows = 230 // three batches
	csv, jsonl := []string{"external_reference_id,name,phone"}, []string{}
	for n := range rows {
		csv = append(csv, fmt.Sprintf("ROW-%d,Row %d,312-555-0100", n, n))
		jsonl = append(jsonl, fmt.Sprintf(`{"external_reference_id":"ROW-%d","name":"Row %d"}`, n, n))
	}
	for _, test := range []struct {
		name, load string
		command    []string
		want       string
	}{
		{"curl", "LOAD-CURL", []string{"bash", "example.sh"}, ""},
		{"python", "LOAD-PY", []string{"python3", "example.py", linesFile(t, csv)}, "load LOAD-PY of Quilamund Foods begins at 41.89, -87.62\n" +
			"customers in the file: 230, failed: 0\ncustomers on the server: 231\nloads on the server: 1\n"},
		{"javascript", "LOAD-JS", []string{"node", "example.mjs", linesFile(t, jsonl)}, "load LOAD-JS of Quilamund Foods begins at 41.89, -87.62\n" +
			"customers in the file: 230, failed: 0\ncustomers on the server: 231\nloads on the server: 1\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			need(t, test.command[0])
			organization := "examples " + test.name
			mustRun(t, "organizations", "create", organization, "--database="+database)
			key := strings.TrimSpace(mustRun(t, "keys", "create", "--organization="+organization, "--database="+database))
			direct, client, path := "http://"+server.address, server.client(key), "/v2/tms-api/loads/"+test.load
			if test.want == "" { // a script that neither retries nor changes
				runExample(t, direct, key, test.command, "")
				client.expect(t, http.StatusOK, "GET", path, "")
				return
			}
			proxy := newLossyProxy(t, server.address)
			runExample(t, proxy.URL, key, test.command, test.want)
			proxy.check(t)
			first := client.expect(t, http.StatusOK, "GET", path, "")
			runExample(t, direct, key, test.command, test.want)
			again := client.expect(t, http.StatusOK, "GET", path, "")
			if string(again.body) != string(first.body) {
				t.Errorf("the second run changed\n%s to\n%s", first.body, again.body)
			}
		})
	}
}

func linesFile(t *testing.T, lines []string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "lines")
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// runExample runs a program, which must print a text unless the text is empty.
func runExample(t *testing.T, url, key string, command []string, want string) {
	t.Helper()
	program := exec.CommandContext(t.Context(), command[0], command[1:]...)
	program.Dir = "../../examples"
	program.Env = append(os.Environ(), "TMS_URL="+url, "TMS_KEY="+key)
	printed, err := program.Output()
	if err != nil {
		var failed string
		if exited, ok := err.(*exec.ExitError); ok { //nolint:errorlint // Output does not wrap it
			failed = string(exited.Stderr)
		}
		t.Fatalf("%v: %s\n%s", err, failed, printed)
	}
	if want != "" && string(printed) != want {
		t.Errorf("printed\n%s\nwant\n%s", printed, want)
	}
}

// lossyProxy passes requests on to a server. It loses the answer to the first load and to
// the first batch, and answers the second attempt at the batch by 429.
type lossyProxy struct {
	*httptest.Server
	mu       sync.Mutex
	attempts map[string][]sending // by path, of writes that had trouble
}

type sending struct {
	key      string
	status   int // as the client saw it; 0 for none
	replayed bool
}

func newLossyProxy(t *testing.T, address string) *lossyProxy {
	n := &lossyProxy{attempts: map[string][]sending{}}
	target := &url.URL{Scheme: "http", Host: address}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
	n.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/v2/tms-api/")
		troubled := r.Method == http.MethodPost && (path == "loads" || path == "batch/customers")
		switch number := n.count(path); {
		case !troubled:
			proxy.ServeHTTP(w, r)
		case number == 0:
			lost := httptest.NewRecorder()
			proxy.ServeHTTP(lost, r)
			n.add(path, sending{key: r.Header.Get("Idempotency-Key")})
			panic(http.ErrAbortHandler)
		case number == 1 && path == "batch/customers":
			n.add(path, sending{r.Header.Get("Idempotency-Key"), http.StatusTooManyRequests, false})
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		default:
			got := httptest.NewRecorder()
			proxy.ServeHTTP(got, r)
			n.add(path, sending{r.Header.Get("Idempotency-Key"), got.Code, got.Header().Get("Idempotency-Replayed") == "true"})
			for name, values := range got.Header() {
				w.Header()[name] = values
			}
			w.WriteHeader(got.Code)
			_, _ = w.Write(got.Body.Bytes())
		}
	}))
	t.Cleanup(n.Close)
	return n
}

func (n *lossyProxy) count(path string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.attempts[path])
}

func (n *lossyProxy) add(path string, a sending) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.attempts[path] = append(n.attempts[path], a)
}

// check expects that the attempts at a write had one key, and that the last one got the
// answer that was lost.
func (n *lossyProxy) check(t *testing.T) {
	t.Helper()
	for path, want := range map[string]string{"loads": "0 201r", "batch/customers": "0 429 200r 200 200"} {
		attempts := n.attempts[path]
		var got []string
		keys := map[string]bool{}
		for i, a := range attempts {
			got = append(got, fmt.Sprint(a.status)+map[bool]string{true: "r"}[a.replayed])
			keys[a.key] = true
			if a.replayed && a.key != attempts[i-1].key {
				t.Errorf("%s: the attempts %v have different keys", path, attempts)
			}
		}
		if strings.Join(got, " ") != want || len(keys) != strings.Count(want, "20") {
			t.Errorf("%s: %v, want the statuses %s", path, attempts, want)
		}
	}
}
