package metrics

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"waybill/internal/sqldb"
)

// scrapeTimeout bounds how long a scrape waits for the database.
const scrapeTimeout = 2 * time.Second

// Watch adds the metrics of a database. A scrape to which the database does not
// answer in time lacks only the metrics that need a query.
func (m *Metrics) Watch(db *sqldb.DB) { m.registry.MustRegister(database{db}) }

// database collects the metrics of a database at each scrape.
type database struct{ db *sqldb.DB }

var (
	up = describe("waybill_database_up",
		"Whether the database answered this scrape.")
	rows = describe("waybill_rows",
		"Rows of all organizations, by resource.", "resource")
	connections = describe("waybill_database_connections",
		"Connections to the database; on SQLite, the connections that read.", "state")
	connectionsMax = describe("waybill_database_connections_max",
		"The largest number of connections.")
	waits = describe("waybill_database_connection_waits_total",
		"Waits for a connection.")
	waited = describe("waybill_database_connection_wait_seconds_total",
		"The time of all waits for a connection.")
	wal = describe("waybill_sqlite_wal_bytes",
		"The size of SQLite's WAL file.")
	unindexed = describe("waybill_text_index_pending_rows",
		"Rows that a text index of SQLite does not have yet, at most. Each search compares them one by one.", "table")
)

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

// Describe sends the description of every metric that Collect may send.
func (d database) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{up, rows, connections, connectionsMax, waits, waited, wal, unindexed} {
		to <- desc
	}
}

// Collect sends the metrics. It waits for the database up to scrapeTimeout.
func (d database) Collect(to chan<- prometheus.Metric) {
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	counter := func(desc *prometheus.Desc, value float64) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.CounterValue, value)
	}
	s := d.db.Stats()
	gauge(connections, float64(s.InUse), "in_use")
	gauge(connections, float64(s.Idle), "idle")
	gauge(connectionsMax, float64(s.Max))
	counter(waits, float64(s.Waits))
	counter(waited, s.Waited.Seconds())
	if s.WAL > 0 {
		gauge(wal, float64(s.WAL))
	}
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	counts, err := d.db.RowCounts(ctx)
	pending, failed := d.db.UnindexedRows(ctx)
	if err != nil || failed != nil {
		gauge(up, 0)
		return
	}
	gauge(up, 1)
	for resource, count := range counts {
		gauge(rows, float64(count), resource)
	}
	for table, count := range pending {
		gauge(unindexed, float64(count), table)
	}
}
