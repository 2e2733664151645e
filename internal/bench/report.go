package main

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// sample is what one load did in one round.
type sample struct {
	requests int64
	rate     float64 // requests a second
	p50, p99 time.Duration
	cpu      time.Duration // of the process that answered
	memory   int64         // of that process afterwards, in bytes; 0 for our own
}

// target is what a number should be, and what it was in each round.
type target struct {
	name   string
	values []float64
	format string  // of a value
	limit  float64 // the least, or the most; 0 for a number that is only told
	atMost bool
}

// percent and times are how ratios are written.
const (
	percent = "%.1f %%"
	times   = "%.2f ×"
)

func verdicts(targets []target) *table {
	var t table
	t.row("compared", "measured", "least to most", "target", "")
	for _, target := range targets {
		bound, verdict := target.verdict()
		t.row(target.name, target.text(target.median()),
			target.text(slices.Min(target.values))+" to "+target.text(slices.Max(target.values)),
			bound, verdict)
	}
	return &t
}

func (t target) text(value float64) string { return fmt.Sprintf(t.format, value) }

func (t target) median() float64 { return quantile(t.values, 0.5) }

func (t target) verdict() (bound, verdict string) {
	if t.limit == 0 {
		return "", ""
	}
	bound, met := "≥ ", t.median() >= t.limit
	if t.atMost {
		bound, met = "≤ ", t.median() <= t.limit
	}
	verdict = "not met"
	if met {
		verdict = "met"
	}
	return bound + t.text(t.limit), verdict
}

func startTarget(starts []time.Duration, most float64) target {
	ready := target{name: fmt.Sprintf("start to ready, %d times", len(starts)), format: "%.1f ms", limit: most, atMost: true}
	for _, start := range starts {
		ready.values = append(ready.values, start.Seconds()*1000)
	}
	return ready
}

func milliseconds(seconds float64) string { return fmt.Sprintf("%.2f ms", seconds*1000) }

func mebibytes(bytes float64) string {
	if bytes == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", bytes/(1<<20))
}

// quantile gives the value that a part of all values is not above; of an even
// number of values, the median is the lower one.
func quantile[T time.Duration | float64](values []T, part float64) T {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted[max(0, int(math.Ceil(part*float64(len(sorted))))-1)]
}
