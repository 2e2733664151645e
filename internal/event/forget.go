package event

import (
	"context"
	"fmt"

	"waybill/internal/sqldb"
)

// forgottenEvents bounds the events that a transaction of Forget changes, so that
// concurrent writes are not delayed.
const forgottenEvents = 500

// Forget erases what the events of a record say of it: the data, the names of the changed
// fields and the reference. The events themselves stay, with the id of the record. It
// returns how many events it has changed.
func Forget(ctx context.Context, db *sqldb.DB, r Record) (total int64, err error) {
	for changed := int64(forgottenEvents); changed == forgottenEvents; {
		err = db.Do(ctx, sqldb.Work{Organization: r.Organization, Large: true}, func(tx *sqldb.Tx) (err error) {
			erase := `UPDATE events SET data = '', changed = '', reference = '' WHERE organization_id = $1 AND seq IN (SELECT seq FROM ` +
				tx.IndexedBy("events", byReference) + ` WHERE organization_id = $1 AND resource = $2 AND reference = $3 LIMIT $4)`
			changed, err = tx.Exec(erase, r.Organization, r.Resource, r.Reference, forgottenEvents)
			return err
		})
		if err != nil {
			return total, fmt.Errorf("erase the events of %s %q: %w", r.Resource, r.Reference, err)
		}
		total += changed
	}
	return total, nil
}

// RecordIDs returns the ids of the records that had a reference, as far as events say.
func RecordIDs(ctx context.Context, db *sqldb.DB, r Record) (ids []string, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		ids = nil
		find := "SELECT DISTINCT record_id FROM " + tx.IndexedBy("events", byReference) +
			" WHERE organization_id = $1 AND resource = $2 AND reference = $3"
		return tx.Rows(find, r.args(), func(scan func(...any) error) error {
			ids = append(ids, "")
			return scan(&ids[len(ids)-1])
		})
	})
	if err != nil {
		return nil, fmt.Errorf("find the records %s %q: %w", r.Resource, r.Reference, err)
	}
	return ids, nil
}
