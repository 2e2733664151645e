package resource

import (
	"errors"
	"strings"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

var errNotATime = errors.New("the stored time is not a number of microseconds")

// statements are the SQL texts of a resource. $1 is always the organization.
type statements struct {
	insert         *sqldb.Insert
	getByReference string
	getByID        string
	delete         string
	count          string
	columns        string // that are read
	stored         string // all columns but for the organization
	from           string // the table, and its organization
}

func newStatements[T any](table string, columns []schema.Column[T]) statements {
	var all, read []string
	for _, c := range columns {
		all = append(all, c.Name)
		if c.Dest != nil {
			read = append(read, c.Name)
		}
	}
	from := " FROM " + table + " WHERE organization_id = $1"
	get := "SELECT " + strings.Join(read, ", ") + from
	return statements{
		insert: sqldb.NewInsert(table, append([]string{"organization_id"}, all...),
			[]string{"organization_id", schema.ExternalReferenceID}, "id"),
		getByReference: get + " AND " + schema.ExternalReferenceID + " = $2",
		getByID:        get + " AND id = $2",
		delete:         "DELETE" + from + " AND id = $2 AND version = $3",
		count:          keptCount(table),
		columns:        strings.Join(read, ", "),
		stored:         strings.Join(all, ", "),
		from:           from,
	}
}

// list begins a list whose rows have, behind their columns, what the statement
// total gives. Where they come from is to follow.
func (s *statements) list(total string) string {
	return "SELECT " + s.columns + ", (" + total + ")"
}

// countUsual counts the rows whose column has its usual value, $2, by counting the
// rows with the other values, unless these are more than a quarter of all rows.
func (s *statements) countUsual(from, column string, others []string) string {
	return "WITH known AS (SELECT (" + s.count + ") AS total)," +
		" others AS (SELECT count(*) AS total FROM (SELECT 1" + from + " AND " + column + " IN (" + strings.Join(others, ", ") + ")" +
		" LIMIT (SELECT total / 4 + 1 FROM known)) AS enough)" +
		" SELECT CASE WHEN others.total <= known.total / 4 THEN known.total - others.total" +
		" ELSE (SELECT count(*)" + from + " AND " + column + " = $2) END FROM known CROSS JOIN others"
}
