package tenant

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"waybill/internal/sqldb"
)

// Key is an API key without its secret, which is not stored.
type Key struct {
	ID           string
	Organization string
	Number       int64 // the organization's id
	Name         string
	Scopes       Scopes
	CreatedAt    time.Time
	ExpiresAt    time.Time // zero for never
	RevokedAt    time.Time // zero for not revoked
	ReplacedBy   string    // the id of the key that it was rotated to, if any
	LastUse      time.Time // to the minute; zero for never
	CreatedBy    string    // the user of the system who created it; empty if no event says who
	Limits       Limits
}

// The states of a key.
const (
	Active  = "active"
	Grace   = "grace"   // rotated, and valid for a while
	Rotated = "rotated" // and no longer valid
	Expired = "expired"
	Revoked = "revoked"
)

// State returns the state of a key at a time.
func (k Key) State(now time.Time) string {
	valid := k.validAt(now)
	switch {
	case valid && k.ReplacedBy != "":
		return Grace
	case valid:
		return Active
	case k.ReplacedBy != "":
		return Rotated
	case k.RevokedAt.IsZero():
		return Expired
	}
	return Revoked
}

// NewKey is the input of CreateKey.
type NewKey struct {
	Organization string
	Name         string
	Scopes       Scopes
	ExpiresAt    time.Time // zero for never
	Limits       Limits
}

// NewSecret returns a random secret in the form of the original API: mtm_ and 64
// hexadecimal digits.
func NewSecret() string {
	var random [32]byte
	_, _ = rand.Read(random[:]) // never fails
	return "mtm_" + hex.EncodeToString(random[:])
}

// ShortKey is the number of characters from which a key counts as impossible to
// guess. Only imported keys may have fewer.
const ShortKey = 20

// hash returns the stored form of a secret. A plain hash is enough for secrets of
// 256 random bits. Imported keys are as strong as their author made them.
func hash(secret string) [sha256.Size]byte { return sha256.Sum256([]byte(secret)) }

// CreateKey creates a key and returns its id and its secret, which cannot be read
// again. It returns ErrNoOrganization when there is no such organization.
func CreateKey(ctx context.Context, db *sqldb.DB, key NewKey) (id, secret string, err error) {
	secret = NewSecret()
	err = write(ctx, db, func(tx *sqldb.Tx) error {
		organization, err := organizationID(&tx.ReadTx, key.Organization)
		if err != nil {
			return err
		}
		id, err = insertKey(ctx, tx, organization, key, secret)
		return err
	})
	return id, secret, err
}

