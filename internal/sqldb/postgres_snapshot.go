package sqldb

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// postgresSnapshot is a REPEATABLE READ transaction, and after seal a transaction that
// holds locks.
type postgresSnapshot struct {
	engine *postgresEngine
	tx     pgx.Tx
	newer  string // the condition of rows that the snapshot does not see
}

func (e *postgresEngine) snapshot(ctx context.Context) (_ snapshot, err error) {
	s := &postgresSnapshot{engine: e}
	if s.tx, err = e.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}); err != nil {
		return nil, postgresError(err)
	}
	var text string
	if _, err = s.tx.Exec(ctx, "SET LOCAL "+idleLimit+" = 0"); err == nil { // it is idle while the other database is read
		err = s.tx.QueryRow(ctx, "SELECT pg_current_snapshot()::text").Scan(&text)
	}
	if err == nil {
		s.newer, err = newerThan(text)
	}
	if err != nil {
		return nil, errors.Join(postgresError(err), s.close(ctx))
	}
	return s, nil
}

func (e *postgresEngine) view(ctx context.Context) (snapshot, error) { return e.snapshot(ctx) }

// newerThan returns the condition of the rows that a snapshot does not see. A snapshot
// has the form xmin:xmax:xip. It does not see transactions from xmax on, which began
// later, and the transactions in xip, which were running. The xmin of a row is the
// lower half of a transaction id; values below 3 are not of a transaction.
func newerThan(text string) (string, error) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return "", fmt.Errorf("the snapshot %q cannot be understood", text)
	}
	const number, lower = "xmin::text::bigint", 1<<32 - 1
	next, err := strconv.ParseUint(parts[1], 10, 64)
	if err != nil {
		return "", err
	}
	newer := fmt.Sprintf("(%s - %d) & %d < %d", number, next&lower, lower, 1<<31)
	for running := range strings.SplitSeq(parts[2], ",") {
		if id, err := strconv.ParseUint(running, 10, 64); err == nil {
			newer += fmt.Sprintf(" OR %s = %d", number, id&lower)
		}
	}
	return number + " > 2 AND (" + newer + ")", nil
}

func (s *postgresSnapshot) session() session {
	return &postgresSession{on: s.tx, watch: s.engine.watch}
}

// seal locks the tables against writers, and compares them with the snapshot: they are
// equal if no row is newer than the snapshot, and the number of rows is the same, so
// that none was deleted.
func (s *postgresSnapshot) seal(ctx context.Context, tables []string) (unchanged bool, err error) {
	before, err := s.count(ctx, tables, "true")
	if err != nil {
		return false, err
	}
	if err := s.tx.Commit(ctx); err != nil {
		return false, postgresError(err)
	}
	if err := s.lock(ctx, tables); err != nil {
		return false, err
	}
	after, err := s.count(ctx, tables, "true")
	if err != nil || after != before {
		return false, err
	}
	newer, err := s.count(ctx, tables, s.newer)
	return newer == 0, err
}

// lock begins a transaction that locks the tables. After a deadlock with a writer, the
// server aborts one of both.
func (s *postgresSnapshot) lock(ctx context.Context, tables []string) (err error) {
	if s.tx, err = s.engine.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.ReadCommitted, AccessMode: pgx.ReadOnly}); err != nil {
		return postgresError(err)
	}
	_, err = s.tx.Exec(ctx, fmt.Sprintf("SET LOCAL lock_timeout = %d", Timeout.Milliseconds()))
	if err == nil {
		_, err = s.tx.Exec(ctx, "LOCK TABLE "+strings.Join(tables, ", ")+" IN SHARE MODE")
	}
	return postgresError(err)
}

// count counts the rows of all tables that meet a condition.
func (s *postgresSnapshot) count(ctx context.Context, tables []string, condition string) (rows int64, err error) {
	for _, table := range tables {
		var some int64
		if err := s.tx.QueryRow(ctx, "SELECT count(*) FROM "+table+" WHERE "+condition).Scan(&some); err != nil {
			return 0, postgresError(err)
		}
		rows += some
	}
	return rows, nil
}

// close ends the transaction, if there is any.
func (s *postgresSnapshot) close(ctx context.Context) error {
	if err := s.tx.Rollback(ctx); err != nil && !errors.Is(err, pgx.ErrTxClosed) {
		return postgresError(err)
	}
	return nil
}
