//go:build unix

package sqldb_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestHasInput calls hasInput while another goroutine reads the connection, as pgx does
// after a slow write. hasInput does not wait for that goroutine, and takes no data from it.
func TestHasInput(t *testing.T) {
	t.Parallel()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	other, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	got := make(chan byte)
	go func() {
		var data [1]byte
		for {
			if _, err := conn.Read(data[:]); err != nil {
				close(got)
				return
			}
			got <- data[0]
		}
	}()
	for _, sent := range "ab" {
		if _, err := other.Write([]byte{byte(sent)}); err != nil {
			t.Fatal(err)
		}
		if data := <-got; data != byte(sent) {
			t.Errorf("read %q, want %q", data, sent)
		}
		if sqldb.HasInput(conn) {
			t.Errorf("there is input after %q was read", sent)
		}
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	<-got
	if !sqldb.HasInput(conn) {
		t.Error("the end of the connection is no input")
	}
}

// TestRequestsOutliveTheirConnections ends all connections on the server, as a restart of
// the server does. The requests that follow do not fail, whether they read or write.
func TestRequestsOutliveTheirConnections(t *testing.T) {
	t.Parallel()
	for name, request := range map[string]func(ctx context.Context, db *sqldb.DB, organization int64, fn func(*sqldb.ReadTx) error) error{
		"list": func(ctx context.Context, db *sqldb.DB, organization int64, fn func(*sqldb.ReadTx) error) error {
			return db.ReadList(ctx, organization, fn)
		},
		"list of a snapshot": func(ctx context.Context, db *sqldb.DB, organization int64, fn func(*sqldb.ReadTx) error) error {
			return db.ReadListSnapshot(ctx, organization, fn)
		},
		"read": func(ctx context.Context, db *sqldb.DB, _ int64, fn func(*sqldb.ReadTx) error) error {
			return db.Read(ctx, fn)
		},
		"read of a snapshot": func(ctx context.Context, db *sqldb.DB, _ int64, fn func(*sqldb.ReadTx) error) error {
			return db.ReadSnapshot(ctx, fn)
		},
		"write": func(ctx context.Context, db *sqldb.DB, _ int64, fn func(*sqldb.ReadTx) error) error {
			return db.Write(ctx, func(tx *sqldb.Tx) error { return fn(&tx.ReadTx) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := sqldbtest.Postgres(t)
			db := open(t, address, sqldb.Options{})
			fillPool(t, db)
			endConnections(t, address)
			for i := range 2 * db.Lists() {
				var got int
				err := request(t.Context(), db, int64(i), func(tx *sqldb.ReadTx) error { return tx.Row("SELECT 1", nil, &got) })
				if err != nil || got != 1 {
					t.Errorf("request %d: %v", i, err)
				}
			}
		})
	}
}

// endConnections ends all connections to a database but its own, and waits until the
// server has closed them. It ends all before it waits, because the server looks every
// 100 ms whether a connection has ended, and the pool pings what was idle for a second.
func endConnections(t *testing.T, address string) {
	t.Helper()
	admin := connect(t, address)
	for _, end := range []string{"pg_terminate_backend(pid)", "pg_terminate_backend(pid, 10000)"} {
		_, err := admin.Exec(t.Context(), "SELECT "+end+` FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid()`)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// fillPool leaves the pool with as many connections as there are lists at once.
func fillPool(t *testing.T, db *sqldb.DB) {
	t.Helper()
	var running, done sync.WaitGroup
	running.Add(db.Lists())
	for i := range db.Lists() {
		done.Go(func() {
			err := db.ReadList(t.Context(), int64(i), func(tx *sqldb.ReadTx) error {
				var got int
				err := tx.Search("SELECT 1", nil, func(scan func(...any) error) error { return scan(&got) })
				running.Done()
				running.Wait() // so that each list has a connection of its own
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
}

// TestEncryptedConnections reads through a TLS server that sends session tickets after the
// handshake. The tickets are not the end of a connection, and its end is noticed.
func TestEncryptedConnections(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	config, err := pgconn.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewTLSServer(nil)
	t.Cleanup(web.Close)
	var accepted atomic.Int64
	var relays sync.WaitGroup
	encrypted := listening(t, address, func(client net.Conn) {
		relays.Add(1)
		defer relays.Done()
		accepted.Add(1)
		relayEncrypted(client, web.TLS.Certificates, config)
	})
	db := open(t, sqldbtest.With(t, encrypted, "sslmode", "require"), sqldb.Options{})
	fillPool(t, db)
	lists := int64(2 * db.Lists())
	list := func() {
		t.Helper()
		for i := range lists {
			err := db.ReadListSnapshot(t.Context(), i, func(tx *sqldb.ReadTx) error {
				var got int
				return tx.Row("SELECT 1", nil, &got)
			})
			if err != nil {
				t.Errorf("list %d: %v", i, err)
			}
		}
	}
	before := accepted.Load()
	list()
	if made := accepted.Load() - before; before == 0 || made >= lists {
		t.Errorf("%d lists made %d connections, after %d", lists, made, before)
	}
	fillPool(t, db)
	endConnections(t, address)
	relays.Wait()
	list()
}

// relayEncrypted accepts TLS from a client of PostgreSQL, and relays to the server without.
func relayEncrypted(client net.Conn, certificates []tls.Certificate, config *pgconn.Config) {
	defer func() { _ = client.Close() }()
	if _, err := pgproto3.NewBackend(client, client).ReceiveStartupMessage(); err != nil {
		return
	}
	if _, err := client.Write([]byte("S")); err != nil {
		return
	}
	server, err := net.Dial(pgconn.NetworkAddress(config.Host, config.Port))
	if err != nil {
		return
	}
	defer func() { _ = server.Close() }()
	plain := tls.Server(client, &tls.Config{Certificates: certificates, MinVersion: tls.VersionTLS13})
	go func() {
		_, _ = io.Copy(server, plain)
		_ = server.Close()
	}()
	_, _ = io.Copy(plain, server)
}
