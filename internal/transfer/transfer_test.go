package transfer_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/transfer"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

// eachWay runs a test for every pair of engines, with two empty databases.
func eachWay(t *testing.T, test func(t *testing.T, from, to string)) {
	t.Helper()
	engines := map[string]func(testing.TB) string{"sqlite": sqldbtest.SQLite, "postgres": sqldbtest.Postgres}
	for one, from := range engines {
		for other, to := range engines {
			t.Run(one+" to "+other, func(t *testing.T) {
				t.Parallel()
				test(t, from(t), to(t))
			})
		}
	}
}

// open opens a database until the end of the test.
func open(t *testing.T, address string, options sqldb.Options) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), address, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func exec(t *testing.T, db *sqldb.DB, statement string, args ...any) {
	t.Helper()
	execCounted(t, db, 0, 0, statement, args...)
}

// execCounted runs a statement that inserts or deletes customers.
func execCounted(t *testing.T, db *sqldb.DB, organization, customers int64, statement string, args ...any) {
	t.Helper()
	err := db.Write(context.Background(), func(tx *sqldb.Tx) error {
		tx.Count(organization, "customers", customers)
		_, err := tx.Exec(statement, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The organizations of a source, in the order of their ids.
const (
	everyRune = 3 // its customers have every code point that the API accepts
	many      = 40
	none      = 41
	highest   = 1 << 40
)

// openSource opens a database with records of all kinds, the organization many
// with that many customers.
func openSource(t *testing.T, address string, customers int) *sqldb.DB {
	t.Helper()
	db := open(t, address, sqldb.Options{})
	for id, name := range map[int]string{everyRune: "Ünïted 'Freight' \"漢字\"", many: "many", none: "empty", highest: "high"} {
		exec(t, db, `INSERT INTO organizations (id, name, created_at) VALUES ($1, $2, $3)`, id, name, id*1000+1)
	}
	insertKeys(t, db)
	insertAnswers(t, db)
	insertCustomers(t, db, many, texts(customers))
	insertCustomers(t, db, highest, []string{" "})
	insertPostalCodes(t, db)
	return db
}

func insertPostalCodes(t *testing.T, db *sqldb.DB) {
	t.Helper()
	for n, code := range []string{"06000", "06010", "SW1A1AA"} {
		exec(t, db, `INSERT INTO postal_codes (country, postal_code, latitude, longitude, imported_at) VALUES ($1, $2, $3, $4, $5)`,
			[]string{"MX", "MX", "GB"}[n], code, 19.123456789012345/float64(n+1), -99.1-float64(n), 1<<50+n)
	}
}

func insertKeys(t *testing.T, db *sqldb.DB) {
	t.Helper()
	const insert = `INSERT INTO api_keys (organization_id, id, name, hash, scopes, created_at, expires_at, revoked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	hash := func(last byte) []byte { return append(make([]byte, 31), last) }
	exec(t, db, insert, many, "key_a", "", hash(0), "*", 1, nil, nil)
	exec(t, db, insert, many, "key_b", "expired", hash(1), "read:customers", 2, 3, nil)
	exec(t, db, insert, highest, "key_a", "revoked 漢", hash(255), "read:customers write:customers", 4, 1<<50, 5)
	exec(t, db, `UPDATE api_keys SET per_minute = 0, per_day = $1 WHERE id = 'key_b'`, 1<<40)
	exec(t, db, `INSERT INTO key_usage (organization_id, key_id, seconds, starts_at, used) VALUES ($1, 'key_a', 86400, $2, 3)`, many, 1<<41)
}

func insertAnswers(t *testing.T, db *sqldb.DB) {
	t.Helper()
	const insert = `INSERT INTO idempotency_keys (organization_id, created_at, key, fingerprint, status, header, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`
	for n := range 3 {
		var body any // nil for none
		if n > 0 {
			body = []byte(strings.Repeat("\x00\xff{}", n))
		}
		exec(t, db, insert, many, 7-n, append(make([]byte, 15), byte(255-n)), append(make([]byte, 31), byte(n)),
			200+n, "Etag\n\"漢\"\n", body)
	}
}

const insertCustomer = `INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded,
	reference_number, domain, phone, is_active, customer_type, created_at, updated_at, version) VALUES `

// insertCustomers creates a customer for each text, as its reference. It uses few
// names: a copy handles all texts alike, and the index of the names would take most
// of the time.
func insertCustomers(t *testing.T, db *sqldb.DB, organization int, texts []string) {
	t.Helper()
	names := []string{"Ünïted", " ", "\u00a0漢字", "ﬀ\U0001f600", "\x01"}
	for first := 0; first < len(texts); first += 50 {
		var rows []string
		var args []any
		for n := first; n < min(first+50, len(texts)); n++ {
			rows = append(rows, places(len(args)+1, 13))
			name := names[n%len(names)]
			args = append(args, organization, fmt.Sprintf("cust_%06d", n), texts[n], name, strings.ToLower(name),
				optional(n, "x"), "", nil, n%3 == 0, optional(n, ""), n, n+1, n+1)
		}
		execCounted(t, db, int64(organization), int64(len(rows)), insertCustomer+strings.Join(rows, ", "), args...)
	}
}

func places(first, count int) string {
	var all []string
	for n := first; n < first+count; n++ {
		all = append(all, fmt.Sprintf("$%d", n))
	}
	return "(" + strings.Join(all, ", ") + ")"
}

func optional(n int, text string) any {
	if n%2 == 0 {
		return nil
	}
	return text
}

func texts(count int) (all []string) {
	for n := range count {
		all = append(all, fmt.Sprint("R", n))
	}
	return all
}

// runes returns texts of all code points except NUL and the surrogates.
func runes() (texts []string) {
	var all []rune
	for r := rune(1); r <= '\U0010FFFF'; r++ {
		if r < 0xD800 || r > 0xDFFF {
			all = append(all, r)
		}
	}
	for some := range slices.Chunk(all, 255) {
		texts = append(texts, string(some))
	}
	return texts
}

func silent(transfer.Progress) {}

// dump returns all rows of a database as texts. It does not use the code of Copy.
func dump(t *testing.T, db *sqldb.DB) []string {
	t.Helper()
	var all []string
	read := func(statement string, dest ...any) {
		err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Rows(statement, nil, func(scan func(...any) error) error {
				if err := scan(dest...); err != nil {
					return err
				}
				line := ""
				for _, d := range dest {
					line += text(d) + "|"
				}
				all = append(all, line)
				return nil
			})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	texts := make([]*string, 6)
	var a, b, c, organization int64
	var hash, fingerprint, answer []byte
	var expires, revoked *int64
	var active bool
	read(`SELECT id, name, created_at FROM organizations ORDER BY id`, &organization, &texts[0], &a)
	read(`SELECT organization_id, id, name, hash, scopes, created_at, expires_at, revoked_at FROM api_keys ORDER BY hash`,
		&organization, &texts[0], &texts[1], &hash, &texts[2], &a, &expires, &revoked)
	read(`SELECT id, per_minute, per_day FROM api_keys ORDER BY hash`, &texts[0], &expires, &revoked)
	read(`SELECT organization_id, key_id, seconds, starts_at, used FROM key_usage`, &organization, &texts[0], &a, &b, &c)
	read(`SELECT organization_id, id, external_reference_id, name, name_folded, reference_number, domain, is_active,
		created_at, updated_at, version FROM customers ORDER BY organization_id, id`,
		&organization, &texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5], &active, &a, &b, &c)
	read(`SELECT organization_id, created_at, key, fingerprint, status, header, body FROM idempotency_keys ORDER BY created_at`,
		&organization, &a, &hash, &fingerprint, &b, &texts[0], &answer)
	var latitude, longitude float64
	read(`SELECT country, postal_code, latitude, longitude, imported_at FROM postal_codes ORDER BY country, postal_code`,
		&texts[0], &texts[1], &latitude, &longitude, &a)
	read(`SELECT phone, customer_type FROM customers ORDER BY organization_id, id`, &texts[0], &texts[1])
	return all
}

func text(pointer any) string {
	switch p := pointer.(type) {
	case **string:
		if *p == nil {
			return "null"
		}
		return fmt.Sprintf("%q", **p)
	case **int64:
		if *p == nil {
			return "null"
		}
		return fmt.Sprint(**p)
	case *int64:
		return fmt.Sprint(*p)
	case *float64:
		return fmt.Sprint(*p)
	case *bool:
		return fmt.Sprint(*p)
	case *[]byte:
		return fmt.Sprintf("%x", *p)
	}
	return fmt.Sprintf("%T", pointer)
}

func checkSame(t *testing.T, from, to *sqldb.DB) {
	t.Helper()
	want, got := dump(t, from), dump(t, to)
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("row %d is\n%s\nwant\n%s", i, got[i], want[i])
		}
	}
	checkCounts(t, to)
}

// checkCounts compares the counts with the rows.
func checkCounts(t *testing.T, db *sqldb.DB) {
	t.Helper()
	var wrong int
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT count(*) FROM organizations o WHERE
			(SELECT count(*) FROM customers c WHERE c.organization_id = o.id) <>
			(SELECT coalesce(sum(row_count), 0) FROM row_counts c WHERE c.organization_id = o.id AND resource = 'customers')`, nil, &wrong)
	})
	if err != nil || wrong > 0 {
		t.Errorf("the counts of %d organizations are wrong, %v", wrong, err)
	}
}

func TestACopyHoldsWhatTheSourceHolds(t *testing.T) {
	t.Parallel()
	eachWay(t, func(t *testing.T, from, to string) {
		source, target := openSource(t, from, 10), open(t, to, sqldb.Options{Unfinished: true})
		if sqldb.IsPostgres(from) != sqldb.IsPostgres(to) { // a copy within an engine does not convert texts
			insertCustomers(t, source, everyRune, runes())
		}
		proof, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, silent)
		if err != nil || !proof.Same() {
			t.Fatal(proof, err)
		}
		checkSame(t, source, target)
		execCounted(t, target, none, 1, insertCustomer+places(1, 13), none, "cust_1", "new", "new", "new", nil, nil, nil, true, nil, 1, 1, 1)
		execCounted(t, target, many, -1, `DELETE FROM customers WHERE organization_id = $1 AND id = 'cust_000007'`, many)
		checkCounts(t, target)
		checkNextOrganization(t, target)
		open(t, to, sqldb.Options{}) // as an ordinary database
	})
}

