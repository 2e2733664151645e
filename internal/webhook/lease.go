package webhook

import (
	"context"
	"errors"
	"fmt"
	"time"

	"waybill/internal/sqldb"
)

// This file has the lease of an endpoint, which one lane at a time holds.

const (
	// leaseTime is how long a killed instance keeps others away.
	leaseTime = 30 * time.Second
	// leaseLeft is the least time that a lease has when a request begins: the time of the
	// request, and 5 s for clocks that differ.
	leaseLeft = sendTimeout + 5*time.Second
)

// work is a write of the delivery. It shares no transaction, so no write of a client waits for
// the row of an endpoint.
var work = sqldb.Work{Large: true}

// take takes the lease of an endpoint for a lane. It reports false if the endpoint is leased,
// or has nothing to do.
func (l *lane) take(ctx context.Context) (taken bool, err error) {
	const statement = `UPDATE webhooks SET leased_by = $3, leased_until = $4 WHERE organization_id = $1 AND id = $2
		AND status = 'active' AND leased_until <= $5 AND retry_at <= $5 AND key_print = $6 RETURNING ` + stored
	err = l.db.Do(ctx, work, func(tx *sqldb.Tx) error {
		taken = false
		l.until = tx.Now().Add(leaseTime)
		var e Endpoint
		err := e.scan(func(dest ...any) error {
			return tx.Row(statement, []any{l.Organization, l.ID, l.token, sqldb.Microseconds(l.until), sqldb.Microseconds(tx.Now()), l.sender.Key.Fingerprint()}, dest...)
		})
		if errors.Is(err, sqldb.ErrNoRows) {
			return nil
		}
		l.Endpoint, taken = e, err == nil
		return err
	})
	if err != nil {
		return false, fmt.Errorf("lease a webhook: %w", err)
	}
	return taken, nil
}

// errLost says that the lane has lost its lease: a client has changed the endpoint, or another
// instance has taken the lease after its end.
var errLost = errors.New("the lease of the webhook is lost")

// save writes the state of the endpoint and renews the lease, or returns errLost and changes
// nothing. Also does more in the same transaction; it may be nil.
func (l *lane) save(ctx context.Context, also func(tx *sqldb.Tx) error) error {
	return l.write(ctx, l.token, leaseTime, also)
}

// release writes the state of the endpoint and ends the lease.
func (l *lane) release(ctx context.Context) error {
	err := l.write(ctx, "", 0, nil)
	if errors.Is(err, errLost) {
		// Whoever has changed the endpoint waits for this lane.
		err = l.db.Do(ctx, work, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`UPDATE webhooks SET leased_until = 0 WHERE organization_id = $1 AND id = $2 AND leased_by = '' AND leased_until <= $3`,
				l.Organization, l.ID, sqldb.Microseconds(l.until))
			return err
		})
	}
	return err
}

func (l *lane) write(ctx context.Context, token string, lease time.Duration, also func(tx *sqldb.Tx) error) error {
	const statement = `UPDATE webhooks SET leased_by = $4, leased_until = $5, cursor = $6, down_since = $7, failures = $8,
		refusals = $9, retry_at = $10, due = $11, status = $12, reason = $13, version = $14, attempts = attempts + $15
		WHERE organization_id = $1 AND id = $2 AND leased_by = $3 RETURNING attempts`
	until, due := time.Time{}, 0
	if l.IsDue {
		due = 1
	}
	err := l.db.Do(ctx, work, func(tx *sqldb.Tx) error {
		until = tx.Now().Add(lease)
		var count int64
		err := tx.Row(statement, []any{l.Organization, l.ID, l.token, token, sqldb.Microseconds(until), l.Cursor, sqldb.Microseconds(l.DownSince), l.Failures,
			l.Refusals, sqldb.Microseconds(l.RetryAt), due, string(l.Status), l.Reason, l.Version, int64(len(l.attempts))}, &count)
		if errors.Is(err, sqldb.ErrNoRows) {
			return errLost
		}
		if err != nil {
			return err
		}
		if err := insertAttempts(tx, &l.Endpoint, l.attempts, count); err != nil || also == nil {
			return err
		}
		return also(tx)
	})
	if err != nil {
		return fmt.Errorf("save a webhook: %w", err)
	}
	l.until, l.savedAt, l.unsaved, l.attempts = until, l.db.Now(), 0, nil
	return nil
}
