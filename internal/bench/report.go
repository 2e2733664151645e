package main

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// sample is the result of a load in a round.
type sample struct {
	requests int64
	rate     float64 // requests a second
	p50, p99 time.Duration
	cpu      time.Duration // of the process that answered
	memory   int64         // of that process afterwards, in bytes; 0 for this process
}

// target is a number with its target and its value in each round.
type target struct {
	name   string
	values []float64
	format string  // of a value
	limit  float64 // a minimum or maximum; 0 for a number without a target
	atMost bool
}

// percent and times are the formats of ratios.
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

// quantile returns the smallest value that is not below a share of all values; the
// median of an even number of values is the lower of the two in the middle.
func quantile[T time.Duration | float64](values []T, part float64) T {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted[max(0, int(math.Ceil(part*float64(len(sorted))))-1)]
}
