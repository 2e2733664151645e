package resource

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// selection selects the rows that match the filters of a query, in SQL.
//
// There are two ways to find them. The indexed way starts at an index of the filters,
// and has the rows in the order of that index. The scanned way starts at an index of
// the list's order, and compares each row with the filters.
type selection struct {
	table string
	// indexed is " FROM table WHERE …" with all filters, and names the index.
	indexed string
	index   chosenIndex
	indexes []Index
	// scanned is the table, with the index of the list's order if the statement has to name
	// it.
	scanned string
	// findsFirst reports whether the keys are to be found in the index before the rows
	// are read.
	findsFirst bool
	// isInOrder reports whether the index has the rows in the order of the list.
	isInOrder bool
	// compared are the conditions that compare a row with the filters, and columns are
	// the columns that they need.
	compared []string
	columns  []string
	// bounds are the conditions on the column that the list is sorted by. A scan in the
	// order of the list begins at the first row that meets them.
	bounds string
	// start is a condition on the column that the list is sorted by, which all rows that
	// are wanted meet.
	start    string
	searches bool   // a text index or metadata narrows the list
	total    string // the statement that counts the rows
	args     []any
	textArgs []int // the places of the arguments that only the text index needs

	known      *int64 // the total, if it is known
	remembered bool   // whether the total is remembered
	totals     *sqldb.Totals
	key        sqldb.TotalKey
	idPrefix   string

	rows func(statement string, args []any, each func(scan func(...any) error) error) error
}

// newSelection puts the filters of a query into SQL.
func (r *Resource[T]) newSelection(tx *sqldb.ReadTx, organization int64, query *Query) (selection, error) {
	s := selection{table: r.def.Plural, indexes: r.indexes, args: []any{organization}, rows: tx.Rows}
	s.scanned = tx.IndexedBy(s.table, s.orderIndex(query).Name)
	if query.isFiltered() || query.page > farPage {
		s.rows = tx.Search
	}
	if len(query.metadata) == 0 { // metadata change without their records
		r.remember(&s, tx.Totals(), organization, query.filters)
	}
	source, counted := "", ""
	var conditions []string // of the filters that the source does not answer
	for i, f := range query.metadata {
		s.args = append(s.args, f.Name, f.Text)
		name, text := len(s.args)-1, len(s.args)
		s.compared = append(s.compared, r.metadataCondition(name, text))
		if i > 0 {
			conditions = append(conditions, r.metadataCondition(name, text))
			continue
		}
		s.searches, source = true, r.metadataSource(name, text)
		counted = r.metadataCount(name, text)
	}
	for _, f := range query.filters {
		s.args = append(s.args, f.value)
		s.columns = append(s.columns, f.filter.Column)
		if f.filter.Match != schema.Contains {
			condition := f.condition(len(s.args))
			conditions, s.compared = append(conditions, condition), append(s.compared, condition)
			if f.isRange() && f.filter.Column == query.sort.name {
				s.bounds += " AND " + condition
			}
			continue
		}
		c := tx.Containing(s.table, f.filter.Column, f.value.(string), len(s.args))
		s.compared = append(s.compared, c.Compared)
		if s.searches {
			conditions = append(conditions, c.Compared) // one text index is enough
			continue
		}
		s.searches, source, counted = true, c.From, c.Count
		for _, arg := range c.Args {
			s.args = append(s.args, arg)
			s.textArgs = append(s.textArgs, len(s.args))
		}
	}
	filters := and(conditions)
	if s.searches {
		s.indexed = " FROM " + source + filters
		s.total = "SELECT count(*)" + s.indexed
		if filters == "" {
			s.total = counted
		}
		return s, nil
	}
	var err error
	if s.index, err = r.chooseIndex(tx, organization, query.filters, s.number); err != nil {
		return s, err
	}
	table := tx.IndexedBy(s.table, s.index.Name)
	s.findsFirst = s.index.isComplete && table != s.table
	from := " FROM " + table + " WHERE organization_id = $1" + s.index.gaps
	s.indexed, s.isInOrder = from+filters, query.sort.name == "id" && s.index.isInOrder(query.filters)
	s.total = r.total(query.filters, s.index.Name, from, s.indexed)
	return s, nil
}

