package sqldb

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// rowScanner scans the rows of an answer. It scans straight into values that may be null and
// into integers of other types, for which pgx would take the longer way through
// database/sql's Scanner. The texts of a row share one allocation: a page of loads has
// thousands of them.
type rowScanner struct {
	rows    pgx.Rows
	columns []pgconn.FieldDescription
	skipped int           // the columns before the first that is scanned
	dests   []any         // for pgx, which skips a column with a nil destination
	texts   []destination // of the current row
	numbers []destination // of the current row; pgx stores them in integers
	// integers has an element for each column.
	integers []int64
}

// destination is the destination of a column.
type destination struct {
	to     any
	column int
}

func newRowScanner(rows pgx.Rows, skipped int) *rowScanner {
	columns := rows.FieldDescriptions()
	return &rowScanner{rows: rows, columns: columns, skipped: skipped, dests: make([]any, skipped, len(columns)), integers: make([]int64, len(columns))}
}

// scan stores the columns of the current row behind the skipped ones.
func (r *rowScanner) scan(dest ...any) error {
	stored, left := r.rows.RawValues(), r.dests
	if r.skipped+len(dest) != len(stored) {
		return r.rows.Scan(append(left, dest...)...) // which returns the error
	}
	r.texts, r.numbers = r.texts[:0], r.numbers[:0]
	isLeft := false
	for i, d := range dest {
		d = r.store(d, r.skipped+i, stored[r.skipped+i])
		left, isLeft = append(left, d), isLeft || d != nil
	}
	if isLeft {
		if err := r.rows.Scan(left...); err != nil {
			return err
		}
	}
	for _, n := range r.numbers {
		n.to.(integer).ScanInteger(r.integers[n.column])
	}
	return r.storeTexts(stored)
}

// store stores a column, or notes it as a text or a number, or returns the destination for
// pgx.
func (r *rowScanner) store(to any, column int, stored []byte) any {
	for {
		n, ok := to.(nullable)
		if !ok {
			break
		}
		if stored == nil {
			n.Null()
			return nil
		}
		to = n.NotNull()
	}
	switch to := to.(type) {
	case *string, text:
		if stored != nil && r.columns[column].DataTypeOID == pgtype.TextOID {
			r.texts = append(r.texts, destination{to, column})
			return nil
		}
	case *int64:
		if r.isBinaryInteger(column, stored) {
			*to = decodeInteger(stored)
			return nil
		}
	case integer:
		if r.isBinaryInteger(column, stored) {
			to.ScanInteger(decodeInteger(stored))
			return nil
		}
		r.numbers = append(r.numbers, destination{to, column})
		return &r.integers[column]
	}
	return to
}

// storeTexts stores the texts of a row. Either format of the protocol has a text as it is.
func (r *rowScanner) storeTexts(stored [][]byte) error {
	size := 0
	for _, t := range r.texts {
		size += len(stored[t.column])
	}
	var all strings.Builder
	all.Grow(size)
	for _, t := range r.texts {
		begin := all.Len()
		all.Write(stored[t.column])
		switch to := t.to.(type) {
		case *string:
			*to = all.String()[begin:]
		case text:
			if err := to.ScanText(all.String()[begin:]); err != nil {
				return fmt.Errorf("scanning column %d: %w", t.column+1, err)
			}
		}
	}
	return nil
}

// isBinaryInteger reports whether a column is a bigint in the binary format, and not null.
func (r *rowScanner) isBinaryInteger(column int, stored []byte) bool {
	c := &r.columns[column]
	return c.DataTypeOID == pgtype.Int8OID && c.Format == pgx.BinaryFormatCode && len(stored) == 8
}

// decodeInteger decodes a bigint in the binary format.
func decodeInteger(stored []byte) int64 { return int64(binary.BigEndian.Uint64(stored)) }
