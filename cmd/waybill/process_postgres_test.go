package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// requestTimeout is that of servers whose database will be in trouble. An answer
// that comes later than tooLate, on a machine that has other things to do, has not
// kept to it: it is less than the 10 s that a server without it waits for a database.
const (
	requestTimeout = time.Second
	tooLate        = requestTimeout + 8*time.Second
)

// TestCrashOfOneOfTwo kills one of two servers that share a database, again and
// again, while clients write through both. The other one must not notice.
func TestCrashOfOneOfTwo(t *testing.T) {
	t.Parallel()
	const crashes = 4
	s := newStrain(t, sqldbtest.Postgres(t))
	victims, others := s.witnesses[:4], s.witnesses[4:]
	other := s.startOrdinary("other")
	victim := s.startOrdinary("victim")
	for crash := range crashes {
		over, through := make(chan struct{}), other.client(s.key)
		var working, dying sync.WaitGroup
		for _, w := range others {
			working.Go(func() {
				for !isClosed(over) && !t.Failed() {
					if s.refused(w, through) {
						t.Error("the server that lives refuses a write")
					}
				}
			})
		}
		for _, w := range victims {
			dying.Go(func() { w.work(t, victim.client(s.key)) })
		}
		waitForMore(t, func() int64 { return s.acknowledged.Load() + acknowledgedBy(victims) }, 1+s.random.Int64N(200))
		victim.kill()
		dying.Wait()
		close(over)
		working.Wait()
		waitGone(t, s.database, "victim")
		victim = s.startOrdinary("victim")
		checkFates(t, []*client{victim.client(s.key), other.client(s.key)}[crash%2], s.witnesses)
		checkDatabase(t, s.database)
		if t.Failed() {
			t.Fatalf("after crash %d", crash+1)
		}
	}
}

// TestPostmasterCrash kills the database server and starts it again while
// clients write through two servers.
func TestPostmasterCrash(t *testing.T) {
	t.Parallel()
	cluster := sqldbtest.NewCluster(t, "fsync=off") // what is lost is a process, and not the power
	s := newStrain(t, cluster.Address())
	servers := []*process{s.start("one"), s.start("two")}
	s.load(servers...)
	for range 2 {
		waitForMore(t, s.acknowledged.Load, 1+s.random.Int64N(100))
		cluster.Kill()
		s.mustRefuse(servers...)
		if err := cluster.Start(); err != nil {
			t.Fatal(err)
		}
		s.mustRecover(servers...)
	}
	s.settle(servers...)
}

// TestFailover kills a primary while clients write, and promotes its synchronous
// standby. The servers find it by themselves, and it has every write that was
// acknowledged.
func TestFailover(t *testing.T) {
	t.Parallel()
	primary := sqldbtest.NewCluster(t, "fsync=off") // what is lost is a process, and not the power
	standby := primary.NewStandby(t)
	s := newStrain(t, primary.WithStandby(standby))
	servers := []*process{s.start("one"), s.start("two")}
	s.load(servers...)
	waitForMore(s.t, s.acknowledged.Load, 100)
	primary.Kill()
	s.mustRefuse(servers...)
	standby.Promote(t)
	s.mustRecover(servers...)
	s.settle(servers...)
}

// TestConnectionsAreTerminated has the database end connections at random, and
// then take no new ones for a while, as it does for maintenance.
func TestConnectionsAreTerminated(t *testing.T) {
	t.Parallel()
	s := newStrain(t, sqldbtest.Postgres(t))
	servers := []*process{s.start("one"), s.start("two")}
	admin := openDatabase(t, maintenance(t, s.database))
	s.load(servers...)
	for range 4 {
		terminate(t, admin, s.database, 0.3)
		waitForMore(t, s.acknowledged.Load, 1+s.random.Int64N(20))
	}
	s.mustRecover(servers...)

	name := databaseName(t, s.database)
	mustExec(t, admin, `ALTER DATABASE `+name+` ALLOW_CONNECTIONS false`)
	for _, server := range servers { // which may be connecting, so that a connection is seen only later
		server.wait("cut off", func() bool {
			terminate(t, admin, s.database, 1)
			return !s.isReady(server)
		})
	}
	s.mustRefuse(servers...)
	mustExec(t, admin, `ALTER DATABASE `+name+` ALLOW_CONNECTIONS true`)
	s.mustRecover(servers...)
	s.settle(servers...)
}

