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
	// testTimeout bounds the wait for an event that must happen. Only a test that
	// fails waits so long.
	testTimeout = 5 * time.Minute
	// promptly bounds the time of an event that, with a fault, would take forever, or
	// as long as an ordinary time limit of the server.
	promptly = 15 * time.Second
)

func TestMain(m *testing.M) {
	// Ids differ from run to run, so only the seed repeats a run.
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

// buildProgram builds the program as these tests were built, so that the race
// detector also sees the server.
func buildProgram() {
	if program.folder, program.err = os.MkdirTemp("", "waybill-test-"); program.err != nil {
		return
	}
	_ = os.Chmod(program.folder, 0o755) // some tests run it as another user
	// Without the symbol table and debug data, linking takes half the time.
	args := []string{"build", "-buildvcs=false", "-ldflags=-s -w", "-o", filepath.Join(program.folder, "waybill.exe")}
	if raceDetector() {
		args = append(args, "-race") // other flags are in GOFLAGS
	}
	if said, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
		program.err = fmt.Errorf("building the program: %w\n%s", err, said)
	}
}

// raceDetector reports whether the tests were built with the race detector.
func raceDetector() bool {
	info, _ := debug.ReadBuildInfo() // binaries of tests have it
	return slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// newCommand returns a command of the program, without the WAYBILL_ variables of the
// environment.
func newCommand(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(programFile(t), args...)
	c.Dir = t.TempDir() // for the first key of a PostgreSQL database
	c.Env = slices.DeleteFunc(os.Environ(), func(setting string) bool { return strings.HasPrefix(setting, "WAYBILL_") })
	return c
}

// process is a server in a process of its own.
type process struct {
	t       *testing.T
	cmd     *exec.Cmd
	out     text // what it wrote to standard output
	log     text // and to standard error
	exited  chan struct{}
	address string
	secret  string // the first key; empty when the server created none
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

// launch starts a server without waiting. The server ends with the test at the
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

// disaster is a text that no log may contain. A random id may contain its letters.
var disaster = regexp.MustCompile(`DATA RACE|\bpanic\b`)

var welcome = regexp.MustCompile(`ready at https?://(\S+), (?s:.*)(?:key is in the file (\S+)\n(?s:.*)curl|A new key: )`)

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

// metricsAddress returns the address of the metrics of a server with
// --admin-address. It waits for the log, which may arrive after standard output.
func (p *process) metricsAddress() string {
	p.t.Helper()
	p.wait("serving its metrics", func() bool { return metricsAt.MatchString(p.log.String()) })
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
	is := false
	eventually(func() bool {
		exited := p.hasExited() // before the question, so that all output is there
		is = done()
		return is || exited
	})
	if !is {
		p.t.Fatalf("not %s: %v\n%s%s", what, p.cmd.ProcessState, p.out.String(), p.log.String())
	}
}

// eventually asks again and again whether an event has happened, until it has, and
// reports whether it has. It waits for the event and for no time: its bound only ends a
// test that fails.
func eventually(happened func() bool) bool {
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for deadline := time.Now().Add(2 * testTimeout); !happened(); <-again.C {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

// waitForMore waits until a count has grown. It gives up when the test has failed.
func waitForMore(t *testing.T, count func() int64, more int64) {
	t.Helper()
	before := count()
	if !eventually(func() bool { return count() >= before+more || t.Failed() }) {
		t.Errorf("%d of %d came", count()-before, more)
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

// waitExit returns how the process ended. The test fails when it does not end in
// time.
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

// kill ends the process as a crash does. It may have ended already.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.exited
}

// client returns a client with a key and its own connections.
func (p *process) client(key string) *client { return newClient(p.t, p.address, key) }

type client struct {
	address, key string
	http         http.Client
}

func newClient(t *testing.T, address, key string) *client {
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	t.Cleanup(transport.CloseIdleConnections)
	return &client{address: address, key: key, http: http.Client{Transport: transport, Timeout: testTimeout}}
}

const customersPath = "/v2/tms-api/customers"

// try sends a request. An error means that no complete answer arrived.
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

// isFailure reports whether an answer is the contract's answer to a request that the
// server could not serve, which reveals no cause.
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

// newCustomer returns the smallest body of a create.
func newCustomer(reference string) string {
	return fmt.Sprintf(`{"external_reference_id":%q,"name":"Acme Corporation"}`, reference)
}

// result is the result of a command.
type result struct {
	status   int
	out, err string
	cpu      time.Duration // the processor time of its process
}

// runCommand runs a command with a text as its input. Commands that only read and
// write the database run within the test: a process costs ten times as much. Those
// that handle signals or set limits of the process run in a process.
func runCommand(t *testing.T, input string, args ...string) result {
	t.Helper()
	if args[0] == "organizations" || args[0] == "keys" {
		var out, errs bytes.Buffer
		status := run(args, terminal{strings.NewReader(input), &out, &errs})
		return result{status: status, out: out.String(), err: errs.String()}
	}
	return runProcess(t, input, args...)
}

// runProcess runs a command in a process, with a text as its input.
func runProcess(t *testing.T, input string, args ...string) result {
	t.Helper()
	c := newCommand(t, args...)
	c.Stdin = strings.NewReader(input)
	return finish(t, c)
}

// finish runs a command to its end. It kills a server that starts by mistake.
func finish(t *testing.T, c *exec.Cmd) result {
	t.Helper()
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer time.AfterFunc(testTimeout, func() { _ = c.Process.Kill() }).Stop()
	if err := c.Wait(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	cpu := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	return result{c.ProcessState.ExitCode(), out.String(), errs.String(), cpu}
}

// mustRun runs a command that must succeed, and returns its standard output.
func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	r := runCommand(t, "", args...)
	if r.status != 0 { // some say more on standard error
		t.Fatalf("waybill %s: status %d: %s", strings.Join(args, " "), r.status, r.err)
	}
	return r.out
}

// openDatabase opens the database of a server while the server uses it.
func openDatabase(t *testing.T, address string) *sql.DB {
	t.Helper()
	driver, source := "sqlite", fmt.Sprintf("%s?_pragma=busy_timeout(%d)", address, sqldb.Timeout.Milliseconds())
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

// checkDatabase looks for damage, for rows that refer to missing rows, for wrong counts of
// rows and of the locations of loads, for children and metadata without their record, and for
// changes without an event.
// On PostgreSQL it does not look for damage.
func checkDatabase(t *testing.T, address string) {
	t.Helper()
	db := openDatabase(t, address)
	defer func() { _ = db.Close() }()
	checks := eventChecks()
	for _, k := range kinds() {
		checks[`SELECT count(*) FROM (SELECT organization_id, sum(row_count) AS counted FROM row_counts
			WHERE resource = '`+k.Plural+`' GROUP BY organization_id) r
			WHERE counted <> (SELECT count(*) FROM `+k.Plural+` c WHERE c.organization_id = r.organization_id)`] = "0"
		checks[`SELECT count(DISTINCT organization_id) FROM `+k.Plural+` WHERE organization_id NOT IN
			(SELECT organization_id FROM row_counts WHERE resource = '`+k.Plural+`')`] = "0"
		without := func(rows, owner string) {
			checks[`SELECT count(*) FROM `+rows+` NOT EXISTS (SELECT 1 FROM `+k.Plural+` r
				WHERE r.organization_id = c.organization_id AND r.id = c.`+owner+`)`] = "0"
		}
		without(`metadata c WHERE resource = '`+k.Plural+`' AND`, "record_id")
		for _, child := range k.Children {
			without(child.Name+` c WHERE`, child.Owner)
		}
	}
	const stops = `SELECT s.organization_id, location_id, count(*),
			sum(CASE WHEN status IN ('COMPLETED', 'CANCELLED', 'TENDER_REJECTED', 'INACTIVE') THEN 0 ELSE 1 END)
		FROM load_stops s JOIN loads l ON l.organization_id = s.organization_id AND l.id = s.load_id GROUP BY s.organization_id, location_id`
	const uses = `SELECT organization_id, location_id, sum(uses), sum(active_uses)
		FROM load_locations GROUP BY organization_id, location_id HAVING sum(uses) > 0`
	checks[`SELECT count(*) FROM (SELECT * FROM (`+stops+`) a EXCEPT SELECT * FROM (`+uses+`) b) c`] = "0"
	checks[`SELECT count(*) FROM (SELECT * FROM (`+uses+`) a EXCEPT SELECT * FROM (`+stops+`) b) c`] = "0"
	checks[`SELECT count(*) FROM load_stops s WHERE NOT EXISTS (SELECT 1 FROM locations l WHERE l.organization_id = s.organization_id AND l.id = s.location_id)`] = "0"
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

// eventChecks returns queries and their results for a database whose events are whole: the
// numbers have no gap, the versions of a record grow by 1 unless it is in a replica (those of e-mail texts, organizations, keys and backups are times), the last event of a record has
// its version, the last event of a record that does not exist is a deletion, and the event of a
// change of contacts stands before that of its update. Records that were last written before there were events may have none.
func eventChecks() map[string]string {
	checks := map[string]string{
		`SELECT count(*) FROM event_heads h WHERE seq <> (SELECT count(*) FROM events e WHERE e.organization_id = h.organization_id)`: "0",
		`SELECT count(*) FROM events WHERE organization_id NOT IN (SELECT organization_id FROM event_heads)`:                          "0",
		`SELECT count(*) FROM (SELECT version - lag(version) OVER (PARTITION BY organization_id, resource, record_id ORDER BY seq) AS step
			FROM events WHERE action <> 'contact_changed' AND resource NOT LIKE 'email_%' AND resource NOT IN ('organization', 'key', 'backup') AND organization_id NOT IN (SELECT organization_id FROM replicas)) s WHERE step <> 1`: "0",
		`SELECT count(*) FROM events e WHERE action = 'contact_changed' AND NOT EXISTS (SELECT 1 FROM events u WHERE u.organization_id = e.organization_id
			AND u.resource = e.resource AND u.record_id = e.record_id AND u.version = e.version AND u.action = 'updated' AND u.seq > e.seq)`: "0",
	}
	const later = `(SELECT 1 FROM events l WHERE l.organization_id = e.organization_id AND l.resource = e.resource
		AND l.reference = e.reference AND l.seq > e.seq)`
	for _, k := range kinds() {
		noun := strings.ToLower(k.Noun)
		checks[`SELECT count(*) FROM `+k.Plural+` r WHERE updated_at >= (SELECT min(at) FROM events WHERE organization_id = r.organization_id)
			AND NOT EXISTS (SELECT 1 FROM events e WHERE e.organization_id = r.organization_id AND e.resource = '`+noun+`'
				AND e.reference = r.external_reference_id AND e.record_id = r.id AND e.version = r.version AND e.action <> 'deleted'
				AND NOT EXISTS `+later+`)`] = "0"
		checks[`SELECT count(*) FROM events e WHERE resource = '`+noun+`' AND action <> 'deleted' AND NOT EXISTS `+later+`
			AND NOT EXISTS (SELECT 1 FROM `+k.Plural+` r WHERE r.organization_id = e.organization_id AND r.id = e.record_id)`] = "0"
	}
	return checks
}

// seeded returns a random generator, and logs the seed that repeats it.
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

// upTo returns a random duration below a limit.
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

// text collects the output of another process.
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