// and joins conditions that follow another condition.
func and(conditions []string) string {
	var all strings.Builder
	for _, condition := range conditions {
		all.WriteString(" AND " + condition)
	}
	return all.String()
}

// condition returns the SQL of a filter whose value is the argument $arg.
func (f appliedFilter) condition(arg int) string {
	column, value := f.filter.Column, fmt.Sprintf("$%d", arg)
	switch f.filter.Match {
	case schema.AtLeast:
		return column + " >= " + value
	case schema.AtMost:
		return column + " <= " + value
	case schema.Prefix:
		return fmt.Sprintf("(%[1]s >= %[2]s AND %[1]s < %[2]s || '\U0010FFFF')", column, value)
	case schema.Suffix:
		return fmt.Sprintf("(length(%[1]s) >= length(%[2]s) AND substr(%[1]s, length(%[1]s) - length(%[2]s) + 1) = %[2]s)", column, value)
	}
	if table := f.filter.Through; table != "" {
		value = "(SELECT id FROM " + table + " WHERE organization_id = $1 AND " + schema.ExternalReferenceID + " = " + value + ")"
	}
	return column + " = " + value
}

// total returns the statement that counts the rows that match the filters. Counting
// them takes time in proportion to their number. So it uses the kept count of all rows,
// of the rows with a value of a counted column, or of the rows of weeks, where there is one.
// From is indexed without the conditions of the filters.
func (r *Resource[T]) total(filters []appliedFilter, index, from, indexed string) string {
	if len(filters) == 0 {
		return r.sql.count
	}
	if len(filters) == 1 && filters[0].filter.Match == schema.Equals {
		f := filters[0]
		values := r.options.values[f.filter.Column]
		switch own := slices.Index(values, literal(f.value)); {
		case f.isKept():
			return keptValueCount(r.def.Plural, f.filter.Column)
		case own >= 0 && f.isUsual():
			others := slices.Delete(slices.Clone(values), own, own+1)
			return r.sql.countByRest(from, []string{f.filter.Column + " IN (" + strings.Join(others, ", ") + ")"}, indexed)
		}
	}
	if r.weeks != nil && r.weeks.countsAll(filters) {
		return r.weeks.total(filters)
	}
	if rest := outside(filters); index != "" && rest != nil {
		return r.sql.countByRest(from, rest, indexed)
	}
	return "SELECT count(*)" + indexed
}

// outside returns the conditions of the rows outside of a range, or nil if the filters
// are not one range of one column. A row that has no value is outside.
func outside(filters []appliedFilter) (rest []string) {
	column, seen := filters[0].filter.Column, map[schema.Match]bool{}
	for i, f := range filters {
		if !f.isRange() || f.filter.Column != column || seen[f.filter.Match] {
			return nil
		}
		seen[f.filter.Match] = true
		beyond := " < "
		if f.filter.Match == schema.AtMost {
			beyond = " > "
		}
		rest = append(rest, fmt.Sprintf("%s%s$%d", column, beyond, i+2))
	}
	return append(rest, column+" IS NULL")
}

// isKept reports whether the number of rows with the value of a filter is kept.
func (f appliedFilter) isKept() bool {
	return f.filter.Match == schema.Equals && f.filter.Counted
}

// maxRows is more than any table has. A subquery with a limit is planned by itself, so
// that the order of the list does not decide which index finds the rows.
const maxRows = " LIMIT 9223372036854775807"

// allScannedKeys is the statement that scans the list, and selects the keys of the rows that
// match the filters, in the order of the list or backward. SQLite takes up to twice as long to
// pass the rows through a subquery, so the statement has none if it names the index.
func (s *selection) allScannedKeys(query *Query, backward bool) string {
	if s.scanned == s.table {
		return s.scannedKeys(query, backward, math.MaxInt64) // else the planner may choose another index
	}
	return "SELECT id AS key FROM " + s.scanned + " WHERE organization_id = $1" + and(s.compared) + s.start + query.order(backward)
}

