package main

import "fmt"

// step is a case with its measurement.
type step struct {
	name string
	run  func() (sample, error)
}

// results are the samples of cases: a sample a round.
type results struct{ samples map[string][]sample }

func newResults() results { return results{map[string][]sample{}} }

// run runs the cases of a round, and keeps their samples.
func (r results) run(steps []step, title string) error {
	for _, s := range steps {
		progress("%s: %s", title, s.name)
		measured, err := s.run()
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		r.samples[s.name] = append(r.samples[s.name], measured)
	}
	return nil
}

// table returns the medians of the rounds. A case without samples has no row.
func (r results) table(cases []string) *table {
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

func (r results) median(name string, of func(sample) float64) float64 {
	var values []float64
	for _, s := range r.samples[name] {
		values = append(values, of(s))
	}
	return quantile(values, 0.5)
}

// mostMemory returns the largest memory of the server after any case, in MiB, by
// round. After the last case some memory may have been released already.
func (r results) mostMemory(rounds int) []float64 {
	most := make([]float64, rounds)
	for _, samples := range r.samples {
		for i, s := range samples {
			most[i] = max(most[i], float64(s.memory)/(1<<20))
		}
	}
	return most
}

// ratio compares the rates of two cases within each round.
func (r results) ratio(name, to string, least float64) target {
	return r.compare(name+" / "+to, name, to, 1, least)
}

// rowsRatio compares the rows of batches with the rows of another case.
func (r results) rowsRatio(name, to string, least float64) target {
	return r.compare("rows of "+name+" / "+to, name, to, batchSize, least)
}

func (r results) compare(title, name, to string, factor, least float64) target {
	t := target{name: title, format: percent, limit: 100 * least}
	for i, s := range r.samples[name] {
		t.values = append(t.values, 100*factor*s.rate/r.samples[to][i].rate)
	}
	return t
}

func (r results) perSecond(name string, least float64) target {
	t := target{name: name, format: "%.0f a second", limit: least}
	for _, s := range r.samples[name] {
		t.values = append(t.values, s.rate)
	}
	return t
}
