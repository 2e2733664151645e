package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"

	"github.com/google/go-cmp/cmp"
)

// crashedServer makes a database with a backup of it, and kills its server after
// it has written more, so that there is a WAL.
type crashedServer struct {
	database, backup, copied, key string
}

func newCrashedServer(t *testing.T) crashedServer {
	t.Helper()
	c := crashedServer{database: sqldbtest.SQLite(t), backup: filepath.Join(t.TempDir(), "backup.db"), copied: filepath.Join(t.TempDir(), "copied.db")}
	server := startProcess(t, c.database)
	c.key = server.secret
	server.client(c.key).expect(t, 201, "POST", customersPath, newCustomer("before"))
	mustRun(t, "backup", c.backup, "--database="+c.database)
	server.signal(os.Interrupt)
	server.waitExit(testTimeout)
	copyFile(t, c.database, c.copied) // the file of a server that was stopped is a backup, too

	// The WAL begins anew when a server has stopped.
	server = startProcess(t, c.database)
	server.client(c.key).expect(t, 201, "POST", customersPath, newCustomer("between"))
	server.signal(os.Interrupt)
	server.waitExit(testTimeout)
	server = startProcess(t, c.database)
	client := server.client(c.key)
	for i := range 20 {
		client.expect(t, 201, "POST", customersPath, newCustomer(fmt.Sprint("after-", i)))
	}
	server.kill()
	if info, err := os.Stat(c.database + "-wal"); err != nil || info.Size() == 0 {
		t.Fatal("there is no WAL", err)
	}
	return c
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	source, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = source.Close() }()
	target, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(target, source); err != nil {
		t.Fatal(err)
	}
	if err := target.Close(); err != nil {
		t.Fatal(err)
	}
}

// A server that crashed starts again, with all that it had acknowledged.
func TestACrashedServerStartsAgain(t *testing.T) {
	t.Parallel()
	c := newCrashedServer(t)
	for range 2 {
		server := startProcess(t, c.database)
		server.client(c.key).expect(t, 200, "GET", customersPath+"/after-19", "")
		server.client(c.key).expect(t, 200, "PATCH", customersPath+"/before", `{"phone":"1"}`)
		server.kill()
	}
	mustRun(t, "keys", "list", "--database="+c.database)
	checkDatabase(t, c.database)
}

// A file in the place of a database, beside the WAL of another, is noticed before
// SQLite writes the WAL into it. Nothing is touched.
func TestAWALOfAnotherDatabaseIsNoticed(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCrashedServer(t)
	for name, put := range map[string]func(t *testing.T, database string){
		"a backup":                    func(t *testing.T, database string) { copyFile(t, c.backup, database) },
		"a copy of a stopped server":  func(t *testing.T, database string) { copyFile(t, c.copied, database) },
		"an empty file":               func(t *testing.T, database string) { keepFile(t, database, nil) },
		"no file":                     func(*testing.T, string) {},
		"a backup of another version": func(t *testing.T, database string) { copyFile(t, olderVersion("sqlite").load(t), database) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			database := sqldbtest.EmptySQLite(t)
			put(t, database)
			for _, ending := range []string{"-wal", "-shm"} {
				copyFile(t, c.database+ending, database+ending)
			}
			before := filesOf(t, filepath.Dir(database))
			for _, args := range [][]string{serveArgs(database), {"keys", "list", "--database=" + database},
				{"backup", filepath.Join(t.TempDir(), "x"), "--database=" + database}, {"migrate", "--database=" + database}} {
				got := runCommand(t, "", args...)
				if got.status != 1 || !strings.Contains(got.err, "belongs to another database file") {
					t.Errorf("%s: status %d: %s%s", args[0], got.status, got.out, got.err)
				}
			}
			if diff := cmp.Diff(before, filesOf(t, filepath.Dir(database))); diff != "" {
				t.Errorf("the files have changed:\n%s", diff)
			}
			// The way out.
			mustRun(t, "restore", c.backup, "--database="+database)
			server := startProcess(t, database)
			server.client(c.key).expect(t, 200, "GET", customersPath+"/before", "")
			server.client(c.key).expect(t, 404, "GET", customersPath+"/after-1", "")
		})
	}
}

