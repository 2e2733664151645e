package resource

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waybill/internal/sqldb"
)

// Page is a page of a list, with its place in the list.
type Page[T any] struct {
	Items []T
	Listing
}

// Listing is the place of a page in its list.
type Listing struct {
	// Number is the page that was asked for, as JSON writes it: it may be larger
	// than any integer type.
	Number      string
	Page        int64 // the number, or the greatest integer of 64 bits
	Size        int
	Total       int64 // the number of items of all pages
	Pages       int64 // the number of pages
	HasNext     bool
	HasPrevious bool
}

// List returns the page that query asks for. A page beyond the end is empty. If
// ListNeedsSnapshot, the statements of tx must see one snapshot.
func (r *Resource[T]) List(tx *sqldb.ReadTx, organization int64, query Query) (*Page[T], error) {
	page := &Page[T]{Listing: Listing{Number: query.pageText, Page: query.page, Size: query.size}}
	query.simplifySort()
	if err := r.readPage(tx, organization, page, &query); err != nil {
		return nil, fmt.Errorf("list %s: %w", r.def.Plural, err)
	}
	page.setPages()
	return page, r.readParts(tx, organization, page.Items)
}

// readPage reads the rows of a page, and the total.
func (r *Resource[T]) readPage(tx *sqldb.ReadTx, organization int64, page *Page[T], query *Query) error {
	if list, ok := r.wide(tx, organization, query); ok {
		if isRead, err := list.read(page); isRead || err != nil {
			return err
		}
	}
	if isRead, err := r.readByField(tx, organization, page, query); isRead || err != nil {
		return err
	}
	selected, err := r.newSelection(tx, organization, query)
	if err != nil {
		return err
	}
	return r.fill(page, query, selected)
}

// setPages sets the number of pages, and whether there are pages before and after the
// page.
func (l *Listing) setPages() {
	l.Pages = (l.Total + int64(l.Size) - 1) / int64(l.Size)
	l.HasNext = l.Page < l.Pages
	l.HasPrevious = l.Page > 1
}

// The limits that decide how a list is read.
const (
	// farPage is the last page that is read from the first row of the list. Pages
	// after it are read from the nearer end.
	farPage = 10
	// farOffset is the number of rows before a page from which on the page is found sooner by
	// the counts of weeks, if there are any.
	farOffset = 2_000
	// materializeLimit is the most rows that are read to be sorted.
	materializeLimit = 1000
	// scanLimitByID and scanLimit are how many rows of a filtered list are scanned in
	// the order of the list: by id, in which rows lie on disk, or in an index that has
	// the columns of the filters, and by another column.
	scanLimitByID = 20_000
	scanLimit     = 2_000
	// scanLimitFromStart is how many entries of an index are scanned from where the first
	// row may be.
	scanLimitFromStart = 150_000
	// rowCost is how many entries of an index are read in the time that it takes to read
	// a row that an index names, rowCostByID to read the next row by id, and sortCost to
	// read an entry and to sort its key.
	rowCost     = 20
	rowCostByID = 5
	sortCost    = 3
)

// beyondMaterialized ends a statement when there are too many rows to materialize.
var beyondMaterialized = fmt.Sprintf(" LIMIT %d", materializeLimit+1)

// fill reads the rows of a page, and the total.
//
// A planner estimates how many rows a filter leaves, and a wrong estimate makes a
// list slow. So the plan is chosen here, by counting:
//
//	no filter          scan the index of the list's order
//	up to 1,000 rows   read them all by an index of the filters, and sort them
//	more               scan rows in the list's order, up to a limit; if that does not
//	                   fill the page, sort the keys of all that match, or scan on
//	page 11 and later  find the keys of the page in an index first, from the nearer end,
//	                   by sorting all keys that match, or by scanning, whichever reads less
//
// An index that has the rows in the order of the list needs no scan and no sort.
func (r *Resource[T]) fill(page *Page[T], query *Query, s selection) error {
	near := rowRange{offset: query.offset(), limit: int64(query.size)}
	switch {
	case query.page > farPage:
		return r.readFar(page, query, s)
	case !query.isFiltered():
		return r.readOrCount(page, r.sql.list(s.total)+r.sql.from+query.order(false)+s.limit(), s, near)
	case s.isMany():
		return r.scanOrSort(page, query, s, near)
	case s.searches:
		return r.search(page, query, s, near)
	}
	rows, err := s.number("SELECT count(*) FROM (SELECT 1"+s.indexed+beyondMaterialized+") AS enough", s.args)
	switch {
	case err != nil || rows == 0:
		return err
	case rows <= materializeLimit:
		return r.readOrCount(page, r.materialized(query, s, ""), s, near)
	default:
		return r.scanOrSort(page, query, s, near)
	}
}

