package conformance

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// columns: the migrated table has the columns of the declaration. A migration adds a column
// behind the others, wherever the declaration has it.
func (s *suite) columns(t *testing.T, r interface{ ColumnNames() []string }) {
	statement := `SELECT name FROM pragma_table_info($1) WHERE name <> 'row'` // row is SQLite's own
	if s.postgres {
		statement = `SELECT column_name::text FROM information_schema.columns WHERE table_name = $1`
	}
	var table []string
	err := s.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(statement, []any{s.Plural}, func(scan func(...any) error) error {
			table = append(table, "")
			return scan(&table[len(table)-1])
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	declared := append([]string{"organization_id"}, r.ColumnNames()...)
	slices.Sort(table)
	slices.Sort(declared)
	if diff := cmp.Diff(declared, table); diff != "" {
		t.Errorf("the columns of the table (-the declaration's +the table's):\n%s", diff)
	}
}

func (s *suite) required(t *testing.T) {
	c := s.organization(t, "one")
	var want []string
	for _, f := range s.Fields {
		if f.Required {
			want = append(want, "missing "+f.Name)
		}
	}
	if got := details(c.must(422, "POST", s.Plural, body{})); !slices.Equal(got, want) {
		t.Errorf("an empty object: %v, want %v", got, want)
	}
}

// limits: each text is accepted up to its limits in code points, and refused beyond.
func (s *suite) limits(t *testing.T) {
	c := s.organization(t, "one")
	for i, f := range s.Fields {
		if f.Type != "string" || f.Enum != nil || f.Format != "" {
			continue
		}
		text := func(length int) string { return fmt.Sprintf("%s%d", strings.Repeat("漢", length-1), i%10) }
		send := func(value any) (int, []string) {
			status, answer := c.send("POST", s.Plural, s.valid(fmt.Sprint("limit-", i), body{f.Name: value}))
			return status, details(answer)
		}
		expect := func(value any, want string) {
			t.Helper()
			status, got := send(value)
			if want == "" && status != http.StatusCreated || want != "" && !slices.Equal(got, []string{want + " " + f.Name}) {
				t.Errorf("%s: status %d, %v, want %q", f.Name, status, got, want)
			}
		}
		if f.MaxLength > 0 {
			expect(text(f.MaxLength+1), "string_too_long")
		}
		if f.MinLength > 0 {
			expect("", "string_too_short")
		}
		expect(5, "string_type")
		expect([]string{}, "string_type")
		if f.Pattern != "" {
			expect("漢字", "string_pattern_mismatch")
			continue
		}
		expect("a\x00b", "value_error")
		switch {
		case f.Target != "":
			expect(text(f.MaxLength), "value_error") // there is no such record
		case f.MaxLength > 0:
			expect(text(f.MaxLength), "")
		}
	}
}

func (s *suite) nullAndAbsent(t *testing.T) {
	c := s.organization(t, "one")
	made := c.must(201, "POST", s.Plural, s.bare("bare", nil))
	for _, f := range s.Fields {
		if f.Required {
			continue
		}
		if !cmp.Equal(made[f.Name], f.Default) {
			t.Errorf("%s left out is %v, want %v", f.Name, made[f.Name], f.Default)
		}
		status, answer := c.send("POST", s.Plural, s.valid("null-"+f.Name, body{f.Name: nil}))
		switch {
		case f.Nullable && (status != 201 || answer[f.Name] != nil):
			t.Errorf("%s null: status %d, %v", f.Name, status, answer)
		case !f.Nullable && status != 422:
			t.Errorf("%s null: status %d, want 422", f.Name, status)
		}
	}
}

// partialUpdate: PUT and PATCH change only the fields that are sent.
func (s *suite) partialUpdate(t *testing.T) {
	c := s.organization(t, "one")
	before := c.create("R", nil)
	for i, f := range s.Fields {
		if f.Name == schema.ExternalReferenceID || !f.Nullable || f.Target != "" { // a reference has members that are only answered
			continue
		}
		after := c.must(200, []string{"PUT", "PATCH"}[i%2], s.Plural+"/R", body{f.Name: nil, schema.ExternalReferenceID: "ignored"})
		before[f.Name], before["updated_at"] = nil, after["updated_at"]
		if !cmp.Equal(before, after) {
			t.Errorf("%s cleared:\n%v\nwant\n%v", f.Name, after, before)
		}
		if read := c.must(200, "GET", s.Plural+"/R", nil); !cmp.Equal(read, after) {
			t.Errorf("read\n%v\nafter\n%v", read, after)
		}
	}
	missing := c.must(404, "PATCH", s.Plural+"/NONE", body{})
	if want := s.Noun + " with external_reference_id 'NONE' not found"; missing["detail"] != want {
		t.Errorf("%v, want %q", missing, want)
	}
}

// updatesAtOnce: clients that change different fields at once lose no change.
func (s *suite) updatesAtOnce(t *testing.T) {
	c := s.organization(t, "one")
	c.create("R", nil)
	want := map[string]string{}
	var wait sync.WaitGroup
	for _, f := range s.Fields {
		if !isAnyText(f) || !f.Nullable {
			continue
		}
		want[f.Name] = "19"
		wait.Go(func() {
			for n := range 20 {
				c.send("PATCH", s.Plural+"/R", body{f.Name: fmt.Sprint(n)})
			}
		})
	}
	wait.Wait()
	got := c.must(200, "GET", s.Plural+"/R", nil)
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s is %v, want %v", name, got[name], value)
		}
	}
}

