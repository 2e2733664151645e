package idempotency

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"waybill/internal/sqldb"
)

// Forget deletes the kept answers of an organization that have one of some texts in their
// body or headers. A request that is repeated afterwards is performed again. It returns how
// many answers it has deleted.
func Forget(ctx context.Context, db *sqldb.DB, organization int64, texts []string) (deleted int64, err error) {
	var keys [][]byte
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		keys = nil
		const all = `SELECT key, header, body FROM idempotency_keys WHERE organization_id = $1`
		return tx.Rows(all, []any{organization}, func(scan func(...any) error) error {
			var key, body []byte
			var header string
			if err := scan(&key, &header, &body); err != nil {
				return err
			}
			if hasAny(header, body, texts) {
				keys = append(keys, bytes.Clone(key))
			}
			return nil
		})
	})
	if err != nil {
		return 0, fmt.Errorf("find the kept answers to delete: %w", err)
	}
	for _, key := range keys {
		err := db.Do(ctx, sqldb.Work{Organization: organization}, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`DELETE FROM idempotency_keys WHERE organization_id = $1 AND key = $2`, organization, key)
			return err
		})
		if err != nil {
			return deleted, fmt.Errorf("delete a kept answer: %w", err)
		}
		deleted++
	}
	return deleted, nil
}

func hasAny(header string, body []byte, texts []string) bool {
	for _, text := range texts {
		if strings.Contains(header, text) || bytes.Contains(body, []byte(text)) {
			return true
		}
	}
	return false
}