// search reads a page of a list that a text index narrows. It materializes the rows
// without counting them first, because finding them is the expensive part of a search.
func (r *Resource[T]) search(page *Page[T], query *Query, s selection, rows rowRange) error {
	err := r.read(page, r.materialized(query, s, beyondMaterialized), s, rows)
	switch {
	case err != nil:
		return err
	case page.Total > materializeLimit:
		return r.scanOrSort(page, query, s, rows)
	case len(page.Items) == 0 && rows.offset > 0:
		page.Total, err = s.countRows()
	}
	return err
}

// scanOrSort reads one of the first pages of more rows than are materialized. Such a
// page is full. A scan in the list's order fills it quickly if matching rows are
// frequent, but may have to pass all other rows if they are at the far end. So the scan
// has a limit. If it does not fill the page, all rows are looked at.
func (r *Resource[T]) scanOrSort(page *Page[T], query *Query, s selection, rows rowRange) error {
	if !s.isInOrder {
		if isFull, err := r.scan(page, query, s, rows); isFull || err != nil {
			return err
		}
	}
	var total int64
	if !s.isInOrder && s.scansEntries(query) {
		var err error
		if total, err = s.countRows(); err != nil {
			return err
		}
	}
	keys, _, err := r.allKeys(query, s, rowRange{limit: total}, total) // the scan may end with the page
	if err != nil {
		return err
	}
	found, err := r.readByKeys(page, query, s, keys, rows)
	if err == nil && !found {
		page.Total, err = s.countRows()
	}
	return err
}

// scan reads a page by scans in the order of the list that have a limit, and reports whether
// the page is full. The second scan begins where the counts of weeks say that the first row
// may be.
func (r *Resource[T]) scan(page *Page[T], query *Query, s selection, rows rowRange) (isFull bool, err error) {
	_, err = r.readByKeys(page, query, s, s.scannedKeys(query, false, s.scanLimit(query)), rows)
	if isFull = len(page.Items) == query.size; isFull || err != nil {
		return isFull, err
	}
	if isKnown, err := r.startByWeeks(&s, query); !isKnown || err != nil {
		return false, err
	}
	_, err = r.readByKeys(page, query, s, s.scannedKeys(query, false, scanLimitFromStart), rows)
	return len(page.Items) == query.size, err
}

// allKeys is the statement that selects the keys of all rows that match, in the order of
// the list, from the end of rows. It sorts the keys, or scans the list if it passes fewer
// rows until it has found the given rows of the total. It reports whether it sorts them.
func (r *Resource[T]) allKeys(query *Query, s selection, rows rowRange, total int64) (keys string, isSorted bool, err error) {
	if s.isInOrder || s.searches || !query.isFiltered() {
		return "SELECT id AS key" + s.indexed + s.start + query.order(rows.fromEnd), false, nil
	}
	all, err := s.number(r.sql.count, s.args[:1])
	if err != nil {
		return "", false, err
	}
	if s.isScanned(query, rows, total, all) {
		return s.allScannedKeys(query, rows.fromEnd), false, nil
	}
	return s.sortedKeys(query, rows.fromEnd), true, nil
}

