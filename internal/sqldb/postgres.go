package sqldb

import (
	"context"
	"errors"
	"maps"
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
	// attempts is how often a write is tried that conflicts with other transactions.
	attempts = 10
	// slots is the largest number of rows of a count.
	slots = 64
	// spareConnections is the number of connections for readiness, metrics and
	// commands, which writers, look-ups and lists do not use.
	spareConnections = 2
	// viewConnections is the number of connections for views, as the exports of a server are.
	viewConnections = 4
	// grace is the time that a server has to cancel a statement before the connection
	// is closed.
	grace = time.Second
)

// postgresEngine is a database on a server. Other instances may use it at the same
// time.
type postgresEngine struct {
	pool    *pgxpool.Pool
	reader  *postgresReader
	analyze *analyzer
	writers int
	listers int  // the number of connections for lists
	replan  bool // whether each search is planned anew
	watch   *watcher
	arrays  *arrayInserts
	pause   func(ctx context.Context, attempt int) // before another attempt
	upgrade Upgrade
	// distributed says that Citus may keep tables on several servers, each of which
	// takes a statement's snapshot by itself.
	distributed bool
}

func openPostgres(ctx context.Context, address string, options Options) (engine, error) {
	config, err := postgresConfig(address)
	if err != nil {
		return nil, err
	}
	connections, others := sizePool(config)
	config.MaxConns = int32(connections)
	pool, err := openPool(ctx, config)
	if err != nil {
		return nil, err
	}
	db := stdlib.OpenDBFromPool(pool)
	upgrade, err := migratePostgres(ctx, db, options)
	if err := errors.Join(err, db.Close()); err != nil {
		pool.Close()
		return nil, err
	}
	arrays, err := readArrayInserts(ctx, pool)
	if err != nil {
		pool.Close()
		return nil, err
	}
	var distributed bool
	if err := pool.QueryRow(ctx, `SELECT to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL`).Scan(&distributed); err != nil {
		pool.Close()
		return nil, postgresError(err)
	}
	watch := newWatcher(options)
	return &postgresEngine{
		pool:    pool,
		reader:  startPostgresReader(pool, watch, distributed),
		analyze: startAnalyzer(pool, options.Log),
		writers: writerCount(),
		listers: int(config.MaxConns) - others,
		replan:  config.ConnConfig.DefaultQueryExecMode == pgx.QueryExecModeCacheStatement,
		watch:   watch,
		arrays:  arrays,
		pause:   pause,
		upgrade: upgrade,

		distributed: distributed,
	}, nil
}

// writerCount is the number of connections that write. Fewer writers mean larger groups, and
// in a larger group a write costs the server less. With a single writer, the server would be
// idle between groups.
func writerCount() int { return max(2, runtime.GOMAXPROCS(0)/2) }

// sizePool returns how many connections an instance opens at most, and how many of them are not
// for lists. The connection of a list is idle while the rows are on the network. So twice as
// many lists as on SQLite are needed to keep a server busy.
func sizePool(config *pgxpool.Config) (connections, others int) {
	others = writerCount() + lookupsAtOnce() + spareConnections + viewConnections
	return max(int(config.MaxConns), others+2*listCount()), others
}

const (
	idleLimit   = "idle_in_transaction_session_timeout"
	idleAtMost  = "60s" // several times Timeout, after which no write waits any more
	unsupported = "08P01"

	setsLastChange = "waybill.sets_last_change"
)

// openPool opens a pool with one connection, by which it finds out what the server, or a
// pooler in front of it, supports. It changes the settings accordingly, or fails.
func openPool(ctx context.Context, config *pgxpool.Config) (*pgxpool.Pool, error) {
	pool, conn, err := connectWithSettings(ctx, config, settings)
	if err != nil {
		return nil, postgresError(err)
	}
	err = checkPrepared(ctx, config.ConnConfig, conn.Conn())
	conn.Release()
	if err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}

