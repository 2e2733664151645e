package sqldb

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"zombiezen.com/go/sqlite"
)

// sqliteSession is a connection with its prepared statements. SQLite opens it without
// mutexes, so only one goroutine at a time may use it.
type sqliteSession struct {
	conn     *sqlite.Conn
	prepared statementCache
	watched  context.Context // whose end interrupts the statements; nil for none
	watch    *watcher
	cache    *recordCache // nil for a connection that serves no requests
}

// connectSQLite opens a connection to a file, and runs pragmas on it.
func connectSQLite(file string, watch *watcher, pragmas ...string) (*sqliteSession, error) {
	conn, err := sqlite.OpenConn(sourceOf(file, nil), sqlite.OpenReadWrite, sqlite.OpenCreate, sqlite.OpenURI)
	if err != nil {
		return nil, err
	}
	s := &sqliteSession{conn: conn, watch: watch}
	conn.SetBusyTimeout(Timeout)
	for _, pragma := range pragmas {
		err = errors.Join(err, s.script("PRAGMA "+pragma, nil))
	}
	if err = errors.Join(err, createContains(conn)); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *sqliteSession) exec(ctx context.Context, statement string, args []any) (int64, error) {
	if err := s.query(ctx, statement, args, skipRow); err != nil {
		return 0, err
	}
	return int64(s.conn.Changes()), nil
}

// skipRow ignores a row.
func skipRow(func(...any) error) error { return nil }

func (s *sqliteSession) execLast(ctx context.Context, statement string, args []any) (int64, error) {
	return s.exec(ctx, statement, args)
}

func (s *sqliteSession) insert(ctx context.Context, into *Insert, values []any) (bool, error) {
	made, err := s.exec(ctx, into.text, values)
	return made > 0, err
}

func (s *sqliteSession) records() *recordCache { return s.cache }

// each calls do one by one: there are no network round trips to share.
func (s *sqliteSession) each(_ context.Context, n int, do func(session, int)) {
	for i := range n {
		do(s, i)
	}
}

func (s *sqliteSession) query(ctx context.Context, statement string, args []any, each rowFunc) error {
	defer s.watch.end(statement, s.watch.begin(statement))
	if err := ctx.Err(); err != nil {
		return err
	}
	prepared, err := s.prepared.get(statement, s.prepare)
	if err != nil {
		return err
	}
	defer s.interruptAfter(ctx)()
	return s.run(prepared, args, each)
}

// run runs a statement, and leaves it ready for the next time.
func (s *sqliteSession) run(prepared *sqliteStatement, args []any, each rowFunc) (err error) {
	defer prepared.release(args)
	if err := prepared.bind(args); err != nil {
		return err
	}
	for {
		found, err := prepared.stmt.Step()
		if err != nil {
			clear(prepared.bound) // the error may be that of an argument
			return s.failure(err)
		}
		if !found {
			return nil
		}
		if err := each(prepared.scanRow); err != nil {
			return err
		}
	}
}

// failure returns the error of the context for a statement that its end has
// interrupted, and any other error of SQLite as an error of this program.
func (s *sqliteSession) failure(err error) error {
	if s.watched != nil && s.watched.Err() != nil && sqliteCode(err) == sqlite.ResultInterrupt {
		return s.watched.Err()
	}
	return sqliteError(err)
}

// interruptAfter lets the end of ctx interrupt the statements of the connection until
// restore is called. A goroutine waits for that end. Restore waits for the goroutine, so
// that no interrupt hits a later statement.
func (s *sqliteSession) interruptAfter(ctx context.Context) (restore func()) {
	if ctx.Done() == nil || s.watched != nil && s.watched.Done() == ctx.Done() {
		return func() {}
	}
	outer := s.watched
	s.watched = ctx
	before := s.conn.SetInterrupt(ctx.Done())
	return func() {
		s.watched = outer
		s.conn.SetInterrupt(before)
	}
}

// quick ignores ctx: to watch it takes a goroutine.
func (s *sqliteSession) quick(_ context.Context, statement string, args []any, each rowFunc) error {
	return s.query(context.Background(), statement, args, each)
}

// hold locks nothing: there is one writer.
func (s *sqliteSession) hold(ctx context.Context, text string, args []any, each rowFunc) error {
	return s.quick(ctx, text, args, each)
}

func (s *sqliteSession) search(ctx context.Context, statement string, args []any, each rowFunc) error {
	return s.query(ctx, statement, args, each)
}

func (s *sqliteSession) indexedBy(table, index string) string { return table + " INDEXED BY " + index }

func (s *sqliteSession) arrayLength(column string) string { return "json_array_length(" + column + ")" }

func (s *sqliteSession) inRanges(r *Ranges) string { return r.onSQLite() }

func (s *sqliteSession) containing(table, column, text string, place int) Containing {
	return sqliteContaining(table, column, text, place)
}

// prepare prepares a statement that will be used again.
func (s *sqliteSession) prepare(text string) (*sqliteStatement, error) {
	text = numbered(text)
	stmt, rest, err := s.conn.PrepareTransient(text)
	if err != nil {
		return nil, s.failure(err)
	}
	if strings.TrimSpace(text[len(text)-rest:]) != "" {
		return nil, errors.Join(fmt.Errorf("more than one statement: %s", text), stmt.Finalize())
	}
	return newSQLiteStatement(stmt), nil
}

// script runs statements that have no arguments, and calls each for every row; each may
// be nil. It neither traces nor keeps the statements.
func (s *sqliteSession) script(text string, each rowFunc) error {
	if each == nil {
		each = skipRow
	}
	for text != "" {
		stmt, rest, err := s.conn.PrepareTransient(text)
		if err != nil {
			return s.failure(err)
		}
		err = s.run(newSQLiteStatement(stmt), nil, each)
		_ = stmt.Finalize() // the error of the last step again
		if err != nil {
			return err
		}
		text = strings.TrimSpace(text[len(text)-rest:])
	}
	return nil
}

// close closes the statements and the connection.
func (s *sqliteSession) close() error {
	return errors.Join(s.prepared.close(), s.conn.Close())
}
