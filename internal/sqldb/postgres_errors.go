package sqldb

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"waybill/internal/apierr"
)

// errConflict says that the database aborted a transaction because of another
// transaction: it can be tried again.
var errConflict = errors.New("the transaction conflicts with another")

// ErrOutrun is for a function of DB.Write that finds that another transaction
// changed a row after the function had read it. Write rolls the call back and calls
// the function again. After several attempts Write returns the error, which is
// Unavailable.
var ErrOutrun = fmt.Errorf("%w: %w", errConflict,
	apierr.DatabaseUnavailable(errors.New("another transaction changed the row meanwhile")))

// The codes of conflicts between transactions. Whether a row may be
// referred to, or deleted, is looked up before: a foreign key refuses only if
// another transaction deleted or inserted the other row meanwhile.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	foreignKeyViolation  = "23503"
)

// conflictOf gives the reason of an errConflict.
func conflictOf(err error) Conflict {
	failure, ok := errors.AsType[*pgconn.PgError](err)
	switch {
	case !ok:
		return Outrun
	case failure.Code == deadlockDetected:
		return Deadlock
	case failure.Code == foreignKeyViolation:
		return Outrun
	default:
		return Serialization
	}
}

// errPart says that the database could not do one statement, while the connection
// lives and other statements may work.
var errPart = errors.New("a part of the database cannot be used")

// isOfOneStatement reports whether a failure, unlike others of its kind, says
// nothing about other statements: a node of a distributed database cannot be
// reached (class 08, as an answer), or a statement reached a time limit.
func isOfOneStatement(failure *pgconn.PgError) bool {
	if failure.SeverityUnlocalized != "ERROR" {
		return false // the server ends the connection
	}
	const lockNotAvailable, queryCanceled = "55P03", "57014"
	return failure.Code[:2] == "08" || failure.Code == lockNotAvailable || failure.Code == queryCanceled
}

const (
	firstPause   = 4 * time.Millisecond // the longest before the second attempt
	longestPause = 250 * time.Millisecond
)

// pause waits before an attempt, for a random time that grows from attempt to
// attempt: the same transactions would otherwise conflict again.
// It ends with the request.
func pause(ctx context.Context, attempt int) {
	limit := min(firstPause<<attempt, longestPause)
	timer := time.NewTimer(rand.N(limit)) //nolint:gosec // nobody gains by guessing it
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// postgresError marks the errors of a server that cannot be reached or cannot
// serve as Unavailable, and those of transactions in each other's way as
// errConflict; any other is a bug. By code, never by text:
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