func checkNextOrganization(t *testing.T, db *sqldb.DB) {
	t.Helper()
	var id int64
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		return tx.Row(`INSERT INTO organizations (name, created_at) VALUES ('next', 1) RETURNING id`, nil, &id)
	})
	if err != nil || id != highest+1 {
		t.Errorf("the next organization is %d, %v, want %d", id, err, highest+1)
	}
}

func TestTheProofCountsByTableAndOrganization(t *testing.T) {
	t.Parallel()
	source, target := openSource(t, sqldbtest.SQLite(t), 10), open(t, sqldbtest.SQLite(t), sqldb.Options{Unfinished: true})
	proof, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, silent)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range proof {
		got = append(got, fmt.Sprint(c.Table, " ", c.Organizations, " ", c.Source.Rows, " ", c.Target.Rows))
	}
	got = slices.DeleteFunc(got, func(line string) bool { return strings.HasSuffix(line, " 0 0 0") }) // empty tables
	want := []string{"organizations 4 4 4", "api_keys 2 3 3", "customers 2 11 11", "idempotency_keys 1 3 3", "key_usage 1 1 1", "postal_codes 0 3 3", "row_counts 2 2 2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the proof:\n%s", diff)
	}
}

func TestAnInterruptedCopyGoesOn(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	eachWay(t, func(t *testing.T, from, to string) {
		source, target := openSource(t, from, 5000), open(t, to, sqldb.Options{Unfinished: true})
		interrupt := func(at func(transfer.Progress) bool) (first transfer.Progress) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, err := transfer.Copy(ctx, source, target, sqldb.Ending{}, func(p transfer.Progress) {
				if p.What == "customers" && p.Doing == "copying" && first.What == "" {
					first = p
				}
				if at(p) {
					cancel()
				}
			})
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("interrupted: %v", err)
			}
			if _, err := sqldb.Open(t.Context(), to, sqldb.Options{}); !errors.Is(err, sqldb.ErrUnfinished) {
				t.Fatalf("an unfinished copy is opened: %v", err)
			}
			return first
		}
		interrupt(func(p transfer.Progress) bool { return p.What == "api_keys" })
		interrupt(func(p transfer.Progress) bool { return p.What == "customers" && p.Done > 0 })
		again := interrupt(func(p transfer.Progress) bool { return p.What == "customers" && p.Done >= 4000 })
		if again.Done == 0 {
			t.Error("it began anew")
		}
		interrupt(func(p transfer.Progress) bool { return p.What == "index customers_by_reference" })
		interrupt(func(p transfer.Progress) bool { return p.Doing == "comparing" && p.What == "customers" && p.Done > 0 })
		proof, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, silent)
		if err != nil || !proof.Same() {
			t.Fatal(proof, err)
		}
		checkSame(t, source, target)
	})
}

