package api

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/idempotency"
	"waybill/internal/ratelimit"
	"waybill/internal/sqldb"
)

// This file replays the answers that are kept under an Idempotency-Key. The answer is
// inserted in the transaction of the change, so the unique index of the kept answers
// decides which of two concurrent requests makes the change; the other one finds the
// answer of the first and replays it.

// performOnce performs a write with an Idempotency-Key, or replays its kept answer.
// When the organization has used up what may be kept in a day, nothing is performed
// that could not be replayed.
func (b *backend) performOnce(ctx context.Context, c *call, o *options, perform func() (*answer, error)) (*answer, error) {
	quota, err := b.takeKeptQuota(ctx, o)
	if err != nil {
		return nil, err
	}
	if quota.Refused {
		if replayed, err := b.replay(ctx, c, o); replayed != nil || err != nil {
			return replayed, err
		}
		return nil, apierr.TooManyRequests(quota.Wait(quota.Day))
	}
	a, err := b.performOrReplay(ctx, c, o, perform)
	if o.kept == 0 {
		quota.CountForDay(-1)
	} else {
		quota.CountForDay(int64(o.kept) >> 10)
	}
	return a, err
}

// takeKeptQuota takes 1 KiB of what the organization may keep in a day. A dry run
// keeps nothing.
func (b *backend) takeKeptQuota(ctx context.Context, o *options) (ratelimit.Standing, error) {
	if b.kept == nil || !o.keeps() {
		return ratelimit.Standing{}, nil
	}
	organization := o.idempotent.Organization
	return b.kept.Take(ctx, ratelimit.Key{Organization: organization, ID: "answers " + strconv.FormatInt(organization, 10)})
}

// performOrReplay looks for a kept answer first if the write could succeed twice. A
// create or delete that was performed before fails, or its answer cannot be kept, so
// it is performed without a look-up, and the kept answer is looked up after a
// failure.
func (b *backend) performOrReplay(ctx context.Context, c *call, o *options, perform func() (*answer, error)) (*answer, error) {
	for lookUp := o.dryRun || c.route.Operation.repeats(); ; lookUp = true {
		if lookUp {
			if replayed, err := b.replay(ctx, c, o); replayed != nil || err != nil {
				return replayed, err
			}
		}
		a, err := perform()
		if errors.Is(err, idempotency.ErrTaken) {
			continue
		}
		if err != nil && isClientError(err) {
			if replayed, failure := b.replay(ctx, c, o); replayed != nil || failure != nil {
				return replayed, failure
			}
		}
		return a, err
	}
}

// isClientError reports whether an error is the client's.
func isClientError(err error) bool {
	kind := apierr.KindOf(err)
	return kind != apierr.Internal && kind != apierr.Unavailable
}

// replay returns the answer that is kept for the request, or nil. It returns
// apierr.KeyReused if the answer of another request is kept under the key.
func (b *backend) replay(ctx context.Context, c *call, o *options) (*answer, error) {
	kept, err := b.writes.keptAnswer(ctx, o.idempotent)
	if err != nil || kept == nil {
		return nil, err
	}
	// The kept headers say whether the preference was applied then.
	delete(c.header, "Preference-Applied")
	a := &answer{status: kept.Status, body: kept.Body, header: [][2]string{{"Idempotency-Replayed", "true"}}}
	lines := strings.Split(kept.Header, "\n")
	for i := 0; i+1 < len(lines); i += 2 {
		a.header = append(a.header, [2]string{lines[i], lines[i+1]})
	}
	return a, nil
}

// keep inserts the answer, as the last statement of the transaction that makes the
// change, and returns its size with its key.
func keep(tx *sqldb.Tx, o *options, a *answer) (size int, err error) {
	header := keptHeader(a, o.strict)
	err = idempotency.Keep(tx, o.idempotent, &idempotency.Answer{Status: a.status, Header: header, Body: a.body})
	return len(o.idempotent.Key) + len(header) + len(a.body), err
}

// keptHeader returns the headers of an answer as they are kept: names and values on
// lines of their own.
func keptHeader(a *answer, strict bool) string {
	var header strings.Builder
	for _, h := range a.header {
		header.WriteString(h[0] + "\n" + h[1] + "\n")
	}
	if strict {
		header.WriteString("Preference-Applied\nhandling=strict\n")
	}
	return header.String()
}

// fingerprint returns a hash of the method, path, query and body. A dry run has the
// fingerprint of the same request without dry_run, so it finds that one's answer.
func fingerprint(r *http.Request, body []byte) (sum idempotency.Fingerprint) {
	hash := sha256.New()
	// The parts before the body have no NUL, so no two requests are the same text.
	_, _ = io.WriteString(hash, r.Method+"\x00"+r.URL.EscapedPath()+"\x00"+withoutDryRun(r.URL.RawQuery)+"\x00")
	_, _ = hash.Write(body)
	hash.Sum(sum[:0])
	return sum
}

func withoutDryRun(query string) string {
	if !strings.Contains(query, dryRunParameter) {
		return query
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(part, "="); name != dryRunParameter {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}
