package load_test

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
)

// sums are the sums of lanes by their keys.
type sums map[string][]int64

func (s sums) add(amounts []int64, key ...any) {
	name := fmt.Sprintln(key...)
	if s[name] == nil {
		s[name] = make([]int64, len(amounts))
	}
	for i, amount := range amounts {
		s[name][i] += amount
	}
}

// checkLanes fails the test unless the sums that are kept are those of the loads.
func checkLanes(t *testing.T, db *sqldb.DB) {
	t.Helper()
	// The context of the test may have ended.
	err := db.ReadSnapshot(context.Background(), func(tx *sqldb.ReadTx) error {
		want, err := recount(tx)
		if err != nil {
			return err
		}
		got := sums{}
		for table, columns := range keptSums {
			if err := got.readKept(tx, table, columns.key, columns.amounts); err != nil {
				return err
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the sums of the loads are -, the kept sums are +\n%s", diff)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// keptSums are the tables of sums, with the columns that are in the key besides the slot and
// those of a lane, and with the sums.
var keptSums = map[string]struct{ key, amounts []string }{
	"lane_totals":        {nil, strings.Fields("loads delivered rated rates miled miled_rates miles")},
	"lane_carriers":      {[]string{"carrier_id", "equipment_type"}, strings.Fields("loads rated rates miled miled_rates miles")},
	"lane_carrier_loads": {[]string{"carrier_id"}, []string{"loads"}},
}

// readKept reads the sums of a table. It leaves out sums that are all 0.
func (s sums) readKept(tx *sqldb.ReadTx, table string, ofKey, amounts []string) error {
	columns := append(strings.Fields("organization_id origin_state destination_state origin_area destination_area"), ofKey...)
	key, found := make([]string, len(columns)), make([]int64, len(amounts))
	var dests []any
	for i := range columns {
		columns[i] = "CAST(" + columns[i] + " AS VARCHAR)"
		dests = append(dests, &key[i])
	}
	for i := range amounts {
		dests = append(dests, &found[i])
	}
	return tx.Rows("SELECT "+strings.Join(append(columns, amounts...), ", ")+" FROM "+table, nil, func(scan func(...any) error) error {
		if err := scan(dests...); err != nil {
			return err
		}
		name := []any{table}
		for _, text := range key {
			name = append(name, text)
		}
		s.add(found, name...)
		if full := fmt.Sprintln(name...); !slices.ContainsFunc(s[full], func(n int64) bool { return n != 0 }) {
			delete(s, full)
		}
		return nil
	})
}

// recount sums the loads without the code of the product.
func recount(tx *sqldb.ReadTx) (sums, error) {
	all := sums{}
	statement := `SELECT CAST(organization_id AS VARCHAR), origin_state, origin_area, destination_state, destination_area, carrier_id,
		equipment_type, status, carrier_rate, total_distance FROM loads`
	err := tx.Rows(statement, nil, func(scan func(...any) error) error {
		var organization, equipment, status string
		var fromState, fromArea, toState, toArea, carrier *string
		var rate, distance sql.NullFloat64
		if err := scan(&organization, &fromState, &fromArea, &toState, &toArea, &carrier, &equipment, &status, &rate, &distance); err != nil {
			return err
		}
		if fromState == nil || toState == nil || slices.Contains([]string{"CANCELLED", "TENDER_REJECTED", "INACTIVE"}, status) {
			return nil
		}
		var rates [5]int64
		if rate.Valid && math.Abs(rate.Float64) <= 1e7 {
			rates[0], rates[1] = 1, int64(math.Floor(rate.Float64*10_000+0.5))
			if distance.Valid && distance.Float64 >= 0.001 && distance.Float64 <= 1e6 {
				rates[2], rates[3], rates[4] = 1, rates[1], int64(math.Floor(distance.Float64*1000+0.5))
			}
		}
		isDelivered := int64(0)
		if slices.Contains([]string{"DELIVERED", "PAYMENT_PROCESSING", "ACCOUNTING_REVIEW", "COMPLETED"}, status) {
			isDelivered = 1
		}
		text := func(area *string) string {
			if area == nil {
				return ""
			}
			return *area
		}
		all.add(append([]int64{1, isDelivered}, rates[:]...), "lane_totals", organization, *fromState, *toState, text(fromArea), text(toArea))
		if isDelivered == 0 || carrier == nil {
			return nil
		}
		byCarrier := append([]int64{1}, rates[:]...)
		all.add(byCarrier, "lane_carriers", organization, *fromState, *toState, "*", "*", *carrier, equipment)
		all.add(byCarrier, "lane_carriers", organization, *fromState, *toState, text(fromArea), text(toArea), *carrier, equipment)
		all.add([]int64{1}, "lane_carrier_loads", organization, *fromState, *toState, text(fromArea), text(toArea), *carrier)
		return nil
	})
	return all, err
}

// laneHost is a host with places and carriers for random loads.
var laneLocations = map[string]body{
	"CHI": {"postal_code": "60601"}, "NAP": {"postal_code": "60540"}, "TOR": {"state": "CA-ON", "country": "CA", "postal_code": "M5V 3L9"},
	"BER": {"state": "DE-BE", "country": "DE", "postal_code": "10115"}, "SEA": {"state": nil, "latitude": 30.0, "longitude": -40.0},
}

func (h host) laneParents() {
	h.t.Helper()
	h.parents("P")
	h.Must(201, "POST", "carriers", body{"external_reference_id": "Q", "name": "Carrier Q"})
	for reference, changes := range laneLocations {
		h.location(reference, changes)
	}
}

// pick returns one of some values.
func pick[T any](random *rand.Rand, values ...T) T { return values[random.IntN(len(values))] }

// randomChanges returns changes of a load, each with a chance of a half.
func randomChanges(random *rand.Rand) body {
	all := body{
		"status":                        pick(random, "ACTIVE", "COVERED", "DELIVERED", "COMPLETED", "COMPLETED", "CANCELLED"),
		"equipment_type":                pick(random, "REEFER", "DRY_VAN"),
		"carrier_external_reference_id": pick[any](random, "P", "Q", nil),
		"total_distance":                pick[any](random, 285.5, 1e7, 0, nil),
		"financial_rates": []body{
			{"rate_entity": pick(random, "CARRIER", "CUSTOMER"), "amount": pick(random, 1800.25, 0.00005, -3, 2e7)},
			{"rate_entity": "CARRIER", "amount": 0.1}},
		"stops": []body{
			stop(1, "PICKUP", pick(random, "CHI", "NAP", "TOR", "BER", "SEA"), 1+random.IntN(10)),
			stop(2, "DELIVERY", pick(random, "CHI", "NAP", "TOR", "BER", "SEA"), 11+random.IntN(10))},
	}
	for name := range all {
		if random.IntN(2) == 0 {
			delete(all, name)
		}
	}
	return all
}

// operate performs a random operation on one of a few loads.
func (h host) operate(random *rand.Rand) {
	reference := fmt.Sprint("L", random.IntN(6))
	changes := randomChanges(random)
	switch random.IntN(9) {
	case 0, 1:
		h.try("POST", "loads", newLoad(reference, "P", changes))
	case 2, 3:
		h.try("PATCH", "loads/"+reference, changes)
	case 4:
		h.try("DELETE", "loads/"+reference, nil)
	case 5:
		var items []body
		for range 4 {
			key := fmt.Sprint("L", random.IntN(8))
			item := body{"operation": pick(random, "create", "update", "upsert", "delete"), "external_reference_id": key}
			if item["operation"] != "delete" {
				item["load"] = newLoad(key, "P", randomChanges(random))
			}
			items = append(items, item)
		}
		h.try("POST", "batch/loads"+pick(random, "", "", "?atomic=true", "?dry_run=true"), body{"items": items})
	case 6: // writes that leave nothing, or the same
		h.try("PATCH", "loads/"+reference+"?dry_run=true", changes)
		h.try("PATCH", "loads/"+reference, changes, "Idempotency-Key", fmt.Sprint(random.IntN(3)))
		h.try("DELETE", "loads/"+reference+"?dry_run=true", nil)
	case 7: // a place that changes leaves the lanes of the loads
		h.try("PATCH", "locations/"+pick(random, "CHI", "NAP"), body{"postal_code": pick(random, "60601", "60540", "61701")})
	case 8: // a location that no load refers to is deleted
		place := pick(random, "TOR", "BER", "SEA")
		h.try("DELETE", "locations/"+place, nil)
		h.try("PATCH", "loads/"+reference, body{"stops": []body{stop(1, "PICKUP", place, 1), stop(2, "BOTH", place, 2)}})
		h.try("POST", "locations", body{"external_reference_id": place, "state": "US-IL", "latitude": 41.9, "longitude": -87.6})
	}
}

// try sends a request, which may fail for a reason of its own, and not of the server.
func (h host) try(method, path string, sent body, header ...string) {
	if got := h.Ask(method, path, sent, header...); got.Code >= 500 {
		h.t.Errorf("%s %s %v: %d %s", method, path, sent, got.Code, got.Body)
	}
}

// TestLaneTotals performs random operations by two handles of a database at once. Then the
// sums of lanes are those of the loads.
func TestLaneTotals(t *testing.T) {
	eachHosts(t, 2, func(t *testing.T, hosts []host) {
		hosts[0].laneParents()
		seed := rand.Uint64()
		t.Logf("the seed is %d", seed)
		var all sync.WaitGroup
		for n, h := range slices.Concat(hosts, hosts) {
			random := rand.New(rand.NewPCG(seed, uint64(n)))
			all.Go(func() {
				for range 60 {
					h.operate(random)
				}
			})
		}
		all.Wait()
		var kept int64
		err := hosts[0].DB.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Row(`SELECT count(*) FROM lane_carriers`, nil, &kept)
		})
		if err != nil || kept < 3 {
			t.Errorf("only %d sums of carriers are kept: %v", kept, err)
		}
	})
}
