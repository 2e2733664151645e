package sqldb

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"runtime"
	"strings"
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
	// spareConnections are those that neither writers, look-ups nor lists take: for
	// readiness, metrics and commands.
	spareConnections = 2
	// grace is how long a server may take to end a statement that it was asked to,
	// before the connection is closed.
	grace = time.Second
)

// postgresEngine is a database on a server, which other instances may use at the
// same time.
type postgresEngine struct {
	pool    *pgxpool.Pool
	reader  *postgresReader
	analyze *analyzer
	writers int
	listers int  // connections that lists take at most
	replan  bool // whether a search asks for a plan of its own
	watch   *watcher
	pause   func(ctx context.Context, attempt int) // before another attempt
	upgrade Upgrade
}

func openPostgres(ctx context.Context, address string, options Options) (engine, error) {
	config, err := postgresConfig(address)
	if err != nil {
		return nil, err
	}
	// Writes wait together, so few connections carry many of them: the fewer there
	// are, the larger are the groups, and the less work is a write for the server.
	// One alone would leave the server idle while it does not.
	processors := runtime.GOMAXPROCS(0)
	writers := max(2, processors/2)
	others := writers + lookupsAtOnce() + spareConnections
	// A list leaves its connection idle while its rows are on their way, so that
	// twice as many as in this process are needed to keep a server busy.
	config.MaxConns = max(config.MaxConns, int32(others+2*listCount()))
	if err := probe(ctx, config.ConnConfig); err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, postgresError(err)
	}
	db := stdlib.OpenDBFromPool(pool)
	upgrade, err := migratePostgres(ctx, db, options)
	if err := errors.Join(err, db.Close()); err != nil {
		pool.Close()
		return nil, err
	}
	watch := newWatcher(options)
	return &postgresEngine{
		pool:    pool,
		reader:  startPostgresReader(pool, watch),
		analyze: startAnalyzer(pool, options.Log),
		writers: writers,
		listers: int(config.MaxConns) - others,
		replan:  config.ConnConfig.DefaultQueryExecMode == pgx.QueryExecModeCacheStatement,
		watch:   watch,
		pause:   pause,
		upgrade: upgrade,
	}, nil
}

const (
	idleLimit   = "idle_in_transaction_session_timeout"
	idleAtMost  = "60s" // several times patience, after which nobody waits any more
	unsupported = "08P01"
)

