package resource

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Index is an index of a resource's table that lists are filtered by. It begins with
// the organization, then has some columns, and then the id.
type Index struct {
	Name    string
	Columns []string
	// Also are further columns after the id. A scan of the index compares them without
	// reading the rows.
	Also []string
}

// has reports whether a column is in the index.
func (x Index) has(column string) bool {
	return column == "id" || slices.Contains(x.Columns, column) || slices.Contains(x.Also, column)
}

// chosenIndex is the index by which the rows of a query are found.
type chosenIndex struct {
	Index        // without a name if the planner chooses
	gaps  string // see indexOf
	// isComplete reports whether the index has the columns of all filters.
	isComplete bool
}

// indexOf returns the narrowest index that has all columns of the filters, or none. The
// SQL names the index, because SQLite's planner does not know how many rows a filter
// leaves.
//
// A gap is a column without a filter that stands in the index before a column with a
// filter. If the column has few values, the condition gaps lists all of them, so that
// the index can be used beyond the gap.
func (q *listOptions) indexOf(filters []appliedFilter) (c chosenIndex) {
	for _, index := range q.indexes {
		if index.finds(filters, q.values) && (!c.isComplete || index.width() < c.width()) {
			c = chosenIndex{Index: index, isComplete: true}
		}
	}
	if !c.isComplete {
		return c
	}
	for _, column := range c.Columns[:c.lastFiltered(filters)] {
		if values := q.values[column]; len(values) > 0 && !isFiltered(column, filters) {
			c.gaps += " AND " + column + " IN (" + strings.Join(values, ", ") + ")"
		}
	}
	return c
}

func (x Index) width() int { return len(x.Columns) + len(x.Also) }

// probeLimit is how many rows of an index are counted to compare it with others.
const probeLimit = 20_000

// chooseIndex returns the index that the rows of a query are found by. If no index has
// the columns of all filters, or the one that has them begins with a range, which may
// have nearly all rows, it counts the rows that each other index finds by its own
// filters, up to a limit, and chooses the index with the fewest. It leaves the choice to
// a planner that has statistics.
func (r *Resource[T]) chooseIndex(tx *sqldb.ReadTx, organization int64, filters []appliedFilter, number numberReader) (chosenIndex, error) {
	chosen := r.options.indexOf(filters)
	if chosen.isComplete && !chosen.isWide(filters) || len(filters) == 0 {
		return chosen, nil
	}
	fewest, complete := int64(probeLimit), chosen.Name
	for _, index := range r.indexes {
		from := tx.IndexedBy(r.def.Plural, index.Name)
		if from == r.def.Plural || index.Name == complete || !isFiltered(index.Columns[0], filters) {
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
			return chosen, err
		}
		if found < fewest {
			chosen, fewest = chosenIndex{Index: index}, found
		}
	}
	return chosen, nil
}

// isWide reports whether the index begins with a range, and has other filters' columns
// behind it.
func (x Index) isWide(filters []appliedFilter) bool {
	isRange, others := false, false
	for _, f := range filters {
		if f.filter.Column == x.Columns[0] {
			isRange = f.isRange()
		} else {
			others = true
		}
	}
	return isRange && others
}

// isInOrder reports whether the rows that the filters find stand in the index in the
// order of id: each of its columns has one value.
func (c chosenIndex) isInOrder(filters []appliedFilter) bool {
	for _, column := range c.Columns {
		if !slices.ContainsFunc(filters, func(f appliedFilter) bool { return f.filter.Column == column && f.filter.Match == schema.Equals }) {
			return false
		}
	}
	return c.isComplete
}

// numberReader runs a statement that selects a number.
type numberReader func(statement string, args []any) (int64, error)

// finds reports whether the index has the columns of all filters, and its first column
// is filtered or has few values.
func (x Index) finds(filters []appliedFilter, values map[string][]string) bool {
	for _, f := range filters {
		if !x.has(f.filter.Column) {
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
