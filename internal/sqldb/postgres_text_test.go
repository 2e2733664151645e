package sqldb_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// Without pg_trgm, and without the right to create it, searches work, and the log
// says that they are slow. Once there is the right, the index comes, in place of
// one that an interrupted build has left.
func TestSearchesNeedNoExtension(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	address := sqldbtest.Postgres(t)
	admin, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = admin.Close(context.Background()) })
	role := fmt.Sprintf("poor_%d", os.Getpid())
	for _, statement := range []string{
		"DROP EXTENSION pg_trgm CASCADE",
		"CREATE ROLE " + role + " LOGIN",
		"GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role,
	} {
		if _, err := admin.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		_, err := admin.Exec(context.Background(), "DROP OWNED BY "+role+"; DROP ROLE "+role)
		if err != nil {
			t.Error(err)
		}
	})
	poor := strings.Replace(address, "user=waybill", "user="+role, 1)
	if poor == address {
		t.Skip("the server is not ours")
	}
	var log strings.Builder
	db := open(t, poor, sqldb.Options{Migrate: true, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if !strings.Contains(log.String(), "searches are slow") {
		t.Errorf("the log says %q", log.String())
	}
	err = db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Search(tx.Containing("customers", "name_folded", "acme", 2).Count, []any{1, "acme"}, func(func(...any) error) error { return nil })
	})
	if err != nil {
		t.Error(err)
	}

	_ = open(t, address, sqldb.Options{Migrate: true}).Close()
	const valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'customers_text'::regclass"
	for _, statement := range []string{"SELECT", "UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'customers_text'::regclass"} {
		if _, err := admin.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
		_ = open(t, address, sqldb.Options{Migrate: true}).Close()
		var is bool
		if err := admin.QueryRow(t.Context(), valid).Scan(&is); err != nil || !is {
			t.Errorf("the index is valid: %v, %v", is, err)
		}
	}
}