// OldestOrganization returns the name of the organization that was created first, or "" in a
// database without organizations.
func OldestOrganization(ctx context.Context, db *sqldb.DB) (name string, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT name FROM organizations ORDER BY id LIMIT 1`, nil, &name)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return "", nil
	}
	return name, err
}

// CreateFirstKey creates an organization and a key with all scopes in a database
// without organizations. The secret is one from NewSecret. In any other database, also
// when another instance was faster, CreateFirstKey changes nothing and returns false.
func CreateFirstKey(ctx context.Context, db *sqldb.DB, organization, secret string) (created bool, err error) {
	err = write(ctx, db, func(tx *sqldb.Tx) error {
		created = false
		var count int
		if err := tx.Row(`SELECT count(*) FROM organizations`, nil, &count); err != nil || count > 0 {
			return err
		}
		owner, err := createOrganization(ctx, tx, organization)
		if err != nil {
			return err
		}
		created = true
		_, err = insertKey(ctx, tx, owner.ID, NewKey{Name: "first", Scopes: AllScopes()}, secret)
		return err
	})
	if errors.Is(err, ErrOrganizationExists) {
		return false, nil
	}
	return created && err == nil, err
}

func insertKey(ctx context.Context, tx *sqldb.Tx, organization int64, key NewKey, secret string) (id string, err error) {
	digest, id := hash(secret), tx.NewID("key_")
	inserted, err := tx.Exec(`INSERT INTO api_keys (organization_id, id, name, hash, scopes, created_at, expires_at, per_minute, per_day)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (hash) DO NOTHING`,
		organization, id, key.Name, digest[:], key.Scopes.String(), tx.Now().UnixMicro(), storeTime(key.ExpiresAt),
		key.Limits.PerMinute, key.Limits.PerDay)
	if err != nil {
		return "", fmt.Errorf("create key: %w", err)
	}
	if inserted == 0 {
		return "", ErrKeyExists
	}
	tellNewKey(ctx, tx, organization, id, key)
	return id, nil
}

// Keys lists the keys of all organizations, or of the named organization, by
// organization and age. It returns ErrNoOrganization when there is no such
// organization.
func Keys(ctx context.Context, db *sqldb.DB, organization string) (all []Key, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		if organization == "" {
			return tx.Rows(selectKeys+` ORDER BY o.name, k.id`, nil, scanKeys(&all))
		}
		id, err := organizationID(tx, organization)
		if err != nil {
			return err
		}
		return tx.Rows(selectKeys+` WHERE k.organization_id = $1 ORDER BY k.id`, []any{id}, scanKeys(&all))
	})
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	return all, nil
}

const selectKeys = `SELECT k.id, o.name, o.id, k.name, k.scopes, k.created_at, k.expires_at, k.revoked_at,
		coalesce(k.replaced_by, ''), k.last_used_at, k.per_minute, k.per_day,
		coalesce((SELECT max(e.actor) FROM events e WHERE e.organization_id = k.organization_id AND e.resource = 'key'
			AND e.reference = k.id AND e.action = 'created'), '')
	FROM organizations o JOIN api_keys k ON k.organization_id = o.id`

func scanKeys(all *[]Key) func(func(...any) error) error {
	return func(scan func(...any) error) error {
		var key Key
		var scopes string
		var created int64
		var expires, revoked, used *int64
		if err := scan(&key.ID, &key.Organization, &key.Number, &key.Name, &scopes, &created, &expires, &revoked,
			&key.ReplacedBy, &used, &key.Limits.PerMinute, &key.Limits.PerDay, &key.CreatedBy); err != nil {
			return err
		}
		key.Scopes = loadScopes(scopes)
		key.CreatedAt, key.ExpiresAt, key.RevokedAt = loadTime(&created), loadTime(expires), loadTime(revoked)
		key.LastUse = loadTime(used)
		*all = append(*all, key)
		return nil
	}
}

// RevokeKey revokes a key for good. Revoking a key twice is no error. RevokeKey
// returns ErrNoKey when there is no such key.
func RevokeKey(ctx context.Context, db *sqldb.DB, id string) error {
	return write(ctx, db, func(tx *sqldb.Tx) error {
		var again bool
		err := tx.Row(`SELECT revoked_at IS NOT NULL FROM api_keys WHERE id = $1`, []any{id}, &again)
		if errors.Is(err, sqldb.ErrNoRows) {
			return fmt.Errorf("%w: %s", ErrNoKey, id)
		}
		if err != nil || again {
			return err
		}
		if _, err := tx.Exec(`UPDATE api_keys SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1`, id, tx.Now().UnixMicro()); err != nil {
			return fmt.Errorf("revoke key %q: %w", id, err)
		}
		return tellKey(ctx, tx, "revoked", id, "revoked_at")
	})
}

// RotateKey creates a key that replaces another, with the same organization, name,
// scopes, expiry and limits, and returns its id and secret. The old key is revoked
// at once, or stays valid for a grace period. RotateKey returns ErrNoKey when there
// is no such key, and an error when the key is revoked or expired already.
func RotateKey(ctx context.Context, db *sqldb.DB, id string, grace time.Duration) (newID, secret string, err error) {
	secret = NewSecret()
	err = write(ctx, db, func(tx *sqldb.Tx) error {
		newID, err = rotateKey(ctx, tx, id, secret, grace)
		return err
	})
	return newID, secret, err
}

func rotateKey(ctx context.Context, tx *sqldb.Tx, id, secret string, grace time.Duration) (newID string, err error) {
	var found []Key
	if err := tx.Rows(selectKeys+` WHERE k.id = $1`, []any{id}, scanKeys(&found)); err != nil {
		return "", fmt.Errorf("rotate key %q: %w", id, err)
	}
	if len(found) == 0 {
		return "", fmt.Errorf("%w: %s", ErrNoKey, id)
	}
	old := found[0]
	if !old.validAt(tx.Now()) {
		return "", fmt.Errorf("the key %s is revoked or expired; create a new key", id)
	}
	organization, err := organizationID(&tx.ReadTx, old.Organization)
	if err != nil {
		return "", err
	}
	replacement := NewKey{Name: old.Name, Scopes: old.Scopes, ExpiresAt: old.ExpiresAt, Limits: old.Limits}
	if newID, err = insertKey(ctx, tx, organization, replacement, secret); err != nil {
		return "", err
	}
	if err := retire(tx, old, newID, grace); err != nil {
		return "", err
	}
	return newID, tellKey(ctx, tx, "rotated", id, "replaced_by")
}

// retire ends a key after a grace period, but not after its own expiry, and
// records the key that replaces it.
func retire(tx *sqldb.Tx, old Key, newID string, grace time.Duration) error {
	revoked, expires := tx.Now(), old.ExpiresAt
	if grace > 0 {
		revoked = time.Time{}
		if end := tx.Now().Add(grace); expires.IsZero() || end.Before(expires) {
			expires = end
		}
	}
	_, err := tx.Exec(`UPDATE api_keys SET replaced_by = $2, revoked_at = $3, expires_at = $4 WHERE id = $1`,
		old.ID, newID, storeTime(revoked), storeTime(expires))
	if err != nil {
		return fmt.Errorf("retire key %q: %w", old.ID, err)
	}
	return nil
}

func (k Key) validAt(now time.Time) bool {
	return k.RevokedAt.IsZero() && (k.ExpiresAt.IsZero() || now.Before(k.ExpiresAt))
}

// checkSecret returns an error for a text that cannot be a key.
func checkSecret(secret string) error {
	if secret == "" || len(secret) > 255 || strings.ContainsFunc(secret, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("a key has 1 to 255 visible ASCII characters")
	}
	return nil
}

func storeTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

func loadTime(microseconds *int64) time.Time {
	if microseconds == nil {
		return time.Time{}
	}
	return time.UnixMicro(*microseconds).UTC()
}
