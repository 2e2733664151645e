package metrics

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"waybill/internal/sqldb"
)

// patience is how long somebody who looks waits for the database.
const patience = 2 * time.Second

// Watch adds metrics of a database. When that does not answer in time, what it
// would have to be asked for is left out and the others are there.
func (m *Metrics) Watch(db *sqldb.DB) { m.registry.MustRegister(database{db}) }

// database asks a database whenever somebody looks.
type database struct{ db *sqldb.DB }

var (
	up = describe("waybill_database_up",
		"Whether the database answered when this was looked at.")
	rows = describe("waybill_rows",
		"Rows of all organizations, by resource.", "resource")
	connections = describe("waybill_database_connections",
		"Connections to the database, on SQLite those that read.", "state")
	connectionsMax = describe("waybill_database_connections_max",
		"How many connections there are at most.")
	waits = describe("waybill_database_connection_waits_total",
		"How often a connection was waited for.")
	waited = describe("waybill_database_connection_wait_seconds_total",
		"How long connections were waited for.")
	wal = describe("waybill_sqlite_wal_bytes",
		"The size of SQLite's WAL file.")
)

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

// Describe implements prometheus.Collector.
func (d database) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{up, rows, connections, connectionsMax, waits, waited, wal} {
		to <- desc
	}
}

// Collect implements prometheus.Collector.
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
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	counts, err := d.db.RowCounts(ctx)
	if err != nil {
		gauge(up, 0)
		return
	}
	gauge(up, 1)
	for resource, count := range counts {
		gauge(rows, float64(count), resource)
	}
}
