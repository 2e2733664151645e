// Package sqldb is the database: one SQL text, transactions, migrations.
//
// Everything in which database engines differ stays in here: how they are
// opened, their tables, the codes of their errors, how writes are grouped.
// Callers write SQL with $1 placeholders inside Read and Write and see neither
// connections nor drivers.
package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// ErrNoRows says that a query for one row found none.
var ErrNoRows = sql.ErrNoRows

// Options are how a database is opened. The zero value is good for use.
type Options struct {
	// Now tells the time; time.Now when nil.
	Now func() time.Time
	// Log takes what no request can be told; discarded when nil.
	Log *slog.Logger
	// Trace is called with the text of every statement before it runs, for tests
	// that judge statements; it must be safe for concurrent use.
	Trace func(statement string)
	// MustExist makes Open fail when there is no database yet.
	MustExist bool
}

// DB is an open database. All methods are safe for concurrent use.
type DB struct {
	engine  *sql.DB
	writer  *writer
	readers chan *connection
	closing sync.Once
	closed  error // what closing came to
}

// Read calls fn to read. Each statement sees the database at one moment, a later
// one perhaps at a later moment, and none waits for a writer. What fn returns is
// returned. A Read that cannot begin before ctx ends is an error of ctx.
func (db *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	select {
	case c := <-db.readers:
		if c == nil {
			return errClosed
		}
		defer func() { db.readers <- c }()
		return fn(&Tx{ctx: ctx, connection: c})
	case <-ctx.Done():
		return fmt.Errorf("waiting for a database connection: %w", ctx.Err())
	}
}

// Write calls fn with a transaction and returns nil when fn did and the
// transaction is on disk. When fn fails or panics, nothing of it is kept. An
// error of ctx leaves open whether the transaction was done; every other error
// says that it was not.
//
// Writes that wait at the same time are committed together, so fn runs on
// another goroutine and should not do slow work apart from its statements. It
// may be called twice, so what it hands out it must set anew.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	return db.writer.write(ctx, fn)
}

// Ready returns nil when the database answers a query.
func (db *DB) Ready(ctx context.Context) error {
	return db.Read(ctx, func(tx *Tx) error {
		var one int
		return tx.Row("SELECT 1", nil, &one)
	})
}

// Close waits for the writes and reads that have begun, and closes the database.
// Those that come later fail. Closing again does nothing and gives the same.
func (db *DB) Close() error {
	db.closing.Do(func() {
		failures := []error{db.writer.close()}
		for range cap(db.readers) {
			failures = append(failures, (<-db.readers).close())
		}
		close(db.readers)
		db.closed = errors.Join(append(failures, db.engine.Close())...)
	})
	return db.closed
}

// Tx is a transaction. It is only valid during the call that it was handed to,
// and only on one goroutine.
type Tx struct {
	ctx        context.Context // of the statements; never ends within a write
	connection *connection
	now        time.Time
	ids        uint16 // made so far
	changed    bool   // whether a statement may have changed something
}

// Now is the time of a write: the same at each call, later than that of every
// earlier write of this DB, in whole microseconds, UTC. In a Read it is zero.
func (tx *Tx) Now() time.Time { return tx.now }

// NewID makes an id in a write: prefix and 24 lower-case letters and digits. The
// order of ids, by bytes, is that of Now and within a transaction that of the
// calls, of which there may be up to 65536.
func (tx *Tx) NewID(prefix string) string {
	tx.ids++
	return newID(prefix, tx.now, tx.ids)
}

// Exec runs a statement and gives the number of rows that it changed.
func (tx *Tx) Exec(statement string, args ...any) (int64, error) {
	changed, err := tx.connection.exec(tx.ctx, statement, args...)
	tx.changed = tx.changed || changed > 0
	return changed, err
}

// Row runs a statement and scans its first row. It returns ErrNoRows, perhaps
// wrapped, when there is none. It does not end with the request: it is for a
// row that an index finds, where watching the request would cost more.
func (tx *Tx) Row(statement string, args []any, dest ...any) error {
	found := false
	err := tx.rows(context.Background(), statement, args, func(scan func(...any) error) error {
		if found {
			return nil
		}
		found = true
		return scan(dest...)
	})
	if err == nil && !found {
		return ErrNoRows
	}
	return err
}

// Rows runs a statement and calls each for every row, with a function that
// scans it. An error of each ends the statement and is returned; so does the
// end of a request that reads.
func (tx *Tx) Rows(statement string, args []any, each func(scan func(dest ...any) error) error) error {
	return tx.rows(tx.ctx, statement, args, each)
}

func (tx *Tx) rows(ctx context.Context, statement string, args []any, each func(scan func(dest ...any) error) error) error {
	rows, err := tx.connection.query(ctx, statement, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		tx.changed = tx.changed || !strings.HasPrefix(statement, "SELECT")
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return classify(rows.Err())
}

// Savepoint calls fn and undoes what it did when it fails; the transaction can
// go on either way. The error is fn's, unless undoing failed too.
func (tx *Tx) Savepoint(fn func() error) error {
	if _, err := tx.Exec("SAVEPOINT part"); err != nil {
		return err
	}
	failure := fn()
	if failure != nil {
		if _, err := tx.Exec("ROLLBACK TO part"); err != nil {
			return errors.Join(failure, err)
		}
	}
	if _, err := tx.Exec("RELEASE part"); err != nil {
		return errors.Join(failure, err)
	}
	return failure
}
