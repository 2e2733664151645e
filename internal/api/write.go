package api

import (
	"context"
	"errors"
	"net/http"

	"waybill/internal/apierr"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file has the steps of the writes of a resource. A write passes
//
//	options -> [replay] -> body -> decode -> condition -> transaction { apply } -> answer
//
// The answer is rendered after the commit, so that no other write waits for it. An
// answer that is kept under an Idempotency-Key is rendered and kept in the transaction.

// write is one of the writes of a resource. In is the type of its input, Out that of
// its result.
type write[In, Out any] struct {
	// decode decodes the body; nil for a write without a body. With strict, unknown
	// members are errors.
	decode func(body schema.Body, strict bool) (In, error)
	// prepare completes the input before the transaction; nil for an input that is complete.
	prepare func(ctx context.Context, b *backend, c *call, input In) error
	// condition reads the condition of the request; nil for a write that has none.
	condition func(http.Header) (resource.Condition, error)
	// apply makes the change. It may run more than once.
	apply func(tx *sqldb.Tx, t target, input In) (Out, error)
	// answer renders the result.
	answer func(Out) *answer
}

// target says which record a write changes, and on which condition.
type target struct {
	organization int64
	key          string             // of the record in the path; empty for a create or batch
	condition    resource.Condition // on the version of the record; nil for none
	atomic       bool               // whether a batch is applied as a whole or not at all
	dryRun       bool               // whether the change is rolled back
}

// handle is the handler of the write's routes.
func (w write[In, Out]) handle(ctx context.Context, b *backend, c *call) (*answer, error) {
	o, err := readOptions(&b.bodies, c)
	if err != nil {
		return nil, err
	}
	if o.idempotent == nil {
		return w.perform(ctx, b, c, o)
	}
	return b.performIdempotent(ctx, c, o, func() (*answer, error) { return w.perform(ctx, b, c, o) })
}

// perform decodes the input, makes the change and renders the answer.
func (w write[In, Out]) perform(ctx context.Context, b *backend, c *call, o *options) (*answer, error) {
	input, err := w.input(b, c, o)
	if err != nil {
		return nil, err
	}
	t := target{organization: c.principal.Organization, key: c.segment, atomic: o.atomic, dryRun: o.dryRun}
	if w.condition != nil {
		if t.condition, err = w.condition(c.Header); err != nil {
			return nil, err
		}
	}
	if w.prepare != nil {
		if err := w.prepare(ctx, b, c, input); err != nil {
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
	bytes, err := o.readBody(&b.bodies, c)
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
