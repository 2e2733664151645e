package sqldb_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestTheWALStaysShort: writers that never rest, and more and more to write.
func TestTheWALStaysShort(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	const writers, writes, size = 4, 500, 128 << 10
	var writing sync.WaitGroup
	for writer := range writers {
		writing.Go(func() {
			for n := range writes {
				// A table and an index have the text.
				text := fmt.Sprint(writer, "-", n, strings.Repeat("x", size/2))
				if err := db.Write(t.Context(), insert(text)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writing.Wait()
	if wal := db.Stats().WAL; wal > writers*writes*size/2 {
		t.Errorf("of %d MiB that were written %d MiB are in the WAL", writers*writes*size>>20, wal>>20)
	}
	if got := len(names(t, db)); got != writers*writes {
		t.Errorf("there are %d rows, want %d", got, writers*writes)
	}
}
