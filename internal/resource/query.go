package resource

import (
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// Query is what a client asks of a list: its filters, its order and a page.
type Query struct {
	page     int64
	pageText string
	size     int
	sort     sortColumn
	backward bool
	filters  []appliedFilter
	metadata []schema.MetadataFilter
}

// Page returns the number of the page, or the greatest integer of 64 bits for a greater
// number.
func (q *Query) Page() int64 { return q.page }

// isFiltered reports whether the list has not all records.
func (q *Query) isFiltered() bool { return len(q.filters)+len(q.metadata) > 0 }

type appliedFilter struct {
	filter *schema.Filter
	value  any
}

// isUsual reports whether most records are expected to have the value.
func (f appliedFilter) isUsual() bool { return f.filter.Usual != nil && f.value == f.filter.Usual }

// isRange reports whether the filter finds neighboring rows of an index by its column.
func (f appliedFilter) isRange() bool {
	return f.filter.Match == schema.AtLeast || f.filter.Match == schema.AtMost
}

// listOptions are the filters and orders that the lists of a resource have.
type listOptions struct {
	filters []*schema.Filter
	indexes []Index
	values  map[string][]string   // all values, as SQL literals, of each column with few values
	sorts   map[string]sortColumn // by the value of the parameter sort, without "-"
	names   []string              // the values of the parameter sort
	// sortedFields has the column that lists are sorted by for a field, by each column that
	// the field is filtered by.
	sortedFields map[string]string
}

// sortColumn is a column that a list is sorted by.
type sortColumn struct {
	name     string
	nullable bool
}

func newListOptions[T any](fields []schema.Field[T], def *Def[T], indexes []Index) listOptions {
	q := listOptions{sorts: map[string]sortColumn{}, values: map[string][]string{}, indexes: indexes, sortedFields: map[string]string{}}
	q.filters = newFilters(fields, def.Filters)
	for _, f := range fields {
		if values := fewValues(f.Property()); values != nil {
			q.values[f.Spec().Name] = values
		}
		if f.Spec().Sortable {
			q.sortBy(f.Spec().Name, sortColumn{sortedBy(f), f.Property().Nullable})
			for _, filter := range f.Filters() {
				q.sortedFields[filter.Column] = sortedBy(f)
			}
		}
	}
	q.filters = append(q.filters, updatedSince())
	// An id begins with the time of creation, so the order of id is the order of
	// created_at and then id, and needs no index of its own.
	q.sortBy("created_at", sortColumn{name: "id"})
	q.sortBy("updated_at", sortColumn{name: "updated_at"})
	if def.Sorts != nil {
		q.orderSorts(def.Sorts)
	}
	return q
}

// orderSorts puts the values of the parameter sort in the order of the names, which are
// all that remain.
func (q *listOptions) orderSorts(names []string) {
	all := q.sorts
	q.sorts, q.names = map[string]sortColumn{}, nil
	for _, name := range names {
		column, ok := all[name]
		if !ok {
			panic("resource: no field is sortable as " + name)
		}
		q.sortBy(name, column)
	}
}

// newFilters returns the filters with some names, in the order of the names, or all
// filters of the fields if names is nil.
func newFilters[T any](fields []schema.Field[T], names []string) (filters []*schema.Filter) {
	var declared []*schema.Filter
	for _, f := range fields {
		declared = append(declared, f.Filters()...)
	}
	if names == nil {
		return declared
	}
	for _, name := range names {
		at := slices.IndexFunc(declared, func(f *schema.Filter) bool { return f.Name == name })
		if at < 0 {
			panic("resource: no field has the filter " + name)
		}
		filters = append(filters, declared[at])
	}
	return filters
}

// updatedSince is the filter of all lists for a client that keeps a copy of the records
// up to date. It is an addition to the contract, so it follows the contract's filters.
func updatedSince() *schema.Filter {
	f := schema.Time[struct{}]("updated_at", nil).FilteredBy("updated_since", schema.AtLeast).Filters()[0]
	f.Doc = "Only records that were created or changed at this time or later."
	return f
}

// sortedBy returns the column that lists are sorted by for a field: of a text, the folded
// text.
func sortedBy[T any](f schema.Field[T]) string {
	columns := f.Columns()
	folded := schema.FoldedColumn(f.Spec().Name)
	if slices.ContainsFunc(columns, func(c schema.Column[T]) bool { return c.Name == folded }) {
		return folded
	}
	return columns[0].Name
}

func (q *listOptions) sortBy(name string, column sortColumn) {
	q.sorts[name] = column
	q.names = append(q.names, name, "-"+name)
}

// parameters returns the query parameters of the list, in the contract's order.
func (r *Resource[T]) parameters() []*schema.Filter {
	all := append(PageParameters(), r.options.filters...)
	return append(all, &schema.Filter{Name: "sort",
		Doc:      "The field to sort by, backward with `-`. Equal values are in the order of `id`.",
		Property: schema.Property{Type: "string", Enum: r.options.names, Default: defaultSort}})
}

const (
	defaultSize = 50
	largestSize = 100
	defaultSort = "created_at"
)

// ParseQuery reads the parameters of a list. Strict has their names in the order of
// the query when unknown parameters are errors; when it is nil, they are ignored. The
// filters by metadata are known if withMetadata. The error is an apierr.Error with the
// broken rules, in the contract's order.
func (r *Resource[T]) ParseQuery(parameters map[string]string, strict []string, withMetadata bool) (Query, error) {
	parsed := Query{page: 1, pageText: "1", size: defaultSize}
	p := schema.NewParameters(parameters, strict)
	p.Page("page", &parsed.page, &parsed.pageText)
	p.Size("page_size", &parsed.size, largestSize)
	parsed.filters = r.parseFilters(p)
	if withMetadata {
		parsed.metadata = p.Metadata()
	}
	name := defaultSort
	p.Choice("sort", &name, r.options.names)
	name, parsed.backward = strings.CutPrefix(name, "-")
	parsed.sort = r.options.sorts[name]
	return parsed, apierr.InvalidInput(p.Broken())
}

// simplifySort sorts by id if all rows have the same value in the column to sort by.
func (q *Query) simplifySort() {
	for _, f := range q.filters {
		if f.filter.Column == q.sort.name && f.filter.Match == schema.Equals {
			q.sort = sortColumn{name: "id"}
		}
	}
}

// order returns the ORDER BY of the query, or its reverse. Nulls come last, and first
// when descending. The engines have different defaults for nulls, so the order of a
// nullable column states it.
func (q *Query) order(reversed bool) string {
	direction, nulls := "", " NULLS LAST"
	if q.backward != reversed {
		direction, nulls = " DESC", " NULLS FIRST"
	}
	order := " ORDER BY " + q.sort.name + direction
	if q.sort.nullable {
		order += nulls
	}
	if q.sort.name != "id" {
		order += ", id" + direction
	}
	return order
}
