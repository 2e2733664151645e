package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// A backup on standard output is the database, and nothing else.
func TestABackupGoesToStandardOutput(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := sqldbtest.SQLite(t)
	server := startProcess(t, database)
	server.client(server.secret).expect(t, 201, "POST", customersPath, newCustomer("X"))
	got := runCommand(t, "", "backup", "-", "--database="+database)
	if got.status != 0 || got.err != "" {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	files := filesOf(t, filepath.Dir(database))
	delete(files, filepath.Base(database))
	for _, ending := range []string{"-wal", "-shm", "-lock", ".first-key"} {
		delete(files, filepath.Base(database)+ending)
	}
	if len(files) != 0 {
		t.Errorf("files are left beside the database: %v", files)
	}
	copied := sqldbtest.EmptySQLite(t)
	keepFile(t, copied, []byte(got.out))
	checkDatabase(t, copied)
	again := startProcess(t, copied)
	again.client(server.secret).expect(t, 200, "GET", customersPath+"/X", "")
}

// Bytes that are no text would set a terminal to anything.
func TestABackupDoesNotGoToATerminal(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	terminalLike, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("the system has no such terminals:", err)
	}
	defer func() { _ = terminalLike.Close() }()
	c := newCommand(t, "backup", "-", "--database="+olderVersion("sqlite").load(t))
	var errs text
	c.Stdout, c.Stderr = terminalLike, &errs
	if err := c.Run(); err == nil || !strings.Contains(errs.String(), "terminal") {
		t.Errorf("%v: %s", err, errs.String())
	}
}

// A backup under a name that is taken leaves what is there, unless it is to be
// replaced; then there is always a whole backup under that name.
func TestABackupReplacesAnother(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := sqldbtest.SQLite(t)
	server := startProcess(t, database)
	file := filepath.Join(t.TempDir(), "backup.db")
	mustRun(t, "backup", file, "--database="+database)
	before := filesOf(t, filepath.Dir(file))
	server.client(server.secret).expect(t, 201, "POST", customersPath, newCustomer("X"))

	got := runCommand(t, "", "backup", file, "--database="+database)
	if got.status != 1 || !strings.Contains(got.err, "exists") {
		t.Errorf("status %d: %s", got.status, got.err)
	}
	missing := runCommand(t, "", "backup", file, "--replace", "--database="+sqldbtest.EmptySQLite(t))
	if missing.status != 1 {
		t.Errorf("status %d: %s", missing.status, missing.err)
	}
	if diff := cmp.Diff(before, filesOf(t, filepath.Dir(file))); diff != "" {
		t.Errorf("the files have changed:\n%s", diff)
	}
	mustRun(t, "backup", file, "--replace", "--database="+database)
	if now := filesOf(t, filepath.Dir(file)); len(now) != 1 || cmp.Equal(now, before) {
		t.Errorf("the backup was not replaced: %v", now)
	}
	again := startProcess(t, file)
	again.client(server.secret).expect(t, 200, "GET", customersPath+"/X", "")
}

// A backup that fails leaves nothing, and what it would have replaced.
func TestAFailedBackupLeavesNothing(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	strace, err := exec.LookPath("strace")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("strace is missing")
		}
		t.Skip("needs strace")
	}
	lite, server := olderVersion("sqlite").load(t), sqldbtest.Postgres(t)
	for _, test := range []struct{ database, calls, when string }{
		{lite, "pwrite64", "when=3+"}, {lite, "fsync,fdatasync", "when=1+"}, {lite, "rename,renameat,renameat2", "when=1+"},
		{server, "pwrite64", "when=30+"}, {server, "fsync,fdatasync", "when=3+"}, {server, "rename,renameat,renameat2", "when=1+"},
	} {
		engine := "sqlite"
		if sqldb.IsPostgres(test.database) {
			engine = "postgres"
		}
		t.Run(engine+" "+test.calls, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "backup.db")
			keepFile(t, file, []byte("the backup before"))
			before := filesOf(t, filepath.Dir(file))
			for _, to := range []string{file, filepath.Join(filepath.Dir(file), "new.db")} {
				if strings.HasPrefix(test.calls, "rename") && to != file {
					continue // nothing is renamed where nothing is replaced
				}
				args := []string{"-f", "-qq", "-o", os.DevNull, "-e", "trace=" + test.calls,
					"-e", "inject=" + test.calls + ":error=ENOSPC:" + test.when,
					programFile(t), "backup", to, "--replace", "--database=" + test.database}
				if said, err := exec.Command(strace, args...).CombinedOutput(); err == nil {
					t.Errorf("a backup was made on a full disk: %s", said)
				}
				if diff := cmp.Diff(before, filesOf(t, filepath.Dir(file))); diff != "" {
					t.Errorf("the files have changed:\n%s", diff)
				}
			}
		})
	}
}

