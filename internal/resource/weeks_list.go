package resource

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Pages of a list that is filtered by a wide range of a time, and distant pages of lists without
// a range, are read by the counts of weeks. The counts give the total. Their bounds tell which
// weeks have no row of the page:
//
//	all rows of the week come before the page    it is left out, and the offset shrinks
//	all rows of the week come after the page     it is left out
//	anything else                                its rows are read
//
// So the page is a page of a narrower list, which is read as any list. The records of a week
// are mostly created and updated at about the same time. Where they are not, all weeks remain,
// and nothing is gained or lost.

// mostWeeks is the largest number of weeks that are read for a page: 38 years. Clients choose
// the times, so a list may have rows in any number of weeks. A list with more weeks is read
// without them.
const mostWeeks = 2000

// wideList is a list that the counts of weeks answer.
type wideList[T any] struct {
	resource     *Resource[T]
	tx           *sqldb.ReadTx
	organization int64
	query        Query
	countedFilters
}

// wide returns the list of a query if the counts of weeks answer it: its filters are a range
// of the time and values of the columns that are counted. The range may be all time if the page
// is far: the counts are not worth reading for one of the first pages.
func (r *Resource[T]) wide(tx *sqldb.ReadTx, organization int64, query *Query) (l wideList[T], ok bool) {
	if r.weeks == nil || len(query.metadata) > 0 || !r.weeks.sorts(query.sort.name) {
		return l, false
	}
	counted := r.weeks.counted(query.filters)
	l = wideList[T]{resource: r, tx: tx, organization: organization, query: *query, countedFilters: counted}
	return l, (counted.isRange || query.offset() >= farOffset) && !counted.others
}

// countedFilters are the filters of a list that the counts of weeks know.
type countedFilters struct {
	isRange  bool
	from, to int64           // the range of the time
	equal    []appliedFilter // the values of columns
	others   bool            // whether there are other filters
}

// counted returns the filters that the counts of weeks know.
func (w *weeks[T]) counted(filters []appliedFilter) countedFilters {
	c := countedFilters{from: math.MinInt64 / 2, to: math.MaxInt64 / 2}
	for _, f := range filters {
		switch {
		case f.filter.Column == w.Column && f.filter.Match == schema.AtLeast:
			c.from, c.isRange = f.value.(int64), true
		case f.filter.Column == w.Column && f.filter.Match == schema.AtMost:
			c.to, c.isRange = f.value.(int64), true
		case slices.Contains(w.Values, f.filter.Column) && f.filter.Match == schema.Equals:
			c.equal = append(c.equal, f)
		default:
			c.others = true
		}
	}
	return c
}

// countsAll reports whether the filters are values of columns that are counted.
func (w *weeks[T]) countsAll(filters []appliedFilter) bool {
	return len(w.counted(filters).equal) == len(filters)
}

// total is the statement that adds the counts of all weeks for filters that countsAll accepts.
func (w *weeks[T]) total(filters []appliedFilter) string {
	statement := "SELECT CAST(coalesce(sum(records), 0) AS BIGINT) FROM " + w.Table + " WHERE organization_id = $1"
	for i, f := range filters {
		statement += " AND " + f.condition(i+2)
	}
	return statement
}

// startByWeeks lets scans of a list that is sorted by the time of change begin where the
// counts of weeks say that the first row may be. It reports false if they say nothing.
func (r *Resource[T]) startByWeeks(s *selection, query *Query) (ok bool, err error) {
	if r.weeks == nil || query.sort.name != "updated_at" || !s.scansEntries(query) {
		return false, nil
	}
	counted := r.weeks.counted(query.filters)
	if !counted.isRange && len(counted.equal) == 0 {
		return false, nil
	}
	organization := s.args[0].(int64)
	bound := "min(first_updated_at)"
	if query.backward {
		bound = "max(last_updated_at)"
	}
	statement := "SELECT coalesce(" + bound + ", 0) FROM (SELECT min(first_updated_at) AS first_updated_at, max(last_updated_at) AS last_updated_at FROM " +
		r.weeks.Table + " WHERE organization_id = $1 AND week >= $2 AND week <= $3" + counted.conditions() +
		" GROUP BY week, " + strings.Join(r.weeks.Values, ", ") + " HAVING sum(records) > 0) AS counted"
	start, err := s.number(statement, counted.args(organization, weekOf(counted.from), counted.to))
	if err != nil {
		return false, err
	}
	s.args = slices.Clip(s.args)
	s.startAt(query, sqldb.Bound{Number: start}, query.backward)
	return true, nil
}

// sorts reports whether the counts tell where a list that is sorted by a column begins.
func (w *weeks[T]) sorts(column string) bool {
	return column == "id" || column == "updated_at" || slices.Contains(w.Values, column)
}

// week is the count of the rows of a week that match, and bounds of their ids or their times
// of change.
type week struct {
	begin       int64
	rows        int64
	first, last sqldb.Bound
}

