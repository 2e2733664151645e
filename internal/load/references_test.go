package load_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestRenames: a load shows the names of now. Its ETag changes with them, its version
// does not.
func TestRenames(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.parents("P")
		h.Must(201, "POST", "loads", newLoad("L", "P", nil))
		for _, test := range []struct{ plural, member string }{
			{"customers", `"customer_name":"New name"`}, {"carriers", `"carrier_name":"New name"`}, {"locations", `"location_name":"New name"`},
		} {
			before := h.Ask("GET", "loads/L", nil).Header().Get("ETag")
			h.Must(200, "PATCH", test.plural+"/P", body{"name": "New name"})
			after := h.Ask("GET", "loads/L", nil, "If-None-Match", before)
			if after.Code != http.StatusOK || !strings.Contains(after.Body.String(), test.member) {
				t.Errorf("%s: after a rename, a get with the tag of before is answered %d %s", test.plural, after.Code, after.Body)
			}
			if list := h.Ask("GET", "loads", nil); !strings.Contains(list.Body.String(), test.member) {
				t.Errorf("%s: after a rename, the list is %s", test.plural, list.Body)
			}
			version, _, _ := strings.Cut(before, "-")
			if now := after.Header().Get("ETag"); now == before || !strings.HasPrefix(now, version+"-") {
				t.Errorf("%s: a rename changes the tag %s to %s", test.plural, before, now)
			}
			h.Must(200, "PATCH", "loads/L", body{"description": test.plural}, "If-Match", before)
			h.Must(412, "PATCH", "loads/L", body{"description": "x"}, "If-Match", before)
		}
	})
}

// TestCreatesShowTheNamesOfNow: the answer to a create has the customer, the carrier and the
// locations as they are, whichever of two servers has changed them, or has created them anew
// under the same reference, since the load before.
func TestCreatesShowTheNamesOfNow(t *testing.T) {
	sqldbtest.Sequential(t)
	eachHosts(t, 2, func(t *testing.T, hosts []host) {
		created := 0
		expect := func(name string) {
			t.Helper()
			created++
			answer := hosts[0].Ask("POST", "loads", newLoad(fmt.Sprint("L", created), "P", nil))
			for _, member := range []string{"customer_name", "carrier_name", "location_name"} {
				if want := fmt.Sprintf("%q:%q", member, name); !strings.Contains(answer.Body.String(), want) {
					t.Errorf("the create of load %d is answered %d %s, want %s", created, answer.Code, answer.Body, want)
				}
			}
		}
		changeAll := func(method string, sent body, by host) {
			t.Helper()
			for _, plural := range []string{"customers", "carriers", "locations"} {
				by.Must(200, method, plural+"/P", sent)
			}
		}
		hosts[0].parents("P")
		changeAll("PATCH", body{"name": "First"}, hosts[0])
		for round := range 3 {
			expect("First")
			expect("First")
			changeAll("PATCH", body{"name": "Second"}, hosts[round%len(hosts)])
			expect("Second")
			for n := 1; n <= created; n++ {
				hosts[1].Must(204, "DELETE", fmt.Sprint("loads/L", n), nil)
			}
			for _, plural := range []string{"customers", "carriers", "locations"} {
				hosts[round%len(hosts)].Must(204, "DELETE", plural+"/P", nil)
			}
			hosts[0].Must(422, "POST", "loads", newLoad("NONE", "P", nil))
			hosts[1].parents("P")
			changeAll("PATCH", body{"name": "First"}, hosts[1])
			created = 0
		}
	})
}

