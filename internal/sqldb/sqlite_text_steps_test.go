package sqldb_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// rowsOf are statements that change rows of a table with a searched name.
type rowsOf struct{ insert, rename, delete string }

func newRowsOf(table string) rowsOf {
	return rowsOf{
		insert: `INSERT INTO ` + table + ` (organization_id, id, external_reference_id, name, name_folded, is_active, created_at, updated_at, version)
			VALUES ($1, $2, $2, $3, $3, TRUE, 0, 0, 1)`,
		rename: `UPDATE ` + table + ` SET name_folded = $1 WHERE organization_id = $2 AND id = $3`,
		delete: `DELETE FROM ` + table + ` WHERE organization_id = $1 AND id = $2`,
	}
}

var ofCustomers = newRowsOf("customers")

// transactions counts, of every transaction, how many steps of the text index it
// has.
type transactions struct {
	mu    sync.Mutex
	steps []int
}

func (c *transactions) trace(statement string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case strings.HasPrefix(statement, "BEGIN"):
		c.steps = append(c.steps, 0)
	case strings.HasPrefix(statement, "UPDATE text_indexes") && len(c.steps) > 0:
		c.steps[len(c.steps)-1]++
	}
}

func (c *transactions) take() (steps []int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() { c.steps = nil }()
	return c.steps
}

// TestStepsOfTheTextIndexAreBounded: however many rows one write has changed, no
// transaction takes away and adds more than a bounded amount of text, and all rows
// are in the index when nobody has written for a while.
func TestStepsOfTheTextIndexAreBounded(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	var counted transactions
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{Trace: counted.trace})
	mustWrite(t, db, insert("one"))
	const rows, length = 4000, 250
	name := func(i int, word string) string {
		text := fmt.Sprint(word, " ", i, " ")
		return text + strings.Repeat("x", length-len(text))
	}
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		return tx.Each(rows, func(tx *sqldb.Tx, i int) error {
			_, err := tx.Exec(ofCustomers.insert, 1, fmt.Sprint("r", i), name(i, "harbor"))
			return err
		})
	})
	followed := func() bool {
		return number(t, db, `SELECT (SELECT max(row) FROM customers) - end_row + (SELECT count(*) FROM customers_text_stale) FROM text_indexes WHERE table_name = 'customers'`) < 2000
	}
	waitUntil(t, "the index follows", followed)
	check := func(what string) {
		t.Helper()
		steps := counted.take()
		most, sum := slices.Max(steps), 0
		for _, n := range steps {
			sum += n
		}
		// Less than 2000 rows may be left, and a step takes at most 64 KiB of text and a
		// row more of either kind.
		if least := (rows - 2000) * length / (64<<10 + 4*length); most > 1 || sum < least {
			t.Errorf("%s: %d steps, and up to %d in a transaction; want %d or more, and one", what, sum, most, least)
		}
	}
	check("creates")
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		return tx.Each(rows, func(tx *sqldb.Tx, i int) error {
			_, err := tx.Exec(ofCustomers.rename, name(i, "quay"), 1, fmt.Sprint("r", i))
			return err
		})
	})
	waitUntil(t, "the index follows renames", followed)
	check("renames")
	for word, want := range map[string]int{"harbor": 0, "quay": rows} {
		if got := found(t, db, "customers", 1, word); len(got) != want {
			t.Errorf("%d rows have %q, want %d", len(got), word, want)
		}
	}
}

// TestChangesOfSeveralTablesBeginAStep: changed rows are in their indexes when there are
// enough for a step, also if each table has fewer. Otherwise every later write would count
// the missing rows again.
func TestChangesOfSeveralTablesBeginAStep(t *testing.T) {
	t.Parallel()
	address := sqldbtest.SQLite(t)
	mustClose(t, createBoxes(t, address))
	var counted transactions
	db := open(t, address, sqldb.Options{Trace: counted.trace})
	mustWrite(t, db, insert("one"))
	tables := []string{"customers", "boxes"}
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		return tx.Each(1500, func(tx *sqldb.Tx, i int) error {
			for _, table := range tables {
				if _, err := tx.Exec(newRowsOf(table).insert, 1, fmt.Sprint("r", i), "harbor"); err != nil {
					return err
				}
			}
			return nil
		})
	})
	for _, table := range tables {
		if missing := number(t, db, `SELECT (SELECT max(row) FROM `+table+`) - end_row FROM text_indexes WHERE table_name = '`+table+`'`); missing != 0 {
			t.Errorf("the index of %s misses %d rows", table, missing)
		}
	}
	counted.take()
	for i := range 20 {
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(ofCustomers.insert, 1, fmt.Sprint("later", i), "harbor")
			return err
		})
	}
	if steps := counted.take(); slices.Max(steps) > 0 {
		t.Errorf("single writes have steps: %v", steps)
	}
}

