package sqldb

import (
	"fmt"
	"strings"

	"zombiezen.com/go/sqlite"
)

// sqliteContains is the SQL function that reports whether its first argument contains
// its second, byte by byte. It takes time in the sum of both lengths; SQLite's instr
// takes time in their product.
const sqliteContains = "text_contains"

// createContains creates the function on a connection.
func createContains(conn *sqlite.Conn) error {
	return conn.CreateFunction(sqliteContains, &sqlite.FunctionImpl{
		NArgs:         2,
		Deterministic: true,
		Scalar: func(_ sqlite.Context, args []sqlite.Value) (sqlite.Value, error) {
			if args[0].Type() != sqlite.TypeText || args[1].Type() != sqlite.TypeText {
				return sqlite.Value{}, nil
			}
			if strings.Contains(args[0].Text(), args[1].Text()) {
				return sqlite.IntegerValue(1), nil
			}
			return sqlite.IntegerValue(0), nil
		},
	})
}

// sqliteContaining looks the text up in the text index, and compares the rows that the
// index does not have: the rows after its end and the stale rows. A text without
// trigrams is compared in an index that has the whole column. Either way the subquery
// finds the numbers of the rows, and the CROSS JOIN makes the planner begin with it.
func sqliteContaining(table, column, text string, place int) Containing {
	parts, whole := indexed(text)
	compared := fmt.Sprintf("instr(%s, $%d) > 0", column, place)
	if !whole {
		compared = fmt.Sprintf("%s(%s, $%d)", sqliteContains, column, place)
	}
	numbers := `SELECT row FROM {table} WHERE organization_id = $1 AND {compared}`
	c := Containing{Compared: compared}
	if hasTrigrams(text) {
		c.Args = []any{ftsQuery(parts)}
		numbers = `SELECT rowid & 1099511627775 AS row FROM {table}_text
			WHERE {table}_text MATCH {parts}
				AND rowid BETWEEN $1 << 40 AND ($1 << 40) + 1099511627775
				AND rowid & 1099511627775 NOT IN (SELECT row FROM {table}_text_stale)
			UNION ALL
			SELECT row FROM {table} WHERE row IN (SELECT row FROM {table}_text_stale)
				AND row <= (SELECT end_row FROM text_indexes WHERE table_name = '{table}')
				AND +organization_id = $1 AND {compared}
			UNION ALL
			SELECT row FROM {table} WHERE row > (SELECT end_row FROM text_indexes WHERE table_name = '{table}')
				AND +organization_id = $1 AND {compared}`
	}
	numbers = strings.NewReplacer("{table}", table, "{parts}", fmt.Sprint("$", place+1), "{compared}", compared).Replace(numbers)
	c.From = "(" + numbers + ") AS numbers CROSS JOIN " + table + " USING (row) WHERE organization_id = $1"
	c.Count = "SELECT count(*) FROM (" + numbers + ")"
	if !whole {
		c.From += " AND " + compared
		c.Count = "SELECT count(*) FROM " + c.From
	}
	return c
}

// ftsQuery returns the FTS5 query for rows that contain all of some texts:
// https://www.sqlite.org/fts5.html#full_text_query_syntax.
func ftsQuery(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return strings.Join(quoted, " AND ")
}
