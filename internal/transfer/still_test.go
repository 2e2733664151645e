package transfer_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/transfer"
)

// TestAChangeDuringTheProofIsNoticed changes the source during the comparison, each
// time at a moment after which a part of it is not read again.
func TestAChangeDuringTheProofIsNoticed(t *testing.T) {
	t.Parallel()
	moments := map[string]func(transfer.Progress) bool{
		"before the table": func(p transfer.Progress) bool { return p.What == "organizations" },
		"within the table": func(p transfer.Progress) bool { return p.What == "customers" && p.Done > 0 && p.Done < p.Total },
		"after the table":  func(p transfer.Progress) bool { return p.What == "customers" && p.Done == p.Total },
		"after all tables": func(p transfer.Progress) bool { return p.What == "row_counts" && p.Done == p.Total },
	}
	for moment, is := range moments {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			bothWays(t, func(t *testing.T, from, to string) {
				source, target := openSource(t, from, 10), open(t, to, sqldb.Options{Unfinished: true})
				changed := false
				proof, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, func(p transfer.Progress) {
					if p.Doing == "comparing" && !changed && is(p) {
						changed = true
						change(t, source)
					}
				})
				if !changed || err != nil || proof.Same() {
					t.Fatalf("changed %t, and not noticed: %v", changed, err)
				}
				for table, organization := range map[string]int64{"customers": many, "postal_codes": 0} {
					differs := func(c transfer.Compared) bool {
						return c.Table == table && len(c.Differences) == 1 && c.Differences[0].Organization == organization
					}
					if !slices.ContainsFunc(proof, differs) {
						t.Errorf("%s is the same: the proof is %v", table, proof)
					}
				}
				if _, err := sqldb.Open(t.Context(), to, sqldb.Options{}); !errors.Is(err, sqldb.ErrUnfinished) {
					t.Errorf("a copy that is not proven is opened: %v", err)
				}
			})
		})
	}
}

// change sends a PUT and a DELETE.
func change(t *testing.T, source *sqldb.DB) {
	t.Helper()
	exec(t, source, `UPDATE customers SET phone = 'changed' WHERE organization_id = 40 AND id = 'cust_000007'`)
	exec(t, source, `UPDATE postal_codes SET latitude = 0 WHERE country = 'MX' AND postal_code = '06010'`)
	execCounted(t, source, many, -1, `DELETE FROM customers WHERE organization_id = 40 AND id = 'cust_000008'`)
}

// bothWays runs a test from each engine to the other.
func bothWays(t *testing.T, test func(t *testing.T, from, to string)) {
	t.Helper()
	for name, way := range map[string][2]func(testing.TB) string{
		"sqlite to postgres": {sqldbtest.SQLite, sqldbtest.Postgres},
		"postgres to sqlite": {sqldbtest.Postgres, sqldbtest.SQLite},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, way[0](t), way[1](t))
		})
	}
}

// TestAChangeDuringTheCopyIsNoticed changes rows after they were copied.
func TestAChangeDuringTheCopyIsNoticed(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, from, to string) {
		source, target := openSource(t, from, 5000), open(t, to, sqldb.Options{Unfinished: true})
		changed := false
		proof, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, func(p transfer.Progress) {
			if p.Doing == "copying" && p.What == "customers" && p.Done > 0 && !changed {
				changed = true
				change(t, source)
			}
		})
		if !changed || err != nil || proof.Same() {
			t.Fatalf("changed %t, and not noticed: %v", changed, err)
		}
	})
}

// TestWhatIsNoDataDelaysTheProof: SQLite tells of a change, but not of what.
func TestWhatIsNoDataDelaysTheProof(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for name, test := range map[string]struct {
		times int
		want  error
	}{"twice": {2, nil}, "always": {1000, transfer.ErrChanging}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, to := t.TempDir()+"/from.db", t.TempDir()+"/to.db"
			source, target := openSource(t, from, 10), open(t, to, sqldb.Options{Unfinished: true})
			times := 0
			_, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, func(p transfer.Progress) {
				if p.What == "row_counts" && p.Done == p.Total && times < test.times {
					times++
					exec(t, source, fmt.Sprintf(`INSERT INTO customers_text (customers_text, rank) VALUES ('automerge', %d)`, 8+times%2))
				}
			})
			if !errors.Is(err, test.want) {
				t.Errorf("%v, want %v", err, test.want)
			}
		})
	}
}

// TestNobodyWritesToTheSourceWhileACopyEnds tries to write at the moment in which
// the target becomes an ordinary database.
func TestNobodyWritesToTheSourceWhileACopyEnds(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, from, to string) {
		source := openSource(t, from, 10)
		raw, begin := rawDatabase(t, from)
		var tried atomic.Int64
		target := open(t, to, sqldb.Options{Unfinished: true, Trace: func(statement string) {
			if !strings.HasPrefix(statement, "DELETE FROM unfinished_copy WHERE step = 0") {
				return
			}
			tried.Add(1)
			if err := tryToWrite(raw, begin); err == nil {
				t.Error("somebody else could write")
			}
		}})
		proof, err := transfer.Copy(t.Context(), source, target, sqldb.Ending{}, silent)
		if err != nil || !proof.Same() || tried.Load() == 0 {
			t.Fatal(tried.Load(), proof, err)
		}
		if err := tryToWrite(raw, begin); err != nil {
			t.Errorf("nobody can write afterwards: %v", err)
		}
	})
}

// rawDatabase opens a database without sqldb. It returns the statements that begin
// a write, and that fail at once when they would have to wait.
func rawDatabase(t *testing.T, address string) (*sql.DB, []string) {
	t.Helper()
	driver, source, begin := "sqlite", address+"?_pragma=busy_timeout(0)", []string{"BEGIN IMMEDIATE", "ROLLBACK"}
	if sqldb.IsPostgres(address) {
		driver, source = "pgx", address
		begin = []string{"BEGIN", "LOCK TABLE customers IN ROW EXCLUSIVE MODE NOWAIT", "ROLLBACK"}
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db, begin
}

func tryToWrite(db *sql.DB, statements []string) error {
	conn, err := db.Conn(context.Background())
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	var failures []error
	for _, statement := range statements {
		_, err := conn.ExecContext(context.Background(), statement)
		failures = append(failures, err)
	}
	return errors.Join(failures[:len(failures)-1]...)
}
