package resource_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waybill/internal/conformance/trailer"
	"waybill/internal/customer"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestWriteRetriesDoNotChangeInput rolls each write back and retries it with the same
// input. The ids and the references of the first attempt must not be in the input.
func TestWriteRetriesDoNotChangeInput(t *testing.T) {
	t.Parallel()
	const (
		created = `{"external_reference_id":"R","customer_external_reference_id":"ACME","drivers":[{"name":"a"}],
			"trips":[{"place":"1","payer_external_reference_id":"ACME"},{"place":"2"}]}`
		updated = `{"drivers":[{"name":"b"}],"trips":[{"place":"3","payer_external_reference_id":"ACME"},{"place":"4"}]}`
		item    = `{"external_reference_id":"R","drivers":[{"name":"c"}],"trips":[{"place":"5","payer_external_reference_id":"ACME"},{"place":"6"}]}`
	)
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		db.createCustomer(t, "ACME")
		create, update, payload := input(t, schema.Create, created), input(t, schema.Update, updated), input(t, schema.Payload, item)
		for _, write := range []struct {
			name       string
			sent, same *schema.Input[trailer.Trailer]
			do         func(tx *sqldb.Tx) error
		}{
			{"create", create, input(t, schema.Create, created), func(tx *sqldb.Tx) error {
				_, err := trailer.Resource.Create(tx, db.organization, create)
				return err
			}},
			{"update", update, input(t, schema.Update, updated), func(tx *sqldb.Tx) error {
				_, _, err := trailer.Resource.Update(tx, db.organization, "R", nil, update)
				return err
			}},
			{"batch", payload, input(t, schema.Payload, item), func(tx *sqldb.Tx) error {
				items := []schema.Item[trailer.Trailer]{{Key: "R", Operation: schema.OperationUpsert, Payload: payload}}
				_, err := trailer.Resource.BatchOrNothing(tx, db.organization, items)
				return err
			}},
		} {
			rolledBack := errors.New("rolled back")
			err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
				if err := write.do(tx); err != nil {
					return err
				}
				return rolledBack
			})
			if !errors.Is(err, rolledBack) {
				t.Fatalf("%s: %v", write.name, err)
			}
			if diff := cmp.Diff(write.same.Value, write.sent.Value, cmpopts.IgnoreUnexported(resource.Record{})); diff != "" {
				t.Errorf("%s changes its input (-before +after):\n%s", write.name, diff)
			}
			if err := db.Write(t.Context(), write.do); err != nil {
				t.Errorf("the retry of the %s: %v", write.name, err)
			}
		}
	})
}

func (db database) createCustomer(t *testing.T, reference string) {
	t.Helper()
	sent, err := customer.Resource.Decode(schema.Body{Bytes: []byte(`{"external_reference_id":"` + reference + `","name":"x"}`), JSON: true}, schema.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := customer.Resource.Create(tx, db.organization, &sent)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