// read reads the page and the total. It reports false, and reads nothing, if there are so few
// rows that all of them can be sorted.
func (l *wideList[T]) read(page *Page[T]) (isRead bool, err error) {
	if slices.Contains(l.resource.weeks.Values, l.query.sort.name) {
		return l.readByValue(page)
	}
	weeks, ok, err := l.weeks()
	total := rowsOf(weeks)
	if !ok || err != nil || total <= materializeLimit {
		return false, err
	}
	page.Total = total
	return true, l.readRows(page, weeks, l.query.nearer(total))
}

// readByValue does what read does, for a list that is sorted by one of the counted values.
func (l *wideList[T]) readByValue(page *Page[T]) (isRead bool, err error) {
	column := l.query.sort.name
	if _, ok, err := l.weeks(); !ok || err != nil {
		return false, err
	}
	counts, err := l.countValues(column)
	total := int64(0)
	for _, n := range counts {
		total += n
	}
	if err != nil || total <= materializeLimit {
		return false, err
	}
	page.Total = total
	return true, l.query.pieces(counts, func(value string, rows rowRange) error {
		filter := appliedFilter{&schema.Filter{Name: column, Column: column, Match: schema.Equals}, value}
		ofValue := *l
		ofValue.query.filters = append(slices.Clip(l.query.filters), filter)
		ofValue.query.sort = sortColumn{name: "id"}
		ofValue.equal = append(slices.Clip(l.equal), filter)
		weeks, _, err := ofValue.weeks() // no more weeks than all values have
		if err != nil {
			return err
		}
		return ofValue.readRows(page, weeks, rows)
	})
}

// readRows appends rows of the list to the page, counted from an end of the list.
func (l *wideList[T]) readRows(page *Page[T], weeks []week, rows rowRange) error {
	if rows.limit <= 0 {
		return nil
	}
	narrow := narrowed(weeks, rows, l.query.backward != rows.fromEnd)
	query := l.query
	query.filters = l.narrowFilters(narrow)
	s, err := l.resource.newSelection(l.tx, l.organization, &query)
	if err != nil {
		return err
	}
	s.startAt(&query, narrow.start, l.query.backward != rows.fromEnd)
	return l.resource.appendRows(page, &query, s, narrow.rows, narrow.total)
}

// narrowFilters returns the filters of the list with the range of the weeks that are read.
func (l *wideList[T]) narrowFilters(narrow narrowing) []appliedFilter {
	column := l.resource.weeks.Column
	return append([]appliedFilter{
		{&schema.Filter{Name: column, Column: column, Match: schema.AtLeast}, max(l.from, narrow.begin)},
		{&schema.Filter{Name: column, Column: column, Match: schema.AtMost}, min(l.to, narrow.end)},
	}, l.equal...)
}

// startAt adds the condition that no row comes before start in the order of the list, or after
// it if backward. Scans begin there.
func (s *selection) startAt(query *Query, start sqldb.Bound, backward bool) {
	comparison := " >= "
	if backward {
		comparison = " <= "
	}
	s.args = append(s.args, start.Arg())
	s.start = fmt.Sprintf(" AND %s%s$%d", query.sort.name, comparison, len(s.args))
}

// narrowing is a list that has a page of a wide list.
type narrowing struct {
	begin, end int64       // the range of the time
	start      sqldb.Bound // no row comes before it, in the direction of the page
	total      int64
	rows       rowRange // the rows of the page
}

// narrowed finds the weeks that may have rows of a page, and the place of the page among their
// rows. Backward says that the rows are counted in descending order.
//
// The near bound of a week is the bound that comes first in that order. Least is the near bound
// at which the weeks, sorted by it, have more rows than the offset: no row of the page comes
// before it. Most is the far bound at which the weeks, sorted by it, have all rows up to the
// end of the page: no row of the page comes after it.
func narrowed(weeks []week, rows rowRange, backward bool) narrowing {
	compare, near, far := sqldb.Bound.Compare, func(w week) sqldb.Bound { return w.first }, func(w week) sqldb.Bound { return w.last }
	if backward {
		compare, near, far = func(a, b sqldb.Bound) int { return b.Compare(a) }, far, near
	}
	least := reach(weeks, near, compare, rows.offset+1)
	most := reach(weeks, far, compare, rows.offset+rows.limit)
	n := narrowing{begin: math.MaxInt64, end: math.MinInt64, rows: rows}
	for _, w := range weeks {
		if compare(far(w), least) >= 0 && compare(near(w), most) <= 0 {
			n.begin, n.end = min(n.begin, w.begin), max(n.end, w.begin+weekLength-1)
		}
	}
	started := false
	for _, w := range weeks {
		switch {
		case n.begin <= w.begin && w.begin <= n.end:
			n.total += w.rows
			if !started || compare(near(w), n.start) < 0 {
				n.start, started = near(w), true
			}
		case compare(far(w), least) < 0:
			n.rows.offset -= w.rows
		}
	}
	return n
}