// materialized is the statement that reads all selected rows, up to a limit unless it
// is "", and sorts them.
func (r *Resource[T]) materialized(query *Query, s selection, limit string) string {
	from := s.indexed
	if s.findsFirst {
		from = " FROM " + s.found()
	}
	return "WITH matching AS MATERIALIZED (SELECT " + r.sql.stored + from + limit + ") " +
		r.sql.list("SELECT count(*) FROM matching") + " FROM matching" + query.order(false) + s.limit()
}

// readByKeys reads the rows of a page, whose keys the statement keys selects, and the
// total. It reports whether there are rows. Without any it leaves the total as it is.
func (r *Resource[T]) readByKeys(page *Page[T], query *Query, s selection, keys string, rows rowRange) (found bool, err error) {
	total, found, err := s.countBy(func(c *counting) (bool, error) {
		// Without MATERIALIZED, PostgreSQL may select the keys anew for each row of an
		// organization that it believes to have few.
		c.with = append(c.with, "keys AS MATERIALIZED ("+keys+c.limit()+")")
		statement := c.withClause() + "SELECT " + strings.Join(append([]string{r.sql.columns}, c.columns...), ", ") + " FROM keys" +
			" CROSS JOIN " + r.def.Plural + " WHERE organization_id = $1 AND id = key" + query.order(false)
		err := r.readRows(page, statement, c.selection, rows, c.dests)
		return len(page.Items) > 0, err
	})
	if found {
		page.Total = total
	}
	return found, err
}

// readOrCount reads a page. If it has no rows to carry the total, it counts them by
// another statement. Either way, the total and the rows are of one moment.
func (r *Resource[T]) readOrCount(page *Page[T], statement string, s selection, rows rowRange) (err error) {
	if err := r.read(page, statement, s, rows); err != nil || len(page.Items) > 0 {
		return err
	}
	page.Total, err = s.countRows()
	return err
}

// readFar reads a page from the nearer end of the list. Counted from the last row, the
// range of the page depends on the total, which other transactions may change between
// the two statements. If the total has changed, it tries again. The last attempt counts
// from the first row.
func (r *Resource[T]) readFar(page *Page[T], query *Query, s selection) error {
	const attempts = 3
	for attempt := range attempts {
		isLast := attempt == attempts-1
		total, err := s.countRows()
		if err != nil {
			return err
		}
		page.Items, page.Total = nil, total
		rows := query.nearer(total)
		if isLast {
			rows = rowRange{offset: query.offset(), limit: int64(query.size)}
		}
		if rows.limit <= 0 || rows.offset >= total {
			return nil
		}
		if rows, err = r.readCounted(page, query, s, rows, total, isLast); err != nil {
			return err
		}
		if len(page.Items) > 0 && (!rows.fromEnd || page.Total == total) {
			return nil
		}
	}
	return nil
}

// readCounted reads rows of a list that had the given total a moment ago. It may count them from
// the other end of the list, unless keepsEnd. It returns the range that it read.
func (r *Resource[T]) readCounted(page *Page[T], query *Query, s selection, rows rowRange, total int64, keepsEnd bool) (rowRange, error) {
	if isFull, err := r.scanNearEnd(page, query, s, rows, total); isFull || err != nil {
		return rows, err
	}
	keys, isSorted, err := r.allKeys(query, s, rows, total)
	if err != nil {
		return rows, err
	}
	if isSorted && !keepsEnd {
		keys, rows = s.sortedFrom(query, rows, total)
	}
	_, err = r.readByKeys(page, query, s, keys, rows)
	return rows, err
}

// scanNearEnd reads rows of a search by a scan in the order of the list, and reports whether it
// found all of them. Without the scan, even the last page needs all rows that match, sorted. The
// scan has a limit, because the rows that match may be at the far end. It reads nothing if it is
// expected to reach the limit.
func (r *Resource[T]) scanNearEnd(page *Page[T], query *Query, s selection, rows rowRange, total int64) (isFull bool, err error) {
	if !s.searches {
		return false, nil // allKeys chooses between a scan and a sort
	}
	all, err := s.number(r.sql.count, s.args[:1])
	if err != nil {
		return false, err
	}
	limit := s.scanLimit(query)
	if rows.passed(total, all) > float64(limit) {
		return false, nil
	}
	_, err = r.readByKeys(page, query, s, s.scannedKeys(query, rows.fromEnd, limit), rows)
	return int64(len(page.Items)) == rows.limit, err
}

