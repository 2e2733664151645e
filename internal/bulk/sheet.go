package bulk

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"

	"waybill/internal/sqldb"
	"waybill/internal/xlsx"
)

// ImportWorkbook implements Records.
func (rs *records[T]) ImportWorkbook(db *sqldb.DB, o ImportOptions, from io.ReaderAt, size int64) (*Import, error) {
	book, err := xlsx.NewReader(from, size)
	if err != nil {
		return nil, unusable("xlsx", err.Error())
	}
	s, err := newSheetRows(book, rs.nodes)
	if err != nil {
		return nil, err
	}
	return rs.begin(db, o, s, s.first), nil
}

// sheetRows reads a sheet. Its first row has the columns, and its cells have the form of the
// cells of CSV.
type sheetRows struct {
	from   *xlsx.Reader
	header *header
	first  []byte
}

func newSheetRows(from *xlsx.Reader, nodes []node) (*sheetRows, error) {
	_, names, err := from.Next()
	if errors.Is(err, io.EOF) {
		return nil, unusable("missing", "The sheet has no row of columns")
	}
	if err != nil {
		return nil, unusable("xlsx", err.Error())
	}
	s := &sheetRows{from: from, first: csvOf(names)}
	s.header, err = newHeader(nodes, names)
	return s, err
}

// csvOf returns a row as CSV.
func csvOf(cells []string) []byte {
	var row bytes.Buffer
	to := csv.NewWriter(&row)
	_ = to.Write(cells) // a buffer takes everything
	to.Flush()
	return row.Bytes()
}

func (s *sheetRows) next() (sourceRow, error) {
	for {
		number, cells, err := s.from.Next()
		if errors.Is(err, io.EOF) {
			return sourceRow{}, io.EOF
		}
		row := sourceRow{line: number}
		if wrong, ok := errors.AsType[*xlsx.CellError](err); ok {
			row.failure = &Problem{Rule: "xlsx", Message: wrong.Error()}
		} else if err != nil {
			return row, &Stop{number, Problem{Rule: "xlsx", Message: err.Error()}}
		}
		for len(cells) < s.header.width {
			cells = append(cells, "")
		}
		if row.raw = csvOf(cells); len(row.raw) > mostRow {
			return row, &Stop{number, tooLong()}
		}
		if row.failure == nil {
			s.header.fill(&row, cells)
		}
		if row.failure == nil && row.json == nil {
			continue // all cells are empty
		}
		return row, nil
	}
}
