//go:build linux

package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"waybill/internal/sqldb/sqldbtest"
)

// These tests make system calls of the real server fail, by strace, so that
// all between the disk and the client is as in use.

// TestDiskFails is about writes that the disk refuses: none of them may be
// acknowledged, none acknowledged before may be lost, and the server must work
// again once the disk does.
func TestDiskFails(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, calls, fault string
		sparse             int // calls that succeed between two that fail, at most
	}{
		{"a sync fails", "fsync,fdatasync", "error=EIO", 3},
		{"a write fails", "pwrite64", "error=EIO", 30},
		{"the disk is full", "pwrite64", "error=ENOSPC", 30},
		{"the file system becomes read-only", "pwrite64,ftruncate", "error=EROFS", 30},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFaultTest(t, test.calls, test.fault)
			f.sparse = test.sparse
			f.run()
		})
	}
}

type faultTest struct {
	t            *testing.T
	calls, fault string
	sparse       int
	random       *rand.Rand
	database     string
	server       *process
	client       *client
	witnesses    []*witness
}

func newFaultTest(t *testing.T, calls, fault string) *faultTest {
	need(t, "strace")
	f := &faultTest{t: t, calls: calls, fault: fault, random: seeded(t), database: sqldbtest.SQLite(t)}
	f.server = startProcess(t, f.database)
	f.client = f.server.client(f.server.secret)
	for i := range 8 {
		f.witnesses = append(f.witnesses, newWitness(f.random, fmt.Sprintf("client-%d-", i)))
	}
	return f
}

func (f *faultTest) run() {
	f.together(func(w *witness) { f.acknowledged(w, 5) })
	f.alwaysFails()
	f.together(func(w *witness) { f.acknowledged(w, 5) })
	f.failsNowAndThen()

	f.server.kill()
	f.server = startProcess(f.t, f.database)
	f.client = f.server.client(f.client.key)
	checkFates(f.t, f.client, f.witnesses)
	checkDatabase(f.t, f.database)
	f.together(func(w *witness) { f.acknowledged(w, 5) })
}

// alwaysFails expects that no write is acknowledged, that reads go on, and that
// what was refused is not there.
func (f *faultTest) alwaysFails() {
	before := listAll(f.t, f.client)
	repair := f.inject("")
	f.together(func(w *witness) {
		for range 5 {
			if !f.refused(w.step(f.t, f.client)) {
				f.t.Error("a write was acknowledged while the disk failed")
			}
		}
		// All want the same reference, and nobody may be told that it is taken:
		// none of these writes is kept.
		f.refused((&fate{}).write(f.t, f.client, http.StatusCreated, "POST", customersPath, newCustomer("same")))
	})
	f.sameAs(before)
	f.client.expect(f.t, http.StatusOK, "GET", "/healthz", "")
	repair()
	f.sameAs(before)
	checkFates(f.t, f.client, f.witnesses)
}

// failsNowAndThen breaks and repairs the disk while clients write, and leaves
// it broken.
func (f *faultTest) failsNowAndThen() {
	const rounds = 5
	var acknowledged, refused atomic.Int64
	over := make(chan struct{})
	var working sync.WaitGroup
	for _, w := range f.witnesses {
		working.Go(func() {
			for !isClosed(over) {
				if f.refused(w.step(f.t, f.client)) {
					refused.Add(1)
				} else {
					acknowledged.Add(1)
				}
			}
		})
	}
	for round := range rounds {
		// Failures in the middle of a transaction, too.
		repair := f.inject(fmt.Sprintf(":when=%d+%d", 1+f.random.IntN(f.sparse), 1+f.random.IntN(f.sparse)))
		waitForMore(f.t, refused.Load, 1+f.random.Int64N(20))
		if round < rounds-1 {
			repair()
			waitForMore(f.t, acknowledged.Load, 1+f.random.Int64N(50))
		}
	}
	close(over)
	working.Wait()
	f.t.Logf("%d writes acknowledged, %d refused", acknowledged.Load(), refused.Load())
}

func (f *faultTest) together(do func(*witness)) {
	f.t.Helper()
	var working sync.WaitGroup
	for _, w := range f.witnesses {
		working.Go(func() { do(w) })
	}
	working.Wait()
	if f.t.Failed() {
		f.t.FailNow()
	}
}

func (f *faultTest) acknowledged(w *witness, writes int) {
	for range writes {
		if err := w.step(f.t, f.client); err != nil {
			f.t.Error(err)
		}
	}
}

// refused reports whether a write was refused. If so it must be by a 503 that
// tells nothing of the reason, which the log has.
func (f *faultTest) refused(err error) bool {
	if err == nil {
		return false
	}
	var refused *refusedError
	if !errors.As(err, &refused) {
		f.t.Error(err)
		return true
	}
	checkUnavailable(f.t, f.server, refused.answer)
	return true
}

