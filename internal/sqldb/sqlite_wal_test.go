package sqldb_test

import (
	"os"
	"path/filepath"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestTheWALMayGoAwayWhileItIsChecked: another process that closes the database
// removes the WAL, at any moment.
func TestTheWALMayGoAwayWhileItIsChecked(t *testing.T) {
	t.Parallel()
	file := sqldbtest.SQLite(t)
	db := open(t, file, sqldb.Options{})
	mustWrite(t, db, insert("one"))
	copied := filepath.Join(t.TempDir(), "waybill.db") // which this process does not have open
	for _, ending := range []string{"", "-wal"} {
		content, err := os.ReadFile(file + ending)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copied+ending, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				_ = os.Rename(copied+"-wal", copied+"-gone")
				_ = os.Rename(copied+"-gone", copied+"-wal")
			}
		}
	}()
	for range 2000 {
		if err := sqldb.CheckWAL(copied); err != nil {
			t.Error(err)
			break
		}
	}
	close(stop)
	<-stopped
}
