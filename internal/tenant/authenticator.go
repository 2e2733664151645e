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

// Principal is the API key that a request was sent with, and its organization.
type Principal struct {
	Organization int64
	KeyID        string
	KeyName      string
	Scopes       Scopes
	Limits       Limits
}

// freshness is how long a cached key is used without another lookup. A revocation and
// new limits take effect after that time at the latest.
const freshness = 500 * time.Millisecond

// cacheSize bounds the keys that an instance caches.
const cacheSize = 10_000

// Authenticator finds the principal of the key that a request carries. It is safe
// for concurrent use.
type Authenticator struct {
	db    *sqldb.DB
	now   func() time.Time
	mu    sync.RWMutex
	cache map[[sha256.Size]byte]cachedKey
	uses  uses
}

type cachedKey struct {
	principal *Principal
	expires   time.Time // zero for never
	seen      time.Time // when the key was looked up, by the clock of the machine
}

// NewAuthenticator returns an authenticator that compares expiry times with now.
func NewAuthenticator(db *sqldb.DB, now func() time.Time) *Authenticator {
	return &Authenticator{db: db, now: now, cache: make(map[[sha256.Size]byte]cachedKey)}
}

// Authenticate returns the principal of a secret, or apierr.Unauthorized when the
// secret belongs to no key, or to a key that is revoked or expired. A revocation
// takes effect within a second.
func (a *Authenticator) Authenticate(ctx context.Context, secret string) (*Principal, error) {
	if checkSecret(secret) != nil {
		return nil, apierr.New(apierr.Unauthorized)
	}
	digest := hash(secret)
	key, known := a.cached(digest)
	if !known || !key.isFresh() {
		var err error
		if key, err = a.lookup(ctx, digest); err != nil {
			return nil, a.evict(digest, err)
		}
		a.store(digest, key)
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
// and otherwise nil. It does not use the database. It reports whether the secret may be
// a guess: the secret is short, and this authenticator has not found its key before.
func (a *Authenticator) Recall(secret string) (principal *Principal, guess bool) {
	if checkSecret(secret) != nil {
		return nil, false
	}
	key, known := a.cached(hash(secret))
	if !known || !key.isFresh() || a.isExpired(key) {
		return nil, !known && len(secret) < ShortKey
	}
	return key.principal, false
}

func (a *Authenticator) cached(digest [sha256.Size]byte) (key cachedKey, known bool) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	key, known = a.cache[digest]
	return key, known
}

func (k cachedKey) isFresh() bool { return time.Since(k.seen) < freshness }

func (a *Authenticator) isExpired(key cachedKey) bool {
	return !key.expires.IsZero() && !a.now().Before(key.expires)
}

// evict removes a key from the cache if err, the error of its lookup, is Unauthorized.
// It returns err.
func (a *Authenticator) evict(digest [sha256.Size]byte, err error) error {
	if apierr.KindOf(err) == apierr.Unauthorized {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.cache, digest)
	}
	return err
}

func (a *Authenticator) store(digest [sha256.Size]byte, key cachedKey) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.cache) >= cacheSize {
		clear(a.cache)
	}
	a.cache[digest] = key
}

// lookup finds a key in the database that is not revoked. A failure is not cached, so a
// new key works at once.
func (a *Authenticator) lookup(ctx context.Context, digest [sha256.Size]byte) (cachedKey, error) {
	key := cachedKey{principal: &Principal{}, seen: time.Now()}
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
