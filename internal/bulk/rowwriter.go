package bulk

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/bulk/cell"
)

// byteOrderMark begins a file for spreadsheets.
const byteOrderMark = "\ufeff"

// rowWriter writes records, which are JSON objects, as rows of CSV.
type rowWriter struct {
	to     *bytes.Buffer
	csv    *csv.Writer // nil for no CSV
	layout *layout
	guard  bool
	cells  []string
	from   bytes.Buffer
	reader *jsontext.Decoder
}

func newRowWriter(to *bytes.Buffer, l *layout, guard bool) rowWriter {
	return rowWriter{to: to, csv: csv.NewWriter(to), layout: l, guard: guard, cells: make([]string, len(l.names)), reader: new(jsontext.Decoder)}
}

// begin writes the first row, with the names of the columns.
func (w *rowWriter) begin() {
	if w.guard {
		w.to.WriteString(byteOrderMark)
	}
	_ = w.csv.Write(w.layout.names) // a buffer takes everything
	w.flush()
}

func (w *rowWriter) flush() {
	if w.csv != nil {
		w.csv.Flush()
	}
}

// write writes a record.
func (w *rowWriter) write(record []byte) error {
	clear(w.cells)
	w.from = *bytes.NewBuffer(record)
	w.reader.Reset(&w.from)
	if err := w.object(w.layout.places); err != nil {
		return err
	}
	return w.csv.Write(w.cells)
}

// object reads an object into the cells of its members.
func (w *rowWriter) object(places map[string]place) error {
	if _, err := w.reader.ReadToken(); err != nil {
		return err
	}
	for w.reader.PeekKind() != '}' {
		name, err := w.reader.ReadToken()
		if err != nil {
			return err
		}
		p, ok := places[name.String()]
		if !ok {
			return fmt.Errorf("the member %s has no column", name)
		}
		if err := w.value(&p); err != nil {
			return err
		}
	}
	_, err := w.reader.ReadToken()
	return err
}

// value reads a value into its cell, or the cells of its members or items.
func (w *rowWriter) value(p *place) error {
	switch w.reader.PeekKind() {
	case '{':
		return w.object(p.of)
	case '[':
		return w.items(p)
	case '"':
		token, err := w.reader.ReadToken()
		if err == nil {
			w.cells[p.at] = cell.Of(token.String(), w.guard && p.text)
		}
		return err
	}
	value, err := w.reader.ReadValue()
	if err != nil {
		return err
	}
	if w.cells[p.at] = string(value); value.Kind() == 'n' {
		w.cells[p.at] = cell.Null
	}
	return nil
}

// items reads a list into the cells of its items.
func (w *rowWriter) items(p *place) error {
	if _, err := w.reader.ReadToken(); err != nil {
		return err
	}
	count := 0
	for w.reader.PeekKind() != ']' {
		if count == len(p.each) {
			return fmt.Errorf("a list has more than %d items", count)
		}
		if err := w.object(p.each[count]); err != nil {
			return err
		}
		count++
	}
	if count == 0 && p.at >= 0 {
		w.cells[p.at] = cell.Empty
	}
	_, err := w.reader.ReadToken()
	return err
}
