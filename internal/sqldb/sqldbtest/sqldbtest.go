// Package sqldbtest creates a database with empty tables on either engine for each test.
//
// For PostgreSQL it uses the server that WAYBILL_TEST_POSTGRES names, or else starts a
// private server if it finds the binaries. Without a server, tests are skipped; if CI
// is set, they fail.
package sqldbtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"waybill/internal/sqldb"
)

// Each runs a test on each engine, in parallel, with the address of a database for
// sqldb.Open. A package that uses it must have
//
//	func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }
func Each(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	for name, address := range map[string]func(testing.TB) string{"sqlite": SQLite, "postgres": Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, address(t))
		})
	}
}

// Postgres returns the address of a database with empty tables, and drops it after the
// test. Without a server the test is skipped, or fails if CI is set.
func Postgres(t testing.TB) string {
	t.Helper()
	return server(t).make(t, server(t).template)
}

// EmptyPostgres returns the address of a database without tables, and drops it after
// the test. Without a server the test is skipped, or fails if CI is set.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	return server(t).make(t, "template0")
}

// make creates a database from a template.
func (s *postgres) make(t testing.TB, template string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), made.Add(1))
	s.run(t, "CREATE DATABASE "+name+" TEMPLATE "+template+s.strategy)
	t.Cleanup(func() { s.run(t, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return s.address(name)
}

// With returns the address of a PostgreSQL database with a parameter added.
func With(t testing.TB, address, name, value string) string {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := parsed.Query()
	query.Set(name, value)
	parsed.RawQuery = strings.ReplaceAll(query.Encode(), "+", "%20") // pgx does not decode + as a space
	return parsed.String()
}

// Main runs the tests of a package, and stops the server if they have started one. On a
// slow or busy machine, statements of tests may take long.
func Main(m *testing.M) int {
	sqldb.Timeout = 30 * time.Second
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // the heaps of tests are small
	}
	defer func() {
		if s := started; s != nil && s.private != nil {
			s.private.Stop()
		}
	}()
	return m.Run()
}

// Sequential skips a test if -short is set, as make race sets it. The test does one
// thing after another, or repeats for one resource what is tested for another, or kills a
// server under a load that it has in other tests. The race detector would see nothing new
// in it, and takes up to ten times as long.
func Sequential(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short skips tests without concurrency")
	}
}

var (
	made    atomic.Int64 // databases
	once    sync.Once
	started *postgres // nil where there is no server
	failure error     // of starting the server
)

// postgres is a server for tests.
type postgres struct {
	base     string // an address in which %s is the database
	template string
	strategy string   // the option of CREATE DATABASE that says how to copy
	private  *Cluster // nil for a server that is not ours

	mu    sync.Mutex
	admin *pgx.Conn // nil before the first statement
}

func server(t testing.TB) *postgres {
	t.Helper()
	once.Do(func() { started, failure = start() })
	if failure != nil {
		t.Fatal(failure)
	}
	if started == nil {
		missing(t)
	}
	return started
}

func missing(t testing.TB) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal("there is no PostgreSQL, and CI must test with it")
	}
	t.Skip("there is no PostgreSQL: install its binaries, or name a server in WAYBILL_TEST_POSTGRES")
}

// sharedSettings are the settings of the shared server, which no test crashes. Nothing
// that it does by itself disturbs a test.
var sharedSettings = []string{
	"fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=64MB", "autovacuum=off",
}

func start() (*postgres, error) {
	s := &postgres{template: fmt.Sprintf("template_%d", os.Getpid())}
	if named := os.Getenv("WAYBILL_TEST_POSTGRES"); named != "" {
		address, query, _ := strings.Cut(named, "?")
		s.base = address[:strings.LastIndexByte(address, '/')] + "/%s?" + query
	} else {
		binaries := findBinaries()
		if binaries == "" {
			return nil, nil
		}
		private, err := startCluster(binaries, "", sharedSettings...)
		if err != nil {
			return nil, fmt.Errorf("starting a PostgreSQL for tests: %w", err)
		}
		s.private, s.base = private, private.base
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	// Copying files takes a third of the time. Servers before version 15 always copy
	// files, and do not have the option.
	s.strategy = " STRATEGY FILE_COPY"
	if err := s.exec(ctx, "CREATE DATABASE "+s.template+s.strategy); err != nil {
		s.strategy = ""
		if err := s.exec(ctx, "CREATE DATABASE "+s.template); err != nil {
			return nil, err
		}
	}
	db, err := sqldb.Open(ctx, s.address(s.template), sqldb.Options{})
	if err != nil {
		return nil, err
	}
	return s, db.Close()
}

func (s *postgres) address(database string) string { return fmt.Sprintf(s.base, database) }

// inUse is the error code for a database with a connection. A closed connection ends
// with a delay; the server waits for it for at most 5 s.
const inUse = "55006"

func (s *postgres) run(t testing.TB, statement string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; {
		err := s.exec(context.Background(), statement)
		if err == nil {
			return
		}
		failure, ok := errors.AsType[*pgconn.PgError](err)
		if !ok || failure.Code != inUse || time.Now().After(deadline) {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// exec runs statements one by one on one connection: a new connection would cost more
// than the statement.
func (s *postgres) exec(ctx context.Context, statement string) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.admin == nil || s.admin.IsClosed() {
		if s.admin, err = pgx.Connect(ctx, s.address("postgres")); err != nil {
			return err
		}
	}
	_, err = s.admin.Exec(ctx, statement)
	return err
}

func findBinaries() string {
	patterns := []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin"}
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		patterns = append([]string{folder}, patterns...)
	}
	for _, pattern := range patterns {
		folders, _ := filepath.Glob(pattern)
		for i := len(folders) - 1; i >= 0; i-- {
			// The target of a link is in the folder with all programs of the server.
			if initdb, err := filepath.EvalSymlinks(filepath.Join(folders[i], "initdb")); err == nil {
				return filepath.Dir(initdb)
			}
		}
	}
	return ""
}