// Restore puts the backup in place, and keeps what was there, as a database that
// can be used.
func TestRestoreKeepsWhatWasThere(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCrashedServer(t)
	source := filesOf(t, filepath.Dir(c.backup))
	said := mustRun(t, "restore", c.backup, "--database="+c.database)
	if diff := cmp.Diff(source, filesOf(t, filepath.Dir(c.backup))); diff != "" {
		t.Errorf("the backup was changed:\n%s", diff)
	}
	kept, err := filepath.Glob(c.database + ".replaced-*Z")
	if err != nil || len(kept) != 1 || !strings.Contains(said, kept[0]+", "+kept[0]+"-wal") {
		t.Fatalf("kept %q, said %q", kept, said)
	}
	if left, _ := filepath.Glob(c.database + "-[^l]*"); len(left) != 0 {
		t.Errorf("there are %q", left)
	}
	server := startProcess(t, c.database)
	server.client(c.key).expect(t, 404, "GET", customersPath+"/after-1", "")
	old := startProcess(t, kept[0])
	old.client(c.key).expect(t, 200, "GET", customersPath+"/after-19", "")
}

func TestRestoreRefuses(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCrashedServer(t)
	folder := t.TempDir()
	damaged, text := filepath.Join(folder, "damaged.db"), filepath.Join(folder, "text.db")
	whole, err := os.ReadFile(c.backup)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(whole) / 2; i < len(whole)/2+3*4096; i++ {
		whole[i] ^= 0x5a
	}
	keepFile(t, damaged, whole)
	keepFile(t, text, []byte(strings.Repeat("not a database\n", 500)))
	running := sqldbtest.SQLite(t)
	server := startProcess(t, running)
	for name, test := range map[string]struct{ file, database, say string }{
		"a damaged file":          {damaged, c.database, "damaged"},
		"a text":                  {text, c.database, "not a SQLite database"},
		"no file":                 {filepath.Join(folder, "none"), c.database, "no such file"},
		"a folder":                {folder, c.database, "folder"},
		"a database with its WAL": {c.database, filepath.Join(folder, "new.db"), "changes in the WAL beside it"},
		"a server that runs":      {c.backup, running, "a server has it open"},
		"an unfinished copy":      {c.database + "-restoring", c.database, "name the backup itself"},
	} {
		before := filesOf(t, filepath.Dir(c.database))
		got := runCommand(t, "", "restore", test.file, "--database="+test.database)
		if got.status != 1 || !strings.Contains(got.err, test.say) {
			t.Errorf("%s: status %d: %s%s", name, got.status, got.out, got.err)
		}
		if diff := cmp.Diff(before, filesOf(t, filepath.Dir(c.database))); diff != "" {
			t.Errorf("%s: the files have changed:\n%s", name, diff)
		}
	}
	server.client(server.secret).expect(t, 200, "GET", customersPath, "")
}

// TestBackupsOfEveryVersionAreRestored: the restored database has the version of the backup, and
// an event more in each organization, unless its version has no events.
func TestBackupsOfEveryVersionAreRestored(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	kept := allKept(t, "sqlite")
	oldest, newest := oldestOf(t, kept), newestVersion(t, "sqlite")
	for _, v := range kept {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			backup, database := v.load(t), sqldbtest.EmptySQLite(t)
			mustRun(t, "restore", backup, "--database="+database)
			if diff := cmp.Diff(columnOf(t, backup, appliedMigrations), columnOf(t, database, appliedMigrations)); diff != "" {
				t.Errorf("the migrations that were applied (-want +got):\n%s", diff)
			}
			if tables := columnOf(t, backup, `SELECT name FROM sqlite_schema WHERE name = 'event_heads'`); len(tables) > 0 {
				isToldOnce(t, headsOf(t, backup), database)
			}
			if v != oldest && v != newest {
				return
			}
			v.answersAsBefore(t, startProcess(t, database).client(versionsKey))
			checkDatabase(t, database)
			postgres := sqldbtest.Postgres(t)
			mustRun(t, "restore", backup, "--database="+postgres)
			v.answersAsBefore(t, startProcess(t, postgres).client(versionsKey))
			checkDatabase(t, postgres)
		})
	}
}

