// Package tenant manages who may use the server: organizations, their API keys and
// the scopes of a key.
//
// An organization owns its records and its keys. A key is a secret that a client
// sends. The database stores only its hash, so no key can be read from it.
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
	ID        int64 // the number that identifies the organization in the log
	Name      string
	CreatedAt time.Time
	Deleting  bool // its deletion has begun
}

// Failures. The command line shows these texts.
var (
	ErrNoOrganization     = errors.New("there is no such organization")
	ErrOrganizationExists = errors.New("an organization of that name already exists")
	ErrDeleting           = errors.New("the organization is being deleted")
	ErrNoKey              = errors.New("there is no such key")
	ErrKeyExists          = errors.New("this key already exists")
)

// CreateOrganization creates an organization. It returns ErrOrganizationExists when
// the name is taken.
func CreateOrganization(ctx context.Context, db *sqldb.DB, name string) (created Organization, err error) {
	if err := checkName(name); err != nil {
		return Organization{}, err
	}
	err = write(ctx, db, func(tx *sqldb.Tx) error {
		created, err = createOrganization(ctx, tx, name)
		return err
	})
	return created, err
}

func createOrganization(ctx context.Context, tx *sqldb.Tx, name string) (Organization, error) {
	created := Organization{Name: name, CreatedAt: tx.Now()}
	err := tx.Row(`INSERT INTO organizations (name, created_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING id`,
		[]any{name, tx.Now().UnixMicro()}, &created.ID)
	if errors.Is(err, sqldb.ErrNoRows) {
		return Organization{}, fmt.Errorf("%w: %s", ErrOrganizationExists, name)
	}
	if err != nil {
		return Organization{}, fmt.Errorf("create organization %q: %w", name, err)
	}
	tellOrganization(ctx, tx, sqldb.Created, created.ID, name)
	return created, nil
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

// OrganizationID returns the id of an organization. It returns ErrNoOrganization when there
// is no such organization, and ErrDeleting when its deletion has begun.
func OrganizationID(ctx context.Context, db *sqldb.DB, name string) (id int64, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		id, err = organizationID(tx, name)
		return err
	})
	return id, err
}

// organizationID returns the id of an organization. It returns ErrNoOrganization
// when there is no such organization, and the id with ErrDeleting when its deletion
// has begun.
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
