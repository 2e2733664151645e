// Package idempotency remembers the answers to requests that were done under a
// key of their client, so that a request that is sent again is answered again
// and not done again.
//
// An answer is kept by the transaction of the change itself: either both are
// there or neither is, whatever happens in between. Of two requests that are
// done at once only one can keep its answer.
package idempotency

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// Lifetime is how long an answer is given again.
const Lifetime = 24 * time.Hour

// Fingerprint tells requests apart that have the same key.
type Fingerprint [sha256.Size]byte

// Request is one that is to be done once.
type Request struct {
	Organization int64
	Key          string // the client's, unique within the organization
	Fingerprint  Fingerprint
}

// Answer is what a request was answered.
type Answer struct {
	Status int
	Header string
	Body   []byte // nil for none
}

// ErrTaken says that a request was done under the key meanwhile, by which Find
// finds it. The transaction in which it was returned may not be kept.
var ErrTaken = errors.New("the idempotency key was taken meanwhile")

const (
	find = `SELECT fingerprint, status, header, body FROM idempotency_keys
		WHERE organization_id = $1 AND key = $2 AND created_at > $3`
	// An answer that is too old counts as none.
	keep = `INSERT INTO idempotency_keys (organization_id, key, created_at, fingerprint, status, header, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (organization_id, key) DO UPDATE SET created_at = EXCLUDED.created_at, fingerprint = EXCLUDED.fingerprint,
			status = EXCLUDED.status, header = EXCLUDED.header, body = EXCLUDED.body
		WHERE idempotency_keys.created_at <= $8`
)

// Find gives the answer to a request that was done already, or nil. It returns
// apierr.KeyReused when another request was done under the key.
func Find(ctx context.Context, db *sqldb.DB, r *Request) (*Answer, error) {
	var fingerprint []byte
	var found Answer
	err := db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row(find, []any{r.Organization, r.storedKey(), expired(db.Now())}, &fingerprint, &found.Status, &found.Header, &found.Body)
	})
	switch {
	case errors.Is(err, sqldb.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("look up an idempotency key: %w", err)
	case Fingerprint(fingerprint) != r.Fingerprint:
		return nil, apierr.New(apierr.KeyReused)
	}
	return &found, nil
}

// Keep remembers the answer to a request in the transaction that does it, as its
// last statement. It returns ErrTaken when another was faster.
func Keep(tx *sqldb.Tx, r *Request, a *Answer) error {
	var body any // null for none, which engines tell from an empty one in their own ways
	if len(a.Body) > 0 {
		body = a.Body
	}
	kept, err := tx.ExecLast(keep, r.Organization, r.storedKey(), tx.Now().UnixMicro(), r.Fingerprint[:],
		a.Status, a.Header, body, expired(tx.Now()))
	if err != nil {
		return fmt.Errorf("keep an answer: %w", err)
	}
	if kept == 0 {
		return ErrTaken
	}
	return nil
}

// storedKey is the key, of a UUID only its 16 bytes behind a NUL, which no key
// has: as keys of chance are all over an index, it is to be small. It keeps the
// order of keys, so that those of clients who count lie together.
func (r *Request) storedKey() []byte {
	var packed [17]byte
	if packUUID(packed[1:], r.Key) {
		return packed[:]
	}
	return []byte(r.Key)
}

// packUUID reports false for what is not written as RFC 9562 does, in small
// letters.
func packUUID(to []byte, text string) bool {
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return false
	}
	digits := text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:]
	_, err := hex.Decode(to, []byte(digits))
	return err == nil && digits == strings.ToLower(digits)
}

// expired is when the answers were kept, at the latest, that count no more.
func expired(now time.Time) int64 { return now.Add(-Lifetime).UnixMicro() }
