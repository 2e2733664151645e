package conformance

import (
	"context"
	"fmt"
	"testing"

	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// CheckCounts fails when a kept number of rows is not the number of rows: of an
// organization, or of an organization with a value of a counted column. There must be
// rows.
func CheckCounts(t *testing.T, db *sqldb.DB, of resource.Description) {
	t.Helper()
	compareCounts(t, db, of.Plural, fmt.Sprintf(`SELECT id, '', (SELECT count(*) FROM %[1]s r WHERE r.organization_id = o.id),
		CAST(coalesce((SELECT sum(row_count) FROM row_counts c WHERE c.organization_id = o.id AND c.resource = '%[1]s'), 0) AS BIGINT)
		FROM organizations o`, of.Plural))
	for _, p := range of.Parameters {
		if !p.Counted {
			continue
		}
		compareCounts(t, db, of.Plural+" by "+p.Column, fmt.Sprintf(`SELECT organization_id, %[2]s, count(*), CAST(coalesce((SELECT sum(row_count)
				FROM row_counts c WHERE c.organization_id = r.organization_id AND c.resource = '%[1]s.%[2]s=' || r.%[2]s), 0) AS BIGINT)
			FROM %[1]s r GROUP BY organization_id, %[2]s
			UNION ALL
			SELECT organization_id, resource, 0, CAST(sum(row_count) AS BIGINT) FROM row_counts c WHERE resource LIKE '%[1]s.%[2]s=%%'
				AND NOT EXISTS (SELECT 1 FROM %[1]s r WHERE r.organization_id = c.organization_id AND c.resource = '%[1]s.%[2]s=' || r.%[2]s)
			GROUP BY organization_id, resource`, of.Plural, p.Column))
	}
}

// compareCounts runs a statement that selects organizations, values, numbers of rows
// and kept numbers.
func compareCounts(t *testing.T, db *sqldb.DB, what, statement string) {
	t.Helper()
	compared := 0
	err := db.Read(context.Background(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(statement, nil, func(scan func(...any) error) error {
			var organization, rows, kept int64
			var value string
			if err := scan(&organization, &value, &rows, &kept); err != nil {
				return err
			}
			compared++
			if rows != kept {
				t.Errorf("%s: organization %d has %d rows %s, the kept number is %d", what, organization, rows, value, kept)
			}
			return nil
		})
	})
	if err != nil || compared == 0 {
		t.Errorf("%s: %d numbers of rows were compared: %v", what, compared, err)
	}
}
