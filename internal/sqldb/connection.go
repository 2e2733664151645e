package sqldb

import (
	"context"
	"database/sql"
	"errors"
)

// connection is one connection of a driver with the statements that were
// prepared on it. Declarations bound how many there can be, so none is dropped.
type connection struct {
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
	trace    func(string)
}

func (c *connection) exec(ctx context.Context, statement string, args ...any) (int64, error) {
	prepared, err := c.prepare(statement)
	if err != nil {
		return 0, err
	}
	result, err := prepared.ExecContext(ctx, args...)
	if err != nil {
		return 0, classify(err)
	}
	return result.RowsAffected()
}

func (c *connection) query(ctx context.Context, statement string, args ...any) (*sql.Rows, error) {
	prepared, err := c.prepare(statement)
	if err != nil {
		return nil, err
	}
	rows, err := prepared.QueryContext(ctx, args...)
	return rows, classify(err)
}

func (c *connection) prepare(statement string) (*sql.Stmt, error) {
	if c.trace != nil {
		c.trace(statement)
	}
	if prepared, ok := c.prepared[statement]; ok {
		return prepared, nil
	}
	prepared, err := c.conn.PrepareContext(context.Background(), statement)
	if err != nil {
		return nil, classify(err)
	}
	c.prepared[statement] = prepared
	return prepared, nil
}

// close gives the connection back to the driver, which closes it.
func (c *connection) close() error {
	var failures []error
	for _, prepared := range c.prepared {
		failures = append(failures, prepared.Close())
	}
	return errors.Join(append(failures, c.conn.Close())...)
}
