// Package tenant is who may use the server: organizations, their API keys and
// the scopes of a key.
//
// An organization owns all of its records and its keys. A key is a secret that
// a client sends; it is stored as a hash only, so nobody can read one out of
// the database.
package tenant

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"waybill/internal/sqldb"
)

// Organization owns records and keys.
type Organization struct {
	ID        int64 // the number by which the log names it
	Name      string
	CreatedAt time.Time
	Deleting  bool // its deletion has begun
}

// Failures that the command line tells in these words.
var (
	ErrNoOrganization     = errors.New("there is no such organization")
	ErrOrganizationExists = errors.New("there is an organization of that name already")
	ErrDeleting           = errors.New("the organization is being deleted")
	ErrNoKey              = errors.New("there is no such key")
	ErrKeyExists          = errors.New("there is such a key already")
)

// CreateOrganization makes an organization. It returns ErrOrganizationExists
// when there is one of that name.
func CreateOrganization(ctx context.Context, db *sqldb.DB, name string) (made Organization, err error) {
	if err := checkName(name); err != nil {
		return Organization{}, err
	}
	err = db.Write(ctx, func(tx *sqldb.Tx) error {
		made, err = createOrganization(tx, name)
		return err
	})
	return made, err
}

func createOrganization(tx *sqldb.Tx, name string) (Organization, error) {
	made := Organization{Name: name, CreatedAt: tx.Now()}
	err := tx.Row(`INSERT INTO organizations (name, created_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING id`,
		[]any{name, tx.Now().UnixMicro()}, &made.ID)
	if errors.Is(err, sqldb.ErrNoRows) {
		return Organization{}, fmt.Errorf("%w: %s", ErrOrganizationExists, name)
	}
	if err != nil {
		return Organization{}, fmt.Errorf("create organization %q: %w", name, err)
	}
	return made, nil
}

func checkName(name string) error {
	if strings.TrimSpace(name) == "" {
		return errors.New("the name of an organization may not be empty")
	}
	if len(name) > 255 || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return errors.New("the name of an organization has at most 255 bytes and no control characters")
	}
	return nil
}

// Organizations lists all organizations by name.
func Organizations(ctx context.Context, db *sqldb.DB) (all []Organization, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Rows(`SELECT id, name, created_at, deleting_since IS NOT NULL FROM organizations ORDER BY name`, nil, func(scan func(...any) error) error {
			var o Organization
			var created int64
			if err := scan(&o.ID, &o.Name, &created, &o.Deleting); err != nil {
				return err
			}
			o.CreatedAt = time.UnixMicro(created).UTC()
			all = append(all, o)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list organizations: %w", err)
	}
	return all, nil
}

// organizationID finds an organization by name, or returns ErrNoOrganization, or
// ErrDeleting with the id.
func organizationID(tx *sqldb.ReadTx, name string) (id int64, err error) {
	var deleting bool
	err = tx.Row(`SELECT id, deleting_since IS NOT NULL FROM organizations WHERE name = $1`, []any{name}, &id, &deleting)
	if errors.Is(err, sqldb.ErrNoRows) {
		return 0, fmt.Errorf("%w: %s", ErrNoOrganization, name)
	}
	if err != nil {
		return 0, fmt.Errorf("find organization %q: %w", name, err)
	}
	if deleting {
		return id, fmt.Errorf("%w: %s", ErrDeleting, name)
	}
	return id, nil
}
