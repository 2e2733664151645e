package sqldb_test

import (
	"fmt"
	"slices"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestPreparedStatementsAreBounded: one connection runs more different statements
// than it keeps, and the first of them again.
func TestPreparedStatementsAreBounded(t *testing.T) {
	t.Parallel()
	const statements = 600
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
		runAll(t, db, statements)
		if got, most := db.PreparedStatements(), sqldb.MaxPrepared; got != most {
			t.Errorf("%d statements are prepared on a connection, want %d", got, most)
		}
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		const most = 512 + 1 // pgx closes a statement when it runs the next
		db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
		if got := runAll(t, db, statements); got < most/2 || got > most {
			t.Errorf("%d statements are prepared on a connection, want up to %d", got, most)
		}
	})
}

// runAll runs statements on one connection of either engine, and gives how many a
// PostgreSQL has prepared on it.
func runAll(t *testing.T, db *sqldb.DB, statements int) (prepared int) {
	t.Helper()
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		for i := range statements + 1 {
			var got int
			want := i % statements
			if err := tx.Row(fmt.Sprintf("SELECT %d", want), nil, &got); err != nil || got != want {
				return fmt.Errorf("statement %d gives %d: %w", want, got, err)
			}
		}
		if !db.Shared() {
			return nil
		}
		return tx.Row("SELECT count(*) FROM pg_prepared_statements", nil, &prepared)
	})
	return prepared
}

// TestAGrowingTableGetsStatistics: the server would analyze it only after a minute.
func TestAGrowingTableGetsStatistics(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	db, watching := open(t, address, sqldb.Options{}), connect(t, address)
	mustWrite(t, db, insert("one"))
	if _, err := watching.Exec(t.Context(), `ALTER TABLE customers SET (autovacuum_enabled = false)`); err != nil {
		t.Fatal(err)
	}
	rows := 0
	add := func(count int) {
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			tx.Count(1, "customers", int64(count))
			return tx.Each(count, func(tx *sqldb.Tx, i int) error {
				_, err := tx.Exec(ofCustomers.insert, 1, fmt.Sprint("r", rows+i), "harbor")
				return err
			})
		})
		rows += count
	}
	add(999)
	add(500)
	// The statistics are of the first look that found 1,000 rows or more, or that found the
	// size of the table after rows that were not committed yet.
	waitCount(t, watching, 1, `SELECT count(*) FROM pg_class JOIN pg_stat_user_tables USING (relname)
		WHERE relname = 'customers' AND reltuples IN (999, 1499) AND analyze_count = 1`)
}

// TestInsertsCreateNoTemporaryTables: SQLite creates a temporary table for IN with more than two
// values, also in the condition of an index, which each insert evaluates.
func TestInsertsCreateNoTemporaryTables(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		var tables []string
		err := tx.Rows("SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'", nil, func(scan func(...any) error) error {
			tables = append(tables, "")
			return scan(&tables[len(tables)-1])
		})
		if err != nil || !slices.Contains(tables, "loads") {
			return fmt.Errorf("the tables are %q: %w", tables, err)
		}
		for _, table := range tables {
			var step string
			var steps []string
			var other any
			err := tx.Rows("EXPLAIN INSERT INTO "+table+" DEFAULT VALUES", nil, func(scan func(...any) error) error {
				err := scan(&other, &step, &other, &other, &other, &other, &other, &other)
				steps = append(steps, step)
				return err
			})
			if err != nil || !slices.Contains(steps, "MakeRecord") {
				return fmt.Errorf("the steps of an insert into %s are %q: %w", table, steps, err)
			}
			if slices.Contains(steps, "OpenEphemeral") {
				t.Errorf("an insert into %s creates a temporary table", table)
			}
		}
		return nil
	})
}
