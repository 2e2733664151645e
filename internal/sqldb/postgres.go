package sqldb

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"waybill/internal/apierr"
)

const (
	// patience is how long a write waits for the database: for a connection, for
	// a lock, for an answer. It is less than a request's time, so that a request
	// still gets an answer.
	patience = 10 * time.Second
	// attempts is how often a write is tried that the database refuses only
	// because of what others do at the same time.
	attempts = 10
	// slots is over how many rows a count is spread at most.
	slots = 64
)

// postgresEngine is a database on a server, which other instances may use at the
// same time.
type postgresEngine struct {
	pool    *pgxpool.Pool
	reader  *postgresReader
	writers int
	replan  bool // whether a search asks for a plan of its own
	trace   func(string)
}

func openPostgres(ctx context.Context, address string, options Options) (engine, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, errors.New("the address cannot be understood")
	}
	// Writes wait together, so a few connections carry many of them, and reads get
	// as many again.
	writers := max(4, runtime.GOMAXPROCS(0))
	if config.MaxConns < int32(2*writers) {
		config.MaxConns = int32(2 * writers)
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = patience
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, postgresError(err)
	}
	db := stdlib.OpenDBFromPool(pool)
	if err := errors.Join(migratePostgres(ctx, db, options.Log), db.Close()); err != nil {
		pool.Close()
		return nil, err
	}
	replan := config.ConnConfig.DefaultQueryExecMode == pgx.QueryExecModeCacheStatement
	return &postgresEngine{pool: pool, reader: startPostgresReader(pool), writers: writers, replan: replan, trace: options.Trace}, nil
}

func (e *postgresEngine) read(_ context.Context, fn func(session) error) error {
	return fn(&postgresSession{on: e.pool, reader: e.reader, replan: e.replan, trace: e.trace})
}

func (e *postgresEngine) committers() (all []committer) {
	first := rand.IntN(slots) //nolint:gosec // so that instances seldom share slots
	for i := range e.writers {
		all = append(all, &postgresCommitter{engine: e, slot: (first + i) % slots})
	}
	return all
}

func (e *postgresEngine) alone(ctx context.Context, fn func(session) error) error {
	return pgx.BeginFunc(ctx, e.pool, func(tx pgx.Tx) error {
		return fn(&postgresSession{on: tx, trace: e.trace})
	})
}

func (e *postgresEngine) catalog() catalog { return postgresCatalog }

func (e *postgresEngine) backup(context.Context, string) error {
	return errors.New("a PostgreSQL database is backed up by pg_dump or by its provider")
}

func (e *postgresEngine) close() error {
	e.reader.close()
	e.pool.Close()
	return nil
}

// runner is a connection, or a pool that takes one for each statement.
type runner interface {
	Exec(ctx context.Context, statement string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, statement string, args ...any) (pgx.Rows, error)
}

// postgresSession runs statements one by one.
type postgresSession struct {
	on     runner
	reader *postgresReader // of look-ups; nil within a transaction
	replan bool
	trace  func(string)
}

func (s *postgresSession) exec(ctx context.Context, statement string, args []any) (int64, error) {
	s.trace(statement)
	tag, err := s.on.Exec(ctx, statement, args...)
	return tag.RowsAffected(), postgresError(err)
}

func (s *postgresSession) query(ctx context.Context, statement string, args []any, each rowFunc) error {
	s.trace(statement)
	rows, err := s.on.Query(ctx, statement, args...)
	if err != nil {
		return postgresError(err)
	}
	return readRows(rows, each)
}

func (s *postgresSession) quick(ctx context.Context, statement string, args []any, each rowFunc) error {
	if s.reader == nil {
		return s.query(ctx, statement, args, each)
	}
	s.trace(statement)
	return s.reader.query(ctx, statement, args, each)
}

// search does not use a prepared statement, for which the server soon makes one
// plan for all arguments, unless the address asks for another way of its own.
func (s *postgresSession) search(ctx context.Context, statement string, args []any, each rowFunc) error {
	if s.replan {
		args = append([]any{pgx.QueryExecModeCacheDescribe}, args...)
	}
	return s.query(ctx, statement, args, each)
}

func (s *postgresSession) containing(table, column, text string, place int) Containing {
	return postgresContaining(table, column, text, place)
}

func readRows(rows pgx.Rows, each rowFunc) error {
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	rows.Close()
	return postgresError(rows.Err())
}

// errConflict says that the database gave a transaction up because of another:
// it can be tried again.
var errConflict = errors.New("the transaction was in the way of another")

// postgresError marks the errors of a server that cannot be reached or cannot
// serve as Unavailable, and those of transactions in each other's way as
// errConflict; any other is a fault of ours. By code, never by text:
// https://www.postgresql.org/docs/current/errcodes-appendix.html.
func postgresError(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		// Whatever the server says: it may be in maintenance, or its users changed.
		return apierr.DatabaseUnavailable(err)
	}
	failure, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		if isOurs(err) {
			return err
		}
		return apierr.DatabaseUnavailable(err)
	}
	switch class := failure.Code[:2]; {
	case failure.Code == "40001" || failure.Code == "40P01":
		return fmt.Errorf("%w: %w", errConflict, apierr.DatabaseUnavailable(err))
	case failure.Code == "25P02":
		return fmt.Errorf("%w: %w", errVoid, err)
	case class == "08" || class == "53" || class == "57" || class == "58" || class == "25" || failure.Code == "55P03":
		return apierr.DatabaseUnavailable(err)
	}
	return err
}

// isOurs tells the errors that pgx makes of wrong calls from those of the
// connection, which are of many types.
func isOurs(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return true // apierr knows what that means
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return false
	}
	_, scan := errors.AsType[pgx.ScanArgError](err)
	return scan
}
