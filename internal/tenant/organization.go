package tenant

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"waybill/internal/sqldb"
)

// RenameOrganization gives an organization another name. It returns
// ErrNoOrganization when there is none of the old name, and ErrOrganizationExists
// when there is one of the new.
func RenameOrganization(ctx context.Context, db *sqldb.DB, name, to string) error {
	if err := checkName(to); err != nil {
		return err
	}
	return db.Write(ctx, func(tx *sqldb.Tx) error {
		id, err := organizationID(&tx.ReadTx, name)
		if err != nil {
			return err
		}
		if other, err := organizationID(&tx.ReadTx, to); err == nil && other != id || errors.Is(err, ErrDeleting) {
			return fmt.Errorf("%w: %s", ErrOrganizationExists, to)
		}
		if _, err := tx.Exec(`UPDATE organizations SET name = $2 WHERE id = $1`, id, to); err != nil {
			return fmt.Errorf("rename organization %q: %w", name, err)
		}
		return nil
	})
}

const (
	// deletedRows are removed by one transaction: so few that the writes beside it
	// do not notice.
	deletedRows = 500
	// settling is how long servers may take a key for valid that was revoked.
	settling = 2 * freshness
)

// errRemains says that a request that began before the keys were revoked has
// written since.
var errRemains = errors.New("it has rows again")

// DeleteOrganization removes an organization and everything of it. First it
// revokes the keys, and waits until every server knows; then it removes rows in
// small transactions, and calls tell after each. After a failure or an
// interruption the organization has no valid key, and another call goes on. It
// returns ErrNoOrganization when there is no such one.
func DeleteOrganization(ctx context.Context, db *sqldb.DB, name string, tell func(table string, removed int64)) error {
	id, err := beginDeletion(ctx, db, name)
	if err != nil {
		return err
	}
	select {
	case <-time.After(settling):
	case <-ctx.Done():
		return ctx.Err()
	}
	tables, err := ownedTables(ctx, db)
	if err != nil {
		return err
	}
	for err = errRemains; errors.Is(err, errRemains); {
		for _, table := range tables {
			if err := removeRows(ctx, db, table, id, tell); err != nil {
				return fmt.Errorf("delete %s of organization %q: %w", table.Name, name, err)
			}
		}
		err = endDeletion(ctx, db, tables, id)
	}
	return err
}

// beginDeletion refuses the keys of an organization, and new ones.
func beginDeletion(ctx context.Context, db *sqldb.DB, name string) (id int64, err error) {
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		id, err = organizationID(&tx.ReadTx, name)
		if err != nil && !errors.Is(err, ErrDeleting) {
			return err
		}
		now := tx.Now().UnixMicro()
		if _, err := tx.Exec(`UPDATE organizations SET deleting_since = coalesce(deleting_since, $2) WHERE id = $1`, id, now); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE api_keys SET revoked_at = coalesce(revoked_at, $2) WHERE organization_id = $1`, id, now)
		return err
	})
	return id, err
}

const ownerColumn = "organization_id"

// ownedTables lists the tables whose rows belong to organizations, those that
// refer to others first. The database knows them, so none can be forgotten.
func ownedTables(ctx context.Context, db *sqldb.DB) ([]sqldb.Table, error) {
	tables, err := db.Tables(ctx)
	tables = slices.DeleteFunc(tables, func(t sqldb.Table) bool { return !t.Has(ownerColumn) })
	slices.Reverse(tables)
	return tables, err
}

func removeRows(ctx context.Context, db *sqldb.DB, table sqldb.Table, organization int64, tell func(string, int64)) error {
	key := strings.Join(table.Key, ", ")
	statement := `DELETE FROM ` + table.Name + ` WHERE organization_id = $1 AND (` + key + `) IN
		(SELECT ` + key + ` FROM ` + table.Name + ` WHERE organization_id = $1 ORDER BY ` + key + ` LIMIT $2)`
	for removed := int64(deletedRows); removed == deletedRows; {
		err := db.Write(ctx, func(tx *sqldb.Tx) (err error) {
			if removed, err = tx.Exec(statement, organization, deletedRows); err != nil {
				return err
			}
			tx.NoteRemoved(table, organization, removed)
			return nil
		})
		if err == nil {
			err = db.ForgetRemoved(ctx, table, organization)
		}
		if err != nil {
			return err
		}
		tell(table.Name, removed)
	}
	return nil
}

// endDeletion removes the organization itself once nothing else is there.
func endDeletion(ctx context.Context, db *sqldb.DB, tables []sqldb.Table, id int64) error {
	return db.Write(ctx, func(tx *sqldb.Tx) error {
		for _, table := range tables {
			var found int64
			err := tx.Row(`SELECT organization_id FROM `+table.Name+` WHERE organization_id = $1 LIMIT 1`, []any{id}, &found)
			if err == nil {
				return errRemains
			}
			if !errors.Is(err, sqldb.ErrNoRows) {
				return err
			}
		}
		if _, err := tx.Exec(`DELETE FROM row_counts WHERE organization_id = $1`, id); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM organizations WHERE id = $1`, id)
		return err
	})
}
