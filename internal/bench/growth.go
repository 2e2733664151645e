package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// growth is what was measured with few customers and with many, side by side.
type growth struct {
	options
	engine engine
	loads  map[string]*pair[sample] // by name
	times  map[string]*pair[time.Duration]
	memory []memory
	starts []time.Duration
}

// pair is what was measured at both sizes.
type pair[T any] struct{ small, large []T }

// memory is what the server with many customers had after something.
type memory struct {
	after string
	bytes int64
}

// growingLoads are in the order of the report. The one that adds customers comes
// last.
func growingLoads(size int) []namedLoad {
	return []namedLoad{{get, getLoad(size)}, {"update of the name, 64 connections", updateLoad(size)}, {createMany, createLoad(many)}}
}

type namedLoad struct {
	name string
	load load
}

func (b *bench) measureGrowth(ctx context.Context) (_ fmt.Stringer, err error) {
	g := &growth{options: b.options, engine: b.engine, loads: map[string]*pair[sample]{}, times: map[string]*pair[time.Duration]{}}
	smaller, err := b.growing(ctx, b.small)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, smaller.drop()) }()
	larger, err := b.growing(ctx, b.large)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, larger.drop()) }()
	if g.starts, err = b.measureStarts(ctx, larger.database); err != nil {
		return nil, fmt.Errorf("measuring the start: %w", err)
	}
	err = smaller.serve(ctx, func() error {
		return larger.serve(ctx, func() error { return g.measure(ctx, smaller, larger) })
	})
	return g, err
}

// sized is a server on a database of a size.
type sized struct {
	*bench
	size     int
	database string
	drop     func() error
	server   *server
	created  created
	totals   map[string]int // of each look
}

func (b *bench) growing(ctx context.Context, size int) (*sized, error) {
	filled, err := b.filled(ctx, size)
	if err != nil {
		return nil, err
	}
	s := &sized{bench: b, size: size, created: created{int64(size), int64(size)}, totals: totals(allLooks(), size)}
	s.database, s.drop, err = b.fresh(ctx, filled)
	return s, err
}

// serve calls do while the server runs.
func (s *sized) serve(ctx context.Context, do func() error) (err error) {
	if s.server, err = s.start(ctx, s.database, plainly); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.server.stop()) }()
	if err := s.server.checkFilled(ctx, s.size); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return s.server.checkTotal(ctx, s.created.least, s.created.most)
}

// measure begins with what only reads.
func (g *growth) measure(ctx context.Context, smaller, larger *sized) error {
	for _, group := range lookGroups() {
		if err := g.look(ctx, group, smaller, larger); err != nil {
			return err
		}
		if err := g.remember("lists: "+group.name, larger); err != nil {
			return err
		}
	}
	for i, l := range growingLoads(0) {
		for number := range g.rounds {
			progress("%s, round %d of %d: %s, at %d and %d customers", g.engine, number+1, g.rounds, l.name, g.small, g.large)
			if err := g.load(ctx, i, smaller, larger); err != nil {
				return fmt.Errorf("%s: %w", l.name, err)
			}
		}
		if err := g.remember(l.name, larger); err != nil {
			return err
		}
	}
	return nil
}

func (g *growth) remember(after string, s *sized) error {
	bytes, err := proportionalMemory(s.server.pid())
	g.memory = append(g.memory, memory{after, bytes})
	return err
}

const (
	// turns is how often the two sizes take turns at a list.
	turns = 3
	// tired is how long a list is asked for again and again at one size.
	tired = 10 * time.Second
)

func (g *growth) look(ctx context.Context, group lookGroup, smaller, larger *sized) error {
	progress("%s: lists: %s, at %d and %d customers", g.engine, group.name, g.small, g.large)
	for _, l := range group.looks {
		took := &pair[time.Duration]{}
		g.times[l.String()] = took
		for range min(turns, g.requests) {
			err1 := smaller.look(ctx, l, &took.small)
			err2 := larger.look(ctx, l, &took.large)
			if err := errors.Join(err1, err2); err != nil {
				return err
			}
		}
	}
	return nil
}

// look asks for a list for one turn, and adds the times.
func (s *sized) look(ctx context.Context, l look, times *[]time.Duration) error {
	begun := time.Now()
	for i := 0; i < max(1, s.requests/turns) && (i == 0 || time.Since(begun) < tired/turns); i++ {
		took, err := s.server.look(ctx, l, s.totals[l.String()])
		if err != nil {
			return err
		}
		*times = append(*times, took)
	}
	return nil
}

