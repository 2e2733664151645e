package main

import (
	"fmt"
	"time"
)

// String returns three tables: of the loads, of the lists, and of the rest.
func (g *growth) String() string {
	return fmt.Sprintf("\n## %s, %d and %d %s\n\n%s%s\n%s\n%s",
		g.engine, g.small, g.large, g.resource.plural, g.engine.circumstances(), g.loadTable(), g.listTable(), verdicts(g.targets()))
}

func (g *growth) loadTable() *table {
	small, large := fmt.Sprintf("at %d", g.small), fmt.Sprintf("at %d", g.large)
	var t table
	t.row("load", "requests/s "+small, large, "p50 "+small, large, "p99 "+small, large)
	for _, l := range growingLoads(g.resource, 0) {
		of := g.loads[l.name]
		rate := func(s sample) string { return fmt.Sprintf("%.0f", s.rate) }
		p50 := func(s sample) string { return milliseconds(s.p50.Seconds()) }
		p99 := func(s sample) string { return milliseconds(s.p99.Seconds()) }
		small, large := medianSample(of.small), medianSample(of.large)
		t.row(l.name, rate(small), rate(large), p50(small), p50(large), p99(small), p99(large))
	}
	return &t
}

// medianSample returns the median of each number.
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

// listTable also has the time of the first request with many records, which counts the
// total. Later requests may remember it.
func (g *growth) listTable() *table {
	small, large := fmt.Sprintf("at %d", g.small), fmt.Sprintf("at %d", g.large)
	var t table
	t.row("list, one request at a time", "median "+small, "worst", "median "+large, "first", "worst", "large / small", "target", "")
	for _, l := range g.resource.looks() {
		of := g.times[l.String()]
		judged := g.judge(l)
		bound, verdict := judged.verdict()
		if judged.limit != 0 {
			bound = judged.name + " " + bound
		}
		t.row(l.String(),
			milliseconds(quantile(of.small, 0.5).Seconds()), milliseconds(quantile(of.small, 1).Seconds()),
			milliseconds(quantile(of.large, 0.5).Seconds()), milliseconds(of.large[0].Seconds()), milliseconds(quantile(of.large, 1).Seconds()),
			fmt.Sprintf(times, grown(of)), bound, verdict)
	}
	return &t
}

// grown returns the ratio of the times of a list with many and with few records.
func grown(of *pair[time.Duration]) float64 {
	return float64(quantile(of.large, 0.5)) / float64(quantile(of.small, 0.5))
}

// judge returns the target for the time of a list.
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
	for _, l := range growingLoads(g.resource, 0) {
		t := target{name: l.name + ", rate at " + fmt.Sprint(g.small) + " / at " + fmt.Sprint(g.large),
			format: times, limit: l.slower, atMost: true}
		of := g.loads[l.name]
		for i := range of.small {
			t.values = append(t.values, of.small[i].rate/of.large[i].rate)
		}
		targets = append(targets, t)
	}
	for _, m := range g.memory {
		targets = append(targets, target{name: fmt.Sprintf("memory (PSS) at %d, after %s", g.large, m.after),
			values: []float64{float64(m.bytes) / (1 << 20)}, format: "%.1f MiB", limit: g.resource.memory, atMost: true})
	}
	return append(targets, startTarget(g.starts, 100))
}
