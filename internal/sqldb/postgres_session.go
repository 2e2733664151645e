package sqldb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// runner is a connection, or a transaction on one.
type runner interface {
	Exec(ctx context.Context, statement string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, statement string, args ...any) (pgx.Rows, error)
	SendBatch(ctx context.Context, batch *pgx.Batch) pgx.BatchResults
}

// postgresSession runs statements one by one.
type postgresSession struct {
	on     runner          // nil until a statement needs a connection of the pool
	pool   *pgxpool.Pool   // nil within a transaction
	reader *postgresReader // for look-ups; nil within a transaction
	replan bool            // whether search plans each statement anew
	ends   bool            // whether the end of a request cancels its statement on the server
	begin  string          // the statement that begins the transaction, until it was sent
	end    string          // the statement that ends the transaction after the first exchange; "" for none
	ending *ending         // nil if no insert is known to be the last statement of its write
	watch  *watcher
	arrays *arrayInserts // nil for a session that only reads
	// distributed is that of the engine.
	distributed bool
}

// connect takes a connection from the pool unless the session has one. It is called
// before the time of a statement is measured.
func (s *postgresSession) connect(ctx context.Context) error {
	if s.ending.isSent() {
		return errAfterLast
	}
	if s.on != nil {
		return nil
	}
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("waiting for a database connection: %w", postgresError(err))
	}
	s.on = conn
	return nil
}

func (s *postgresSession) release() {
	if conn, ok := s.on.(*pgxpool.Conn); ok {
		conn.Release()
	}
}

func (s *postgresSession) exec(ctx context.Context, text string, args []any) (int64, error) {
	if err := s.connect(ctx); err != nil {
		return 0, err
	}
	if s.begin != "" {
		first := &statement{text: text, args: args}
		err := s.runFirst(ctx, first)
		return first.changed, err
	}
	defer s.watch.end(text, s.watch.begin(text))
	tag, err := s.on.Exec(ctx, text, args...)
	return tag.RowsAffected(), postgresError(err)
}

func (s *postgresSession) execLast(ctx context.Context, statement string, args []any) (int64, error) {
	return s.exec(ctx, statement, args)
}

func (s *postgresSession) insert(ctx context.Context, into *Insert, values []any) (bool, error) {
	made, err := s.exec(ctx, into.text, values)
	return made > 0, err
}

// each runs the calls as a pipeline within a transaction, and else one by one.
func (s *postgresSession) each(ctx context.Context, n int, do func(session, int)) {
	if s.pool != nil {
		for i := range n {
			do(s, i)
		}
		return
	}
	p := newPipeline(ctx, s.on, s.watch, s.arrays)
	p.begin, p.begun, p.distributed = s.begin, s.begin == "", s.distributed
	p.run(n, do)
	if p.begun {
		s.begin = ""
	}
}

func (s *postgresSession) query(ctx context.Context, statement string, args []any, each rowFunc) error {
	if err := s.connect(ctx); err != nil {
		return err
	}
	if s.ends {
		return s.cancelable(ctx, func(ctx context.Context) error { return s.queryOrBegin(ctx, statement, args, each) })
	}
	return s.queryOrBegin(ctx, statement, args, each)
}

// queryOrBegin runs a query, after the statement that begins the transaction if that
// was not sent yet.
func (s *postgresSession) queryOrBegin(ctx context.Context, text string, args []any, each rowFunc) error {
	if s.begin == "" {
		return s.run(ctx, text, args, each)
	}
	return s.runFirst(ctx, &statement{text: text, args: args, each: each})
}

// runFirst runs the first statement of a transaction. It sends the statement with the
// one that begins the transaction, in one network round trip. Only a statement with an
// execution mode of its own is sent after the answer to the other.
func (s *postgresSession) runFirst(ctx context.Context, first *statement) error {
	if len(first.args) > 0 {
		if _, ok := first.args[0].(pgx.QueryExecMode); ok {
			if _, err := s.on.Exec(ctx, s.begin); err != nil {
				return postgresError(err)
			}
			s.begin = ""
			return s.run(ctx, first.text, first.args, first.each)
		}
	}
	return s.exchange(ctx, []*statement{first})
}

