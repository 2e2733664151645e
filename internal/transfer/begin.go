package transfer

import (
	"context"
	"errors"
	"fmt"

	"waybill/internal/sqldb"
)

// begin refuses a target that holds anything but an unfinished copy of the source,
// and marks an empty target as an unfinished copy.
func begin(ctx context.Context, from, to *sqldb.DB, tables []table) error {
	source, err := firstOrganization(ctx, from)
	if err != nil {
		return err
	}
	if source == nil {
		return ErrNothing
	}
	target, err := firstOrganization(ctx, to)
	if err != nil {
		return err
	}
	unfinished, err := to.Unfinished(ctx)
	if err != nil {
		return err
	}
	same := target != nil && *target == *source
	switch {
	case unfinished && (same || target == nil):
		return nil
	case unfinished:
		return fmt.Errorf("%w, which begins with the organization %q", ErrOther, target.name)
	case same:
		return ErrSame
	}
	if err := checkEmpty(ctx, to, tables); err != nil {
		return err
	}
	return to.BeginCopy(ctx)
}

// organization identifies a database by its first organization: no two databases
// created an organization of the same name in the same microsecond.
type organization struct {
	id, createdAt int64
	name          string
}

// firstOrganization returns nil for a database without organizations.
func firstOrganization(ctx context.Context, db *sqldb.DB) (*organization, error) {
	var first organization
	err := db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT id, name, created_at FROM organizations ORDER BY id LIMIT 1`, nil,
			&first.id, &first.name, &first.createdAt)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for organizations: %w", err)
	}
	return &first, nil
}

func checkEmpty(ctx context.Context, db *sqldb.DB, tables []table) error {
	for _, t := range tables {
		last, err := t.lastKey(ctx, db)
		if err != nil {
			return err
		}
		if last != nil {
			return fmt.Errorf("%w: it has %s", ErrNotEmpty, t.name)
		}
	}
	return nil
}
