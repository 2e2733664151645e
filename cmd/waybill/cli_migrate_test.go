package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// olderVersion is a database of an older version than the program's.
func olderVersion(engine string) keptVersion { return keptVersion{engine, "3"} }

// filesOf gives the files of a folder by name, by their SHA-256. The lock's file,
// which is empty, is left out.
func filesOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), "-lock") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name()] = fmt.Sprintf("%x", sha256.Sum256(content))
	}
	return files
}

// Commands of a newer program leave the tables of an older server alone.
func TestOnlyServersAndMigrateChangeTables(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			older := olderVersion(engine)
			database := older.load(t)
			before := tablesOfOlder(t, database)
			for _, command := range []string{"keys list", "keys create --organization acme", "keys update x --per-minute 1", "keys revoke x", "keys rotate x",
				"keys import -", "organizations list", "organizations create new"} {
				got := runCommand(t, "k,o", append(strings.Fields(command), "--database="+database)...)
				if got.status != 1 || !regexp.MustCompile(`older version: 3, and this program works with version \d+; .*waybill migrate`).MatchString(got.err) {
					t.Errorf("%s: status %d: %s", command, got.status, got.err)
				}
			}
			got := runCommand(t, "", "copy", "--from="+database, "--to="+sqldbtest.EmptySQLite(t))
			if got.status != 1 || !strings.Contains(got.err, "older version: 3") {
				t.Errorf("copy: status %d: %s", got.status, got.err)
			}
			if diff := cmp.Diff(before, tablesOfOlder(t, database)); diff != "" {
				t.Errorf("the tables have changed:\n%s", diff)
			}
			said := mustRun(t, "migrate", "--no-backup-before-migrate", "--database="+database)
			if want := "the tables have version " + newestVersion(t, engine).name + "; they had version 3\n"; said != want {
				t.Errorf("migrate said %q, want %q", said, want)
			}
			older.servesAsBefore(t, startProcess(t, database))
		})
	}
}

// tablesOfOlder is tablesOf without what the first versions did not have.
func tablesOfOlder(t *testing.T, address string) (all []string) {
	t.Helper()
	statement := `SELECT name || coalesce(sql, '') FROM sqlite_schema UNION ALL SELECT 'version ' || version_id FROM goose_db_version ORDER BY 1`
	if sqldb.IsPostgres(address) {
		statement = `SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace
			UNION ALL SELECT version_id::text FROM goose_db_version ORDER BY 1`
	}
	return readTexts(t, address, statement)
}

// A backup of an older database is of its version, so that the program before can
// use it, and to make it changes nothing.
func TestABackupIsOfTheVersionThatItFinds(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := olderVersion("sqlite").load(t)
	before := filesOf(t, filepath.Dir(database))
	made := filepath.Join(t.TempDir(), "backup.db")
	mustRun(t, "backup", made, "--database="+database)
	if diff := cmp.Diff(tablesOfOlder(t, database), tablesOfOlder(t, made)); diff != "" {
		t.Errorf("the backup has other tables:\n%s", diff)
	}
	if diff := cmp.Diff(before, filesOf(t, filepath.Dir(database))); diff != "" {
		t.Errorf("the files have changed:\n%s", diff)
	}
}

// A server makes a backup beside the database before it changes its tables, and
// says where. With it there is a way back.
func TestAServerMakesABackupBeforeItMigrates(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	older := olderVersion("sqlite")
	for _, command := range []string{"serve", "migrate"} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			database := older.load(t)
			before := tablesOfOlder(t, database)
			said := ""
			if command == "serve" {
				server := startProcess(t, database)
				server.waitLog("made a backup before")
				said = server.log.String()
				server.kill()
			} else {
				said = mustRun(t, "migrate", "--database="+database)
			}
			backups, err := filepath.Glob(database + ".version-3.*")
			if err != nil || len(backups) != 1 {
				t.Fatalf("there are the backups %q, %v", backups, err)
			}
			if !strings.Contains(said, backups[0]) {
				t.Errorf("the backup %s is not named:\n%s", backups[0], said)
			}
			if diff := cmp.Diff(before, tablesOfOlder(t, backups[0])); diff != "" {
				t.Errorf("the backup has other tables:\n%s", diff)
			}
			// Nothing is left to be done, and so no backup is made again.
			mustRun(t, "migrate", "--database="+database)
			if again, _ := filepath.Glob(database + ".version-*"); len(again) != 1 {
				t.Errorf("there are the backups %q", again)
			}
		})
	}
	t.Run("not asked for", func(t *testing.T) {
		t.Parallel()
		database := older.load(t)
		startProcess(t, database, "--no-backup-before-migrate")
		if made, _ := filepath.Glob(database + ".version-*"); len(made) != 0 {
			t.Errorf("there are the backups %q", made)
		}
	})
}

// A SQLite file has one server at a time. Other commands go on, and the file is
// free as soon as the server has ended, however that happened.
func TestASecondServerOnTheSameFileIsRefused(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := sqldbtest.SQLite(t)
	first := startProcess(t, database)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(database, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{database, link} {
		for _, args := range [][]string{serveArgs(name), {"migrate", "--database=" + name}} {
			got := runCommand(t, "", args...)
			if got.status != 1 || !strings.Contains(got.err, "a server has it open; a SQLite file has one server at a time") || strings.Count(got.err, "\n") != 1 {
				t.Errorf("%s: status %d: %s%s", args[0], got.status, got.out, got.err)
			}
		}
	}
	mustRun(t, "keys", "list", "--database="+database)
	mustRun(t, "backup", database+".backup", "--database="+database)
	mustRun(t, "organizations", "create", "second", "--database="+link)
	first.client(first.secret).expect(t, 201, "POST", customersPath, newCustomer("X"))

	first.kill()
	again := startProcess(t, link)
	again.client(first.secret).expect(t, 200, "GET", customersPath+"/X", "")
}

func TestMigrateNeedsADatabase(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	got := runCommand(t, "", "migrate", "--database="+sqldbtest.EmptySQLite(t))
	if got.status != 1 || !strings.Contains(got.err, "there is no database") {
		t.Errorf("status %d: %s", got.status, got.err)
	}
}
