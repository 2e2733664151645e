package sqldb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// InsertLast is Insert for the last statement of a write that changes nothing else. It
// also adds 1 to the count of a table. In a write whose Work says EndsWithInsert,
// PostgreSQL gets one statement, which inserts, counts and commits: one network round
// trip instead of two. Its change cannot be rolled back, so a statement after it fails.
func (tx *Tx) InsertLast(into *Insert, organization int64, table string, values ...any) (made bool, err error) {
	if s, ok := tx.session.(*postgresSession); ok && s.last != nil && s.begin != "" {
		made, err := s.insertLast(tx.ctx, into, counter{organization, table}, values)
		if made {
			tx.changed++
		}
		return made, err
	}
	made, err = tx.Insert(into, values...)
	if made {
		tx.Count(organization, table, 1)
	}
	return made, err
}

// lastInsert is the insert by which a write ends.
type lastInsert struct {
	slot int // of the count
	sent bool
	made bool
	took time.Duration
	err  error
}

// errAfterLast says that a write runs a statement after the last, which is a bug.
var errAfterLast = errors.New("a statement follows the last statement of a write")

// insertLast runs the insert and the count in one statement, which is a transaction of
// its own.
func (s *postgresSession) insertLast(ctx context.Context, into *Insert, of counter, values []any) (bool, error) {
	begun := s.watch.begin(into.counted)
	defer s.watch.end(into.counted, begun)
	args := append(slices.Clip(values), of.organization, of.resource, s.last.slot, transactionNumber())
	tag, err := s.on.Exec(ctx, into.counted, args...)
	s.last.sent, s.last.made, s.last.took, s.last.err = true, tag.RowsAffected() > 0, time.Since(begun), err
	return s.last.made, postgresError(err)
}

// countedInsert is the statement of an Insert for one row that also adds it to a count.
// It changes a row of row_counts only if it has inserted a row.
func countedInsert(insert string, columns int) string {
	return fmt.Sprintf(`WITH made AS (%s RETURNING 1)
	INSERT INTO row_counts (organization_id, resource, slot, row_count, last_write)
	SELECT $%d::bigint, $%d::text, $%d::integer, 1, $%d::bigint FROM made
	ON CONFLICT (organization_id, resource, slot) DO UPDATE SET row_count = row_counts.row_count + 1, last_write = EXCLUDED.last_write`,
		insert, columns+1, columns+2, columns+3, columns+4)
}

// endLast ends a write by InsertLast. An answer of the server decides it, and the write
// has it. Otherwise the connection failed, perhaps after the commit.
func (c *postgresCommitter) endLast(last *lastInsert) error {
	if _, answered := errors.AsType[*pgconn.PgError](last.err); last.err != nil && !answered {
		return fmt.Errorf("committing: %w", postgresError(last.err))
	}
	if last.made {
		c.engine.watch.Committed(1, last.took)
		c.engine.analyze.add(1)
	}
	return nil
}
