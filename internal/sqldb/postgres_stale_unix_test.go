//go:build unix

package sqldb_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http/httptest"
	"sync"
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

// TestRequestsOutliveTheirConnections ends all connections, as a restart of the server
// does. Later requests do not fail, whether they read or write. Before, they share
// connections: what a TLS server sends after its handshake does not end a connection.
func TestRequestsOutliveTheirConnections(t *testing.T) {
	t.Parallel()
	type action = func(context.Context, *sqldb.DB, int64, func(*sqldb.ReadTx) error) error
	list := func(ctx context.Context, db *sqldb.DB, organization int64, fn func(*sqldb.ReadTx) error) error {
		return db.ReadList(ctx, organization, fn)
	}
	for _, test := range []struct {
		name      string
		encrypted bool
		request   action
	}{
		{"list", false, list},
		{"list through TLS", true, list},
		{"list of a snapshot", false, func(ctx context.Context, db *sqldb.DB, organization int64, fn func(*sqldb.ReadTx) error) error {
			return db.ReadListSnapshot(ctx, organization, fn)
		}},
		{"read", false, func(ctx context.Context, db *sqldb.DB, _ int64, fn func(*sqldb.ReadTx) error) error {
			return db.Read(ctx, fn)
		}},
		{"read of a snapshot", false, func(ctx context.Context, db *sqldb.DB, _ int64, fn func(*sqldb.ReadTx) error) error {
			return db.ReadSnapshot(ctx, fn)
		}},
		{"write", false, func(ctx context.Context, db *sqldb.DB, _ int64, fn func(*sqldb.ReadTx) error) error {
			return db.Write(ctx, func(tx *sqldb.Tx) error { return fn(&tx.ReadTx) })
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			relay, address := startRelay(t, sqldbtest.Postgres(t), test.encrypted)
			db := open(t, address, sqldb.Options{})
			requests := 2 * db.Lists()
			request := func() {
				t.Helper()
				for i := range requests {
					var got int
					err := test.request(t.Context(), db, int64(i), func(tx *sqldb.ReadTx) error { return tx.Row("SELECT 1", nil, &got) })
					if err != nil || got != 1 {
						t.Errorf("request %d: %v", i, err)
					}
				}
			}
			fillPool(t, db)
			before := relay.count()
			request()
			if made := relay.count() - before; before == 0 || made >= requests {
				t.Errorf("%d requests made %d connections, after %d", requests, made, before)
			}
			fillPool(t, db) // the pool pings a connection that was idle for a second
			relay.end()
			// A busy system delivers the ends a moment later.
			waitUntil(t, "the connections have ended", func() bool { return db.IdleHaveEnded(t.Context()) })
			request()
		})
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

// relay stands between clients of PostgreSQL and the server.
type relay struct {
	certificates []tls.Certificate // for TLS with the clients; none without TLS
	server       *pgconn.Config

	mu      sync.Mutex
	clients []net.Conn
}

// startRelay starts a relay in front of the server of an address, and returns its own
// address.
func startRelay(t *testing.T, address string, encrypted bool) (r *relay, own string) {
	t.Helper()
	config, err := pgconn.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	r = &relay{server: config}
	if !encrypted {
		return r, listening(t, address, r.serve)
	}
	web := httptest.NewTLSServer(nil)
	t.Cleanup(web.Close)
	r.certificates = web.TLS.Certificates
	return r, sqldbtest.With(t, listening(t, address, r.serve), "sslmode", "require")
}

func (r *relay) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.clients)
}

// end closes the connections of all clients.
func (r *relay) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, client := range r.clients {
		_ = client.Close()
	}
}

func (r *relay) serve(client net.Conn) {
	defer func() { _ = client.Close() }()
	r.mu.Lock()
	r.clients = append(r.clients, client)
	r.mu.Unlock()
	network, at := pgconn.NetworkAddress(r.server.Host, r.server.Port)
	server, err := net.Dial(network, at)
	if err != nil {
		return
	}
	defer func() { _ = server.Close() }()
	plain := client
	if r.certificates != nil {
		plain, err = acceptTLS(client, r.certificates)
		if err != nil {
			return
		}
	}
	go func() {
		_, _ = io.Copy(server, plain)
		_ = server.Close()
	}()
	_, _ = io.Copy(plain, server)
}

// acceptTLS answers a client of PostgreSQL that asks for TLS. The handshake follows with
// the first use of the connection that acceptTLS returns.
func acceptTLS(client net.Conn, certificates []tls.Certificate) (net.Conn, error) {
	if _, err := pgproto3.NewBackend(client, client).ReceiveStartupMessage(); err != nil {
		return nil, err
	}
	if _, err := client.Write([]byte("S")); err != nil {
		return nil, err
	}
	return tls.Server(client, &tls.Config{Certificates: certificates, MinVersion: tls.VersionTLS13}), nil
}
