package main

import (
	"context"
	"errors"
	"fmt"
)

// kindRates is the result of the part that compares the kinds of records.
type kindRates struct {
	options
	results
	engine engine
}

// operation is a load that is measured for every kind of records.
type operation struct {
	name string
	load func(k kind, size int) load
}

// operations are in the order of the report. Loads that only read come first.
var operations = []operation{
	{"get", func(k kind, size int) load { return k.getLoad(size, many) }},
	{"list of 50", func(k kind, _ int) load { return k.listLoad() }},
	{"create", func(k kind, _ int) load { return k.createLoad(many) }},
}

func (o operation) of(k kind) string { return o.name + ", " + k.name }

// measureKinds runs all rounds on new processes and databases, so that rounds are
// comparable.
func (b *bench) measureKinds(ctx context.Context) (fmt.Stringer, error) {
	r := &kindRates{options: b.options, results: newResults(), engine: b.engine}
	filled, err := b.filledWith(ctx, "records", b.small, func(s *server) error { return s.fillKinds(ctx, b.small) })
	if err != nil {
		return nil, err
	}
	for number := range b.rounds {
		if err := b.kindRound(ctx, filled, r, number+1); err != nil {
			return nil, fmt.Errorf("round %d: %w", number+1, err)
		}
	}
	return r, nil
}

// fillKinds creates size records of each kind, and the records that the loads of the
// second organization refer to.
func (s *server) fillKinds(ctx context.Context, size int) error {
	for _, k := range []kind{customers, carriers, locations} {
		if err := s.fillKind(ctx, longLoads.key, k, referred); err != nil {
			return err
		}
	}
	for _, k := range kinds {
		if err := errors.Join(s.fillKind(ctx, k.key, k, size), s.as(k).checkTotal(ctx, k.path()+pageQuery, int64(size), int64(size))); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) fillKind(ctx context.Context, key string, k kind, size int) error {
	var all []parcel
	for first := 0; first < size; first += batchSize {
		all = append(all, parcel{key, first, min(first+batchSize, size), size})
	}
	return s.fill(ctx, all, func(ctx context.Context, p parcel) error {
		return s.createAll(ctx, p.key, k, p.first, p.last, func(n int) any { return k.record(k.seed(n), n) })
	})
}

// as returns the server with the key of the organization that has a kind of records.
func (s *server) as(k kind) *server {
	other := *s
	other.key = k.key
	return &other
}

func (b *bench) kindRound(ctx context.Context, filled string, r *kindRates, number int) error {
	return b.onFresh(ctx, filled, plainly, func(s *server) error { return b.measureKindsOn(ctx, s, r, number) })
}

func (b *bench) measureKindsOn(ctx context.Context, s *server, r *kindRates, number int) error {
	all := map[string]*loading{} // by kind
	for _, k := range kinds {
		all[k.name] = &loading{b, s.as(k), k, int64(b.small), int64(b.small)}
	}
	var steps []step
	for _, o := range operations {
		for _, k := range kinds {
			steps = append(steps, all[k.name].step(ctx, o.of(k), o.load(k, b.small)))
		}
	}
	if err := r.run(steps, fmt.Sprintf("%s, round %d of %d", b.engine, number, b.rounds)); err != nil {
		return err
	}
	for _, on := range all {
		if err := on.checkTotal(ctx); err != nil {
			return err
		}
	}
	return nil
}

// String returns two tables: the medians of the rounds, and each kind compared with
// customers.
func (r *kindRates) String() string {
	var cases []string
	for _, o := range operations {
		for _, k := range kinds {
			cases = append(cases, o.of(k))
		}
	}
	return fmt.Sprintf("\n## %s, %d records of each kind\n\n%s%s\n%s",
		r.engine, r.small, r.engine.circumstances(), r.table(cases), verdicts(r.targets()))
}

// leastOfCustomers are the targets of each operation as parts of the rate of customers.
var leastOfCustomers = map[string]map[string]float64{
	"get":        {shortLoads.name: 0.5, longLoads.name: 0.5},
	"list of 50": {shortLoads.name: 0.2, longLoads.name: 0.1},
	"create":     {shortLoads.name: 0.4, longLoads.name: 0.25},
}

func (r *kindRates) targets() (all []target) {
	for _, o := range operations {
		for _, k := range kinds[1:] {
			all = append(all, r.ratio(o.of(k), o.of(customers), leastOfCustomers[o.name][k.name]))
		}
	}
	return append(all, target{name: "most memory (PSS) after a case", values: r.mostMemory(r.rounds), format: "%.1f MiB", limit: 160, atMost: true})
}
