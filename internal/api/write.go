package api

import (
	"context"
	"errors"
	"net/http"

	"waybill/internal/apierr"
	"waybill/internal/idempotency"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file has what the writes of a resource have in common. A write passes
//
//	options -> [replay] -> body -> decode -> condition -> transaction { apply } -> answer
//
// The answer is rendered after the commit, so that no other write waits for it. An
// answer that is kept under an Idempotency-Key is a part of the transaction.

// write is one of the writes of a resource. In is the type of its input, Out that of
// its result.
type write[In, Out any] struct {
	// decode decodes the body; nil for a write without a body. With strict, unknown
	// members are errors.
	decode func(body schema.Body, strict bool) (In, error)
	// condition reads the condition of the request; nil for a write that has none.
	condition func(http.Header) (resource.Condition, error)
	// apply makes the change. It may run more than once.
	apply func(tx *sqldb.Tx, t target, input In) (Out, error)
	// answer renders the result.
	answer func(Out) *answer
}

// target is what a write changes.
type target struct {
	organization int64
	key          string             // of the record in the path; empty for a create or batch
	condition    resource.Condition // on the version of the record; nil for none
	atomic       bool               // whether a batch is applied as a whole or not at all
}

// handle is the handler of the write's routes.
func (w write[In, Out]) handle(ctx context.Context, b *backend, c *call) (*answer, error) {
	o, err := readOptions(b, c)
	if err != nil {
		return nil, err
	}
	if o.idempotent == nil {
		return w.perform(ctx, b, c, o)
	}
	return b.performOnce(ctx, c, o, func() (*answer, error) { return w.perform(ctx, b, c, o) })
}

// perform decodes the input, makes the change and renders the answer.
func (w write[In, Out]) perform(ctx context.Context, b *backend, c *call, o *options) (*answer, error) {
	input, err := w.input(b, c, o)
	if err != nil {
		return nil, err
	}
	t := target{organization: c.principal.Organization, key: c.segment, atomic: o.atomic}
	if w.condition != nil {
		if t.condition, err = w.condition(c.Header); err != nil {
			return nil, err
		}
	}
	if o.keeps() {
		return w.commitAndKeep(ctx, b, o, t, input)
	}
	return w.commit(ctx, b, o, t, input)
}

func (w write[In, Out]) commit(ctx context.Context, b *backend, o *options, t target, input In) (*answer, error) {
	var result Out
	err := b.writes.do(ctx, t.organization, o, func(tx *sqldb.Tx) (err error) {
		result, err = w.apply(tx, t, input)
		return err
	})
	if err != nil {
		return nil, apierr.Within(err, "body")
	}
	return w.answer(result), nil
}

// commitAndKeep commits the change and the answer in one transaction.
func (w write[In, Out]) commitAndKeep(ctx context.Context, b *backend, o *options, t target, input In) (*answer, error) {
	var rendered *answer
	kept := 0
	err := b.writes.do(ctx, t.organization, o, func(tx *sqldb.Tx) error {
		result, err := w.apply(tx, t, input)
		if err != nil {
			return err
		}
		rendered = w.answer(result)
		kept, err = keep(tx, o, rendered)
		return err
	})
	if err != nil {
		return nil, apierr.Within(err, "body")
	}
	o.kept = kept
	return rendered, nil
}

// input returns the input of the write. The errors of the query come before those of
// the body, as in FastAPI.
func (w write[In, Out]) input(b *backend, c *call, o *options) (input In, err error) {
	if w.decode == nil {
		return input, apierr.InvalidInput(o.invalid)
	}
	bytes, err := o.readBody(b, c)
	if err != nil {
		return input, err
	}
	input, err = w.decode(bodyOf(c.Request, bytes), o.strict)
	return input, joinInvalid(o.invalid, apierr.Within(err, "body"))
}

// joinInvalid adds to the errors of the query those of the body. A body that is not
// JSON has only its own error.
func joinInvalid(query apierr.Details, err error) error {
	if query.IsEmpty() {
		return err
	}
	if err == nil {
		return apierr.InvalidInput(query)
	}
	failure, ok := errors.AsType[*apierr.Error](err)
	if !ok || failure.Kind != apierr.Invalid || failure.Details.First().Type == "json_invalid" {
		return err
	}
	query.Join(failure.Details)
	return apierr.InvalidInput(query)
}

// options are what a client asks of a write beside the change. readOptions alone
// returns them.
type options struct {
	dryRun     bool                 // nothing is kept
	atomic     bool                 // a batch is applied as a whole or not at all
	strict     bool                 // unknown members are errors
	operation  Operation            // of the route
	invalid    apierr.Details       // errors of the parameters above
	idempotent *idempotency.Request // nil without an Idempotency-Key
	body       []byte               // nil until it is read
	kept       int                  // bytes of the kept answer, with its key
}

const dryRunParameter = "dry_run"

// readOptions reads the options of a write. The body of a request with an
// Idempotency-Key is read too, for its fingerprint. A key that is not valid is an
// apierr.BadHeader; an invalid parameter of the query is an error of the input.
func readOptions(b *backend, c *call) (*options, error) {
	operation := c.route.Operation
	o := &options{operation: operation, strict: operation.TakesBody() && prefersStrict(c.Header["Prefer"])}
	if c.URL.RawQuery != "" {
		o.readQuery(c)
	}
	lines := c.Header["Idempotency-Key"]
	if len(lines) == 0 {
		return o, nil
	}
	key, err := parseIdempotencyKey(lines)
	if err != nil {
		return nil, err
	}
	body, err := o.readBody(b, c)
	if err != nil {
		return nil, err
	}
	o.idempotent = &idempotency.Request{Organization: c.principal.Organization, Key: key, Fingerprint: fingerprint(c.Request, body)}
	return o, nil
}

func (o *options) readQuery(c *call) {
	query := parseQuery(c.Request)
	if o.operation == Batch {
		query.Boolean("atomic", &o.atomic)
	}
	query.Boolean(dryRunParameter, &o.dryRun)
	o.invalid = query.Broken()
	if o.dryRun {
		c.header["Waybill-Dry-Run"] = headerTrue
	}
}

// readBody returns the body. From then on the answer says whether the client's
// preference for strict handling is applied.
func (o *options) readBody(b *backend, c *call) ([]byte, error) {
	if o.body != nil {
		return o.body, nil
	}
	read, err := b.readBody(c)
	if err != nil {
		return nil, err
	}
	o.body = read
	if o.strict {
		c.header["Preference-Applied"] = handlingStrict
	}
	return read, nil
}

// keeps reports whether the answer is kept.
func (o *options) keeps() bool { return o.idempotent != nil && !o.dryRun }
