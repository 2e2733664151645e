package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// The cases, as the report names them.
const (
	createMany    = "create, 64 connections"
	createOne     = "create, 1 connection"
	createKeyed   = "create with an Idempotency-Key, 64 connections"
	createWatched = "create with limits, log and metrics, 64 connections"
	batches       = "batch of 100 creates, 8 connections"
	get           = "get, 64 connections"
	getWatched    = "get with limits, log and metrics, 64 connections"
	list          = "list of 50, 64 connections"
	invalid       = "422, 64 connections"
	bareHandler   = "bare handler, 64 connections"
	rawGet        = "raw selects by key"
	rawOne        = "raw inserts, a commit each"
	rawGrouped    = "raw inserts, a commit for 64"
)

// cases are in the order of the report.
var cases = []string{createMany, createOne, createKeyed, createWatched, batches, get, getWatched, list, invalid,
	bareHandler, rawGet, rawOne, rawGrouped}

// rates is what was measured with few customers, against what stands in front of
// nothing.
type rates struct {
	options
	engine  engine
	samples map[string][]sample // by case, one a round
	starts  []time.Duration
	size    int64 // of the binary, in bytes
}

// measureRates runs all rounds.
func (b *bench) measureRates(ctx context.Context) (_ fmt.Stringer, err error) {
	r := &rates{options: b.options, engine: b.engine, samples: map[string][]sample{}, size: b.size}
	filled, err := b.filled(ctx, b.small)
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
		if err := errors.Join(round.plain(ctx), round.watched(ctx)); err != nil {
			return nil, fmt.Errorf("round %d: %w", number+1, err)
		}
	}
	return r, nil
}

// createdAnswer is what the bare handler gives: the answer to a create.
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

// step is a case and how it is measured.
type step struct {
	name string
	run  func() (sample, error)
}

func (r round) do(steps []step) error {
	for _, s := range steps {
		progress("%s, round %d of %d: %s", r.engine, r.number, r.rounds, s.name)
		measured, err := s.run()
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		r.rates.samples[s.name] = append(r.rates.samples[s.name], measured)
	}
	return nil
}

// plain runs the cases of a server that serves plainly, on a process and a
// database of its own, so that rounds can be compared. What is compared stands
// close together; what only reads comes first, because it is about a number of
// customers, and what adds the most customers comes last.
func (r round) plain(ctx context.Context) error {
	return r.with(ctx, plainly, func(s *server, c *created) error {
		loading := func(l load) func() (sample, error) {
			return func() (sample, error) { return r.counted(ctx, s, l, c) }
		}
		raw := func(group int) func() (sample, error) {
			return func() (sample, error) { return r.rawInserts(ctx, r.filled, group) }
		}
		keyed := createLoad(many)
		keyed.keyed = "keyed"
		return r.do([]step{
			{rawGet, func() (sample, error) { return r.rawGets(ctx, r.filled) }},
			{get, loading(getLoad(r.small))},
			{list, loading(load{path: listPath, connections: many})},
			{createOne, loading(createLoad(1))},
			{rawOne, raw(1)},
			{invalid, loading(load{path: customersPath, script: "invalid.lua", connections: many, refused: true})},
			{bareHandler, func() (sample, error) { return r.loaded(ctx, r.bare, createLoad(many)) }},
			{createMany, loading(createLoad(many))},
			{createKeyed, loading(keyed)},
			{batches, loading(batchLoad())},
			{rawGrouped, raw(many)},
		})
	})
}

// watched runs the cases of a server that watches requests, if it can.
func (r round) watched(ctx context.Context) error {
	if !r.can.any() {
		return nil
	}
	return r.with(ctx, watched, func(s *server, c *created) error {
		return r.do([]step{
			{getWatched, func() (sample, error) { return r.counted(ctx, s, getLoad(r.small), c) }},
			{createWatched, func() (sample, error) { return r.counted(ctx, s, createLoad(many), c) }},
		})
	})
}

// with calls do with a server on a fresh database, and then sees that every
// create that was answered made a customer, and nothing else did.
func (r round) with(ctx context.Context, m manner, do func(*server, *created) error) (err error) {
	name, drop, err := r.fresh(ctx, r.filled)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drop()) }()
	s, err := r.start(ctx, name, m)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	c := created{int64(r.small), int64(r.small)}
	if err := errors.Join(s.checkAnswers(ctx), s.checkTotal(ctx, c.least, c.most)); err != nil {
		return err
	}
	if err := do(s, &c); err != nil {
		return err
	}
	return s.checkTotal(ctx, c.least, c.most)
}

