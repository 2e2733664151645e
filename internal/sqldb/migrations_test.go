package sqldb_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// checksums has a line for each migration that was handed out.
const checksums = "testdata/versions/checksums.txt"

// A migration that was handed out stays as it is, and new ones come behind it: a
// database that has it would not get the change, nor what came in below.
//
// A new migration gets its line when it is finished:
//
//	cd internal/sqldb/migrations; sha256sum ENGINE/FILE >>../testdata/versions/checksums.txt
func TestMigrationsThatWereHandedOutDoNotChange(t *testing.T) {
	t.Parallel()
	listed, err := os.ReadFile(checksums)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(bytes.TrimSpace(listed)), "\n") {
		sum, name, _ := strings.Cut(line, "  ")
		content, err := os.ReadFile(filepath.Join("migrations", filepath.FromSlash(name)))
		if err != nil {
			t.Error("a migration that was handed out is gone:", err)
		} else if got := fmt.Sprintf("%x", sha256.Sum256(content)); got != sum {
			t.Errorf("%s was handed out and has changed: write a new migration", name)
		}
	}
	for _, engine := range []string{"sqlite", "postgres"} {
		for _, file := range migrationFiles(t, engine) {
			if !strings.Contains(string(listed), "  "+engine+"/"+filepath.Base(file)+"\n") {
				t.Errorf("%s has no line in %s", file, checksums)
			}
		}
	}
	// The lines of an engine stand in the order in which the migrations came.
	for _, engine := range []string{"sqlite", "postgres"} {
		names := regexp.MustCompile(`(?m)  `+engine+`/.*$`).FindAllString(string(listed), -1)
		if !slices.IsSorted(names) {
			t.Errorf("a migration came in below another: %q", names)
		}
	}
}

func migrationFiles(t *testing.T, engine string) []string {
	t.Helper()
	files, err := filepath.Glob("migrations/" + engine + "/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no migrations", err)
	}
	return files
}

// ruleless are how many migrations of an engine are older than the rules below.
var ruleless = map[string]int{"postgres": 6, "sqlite": 7}

// statementsUp gives the statements of a migration, without its comments.
func statementsUp(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	up, _, _ := strings.Cut(string(text), "-- +goose Down")
	up = regexp.MustCompile(`(?m)--.*$`).ReplaceAllString(up, "")
	return strings.Split(regexp.MustCompile(`\s+`).ReplaceAllString(up, " "), ";")
}

// constraint is what makes one, wherever it stands.
var constraint = regexp.MustCompile(`(?i)\b(PRIMARY KEY|REFERENCES|FOREIGN KEY|CHECK ?\(|EXCLUDE (USING|\()|UNIQUE(?: NULLS| ?\(| *,| *$| *\)))`)

// named is the statement that adds a constraint, alone and by name.
var named = regexp.MustCompile(`(?i)^ ?ALTER TABLE (ONLY )?\w+ ADD CONSTRAINT \w+ `)

// In new migrations of PostgreSQL each constraint has a name and a statement of
// its own. A name of the server's is none to drop it by, and tables that are
// distributed take constraints in no other way.
func TestConstraintsOfNewMigrationsAreNamed(t *testing.T) {
	t.Parallel()
	for _, file := range migrationFiles(t, "postgres")[ruleless["postgres"]:] {
		for _, statement := range statementsUp(t, file) {
			if constraint.MatchString(statement) && !named.MatchString(statement) {
				t.Errorf("%s: a constraint has no ALTER TABLE … ADD CONSTRAINT name of its own:%s", file, statement)
			}
		}
	}
}

func TestTheRuleOfConstraintsTellsThemFromTheRest(t *testing.T) {
	t.Parallel()
	for statement, want := range map[string]bool{
		` CREATE TABLE loads (id BIGINT NOT NULL, name TEXT COLLATE "C" NOT NULL DEFAULT '')`:      true,
		` ALTER TABLE loads ADD CONSTRAINT loads_pkey PRIMARY KEY (id)`:                            true,
		` ALTER TABLE loads ADD CONSTRAINT loads_of FOREIGN KEY (o) REFERENCES organizations (id)`: true,
		` CREATE UNIQUE INDEX CONCURRENTLY loads_by_name ON loads (name)`:                          true,
		` ALTER TABLE loads ADD COLUMN checked BIGINT`:                                             true,
		` CREATE TABLE loads (id BIGINT PRIMARY KEY)`:                                              false,
		` CREATE TABLE loads (name TEXT NOT NULL UNIQUE, x INT)`:                                   false,
		` ALTER TABLE loads ADD COLUMN used BIGINT CHECK (used >= 0)`:                              false,
		` ALTER TABLE loads ADD COLUMN o BIGINT REFERENCES organizations (id)`:                     false,
		` ALTER TABLE loads ADD CHECK (used >= 0)`:                                                 false,
		` ALTER TABLE loads ADD COLUMN a INT, ADD CONSTRAINT b CHECK (a > 0)`:                      false,
		` CREATE TABLE loads (a INT, UNIQUE (a))`:                                                  false,
	} {
		if got := !constraint.MatchString(statement) || named.MatchString(statement); got != want {
			t.Errorf("%s: taken %v, want %v", statement, got, want)
		}
	}
}

