package sqldb

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Table is a table that holds original data.
type Table struct {
	Name    string
	Columns []Column
	Key     []string // the primary key, which begins with the organization if there is one
	Counted []string // the columns for each of whose values the number of rows is kept
}

// Column is a column of a table.
type Column struct {
	Name string
	// Boolean says that the column has the type boolean. On SQLite, which has 0 and 1
	// instead, it is always false.
	Boolean bool
}

// Has reports whether the table has a column.
func (t Table) Has(column string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == column })
}

// Shared reports whether the rows of the table belong to no organization.
func (t Table) Shared() bool { return !t.Has("organization_id") && t.Name != "organizations" }

// countedColumn is a column of every table of a resource, and of no other table.
const countedColumn = "external_reference_id"

// RemoveRows removes up to limit rows of an organization from a table, and subtracts
// them from the counts. After the commit, ForgetRemoved removes them from the text index.
func (tx *Tx) RemoveRows(table Table, organization int64, limit int) (removed int64, err error) {
	key, returned, values := strings.Join(table.Key, ", "), []string{"organization_id"}, make([]any, 1+len(table.Counted))
	for _, column := range table.Counted {
		returned = append(returned, countedValue(column))
	}
	dest := make([]any, len(values))
	for i := range values {
		dest[i] = &values[i]
	}
	statement := `DELETE FROM ` + table.Name + ` WHERE organization_id = $1 AND (` + key + `) IN
		(SELECT ` + key + ` FROM ` + table.Name + ` WHERE organization_id = $1 ORDER BY ` + key + ` LIMIT $2)
		RETURNING ` + strings.Join(returned, ", ")
	err = tx.Rows(statement, []any{organization, limit}, func(scan func(...any) error) error {
		removed++
		err := scan(dest...)
		for i, column := range table.Counted {
			tx.Count(organization, ValueCount(table.Name, column, values[i+1]), -1)
		}
		return err
	})
	if removed > 0 && table.Has(countedColumn) {
		tx.Count(organization, table.Name, -removed)
	}
	return removed, err
}

// forgottenRows is the number of rows that a transaction removes from a text index.
const forgottenRows = 100

// ForgetRemoved removes the deleted rows of an organization from the text index on
// SQLite, in small transactions, instead of later with other rows. On PostgreSQL it
// does nothing.
func (db *DB) ForgetRemoved(ctx context.Context, table Table, organization int64) error {
	if db.Shared() {
		return nil
	}
	var indexed bool
	err := db.Read(ctx, func(tx *ReadTx) error {
		return tx.Row(`SELECT count(*) > 0 FROM text_indexes WHERE table_name = $1`, []any{table.Name}, &indexed)
	})
	if err != nil || !indexed {
		return err
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

// catalog has the statements that read the tables of a database from the engine.
type catalog struct {
	// columns selects table, column, whether the column is boolean, and its position
	// in the primary key, from 0, or -1. The rows are in the order of the columns.
	columns string
	// references selects a table and a table that its rows refer to.
	references string
	// rebuilds selects the indexes that slow a copy down, and the counts and text
	// indexes that lack the rows of a copy: a name, the statement that drops it, or
	// NULL, and the statement that creates it.
	rebuilds string
}

// Tables lists the tables that hold original data, each after the tables that its
// rows refer to. It reads them from the database, so none can be forgotten. They are
// the same on every engine, except for Boolean.
func (db *DB) Tables(ctx context.Context) (tables []Table, err error) {
	err = db.Read(ctx, func(tx *ReadTx) error {
		found, err := readTables(tx, db.engine.catalog().columns)
		if err != nil {
			return err
		}
		parents, err := readReferences(tx, db.engine.catalog().references, found)
		if err != nil {
			return err
		}
		if err := readCounted(tx, found); err != nil {
			return err
		}
		tables, err = parentsFirst(found, parents)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the tables: %w", err)
	}
	return tables, nil
}

// isDerived reports whether a table holds no original data: the tables of goose and of
// SQLite, the mark of an unfinished copy, the counts of rows, of the locations of loads and of the
// loads of carriers on lanes, the text indexes, and the rates of loads for servers of the previous
// version.
func isDerived(table string) bool {
	return strings.HasPrefix(table, "goose_") || strings.HasPrefix(table, "sqlite_") ||
		strings.HasSuffix(table, "_text_stale") ||
		slices.Contains([]string{"unfinished_copy", "row_counts", "load_locations", "lane_carrier_loads", "load_rates", "text_indexes"}, table)
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

// readCounted finds the counted columns by the names of their counts: every value of
// a row has a count.
func readCounted(tx *ReadTx, tables map[string]*Table) error {
	return tx.Rows(`SELECT DISTINCT resource FROM row_counts WHERE resource LIKE '%=%'`, nil, func(scan func(...any) error) error {
		var name string
		if err := scan(&name); err != nil {
			return err
		}
		name, _, _ = strings.Cut(name, "=")
		of, column, _ := strings.Cut(name, ".")
		if table := tables[of]; table != nil && table.Has(column) && !slices.Contains(table.Counted, column) {
			table.Counted = append(table.Counted, column)
		}
		return nil
	})
}

// readReferences reads which tables the rows of a table refer to. Not every engine has a
// foreign key from each table to the organizations.
func readReferences(tx *ReadTx, statement string, tables map[string]*Table) (map[string][]string, error) {
	parents := map[string][]string{}
	for name, table := range tables {
		if table.Has("organization_id") {
			parents[name] = []string{"organizations"}
		}
	}
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

// parentsFirst sorts tables by name, and each table after its parents. So the order is
// the same on every engine.
func parentsFirst(tables map[string]*Table, parents map[string][]string) (ordered []Table, err error) {
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