func (s *suite) unknownMembers(t *testing.T) {
	c := s.organization(t, "one")
	strict := []string{"Prefer", "handling=strict"}
	sent := s.valid("R", body{"nope": 1, "id": "x"})
	c.must(201, "POST", s.Plural, sent)
	if got := details(c.must(422, "POST", s.Plural, sent, strict...)); len(got) != 2 || !slices.Contains(got, "extra_forbidden nope") {
		t.Errorf("strict create: %v", got)
	}
	if got := details(c.must(422, "PATCH", s.Plural+"/R", body{schema.ExternalReferenceID: "R"}, strict...)); !slices.Equal(got, []string{"extra_forbidden " + schema.ExternalReferenceID}) {
		t.Errorf("strict update: %v", got)
	}
}

// unknownParameters: every route refuses unknown parameters if the client prefers strict
// handling. Their errors follow the errors of the known parameters.
func (s *suite) unknownParameters(t *testing.T) {
	c := s.organization(t, "one")
	c.create("R", nil)
	for _, test := range []struct {
		method, path string
		known        string // a parameter of the route that is wrong, if it has any
		wrong        []string
	}{
		{"GET", s.Plural, "&page=0", []string{"greater_than_equal page"}},
		{"GET", s.Plural + "/R", "", nil},
		{"GET", s.Plural + "/NONE", "", nil},
		{"POST", s.Plural, "&dry_run=maybe", []string{"bool_parsing dry_run"}},
		{"PUT", s.Plural + "/R", "&dry_run=maybe", []string{"bool_parsing dry_run"}},
		{"PATCH", s.Plural + "/NONE", "&dry_run=maybe", []string{"bool_parsing dry_run"}},
		{"DELETE", s.Plural + "/R", "&dry_run=maybe", []string{"bool_parsing dry_run"}},
		{"POST", "batch/" + s.Plural, "&atomic=maybe", []string{"bool_parsing atomic"}},
	} {
		const query = "?dryrun=true&x+y=1&dryrun=false"
		want := slices.Concat(test.wrong, []string{"extra_forbidden dryrun", "extra_forbidden x y"})
		if test.method[0] == 'P' { // the errors of the body come last
			want = append(want, "missing body")
		}
		got := c.ask(test.method, test.path+query+test.known, nil, "Prefer", "handling=strict")
		if found := details(decoded(t, got)); got.Code != 422 || !slices.Equal(found, want) {
			t.Errorf("%s %s is answered %d %s, want %q", test.method, test.path, got.Code, got.Body, want)
		}
		lenient := c.ask(test.method, test.path+query+"&dry_run=true", nil)
		if lenient.Code == 422 && strings.Contains(lenient.Body.String(), "extra_forbidden") {
			t.Errorf("%s %s without a preference is answered %s", test.method, test.path, lenient.Body)
		}
	}
	c.must(200, "GET", s.Plural+"?page=1&sort=-created_at", nil, "Prefer", "handling=strict")
	c.must(200, "GET", s.Plural+"/R", nil, "Prefer", "handling=strict")
	c.must(200, "PATCH", s.Plural+"/R?dry_run=false", body{}, "Prefer", "handling=strict")
	var many strings.Builder
	for i := range 250 {
		fmt.Fprintf(&many, "&u%d=1", i)
	}
	got := c.ask("GET", s.Plural+"?page=0"+many.String(), nil, "Prefer", "handling=strict")
	last := `,{"type":"too_many_errors","loc":["query"],"msg":"151 more errors are not listed"}]}`
	if got.Code != 422 || !strings.HasSuffix(got.Body.String(), last) || strings.Count(got.Body.String(), "extra_forbidden") != 99 {
		t.Errorf("many unknown parameters are answered %d %s", got.Code, got.Body)
	}
}