// rowRange is a run of rows, counted from one end of a list.
type rowRange struct {
	offset, limit int64
	fromEnd       bool
}

// passed returns how many of all rows of a list a scan is expected to pass until it has found the
// range. It assumes that the rows that match, total in number, are spread evenly.
func (r rowRange) passed(total, all int64) float64 {
	return float64(all) * float64(min(total, r.offset+r.limit)) / float64(max(total, 1))
}

// sortedFrom returns the statement that sorts the keys of all rows that match, and the given
// rows of the total, counted from the end from which they are found sooner.
func (s *selection) sortedFrom(query *Query, rows rowRange, total int64) (keys string, counted rowRange) {
	if rows.isSoonerForward(query, total) {
		rows = rows.fromOtherEnd(total)
	}
	return s.sortedKeys(query, rows.fromEnd), rows
}

// isSoonerForward reports whether sorted keys are found sooner in ascending order, from the
// other end. An index has the ids of the rows with a value in ascending order, and a sort that
// keeps the first rows drops most of such keys at once. In descending order each key displaces
// another: the middle of 333,000 rows took 360 ms on SQLite instead of 175.
func (r rowRange) isSoonerForward(query *Query, total int64) bool {
	isDescending := query.backward != r.fromEnd
	return isDescending && r.offset > materializeLimit && r.offset+r.limit <= total
}

// fromOtherEnd returns the same rows of a total, counted from the other end.
func (r rowRange) fromOtherEnd(total int64) rowRange {
	return rowRange{offset: total - r.offset - r.limit, limit: r.limit, fromEnd: !r.fromEnd}
}

// offset returns the number of rows before the page.
func (q *Query) offset() int64 { return offsetOf(q.page, q.size) }

// offsetOf returns the number of rows before a page.
func offsetOf(page int64, size int) int64 {
	if page > math.MaxInt64/int64(size) {
		return math.MaxInt64 - int64(size) // no table has so many rows
	}
	return (page - 1) * int64(size)
}

// nearer returns the rows of the page, counted from the nearer end of the list.
func (q *Query) nearer(total int64) rowRange { return nearer(q.offset(), int64(q.size), total) }

// nearer returns up to size rows after offset rows of a total, counted from the nearer end.
// The limit is not positive if there are none.
func nearer(offset, size, total int64) rowRange {
	if offset <= total/2 {
		return rowRange{offset: offset, limit: size}
	}
	behind := total - offset - size
	return rowRange{offset: max(behind, 0), limit: size + min(behind, 0), fromEnd: true}
}

// read reads the items and the total. Each row of the statement has the total as its
// last column.
func (r *Resource[T]) read(page *Page[T], statement string, s selection, rows rowRange) error {
	return r.readRows(page, statement, s, rows, []any{&page.Total})
}

// readRows reads the items. Each row of the statement ends with columns for more. The
// last arguments of the statement are the limit and the offset.
func (r *Resource[T]) readRows(page *Page[T], statement string, s selection, rows rowRange, more []any) error {
	page.Items = make([]T, 0, rows.limit)
	args := append(slices.Clip(s.args), rows.limit, rows.offset)
	return s.rows(statement, args, r.collect(&page.Items, more...))
}

// collect returns a function that appends the record of each row, without its hidden fields.
// Behind the columns of the record, a row has those of more.
func (r *Resource[T]) collect(records *[]T, more ...any) func(scan func(...any) error) error {
	var record, empty T
	dests := append(dests(r.shown, &record), more...)
	return func(scan func(...any) error) error {
		record = empty // no row may keep nested values of the row before
		if err := scan(dests...); err != nil {
			return err
		}
		*records = append(*records, record)
		return nil
	}
}
