package sqldb

import (
	"context"
	"slices"
)

// Rows inserts several rows at a time, such as the children of a record. The caller
// knows that none of them exists.
type Rows struct {
	bulkInsert
	text string // the statement for one row
}

// NewRows creates a Rows for some columns of a table.
func NewRows(table string, columns []string) *Rows {
	r := &Rows{bulkInsert: bulkInsert{table: table, columns: columns}}
	r.text = r.one()
	return r
}

// String returns the statement for one row.
func (r *Rows) String() string { return r.text }

// InsertRows inserts rows. It takes their values in one slice, one row after another.
func (tx *Tx) InsertRows(into *Rows, values []any) error {
	if len(values) == 0 {
		return nil
	}
	tx.changed += int64(len(values) / len(into.columns))
	return tx.session.insertRows(tx.ctx, into, values)
}

// insertRows runs a statement for each row. On SQLite one statement with many rows
// takes longer.
func (s *sqliteSession) insertRows(ctx context.Context, into *Rows, values []any) error {
	for row := range slices.Chunk(values, len(into.columns)) {
		if _, err := s.exec(ctx, into.text, row); err != nil {
			return err
		}
	}
	return nil
}

func (s *postgresSession) insertRows(ctx context.Context, into *Rows, values []any) error {
	text, args, err := s.arrays.insert(&into.bulkInsert, values)
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, text, args)
	return err
}

// insertRows waits until the pipeline sends the rows, together with the rows of other
// functions.
func (l *pipelinedSession) insertRows(_ context.Context, into *Rows, values []any) error {
	_, err := l.wait(&statement{text: into.text, args: values, rows: into, phase: changes})
	return err
}
