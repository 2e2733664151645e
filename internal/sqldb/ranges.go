package sqldb

import (
	"fmt"
	"strings"
)

// Ranges finds the rows of an organization of which a value is in one of several ranges.
type Ranges struct {
	Table string
	Index string // of the organization and the value, in parts or not
	Value string // the indexed expression
	Where string // the condition of the index
	// InParts says that the index is in parts on SQLite.
	//
	// An index of values in random order changes another page with nearly each new row, and
	// SQLite writes each changed page twice. So such an index has the part of a row before its
	// value: the rows of a part were created one after another, and share a few pages.
	//
	//	(organization_id, row >> 10, value)
	//
	// A search looks for the value in each part in which the organization has rows. PostgreSQL
	// writes changes and not pages, so its index has no parts.
	InParts bool
	Count   int // of the ranges
	Limit   int // of the rows
}

// InRanges returns a SELECT of all columns of the rows, which are in no particular order. Its
// arguments are the organization and, for each range, its first value and the first value
// after it.
func (tx *ReadTx) InRanges(r *Ranges) string { return tx.session.inRanges(r) }

// partOf is the part of a row. A part of 1,024 rows has about ten pages. With larger parts a
// write costs more, and with smaller parts a search.
const partOf = "row >> 10"

// values returns the ranges as a table.
func (r *Ranges) values() string {
	text := "ranges (low, high) AS (VALUES " + Places(2, 2)
	for i := 1; i < r.Count; i++ {
		text += ", " + Places(2+2*i, 2)
	}
	return text + ")"
}

func (r *Ranges) condition() string { return "organization_id = $1 AND " + r.Where }

func (r *Ranges) isInRange() string { return " AND " + r.Value + " >= low AND " + r.Value + " < high" }

// onSQLite finds the parts of the organization one after another. It does not read the rows
// of a part to find the next part.
func (r *Ranges) onSQLite() string {
	table := r.Table + " INDEXED BY " + r.Index
	if !r.InParts {
		return fmt.Sprintf("WITH %s SELECT %s.* FROM ranges CROSS JOIN %s WHERE %s LIMIT %d",
			r.values(), r.Table, table, r.condition()+r.isInRange(), r.Limit)
	}
	next := func(after string) string {
		return strings.Join([]string{"(SELECT", partOf, "FROM", table, "WHERE", r.condition() + after, "ORDER BY", partOf, "LIMIT 1)"}, " ")
	}
	parts := fmt.Sprintf("parts (part) AS (SELECT %s UNION ALL SELECT %s FROM parts WHERE part IS NOT NULL)",
		next(""), next(" AND "+partOf+" > part"))
	return fmt.Sprintf("WITH RECURSIVE %s, %s SELECT %s.* FROM parts CROSS JOIN ranges CROSS JOIN %s WHERE %s LIMIT %d",
		r.values(), parts, r.Table, table, r.condition()+" AND "+partOf+" = part"+r.isInRange(), r.Limit)
}

// onPostgres has a LATERAL, so that the planner takes both ends of a range for conditions of
// the index.
func (r *Ranges) onPostgres() string {
	rows := fmt.Sprintf("(SELECT * FROM %s WHERE %s LIMIT %d) %s", r.Table, r.condition()+r.isInRange(), r.Limit, r.Table)
	return fmt.Sprintf("WITH %s SELECT %s.* FROM ranges CROSS JOIN LATERAL %s LIMIT %d", r.values(), r.Table, rows, r.Limit)
}