// TestNetworkFails slows, stalls and cuts the way between a server and its
// database.
func TestNetworkFails(t *testing.T) {
	t.Parallel()
	s := newStrain(t, sqldbtest.Postgres(t))
	way := newNetwork(t, s.database)
	server := s.startOn(way.address)
	s.load(server)
	troubles := []func(){
		func() { // slow: nobody is refused for that
			patient := startProcess(t, way.address) // more so than the machine can be slow
			way.set(weather{delay: upTo(s.random, 20*time.Millisecond)})
			waitForMore(s.t, s.acknowledged.Load, 40)
			s.mustAcknowledge(patient, 40)
			patient.kill()
		},
		func() { // cut at a random moment
			for range 2 {
				waitForMore(t, s.acknowledged.Load, 1+s.random.Int64N(20))
				way.cut()
			}
		},
		func() { // queries arrive, and answers get lost, also the answer of a commit
			for range 2 {
				waitForMore(t, s.acknowledged.Load, 1+s.random.Int64N(20))
				way.set(weather{holdAnswers: true})
				waitForMore(t, way.held.Load, 1)
				way.set(weather{})
				way.cut()
			}
		},
		func() { // away
			way.set(weather{refuse: true})
			way.cut()
			s.mustRefuse(server)
		},
		func() { // silent
			way.set(weather{holdAnswers: true, holdQuestions: true})
			s.mustRefuse(server)
		},
		func() { // silent, and then gone
			way.set(weather{holdAnswers: true, holdQuestions: s.random.IntN(2) == 0})
			s.mustRefuse(server)
			way.cut()
		},
	}
	for _, i := range s.random.Perm(len(troubles)) {
		troubles[i]()
		way.set(weather{})
		s.mustRecover(server)
	}
	s.settle(server)
}

// TestGoroutinesDoNotPileUp has requests fail in all ways that a network has,
// and counts what of the server is left running.
func TestGoroutinesDoNotPileUp(t *testing.T) {
	t.Parallel()
	const rounds, requests = 2, 100
	way := newNetwork(t, sqldbtest.Postgres(t))
	var server *testServer
	count := labeled(t, func() { server = newTestServer(t, way.address, "--request-timeout=300ms") })
	key := importKey(t, server.db)
	flood := func() {
		c := newClient(t, server.address, key)
		defer c.http.CloseIdleConnections()
		var working sync.WaitGroup
		for i := range requests {
			working.Go(func() {
				for _, method := range []string{"POST", "GET"} {
					got, err := c.try(method, customersPath, newCustomer(fmt.Sprint(i)))
					if err != nil || got.status >= 500 && !isFailure(got) {
						t.Errorf("%s is answered %d %s %v", method, got.status, got.body, err)
					}
				}
			})
		}
		working.Wait()
	}
	flood()
	before := count()
	for range rounds {
		for _, w := range []weather{{holdAnswers: true}, {holdQuestions: true, holdAnswers: true}, {refuse: true}} {
			way.set(w)
			flood()
			way.cut()
			way.set(weather{})
		}
	}
	// The pool closes its broken connections beside the requests.
	if !eventually(func() bool { return count() <= before+10 }) {
		t.Errorf("of the server run %d goroutines, were %d", count(), before)
	}
	c := newClient(t, server.address, key)
	if !eventually(func() bool { return c.send(t, "GET", customersPath, "").status == http.StatusOK }) {
		t.Fatal("the server does not recover")
	}
}

