package sqldb_test

import (
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// insertCustomers makes as many customers as make the text index follow.
const insertCustomers = `INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded,
		is_active, created_at, updated_at, version)
	WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000)
	SELECT 1, $1 || '-' || n, $1 || '-' || n, 'Harbor ' || n, 'harbor ' || n, TRUE, 0, 0, 1 FROM numbers`

// TestTheTextIndexIsMergedWhenNobodyWrites: what a search has to look through
// goes down by itself, and says the same.
func TestTheTextIndexIsMergedWhenNobodyWrites(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	mustWrite(t, db, insert("one"))
	const steps = 6
	for step := range steps {
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			tx.Count(1, "customers", 2000)
			_, err := tx.Exec(insertCustomers, step)
			return err
		})
	}
	waitUntil(t, "the segments of the steps are merged", func() bool {
		return number(t, db, `SELECT count(DISTINCT segid) FROM customers_text_idx`) <= 2
	})
	const found = `SELECT count(*) FROM customers_text WHERE customers_text MATCH '"harbor 1999"'`
	if got := number(t, db, found); got != steps {
		t.Errorf("%d are found, want %d", got, steps)
	}
	mustWrite(t, db, insert("two"))
}

func number(t *testing.T, db *sqldb.DB, statement string) (number int) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(statement, nil, func(scan func(...any) error) error { return scan(&number) })
	})
	if err != nil {
		t.Fatal(err)
	}
	return number
}
