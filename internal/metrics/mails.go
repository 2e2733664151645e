package metrics

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"
)

// MailStats says how the queue of e-mails is.
type MailStats struct {
	ByStatus            map[string]int64 // the mails that are not finished, or uncertain
	OldestQueuedSeconds float64
}

// WatchMails adds the metrics of e-mails. It returns a function that counts a mail by its
// outcome. A scrape to which the database does not answer in time lacks the gauges.
func (m *Metrics) WatchMails(outcomes []string, read func(context.Context) (*MailStats, error)) (count func(outcome string)) {
	mails := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "waybill_mails_total",
		Help: "E-mails, by outcome. Those that are tried again are counted as retried for each attempt.",
	}, []string{"outcome"})
	for _, outcome := range outcomes {
		mails.WithLabelValues(outcome)
	}
	m.registry.MustRegister(mails, mailQueue(read))
	return func(outcome string) { mails.WithLabelValues(outcome).Inc() }
}

// mailQueue collects the gauges at each scrape.
type mailQueue func(context.Context) (*MailStats, error)

var (
	mailsOpen   = describe("waybill_mails", "E-mails that are queued or being sent, and those of which nobody knows whether they were sent.", "status")
	mailsOldest = describe("waybill_mails_oldest_queued_seconds", "The age of the e-mail that is queued for the longest time; 0 for none.")
)

// Describe sends the description of every metric that Collect may send.
func (mailQueue) Describe(to chan<- *prometheus.Desc) {
	to <- mailsOpen
	to <- mailsOldest
}

// Collect sends the metrics. It waits for the database up to scrapeTimeout.
func (read mailQueue) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	s, err := read(ctx)
	if err != nil {
		return
	}
	for status, count := range s.ByStatus {
		to <- prometheus.MustNewConstMetric(mailsOpen, prometheus.GaugeValue, float64(count), status)
	}
	to <- prometheus.MustNewConstMetric(mailsOldest, prometheus.GaugeValue, s.OldestQueuedSeconds)
}
