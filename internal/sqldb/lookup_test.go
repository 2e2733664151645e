package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// Two look-ups of the rates of a load. The second leaves out negative amounts.
var (
	ratesOf    = sqldb.NewLookup("SELECT load_id, position, amount FROM rates WHERE organization_id = $1 AND load_id", " ORDER BY load_id, position")
	paymentsOf = sqldb.NewLookup("SELECT load_id, position, amount FROM rates WHERE organization_id = $1 AND amount >= 0 AND load_id", " ORDER BY load_id, position")
)

// setRates creates the table of rates, and gives loads of organizations three rates each, whose
// amounts begin with amount.
func setRates(t *testing.T, db *sqldb.DB, amount float64, loads int) {
	t.Helper()
	mustWrite(t, db, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`CREATE TABLE IF NOT EXISTS rates (organization_id BIGINT, load_id TEXT, position INTEGER, amount DOUBLE PRECISION,
			PRIMARY KEY (organization_id, load_id, position))`)
		if err != nil {
			return err
		}
		for organization := range 2 {
			for load := range loads {
				for _, position := range []int{2, 0, 1} {
					_, err := tx.Exec(`INSERT INTO rates (organization_id, load_id, position, amount) VALUES ($1, $2, $3, $4)
						ON CONFLICT (organization_id, load_id, position) DO UPDATE SET amount = excluded.amount`,
						organization+1, fmt.Sprint("load", load), position, amount+float64(10*organization+position))
					if err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

// amounts are what look-ups have found, by load.
type amounts map[string][]float64

func (f amounts) row(scan func(...any) error) error {
	var load string
	var position int
	var amount float64
	if err := scan(&load, &position, &amount); err != nil {
		return err
	}
	f[load] = append(f[load], amount)
	return nil
}

// oneFind returns the Finds of one look-up, and resets what it has found.
func (f amounts) oneFind(by *sqldb.Lookup, organization int64, keys ...string) func() []sqldb.Find {
	return func() []sqldb.Find {
		clear(f)
		return []sqldb.Find{{By: by, Organization: organization, Keys: keys, Row: f.row}}
	}
}

// ways are the ways to run a look-up.
func ways(db *sqldb.DB) map[string]func(context.Context, func(*sqldb.ReadTx) error) error {
	return map[string]func(context.Context, func(*sqldb.ReadTx) error) error{
		"Read": db.Read, "ReadSnapshot": db.ReadSnapshot,
		"ReadList":         func(ctx context.Context, fn func(*sqldb.ReadTx) error) error { return db.ReadList(ctx, 1, fn) },
		"ReadListSnapshot": func(ctx context.Context, fn func(*sqldb.ReadTx) error) error { return db.ReadListSnapshot(ctx, 1, fn) },
		"Write": func(ctx context.Context, fn func(*sqldb.ReadTx) error) error {
			return db.Write(ctx, func(tx *sqldb.Tx) error { return fn(&tx.ReadTx) })
		},
		"a write after a statement": func(ctx context.Context, fn func(*sqldb.ReadTx) error) error {
			return db.Write(ctx, func(tx *sqldb.Tx) error {
				if _, err := tx.Exec("UPDATE organizations SET name = name"); err != nil {
					return err
				}
				return fn(&tx.ReadTx)
			})
		},
	}
}

// A look-up finds the rows of its organization by any number of keys, in the order of each
// key.
func TestLookUp(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		const loads = 300
		setRates(t, db, 5, loads)
		for name, read := range ways(db) {
			for _, count := range []int{0, 1, 2, 3, 127, 128, 129, loads} {
				keys, want := []string{"none", "'"}, amounts{}
				for n := range count {
					keys = append(keys, fmt.Sprint("load", n))
					want[keys[n+2]] = []float64{15, 16, 17}
				}
				got := amounts{}
				err := read(t.Context(), func(tx *sqldb.ReadTx) error {
					return errors.Join(tx.LookUp(got.oneFind(ratesOf, 2, keys...)), tx.LookUp(amounts{}.oneFind(ratesOf, 2)))
				})
				if diff := cmp.Diff(want, got); err != nil || diff != "" {
					t.Errorf("%s of %d keys: %v (-want +got):\n%s", name, count, err, diff)
				}
			}
		}
	})
}

// A request that ends does not wait for the server's answer to its look-up, and nothing of the
// request is called when the answer comes.
func TestARequestThatEndsLeavesItsLookUp(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	left := amounts{}
	t.Cleanup(func() { // after the database is closed, which waits for the look-up
		if len(left) > 0 {
			t.Errorf("the request that has ended found %v", left)
		}
	})
	db := open(t, address, sqldb.Options{})
	setRates(t, db, 5, 1)
	find := func(ctx context.Context, in amounts) error {
		return db.Read(ctx, func(tx *sqldb.ReadTx) error { return tx.LookUp(in.oneFind(ratesOf, 1, "load0", "load1")) })
	}
	locker, watching := connect(t, address), connect(t, address)
	begin(t, locker, "LOCK TABLE rates IN ACCESS EXCLUSIVE MODE")
	ctx, end := context.WithCancel(t.Context())
	result := make(chan error, 1)
	go func() { result <- find(ctx, left) }()
	waitCount(t, watching, 1, `SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'rates'::regclass`)
	end()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("the request ends with %v", err)
	}
	if _, err := locker.Exec(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	got := amounts{}
	if err := find(t.Context(), got); err != nil || len(got["load0"]) != 3 {
		t.Errorf("another request finds %v: %v", got, err)
	}
}

// The Finds of a LookUp see the database at one moment, also if other requests share their
// statements, and an error or a panic is of its own request.
func TestLookUpsBesideAWriter(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		setRates(t, db, 0, 2)
		const rounds, readers = 40, 12
		mine := errors.New("mine")
		var reading sync.WaitGroup
		for reader := range readers {
			reading.Go(func() {
				organization := int64(1 + reader%2)
				for range rounds {
					first, second, third := amounts{}, amounts{}, amounts{}
					err := db.Read(t.Context(), func(tx *sqldb.ReadTx) (err error) {
						defer func() {
							if value := recover(); value != nil {
								err = mine
							}
						}()
						return tx.LookUp(func() []sqldb.Find {
							finds := slices.Concat(first.oneFind(ratesOf, organization, "load0")(), second.oneFind(paymentsOf, organization, "load0", "load1")(),
								third.oneFind(ratesOf, organization, "load1")())
							switch reader {
							case 0:
								finds[2].Row = func(func(...any) error) error { return mine }
							case 1:
								finds[2].Row = func(func(...any) error) error { panic("mine") }
							}
							return finds
						})
					})
					if reader < 2 {
						if !errors.Is(err, mine) {
							t.Errorf("reader %d gets %v, want the error of its row", reader, err)
						}
						continue
					}
					all := amounts{"load0": first["load0"], "load1": third["load1"]}
					if diff := cmp.Diff(second, all); err != nil || diff != "" || !slices.Equal(first["load0"], third["load1"]) || len(first["load0"]) != 3 {
						t.Errorf("reader %d sees two moments: %v %v %v %v", reader, first, second, third, err)
					}
				}
			})
		}
		for i := range rounds {
			setRates(t, db, float64(1+i), 2)
		}
		reading.Wait()
	})
}