// created bounds how many customers there are: wrk does not count the answers
// that were on their way when it stopped.
type created struct{ least, most int64 }

func (r round) counted(ctx context.Context, s *server, l load, c *created) (sample, error) {
	measured, err := r.loaded(ctx, s, l)
	c.least += measured.requests * l.makes
	c.most += (measured.requests + int64(l.connections)) * l.makes
	return measured, err
}

// String gives two tables: the medians of the rounds, and how they stand to the
// targets.
func (r *rates) String() string {
	return fmt.Sprintf("\n## %s, %d customers\n\n%s%s\n%s",
		r.engine, r.small, r.engine.circumstances(), r.measurements(), verdicts(r.targets()))
}

func (r *rates) measurements() *table {
	var t table
	t.row("case", "requests/s", "p50", "p99", "CPU µs/request", "PSS MiB")
	for _, name := range cases {
		if len(r.samples[name]) == 0 {
			continue
		}
		t.row(name,
			fmt.Sprintf("%.0f", r.median(name, func(s sample) float64 { return s.rate })),
			milliseconds(r.median(name, func(s sample) float64 { return s.p50.Seconds() })),
			milliseconds(r.median(name, func(s sample) float64 { return s.p99.Seconds() })),
			fmt.Sprintf("%.1f", r.median(name, func(s sample) float64 { return s.cpu.Seconds() * 1e6 / float64(s.requests) })),
			mebibytes(r.median(name, func(s sample) float64 { return float64(s.memory) })))
	}
	return &t
}

func (r *rates) median(name string, of func(sample) float64) float64 {
	var values []float64
	for _, s := range r.samples[name] {
		values = append(values, of(s))
	}
	return quantile(values, 0.5)
}

func (r *rates) targets() []target {
	targets := r.ownTargets()
	targets = append(targets,
		r.ratio(createMany, bareHandler, 0.25),
		r.perSecond(batches, 300),
		r.rowsRatio(batches, rawGrouped, 0.25),
		r.ratio(createKeyed, createMany, 0.75))
	if len(r.samples[getWatched]) > 0 {
		targets = append(targets, r.ratio(getWatched, get, 0.90), r.ratio(createWatched, createMany, 0.90))
	}
	return append(targets,
		target{name: "most memory (PSS) after a case", values: r.mostMemory(), format: "%.1f MiB", limit: 64, atMost: true},
		target{name: "stripped binary", values: []float64{float64(r.size) / 1e6}, format: "%.1f MB", limit: 32, atMost: true},
		startTarget(r.starts, 50))
}

// ownTargets are those of an engine.
func (r *rates) ownTargets() []target {
	if strings.HasPrefix(r.engine.String(), "PostgreSQL") {
		return []target{
			r.ratio(createMany, rawOne, 0.80),
			r.ratio(get, rawGet, 0.50),
			r.ratio(list, bareHandler, 0),
		}
	}
	return []target{
		r.ratio(createMany, rawOne, 3),
		r.ratio(createOne, rawOne, 0.35),
		r.ratio(get, bareHandler, 0.40),
		r.ratio(list, bareHandler, 0.08),
		r.ratio(invalid, bareHandler, 0.50),
	}
}

// mostMemory is the most that the server had after any case, in MiB, by round:
// after the last one, some may have been given back already.
func (r *rates) mostMemory() []float64 {
	most := make([]float64, r.rounds)
	for _, name := range cases {
		for i, s := range r.samples[name] {
			most[i] = max(most[i], float64(s.memory)/(1<<20))
		}
	}
	return most
}

// ratio compares the rates of two cases within each round.
func (r *rates) ratio(name, to string, least float64) target {
	return r.compare(name+" / "+to, name, to, 1, least)
}

// rowsRatio compares the rows of batches with those of another case.
func (r *rates) rowsRatio(name, to string, least float64) target {
	return r.compare("rows of "+name+" / "+to, name, to, batchSize, least)
}

func (r *rates) compare(title, name, to string, factor, least float64) target {
	t := target{name: title, format: percent, limit: 100 * least}
	for i, s := range r.samples[name] {
		t.values = append(t.values, 100*factor*s.rate/r.samples[to][i].rate)
	}
	return t
}

func (r *rates) perSecond(name string, least float64) target {
	t := target{name: name, format: "%.0f a second", limit: least}
	for _, s := range r.samples[name] {
		t.values = append(t.values, s.rate)
	}
	return t
}
