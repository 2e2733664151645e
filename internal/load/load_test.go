package load_test

import (
	"slices"
	"testing"

	"waybill/internal/conformance"
	"waybill/internal/load"
	"waybill/internal/resource"
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