// traced keeps the statements with a text.
type traced struct {
	mu   sync.Mutex
	text string
	all  []string
}

func (s *traced) trace(statement string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if strings.Contains(statement, s.text) {
		s.all = append(s.all, statement)
	}
}

// The same look-ups of requests, or of functions of a write, that wait at the same time are
// one statement on PostgreSQL, whatever their numbers of keys.
func TestLookUpsShareAStatement(t *testing.T) {
	t.Parallel()
	statements := traced{text: "FROM rates"}
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{Trace: statements.trace})
	setRates(t, db, 5, 3)
	for what, run := range map[string]func(all []func() []sqldb.Find) error{
		"reads": func(all []func() []sqldb.Find) error { return errors.Join(db.LookUpGroup(t.Context(), all)...) },
		"a write": func(all []func() []sqldb.Find) error {
			return db.Write(t.Context(), func(tx *sqldb.Tx) error {
				return tx.Each(len(all), func(tx *sqldb.Tx, i int) error { return tx.LookUp(all[i]) })
			})
		},
	} {
		const count = 20
		var got, want [2 * count]amounts
		var all []func() []sqldb.Find
		for n := range count {
			organization, keys := int64(1+n%2), []string{"load0", "load1", "load2"}[:1+n%3]
			three := []float64{5 + float64(10*(n%2)), 6 + float64(10*(n%2)), 7 + float64(10*(n%2))}
			rates, payments := amounts{}, amounts{}
			got[2*n], got[2*n+1], want[2*n], want[2*n+1] = rates, payments, amounts{}, amounts{"load1": three}
			for _, key := range keys {
				want[2*n][key] = three
			}
			all = append(all, func() []sqldb.Find {
				return slices.Concat(rates.oneFind(ratesOf, organization, keys...)(), payments.oneFind(paymentsOf, organization, "load1")())
			})
		}
		statements.all = nil
		if err := run(all); err != nil || len(statements.all) != 2 {
			t.Errorf("%s: %d look-ups take %q, %v, want two statements", what, 2*count, statements.all, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
}

// When the row of a look-up fails, each look-up of the group is done once more by itself,
// with results that are reset.
func TestLookUpsAreDoneOnceMore(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	setRates(t, db, 5, 1)
	got, all := make([]amounts, 5), make([]func() []sqldb.Find, 5)
	for n := range all {
		got[n] = amounts{}
		all[n] = got[n].oneFind(ratesOf, 1, "load0")
	}
	calls := 0
	all[2] = func() []sqldb.Find {
		finds := got[2].oneFind(ratesOf, 1, "load0")()
		if calls++; calls == 1 {
			finds[0].Row = func(func(...any) error) error { return errors.New("mine") }
		}
		return finds
	}
	if err := errors.Join(db.LookUpGroup(t.Context(), all)...); err != nil || calls != 2 {
		t.Errorf("the look-ups fail, or are not repeated: %d calls, %v", calls, err)
	}
	for n := range got {
		if diff := cmp.Diff(amounts{"load0": {5, 6, 7}}, got[n]); diff != "" {
			t.Errorf("look-up %d (-want +got):\n%s", n, diff)
		}
	}
}

// A look-up whose request has ended does not run.
func TestLookUpsOfEndedRequests(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	setRates(t, db, 5, 1)
	ended, end := context.WithCancel(t.Context())
	end()
	got := amounts{}
	find := got.oneFind(ratesOf, 1, "load0")
	for _, err := range db.LookUpGroup(ended, []func() []sqldb.Find{find, find}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a look-up of an ended request gives %v", err)
		}
	}
	if len(got) > 0 {
		t.Errorf("a look-up of an ended request finds %v", got)
	}
}

// Without a server look-ups fail, and none waits for another. Later ones find the server
// again.
func TestLookUpsWithoutAConnection(t *testing.T) {
	t.Parallel()
	db, down, refused := refusable(t)
	setRates(t, db, 5, 1)
	got := amounts{}
	find := got.oneFind(ratesOf, 1, "load0")
	down.Store(true)
	for _, err := range db.LookUpGroup(t.Context(), slices.Repeat([]func() []sqldb.Find{find}, 50)) {
		if apierr.KindOf(err) != apierr.Unavailable {
			t.Errorf("without a server a look-up gives %v", err)
		}
	}
	if refused.Load() >= 50 {
		t.Errorf("50 look-ups of a group tried to connect %d times", refused.Load())
	}
	down.Store(false)
	if err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error { return tx.LookUp(find) }); err != nil || len(got["load0"]) != 3 {
		t.Errorf("with a server again a look-up finds %v, %v", got, err)
	}
}

