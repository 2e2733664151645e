package sqldb

import "context"

// Rows inserts rows of which a caller has several at a time, and which nothing can
// be in the way of, such as the children of a record.
type Rows struct {
	columns int
	texts   map[int]string // by how many rows
}

// NewRows makes a Rows for some columns of a table.
func NewRows(table string, columns []string) *Rows {
	r := &Rows{columns: len(columns), texts: map[int]string{}}
	for rows := 1; rows <= maxBundle; rows *= 2 {
		r.texts[rows] = InsertText(table, columns, rows)
	}
	return r
}

// String gives the statement for one row.
func (r *Rows) String() string { return r.texts[1] }

// InsertRows inserts rows. The values are those of all rows, one row after another.
func (tx *Tx) InsertRows(into *Rows, values []any) error {
	if len(values) == 0 {
		return nil
	}
	tx.changed += int64(len(values) / into.columns)
	return tx.session.insertRows(tx.ctx, into, values)
}

// split calls each for statements that insert all rows of values. There is one
// for 64 rows and for each smaller power of two, so that a connection prepares few.
func (r *Rows) split(values []any, each func(text string, args []any) error) error {
	for rows := maxBundle; len(values) > 0; {
		if len(values) < rows*r.columns {
			rows /= 2
			continue
		}
		if err := each(r.texts[rows], values[:rows*r.columns]); err != nil {
			return err
		}
		values = values[rows*r.columns:]
	}
	return nil
}

// insertRows inserts row by row: for SQLite a statement of many rows is more work
// than as many statements.
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

// insertRows has the rows sent together with those of other functions that wait.
func (l *pipelinedSession) insertRows(_ context.Context, into *Rows, values []any) error {
	_, err := l.wait(&statement{text: into.texts[1], args: values, rows: into, phase: changes})
	return err
}

// bundleRows makes as few statements as there can be of the rows that functions
// insert into the same table.
func bundleRows(waiting []*statement, into *Rows) (sendings []*statement) {
	var values []any
	var together []*statement
	for _, s := range waiting {
		if s.rows == into {
			values, together = append(values, s.args...), append(together, s)
		}
	}
	_ = into.split(values, func(text string, args []any) error { // which never fails
		sendings = append(sendings, &statement{text: text, args: args, bundled: together})
		return nil
	})
	return sendings
}
