package resource

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waybill/internal/schema"
)

// updates are the UPDATE statements of a resource.
//
// An engine writes to an index whenever a statement sets an indexed column, changed
// or not, and large indexes are what makes an update slow. So there is a statement
// for each set of groups of indexed columns that an update may change. All other
// columns are always set.
type updates[T any] struct {
	// compared are the columns that a client's change can show in.
	compared []comparedColumn[T]
	// statements have a bit for each group in their index, 1 for a group that is set.
	statements []update[T]
}

// update is a statement with the columns that it sets.
type update[T any] struct {
	statement string
	columns   []schema.Column[T]
}

// comparedColumn is a column with the bit of its group, 0 for one in no index.
type comparedColumn[T any] struct {
	schema.Column[T]
	group int
}

// mostGroups bounds the groups of indexed columns, and so the statements: each
// connection keeps those that it has run.
const mostGroups = 5

// newUpdates makes the statements. The columns of a group in together change
// together; each other indexed column is a group of its own, as long as there may be
// more groups. The last group takes the rest.
func newUpdates[T any](table string, columns []schema.Column[T], together [][]string) updates[T] {
	var u updates[T]
	groups := slices.Clone(together)
	for _, c := range columns {
		if !changes(c) {
			continue
		}
		compared := comparedColumn[T]{Column: c}
		if c.Indexed {
			compared.group, groups = groupBit(c.Name, groups)
		}
		u.compared = append(u.compared, compared)
	}
	for set := range 1 << min(len(groups), mostGroups) {
		u.statements = append(u.statements, newUpdate(table, columns, u.compared, set))
	}
	return u
}

// groupBit gives the bit of the group that a column is in, which is a new group for a
// column that is in none.
func groupBit(column string, groups [][]string) (int, [][]string) {
	at := slices.IndexFunc(groups, func(group []string) bool { return slices.Contains(group, column) })
	if at < 0 {
		at, groups = len(groups), append(groups, []string{column})
	}
	return 1 << min(at, mostGroups-1), groups
}

// newUpdate makes the statement that sets some groups, and all columns of none.
func newUpdate[T any](table string, columns []schema.Column[T], compared []comparedColumn[T], set int) update[T] {
	var u update[T]
	var assignments []string
	for _, c := range columns {
		at := slices.IndexFunc(compared, func(other comparedColumn[T]) bool { return other.Name == c.Name })
		if at < 0 && !isStamp(c.Name) || at >= 0 && compared[at].group&^set != 0 {
			continue
		}
		u.columns = append(u.columns, c)
		assignments = append(assignments, fmt.Sprintf("%s = $%d", c.Name, len(assignments)+4))
	}
	u.statement = "UPDATE " + table + " SET " + strings.Join(assignments, ", ") +
		" WHERE organization_id = $1 AND id = $2 AND version = $3"
	return u
}

// between gives the statement that writes what differs between two states of a
// record, and whether anything does.
func (u *updates[T]) between(before, after *T) (statement *update[T], differ bool) {
	set := 0
	for _, c := range u.compared {
		if !isSame(c.Value(before), c.Value(after)) {
			set |= c.group
			differ = true
		}
	}
	return &u.statements[set], differ
}

// isSame compares stored values. Zeros of different signs are answered differently.
func isSame(a, b any) bool {
	if a, ok := a.(float64); ok {
		b, ok := b.(float64)
		return ok && math.Float64bits(a) == math.Float64bits(b)
	}
	return a == b
}

// changes reports whether what a client sends can change a column.
func changes[T any](c schema.Column[T]) bool {
	return c.Name != "id" && c.Name != schema.ExternalReferenceID && c.Name != "created_at" && !isStamp(c.Name)
}

// isStamp reports whether each update sets a column that no client can set.
func isStamp(column string) bool { return column == "updated_at" || column == "version" }