// seconds scans a number of seconds, which is not null.
type seconds struct{ at *int64 }

func (s seconds) ScanInteger(stored int64) { *s.at = stored }

// orNone scans a number of seconds, or 0 for null.
type orNone struct{ at *int64 }

func (o orNone) Null()        { *o.at = 0 }
func (o orNone) NotNull() any { return seconds(o) }

// Destinations that take null and integers get both, and what does not fit is an error that
// leaves the connection usable.
func TestDestinationsOfOtherTypes(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		first, second := int64(-1), int64(-1)
		for name, test := range map[string]struct {
			statement string
			dest      []any
			want      [2]int64 // -1 for both if the scan fails
		}{
			"integers":              {"SELECT 5, 6", []any{seconds{&first}, orNone{&second}}, [2]int64{5, 6}},
			"null":                  {"SELECT 5, NULL", []any{seconds{&first}, orNone{&second}}, [2]int64{5, 0}},
			"null as an integer":    {"SELECT NULL, NULL", []any{seconds{&first}, orNone{&second}}, [2]int64{-1, -1}},
			"too few destinations":  {"SELECT 5, 6", []any{seconds{&first}}, [2]int64{-1, -1}},
			"too many destinations": {"SELECT 5, 6", []any{seconds{&first}, orNone{&second}, new(int)}, [2]int64{-1, -1}},
		} {
			first, second = -1, -1
			err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error { return tx.Row(test.statement, nil, test.dest...) })
			if fails := test.want[0] < 0; (err != nil) != fails || !fails && test.want != [2]int64{first, second} {
				t.Errorf("%s: %d and %d, %v", name, first, second, err)
			}
		}
	})
}
