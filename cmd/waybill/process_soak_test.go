package main

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/sqldb/sqldbtest"
)

// soakTime is short in the tests and long for make soak.
var soakTime = flag.Duration("soak", 300*time.Millisecond, "how long the load of TestSoak lasts")

// TestSoak has several organizations do all there is to do, for a long time and
// in spite of what goes wrong: first a server that is killed and started again,
// then one that must live through the rest. Nothing that was acknowledged may be
// lost, nothing may be done twice, nobody may see another's customers, and the
// one that lives must not grow.
func TestSoak(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		newSoak(t, sqldbtest.SQLite(t), nil).run()
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		cluster := sqldbtest.NewCluster(t)
		mustExec(t, openDatabase(t, cluster.Address()), "CREATE DATABASE soak")
		newSoak(t, cluster.Database("soak"), cluster).run()
	})
}

const (
	soakOrganizations = 3
	soakersEach       = 3
	longestPhase      = 10 * time.Second
	soakTimeout       = 10 * time.Second // of a request
	fewestPhases      = 3
)

// soak is a long run on one engine.
type soak struct {
	t        *testing.T
	random   *rand.Rand
	database string
	cluster  *sqldbtest.Cluster // nil on SQLite
	admin    *sql.DB            // beside the database, while it lives
	help     string             // of the program
	server   *process
	metrics  string // where the server tells how it is; "" when it cannot
	soakers  []*soaker
	mortal   bool // whether the server may die under the load
	phases   int  // so far, with trouble
	loads    int  // so far

	acknowledged, refused, cut atomic.Int64
}

func newSoak(t *testing.T, database string, cluster *sqldbtest.Cluster) *soak {
	s := &soak{t: t, random: seeded(t), database: database, cluster: cluster, help: mustRun(t, "serve", "--help")}
	keys := ""
	for organization := range soakOrganizations {
		key := fmt.Sprintf("key-%d", organization)
		keys += fmt.Sprintf("%s,organization-%d\n", key, organization)
		for i := range soakersEach {
			s.soakers = append(s.soakers, newSoaker(s, key, fmt.Sprintf("of-%d-client-%d-", organization, i)))
		}
	}
	if imported := runCommand(t, keys, "keys", "import", "-", "--allow-short", "--database="+database); imported.status != 0 {
		t.Fatal(imported.err)
	}
	s.openAdmin()
	s.start()
	for i := 0; i < len(s.soakers); i += soakersEach {
		createExamplesBy(t, s.server.client(s.soakers[i].key))
	}
	return s
}

// openAdmin makes a connection that those of the server do not count.
func (s *soak) openAdmin() {
	if s.cluster != nil {
		s.admin = openDatabase(s.t, s.cluster.Address())
	}
}

// start starts the server, with limits that nobody reaches and metrics, where it
// has settings for these.
func (s *soak) start() {
	s.t.Helper()
	args := []string{"--request-timeout=" + soakTimeout.String()}
	if strings.Contains(s.help, "--per-minute") {
		args = append(args, "--per-minute=0", "--per-day=0", "--kept-answers=0")
	}
	tells := strings.Contains(s.help, "--admin-address")
	if tells {
		args = append(args, "--admin-address=127.0.0.1:0")
	}
	s.server = startProcess(s.t, s.database, args...)
	if tells {
		s.metrics = "http://" + s.server.metricsAddress() + "/metrics"
	}
}

func (s *soak) run() {
	phases := max(fewestPhases, int(*soakTime/longestPhase))
	length := *soakTime / time.Duration(phases)
	for range phases / 3 {
		s.crash(length)
	}
	first := s.endure(length)
	for range phases - phases/3 - 2 {
		s.endure(length)
	}
	s.endure(length)
	s.mustBeFlat(first)
	s.restart()
	s.t.Logf("%d phases of %s: %d requests answered, %d writes refused, %d connections cut",
		phases, length, s.acknowledged.Load(), s.refused.Load(), s.cut.Load())
}

// crash kills the server under load, and sees what another one finds.
func (s *soak) crash(length time.Duration) {
	s.mortal = true
	defer func() { s.mortal = false }()
	s.load(func() {
		s.trouble(upTo(s.random, 2*length))
		s.doEnough()
		s.server.kill()
	})
	s.restart()
}

// restart ends the server at once and starts it again.
func (s *soak) restart() {
	s.t.Helper()
	s.server.kill()
	if s.cluster != nil {
		waitGone(s.t, s.database, "")
	}
	s.start()
	s.check()
	checkDatabase(s.t, s.database)
}

