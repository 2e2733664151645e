package guard

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// List lists changes, newest first.
func List(tx *sqldb.ReadTx, organization int64, q sqldb.Newest) (all []Change, err error) {
	if err := q.Rows(tx, "held_changes", columns, organization, appendTo(&all)); err != nil {
		return nil, fmt.Errorf("list held changes: %w", err)
	}
	return all, nil
}

func appendTo(all *[]Change) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		var c Change
		err := c.scan(scan)
		*all = append(*all, c)
		return err
	}
}

// Stats says which changes of all organizations are held.
type Stats struct {
	Held   int64
	Oldest time.Duration // for how long the oldest is held; 0 for none
}

// ReadStats reads the state of held changes. A change that has expired is none, also before its
// removal.
func ReadStats(ctx context.Context, db *sqldb.DB) (*Stats, error) {
	s, now := &Stats{}, db.Now()
	err := db.Read(ctx, func(tx *sqldb.ReadTx) error {
		var expires int64 // of the oldest: all are held for the same time
		err := tx.Row(`SELECT count(*), coalesce(min(expires_at), 0) FROM held_changes WHERE status = 'held' AND expires_at > $1`,
			[]any{now.UnixMicro()}, &s.Held, &expires)
		s.Oldest = 0
		if expires > 0 {
			s.Oldest = max(now.Sub(sqldb.TimeOf(expires).Add(-HeldFor)), 0)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count held changes: %w", err)
	}
	return s, nil
}

// Get returns a change, or apierr.NotFound.
func Get(tx *sqldb.ReadTx, organization int64, id string) (*Change, error) {
	if strings.IndexByte(id, 0) >= 0 {
		return nil, apierr.MissingRecord(Noun, id)
	}
	var c Change
	err := c.scan(func(dest ...any) error {
		return tx.Row(`SELECT `+columns+` FROM held_changes WHERE organization_id = $1 AND id = $2`, []any{organization, id}, dest...)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, apierr.MissingRecord(Noun, id)
	}
	if err != nil {
		return nil, fmt.Errorf("read a held change: %w", err)
	}
	return &c, nil
}

// Organization returns the organization of a change, for the command line. It returns
// apierr.NotFound if there is no such change.
func Organization(tx *sqldb.ReadTx, id string) (organization int64, err error) {
	err = tx.Row(`SELECT organization_id FROM held_changes WHERE id = $1`, []any{id}, &organization)
	if errors.Is(err, sqldb.ErrNoRows) {
		return 0, apierr.MissingRecord(Noun, id)
	}
	return organization, err
}

// Apply makes a change. It returns apierr.NotFound or apierr.PreconditionFailed, and has changed
// nothing, if the record is not in the version of the change.
type Apply func(tx *sqldb.Tx, change *Change) error

// Confirm makes a held change, by apply. If the record has changed since, the change is outdated
// instead. It returns apierr.Forbidden to the key that asked for the change, and apierr.Referenced
// if the change is not held any more.
func Confirm(tx *sqldb.Tx, organization int64, id string, apply Apply) (*Change, error) {
	c, err := undecided(tx, organization, id, "confirm")
	if err != nil {
		return nil, err
	}
	if by := tx.By(); by.KeyID != "" && by.KeyID == c.By.KeyID {
		return nil, &apierr.Error{Kind: apierr.Forbidden, Noun: Noun, Text: "Cannot confirm change: the API key that asked for it cannot confirm it"}
	}
	err = apply(tx, c)
	switch kind := apierr.KindOf(err); {
	case err == nil:
		return c, c.decide(tx, Confirmed)
	case kind == apierr.NotFound || kind == apierr.PreconditionFailed:
		return c, c.decide(tx, Outdated)
	}
	return nil, err
}

// Refuse ends a held change without making it. It returns apierr.Referenced if the change is not
// held any more.
func Refuse(tx *sqldb.Tx, organization int64, id string) (*Change, error) {
	c, err := undecided(tx, organization, id, "refuse")
	if err != nil {
		return nil, err
	}
	return c, c.decide(tx, Refused)
}

// undecided returns a change that is held.
func undecided(tx *sqldb.Tx, organization int64, id, verb string) (*Change, error) {
	c, err := Get(&tx.ReadTx, organization, id)
	if err != nil {
		return nil, err
	}
	if c.Status == Held && !c.ExpiresAt.After(tx.Now()) {
		c.Status = Expired // the removal has not seen it yet
	}
	if c.Status != Held {
		return nil, &apierr.Error{Kind: apierr.Referenced, Noun: Noun, Text: fmt.Sprintf("Cannot %s change: it is %s", verb, c.Status)}
	}
	return c, nil
}

// decide sets the status of a held change. A change that another transaction has decided
// meanwhile is ErrOutrun, so that what this one has done is rolled back.
func (c *Change) decide(tx *sqldb.Tx, status Status) error {
	c.Status, c.DecidedAt, c.DecidedBy = status, tx.Now(), tx.By()
	rows, err := tx.Exec(`UPDATE held_changes SET status = $3, decided_at = $4, decided_key = $5, decided_actor = $6
		WHERE organization_id = $1 AND id = $2 AND status = 'held'`,
		c.Organization, c.ID, string(status), c.DecidedAt.UnixMicro(), c.DecidedBy.KeyID, c.DecidedBy.User)
	if err == nil && rows == 0 {
		err = sqldb.ErrOutrun
	}
	if err != nil {
		return fmt.Errorf("decide a held change: %w", err)
	}
	c.tell(tx)
	return nil
}

// ChangedLately returns when the contacts of a record were changed last, or the zero time if
// that was not Lately before now.
func ChangedLately(tx *sqldb.ReadTx, organization int64, resource, id string, now time.Time) (time.Time, error) {
	var at int64
	err := tx.Row(`SELECT changed_at FROM contact_changes WHERE organization_id = $1 AND resource = $2 AND record_id = $3 AND changed_at > $4`,
		[]any{organization, resource, id, now.Add(-Lately).UnixMicro()}, &at)
	if errors.Is(err, sqldb.ErrNoRows) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("read when contacts were changed: %w", err)
	}
	return sqldb.TimeOf(at), nil
}
