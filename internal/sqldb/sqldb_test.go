package sqldb_test

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

func TestMain(m *testing.M) {
	// Files of failures would be left beside the tests.
	_ = flag.Set("rapid.nofailfile", "true")
	os.Exit(sqldbtest.Main(m))
}

// each runs a test on an empty database of every engine.
func each(t *testing.T, test func(t *testing.T, db *sqldb.DB)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, address string) { test(t, open(t, address, sqldb.Options{})) })
}

func open(t *testing.T, address string, options sqldb.Options) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mustClose(t, db) })
	return db
}

func mustClose(t *testing.T, db *sqldb.DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

const insertOrganization = `INSERT INTO organizations (name, created_at) VALUES ($1, $2)`

func insert(name string) func(*sqldb.Tx) error {
	return func(tx *sqldb.Tx) error {
		_, err := tx.Exec(insertOrganization, name, tx.Now().UnixMicro())
		return err
	}
}

func names(t *testing.T, db *sqldb.DB) (all []string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(`SELECT name FROM organizations ORDER BY id`, nil, func(scan func(...any) error) error {
			all = append(all, "")
			return scan(&all[len(all)-1])
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAWriteThatFailsUndoesOnlyItself(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		mine := errors.New("mine")
		var wait sync.WaitGroup
		for i := range 100 {
			wait.Go(func() {
				name := string(rune('A'+i%26)) + strings.Repeat("x", i)
				err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
					if err := insert(name)(tx); err != nil {
						return err
					}
					if i%3 == 0 {
						return mine
					}
					return nil
				})
				if (i%3 == 0) != errors.Is(err, mine) {
					t.Errorf("write %d: %v", i, err)
				}
			})
		}
		wait.Wait()
		if got := len(names(t, db)); got != 66 {
			t.Errorf("%d writes were kept, want 66", got)
		}
	})
}

// A rehearsal is done and undone, and nobody else has to be done again for it.
func TestARehearsalKeepsNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		mine := errors.New("mine")
		var calls atomic.Int32
		var wait sync.WaitGroup
		for i := range 60 {
			name := strings.Repeat("x", i+1)
			wait.Go(func() {
				err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
					calls.Add(1)
					return insert(name)(tx)
				})
				if err != nil {
					t.Error(err)
				}
			})
			wait.Go(func() {
				var id int64
				err := db.Rehearse(t.Context(), func(tx *sqldb.Tx) error {
					tx.Count(1, "customers", 1)
					statement := insertOrganization + " RETURNING id"
					if err := tx.Row(statement, []any{name + "dry", tx.Now().UnixMicro()}, &id); err != nil || i%2 == 0 {
						return err
					}
					return mine
				})
				if (i%2 != 0) != errors.Is(err, mine) || id == 0 {
					t.Errorf("rehearsal %d: %v, id %d", i, err, id)
				}
			})
		}
		wait.Wait()
		if got := len(names(t, db)); got != 60 || calls.Load() != 60 {
			t.Errorf("%d are kept of 60 writes, in %d calls", got, calls.Load())
		}
		var counted int64
		err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Row(`SELECT count(*) FROM row_counts`, nil, &counted)
		})
		if err != nil || counted > 0 {
			t.Errorf("%d counts are kept, %v", counted, err)
		}
	})
}

func TestAPanicOfARehearsalComesBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		defer func() {
			if recover() == nil {
				t.Error("the panic was lost")
			}
			if got := names(t, db); len(got) > 0 {
				t.Errorf("kept %v", got)
			}
		}()
		_ = db.Rehearse(t.Context(), func(tx *sqldb.Tx) error {
			_ = insert("half")(tx)
			panic("on purpose")
		})
	})
}

func TestAPanicComesBackToItsCallerAndUndoesItsWrite(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was lost")
				}
			}()
			_ = db.Write(t.Context(), func(tx *sqldb.Tx) error {
				_ = insert("half")(tx)
				panic("on purpose")
			})
		}()
		if err := db.Write(t.Context(), insert("after")); err != nil {
			t.Fatal(err)
		}
		if got := names(t, db); !slices.Equal(got, []string{"after"}) {
			t.Errorf("kept %v", got)
		}
	})
}

