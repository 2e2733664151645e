package sqldb

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Containing is how to find the rows of an organization, which is $1, with a
// text in them. All three say the same.
type Containing struct {
	// From is what follows FROM, up to a condition, to have an index find them.
	// More conditions may follow.
	From string
	// Looked is a condition that looks at the row at hand, and no index.
	Looked string
	// Count is a SELECT that counts them.
	Count string
}

// Containing gives the ways to find the rows of a table whose column contains
// text, which is the argument with the number place. It compares bytes.
func (tx *Tx) Containing(table, column, text string, place int) Containing {
	return tx.session.containing(table, column, text, place)
}

// shortestIndexed is how many code points a text must have for an index of
// trigrams to know where it is.
const shortestIndexed = 3

// sqliteContaining asks the text index, and looks at the rows that it does not
// speak of: those behind its end and those that have changed since. A text that
// it cannot know is looked for in an index that has the whole column. Either way
// the rows' numbers come first, whatever the planner thinks of it.
func sqliteContaining(table, column, text string, place int) Containing {
	looked := fmt.Sprintf("instr(%s, $%d) > 0", column, place)
	numbers := `SELECT row FROM {table} WHERE organization_id = $1 AND {looked}`
	if hasTrigrams(text) {
		numbers = `SELECT rowid & 1099511627775 AS row FROM {table}_text
			WHERE {table}_text MATCH '"' || replace({place}, '"', '""') || '"'
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
	numbers = strings.NewReplacer("{table}", table, "{place}", fmt.Sprint("$", place), "{looked}", looked).Replace(numbers)
	return Containing{
		From:   "(" + numbers + ") AS numbers CROSS JOIN " + table + " USING (row) WHERE organization_id = $1",
		Looked: looked,
		Count:  "SELECT count(*) FROM (" + numbers + ")",
	}
}

// postgresContaining leaves it to the planner whether the index on trigrams, if
// there is one, is of use.
func postgresContaining(table, column, text string, place int) Containing {
	looked := fmt.Sprintf("strpos(%s, $%d) > 0", column, place)
	found := looked
	if hasTrigrams(text) {
		found = fmt.Sprintf(`%s LIKE '%%' || replace(replace(replace($%d, '\', '\\'), '%%', '\%%'), '_', '\_') || '%%'`, column, place)
	}
	from := table + " WHERE organization_id = $1 AND " + found
	return Containing{From: from, Looked: looked, Count: "SELECT count(*) FROM " + from}
}

// hasTrigrams reports whether an index of trigrams knows where a text is. FTS5
// takes two code points that are no characters for the one that stands for what
// cannot be read.
func hasTrigrams(text string) bool {
	return utf8.RuneCountInString(text) >= shortestIndexed && !strings.ContainsAny(text, "\ufffd\ufffe\uffff")
}
