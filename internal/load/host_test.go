package load_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"waybill/internal/api"
	"waybill/internal/conformance"
	"waybill/internal/load"
	"waybill/internal/sqldb"
	"waybill/internal/tms"
)

// host serves loads and all that they refer to.
type host struct {
	conformance.Host
	t *testing.T
}

// parentGroups are the resources that loads refer to.
func parentGroups() []api.Group {
	return []api.Group{tms.Customers(), tms.Carriers(), tms.Locations()}
}

// eachHosts runs a test with some hosts of one database, on each engine. Afterwards no
// stop or rate may be without its load, and the sums of lanes, of weeks and of locations must
// be those of the loads.
func eachHosts(t *testing.T, count int, test func(t *testing.T, hosts []host)) {
	t.Parallel()
	conformance.EachTogether(t, count, func(t *testing.T, together []conformance.Host) {
		var hosts []host
		for _, h := range together {
			hosts = append(hosts, host{h, t})
		}
		t.Cleanup(func() {
			conformance.CheckChildren(t, hosts[0].DB, load.Resource.Describe())
			checkLanes(t, hosts[0].DB)
			checkWeeks(t, hosts[0].DB)
			checkLocations(t, hosts[0].DB)
		})
		test(t, hosts)
	}, func() []api.Group {
		return append(parentGroups(), tms.Loads())
	})
}

// onHost runs a test with one host, on each engine.
func onHost(t *testing.T, test func(t *testing.T, h host)) {
	eachHosts(t, 1, func(t *testing.T, hosts []host) { test(t, hosts[0]) })
}

// ranBy returns the statements that fn runs and that contain all of the texts.
func (h host) ranBy(fn func(), texts ...string) []string {
	h.Ran.Take()
	fn()
	return slices.DeleteFunc(h.Ran.Take(), func(statement string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(statement, text) })
	})
}

type body = map[string]any

// parents creates a customer, a carrier and a location under a reference.
func (h host) parents(reference string) {
	h.t.Helper()
	h.Must(201, "POST", "customers", body{"external_reference_id": reference, "name": "Customer " + reference})
	h.Must(201, "POST", "carriers", body{"external_reference_id": reference, "name": "Carrier " + reference})
	h.location(reference, body{"name": "Location " + reference})
}

// location creates a location in Illinois, except for the members in changes.
func (h host) location(reference string, changes body) {
	h.t.Helper()
	sent := body{"external_reference_id": reference, "state": "US-IL", "latitude": 41.9, "longitude": -87.6}
	maps.Copy(sent, changes)
	h.Must(201, "POST", "locations", sent)
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
	maps.Copy(sent, changes)
	return sent
}

// row returns columns of the only load, as texts. A null is "-".
func (h host) row(columns string) string {
	h.t.Helper()
	names := strings.Split(columns, ", ")
	texts, dests := make([]string, len(names)), make([]any, len(names))
	for i := range names {
		names[i], dests[i] = "coalesce(CAST("+names[i]+" AS VARCHAR), '-')", &texts[i]
	}
	err := h.DB.Read(h.t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Row("SELECT "+strings.Join(names, ", ")+" FROM loads", nil, dests...)
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return strings.Join(texts, " ")
}