// sortsAndPages: every sort has the order of a model, and its pages have all records.
func (s *suite) sortsAndPages(t *testing.T) {
	c := s.organization(t, "one")
	seed := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same order in every run
	var all []body
	for i := range 37 {
		changes := body{}
		for _, f := range s.sortable() {
			changes[f.Name] = random(f, seed)
		}
		all = append(all, c.create(fmt.Sprintf("S-%02d", i), changes))
	}
	for i := range 10 { // so that the order of updates differs from the order of creation
		at := seed.IntN(len(all))
		all[at] = c.must(200, "PATCH", s.Plural+"/"+all[at][schema.ExternalReferenceID].(string), s.change(i))
		all[at]["touched"] = i + 1
	}
	sizes := []int{3, 36}       // small pages, so that there are far pages
	if s.whole && !s.postgres { // pages are counted by the shared code
		sizes = []int{1, 2, 5, 36}
	}
	for _, sort := range s.sorts() {
		want := slices.Clone(all)
		s.sortAs(want, sort)
		wanted := ids(body{"items": anys(want)})
		for _, size := range sizes {
			if got := s.allPages(c, sort, size); !slices.Equal(got, wanted) {
				t.Errorf("sort=%s, pages of %d:\n%v\nwant\n%v", sort, size, got, wanted)
			}
		}
	}
}

// allPages reads a list page by page until a page is empty.
func (s *suite) allPages(c client, sort string, size int) (all []string) {
	for page := 1; ; page++ {
		list := c.must(200, "GET", fmt.Sprintf("%s?sort=%s&page=%d&page_size=%d", s.Plural, sort, page, size), nil)
		items := ids(list)
		all = append(all, items...)
		if len(items) == 0 {
			return all
		}
	}
}

func ids(list body) (all []string) {
	for _, item := range list["items"].([]any) {
		all = append(all, item.(body)["id"].(string))
	}
	return all
}

func anys(list []body) (all []any) {
	for _, item := range list {
		all = append(all, item)
	}
	return all
}

// filters: each filter of a text finds the matching records. A search ignores case. No
// character of a client's text is a wildcard.
func (s *suite) filters(t *testing.T) {
	c := s.organization(t, "one")
	for _, p := range s.Parameters {
		field := strings.TrimSuffix(p.Name, "_contains")
		if f, ok := s.field(field); !ok || !isAnyText(f) || p.Match != schema.Contains && p.Match != schema.Equals {
			continue
		}
		value := func(n int) string { return fmt.Sprintf(`%sX_%d%%\É`, field, n) }
		for n := range 3 {
			c.create(fmt.Sprint(p.Name, n), body{field: value(n)})
		}
		tests := map[string]int{value(1): 1, "%": 0, "nothing": 0, strings.ToUpper(value(1)): 0}
		if s.ignoresCase(field) {
			tests[strings.ToUpper(value(1))] = 1
		}
		if p.Match == schema.Contains {
			tests = map[string]int{value(1): 1, strings.ToUpper(value(1)): 1, `x_`: 3, `X%`: 0, `%\é`: 3, `_`: 3, "": 3, `\\`: 0, strings.Repeat("x", 60_000): 0}
		}
		for text, want := range tests {
			if got := c.found(p.Name, text); got != want {
				t.Errorf("%s=%q finds %d, want %d", p.Name, text, got, want)
			}
		}
		c.must(422, "GET", s.Plural+"?"+p.Name+"=%00", nil)
		for n := range 3 {
			c.must(204, "DELETE", s.Plural+"/"+fmt.Sprint(p.Name, n), nil)
		}
	}
}

