package sqldb

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Table is a table of records.
type Table struct {
	Name    string
	Columns []Column
	Key     []string // the primary key, which begins with the organization
}

// Column is a column of a table.
type Column struct {
	Name string
	// Boolean says that its values are true and false. SQLite does not know, and
	// has 0 and 1 for them.
	Boolean bool
}

// Has reports whether the table has a column.
func (t Table) Has(column string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == column })
}

// counted is the column that the tables of resources have, whose rows are counted.
const counted = "external_reference_id"

// NoteRemoved counts rows that a transaction has removed by a statement of its
// own. ForgetRemoved does the rest.
func (tx *Tx) NoteRemoved(table Table, organization, rows int64) {
	if rows > 0 && table.Has(counted) {
		tx.Count(organization, table.Name, -rows)
	}
}

// forgottenRows is how many rows a text index lets go of by one transaction.
const forgottenRows = 100

// ForgetRemoved has the text index on SQLite let go of the rows of an organization
// that were removed, in small transactions, rather than later with others.
func (db *DB) ForgetRemoved(ctx context.Context, table Table, organization int64) error {
	if db.Shared() || !table.Has(counted) {
		return nil
	}
	stale := table.Name + "_text_stale"
	for left := true; left; {
		err := db.Write(ctx, func(tx *Tx) error {
			err := tx.Row(`SELECT count(*) > 0 FROM `+stale+` WHERE organization_id = $1`, []any{organization}, &left)
			if err != nil || !left {
				return err
			}
			_, err = tx.Exec(`UPDATE text_indexes SET
				stale_end = (SELECT max(row) FROM (SELECT row FROM `+stale+` ORDER BY row LIMIT $1)),
				end_row = min(end_row, (SELECT coalesce(max(row), 0) FROM `+table.Name+`)) WHERE table_name = $2`,
				forgottenRows, table.Name)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// catalog is how an engine tells what is in a database.
type catalog struct {
	// columns gives table, column, whether it is boolean, and its place in the
	// primary key, from 0, or -1, in the order of the columns.
	columns string
	// references gives a table and one that its rows refer to.
	references string
	// hindrances gives what makes it slow to write many rows, or misses rows that
	// a copy brings: what it is, the statement that takes it away, or NULL, and
	// the one that makes it again.
	hindrances string
}

// Tables lists the tables that hold original data, each after the tables that its
// rows refer to. They come from the database itself, so
// none can be forgotten, and are the same on every engine but for Boolean.
func (db *DB) Tables(ctx context.Context) (tables []Table, err error) {
	err = db.Read(ctx, func(tx *ReadTx) error {
		found, err := readTables(tx, db.engine.catalog().columns)
		if err != nil {
			return err
		}
		parents, err := readReferences(tx, db.engine.catalog().references)
		if err != nil {
			return err
		}
		tables, err = inOrder(found, parents)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the tables: %w", err)
	}
	return tables, nil
}

// isDerived tells the tables of migrations and of engines, the mark of a copy,
// and the counts of rows and text indexes, which come with the rows.
func isDerived(table string) bool {
	return strings.HasPrefix(table, "goose_") || strings.HasPrefix(table, "sqlite_") ||
		strings.HasSuffix(table, "_text_stale") ||
		slices.Contains([]string{"unfinished_copy", "row_counts", "text_indexes"}, table)
}

func readTables(tx *ReadTx, statement string) (map[string]*Table, error) {
	found := map[string]*Table{}
	err := tx.Rows(statement, nil, func(scan func(...any) error) error {
		var name string
		var column Column
		var place int
		if err := scan(&name, &column.Name, &column.Boolean, &place); err != nil || isDerived(name) {
			return err
		}
		table := found[name]
		if table == nil {
			table = &Table{Name: name}
			found[name] = table
		}
		table.Columns = append(table.Columns, column)
		if place >= 0 {
			for len(table.Key) <= place {
				table.Key = append(table.Key, "")
			}
			table.Key[place] = column.Name
		}
		return nil
	})
	return found, err
}

func readReferences(tx *ReadTx, statement string) (map[string][]string, error) {
	parents := map[string][]string{}
	err := tx.Rows(statement, nil, func(scan func(...any) error) error {
		var child, parent string
		if err := scan(&child, &parent); err != nil {
			return err
		}
		parents[child] = append(parents[child], parent)
		return nil
	})
	return parents, err
}

// inOrder puts each table after its parents, and independent tables by
// name, so that the order is the same on every engine.
func inOrder(tables map[string]*Table, parents map[string][]string) (ordered []Table, err error) {
	names := slices.Sorted(maps.Keys(tables))
	waits := func(name string) bool {
		return slices.ContainsFunc(parents[name], func(parent string) bool {
			return parent != name && slices.Contains(names, parent)
		})
	}
	for len(names) > 0 {
		next := slices.IndexFunc(names, func(name string) bool { return !waits(name) })
		if next < 0 {
			return nil, errors.New("tables refer to each other: " + strings.Join(names, ", "))
		}
		ordered = append(ordered, *tables[names[next]])
		names = slices.Delete(names, next, next+1)
	}
	return ordered, nil
}
