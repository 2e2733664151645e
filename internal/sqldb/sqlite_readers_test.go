package sqldb_test

import (
	"os"
	"strings"
	"testing"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// Each connection parses the whole schema, so reads one after another share one.
func TestReadsOneAfterAnotherShareAConnection(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	for range 10 {
		names(t, db)
	}
	if s := db.Stats(); s.Idle != 1 || s.InUse != 0 || s.Max < 2 {
		t.Errorf("after ten reads: %+v, want one idle connection", s)
	}
}

// A file that takes the place of an open database is another database. A connection that
// is opened later must not use it.
func TestAFileThatIsReplacedIsNotOpened(t *testing.T) {
	t.Parallel()
	file, other := sqldbtest.SQLite(t), sqldbtest.SQLite(t)
	db := open(t, file, sqldb.Options{})
	if err := db.Write(t.Context(), insert("kept")); err != nil {
		t.Fatal(err)
	}
	refused := func(place string) {
		t.Helper()
		_, err := db.Snapshot(t.Context())
		if apierr.KindOf(err) != apierr.Unavailable || !strings.Contains(err.Error(), "was moved") {
			t.Errorf("with %s in the place of the file: %v", place, err)
		}
	}
	read := func(*sqldb.ReadTx) error { // on a connection from before
		if err := os.Rename(file, file+".moved"); err != nil {
			return err
		}
		refused("nothing")
		if err := os.Rename(other, file); err != nil {
			return err
		}
		refused("another file")
		err := db.Read(t.Context(), func(*sqldb.ReadTx) error { return nil })
		if apierr.KindOf(err) != apierr.Unavailable {
			t.Errorf("a read by another connection: %v", err)
		}
		return nil
	}
	if err := db.Read(t.Context(), read); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file+".moved", file); err != nil {
		t.Fatal(err)
	}
	if got := names(t, db); len(got) != 1 {
		t.Errorf("after the file was moved back, %v is read", got)
	}
}
