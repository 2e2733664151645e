package main

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// The cases, as the report names them.
const (
	createMany  = "create, 64 connections"
	createOne   = "create, 1 connection"
	get         = "get, 64 connections"
	list        = "list of 50, 64 connections"
	invalid     = "422, 64 connections"
	bareHandler = "bare handler, 64 connections"
	rawOne      = "raw inserts, a commit each"
	rawGrouped  = "raw inserts, a commit for 64"
)

// cases are in the order of the report.
var cases = []string{createMany, createOne, get, list, invalid, bareHandler, rawOne, rawGrouped}

// sample is what one case did in one round.
type sample struct {
	requests int64
	rate     float64 // requests a second
	p50, p99 time.Duration
	cpu      time.Duration // of the process that answered
	memory   int64         // of that process afterwards, in bytes; 0 for our own
}

// report is what a run has measured so far.
type report struct {
	options
	machine string
	others  float64             // the part of the machine that something else was busy with
	samples map[string][]sample // by case, one a round
	starts  []time.Duration
	size    int64 // of the binary, in bytes
}

func newReport(o options) report { return report{options: o, samples: make(map[string][]sample)} }

func (r *report) add(name string, s sample) { r.samples[name] = append(r.samples[name], s) }

// String gives two tables: the medians of the rounds, and how they stand to the
// targets.
func (r *report) String() string {
	return fmt.Sprintf("%s, %.0f %% of their time spent on something else\n%d customers, rounds: %d, each case %s a round; medians\n\n%s\n%s",
		r.machine, 100*r.others, seeded, r.rounds, r.duration, r.measurements(), r.verdicts())
}

func (r *report) measurements() *table {
	var t table
	t.row("case", "requests/s", "p50", "p99", "CPU s", "CPU µs/request", "PSS MiB")
	for _, name := range cases {
		t.row(name,
			fmt.Sprintf("%.0f", r.median(name, func(s sample) float64 { return s.rate })),
			milliseconds(r.median(name, func(s sample) float64 { return s.p50.Seconds() })),
			milliseconds(r.median(name, func(s sample) float64 { return s.p99.Seconds() })),
			fmt.Sprintf("%.2f", r.median(name, func(s sample) float64 { return s.cpu.Seconds() })),
			fmt.Sprintf("%.1f", r.median(name, func(s sample) float64 { return s.cpu.Seconds() * 1e6 / float64(s.requests) })),
			mebibytes(r.median(name, func(s sample) float64 { return float64(s.memory) })))
	}
	return &t
}

func (r *report) verdicts() *table {
	var t table
	t.row("compared", "measured", "least to most", "target", "")
	for _, target := range r.targets() {
		t.row(target.cells()...)
	}
	return &t
}

func milliseconds(seconds float64) string { return fmt.Sprintf("%.2f ms", seconds*1000) }

func mebibytes(bytes float64) string {
	if bytes == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", bytes/(1<<20))
}

func (r *report) median(name string, of func(sample) float64) float64 {
	var values []float64
	for _, s := range r.samples[name] {
		values = append(values, of(s))
	}
	return quantile(values, 0.5)
}

// target is what a number should be, and what it was in each round.
type target struct {
	name   string
	values []float64
	format string  // of a value
	limit  float64 // the least, or the most
	atMost bool
}

func (r *report) targets() []target {
	ready := make([]float64, len(r.starts))
	for i, start := range r.starts {
		ready[i] = start.Seconds() * 1000
	}
	return []target{
		r.ratio(createMany, bareHandler, 0.30, percent),
		r.ratio(createMany, rawOne, 3, times),
		r.ratio(createOne, rawOne, 0.35, percent),
		r.ratio(get, bareHandler, 0.40, percent),
		r.ratio(list, bareHandler, 0.08, percent),
		r.ratio(invalid, bareHandler, 0.50, percent),
		{"most memory (PSS) after a case", r.mostMemory(), "%.1f MiB", 64, true},
		{"stripped binary", []float64{float64(r.size) / 1e6}, "%.1f MB", 32, true},
		{fmt.Sprintf("start to ready, %d times", len(r.starts)), ready, "%.1f ms", 50, true},
	}
}

// mostMemory is the most that the server had after any case, in MiB, by round:
// after the last one, some may have been given back already.
func (r *report) mostMemory() []float64 {
	most := make([]float64, r.rounds)
	for _, name := range cases {
		for i, s := range r.samples[name] {
			most[i] = max(most[i], float64(s.memory)/(1<<20))
		}
	}
	return most
}

// percent and times are how ratios are written.
const (
	percent = "%.1f %%"
	times   = "%.2f times"
)

// ratio compares the rates of two cases within each round.
func (r *report) ratio(name, to string, least float64, format string) target {
	scale := 1.0
	if format == percent {
		scale = 100
	}
	t := target{name: name + " / " + to, format: format, limit: least * scale}
	for i, s := range r.samples[name] {
		t.values = append(t.values, scale*s.rate/r.samples[to][i].rate)
	}
	return t
}

func (t target) cells() []string {
	median := quantile(t.values, 0.5)
	bound, met := "≥ ", median >= t.limit
	if t.atMost {
		bound, met = "≤ ", median <= t.limit
	}
	verdict := "not met"
	if met {
		verdict = "met"
	}
	return []string{t.name,
		fmt.Sprintf(t.format, median),
		fmt.Sprintf("%.1f to %.1f", slices.Min(t.values), slices.Max(t.values)),
		bound + fmt.Sprintf(t.format, t.limit),
		verdict}
}

// quantile gives the value that a part of all values is not above; of an even
// number of values, the median is the lower one.
func quantile[T time.Duration | float64](values []T, part float64) T {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted[max(0, int(math.Ceil(part*float64(len(sorted))))-1)]
}
