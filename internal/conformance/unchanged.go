package conformance

import (
	"net/http/httptest"
	"slices"
	"testing"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// updateOfNothing: an update that changes nothing has the usual answer, and does not write
// the row. Its condition is checked nevertheless.
func (s *suite) updateOfNothing(t *testing.T) {
	c := s.organization(t, "one")
	path := s.Plural + "/R"
	c.create("R", nil)
	c.must(200, "PATCH", path, s.change(0))
	before := c.ask("GET", path, nil)
	row := s.row(t, c, "R")
	old := tag(tagged(t, before) - 1)
	bodies := map[string]body{"nothing": {}, "what was read": decoded(t, before), "the last change": s.change(0)}
	for _, f := range s.Fields {
		bodies[f.Name] = body{f.Name: decoded(t, before)[f.Name]}
	}
	for name, sent := range bodies {
		for _, method := range []string{"PUT", "PATCH"} {
			got := c.ask(method, path, sent)
			if got.Code != 200 || got.Body.String() != before.Body.String() || got.Header().Get("ETag") != before.Header().Get("ETag") {
				t.Errorf("%s of %s is answered %d %v %s, the record was %s", method, name, got.Code, got.Header(), got.Body, before.Body)
			}
			if got := c.ask(method, path, sent, "If-Match", old); got.Code != 412 {
				t.Errorf("%s of %s to another version is answered %d %s", method, name, got.Code, got.Body)
			}
		}
		for _, operation := range []string{"update", "upsert"} {
			item := s.item(operation, "R")
			item[s.payload()] = withoutReference(sent)
			got := c.ask("POST", "batch/"+s.Plural, body{"items": []body{item}})
			s.checkOutcome(t, got, decoded(t, before)["id"])
		}
	}
	if now := s.row(t, c, "R"); !slices.Equal(now, row) {
		t.Errorf("the row was %v, and is %v", row, now)
	}
	c.must(200, "PATCH", path, s.change(1))
	if now := s.row(t, c, "R"); slices.Equal(now, row) {
		t.Error("the row does not show a change")
	}
}

func (s *suite) checkOutcome(t *testing.T, got *httptest.ResponseRecorder, id any) {
	t.Helper()
	answer := decoded(t, got)
	results, _ := answer["results"].([]any)
	if got.Code != 200 || len(results) != 1 || results[0].(body)["success"] != true || results[0].(body)["id"] != id {
		t.Errorf("a batch that changes nothing is answered %d %s", got.Code, got.Body)
	}
}

// withoutReference returns a payload without the external reference, which its item has.
func withoutReference(sent body) body {
	payload := body{}
	for name, value := range sent {
		if name != schema.ExternalReferenceID {
			payload[name] = value
		}
	}
	return payload
}

// row returns the version and the time of update of a client's record, and on PostgreSQL
// the transaction that wrote the row.
func (s *suite) row(t *testing.T, c client, reference string) []any {
	t.Helper()
	statement := `SELECT version, updated_at, '' FROM `
	if s.postgres {
		statement = `SELECT version, updated_at, xmin::text FROM `
	}
	var version, updated int64
	var writer string
	err := s.db.Read(t.Context(), func(tx *sqldb.ReadTx) (err error) {
		organization, err := c.organization(tx)
		if err != nil {
			return err
		}
		return tx.Row(statement+s.Plural+` WHERE organization_id = $1 AND external_reference_id = $2`,
			[]any{organization, reference}, &version, &updated, &writer)
	})
	if err != nil {
		t.Fatal(err)
	}
	return []any{version, updated, writer}
}
