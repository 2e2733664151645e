package load_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"waybill/internal/conformance"
	"waybill/internal/load"
	"waybill/internal/resource"
	"waybill/internal/schema"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	conformance.Run(t, load.Resource, conformance.Needs(parentGroups))
}

// TestGoldenStatements shows in review what a change does to the SQL.
func TestGoldenStatements(t *testing.T) {
	t.Parallel()
	conformance.CompareStatements(t, load.Resource)
}

// TestFiltersHaveIndexes: each combination of filters has an index with all of its
// columns that begins with a column of the combination. Lists are counted in it.
func TestFiltersHaveIndexes(t *testing.T) {
	columns := []string{"status", "equipment_type", "customer_id", "carrier_id", "pickup_at"}
	for set := 1; set < 1<<len(columns); set++ {
		var filtered []string
		for i, column := range columns {
			if set&(1<<i) != 0 {
				filtered = append(filtered, column)
			}
		}
		has := func(index resource.Index) bool {
			return slices.Contains(filtered, index.Columns[0]) &&
				!slices.ContainsFunc(filtered, func(column string) bool { return !slices.Contains(index.Columns, column) })
		}
		if !slices.ContainsFunc(load.Resource.Indexes(), has) {
			t.Errorf("no index has %v", filtered)
		}
	}
}

// TestUpdatesAreScannedWithoutRows: a filtered list in the order of updated_at is scanned
// in an index that has the columns of all filters.
func TestUpdatesAreScannedWithoutRows(t *testing.T) {
	t.Parallel()
	at := slices.IndexFunc(load.Resource.Indexes(), func(index resource.Index) bool { return index.Columns[0] == "updated_at" })
	for _, column := range []string{"status", "equipment_type", "customer_id", "carrier_id", "pickup_at"} {
		if !slices.Contains(load.Resource.Indexes()[at].Also, column) {
			t.Errorf("the index by updated_at does not have %s", column)
		}
	}
}

// TestUsualSize: the buffer of an answer need not grow for a load with any number of stops, and
// is at most a half too large.
func TestUsualSize(t *testing.T) {
	t.Parallel()
	for _, stops := range []int{2, 5, 100} {
		l := loadWithStops(stops)
		got, usual := len(load.Resource.JSON(l)), load.Resource.UsualSize(l)
		if got > usual || usual > got*3/2 {
			t.Errorf("a load with %d stops has %d bytes, usual are %d", stops, got, usual)
		}
	}
}

// loadWithStops returns a load with every member that most loads have.
func loadWithStops(stops int) *load.Load {
	at := time.Date(2026, 3, 4, 15, 30, 0, 0, time.UTC)
	weight, distance := 38500.0, 1042.5
	l := &load.Load{
		Record:        resource.Record{ID: someID, ExternalReferenceID: "LOAD-2026-0001", CreatedAt: at, UpdatedAt: at},
		Status:        "DISPATCHED",
		EquipmentType: "DRY_VAN", TransportMode: "FTL",
		Customer: someRef("CUST-000017", "Northern Steel Supply Co."),
		Carrier:  someRef("CARR-000042", "Blue Ridge Trucking LLC"),
		Weight:   &weight, WeightUOM: "lbs", TotalDistance: &distance,
		FinancialRates: []load.Rate{{Entity: "CUSTOMER", Amount: 2450}, {Entity: "CARRIER", Amount: 1980.5}},
	}
	for i := range stops {
		l.Stops = append(l.Stops, load.Stop{
			ID: someID, Number: int32(i + 1), Type: "PICKUP", EarlyArrival: at, LateArrival: at,
			Location: someRef(fmt.Sprintf("LOC-%06d", i), "Springfield Distribution Center"),
		})
	}
	return l
}

const someID = "load_01981f3e5d7c7f2ab1c3d4e5f6a7b8c9"

func someRef(reference, name string) schema.Ref {
	return schema.Ref{ID: someID, ExternalReferenceID: reference, Name: &name}
}
