package sqldb_test

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// intoThings inserts into a table of openWithThings.
var intoThings = sqldb.NewInsert("things_of_test", []string{"organization_id", "name", "id"}, []string{"organization_id", "name"}, "id")

// openWithThings opens a database on PostgreSQL with two organizations and a table of things,
// whose names are not "bad".
func openWithThings(t *testing.T, options sqldb.Options) *sqldb.DB {
	t.Helper()
	address := sqldbtest.Postgres(t)
	before := open(t, address, sqldb.Options{})
	mustWrite(t, before, insert("one"))
	mustWrite(t, before, insert("two"))
	mustWrite(t, before, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`CREATE TABLE things_of_test (organization_id BIGINT, name TEXT CHECK (name <> 'bad'), id TEXT, UNIQUE (organization_id, name))`)
		return err
	})
	return open(t, address, options) // which reads the types of the columns
}

// TestAnInsertThatEndsAWrite: a write that ends with an insert is one statement on
// PostgreSQL, which counts the row, writes its event and commits. A row that exists leaves
// the count and the events as they are, and a statement after the insert fails.
func TestAnInsertThatEndsAWrite(t *testing.T) {
	t.Parallel()
	var sent atomic.Int64
	db := openWithThings(t, sqldb.Options{Trace: func(statement string) {
		if !strings.HasPrefix(statement, "SELECT") {
			sent.Add(1)
		}
	}})
	create := func(work sqldb.Work, name string, then func(tx *sqldb.Tx) error) (made bool, err error) {
		err = db.Do(t.Context(), work, func(tx *sqldb.Tx) (err error) {
			if made, err = tx.InsertLast(intoThings, "things_of_test", sqldb.Event{Organization: 1, Resource: "thing", Reference: name}, int64(1), name, tx.NewID("thing_")); err != nil {
				return err
			}
			return then(tx)
		})
		return made, err
	}
	nothing := func(*sqldb.Tx) error { return nil }
	counted := func() int64 {
		return int64(number(t, db, `SELECT coalesce(sum(row_count), 0)::bigint FROM row_counts WHERE resource = 'things_of_test'`))
	}
	events := func() int64 {
		return int64(number(t, db, `SELECT coalesce(max(seq), 0) FROM events WHERE organization_id = 1`))
	}
	last := sqldb.Work{EndsWithInsert: true}
	for _, test := range []struct {
		work       sqldb.Work
		name       string
		made       bool
		statements int64
		counted    int64
	}{
		{last, "a", true, 1, 1},
		{last, "a", false, 1, 1},
		{last, "b", true, 1, 2},
		{sqldb.Work{}, "c", true, 3, 3},
		{sqldb.Work{EndsWithInsert: true, Rehearsal: true}, "d", true, 1, 3},
		{last, "d", true, 1, 4},
	} {
		sent.Store(0)
		made, err := create(test.work, test.name, nothing)
		if got := sent.Load(); err != nil || made != test.made || got != test.statements || counted() != test.counted || events() != test.counted {
			t.Errorf("%+v: %v, made %v by %d statements, %d are counted, %d events", test, err, made, got, counted(), events())
		}
	}
	_, err := create(last, "e", func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`UPDATE row_counts SET row_count = 0`)
		return err
	})
	if err == nil || counted() != 5 {
		t.Errorf("a statement after the last: %v, %d rows are counted", err, counted())
	}
}

