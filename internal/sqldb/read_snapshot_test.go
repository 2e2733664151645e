package sqldb_test

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// twins makes two organizations, and returns a function that renames both by one
// write.
func twins(t *testing.T, db *sqldb.DB) (rename func(name string)) {
	t.Helper()
	rename = func(name string) {
		t.Helper()
		mustWrite(t, db, func(tx *sqldb.Tx) error {
			for id := range 2 {
				_, err := tx.Exec(`INSERT INTO organizations (id, name, created_at) VALUES ($1, $2, 0)
					ON CONFLICT (id) DO UPDATE SET name = excluded.name`, id+10, name+strings.Repeat("'", id))
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	rename("old")
	return rename
}

const nameOf = `SELECT rtrim(name, '''') FROM organizations WHERE id = $1`

// by runs nameOf as Row, Rows or Search do.
type by func(tx *sqldb.ReadTx, id int, name *string) error

func byRow(tx *sqldb.ReadTx, id int, name *string) error { return tx.Row(nameOf, []any{id}, name) }

func byRows(tx *sqldb.ReadTx, id int, name *string) error {
	return tx.Rows(nameOf, []any{id}, func(scan func(...any) error) error { return scan(name) })
}

func bySearch(tx *sqldb.ReadTx, id int, name *string) error {
	return tx.Search(nameOf, []any{id}, func(scan func(...any) error) error { return scan(name) })
}

// TestReadSnapshotSeesOneMoment: both rows are renamed between the two statements of a
// read. The plain reads show that the test would notice.
func TestReadSnapshotSeesOneMoment(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		type read = func(context.Context, func(*sqldb.ReadTx) error) error
		asList := func(list func(context.Context, int64, func(*sqldb.ReadTx) error) error) read {
			return func(ctx context.Context, fn func(*sqldb.ReadTx) error) error { return list(ctx, 1, fn) }
		}
		for name, test := range map[string]struct {
			read   read
			second string
		}{
			"Read":             {db.Read, "new"},
			"ReadList":         {asList(db.ReadList), "new"},
			"ReadSnapshot":     {db.ReadSnapshot, "old"},
			"ReadListSnapshot": {asList(db.ReadListSnapshot), "old"},
		} {
			for way, by := range map[string]by{"Row": byRow, "Rows": byRows, "Search": bySearch} {
				rename := twins(t, db)
				var first, second, after string
				err := test.read(t.Context(), func(tx *sqldb.ReadTx) error {
					if err := by(tx, 10, &first); err != nil {
						return err
					}
					rename("new")
					return by(tx, 11, &second)
				})
				if err != nil || first != "old" || second != test.second {
					t.Errorf("%s by %s sees %q and then %q, %v", name, way, first, second, err)
				}
				err = test.read(t.Context(), func(tx *sqldb.ReadTx) error { return by(tx, 10, &after) })
				if err != nil || after != "new" {
					t.Errorf("the next %s by %s sees %q, %v", name, way, after, err)
				}
			}
		}
	})
}

// TestReadSnapshotBesideAWriter: reads that share a transaction see one moment each,
// and one that fails does not disturb the others.
func TestReadSnapshotBesideAWriter(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		rename := twins(t, db)
		const rounds, readers = 30, 16
		var reading sync.WaitGroup
		for reader := range readers {
			reading.Go(func() {
				for range rounds {
					var names [2]string
					err := db.ReadSnapshot(t.Context(), func(tx *sqldb.ReadTx) error {
						if reader == 0 {
							return tx.Row("SELECT nothing FROM nowhere", nil)
						}
						return tx.Each(2, func(tx *sqldb.ReadTx, i int) error {
							if err := byRow(tx, 10+i, &names[i]); err != nil || reader%2 == 0 {
								return err
							}
							return byRow(tx, 11-i, &names[1-i])
						})
					})
					if (err != nil) != (reader == 0) || names[0] != names[1] {
						t.Errorf("reader %d sees %q: %v", reader, names, err)
					}
				}
			})
		}
		for i := range rounds {
			rename(strings.Repeat("x", i+1))
		}
		reading.Wait()
	})
}

