package sqldb_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestTheWALStaysShort: writers that never rest, and more and more to write. The
// checkpointer gets its turn late on a busy machine, and the WAL stays as long as it
// has once been, so they write until that is little beside all that was written.
func TestTheWALStaysShort(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	const writers, size, atLeast, atMost = 4, 128 << 10, 800, 16000
	var written atomic.Int64
	isShort := func() bool { return db.Stats().WAL <= written.Load()*size/2 }
	var writing sync.WaitGroup
	for writer := range writers {
		writing.Go(func() {
			for n := 0; written.Load() < atLeast || !isShort() && written.Load() < atMost; n++ {
				// A table and an index have the text.
				text := fmt.Sprint(writer, "-", n, strings.Repeat("x", size/2))
				if err := db.Write(t.Context(), insert(text)); err != nil {
					t.Error(err)
				}
				written.Add(1)
			}
		})
	}
	writing.Wait()
	if !isShort() {
		t.Errorf("of %d MiB that were written %d MiB are in the WAL", written.Load()*size>>20, db.Stats().WAL>>20)
	}
	if got := int64(number(t, db, `SELECT count(*) FROM organizations`)); got != written.Load() {
		t.Errorf("there are %d rows, want %d", got, written.Load())
	}
}

// TestTheWALStaysShortBesideLargeTransactions: transactions that are too few for a
// checkpoint by their number, each of which replaces a long text in a table and an index.
func TestTheWALStaysShortBesideLargeTransactions(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	const size, atMost = 12 << 20, 60
	if err := db.Write(t.Context(), insert("text")); err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= atMost; n++ {
		text := strings.Repeat(string('a'+rune(n%26)), size/2)
		if err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`UPDATE organizations SET name = $1`, text)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if db.Stats().WAL <= int64(n)*size/2 {
			return
		}
	}
	t.Errorf("of %d MiB that were written %d MiB are in the WAL", atMost*size>>20, db.Stats().WAL>>20)
}
