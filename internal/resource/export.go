package resource

import (
	"fmt"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file reads all records that match filters, some at a time, for exports.

// windowSize is how many records a Window looks at.
const windowSize = 500

// ParseFilters reads the filters of a list, those by metadata too.
func (r *Resource[T]) ParseFilters(p *schema.Parameters) Query {
	return Query{filters: r.parseFilters(p), metadata: p.Metadata()}
}

// parseFilters reads the filters of the contract.
func (r *Resource[T]) parseFilters(p *schema.Parameters) (filters []appliedFilter) {
	for _, filter := range r.options.filters {
		if value := p.Filter(filter); value != nil {
			filters = append(filters, appliedFilter{filter, value})
		}
	}
	return filters
}

// Window returns the records that match the filters of a query among the first records,
// in the order of id, whose ids are greater than after. Next is the after of the next
// window, and empty behind the last record. A window looks at a bounded number of records,
// so it may be empty before the end. The statements of tx must see one snapshot.
func (r *Resource[T]) Window(tx *sqldb.ReadTx, organization int64, query *Query, after string) (records []T, next string, err error) {
	if next, err = r.endOfWindow(tx, organization, after); err != nil || next == "" {
		return nil, "", err
	}
	condition, args := r.matching(tx, query, []any{organization, after})
	statement := "SELECT " + r.sql.columns + " FROM (SELECT " + r.sql.stored + r.windowFrom() + ") AS scanned" + condition + " ORDER BY id"
	if err := tx.Search(statement, args, r.collect(&records)); err != nil {
		return nil, "", fmt.Errorf("export %s: %w", r.def.Plural, err)
	}
	return records, next, r.readParts(tx, organization, records)
}

// windowFrom ends the statement that selects the rows of a window.
func (r *Resource[T]) windowFrom() string {
	return fmt.Sprintf("%s AND id > $2 ORDER BY id LIMIT %d", r.sql.from, windowSize)
}

// endOfWindow returns the id of the last record of a window, or "" if it has none.
func (r *Resource[T]) endOfWindow(tx *sqldb.ReadTx, organization int64, after string) (last string, err error) {
	statement := "SELECT COALESCE(max(id), '') FROM (SELECT id" + r.windowFrom() + ") AS scanned"
	if err := tx.Row(statement, []any{organization, after}, &last); err != nil {
		return "", fmt.Errorf("export %s: %w", r.def.Plural, err)
	}
	return last, nil
}

// matching returns the condition that compares a row with the filters of a query, and the
// arguments with those of the condition.
func (r *Resource[T]) matching(tx *sqldb.ReadTx, query *Query, args []any) (where string, all []any) {
	var conditions []string
	for _, f := range query.metadata {
		args = append(args, f.Name, f.Text)
		conditions = append(conditions, r.metadataCondition(len(args)-1, len(args)))
	}
	for _, f := range query.filters {
		args = append(args, f.value)
		if f.filter.Match == schema.Contains {
			conditions = append(conditions, tx.Containing(r.def.Plural, f.filter.Column, f.value.(string), len(args)).Compared)
		} else {
			conditions = append(conditions, f.condition(len(args)))
		}
	}
	for i, condition := range conditions {
		joint := " AND "
		if i == 0 {
			joint = " WHERE "
		}
		where += joint + condition
	}
	return where, args
}

// LongestLists returns how many elements the longest list of each field has.
func (r *Resource[T]) LongestLists(tx *sqldb.ReadTx, organization int64) (map[string]int, error) {
	longest := map[string]int{}
	for _, field := range r.object.Fields() {
		var count, table string
		switch list := field.(type) {
		case schema.Children[T]:
			count, table = "max(position) + 1", list.Table()
		case embedded:
			count, table = "max("+tx.ArrayLength(list.Embedded())+")", r.def.Plural
		default:
			continue
		}
		var elements int64
		statement := "SELECT COALESCE(" + count + ", 0) FROM " + table + " WHERE organization_id = $1"
		if err := tx.Row(statement, []any{organization}, &elements); err != nil {
			return nil, fmt.Errorf("export %s: %w", r.def.Plural, err)
		}
		longest[field.Spec().Name] = int(elements)
	}
	return longest, nil
}

// embedded is a list in a column of the record.
type embedded interface{ Embedded() (column string) }
