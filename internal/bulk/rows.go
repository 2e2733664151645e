package bulk

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// rows reads CSV.
type rows struct {
	from    *csvInput
	csv     *csv.Reader
	charset string
	header  *header
	line    int // of the row before
	first   []byte
}

// newRows returns the rows below the header. The error is an apierr.Invalid.
func newRows(from io.Reader, charset string, nodes []node) (*rows, error) {
	in, err := newCSVInput(from, charset)
	if err != nil {
		return nil, err
	}
	r := &rows{from: in, csv: csv.NewReader(in), charset: charset}
	r.csv.Comma = in.separator
	r.csv.FieldsPerRecord = -1 // next compares them with the header
	r.csv.ReuseRecord = true
	names, err := r.csv.Read()
	raw := in.take(r.csv.InputOffset())
	if errors.Is(err, io.EOF) {
		return nil, unusable("missing", "The file has no row of columns")
	}
	if bad := badByte(raw, 1, charset); bad != "" {
		return nil, unusable("encoding", bad)
	}
	if err != nil {
		return nil, unusable("csv", err.Error())
	}
	r.header, err = newHeader(nodes, names)
	r.first, r.line = raw, bytes.Count(raw, []byte("\n"))
	return r, err
}

func (r *rows) next() (sourceRow, error) {
	for {
		cells, err := r.csv.Read()
		if errors.Is(err, io.EOF) {
			return sourceRow{}, io.EOF
		}
		if stop, ok := errors.AsType[*Stop](err); ok {
			stop.Line = r.line + 1
			return sourceRow{}, stop
		}
		raw := bytes.TrimLeft(r.from.take(r.csv.InputOffset()), "\r\n")
		row := r.row(cells, raw, err)
		if row.failure == nil && row.json == nil {
			continue // all cells are empty
		}
		return row, nil
	}
}

// row returns a row of some cells. It has neither a record nor a failure if all cells are
// empty. Err is that of the CSV.
func (r *rows) row(cells []string, raw []byte, err error) sourceRow {
	row := sourceRow{line: r.line + 1 + r.from.skipped, raw: raw}
	r.line += r.from.skipped + bytes.Count(raw, []byte("\n"))
	fail := func(rule, message string) sourceRow {
		row.failure = &Problem{Rule: rule, Message: message}
		return row
	}
	if broken, ok := errors.AsType[*csv.ParseError](err); ok {
		return fail("csv", broken.Err.Error())
	}
	if err != nil {
		return fail("csv", err.Error())
	}
	if bad := badByte(raw, row.line, r.charset); bad != "" {
		return fail("encoding", bad)
	}
	r.header.fill(&row, cells)
	return row
}

// fill gives a row the record of its cells, or the reason why there is none. A row whose cells
// are all empty gets neither.
func (h *header) fill(row *sourceRow, cells []string) {
	if !slices.ContainsFunc(cells, func(cell string) bool { return cell != "" }) {
		return
	}
	for len(cells) > h.width && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) != h.width {
		row.failure = &Problem{Rule: "cells", Message: fmt.Sprintf("the row has %d cells, and the first row %d", len(cells), h.width)}
		return
	}
	record, numbers, err := h.record(cells)
	if err != nil {
		row.failure = &Problem{Rule: "cells", Message: err.Error()}
		return
	}
	row.json, row.field = record, func(loc []any) string { return columnOf(loc, numbers) }
}

// csvInput gives a CSV file to a csv.Reader. It bounds what the reader takes for one row,
// and keeps the text of the row. A csv.Reader drops a carriage return before a line break
// in quotes, so it is given two of them.
type csvInput struct {
	from      *bufio.Reader
	separator rune
	given     []byte // since the beginning of the row
	offset    int64  // of the row
	skipped   int    // empty lines before the row
	state     quoting
	again     bool // whether a carriage return comes again
}

// quoting is the state of a CSV file at a byte.
type quoting int

