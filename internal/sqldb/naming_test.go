package sqldb_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// indexesOf lists the indexes of a table with their columns.
var indexesOf = map[bool]string{
	false: `SELECT i.name, coalesce(c.name, '') FROM pragma_index_list($1) i JOIN pragma_index_info(i.name) c ORDER BY i.name, c.seqno`,
	true: `SELECT i.relname::text, a.attname::text FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
		JOIN pg_attribute a ON a.attrelid = i.oid WHERE x.indrelid = to_regclass($1) AND i.relname <> $1 || '_text'
		ORDER BY i.relname, a.attnum`,
}

// TestTablesObeyTheNamingRules: the rules are those of the comment of the package.
func TestTablesObeyTheNamingRules(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := createBoxes(t, address)
		checkNames(t, db)
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`CREATE TABLE crates (organization_id BIGINT NOT NULL, id VARCHAR NOT NULL, external_reference_id VARCHAR,
				name_folded VARCHAR, PRIMARY KEY (id, organization_id))`)
			return err
		})
		want := []string{
			"crates has no created_at", "crates has no updated_at", "crates has no version",
			"crates has name_folded and no name",
			"the key of crates does not begin with organization_id",
			"crates has no index on organization_id, external_reference_id",
		}
		if diff := cmp.Diff(want, brokenRules(t, db, "crates")); diff != "" {
			t.Errorf("of a table that breaks the rules: %s", diff)
		}
	})
}

func checkNames(t *testing.T, db *sqldb.DB) {
	t.Helper()
	tables, err := db.Tables(t.Context())
	if err != nil || len(tables) < 5 {
		t.Fatal(tables, err)
	}
	var shared []string
	for _, table := range tables {
		if table.Shared() {
			shared = append(shared, table.Name)
		}
		if broken := brokenRules(t, db, table.Name); len(broken) > 0 {
			t.Error(strings.Join(broken, "; "))
		}
	}
	if diff := cmp.Diff([]string{"postal_codes"}, shared); diff != "" {
		t.Errorf("the tables that all organizations share: %s", diff)
	}
}

// brokenRules says which rules a table breaks.
func brokenRules(t *testing.T, db *sqldb.DB, name string) (broken []string) {
	t.Helper()
	tables, err := db.Tables(t.Context())
	at := slices.IndexFunc(tables, func(table sqldb.Table) bool { return table.Name == name })
	if err != nil || at < 0 {
		t.Fatalf("there is no table %s: %v", name, err)
	}
	table, fail := tables[at], func(format string, args ...any) { broken = append(broken, fmt.Sprintf(format, args...)) }
	isResource := table.Has("external_reference_id")
	if isResource {
		for _, column := range []string{"organization_id", "id", "created_at", "updated_at", "version"} {
			if !table.Has(column) {
				fail("%s has no %s", name, column)
			}
		}
	}
	for _, column := range table.Columns {
		if plain, folded := strings.CutSuffix(column.Name, "_folded"); folded && !table.Has(plain) {
			fail("%s has %s and no %s", name, column.Name, plain)
		}
	}
	if table.Has("organization_id") && len(table.Key) > 0 && table.Key[0] != "organization_id" {
		fail("the key of %s does not begin with organization_id", name)
	}
	if isResource {
		indexes := indexColumns(t, db, name)
		if !slices.ContainsFunc(indexes, func(columns string) bool { return columns == "organization_id, external_reference_id" }) {
			fail("%s has no index on organization_id, external_reference_id", name)
		}
	}
	if strings.HasSuffix(name, "_text") {
		fail("%s is named like a text index", name)
	}
	return broken
}

func indexColumns(t *testing.T, db *sqldb.DB, table string) (all []string) {
	t.Helper()
	byIndex := map[string][]string{}
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(indexesOf[db.Shared()], []any{table}, func(scan func(...any) error) error {
			var index, column string
			err := scan(&index, &column)
			byIndex[index] = append(byIndex[index], column)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, columns := range byIndex {
		all = append(all, strings.Join(columns, ", "))
	}
	return all
}
