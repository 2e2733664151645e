package sqldb

import (
	"context"
	"database/sql"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// postgresInspector looks at a database by sessions that are set to read only.
type postgresInspector struct {
	readOnly
	db   *sql.DB
	pool *pgxpool.Pool
	conn *pgxpool.Conn
}

// readOnlySettings are the settings of a session that only reads. A pooler may refuse them; then
// nothing but the statements keeps the session from writing.
var readOnlySettings = map[string]string{"default_transaction_read_only": "on", "application_name": "waybill doctor"}

func inspectPostgres(ctx context.Context, address string, watch *watcher) (inspector, error) {
	config, err := postgresConfig(address)
	if err != nil {
		return nil, err
	}
	config.MaxConns = 2 // one for goose
	pool, conn, err := connectWithSettings(ctx, config, readOnlySettings)
	if err != nil {
		return nil, postgresError(err)
	}
	return &postgresInspector{
		readOnly: newReadOnly(&postgresSession{on: conn, watch: watch}, beginSnapshot, postgresCatalog),
		db:       stdlib.OpenDBFromPool(pool), pool: pool, conn: conn,
	}, nil
}

func (e *postgresInspector) newMigrator() (*migrator, error) {
	return newMigrator(goose.DialectPostgres, e.db, "migrations/postgres", postgresExists)
}

// damage finds what the server itself knows to be wrong. Text indexes are looked at apart, and
// an index that is being built is not damaged.
func (e *postgresInspector) damage() []string {
	return []string{
		`SELECT 'the index ' || c.relname || ' is invalid' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
			WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace AND c.relname NOT LIKE '%\_text'
				AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
			ORDER BY 1`,
		`SELECT 'the constraint ' || conname || ' of ' || conrelid::regclass || ' was never checked' FROM pg_constraint
			WHERE NOT convalidated AND connamespace = current_schema()::regnamespace ORDER BY 1`,
		`SELECT 'the server has read ' || checksum_failures || ' damaged pages of this database' FROM pg_stat_database
			WHERE datname = current_database() AND checksum_failures > 0`,
	}
}

func (e *postgresInspector) checkUnchanged() error { return nil }

func (e *postgresInspector) close() error {
	e.conn.Release()
	return closeBoth(e.db, func() error { e.pool.Close(); return nil })
}

// postgresTextIndex looks whether there is a valid index.
func postgresTextIndex(tx *ReadTx, table string) (TextIndex, error) {
	x := TextIndex{Table: table}
	err := tx.Row(`SELECT NOT coalesce((SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)), FALSE)`,
		[]any{table + "_text"}, &x.Missing)
	return x, err
}

// Server is what a PostgreSQL server says of itself.
type Server struct {
	// Settings are the settings of the session by name.
	Settings map[string]string
	// IsStandby says that the server takes no writes.
	IsStandby bool
	// Free is how many connections all users may open besides those that others have now, and
	// Pool how many an instance on this machine opens at most.
	Free, Pool int
	// Waiting is how many sessions of this database have been idle in a transaction for more
	// than a minute.
	Waiting int
}

// Server asks a PostgreSQL server.
func (i *Inspection) Server(ctx context.Context) (*Server, error) {
	s := &Server{Settings: map[string]string{}}
	err := i.Read(ctx, func(tx *ReadTx) error {
		err := tx.Rows(`SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit',
			'server_encoding', 'server_version', 'autovacuum', 'track_counts', 'max_connections', 'superuser_reserved_connections', 'reserved_connections')`,
			nil, func(scan func(...any) error) error {
				var name, setting string
				defer func() { s.Settings[name] = setting }()
				return scan(&name, &setting)
			})
		if err != nil {
			return err
		}
		var others int
		err = tx.Row(`SELECT pg_is_in_recovery(),
			(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'
				AND (datname <> current_database() OR usename <> current_user)),
			(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
				AND state = 'idle in transaction' AND state_change < now() - interval '1 minute')`,
			nil, &s.IsStandby, &others, &s.Waiting)
		s.Free = s.number("max_connections") - s.number("superuser_reserved_connections") - s.number("reserved_connections") - others
		return err
	})
	if err != nil {
		return nil, err
	}
	config, err := postgresConfig(i.Address)
	if err != nil {
		return nil, err
	}
	s.Pool, _ = sizePool(config)
	return s, nil
}

func (s *Server) number(name string) int {
	number, _ := strconv.Atoi(s.Settings[name]) // 0 for a setting that an older server does not have
	return number
}

// Clock returns the time of a PostgreSQL server.
func (i *Inspection) Clock(ctx context.Context) (now time.Time, err error) {
	err = i.Read(ctx, func(tx *ReadTx) error {
		var microseconds int64
		err := tx.Row(`SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint`, nil, &microseconds)
		now = time.UnixMicro(microseconds)
		return err
	})
	return now, err
}

// WithoutStatistics returns the tables of a PostgreSQL database that have many rows, and of
// which the planner knows nothing.
func (i *Inspection) WithoutStatistics(ctx context.Context) ([]string, error) {
	return i.Texts(ctx, withoutStatistics, analyzedRows)
}

// IsOpen reports whether the address of a PostgreSQL database lets a session go over a network
// without TLS.
func IsOpen(address string) (bool, error) {
	config, err := postgresConfig(address)
	if err != nil {
		return false, err
	}
	if config.ConnConfig.TLSConfig == nil && isElsewhere(config.ConnConfig.Host) {
		return true, nil
	}
	for _, other := range config.ConnConfig.Fallbacks {
		if other.TLSConfig == nil && isElsewhere(other.Host) {
			return true, nil
		}
	}
	return false, nil
}
