package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

var metricLine = regexp.MustCompile(`(?m)^([a-z_]+(?:\{.*\})?) (\S+)$`)

// scrape gives the metrics of a server, by name and labels.
func scrape(t *testing.T, address string) map[string]float64 {
	t.Helper()
	c := newClient(t, address, "")
	defer c.http.CloseIdleConnections() // who looks often leaves nothing
	got := c.expect(t, http.StatusOK, "GET", "/metrics", "")
	found := map[string]float64{}
	for _, line := range metricLine.FindAllStringSubmatch(string(got.body), -1) {
		value, err := strconv.ParseFloat(line[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		found[line[1]] = value
	}
	return found
}

// scrapeAtRest is scrape once nothing is under way: a client may have its answer a
// moment before the server is done with it, which works a little in the background.
// And the database must have answered, for which a look waits two seconds only.
func scrapeAtRest(t *testing.T, address string) map[string]float64 {
	t.Helper()
	var got map[string]float64
	atRest := func() bool {
		got = scrape(t, address)
		requests, counted := got["waybill_http_requests_in_flight"]
		inUse, told := got[`waybill_database_connections{state="in_use"}`]
		return requests == 0 && counted && inUse == 0 && told && got["waybill_database_up"] == 1
	}
	if !eventually(atRest) {
		t.Fatalf("requests or connections are still in use, or the database is down: %v", got)
	}
	return got
}

// watchedServer is a server with metrics, and a client of it.
func watchedServer(t *testing.T, database string) (*testServer, *client) {
	t.Helper()
	server := newTestServer(t, database, "--admin-address=127.0.0.1:0")
	if _, err := tenant.ImportKeys(t.Context(), server.db, strings.NewReader("key,one\nother,two")); err != nil {
		t.Fatal(err)
	}
	return server, newClient(t, server.address, "key")
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		server, c := watchedServer(t, database)
		for i := range 3 {
			c.expect(t, 201, "POST", customersPath, newCustomer(fmt.Sprint(i)))
		}
		newClient(t, server.address, "other").expect(t, 201, "POST", customersPath, newCustomer("of the other"))
		c.expect(t, 409, "POST", customersPath, newCustomer("1"))
		c.expect(t, 200, "GET", customersPath+"/1", "")
		c.expect(t, 404, "GET", customersPath+"/none", "")
		got := scrapeAtRest(t, server.admin)
		for name, want := range map[string]float64{
			`waybill_http_requests_total{method="POST",route="/v2/tms-api/customers",status="201"}`:               4,
			`waybill_http_requests_total{method="POST",route="/v2/tms-api/customers",status="409"}`:               1,
			`waybill_http_requests_total{method="GET",route="/v2/tms-api/customers/{id}",status="200"}`:           1,
			`waybill_http_requests_total{method="GET",route="/v2/tms-api/customers/{id}",status="404"}`:           1,
			`waybill_http_request_duration_seconds_count{method="POST",route="/v2/tms-api/customers"}`:            5,
			`waybill_http_request_duration_seconds_bucket{method="POST",route="/v2/tms-api/customers",le="+Inf"}`: 5,
			`waybill_rows{resource="customers"}`:                     4,
			`waybill_database_up`:                                    1,
			`waybill_database_connections_max`:                       float64(server.db.Stats().Max),
			`waybill_writes_not_kept_total`:                          0,
			`waybill_checkpoint_failures_total`:                      0,
			`waybill_transaction_conflicts_total{reason="deadlock"}`: 0,
		} {
			if value, ok := got[name]; !ok || value != want {
				t.Errorf("%s is %v (%v), want %v", name, value, ok, want)
			}
		}
		if writes := got["waybill_write_group_size_sum"]; writes < 5 { // the keys and four customers
			t.Errorf("%v writes were committed", writes)
		}
		for _, name := range []string{"waybill_commit_duration_seconds_sum", "go_goroutines", "process_start_time_seconds"} {
			if got[name] <= 0 {
				t.Errorf("%s is %v", name, got[name])
			}
		}
		if wal := got["waybill_sqlite_wal_bytes"]; (wal > 0) == sqldb.IsPostgres(database) {
			t.Errorf("the WAL has %v bytes", wal)
		}
		if pending, told := got[`waybill_text_index_pending_rows{table="customers"}`]; told == sqldb.IsPostgres(database) || told && pending != 4 {
			t.Errorf("the text index lacks %v rows (%v)", pending, told)
		}
		if !slices.ContainsFunc(slices.Collect(maps.Keys(got)), func(name string) bool {
			return strings.HasPrefix(name, "waybill_build_info{go_version=")
		}) {
			t.Error("nothing tells the version")
		}
	})
}

// TestRowsOfImportsAreCounted: by their results, and not those of a preview.
func TestRowsOfImportsAreCounted(t *testing.T) {
	t.Parallel()
	server, c := watchedServer(t, sqldbtest.SQLite(t))
	const path, file = "/waybill/v1/imports/customers", "external_reference_id,name\nA,first\nB,second\nC,\n"
	for _, query := range []string{"?dry_run=true", "", ""} {
		if got := c.sendWith(t, "POST", path+query, file, map[string]string{"Content-Type": "text/csv"}); got.status != 200 {
			t.Fatalf("%s is answered %d %s", query, got.status, got.body)
		}
	}
	got := scrapeAtRest(t, server.admin)
	for result, want := range map[string]float64{"created": 2, "same": 2, "error": 2, "updated": 0, "held": 0} {
		name := `waybill_import_rows_total{resource="customers",result="` + result + `"}`
		if value, ok := got[name]; !ok || value != want {
			t.Errorf("%s is %v (%v), want %v", name, value, ok, want)
		}
	}
	if value, ok := got[`waybill_import_rows_total{resource="loads",result="created"}`]; !ok || value != 0 {
		t.Errorf("the rows of loads are %v (%v)", value, ok)
	}
}