// settings are the settings of each session.
//
// The server ends an idle transaction after idleLimit. When an instance disappears
// without closing its connections, its locks would otherwise stay until TCP gives up,
// and other instances would wait for them.
//
// setsLastChange tells a trigger that the session itself writes the column last_change
// of row_counts, which sessions of the previous version do not know.
var settings = map[string]string{idleLimit: idleAtMost, setsLastChange: "yes"}

// connectWithSettings opens a pool with the settings. A setting in the address takes
// precedence. Some poolers refuse settings; then they are omitted. The pooler notices
// the loss of its client, and the trigger does in vain what the session does itself.
func connectWithSettings(ctx context.Context, config *pgxpool.Config, settings map[string]string) (*pgxpool.Pool, *pgxpool.Conn, error) {
	before := maps.Clone(config.ConnConfig.RuntimeParams)
	for name, value := range settings {
		if _, set := before[name]; !set && !strings.Contains(before["options"], name) {
			config.ConnConfig.RuntimeParams[name] = value
		}
	}
	pool, conn, err := connectPool(ctx, config)
	if failure, ok := errors.AsType[*pgconn.PgError](err); ok && failure.Code == unsupported {
		config.ConnConfig.RuntimeParams = before
		return connectPool(ctx, config)
	}
	return pool, conn, err
}

// connectPool opens a pool, and takes its first connection.
//
// Before a request gets a connection, the pool drops the connection if there is input. On
// an idle connection, input is nearly always the end of the connection, as after a restart
// of the server. A rare notice of a changed setting costs a new connection. The ping of
// pgxpool is not enough: it checks only connections that were idle for a second.
func connectPool(ctx context.Context, config *pgxpool.Config) (*pgxpool.Pool, *pgxpool.Conn, error) {
	config.PrepareConn = func(_ context.Context, conn *pgx.Conn) (bool, error) {
		return !hasInput(conn.PgConn().Conn()), nil
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, nil, err
	}
	conn, err := pool.Acquire(ctx)
	if err != nil {
		go pool.Close() // it waits for the connection, which ctx does not end
		return nil, nil, err
	}
	return pool, conn, nil
}

func (e *postgresEngine) read(_ context.Context, fn func(session) error) error {
	s := &postgresSession{pool: e.pool, reader: e.reader, replan: e.replan, watch: e.watch, distributed: e.distributed}
	defer s.release()
	return fn(s)
}

func (e *postgresEngine) lists() int { return e.listers }

func (e *postgresEngine) readList(_ context.Context, fn func(session) error) error {
	s := &postgresSession{pool: e.pool, reader: e.reader, replan: e.replan, watch: e.watch, distributed: e.distributed, ends: true}
	defer s.release()
	return fn(s)
}

func (e *postgresEngine) readSnapshot(ctx context.Context, fn func(session) error) error {
	return e.reader.readSnapshot(ctx, fn)
}

func (e *postgresEngine) readListSnapshot(_ context.Context, fn func(session) error) error {
	s := &postgresSession{pool: e.pool, replan: e.replan, watch: e.watch, distributed: e.distributed, ends: true, begin: beginSnapshot}
	defer s.endSnapshot()
	return fn(s)
}

func (e *postgresEngine) committers() (all []committer) {
	first := rand.IntN(slots) //nolint:gosec // so that instances seldom share slots
	for i := range e.writers {
		all = append(all, &postgresCommitter{engine: e, slot: (first + i) % slots})
	}
	return all
}

func (e *postgresEngine) exclusive(ctx context.Context, fn func(transactionFunc) error) error {
	return fn(func(fn func(session) error) error {
		return pgx.BeginFunc(ctx, e.pool, func(tx pgx.Tx) error {
			return fn(&postgresSession{on: tx, watch: e.watch, arrays: e.arrays, distributed: e.distributed})
		})
	})
}

func (e *postgresEngine) catalog() catalog { return postgresCatalog }

func (e *postgresEngine) hasSnapshots() bool { return !e.distributed }

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
