package tenant

import (
	"context"
	"fmt"

	"waybill/internal/sqldb"
)

// Limits are how many requests a key may send: 0 for any number, nil for the
// server's default.
type Limits struct{ PerMinute, PerDay *int64 }

// KeyChanges are what UpdateKey changes of a key.
type KeyChanges struct {
	Name              *string // nil to leave it
	PerMinute, PerDay **int64 // nil to leave it, or what is to stand in Limits
}

// UpdateKey changes a key; a running server keeps to it within a second. It
// returns ErrNoKey when there is none of that id.
func UpdateKey(ctx context.Context, db *sqldb.DB, id string, changes KeyChanges) error {
	return db.Write(ctx, func(tx *sqldb.Tx) error {
		for column, value := range changes.columns() {
			changed, err := tx.Exec(`UPDATE api_keys SET `+column+` = $2 WHERE id = $1`, id, value)
			if err != nil {
				return fmt.Errorf("update key %q: %w", id, err)
			}
			if changed == 0 {
				return fmt.Errorf("%w: %s", ErrNoKey, id)
			}
		}
		return nil
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
