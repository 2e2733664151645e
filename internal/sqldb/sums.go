package sqldb

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Sums is a table of sums that commits keep, such as the number of loads of each lane.
// Its columns are organization_id, the columns of the key, which are texts, slot, and the
// sums, which are integers. Its key is all columns before the sums. A row whose sums have
// become 0 stays.
//
// All groups add to the slot 0. Unlike the counts of rows, which every write changes, sums
// are read by lists, for which one row of a key is better. A group locks the row in the
// round trip that commits, so another group does not wait for long. The other slots are
// for a trigger during an upgrade.
type Sums struct {
	table string
	texts map[int]string // the statements that add to rows, by the number of rows
}

// NewSums creates a Sums for a table.
func NewSums(table string, key, sums []string) *Sums {
	unique := slices.Concat([]string{"organization_id"}, key, []string{"slot"})
	columns := slices.Concat(unique, sums)
	sets := make([]string, len(sums))
	for i, column := range sums {
		sets[i] = column + " = " + table + "." + column + " + EXCLUDED." + column
	}
	add := " ON CONFLICT (" + strings.Join(unique, ", ") + ") DO UPDATE SET " + strings.Join(sets, ", ")
	return &Sums{table, bySize(func(rows int) string { return InsertText(table, columns, rows) + add })}
}

// sum names a row of sums without its slot.
type sum struct {
	of           *Sums
	organization int64
	key          string // the texts of the key, joined by keySeparator
}

// keySeparator is in no text, because PostgreSQL cannot store it.
const keySeparator = "\x00"

// Add adds amounts to the sums of a key. The commit of this transaction writes them.
func (tx *Tx) Add(to *Sums, organization int64, key []string, amounts []int64) {
	tx.add(sum{to, organization, strings.Join(key, keySeparator)}, amounts)
}

func (tx *Tx) add(of sum, amounts []int64) {
	if tx.sums == nil {
		tx.sums = map[sum][]int64{}
	}
	addTo(tx.sums, of, amounts)
}

func addTo(sums map[sum][]int64, of sum, amounts []int64) {
	total, ok := sums[of]
	if !ok {
		sums[of] = slices.Clone(amounts)
		return
	}
	for i, amount := range amounts {
		total[i] += amount
	}
}

// addition is a statement that adds to sums.
type addition struct {
	text string
	args []any
}

// additionsOf returns the statements that add to the sums what the successful writes of a
// group have added, with at most some rows each. The rows are sorted, so that groups do
// not deadlock.
func additionsOf(group []*write, mostRows int) (all []addition) {
	total := map[sum][]int64{}
	for _, w := range group {
		if w.err != nil || w.tx == nil {
			continue
		}
		for of, amounts := range w.tx.sums {
			addTo(total, of, amounts)
		}
	}
	maps.DeleteFunc(total, func(_ sum, amounts []int64) bool {
		return !slices.ContainsFunc(amounts, func(amount int64) bool { return amount != 0 })
	})
	rows := slices.SortedFunc(maps.Keys(total), sum.compare)
	for len(rows) > 0 {
		size := bundleSize(min(sameTable(rows), mostRows))
		a := addition{text: rows[0].of.texts[size]}
		for _, row := range rows[:size] {
			a.args = row.appendArgs(a.args, total[row])
		}
		all, rows = append(all, a), rows[size:]
	}
	return all
}

// sameTable returns how many of the first rows are of the same table.
func sameTable(rows []sum) int {
	other := slices.IndexFunc(rows, func(s sum) bool { return s.of != rows[0].of })
	if other < 0 {
		return len(rows)
	}
	return other
}

func (s sum) appendArgs(args []any, amounts []int64) []any {
	args = append(args, s.organization)
	for text := range strings.SplitSeq(s.key, keySeparator) {
		args = append(args, text)
	}
	args = append(args, 0)
	for _, amount := range amounts {
		args = append(args, amount)
	}
	return args
}

func (s sum) compare(other sum) int {
	return cmp.Or(strings.Compare(s.of.table, other.of.table), cmp.Compare(s.organization, other.organization), strings.Compare(s.key, other.key))
}