// probe opens connections to find out what the server, or a pooler in front of it,
// supports. It changes the settings accordingly, or fails.
func probe(ctx context.Context, config *pgx.ConnConfig) error {
	conn, err := endAbandoned(ctx, config)
	if err != nil {
		return postgresError(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	return checkPrepared(ctx, config, conn)
}

// endAbandoned has the server end a transaction in which nothing happens any
// more: when a machine is gone without a word, its locks would stay for as long
// as TCP waits, and other instances wait for them. A limit in the address is left
// as it is. A pooler may refuse to pass a limit on; then the pooler knows when its
// client is gone. The connection that it gives has the setting.
func endAbandoned(ctx context.Context, config *pgx.ConnConfig) (*pgx.Conn, error) {
	if _, set := config.RuntimeParams[idleLimit]; set || strings.Contains(config.RuntimeParams["options"], idleLimit) {
		return pgx.ConnectConfig(ctx, config)
	}
	config.RuntimeParams[idleLimit] = idleAtMost
	conn, err := pgx.ConnectConfig(ctx, config)
	if failure, ok := errors.AsType[*pgconn.PgError](err); ok && failure.Code == unsupported {
		delete(config.RuntimeParams, idleLimit)
		return pgx.ConnectConfig(ctx, config)
	}
	return conn, err
}

func (e *postgresEngine) read(_ context.Context, fn func(session) error) error {
	s := &postgresSession{pool: e.pool, reader: e.reader, replan: e.replan, watch: e.watch}
	defer s.release()
	return fn(s)
}

func (e *postgresEngine) lists() int { return e.listers }

func (e *postgresEngine) readList(_ context.Context, fn func(session) error) error {
	s := &postgresSession{pool: e.pool, reader: e.reader, replan: e.replan, watch: e.watch, ends: true}
	defer s.release()
	return fn(s)
}

func (e *postgresEngine) readOnce(ctx context.Context, fn func(session) error) error {
	return e.reader.readOnce(ctx, fn)
}

func (e *postgresEngine) readListOnce(_ context.Context, fn func(session) error) error {
	s := &postgresSession{pool: e.pool, replan: e.replan, watch: e.watch, ends: true, begins: true}
	defer s.endOnce()
	return fn(s)
}

func (e *postgresEngine) committers() (all []committer) {
	first := rand.IntN(slots) //nolint:gosec // so that instances seldom share slots
	for i := range e.writers {
		all = append(all, &postgresCommitter{engine: e, slot: (first + i) % slots})
	}
	return all
}

func (e *postgresEngine) exclusive(ctx context.Context, fn func(session) error) error {
	return pgx.BeginFunc(ctx, e.pool, func(tx pgx.Tx) error {
		return fn(&postgresSession{on: tx, watch: e.watch})
	})
}

func (e *postgresEngine) catalog() catalog { return postgresCatalog }

func (e *postgresEngine) stats() Stats {
	s := e.pool.Stat()
	return Stats{
		InUse: int(s.AcquiredConns()), Idle: int(s.IdleConns()), Max: int(s.MaxConns()),
		Waits: s.EmptyAcquireCount(), Waited: s.EmptyAcquireWaitTime(),
	}
}

func (e *postgresEngine) upgraded() Upgrade { return e.upgrade }

func (e *postgresEngine) close() error {
	e.reader.close()
	e.analyze.close()
	e.pool.Close()
	return nil
}

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
	reader *postgresReader // of look-ups; nil within a transaction
	replan bool
	ends   bool // whether the server ends a statement whose request has ended
	begins bool // whether the next statement begins a transaction that sees one moment
	watch  *watcher
}

// connect takes a connection before a statement is looked at, so that the time
// that it waits for one is not that of the statement.
func (s *postgresSession) connect(ctx context.Context) error {
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

func (s *postgresSession) exec(ctx context.Context, statement string, args []any) (int64, error) {
	if err := s.connect(ctx); err != nil {
		return 0, err
	}
	defer s.watch.end(statement, s.watch.begin(statement))
	tag, err := s.on.Exec(ctx, statement, args...)
	return tag.RowsAffected(), postgresError(err)
}

func (s *postgresSession) execLast(ctx context.Context, statement string, args []any) (int64, error) {
	return s.exec(ctx, statement, args)
}

func (s *postgresSession) insert(ctx context.Context, into *Insert, values []any) (bool, error) {
	made, err := s.exec(ctx, into.text, values)
	return made > 0, err
}

// each goes side by side in a transaction, where all statements have one way.
func (s *postgresSession) each(ctx context.Context, n int, do func(session, int)) {
	if s.pool != nil {
		for i := range n {
			do(s, i)
		}
		return
	}
	p := newPipeline(ctx, s.on, s.watch)
	p.begun = true
	p.run(n, do)
}

func (s *postgresSession) query(ctx context.Context, statement string, args []any, each rowFunc) error {
	if err := s.connect(ctx); err != nil {
		return err
	}
	defer s.watch.end(statement, s.watch.begin(statement))
	if s.ends {
		return s.endable(ctx, statement, args, each)
	}
	return queryOn(ctx, s.on, statement, args, each)
}

// endable has the server end a statement when ctx ends, which by itself would
// close the connection, and have the server find out at the end of the statement.
// It returns after the server has been asked, so that no later statement is ended.
func (s *postgresSession) endable(ctx context.Context, statement string, args []any, each rowFunc) error {
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
		_ = conn.CancelRequest(asking) // else the connection is closed
	})
	run := queryOn
	if s.begins {
		run = func(ctx context.Context, _ runner, statement string, args []any, each rowFunc) error {
			return s.firstQuery(ctx, statement, args, each)
		}
	}
	err := run(patient, s.on, statement, args, each)
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

// forUpdate makes a SELECT one that locks its rows, but not against the inserts of
// rows that refer to them.
const forUpdate = " FOR NO KEY UPDATE"

func (s *postgresSession) hold(ctx context.Context, statement string, args []any, each rowFunc) error {
	return s.query(ctx, statement+forUpdate, args, each)
}

// search does not use a prepared statement, for which the server soon makes one
// plan for all arguments, unless the address asks for another way of its own.
func (s *postgresSession) search(ctx context.Context, statement string, args []any, each rowFunc) error {
	if s.replan {
		args = append([]any{pgx.QueryExecModeCacheDescribe}, args...)
	}
	return s.query(ctx, statement, args, each)
}

func (s *postgresSession) indexedBy(table, _ string) string { return table }

func (s *postgresSession) containing(table, column, text string, place int) Containing {
	return postgresContaining(table, column, text, place)
}

func queryOn(ctx context.Context, on runner, statement string, args []any, each rowFunc) error {
	rows, err := on.Query(ctx, statement, args...)
	if err != nil {
		return postgresError(err)
	}
	return readRows(rows, each)
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
	case failure.Code == serializationFailure || failure.Code == deadlockDetected || failure.Code == foreignKeyViolation:
		return fmt.Errorf("%w: %w", errConflict, apierr.DatabaseUnavailable(err))
	case failure.Code == "25P02":
		return fmt.Errorf("%w: %w", errVoid, err)
	case isAboutPrepared(failure):
		return poolerError(err)
	case isOfOneStatement(failure):
		return fmt.Errorf("%w: %w", errPart, apierr.DatabaseUnavailable(err))
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
