package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
)

// sqliteSession is a connection with its prepared statements.
type sqliteSession struct {
	conn     *sql.Conn
	prepared statementCache
	watch    *watcher
}

func (s *sqliteSession) exec(ctx context.Context, statement string, args []any) (int64, error) {
	defer s.watch.end(statement, s.watch.begin(statement))
	prepared, err := s.prepare(statement)
	if err != nil {
		return 0, err
	}
	result, err := prepared.ExecContext(ctx, args...)
	if err != nil {
		return 0, sqliteError(err)
	}
	return result.RowsAffected()
}

func (s *sqliteSession) execLast(ctx context.Context, statement string, args []any) (int64, error) {
	return s.exec(ctx, statement, args)
}

func (s *sqliteSession) insert(ctx context.Context, into *Insert, values []any) (bool, error) {
	made, err := s.exec(ctx, into.text, values)
	return made > 0, err
}

// each calls do one by one: there are no network round trips to share.
func (s *sqliteSession) each(_ context.Context, n int, do func(session, int)) {
	for i := range n {
		do(s, i)
	}
}

func (s *sqliteSession) query(ctx context.Context, statement string, args []any, each rowFunc) error {
	defer s.watch.end(statement, s.watch.begin(statement))
	prepared, err := s.prepare(statement)
	if err != nil {
		return err
	}
	rows, err := prepared.QueryContext(ctx, args...)
	if err != nil {
		return sqliteError(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return sqliteError(rows.Err())
}

// quick ignores ctx: to watch it, the driver would start a goroutine.
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

func (s *sqliteSession) containing(table, column, text string, place int) Containing {
	return sqliteContaining(table, column, text, place)
}

func (s *sqliteSession) prepare(statement string) (*sql.Stmt, error) {
	return s.prepared.get(statement, s.prepareAnew)
}

func (s *sqliteSession) prepareAnew(statement string) (*sql.Stmt, error) {
	prepared, err := s.conn.PrepareContext(context.Background(), unnumbered(statement))
	if err != nil {
		return nil, sqliteError(err)
	}
	return prepared, nil
}

// unnumbered replaces $1, $2 and so on by ? if each is there once, in order: the
// driver looks up a numbered placeholder by its name at every execution.
func unnumbered(statement string) string {
	count := 0
	for _, found := range placeholder.FindAllString(statement, -1) {
		if count++; found != fmt.Sprintf("$%d", count) {
			return statement
		}
	}
	return placeholder.ReplaceAllLiteralString(statement, "?")
}

var placeholder = regexp.MustCompile(`\$[0-9]+`)

// close closes the statements and the connection.
func (s *sqliteSession) close() error {
	return errors.Join(s.prepared.close(), s.conn.Close())
}
