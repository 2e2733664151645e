package sqldb

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Containing has parts of SQL that find the rows of an organization, which is $1,
// whose column contains a text. From, Compared and Count describe the same rows.
type Containing struct {
	// From follows FROM and ends with a condition, to which conditions may be added by
	// AND. It finds the rows by an index where there is one.
	From string
	// Compared is a condition that compares the column of a row, and uses no index.
	Compared string
	// Count is a SELECT that counts the rows.
	Count string
	// Args are the arguments of From and Count that follow the text.
	Args []any
}

// Containing returns SQL that finds the rows of a table whose column contains text,
// byte by byte. The text is the argument with the number place; Args follow it.
//
// Clients choose the text and the rows, so the cost of each row is bounded: a text
// index looks up a few trigrams, and a comparison takes time linear in the row.
func (tx *ReadTx) Containing(table, column, text string, place int) Containing {
	return tx.session.containing(table, column, text, place)
}

// IndexedBy returns the table for a FROM clause, with the index that the planner must
// use where it has no statistics. For an empty index the planner chooses.
func (tx *ReadTx) IndexedBy(table, index string) string {
	if index == "" {
		return table
	}
	return tx.session.indexedBy(table, index)
}

// ArrayLength returns the expression for the number of elements of the JSON array in a column of
// texts.
func (tx *ReadTx) ArrayLength(column string) string { return tx.session.arrayLength(column) }

const (
	// shortestIndexed is the number of code points of the shortest text that a trigram
	// index can find.
	shortestIndexed = 3
	// mostTrigrams is the largest number of trigrams of a part of a text.
	mostTrigrams = 16
)

// indexed returns the parts of a text to look up in a trigram index: the text itself
// when that is cheap, and otherwise its beginning and its end. Whole reports that the
// part is the text itself, so that the found rows need not be compared with it.
//
// No part has a trigram twice. An index compares the positions of the trigrams of a
// part within a row, and different trigrams together have at most as many positions
// as the row has code points.
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

// indexedPart returns the number of code points of the longest beginning of a text
// that may be a part.
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

// hasTrigrams reports whether a trigram index can find a text. FTS5 confuses the
// noncharacters U+FFFE and U+FFFF with the replacement character.
func hasTrigrams(text string) bool {
	return utf8.RuneCountInString(text) >= shortestIndexed && !strings.ContainsAny(text, "\ufffd\ufffe\uffff")
}
