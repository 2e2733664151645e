package event

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"waybill/internal/sqldb"
)

const (
	// removeEvery is short, so that each time few events are to be removed.
	removeEvery = time.Minute
	// stepEvents bounds the events that a transaction looks at. Concurrent writes of the
	// organization wait for it; they run during stepPause.
	stepEvents = 500
	stepPause  = 20 * time.Millisecond
)

// RunRetention removes the events that are older than keep, every minute until ctx ends.
// Several instances may run it on one database. A failure is logged, and the next time
// tries again. If keep is 0, it removes nothing.
func RunRetention(ctx context.Context, db *sqldb.DB, keep time.Duration, log *slog.Logger) {
	if keep <= 0 {
		return
	}
	ticker := time.NewTicker(removeEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := RemoveOld(ctx, db, db.Now().Add(-keep)); err != nil && ctx.Err() == nil {
			log.Warn("cannot remove old events", "error", err)
		}
	}
}

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
		if err := removeOf(ctx, db, organization, before.UnixMicro()); err != nil {
			return fmt.Errorf("remove old events: %w", err)
		}
	}
	return nil
}

// removeOf removes the old events of an organization in steps.
func removeOf(ctx context.Context, db *sqldb.DB, organization, before int64) error {
	for {
		more, err := removeStep(ctx, db, organization, before)
		if err != nil || !more {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(stepPause):
		}
	}
}

const (
	// lastOfStep finds the last old event of a step. The events are in the order of the
	// commits, so a clock that was set back delays the removal of what follows.
	lastOfStep = `SELECT coalesce(max(seq), 0), count(*) FROM
		(SELECT seq, at FROM events WHERE organization_id = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS step WHERE at < $4`
	// removeReplaced removes the events that the events of a step have replaced.
	removeReplaced = `DELETE FROM events WHERE organization_id = $1 AND seq IN
		(SELECT replaced.seq FROM events AS step JOIN events AS replaced ON replaced.organization_id = step.organization_id
			AND replaced.resource = step.resource AND replaced.reference = step.reference AND replaced.seq < step.seq
		WHERE step.organization_id = $1 AND step.seq > $2 AND step.seq <= $3)`
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