func (s *suite) delete(t *testing.T) {
	c := s.organization(t, "one")
	c.create("R", nil)
	c.must(204, "DELETE", s.Plural+"/R", nil)
	c.must(404, "GET", s.Plural+"/R", nil)
	gone := c.must(404, "DELETE", s.Plural+"/R", nil)
	if failure := gone["error"].(body); failure["code"] != "NOT_FOUND" || failure["message"] != s.Noun+" not found" {
		t.Errorf("deleted twice: %v", gone)
	}
	c.create("R", nil) // the reference is free again
}

// noSuchKey: a key that no record can have is not found.
func (s *suite) noSuchKey(t *testing.T) {
	c := s.organization(t, "one")
	id := c.create("R", nil)["id"].(string)
	for _, key := range []string{"R%00", id + "%00", "%00", "%FF", strings.Repeat("R", 2000)} {
		c.must(404, "GET", s.Plural+"/"+key, nil)
		for _, method := range []string{"PUT", "PATCH", "DELETE"} {
			c.must(404, method, s.Plural+"/"+key, body{})
		}
	}
}

// eitherID: a record is found by its external reference and by its id. If the reference
// of one record is the id of another, a read finds the reference, and a delete the id.
func (s *suite) eitherID(t *testing.T) {
	c := s.organization(t, "one")
	first := c.create("R", nil)
	id := first["id"].(string)
	if got := c.must(200, "GET", s.Plural+"/"+id, nil); got[schema.ExternalReferenceID] != "R" {
		t.Errorf("by id: %v", got)
	}
	second := c.create(id, nil)
	if got := c.must(200, "GET", s.Plural+"/"+id, nil); got["id"] != second["id"] {
		t.Errorf("by id and reference: %v", got)
	}
	c.must(204, "DELETE", s.Plural+"/"+id, nil)
	c.must(404, "GET", s.Plural+"/R", nil)
}

// anotherOrganization: an organization neither sees nor changes the records of another,
// and their keys are answered like missing ones.
func (s *suite) anotherOrganization(t *testing.T) {
	owner, other := s.organization(t, "owner"), s.organization(t, "other")
	made := owner.create("R", nil)
	for _, key := range []string{"R", made["id"].(string)} {
		for method, sent := range map[string]any{"GET": nil, "PUT": body{}, "PATCH": body{}, "DELETE": nil} {
			path := s.Plural + "/" + key
			foreign := other.must(404, method, path, sent)
			missing := other.must(404, method, s.Plural+"/NONE", sent)
			if got, want := strings.ReplaceAll(fmt.Sprint(foreign), key, "NONE"), fmt.Sprint(missing); got != want {
				t.Errorf("%s of a foreign record: %s, of a missing one: %s", method, got, want)
			}
		}
	}
	if list := other.must(200, "GET", s.Plural, nil); len(ids(list)) != 0 || list["pagination"].(body)["total"] != 0.0 {
		t.Errorf("the other organization lists %v", list)
	}
	outcome := other.must(200, "POST", "batch/"+s.Plural, body{"items": []body{{"operation": "delete", schema.ExternalReferenceID: "R"}}})
	if outcome["error_count"] != 1.0 {
		t.Errorf("a batch deleted a foreign record: %v", outcome)
	}
	other.create("R", nil) // each organization has references of its own
	if got := owner.must(200, "GET", s.Plural+"/R", nil); !cmp.Equal(got, made) {
		t.Errorf("the record became %v", got)
	}
}

// batch: items have the results of the single operations in the same order, and an item
// that fails leaves the others as they are.
func (s *suite) batch(t *testing.T) {
	c := s.organization(t, "one")
	payload := s.payload()
	item := func(operation, reference string) body {
		return body{"operation": operation, schema.ExternalReferenceID: reference, payload: s.valid(reference, nil)}
	}
	outcome := c.must(200, "POST", "batch/"+s.Plural, body{"items": []body{
		item("create", "A"), item("create", "A"), item("upsert", "A"), item("upsert", "B"),
		item("update", "NONE"), item("update", "B"), item("delete", "A"), item("delete", "A"),
	}})
	var got []bool
	for _, result := range outcome["results"].([]any) {
		got = append(got, result.(body)["success"].(bool))
	}
	if want := []bool{true, false, true, true, false, true, true, false}; !slices.Equal(got, want) {
		t.Errorf("outcomes %v, want %v: %v", got, want, outcome)
	}
	if list := c.must(200, "GET", s.Plural, nil); list["pagination"].(body)["total"] != 1.0 {
		t.Errorf("after the batch: %v", list)
	}
}
