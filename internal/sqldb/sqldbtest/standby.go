package sqldbtest

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// NewStandby starts a synchronous standby for a test: the server then acknowledges no
// commit without it.
func (c *Cluster) NewStandby(t testing.TB) *Cluster {
	t.Helper()
	folder, err := temporary()
	if err != nil {
		t.Fatal(err)
	}
	standby := &Cluster{
		folder: folder, data: filepath.Join(folder, "data"), base: "postgres:///%s?user=waybill&host=" + folder,
		binaries: c.binaries, settings: c.settings,
	}
	t.Cleanup(standby.Stop)
	backup := command(filepath.Join(c.binaries, "pg_basebackup"), "--pgdata", standby.data, "--host", c.folder, "--username", "waybill",
		"--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast", "--no-sync")
	if output, err := backup.CombinedOutput(); err != nil {
		t.Fatalf("pg_basebackup: %v: %s", err, output)
	}
	if err := standby.Start(); err != nil {
		t.Fatal(err)
	}
	c.exec(t, "ALTER SYSTEM SET synchronous_standby_names = '*'")
	c.exec(t, "SELECT pg_reload_conf()")
	c.await(t, "SELECT count(*) > 0 FROM pg_stat_replication WHERE sync_state = 'sync'")
	return standby
}

// Promote promotes a standby, and waits until it accepts writes.
func (c *Cluster) Promote(t testing.TB) {
	t.Helper()
	c.exec(t, "SELECT pg_promote()")
	c.await(t, "SELECT NOT pg_is_in_recovery()")
}

// WithStandby returns an address with both servers, of which a client uses the server
// that accepts writes.
func (c *Cluster) WithStandby(standby *Cluster) string {
	return c.Address() + "," + standby.folder + "&port=5432,5432&target_session_attrs=read-write"
}

func (c *Cluster) exec(t testing.TB, statement string) {
	t.Helper()
	c.connected(t, func(ctx context.Context, conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, statement)
		return err
	})
}

// await waits until a query returns true.
func (c *Cluster) await(t testing.TB, query string) {
	t.Helper()
	c.connected(t, func(ctx context.Context, conn *pgx.Conn) error {
		return waitUntil(ctx, func() (is bool, err error) {
			err = conn.QueryRow(ctx, query).Scan(&is)
			return is || err != nil, err
		})
	})
}

func (c *Cluster) connected(t testing.TB, do func(context.Context, *pgx.Conn) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, c.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if err := do(ctx, conn); err != nil {
		t.Fatal(fmt.Errorf("on %s: %w", c.folder, err))
	}
}
