package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// The names of the cases in the report.
const (
	createMany    = "create, 64 connections"
	createOne     = "create, 1 connection"
	createKeyed   = "create with an Idempotency-Key, 64 connections"
	createWatched = "create with limits, log and metrics, 64 connections"
	batches       = "batch of 100 creates, 8 connections"
	getMany       = "get, 64 connections"
	getWatched    = "get with limits, log and metrics, 64 connections"
	list          = "list of 50, 64 connections"
	invalid       = "422, 64 connections"
	bareHandler   = "bare handler, 64 connections"
	rawGet        = "raw selects by key"
	rawOne        = "raw inserts, a commit each"
	rawGrouped    = "raw inserts, a commit for 64"
)

// cases are in the order of the report.
var cases = []string{createMany, createOne, createKeyed, createWatched, batches, getMany, getWatched, list, invalid,
	bareHandler, rawGet, rawOne, rawGrouped}

// rates is the result of the part with few customers, with the limits to compare
// with.
type rates struct {
	options
	results
	engine engine
	starts []time.Duration
	size   int64 // of the binary, in bytes
}

// measureRates runs all rounds.
func (b *bench) measureRates(ctx context.Context) (_ fmt.Stringer, err error) {
	r := &rates{options: b.options, results: newResults(), engine: b.engine, size: b.size}
	filled, err := b.filled(ctx, customerResource, b.small)
	if err != nil {
		return nil, err
	}
	if r.starts, err = b.startsOn(ctx, filled); err != nil {
		return nil, fmt.Errorf("measuring the start: %w", err)
	}
	bare, err := b.startBare(ctx, createdAnswer)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, bare.stop()) }()
	for number := range b.rounds {
		round := round{b, r, filled, bare, number + 1}
		if err := round.run(ctx); err != nil {
			return nil, fmt.Errorf("round %d: %w", number+1, err)
		}
	}
	return r, nil
}

// createdAnswer is the answer of the bare handler: the answer to a create.
const createdAnswer = `{"id":"cust_000ck8tcs0n1g00001vqg9d4","external_reference_id":"CUST-SEED-0009999",` +
	`"name":"Evergreen National Distribution Glenfield","reference_number":"EVER-REF-09999",` +
	`"domain":"evergreen-national.example.com","phone":"312-555-9999","is_active":true,"customer_type":"Distributor",` +
	`"created_at":"2026-01-29T10:30:00Z","updated_at":"2026-01-29T10:30:00Z"}`

func (b *bench) startsOn(ctx context.Context, filled string) (_ []time.Duration, err error) {
	name, drop, err := b.fresh(ctx, filled)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, drop()) }()
	return b.measureStarts(ctx, name)
}

// round is one run of every case.
type round struct {
	*bench
	rates  *rates
	filled string
	bare   *server
	number int
}

func (r round) do(steps []step) error {
	return r.rates.run(steps, fmt.Sprintf("%s, round %d of %d", r.engine, r.number, r.rounds))
}

// run runs every case on new processes and databases, so that rounds are comparable.
func (r round) run(ctx context.Context) error {
	return r.with(ctx, plainly, func(plain *loading) error {
		if !r.can.any() {
			return r.do(r.steps(ctx, plain, nil))
		}
		return r.with(ctx, watched, func(watching *loading) error { return r.do(r.steps(ctx, plain, watching)) })
	})
}

// steps lists the cases. Cases that are compared are adjacent. Cases that only read
// come first, because they are measured at a number of customers; the case that adds
// the most customers comes last. Cases with limits and a log need a server with them.
func (r round) steps(ctx context.Context, plain, watching *loading) []step {
	raw := func(group int) func() (sample, error) {
		return func() (sample, error) { return r.rawInserts(ctx, r.filled, group) }
	}
	keyed := createLoad(many)
	keyed.keyed = "keyed"
	steps := []step{
		{rawGet, func() (sample, error) { return r.rawGets(ctx, r.filled) }},
		plain.step(ctx, getMany, getLoad(r.small, many)),
		watching.step(ctx, getWatched, getLoad(r.small, many)),
		plain.step(ctx, list, customers.listLoad()),
		plain.step(ctx, createOne, createLoad(1)),
		{rawOne, raw(1)},
		plain.step(ctx, invalid, load{kind: customers, path: customersPath, script: "invalid.lua", connections: many, refused: true}),
		{bareHandler, func() (sample, error) { return r.loaded(ctx, r.bare, createLoad(many)) }},
		watching.step(ctx, createWatched, createLoad(many)),
		plain.step(ctx, createMany, createLoad(many)),
		plain.step(ctx, createKeyed, keyed),
		plain.step(ctx, batches, batchLoad()),
		{rawGrouped, raw(many)},
	}
	return slices.DeleteFunc(steps, func(s step) bool { return s.run == nil })
}

// loading is a server under load with its number of records of a kind: wrk does not count the
// answers that were under way when it stopped.
type loading struct {
	*bench
	server      *server
	kind        kind
	least, most int64
}

// step returns a case of a load. It is skipped when there is no server.
func (on *loading) step(ctx context.Context, name string, l load) step {
	if on == nil {
		return step{}
	}
	return step{name, func() (sample, error) { return on.load(ctx, l) }}
}

func (on *loading) load(ctx context.Context, l load) (sample, error) {
	measured, err := on.loaded(ctx, on.server, l)
	on.least += measured.requests * l.makes
	on.most += (measured.requests + int64(l.connections)) * l.makes
	return measured, err
}

func (on *loading) checkTotal(ctx context.Context) error {
	return on.server.checkTotal(ctx, on.kind.path()+pageQuery, on.least, on.most)
}

// with calls do with a server on a fresh database. Then it checks that there is a
// customer for each create that was answered, and no other.
func (r round) with(ctx context.Context, m manner, do func(*loading) error) error {
	return r.onFresh(ctx, r.filled, m, func(s *server) error {
		on := &loading{r.bench, s, customers, int64(r.small), int64(r.small)}
		if err := errors.Join(s.checkAnswers(ctx), on.checkTotal(ctx)); err != nil {
			return err
		}
		if err := do(on); err != nil {
			return err
		}
		return on.checkTotal(ctx)
	})
}
