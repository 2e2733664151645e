package resource

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Page is a page of a list and where it stands in the whole.
type Page[T any] struct {
	Items []T
	// Number is the page that was asked for, as JSON writes it: it may be larger
	// than any integer type.
	Number      string
	Size        int
	Total       int64 // of records that the filters leave
	Pages       int64
	HasNext     bool
	HasPrevious bool
}

// List gives the page that query asks for. A page beyond the end is empty. The
// total and the page are of the same moment.
//
// A database steps over all rows before the first of a page, and guesses how
// many rows a filter leaves. So the way is chosen here: where there are few rows
// they are all read and sorted, otherwise gone through in the order of the list;
// and unless all of them count and the page is near, that is done in an index,
// which has the keys of the page, before a row is read.
func (r *Resource[T]) List(tx *sqldb.ReadTx, organization int64, query Query) (*Page[T], error) {
	page := &Page[T]{Number: query.pageText, Size: query.size}
	err := r.fill(page, &query, r.selected(tx, organization, &query))
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", r.def.Plural, err)
	}
	page.place(query.page)
	return page, nil
}

// place says where the page with a number stands in the whole.
func (p *Page[T]) place(number int64) {
	p.Pages = (p.Total + int64(p.Size) - 1) / int64(p.Size)
	p.HasNext = number < p.Pages
	p.HasPrevious = number > 1
}

const (
	// farPage is the page behind which a list is read from the end that is nearer.
	farPage = 10
	// materializeLimit is how many rows are read and sorted at most.
	materializeLimit = 1000
)

// upToFew ends a statement once there are more.
var upToFew = fmt.Sprintf(" LIMIT %d", materializeLimit+1)

func (r *Resource[T]) fill(page *Page[T], query *Query, s selection) error {
	if query.page > farPage {
		return r.findFar(page, query, s)
	}
	near := rowRange{query.offset(), int64(query.size), false}
	if len(query.filters) == 0 {
		return r.readOrCount(page, r.sql.list(s.total)+r.sql.from+query.order(false)+s.limit(), s, near)
	}
	if s.searches {
		return r.search(page, query, s, near)
	}
	left, err := s.number("SELECT count(*) FROM (SELECT 1" + s.found + upToFew + ") AS enough")
	switch {
	case err != nil || left == 0:
		return err
	case left <= materializeLimit:
		return r.readOrCount(page, r.materialized(query, s, ""), s, near)
	default:
		return r.readOrCount(page, r.keysFirst(s.looked, query, s, false), s, near)
	}
}

// search gathers at once, as to find the rows is what takes a search its time, and
// goes through them when that turns out to be more than few.
func (r *Resource[T]) search(page *Page[T], query *Query, s selection, rows rowRange) error {
	err := r.read(page, r.materialized(query, s, upToFew), s, rows)
	switch {
	case err != nil:
		return err
	case page.Total > materializeLimit:
		return r.readOrCount(page, r.keysFirst(s.looked, query, s, false), s, rows)
	case len(page.Items) == 0 && rows.offset > 0:
		page.Total, err = s.number(s.total)
	}
	return err
}

// materialized is the statement that reads all rows that the filters leave, perhaps up
// to a limit, and sorts them.
func (r *Resource[T]) materialized(query *Query, s selection, limit string) string {
	return "WITH found AS MATERIALIZED (SELECT " + r.sql.stored + s.found + limit + ") " +
		r.sql.list("SELECT count(*) FROM found") + " FROM found" + query.order(false) + s.limit()
}

// keysFirst is the statement that finds the keys of the page first, from one end of
// the list or the other.
func (r *Resource[T]) keysFirst(from string, query *Query, s selection, fromEnd bool) string {
	return r.sql.list(s.total) + " FROM (SELECT id AS key" + from + query.order(fromEnd) + s.limit() + ") AS keys" +
		" CROSS JOIN " + r.def.Plural + " WHERE organization_id = $1 AND id = key" + query.order(false)
}

// readOrCount reads the rows, or counts them when the page is empty: one
// statement, and so one moment.
func (r *Resource[T]) readOrCount(page *Page[T], statement string, s selection, rows rowRange) (err error) {
	if err := r.read(page, statement, s, rows); err != nil || len(page.Items) > 0 {
		return err
	}
	page.Total, err = s.number(s.total)
	return err
}

