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

// Principal is on whose behalf a request is done.
type Principal struct {
	Organization int64
	KeyID        string
	KeyName      string
	Scopes       Scopes
	Limits       Limits
}

// freshness is how long a key that was found is not looked up again. A key that
// is revoked in the database is refused that much later, and new limits hold.
const freshness = 500 * time.Millisecond

// remembered is how many keys are kept in memory at most.
const remembered = 10_000

// Authenticator finds out whose key a request carries. It is safe for
// concurrent use.
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
	seen      time.Time // when it was looked up, by the machine's own clock
}

// NewAuthenticator makes one that judges expiry by now.
func NewAuthenticator(db *sqldb.DB, now func() time.Time) *Authenticator {
	return &Authenticator{db: db, now: now, known: make(map[[sha256.Size]byte]knownKey)}
}

// Authenticate gives the principal of a secret, or apierr.Unauthorized when the
// secret is no key's, or that of one revoked or expired. A revocation holds
// within a second.
func (a *Authenticator) Authenticate(ctx context.Context, secret string) (*Principal, error) {
	if checkSecret(secret) != nil {
		return nil, apierr.New(apierr.Unauthorized)
	}
	hashed := hash(secret)
	key, known := a.recall(hashed)
	if !known || !key.isFresh() {
		var err error
		if key, err = a.lookUp(ctx, hashed); err != nil {
			return nil, a.forget(hashed, err)
		}
		a.remember(hashed, key)
		if !a.isOver(key) {
			a.uses.note(key.principal, a.now())
		}
	}
	if a.isOver(key) {
		return nil, apierr.New(apierr.Unauthorized)
	}
	return key.principal, nil
}

// Recall gives the principal of a secret that was looked up a moment ago, and
// otherwise nil. It reports whether the secret may be a guess: a short one that
// was no key when it was looked up here, if ever.
func (a *Authenticator) Recall(secret string) (principal *Principal, guess bool) {
	if checkSecret(secret) != nil {
		return nil, false
	}
	key, known := a.recall(hash(secret))
	if !known || !key.isFresh() || a.isOver(key) {
		return nil, !known && len(secret) < ShortKey
	}
	return key.principal, false
}

func (a *Authenticator) recall(hashed [sha256.Size]byte) (key knownKey, known bool) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	key, known = a.known[hashed]
	return key, known
}

func (k knownKey) isFresh() bool { return time.Since(k.seen) < freshness }

func (a *Authenticator) isOver(key knownKey) bool {
	return !key.expires.IsZero() && !a.now().Before(key.expires)
}

// forget forgets a key that is one no longer, and gives the error that said so.
func (a *Authenticator) forget(hashed [sha256.Size]byte, err error) error {
	if apierr.KindOf(err) == apierr.Unauthorized {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.known, hashed)
	}
	return err
}

func (a *Authenticator) remember(hashed [sha256.Size]byte, key knownKey) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.known) >= remembered {
		clear(a.known)
	}
	a.known[hashed] = key
}

// lookUp finds a key that is not revoked. Keys that are not found are not
// remembered, so that a new one works at once.
func (a *Authenticator) lookUp(ctx context.Context, hashed [sha256.Size]byte) (knownKey, error) {
	key := knownKey{principal: &Principal{}, seen: time.Now()}
	var scopes string
	var expires *int64
	err := a.db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT organization_id, id, name, scopes, expires_at, per_minute, per_day FROM api_keys
			WHERE hash = $1 AND revoked_at IS NULL`, []any{hashed[:]}, &key.principal.Organization, &key.principal.KeyID,
			&key.principal.KeyName, &scopes, &expires, &key.principal.Limits.PerMinute, &key.principal.Limits.PerDay)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return key, apierr.New(apierr.Unauthorized)
	}
	if err != nil {
		return key, fmt.Errorf("look up a key: %w", err)
	}
	key.expires = loaded(expires)
	key.principal.Scopes, err = loadScopes(scopes)
	return key, err
}
