package backup_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/backup"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		os.Exit(sendAsChild())
	}
	os.Exit(sqldbtest.Main(m))
}

// kept is a keeper of a database, with a clock of the test.
type kept struct {
	*backup.Keeper
	t   *testing.T
	now time.Time
}

func newKept(t *testing.T, address string) *kept {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	k := &kept{t: t, now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	k.Keeper = k.restarted(db, t.TempDir())
	if err := k.Check(); err != nil {
		t.Fatal(err)
	}
	return k
}

// restarted returns the keeper of a server that has just started.
func (k *kept) restarted(db *sqldb.DB, folder string) *backup.Keeper {
	return &backup.Keeper{
		DB: db, Folder: folder, Every: 24 * time.Hour, Most: 3, Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return k.now },
	}
}

// after advances the clock, and makes a backup if it is due.
func (k *kept) after(d time.Duration) {
	k.t.Helper()
	k.now = k.now.Add(d)
	if err := k.MakeIfDue(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
}

// want compares the names of the files in the folder.
func (k *kept) want(names ...string) {
	k.t.Helper()
	found, err := os.ReadDir(k.Folder)
	if err != nil {
		k.t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, f.Name())
	}
	if diff := cmp.Diff(names, got); diff != "" {
		k.t.Errorf("the files (-want +got):\n%s", diff)
	}
}

// TestTheNewestBackupsAreKept: a backup is made when it is due, also after a restart, and the
// oldest are removed. Other files are never touched.
func TestTheNewestBackupsAreKept(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		k := newKept(t, address)
		const others = "waybill-20260101T000000Z.db.mine"
		if err := os.WriteFile(filepath.Join(k.Folder, others), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		k.after(0)
		k.want(others, "waybill-20261101T000000Z.db")
		k.after(23 * time.Hour)
		k.want(others, "waybill-20261101T000000Z.db")
		k.Keeper = k.restarted(k.DB, k.Folder)
		k.after(time.Minute)
		k.want(others, "waybill-20261101T000000Z.db")
		if !k.Verified().Equal(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("after a restart the newest backup is of %s", k.Verified())
		}
		k.after(time.Hour)
		k.want(others, "waybill-20261101T000000Z.db", "waybill-20261102T000100Z.db")
		k.after(24 * time.Hour)
		k.after(24 * time.Hour)
		k.want(others, "waybill-20261102T000100Z.db", "waybill-20261103T000100Z.db", "waybill-20261104T000100Z.db")
		if !k.Verified().Equal(k.now) || k.Failures() != 0 {
			t.Errorf("verified at %s with %d failures", k.Verified(), k.Failures())
		}
	})
}

// TestABackupThatFails: it leaves the earlier backups, is counted, and is tried again after an
// hour. What a killed server has left is removed after a day.
func TestABackupThatFails(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	k := newKept(t, sqldbtest.SQLite(t))
	k.after(0)
	abandoned := filepath.Join(k.Folder, "waybill-20261031T000000Z.db.unfinished-1")
	if err := os.WriteFile(abandoned, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(abandoned, k.now, k.now); err != nil {
		t.Fatal(err)
	}
	good := k.DB
	closed, err := sqldb.Open(t.Context(), sqldbtest.SQLite(t), sqldb.Options{})
	if err == nil {
		err = closed.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	k.now = k.now.Add(24 * time.Hour)
	k.DB = closed
	for range 3 {
		err = k.MakeIfDue(t.Context())
		k.now = k.now.Add(time.Minute)
	}
	if err != nil || k.Failures() != 1 {
		t.Errorf("%d failures, the last attempt: %v", k.Failures(), err)
	}
	k.now = k.now.Add(time.Hour)
	if err := k.MakeIfDue(t.Context()); err == nil || k.Failures() != 2 {
		t.Errorf("%d failures, after an hour: %v", k.Failures(), err)
	}
	k.want("waybill-20261101T000000Z.db")
	k.DB = good
	stopped, stop := context.WithCancel(t.Context())
	stop()
	k.now = k.now.Add(time.Hour)
	if err := k.MakeIfDue(stopped); err == nil || k.Failures() != 2 {
		t.Errorf("%d failures, at the end of the server: %v", k.Failures(), err)
	}
	k.after(0)
	k.want("waybill-20261101T000000Z.db", "waybill-20261102T020300Z.db")
}

// TestAFolderThatCannotBeWritten is noticed at the start.
func TestAFolderThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	k := newKept(t, sqldbtest.SQLite(t))
	k.Folder = filepath.Join(k.Folder, "none")
	if err := k.Check(); err == nil {
		t.Error("a folder that does not exist was taken")
	}
}

// TestEachBackupIsARestorableDatabase: what each backup holds is what the database held then.
func TestEachBackupIsARestorableDatabase(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		k := newKept(t, address)
		for n := range 3 {
			if _, err := tenant.CreateOrganization(t.Context(), k.DB, fmt.Sprint("organization ", n)); err != nil {
				t.Fatal(err)
			}
			k.after(24 * time.Hour)
		}
		found, err := filepath.Glob(filepath.Join(k.Folder, "*.db"))
		if err != nil || len(found) != 3 {
			t.Fatal(found, err)
		}
		slices.Sort(found)
		for n, file := range found {
			restored := filepath.Join(t.TempDir(), "restored.db")
			if _, err := sqldb.Restore(t.Context(), restored, file, sqldb.Ending{}); err != nil {
				t.Fatal(err)
			}
			db, err := sqldb.Open(t.Context(), restored, sqldb.Options{MustExist: true})
			if err != nil {
				t.Fatal(err)
			}
			var organizations int
			err = db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				return tx.Row("SELECT count(*) FROM organizations", nil, &organizations)
			})
			if err != nil || organizations != n+1 {
				t.Errorf("backup %d has %d organizations, %v", n, organizations, err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}
