package idempotency

import (
	"context"
	"fmt"

	"waybill/internal/sqldb"
)

// stepRows bounds the rows that one transaction deletes, for which concurrent writes wait.
const stepRows = 500

// Sweep deletes all answers that have expired, a few hundred in each transaction. Several
// instances may sweep one database.
func Sweep(ctx context.Context, db *sqldb.DB) error {
	before := expired(db.Now())
	organizations, err := organizationsWithExpired(ctx, db, before)
	if err != nil {
		return fmt.Errorf("find expired idempotency keys: %w", err)
	}
	for _, organization := range organizations {
		if err := sweepOrganization(ctx, db, organization, before); err != nil {
			return fmt.Errorf("delete expired idempotency keys: %w", err)
		}
	}
	return nil
}

// organizationsWithExpired returns the organizations that have expired answers.
func organizationsWithExpired(ctx context.Context, db *sqldb.DB, before int64) (all []int64, err error) {
	// On SQLite this is one index look-up for each organization. PostgreSQL has the
	// same plan for both texts, but Citus rejects a correlated subquery on a
	// distributed table.
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
	// The time is compared again, because the subquery may have found an answer that
	// has been replaced since.
	const statement = `DELETE FROM idempotency_keys WHERE organization_id = $1 AND created_at <= $2 AND key IN
		(SELECT key FROM idempotency_keys WHERE organization_id = $1 AND created_at <= $2 ORDER BY created_at LIMIT $3)`
	return sqldb.InSteps(ctx, func() (more bool, err error) {
		var deleted int64
		err = db.Do(ctx, sqldb.Work{Organization: organization, Large: true}, func(tx *sqldb.Tx) (err error) {
			deleted, err = tx.Exec(statement, organization, before, stepRows)
			return err
		})
		return deleted == stepRows, err
	})
}
