package sqldb

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	// dbTimeout is how long a write waits for the database: for a connection, for
	// a lock, for an answer. It is less than a request's time, so that a request
	// still gets an answer.
	dbTimeout = 10 * time.Second
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
	idleAtMost  = "60s" // several times dbTimeout, after which nobody waits any more
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