func TestWritesThatWaitTogetherAreCommittedTogether(t *testing.T) {
	t.Parallel()
	var commits atomic.Int32
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{Trace: func(statement string) {
		if statement == "COMMIT" {
			commits.Add(1)
		}
	}})
	begun, hold := make(chan struct{}), make(chan struct{})
	goOn := sync.OnceFunc(func() { close(hold) })
	defer goOn() // or a failure would wait for ever
	var wait sync.WaitGroup
	wait.Go(func() {
		_ = db.Write(t.Context(), func(*sqldb.Tx) error { close(begun); <-hold; return nil })
	})
	<-begun
	commits.Store(0) // opening the database commits, too
	for i := range 50 {
		wait.Go(func() {
			if err := db.Write(t.Context(), insert(strings.Repeat("x", i+1))); err != nil {
				t.Error(err)
			}
		})
	}
	waitUntil(t, "the fifty wait behind the first", func() bool { return db.Waiting() == 50 })
	goOn()
	wait.Wait()
	if got := commits.Load(); got > 2 {
		t.Errorf("51 writes took %d commits", got)
	}
}

func TestReadsDoNotWaitForAWriter(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		if err := db.Write(t.Context(), insert("before")); err != nil {
			t.Fatal(err)
		}
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			if err := insert("during")(tx); err != nil {
				return err
			}
			if got := names(t, db); !slices.Equal(got, []string{"before"}) {
				t.Errorf("during a write a read sees %v", got)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// A ReadTx has no method that writes; this is about statements.
func TestAReadCannotWrite(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		writes := func(run func(tx *sqldb.ReadTx, statement string, args []any) error) {
			t.Helper()
			read := func(tx *sqldb.ReadTx) error {
				return run(tx, insertOrganization+" RETURNING id", []any{"x", 1})
			}
			if db.Read(t.Context(), read) == nil || db.ReadList(t.Context(), 1, read) == nil {
				t.Error("a read wrote")
			}
		}
		none := func(func(...any) error) error { return nil }
		writes(func(tx *sqldb.ReadTx, statement string, args []any) error { return tx.Row(statement, args, new(int64)) })
		writes(func(tx *sqldb.ReadTx, statement string, args []any) error { return tx.Rows(statement, args, none) })
		writes(func(tx *sqldb.ReadTx, statement string, args []any) error { return tx.Search(statement, args, none) })
		if got := names(t, db); len(got) > 0 {
			t.Errorf("reads made %q", got)
		}
	})
}

func TestAWriteWhoseRequestIsOverIsNotDone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := db.Write(ctx, insert("late")); apierr.KindOf(err) != apierr.Unavailable {
			t.Errorf("a write after its time: %v", err)
		}
		if err := db.Write(t.Context(), insert("next")); err != nil {
			t.Fatal(err)
		}
		if got := names(t, db); !slices.Equal(got, []string{"next"}) {
			t.Errorf("kept %v", got)
		}
	})
}

func TestAClosedDatabaseIsOneFileAndUnavailable(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	db, err := sqldb.Open(t.Context(), filepath.Join(folder, "test.db"), sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), insert("kept")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), db.Close()); err != nil {
		t.Fatal(err)
	}
	// The file of the lock stays, as nobody knows who is about to use it.
	if files, err := os.ReadDir(folder); err != nil || len(files) != 2 || files[1].Name() != "test.db-lock" {
		t.Errorf("files are left beside the database: %v, %v", files, err)
	}
	if err := db.Write(t.Context(), insert("x")); apierr.KindOf(err) != apierr.Unavailable {
		t.Errorf("write: %v", err)
	}
	if err := db.Ready(t.Context(), []string{"organizations", "api_keys"}); apierr.KindOf(err) != apierr.Unavailable {
		t.Errorf("read: %v", err)
	}
}

