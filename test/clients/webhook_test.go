package clients

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestWebhooksAreVerified: the npm library of Standard Webhooks verifies what the server
// sends: single events, several in a request, and both after a change of the secret.
func TestWebhooksAreVerified(t *testing.T) {
	t.Parallel()
	s := startOwn(t, "--webhooks", "--webhook-allow=127.0.0.0/8", "--secret-key-file="+filepath.Join(t.TempDir(), "waybill.key"))
	for _, body := range []string{`{"url":%q,"types":["customer.*"]}`, `{"url":%q,"types":["customer.*"],"max_events":10}`} {
		key := s.newKey(t, body, "--per-minute=0")
		receiver, secrets := startReceiver(t)
		var made struct{ ID, Secret string }
		url := "http://127.0.0.1:" + next(t, receiver)
		s.send(t, key, http.MethodPost, "/waybill/v1/webhooks", fmt.Sprintf(body, url), &made)
		if _, err := fmt.Fprintln(secrets, made.Secret); err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			reference := fmt.Sprint("Zażółć-", i)
			s.send(t, key, http.MethodPost, "/v2/tms-api/customers", fmt.Sprintf(`{"external_reference_id":%q,"name":"e"}`, reference), nil)
			if got := next(t, receiver); got != "customer.created "+reference {
				t.Errorf("the receiver prints %q", got)
			}
			if i == 1 { // requests are signed by the secret before, too
				s.send(t, key, http.MethodPost, "/waybill/v1/webhooks/"+made.ID+"/rotate", "", nil)
			}
		}
	}
}

// startReceiver starts webhook.mjs, and returns its lines and its standard input.
func startReceiver(t *testing.T) (*bufio.Scanner, io.Writer) {
	t.Helper()
	receiver := exec.CommandContext(t.Context(), "node", "webhook.mjs")
	receiver.Stderr = os.Stderr
	in, err := receiver.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := receiver.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := receiver.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = receiver.Process.Kill()
		_ = receiver.Wait()
	})
	return bufio.NewScanner(out), in
}

// next returns the next line.
func next(t *testing.T, lines *bufio.Scanner) string {
	t.Helper()
	if !lines.Scan() {
		t.Fatal("the receiver has ended", lines.Err())
	}
	return lines.Text()
}

// send sends a request that must succeed, and reads the answer into a value.
func (s *server) send(t *testing.T, key, method, path, body string, into any) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.url+path, bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-API-Key", key)
	got, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = got.Body.Close() }()
	answer, err := io.ReadAll(got.Body)
	if err != nil || got.StatusCode >= 300 {
		t.Fatalf("%s %s is answered %s %s, %v", method, path, got.Status, answer, err)
	}
	if into != nil {
		if err := json.Unmarshal(answer, into); err != nil {
			t.Fatal(err)
		}
	}
}
