package sqldb

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// Insert inserts rows into a table, one at a time, unless a row with the same unique
// columns exists. An Insert is used for many rows: rows that wait for a database
// server at the same time are sent in one statement.
type Insert struct {
	columns int
	key     int            // the position of the key among the columns
	unique  []int          // the positions of the unique columns
	text    string         // the statement for one row
	counted string         // the statement for one row that also counts it, on PostgreSQL
	many    map[int]string // the statements for more, by the number of rows
}

// maxBundle is the largest number of rows of a statement. There is a statement for
// each power of two up to it, so that a connection prepares few statements.
const maxBundle = 64

// bySize returns the texts of the statements, by the number of rows.
func bySize(text func(rows int) string) map[int]string {
	texts := map[int]string{}
	for rows := 1; rows <= maxBundle; rows *= 2 {
		texts[rows] = text(rows)
	}
	return texts
}

// bundleSize returns the number of rows of the next statement, if rows are left.
func bundleSize(rows int) int { return min(1<<(bits.Len(uint(rows))-1), maxBundle) }

// NewInsert creates an Insert into columns of a table, whose unique columns have a
// unique index. The key is a column of texts that are unique among the rows.
func NewInsert(table string, columns, unique []string, key string) *Insert {
	unlessThere := " ON CONFLICT (" + strings.Join(unique, ", ") + ") DO NOTHING"
	i := &Insert{
		columns: len(columns),
		key:     slices.Index(columns, key),
		text:    InsertText(table, columns, 1) + unlessThere,
		many:    bySize(func(rows int) string { return InsertText(table, columns, rows) + unlessThere + " RETURNING " + key }),
	}
	i.counted = countedInsert(i.text, len(columns))
	for _, column := range unique {
		i.unique = append(i.unique, slices.Index(columns, column))
	}
	return i
}

// String returns the statement for one row.
func (i *Insert) String() string { return i.text }

// InsertText returns an INSERT of a number of rows, with a placeholder for each value.
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

// Places returns a list of count placeholders from $first on, such as ($3, $4).
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
