package resource

import (
	"fmt"
	"maps"
	"slices"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// A list that is sorted by a column with few values has the rows of the first value, then
// those of the next, each in the order of id. So a page of it consists of pages of the lists
// of single values, which an index has in their order.

// mostPieces is the largest number of values of a list that is read value by value.
const mostPieces = 20

// pieces calls read for each value that has rows of the page, in the order of the list, with
// the rows of the value that are on the page. Counts has the number of rows of each value.
func (q *Query) pieces(counts map[string]int64, read func(value string, rows rowRange) error) error {
	values := slices.Sorted(maps.Keys(counts))
	if q.backward {
		slices.Reverse(values)
	}
	offset, size := q.offset(), int64(q.size)
	for _, value := range values {
		wanted := min(size, counts[value]-offset)
		if wanted <= 0 {
			offset = max(offset-counts[value], 0)
			continue
		}
		if err := read(value, nearer(offset, wanted, counts[value])); err != nil {
			return err
		}
		offset, size = 0, size-wanted
	}
	return nil
}

// appendRows appends rows of a list to a page. The total of the list is known. It tries a
// short scan in the order of the list first.
func (r *Resource[T]) appendRows(page *Page[T], query *Query, s selection, rows rowRange, total int64) error {
	s.known = &total
	part := &Page[T]{}
	if limit := s.scanLimit(query); !s.isInOrder && rows.offset+rows.limit <= limit {
		if _, err := r.readByKeys(part, query, s, s.scannedKeys(query, rows.fromEnd, limit), rows); err != nil {
			return err
		}
	}
	if int64(len(part.Items)) < rows.limit {
		passed := rowRange{limit: total, fromEnd: rows.fromEnd} // a scan of rows may have to pass all of them
		if s.scansEntries(query) {
			passed = rows
		}
		keys, isSorted, err := r.allKeys(query, s, passed, total)
		if err != nil {
			return err
		}
		if isSorted {
			keys, rows = s.sortedFrom(query, rows, total)
		}
		if _, err := r.readByKeys(part, query, s, keys, rows); err != nil {
			return err
		}
	}
	page.Items = append(page.Items, part.Items...)
	return nil
}

// readByField reads a page of a list that is filtered and sorted by the same field, if the
// values that match are few. The filter is by the beginning of a text that is made of the
// field, so there may be more than one value. It reports false, and reads nothing, for any
// other list, and for a list with so few rows that all of them can be sorted.
func (r *Resource[T]) readByField(tx *sqldb.ReadTx, organization int64, page *Page[T], query *Query) (isRead bool, err error) {
	at := r.fieldFilter(query)
	if at < 0 {
		return false, nil
	}
	values, err := r.fieldValues(tx, organization, query.filters[at], query.sort.name)
	if err != nil || len(values) > mostPieces {
		return false, err
	}
	total := int64(0)
	counts, lists := map[string]int64{}, map[string]selection{}
	ofValue := *query
	ofValue.sort = sortColumn{name: "id"}
	for _, value := range values {
		filter := appliedFilter{&schema.Filter{Name: query.sort.name, Column: query.sort.name, Match: schema.Equals}, value}
		ofValue.filters = append(slices.Clip(query.filters), filter)
		s, err := r.newSelection(tx, organization, &ofValue)
		if err != nil {
			return false, err
		}
		if counts[value], err = s.countRows(); err != nil {
			return false, err
		}
		lists[value] = s
		total += counts[value]
	}
	if total <= materializeLimit {
		return false, nil
	}
	page.Total = total
	return true, ofValue.pieces(counts, func(value string, rows rowRange) error {
		return r.appendRows(page, &ofValue, lists[value], rows, counts[value])
	})
}

// fieldFilter returns the index of the Prefix filter of the field that the list is sorted by, or
// -1.
func (r *Resource[T]) fieldFilter(query *Query) int {
	if len(query.metadata) > 0 {
		return -1
	}
	return slices.IndexFunc(query.filters, func(f appliedFilter) bool {
		return f.filter.Match == schema.Prefix && r.options.sortedFields[f.filter.Column] == query.sort.name
	})
}

// ListNeedsSnapshot reports whether List reads by several statements, which must see one
// snapshot.
func (r *Resource[T]) ListNeedsSnapshot(query Query) bool {
	return r.HasParts() || r.weeks != nil || r.fieldFilter(&query) >= 0
}

// fieldValues returns the distinct values of a column among the rows that a filter of the same
// field selects, up to mostPieces+1. It skips from one value of the filter's column to the next
// in an index.
func (r *Resource[T]) fieldValues(tx *sqldb.ReadTx, organization int64, f appliedFilter, column string) (values []string, err error) {
	from := fmt.Sprintf(" FROM %s WHERE organization_id = $1 AND ", r.def.Plural)
	next := "SELECT min(" + f.filter.Column + ")" + from + f.condition(2)
	statement := fmt.Sprintf("WITH RECURSIVE found (value) AS (%s UNION ALL SELECT (%s AND %s > value) FROM found WHERE value IS NOT NULL)"+
		" SELECT DISTINCT (SELECT %s%s%s = value LIMIT 1) FROM (SELECT value FROM found WHERE value IS NOT NULL LIMIT %d) AS first",
		next, next, f.filter.Column, column, from, f.filter.Column, mostPieces+1)
	err = tx.Search(statement, []any{organization, f.value}, func(scan func(...any) error) error {
		var value string
		err := scan(&value)
		values = append(values, value)
		return err
	})
	return values, err
}
