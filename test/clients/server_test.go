package clients

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tooMany is more than a limited key may send, whenever a minute begins.
const tooMany = 10

// server is a Waybill of this repository.
var server struct {
	program, database, url string
}

func TestMain(m *testing.M) {
	stop, err := startServer()
	if err != nil {
		fmt.Fprintln(os.Stderr, "starting the server:", err)
		os.Exit(1)
	}
	status := m.Run()
	stop()
	os.Exit(status)
}

// startServer builds and starts it, and gives what ends it.
func startServer() (stop func(), err error) {
	folder, err := os.MkdirTemp("", "waybill-clients-")
	if err != nil {
		return nil, err
	}
	server.program, server.database = filepath.Join(folder, "waybill.exe"), filepath.Join(folder, "waybill.db")
	build := exec.Command("go", "-C", "../..", "build", "-buildvcs=false", "-o", server.program, "./cmd/waybill")
	if said, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	serve := waybill("serve", "--address=127.0.0.1:0", "--log-format=json", "--no-access-log")
	log, err := serve.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := serve.Start(); err != nil {
		return nil, err
	}
	stop = func() {
		_ = serve.Process.Kill()
		_ = serve.Wait()
		_ = os.RemoveAll(folder)
	}
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var line struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "started" {
			server.url = "http://" + line.Address
			go drain(lines)
			return stop, nil
		}
		fmt.Fprintln(os.Stderr, lines.Text())
	}
	stop()
	return nil, fmt.Errorf("it did not start: %w", lines.Err())
}

// drain shows what the server has to say later.
func drain(lines *bufio.Scanner) {
	for lines.Scan() {
		fmt.Fprintln(os.Stderr, lines.Text())
	}
}

// waybill is a command on the server's database.
func waybill(args ...string) *exec.Cmd {
	c := exec.Command(server.program, args...)
	c.Env = append(os.Environ(), "WAYBILL_DATABASE="+server.database)
	return c
}

// newKeys makes an organization with a key, and one with a key that may send a
// request a minute.
func newKeys(t *testing.T) (key, limited string) {
	t.Helper()
	return newKey(t, t.Name(), "0"), newKey(t, t.Name()+" limited", "1")
}

func newKey(t *testing.T, organization, perMinute string) string {
	t.Helper()
	if said, err := waybill("organizations", "create", organization).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	created, err := waybill("keys", "create", "--organization", organization,
		"--scopes", "read:customers,write:customers", "--per-minute", perMinute).Output()
	if err != nil {
		t.Fatal(err)
	}
	_, secret, ok := strings.Cut(string(created), "mtm_")
	if !ok {
		t.Fatalf("no key in %q", created)
	}
	return "mtm_" + strings.Fields(secret)[0]
}