// found gives the ids of an organization's rows whose name has a text, as a search
// finds them.
func found(t *testing.T, db *sqldb.DB, table string, organization int, text string) (ids []string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		containing := tx.Containing(table, "name_folded", text, 2)
		return tx.Rows(`SELECT id FROM `+containing.From, append([]any{organization, text}, containing.Args...), func(scan func(...any) error) error {
			ids = append(ids, "")
			return scan(&ids[len(ids)-1])
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	return ids
}

// createBoxes creates a table whose searched and sorted column may be NULL, as a
// migration would, and opens the database again, which creates the text index.
func createBoxes(t *testing.T, address string) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, db)
	row, text := "row INTEGER PRIMARY KEY,", "TEXT"
	register := `INSERT INTO text_indexes (table_name, column_name, end_row) VALUES ('boxes', 'name_folded', 0)`
	if db.Shared() {
		row, text = "", `TEXT COLLATE "C"`
		register = `INSERT INTO text_indexes (table_name, column_name) VALUES ('boxes', 'name_folded')`
	}
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		for _, statement := range []string{
			`CREATE TABLE boxes (` + row + strings.ReplaceAll(` organization_id BIGINT NOT NULL, id TEXT NOT NULL,
				external_reference_id TEXT NOT NULL, name TEXT, name_folded TEXT, is_active BOOLEAN NOT NULL,
				created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, version BIGINT NOT NULL,
				UNIQUE (organization_id, id))`, "TEXT", text),
			`CREATE UNIQUE INDEX boxes_by_reference ON boxes (organization_id, external_reference_id)`,
			`CREATE INDEX boxes_by_name ON boxes (organization_id, name_folded, id)`,
			register,
		} {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		return nil
	})
	return open(t, address, sqldb.Options{Migrate: true})
}

// TestSearchesAreRightWhileTheIndexFollows: rows of two organizations are created,
// renamed and deleted at random, many at once, while the index follows by bounded
// steps. Some have no name, where that is allowed. What a search finds is at every
// moment what the rows say.
func TestSearchesAreRightWhileTheIndexFollows(t *testing.T) {
	t.Parallel()
	t.Run("a name for each", func(t *testing.T) {
		t.Parallel()
		searchBesideChanges(t, open(t, sqldbtest.SQLite(t), sqldb.Options{}), "customers", harborWords)
	})
	t.Run("no name for some", func(t *testing.T) {
		t.Parallel()
		sqldbtest.Each(t, func(t *testing.T, address string) {
			searchBesideChanges(t, createBoxes(t, address), "boxes", append(harborWords, "", "")) // "" for NULL
		})
	})
}

var harborWords = []string{"harbor", "quay", "anchor", strings.Repeat("lighthouse ", 20)}

