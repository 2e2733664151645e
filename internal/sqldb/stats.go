package sqldb

import (
	"context"
	"fmt"
	"time"
)

// Stats are numbers of a database at one moment.
type Stats struct {
	// InUse, Idle and Max count connections: on PostgreSQL the connections of the
	// pool, on SQLite the connections that read. A connection is opened when a
	// statement needs it.
	InUse, Idle, Max int
	// Waits is the number of waits for a connection since the database was opened,
	// and Waited is their total time.
	Waits  int64
	Waited time.Duration
	// WAL is the size of SQLite's WAL file in bytes, 0 on PostgreSQL.
	WAL int64
}

// add adds the numbers of other connections.
func (s *Stats) add(other Stats) {
	s.InUse, s.Idle, s.Max = s.InUse+other.InUse, s.Idle+other.Idle, s.Max+other.Max
	s.Waits, s.Waited = s.Waits+other.Waits, s.Waited+other.Waited
}

// Stats returns current numbers. It sends nothing to the database, so it also works
// when the database does not.
func (db *DB) Stats() Stats { return db.engine.stats() }

// RowCounts returns the number of rows of each resource in all organizations. It
// reads the counts that commits maintain, not the rows. A resource that never had a
// row is missing.
func (db *DB) RowCounts(ctx context.Context) (map[string]int64, error) {
	counts := map[string]int64{}
	err := db.Read(ctx, func(tx *ReadTx) error {
		const statement = `SELECT resource, CAST(sum(row_count) AS BIGINT) FROM row_counts WHERE resource NOT LIKE '%=%' GROUP BY resource`
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

// UnindexedRows returns, by table, how many rows a text index does not have yet, at most. Each
// search compares them one by one. It is empty for PostgreSQL, whose indexes have every row.
func (db *DB) UnindexedRows(ctx context.Context) (map[string]int64, error) {
	pending := map[string]int64{}
	engine, ok := db.engine.(*sqliteEngine)
	if !ok {
		return pending, nil
	}
	err := db.Read(ctx, func(tx *ReadTx) error {
		for _, index := range engine.texts.tables {
			var rows int64
			if err := tx.Row(index.filled(countPending), nil, &rows); err != nil {
				return err
			}
			pending[index.table] = rows
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("counting the rows that text indexes do not have: %w", err)
	}
	return pending, nil
}