// A new migration of SQLite that drops a table to which others refer does so
// with foreign keys off, and looks afterwards whether all rows refer to one that
// is there. The pragma does nothing within a transaction, so the migration has
// one of its own.
func TestTablesThatOthersReferToAreRebuiltWithCare(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	files := migrationFiles(t, "sqlite")
	all := ""
	for _, file := range files {
		all += strings.Join(statementsUp(t, file), ";")
	}
	for _, file := range files[ruleless["sqlite"]:] {
		if missing := missingCare(t, file, all); missing != "" {
			t.Errorf("%s drops a table that others refer to, without %s", file, missing)
		}
	}
	careless := filepath.Join(t.TempDir(), "careless.sql")
	if err := os.WriteFile(careless, []byte("-- +goose Up\nDROP TABLE organizations;\n-- +goose Down\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if missingCare(t, careless, all) == "" {
		t.Error("a careless migration was taken")
	}
}

// missingCare gives what a migration lacks that it needs.
func missingCare(t *testing.T, file, all string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	statements := strings.Join(statementsUp(t, file), ";")
	for _, dropped := range regexp.MustCompile(`(?i)DROP TABLE (?:IF EXISTS )?(\w+)`).FindAllStringSubmatch(statements, -1) {
		if !regexp.MustCompile(`(?i)REFERENCES ` + dropped[1] + `\b`).MatchString(all) {
			continue
		}
		for _, needed := range []string{"-- +goose NO TRANSACTION", "PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE", "pragma_foreign_key_check", "COMMIT", "PRAGMA foreign_keys = ON"} {
			if !bytes.Contains(text, []byte(needed)) {
				return needed
			}
		}
	}
	return ""
}

// While an instance migrates the others wait, also when a step takes longer than
// the server leaves an idle transaction alone.
func TestTheLockOfMigrationsIsHeldForAsLongAsTheyTake(t *testing.T) {
	t.Parallel()
	address := sqldbtest.EmptyPostgres(t)
	old, err := os.ReadFile("testdata/versions/postgres/3.sql")
	if err != nil {
		t.Fatal(err)
	}
	sqldbtest.Load(t, address, string(old))
	impatient := sqldbtest.With(t, address, idleLimit, "8s") // longer than a busy machine takes from one statement to the next
	watching := connect(t, address)

	// What the next migration wants to index is locked by another.
	other := connect(t, address)
	begin(t, other, "LOCK TABLE customers IN SHARE UPDATE EXCLUSIVE MODE")
	first := openAside(t, sqldbtest.With(t, impatient, "application_name", "first"))
	const waiting = `SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'customers'::regclass`
	waitCount(t, watching, 1, waiting)

	// One that began later, and is as idle, has been ended.
	canary := connect(t, impatient)
	begin(t, canary, "SELECT 1")
	if _, err := canary.WaitForNotification(t.Context()); err == nil || t.Context().Err() != nil {
		t.Fatal("an idle transaction was not ended", err)
	}
	waitCount(t, watching, 1, `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted
		AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)

	second := openAside(t, sqldbtest.With(t, impatient, "application_name", "second"))
	waitCount(t, watching, 1, `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'second' AND query = 'rollback'`)
	if got := rowsCounted(t, watching, waiting); got != 1 {
		t.Errorf("%d instances migrate at once", got)
	}
	if _, err := other.Exec(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	for _, opened := range []<-chan error{first, second} {
		if err := <-opened; err != nil {
			t.Error(err)
		}
	}
}

// A lock that was lost ends what it was for.
func TestNothingIsMigratedWithoutTheLock(t *testing.T) {
	t.Parallel()
	address := sqldbtest.EmptyPostgres(t)
	old, err := os.ReadFile("testdata/versions/postgres/3.sql")
	if err != nil {
		t.Fatal(err)
	}
	sqldbtest.Load(t, address, string(old))
	watching, other := connect(t, address), connect(t, address)
	begin(t, other, "LOCK TABLE customers IN SHARE UPDATE EXCLUSIVE MODE")
	opened := openAside(t, address)
	waitCount(t, watching, 1, `SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'customers'::regclass`)
	if got := rowsCounted(t, watching, `SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'
		AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`); got != 1 {
		t.Fatalf("%d hold the lock", got)
	}
	if _, err := other.Exec(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := <-opened; err == nil || !strings.Contains(err.Error(), "the lock of migrations was lost") {
		t.Errorf("the lock was lost, and opening said %v", err)
	}
	if got := rowsCounted(t, watching, `SELECT max(version_id) FROM goose_db_version`); got != 4 {
		t.Errorf("the version is %d, want the 4 that was under way", got)
	}
}

// openAside opens a database, to be closed at once, and gives the error.
func openAside(t *testing.T, address string) <-chan error {
	opened := make(chan error, 1)
	go func() {
		db, err := sqldb.Open(context.WithoutCancel(t.Context()), address, sqldb.Options{Migrate: true})
		if err == nil {
			err = db.Close()
		}
		opened <- err
	}()
	return opened
}

func connect(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(t.Context())) })
	return conn
}

func begin(t *testing.T, conn *pgx.Conn, statement string) {
	t.Helper()
	for _, one := range []string{"BEGIN", statement} {
		if _, err := conn.Exec(t.Context(), one); err != nil {
			t.Fatal(err)
		}
	}
}

func rowsCounted(t *testing.T, conn *pgx.Conn, query string) (n int) {
	t.Helper()
	if err := conn.QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// waitCount waits until a query counts a number of rows.
func waitCount(t *testing.T, conn *pgx.Conn, want int, query string) {
	t.Helper()
	waitUntil(t, fmt.Sprintf("%d rows are counted by %s", want, query), func() bool { return rowsCounted(t, conn, query) == want })
}
