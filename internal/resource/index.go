package resource

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/schema"
)

// Index is an index of a resource's table that lists are filtered by. It begins with
// the organization, then has some columns, and ends with the id.
type Index struct {
	Name    string
	Columns []string
}

// indexOf returns the name of the narrowest index that has all columns of the filters,
// or "". The SQL names the index, because SQLite's planner does not know how many rows
// a filter leaves.
//
// A gap is a column without a filter that stands in the index before a column with a
// filter. If the column has few values, the condition gaps lists all of them, so that
// the index can be used beyond the gap.
func (q *listOptions) indexOf(filters []appliedFilter) (name, gaps string) {
	narrowest := -1
	for i, index := range q.indexes {
		if index.finds(filters, q.values) && (narrowest < 0 || len(index.Columns) < len(q.indexes[narrowest].Columns)) {
			narrowest = i
		}
	}
	if narrowest < 0 {
		return "", ""
	}
	index := q.indexes[narrowest]
	for _, column := range index.Columns[:index.lastFiltered(filters)] {
		if values := q.values[column]; len(values) > 0 && !isFiltered(column, filters) {
			gaps += " AND " + column + " IN (" + strings.Join(values, ", ") + ")"
		}
	}
	return index.Name, gaps
}

// finds reports whether the index has the columns of all filters, and its first column
// is filtered or has few values.
func (x Index) finds(filters []appliedFilter, values map[string][]string) bool {
	for _, f := range filters {
		if !slices.Contains(x.Columns, f.filter.Column) {
			return false
		}
	}
	return len(filters) > 0 && (isFiltered(x.Columns[0], filters) || len(values[x.Columns[0]]) > 0)
}

// lastFiltered returns the place of the last column that is filtered.
func (x Index) lastFiltered(filters []appliedFilter) int {
	for i, column := range slices.Backward(x.Columns) {
		if isFiltered(column, filters) {
			return i
		}
	}
	return 0
}

func isFiltered(column string, filters []appliedFilter) bool {
	return slices.ContainsFunc(filters, func(f appliedFilter) bool { return f.filter.Column == column })
}

// fewValues returns all values of a boolean or an enum as SQL literals. It returns nil
// for any other field, and for a field that may be null, because IN finds no null.
func fewValues(p schema.Property) (values []string) {
	switch {
	case p.Nullable:
		return nil
	case p.Type == "boolean":
		return []string{"FALSE", "TRUE"}
	}
	for _, value := range p.Enum {
		values = append(values, literal(value))
	}
	return values
}

// literal returns a boolean or a text as an SQL literal.
func literal(value any) string {
	switch value := value.(type) {
	case bool:
		return strings.ToUpper(fmt.Sprint(value))
	default:
		return "'" + strings.ReplaceAll(fmt.Sprint(value), "'", "''") + "'"
	}
}
