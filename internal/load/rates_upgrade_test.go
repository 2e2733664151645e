package load_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"waybill/internal/conformance"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tms"
)

// ratesDiffer counts the loads whose column has other rates than the table, and the rates in the
// table without a load.
const ratesDiffer = `SELECT (SELECT count(*) FROM loads WHERE financial_rates::jsonb <> rates_of(organization_id, id)::jsonb)
	+ (SELECT count(*) FROM load_rates AS r WHERE NOT EXISTS (SELECT FROM loads AS l WHERE l.organization_id = r.organization_id AND l.id = r.load_id))`

// TestPreviousVersionKeepsRates: after an upgrade on PostgreSQL, servers of the previous version,
// which know the table of rates, and servers of this version, which know the column, read
// the changes of each other.
func TestPreviousVersionKeepsRates(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	address := sqldbtest.Postgres(t)
	rate := func(entity string, amount float64) map[string]any {
		return map[string]any{"rate_entity": entity, "amount": amount}
	}
	two := []map[string]any{rate("CUSTOMER", 2200), rate("CARRIER", 0.30000000000000004)}
	h := host{conformance.At(t, address, append(parentGroups(), tms.Loads())), t}
	h.parents("P")
	h.Must(201, "POST", "loads", newLoad("L", "P", body{"financial_rates": two}))
	h.Must(201, "POST", "loads", newLoad("BARE", "P", nil))
	undo(t, h.DB, "postgres/00027_embedded_rates.sql")
	conn := connect(t, address)
	// More loads than the migration moves at a time.
	const loads = 2500
	conn.run("CREATE TEMPORARY TABLE copies AS SELECT * FROM loads WHERE external_reference_id = 'L'",
		fmt.Sprintf("CREATE TEMPORARY TABLE numbers AS SELECT 'N' || n AS reference, n AS amount FROM generate_series(1, %d) AS n", loads))
	copyLoads := func(prefix string) {
		t.Helper()
		conn.run("BEGIN ISOLATION LEVEL READ UNCOMMITTED",
			"CREATE TEMPORARY TABLE made ON COMMIT DROP AS SELECT copies.*, reference, amount FROM copies, numbers",
			"UPDATE made SET id = '"+prefix+"' || reference, external_reference_id = '"+prefix+"' || reference",
			"INSERT INTO load_rates SELECT organization_id, id, 0, 'CARRIER', amount FROM made",
			"ALTER TABLE made DROP COLUMN reference, DROP COLUMN amount",
			"INSERT INTO loads SELECT * FROM made",
			"COMMIT")
	}
	copyLoads("")
	if err := migrate(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	same := func(what string) {
		t.Helper()
		if differ := conn.number(ratesDiffer); differ > 0 {
			t.Errorf("after %s, %d rates differ", what, differ)
		}
	}
	answers := func(reference string, want ...map[string]any) {
		t.Helper()
		got := h.Must(200, "GET", "loads/"+reference, nil)["financial_rates"]
		list := make([]any, len(want))
		for i := range want {
			list[i] = want[i]
		}
		if diff := cmp.Diff(any(list), got); diff != "" {
			t.Errorf("the rates of %s (-want +got):\n%s", reference, diff)
		}
	}
	same("the migration")
	answers("L", two...)
	answers("BARE")
	answers("N1", rate("CARRIER", 1))
	answers(fmt.Sprint("N", loads), rate("CARRIER", loads))

	// The previous version.
	of := func(reference string) string {
		return "(organization_id, load_id) IN (SELECT organization_id, id FROM loads WHERE external_reference_id = '" + reference + "')"
	}
	conn.run("BEGIN", "DELETE FROM load_rates WHERE "+of("L"),
		"INSERT INTO load_rates SELECT organization_id, id, n, 'CARRIER', n * 0.1 FROM loads, generate_series(0, 2) AS n WHERE external_reference_id = 'L'", "COMMIT")
	same("an update by the previous version")
	answers("L", rate("CARRIER", 0), rate("CARRIER", 0.1), rate("CARRIER", 0.2))
	conn.run("INSERT INTO loads (SELECT * FROM json_populate_record(NULL::loads, (SELECT (to_jsonb(l) || '{\"id\": \"new\", \"external_reference_id\": \"NEW\", \"financial_rates\": \"[]\"}')::json FROM loads AS l WHERE external_reference_id = 'L')))",
		"INSERT INTO load_rates SELECT organization_id, id, n, 'CUSTOMER', n FROM loads, generate_series(0, 1) AS n WHERE external_reference_id = 'NEW'")
	same("a create by the previous version")
	answers("NEW", rate("CUSTOMER", 0), rate("CUSTOMER", 1))
	conn.run("UPDATE load_rates SET amount = 7 WHERE position = 1 AND "+of("NEW"), "DELETE FROM load_rates WHERE position = 0 AND "+of("NEW"))
	same("changes of the rows")
	answers("NEW", rate("CUSTOMER", 7))
	conn.run("BEGIN", "DELETE FROM loads WHERE external_reference_id = 'NEW'", "DELETE FROM load_rates WHERE load_id = 'new'", "COMMIT")
	same("a delete by the previous version")

	// This version.
	h.Must(201, "POST", "loads", newLoad("NEXT", "P", body{"financial_rates": two}))
	same("a create")
	h.Must(200, "PATCH", "loads/NEXT", body{"financial_rates": two[1:]})
	same("an update")
	h.Must(200, "PATCH", "loads/L", body{"financial_rates": []body{}})
	same("an update without rates")
	h.Must(204, "DELETE", "loads/N1", nil)
	same("a delete")
	if left := conn.number("SELECT count(*) FROM load_rates"); left != loads {
		t.Errorf("the table has %d rates, want %d", left, loads)
	}
}

// TestRatesMoveBesideChanges: the rates that a server of the previous version is changing while
// they are moved are those of its change.
func TestRatesMoveBesideChanges(t *testing.T) {
	t.Parallel()
	address := sqldbtest.Postgres(t)
	h := host{conformance.At(t, address, append(parentGroups(), tms.Loads())), t}
	h.parents("P")
	h.Must(201, "POST", "loads", newLoad("L", "P", body{"financial_rates": []body{{"rate_entity": "CUSTOMER", "amount": 1}}}))
	undo(t, h.DB, "postgres/00027_embedded_rates.sql")
	conn, other := connect(t, address), connect(t, address)
	content, err := os.ReadFile("../sqldb/migrations/postgres/00027_embedded_rates.sql")
	if err != nil {
		t.Fatal(err)
	}
	up, _, _ := strings.Cut(string(content), "-- +goose Down")
	conn.run(append(statementsOf(up), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (27, true)")...)

	conn.run("BEGIN", "UPDATE load_rates SET amount = 2", "INSERT INTO load_rates SELECT organization_id, load_id, 1, 'CARRIER', 3 FROM load_rates")
	migrated := make(chan error, 1)
	go func() { migrated <- migrate(t.Context(), address) }()
	for other.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%UPDATE loads SET financial_rates%'") == 0 {
		select {
		case err := <-migrated:
			t.Fatalf("the migration has not waited for the change: %v", err)
		default:
		}
	}
	conn.run("COMMIT")
	if err := <-migrated; err != nil {
		t.Fatal(err)
	}
	if differ := conn.number(ratesDiffer); differ > 0 {
		t.Errorf("the rates of %d loads differ", differ)
	}
}

// migrate brings the tables up to date.
func migrate(ctx context.Context, address string) error {
	db, err := sqldb.Open(ctx, address, sqldb.Options{Migrate: true})
	if err != nil {
		return err
	}
	return db.Close()
}

// connection is a connection to PostgreSQL of a test.
type connection struct {
	*pgx.Conn
	t *testing.T
}

func connect(t *testing.T, address string) connection {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(t.Context())) })
	return connection{conn, t}
}

// run runs statements one after another.
func (c connection) run(statements ...string) {
	c.t.Helper()
	for _, statement := range statements {
		if _, err := c.Exec(c.t.Context(), statement); err != nil {
			c.t.Fatalf("%s: %v", statement, err)
		}
	}
}

// number returns the number that a query finds.
func (c connection) number(query string) (found int) {
	c.t.Helper()
	if err := c.QueryRow(c.t.Context(), query).Scan(&found); err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
	return found
}