// TestStatementsOfLoads counts statements: they do not depend on the number of loads,
// stops and references.
func TestStatementsOfLoads(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		const loads, places = 50, 10
		const connections = 8 // that read on SQLite, at most, and that read lists
		for n := range places {
			h.parents(fmt.Sprint("P", n))
		}
		batch := func(loads int) body {
			var items []body
			for n := range loads {
				var stops []body
				for number := range 5 {
					stops = append(stops, stop(number+1, "BOTH", fmt.Sprint("P", (n+number)%places), 1+number))
				}
				reference := fmt.Sprint("L", n)
				items = append(items, body{"operation": "upsert", "external_reference_id": reference,
					"load": newLoad(reference, fmt.Sprint("P", n%places), body{"stops": stops, "description": fmt.Sprint(loads)})})
			}
			return body{"items": items}
		}
		expect := func(what string, want int, statements []string) {
			t.Helper()
			if len(statements) != want {
				t.Errorf("%s takes %d statements, want %d:\n%s", what, len(statements), want, strings.Join(statements, "\n"))
			}
		}
		for _, size := range []int{1, loads} {
			sent := batch(size)
			for _, target := range []string{"customers", "carriers", "locations"} {
				expect(fmt.Sprintf("looking up the %s of %d loads", target, size), 1, h.ranBy(func() {
					h.Must(200, "POST", "batch/loads?dry_run=true", sent)
				}, "FROM "+target+" WHERE organization_id = ", "AND external_reference_id "))
			}
			h.Must(200, "POST", "batch/loads", sent)
			if !h.DB.Shared() {
				expect("looking up what the load before refers to", 0, h.ranBy(func() {
					h.Must(201, "POST", "loads", newLoad(fmt.Sprint("NEXT", size), "P0", nil))
				}, "FROM", " WHERE organization_id = ", "AND external_reference_id "))
				h.Must(204, "DELETE", fmt.Sprint("loads/NEXT", size), nil)
			}
			page := func() { h.Must(200, "GET", "loads", nil) }
			get := func() { h.Must(200, "GET", "loads/L0", nil) }
			if h.DB.Shared() {
				// The loads, their stops with locations, customers and carriers.
				expect(fmt.Sprintf("a page of %d loads", size), 4, h.ranBy(page, "SELECT", "organization_id = "))
				// The load with its customer and carrier, its stops with locations.
				expect("a load", 2, h.ranBy(get, "SELECT", "organization_id = "))
				continue
			}
			// The loads, their stops, customers, carriers and locations. Each connection reads
			// the last three once.
			expect(fmt.Sprintf("a page of %d loads", size), 5, h.ranBy(page, "SELECT", "organization_id = "))
			expect("a load", 5, h.ranBy(get, "SELECT", "organization_id = "))
			for range connections {
				page()
				get()
			}
			expect(fmt.Sprintf("another page of %d loads", size), 2, h.ranBy(page, "SELECT", "organization_id = "))
			expect("the load again", 2, h.ranBy(get, "SELECT", "organization_id = "))
		}
	})
}

// TestDeletesBesideLoads deletes customers, carriers and locations while loads that refer
// to them are created, changed and deleted, by two handles of the database. No load is
// left without what it refers to, and no answer is a failure of the server.
func TestDeletesBesideLoads(t *testing.T) {
	eachHosts(t, 2, func(t *testing.T, hosts []host) {
		hosts[0].parents("KEPT")
		const rounds, writers = 6, 4
		for round := range rounds {
			reference := fmt.Sprint("P", round)
			hosts[0].parents(reference)
			hosts[0].Must(201, "POST", "loads", newLoad(fmt.Sprint("MOVED", round), "KEPT", nil))
			var all sync.WaitGroup
			for n := range writers {
				h := hosts[n%len(hosts)]
				all.Go(func() {
					one := fmt.Sprintf("L%d-%d", round, n)
					expectOneOf(t, "a create", h.Ask("POST", "loads", newLoad(one, reference, nil)).Code, 201, 422)
					expectOneOf(t, "a delete of a load", h.Ask("DELETE", "loads/"+one, nil).Code, 204, 404)
				})
				all.Go(func() {
					one := fmt.Sprintf("M%d-%d", round, n)
					item := body{"operation": "create", "external_reference_id": one, "load": newLoad(one, reference, nil)}
					expectOneOf(t, "a batch", h.Ask("POST", "batch/loads", body{"items": []body{item}}).Code, 200)
				})
				all.Go(func() {
					changes := newLoad("", reference, nil)
					expectOneOf(t, "an update", h.Ask("PATCH", fmt.Sprint("loads/MOVED", round), changes).Code, 200, 422)
				})
				all.Go(func() {
					for _, plural := range []string{"locations/", "carriers/", "customers/"} {
						expectOneOf(t, "a delete of "+plural, h.Ask("DELETE", plural+reference, nil).Code, 204, 404, 409)
					}
				})
			}
			all.Wait()
		}
		for table, lost := range map[string]string{
			"customers": `loads WHERE customer_id NOT IN (SELECT id FROM customers)`,
			"carriers":  `loads WHERE carrier_id NOT IN (SELECT id FROM carriers)`,
			"locations": `load_stops WHERE location_id NOT IN (SELECT id FROM locations)`,
		} {
			var count int64
			err := hosts[0].DB.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				return tx.Row(`SELECT count(*) FROM `+lost, nil, &count)
			})
			if err != nil || count > 0 {
				t.Errorf("%d rows have lost their %s: %v", count, table, err)
			}
		}
	})
}

// expectOneOf fails the test unless a status is one of some.
func expectOneOf(t *testing.T, what string, status int, wanted ...int) {
	t.Helper()
	if slices.Contains(wanted, status) {
		return
	}
	t.Errorf("%s is answered %d, want one of %v", what, status, wanted)
}
