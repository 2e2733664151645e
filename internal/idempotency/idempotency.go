// Package idempotency keeps the answers to requests that were sent with an
// Idempotency-Key, so that a request which is sent again gets the same answer and
// changes nothing.
//
// An answer is inserted by the transaction that makes the change: a crash leaves
// both or neither. The unique index on the organization and the key decides which
// of two concurrent requests keeps its answer.
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

// Lifetime is how long an answer is kept.
const Lifetime = 24 * time.Hour

// Fingerprint is a hash of a request. Requests with the same key and different
// fingerprints are different requests.
type Fingerprint [sha256.Size]byte

// Request is a request that was sent with an idempotency key.
type Request struct {
	Organization int64
	Key          string // chosen by the client, unique within the organization
	Fingerprint  Fingerprint
}

// Answer is the answer to a request.
type Answer struct {
	Status int
	Header string
	Body   []byte // nil for none
}

// ErrTaken means that an answer has been kept under the key since the transaction
// began. Find returns that answer. The transaction must be rolled back.
var ErrTaken = errors.New("another request has taken the idempotency key")

const (
	find = `SELECT fingerprint, status, header, body FROM idempotency_keys
		WHERE organization_id = $1 AND key = $2 AND created_at > $3`
	// An expired answer is replaced.
	keep = `INSERT INTO idempotency_keys (organization_id, key, created_at, fingerprint, status, header, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (organization_id, key) DO UPDATE SET created_at = EXCLUDED.created_at, fingerprint = EXCLUDED.fingerprint,
			status = EXCLUDED.status, header = EXCLUDED.header, body = EXCLUDED.body
		WHERE idempotency_keys.created_at <= $8`
)

// Find returns the answer that was kept for a request, or nil if there is none. It
// returns apierr.KeyReused if the answer under the key is that of another request.
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

// Keep keeps the answer to a request. It must be the last statement of the
// transaction that makes the change. It returns ErrTaken if an answer has been
// kept under the key already.
func Keep(tx *sqldb.Tx, r *Request, a *Answer) error {
	var body any // NULL for none: the engines differ in how they store an empty slice
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

// storedKey returns the key as it is stored. A UUID is stored as a NUL, which no
// key has, and its 16 bytes: random keys touch every page of an index, so the
// index has to be small. Other keys are stored unchanged, so keys that count up
// stay adjacent.
func (r *Request) storedKey() []byte {
	var packed [17]byte
	if packUUID(packed[1:], r.Key) {
		return packed[:]
	}
	return []byte(r.Key)
}

// packUUID writes the 16 bytes of a UUID into to. It reports false for a text that
// is not the form of RFC 9562 in lower case.
func packUUID(to []byte, text string) bool {
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return false
	}
	digits := text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:]
	_, err := hex.Decode(to, []byte(digits))
	return err == nil && digits == strings.ToLower(digits)
}

// expired returns the time, in microseconds, at or before which an answer was kept
// that has expired by now.
func expired(now time.Time) int64 { return now.Add(-Lifetime).UnixMicro() }