func TestALostConnectionIsAnInterruption(t *testing.T) {
	t.Parallel()
	source, address := openSource(t, sqldbtest.SQLite(t), 5000), sqldbtest.Postgres(t)
	other := open(t, address, sqldb.Options{})
	var inserts atomic.Int64
	target := open(t, address, sqldb.Options{Unfinished: true, Trace: func(statement string) {
		// 100 are a transaction, so this is in the middle of the second.
		if strings.HasPrefix(statement, "INSERT INTO customers ") && inserts.Add(1) == 150 {
			endWriters(t, other)
		}
	}})
	if _, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, silent); err == nil {
		t.Fatal("the connection was not lost")
	}
	proof, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, silent)
	if err != nil || !proof.Same() {
		t.Fatal(proof, err)
	}
	checkSame(t, source, target)
}

// endWriters ends the connections whose transactions have written.
func endWriters(t *testing.T, db *sqldb.DB) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		var ended int64
		err := tx.Row(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
			WHERE datname = current_database() AND backend_xid IS NOT NULL`, nil, &ended)
		if ended == 0 {
			t.Error("nobody has written")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestACopyIsRefused(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	interrupted := func(t *testing.T, from *sqldb.DB, to *sqldb.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := transfer.Copy(ctx, from, to, sqldb.Ending{}, func(p transfer.Progress) {
			if p.Doing == "comparing" {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		prepare func(t *testing.T, from, to *sqldb.DB)
		want    error
	}{
		"to what holds something else": {func(t *testing.T, from, to *sqldb.DB) {
			exec(t, from, `INSERT INTO organizations (name, created_at) VALUES ('one', 1)`)
			exec(t, to, `INSERT INTO organizations (name, created_at) VALUES ('one', 2)`)
		}, transfer.ErrNotEmpty},
		"to a copy": {func(t *testing.T, from, to *sqldb.DB) {
			exec(t, from, `INSERT INTO organizations (name, created_at) VALUES ('one', 1)`)
			if _, err := transfer.Copy(t.Context(), from, to, sqldb.Ending{}, silent); err != nil {
				t.Fatal(err)
			}
		}, transfer.ErrSame},
		"to an unfinished copy of another": {func(t *testing.T, from, to *sqldb.DB) {
			other := open(t, sqldbtest.SQLite(t), sqldb.Options{})
			exec(t, other, `INSERT INTO organizations (name, created_at) VALUES ('one', 1)`)
			exec(t, from, `INSERT INTO organizations (name, created_at) VALUES ('one', 2)`)
			interrupted(t, other, to)
		}, transfer.ErrOther},
		"of nothing": {func(*testing.T, *sqldb.DB, *sqldb.DB) {}, transfer.ErrNothing},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachWay(t, func(t *testing.T, from, to string) {
				source, target := open(t, from, sqldb.Options{}), open(t, to, sqldb.Options{Unfinished: true})
				test.prepare(t, source, target)
				before := dump(t, target)
				if _, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, silent); !errors.Is(err, test.want) {
					t.Errorf("%v, want %v", err, test.want)
				}
				if diff := cmp.Diff(before, dump(t, target)); diff != "" {
					t.Errorf("the target was changed:\n%s", diff)
				}
			})
		})
	}
}

func TestTheSourceCannotBeTheTarget(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := openSource(t, address, 10)
		again := open(t, address, sqldb.Options{Unfinished: true})
		if _, err := transfer.Copy(t.Context(), db, again, sqldb.Ending{}, silent); !errors.Is(err, transfer.ErrSame) {
			t.Errorf("%v, want %v", err, transfer.ErrSame)
		}
	})
}

// The proof fails for any change of the source after it was copied.
func TestAChangeOfTheSourceIsNoticed(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for name, test := range map[string]struct{ change, table string }{
		"update": {`UPDATE customers SET phone = '' WHERE organization_id = 40 AND id = 'cust_000007'`, "customers"},
		"delete": {`DELETE FROM customers WHERE organization_id = 40 AND id = 'cust_000007'`, "customers"},
		"insert": {`INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded, reference_number, domain, phone,
			is_active, customer_type, created_at, updated_at, version) SELECT organization_id, 'cust_0', 'new', name, name_folded, reference_number, domain, phone,
			is_active, customer_type, created_at, updated_at, version FROM customers WHERE organization_id = 40 AND id = 'cust_000007'`, "customers"},
		"revoke":       {`UPDATE api_keys SET revoked_at = 9 WHERE organization_id = 40 AND id = 'key_a'`, "api_keys"},
		"scope":        {`UPDATE api_keys SET scopes = '' WHERE organization_id = 40 AND id = 'key_a'`, "api_keys"},
		"organization": {`UPDATE organizations SET name = 'other' WHERE id = 40`, "organizations"},
		"count":        {`UPDATE row_counts SET row_count = row_count + 1 WHERE organization_id = 40`, "row_counts"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sqldbtest.Each(t, func(t *testing.T, to string) {
				source, target := openSource(t, sqldbtest.SQLite(t), 10), open(t, to, sqldb.Options{Unfinished: true})
				changed := false
				proof, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, func(p transfer.Progress) {
					if p.Doing == "creating the" && !changed {
						changed = true
						exec(t, source, test.change)
					}
				})
				if err != nil || proof.Same() {
					t.Fatalf("not noticed: %v", err)
				}
				at := slices.IndexFunc(proof, func(c transfer.Compared) bool { return c.Table == test.table })
				if d := proof[at].Differences; len(d) != 1 || d[0].Organization != many {
					t.Errorf("the differences are %v", d)
				}
				if _, err := sqldb.Open(t.Context(), to, sqldb.Options{}); !errors.Is(err, sqldb.ErrUnfinished) {
					t.Errorf("a copy that is not proven is opened: %v", err)
				}
			})
		})
	}
}

// TestTheEndOfACopyTellsOnce: the events of the ending are in the commit that ends a copy, or
// in none.
func TestTheEndOfACopyTellsOnce(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	eachWay(t, func(t *testing.T, from, to string) {
		source, target := openSource(t, from, 10), open(t, to, sqldb.Options{Unfinished: true})
		broken := errors.New("broken")
		failure := broken
		ending := sqldb.Ending{By: sqldb.Actor{User: "somebody"}, Tell: func(tx *sqldb.Tx) error {
			tx.Tell(sqldb.Event{Organization: many, Resource: "organization", Action: "restored", RecordID: "1", Reference: "1", Version: 1, Data: []byte("{}")})
			return failure
		}}
		told := func() (events int) {
			t.Helper()
			err := target.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				return tx.Row(`SELECT count(*) FROM events WHERE organization_id = $1 AND actor = 'somebody'`, []any{many}, &events)
			})
			if err != nil {
				t.Fatal(err)
			}
			return events
		}
		_, err := transfer.Copy(t.Context(), source, target, ending, silent)
		if unfinished, failed := target.Unfinished(t.Context()); !errors.Is(err, broken) || !unfinished || failed != nil || told() != 0 {
			t.Fatalf("%v, unfinished %t %v, %d events", err, unfinished, failed, told())
		}
		failure = nil
		proof, err := transfer.Copy(t.Context(), source, target, ending, silent)
		if err != nil || !proof.Same() || told() != 1 {
			t.Fatalf("%v, %d events", err, told())
		}
		if err := target.EndCopy(t.Context(), ending); err == nil || told() != 1 {
			t.Errorf("a copy that was ended before: %v, %d events", err, told())
		}
	})
}
