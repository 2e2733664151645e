package transfer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/transfer"
)

// filesIn returns how many files a folder has.
func filesIn(t *testing.T, folder string) int {
	t.Helper()
	found, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	return len(found)
}

// TestABackupHoldsTheSnapshot: a backup has what the database held when it began, although
// clients write meanwhile, and is a database that a server can open.
func TestABackupHoldsTheSnapshot(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		source := openSource(t, address, 2100)
		before := dump(t, source)
		file := filepath.Join(t.TempDir(), "backup.db")
		writes := 0
		err := transfer.Backup(t.Context(), source, file, false, func(transfer.Progress) {
			execCounted(t, source, many, 1, insertCustomer+places(1, 13), many, fmt.Sprint("cust_w", writes), fmt.Sprint("W", writes), "new", "new", nil, nil, nil, true, nil, 1, 1, 1)
			writes++
		})
		if err != nil || writes == 0 {
			t.Fatal(writes, err)
		}
		if filesIn(t, filepath.Dir(file)) != 1 {
			t.Error("there are other files beside the backup")
		}
		copied := open(t, file, sqldb.Options{})
		after := dump(t, copied)
		if len(before) != len(after) {
			t.Fatalf("%d lines in the database, %d in the backup", len(before), len(after))
		}
		for i := range before {
			if before[i] != after[i] {
				t.Fatalf("line %d is %s, and in the backup %s", i, before[i], after[i])
			}
		}
		checkCounts(t, copied)
	})
}

// TestABackupReplacesNothingUnasked: an existing file stays unless it is to be replaced, and an
// interrupted backup leaves no file.
func TestABackupReplacesNothingUnasked(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	source := openSource(t, sqldbtest.SQLite(t), 10)
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := transfer.Backup(t.Context(), source, file, false, silent); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over an existing file: %v", err)
	}
	interrupted, interrupt := context.WithCancel(t.Context())
	if err := transfer.Backup(interrupted, source, file, true, func(transfer.Progress) { interrupt() }); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "mine" || filesIn(t, filepath.Dir(file)) != 1 {
		t.Errorf("the file has %.20q, %v, and there are %d files", text, err, filesIn(t, filepath.Dir(file)))
	}
	if err := transfer.Backup(t.Context(), source, file, true, silent); err != nil {
		t.Fatal(err)
	}
	checkSame(t, source, open(t, file, sqldb.Options{}))
}

// TestADamagedBackupIsNotVerified: whatever happens to the file after it is written, it does
// not get its name.
func TestADamagedBackupIsNotVerified(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	source := openSource(t, sqldbtest.SQLite(t), 300)
	statement := func(text string) func(*testing.T, string) {
		return func(t *testing.T, file string) {
			raw, _ := rawDatabase(t, file)
			if _, err := raw.ExecContext(t.Context(), text); err != nil {
				t.Fatal(err)
			}
			if err := raw.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	rewrite := func(change func([]byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, file string) {
			whole, err := os.ReadFile(file)
			if err == nil {
				err = os.WriteFile(file, change(whole), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, damage := range map[string]func(*testing.T, string){
		"nothing":         func(*testing.T, string) {},
		"a flipped bit":   rewrite(func(b []byte) []byte { b[bytes.Index(b, []byte("cust_000007"))+10] ^= 1; return b }),
		"half of it":      rewrite(func(b []byte) []byte { return b[:len(b)/2] }),
		"no last page":    rewrite(func(b []byte) []byte { return b[:len(b)-4096] }),
		"nothing in it":   rewrite(func([]byte) []byte { return nil }),
		"a missing row":   statement("DELETE FROM customers WHERE id = 'cust_000007'"),
		"a changed row":   statement("UPDATE customers SET version = version + 1 WHERE id = 'cust_000007'"),
		"a missing table": statement("DROP TABLE webhooks"),
		"a missing count": statement("DELETE FROM row_counts"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			view, err := source.View(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = view.Close(context.Background()) }()
			file := filepath.Join(t.TempDir(), "backup.db")
			made, err := sqldb.NewBackupFile(file, false)
			if err != nil {
				t.Fatal(err)
			}
			defer made.Remove()
			tables, err := transfer.FillBackup(t.Context(), source, view, made.Name(), silent)
			if err != nil {
				t.Fatal(err)
			}
			damage(t, made.Name())
			err = transfer.VerifyBackup(t.Context(), tables, view, made.Name(), silent)
			if err == nil {
				err = made.Keep(t.Context())
			}
			if _, gone := os.Stat(file); (err == nil) != (name == "nothing") || (gone == nil) != (err == nil) {
				t.Errorf("with %s: %v, %v", name, err, gone)
			}
		})
	}
}

// TestARelativeName: a backup may have a name in the working directory.
func TestARelativeName(t *testing.T) { //nolint:paralleltest // it changes the working directory
	source := openSource(t, sqldbtest.SQLite(t), 1)
	t.Chdir(t.TempDir())
	if err := transfer.Backup(t.Context(), source, "backup.db", false, silent); err != nil {
		t.Fatal(err)
	}
	checkSame(t, source, open(t, "backup.db", sqldb.Options{}))
}
