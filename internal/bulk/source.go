package bulk

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"waybill/internal/apierr"
)

// source reads the rows of a file.
type source interface {
	// next returns the next row, and io.EOF at the end. Any other error is a *Stop, after
	// which no row can be read.
	next() (sourceRow, error)
}

// sourceRow is a row as it was read.
type sourceRow struct {
	line    int
	raw     []byte
	json    []byte             // the record
	failure *Problem           // why there is no record; nil if there is
	field   func([]any) string // names the place of an error
}

// Stop says why an import does not read to the end of its file.
type Stop struct {
	Line int
	Problem
}

// Error describes the reason.
func (s *Stop) Error() string { return fmt.Sprintf("line %d: %s", s.Line, s.Message) }

// newSource returns a source of a file. The error is an apierr.Invalid for a file whose
// columns are not those of the resource.
func newSource(from io.Reader, format Format, charset string, nodes []node) (source, error) {
	if format == NDJSON {
		return &lines{from: bufio.NewReaderSize(from, readAhead)}, nil
	}
	return newRows(from, charset, nodes)
}

// readAhead is how many bytes of a file are read at once.
const readAhead = 64 << 10

// lines reads NDJSON.
type lines struct {
	from *bufio.Reader
	line int
}

func (l *lines) next() (sourceRow, error) {
	for {
		l.line++
		raw, err := l.read()
		if err != nil {
			return sourceRow{}, err
		}
		if l.line == 1 {
			raw = bytes.TrimPrefix(raw, []byte(byteOrderMark))
		}
		if len(bytes.TrimSpace(raw)) == 0 {
			continue
		}
		row := sourceRow{line: l.line, raw: raw, json: bytes.TrimSpace(raw), field: joined}
		if bad := badByte(raw, l.line, ""); bad != "" {
			row.failure = &Problem{Rule: "encoding", Message: bad}
		}
		return row, nil
	}
}

// read returns the next line with its end, or io.EOF.
func (l *lines) read() (line []byte, err error) {
	for {
		part, err := l.from.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > mostRow:
			return nil, &Stop{l.line, tooLong()}
		case err == nil || errors.Is(err, io.EOF) && len(line) > 0:
			return line, nil
		case errors.Is(err, io.EOF):
			return nil, io.EOF
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, &Stop{l.line, Problem{Rule: "unreadable", Message: err.Error()}}
		}
	}
}

func tooLong() Problem {
	return Problem{Rule: "row_too_long", Message: fmt.Sprintf("the row has more than %d bytes; a quote may be missing", mostRow)}
}

// joined names the place of an error by its parts.
func joined(loc []any) string {
	parts := make([]string, len(loc))
	for i, part := range loc {
		parts[i] = fmt.Sprint(part)
	}
	return strings.Join(parts, ".")
}

// Problem is a rule that a row breaks.
type Problem struct {
	Field   string `json:"field"` // the column, or the member; empty for the whole row
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// mostProblems is how many problems of a row are listed.
const mostProblems = 10

// problemsOf returns the problems of a row that failed.
func problemsOf(failure error, field func([]any) string) []Problem {
	failed, ok := errors.AsType[*apierr.Error](failure)
	if !ok || failed.Kind != apierr.Invalid {
		return []Problem{{Field: field([]any{"external_reference_id"}), Rule: ruleOf(apierr.KindOf(failure)), Message: failure.Error()}}
	}
	var problems []Problem
	all := failed.Details.All()
	for _, d := range all[:min(len(all), mostProblems)] {
		problems = append(problems, Problem{Field: field(d.Loc), Rule: d.Type, Message: d.Msg})
	}
	if more := len(all) - mostProblems; more > 0 {
		problems = append(problems, Problem{Rule: "too_many_errors", Message: fmt.Sprintf("%d more errors are not listed", more)})
	}
	return problems
}

// ruleOf returns the rule of a failure that is not one of the input.
func ruleOf(kind apierr.Kind) string {
	switch kind {
	case apierr.NotFound:
		return "not_found"
	case apierr.Exists:
		return "exists"
	case apierr.Unreadable:
		return "unreadable"
	}
	return "conflict"
}