// TestACommitIsNotRepeatedForItsAnswer: when the server has committed a group and its answer
// cannot be read, the writes fail, and are not done again. Otherwise they would find their own
// rows, and report duplicates.
func TestACommitIsNotRepeatedForItsAnswer(t *testing.T) {
	t.Parallel()
	db := openWithThings(t, sqldb.Options{})
	for _, statement := range []string{
		`CREATE FUNCTION rename() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id = 'x' || NEW.id; RETURN NEW; END $$`,
		`CREATE TRIGGER rename BEFORE INSERT ON things_of_test FOR EACH ROW EXECUTE FUNCTION rename()`,
	} {
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			_, err := tx.Exec(statement)
			return err
		})
	}
	var calls atomic.Int64
	create := func(name string) func(*sqldb.Tx) error {
		return func(tx *sqldb.Tx) error {
			calls.Add(1)
			event := sqldb.Event{Organization: 1, Resource: "thing", Reference: name}
			_, err := tx.InsertLast(intoThings, "things_of_test", event, int64(1), name, tx.NewID("thing_"))
			return err
		}
	}
	last := sqldb.Work{Organization: 1, EndsWithInsert: true}
	for _, err := range doTogether(t, db, []sqldb.Work{last, last}, []func(*sqldb.Tx) error{create("a"), create("b")}) {
		if apierr.KindOf(err) != apierr.Unavailable {
			t.Errorf("a write of unknown result fails by %v", err)
		}
	}
	if calls.Load() != 2 {
		t.Errorf("the functions of two writes were called %d times", calls.Load())
	}
}

// TestAnEventThatIsRefused fails its write, and no other write of the group. A write that fails is
// not noted as committed.
func TestAnEventThatIsRefused(t *testing.T) {
	t.Parallel()
	var seen observer
	db := openWithThings(t, sqldb.Options{Observer: &seen})
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`ALTER TABLE events ADD CONSTRAINT no_secret CHECK (reference <> 'secret')`)
		return err
	})
	create := func(name string) func(*sqldb.Tx) error {
		return func(tx *sqldb.Tx) error {
			event := sqldb.Event{Organization: 1, Resource: "thing", Reference: name}
			_, err := tx.InsertLast(intoThings, "things_of_test", event, int64(1), name, tx.NewID("thing_"))
			return err
		}
	}
	last, before := sqldb.Work{Organization: 1, EndsWithInsert: true}, seen.writes.Load()
	if err := db.Do(t.Context(), last, create("secret")); err == nil {
		t.Error("the write of a refused event succeeds")
	}
	if noted := seen.writes.Load() - before; noted != 0 {
		t.Errorf("%d writes are noted as committed", noted)
	}
	errs := doTogether(t, db, []sqldb.Work{last, last, last}, []func(*sqldb.Tx) error{create("a"), create("secret"), create("b")})
	if errs[0] != nil || errs[1] == nil || errs[2] != nil {
		t.Errorf("the second of three events is refused, the writes fail by %v", errs)
	}
	if rows := number(t, db, `SELECT count(*) FROM things_of_test`); rows != 2 {
		t.Errorf("%d rows are there, want 2", rows)
	}
}

// thing is a write of a test: a thing of an organization.
type thing struct {
	organization int64
	name         string
	ordinary     bool // whether the write may go on after its insert
	reads        bool // whether the write reads before
}

