// Package metrics turns what the server's parts tell into metrics for
// Prometheus.
//
// The parts know nothing of Prometheus: they call the methods of a Metrics, or
// are asked when somebody looks. No label has values that clients make up.
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

// Metrics are those of one server. All methods are safe for concurrent use.
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
}

// seconds are the buckets of times: a read takes parts of a millisecond, and no
// request more than half a minute.
var seconds = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// New makes metrics of a program of a version, among them those of its process.
func New(version string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "waybill_http_requests_total",
			Help: "Requests by the pattern of their path, method and status; 499 is a client that did not wait.",
		}, []string{"route", "method", "status"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "waybill_http_request_duration_seconds",
			Help:    "How long requests took, from their headers to their answer.",
			Buckets: seconds,
		}, []string{"route", "method"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "waybill_http_requests_in_flight",
			Help: "Requests that are being served.",
		}),
		groups: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "waybill_write_group_size",
			Help:    "How many writes shared a transaction.",
			Buckets: prometheus.ExponentialBuckets(1, 2, 9), // up to the most there can be
		}),
		commits: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "waybill_commit_duration_seconds",
			Help:    "How long commits took, which is mostly how long the disk took.",
			Buckets: seconds,
		}),
		notKept: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "waybill_writes_not_kept_total",
			Help: "Writes that were undone because the database could not be reached or its disk failed.",
		}),
		conflicts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "waybill_transaction_conflicts_total",
			Help: "Transactions that the database gave up because of another one, and whose writes were tried again.",
		}, []string{"reason"}),
		checkpoints: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "waybill_checkpoint_failures_total",
			Help: "How often SQLite's WAL could not be written into the database, so that it grows.",
		}),
	}
	for _, reason := range []sqldb.Conflict{sqldb.Deadlock, sqldb.Serialization, sqldb.Outrun} {
		m.conflicts.WithLabelValues(string(reason)) // so that there is a 0 before the first
	}
	m.registry.MustRegister(m.requests, m.latency, m.inFlight, m.groups, m.commits, m.notKept, m.conflicts, m.checkpoints,
		buildInfo(version), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// WatchLog adds how many lines of the log were dropped.
func (m *Metrics) WatchLog(dropped func() int64) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "waybill_log_lines_dropped_total",
		Help: "Lines of the log that were dropped because nobody read them, or because they could not be written.",
	}, func() float64 { return float64(dropped()) }))
}

func buildInfo(version string) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name:        "waybill_build_info",
		Help:        "Always 1, with the version of the program and of Go.",
		ConstLabels: prometheus.Labels{"version": version, "go_version": runtime.Version()},
	}, func() float64 { return 1 })
}

// Handler serves the metrics at /metrics, in the form that is asked for.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		Registry:            m.registry,
		ErrorHandling:       promhttp.ContinueOnError, // what is known is worth telling
		MaxRequestsInFlight: 4,
	}))
	return mux
}

// Began counts a request that has come.
func (m *Metrics) Began() { m.inFlight.Inc() }

// Ended counts a request that is answered. Route and method must be of a few.
func (m *Metrics) Ended(route, method string, status int, took time.Duration) {
	m.inFlight.Dec()
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.latency.WithLabelValues(route, method).Observe(took.Seconds())
}

// Committed counts a transaction that a number of writes shared.
func (m *Metrics) Committed(writes int, took time.Duration) {
	m.groups.Observe(float64(writes))
	m.commits.Observe(took.Seconds())
}

// NotKept counts writes that were undone.
func (m *Metrics) NotKept(writes int) { m.notKept.Add(float64(writes)) }

// Conflicted counts a transaction that was given up because of another one.
func (m *Metrics) Conflicted(reason sqldb.Conflict) {
	m.conflicts.WithLabelValues(string(reason)).Inc()
}

// CheckpointFailed counts a checkpoint that failed.
func (m *Metrics) CheckpointFailed() { m.checkpoints.Inc() }
