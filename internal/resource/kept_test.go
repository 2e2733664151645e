package resource_test

import (
	"fmt"
	"testing"

	"waybill/internal/conformance"
	"waybill/internal/conformance/trailer"
	"waybill/internal/sqldb"
)

// rows returns the rows of trailers, of their children and of their history, and the
// counts, as texts.
func (h host) rows() (all []string) {
	h.t.Helper()
	for _, statement := range []string{
		`SELECT id, status || ' ' || coalesce(customer_id, '') || ' ' || coalesce(lead_name, ''), version FROM trailers ORDER BY id`,
		`SELECT trailer_id, id || ' ' || name, position FROM trailer_drivers ORDER BY trailer_id, position`,
		`SELECT trailer_id, id || ' ' || place || ' ' || coalesce(payer_id, ''), position FROM trailer_trips ORDER BY trailer_id, position`,
		`SELECT trailer_id, what, version FROM trailer_history ORDER BY trailer_id, version, what`,
		`SELECT resource, '', CAST(sum(row_count) AS BIGINT) FROM row_counts GROUP BY resource HAVING sum(row_count) <> 0 ORDER BY resource`,
	} {
		err := h.db.Read(h.t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Rows(statement, nil, func(scan func(...any) error) error {
				var of, what string
				var number int64
				err := scan(&of, &what, &number)
				all = append(all, fmt.Sprint(of, " ", what, " ", number))
				return err
			})
		})
		if err != nil {
			h.t.Fatal(err)
		}
	}
	return all
}

const (
	partsOfAcme = `"customer_external_reference_id":"ACME","drivers":[{"name":"A"},{"name":"B","is_lead":true}],
		"trips":[{"place":"1","payer_external_reference_id":"BOLT"},{"place":"2"}]`
	partsOfBolt = `"status":"SOLD","customer_external_reference_id":"BOLT","drivers":[{"name":"C"}],
		"trips":[{"place":"3"},{"place":"4","payer_external_reference_id":"ACME"}]`
)

// TestKeptAnswersOfParts sends each write of a record with children and references
// twice under a key: the second is answered as the first, with the same ids of
// children and the names of that time, and changes nothing.
func TestKeptAnswersOfParts(t *testing.T) {
	onHost(t, func(t *testing.T, h host) {
		h.customer("ACME", "Acme")
		h.customer("BOLT", "Bolt")
		for i, test := range []struct {
			method, path, sent string
			status             int
		}{
			{"POST", "trailers", `{"external_reference_id":"T",` + partsOfAcme + `}`, 201},
			{"PUT", "trailers/T", `{` + partsOfBolt + `}`, 200},
			{"PATCH", "trailers/T", `{"status":"LOADED",` + partsOfAcme + `}`, 200},
			{"POST", "batch/trailers", `{"items":[{"operation":"create","external_reference_id":"U","trailer":{` + partsOfAcme + `}},
				{"operation":"update","external_reference_id":"T","trailer":{` + partsOfBolt + `}},
				{"operation":"create","external_reference_id":"V","trailer":{"customer_external_reference_id":"NONE"}}]}`, 200},
			{"POST", "batch/trailers?atomic=true", `{"items":[{"operation":"upsert","external_reference_id":"U","trailer":{` + partsOfBolt + `}},
				{"operation":"create","external_reference_id":"W","trailer":{` + partsOfAcme + `}},
				{"operation":"delete","external_reference_id":"T"}]}`, 200},
			{"DELETE", "trailers/U", "", 204},
		} {
			what := test.method + " " + test.path
			header := []string{"Idempotency-Key", fmt.Sprint("key-", i)}
			before := h.rows()
			first := h.ask(test.method, test.path, test.sent, header...)
			after := h.rows()
			if first.Code != test.status || fmt.Sprint(before) == fmt.Sprint(after) {
				t.Fatalf("%s is answered %d %s, and there is %v", what, first.Code, first.Body, after)
			}
			h.must(200, "PATCH", "customers/ACME", fmt.Sprintf(`{"name":"Acme %d"}`, i))
			again := h.ask(test.method, test.path, test.sent, header...)
			same(t, what+" again", again.Body.String(), first.Body.String())
			same(t, what+" again: ETag, replayed", []string{again.Header().Get("ETag"), again.Header().Get("Idempotency-Replayed")},
				[]string{first.Header().Get("ETag"), "true"})
			same(t, "the rows after "+what+" again", h.rows(), after)
		}
		conformance.CheckCounts(t, h.db, trailer.Resource.Describe())
	})
}

// TestAtomicBatchesOfParts: an atomic batch of which an item fails leaves records,
// children, references, history and counts as they were, also under a key, which may
// then be used again.
func TestAtomicBatchesOfParts(t *testing.T) {
	onHost(t, func(t *testing.T, h host) {
		h.customer("ACME", "Acme")
		h.customer("BOLT", "Bolt")
		h.must(201, "POST", "trailers", `{"external_reference_id":"T",`+partsOfAcme+`}`)
		h.must(201, "POST", "trailers", `{"external_reference_id":"D",`+partsOfAcme+`}`)
		items := `{"items":[{"operation":"create","external_reference_id":"N","trailer":{` + partsOfAcme + `}},
			{"operation":"update","external_reference_id":"T","trailer":{` + partsOfBolt + `}},
			{"operation":"delete","external_reference_id":"D"},%s]}`
		before := h.rows()
		key := []string{"Idempotency-Key", "atomic"}
		for _, failing := range []string{
			`{"operation":"delete","external_reference_id":"NONE"}`,
			`{"operation":"create","external_reference_id":"T","trailer":{` + partsOfBolt + `}}`,
			`{"operation":"create","external_reference_id":"O","trailer":{"customer_external_reference_id":"NONE"}}`,
			`{"operation":"update","external_reference_id":"N","trailer":{"drivers":[{"id":"driver_none","name":"X"}]}}`,
		} {
			for _, header := range [][]string{nil, key} {
				results := h.must(409, "POST", "batch/trailers?atomic=true", fmt.Sprintf(items, failing), header...)["results"].([]any)
				for i, result := range results {
					if notDone := result.(body)["error"] == "not done: another item failed"; notDone == (i == 3) {
						t.Errorf("a batch with %s: item %d is answered %v", failing, i, result)
					}
				}
				same(t, "the rows after a batch with "+failing, h.rows(), before)
			}
		}
		done := fmt.Sprintf(items, `{"operation":"update","external_reference_id":"N","trailer":{"drivers":[{"name":"X"}]}}`)
		h.must(200, "POST", "batch/trailers?atomic=true", done, key...)
		names := func(path string) (all []any) {
			record := h.must(200, "GET", path, "")
			for _, driver := range record["drivers"].([]any) {
				all = append(all, driver.(body)["name"])
			}
			return append(all, record["customer_name"])
		}
		same(t, "the created trailer", names("trailers/N"), []any{"X", "Acme"})
		same(t, "the updated trailer", names("trailers/T"), []any{"C", "Bolt"})
		h.must(404, "GET", "trailers/D", "")
		conformance.CheckCounts(t, h.db, trailer.Resource.Describe())
	})
}