const (
	atStart  quoting = iota // of a cell
	unquoted                // in a cell
	quoted                  // in quotes
	afterQuote
)

// newCSVInput finds the separator of a file. The error is an apierr.Invalid.
func newCSVInput(from io.Reader, charset string) (*csvInput, error) {
	raw := bufio.NewReaderSize(from, readAhead)
	start, _ := raw.Peek(2)
	if s := string(start); s == "\xff\xfe" || s == "\xfe\xff" {
		return nil, unusable("encoding", "The file is UTF-16: save it as CSV in UTF-8")
	}
	in := &csvInput{from: bufio.NewReaderSize(decoded(raw, charset), readAhead)}
	if mark, _ := in.from.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
		_, _ = in.from.Discard(len(byteOrderMark))
	}
	first, _ := in.from.Peek(readAhead)
	in.separator = separatorOf(first)
	return in, nil
}

// separatorOf returns the character that separates the cells of the first row: the one that
// it has most often outside of quotes.
func separatorOf(text []byte) rune {
	counts, inQuotes := map[byte]int{}, false
	for _, c := range text {
		if c == '"' {
			inQuotes = !inQuotes
		}
		if !inQuotes && (c == '\n' || c == '\r') {
			break
		}
		if !inQuotes {
			counts[c]++
		}
	}
	separator := byte(',')
	for _, c := range []byte(";\t") {
		if counts[c] > counts[separator] {
			separator = c
		}
	}
	return rune(separator)
}

// Read gives some bytes to the csv.Reader. It fails with a *Stop if a row is too long or
// the file cannot be read.
func (in *csvInput) Read(to []byte) (n int, err error) {
	if len(in.given) > mostRow+readAhead {
		return 0, &Stop{Problem: tooLong()}
	}
	for n < len(to) {
		if in.again {
			to[n], n, in.again = '\r', n+1, false
			continue
		}
		if n > 0 && in.from.Buffered() == 0 {
			break
		}
		c, err := in.from.ReadByte()
		if errors.Is(err, io.EOF) {
			if n == 0 {
				return 0, io.EOF
			}
			break
		}
		if err != nil {
			return 0, &Stop{Problem: Problem{Rule: "unreadable", Message: err.Error()}}
		}
		if c == '\r' && in.state == quoted {
			next, _ := in.from.Peek(1)
			in.again = string(next) == "\n"
		}
		to[n], n = c, n+1
		in.state = in.state.after(c, byte(in.separator))
	}
	in.given = append(in.given, to[:n]...)
	return n, nil
}

// after returns the state behind a byte.
func (q quoting) after(c, separator byte) quoting {
	switch {
	case q == quoted && c == '"':
		return afterQuote
	case q == quoted:
		return quoted
	case c == '\n' || c == separator:
		return atStart
	case c == '"' && (q == atStart || q == afterQuote):
		return quoted
	}
	return unquoted
}

// take returns the text of the row that ends at an offset.
func (in *csvInput) take(offset int64) []byte {
	size := int(offset - in.offset)
	raw := bytes.ReplaceAll(in.given[:size], []byte("\r\r\n"), []byte("\r\n"))
	in.given, in.offset = append(in.given[:0], in.given[size:]...), offset
	in.skipped = bytes.Count(raw[:len(raw)-len(bytes.TrimLeft(raw, "\r\n"))], []byte("\n"))
	return raw
}

// columnOf returns the column of the place of an error. Numbers has the numbers of the items
// of lists that are not counted from 1 without a gap.
func columnOf(loc []any, numbers map[string][]int) string {
	parts := make([]string, len(loc))
	for i, part := range loc {
		parts[i] = fmt.Sprint(part)
		if item, ok := part.(int); ok && i > 0 {
			parts[i] = fmt.Sprint(item + 1)
			if given := numbers[parts[i-1]]; item < len(given) {
				parts[i] = fmt.Sprint(given[item])
			}
		}
	}
	return strings.Join(parts, ".")
}
