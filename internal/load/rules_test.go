package load_test

import (
	"fmt"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

const (
	laneColumns     = "origin_state, origin_area, destination_state, destination_area"
	scheduleColumns = "pickup_at, delivery_at"
)

// TestLane: the lane goes from the first pickup to the last delivery, in the order of
// the stops. It stays as it was while these locations stay the same.
func TestLane(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.parents("P")
		h.location("CHI", body{"postal_code": "60601-1234"})
		h.location("TOR", body{"state": "CA-ON", "country": "CA", "postal_code": "m5v 3l9"})
		h.location("MEX", body{"state": "MX-CMX", "country": "MX", "postal_code": "06600"})
		h.location("BER", body{"state": "DE-BE", "country": "DE", "postal_code": "10115"})
		h.location("BARE", body{"state": nil})
		h.Must(201, "POST", "loads", newLoad("L", "P", body{"stops": []body{
			stop(4, "BOTH", "TOR", 4), stop(3, "Delivery", "P", 3), stop(2, "pickup", "CHI", 2), stop(1, "DELIVERY", "MEX", 1), stop(5, "PICKUP", "MEX", 5),
		}}))
		expect := func(what, columns, want string) {
			t.Helper()
			if got := h.row(columns); got != want {
				t.Errorf("%s: %s are %s, want %s", what, columns, got, want)
			}
		}
		expect("a create", laneColumns, "US-IL 606 CA-ON M5V")
		expect("a create", scheduleColumns, "1770019200000000 1770220800000000")
		h.Must(200, "PATCH", "locations/CHI", body{"postal_code": "61701"})
		h.Must(200, "PATCH", "loads/L", body{"status": "COVERED"})
		expect("a location that has moved", laneColumns, "US-IL 606 CA-ON M5V")
		h.Must(200, "PATCH", "loads/L", body{"stops": []body{stop(1, "BOTH", "CHI", 6), stop(2, "BOTH", "MEX", 7)}})
		expect("another destination", laneColumns, "US-IL 606 MX-CMX 06")
		expect("other days", scheduleColumns, "1770364800000000 1770480000000000")
		h.Must(200, "PATCH", "loads/L", body{"stops": []body{stop(1, "PICKUP", "BER", 6), stop(2, "DELIVERY", "BARE", 7)}})
		if got := h.row(laneColumns); !strings.HasPrefix(got, "DE-BE - ") || !strings.HasSuffix(got, " -") {
			t.Errorf("places without areas are %s", got)
		}
	})
}

// TestCarrierRate: the rate of the carrier is the sum of its rates.
func TestCarrierRate(t *testing.T) {
	onHost(t, func(t *testing.T, h host) {
		h.parents("P")
		h.Must(201, "POST", "loads", newLoad("L", "P", nil))
		rate := func(entity string, amount float64) body { return body{"rate_entity": entity, "amount": amount} }
		for _, test := range []struct {
			rates []body
			want  string
		}{
			{[]body{rate("CARRIER", 1000.25), rate("CUSTOMER", 5000), rate("CARRIER", -0.25)}, "1000"},
			{[]body{rate("CUSTOMER", 5000)}, "-"},
			{[]body{rate("CARRIER", 1.7e308), rate("CARRIER", 1.7e308)}, "-"},
			{[]body{rate("CARRIER", 0.5)}, "0.5"},
			{[]body{}, "-"},
		} {
			after := h.Must(200, "PATCH", "loads/L", body{"financial_rates": test.rates})
			if got := strings.TrimSuffix(h.row("carrier_rate"), ".0"); got != test.want {
				t.Errorf("the rates %v make %s, want %s", test.rates, got, test.want)
			}
			if again := h.Must(200, "PATCH", "loads/L", body{"financial_rates": test.rates}); again["updated_at"] != after["updated_at"] {
				t.Errorf("the same rates change the load at %v", again["updated_at"])
			}
		}
	})
}

// TestPickupDates: the filters of pickup dates look at the first pickup, include both
// ends, and take a date for its whole day.
func TestPickupDates(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.parents("P")
		for day := 3; day <= 5; day++ {
			h.Must(201, "POST", "loads", newLoad(fmt.Sprint(day), "P", body{"stops": []body{
				stop(1, "DELIVERY", "P", 1), stop(2, []string{"Pickup", "BOTH"}[day%2], "P", day), stop(3, "both", "P", 2)}}))
		}
		for query, want := range map[string]string{
			"pickup_date_from=2026-02-04":                                  "4 5",
			"pickup_date_to=2026-02-04":                                    "3 4",
			"pickup_date_from=2026-02-04&pickup_date_to=2026-02-04":        "4",
			"pickup_date_from=2026-02-04T08:00:00Z":                        "4 5",
			"pickup_date_from=2026-02-04T08:00:00.000001Z":                 "5",
			"pickup_date_to=2026-02-04T08:00:00Z":                          "3 4",
			"pickup_date_to=2026-02-04T07:59:59.999999Z":                   "3",
			"pickup_date_to=2026-02-04T09:00:00%2B01:00":                   "3 4",
			"pickup_date_from=2026-02-05&pickup_date_to=2026-02-03":        "",
			"pickup_date_from=2026-02-01&status=active":                    "3 4 5",
			"pickup_date_from=2026-02-01&status=active&sort=-created_at":   "5 4 3",
			"pickup_date_from=2026-02-01&equipment_type=reefer":            "",
			"pickup_date_from=2026-02-04&customer_external_reference_id=P": "4 5",
		} {
			var found []string
			for _, item := range h.Must(200, "GET", "loads?"+query, nil)["items"].([]any) {
				found = append(found, item.(body)["external_reference_id"].(string))
			}
			if got := strings.Join(found, " "); got != want {
				t.Errorf("%s finds %q, want %q", query, got, want)
			}
		}
	})
}
