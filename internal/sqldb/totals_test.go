package sqldb_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestWritesOfThePreviousVersionAreNoticed: a server of the previous version may write
// to a database that this version has migrated. It does not set last_change, so a
// trigger does, which does nothing for the sessions of this version.
func TestWritesOfThePreviousVersionAreNoticed(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	address := sqldbtest.EmptyPostgres(t)
	old, err := os.ReadFile("testdata/versions/postgres/8.sql")
	if err != nil {
		t.Fatal(err)
	}
	sqldbtest.Load(t, address, string(old))
	db := open(t, address, sqldb.Options{Migrate: true})
	previous := connect(t, address)
	last := func() (number int64) {
		t.Helper()
		err := previous.QueryRow(t.Context(), `SELECT coalesce(sum(last_change), 0)::bigint FROM row_counts WHERE organization_id = 2`).Scan(&number)
		if err != nil {
			t.Fatal(err)
		}
		return number
	}
	for statement, noticed := range map[string]bool{
		`UPDATE customers SET name = 'x', name_folded = 'x', version = version + 1 WHERE organization_id = 2 AND external_reference_id = 'R-1'`: true,
		`DELETE FROM customers WHERE organization_id = 2 AND external_reference_id = 'R-2'`:                                                     true,
		`UPDATE customers SET phone = 'x' WHERE organization_id = 2 AND external_reference_id = 'none'`:                                         false,
	} {
		before := last()
		if _, err := previous.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
		if (last() != before) != noticed {
			t.Errorf("after a write of the previous version last_change is %d, before it was %d: %s", last(), before, statement)
		}
	}
	before := last()
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`UPDATE customers SET phone = 'y' WHERE organization_id = 2`)
		return err
	})
	if last() != before {
		t.Error("the trigger ran for a session of this version")
	}
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		tx.Changed(2, "customers")
		return nil
	})
	if last() == before {
		t.Error("this version does not set last_change")
	}
}

// TestRememberedTotalsAreBounded: an organization has an eighth of the memory, and what
// was used last stays.
func TestRememberedTotalsAreBounded(t *testing.T) {
	t.Parallel()
	totals := sqldb.NewTotals(time.Now)
	key := func(organization int64, n int) sqldb.TotalKey {
		return sqldb.TotalKey{Organization: organization, Filters: fmt.Sprint("customers name_contains=", n)}
	}
	held := func(organization int64) (count int) {
		for n := range sqldb.MostTotals {
			if total, ok := totals.Recall(key(organization, n)); ok {
				if count++; total.Rows != int64(n) {
					t.Errorf("the total %d of organization %d is %d", n, organization, total.Rows)
				}
			}
		}
		return count
	}
	const share = sqldb.MostTotals / 8
	for n := range 2 * share {
		totals.Remember(key(1, n), sqldb.Total{Rows: int64(n)})
		totals.Recall(key(1, 0))
	}
	if _, ok := totals.Recall(key(1, 0)); !ok || held(1) != share {
		t.Errorf("%d totals of an organization are held, want %d; the total that was used last is held: %v", held(1), share, ok)
	}
	totals.Remember(sqldb.TotalKey{Organization: 2, Filters: strings.Repeat("x", 1025)}, sqldb.Total{})
	if _, ok := totals.Recall(sqldb.TotalKey{Organization: 2, Filters: strings.Repeat("x", 1025)}); ok {
		t.Error("a long key is held")
	}
	for organization := range int64(8) {
		for n := range share {
			totals.Remember(key(10+organization, n), sqldb.Total{Rows: int64(n)})
		}
	}
	if held(1) != 0 || held(10) != share || held(17) != share {
		t.Errorf("%d, %d and %d totals are held, want 0, %d and %[4]d", held(1), held(10), held(17), share)
	}
}
