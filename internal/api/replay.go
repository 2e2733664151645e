package api

import (
	"context"
	"errors"
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

// performIdempotent performs a write with an Idempotency-Key, or replays its kept answer.
// When the organization has used up its quota of kept answers, a new request is refused
// before it is performed, because its answer could not be kept.
func (b *backend) performIdempotent(ctx context.Context, c *call, o *options, perform func() (*answer, error)) (*answer, error) {
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

// takeKeptQuota takes 1 KiB of the quota of answers that the organization may keep in a
// day. performIdempotent corrects the count by the real size. A dry run keeps no answer.
func (b *backend) takeKeptQuota(ctx context.Context, o *options) (ratelimit.Standing, error) {
	if b.kept == nil || !o.keeps() {
		return ratelimit.Standing{}, nil
	}
	return b.kept.Take(ctx, keptKey(o.idempotent.Organization))
}

// performOrReplay looks up the kept answer first if the write could succeed twice. A
// create or delete cannot: a second one fails, or its answer cannot be kept. So it is
// performed without a look-up, and the kept answer is looked up only after a failure.
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
		if err != nil && !apierr.KindOf(err).IsPrivate() {
			if replayed, failure := b.replay(ctx, c, o); replayed != nil || failure != nil {
				return replayed, failure
			}
		}
		return a, err
	}
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
		header.WriteString("Preference-Applied\n" + HandlingStrict + "\n")
	}
	return header.String()
}
