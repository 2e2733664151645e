package transfer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waybill/internal/sqldb"
)

const (
	// chunkRows is the number of rows that a statement reads and a transaction writes: a
	// compromise between short transactions and few commits.
	chunkRows = 2000
	// statementRows is the number of rows that a statement writes. More rows save network
	// round trips to a server, but SQLite gets slow with many parameters.
	statementRows = 20
)

// table is a table of both databases. Its statements run on either engine.
type table struct {
	name    string
	rows    string // the FROM clause: the name, or a subquery
	columns []string
	boolean []bool   // by index of the column
	key     []int    // indexes of columns
	shared  bool     // the rows belong to no organization
	counted []string // the columns whose values the source counts
}

// commonTables lists the tables of both databases. It returns ErrTables when the
// databases do not have the same tables.
func commonTables(ctx context.Context, from, to *sqldb.DB) ([]table, error) {
	ours, err := from.Tables(ctx)
	if err != nil {
		return nil, err
	}
	theirs, err := to.Tables(ctx)
	if err != nil {
		return nil, err
	}
	if len(ours) != len(theirs) {
		return nil, fmt.Errorf("%w: the source has %d, the target %d", ErrTables, len(ours), len(theirs))
	}
	tables := make([]table, len(ours))
	for i := range ours {
		if tables[i], err = common(ours[i], theirs[i]); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

func common(ours, theirs sqldb.Table) (table, error) {
	if ours.Name != theirs.Name {
		return table{}, fmt.Errorf("%w: one has %s, the other %s", ErrTables, ours.Name, theirs.Name)
	}
	t := newTable(ours)
	if other := newTable(theirs); !slices.Equal(t.columns, other.columns) || !slices.Equal(t.key, other.key) {
		return table{}, fmt.Errorf("%w: the columns or the key of %s differ", ErrTables, t.name)
	}
	if len(t.key) == 0 {
		return table{}, fmt.Errorf("the table %s has no primary key", t.name)
	}
	for i, column := range theirs.Columns {
		t.boolean[i] = t.boolean[i] || column.Boolean
	}
	return t, nil
}

func newTable(of sqldb.Table) table {
	t := table{name: of.Name, rows: of.Name, counted: of.Counted, shared: of.Shared()}
	for _, c := range of.Columns {
		t.columns = append(t.columns, c.Name)
		t.boolean = append(t.boolean, c.Boolean)
	}
	for _, name := range of.Key {
		t.key = append(t.key, slices.Index(t.columns, name))
	}
	return t
}

// owner returns the organization of a row, or 0 for a row of a shared table.
func (t table) owner(row []any) (int64, error) {
	if t.shared {
		return 0, nil
	}
	organization, ok := row[t.key[0]].(int64)
	if !ok {
		return 0, errors.New("the key does not begin with the organization")
	}
	return organization, nil
}

// reader is a database, or a snapshot of one.
type reader interface {
	Read(ctx context.Context, fn func(*sqldb.ReadTx) error) error
}

func (t table) count(ctx context.Context, db reader) (rows int64, err error) {
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row("SELECT count(*) FROM "+t.rows, nil, &rows)
	})
	return rows, err
}

// lastKey returns the key of the last row, or nil for an empty table.
func (t table) lastKey(ctx context.Context, db *sqldb.DB) ([]any, error) {
	names := t.keyNames()
	key := make([]any, len(names))
	err := db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Row("SELECT "+strings.Join(names, ", ")+" FROM "+t.rows+
			" ORDER BY "+strings.Join(names, " DESC, ")+" DESC LIMIT 1", nil, pointers(key)...)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, nil
	}
	return key, err
}

func (t table) keyNames() []string {
	names := make([]string, len(t.key))
	for i, column := range t.key {
		names[i] = t.columns[column]
	}
	return names
}

// read calls each for chunks of the rows after a key, or of all rows for nil, in the
// order of their keys.
func (t table) read(ctx context.Context, db reader, after []any, each func(rows [][]any) error) error {
	for {
		rows, err := t.chunk(ctx, db, after)
		if err != nil || len(rows) == 0 {
			return err
		}
		if err := each(rows); err != nil {
			return err
		}
		last := rows[len(rows)-1]
		after = make([]any, len(t.key))
		for i, column := range t.key {
			after[i] = last[column]
		}
	}
}

func (t table) chunk(ctx context.Context, db reader, after []any) (rows [][]any, err error) {
	names := strings.Join(t.keyNames(), ", ")
	statement := "SELECT " + strings.Join(t.columns, ", ") + " FROM " + t.rows
	if after != nil {
		statement += " WHERE (" + names + ") > " + sqldb.Places(1, len(after))
	}
	statement += " ORDER BY " + names + " LIMIT " + strconv.Itoa(chunkRows)
	found := make([]any, len(t.columns))
	into := pointers(found)
	err = db.Read(ctx, func(tx *sqldb.ReadTx) error {
		return tx.Rows(statement, after, func(scan func(...any) error) error {
			if err := scan(into...); err != nil {
				return err
			}
			rows = append(rows, t.plain(found))
			return nil
		})
	})
	return rows, err
}

// plain converts the values of a driver to a row that is the same on every engine:
// nil, bool, int64, float64, string or []byte.
func (t table) plain(found []any) []any {
	row := slices.Clone(found)
	for i, value := range row {
		switch number := value.(type) {
		case int32:
			row[i] = int64(number)
		case int64:
			if t.boolean[i] {
				row[i] = number != 0
			}
		}
	}
	return row
}

// write adds rows in one transaction.
func (t table) write(ctx context.Context, db *sqldb.DB, rows [][]any) error {
	return db.Write(ctx, func(tx *sqldb.Tx) error {
		for some := range slices.Chunk(rows, statementRows) {
			if _, err := tx.Exec(sqldb.InsertText(t.name, t.columns, len(some)), slices.Concat(some...)...); err != nil {
				return err
			}
		}
		return nil
	})
}

func pointers(to []any) []any {
	all := make([]any, len(to))
	for i := range to {
		all[i] = &to[i]
	}
	return all
}
