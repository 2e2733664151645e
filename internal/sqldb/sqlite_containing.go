package sqldb

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"sync"

	"modernc.org/sqlite"
)

// sqliteContains is a function of SQL that reports whether its first argument
// contains its second, by bytes. SQLite's instr takes the product of the lengths
// of both texts, this one their sum.
const sqliteContains = "text_contains"

// registerContains gives the function to all connections that are opened later.
var registerContains = sync.OnceValue(func() error {
	return sqlite.RegisterFunction(sqliteContains, &sqlite.FunctionImpl{
		NArgs:         2,
		Deterministic: true,
		VolatileArgs:  true, // neither text is kept
		Scalar: func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			text, ok := args[0].(string)
			part, asked := args[1].(string)
			if !ok || !asked {
				return nil, nil
			}
			return strings.Contains(text, part), nil
		},
	})
})

// sqliteContaining asks the text index, and looks at the rows that it does not
// speak of: those behind its end and those that have changed since. A text that
// it cannot know is looked for in an index that has the whole column. Either way
// the rows' numbers come first, whatever the planner thinks of it.
func sqliteContaining(table, column, text string, place int) Containing {
	parts, whole := indexed(text)
	looked := fmt.Sprintf("instr(%s, $%d) > 0", column, place)
	if !whole {
		looked = fmt.Sprintf("%s(%s, $%d)", sqliteContains, column, place)
	}
	numbers := `SELECT row FROM {table} WHERE organization_id = $1 AND {looked}`
	c := Containing{Compared: looked}
	if hasTrigrams(text) {
		c.Args = []any{matching(parts)}
		numbers = `SELECT rowid & 1099511627775 AS row FROM {table}_text
			WHERE {table}_text MATCH {parts}
				AND rowid BETWEEN $1 << 40 AND ($1 << 40) + 1099511627775
				AND rowid & 1099511627775 NOT IN (SELECT row FROM {table}_text_stale)
			UNION ALL
			SELECT row FROM {table} WHERE row IN (SELECT row FROM {table}_text_stale)
				AND row <= (SELECT end_row FROM text_indexes WHERE table_name = '{table}')
				AND +organization_id = $1 AND {looked}
			UNION ALL
			SELECT row FROM {table} WHERE row > (SELECT end_row FROM text_indexes WHERE table_name = '{table}')
				AND +organization_id = $1 AND {looked}`
	}
	numbers = strings.NewReplacer("{table}", table, "{parts}", fmt.Sprint("$", place+1), "{looked}", looked).Replace(numbers)
	c.From = "(" + numbers + ") AS numbers CROSS JOIN " + table + " USING (row) WHERE organization_id = $1"
	c.Count = "SELECT count(*) FROM (" + numbers + ")"
	if !whole {
		c.From += " AND " + looked
		c.Count = "SELECT count(*) FROM " + c.From
	}
	return c
}

// matching asks FTS5 for all of some texts:
// https://www.sqlite.org/fts5.html#full_text_query_syntax.
func matching(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return strings.Join(quoted, " AND ")
}