func searchBesideChanges(t *testing.T, db *sqldb.DB, table string, words []string) {
	mustWrite(t, db, insert("one"))
	mustWrite(t, db, insert("two"))
	seed := rand.Uint64()
	random, statements := rand.New(rand.NewPCG(seed, 0)), newRowsOf(table)
	names := [2]map[string]string{{}, {}}
	made := 0
	change := func(tx *sqldb.Tx) error {
		of := random.IntN(2)
		kind := random.IntN(5)
		for range 1 + random.IntN(900) {
			var word any // nil for none
			name := words[random.IntN(len(words))]
			if name != "" {
				word = name
			}
			var err error
			switch id := anyKey(random, names[of]); {
			case id == "" || kind < 2:
				made++
				id = fmt.Sprint("r", made)
				names[of][id] = name
				_, err = tx.Exec(statements.insert, of+1, id, word)
			case kind < 4:
				names[of][id] = name
				_, err = tx.Exec(statements.rename, word, of+1, id)
			default:
				delete(names[of], id)
				_, err = tx.Exec(statements.delete, of+1, id)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	rounds := 60
	if db.Shared() {
		rounds = 8 // there is nothing of ours that follows
	}
	for range rounds {
		mustWrite(t, db, change)
		for of := range names {
			word := harborWords[random.IntN(len(harborWords))]
			var want []string
			for id, name := range names[of] {
				if name == word {
					want = append(want, id)
				}
			}
			slices.Sort(want)
			if got := found(t, db, table, of+1, word); !slices.Equal(got, want) {
				t.Fatalf("seed %d: organization %d has %d rows with %.10q, and %d are found", seed, of+1, len(want), word, len(got))
			}
		}
	}
}

// TestNullsAreLastAndTheIndexKeepsThem: both engines put rows without a name last in
// ascending order and first in descending order, by the same statement, and read
// the page in the order of the index.
func TestNullsAreLastAndTheIndexKeepsThem(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := createBoxes(t, address)
		mustWrite(t, db, insert("one"))
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			return tx.Each(500, func(tx *sqldb.Tx, i int) error {
				var name any
				if i >= 3 {
					name = fmt.Sprintf("harbor %03d", i)
				}
				_, err := tx.Exec(newRowsOf("boxes").insert, 1, fmt.Sprintf("box_%03d", i), name)
				return err
			})
		})
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			_, err := tx.Exec("ANALYZE boxes")
			return err
		})
		for order, want := range map[string][]string{
			"name_folded NULLS LAST, id LIMIT 500":            {"box_003", "box_004", "box_499", "box_000", "box_001", "box_002"},
			"name_folded DESC NULLS FIRST, id DESC LIMIT 500": {"box_002", "box_001", "box_000", "box_499", "box_004", "box_003"},
		} {
			statement := "SELECT id FROM boxes WHERE organization_id = 1 ORDER BY " + order
			var ids []string
			sorts := false
			err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				if err := tx.Rows(statement, nil, func(scan func(...any) error) error {
					ids = append(ids, "")
					return scan(&ids[len(ids)-1])
				}); err != nil {
					return err
				}
				statement = strings.ReplaceAll(statement, "LIMIT 500", "LIMIT 20")
				if db.Shared() {
					return tx.Rows("EXPLAIN "+statement, nil, func(scan func(...any) error) error {
						var line string
						defer func() { sorts = sorts || strings.Contains(line, "Sort") }()
						return scan(&line)
					})
				}
				return tx.Rows("EXPLAIN QUERY PLAN "+statement, nil, func(scan func(...any) error) error {
					var line string
					defer func() { sorts = sorts || strings.Contains(line, "TEMP B-TREE") }()
					return scan(new(int), new(int), new(int), &line)
				})
			})
			if err != nil || sorts {
				t.Errorf("by %s: %v; all rows are sorted: %v", order, err, sorts)
			}
			var ends []string
			for _, id := range ids {
				if slices.Contains(want, id) {
					ends = append(ends, id)
				}
			}
			if !slices.Equal(ends, want) {
				t.Errorf("by %s the rows come as %q, want %q", order, ends, want)
			}
		}
	})
}

// TestARowThatTakesTheNumberOfAGapIsFound: SQLite numbers a new row behind the last
// row that is left, which may be a number that the index has dealt with before.
func TestARowThatTakesTheNumberOfAGapIsFound(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.SQLite(t), sqldb.Options{})
	customers := sqldb.Table{Name: "customers", Columns: []sqldb.Column{{Name: "external_reference_id"}}}
	mustWrite(t, db, insert("one"))
	do := func(statement string, args ...any) {
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(statement, args...)
			tx.Count(1, "customers", 2000) // as many as make the index follow
			return err
		})
	}
	do(insertCustomers, 0)
	waitUntil(t, "the index has all rows", func() bool {
		return number(t, db, `SELECT max(row) - end_row FROM text_indexes, customers WHERE table_name = 'customers'`) == 0
	})
	do(`DELETE FROM customers WHERE row = (SELECT max(row) - 1 FROM customers)`)
	if err := db.ForgetRemoved(t.Context(), customers, 1); err != nil {
		t.Fatal(err)
	}
	do(`DELETE FROM customers WHERE row = (SELECT max(row) FROM customers)`)
	do(ofCustomers.insert, 1, "new", "lighthouse")
	if got := found(t, db, "customers", 1, "lighthouse"); !slices.Equal(got, []string{"new"}) {
		t.Errorf("found %v, want the new row", got)
	}
}

// anyKey gives any key of a map; the order of a map is random enough, but not by
// the seed.
func anyKey(random *rand.Rand, of map[string]string) string {
	if len(of) == 0 || random.IntN(10) == 0 {
		return ""
	}
	for key := range of {
		return key
	}
	return ""
}
