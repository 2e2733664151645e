package tenant

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"waybill/internal/sqldb"
)

// RenameOrganization changes the name of an organization. It returns
// ErrNoOrganization when there is no such organization, and ErrOrganizationExists
// when the new name is taken.
func RenameOrganization(ctx context.Context, db *sqldb.DB, name, to string) error {
	if err := checkName(to); err != nil {
		return err
	}
	return write(ctx, db, func(tx *sqldb.Tx) error {
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
		if name != to {
			tellOrganization(ctx, tx, "renamed", id, to, "name")
		}
		return nil
	})
}

const (
	// deletedRows bounds the rows that one transaction removes, so that concurrent
	// writes are not delayed.
	deletedRows = 500
	// revocationDelay is how long servers may still accept a key that was revoked.
	revocationDelay = 2 * freshness
)

// errRemains reports that a request from before the revocation of the keys has
// written rows since.
var errRemains = errors.New("it has rows again")

// DeleteOrganization removes an organization and everything that it owns. First it
// revokes the keys and waits until every server has noticed. Then it removes rows in
// small transactions, and calls progress after each. After a failure or an
// interruption the organization has no valid key, and another call continues. It
// returns ErrNoOrganization when there is no such organization.
func DeleteOrganization(ctx context.Context, db *sqldb.DB, name string, progress func(table string, removed int64)) error {
	id, err := beginDeletion(ctx, db, name)
	if err != nil {
		return err
	}
	select {
	case <-time.After(revocationDelay):
	case <-ctx.Done():
		return ctx.Err()
	}
	tables, err := ownedTables(ctx, db)
	if err != nil {
		return err
	}
	for err = errRemains; errors.Is(err, errRemains); {
		for _, table := range tables {
			if err := removeRows(ctx, db, table, id, progress); err != nil {
				return fmt.Errorf("delete %s of organization %q: %w", table.Name, name, err)
			}
		}
		err = endDeletion(ctx, db, tables, id)
	}
	return err
}

// beginDeletion revokes the keys of an organization, and prevents new keys.
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

// ownedTables lists the tables whose rows belong to organizations; a table that
// refers to another comes before it. The list comes from the database, so it is
// complete.
func ownedTables(ctx context.Context, db *sqldb.DB) ([]sqldb.Table, error) {
	tables, err := db.Tables(ctx)
	tables = slices.DeleteFunc(tables, func(t sqldb.Table) bool { return !t.Has(ownerColumn) })
	slices.Reverse(tables)
	return tables, err
}

func removeRows(ctx context.Context, db *sqldb.DB, table sqldb.Table, organization int64, progress func(string, int64)) error {
	for removed := int64(deletedRows); removed == deletedRows; {
		err := db.Write(ctx, func(tx *sqldb.Tx) (err error) {
			removed, err = tx.RemoveRows(table, organization, deletedRows)
			return err
		})
		if err == nil {
			err = db.ForgetRemoved(ctx, table, organization)
		}
		if err != nil {
			return err
		}
		progress(table.Name, removed)
	}
	return nil
}

// endDeletion removes the organization itself, or returns errRemains.
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
