package sqldb_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// leftOut are the tables that hold nothing of their own, with the reason.
var leftOut = map[string]string{
	"row_counts":           "comes with the rows",
	"load_locations":       "comes with the rows",
	"lane_carrier_loads":   "comes with the rows",
	"unfinished_copy":      "is the mark of a copy",
	"text_indexes":         "comes with the rows",
	"customers_text_stale": "comes with the rows",
}

// A copy takes the tables that Tables lists, so a table that a migration adds
// must be among them, or be left out for a reason.
func TestEveryTableOfTheMigrationsIsListed(t *testing.T) {
	t.Parallel()
	listed := map[string][]sqldb.Table{}
	for engine, address := range map[string]string{"sqlite": sqldbtest.SQLite(t), "postgres": sqldbtest.Postgres(t)} {
		tables, err := open(t, address, sqldb.Options{}).Tables(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, table := range tables {
			names = append(names, table.Name)
			if len(table.Key) == 0 {
				t.Errorf("%s: %s has no primary key, so its rows cannot be copied", engine, table.Name)
			}
		}
		for _, made := range tablesMade(t, engine) {
			if _, out := leftOut[made]; slices.Contains(names, made) == out {
				t.Errorf("%s: is %s to be copied or left out?", engine, made)
			}
		}
		listed[engine] = withoutTypes(tables)
	}
	if !slices.EqualFunc(listed["sqlite"], listed["postgres"], sameTable) {
		t.Errorf("the engines differ:\n%v\n%v", listed["sqlite"], listed["postgres"])
	}
}

// tableStatement creates, renames or drops a table.
var tableStatement = regexp.MustCompile(`(?i)(CREATE|ALTER|DROP) TABLE (?:IF NOT EXISTS )?(\w+)( RENAME TO (\w+))?`)

// tablesMade reads the migrations themselves, not what came of them.
func tablesMade(t *testing.T, engine string) []string {
	files, err := filepath.Glob("migrations/" + engine + "/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no migrations", err)
	}
	made := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		up, _, _ := strings.Cut(string(text), "+goose Down")
		for _, statement := range tableStatement.FindAllStringSubmatch(up, -1) {
			switch verb, table, renamed := statement[1], statement[2], statement[4]; {
			case verb == "CREATE":
				made[table] = true
			case verb == "DROP":
				delete(made, table)
			case renamed != "":
				delete(made, table)
				made[renamed] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(made))
}

func withoutTypes(tables []sqldb.Table) []sqldb.Table {
	for _, table := range tables {
		for i := range table.Columns {
			table.Columns[i].Boolean = false
		}
	}
	return tables
}

func sameTable(a, b sqldb.Table) bool {
	return a.Name == b.Name && slices.Equal(a.Columns, b.Columns) && slices.Equal(a.Key, b.Key)
}

// What a copy takes away comes back as it was, also when the program ended in
// between; until then nothing else opens the database.
func TestACopyLeavesIndexesAndTriggersAsTheyWere(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address, sqldb.Options{})
		before := definitions(t, db, address)
		if err := db.BeginCopy(t.Context()); err != nil {
			t.Fatal(err)
		}
		if slices.Equal(definitions(t, db, address), before) {
			t.Error("nothing was taken away")
		}
		if err := db.BeginCopy(t.Context()); err == nil {
			t.Error("a copy was begun twice")
		}
		if _, err := sqldb.Open(t.Context(), address, sqldb.Options{}); !errors.Is(err, sqldb.ErrUnfinished) {
			t.Errorf("an unfinished copy was opened: %v", err)
		}
		db = open(t, address, sqldb.Options{Unfinished: true})
		for range 2 {
			if err := db.CompleteCopy(t.Context(), func(string) {}); err != nil {
				t.Fatal(err)
			}
		}
		if got := definitions(t, db, address); !slices.Equal(got, before) {
			t.Errorf("after the copy there are\n%q\nbefore there were\n%q", got, before)
		}
		if unfinished, err := db.Unfinished(t.Context()); !unfinished || err != nil {
			t.Errorf("it was finished before its proof, %v", err)
		}
		if err := db.EndCopy(t.Context(), sqldb.Ending{}); err != nil {
			t.Fatal(err)
		}
		open(t, address, sqldb.Options{})
	})
}

func definitions(t *testing.T, db *sqldb.DB, address string) (all []string) {
	t.Helper()
	statement := `SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1`
	if sqldb.IsPostgres(address) {
		statement = `SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()
			UNION ALL SELECT tgenabled::text || ' ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`
	}
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(statement, nil, func(scan func(...any) error) error {
			all = append(all, "")
			return scan(&all[len(all)-1])
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
