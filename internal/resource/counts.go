package resource

import (
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// The table row_counts keeps the number of rows of an organization under the name of
// the table, and the number of rows with a value of a counted column under the name
// that sqldb.ValueCount returns. So the total of a list is known without counting rows.

// keptCount is the statement that selects a kept count. It is the sum of the slots
// over which the count is spread.
func keptCount(name string) string { return keptCountOf(literal(name)) }

// keptValueCount is the statement that selects the kept number of rows whose column has
// the value $2.
func keptValueCount(table, column string) string {
	return keptCountOf(literal(sqldb.ValueCount(table, column, "")) + " || $2")
}

// keptCountOf is the statement that selects the count whose name is the value of an SQL
// expression.
func keptCountOf(name string) string {
	return "SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1" +
		" AND resource = " + name
}

// addToCounts adds a change of a record to the kept counts, also to those of weeks. Before
// is nil for a record that was created, after for a record that was deleted.
func (r *Resource[T]) addToCounts(tx *sqldb.Tx, organization int64, before, after *T) {
	switch {
	case before == nil:
		tx.Count(organization, r.def.Plural, 1)
	case after == nil:
		tx.Count(organization, r.def.Plural, -1)
	default:
		tx.Changed(organization, r.def.Plural)
	}
	for _, c := range r.counted {
		if before != nil && after != nil && c.Value(before) == c.Value(after) {
			continue
		}
		if before != nil {
			tx.Count(organization, sqldb.ValueCount(r.def.Plural, c.Name, c.Value(before)), -1)
		}
		if after != nil {
			tx.Count(organization, sqldb.ValueCount(r.def.Plural, c.Name, c.Value(after)), 1)
		}
	}
	if r.weeks != nil {
		r.weeks.add(tx, organization, before, after)
	}
}

// countedColumns returns the columns whose values are counted.
func countedColumns[T any](columns []schema.Column[T]) (counted []schema.Column[T]) {
	for _, c := range columns {
		if c.Counted {
			counted = append(counted, c)
		}
	}
	return counted
}