func checkUnavailable(t *testing.T, server *process, got response) {
	t.Helper()
	if got.status != http.StatusServiceUnavailable {
		t.Errorf("the answer is %d %v %s", got.status, got.header, got.body)
		return
	}
	checkFailure(t, server, got)
}

// checkFailure expects that an answer tells nothing of why a request failed,
// and that the log does.
func checkFailure(t *testing.T, server *process, got response) {
	t.Helper()
	if !isFailure(got) {
		t.Errorf("the answer is %d %v %s", got.status, got.header, got.body)
		return
	}
	// The answer may be here before the line of the log is.
	id := got.header.Get("X-Request-Id")
	if !eventually(func() bool { return explained(server.log.String(), id) || t.Failed() }) {
		t.Errorf("the log does not say why %s failed", id)
	}
}

// explained reports whether a log says that the disk made a request fail.
func explained(log, id string) bool {
	for line := range strings.Lines(log) {
		if strings.Contains(line, id) && strings.Contains(line, "ERROR") {
			return slices.ContainsFunc([]string{"disk I/O error", "disk is full", "disk image is malformed"},
				func(why string) bool { return strings.Contains(line, why) })
		}
	}
	return false
}

func (f *faultTest) sameAs(before map[string]string) {
	f.t.Helper()
	after := listAll(f.t, f.client)
	for reference := range after {
		if after[reference] != before[reference] {
			f.t.Errorf("%s is %s, was %q", reference, after[reference], before[reference])
		}
	}
	if len(after) != len(before) {
		f.t.Errorf("there are %d customers, were %d", len(after), len(before))
	}
}

func (f *faultTest) inject(when string) (repair func()) {
	return inject(f.t, f.server, f.database, f.calls, f.fault+when)
}

// TestReadsFail is about reads that the disk refuses. Whoever is answered must
// be answered rightly, and nobody must be told that a customer is not there.
func TestReadsFail(t *testing.T) {
	t.Parallel()
	need(t, "strace")
	database := sqldbtest.SQLite(t)
	server := startProcess(t, database)
	key := server.secret
	const count = 200
	for i := range count {
		server.client(key).expect(t, http.StatusCreated, "POST", customersPath, newCustomer(fmt.Sprint(i)))
	}
	server.kill()
	server = startProcess(t, database) // which has nothing in memory yet
	all := func(check func(reference string, got response)) {
		var working sync.WaitGroup
		for range 8 {
			c := server.client(key)
			working.Go(func() {
				for i := range count {
					check(fmt.Sprint(i), c.send(t, "GET", fmt.Sprint(customersPath, "/", i), ""))
				}
			})
		}
		working.Wait()
	}
	refused := 0
	var mu sync.Mutex
	repair := inject(t, server, database, "pread64", "error=EIO:when=1+2")
	all(func(reference string, got response) {
		if got.status == http.StatusOK {
			checkReference(t, reference, got)
			return
		}
		// SQLite takes a page that cannot be read for a damaged one: that is a 500.
		checkFailure(t, server, got)
		mu.Lock()
		refused++
		mu.Unlock()
	})
	repair()
	if refused == 0 {
		t.Error("no read failed")
	}
	all(func(reference string, got response) { checkReference(t, reference, got) })
}

func checkReference(t *testing.T, reference string, got response) {
	t.Helper()
	if got.status != http.StatusOK || referenceIn(t, string(got.body)) != reference {
		t.Errorf("%s is answered %d %s", reference, got.status, got.body)
	}
}

// TestSlowSync is about a disk that takes its time: an answer waits for it,
// writes that wait together do so once, and reads do not wait.
func TestSlowSync(t *testing.T) {
	t.Parallel()
	need(t, "strace")
	const slow, clients = 500 * time.Millisecond, 64
	database := sqldbtest.SQLite(t)
	server := startProcess(t, database)
	c := server.client(server.secret)
	c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("before"))
	slowed := func(takes time.Duration) (repair func()) {
		return inject(t, server, database, "fsync,fdatasync", fmt.Sprintf("delay_enter=%d", takes.Microseconds()))
	}

	repair := slowed(slow)
	start := time.Now()
	c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("alone"))
	if took := time.Since(start); took < slow {
		t.Errorf("an answer came after %s, before the commit was on disk", took)
	}
	start = time.Now()
	writeAtOnce(t, c, clients)
	if took := time.Since(start); took > clients/2*slow {
		t.Errorf("%d writes took %s, at %s a sync", clients, took, slow)
	}
	repair()

	repair = slowed(time.Hour)
	written := make(chan struct{})
	go func() {
		defer close(written)
		if got, err := c.try("POST", customersPath, newCustomer("after")); err != nil || got.status != http.StatusCreated {
			t.Errorf("a write that waited is answered %d %s %v", got.status, got.body, err)
		}
	}()
	start = time.Now()
	reader := server.client(server.secret)
	for reads := 0; reads < 5 || time.Since(start) < slow; reads++ {
		reader.expect(t, http.StatusOK, "GET", customersPath+"/before", "")
	}
	if isClosed(written) {
		t.Error("an answer came before the commit was on disk")
	}
	repair()
	<-written
}