// endure troubles all but the server, and gives how that is once all is quiet.
func (s *soak) endure(length time.Duration) vitals {
	s.load(func() {
		s.trouble(length)
		s.doEnough()
	})
	s.settle()
	s.check()
	return s.vitals()
}

// load has all soakers at work while a function runs.
func (s *soak) load(during func()) {
	s.t.Helper()
	s.loads++
	over := make(chan struct{})
	var working sync.WaitGroup
	for _, one := range s.soakers {
		c := s.server.client(one.key)
		working.Go(func() {
			defer c.http.CloseIdleConnections()
			for !isClosed(over) && !s.t.Failed() && one.work(c) {
			}
		})
	}
	func() {
		defer working.Wait()
		defer close(over)
		during()
	}()
	if s.t.Failed() {
		s.t.FailNow()
	}
}

// doEnough waits until so many requests are answered, however slow the machine is,
// that they prove something.
func (s *soak) doEnough() {
	s.t.Helper()
	s.server.wait("at work", func() bool {
		return s.acknowledged.Load() >= int64(s.loads*len(s.soakers)) || s.t.Failed()
	})
}

// trouble makes trouble for a time. The clients make theirs themselves.
func (s *soak) trouble(length time.Duration) {
	if s.cluster == nil {
		time.Sleep(length)
		return
	}
	if s.phases++; s.phases%3 == 2 {
		length /= 2
		defer func() {
			s.crashCluster()
			time.Sleep(length)
		}()
	}
	for end := time.Now().Add(length); time.Now().Before(end); terminate(s.t, s.admin, s.database, 0.3) {
		time.Sleep(upTo(s.random, length/4))
	}
}

func (s *soak) crashCluster() {
	_ = s.admin.Close()
	s.cluster.Kill()
	time.Sleep(upTo(s.random, 100*time.Millisecond))
	if err := s.cluster.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.openAdmin()
}

// settle waits until the server has found out which of its connections are dead,
// and until nothing is under way that a client has not waited for: a write that
// comes later is done, and the database is at rest.
func (s *soak) settle() {
	s.t.Helper()
	c := s.server.client(s.soakers[0].key)
	defer c.http.CloseIdleConnections()
	answers := func(status int, method, path string) func() bool {
		return func() bool { return c.send(s.t, method, path, "").status == status }
	}
	for range 2 {
		time.Sleep(50 * time.Millisecond)
		s.server.wait("ready again", answers(http.StatusOK, "GET", "/readyz"))
		s.server.wait("reading again", answers(http.StatusOK, "GET", customersPath))
		s.server.wait("writing again", answers(http.StatusNotFound, "DELETE", customersPath+"/nobody"))
		s.server.wait("at rest", s.atRest)
	}
}

func (s *soak) atRest() bool {
	if s.cluster == nil {
		return true
	}
	var busy int
	err := s.admin.QueryRow(`SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'
		AND state <> 'idle'`, databaseName(s.t, s.database)).Scan(&busy)
	if err != nil {
		s.t.Fatal(err)
	}
	return busy == 0
}

// check compares what each organization has with what its clients know.
func (s *soak) check() {
	s.t.Helper()
	for i := 0; i < len(s.soakers); i += soakersEach {
		c := s.server.client(s.soakers[i].key)
		var witnesses []*witness
		for _, one := range s.soakers[i : i+soakersEach] {
			one.checkBatches(c)
			witnesses = append(witnesses, one.witness)
		}
		checkFates(s.t, c, witnesses)
		c.http.CloseIdleConnections()
	}
	if s.t.Failed() {
		s.t.FailNow()
	}
}

// judge takes what came of a request, and reports whether to go on.
func (s *soak) judge(err error, hasty bool) bool {
	var refused *refusedError
	switch {
	case err == nil:
		s.acknowledged.Add(1)
	case errors.As(err, &refused):
		// Only a database that is in trouble is a reason.
		if s.cluster == nil || refused.answer.status != http.StatusServiceUnavailable || !isFailure(refused.answer) {
			s.t.Error(err)
		}
		s.refused.Add(1)
		time.Sleep(10 * time.Millisecond) // to leave the machine to what recovers
	case hasty:
		s.cut.Add(1)
	case s.mortal:
		return false
	default:
		s.t.Errorf("a server that lives does not answer: %v", err)
	}
	return true
}
