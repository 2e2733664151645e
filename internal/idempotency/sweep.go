package idempotency

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"waybill/internal/sqldb"
)

const (
	// sweepEvery is often enough for the sweeps to be small.
	sweepEvery = time.Minute
	// stepRows are removed by one transaction: so few that the writes beside it
	// do not notice. Between two there is stepPause.
	stepRows  = 500
	stepPause = 20 * time.Millisecond
)

// KeepSwept removes expired answers, again and again until ctx ends. Several
// instances may do so at once. What fails is logged, and tried again.
func KeepSwept(ctx context.Context, db *sqldb.DB, log *slog.Logger) {
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := Sweep(ctx, db); err != nil && ctx.Err() == nil {
			log.Warn("expired idempotency keys are left", "error", err)
		}
	}
}

// Sweep removes the answers that are expired now, in small steps.
func Sweep(ctx context.Context, db *sqldb.DB) error {
	before := expired(db.Now())
	organizations, err := withExpired(ctx, db, before)
	if err != nil {
		return fmt.Errorf("look for expired idempotency keys: %w", err)
	}
	for _, organization := range organizations {
		if err := sweepOrganization(ctx, db, organization, before); err != nil {
			return fmt.Errorf("remove expired idempotency keys: %w", err)
		}
	}
	return nil
}

// withExpired gives the organizations that have expired answers.
func withExpired(ctx context.Context, db *sqldb.DB, before int64) (all []int64, err error) {
	// SQLite asks the index once for each organization. PostgreSQL makes the same
	// plan of either text, but distributed by Citus it refuses this one.
	statement := `SELECT id FROM organizations WHERE EXISTS
		(SELECT 1 FROM idempotency_keys WHERE organization_id = organizations.id AND created_at <= $1)`
	if db.Shared() {
		statement = `SELECT id FROM organizations WHERE id IN
			(SELECT organization_id FROM idempotency_keys WHERE created_at <= $1)`
	}
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Rows(statement, []any{before}, func(scan func(...any) error) error {
			all = append(all, 0)
			return scan(&all[len(all)-1])
		})
	})
	return all, err
}

func sweepOrganization(ctx context.Context, db *sqldb.DB, organization, before int64) error {
	// A key that is taken again meanwhile is not expired any more.
	const statement = `DELETE FROM idempotency_keys WHERE organization_id = $1 AND created_at <= $2 AND key IN
		(SELECT key FROM idempotency_keys WHERE organization_id = $1 AND created_at <= $2 ORDER BY created_at LIMIT $3)`
	for {
		var removed int64
		err := db.Do(ctx, sqldb.Work{Organization: organization, Large: true}, func(tx *sqldb.Tx) (err error) {
			removed, err = tx.Exec(statement, organization, before, stepRows)
			return err
		})
		if err != nil || removed < stepRows {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(stepPause):
		}
	}
}