func writeAtOnce(t *testing.T, c *client, clients int) {
	t.Helper()
	var working sync.WaitGroup
	for i := range clients {
		working.Go(func() {
			if got, err := c.try("POST", customersPath, newCustomer(fmt.Sprint(i))); err != nil || got.status != http.StatusCreated {
				t.Errorf("a write is answered %d %s %v", got.status, got.body, err)
			}
		})
	}
	working.Wait()
}

// inject makes system calls of a server fail when they are for its database,
// until repair.
func inject(t *testing.T, server *process, database, calls, fault string) (repair func()) {
	t.Helper()
	injected := filepath.Join(t.TempDir(), "injected")
	var said text
	strace := exec.Command("strace", "-f", "-o", injected, "-p", fmt.Sprint(server.cmd.Process.Pid),
		"-P", database, "-P", database+"-wal", "-e", "trace="+calls, "-e", "inject="+calls+":"+fault)
	strace.Stderr = &said
	if err := strace.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() {
		_ = strace.Wait() // it ends by our signal
		close(exited)
	}()
	repair = func() {
		// It lets the server go on, and then ends.
		_ = strace.Process.Signal(syscall.SIGTERM)
		<-exited
	}
	t.Cleanup(repair)
	attached := func() bool { return strings.Contains(said.String(), " attached") }
	eventually(func() bool { return isClosed(exited) || attached() })
	switch {
	case strings.Contains(said.String(), "not permitted"):
		cannot(t, "strace may not attach to a process here: see man 2 ptrace, /proc/sys/kernel/yama/ptrace_scope")
	case !attached():
		t.Fatalf("strace did not start: %s", said.String())
	}
	return repair
}

// cannot skips a test that cannot run, except where all tests must.
func cannot(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// TestNotWritable runs commands as a user who may not write.
func TestNotWritable(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	made := sqldbtest.SQLite(t)
	mustRun(t, "organizations", "create", "acme", "--database="+made)
	checkDatabase(t, made)
	bytes, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name             string
		database, folder os.FileMode // 0 for no database
	}{
		{"the file", 0o444, 0o777},
		{"the folder", 0o666, 0o555},
		{"the folder of a database to be made", 0, 0o555},
		{"a file that may not be read either", 0o200, 0o777},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			database := filepath.Join(folder, "waybill.db")
			if test.database != 0 {
				writeFile(t, database, bytes, test.database)
			}
			chmod(t, filepath.Dir(folder), 0o755)
			chmod(t, folder, test.folder)
			t.Cleanup(func() { chmod(t, folder, 0o755) })
			command := newCommand(t, serveArgs(database)...)
			if os.Geteuid() == 0 { // who may write everywhere
				command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
			}
			checkMistake(t, finish(t, command), 1, "")
		})
	}
}

func writeFile(t *testing.T, file string, bytes []byte, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(file, bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	chmod(t, file, mode)
}

func chmod(t *testing.T, file string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(file, mode); err != nil {
		t.Fatal(err)
	}
}

// TestDoctorOfAnotherUser: what it may not look at is neither well nor missing.
func TestDoctorOfAnotherUser(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("only root runs programs as another user")
	}
	folder := filepath.Join(t.TempDir(), "private")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	database := filepath.Join(folder, "waybill.db")
	mustRun(t, "organizations", "create", "acme", "--database="+database)
	c := newCommand(t, "doctor", "--database="+database, "--backup-dir="+folder)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	c.Dir = "/"
	got := finish(t, c)
	for _, want := range []string{`failure +database\.reachable +.*permission denied`, `failure +backup\.folder +.*permission denied`, `warning +files\.database +.*permission denied`,
		`warning +files\.first_key +.*permission denied`, `skipped +backup\.verified `} {
		if !regexp.MustCompile(`(?m)^` + want).MatchString(got.out) {
			t.Errorf("no line is like %q in\n%s%s", want, got.out, got.err)
		}
	}
	if got.status != 1 {
		t.Errorf("status %d", got.status)
	}
}
