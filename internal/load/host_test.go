package load_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waybill/internal/api"
	"waybill/internal/carrier"
	"waybill/internal/conformance"
	"waybill/internal/customer"
	"waybill/internal/load"
	"waybill/internal/location"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// host serves loads and all that they refer to, from a database that other hosts may
// serve, too.
type host struct {
	t      *testing.T
	db     *sqldb.DB
	server *api.Server
	ran    *trace
}

// trace has the statements that ran.
type trace struct {
	mu   sync.Mutex
	seen []string
}

func (s *trace) add(statement string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, statement)
}

// of returns the statements that fn runs and that contain all of the texts.
func (s *trace) of(fn func(), texts ...string) (found []string) {
	s.mu.Lock()
	s.seen = nil
	s.mu.Unlock()
	fn()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, statement := range s.seen {
		if !slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(statement, text) }) {
			found = append(found, statement)
		}
	}
	return found
}

const key = "key-1"

// eachHosts runs a test with some hosts of one database, on each engine. Afterwards no
// stop or rate may be without its load.
func eachHosts(t *testing.T, count int, test func(t *testing.T, hosts []host)) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		var hosts []host
		for range count {
			hosts = append(hosts, newHost(t, address))
		}
		if _, err := tenant.ImportKeys(t.Context(), hosts[0].db, strings.NewReader(key+",one")); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conformance.CheckChildren(t, hosts[0].db, load.Resource.Describe()) })
		test(t, hosts)
	})
}

func newHost(t *testing.T, address string) host {
	t.Helper()
	h := host{t: t, ran: &trace{}}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Trace: h.ran.add})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	h.db = db
	h.server = api.New(api.Options{
		DB: db, Keys: tenant.NewAuthenticator(db, time.Now),
		Log:     slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError})),
		Timeout: time.Minute, ListTimeout: time.Minute, MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxBodies: 40 << 20,
	}, api.Routes(customer.Resource), api.Routes(carrier.Resource), api.Routes(location.Resource), api.Routes(load.Resource))
	return h
}

// onHost runs a test with one host, on each engine.
func onHost(t *testing.T, test func(t *testing.T, h host)) {
	eachHosts(t, 1, func(t *testing.T, hosts []host) { test(t, hosts[0]) })
}

type body = map[string]any

func (h host) ask(method, path string, sent any, header ...string) *httptest.ResponseRecorder {
	text := ""
	if sent != nil {
		encoded, err := json.Marshal(sent)
		if err != nil {
			h.t.Fatal(err)
		}
		text = string(encoded)
	}
	request := httptest.NewRequestWithContext(context.Background(), method, "/v2/tms-api/"+path, strings.NewReader(text))
	request.Header.Set("X-API-Key", key)
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Add(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	h.server.ServeHTTP(recorder, request)
	return recorder
}

// must sends a request whose status is known.
func (h host) must(status int, method, path string, sent any, header ...string) (answer body) {
	h.t.Helper()
	got := h.ask(method, path, sent, header...)
	if got.Code != status {
		h.t.Fatalf("%s %s %v: %d, want %d: %s", method, path, sent, got.Code, status, got.Body)
	}
	if got.Body.Len() > 0 {
		if err := json.Unmarshal(got.Body.Bytes(), &answer); err != nil {
			h.t.Fatalf("%s %s: %v", method, path, err)
		}
	}
	return answer
}

// parents creates a customer, a carrier and a location under a reference.
func (h host) parents(reference string) {
	h.t.Helper()
	h.must(201, "POST", "customers", body{"external_reference_id": reference, "name": "Customer " + reference})
	h.must(201, "POST", "carriers", body{"external_reference_id": reference, "name": "Carrier " + reference})
	h.location(reference, body{"name": "Location " + reference})
}

// location creates a location in Illinois, except for the members in changes.
func (h host) location(reference string, changes body) {
	h.t.Helper()
	sent := body{"external_reference_id": reference, "state": "US-IL", "latitude": 41.9, "longitude": -87.6}
	for name, value := range changes {
		sent[name] = value
	}
	h.must(201, "POST", "locations", sent)
}

// stop is a stop at a location on a day of February 2026.
func stop(number int, kind, location string, day int) body {
	moment := func(hour int) string { return fmt.Sprintf("2026-02-%02dT%02d:00:00Z", day, hour) }
	return body{"stop_number": number, "stop_type": kind, "location_external_reference_id": location,
		"early_arrival": moment(8), "late_arrival": moment(16)}
}

// newLoad is a load from one location to another, except for the members in changes.
func newLoad(reference, parent string, changes body) body {
	sent := body{"external_reference_id": reference, "status": "ACTIVE", "equipment_type": "DRY_VAN", "transport_mode": "FTL",
		"customer_external_reference_id": parent, "carrier_external_reference_id": parent,
		"stops": []body{stop(1, "PICKUP", parent, 1), stop(2, "DELIVERY", parent, 2)}}
	for name, value := range changes {
		sent[name] = value
	}
	return sent
}

// row returns columns of the only load, as texts.
func (h host) row(columns string) (row string) {
	h.t.Helper()
	names := strings.Split(columns, ", ")
	err := h.db.Read(h.t.Context(), func(tx *sqldb.ReadTx) error {
		values := make([]*string, len(names))
		dests := make([]any, len(names))
		for i := range names {
			names[i], dests[i] = "CAST("+names[i]+" AS VARCHAR)", &values[i]
		}
		err := tx.Row("SELECT "+strings.Join(names, ", ")+" FROM loads", nil, dests...)
		var texts []string
		for _, value := range values {
			if value == nil {
				value = new(string)
				*value = "-"
			}
			texts = append(texts, *value)
		}
		row = strings.Join(texts, " ")
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return row
}
