package sqldb

import (
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
	// Compared is a condition that looks at the row at hand, and no index.
	Compared string
	// Count is a SELECT that counts them.
	Count string
	// Args are arguments of From and Count, after the text.
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

// hasTrigrams reports whether an index of trigrams knows where a text is. FTS5
// takes two code points that are no characters for the one that stands for what
// cannot be read.
func hasTrigrams(text string) bool {
	return utf8.RuneCountInString(text) >= shortestIndexed && !strings.ContainsAny(text, "\ufffd\ufffe\uffff")
}
