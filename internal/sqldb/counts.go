package sqldb

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
)

// counter names a count of rows.
type counter struct {
	organization int64
	resource     string
}

// counted is what a transaction adds to a count.
type counted struct {
	rows    int64
	changed bool // whether it updated or deleted rows
}

// add returns the sum of two changes of a count.
func (c counted) add(more counted) counted {
	return counted{c.rows + more.rows, c.changed || more.changed}
}

// Count adds a number, which may be negative, to the count of an organization's rows
// of a resource. The commit of this transaction writes it. Code that inserts or
// deletes rows must call Count: the totals of lists come from these counts.
func (tx *Tx) Count(organization int64, resource string, rows int64) {
	tx.count(counter{organization, resource}, counted{rows, rows < 0})
}

// Changed notes that the transaction updates rows of an organization. Code that updates
// rows of a resource must call Changed: a total that was remembered before would be
// taken for the total after the update.
func (tx *Tx) Changed(organization int64, resource string) {
	tx.count(counter{organization, resource}, counted{changed: true})
}

func (tx *Tx) count(of counter, more counted) {
	if tx.counts == nil {
		tx.counts = make(map[counter]counted, 1)
	}
	tx.counts[of] = tx.counts[of].add(more)
	if more.changed {
		tx.session.records().remove(of)
	}
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
const addCounts = `INSERT INTO row_counts (organization_id, resource, slot, row_count, last_write, last_change) VALUES ($1, $2, $3, $4, $5, $6)
	ON CONFLICT (organization_id, resource, slot) DO UPDATE SET row_count = row_counts.row_count + EXCLUDED.row_count,
	last_write = EXCLUDED.last_write, last_change = coalesce(nullif(EXCLUDED.last_change, 0), row_counts.last_change)`

// countedRows is the index of the number of rows in the arguments of addCounts.
const countedRows = 3

// countsOf returns the arguments of addCounts for the successful writes of a group,
// sorted by count, so that groups do not deadlock.
func countsOf(group []*write, slot int) (args [][]any) {
	total := map[counter]counted{}
	for _, w := range group {
		if w.err != nil || w.tx == nil {
			continue
		}
		for of, more := range w.tx.counts {
			total[of] = total[of].add(more)
		}
	}
	number := transactionNumber()
	for _, of := range slices.SortedFunc(maps.Keys(total), counter.compare) {
		if c := total[of]; c != (counted{}) {
			args = append(args, []any{of.organization, of.resource, slot, c.rows, number, c.changeNumber(number)})
		}
	}
	return args
}

// changeNumber returns the number of a transaction if it updated or deleted rows, or 0.
func (c counted) changeNumber(transaction int64) int64 {
	if c.changed {
		return transaction
	}
	return 0
}

// transactionNumber returns a random number of 48 bits that is not 0. Sums of the
// numbers of all slots fit into an int64. A number that only grew would come twice when
// a database is restored, or a standby is promoted that lacks the last transactions.
func transactionNumber() int64 {
	return 1 + rand.Int64N(1<<48-1) //nolint:gosec // nobody gains by guessing it
}

func (c counter) compare(other counter) int {
	return cmp.Or(cmp.Compare(c.organization, other.organization), cmp.Compare(c.resource, other.resource))
}
