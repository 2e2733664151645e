package event

import (
	"context"
	"fmt"
	"time"

	"waybill/internal/sqldb"
)

// stepEvents bounds the events that a transaction looks at. Concurrent writes of the
// organization wait for it.
const stepEvents = 500

// RemoveOld removes the events that ended before a time: a later event of the same
// reference replaced them before, or they are deletions of before. So the last event of a
// record that exists stays, and the state of a record at any later time can be read.
func RemoveOld(ctx context.Context, db *sqldb.DB, before time.Time) error {
	var organizations []int64
	err := db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Rows("SELECT organization_id FROM event_heads", nil, func(scan func(...any) error) error {
			organizations = append(organizations, 0)
			return scan(&organizations[len(organizations)-1])
		})
	})
	if err != nil {
		return fmt.Errorf("list the organizations with events: %w", err)
	}
	for _, organization := range organizations {
		err := sqldb.InSteps(ctx, func() (bool, error) { return removeStep(ctx, db, organization, before.UnixMicro()) })
		if err != nil {
			return fmt.Errorf("remove old events: %w", err)
		}
	}
	return nil
}

const (
	// lastOfStep finds the last old event of a step. The events are in the order of the
	// commits, so a clock that was set back delays the removal of what follows.
	lastOfStep = `SELECT coalesce(max(seq), 0), count(*) FROM
		(SELECT seq, at FROM events WHERE organization_id = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS step WHERE at < $4`
	// removeReplaced removes the events that the events of a step have replaced. They are
	// materialized: without statistics PostgreSQL expects a single row, and would select all
	// of them anew for each event of the organization.
	removeReplaced = `WITH step AS (SELECT resource, reference, max(seq) AS last FROM events
			WHERE organization_id = $1 AND seq > $2 AND seq <= $3 GROUP BY resource, reference),
		replaced AS MATERIALIZED (SELECT e.seq FROM step JOIN events AS e ON e.organization_id = $1
			AND e.resource = step.resource AND e.reference = step.reference AND e.seq < step.last)
		DELETE FROM events WHERE organization_id = $1 AND seq IN (SELECT seq FROM replaced)`
	removeDeletions = `DELETE FROM events WHERE organization_id = $1 AND seq > $2 AND seq <= $3 AND action = 'deleted'`
	setRemoved      = `UPDATE event_heads SET removed = $2 WHERE organization_id = $1 AND removed < $2`
)

// removeStep removes some old events of an organization, and reports whether there may be
// more.
func removeStep(ctx context.Context, db *sqldb.DB, organization, before int64) (more bool, err error) {
	err = db.Do(ctx, sqldb.Work{Organization: organization, Large: true}, func(tx *sqldb.Tx) error {
		more = false
		_, removed, err := Head(&tx.ReadTx, organization)
		if err != nil {
			return err
		}
		var last, count int64
		if err := tx.Row(lastOfStep, []any{organization, removed, stepEvents, before}, &last, &count); err != nil || count == 0 {
			return err
		}
		for _, statement := range []string{removeReplaced, removeDeletions} {
			if _, err := tx.Exec(statement, organization, removed, last); err != nil {
				return err
			}
		}
		more = count == stepEvents
		_, err = tx.Exec(setRemoved, organization, last)
		return err
	})
	return more, err
}
