package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// growth is the result of the part with few and with many records of a resource.
type growth struct {
	options
	resource resource
	engine   engine
	loads    map[string]*pair[sample] // by name
	times    map[string]*pair[time.Duration]
	memory   []memory
	starts   []time.Duration
}

// pair is the results at both sizes.
type pair[T any] struct{ small, large []T }

// memory is the memory of the server with many records after a step.
type memory struct {
	after string
	bytes int64
}

// growingLoads are in the order of the report. Loads that add records come last.
func growingLoads(r resource, size int) []namedLoad {
	return []namedLoad{
		{"get, 1 connection", r.getLoad(size, 1), r.slower},
		{getMany, r.getLoad(size, many), r.slower},
		{"update, 1 connection", r.updateLoad(size, 1), r.slowerUpdate},
		{"update, 64 connections", r.updateLoad(size, many), r.slowerUpdate},
		{createOne, r.createLoad(1), r.slower},
		{createMany, r.createLoad(many), r.slower},
	}
}

type namedLoad struct {
	name   string
	load   load
	slower float64 // the target for the rate with few by the rate with many records
}

// measureGrowth returns the results of a resource.
func (b *bench) measureGrowth(ctx context.Context, r resource) (_ fmt.Stringer, err error) {
	g := &growth{options: b.options, resource: r, engine: b.engine, loads: map[string]*pair[sample]{}, times: map[string]*pair[time.Duration]{}}
	smaller, err := b.growing(ctx, r, b.small)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, smaller.drop()) }()
	larger, err := b.growing(ctx, r, b.large)
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
	loading
	resource resource
	size     int
	database string
	drop     func() error
	totals   map[string]int // by list
}

func (b *bench) growing(ctx context.Context, r resource, size int) (*sized, error) {
	filled, err := b.filled(ctx, r, size)
	if err != nil {
		return nil, err
	}
	s := &sized{loading: loading{bench: b, kind: r.kind, least: int64(size), most: int64(size)}, resource: r, size: size, totals: r.totals(size)}
	s.database, s.drop, err = b.fresh(ctx, filled)
	return s, err
}

func (s *sized) warm(ctx context.Context) error { return s.engine.warm(ctx, s.database) }

// serve calls do while the server runs.
func (s *sized) serve(ctx context.Context, do func() error) (err error) {
	if s.server, err = s.start(ctx, s.database, plainly); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.server.stop()) }()
	if err := s.server.checkFilled(ctx, s.resource, s.size); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return s.checkTotal(ctx)
}

// measure measures the loads; loads that only read come first.
func (g *growth) measure(ctx context.Context, smaller, larger *sized) error {
	if err := errors.Join(smaller.warm(ctx), larger.warm(ctx)); err != nil {
		return err
	}
	for _, group := range g.resource.lists() {
		if err := g.look(ctx, group, smaller, larger); err != nil {
			return err
		}
		if err := g.remember("lists: "+group.name, larger); err != nil {
			return err
		}
	}
	for i, l := range growingLoads(g.resource, 0) {
		if err := errors.Join(smaller.warm(ctx), larger.warm(ctx)); err != nil {
			return err
		}
		for number := range g.rounds {
			progress("%s, round %d of %d: %s, at %d and %d %s", g.engine, number+1, g.rounds, l.name, g.small, g.large, g.resource.plural)
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
	// turns is the number of turns of the two sizes for each list.
	turns = 3
	// listTime bounds the time of the repeated requests for a list at one size.
	listTime = 10 * time.Second
)

func (g *growth) look(ctx context.Context, group lookGroup, smaller, larger *sized) error {
	progress("%s: lists: %s, at %d and %d %s", g.engine, group.name, g.small, g.large, g.resource.plural)
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

// look requests a list for one turn, and adds the times.
func (s *sized) look(ctx context.Context, l look, times *[]time.Duration) error {
	begun := time.Now()
	for i := 0; i < max(1, s.requests/turns) && (i == 0 || time.Since(begun) < listTime/turns); i++ {
		took, err := s.ask(ctx, l)
		if err != nil {
			return err
		}
		*times = append(*times, took)
	}
	return nil
}

// load measures a growing load at both sizes.
func (g *growth) load(ctx context.Context, which int, smaller, larger *sized) error {
	for _, s := range []*sized{smaller, larger} {
		l := growingLoads(g.resource, s.size)[which]
		measured, err := s.load(ctx, l.load)
		if err != nil {
			return err
		}
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
