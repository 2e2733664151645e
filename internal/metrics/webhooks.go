package metrics

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"
)

// WebhookStats says how far the endpoints of webhooks are behind.
type WebhookStats struct {
	Endpoints         map[string]int64 // by status
	Parked, LagEvents int64
	LagSeconds        float64
}

// WatchWebhooks adds the metrics of webhooks. It returns a function that counts a request by
// its outcome. A scrape to which the database does not answer in time lacks the gauges.
func (m *Metrics) WatchWebhooks(outcomes []string, read func(context.Context) (*WebhookStats, error)) (count func(outcome string)) {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "waybill_webhook_requests_total",
		Help: "Requests to the endpoints of webhooks, by outcome.",
	}, []string{"outcome"})
	for _, outcome := range outcomes {
		requests.WithLabelValues(outcome)
	}
	m.registry.MustRegister(requests, webhooks(read))
	return func(outcome string) { requests.WithLabelValues(outcome).Inc() }
}

// webhooks collects the gauges at each scrape.
type webhooks func(context.Context) (*WebhookStats, error)

var (
	webhookEndpoints = describe("waybill_webhook_endpoints",
		"Endpoints of webhooks, by status.", "status")
	webhookParked = describe("waybill_webhook_parked_events",
		"Events that endpoints of webhooks have refused.")
	webhookLagEvents = describe("waybill_webhook_lag_events",
		"The events that the active endpoint that is furthest behind has not got yet.")
	webhookLagSeconds = describe("waybill_webhook_lag_seconds",
		"The age of the oldest event that an active endpoint has not got yet.")
)

// Describe sends the description of every metric that Collect may send.
func (webhooks) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{webhookEndpoints, webhookParked, webhookLagEvents, webhookLagSeconds} {
		to <- desc
	}
}

// Collect sends the metrics. It waits for the database up to scrapeTimeout.
func (read webhooks) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	s, err := read(ctx)
	if err != nil {
		return
	}
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	for status, count := range s.Endpoints {
		gauge(webhookEndpoints, float64(count), status)
	}
	gauge(webhookParked, float64(s.Parked))
	gauge(webhookLagEvents, float64(s.LagEvents))
	gauge(webhookLagSeconds, s.LagSeconds)
}