// labeled calls a function, and gives another that counts the goroutines that
// the first has started, and theirs.
func labeled(t *testing.T, start func()) (count func() int) {
	alike := regexp.MustCompile(fmt.Sprintf(`(?m)^(\d+) @.*\n# labels: \{"test":%q\}`, t.Name()))
	pprof.Do(context.Background(), pprof.Labels("test", t.Name()), func(context.Context) { start() })
	return func() (sum int) {
		var profile bytes.Buffer
		if err := pprof.Lookup("goroutine").WriteTo(&profile, 1); err != nil {
			t.Fatal(err)
		}
		for _, found := range alike.FindAllStringSubmatch(profile.String(), -1) {
			number, _ := strconv.Atoi(found[1])
			sum += number
		}
		if sum == 0 {
			t.Fatal("no goroutine has the label")
		}
		return sum
	}
}

// importKey makes an organization with a key.
func importKey(t *testing.T, db *sqldb.DB, name ...string) (key string) {
	t.Helper()
	key = "key-of-" + t.Name() + strings.Join(name, "")
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader(key+",organization of "+key)); err != nil {
		t.Fatal(err)
	}
	return key
}

// A key that is revoked through one server is refused by all within a second,
// however much they use it.
func TestARevocationHoldsEverywhere(t *testing.T) {
	t.Parallel()
	s := newStrain(t, sqldbtest.Postgres(t))
	mustRun(t, "organizations", "create", "acme", "--database="+s.database)
	key := strings.TrimSpace(mustRun(t, "keys", "create", "--organization=acme", "--database="+s.database))
	id := regexp.MustCompile(`key_\w+`).FindString(mustRun(t, "keys", "list", "--organization=acme", "--database="+s.database))
	begun := time.Now()
	var revoked atomic.Int64 // when, in nanoseconds after that
	var working sync.WaitGroup
	for _, server := range []*process{s.startOrdinary("one"), s.startOrdinary("two")} {
		c := server.client(key)
		c.expect(t, http.StatusOK, "GET", customersPath, "")
		working.Go(func() {
			for deadline := time.Now().Add(testTimeout); time.Now().Before(deadline); {
				sent, before := time.Since(begun), time.Duration(revoked.Load())
				switch got := c.send(t, "GET", customersPath, ""); {
				case got.status == http.StatusUnauthorized:
					return
				case got.status != http.StatusOK:
					t.Errorf("a list is answered %d %s", got.status, got.body)
				case before != 0 && sent-before > time.Second:
					t.Errorf("%s after it was revoked a key is let in", sent-before)
					return
				}
			}
			t.Error("the key is never refused")
		})
	}
	mustRun(t, "keys", "revoke", id, "--database="+s.database)
	revoked.Store(int64(time.Since(begun)))
	working.Wait()
}

// Servers that start at once on an empty database all come up: one makes the
// tables and the first key, the others wait.
func TestServersStartAtOnce(t *testing.T) {
	t.Parallel()
	random := seeded(t)
	database := sqldbtest.Postgres(t)
	admin := openDatabase(t, database)
	for range 2 {
		mustExec(t, admin, `DROP SCHEMA public CASCADE`)
		mustExec(t, admin, `CREATE SCHEMA public`)
		var all []*process
		for range 3 {
			all = append(all, launch(t, newCommand(t, serveArgs(database)...)))
		}
		crashed := launch(t, newCommand(t, serveArgs(database)...))
		migrated := random.IntN(5)
		crashed.wait("migrating", func() bool {
			var applied int
			err := admin.QueryRow(`SELECT count(*) FROM goose_db_version WHERE version_id > 0`).Scan(&applied)
			return migrated == 0 || err == nil && applied >= migrated
		})
		crashed.kill()
		key := ""
		if said := welcome.FindStringSubmatch(crashed.out.String()); said != nil {
			key = firstKeyIn(t, said[2])
		}
		for _, server := range all {
			server.waitReady()
			if key != "" && server.secret != "" {
				t.Error("two servers made a first key")
			}
			key += server.secret
		}
		if key == "" { // it was made by the one that crashed, and not told
			key = strings.TrimSpace(mustRun(t, "keys", "create", "--organization=default", "--database="+database))
		}
		for i, server := range all {
			server.client(key).expect(t, http.StatusCreated, "POST", customersPath, newCustomer(fmt.Sprint(i)))
		}
		for _, server := range all {
			server.kill() // so that none is in the way of the next ones
		}
		checkDatabase(t, database)
	}
}

