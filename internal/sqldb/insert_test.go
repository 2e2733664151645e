package sqldb_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

var organizationInsert = sqldb.NewInsert("organizations", []string{"name", "created_at"}, []string{"name"}, "name")

// insertNames makes organizations side by side, and says which it made.
func insertNames(t *testing.T, db *sqldb.DB, names []string) []bool {
	made := make([]bool, len(names))
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		return tx.Each(len(names), func(tx *sqldb.Tx, i int) (err error) {
			made[i], err = tx.Insert(organizationInsert, names[i], tx.Now().UnixMicro())
			return err
		})
	})
	if err != nil {
		t.Error(err)
	}
	return made
}

// TestInsertsSayWhichRowsTheyMade: whatever waits together, each row is made by
// one insert, and that one says so.
func TestInsertsSayWhichRowsTheyMade(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Log("seed", seed)
	each(t, func(t *testing.T, db *sqldb.DB) {
		random := rand.New(rand.NewPCG(seed, 0))
		made := map[string]*atomic.Int64{}
		var tried []string
		for range 8 {
			batches := make([][]string, 4)
			for i := range batches {
				for range 1 + random.IntN(150) {
					name := fmt.Sprint("organization-", random.IntN(500))
					batches[i], made[name] = append(batches[i], name), cmp.Or(made[name], &atomic.Int64{})
				}
				tried = append(tried, batches[i]...)
			}
			var writing sync.WaitGroup
			for _, mine := range batches {
				writing.Go(func() {
					for i, done := range insertNames(t, db, mine) {
						if done {
							made[mine[i]].Add(1)
						}
					}
				})
			}
			writing.Wait()
		}
		for name, times := range made {
			if times.Load() != 1 {
				t.Errorf("%s was made %d times", name, times.Load())
			}
		}
		slices.Sort(tried)
		stored := names(t, db)
		slices.Sort(stored)
		if want := slices.Compact(tried); !slices.Equal(stored, want) {
			t.Errorf("%d rows are stored, want %d", len(stored), len(want))
		}
	})
}

func TestEachIsOneTransaction(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	each(t, func(t *testing.T, db *sqldb.DB) {
		ids := make([]string, 102)
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			ids[0] = tx.NewID("x_")
			err := tx.Each(100, func(tx *sqldb.Tx, i int) error {
				ids[1+i] = tx.NewID("x_")
				tx.Count(7, "things", 2)
				return insert(fmt.Sprint(i))(tx)
			})
			ids[101] = tx.NewID("x_")
			return err
		})
		if !slices.IsSorted(ids) || len(slices.Compact(ids)) != 102 {
			t.Errorf("the ids are not in the order of the calls: %v", ids)
		}
		if counts, err := db.RowCounts(t.Context()); err != nil || counts["things"] != 200 {
			t.Errorf("200 things were made: %v, %v", counts, err)
		}
		before := names(t, db)
		var called atomic.Int64
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			called.Store(0)
			return tx.Each(10, func(tx *sqldb.Tx, i int) error {
				called.Add(1)
				if err := insert(fmt.Sprint("kept by nobody ", i))(tx); err != nil {
					return err
				}
				if i == 3 {
					return broken
				}
				return nil
			})
		})
		if !errors.Is(err, broken) || called.Load() != 10 {
			t.Errorf("%v, after %d calls", err, called.Load())
		}
		if now := names(t, db); len(before) != 100 || !slices.Equal(now, before) {
			t.Errorf("there were %d rows, and are %d", len(before), len(now))
		}
	})
}

func TestAPanicOfOneOfManyComesBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		defer func() {
			if value := fmt.Sprint(recover()); !strings.HasPrefix(value, "panic: at once\n") {
				t.Errorf("recovered %v", value)
			}
			if now := names(t, db); len(now) != 0 {
				t.Errorf("there is %v", now)
			}
		}()
		_ = db.Write(t.Context(), func(tx *sqldb.Tx) error {
			return tx.Each(3, func(tx *sqldb.Tx, i int) error {
				if i == 1 {
					panic("at once")
				}
				return insert(fmt.Sprint(i))(tx)
			})
		})
		t.Error("it did not panic")
	})
}

// Calls may wait together with other writes, and call for more themselves.
func TestEachWithinEachWithinAGroup(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	var all []func(*sqldb.Tx) error
	for write := range 5 {
		all = append(all, func(tx *sqldb.Tx) error {
			return tx.Each(4, func(tx *sqldb.Tx, i int) error {
				return tx.Each(3, func(tx *sqldb.Tx, j int) error {
					return insert(fmt.Sprint(write, i, j))(tx)
				})
			})
		})
	}
	if err := errors.Join(writeTogether(t, db, all)...); err != nil {
		t.Fatal(err)
	}
	if now := names(t, db); len(now) != 5*4*3 {
		t.Errorf("there are %d rows", len(now))
	}
}
