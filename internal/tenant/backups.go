package tenant

import (
	"context"
	"errors"
	"fmt"
	"time"

	"waybill/internal/jsonvalue"
	"waybill/internal/sqldb"
)

const (
	backupEvents   = "backup"
	backupFailed   = "failed"
	backupVerified = "verified"
	// allBackups is what the events are about. They share one reference, so the last of them
	// is never removed as old, and says what an organization knows.
	allBackups = "backups"
)

// TellBackups tells each organization that backups of the database have begun to fail, or
// that one was verified again after that. An organization that was told so last has no event:
// the last event decides, so any server may call TellBackups at any time, but one call after
// another. The newest verified backup is of the given time, or the zero time for none. The
// organizations that are left out by a failure are told by the next call.
func TellBackups(ctx context.Context, db *sqldb.DB, fail bool, verified time.Time) error {
	if userOf(ctx) == "" {
		return nil
	}
	uninformed, err := uninformedOf(ctx, db, fail)
	if err != nil {
		return fmt.Errorf("read what organizations know of backups: %w", err)
	}
	for _, id := range uninformed {
		err := db.Do(ctx, sqldb.Work{Organization: id, By: sqldb.Actor{User: userOf(ctx)}}, func(tx *sqldb.Tx) error {
			return tellBackups(tx, id, fail, verified)
		})
		if err != nil {
			return fmt.Errorf("tell organization %d of backups: %w", id, err)
		}
	}
	return nil
}

// lastOfBackups returns the query for the action of the last event of the backups. Its
// arguments are the resource and the reference.
func lastOfBackups(tx *sqldb.ReadTx, organization string) string {
	return `SELECT action FROM ` + tx.IndexedBy("events", "events_by_reference") +
		` WHERE organization_id = ` + organization + ` AND resource = $1 AND reference = $2 ORDER BY seq DESC LIMIT 1`
}

// isNew reports whether an organization that was told last of an action has something to learn.
func isNew(fail bool, last string) bool { return fail != (last == backupFailed) }

// uninformedOf returns the organizations that were told something else last.
func uninformedOf(ctx context.Context, db *sqldb.DB, fail bool) (ids []int64, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		ids = nil
		all := `SELECT o.id, coalesce((` + lastOfBackups(tx, "o.id") + `), '') FROM organizations o WHERE o.deleting_since IS NULL ORDER BY o.id`
		return tx.Rows(all, []any{backupEvents, allBackups}, func(scan func(...any) error) error {
			var id int64
			var last string
			err := scan(&id, &last)
			if err == nil && isNew(fail, last) {
				ids = append(ids, id)
			}
			return err
		})
	})
	return ids, err
}

// tellBackups tells an organization, unless another server has told it meanwhile, or its
// deletion has begun.
func tellBackups(tx *sqldb.Tx, id int64, fail bool, verified time.Time) error {
	var deleting bool
	err := tx.Hold(`SELECT deleting_since IS NOT NULL FROM organizations WHERE id = $1`, []any{id}, &deleting)
	if err != nil || deleting {
		return err
	}
	var last string
	err = tx.Row(lastOfBackups(&tx.ReadTx, "$3"), []any{backupEvents, allBackups, id}, &last)
	if err != nil && !errors.Is(err, sqldb.ErrNoRows) {
		return err
	}
	if !isNew(fail, last) {
		return nil
	}
	action := backupVerified
	if fail {
		action = backupFailed
	}
	data := jsonvalue.AppendTimeOrNull([]byte(`{"last_verified_at":`), verified)
	tell(tx, id, backupEvents, action, allBackups, nil, append(data, '}'))
	return nil
}
