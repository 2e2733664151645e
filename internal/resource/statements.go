package resource

import (
	"errors"
	"fmt"
	"strings"

	"waybill/internal/schema"
)

var errNotATime = errors.New("the stored time is not a number of microseconds")

// statements are the SQL texts of a resource. $1 is always the organization.
type statements struct {
	insert         string
	getByReference string
	getByID        string
	update         string
	deleteByID     string
	deleteByRef    string
	deleteVersion  string
	count          string
	countSome      string // the beginning of a count with filters
	columns        string // that are read
	from           string // the table, and its organization
}

func newStatements[T any](table string, columns []schema.Column[T]) statements {
	var all, read, places, set []string
	for i, c := range columns {
		all = append(all, c.Name)
		places = append(places, fmt.Sprintf("$%d", i+2))
		if c.Dest != nil {
			read = append(read, c.Name)
		}
		if changes(c) {
			set = append(set, fmt.Sprintf("%s = $%d", c.Name, len(set)+4))
		}
	}
	from := " FROM " + table + " WHERE organization_id = $1"
	get := "SELECT " + strings.Join(read, ", ") + from
	return statements{
		insert: "INSERT INTO " + table + " (organization_id, " + strings.Join(all, ", ") + ")" +
			" VALUES ($1, " + strings.Join(places, ", ") + ")" +
			" ON CONFLICT (organization_id, " + schema.Reference + ") DO NOTHING",
		getByReference: get + " AND " + schema.Reference + " = $2",
		getByID:        get + " AND id = $2",
		update: "UPDATE " + table + " SET " + strings.Join(set, ", ") +
			" WHERE organization_id = $1 AND id = $2 AND version = $3",
		deleteByID:    "DELETE" + from + " AND id = $2 RETURNING id",
		deleteByRef:   "DELETE" + from + " AND " + schema.Reference + " = $2 RETURNING id",
		deleteVersion: "DELETE" + from + " AND id = $2 AND version = $3",
		count: "SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1" +
			" AND resource = '" + table + "'",
		countSome: "SELECT count(*)" + from,
		columns:   strings.Join(read, ", "),
		from:      from,
	}
}

// list begins a list whose rows have, behind their columns, what the statement
// total gives.
func (s *statements) list(total string) string {
	return "SELECT " + s.columns + ", (" + total + ")" + s.from
}

// changes reports whether an update writes a column.
func changes[T any](c schema.Column[T]) bool {
	return c.Name != "id" && c.Name != schema.Reference && c.Name != "created_at"
}
