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

// program is the Waybill of this repository, and shared a server of it that the
// clients share.
var (
	program string
	shared  *server
)

// server is a process with a database of its own.
type server struct {
	database, url string
	process       *exec.Cmd
}

func TestMain(m *testing.M) {
	status, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "starting the server:", err)
		os.Exit(1)
	}
	os.Exit(status)
}

func run(m *testing.M) (status int, err error) {
	folder, err := os.MkdirTemp("", "waybill-clients-")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	program = filepath.Join(folder, "waybill.exe")
	build := exec.Command("go", "-C", "../..", "build", "-buildvcs=false", "-o", program, "./cmd/waybill")
	if said, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%w\n%s", err, said)
	}
	if shared, err = start(filepath.Join(folder, "waybill.db")); err != nil {
		return 0, err
	}
	defer shared.stop()
	return m.Run(), nil
}

// startOwn starts a server that ends with the test.
func startOwn(t *testing.T, args ...string) *server {
	t.Helper()
	s, err := start(filepath.Join(t.TempDir(), "waybill.db"), args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.stop)
	return s
}

// start waits until the server takes requests.
func start(database string, args ...string) (*server, error) {
	s := &server{database: database}
	s.process = s.command(append([]string{"serve", "--address=127.0.0.1:0", "--log-format=json", "--no-access-log"}, args...)...)
	log, err := s.process.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var line struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "started" {
			s.url = "http://" + line.Address
			go drain(lines)
			return s, nil
		}
		fmt.Fprintln(os.Stderr, lines.Text())
	}
	s.stop()
	return nil, fmt.Errorf("it did not start: %w", lines.Err())
}

func (s *server) stop() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

// drain shows what the server has to say later.
func drain(lines *bufio.Scanner) {
	for lines.Scan() {
		fmt.Fprintln(os.Stderr, lines.Text())
	}
}

// command is a command on the server's database.
func (s *server) command(args ...string) *exec.Cmd {
	c := exec.Command(program, args...)
	c.Env = append(os.Environ(), "WAYBILL_DATABASE="+s.database)
	return c
}

// newKeys makes an organization with a key, and another with a key that may send a
// request a minute.
func newKeys(t *testing.T) (key, limited string) {
	t.Helper()
	return shared.newKey(t, t.Name(), "--per-minute=0"), shared.newKey(t, t.Name()+" limited", "--per-minute=1")
}

// newKey makes an organization, with a key that has limits.
func (s *server) newKey(t *testing.T, organization string, limits ...string) string {
	t.Helper()
	if said, err := s.command("organizations", "create", organization).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	created, err := s.command(append([]string{"keys", "create", "--organization", organization,
		"--scopes", "all"}, limits...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	_, secret, ok := strings.Cut(string(created), "mtm_")
	if !ok {
		t.Fatalf("no key in %q", created)
	}
	return "mtm_" + strings.Fields(secret)[0]
}
