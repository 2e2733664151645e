package resource

import (
	"strings"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// statements are the SQL texts of a resource. $1 is always the organization.
type statements struct {
	insert         *sqldb.Insert
	getByReference string
	getByID        string
	delete         string
	count          string
	columns        string // the columns that a record is read from, without hidden fields
	stored         string // all columns except organization_id
	from           string // " FROM table WHERE organization_id = $1"
}

func newStatements[T any](table string, columns, shown []schema.Column[T]) statements {
	var all []string
	for _, c := range columns {
		all = append(all, c.Name)
	}
	from := " FROM " + table + " WHERE organization_id = $1"
	get := "SELECT " + strings.Join(readColumns(columns), ", ") + from
	return statements{
		insert: sqldb.NewInsert(table, append([]string{"organization_id"}, all...),
			[]string{"organization_id", schema.ExternalReferenceID}, "id"),
		getByReference: get + " AND " + schema.ExternalReferenceID + " = $2",
		getByID:        get + " AND id = $2",
		delete:         "DELETE" + from + " AND id = $2 AND version = $3",
		count:          keptCount(table),
		columns:        strings.Join(readColumns(shown), ", "),
		stored:         strings.Join(all, ", "),
		from:           from,
	}
}

// readColumns returns the names of the columns that a record is read from.
func readColumns[T any](columns []schema.Column[T]) (names []string) {
	for _, c := range columns {
		if c.Dest != nil {
			names = append(names, c.Name)
		}
	}
	return names
}

// list begins the statement of a list: the columns of each row, and after them the
// result of the statement total. The caller appends FROM and the rest.
func (s *statements) list(total string) string {
	return "SELECT " + s.columns + ", (" + total + ")"
}

// countByRest is the statement that counts the rows that match the filters, when they
// may be nearly all rows. It counts the rows that do not match, which are the rows of
// from that meet one of the conditions in rest, and subtracts them from all rows. If
// they are more than a quarter of all rows, it counts the rows that match, which matching
// selects. No row may meet two conditions, unless no row matches.
func (s *statements) countByRest(from string, rest []string, matching string) string {
	var others []string
	for _, condition := range rest {
		others = append(others, "SELECT 1"+from+" AND "+condition)
	}
	return "WITH known AS (SELECT (" + s.count + ") AS total)," +
		" others AS (SELECT count(*) AS total FROM (" + strings.Join(others, " UNION ALL ") +
		" LIMIT (SELECT total / 4 + 1 FROM known)) AS enough)" +
		" SELECT CASE WHEN others.total <= known.total / 4 THEN known.total - others.total" +
		" ELSE (SELECT count(*)" + matching + ") END FROM known CROSS JOIN others"
}
