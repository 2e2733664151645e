package load_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// readUses returns the uses and the active uses by organization and location, without those
// that are 0.
func readUses(tx *sqldb.ReadTx, from string) (map[string][2]int64, error) {
	all := map[string][2]int64{}
	statement := `SELECT CAST(organization_id AS VARCHAR), location_id, CAST(sum(uses) AS BIGINT), CAST(sum(active_uses) AS BIGINT)
		FROM ` + from + ` GROUP BY organization_id, location_id HAVING sum(uses) > 0`
	err := tx.Rows(statement, nil, func(scan func(...any) error) error {
		var organization, location string
		var uses, active int64
		err := scan(&organization, &location, &uses, &active)
		all[organization+" "+location] = [2]int64{uses, active}
		return err
	})
	return all, err
}

// checkLocations fails the test unless load_locations has the uses of the locations by the
// stops, and each of these locations exists.
func checkLocations(t *testing.T, db *sqldb.DB) {
	t.Helper()
	const stops = `(SELECT s.organization_id, location_id, 1 AS uses,
			CASE WHEN status IN ('COMPLETED', 'CANCELLED', 'TENDER_REJECTED', 'INACTIVE') THEN 0 ELSE 1 END AS active_uses
		FROM load_stops s JOIN loads l ON l.organization_id = s.organization_id AND l.id = s.load_id) counted`
	// The context of the test may have ended.
	err := db.ReadSnapshot(context.Background(), func(tx *sqldb.ReadTx) error {
		want, err := readUses(tx, stops)
		if err != nil {
			return err
		}
		got, err := readUses(tx, "load_locations")
		if err != nil {
			return err
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the uses of the locations by loads are -, the kept ones are +\n%s", diff)
		}
		var lost int64
		err = tx.Row(`SELECT count(*) FROM load_stops WHERE location_id NOT IN (SELECT id FROM locations)`, nil, &lost)
		if lost > 0 {
			t.Errorf("%d stops have lost their location", lost)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestLoadsKeepTheirLocations: a location cannot be deleted while a load has a stop there, and
// the answer says whether an active load does.
func TestLoadsKeepTheirLocations(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.parents("P")
		h.location("A", nil)
		h.location("B", nil)
		at := func(locations ...string) (stops []body) {
			for i, location := range locations {
				stops = append(stops, stop(i+1, "BOTH", location, i+1))
			}
			return stops
		}
		const active, finished, none = "active loads", "loads", ""
		expect := func(after, keepsA, keepsB string) {
			t.Helper()
			for location, keeps := range map[string]string{"A": keepsA, "B": keepsB} {
				got := h.Ask("DELETE", "locations/"+location+"?dry_run=true", nil)
				if keeps == none && got.Code != 204 ||
					keeps != none && (got.Code != 409 || !strings.Contains(got.Body.String(), `"Cannot delete location: it is referenced by `+keeps+`"`)) {
					t.Errorf("after %s: the deletion of %s is answered %d %s, want it to be kept by %q", after, location, got.Code, got.Body, keeps)
				}
			}
		}
		expect("nothing", none, none)
		h.Must(201, "POST", "loads", newLoad("L", "P", body{"stops": at("A", "A", "B")}))
		expect("a create", active, active)
		h.Must(200, "PATCH", "loads/L", body{"status": "COMPLETED"})
		expect("the end of the load", finished, finished)
		h.Must(201, "POST", "loads", newLoad("M", "P", body{"status": "CANCELLED", "stops": at("A", "P")}))
		expect("a create of a finished load", finished, finished)
		h.Must(200, "PATCH", "loads/L", body{"status": "ON_HOLD"})
		expect("the return of the load", active, active)
		h.Must(200, "PATCH", "loads/L", body{"status": "ACTIVE", "stops": at("B", "P")})
		expect("an update of the stops", finished, active)
		h.Must(200, "PATCH", "loads/L", body{"status": "INACTIVE", "stops": at("A", "P", "A")})
		expect("an update of status and stops", finished, none)
		h.Must(200, "PATCH", "loads/M", body{"status": "SPOT"})
		h.Must(204, "DELETE", "loads/L", nil)
		expect("the deletion of the finished load", active, none)
		h.Must(200, "POST", "batch/loads", body{"items": []body{
			{"operation": "create", "external_reference_id": "N", "load": newLoad("N", "P", body{"stops": at("B", "P")})},
			{"operation": "delete", "external_reference_id": "M"}}})
		expect("a batch", none, active)
		h.Must(204, "DELETE", "loads/N", nil)
		expect("the deletion of the active load", none, none)
		h.Must(204, "DELETE", "locations/A", nil)
		h.location("A", nil)
		h.Must(201, "POST", "loads", newLoad("L", "P", body{"stops": at("A", "P")}))
		expect("a new location under the same reference", active, none)
	})
}

// TestTheDatabaseKeepsUsedLocations changes rows by SQL, as an operator may: the database keeps
// the locations of loads without the conditions of the server.
func TestTheDatabaseKeepsUsedLocations(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		for _, reference := range []string{"P", "Q"} {
			h.parents(reference)
		}
		h.Must(201, "POST", "loads", newLoad("L", "P", nil))
		run := func(statement string) error {
			return h.DB.Write(t.Context(), func(tx *sqldb.Tx) error {
				rows, err := tx.Exec(statement)
				if err == nil && rows == 0 {
					err = fmt.Errorf("%s changes nothing", statement)
				}
				return err
			})
		}
		const (
			deleteP = `DELETE FROM locations WHERE external_reference_id = 'P'`
			deleteQ = `DELETE FROM locations WHERE external_reference_id = 'Q'`
		)
		for i, step := range []struct {
			statement string
			refused   bool
			orphans   bool // whether there are stops without their load then
		}{
			{deleteP, true, false},
			{`UPDATE load_stops SET location_id = 'loc_of_nobody'`, true, false},
			{`UPDATE load_stops SET location_id = (SELECT id FROM locations WHERE external_reference_id = 'Q') WHERE position = 0`, false, false},
			{deleteP, true, false},
			{deleteQ, true, false},
			{`UPDATE loads SET status = 'COMPLETED'`, false, false},
			{`UPDATE load_stops SET location_id = (SELECT id FROM locations WHERE external_reference_id = 'P')`, false, false},
			{deleteQ, false, false},
			{`UPDATE loads SET status = 'ACTIVE'`, false, false},
			{deleteP, true, false},
			{`DELETE FROM loads`, false, true},
			{deleteP, true, true},
			{`DELETE FROM load_stops`, false, false},
			{deleteP, false, false},
		} {
			if err := run(step.statement); (err != nil) != step.refused {
				t.Fatalf("step %d, %s: %v, want it to be refused: %t", i, step.statement, err, step.refused)
			}
			if !step.orphans {
				checkLocations(t, h.DB)
			}
		}
		// The sums of lanes and weeks are kept by the server only.
		for _, table := range []string{"lane_totals", "lane_carriers", "load_weeks"} {
			if err := run("DELETE FROM " + table); err != nil && !strings.Contains(err.Error(), "changes nothing") {
				t.Fatal(err)
			}
		}
	})
}