// TestInsertsThatEndWritesCommitTogether: the writes of a group that end with inserts into the same
// table of one organization are one statement. It counts the rows that were made, and writes an
// event for each. Other groups, and those with a row that the server refuses, give the same result.
func TestInsertsThatEndWritesCommitTogether(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		things []thing
		alone  bool // whether they are one statement
		failed string
		want   []string // organizations and names
	}{
		"of one organization":  {things: []thing{{name: "a"}, {name: "b"}, {name: "there"}, {name: "a"}, {name: "c"}}, alone: true, want: []string{"1 a", "1 b", "1 c", "1 there"}},
		"which are there":      {things: []thing{{name: "there"}, {name: "there"}}, alone: true, want: []string{"1 there"}},
		"of two organizations": {things: []thing{{name: "a"}, {organization: 2, name: "a"}, {name: "b"}}, want: []string{"1 a", "1 b", "1 there", "2 a"}},
		"one is refused":       {things: []thing{{name: "a"}, {name: "bad"}, {name: "b"}}, failed: "bad", want: []string{"1 a", "1 b", "1 there"}},
		"one reads before":     {things: []thing{{name: "a"}, {name: "b", reads: true}, {name: "c"}}, want: []string{"1 a", "1 b", "1 c", "1 there"}},
		"one may go on":        {things: []thing{{name: "a"}, {name: "b", ordinary: true}, {name: "c"}}, want: []string{"1 a", "1 b", "1 c", "1 there"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var sent atomic.Int64
			db := openWithThings(t, sqldb.Options{Trace: func(statement string) {
				if !strings.HasPrefix(statement, "SELECT") {
					sent.Add(1)
				}
			}})
			works, writes := []sqldb.Work{}, []func(*sqldb.Tx) error{}
			made := make([]bool, len(test.things))
			for i, one := range append(test.things, thing{name: "there"}) {
				organization := max(one.organization, 1)
				works = append(works, sqldb.Work{Organization: organization, EndsWithInsert: !one.ordinary, By: sqldb.Actor{KeyID: one.name}})
				writes = append(writes, func(tx *sqldb.Tx) (err error) {
					if one.reads {
						if err := tx.HoldOrganization(organization); err != nil {
							return err
						}
					}
					now, err := tx.InsertLast(intoThings, "things_of_test", sqldb.Event{Organization: organization, Resource: "thing", Reference: one.name}, organization, one.name, tx.NewID("thing_"))
					if i < len(made) {
						made[i] = now
					}
					return err
				})
			}
			there := len(test.things)
			if err := db.Do(t.Context(), works[there], writes[there]); err != nil {
				t.Fatal(err)
			}
			sent.Store(0)
			for i, err := range doTogether(t, db, works[:there], writes[:there]) {
				if (err != nil) != (test.things[i].name == test.failed) {
					t.Errorf("%+v: %v", test.things[i], err)
				}
			}
			if got := sent.Load(); (got == 1) != test.alone {
				t.Errorf("it took %d statements", got)
			}
			list := func(statement string) (rows []string) {
				err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
					return tx.Rows(statement, nil, func(scan func(...any) error) error {
						rows = append(rows, "")
						return scan(&rows[len(rows)-1])
					})
				})
				if err != nil {
					t.Fatal(err)
				}
				return rows
			}
			for what, statement := range map[string]string{
				"things": `SELECT organization_id || ' ' || name FROM things_of_test ORDER BY 1`,
				"events": `SELECT organization_id || ' ' || reference FROM events WHERE key_id = reference ORDER BY 1`,
			} {
				if got := list(statement); !slices.Equal(got, test.want) {
					t.Errorf("the %s are %q, want %q", what, got, test.want)
				}
			}
			ones := 0
			for i, now := range made {
				if now && !slices.Contains(test.want, fmt.Sprint(max(test.things[i].organization, 1), " ", test.things[i].name)) {
					t.Errorf("%+v was not made", test.things[i])
				}
				if now {
					ones++
				}
			}
			if ones != len(test.want)-1 {
				t.Errorf("%d writes say that they made a row, of %d", ones, len(test.want)-1)
			}
			counted := `SELECT organization_id || ' ' || sum(row_count) FROM row_counts WHERE resource = 'things_of_test' GROUP BY organization_id ORDER BY 1`
			things := `SELECT organization_id || ' ' || count(*) FROM things_of_test GROUP BY organization_id ORDER BY 1`
			numbered := `SELECT organization_id || ' ' || max(seq) FROM events GROUP BY organization_id HAVING min(seq) = 1 AND max(seq) = count(*) ORDER BY 1`
			heads := `SELECT organization_id || ' ' || seq FROM event_heads WHERE seq > 0 ORDER BY 1`
			for _, statement := range []string{counted, numbered, heads} {
				if got, want := list(statement), list(things); !slices.Equal(got, want) {
					t.Errorf("%s\nis %q, want %q", statement, got, want)
				}
			}
		})
	}
}
