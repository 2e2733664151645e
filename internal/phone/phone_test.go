package phone

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

// TestFindUsesTheIndexes expects that each statement, as it is sent, looks for both bounds of the
// digits in the index of an organization's phones.
func TestFindUsesTheIndexes(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		var ran sqldbtest.Trace
		db, err := sqldb.Open(t.Context(), address, sqldb.Options{Trace: ran.Add, Migrate: true})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		ran.Take()
		err = db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			_, err := Find(tx, 1, "3125550100")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		explain := explainSQLite
		if sqldb.IsPostgres(address) {
			explain = explainPostgres
		}
		var looked []string
		for _, statement := range slices.Compact(ran.Take()) {
			if !strings.Contains(statement, "phone") {
				continue
			}
			plan := explain(t, db, address, statement)
			for _, table := range []string{"customers", "carriers", "carrier_contacts", "locations"} {
				if strings.Contains(plan, table+"_by_phone with both bounds") {
					looked = append(looked, table)
				}
			}
			if !strings.Contains(plan, "with both bounds") {
				t.Errorf("%s: %s", statement, plan)
			}
		}
		if want := []string{"customers", "carriers", "carrier_contacts", "locations"}; !slices.Equal(looked, want) {
			t.Errorf("the indexes of %q are used, want %q", looked, want)
		}
	})
}

// explainSQLite returns the steps of the plan of a statement.
func explainSQLite(t *testing.T, db *sqldb.DB, _, statement string) (plan string) {
	t.Helper()
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows("EXPLAIN QUERY PLAN "+statement, make([]any, 9), func(scan func(...any) error) error {
			var id, parent, unused int
			var step string
			err := scan(&id, &parent, &unused, &step)
			step = strings.Replace(step, "organization_id=? AND <expr>=?", "organization_id=?", 1) // the part
			plan += strings.ReplaceAll(step, " (organization_id=? AND <expr>>? AND <expr><?)", " with both bounds") + "\n"
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// explainPostgres returns the index conditions of the plan that is good for any values. PostgreSQL
// has to use an index wherever it can: otherwise the plan depends on the number of rows.
func explainPostgres(t *testing.T, _ *sqldb.DB, address, statement string) (plan string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if _, err := conn.Exec(t.Context(), "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan", pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Prepare(t.Context(), "explained", statement); err != nil {
		t.Fatal(err)
	}
	var text []byte
	if err := conn.QueryRow(t.Context(), "EXPLAIN (FORMAT JSON) EXECUTE explained(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)", pgx.QueryExecModeSimpleProtocol).Scan(&text); err != nil {
		t.Fatal(err)
	}
	var plans []struct{ Plan planStep }
	if err := json.Unmarshal(text, &plans); err != nil || len(plans) != 1 {
		t.Fatalf("%v: %s", err, text)
	}
	return plans[0].Plan.String()
}

// planStep is a step of a plan of PostgreSQL.
type planStep struct {
	Type      string     `json:"Node Type"`
	Index     string     `json:"Index Name"`
	Condition string     `json:"Index Cond"`
	Steps     []planStep `json:"Plans"`
}

// String returns the step and those below it.
func (p planStep) String() string {
	condition := p.Condition
	if strings.Contains(condition, "organization_id = $1") && strings.Contains(condition, ">= ") && strings.Contains(condition, "< ") {
		condition = "with both bounds"
	}
	text := fmt.Sprintf("%s %s %s\n", p.Type, p.Index, condition)
	for _, step := range p.Steps {
		text += step.String()
	}
	return text
}