// scannedKeys is the statement that scans rows of the list, up to a limit, and selects
// the keys of the rows that match the filters, in the order of the list or backward.
func (s *selection) scannedKeys(query *Query, backward bool, limit int64) string {
	columns := s.keyColumns(query)
	for _, column := range s.columns {
		if !slices.Contains(columns, column) {
			columns = append(columns, column)
		}
	}
	return fmt.Sprintf("SELECT id AS key FROM (SELECT %s FROM %s WHERE organization_id = $1%s%s LIMIT %d) AS scanned WHERE %s",
		strings.Join(columns, ", "), s.table, s.bounds+s.start, query.order(backward), limit, strings.Join(s.compared, " AND "))
}

// scanLimit is how many rows of the list are scanned before all rows are looked at.
func (s *selection) scanLimit(query *Query) int64 {
	if query.sort.name == "id" || s.scansEntries(query) {
		return scanLimitByID
	}
	return scanLimit
}

// scansEntries reports whether a scan in the order of the list reads no rows, because an
// index in this order has the columns of the filters.
func (s *selection) scansEntries(query *Query) bool {
	index := s.orderIndex(query)
	missing := slices.ContainsFunc(s.columns, func(column string) bool { return !index.has(column) })
	return !s.searches && len(s.columns) > 0 && index.Name != "" && !missing
}

// orderIndex returns the declared index that has the rows in the order of the list. It has no
// name if there is none.
func (s *selection) orderIndex(query *Query) (index Index) {
	at := slices.IndexFunc(s.indexes, func(x Index) bool { return len(x.Columns) == 1 && x.Columns[0] == query.sort.name })
	if at < 0 {
		return Index{}
	}
	return s.indexes[at]
}

// isScanned reports whether some rows of the list are found sooner by a scan than by
// sorting the keys of all rows that match. Total is the number of rows that match.
func (s *selection) isScanned(query *Query, rows rowRange, total, all int64) bool {
	passed := rows.passed(total, all)
	switch {
	case s.scansEntries(query):
	case query.sort.name == "id":
		passed *= rowCostByID
	default:
		passed *= rowCost
	}
	sorted := float64(total) * sortCost
	if !s.index.isComplete || !s.index.has(query.sort.name) {
		sorted += float64(total) * rowCost
	}
	return passed < sorted
}

// sortedKeys is the statement that sorts the keys of all rows that match the filters, in
// the order of the list or backward. If the index has the column that the list is sorted
// by, it covers the statement.
func (s *selection) sortedKeys(query *Query, backward bool) string {
	var from string
	switch {
	case !s.findsFirst:
		from = " FROM (SELECT " + strings.Join(s.keyColumns(query), ", ") + s.indexed + maxRows + ") AS selected WHERE TRUE"
	case s.index.has(query.sort.name):
		from = s.indexed
	default:
		from = " FROM " + s.found()
	}
	return "SELECT id AS key" + from + s.start + query.order(backward)
}

// found finds the keys of the rows that match in the index, and then the rows: SQLite
// would read each row of a table without row numbers before it compares it with all
// filters. It ends with a condition.
func (s *selection) found() string {
	return "(SELECT id AS found_id" + s.indexed + maxRows + ") AS found CROSS JOIN " + s.table + " WHERE organization_id = $1 AND id = found_id"
}

// keyColumns returns the id and the column that the list is sorted by.
func (s *selection) keyColumns(query *Query) []string {
	if query.sort.name == "id" {
		return []string{"id"}
	}
	return []string{"id", query.sort.name}
}

// countRows counts the rows.
func (s *selection) countRows() (int64, error) {
	if !strings.Contains(s.total, "$2") { // a kept count has no other argument
		return s.number(s.total, s.args[:1])
	}
	total, _, err := s.countBy((*counting).alone)
	return total, err
}

// number runs a statement that selects a number.
func (s *selection) number(statement string, args []any) (number int64, err error) {
	err = s.rows(statement, args, func(scan func(...any) error) error { return scan(&number) })
	return number, err
}

// limit returns LIMIT and OFFSET. Their arguments follow the arguments of the filters.
func (s *selection) limit() string {
	return fmt.Sprintf(" LIMIT $%d OFFSET $%d", len(s.args)+1, len(s.args)+2)
}
