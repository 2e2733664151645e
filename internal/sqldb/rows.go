package sqldb

import "context"

// Rows inserts several rows at a time, such as the children of a record. The caller
// knows that none of them exists.
type Rows struct {
	columns int
	texts   map[int]string // the statements, by the number of rows
}

// NewRows creates a Rows for some columns of a table.
func NewRows(table string, columns []string) *Rows {
	return &Rows{len(columns), bySize(func(rows int) string { return InsertText(table, columns, rows) })}
}

// String returns the statement for one row.
func (r *Rows) String() string { return r.texts[1] }

// InsertRows inserts rows. It takes their values in one slice, one row after another.
func (tx *Tx) InsertRows(into *Rows, values []any) error {
	if len(values) == 0 {
		return nil
	}
	tx.changed += int64(len(values) / into.columns)
	return tx.session.insertRows(tx.ctx, into, values)
}

// split calls each with the statements that together insert all rows of values.
func (r *Rows) split(values []any, each func(text string, args []any) error) error {
	for len(values) > 0 {
		rows := bundleSize(len(values) / r.columns)
		if err := each(r.texts[rows], values[:rows*r.columns]); err != nil {
			return err
		}
		values = values[rows*r.columns:]
	}
	return nil
}

// insertRows runs a statement for each row. On SQLite one statement with many rows
// takes longer.
func (s *sqliteSession) insertRows(ctx context.Context, into *Rows, values []any) error {
	for ; len(values) > 0; values = values[into.columns:] {
		if _, err := s.exec(ctx, into.texts[1], values[:into.columns]); err != nil {
			return err
		}
	}
	return nil
}

func (s *postgresSession) insertRows(ctx context.Context, into *Rows, values []any) error {
	return into.split(values, func(text string, args []any) error {
		_, err := s.exec(ctx, text, args)
		return err
	})
}

// insertRows waits until the pipeline sends the rows, together with the rows of other
// functions.
func (l *pipelinedSession) insertRows(_ context.Context, into *Rows, values []any) error {
	_, err := l.wait(&statement{text: into.texts[1], args: values, rows: into, phase: changes})
	return err
}

// bundleRows combines the rows that functions insert into a table into as few
// statements as possible.
func bundleRows(waiting []*statement, into *Rows) (combined []*statement) {
	var values []any
	var together []*statement
	for _, s := range waiting {
		if s.rows == into {
			values, together = append(values, s.args...), append(together, s)
		}
	}
	_ = into.split(values, func(text string, args []any) error { // this function never fails
		combined = append(combined, &statement{text: text, args: args, bundled: together})
		return nil
	})
	return combined
}
