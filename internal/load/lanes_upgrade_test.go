package load_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waybill/internal/conformance"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tms"
)

// laneMigrations are the first migrations of the sums of lanes, by whether the engine is
// PostgreSQL.
var laneMigrations = map[bool]string{false: "sqlite/00016_lanes.sql", true: "postgres/00014_lanes.sql"}

// undo makes a database one of the version before a migration.
func undo(t *testing.T, db *sqldb.DB, first string) {
	t.Helper()
	first = filepath.Join("../sqldb/migrations", first)
	all, err := filepath.Glob(filepath.Join(filepath.Dir(first), "*.sql"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Backward(all[slices.Index(all, first):]) {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, down, _ := strings.Cut(string(content), "-- +goose Down")
		number := strings.TrimLeft(strings.Split(filepath.Base(name), "_")[0], "0")
		statements := append(statementsOf(down), "DELETE FROM goose_db_version WHERE version_id >= "+number)
		err = db.Write(t.Context(), func(tx *sqldb.Tx) error {
			for _, statement := range statements {
				if _, err := tx.Exec(statement); err != nil {
					return fmt.Errorf("%s: %w", statement, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// statementsOf returns the statements of a part of a migration. A statement with semicolons of
// its own is marked.
func statementsOf(text string) (statements []string) {
	for part := range strings.SplitSeq(text, "-- +goose Statement") {
		if marked, ok := strings.CutPrefix(part, "Begin"); ok {
			statements = append(statements, marked)
			continue
		}
		statements = append(statements, strings.Split(strings.TrimPrefix(part, "End"), ";")...)
	}
	return slices.DeleteFunc(statements, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// TestUpgradeSumsLanes: the migrations sum the loads that are there, by lanes and by weeks.
func TestUpgradeSumsLanes(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, upgradeLanes)
}

// upgradeLanes fills a database with random loads, and upgrades it from the version before
// the sums of lanes.
func upgradeLanes(t *testing.T, address string) {
	t.Helper()
	t.Run("before", func(t *testing.T) {
		h := host{conformance.At(t, address, append(parentGroups(), tms.Loads())), t}
		h.laneParents()
		random := rand.New(rand.NewPCG(1, 1))
		for n := range 40 {
			h.Must(201, "POST", "loads", newLoad(fmt.Sprint(n), "P", randomChanges(random)))
		}
		undo(t, h.DB, laneMigrations[h.DB.Shared()])
	})
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Migrate: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	checkLanes(t, db)
	checkWeeks(t, db)
}

// TestPreviousVersionKeepsLanes: after an upgrade, a server of a previous version may still
// change loads on PostgreSQL. Its changes are in the sums, too. The version before the sums
// of lanes begins transactions by BEGIN, the version before the counts of weeks by BEGIN
// DEFERRABLE.
func TestPreviousVersionKeepsLanes(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	address := sqldbtest.Postgres(t)
	upgradeLanes(t, address)
	conn := connect(t, address)
	for _, statement := range []string{
		"UPDATE loads SET status = 'COMPLETED' WHERE external_reference_id IN ('1', '2', '3', '4', '5', '6', '7', '8')",
		"UPDATE loads SET carrier_rate = carrier_rate + 7.5, total_distance = 12.0005",
		"UPDATE loads SET origin_state = 'US-TX', origin_area = NULL WHERE external_reference_id > '20'",
		"UPDATE loads SET carrier_id = (SELECT max(id) FROM carriers) WHERE external_reference_id < '30'",
		"DELETE FROM loads WHERE external_reference_id IN ('2', '12', '22')",
		"CREATE TEMPORARY TABLE copies AS SELECT * FROM loads WHERE external_reference_id IN ('1', '3', '13', '33')",
		"UPDATE copies SET id = id || '0', external_reference_id = 'COPY ' || external_reference_id",
		"INSERT INTO loads SELECT * FROM copies",
	} {
		conn.run("BEGIN", statement, "COMMIT")
	}
	conn.run("BEGIN DEFERRABLE", "UPDATE loads SET pickup_at = pickup_at + 604800000000 * (CAST(external_reference_id AS integer) % 3 - 1), updated_at = updated_at + 5 WHERE external_reference_id < '30'", "COMMIT")
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	checkLanes(t, db)
	checkWeeks(t, db)
}
