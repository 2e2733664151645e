package tenant

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"waybill/internal/sqldb"
)

// Limits are the numbers of requests that a key may send: 0 is any number, nil the
// server's default.
type Limits struct{ PerMinute, PerDay *int64 }

// KeyChanges are the changes of UpdateKey.
type KeyChanges struct {
	Name              *string // nil for no change
	PerMinute, PerDay **int64 // nil for no change, or the new value of Limits
}

// UpdateKey changes a key. Running servers apply the change within a second.
// UpdateKey returns ErrNoKey when there is no such key.
func UpdateKey(ctx context.Context, db *sqldb.DB, id string, changes KeyChanges) error {
	return write(ctx, db, func(tx *sqldb.Tx) error {
		for column, value := range changes.columns() {
			changed, err := tx.Exec(`UPDATE api_keys SET `+column+` = $2 WHERE id = $1`, id, value)
			if err != nil {
				return fmt.Errorf("update key %q: %w", id, err)
			}
			if changed == 0 {
				return fmt.Errorf("%w: %s", ErrNoKey, id)
			}
		}
		return tellKey(ctx, tx, sqldb.Updated, id, slices.Sorted(maps.Keys(changes.columns()))...)
	})
}

func (c KeyChanges) columns() map[string]any {
	columns := map[string]any{}
	if c.Name != nil {
		columns["name"] = *c.Name
	}
	if c.PerMinute != nil {
		columns["per_minute"] = *c.PerMinute
	}
	if c.PerDay != nil {
		columns["per_day"] = *c.PerDay
	}
	return columns
}
