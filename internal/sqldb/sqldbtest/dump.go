package sqldbtest

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/jackc/pgx/v5"
)

// notSQL matches the lines of pg_dump that not every server or user can run: commands of
// psql, a setting of newer servers, and comments on extensions.
var notSQL = regexp.MustCompile(`(?m)^(\\.*|--.*|SET transaction_timeout.*|COMMENT ON EXTENSION.*)?\n`)

// Dump returns the SQL that creates a PostgreSQL database as it is now, for Load.
func Dump(t testing.TB, address string) string {
	t.Helper()
	// The path may have links to only some of the programs.
	initdb, err := filepath.EvalSymlinks(filepath.Join(findBinaries(), "initdb"))
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), filepath.Join(filepath.Dir(initdb), "pg_dump"),
		"--no-owner", "--no-privileges", "--inserts", "--dbname", address)
	dump, err := c.Output()
	if err != nil {
		t.Fatalf("pg_dump: %v", err)
	}
	return notSQL.ReplaceAllString(string(dump), "")
}

// Load runs the SQL of Dump in an empty database.
func Load(t testing.TB, address, dump string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if _, err := conn.PgConn().Exec(t.Context(), dump).ReadAll(); err != nil {
		t.Fatalf("loading a dump: %v", err)
	}
}
