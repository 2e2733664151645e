package main

import (
	"fmt"
	"strings"
)

// String returns two tables: the medians of the rounds, and their comparison with the
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
		targets = append(targets, r.ratio(getWatched, getMany, 0.90), r.ratio(createWatched, createMany, 0.90))
	}
	return append(targets,
		target{name: "most memory (PSS) after a case", values: r.mostMemory(), format: "%.1f MiB", limit: 64, atMost: true},
		target{name: "stripped binary", values: []float64{float64(r.size) / 1e6}, format: "%.1f MB", limit: 32, atMost: true},
		startTarget(r.starts, 50))
}

// ownTargets are the targets of an engine.
func (r *rates) ownTargets() []target {
	if strings.HasPrefix(r.engine.String(), "PostgreSQL") {
		return []target{
			r.ratio(createMany, rawOne, 0.80),
			r.ratio(getMany, rawGet, 0.50),
			r.ratio(list, bareHandler, 0),
		}
	}
	return []target{
		r.ratio(createMany, rawOne, 3),
		r.ratio(createOne, rawOne, 0.35),
		r.ratio(getMany, bareHandler, 0.40),
		r.ratio(list, bareHandler, 0.08),
		r.ratio(invalid, bareHandler, 0.50),
	}
}

// mostMemory returns the largest memory of the server after any case, in MiB, by
// round. After the last case some memory may have been released already.
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

// rowsRatio compares the rows of batches with the rows of another case.
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
