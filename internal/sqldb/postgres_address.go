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

// hostPatience is how long one of several hosts is waited for: a host that is
// frozen must not use up the time in which the next one could answer.
const hostPatience = 2 * time.Second

// postgresConfig reads an address. The time to connect that it sets is left as it
// is.
func postgresConfig(address string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, errAddress(err)
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = dbTimeout
		if hasSeveralHosts(config.ConnConfig) {
			config.ConnConfig.ConnectTimeout = hostPatience
		}
	}
	return config, nil
}

// hasSeveralHosts tells a second host from a second try of the same one, without
// TLS.
func hasSeveralHosts(config *pgx.ConnConfig) bool {
	for _, fallback := range config.Fallbacks {
		if fallback.Host != config.Host || fallback.Port != config.Port {
			return true
		}
	}
	return false
}

// errPooler says that statements are prepared on one connection of a server and
// used on another.
var errPooler = errors.New("the database is behind a pooler that does not keep prepared statements, " +
	"such as PgBouncer in transaction mode: add default_query_exec_mode=exec to the address")

// The codes of a prepared statement that is not there, or there already.
const (
	noSuchStatement    = "26000"
	duplicateStatement = "42P05"
)

func isAboutPrepared(failure *pgconn.PgError) bool {
	return failure.Code == noSuchStatement || failure.Code == duplicateStatement
}

// checkPrepared returns errPooler when a prepared statement of a connection is gone
// after another connection has begun a transaction: a pooler has given the server's
// connection to the other client. Without the check statements would fail now and
// then. A pooler tells its clients process ids of its own, so that the second
// connection is only opened where the ids differ.
func checkPrepared(ctx context.Context, config *pgx.ConnConfig, one *pgx.Conn) error {
	if config.DefaultQueryExecMode != pgx.QueryExecModeCacheStatement {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, dbTimeout)
	defer cancel()
	var pid uint32
	err := one.QueryRow(ctx, "SELECT pg_backend_pid()", pgx.QueryExecModeSimpleProtocol).Scan(&pid)
	if err != nil || pid == one.PgConn().PID() {
		return postgresError(err)
	}
	two, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return postgresError(err)
	}
	defer func() { _ = two.Close(ctx) }()
	if _, err := one.Exec(ctx, "SELECT $1::int", 1); err != nil {
		return postgresError(err)
	}
	tx, err := two.Begin(ctx)
	if err != nil {
		return postgresError(err)
	}
	_, err = one.Exec(ctx, "SELECT $1::int", 1)
	return errors.Join(postgresError(err), tx.Rollback(ctx))
}

func poolerError(err error) error { return fmt.Errorf("%w: %w", errPooler, err) }