func TestTimesAndIDsGrowWhateverTheClockDoes(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 1, 29, 10, 30, 0, 0, time.UTC)
	var calls atomic.Int64
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{Now: func() time.Time { return start.Add(-time.Duration(calls.Add(1)) * time.Hour) }})
	lastID, lastTime := "", time.Time{}
	for range 100 {
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			if !tx.Now().After(lastTime) {
				t.Errorf("time %s after %s", tx.Now(), lastTime)
			}
			lastTime = tx.Now()
			for range 300 {
				id := tx.NewID("cust_")
				if id <= lastID || len(id) != len("cust_")+24 {
					t.Fatalf("id %s after %s", id, lastID)
				}
				lastID = id
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenSaysWhyItCannot(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	text := filepath.Join(folder, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(folder, "newer.db")
	makeNewer(t, newer)
	for _, test := range []struct {
		name, file, want string
		options          sqldb.Options
	}{
		{"a text", text, "not a SQLite database", sqldb.Options{}},
		{"a folder", folder, "is a folder", sqldb.Options{}},
		{"no such folder", filepath.Join(folder, "none", "x.db"), "none does not exist", sqldb.Options{}},
		{"none yet", filepath.Join(folder, "none.db"), "there is no database", sqldb.Options{MustExist: true}},
		{"newer", newer, "newer version of waybill", sqldb.Options{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db, err := sqldb.Open(t.Context(), test.file, test.options)
			if err == nil {
				_ = db.Close()
				t.Fatal("opened")
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

func makeNewer(t *testing.T, file string) {
	mustClose(t, open(t, file, sqldb.Options{}))
	raw, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	if _, err := raw.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`); err != nil {
		t.Fatal(err)
	}
}

func TestADatabaseIsFoundUnderAnyName(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for _, name := range []string{"with space.db", "100%.db", "a?b#c.db", "é漢.db", "%41.db"} {
		file := filepath.Join(t.TempDir(), name)
		db, err := sqldb.Open(t.Context(), file, sqldb.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		mustClose(t, db)
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The pragmas that promises rest on are those of every connection.
func TestEveryConnectionIsDurable(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	check := func(queryOnly int64) func(*sqldb.ReadTx) error {
		return func(tx *sqldb.ReadTx) error {
			for pragma, want := range map[string]any{
				"journal_mode": "wal", "synchronous": int64(2), "fullfsync": int64(1), "checkpoint_fullfsync": int64(1),
				"foreign_keys": int64(1), "trusted_schema": int64(0), "busy_timeout": sqldb.Timeout.Milliseconds(), "temp_store": int64(2),
				"wal_autocheckpoint": int64(0), "query_only": queryOnly,
			} {
				var got any
				if err := tx.Row("PRAGMA "+pragma, nil, &got); err != nil {
					return err
				}
				if got != want {
					t.Errorf("%s is %v, want %v", pragma, got, want)
				}
			}
			return nil
		}
	}
	if err := db.Write(t.Context(), func(tx *sqldb.Tx) error { return check(0)(&tx.ReadTx) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Read(t.Context(), check(1)); err != nil {
		t.Fatal(err)
	}
	if err := db.ReadList(t.Context(), 1, check(1)); err != nil {
		t.Fatal(err)
	}
}

func TestABackupIsTheWholeDatabase(t *testing.T) {
	t.Parallel()
	address := sqldbtest.SQLite(t)
	db := open(t, address, sqldb.Options{})
	if err := db.Write(t.Context(), insert("kept")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "backup.db")
	err := db.Write(t.Context(), func(*sqldb.Tx) error { return sqldb.Backup(t.Context(), address, file, false) })
	if err != nil {
		t.Fatal("while a write runs:", err)
	}
	if err := sqldb.Backup(t.Context(), address, file, false); err == nil {
		t.Error("a backup was written over")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the backup's mode is %v, %v", info.Mode(), err)
	}
	restored, err := sqldb.Open(t.Context(), file, sqldb.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = restored.Close() }()
	if got := names(t, restored); !slices.Equal(got, []string{"kept"}) {
		t.Errorf("the backup has %v", got)
	}
}
