package sqldb

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
)

// counter names a count of rows.
type counter struct {
	organization int64
	resource     string
}

// Count adds a number, which may be negative, to the count of an organization's rows
// of a resource. The commit of this transaction writes it. Code that inserts or
// deletes rows must call Count: the totals of lists come from these counts.
func (tx *Tx) Count(organization int64, resource string, rows int64) {
	if tx.counts == nil {
		tx.counts = make(map[counter]int64, 1)
	}
	tx.counts[counter{organization, resource}] += rows
}

// ValueCount names the count of the rows of a table that have a value in a column, such
// as "loads.status=ACTIVE". The value is a text or nil. Code that inserts, updates or
// deletes rows of a counted column must keep the counts of its values, too.
func ValueCount(table, column string, value any) string {
	return valueCounts(table, column) + fmt.Sprint(value)
}

// valueCounts is the prefix of the names of the counts of a column.
func valueCounts(table, column string) string { return table + "." + column + "=" }

// countedValue is the SQL text for a value of a column as ValueCount writes it.
func countedValue(column string) string { return "coalesce(" + column + ", '" + fmt.Sprint(nil) + "')" }

// countValues counts the rows of a table by the values of a column.
func countValues(ctx context.Context, s session, table, column string) error {
	names := valueCounts(table, column)
	_, err := s.exec(ctx, `DELETE FROM row_counts WHERE substr(resource, 1, length($1)) = $1`, []any{names})
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, `INSERT INTO row_counts (organization_id, resource, slot, row_count)
		SELECT organization_id, CAST($1 AS TEXT) || `+countedValue(column)+`, 0, count(*) FROM `+table+
		` GROUP BY organization_id, `+column, []any{names})
	return err
}

// addCounts adds to one count. A group runs it once for each count that it changes.
const addCounts = `INSERT INTO row_counts (organization_id, resource, slot, row_count) VALUES ($1, $2, $3, $4)
	ON CONFLICT (organization_id, resource, slot) DO UPDATE SET row_count = row_counts.row_count + EXCLUDED.row_count`

// countedRows is the index of the number of rows in the arguments of addCounts.
const countedRows = 3

// countsOf returns the arguments of addCounts for the successful writes of a group,
// sorted by count, so that groups do not deadlock.
func countsOf(group []*write, slot int) (args [][]any) {
	total := map[counter]int64{}
	for _, w := range group {
		if w.err != nil || w.tx == nil {
			continue
		}
		for c, rows := range w.tx.counts {
			total[c] += rows
		}
	}
	for _, c := range slices.SortedFunc(maps.Keys(total), counter.compare) {
		if total[c] != 0 {
			args = append(args, []any{c.organization, c.resource, slot, total[c]})
		}
	}
	return args
}

func (c counter) compare(other counter) int {
	return cmp.Or(cmp.Compare(c.organization, other.organization), cmp.Compare(c.resource, other.resource))
}
