package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

const (
	// patience is how long a test waits for what must happen soon. It only bounds
	// a test that fails.
	patience = time.Minute
	// promptly is the most that something may take which would take for ever, or as
	// long as an ordinary time limit of the server, were it done wrongly.
	promptly = 15 * time.Second
)

func TestMain(m *testing.M) {
	// Ids differ from run to run, so that a run is found again by its seed only.
	_ = flag.Set("rapid.nofailfile", "true")
	status := sqldbtest.Main(m)
	if program.folder != "" {
		_ = os.RemoveAll(program.folder)
	}
	os.Exit(status)
}

// program is the binary under test, built once for all tests that run it.
var program struct {
	once   sync.Once
	folder string
	err    error
}

func programFile(t *testing.T) string {
	t.Helper()
	program.once.Do(buildProgram)
	if program.err != nil {
		t.Fatal(program.err)
	}
	return filepath.Join(program.folder, "waybill.exe")
}

// buildProgram builds it the way these tests were built, so that the race
// detector sees the server too.
func buildProgram() {
	if program.folder, program.err = os.MkdirTemp("", "waybill-test-"); program.err != nil {
		return
	}
	_ = os.Chmod(program.folder, 0o755) // some tests run it as another user
	args := []string{"build", "-buildvcs=false", "-o", filepath.Join(program.folder, "waybill.exe")}
	if raceDetector() {
		args = append(args, "-race")
	}
	if said, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
		program.err = fmt.Errorf("building the program: %w\n%s", err, said)
	}
}

func raceDetector() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// newCommand is the program with arguments, and without the settings of whoever
// runs the tests.
func newCommand(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(programFile(t), args...)
	c.Dir = t.TempDir() // where the first key of a PostgreSQL database is written to
	c.Env = slices.DeleteFunc(os.Environ(), func(setting string) bool { return strings.HasPrefix(setting, "WAYBILL_") })
	return c
}

// newDatabase is where a test's database will be.
func newDatabase(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "waybill.db")
}

// process is a server in a process of its own.
type process struct {
	t       *testing.T
	cmd     *exec.Cmd
	out     text // what it wrote to standard output
	log     text // and to standard error
	exited  chan struct{}
	address string
	secret  string // of the key that it made; empty when it made none
}

// startProcess starts a server and waits until it is ready.
func startProcess(t *testing.T, database string, args ...string) *process {
	t.Helper()
	p := launch(t, newCommand(t, serveArgs(database, args...)...))
	p.waitReady()
	return p
}

func serveArgs(database string, args ...string) []string {
	return slices.Concat([]string{"serve", "--address=127.0.0.1:0", "--database=" + database}, withoutLimits, args)
}

// launch starts a server and does not wait. It ends with the test at the
// latest.
func launch(t *testing.T, cmd *exec.Cmd) *process {
	t.Helper()
	p := &process{t: t, cmd: cmd, exited: make(chan struct{})}
	cmd.Stdout = &p.out
	if cmd.Stderr == nil {
		cmd.Stderr = &p.log
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = cmd.Wait() // its ProcessState says the same
		close(p.exited)
	}()
	t.Cleanup(func() {
		p.kill()
		if log := p.log.String(); disaster.MatchString(log) {
			t.Errorf("the server's log:\n%s", log)
		}
	})
	return p
}

// disaster is what no log may have. An id of chance may have the letters.
var disaster = regexp.MustCompile(`DATA RACE|\bpanic\b`)

var welcome = regexp.MustCompile(`ready at http://(\S+), (?s:.*)(?:key is in the file (\S+)\n(?s:.*)curl|A new key: )`)

func (p *process) waitReady() {
	p.t.Helper()
	p.wait("ready", func() bool { return welcome.MatchString(p.out.String()) })
	said := welcome.FindStringSubmatch(p.out.String())
	p.address, p.secret = said[1], firstKeyIn(p.t, said[2])
}

// firstKeyIn reads the file of a first key; no file has none.
func firstKeyIn(t *testing.T, file string) string {
	t.Helper()
	if file == "" {
		return ""
	}
	key, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(key))
}

// metricsAddress is where a server with --admin-address tells how it is. What it
// logs may be here later than what it prints.
func (p *process) metricsAddress() string {
	p.t.Helper()
	p.wait("telling where its metrics are", func() bool { return metricsAt.MatchString(p.log.String()) })
	return metricsAt.FindStringSubmatch(p.log.String())[1]
}

var metricsAt = regexp.MustCompile(`"address":"http://(\S+)/metrics"`)

// waitLog waits until the log has a text.
func (p *process) waitLog(text string) {
	p.t.Helper()
	p.wait("logging "+text, func() bool { return strings.Contains(p.log.String(), text) })
}

func (p *process) wait(what string, done func() bool) {
	p.t.Helper()
	for deadline := time.Now().Add(patience); !done(); {
		if p.hasExited() || time.Now().After(deadline) {
			p.t.Fatalf("not %s: %v\n%s%s", what, p.cmd.ProcessState, p.out.String(), p.log.String())
		}
		time.Sleep(time.Millisecond)
	}
}

func (p *process) hasExited() bool {
	select {
	case <-p.exited:
		return true
	default:
		return false
	}
}

// waitExit gives how the process ended, which it must within a time.
func (p *process) waitExit(within time.Duration) *os.ProcessState {
	p.t.Helper()
	select {
	case <-p.exited:
	case <-time.After(within):
		p.t.Fatalf("the server still runs after %s:\n%s", within, p.log.String())
	}
	return p.cmd.ProcessState
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// kill ends the process as a crash does. One that has ended already is fine.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.exited
}

