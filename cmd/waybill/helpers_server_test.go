package main

import (
	"context"
	"log/slog"
	"slices"
	"testing"

	"github.com/alecthomas/kong"

	"waybill/internal/sqldb"
)

// withoutLimits is how tests serve that are not about limits.
var withoutLimits = []string{"--per-minute=0", "--per-day=0", "--kept-answers=0"}

// settings gives the settings of serve for a command line, without limits unless
// that says some.
func settings(t testing.TB, args ...string) serve {
	t.Helper()
	var c commands
	parser, err := kong.New(&c, append(settingTypes(), kong.Vars{"version": "test"})...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(slices.Concat([]string{"serve"}, withoutLimits, args)); err != nil {
		t.Fatal(err)
	}
	return c.Serve
}

// testServer is the whole server as the command serve makes it, on a free port.
type testServer struct {
	db      *sqldb.DB
	address string
	admin   string // the address of the metrics; empty for none
}

// newTestServer starts a server on a database, for as long as the test runs.
func newTestServer(t *testing.T, database string, args ...string) *testServer {
	t.Helper()
	started, err := settings(t, append([]string{"--address=127.0.0.1:0", "--database=" + database}, args...)...).
		start(context.Background(), logs{Logger: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	go func() { stopped <- started.run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
	server := &testServer{db: started.db, address: started.listener.Addr().String()}
	if started.admin != nil {
		server.admin = started.admin.listener.Addr().String()
	}
	return server
}
