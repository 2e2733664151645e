package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"waybill/internal/sqldb"
)

// checkStatements: the plan of every statement that ran on the resource's table, on metadata
// or on kept answers finds the rows of one organization, and reads no others.
func (s *suite) checkStatements(t *testing.T) {
	ran := slices.Compact(slices.Sorted(slices.Values(s.ran.Take())))
	statements := slices.DeleteFunc(ran, func(statement string) bool { return !s.mustSelectOne(statement) })
	if len(statements) < 10 {
		t.Errorf("only %d statements ran", len(statements))
	}
	if s.postgres {
		s.checkPostgresPlans(t, statements)
		return
	}
	for _, statement := range statements {
		s.checkPlan(t, statement)
	}
}

// mustSelectOne reports whether a statement must select the rows of one organization. The
// maintenance of the text index is for all of them, and so are the commands for keys.
func (s *suite) mustSelectOne(statement string) bool {
	maintains := strings.HasPrefix(statement, "UPDATE text_indexes") || strings.HasPrefix(statement, "SELECT max(") ||
		strings.HasPrefix(statement, "INSERT INTO "+s.Plural+"_text ") || strings.Contains(statement, "FROM organizations o JOIN api_keys")
	return !maintains && (strings.Contains(statement, s.Plural) || strings.Contains(statement, "FROM metadata") || strings.Contains(statement, "FROM events") || strings.Contains(statement, "idempotency_keys"))
}

// readsOthers reports whether a step of a plan reads rows of the table, or of metadata,
// that neither the organization nor a text index selects.
func (s *suite) readsOthers(step string) bool {
	for _, table := range []string{s.Plural, "events", "metadata", "m"} { // m is how lists call metadata
		how, of, _ := strings.Cut(step+" ", " "+table+" ")
		if how == "SCAN" || strings.HasSuffix(step, "SCAN "+table) ||
			how == "SEARCH" && !strings.Contains(of, "organization_id=?") && !strings.Contains(of, "INTEGER PRIMARY KEY (rowid") {
			return true
		}
	}
	return false
}

// placeholders returns the number of arguments of a statement.
func placeholders(statement string) (n int) {
	for strings.Contains(statement, fmt.Sprint("$", n+1)) {
		n++
	}
	return n
}

func (s *suite) checkPlan(t *testing.T, statement string) {
	args := make([]any, placeholders(statement))
	// A list of the latest changes in their order begins at the first of them.
	begins := !strings.Contains(statement, "AS scanned") || !strings.Contains(statement, "ORDER BY updated_at") || !strings.Contains(statement, "updated_at >= ")
	// The test's own context is over when the statements are judged.
	err := s.db.Read(context.Background(), func(tx *sqldb.ReadTx) error {
		return tx.Rows("EXPLAIN QUERY PLAN "+statement, args, func(scan func(...any) error) error {
			var id, parent, unused int
			var step string
			if err := scan(&id, &parent, &unused, &step); err != nil {
				return err
			}
			if s.readsOthers(step) {
				t.Errorf("%s: %s", step, statement)
			}
			begins = begins || strings.Contains(step, "(organization_id=? AND updated_at>?)")
			return nil
		})
	})
	if err != nil {
		t.Errorf("explain %s: %v", statement, err)
	}
	if !begins {
		t.Errorf("the scan does not begin at the bound of its order: %s", statement)
	}
}

// checkPostgresPlans looks at the plans that PostgreSQL chooses if it has to use an index
// wherever it can. The plans without this rule depend on the number of rows.
func (s *suite) checkPostgresPlans(t *testing.T, statements []string) {
	ctx := context.Background() // the context of the test has ended
	conn, err := pgx.Connect(ctx, s.address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan", pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	for _, statement := range statements {
		plan, err := explain(ctx, conn, statement)
		if err != nil {
			t.Errorf("explain %s: %v", statement, err)
			continue
		}
		if step := plan.readsOthers(); step != nil {
			t.Errorf("a step reads rows of other organizations: %+v: %s", *step, statement)
		}
	}
}

// planStep is a step of a plan of PostgreSQL.
type planStep struct {
	Type      string     `json:"Node Type"`
	Table     string     `json:"Relation Name"`
	Condition string     `json:"Index Cond"`
	Recheck   string     `json:"Recheck Cond"`
	Filter    string     `json:"Filter"`
	Steps     []planStep `json:"Plans"`
}

func explain(ctx context.Context, conn *pgx.Conn, statement string) (plan planStep, err error) {
	prepared, err := conn.Prepare(ctx, "explained", statement)
	if err != nil {
		return plan, err
	}
	defer conn.Deallocate(ctx, "explained") //nolint:errcheck // the connection is closed after the test
	call := "EXPLAIN (FORMAT JSON) EXECUTE explained"
	if nulls := slices.Repeat([]string{"NULL"}, len(prepared.ParamOIDs)); len(nulls) > 0 {
		call += "(" + strings.Join(nulls, ", ") + ")"
	}
	var text []byte
	if err := conn.QueryRow(ctx, call, pgx.QueryExecModeSimpleProtocol).Scan(&text); err != nil {
		return plan, err
	}
	var plans []struct{ Plan planStep }
	if err := json.Unmarshal(text, &plans); err != nil || len(plans) != 1 {
		return plan, fmt.Errorf("%w: %s", err, text)
	}
	return plans[0].Plan, nil
}

// readsOthers returns a step that is not limited to one organization, or nil.
func (p *planStep) readsOthers() *planStep {
	if !p.selectsOne() {
		return p
	}
	for i := range p.Steps {
		if found := p.Steps[i].readsOthers(); found != nil {
			return found
		}
	}
	return nil
}

// selectsOne reports whether a step gives the rows of one organization. The text index has
// the texts of all, so a bitmap of it is compared with the organization afterwards.
func (p *planStep) selectsOne() bool {
	const organization = "organization_id ="
	switch p.Type {
	case "Seq Scan":
		return false
	case "Index Scan", "Index Only Scan":
		return strings.Contains(p.Condition, organization)
	case "Bitmap Index Scan":
		return strings.Contains(p.Condition, organization) || strings.Contains(p.Condition, "_folded ~~")
	case "Bitmap Heap Scan":
		return strings.Contains(p.Recheck, organization) || strings.Contains(p.Filter, organization)
	}
	return true
}
