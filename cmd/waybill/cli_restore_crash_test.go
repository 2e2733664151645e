//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"

	"github.com/google/go-cmp/cmp"
)

// A restore that is killed before any of its changes to names, or before any sync,
// leaves the old database or one that nothing opens, and a second one finishes it. Each
// organization then has exactly one event more than in the backup, which is not changed.
func TestARestoreThatIsKilledIsFinished(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	need(t, "strace")
	c := newCrashedServer(t)
	const most = 40
	backup := filesOf(t, filepath.Dir(c.backup))
	copied := filepath.Join(t.TempDir(), "copied.db") // which a command may open
	copyFile(t, c.backup, copied)
	keys, heads := mustRun(t, "keys", "list", "--database="+copied), headsOf(t, copied)
	for _, calls := range []string{"rename,renameat,renameat2,unlink,unlinkat", "fsync"} {
		t.Run(calls, func(t *testing.T) {
			t.Parallel()
			for n := 1; ; n++ {
				if n > most {
					t.Fatalf("a restore was killed %d times and never done", most)
				}
				database := sqldbtest.EmptySQLite(t)
				for _, ending := range []string{"", "-wal", "-shm"} {
					copyFile(t, c.database+ending, database+ending)
				}
				before := filesOf(t, filepath.Dir(database))
				killed := exec.Command("strace", "-f", "-qq", "-o", os.DevNull, "-e", "trace="+calls,
					"-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", calls, n),
					programFile(t), "restore", c.backup, "--database="+database)
				done := killed.Run() == nil
				if !done && !isReplaced(t, database, before) {
					mustRun(t, "restore", c.backup, "--database="+database)
				}
				isRestored(t, keys, database, before)
				isToldOnce(t, heads, database)
				if diff := cmp.Diff(backup, filesOf(t, filepath.Dir(c.backup))); diff != "" {
					t.Errorf("the backup was changed:\n%s", diff)
				}
				if done || t.Failed() {
					return
				}
			}
		})
	}
}

// isReplaced looks at what a restore that was killed has left, and reports whether
// it had come to its end.
func isReplaced(t *testing.T, database string, before map[string]string) bool {
	t.Helper()
	now := filesOf(t, filepath.Dir(database))
	if _, noted := now["waybill.db-restore"]; noted {
		got := runCommand(t, "", "keys", "list", "--database="+database)
		if got.status != 1 || !strings.Contains(got.err, "run waybill restore again") {
			t.Errorf("in the middle of a restore: status %d: %s%s", got.status, got.out, got.err)
		}
		return false
	}
	if now["waybill.db"] != before["waybill.db"] {
		return true
	}
	for name, sum := range before {
		if now[name] != sum {
			t.Errorf("%s was changed or is gone: %v", name, now)
		}
	}
	return false
}

// isRestored expects the new database, which has these keys, and the old one under another name.
func isRestored(t *testing.T, keys, database string, before map[string]string) {
	t.Helper()
	kept := map[string]string{}
	for name, sum := range filesOf(t, filepath.Dir(database)) {
		if _, rest, found := strings.Cut(name, ".replaced-"); found {
			_, ending, _ := strings.Cut(rest, "Z")
			kept["waybill.db"+ending] = sum
		} else if name != "waybill.db" {
			t.Errorf("%s is left", name)
		}
	}
	if diff := cmp.Diff(before, kept); diff != "" {
		t.Errorf("other files are kept:\n%s", diff)
	}
	if got := mustRun(t, "keys", "list", "--database="+database); got != keys {
		t.Errorf("the new database has the keys\n%s\nwant\n%s", got, keys)
	}
	checkDatabase(t, database)
}

// headsOf returns the number of the last event of each organization.
func headsOf(t *testing.T, database string) map[int64]int64 {
	t.Helper()
	rows, err := openDatabase(t, database).Query(`SELECT organization_id, seq FROM event_heads`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	heads := map[int64]int64{}
	for rows.Next() {
		var organization, last int64
		if err := rows.Scan(&organization, &last); err != nil {
			t.Fatal(err)
		}
		heads[organization] = last
	}
	if err := rows.Err(); err != nil || len(heads) == 0 {
		t.Fatal("there are no events", err)
	}
	return heads
}

// isToldOnce expects one event more than these in each organization: that of the restore.
func isToldOnce(t *testing.T, heads map[int64]int64, database string) {
	t.Helper()
	want := map[int64]int64{}
	for organization, last := range heads {
		want[organization] = last + 1
	}
	if diff := cmp.Diff(want, headsOf(t, database)); diff != "" {
		t.Errorf("the last events (-want +got):\n%s", diff)
	}
	var told int
	err := openDatabase(t, database).QueryRow(`SELECT count(*) FROM events JOIN event_heads USING (organization_id, seq)
		WHERE resource = 'organization' AND action = 'restored'`).Scan(&told)
	if err != nil || told != len(heads) {
		t.Errorf("%d organizations of %d tell that they were restored, %v", told, len(heads), err)
	}
}
