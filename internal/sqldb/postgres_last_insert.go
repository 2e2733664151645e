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
// also adds 1 to the count of a table, and tells an event of its organization. In a write
// whose Work says EndsWithInsert, PostgreSQL gets one statement, which inserts, counts,
// tells and commits: one network round trip instead of two. Its change cannot be rolled
// back, so a statement after it fails.
func (tx *Tx) InsertLast(into *Insert, table string, event Event, values ...any) (made bool, err error) {
	if s, ok := tx.session.(*postgresSession); ok && s.last != nil && s.begin != "" {
		made, err := s.insertLast(tx.ctx, into, table, keptEvent{toldEvent{event, tx.now}, s.last.by}, values)
		if made {
			tx.changed++
			tx.Tell(event) // for DB.WhenTold; the statement has written it
		}
		return made, err
	}
	made, err = tx.Insert(into, values...)
	if made {
		tx.Count(event.Organization, table, 1)
		tx.Tell(event)
	}
	return made, err
}

// lastInsert is the insert by which a write ends.
type lastInsert struct {
	slot int // of the count
	by   *Actor
	sent bool
	made bool
	took time.Duration
	err  error
}

// errAfterLast says that a write runs a statement after the last, which is a bug.
var errAfterLast = errors.New("a statement follows the last statement of a write")

// insertLast runs the insert, the count and the event in one statement, which is a
// transaction of its own.
func (s *postgresSession) insertLast(ctx context.Context, into *Insert, table string, event keptEvent, values []any) (bool, error) {
	begun := s.watch.begin(into.counted)
	defer s.watch.end(into.counted, begun)
	args := append(slices.Clip(values), event.Organization, table, s.last.slot, transactionNumber())
	args = append(args, event.values()...)
	tag, err := s.on.Exec(ctx, into.counted, args...)
	s.last.sent, s.last.made, s.last.took, s.last.err = true, tag.RowsAffected() > 0, time.Since(begun), err
	return s.last.made, postgresError(err)
}

// countedInsert is the statement of an Insert for one row that also adds it to a count and
// writes an event. Only if it has inserted a row does it change other rows: first the row
// of row_counts, then the head of the events, in the order of every other commit.
func countedInsert(insert string, columns int) string {
	place := func(n int, kind string) string { return fmt.Sprintf("$%d::%s", columns+n, kind) }
	return "WITH made AS (" + insert + ` RETURNING 1),
	counted AS (INSERT INTO row_counts (organization_id, resource, slot, row_count, last_write)
		SELECT ` + place(1, "bigint") + ", " + place(2, "text") + ", " + place(3, "integer") + ", 1, " + place(4, "bigint") + ` FROM made
		ON CONFLICT (organization_id, resource, slot) DO UPDATE SET row_count = row_counts.row_count + 1, last_write = EXCLUDED.last_write
		RETURNING organization_id),
	head AS (INSERT INTO event_heads (organization_id, seq, removed) SELECT organization_id, 1, 0 FROM counted
		ON CONFLICT (organization_id) DO UPDATE SET seq = event_heads.seq + 1 RETURNING organization_id, seq)
	INSERT INTO events (` + eventColumns + ") SELECT organization_id, seq, " + place(5, "bigint") + ", " + place(6, "text") + ", " + place(7, "text") + ", " +
		place(8, "text") + ", " + place(9, "text") + ", " + place(10, "bigint") + ", " + place(11, "text") + ", " + place(12, "text") + ", " +
		place(13, "text") + ", " + place(14, "text") + ", " + place(15, "text") + " FROM head"
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
