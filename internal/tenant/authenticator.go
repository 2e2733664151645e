package tenant

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// Principal is the key, and its organization, on whose behalf a request is done.
type Principal struct {
	Organization int64
	KeyID        string
	KeyName      string
	Scopes       Scopes
	Limits       Limits
}

// freshness is how long a key that was found is used without another lookup. A
// revocation and new limits take effect after that time at the latest.
const freshness = 500 * time.Millisecond

// remembered bounds the keys that are kept in memory.
const remembered = 10_000

// Authenticator finds the principal of the key that a request carries. It is safe
// for concurrent use.
type Authenticator struct {
	db    *sqldb.DB
	now   func() time.Time
	mu    sync.RWMutex
	known map[[sha256.Size]byte]knownKey
	uses  uses
}

type knownKey struct {
	principal *Principal
	expires   time.Time // zero for never
	seen      time.Time // when the key was looked up, by the clock of the machine
}

// NewAuthenticator returns an authenticator that compares expiry times with now.
func NewAuthenticator(db *sqldb.DB, now func() time.Time) *Authenticator {
	return &Authenticator{db: db, now: now, known: make(map[[sha256.Size]byte]knownKey)}
}

// Authenticate returns the principal of a secret, or apierr.Unauthorized when the
// secret belongs to no key, or to a key that is revoked or expired. A revocation
// takes effect within a second.
func (a *Authenticator) Authenticate(ctx context.Context, secret string) (*Principal, error) {
	if checkSecret(secret) != nil {
		return nil, apierr.New(apierr.Unauthorized)
	}
	digest := hash(secret)
	key, known := a.recall(digest)
	if !known || !key.isFresh() {
		var err error
		if key, err = a.lookup(ctx, digest); err != nil {
			return nil, a.forget(digest, err)
		}
		a.remember(digest, key)
		if !a.isExpired(key) {
			a.uses.note(key.principal, a.now())
		}
	}
	if a.isExpired(key) {
		return nil, apierr.New(apierr.Unauthorized)
	}
	return key.principal, nil
}

// Recall returns the principal of a secret that was looked up within freshness,
// and otherwise nil, without asking the database. It reports whether the secret may
// be a guess: it is short, and this authenticator does not know a key of it.
func (a *Authenticator) Recall(secret string) (principal *Principal, guess bool) {
	if checkSecret(secret) != nil {
		return nil, false
	}
	key, known := a.recall(hash(secret))
	if !known || !key.isFresh() || a.isExpired(key) {
		return nil, !known && len(secret) < ShortKey
	}
	return key.principal, false
}

func (a *Authenticator) recall(digest [sha256.Size]byte) (key knownKey, known bool) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	key, known = a.known[digest]
	return key, known
}

func (k knownKey) isFresh() bool { return time.Since(k.seen) < freshness }

func (a *Authenticator) isExpired(key knownKey) bool {
	return !key.expires.IsZero() && !a.now().Before(key.expires)
}

// forget drops a key for which the lookup returned Unauthorized. It returns the
// error of the lookup.
func (a *Authenticator) forget(digest [sha256.Size]byte, err error) error {
	if apierr.KindOf(err) == apierr.Unauthorized {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.known, digest)
	}
	return err
}

func (a *Authenticator) remember(digest [sha256.Size]byte, key knownKey) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.known) >= remembered {
		clear(a.known)
	}
	a.known[digest] = key
}

// lookup finds a key that is not revoked. It remembers no failure, so a new key
// works at once.
func (a *Authenticator) lookup(ctx context.Context, digest [sha256.Size]byte) (knownKey, error) {
	key := knownKey{principal: &Principal{}, seen: time.Now()}
	var scopes string
	var expires *int64
	err := a.db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT organization_id, id, name, scopes, expires_at, per_minute, per_day FROM api_keys
			WHERE hash = $1 AND revoked_at IS NULL`, []any{digest[:]}, &key.principal.Organization, &key.principal.KeyID,
			&key.principal.KeyName, &scopes, &expires, &key.principal.Limits.PerMinute, &key.principal.Limits.PerDay)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return key, apierr.New(apierr.Unauthorized)
	}
	if err != nil {
		return key, fmt.Errorf("look up a key: %w", err)
	}
	key.expires = loadTime(expires)
	key.principal.Scopes = loadScopes(scopes)
	return key, nil
}
