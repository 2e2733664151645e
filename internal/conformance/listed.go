package conformance

import (
	"testing"

	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// Listed returns the total and the ids of a page of a list. It fails the test if the parameters
// are no query of the list.
func Listed[T any](t *testing.T, db *sqldb.DB, r *resource.Resource[T], organization int64, parameters map[string]string) (total int64, ids []string) {
	t.Helper()
	query, err := r.ParseQuery(parameters, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	err = db.ReadSnapshot(t.Context(), func(tx *sqldb.ReadTx) error {
		page, err := r.List(tx, organization, query)
		if err != nil {
			return err
		}
		for i := range page.Items {
			ids = append(ids, r.Record(&page.Items[i]).ID)
		}
		total = page.Total
		return nil
	})
	if err != nil {
		t.Fatalf("%v: %v", parameters, err)
	}
	return total, ids
}
