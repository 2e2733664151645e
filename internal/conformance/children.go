package conformance

import (
	"context"
	"testing"

	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// CheckChildren fails when a child of a resource has no record, or when the
// positions of the children of a record have gaps. No foreign key prevents it, because
// the shared code owns both tables, and the keys would cost more than the children.
func CheckChildren(t *testing.T, db *sqldb.DB, of resource.Description) {
	t.Helper()
	for _, table := range of.Children {
		orphans := `SELECT count(*) FROM ` + table.Name + ` c WHERE NOT EXISTS (SELECT 1 FROM ` + of.Plural + ` r
			WHERE r.organization_id = c.organization_id AND r.id = c.` + table.Owner + `)`
		gaps := `SELECT count(*) FROM (SELECT 1 FROM ` + table.Name + ` GROUP BY organization_id, ` + table.Owner + `
			HAVING min(position) <> 0 OR max(position) <> count(*) - 1) AS broken`
		for name, statement := range map[string]string{"have no record": orphans, "have gaps between them": gaps} {
			var found int64
			err := db.Read(context.Background(), func(tx *sqldb.ReadTx) error { return tx.Row(statement, nil, &found) })
			if err != nil {
				t.Error(err)
			}
			if found > 0 {
				t.Errorf("%d of %s %s", found, table.Name, name)
			}
		}
	}
}
