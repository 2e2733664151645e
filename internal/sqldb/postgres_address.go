package sqldb

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// connectTimeout bounds the time to connect to a single host.
const connectTimeout = 10 * time.Second

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
		config.ConnConfig.ConnectTimeout = connectTimeout
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

// isElsewhere reports whether a host is on another machine.
func isElsewhere(host string) bool {
	if strings.HasPrefix(host, "/") || host == "localhost" {
		return false
	}
	address, err := netip.ParseAddr(host)
	return err != nil || !address.IsLoopback()
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

// checkPrepared returns errPooler when a pooler gives a connection of the server to
// another client between two transactions of the first, so that the prepared statements
// of the first are gone. Without the check, statements would fail now and then. A pooler
// reports process ids of its own, so a second connection is only opened when the
// reported id is not the server's.
func checkPrepared(ctx context.Context, config *pgx.ConnConfig, first *pgx.Conn) error {
	if config.DefaultQueryExecMode != pgx.QueryExecModeCacheStatement {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, Timeout)
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
	for range takeovers {
		if err := runPrepared(ctx, first, second); err != nil {
			return postgresError(err)
		}
	}
	return nil
}

// takeovers is how often a second client tries to take the server's connection of the
// first one. Once is not enough: other clients of the pooler take connections, too.
const takeovers = 5

// runPrepared runs a prepared statement while another connection has a transaction, and
// again when that transaction has ended.
//
// The transaction takes the server's connection of the first, or a different one, which
// the pooler has free at its end and gives out next. The first lacks its statement in
// one of the two runs, unless it keeps its connection of the server.
func runPrepared(ctx context.Context, first, second *pgx.Conn) error {
	if _, err := first.Exec(ctx, prepared, 1); err != nil {
		return err
	}
	tx, err := second.Begin(ctx)
	if err != nil {
		return err
	}
	_, err = first.Exec(ctx, prepared, 1)
	if err := errors.Join(err, tx.Rollback(ctx)); err != nil {
		return err
	}
	_, err = first.Exec(ctx, prepared, 1)
	return err
}

const prepared = "SELECT $1::int"

func poolerError(err error) error { return fmt.Errorf("%w: %w", errPooler, err) }
