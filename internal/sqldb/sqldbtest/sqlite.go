package sqldbtest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"waybill/internal/sqldb"
)

// SQLite returns the name of a file with empty tables, in a folder of its own. The file
// is a copy of one file that sqldb has migrated: the migrations take 30 times as long as
// the copy.
func SQLite(t testing.TB) string {
	t.Helper()
	file := EmptySQLite(t)
	migrated, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, migrated, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// EmptySQLite returns the name of a file that does not exist yet, in a folder of its own.
// The folder is in memory if possible: no test needs the disk's durability.
func EmptySQLite(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp(memoryFolder(), "waybill-sqlite")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	return filepath.Join(folder, "waybill.db")
}

// migratedFile returns the content of a file with empty tables.
var migratedFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp(memoryFolder(), "waybill-sqlite")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	file := filepath.Join(folder, "waybill.db")
	db, err := sqldb.Open(context.Background(), file, sqldb.Options{})
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})