// load measures one of the growing loads at both sizes.
func (g *growth) load(ctx context.Context, which int, smaller, larger *sized) error {
	for _, s := range []*sized{smaller, larger} {
		l := growingLoads(s.size)[which]
		measured, err := s.loaded(ctx, s.server, l.load)
		if err != nil {
			return err
		}
		s.created.least += measured.requests * l.load.makes
		s.created.most += (measured.requests + int64(l.load.connections)) * l.load.makes
		samples := g.loads[l.name]
		if samples == nil {
			samples = &pair[sample]{}
			g.loads[l.name] = samples
		}
		if s == smaller {
			samples.small = append(samples.small, measured)
		} else {
			samples.large = append(samples.large, measured)
		}
	}
	return nil
}

// String gives a table of the loads, one of the lists, and one of the rest.
func (g *growth) String() string {
	return fmt.Sprintf("\n## %s, %d and %d customers\n\n%s%s\n%s\n%s",
		g.engine, g.small, g.large, g.engine.circumstances(), g.loadTable(), g.listTable(), verdicts(g.targets()))
}

func (g *growth) loadTable() *table {
	small, large := fmt.Sprintf("at %d", g.small), fmt.Sprintf("at %d", g.large)
	var t table
	t.row("load", "requests/s "+small, large, "p50 "+small, large, "p99 "+small, large)
	for _, l := range growingLoads(0) {
		of := g.loads[l.name]
		rate := func(s sample) string { return fmt.Sprintf("%.0f", s.rate) }
		p50 := func(s sample) string { return milliseconds(s.p50.Seconds()) }
		p99 := func(s sample) string { return milliseconds(s.p99.Seconds()) }
		small, large := medianSample(of.small), medianSample(of.large)
		t.row(l.name, rate(small), rate(large), p50(small), p50(large), p99(small), p99(large))
	}
	return &t
}

// medianSample has the median of each number.
func medianSample(samples []sample) (m sample) {
	of := func(value func(sample) float64) float64 {
		var values []float64
		for _, s := range samples {
			values = append(values, value(s))
		}
		return quantile(values, 0.5)
	}
	m.rate = of(func(s sample) float64 { return s.rate })
	m.p50 = time.Duration(of(func(s sample) float64 { return float64(s.p50) }))
	m.p99 = time.Duration(of(func(s sample) float64 { return float64(s.p99) }))
	return m
}

func (g *growth) listTable() *table {
	small, large := fmt.Sprintf("at %d", g.small), fmt.Sprintf("at %d", g.large)
	var t table
	t.row("list, one request at a time", "median "+small, "worst", "median "+large, "worst", "large / small", "target", "")
	for _, l := range allLooks() {
		of := g.times[l.String()]
		judged := g.judge(l)
		bound, verdict := judged.verdict()
		if judged.limit != 0 {
			bound = judged.name + " " + bound
		}
		t.row(l.String(),
			milliseconds(quantile(of.small, 0.5).Seconds()), milliseconds(quantile(of.small, 1).Seconds()),
			milliseconds(quantile(of.large, 0.5).Seconds()), milliseconds(quantile(of.large, 1).Seconds()),
			fmt.Sprintf(times, grown(of)), bound, verdict)
	}
	return &t
}

// grown is how many times longer a list takes with many customers.
func grown(of *pair[time.Duration]) float64 {
	return float64(quantile(of.large, 0.5)) / float64(quantile(of.small, 0.5))
}

// judge gives what a list's time should be.
func (g *growth) judge(l look) target {
	of := g.times[l.String()]
	median := quantile(of.large, 0.5)
	switch {
	case l.growth > 0:
		return target{name: "large / small", values: []float64{grown(of)}, format: times, limit: l.growth, atMost: true}
	case l.most > 0:
		return target{name: "large", values: []float64{median.Seconds() * 1000}, format: "%.0f ms", limit: l.most.Seconds() * 1000, atMost: true}
	case l.far > 0:
		firstPage := l
		firstPage.page = first
		ratio := float64(median) / float64(quantile(g.times[firstPage.String()].large, 0.5))
		return target{name: fmt.Sprintf("large / its first page: %.2f,", ratio), values: []float64{ratio}, format: times, limit: l.far, atMost: true}
	}
	return target{}
}

func (g *growth) targets() (targets []target) {
	for _, l := range growingLoads(0) {
		t := target{name: l.name + ", rate at " + fmt.Sprint(g.small) + " / at " + fmt.Sprint(g.large),
			format: times, limit: 1.3, atMost: true}
		of := g.loads[l.name]
		for i := range of.small {
			t.values = append(t.values, of.small[i].rate/of.large[i].rate)
		}
		targets = append(targets, t)
	}
	for _, m := range g.memory {
		targets = append(targets, target{name: fmt.Sprintf("memory (PSS) at %d, after %s", g.large, m.after),
			values: []float64{float64(m.bytes) / (1 << 20)}, format: "%.1f MiB", limit: 128, atMost: true})
	}
	return append(targets, startTarget(g.starts, 100))
}
