package sqldb

import (
	"path/filepath"
	"testing"
)

// An index may be larger than memory, so what creates indexes sorts in files. The driver of
// migrations runs pragmas in the order of their texts, and not in that of the connection string.
func TestWhatCreatesIndexesSortsInFiles(t *testing.T) {
	t.Parallel()
	const inFiles = 1 // the value of temp_store
	file := filepath.Join(t.TempDir(), "waybill.db")
	migrating, err := openForMigrations(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = migrating.Close() }()
	var got int
	if err := migrating.QueryRowContext(t.Context(), "PRAGMA temp_store").Scan(&got); err != nil || got != inFiles {
		t.Errorf("the temp_store of migrations is %d (%v), want %d", got, err, inFiles)
	}
	db, err := Open(t.Context(), file, Options{Migrate: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.engine.exclusive(t.Context(), func(transaction transactionFunc) error {
		return transaction(func(s session) error {
			return s.query(t.Context(), "PRAGMA temp_store", nil, func(scan func(...any) error) error { return scan(&got) })
		})
	})
	if err != nil || got != inFiles {
		t.Errorf("the temp_store of a copy is %d (%v), want %d", got, err, inFiles)
	}
}
