package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// The bounds of a sheet that Excel has.
const (
	mostRows    = 1 << 20
	mostColumns = 1 << 14
)

// CellError is a cell without a value that could be read. The rows behind it can be read.
type CellError struct{ Cell, reason string }

// Error names the cell and the reason.
func (e *CellError) Error() string { return "the cell " + e.Cell + " " + e.reason }

// findRows reads up to the rows.
func (r *Reader) findRows() error {
	for {
		token, err := r.sheet.next()
		if errors.Is(err, io.EOF) {
			return unusable("the first sheet of the workbook has no cells")
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "sheetData" {
			return nil
		}
	}
}

// Next returns the next row that has cells: its number, and the texts of its cells from the
// first column on. The error is io.EOF at the end; a *CellError for a row that cannot be taken;
// and otherwise an *Error, after which no row can be read.
func (r *Reader) Next() (row int, cells []string, err error) {
	for {
		token, err := r.sheet.next()
		if errors.Is(err, io.EOF) {
			return r.row, nil, unusable("the sheet ends early")
		}
		if err != nil {
			return r.row, nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "sheetData" {
				return r.row, nil, r.readToEnd()
			}
		case xml.StartElement:
			if t.Name.Local != "row" {
				continue
			}
			r.sheet.renew()
			if err := r.begin(t); err != nil {
				return r.row, nil, err
			}
			cells, err := r.cells()
			if len(cells) > 0 || err != nil {
				return r.row, cells, err
			}
		}
	}
}

// readToEnd reads what follows the rows, so that a file that was cut is noticed, and returns
// io.EOF.
func (r *Reader) readToEnd() error {
	for {
		r.sheet.renew()
		if _, err := r.sheet.next(); err != nil {
			return err
		}
	}
}

// begin takes the number of a row.
func (r *Reader) begin(e xml.StartElement) error {
	given := attribute(e, "r")
	row, ok := r.row+1, true
	if given != "" {
		row, ok = number(given)
	}
	if !ok || row <= r.row || row > mostRows {
		return unusable("the row %q follows the row %d", given, r.row)
	}
	r.row = row
	return nil
}

// cells reads the cells of the row that has begun, up to its end.
func (r *Reader) cells() (cells []string, err error) {
	var wrong *CellError
	for {
		token, err := r.sheet.inside()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local != "row" {
				continue
			}
			if wrong != nil {
				return cells, wrong
			}
			return cells, nil
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			at, err := r.place(t, len(cells))
			if err != nil {
				return nil, err
			}
			text, err := r.cell(t)
			if failed, ok := errors.AsType[*CellError](err); ok {
				failed.Cell = fmt.Sprintf("%s%d", letters(at), r.row)
				if wrong == nil {
					wrong = failed
				}
			} else if err != nil {
				return nil, err
			}
			if text == "" {
				continue
			}
			for len(cells) < at {
				cells = append(cells, "")
			}
			cells = append(cells, text)
		}
	}
}

// place returns the number of the column of a cell, from 0. It must be behind the cells of the
// row that have a text.
func (r *Reader) place(e xml.StartElement, least int) (int, error) {
	given := attribute(e, "r")
	if given == "" {
		return 0, unusable("a cell of the row %d does not say in which column it is: save the sheet as CSV", r.row)
	}
	at := 0
	for _, c := range []byte(given) {
		if c < 'A' || c > 'Z' || at > mostColumns {
			break
		}
		at = at*26 + int(c-'A') + 1
	}
	if at == 0 || at > mostColumns || at-1 < least {
		return 0, unusable("the cell %q of the row %d is in no column, or twice", given, r.row)
	}
	return at - 1, nil
}

// letters returns the name of a column.
func letters(at int) string {
	name := ""
	for at++; at > 0; at = (at - 1) / 26 {
		name = string(rune('A'+(at-1)%26)) + name
	}
	return name
}

// cell returns the text of the cell that has begun, and reads up to its end.
func (r *Reader) cell(e xml.StartElement) (text string, err error) {
	var value, inline string
	var hasValue, hasFormula bool
	for {
		token, err := r.sheet.inside()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local != "c" {
				continue
			}
			if hasFormula && !hasValue {
				return "", &CellError{reason: "has a formula without a result: open the workbook in a spreadsheet and save it"}
			}
			if attribute(e, "t") == "inlineStr" {
				return inline, nil
			}
			return r.value(e, value, hasValue)
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				hasValue = true
				value, err = r.sheet.text()
			case "f":
				hasFormula = true
				_, err = r.sheet.text()
			case "is":
				inline, err = r.sheet.richText()
			}
			if err != nil {
				return "", err
			}
		}
	}
}
