package sqldb

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Sums is a table of sums that commits keep, such as the number of loads of each lane.
// Its columns are organization_id, the columns of the key, slot, the sums, which are
// integers, and the bounds. Its key is all columns before the sums. A row whose sums have
// become 0 stays.
//
// All groups add to the slot 0. Unlike the counts of rows, which every write changes, sums
// are read by lists, for which one row of a key is better. A group locks the row in the
// round trip that commits, so another group does not wait for long. The other slots are
// for a trigger during an upgrade.
type Sums struct {
	bulkInsert
	text string // the statement that adds to one row
	// number says that the first column of the key is an integer. The others are texts.
	number bool
}

// SumsTable declares the table of a Sums.
type SumsTable struct {
	Name string
	// Number is a column of integers with which the key begins, or "".
	Number string
	Key    []string // the other columns of the key, which are texts
	Sums   []string
	// Bounds names values of the rows that were summed. For each there are the columns
	// first_<name> and last_<name>: no row that was added by AddWithin, and not taken away
	// since, has a value outside of the two. They are not narrowed when a row is taken away.
	Bounds []string
}

// NewSums creates a Sums for a table.
func NewSums(of SumsTable) *Sums {
	unique := []string{"organization_id"}
	if of.Number != "" {
		unique = append(unique, of.Number)
	}
	unique = append(append(unique, of.Key...), "slot")
	columns := slices.Concat(unique, of.Sums)
	var sets []string
	for _, column := range of.Sums {
		sets = append(sets, column+" = "+of.Name+"."+column+" + EXCLUDED."+column)
	}
	for _, name := range of.Bounds {
		first, last := "first_"+name, "last_"+name
		columns = append(columns, first, last)
		sets = append(sets, widen(of.Name, first, "<"), widen(of.Name, last, ">"))
	}
	add := " ON CONFLICT (" + strings.Join(unique, ", ") + ") DO UPDATE SET " + strings.Join(sets, ", ")
	s := &Sums{bulkInsert: bulkInsert{of.Name, columns, add}, number: of.Number != ""}
	s.text = s.one()
	return s
}

// widen returns the SQL that sets a bound to the new value if that is beyond it. The engines
// have different functions for the lesser of two values.
func widen(table, column, beyond string) string {
	return column + " = CASE WHEN EXCLUDED." + column + " " + beyond + " " + table + "." + column +
		" THEN EXCLUDED." + column + " ELSE " + table + "." + column + " END"
}

// Bound is a value of a row that was summed: an integer, or a text if the integer is 0.
type Bound struct {
	Number int64
	Text   string
}

// Compare orders bounds of the same kind as the database does.
func (b Bound) Compare(other Bound) int {
	return cmp.Or(cmp.Compare(b.Number, other.Number), strings.Compare(b.Text, other.Text))
}

// Arg returns the bound as an argument of a statement.
func (b Bound) Arg() any {
	if b.Text != "" {
		return b.Text
	}
	return b.Number
}

// sum names a row of sums without its slot.
type sum struct {
	of           *Sums
	organization int64
	number       int64
	key          string // the texts of the key, joined by keySeparator
}

// keySeparator is in no text, because PostgreSQL cannot store it.
const keySeparator = "\x00"

// sumChange is what is added to a row of sums.
type sumChange struct {
	amounts     []int64
	first, last []Bound
}

// summed is what a transaction adds to a row of sums.
type summed struct {
	to     sum
	change sumChange
}

// Add adds amounts to the sums of a key of texts. The commit of this transaction writes them.
// The caller may not change the amounts afterwards.
func (tx *Tx) Add(to *Sums, organization int64, key []string, amounts []int64) {
	of := sum{of: to, organization: organization, key: strings.Join(key, keySeparator)}
	tx.sums = append(tx.sums, summed{of, sumChange{amounts: amounts}})
}

// AddWithin adds amounts to the sums of a key that begins with a number, and widens the
// bounds of the row to some values. The commit of this transaction writes them.
func (tx *Tx) AddWithin(to *Sums, organization, number int64, key []string, amounts []int64, values []Bound) {
	of := sum{of: to, organization: organization, number: number, key: strings.Join(key, keySeparator)}
	tx.sums = append(tx.sums, summed{of, sumChange{amounts, values, values}})
}

// addTo adds a change to those of its row.
func addTo(sums map[sum]sumChange, of sum, change sumChange) {
	total, ok := sums[of]
	if !ok {
		sums[of] = sumChange{slices.Clone(change.amounts), slices.Clone(change.first), slices.Clone(change.last)}
		return
	}
	for i, amount := range change.amounts {
		total.amounts[i] += amount
	}
	for i := range change.first {
		if change.first[i].Compare(total.first[i]) < 0 {
			total.first[i] = change.first[i]
		}
		if change.last[i].Compare(total.last[i]) > 0 {
			total.last[i] = change.last[i]
		}
	}
}

// isNothing reports whether the change leaves a row as it is.
func (c sumChange) isNothing() bool {
	return len(c.first) == 0 && !slices.ContainsFunc(c.amounts, func(amount int64) bool { return amount != 0 })
}

// addition adds to sums of a table.
type addition struct {
	to     *Sums
	values []any // of all rows, one row after another
}

// additionsOf returns what the successful writes of a group have added to sums. The rows are
// sorted, so that groups do not deadlock.
func additionsOf(group []*write) (all []addition) {
	total := map[sum]sumChange{}
	for _, w := range group {
		if w.err != nil || w.tx == nil {
			continue
		}
		for _, added := range w.tx.sums {
			addTo(total, added.to, added.change)
		}
	}
	maps.DeleteFunc(total, func(_ sum, change sumChange) bool { return change.isNothing() })
	for _, row := range slices.SortedFunc(maps.Keys(total), sum.compare) {
		if len(all) == 0 || all[len(all)-1].to != row.of {
			all = append(all, addition{to: row.of})
		}
		last := &all[len(all)-1]
		last.values = row.appendArgs(last.values, total[row])
	}
	return all
}

func (s sum) appendArgs(args []any, change sumChange) []any {
	args = append(args, s.organization)
	if s.of.number {
		args = append(args, s.number)
	}
	for text := range strings.SplitSeq(s.key, keySeparator) {
		args = append(args, text)
	}
	args = append(args, 0)
	for _, amount := range change.amounts {
		args = append(args, amount)
	}
	for i := range change.first {
		args = append(args, change.first[i].Arg(), change.last[i].Arg())
	}
	return args
}

func (s sum) compare(other sum) int {
	return cmp.Or(strings.Compare(s.of.table, other.of.table), cmp.Compare(s.organization, other.organization),
		cmp.Compare(s.number, other.number), strings.Compare(s.key, other.key))
}
