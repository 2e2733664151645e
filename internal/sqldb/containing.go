package sqldb

import (
	"fmt"
	"slices"
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
	// Args are arguments of From and Count, behind the text.
	Args []any
}

// Containing gives the ways to find the rows of a table whose column contains
// text, which is the argument with the number place, and which Args follow. It
// compares bytes.
//
// Clients choose the text and the rows, so the cost of each row is bounded: a text
// index is asked for a few trigrams, and a comparison is linear in the row.
func (tx *ReadTx) Containing(table, column, text string, place int) Containing {
	return tx.session.containing(table, column, text, place)
}

// IndexedBy returns what follows FROM to have an index find rows of a table, where
// the planner has no statistics to choose it by. An empty index leaves it to the
// planner.
func (tx *ReadTx) IndexedBy(table, index string) string {
	if index == "" {
		return table
	}
	return tx.session.indexedBy(table, index)
}

const (
	// shortestIndexed is how many code points a text must have for an index of
	// trigrams to know where it is.
	shortestIndexed = 3
	// mostTrigrams is how many trigrams of one part of a text are asked for.
	mostTrigrams = 16
)

// indexed gives what an index of trigrams is asked for to find a text: the text
// itself when that is cheap, and otherwise its beginning and its end. Whole says
// that the parts are the text, so that rows that have them need no second look.
//
// No part has a trigram twice. An index compares the positions in a row of all
// trigrams of a part, and of different trigrams a row has no more positions than
// code points.
func indexed(text string) (parts []string, whole bool) {
	points := []rune(text)
	first := indexedPart(points)
	if first == len(points) {
		return []string{text}, true
	}
	beginning := string(points[:first])
	slices.Reverse(points)
	last := points[:indexedPart(points)]
	slices.Reverse(last)
	if end := string(last); end != beginning {
		return []string{beginning, end}, false
	}
	return []string{beginning}, false
}

// indexedPart is how many of the first code points of a text are a part that an
// index may be asked for.
func indexedPart(points []rune) int {
	seen := make([][shortestIndexed]rune, 0, mostTrigrams)
	for end := shortestIndexed; end <= len(points); end++ {
		trigram := [shortestIndexed]rune(points[end-shortestIndexed : end])
		if len(seen) == mostTrigrams || slices.Contains(seen, trigram) {
			return end - 1
		}
		seen = append(seen, trigram)
	}
	return len(points)
}

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
	c := Containing{Looked: looked}
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

// postgresContaining leaves it to the planner whether the index on trigrams, if
// there is one, is of use. LIKE and strpos take the product of the lengths of both
// texts when these are like fff…b…fff, so a long text is compared as bytes, which
// compares memory where the first byte is the same.
func postgresContaining(table, column, text string, place int) Containing {
	parts, whole := indexed(text)
	c := Containing{Looked: fmt.Sprintf("strpos(%s, $%d) > 0", column, place)}
	if !whole {
		c.Looked = fmt.Sprintf("position(convert_to($%d, 'UTF8') IN convert_to(%s, 'UTF8')) > 0", place, column)
	}
	found := c.Looked
	switch {
	case !hasTrigrams(text):
	case whole:
		found = postgresLike(column, place)
	default:
		for i, part := range parts {
			c.Args = append(c.Args, part)
			found = postgresLike(column, place+1+i) + " AND " + found
		}
	}
	c.From = table + " WHERE organization_id = $1 AND " + found
	c.Count = "SELECT count(*) FROM " + c.From
	return c
}

// postgresLike is the condition that an index on trigrams knows.
func postgresLike(column string, place int) string {
	return fmt.Sprintf(`%s LIKE '%%' || replace(replace(replace($%d, '\', '\\'), '%%', '\%%'), '_', '\_') || '%%'`, column, place)
}

// hasTrigrams reports whether an index of trigrams knows where a text is. FTS5
// takes two code points that are no characters for the one that stands for what
// cannot be read.
func hasTrigrams(text string) bool {
	return utf8.RuneCountInString(text) >= shortestIndexed && !strings.ContainsAny(text, "\ufffd\ufffe\uffff")
}
