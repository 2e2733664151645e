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
	case errors.Is(err, errCircle):
		return Deadlock
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

// errOneStatement says that the database could not run a statement, while the connection
// is usable and other statements may succeed.
var errOneStatement = errors.New("a part of the database cannot be used")

// isOfOneStatement reports whether a failure says nothing about other statements: a
// node of a distributed database cannot be reached (class 08 in an answer), or the
// statement reached a time limit.
func isOfOneStatement(failure *pgconn.PgError) bool {
	if failure.SeverityUnlocalized != "ERROR" {
		return false // the server ends the connection
	}
	const lockNotAvailable, queryCanceled = "55P03", "57014"
	return failure.Code[:2] == "08" || failure.Code == lockNotAvailable || failure.Code == queryCanceled
}

const (
	firstPause   = 4 * time.Millisecond // the longest pause before the second attempt
	longestPause = 250 * time.Millisecond
)

// pause waits before an attempt, at most until ctx ends. The time is random, so that the
// same transactions do not conflict again, and its limit doubles with each attempt.
func pause(ctx context.Context, attempt int) {
	limit := min(firstPause<<attempt, longestPause)
	timer := time.NewTimer(rand.N(limit)) //nolint:gosec // nobody gains by guessing it
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// postgresError marks the errors of a server that cannot be reached or cannot serve as
// Unavailable, and conflicts between transactions as errConflict. Any other error is a
// bug. It judges by the codes in
// https://www.postgresql.org/docs/current/errcodes-appendix.html.
func postgresError(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		// Any code: the server may be in maintenance, or its users may have changed.
		return apierr.DatabaseUnavailable(err)
	}
	failure, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		if isCallerError(err) {
			return err
		}
		return apierr.DatabaseUnavailable(err)
	}
	switch class := failure.Code[:2]; {
	case failure.Code == serializationFailure || failure.Code == deadlockDetected || failure.Code == foreignKeyViolation:
		return fmt.Errorf("%w: %w", errConflict, apierr.DatabaseUnavailable(err))
	case failure.Code == "25P02":
		return fmt.Errorf("%w: %w", errAborted, err)
	case isAboutPrepared(failure):
		return poolerError(err)
	case isOfOneStatement(failure):
		return fmt.Errorf("%w: %w", errOneStatement, apierr.DatabaseUnavailable(err))
	case class == "08" || class == "53" || class == "57" || class == "58" || class == "25" || failure.Code == "55P03":
		return apierr.DatabaseUnavailable(err)
	}
	return err
}

// isCallerError reports whether an error of pgx is caused by the caller. The errors of
// a connection have many types, so all others count as errors of the connection.
func isCallerError(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return true // apierr handles it
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return false
	}
	_, scan := errors.AsType[pgx.ScanArgError](err)
	return scan
}
