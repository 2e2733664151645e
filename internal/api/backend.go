package api

import (
	"context"
	"time"

	"waybill/internal/idempotency"
	"waybill/internal/mail"
	"waybill/internal/ratelimit"
	"waybill/internal/sqldb"
	"waybill/internal/webhook"
)

// This file has the parts of the server that handlers use.

// backend has the parts of the server that handlers share. Handlers reach the database
// through it alone.
type backend struct {
	reads       reader
	writes      writer
	kept        *ratelimit.Limiter // of answers kept under Idempotency-Keys; nil for no limit
	bodies      bodyLimits
	compressors compressors
	readiness   readiness
	refusals    *refusals
	feed        *feed
	transfers   *transfers
	webhooks    *webhook.Service // nil if the server has none
	mail        *mail.Store      // nil if the server has none
	resources   map[string]Group // by their nouns in events
	proxies     proxies
	listTimeout time.Duration
	now         func() time.Time
}

// reader is the part of a database that reads.
type reader interface {
	Read(ctx context.Context, fn func(*sqldb.ReadTx) error) error
	ReadSnapshot(ctx context.Context, fn func(*sqldb.ReadTx) error) error
	ReadList(ctx context.Context, organization int64, fn func(*sqldb.ReadTx) error) error
	ReadListSnapshot(ctx context.Context, organization int64, fn func(*sqldb.ReadTx) error) error
}

// writer changes a database. Its only method that changes anything takes the options of
// a write, which only readOptions returns, so a handler that does not read the options
// does not compile.
type writer struct{ db *sqldb.DB }

// do calls fn in a transaction of an organization, and commits what fn has changed.
// A dry run is rolled back. fn may be called more than once, as sqldb.DB.Do says.
func (w writer) do(ctx context.Context, organization int64, o *options, fn func(*sqldb.Tx) error) error {
	return w.db.Do(ctx, sqldb.Work{
		Organization: organization,
		Large:        o.operation == Batch,
		// The answer cannot be kept if the same request is performed at the same time.
		MayFail: o.idempotent != nil && o.operation != Create && o.operation != Batch,
		// An answer is kept after the insert.
		EndsWithInsert: o.idempotent == nil && o.operation == Create,
		Rehearsal:      o.dryRun,
		By:             o.by,
	}, fn)
}

// keptAnswer returns the answer that was kept for a request, or nil.
func (w writer) keptAnswer(ctx context.Context, r *idempotency.Request) (*idempotency.Answer, error) {
	return idempotency.Find(ctx, w.db, r)
}

// readList reads by one statement, or by several that see the same snapshot, once the
// organization has a free list slot.
func (b *backend) readList(ctx context.Context, several bool, organization int64, fn func(*sqldb.ReadTx) error) error {
	if several {
		return b.reads.ReadListSnapshot(ctx, organization, fn)
	}
	return b.reads.ReadList(ctx, organization, fn)
}
