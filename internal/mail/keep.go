package mail

import (
	"context"
	"fmt"
	"time"

	"waybill/internal/sqldb"
)

// Stats says how the queue of a database is.
type Stats struct {
	ByStatus     map[Status]int64 // of the mails that are not finished, or uncertain
	OldestQueued time.Duration    // the age of the mail that is queued for the longest time; 0 for none
}

// ReadStats reads the stats of all organizations.
func ReadStats(ctx context.Context, db *sqldb.DB) (*Stats, error) {
	s := &Stats{}
	err := db.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) error {
		s.ByStatus = map[Status]int64{Queued: 0, Sending: 0, Uncertain: 0}
		for status := range s.ByStatus {
			var count int64
			if err := tx.Row(`SELECT count(*) FROM emails WHERE status = '`+string(status)+`'`, nil, &count); err != nil {
				return err
			}
			s.ByStatus[status] = count
		}
		var oldest int64
		err := tx.Row(`SELECT coalesce(min(created_at), 0) FROM emails WHERE status = 'queued'`, nil, &oldest)
		s.OldestQueued = 0
		if oldest > 0 {
			s.OldestQueued = max(db.Now().Sub(sqldb.TimeOf(oldest)), 0)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the queue of mails: %w", err)
	}
	return s, nil
}

// removedAtOnce bounds the mails that a transaction removes.
const removedAtOnce = 500

// RemoveOld removes mails that were finished long ago.
func RemoveOld(ctx context.Context, db *sqldb.DB) error {
	const statement = `DELETE FROM emails WHERE (organization_id, id) IN (SELECT organization_id, id FROM emails
		WHERE updated_at < $1 AND status NOT IN ('queued', 'sending') ORDER BY updated_at LIMIT $2)`
	for removed := int64(removedAtOnce); removed == removedAtOnce; {
		err := db.Do(ctx, work, func(tx *sqldb.Tx) (err error) {
			removed, err = tx.Exec(statement, tx.Now().Add(-keptFor).UnixMicro(), removedAtOnce)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Forget deletes the mails about a record, and those whose text may show it. Noun is that of the
// record in events. The recipients of a customer were deleted with it.
func Forget(ctx context.Context, db *sqldb.DB, organization int64, noun, reference string) (total int64, err error) {
	columns := map[string]string{nounCustomer: "customer", nounCarrier: "carrier", nounLoad: "''"}
	column, ok := columns[noun]
	if !ok {
		return 0, nil
	}
	statement := `DELETE FROM emails WHERE organization_id = $1 AND id IN (SELECT id FROM emails WHERE organization_id = $1
		AND (resource = $2 AND reference = $3 OR ` + column + ` = $3) ORDER BY id LIMIT $4)`
	for removed := int64(removedAtOnce); removed == removedAtOnce; {
		err = db.Do(ctx, work, func(tx *sqldb.Tx) (err error) {
			removed, err = tx.Exec(statement, organization, noun, reference, removedAtOnce)
			return err
		})
		if err != nil {
			return total, fmt.Errorf("erase the mails about %s %q: %w", noun, reference, err)
		}
		total += removed
	}
	return total, nil
}
