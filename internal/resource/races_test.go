package resource_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"waybill/internal/sqldb"
)

// TestDeletesBesideCreates deletes customers while trailers that refer to them are
// created and changed, by two handles of the database. No trailer is left without
// its customer, and no answer is a failure of ours.
func TestDeletesBesideCreates(t *testing.T) {
	eachHost(t, 2, func(t *testing.T, hosts []host) {
		const rounds, writers = 8, 6
		for round := range rounds {
			reference := fmt.Sprint("C", round)
			hosts[0].customer(reference, "x")
			var all sync.WaitGroup
			for i := range writers {
				h := hosts[i%len(hosts)]
				all.Go(func() {
					sent := fmt.Sprintf(`{"external_reference_id":"T%d-%d","trips":[{"place":"1","payer_external_reference_id":%q},{"place":"2"}],
						"customer_external_reference_id":%q}`, round, i, reference, reference)
					if got := h.ask("POST", "trailers", sent); got.Code != http.StatusCreated && got.Code != http.StatusUnprocessableEntity {
						t.Errorf("a create is answered %d %s", got.Code, got.Body)
					}
				})
				all.Go(func() {
					got := h.ask("DELETE", "customers/"+reference, "")
					if got.Code != http.StatusNoContent && got.Code != http.StatusConflict && got.Code != http.StatusNotFound {
						t.Errorf("a delete is answered %d %s", got.Code, got.Body)
					}
				})
			}
			all.Wait()
		}
		var lost int64
		err := hosts[0].db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Row(`SELECT count(*) FROM trailers WHERE customer_id NOT IN (SELECT id FROM customers)`, nil, &lost)
		})
		if err != nil || lost > 0 {
			t.Errorf("%d trailers have lost their customer, %v", lost, err)
		}
	})
}

// TestChildrenAreOfOneVersion changes the children of a record by several writers
// while it is read, by get, list and the answers to changes. Each writer makes all
// children and a column of the record the same.
func TestChildrenAreOfOneVersion(t *testing.T) {
	eachHost(t, 2, func(t *testing.T, hosts []host) {
		hosts[0].must(201, "POST", "trailers", `{"external_reference_id":"T","notes":"0","drivers":[{"name":"0"}]}`)
		check := func(how string, record any) {
			trailer := record.(body)
			for _, driver := range trailer["drivers"].([]any) {
				if driver.(body)["name"] != trailer["notes"] {
					t.Errorf("%s: notes %v with drivers %v", how, trailer["notes"], trailer["drivers"])
					return
				}
			}
		}
		var writers, readers sync.WaitGroup
		for i := range 6 {
			h := hosts[i%len(hosts)]
			writers.Go(func() {
				for round := range 10 {
					name := fmt.Sprintf("%d-%d", i, round)
					drivers := strings.TrimSuffix(strings.Repeat(fmt.Sprintf(`{"name":%q},`, name), 1+(i+round)%5), ",")
					check("update", h.must(200, "PATCH", "trailers/T", fmt.Sprintf(`{"notes":%q,"drivers":[%s]}`, name, drivers)))
					check("update of another field", h.must(200, "PATCH", "trailers/T", fmt.Sprintf(`{"plate":%q}`, name)))
				}
			})
		}
		done := make(chan struct{})
		for _, h := range hosts {
			readers.Go(func() {
				for {
					select {
					case <-done:
						return
					default:
					}
					check("get", h.must(200, "GET", "trailers/T", ""))
					check("list", h.must(200, "GET", "trailers", "")["items"].([]any)[0])
				}
			})
		}
		writers.Wait()
		close(done)
		readers.Wait()
	})
}
