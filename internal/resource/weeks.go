package resource

import (
	"slices"
	"time"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Weeks declares a table that keeps the number of records of each week of a time, by the
// values of some columns. Lists that are filtered by a wide range of the time, and distant
// pages, are read quickly by it. It has the columns organization_id, week, the columns in
// Values, slot, records, first_id, last_id, first_updated_at and last_updated_at.
//
// The last four are bounds of the records that a row counts. They are not narrowed when a
// record leaves the row.
type Weeks struct {
	Table  string
	Column string   // the time, which may not be null
	Values []string // columns of texts that may not be null
}

// weekLength is the length of a week in microseconds. A week is named by its first
// microsecond, which is a multiple of weekLength.
const weekLength = int64(7 * 24 * time.Hour / time.Microsecond)

// weekOf returns the week of a time in microseconds.
func weekOf(moment int64) int64 { return moment - ((moment%weekLength)+weekLength)%weekLength }

// weeks keeps the counts of weeks.
type weeks[T any] struct {
	Weeks
	index  string // that begins with the time, and has the values
	sums   *sqldb.Sums
	record func(*T) *Record
	time   schema.Column[T]
	values []schema.Column[T]
}

// newWeeks returns nil if no table is declared.
func newWeeks[T any](declared Weeks, record func(*T) *Record, columns []schema.Column[T], indexes []Index) *weeks[T] {
	if declared.Table == "" {
		return nil
	}
	column := func(name string) schema.Column[T] {
		at := slices.IndexFunc(columns, func(c schema.Column[T]) bool { return c.Name == name })
		if at < 0 {
			panic("resource: no field has the column " + name)
		}
		return columns[at]
	}
	w := &weeks[T]{Weeks: declared, record: record, time: column(declared.Column)}
	for _, name := range declared.Values {
		w.values = append(w.values, column(name))
	}
	for _, x := range indexes {
		missing := slices.ContainsFunc(declared.Values, func(name string) bool { return !x.has(name) })
		if x.Columns[0] == declared.Column && !missing {
			w.index = x.Name
		}
	}
	w.sums = sqldb.NewSums(sqldb.SumsTable{Name: declared.Table, Number: "week", Key: declared.Values,
		Sums: []string{"records"}, Bounds: []string{"id", "updated_at"}})
	return w
}

// add adds a change of a record to the counts. Before is nil for a record that was created,
// after for a record that was deleted. A record that changes and stays in its row widens the
// bounds of the row.
func (w *weeks[T]) add(tx *sqldb.Tx, organization int64, before, after *T) {
	if before != nil {
		w.addRecord(tx, organization, before, -1)
	}
	if after != nil {
		w.addRecord(tx, organization, after, 1)
	}
}

func (w *weeks[T]) addRecord(tx *sqldb.Tx, organization int64, record *T, number int64) {
	key := make([]string, len(w.values))
	for i, column := range w.values {
		key[i] = column.Value(record).(string)
	}
	meta := w.record(record)
	tx.AddWithin(w.sums, organization, weekOf(w.time.Value(record).(int64)), key, []int64{number},
		[]sqldb.Bound{{Text: meta.ID}, {Number: meta.UpdatedAt.UnixMicro()}})
}
