// Package updates has the UPDATE statements of a resource, and chooses the statement that
// writes a change.
//
// An engine writes to an index whenever a statement sets an indexed column, changed
// or not, and large indexes are what makes an update slow. So there is a statement
// for each set of groups of indexed columns that an update may change. All other
// columns are always set.
package updates

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/schema"
)

// Statements are the UPDATE statements of a resource with records of type T. Their methods
// are safe for concurrent use.
type Statements[T any] struct {
	// compared are the columns that a change by a client can change.
	compared []comparedColumn[T]
	// statements are indexed by a set of groups, with a bit for each group.
	statements []Statement[T]
}

// Statement is a statement with the columns that it sets. Its arguments are the
// organization, the id and the version of the record before, and then the value of each
// column. It changes no row if the record has another version.
type Statement[T any] struct {
	SQL     string
	Columns []schema.Column[T]
}

// comparedColumn is a column with the bit of its group, or 0 if it is in no index.
type comparedColumn[T any] struct {
	schema.Column[T]
	group int
}

// mostGroups is how many groups of indexed columns there are at most. It bounds the
// statements, because each connection keeps the statements that it has prepared.
const mostGroups = 5

// New returns the statements for a table with columns. Together has the groups of indexed
// columns that change together. Each other column that lists are filtered or sorted by is a
// group of its own. There are at most five groups: the last takes all that remain.
func New[T any](table string, columns []schema.Column[T], together [][]string) Statements[T] {
	var u Statements[T]
	groups := slices.Clone(together)
	for _, c := range columns {
		if !changes(c) {
			continue
		}
		compared := comparedColumn[T]{Column: c}
		inGroup := func(group []string) bool { return slices.Contains(group, c.Name) }
		if c.Indexed || slices.ContainsFunc(together, inGroup) {
			compared.group, groups = groupBit(c.Name, groups)
		}
		u.compared = append(u.compared, compared)
	}
	for set := range 1 << min(len(groups), mostGroups) {
		u.statements = append(u.statements, newStatement(table, columns, u.compared, set))
	}
	return u
}

// groupBit returns the bit of the group that has a column. It adds a group for a
// column that is in none.
func groupBit(column string, groups [][]string) (int, [][]string) {
	at := slices.IndexFunc(groups, func(group []string) bool { return slices.Contains(group, column) })
	if at < 0 {
		at, groups = len(groups), append(groups, []string{column})
	}
	return 1 << min(at, mostGroups-1), groups
}

// newStatement returns the statement that sets the columns of a set of groups, and all
// columns that are in no index.
func newStatement[T any](table string, columns []schema.Column[T], compared []comparedColumn[T], set int) Statement[T] {
	var u Statement[T]
	var assignments []string
	for _, c := range columns {
		at := slices.IndexFunc(compared, func(other comparedColumn[T]) bool { return other.Name == c.Name })
		if at < 0 && !isStamp(c.Name) || at >= 0 && compared[at].group&^set != 0 {
			continue
		}
		u.Columns = append(u.Columns, c)
		assignments = append(assignments, fmt.Sprintf("%s = $%d", c.Name, len(assignments)+4))
	}
	u.SQL = "UPDATE " + table + " SET " + strings.Join(assignments, ", ") +
		" WHERE organization_id = $1 AND id = $2 AND version = $3"
	return u
}

// All returns all statements. The first sets the fewest columns, the last sets all.
func (u *Statements[T]) All() []Statement[T] { return u.statements }

// Between returns the statement that writes the difference between two states of a
// record, and reports whether they differ.
func (u *Statements[T]) Between(before, after *T) (statement *Statement[T], differ bool) {
	set := 0
	for _, c := range u.compared {
		if c.Value(before) != c.Value(after) {
			set |= c.group
			differ = true
		}
	}
	return &u.statements[set], differ
}

// changes reports whether an input can change a column.
func changes[T any](c schema.Column[T]) bool {
	return c.Name != "id" && c.Name != schema.ExternalReferenceID && c.Name != "created_at" && !isStamp(c.Name)
}

// isStamp reports whether the server sets a column at each update.
func isStamp(column string) bool { return column == "updated_at" || column == "version" }