// exchange sends statements in one network round trip, after the statement that begins the
// transaction if that was not sent yet, and reads the answers up to the first failure.
func (s *postgresSession) exchange(ctx context.Context, statements []*statement) error {
	begun, batch := time.Now(), &pgx.Batch{}
	if s.begin != "" {
		batch.Queue(s.begin)
	}
	for _, each := range statements {
		s.watch.trace(each.text)
		batch.Queue(each.text, each.args...)
	}
	if s.end != "" {
		batch.Queue(s.end)
	}
	answers := s.on.SendBatch(ctx, batch)
	defer s.watch.endAll(batch, begun)
	if s.begin != "" {
		if _, err := answers.Exec(); err != nil {
			return postgresError(errors.Join(err, answers.Close()))
		}
		s.begin = ""
	}
	for _, each := range statements {
		if each.read(answers); each.err != nil {
			return errors.Join(each.err, postgresError(answers.Close()))
		}
	}
	return postgresError(answers.Close())
}

// cancelable asks the server to cancel the statements of do when ctx ends. Passing ctx to
// pgx would close the connection, and the server would notice at the end of a statement.
// cancelable returns after the server has answered the request, so that the request
// does not cancel a later statement.
func (s *postgresSession) cancelable(ctx context.Context, do func(context.Context) error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("beginning a statement: %w", ctx.Err())
	}
	patient, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	asked := make(chan struct{})
	conn := s.on.(*pgxpool.Conn).Conn().PgConn()
	unwatch := context.AfterFunc(ctx, func() {
		defer close(asked)
		defer time.AfterFunc(grace, giveUp)
		asking, cancel := context.WithTimeout(patient, grace)
		defer cancel()
		_ = conn.CancelRequest(asking) // on failure, giveUp closes the connection
	})
	err := do(patient)
	if !unwatch() {
		<-asked
	}
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("the statement was ended: %w", ctx.Err())
	}
	return err
}

func (s *postgresSession) quick(ctx context.Context, statement string, args []any, each rowFunc) error {
	if s.reader == nil {
		return s.query(ctx, statement, args, each)
	}
	s.watch.trace(statement)
	return s.reader.query(ctx, statement, args, each)
}

// forUpdate makes a SELECT lock its rows, but not against inserts of rows that refer to
// them.
const forUpdate = " FOR NO KEY UPDATE"

func (s *postgresSession) hold(ctx context.Context, statement string, args []any, each rowFunc) error {
	return s.query(ctx, statement+forUpdate, args, each)
}

// search uses no prepared statement, for which the server would soon use a generic plan.
// An execution mode in the address takes precedence.
func (s *postgresSession) search(ctx context.Context, statement string, args []any, each rowFunc) error {
	if s.replan {
		args = append([]any{pgx.QueryExecModeCacheDescribe}, args...)
	}
	return s.query(ctx, statement, args, each)
}

func (s *postgresSession) indexedBy(table, _ string) string { return table }

// postgresArrayLength is session.arrayLength.
func postgresArrayLength(column string) string { return "json_array_length(" + column + "::json)" }

func (s *postgresSession) arrayLength(column string) string { return postgresArrayLength(column) }

func (s *postgresSession) inRanges(r *Ranges) string { return r.onPostgres() }

// records is nil: the server does not know of the commits of others.
func (s *postgresSession) records() *recordCache { return nil }

func (s *postgresSession) containing(table, column, text string, place int) Containing {
	return postgresContaining(table, column, text, place)
}

func (s *postgresSession) run(ctx context.Context, text string, args []any, each rowFunc) error {
	defer s.watch.end(text, s.watch.begin(text))
	rows, err := s.on.Query(ctx, text, args...)
	if err != nil {
		return postgresError(err)
	}
	return readRows(rows, each)
}

func readRows(rows pgx.Rows, each rowFunc) error {
	defer rows.Close()
	scan := newRowScanner(rows, 0).scan
	for rows.Next() {
		if err := each(scan); err != nil {
			return err
		}
	}
	rows.Close()
	return postgresError(rows.Err())
}
