package sqldb

import "github.com/jackc/pgx/v5"

// rowScanner scans the rows of an answer. It scans straight into values that may be null and
// into integers of other types, for which pgx would take the longer way through
// database/sql's Scanner.
type rowScanner struct {
	rows     pgx.Rows
	skipped  int           // the columns before the first that is scanned
	dests    []any         // for pgx, which skips a column with a nil destination
	numbers  []int64       // by column: where pgx stores an integer of another type
	integers []integerDest // of the current row
}

// integerDest is the destination of a column that pgx has stored in numbers.
type integerDest struct {
	integer
	column int
}

func newRowScanner(rows pgx.Rows, skipped int) *rowScanner {
	columns := len(rows.FieldDescriptions())
	return &rowScanner{rows: rows, skipped: skipped, dests: make([]any, skipped, columns), numbers: make([]int64, columns)}
}

// scan stores the columns of the current row behind the skipped ones.
func (r *rowScanner) scan(dest ...any) error {
	stored, all := r.rows.RawValues(), r.dests
	if r.skipped+len(dest) != len(stored) {
		return r.rows.Scan(append(all, dest...)...) // which returns the error
	}
	r.integers = r.integers[:0]
	for i, d := range dest {
		all = append(all, r.destination(d, r.skipped+i, stored[r.skipped+i] == nil))
	}
	if err := r.rows.Scan(all...); err != nil {
		return err
	}
	for _, d := range r.integers {
		d.ScanInteger(r.numbers[d.column])
	}
	return nil
}

// destination returns the destination of a column for pgx.
func (r *rowScanner) destination(d any, column int, isNull bool) any {
	for {
		n, ok := d.(nullable)
		if !ok {
			break
		}
		if isNull {
			n.Null()
			return nil
		}
		d = n.NotNull()
	}
	if to, ok := d.(integer); ok {
		r.integers = append(r.integers, integerDest{to, column})
		return &r.numbers[column]
	}
	return d
}
