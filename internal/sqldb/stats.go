package sqldb

import (
	"context"
	"fmt"
	"time"
)

// Stats are numbers of a database at one moment.
type Stats struct {
	// InUse, Idle and Max count connections: on SQLite those that read, of which
	// there are always Max, on PostgreSQL all of the pool's.
	InUse, Idle, Max int
	// Waits is how often a connection was waited for since the database was
	// opened, and Waited for how long in all.
	Waits  int64
	Waited time.Duration
	// WAL is the size of SQLite's WAL file in bytes, 0 on PostgreSQL.
	WAL int64
}

// Stats asks nothing of the database itself, so it works when that does not.
func (db *DB) Stats() Stats { return db.engine.stats() }

// RowCounts gives how many rows there are of each resource that has had any, in
// all organizations together. It reads what commits keep count of, not the rows.
func (db *DB) RowCounts(ctx context.Context) (map[string]int64, error) {
	counts := map[string]int64{}
	err := db.Read(ctx, func(tx *ReadTx) error {
		const statement = `SELECT resource, CAST(sum(row_count) AS BIGINT) FROM row_counts GROUP BY resource`
		return tx.Rows(statement, nil, func(scan func(...any) error) error {
			var resource string
			var rows int64
			if err := scan(&resource, &rows); err != nil {
				return err
			}
			counts[resource] = rows
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("counting rows: %w", err)
	}
	return counts, nil
}