// TestARestoreThatWasKilledDoesNotHarmAnother: the journal that a restore of another backup has
// left, when it was killed in the commit of its events, is not played into the copy.
func TestARestoreThatWasKilledDoesNotHarmAnother(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	first, second, database := sqldbtest.SQLite(t), sqldbtest.SQLite(t), sqldbtest.EmptySQLite(t)
	makeSource(t, first)
	mustRun(t, "organizations", "create", "only-here", "--database="+second)
	db := openDatabase(t, first)
	db.SetMaxOpenConns(1)
	// A cache of one page writes the journal to the disk before the commit.
	for _, statement := range []string{"PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 1", "BEGIN IMMEDIATE", "UPDATE events SET data = data || hex(zeroblob(2000))"} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	copyFile(t, first+"-journal", database+"-restoring-journal")
	if _, err := db.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "restore", second, "--database="+database)
	checkDatabase(t, database)
	if got := mustRun(t, "organizations", "list", "--database="+database); !strings.Contains(got, "only-here") {
		t.Errorf("the restored database has the organizations\n%s", got)
	}
}

// TestRestoreIntoAServerRefuses: what is there is not changed, whatever its version.
func TestRestoreIntoAServerRefuses(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	lite := sqldbtest.SQLite(t)
	makeSource(t, lite)
	folder := t.TempDir()
	backup, damaged := filepath.Join(folder, "backup.db"), filepath.Join(folder, "damaged.db")
	mustRun(t, "backup", backup, "--database="+lite)
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	keepFile(t, damaged, whole[:len(whole)/2])
	empty := func(t *testing.T) string { return sqldbtest.Postgres(t) }
	for name, test := range map[string]struct {
		file string
		to   func(t *testing.T) string
		say  string
	}{
		"a damaged backup":        {damaged, empty, "damaged"},
		"no backup":               {filepath.Join(folder, "none"), empty, "no such file"},
		"a database with its WAL": {newCrashedServer(t).database, empty, "changes in the WAL beside it"},
		"a database with data": {backup, func(t *testing.T) string {
			to := sqldbtest.Postgres(t)
			makeSource(t, to)
			return to
		}, "has data, and is not replaced"},
		"a restored database": {backup, func(t *testing.T) string {
			to := sqldbtest.Postgres(t)
			mustRun(t, "restore", backup, "--database="+to)
			return to
		}, "has data, and is not replaced"},
		"an older database": {backup, func(t *testing.T) string { return olderVersion("postgres").load(t) }, "has data, and is not replaced"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			to := test.to(t)
			before := sqldbtest.Dump(t, to)
			got := runCommand(t, "", "restore", test.file, "--database="+to)
			if got.status != 1 || !strings.Contains(got.err, test.say) || strings.Count(got.err, "\n") != 1 {
				t.Errorf("status %d: %s%s", got.status, got.out, got.err)
			}
			if diff := cmp.Diff(before, sqldbtest.Dump(t, to)); diff != "" {
				t.Errorf("the database has changed:\n%s", diff)
			}
		})
	}
}

// TestARestoreIntoAServerThatIsKilledIsContinued kills a restore after every third line of its
// progress. Until the end nothing opens the database; then each organization has one event more.
func TestARestoreIntoAServerThatIsKilledIsContinued(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	backup := sqldbtest.SQLite(t)
	makeSource(t, backup)
	heads, database := headsOf(t, backup), sqldbtest.Postgres(t)
	const most = 100
	for lines := 1; ; lines += 3 { // each round starts two processes
		if lines > most {
			t.Fatalf("a restore was killed after %d lines and was not done", most)
		}
		if killedAfter(t, lines, "restore", backup, "--database="+database) {
			break
		}
		if got := runCommand(t, "", "keys", "list", "--database="+database); got.status == 0 {
			break // it was killed after its commit
		} else if !strings.Contains(got.err, "it is an unfinished copy") {
			t.Fatalf("in the middle of a restore: status %d: %s%s", got.status, got.out, got.err)
		}
	}
	isToldOnce(t, heads, database)
	checkDatabase(t, database)
}

// killedAfter runs a command and kills it after some lines to standard error. It reports
// whether the command was done before.
func killedAfter(t *testing.T, lines int, args ...string) (done bool) {
	t.Helper()
	c := newCommand(t, args...)
	c.Env = append(c.Env, "TMPDIR="+t.TempDir())
	said, err := c.StderrPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	for scanner := bufio.NewScanner(said); scanner.Scan(); lines-- {
		if lines == 1 {
			_ = c.Process.Kill()
		}
	}
	return c.Wait() == nil
}

const appliedMigrations = `SELECT version_id FROM goose_db_version WHERE is_applied ORDER BY version_id`

// columnOf returns the texts that a query finds.
func columnOf(t *testing.T, database, query string) (all []string) {
	t.Helper()
	rows, err := openDatabase(t, database).Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
