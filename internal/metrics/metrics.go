// Package metrics provides the server's metrics for Prometheus.
//
// Other packages do not know Prometheus: they call the methods of a Metrics, or are
// queried at each scrape. No label has values that clients can choose.
package metrics

import (
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"waybill/internal/sqldb"
)

// Metrics are the metrics of one server. All methods are safe for concurrent use.
type Metrics struct {
	registry    *prometheus.Registry
	requests    *prometheus.CounterVec
	latency     *prometheus.HistogramVec
	inFlight    prometheus.Gauge
	groups      prometheus.Histogram
	commits     prometheus.Histogram
	notKept     prometheus.Counter
	conflicts   *prometheus.CounterVec
	checkpoints prometheus.Counter
	imported    *prometheus.CounterVec
}

// seconds are the buckets of durations: a read takes a fraction of a millisecond,
// and no request more than half a minute.
var seconds = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// New returns the metrics of a program, with the metrics of its process and a label
// of its version.
func New(version string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "waybill_http_requests_total",
			Help: "Requests by the pattern of their path, method and status; 499 is a client that did not wait.",
		}, []string{"route", "method", "status"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "waybill_http_request_duration_seconds",
			Help:    "The time of a request, from its headers to its answer.",
			Buckets: seconds,
		}, []string{"route", "method"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "waybill_http_requests_in_flight",
			Help: "Requests that are being served.",
		}),
		groups: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "waybill_write_group_size",
			Help:    "The number of writes that shared a transaction.",
			Buckets: prometheus.ExponentialBuckets(1, 2, 9), // up to the largest group
		}),
		commits: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "waybill_commit_duration_seconds",
			Help:    "The time of a commit, which is mostly the time of the disk.",
			Buckets: seconds,
		}),
		notKept: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "waybill_writes_not_kept_total",
			Help: "Writes that were rolled back because the database could not be reached or its disk failed.",
		}),
		conflicts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "waybill_transaction_conflicts_total",
			Help: "Transactions that were rolled back because of another transaction, and retried.",
		}, []string{"reason"}),
		checkpoints: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "waybill_checkpoint_failures_total",
			Help: "Failures to write SQLite's WAL into the database. The WAL grows meanwhile.",
		}),
		imported: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "waybill_import_rows_total",
			Help: "Rows of imports over HTTP that are done, without previews.",
		}, []string{"resource", "result"}),
	}
	for _, reason := range []sqldb.Conflict{sqldb.Deadlock, sqldb.Serialization, sqldb.Outrun} {
		m.conflicts.WithLabelValues(string(reason)) // a counter exists with 0 before its first event
	}
	m.registry.MustRegister(m.requests, m.latency, m.inFlight, m.groups, m.commits, m.notKept, m.conflicts, m.checkpoints, m.imported,
		buildInfo(version), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// WatchLog adds the number of log lines that were dropped.
func (m *Metrics) WatchLog(dropped func() int64) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "waybill_log_lines_dropped_total",
		Help: "Log lines that were dropped because nobody read them, or because they could not be written.",
	}, func() float64 { return float64(dropped()) }))
}

// WatchCertificate adds the time at which the certificate of the server expires.
func (m *Metrics) WatchCertificate(expiry func() time.Time) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "waybill_tls_certificate_expiry_timestamp_seconds",
		Help: "When the certificate for HTTPS expires, in seconds since 1970.",
	}, func() float64 { return float64(expiry().Unix()) }))
}

// WatchBackups adds the time of the newest verified backup, which is zero for none, and the
// number of failed backups.
func (m *Metrics) WatchBackups(verified func() time.Time, failures func() int64) {
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "waybill_backup_verified_timestamp_seconds",
			Help: "When the newest verified backup began, in seconds since 1970; 0 if there is none.",
		}, secondsOf(verified)),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "waybill_backup_failures_total",
			Help: "Backups that failed.",
		}, func() float64 { return float64(failures()) }))
}

// WatchSentBackups adds the time of the newest backup in the bucket, which is zero for none, and
// how often a backup could not be sent.
func (m *Metrics) WatchSentBackups(sent func() time.Time, failures func() int64) {
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "waybill_backup_sent_timestamp_seconds",
			Help: "When the newest backup began that the bucket has given back as it was sent, in seconds since 1970; 0 if there is none.",
		}, secondsOf(sent)),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "waybill_backup_send_failures_total",
			Help: "Times that a backup could not be sent to the bucket.",
		}, func() float64 { return float64(failures()) }))
}

// secondsOf returns the value of a gauge of times, which is 0 for the zero time.
func secondsOf(at func() time.Time) func() float64 {
	return func() float64 {
		if t := at(); !t.IsZero() {
			return float64(t.Unix())
		}
		return 0
	}
}

func buildInfo(version string) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name:        "waybill_build_info",
		Help:        "Always 1, with the version of the program and of Go.",
		ConstLabels: prometheus.Labels{"version": version, "go_version": runtime.Version()},
	}, func() float64 { return 1 })
}

// Handler serves the metrics at /metrics, in the format that the client accepts.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		Registry:            m.registry,
		ErrorHandling:       promhttp.ContinueOnError, // some metrics are better than none
		MaxRequestsInFlight: 4,
	}))
	return mux
}

// Began counts a request whose headers were read.
func (m *Metrics) Began() { m.inFlight.Inc() }

// Ended counts a request that was answered. The caller makes sure that route and
// method have few values.
func (m *Metrics) Ended(route, method string, status int, took time.Duration) {
	m.inFlight.Dec()
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.latency.WithLabelValues(route, method).Observe(took.Seconds())
}

// WatchImports lets the counters of the rows of imports begin with 0.
func (m *Metrics) WatchImports(resources, results []string) {
	for _, resource := range resources {
		for _, result := range results {
			m.imported.WithLabelValues(resource, result)
		}
	}
}

// Imported counts rows of an import.
func (m *Metrics) Imported(resource, result string, rows int) {
	m.imported.WithLabelValues(resource, result).Add(float64(rows))
}

// Committed counts a transaction and the writes in it.
func (m *Metrics) Committed(writes int, took time.Duration) {
	m.groups.Observe(float64(writes))
	m.commits.Observe(took.Seconds())
}

// NotKept counts writes that were rolled back.
func (m *Metrics) NotKept(writes int) { m.notKept.Add(float64(writes)) }

// Conflicted counts a transaction that was rolled back because of another one.
func (m *Metrics) Conflicted(reason sqldb.Conflict) {
	m.conflicts.WithLabelValues(string(reason)).Inc()
}

// CheckpointFailed counts a checkpoint that failed.
func (m *Metrics) CheckpointFailed() { m.checkpoints.Inc() }
