package sqldbtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// PgBouncer starts a PgBouncer in front of a database, and returns the address of the
// database through it. Without pgbouncer the test is skipped, or fails if CI is set.
func PgBouncer(t testing.TB, address, mode string) string {
	t.Helper()
	program, err := findPgBouncer()
	if err != nil {
		missingTool(t, "pgbouncer")
	}
	server, err := pgx.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "pgb")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	password := ""
	if server.Password != "" {
		password = " password=" + server.Password
	}
	config := fmt.Sprintf("[databases]\n* = host=%s port=%d user=%s%s\n"+
		"[pgbouncer]\npool_mode = %s\nauth_type = any\nunix_socket_dir = %s\nlisten_port = 6432\n%s",
		server.Host, server.Port, server.User, password, mode, folder, withoutPrepared(t, program))
	file := filepath.Join(folder, "pgbouncer.ini")
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil { //nolint:gosec // another user reads it
		t.Fatal(err)
	}
	if err := giveAway(folder); err != nil {
		t.Fatal(err)
	}
	log := &strings.Builder{}
	bouncer := command(program, file)
	bouncer.Stderr = log
	if err := bouncer.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = bouncer.Process.Signal(syscall.SIGTERM)
		_ = bouncer.Wait()
		if t.Failed() {
			t.Log(log)
		}
	})
	through := "postgres:///" + server.Database + "?user=" + url.QueryEscape(server.User) + "&port=6432&host=" + folder
	awaitConnection(t, through)
	return through
}

// withoutPrepared returns the setting that disables the support of prepared statements,
// which PgBouncer has since version 1.21.
func withoutPrepared(t testing.TB, program string) string {
	t.Helper()
	said, err := command(program, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	var major, minor int
	if _, err := fmt.Sscanf(string(said), "PgBouncer %d.%d", &major, &minor); err != nil || major == 1 && minor < 21 {
		return ""
	}
	return "max_prepared_statements = 0\n"
}

func findPgBouncer() (string, error) {
	if program, err := exec.LookPath("pgbouncer"); err == nil {
		return program, nil
	}
	return exec.LookPath("/usr/sbin/pgbouncer") // its folder is not always in PATH
}

func awaitConnection(t testing.TB, address string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err := waitUntil(ctx, func() (bool, error) {
		err := connect(ctx, address)
		return err == nil, err
	})
	if err != nil {
		t.Fatalf("pgbouncer does not take connections: %v", err)
	}
}

// missingTool skips a test that needs a program, or fails it if CI is set.
func missingTool(t testing.TB, name string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("there is no %s, and CI must test with it", name)
	}
	t.Skipf("there is no %s: install it to run this test", name)
}
