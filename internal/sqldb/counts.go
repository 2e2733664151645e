package sqldb

import (
	"cmp"
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