// TestABackupOfAServer: the backup of a PostgreSQL database is a file that either engine can be
// restored from, with the answers of the original. On a full disk it leaves nothing.
func TestABackupOfAServer(t *testing.T) {
	t.Parallel()
	database, file := sqldbtest.Postgres(t), filepath.Join(t.TempDir(), "backup.db")
	server := startProcess(t, database)
	c := server.client(server.secret)
	for n := range 3 {
		c.expect(t, 201, "POST", customersPath, newCustomer(fmt.Sprint("C-", n)))
	}
	c.expect(t, 204, "DELETE", customersPath+"/C-1", "")
	answers := func(c *client) (all []string) {
		for _, path := range []string{customersPath, customersPath + "/C-0", customersPath + "/C-1"} {
			all = append(all, string(c.send(t, "GET", path, "").body))
		}
		return append(all, eventsOf(t, c)...)
	}
	before := answers(c)
	mustRun(t, "backup", file, "--database="+database)
	c.expect(t, 201, "POST", customersPath, newCustomer("later"))

	lite, postgres := filepath.Join(t.TempDir(), "restored.db"), sqldbtest.Postgres(t)
	source := filesOf(t, filepath.Dir(file))
	for _, restored := range []string{lite, postgres} {
		mustRun(t, "restore", file, "--database="+restored)
		checkDatabase(t, restored)
		got := answers(startProcess(t, restored).client(server.secret))
		if diff := cmp.Diff(before, withoutRestored(t, got)); diff != "" {
			t.Errorf("answers after a restore (-want +got):\n%s", diff)
		}
	}
	if diff := cmp.Diff(source, filesOf(t, filepath.Dir(file))); diff != "" {
		t.Errorf("the backup was changed:\n%s", diff)
	}
	if got := runCommand(t, "", "backup", "-", "--database="+database); got.status != 1 || !strings.Contains(got.err, "name a file") {
		t.Errorf("to standard output: %d %s", got.status, got.err)
	}
	if got := runCommand(t, "", "serve", "--address=127.0.0.1:0", "--database="+database, "--backup-dir="+file); got.status != 1 || !strings.Contains(got.err, "--backup-dir") {
		t.Errorf("to a file for a folder: %d %s", got.status, got.err)
	}
}

// eventsOf returns the events of an organization, each as JSON.
func eventsOf(t *testing.T, c *client) (all []string) {
	t.Helper()
	var page struct{ Events []json.RawMessage }
	answer := c.expect(t, 200, "GET", "/waybill/v1/events?limit=1000", "")
	if err := json.Unmarshal(answer.body, &page); err != nil {
		t.Fatal(err)
	}
	for _, e := range page.Events {
		all = append(all, string(e))
	}
	return all
}

// withoutRestored expects that events end with that of a restore, and returns those before.
func withoutRestored(t *testing.T, events []string) []string {
	t.Helper()
	type told struct {
		Type      string
		Sequence  int
		Timestamp string
		Actor     struct{ User, KeyID *string }
		Data      struct {
			Name          string
			LastSequence  int    `json:"last_sequence"`
			LastTimestamp string `json:"last_timestamp"`
		}
	}
	if len(events) < 2 {
		t.Fatalf("there are %d events", len(events))
	}
	var before, last told
	end := len(events) - 1
	if err := errors.Join(json.Unmarshal([]byte(events[end-1]), &before), json.Unmarshal([]byte(events[end]), &last)); err != nil {
		t.Fatal(err)
	}
	if last.Type != "organization.restored" || before.Type == last.Type || last.Sequence != before.Sequence+1 ||
		last.Data.LastSequence != before.Sequence || last.Data.LastTimestamp != before.Timestamp || last.Data.Name != "default" ||
		last.Actor.User == nil || *last.Actor.User != systemUser() || last.Actor.KeyID != nil {
		t.Errorf("the last event is %s\nafter %s", events[end], events[end-1])
	}
	return events[:end]
}
