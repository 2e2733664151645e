package resource

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waybill/internal/apierr"
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
func (r *Resource[T]) List(tx *sqldb.Tx, organization int64, query Query) (*Page[T], error) {
	page := &Page[T]{Number: query.pageText, Size: query.size}
	where, args := query.where(organization)
	for attempt := range 3 {
		rows := window{offset: query.offset(), limit: int64(query.size)}
		if query.page > farPage && attempt < 2 {
			if err := r.count(tx, page, where, args); err != nil {
				return nil, err
			}
			rows = query.nearer(page.Total)
		}
		done, err := r.fill(tx, page, query, rows, where, args)
		if err != nil {
			return nil, err
		}
		page.place(query.page)
		if done {
			break
		}
		page.Items = nil // records came or went in between
	}
	return page, nil
}

// place says where the page with a number stands in the whole.
func (p *Page[T]) place(number int64) {
	p.Pages = (p.Total + int64(p.Size) - 1) / int64(p.Size)
	p.HasNext = number < p.Pages
	p.HasPrevious = number > 1
}

// farPage is the page behind which the total is asked for first.
const farPage = 10

// window is a run of rows, counted from one end of a list.
type window struct {
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
// nearer to, as the database steps over all that stand before.
func (q *Query) nearer(total int64) window {
	offset, size := q.offset(), int64(q.size)
	if offset <= total/2 {
		return window{offset: offset, limit: size}
	}
	behind := total - offset - size
	return window{offset: max(behind, 0), limit: size + min(behind, 0), fromEnd: true}
}

// fill reads the items and, if there are any, the total: one statement, and so
// one moment. It reports false when the rows turned out to be others than those
// that were meant.
func (r *Resource[T]) fill(tx *sqldb.Tx, page *Page[T], query Query, rows window, where string, args []any) (bool, error) {
	counted := page.Total
	if rows.limit > 0 {
		if err := r.read(tx, page, query, rows, where, args); err != nil {
			return false, err
		}
	}
	if len(page.Items) == 0 {
		if err := r.count(tx, page, where, args); err != nil {
			return false, err
		}
		return query.offset() >= page.Total, nil
	}
	if rows.fromEnd {
		slices.Reverse(page.Items)
		return page.Total == counted, nil
	}
	return true, nil
}

func (r *Resource[T]) read(tx *sqldb.Tx, page *Page[T], query Query, rows window, where string, args []any) error {
	statement := r.sql.list(r.total(where)) + where + query.order(rows.fromEnd) +
		fmt.Sprintf(" LIMIT $%d OFFSET $%d", len(args)+1, len(args)+2)
	page.Items = make([]T, 0, rows.limit)
	var record T
	dests := append(r.dests(&record), &page.Total)
	err := tx.Rows(statement, append(args, rows.limit, rows.offset), func(scan func(...any) error) error {
		if err := scan(dests...); err != nil {
			return err
		}
		page.Items = append(page.Items, record)
		return nil
	})
	if err != nil {
		return fmt.Errorf("list %s: %w", r.def.Plural, err)
	}
	return nil
}

// total is the statement for the number of rows that the filters leave. Without
// filters it is known.
func (r *Resource[T]) total(where string) string {
	if where == "" {
		return r.sql.count
	}
	return r.sql.countSome + where
}

func (r *Resource[T]) count(tx *sqldb.Tx, page *Page[T], where string, args []any) error {
	err := tx.Rows(r.total(where), args, func(scan func(...any) error) error { return scan(&page.Total) })
	if err != nil {
		return fmt.Errorf("count %s: %w", r.def.Plural, err)
	}
	return nil
}

// Query says which records a list shows, in which order, and which page.
type Query struct {
	page     int64
	pageText string
	size     int
	sort     string // a column
	backward bool
	filters  []narrowing
}

type narrowing struct {
	filter *schema.Filter
	value  any
}

// query is what the lists of a resource can be asked for.
type query struct {
	filters []*schema.Filter
	sorts   map[string]string // the column of each name but for "-"
	names   []string          // the values of the parameter sort
}

func newQuery[T any](fields []schema.Field[T]) query {
	q := query{sorts: map[string]string{}}
	for _, f := range fields {
		if filter := f.Filter(); filter != nil {
			q.filters = append(q.filters, filter)
		}
		if f.Spec().Sortable {
			columns := f.Columns()
			q.sortBy(f.Spec().Name, columns[len(columns)-1].Name)
		}
	}
	// An id begins with the time of making, so this is the order of created_at
	// with equal ones in the order of id, without an index of its own.
	q.sortBy("created_at", "id")
	q.sortBy("updated_at", "updated_at")
	return q
}

func (q *query) sortBy(name, column string) {
	q.sorts[name] = column
	q.names = append(q.names, name, "-"+name)
}

func (r *Resource[T]) parameters() []*schema.Filter {
	all := []*schema.Filter{
		{Name: "page", Doc: "The page, counted from 1.", Property: schema.PageProperty(1)},
		{Name: "page_size", Doc: "How many items a page has.", Property: schema.PageSizeProperty(defaultSize, largestSize)},
	}
	all = append(all, r.query.filters...)
	return append(all, &schema.Filter{Name: "sort",
		Doc:      "The field to sort by, backward with `-`. Equal values are in the order of `id`.",
		Property: schema.Property{Type: "string", Enum: r.query.names, Default: defaultSort}})
}

const (
	defaultSize = 50
	largestSize = 100
	defaultSort = "created_at"
)

// ParseQuery reads the parameters of a list; of one that is repeated the last
// counts, and unknown ones are ignored. The error is an apierr.Error that lists
// every broken rule, in the contract's order.
func (r *Resource[T]) ParseQuery(parameters map[string]string) (Query, error) {
	parsed := Query{page: 1, pageText: "1", size: defaultSize, sort: defaultSort}
	p := schema.NewParameters(parameters)
	p.Page("page", &parsed.page, &parsed.pageText)
	p.Size("page_size", &parsed.size, largestSize)
	for _, filter := range r.query.filters {
		if value := p.Filter(filter); value != nil {
			parsed.filters = append(parsed.filters, narrowing{filter, value})
		}
	}
	name := defaultSort
	p.Choice("sort", &name, r.query.names)
	name, parsed.backward = strings.CutPrefix(name, "-")
	parsed.sort = r.query.sorts[name]
	return parsed, apierr.InvalidInput(p.Broken())
}

// where gives the conditions of the filters and all arguments so far.
func (q *Query) where(organization int64) (string, []any) {
	args := []any{organization}
	var where strings.Builder
	for _, n := range q.filters {
		switch n.filter.Match {
		case schema.Contains:
			args = append(args, "%"+likeEscapes.Replace(n.value.(string))+"%")
			fmt.Fprintf(&where, ` AND %s LIKE $%d ESCAPE '\'`, n.filter.Column, len(args))
		case schema.Equals:
			args = append(args, n.value)
			fmt.Fprintf(&where, " AND %s = $%d", n.filter.Column, len(args))
		}
	}
	return where.String(), args
}

var likeEscapes = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// order sorts as the query asks for, or the other way round.
func (q *Query) order(reversed bool) string {
	direction := ""
	if q.backward != reversed {
		direction = " DESC"
	}
	order := " ORDER BY " + q.sort + direction
	if q.sort != "id" {
		order += ", id" + direction
	}
	return order
}
