package metrics

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"
)

// ChangeStats says which changes are held.
type ChangeStats struct {
	Held          int64
	OldestSeconds float64 // the age of the one that is held for the longest time; 0 for none
}

// WatchChanges adds the metrics of held changes. A scrape to which the database does not answer
// in time lacks them.
func (m *Metrics) WatchChanges(read func(context.Context) (*ChangeStats, error)) {
	m.registry.MustRegister(changes(read))
}

// changes collects the gauges at each scrape.
type changes func(context.Context) (*ChangeStats, error)

var (
	changesHeld   = describe("waybill_held_changes", "Changes of contacts that wait until another key confirms them.")
	changesOldest = describe("waybill_held_changes_oldest_seconds", "The age of the change that is held for the longest time; 0 for none.")
)

// Describe sends the description of every metric that Collect may send.
func (changes) Describe(to chan<- *prometheus.Desc) {
	to <- changesHeld
	to <- changesOldest
}

// Collect sends the metrics. It waits for the database up to scrapeTimeout.
func (read changes) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	s, err := read(ctx)
	if err != nil {
		return
	}
	to <- prometheus.MustNewConstMetric(changesHeld, prometheus.GaugeValue, float64(s.Held))
	to <- prometheus.MustNewConstMetric(changesOldest, prometheus.GaugeValue, s.OldestSeconds)
}
