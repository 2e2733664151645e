package resource_test

import (
	"testing"

	"waybill/internal/customer"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestRecordsHaveAnOrganization: the database refuses a record of a missing organization, and the
// deletion of an organization that has a record, even if nothing else belongs to the organization.
func TestRecordsHaveAnOrganization(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		sent, err := customer.Resource.Decode(schema.Body{Bytes: []byte(`{"external_reference_id":"R","name":"x"}`), JSON: true}, schema.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		create := func(work sqldb.Work) error {
			return db.Do(t.Context(), work, func(tx *sqldb.Tx) error {
				_, err := customer.Resource.Create(tx, work.Organization, &sent)
				return err
			})
		}
		missing := db.organization + 1
		for _, work := range []sqldb.Work{{Organization: missing}, {Organization: missing, EndsWithInsert: true}} {
			if err := create(work); err == nil {
				t.Errorf("%+v: a customer of no organization was created", work)
			}
		}
		if err := create(sqldb.Work{Organization: db.organization}); err != nil {
			t.Fatal(err)
		}
		err = db.Write(t.Context(), func(tx *sqldb.Tx) error {
			for _, table := range []string{"api_keys", "events", "event_heads"} {
				if _, err := tx.Exec("DELETE FROM "+table+" WHERE organization_id = $1", db.organization); err != nil {
					t.Errorf("removing the %s: %v", table, err)
				}
			}
			_, err := tx.Exec("DELETE FROM organizations WHERE id = $1", db.organization)
			return err
		})
		if err == nil {
			t.Error("an organization with a customer was deleted")
		}
		for table, want := range map[string]int{"customers": 1, "organizations": 1} {
			rows := 0
			err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				return tx.Row("SELECT count(*) FROM "+table, nil, &rows)
			})
			if err != nil || rows != want {
				t.Errorf("%d %s are there, want %d, %v", rows, table, want, err)
			}
		}
	})
}