// TestClientsMakeNoMetrics: whatever is asked for, there are no more of them.
func TestClientsMakeNoMetrics(t *testing.T) {
	t.Parallel()
	server, c := watchedServer(t, sqldbtest.SQLite(t))
	strange := func(n int) {
		c.expect(t, 404, "GET", fmt.Sprintf("/none/%d?a=%d", n, n), "")
		c.expect(t, 404, "GET", fmt.Sprintf("%s/%d", customersPath, n), "")
		c.expect(t, 405, fmt.Sprintf("BREW%d", n), customersPath, "")
		c.expect(t, 404, fmt.Sprintf("BREW%d", n), "/none", "")
		newClient(t, server.address, fmt.Sprint("key", n)).expect(t, 401, "GET", customersPath, "")
	}
	strange(0)
	before := len(scrapeAtRest(t, server.admin))
	for n := range 20 {
		strange(n)
	}
	if after := scrapeAtRest(t, server.admin); len(after) != before || after[`waybill_http_requests_total{method="GET",route="none",status="404"}`] != 21 {
		t.Errorf("there were %d metrics, and are %d: %v", before, len(after), after)
	}
}

// TestMetricsWithoutADatabase: what is known is told, and in time.
func TestMetricsWithoutADatabase(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		server, c := watchedServer(t, database)
		c.expect(t, 200, "GET", customersPath, "")
		scrapeAtRest(t, server.admin)
		release, limit := make(chan struct{}), server.db.Stats().Max
		letGo := sync.OnceFunc(func() { close(release) })
		defer letGo()
		read := func(tx *sqldb.ReadTx) error {
			defer func() { <-release }()
			return tx.Rows("SELECT 1", nil, func(func(...any) error) error { return nil })
		}
		var reading sync.WaitGroup
		for organization := range limit { // more than there are connections of either kind
			reading.Go(func() { _ = server.db.Read(context.Background(), read) })
			reading.Go(func() { _ = server.db.ReadList(context.Background(), int64(organization), read) })
		}
		if !eventually(func() bool { return server.db.Stats().InUse >= limit }) {
			t.Fatal("the connections are never all in use")
		}
		check := func(when string) {
			t.Helper()
			begun := time.Now()
			got := scrape(t, server.admin)
			up, told := got["waybill_database_up"]
			if _, counted := got[`waybill_rows{resource="customers"}`]; up != 0 || !told || counted || time.Since(begun) > testTimeout/2 {
				t.Errorf("%s: up %v (%v), after %s", when, up, told, time.Since(begun))
			}
			if got[`waybill_http_requests_total{method="GET",route="/v2/tms-api/customers",status="200"}`] != 1 {
				t.Errorf("%s: the rest is not told: %v", when, got)
			}
		}
		check("while the database does not answer")
		letGo()
		reading.Wait()
		if err := server.db.Close(); err != nil {
			t.Fatal(err)
		}
		check("once the database is closed")
	})
}

func TestMetricsHaveAnAddressOfTheirOwn(t *testing.T) {
	t.Parallel()
	server, c := watchedServer(t, sqldbtest.SQLite(t))
	c.expect(t, 404, "GET", "/metrics", "")
	admin := newClient(t, server.admin, "key")
	for _, path := range []string{"/", customersPath, "/openapi.json", "/healthz", "/debug/pprof/"} {
		admin.expect(t, 404, "GET", path, "")
	}
	admin.expect(t, 405, "POST", "/metrics", "")
	if off := newTestServer(t, sqldbtest.SQLite(t)); off.admin != "" {
		t.Errorf("without the setting there are metrics at %s", off.admin)
	}
}

func TestMetricsOnAPortInUse(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	database := sqldbtest.EmptySQLite(t)
	got := runCommand(t, "", serveArgs(database, "--admin-address="+listener.Addr().String())...)
	if got.status != 1 || !strings.Contains(got.err, "waybill: cannot listen on --admin-address ") || !strings.Contains(got.err, "in use") {
		t.Errorf("status %d: %s", got.status, got.err)
	}
	if _, err := os.Stat(database); err == nil {
		t.Error("there is a database now")
	}
}

func TestMetricsEndWithTheServer(t *testing.T) {
	t.Parallel()
	started, err := settings(t, "--address=127.0.0.1:0", "--admin-address=127.0.0.1:0", "--database="+sqldbtest.SQLite(t)).
		start(t.Context(), logging{}.open(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() { stopped <- started.run(ctx) }()
	address := started.admin.listener.Addr().String()
	scrape(t, address)
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	stop()
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	// Whoever listens at the address by now may be another server.
	if err := started.admin.listener.Close(); !errors.Is(err, net.ErrClosed) {
		t.Error("the metrics are there without their server")
	}
	_ = conn.SetReadDeadline(time.Now().Add(testTimeout))
	if _, err := conn.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("a connection to the metrics is there without their server")
	}
}
