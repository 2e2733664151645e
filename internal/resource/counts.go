package resource

import (
	"fmt"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// An organization's number of rows is kept in row_counts under the name of the table,
// and its number of rows with a value of a counted column under a name such as
// "loads.status=ACTIVE". So the total of a list is known without counting rows.

// countOf names the count of the rows with a value.
func countOf(table, column string, value any) string {
	return fmt.Sprintf("%s.%s=%v", table, column, value)
}

// keptCount is the statement that selects a count that is kept. The count is spread
// over slots.
func keptCount(name string) string {
	return "SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1" +
		" AND resource = " + literal(name)
}

// count adds a change of a record to the counts. Before is nil for a record that is
// created, after for a record that is deleted.
func (r *Resource[T]) count(tx *sqldb.Tx, organization int64, before, after *T) {
	switch {
	case before == nil:
		tx.Count(organization, r.def.Plural, 1)
	case after == nil:
		tx.Count(organization, r.def.Plural, -1)
	}
	for _, c := range r.counted {
		if before != nil && after != nil && c.Value(before) == c.Value(after) {
			continue
		}
		if before != nil {
			tx.Count(organization, countOf(r.def.Plural, c.Name, c.Value(before)), -1)
		}
		if after != nil {
			tx.Count(organization, countOf(r.def.Plural, c.Name, c.Value(after)), 1)
		}
	}
}

// isCounted reports whether the number of rows with each value of a column is kept.
func (r *Resource[T]) isCounted(column string) bool {
	for _, c := range r.counted {
		if c.Name == column {
			return true
		}
	}
	return false
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
