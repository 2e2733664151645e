package guard

import (
	"context"
	"fmt"

	"waybill/internal/sqldb"
)

// atOnce bounds the rows that a transaction of this file changes.
const atOnce = 500

// Sweep lets held changes expire, and removes changes that were decided long ago and what is
// remembered of contacts.
func Sweep(ctx context.Context, db *sqldb.DB) error {
	for _, step := range []func(*sqldb.Tx) (int, error){expire, removeDecided, forgetContacts} {
		err := sqldb.InSteps(ctx, func() (more bool, err error) {
			err = db.Do(ctx, sqldb.Work{Large: true}, func(tx *sqldb.Tx) error {
				rows, err := step(tx)
				more = rows == atOnce
				return err
			})
			return more, err
		})
		if err != nil {
			return fmt.Errorf("sweep held changes: %w", err)
		}
	}
	return nil
}

func expire(tx *sqldb.Tx) (int, error) {
	const statement = `UPDATE held_changes SET status = 'expired', decided_at = $1 WHERE status = 'held' AND (organization_id, id) IN
		(SELECT organization_id, id FROM held_changes WHERE status = 'held' AND expires_at <= $1 ORDER BY expires_at LIMIT $2) RETURNING ` + columns
	var all []Change
	if err := tx.Rows(statement, []any{tx.Now().UnixMicro(), atOnce}, appendTo(&all)); err != nil {
		return 0, err
	}
	for i := range all {
		all[i].tell(tx)
	}
	return len(all), nil
}

func removeDecided(tx *sqldb.Tx) (int, error) {
	rows, err := tx.Exec(`DELETE FROM held_changes WHERE (organization_id, id) IN (SELECT organization_id, id FROM held_changes
		WHERE status <> 'held' AND decided_at < $1 ORDER BY decided_at LIMIT $2)`, tx.Now().Add(-keptFor).UnixMicro(), atOnce)
	return int(rows), err
}

func forgetContacts(tx *sqldb.Tx) (int, error) {
	rows, err := tx.Exec(`DELETE FROM contact_changes WHERE (organization_id, resource, record_id) IN (SELECT organization_id, resource, record_id
		FROM contact_changes WHERE changed_at <= $1 ORDER BY changed_at LIMIT $2) AND changed_at <= $1`, tx.Now().Add(-Lately).UnixMicro(), atOnce)
	return int(rows), err
}

// Forget deletes the changes of a record, whatever their status, and returns how many there
// were. Resource is that of the record in events.
func Forget(ctx context.Context, db *sqldb.DB, organization int64, resource, reference string) (total int64, err error) {
	const statement = `DELETE FROM held_changes WHERE organization_id = $1 AND id IN (SELECT id FROM held_changes
		WHERE organization_id = $1 AND resource = $2 AND reference = $3 ORDER BY id LIMIT $4)`
	for rows := int64(atOnce); rows == atOnce; {
		err = db.Do(ctx, sqldb.Work{Organization: organization, Large: true}, func(tx *sqldb.Tx) (err error) {
			rows, err = tx.Exec(statement, organization, resource, reference, atOnce)
			return err
		})
		if err != nil {
			return total, fmt.Errorf("erase the held changes of %s %q: %w", resource, reference, err)
		}
		total += rows
	}
	return total, nil
}