// Requests that find all connections taken are refused in time, and those that
// come later are served.
func TestAnExhaustedPoolRefuses(t *testing.T) {
	t.Parallel()
	s := newStrain(t, sqldbtest.Postgres(t))
	server := s.start("one")
	c := server.client(s.key)
	written := 0
	writes := func() bool { // in time, when the machine has some
		written++
		return c.send(t, "POST", customersPath, newCustomer(fmt.Sprint("customer-", written))).status == http.StatusCreated
	}
	server.wait("writing", writes)
	locker, err := openDatabase(t, s.database).Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = locker.Rollback() }()
	if _, err := locker.Exec(`LOCK TABLE customers IN ACCESS EXCLUSIVE MODE`); err != nil {
		t.Fatal(err)
	}
	var working sync.WaitGroup
	for i := range 200 {
		working.Go(func() {
			start := time.Now()
			method := []string{"GET", "POST"}[i%2]
			got := c.send(t, method, customersPath, newCustomer(fmt.Sprint(i)))
			if got.status != http.StatusServiceUnavailable || !isFailure(got) || time.Since(start) > tooLate {
				t.Errorf("%s is answered %d %s after %s", method, got.status, got.body, time.Since(start))
			}
		})
	}
	working.Wait()
	if err := locker.Rollback(); err != nil {
		t.Fatal(err)
	}
	server.wait("ready again", func() bool { return c.send(t, "GET", "/readyz", "").status == http.StatusOK })
	server.wait("writing again", writes)
}

// strain is clients that write through servers whose database is in trouble.
type strain struct {
	t                      *testing.T
	random                 *rand.Rand
	database, key          string
	witnesses              []*witness
	acknowledged, refusals atomic.Int64
	over                   chan struct{}
	working                sync.WaitGroup
}

func newStrain(t *testing.T, database string) *strain {
	s := &strain{t: t, random: seeded(t), database: database, over: make(chan struct{})}
	for i := range 8 {
		s.witnesses = append(s.witnesses, newWitness(s.random, fmt.Sprintf("client-%d-", i)))
	}
	first := startProcess(t, database)
	s.key = first.secret
	first.kill()
	return s
}

// start starts a server whose connections have a name.
func (s *strain) start(name string) *process {
	s.t.Helper()
	return s.startOn(s.database + "&application_name=" + name)
}

// startOrdinary is start for a database that will be in no trouble: a request may
// take as long as it may otherwise.
func (s *strain) startOrdinary(name string) *process {
	s.t.Helper()
	return startProcess(s.t, s.database+"&application_name="+name)
}

func (s *strain) startOn(database string) *process {
	s.t.Helper()
	return startProcess(s.t, database, "--request-timeout="+requestTimeout.String())
}

// load has the witnesses write through servers until settle.
func (s *strain) load(servers ...*process) {
	for i, w := range s.witnesses {
		through := servers[i%len(servers)].client(s.key)
		s.working.Go(func() {
			for !isClosed(s.over) && !s.t.Failed() {
				s.refused(w, through)
			}
		})
	}
	s.t.Cleanup(s.stop)
	waitForMore(s.t, s.acknowledged.Load, 10)
}

func (s *strain) stop() {
	if !isClosed(s.over) {
		close(s.over)
	}
	s.working.Wait()
}

