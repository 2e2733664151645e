// Package cell has the form of the cells of a table of records.
//
// A cell that is empty says nothing. So null is \N, and an empty text, list or object is
// \E. A text that looks like one of these has one more backslash.
//
// A spreadsheet takes a cell that begins with = + - or @ for a formula. An apostrophe
// before it guards the cell, and an import takes it off. So a text that begins like a
// guarded cell has one more apostrophe in every export.
package cell

import "strings"

const (
	// Null is the cell of a value that is null.
	Null = `\N`
	// Empty is the cell of an empty text, list or object.
	Empty = `\E`
)

// formulas are the characters that begin formulas in spreadsheets. A tab or a carriage
// return may come before them.
const formulas = "=+-@\t\r"

// Of returns the cell of a text, with a guard against formulas if guard is true.
func Of(text string, guard bool) string {
	switch {
	case text == "":
		return Empty
	case isMark(text):
		return `\` + text
	case isGuarded(text), guard && beginsFormula(text):
		return "'" + text
	}
	return text
}

// Text returns the text of a cell. The cell must be neither "" nor Null.
func Text(cell string) string {
	switch {
	case cell == Empty:
		return ""
	case len(cell) > len(Null) && isMark(cell), isGuarded(cell):
		return cell[1:]
	}
	return cell
}

// isMark reports whether a text is backslashes and then N or E.
func isMark(text string) bool {
	letter := strings.TrimLeft(text, `\`)
	return len(letter) < len(text) && (letter == "N" || letter == "E")
}

// isGuarded reports whether a text is a formula with apostrophes before it.
func isGuarded(text string) bool { return text[0] == '\'' && beginsFormula(text) }

// beginsFormula reports whether a text begins like a formula, perhaps with apostrophes
// before it.
func beginsFormula(text string) bool {
	rest := strings.TrimLeft(text, "'")
	return rest != "" && strings.IndexByte(formulas, rest[0]) >= 0
}
