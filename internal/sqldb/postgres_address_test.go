package sqldb_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

func TestSeveralHostsAreNotWaitedForLong(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]time.Duration{
		"postgres://one/x":                                  10 * time.Second,
		"postgres://one/x?sslmode=prefer":                   10 * time.Second,
		"postgres://one,two/x":                              2 * time.Second,
		"postgres://one:1,one:2/x?sslmode=disable":          2 * time.Second,
		"postgres:///x?host=/a,/b":                          2 * time.Second,
		"postgres://one,two/x?connect_timeout=7":            7 * time.Second,
		"postgres://one,two/x?target_session_attrs=primary": 2 * time.Second,
	} {
		if got, err := sqldb.ConnectTimeout(address); got != want || err != nil {
			t.Errorf("%s: %s, %v, want %s", address, got, err, want)
		}
	}
}

// TestPgBouncer: behind a real PgBouncer a server works, or says at its start which
// setting is missing.
func TestPgBouncer(t *testing.T) {
	t.Parallel()
	const setting = "default_query_exec_mode"
	for mode, works := range map[string]map[string]bool{
		"transaction": {"": false, "exec": true},
		"session":     {"": true},
	} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			address := sqldbtest.PgBouncer(t, sqldbtest.Postgres(t), mode)
			for value, works := range works {
				address := address
				if value != "" {
					address = sqldbtest.With(t, address, setting, value)
				}
				if !works {
					db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
					if err == nil {
						_ = db.Close()
					}
					if err == nil || !strings.Contains(err.Error(), setting+"=exec") {
						t.Errorf("the missing setting is not named: %v", err)
					}
					continue
				}
				db := open(t, address, sqldb.Options{})
				var all []func(*sqldb.Tx) error
				for i := range 10 {
					all = append(all, insert(fmt.Sprint(mode, value, i)))
				}
				for _, err := range writeTogether(t, db, all) {
					if err != nil {
						t.Errorf("with %s=%s: %v", setting, value, err)
					}
				}
				if kept := names(t, db); len(kept) != len(all) {
					t.Errorf("with %s=%s there are %v", setting, value, kept)
				}
			}
		})
	}
}

// TestPoolerIsFoundBesideOtherClients: other clients of a pooler, which change the order
// of its free connections just before the second client takes one, do not hide it.
func TestPoolerIsFoundBesideOtherClients(t *testing.T) {
	t.Parallel()
	address := sqldbtest.PgBouncer(t, sqldbtest.Postgres(t), "transaction")
	config, err := pgx.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	config.Tracer = &interference{t: t, all: [2]*pgx.Conn{connectTo(t, address), connectTo(t, address)}}
	err = sqldb.CheckPrepared(t.Context(), config)
	if err == nil || !strings.Contains(err.Error(), "default_query_exec_mode=exec") {
		t.Errorf("the missing setting is not named: %v", err)
	}
}

// interference uses two connections of a pooler before each "begin" of the traced ones,
// so that the connection of the server used before is not the next to be taken.
type interference struct {
	t   *testing.T
	all [2]*pgx.Conn
}

func (i *interference) TraceQueryStart(ctx context.Context, _ *pgx.Conn, query pgx.TraceQueryStartData) context.Context {
	if query.SQL == "begin" {
		i.run(ctx, "BEGIN")
		i.run(ctx, "ROLLBACK")
	}
	return ctx
}

func (*interference) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func (i *interference) run(ctx context.Context, statement string) {
	for _, conn := range i.all {
		if _, err := conn.Exec(ctx, statement); err != nil {
			i.t.Error(err)
		}
	}
}

func connectTo(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}