// refused does a write that must be answered in time, acknowledged or refused
// in the contract's words, and reports which.
func (s *strain) refused(w *witness, through *client) bool {
	start := time.Now()
	err := w.step(s.t, through)
	if took := time.Since(start); took > tooLate {
		s.t.Errorf("an answer took %s", took)
	}
	if err == nil {
		s.acknowledged.Add(1)
		return false
	}
	var refused *refusedError
	if !errors.As(err, &refused) || refused.answer.status != http.StatusServiceUnavailable || !isFailure(refused.answer) {
		s.t.Error(err)
	}
	s.refusals.Add(1)
	time.Sleep(10 * time.Millisecond) // to leave the machine to what recovers
	return true
}

// mustAcknowledge has new witnesses write through a server, which must not refuse
// any of their writes.
func (s *strain) mustAcknowledge(server *process, writes int) {
	s.t.Helper()
	const count = 8
	var working sync.WaitGroup
	for range count {
		w, through := newWitness(s.random, fmt.Sprintf("client-%d-", len(s.witnesses))), server.client(s.key)
		s.witnesses = append(s.witnesses, w)
		working.Go(func() {
			for range writes / count {
				if s.refused(w, through) {
					s.t.Error("a write was refused because the network is slow")
				}
			}
		})
	}
	working.Wait()
}

// mustRefuse waits until writes are refused, and servers say so.
func (s *strain) mustRefuse(servers ...*process) {
	s.t.Helper()
	waitForMore(s.t, s.refusals.Load, 10)
	for _, server := range servers {
		// What is left of a database that was killed may have answered once more.
		server.wait("refusing", func() bool { return !s.isReady(server) })
		server.client("").expect(s.t, http.StatusOK, "GET", "/healthz", "")
	}
}

// isReady asks a server, which must answer in time.
func (s *strain) isReady(server *process) bool {
	s.t.Helper()
	start := time.Now()
	got := server.client("").send(s.t, "GET", "/readyz", "")
	ready := got.status == http.StatusOK
	if took := time.Since(start); took > tooLate || !ready && (got.status != http.StatusServiceUnavailable || !isFailure(got)) {
		s.t.Errorf("/readyz is %d %s, after %s", got.status, got.body, took)
	}
	return ready
}

// mustRecover waits until servers are ready and writes are acknowledged again.
func (s *strain) mustRecover(servers ...*process) {
	s.t.Helper()
	for _, server := range servers {
		server.wait("ready again", func() bool { return s.isReady(server) })
	}
	waitForMore(s.t, s.acknowledged.Load, 40)
}

// settle ends the load and the servers, and compares what the database has with
// what the witnesses know.
func (s *strain) settle(servers ...*process) {
	s.t.Helper()
	s.stop()
	for _, server := range servers {
		server.kill()
	}
	waitGone(s.t, s.database, "")
	server := startProcess(s.t, s.database)
	checkFates(s.t, server.client(s.key), s.witnesses)
	checkDatabase(s.t, s.database)
	s.t.Logf("%d writes acknowledged, %d refused", s.acknowledged.Load(), s.refusals.Load())
}

// waitGone waits until a database has no connection of a name, or none but this
// one for no name: one that has lost its client may still be committing.
func waitGone(t *testing.T, database, name string) {
	t.Helper()
	db := openDatabase(t, database)
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	count := 1
	gone := func() bool {
		err := db.QueryRow(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
			AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND $1 IN ('', application_name)`, name).Scan(&count)
		if err != nil {
			t.Fatal(err)
		}
		return count == 0
	}
	if !eventually(gone) {
		t.Fatalf("%d connections are left", count)
	}
}

// terminate ends each connection of a database with a probability.
func terminate(t *testing.T, admin *sql.DB, database string, probability float64) {
	t.Helper()
	mustExec(t, admin, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = $1 AND backend_type = 'client backend' AND random() < $2`, databaseName(t, database), probability)
}

func mustExec(t *testing.T, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// maintenance is the address of another database on the same server.
func maintenance(t *testing.T, database string) string {
	t.Helper()
	return strings.Replace(database, "/"+databaseName(t, database), "/postgres", 1)
}

func databaseName(t *testing.T, database string) string {
	t.Helper()
	parsed, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(parsed.Path, "/")
}
