package bulk

import "strings"

// This file has the form of cells. A cell that is empty says nothing. So null is \N, and
// an empty text, list or object is \E. A text that looks like one of these has one more
// backslash.
//
// A spreadsheet takes a cell that begins with = + - or @ for a formula. An apostrophe
// before it guards the cell, and an import takes it off. So a text that begins like a
// guarded cell has one more apostrophe in every export.

const (
	nullCell  = `\N`
	emptyCell = `\E`
)

// formulas are the characters that begin formulas in spreadsheets. A tab or a carriage
// return may come before them.
const formulas = "=+-@\t\r"

// cellOf returns the cell of a text, with a guard against formulas if that is wanted.
func cellOf(text string, guard bool) string {
	switch {
	case text == "":
		return emptyCell
	case isMark(text):
		return `\` + text
	case isGuarded(text), guard && beginsFormula(text):
		return "'" + text
	}
	return text
}

// textOf returns the text of a cell that is neither empty nor null.
func textOf(cell string) string {
	switch {
	case cell == emptyCell:
		return ""
	case len(cell) > len(nullCell) && isMark(cell), isGuarded(cell):
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
