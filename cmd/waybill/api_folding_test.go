package main

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/cases"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// Names in Cherokee that an older version folded are folded anew by a migration,
// and then found by either case.
func TestCherokeeIsFoldedAnew(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const key = "cherokee-key-of-a-test"
	names := map[string]string{
		"UPPER": "Ꭰ ᎣᏏᏲ Ᏽ", "LOWER": "ꭰ ꭳꮟᏺ ᏽ", "MIXED": "Straße Ꭰ ꭳᏏᏲ ᏽ", "OTHER": "Ὀδυσσεύς",
	}
	sqldbtest.Each(t, func(t *testing.T, address string) {
		server := newTestServer(t, address)
		if _, err := tenant.ImportKeys(t.Context(), server.db, strings.NewReader(key+",one")); err != nil {
			t.Fatal(err)
		}
		c := newClient(t, server.address, key)
		for reference, name := range names {
			c.expect(t, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"`+reference+`","name":"`+name+`"}`)
		}
		foldAsBefore(t, address, names)
		for search, want := range map[string]int{"ᎣᏏᏲ": 3, "ꭳꮟᏺ": 3, "Ꭰ": 3, "ᏽ": 3, "Ᏽ": 3, "ὀΔΥΣ": 1, "STRASSE ꭰ": 1} {
			got := c.expect(t, http.StatusOK, "GET", customersPath+"?name_contains="+url.QueryEscape(search), "")
			if found := strings.Count(string(got.body), `"external_reference_id"`); found != want {
				t.Errorf("%s is found in %d names, want %d: %s", search, found, want, got.body)
			}
		}
	})
}

// foldAsBefore stores what the older version did, and runs the migration.
func foldAsBefore(t *testing.T, address string, names map[string]string) {
	t.Helper()
	db := openDatabase(t, address)
	defer func() { _ = db.Close() }()
	exec := func(statement string, arguments ...any) {
		if _, err := db.Exec(statement, arguments...); err != nil {
			t.Fatal(err)
		}
	}
	for reference, name := range names {
		exec("UPDATE customers SET name_folded = $1 WHERE external_reference_id = $2", cases.Fold().String(name), reference)
	}
	engine := "sqlite"
	if sqldb.IsPostgres(address) {
		engine = "postgres"
	}
	files, err := filepath.Glob("../../internal/sqldb/migrations/" + engine + "/*_cherokee.sql")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	migration, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	up, _, _ := strings.Cut(string(migration), "-- +goose Down")
	exec(up)
}
