package main

import (
	"strings"
	"unicode/utf8"
)

// table is rows of cells; the first row is the header.
type table [][]string

func (t *table) row(cells ...string) { *t = append(*t, cells) }

// String returns a Markdown table with aligned columns: the first to the left, the
// others to the right.
func (t *table) String() string {
	widths := t.widths()
	var text strings.Builder
	for i, row := range *t {
		writeRow(&text, row, widths)
		if i == 0 {
			writeRow(&text, rule(widths), widths)
		}
	}
	return text.String()
}

func (t *table) widths() []int {
	widths := make([]int, len((*t)[0]))
	for _, row := range *t {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	return widths
}

func writeRow(text *strings.Builder, row []string, widths []int) {
	for i, cell := range row {
		space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if i == 0 {
			text.WriteString("| " + cell + space)
		} else {
			text.WriteString(" | " + space + cell)
		}
	}
	text.WriteString(" |\n")
}

// rule is the row below the header.
func rule(widths []int) []string {
	row := make([]string, len(widths))
	for i, width := range widths {
		row[i] = strings.Repeat("-", width)
		if i > 0 {
			row[i] = row[i][1:] + ":"
		}
	}
	return row
}
