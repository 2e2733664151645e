package sqldb_test

import (
	"io"
	"net"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

const idleLimit = "idle_in_transaction_session_timeout"

// A transaction of a machine that is gone does not hold up the others for long,
// whoever the address goes through.
func TestAbandonedTransactionsAreEnded(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	for _, test := range []struct{ name, address, want string }{
		{"by itself", address, "1min"},
		{"as the address says", sqldbtest.With(t, address, idleLimit, "7s"), "7s"},
		{"as options in the address say", sqldbtest.With(t, address, "options", "-c "+idleLimit+"=8s"), "8s"},
		{"as a pooler says", behindPooler(t, address), "0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := open(t, test.address, sqldb.Options{})
			var got string
			err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				return tx.Row(`SELECT current_setting('`+idleLimit+`')`, nil, &got)
			})
			if err != nil || got != test.want {
				t.Errorf("the limit is %q, want %q: %v", got, test.want, err)
			}
		})
	}
}

// behindPooler gives an address that goes through what refuses parameters that
// it does not know, as PgBouncer does, and passes the rest.
func behindPooler(t *testing.T, address string) string {
	t.Helper()
	config, err := pgconn.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	return listening(t, address, func(client net.Conn) { pool(client, config) })
}

// listening returns the address of a listener that stands for the server of an address,
// and calls serve for each connection.
func listening(t *testing.T, address string, serve func(client net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return // the test is over
			}
			go serve(client)
		}
	}()
	host, port, _ := net.SplitHostPort(listener.Addr().String())
	address = sqldbtest.With(t, sqldbtest.With(t, address, "host", host), "port", port)
	return sqldbtest.With(t, address, "sslmode", "disable")
}

func pool(client net.Conn, config *pgconn.Config) {
	defer func() { _ = client.Close() }()
	backend := pgproto3.NewBackend(client, client)
	message, err := backend.ReceiveStartupMessage()
	startup, ok := message.(*pgproto3.StartupMessage)
	if err != nil || !ok {
		return // to cancel a statement
	}
	if _, sent := startup.Parameters[idleLimit]; sent {
		backend.Send(&pgproto3.ErrorResponse{Severity: "FATAL", Code: "08P01", Message: "unsupported startup parameter: " + idleLimit})
		_ = backend.Flush()
		return
	}
	network, at := pgconn.NetworkAddress(config.Host, config.Port)
	server, err := net.Dial(network, at)
	if err != nil {
		return
	}
	defer func() { _ = server.Close() }()
	encoded, err := startup.Encode(nil)
	if err != nil {
		return
	}
	_, _ = server.Write(encoded)
	go func() {
		_, _ = io.Copy(server, client)
		_ = server.Close()
	}()
	_, _ = io.Copy(client, server)
}