// findFar reads a page from the end that it is nearer to. When rows come or go
// in between it begins again, the last time without the help of a count.
func (r *Resource[T]) findFar(page *Page[T], query *Query, s selection) error {
	for attempt := range 3 {
		counted, err := s.number(s.total)
		if err != nil {
			return err
		}
		page.Items, page.Total = nil, counted
		rows := query.nearer(counted)
		if attempt == 2 {
			rows = rowRange{query.offset(), int64(query.size), false}
		}
		if rows.limit <= 0 || rows.offset >= counted {
			return nil
		}
		if err := r.read(page, r.keysFirst(s.found, query, s, rows.fromEnd), s, rows); err != nil {
			return err
		}
		if len(page.Items) > 0 && (!rows.fromEnd || page.Total == counted) {
			return nil
		}
	}
	return nil
}

// rowRange is a run of rows, counted from one end of a list.
type rowRange struct {
	offset, limit int64
	fromEnd       bool
}

func (q *Query) offset() int64 {
	if q.page > math.MaxInt64/int64(q.size) {
		return math.MaxInt64 - int64(q.size) // no table has so many rows
	}
	return (q.page - 1) * int64(q.size)
}

// nearer gives the rows of the page from the end of the list that they are
// nearer to.
func (q *Query) nearer(total int64) rowRange {
	offset, size := q.offset(), int64(q.size)
	if offset <= total/2 {
		return rowRange{offset: offset, limit: size}
	}
	behind := total - offset - size
	return rowRange{offset: max(behind, 0), limit: size + min(behind, 0), fromEnd: true}
}

// read reads the items, each with the total, by a statement whose last arguments
// are the range.
func (r *Resource[T]) read(page *Page[T], statement string, s selection, rows rowRange) error {
	page.Items = make([]T, 0, rows.limit)
	var record, empty T
	dests := append(r.dests(&record), &page.Total)
	args := append(slices.Clip(s.args), rows.limit, rows.offset)
	return s.rows(statement, args, func(scan func(...any) error) error {
		record = empty // so that no row keeps nested values of the row before
		if err := scan(dests...); err != nil {
			return err
		}
		page.Items = append(page.Items, record)
		return nil
	})
}

// selection is what the filters of a query leave, in SQL.
type selection struct {
	found  string // from where, by whatever index there is
	looked string // from where, by looking at every row
	// searches says that part of a text is looked for.
	searches bool
	total    string // the statement that counts the rows
	args     []any
	rows     func(statement string, args []any, each func(scan func(...any) error) error) error
}

func (r *Resource[T]) selected(tx *sqldb.ReadTx, organization int64, query *Query) selection {
	s := selection{found: r.sql.from, looked: r.sql.from, total: r.sql.count, args: []any{organization}, rows: tx.Rows}
	if len(query.filters) > 0 || query.page > farPage {
		s.rows = tx.Search
	}
	var equal, contained string
	for _, n := range query.filters {
		s.args = append(s.args, n.value)
		switch n.filter.Match {
		case schema.Contains:
			c := tx.Containing(r.def.Plural, n.filter.Column, n.value.(string), len(s.args))
			s.looked += " AND " + c.Looked
			if contained != "" {
				equal += " AND " + c.Looked // of two indexes one has to do
				continue
			}
			contained, s.found, s.searches = c.Count, " FROM "+c.From, true
			s.args = append(s.args, c.Args...)
		case schema.Equals:
			condition := fmt.Sprintf("%s = $%d", n.filter.Column, len(s.args))
			equal += " AND " + condition
			s.looked += " AND coalesce(" + condition + ", FALSE)"
		}
	}
	if equal != "" {
		equal += r.query.eitherUnless(query.filters)
	}
	s.found += equal
	switch {
	case len(query.filters) == 1 && query.filters[0].isUsual():
		s.total = r.sql.countUsual(query.filters[0].filter.Column)
	case equal != "":
		s.total = "SELECT count(*)" + s.found
	case contained != "":
		s.total = contained
	}
	return s
}

// eitherUnless asks for both values of each boolean that no filter is given for.
// It leaves out nothing, but an index for all filters begins with the booleans.
func (q *query) eitherUnless(given []appliedFilter) string {
	var either strings.Builder
	for _, filter := range q.filters {
		isGiven := slices.ContainsFunc(given, func(n appliedFilter) bool { return n.filter == filter })
		if filter.Property.Type == "boolean" && !isGiven {
			either.WriteString(" AND " + filter.Column + " IN (FALSE, TRUE)")
		}
	}
	return either.String()
}

func (s *selection) number(statement string) (number int64, err error) {
	err = s.rows(statement, s.args, func(scan func(...any) error) error { return scan(&number) })
	return number, err
}

// limit has its arguments behind those of the filters.
func (s *selection) limit() string {
	return fmt.Sprintf(" LIMIT $%d OFFSET $%d", len(s.args)+1, len(s.args)+2)
}
