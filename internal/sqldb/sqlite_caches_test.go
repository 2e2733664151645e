package sqldb

import (
	"path/filepath"
	"testing"
)

// No connection has its pages in the pool that the driver's connections share otherwise, from
// which a list takes the pages of all others.
func TestConnectionsHavePageCachesOfTheirOwn(t *testing.T) {
	t.Parallel()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "waybill.db"), Options{Migrate: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var tables int
	err = db.Read(t.Context(), func(tx *ReadTx) error {
		return tx.Row("SELECT count(*) FROM sqlite_schema", nil, &tables)
	})
	if err != nil || tables == 0 {
		t.Fatalf("%d tables, %v", tables, err)
	}
	if pages := pageCaches.Fgrp.FnPurgeable; pages != 0 {
		t.Errorf("the shared pool has %d pages, want none", pages)
	}
}
