package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"waybill/internal/replica"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// TestADeletionBeforeTheUpdateThatAllowsIt: changes that share a commit may have their events in
// another order. The deletion of a customer then comes before the update by which the load
// refers to another, on the same page or at the end of a page. Without the update, the replica
// differs.
func TestADeletionBeforeTheUpdateThatAllowsIt(t *testing.T) {
	t.Parallel()
	server := newTestServer(t, sqldbtest.SQLite(t))
	c := newClient(t, server.address, newKeyOf(t, server.db, "one", tenant.AllScopes()))
	for _, reference := range []string{"A", "B"} {
		c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer(reference))
	}
	for code, state := range map[string]string{"60601": "US-IL", "48201": "US-MI"} {
		c.expect(t, http.StatusCreated, "POST", "/v2/tms-api/locations", fmt.Sprintf(`{"external_reference_id":%q,"postal_code":%[1]q,"state":%q}`, code, state))
	}
	const loads = "/v2/tms-api/loads"
	stop := func(number int, kind, location string) string {
		return fmt.Sprintf(`{"stop_number":%d,"stop_type":%q,"location_external_reference_id":%q,"early_arrival":"2026-02-0%[1]dT08:00:00Z","late_arrival":"2026-02-0%[1]dT16:00:00Z"}`,
			number, kind, location)
	}
	c.expect(t, http.StatusCreated, "POST", loads, `{"external_reference_id":"L","customer_external_reference_id":"A","status":"ACTIVE","equipment_type":"DRY_VAN",
		"transport_mode":"FTL","stops":[`+stop(1, "PICKUP", "60601")+","+stop(2, "DELIVERY", "48201")+`]}`)
	c.expect(t, http.StatusOK, "PATCH", loads+"/L", `{"customer_external_reference_id":"B"}`)
	c.expect(t, http.StatusNoContent, "DELETE", customersPath+"/A", "")
	c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("C"))
	var feed struct {
		Events []map[string]any `json:"events"`
	}
	if err := json.Unmarshal(c.expect(t, http.StatusOK, "GET", "/waybill/v1/events?limit=100", "").body, &feed); err != nil {
		t.Fatal(err)
	}
	events := feed.Events
	deletion := len(events) - 2
	events[deletion-1], events[deletion] = events[deletion], events[deletion-1]
	deletion--
	if events[deletion]["type"] != "customer.deleted" || events[deletion+1]["type"] != "load.updated" {
		t.Fatal(events[deletion]["type"], events[deletion+1]["type"])
	}
	for name, test := range map[string]struct {
		events   []map[string]any
		firstEnd int // of the first page
		want     string
	}{
		"on one page":           {events, len(events), ""},
		"at the end of a page":  {events, deletion + 1, ""},
		"without an update":     {events[:deletion+1], deletion + 1, "others refer to a record that is deleted"},
		"without it, and split": {append(events[:deletion+1:deletion+1], events[deletion+2:]...), deletion + 1, "others refer to a record that is deleted"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := followPages(t, test.events, test.firstEnd)
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %q", err, test.want)
			}
		})
	}
}

// followPages follows a server that has no records at first, and then events on two pages. It
// returns the error of the follower, and otherwise compares the replica.
func followPages(t *testing.T, events []map[string]any, firstEnd int) error {
	t.Helper()
	fake := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Waybill-Cursor", "0")
		if !strings.HasPrefix(r.URL.Path, eventsPath) {
			_, _ = w.Write([]byte(`{"records":[],"next":null}`))
			return
		}
		after, _ := strconv.Atoi(r.URL.Query().Get("after"))
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		end := len(events)
		if after < firstEnd-1 {
			end = firstEnd
		}
		end = min(end, after+limit)
		page := []map[string]any{}
		for i := after; i < end; i++ {
			e := maps.Clone(events[i])
			e["sequence"] = i + 1
			page = append(page, e)
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"events": page, "next": end, "head": len(events)})
	}))
	t.Cleanup(fake.Close)
	db, err := sqldb.Open(t.Context(), sqldbtest.SQLite(t), sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	follower, err := replica.New(t.Context(), replica.Options{
		URL: fake.URL, Key: "key", DB: db, Organization: "one", Resources: resources().replicas(), Log: slog.New(slog.DiscardHandler),
		Pause: func(context.Context, time.Duration) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := follower.CatchUp(t.Context()); err != nil {
		return err
	}
	for _, check := range []struct {
		query string
		want  int
	}{
		{"SELECT count(*) FROM customers WHERE external_reference_id IN ('B', 'C')", 2},
		{"SELECT count(*) FROM customers", 2},
		{"SELECT count(*) FROM loads JOIN customers ON customers.id = loads.customer_id WHERE customers.external_reference_id = 'B'", 1},
	} {
		var got int
		err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error { return tx.Row(check.query, nil, &got) })
		if err != nil || got != check.want {
			t.Errorf("%s: %d, %v", check.query, got, err)
		}
	}
	return nil
}
