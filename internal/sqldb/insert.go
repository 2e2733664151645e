package sqldb

import (
	"slices"
	"strconv"
	"strings"
)

// Insert inserts single rows into a table, each unless there is a row with the same
// unique columns. It is created once for many rows: rows that wait for a database
// server at the same time are sent in one statement.
type Insert struct {
	columns int
	key     int            // the position of the key among the columns
	unique  []int          // the positions of the unique columns
	text    string         // for one row
	many    map[int]string // for more, by how many
}

// maxBundle is how many rows one statement inserts at most. One row alone and
// the powers of two have a statement, so that a connection prepares few of them.
const maxBundle = 64

// NewInsert creates an Insert into columns of a table, whose unique columns have a
// unique index. The key is a column of texts of which no two are the same.
func NewInsert(table string, columns, unique []string, key string) *Insert {
	unlessThere := " ON CONFLICT (" + strings.Join(unique, ", ") + ") DO NOTHING"
	i := &Insert{
		columns: len(columns),
		key:     slices.Index(columns, key),
		text:    InsertText(table, columns, 1) + unlessThere,
		many:    map[int]string{},
	}
	for _, column := range unique {
		i.unique = append(i.unique, slices.Index(columns, column))
	}
	for rows := 2; rows <= maxBundle; rows *= 2 {
		i.many[rows] = InsertText(table, columns, rows) + unlessThere + " RETURNING " + key
	}
	return i
}

// String gives the statement for one row.
func (i *Insert) String() string { return i.text }

// InsertText is an INSERT of some rows, all of whose values are arguments.
func InsertText(table string, columns []string, rows int) string {
	text := []byte("INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES ")
	for row := range rows {
		if row > 0 {
			text = append(text, ", "...)
		}
		text = append(text, Places(1+row*len(columns), len(columns))...)
	}
	return string(text)
}

// Places gives placeholders as ($3, $4).
func Places(first, count int) string {
	text := []byte("(")
	for n := first; n < first+count; n++ {
		if n > first {
			text = append(text, ", "...)
		}
		text = strconv.AppendInt(append(text, '$'), int64(n), 10)
	}
	return string(append(text, ')'))
}
