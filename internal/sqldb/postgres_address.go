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

// hostTimeout bounds the time to connect to one of several hosts: a frozen host must
// not use up the time in which the next host could answer.
const hostTimeout = 2 * time.Second

// postgresConfig parses an address. It sets a time to connect unless the address
// does.
func postgresConfig(address string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, errAddress(err)
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = dbTimeout
		if hasSeveralHosts(config.ConnConfig) {
			config.ConnConfig.ConnectTimeout = hostTimeout
		}
	}
	return config, nil
}

// hasSeveralHosts reports whether there is a second host. A fallback may also be a
// second attempt at the same host, without TLS.
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

// The error codes of a prepared statement that does not exist, or already exists.
const (
	noSuchStatement    = "26000"
	duplicateStatement = "42P05"
)

func isAboutPrepared(failure *pgconn.PgError) bool {
	return failure.Code == noSuchStatement || failure.Code == duplicateStatement
}

// checkPrepared returns errPooler when a prepared statement of a connection is gone
// after a second connection has begun a transaction: a pooler has given the server's
// connection to the second client. Without the check, statements would fail now and
// then. A pooler reports process ids of its own, so the second connection is only
// opened when the reported id is not the server's.
func checkPrepared(ctx context.Context, config *pgx.ConnConfig, first *pgx.Conn) error {
	if config.DefaultQueryExecMode != pgx.QueryExecModeCacheStatement {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, dbTimeout)
	defer cancel()
	var pid uint32
	err := first.QueryRow(ctx, "SELECT pg_backend_pid()", pgx.QueryExecModeSimpleProtocol).Scan(&pid)
	if err != nil || pid == first.PgConn().PID() {
		return postgresError(err)
	}
	second, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return postgresError(err)
	}
	defer func() { _ = second.Close(ctx) }()
	if _, err := first.Exec(ctx, "SELECT $1::int", 1); err != nil {
		return postgresError(err)
	}
	tx, err := second.Begin(ctx)
	if err != nil {
		return postgresError(err)
	}
	_, err = first.Exec(ctx, "SELECT $1::int", 1)
	return errors.Join(postgresError(err), tx.Rollback(ctx))
}

func poolerError(err error) error { return fmt.Errorf("%w: %w", errPooler, err) }