// client sends requests with a key, over connections of its own.
func (p *process) client(key string) *client { return newClient(p.t, p.address, key) }

type client struct {
	address, key string
	http         http.Client
}

func newClient(t *testing.T, address, key string) *client {
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	t.Cleanup(transport.CloseIdleConnections)
	return &client{address: address, key: key, http: http.Client{Transport: transport, Timeout: patience}}
}

const customersPath = "/v2/tms-api/customers"

// try sends a request. An error means that no whole answer came.
func (c *client) try(method, path, body string) (response, error) {
	request, err := http.NewRequestWithContext(context.Background(), method, "http://"+c.address+path, strings.NewReader(body))
	if err != nil {
		return response{}, err
	}
	request.Header.Set("X-Api-Key", c.key)
	got, err := c.http.Do(request)
	if err != nil {
		return response{}, err
	}
	defer got.Body.Close()
	answer, err := io.ReadAll(got.Body)
	return response{got.StatusCode, got.Header, answer}, err
}

// send sends a request that must be answered.
func (c *client) send(t *testing.T, method, path, body string) response {
	t.Helper()
	got, err := c.try(method, path, body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return got
}

// expect sends a request and checks the answer's status.
func (c *client) expect(t *testing.T, status int, method, path, body string) response {
	t.Helper()
	got := c.send(t, method, path, body)
	if got.status != status {
		t.Fatalf("%s %s %s is answered %d %s, want %d", method, path, body, got.status, got.body, status)
	}
	return got
}

// isFailure reports whether an answer is that to a request that the server could
// not serve, in the contract's words, which tell nothing of why.
func isFailure(got response) bool {
	id := got.header.Get("X-Request-Id")
	switch got.status {
	case http.StatusInternalServerError:
		return string(got.body) == `{"error":{"code":"INTERNAL_ERROR","message":"Internal server error. Request id: `+id+`"}}`
	case http.StatusServiceUnavailable:
		return got.header.Get("Retry-After") != "" && string(got.body) == `{"error":{"code":"UNAVAILABLE","message":`+
			`"The service is unavailable for now. Please retry. Request id: `+id+`"}}`
	}
	return false
}

// newCustomer is the least body of a create.
func newCustomer(reference string) string {
	return fmt.Sprintf(`{"external_reference_id":%q,"name":"Acme Corporation"}`, reference)
}

// result is what a command did.
type result struct {
	status   int
	out, err string
	worked   time.Duration // its time of the processors, whatever else these had to do
}

// runCommand runs a command with a text as its input.
func runCommand(t *testing.T, input string, args ...string) result {
	t.Helper()
	c := newCommand(t, args...)
	c.Stdin = strings.NewReader(input)
	return finish(t, c)
}

// finish runs a command to its end, which a server that should not have started
// does not find by itself.
func finish(t *testing.T, c *exec.Cmd) result {
	t.Helper()
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer time.AfterFunc(patience, func() { _ = c.Process.Kill() }).Stop()
	if err := c.Wait(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	worked := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	return result{c.ProcessState.ExitCode(), out.String(), errs.String(), worked}
}

// mustRun runs a command that must succeed and gives what it printed.
func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	r := runCommand(t, "", args...)
	if r.status != 0 { // some say more on standard error
		t.Fatalf("waybill %s: status %d: %s", strings.Join(args, " "), r.status, r.err)
	}
	return r.out
}

// openDatabase opens a server's file beside the server.
func openDatabase(t *testing.T, address string) *sql.DB {
	t.Helper()
	driver, source := "sqlite", address+"?_pragma=busy_timeout(10000)"
	if sqldb.IsPostgres(address) {
		driver, source = "pgx", address
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// checkDatabase looks for damage, for rows that refer to nothing, and for
// counts of rows that are wrong. Of PostgreSQL only the counts are ours.
func checkDatabase(t *testing.T, address string) {
	t.Helper()
	db := openDatabase(t, address)
	defer func() { _ = db.Close() }()
	checks := map[string]string{
		`SELECT count(*) FROM (SELECT organization_id, sum(row_count) AS counted FROM row_counts
			WHERE resource = 'customers' GROUP BY organization_id) r
			WHERE counted <> (SELECT count(*) FROM customers c WHERE c.organization_id = r.organization_id)`: "0",
		`SELECT count(DISTINCT organization_id) FROM customers WHERE organization_id NOT IN
			(SELECT organization_id FROM row_counts WHERE resource = 'customers')`: "0",
	}
	if !sqldb.IsPostgres(address) {
		checks[`SELECT group_concat(integrity_check) FROM pragma_integrity_check`] = "ok"
		checks[`SELECT count(*) FROM pragma_foreign_key_check`] = "0"
	}
	for query, want := range checks {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %s %v, want %s", query, got, err, want)
		}
	}
}

// seeded gives random numbers, and logs how to have them again.
func seeded(t *testing.T) *rand.Rand {
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("WAYBILL_TEST_SEED"); text != "" {
		if _, err := fmt.Sscan(text, &seed); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("WAYBILL_TEST_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// upTo is a random time below a limit.
func upTo(random *rand.Rand, limit time.Duration) time.Duration {
	return time.Duration(random.Int64N(int64(limit)))
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// text is a text that another process is writing.
type text struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (t *text) Write(more []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.all.Write(more)
}

func (t *text) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.all.String()
}
