package sqldb

import (
	"slices"
	"strconv"
	"strings"
)

// Insert inserts rows into a table, one at a time, unless a row with the same unique
// columns exists. An Insert is used for many rows: rows that wait for a database
// server at the same time are sent in one statement.
type Insert struct {
	key    int        // the position of the key among the columns
	unique []int      // the positions of the unique columns
	text   string     // the statement for one row
	last   string     // the statement for one row by which a write ends, on PostgreSQL
	many   bulkInsert // returns the keys of the rows that it has inserted
}

// NewInsert creates an Insert into columns of a table, whose unique columns have a
// unique index. The key is a column of texts that are unique among the rows.
func NewInsert(table string, columns, unique []string, key string) *Insert {
	unlessThere := " ON CONFLICT (" + strings.Join(unique, ", ") + ") DO NOTHING"
	i := &Insert{
		key:  slices.Index(columns, key),
		text: InsertText(table, columns, 1) + unlessThere,
		many: bulkInsert{table, columns, unlessThere + " RETURNING " + key},
	}
	i.last = oneLastText(i.text+" RETURNING "+key, len(columns))
	for _, column := range unique {
		i.unique = append(i.unique, slices.Index(columns, column))
	}
	return i
}

// bulkInsert inserts any number of rows into columns of a table by one statement.
type bulkInsert struct {
	table   string
	columns []string
	ending  string // the end of the statement, after the rows
}

// one returns the statement for one row.
func (b *bulkInsert) one() string { return InsertText(b.table, b.columns, 1) + b.ending }

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
