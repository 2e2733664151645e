package resource

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
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

// probeLimit is how many rows of an index are counted to compare it with others.
const probeLimit = 20_000

// chooseIndex returns the index that the rows of a query are found by, and its gaps. If
// no index has the columns of all filters, it counts the rows that each index finds by its
// own filters, up to a limit, and chooses the index with the fewest. It leaves the choice
// to a planner that has statistics.
func (r *Resource[T]) chooseIndex(tx *sqldb.ReadTx, organization int64, filters []appliedFilter, number numberReader) (name, gaps string, err error) {
	name, gaps = r.options.indexOf(filters)
	if name != "" || len(filters) == 0 {
		return name, gaps, nil
	}
	fewest := int64(probeLimit)
	for _, index := range r.indexes {
		from := tx.IndexedBy(r.def.Plural, index.Name)
		if from == r.def.Plural || !isFiltered(index.Columns[0], filters) {
			continue
		}
		args, conditions := []any{organization}, ""
		for _, f := range filters {
			if slices.Contains(index.Columns, f.filter.Column) {
				args = append(args, f.value)
				conditions += " AND " + f.condition(len(args))
			}
		}
		found, err := number(fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM %s WHERE organization_id = $1%s LIMIT %d) AS enough",
			from, conditions, probeLimit), args)
		if err != nil {
			return "", "", err
		}
		if found < fewest {
			name, fewest = index.Name, found
		}
	}
	return name, "", nil
}

// numberReader runs a statement that selects a number.
type numberReader func(statement string, args []any) (int64, error)

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