func TestReadSnapshotThatEndsEarly(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *sqldb.DB) {
		mine := errors.New("mine")
		for range 2 * db.Stats().Max {
			fails := func(tx *sqldb.ReadTx) error {
				if err := tx.Row("SELECT 1", nil, new(int)); err != nil {
					return err
				}
				return mine
			}
			if err := db.ReadSnapshot(t.Context(), fails); !errors.Is(err, mine) {
				t.Errorf("a read gives %v, want the error of its function", err)
			}
			if err := db.ReadListSnapshot(t.Context(), 1, fails); !errors.Is(err, mine) {
				t.Errorf("a list gives %v, want the error of its function", err)
			}
			func() {
				defer func() {
					if recover() == nil {
						t.Error("a panic is lost")
					}
				}()
				_ = db.ReadSnapshot(t.Context(), func(*sqldb.ReadTx) error { panic("mine") })
			}()
			ended, end := context.WithCancel(t.Context())
			end()
			if err := db.ReadSnapshot(ended, fails); db.Shared() && !errors.Is(err, context.Canceled) {
				t.Errorf("a read after the end of its request gives %v", err)
			}
			running, end := context.WithCancel(t.Context())
			err := db.ReadListSnapshot(running, 1, func(tx *sqldb.ReadTx) error {
				if err := tx.Rows("SELECT 1", nil, func(func(...any) error) error { return nil }); err != nil {
					return err
				}
				end()
				return tx.Search(endless, nil, func(func(...any) error) error { return nil })
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("a list whose request ends gives %v", err)
			}
		}
	})
}

// TestReadSnapshotWritesNothing: PostgreSQL refuses what looks like a read and writes.
func TestReadSnapshotWritesNothing(t *testing.T) {
	t.Parallel()
	db := open(t, sqldbtest.Postgres(t), sqldb.Options{})
	const writes = `WITH made AS (INSERT INTO organizations (name, created_at) VALUES ('x', 0) RETURNING id) SELECT id FROM made`
	write := func(tx *sqldb.ReadTx) error { return tx.Row(writes, nil, new(int64)) }
	if db.ReadSnapshot(t.Context(), write) == nil || db.ReadListSnapshot(t.Context(), 1, write) == nil {
		t.Error("a read wrote")
	}
}

// A group of reads without a connection fails as a whole: if each of them tried to
// connect, the last would wait for the time limits of all.
func TestReadsWithoutAConnectionDoNotWaitForOneAnother(t *testing.T) {
	t.Parallel()
	db, down, refused := refusable(t)
	read := func(tx *sqldb.ReadTx) error { return tx.Row("SELECT 1", nil, new(int)) }
	const reads = 50
	if err := errors.Join(db.ReadGroup(t.Context(), reads, read)...); err != nil {
		t.Fatal(err)
	}
	down.Store(true)
	for _, err := range db.ReadGroup(t.Context(), reads, read) {
		if apierr.KindOf(err) != apierr.Unavailable {
			t.Errorf("a read without a connection gives %v", err)
		}
	}
	if tried := refused.Load(); tried == 0 || tried >= reads {
		t.Errorf("%d reads tried to connect %d times", reads, tried)
	}
}

// refusable opens a PostgreSQL database whose server refuses new connections, and counts
// them, while down is set.
func refusable(t *testing.T) (db *sqldb.DB, down *atomic.Bool, refused *atomic.Int64) {
	t.Helper()
	down, refused = new(atomic.Bool), new(atomic.Int64)
	db = open(t, throughProxy(t, sqldbtest.Postgres(t), func() bool {
		if down.Load() {
			refused.Add(1)
		}
		return !down.Load()
	}), sqldb.Options{})
	return db, down, refused
}

// throughProxy returns an address of the server of another one. A connection is closed
// unless accepts returns true.
func throughProxy(t *testing.T, address string, accepts func() bool) string {
	t.Helper()
	config, err := pgconn.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	return listening(t, address, func(client net.Conn) {
		defer func() { _ = client.Close() }()
		if !accepts() {
			return
		}
		network, target := pgconn.NetworkAddress(config.Host, config.Port)
		server, err := net.Dial(network, target)
		if err != nil {
			return
		}
		defer func() { _ = server.Close() }()
		go func() {
			_, _ = io.Copy(server, client)
			_ = server.Close()
		}()
		_, _ = io.Copy(client, server)
	})
}