// reach returns the bound of the first week, in the order of a bound, with which the weeks
// have a number of rows.
func reach(weeks []week, bound func(week) sqldb.Bound, compare func(a, b sqldb.Bound) int, wanted int64) (reached sqldb.Bound) {
	sorted := slices.SortedFunc(slices.Values(weeks), func(a, b week) int { return compare(bound(a), bound(b)) })
	rows := int64(0)
	for _, w := range sorted {
		reached, rows = bound(w), rows+w.rows
		if rows >= wanted {
			break
		}
	}
	return reached
}

func rowsOf(weeks []week) (rows int64) {
	for _, w := range weeks {
		rows += w.rows
	}
	return rows
}

// args returns the arguments of statements about the counts: the organization, a range of the
// time, and the values of the other filters.
func (c *countedFilters) args(organization, from, to int64) []any {
	args := []any{organization, from, to}
	for _, f := range c.equal {
		args = append(args, f.value)
	}
	return args
}

// conditions are the conditions of the other filters, with the arguments of args.
func (c *countedFilters) conditions() string {
	var all strings.Builder
	for i, f := range c.equal {
		all.WriteString(" AND " + f.condition(i+4))
	}
	return all.String()
}

// weeks reads the weeks that have rows that match. It reports false if they are more than
// mostWeeks. The bounds of a week at an end of the range are those of all its rows.
func (l *wideList[T]) weeks() (all []week, ok bool, err error) {
	text := l.query.sort.name == "id"
	name := "updated_at"
	if text {
		name = "id"
	}
	statement := fmt.Sprintf("SELECT week, CAST(sum(records) AS BIGINT), min(first_%[1]s), max(last_%[1]s) FROM %[2]s"+
		" WHERE organization_id = $1 AND week >= $2 AND week <= $3%[3]s GROUP BY week HAVING sum(records) > 0 ORDER BY week LIMIT %[4]d",
		name, l.resource.weeks.Table, l.conditions(), mostWeeks+1)
	err = l.tx.Search(statement, l.args(l.organization, weekOf(l.from), l.to), func(scan func(...any) error) error {
		var w week
		first, last := any(&w.first.Number), any(&w.last.Number)
		if text {
			first, last = &w.first.Text, &w.last.Text
		}
		err := scan(&w.begin, &w.rows, first, last)
		all = append(all, w)
		return err
	})
	if err != nil || len(all) > mostWeeks {
		return nil, false, err
	}
	for i := range all {
		if l.isWhole(all[i]) {
			continue
		}
		err := l.tx.Search("SELECT count(*)"+l.rowsOfTime(), l.part(all[i].begin), func(scan func(...any) error) error { return scan(&all[i].rows) })
		if err != nil {
			return nil, false, err
		}
	}
	return slices.DeleteFunc(all, func(w week) bool { return w.rows == 0 }), true, nil
}

// isWhole reports whether all of a week is in the range.
func (l *wideList[T]) isWhole(w week) bool { return l.from <= w.begin && w.begin+weekLength-1 <= l.to }

// part returns the arguments for the part of a week that is in the range.
func (l *wideList[T]) part(begin int64) []any {
	return l.args(l.organization, max(l.from, begin), min(l.to, begin+weekLength-1))
}

// rowsOfTime is " FROM table WHERE …" with all filters.
func (l *wideList[T]) rowsOfTime() string {
	w := l.resource.weeks
	return fmt.Sprintf(" FROM %s WHERE organization_id = $1 AND %[2]s >= $2 AND %[2]s <= $3%s",
		l.tx.IndexedBy(l.resource.def.Plural, w.index), w.Column, l.conditions())
}

// countValues counts the rows that match by the values of a column.
func (l *wideList[T]) countValues(column string) (map[string]int64, error) {
	counts := map[string]int64{}
	add := func(scan func(...any) error) error {
		var value string
		var rows int64
		err := scan(&value, &rows)
		counts[value] += rows
		return err
	}
	end := weekOf(l.to + 1) // of the whole weeks
	begin := weekOf(l.from-1) + weekLength
	if begin >= end {
		return counts, l.tx.Search("SELECT "+column+", count(*)"+l.rowsOfTime()+" GROUP BY "+column, l.args(l.organization, l.from, l.to), add)
	}
	whole := fmt.Sprintf("SELECT %[1]s, CAST(sum(records) AS BIGINT) FROM %[2]s WHERE organization_id = $1 AND week >= $2 AND week < $3%[3]s GROUP BY %[1]s",
		column, l.resource.weeks.Table, l.conditions())
	if err := l.tx.Search(whole, l.args(l.organization, begin, end), add); err != nil {
		return nil, err
	}
	for _, ends := range [][2]int64{{l.from, begin - 1}, {end, l.to}} {
		if ends[0] > ends[1] {
			continue
		}
		err := l.tx.Search("SELECT "+column+", count(*)"+l.rowsOfTime()+" GROUP BY "+column, l.args(l.organization, ends[0], ends[1]), add)
		if err != nil {
			return nil, err
		}
	}
	return counts, nil
}
