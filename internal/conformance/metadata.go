package conformance

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// own returns a path of the additions to the contract.
func (s *suite) own(path string) string { return "/waybill/v1/" + s.Plural + path }

// texts returns a body with metadata.
func texts(of ...any) body {
	metadata := body{}
	for i := 0; i < len(of); i += 2 {
		metadata[of[i].(string)] = of[i+1]
	}
	return body{"metadata": metadata}
}

// names returns a body with a number of names, each with the text x.
func names(count int) body {
	metadata := body{}
	for n := range count {
		metadata[fmt.Sprint("name ", n)] = "x"
	}
	return body{"metadata": metadata}
}

// metadata: PUT replaces the metadata of a record, PATCH merges a change into it, and the
// record itself stays as it is. A deleted record has none, and leaves none.
func (s *suite) metadata(t *testing.T) {
	c := s.organization(t, "one")
	made := c.create("R", nil)
	tag := c.ask("GET", s.Plural+"/R", nil).Header().Get("ETag")
	path := s.own("/R/metadata")
	stored := texts()
	is := func(want body) {
		t.Helper()
		stored = want
		if got := c.must(200, "GET", path, nil); !cmp.Equal(got, want) {
			t.Errorf("the metadata are %v, want %v", got, want)
		}
	}
	change := func(method string, sent, want body) {
		t.Helper()
		if got := c.must(200, method, path, sent); !cmp.Equal(got, want) {
			t.Errorf("%s is answered %v, want %v", method, got, want)
		}
		is(want)
	}
	is(texts())
	change("PATCH", texts("nothing", nil), texts())
	change("PUT", texts("po", "4711", "trailer", "T-1", `é"\`, ""), texts("po", "4711", "trailer", "T-1", `é"\`, ""))
	change("PATCH", texts("trailer", nil, "po", "4712", "tag", "hot"), texts("po", "4712", "tag", "hot", `é"\`, ""))
	change("PATCH", texts(), stored)
	change("PUT", texts("po", strings.Repeat("é", 500), strings.Repeat("é", 40), "x"), texts("po", strings.Repeat("é", 500), strings.Repeat("é", 40), "x"))
	change("PUT", names(50), names(50))
	change("PUT", texts("po", "1"), texts("po", "1"))
	if got := c.must(200, "GET", s.own("/"+made["id"].(string)+"/metadata"), nil); !cmp.Equal(got, stored) {
		t.Errorf("by the id: %v", got)
	}
	s.refusedMetadata(t, c, path)
	s.conditionalMetadata(t, c, path)
	is(texts("po", "2"))
	if got := c.ask("GET", s.Plural+"/R", nil); got.Header().Get("ETag") != tag || !cmp.Equal(c.must(200, "GET", s.Plural+"/R", nil), made) {
		t.Errorf("the record has become %v %s", got.Header(), got.Body)
	}
	c.must(204, "DELETE", s.Plural+"/R", nil)
	c.must(404, "GET", path, nil)
	c.create("R", nil)
	is(texts())
	c.must(200, "PUT", path, texts("po", "3"))
	c.must(200, "POST", "batch/"+s.Plural, body{"items": []body{{"operation": "delete", schema.ExternalReferenceID: "R"}, s.item("create", "R")}})
	is(texts())
}

// refusedMetadata sends changes that are refused, and so change nothing.
func (s *suite) refusedMetadata(t *testing.T, c client, path string) {
	t.Helper()
	before := c.must(200, "GET", path, nil)
	full := names(49) // with the name that there is, 50
	for _, test := range []struct {
		method string
		sent   any
		want   string // the details
		header []string
	}{
		{"PUT", body{}, "missing metadata", nil},
		{"PUT", "", "missing body", nil},
		{"PUT", "[]", "model_attributes_type body", nil},
		{"PUT", `{"metadata":null}`, "dict_type metadata", nil},
		{"PATCH", `{"metadata":[]}`, "dict_type metadata", nil},
		{"PUT", texts("po", nil), "string_type po", nil},
		{"PATCH", texts("po", 1), "string_type po", nil},
		{"PATCH", `{"metadata":{"b":true,"a":{},"po":"x"}}`, "string_type b, string_type a", nil},
		{"PUT", texts(strings.Repeat("é", 41), "x"), "string_too_long [key]", nil},
		{"PATCH", texts("", nil), "string_too_short [key]", nil},
		{"PUT", texts("po", strings.Repeat("é", 501)), "string_too_long po", nil},
		{"PUT", texts("po", "\x00"), "value_error po", nil},
		{"PUT", texts("\x00", "x"), "value_error [key]", nil},
		{"PUT", `{"metadata":{"po":"\ud800"}}`, "string_unicode po", nil},
		{"PUT", `{"metadata":{"\ud800":"x"}}`, "string_unicode [key]", nil},
		{"PUT", names(51), "too_long metadata", nil},
		{"PATCH", names(51), "too_long metadata", nil},
		{"PATCH", `{"metadata":{"po":1},"more":1}`, "string_type po, extra_forbidden more", []string{"Prefer", "handling=strict"}},
	} {
		if got := strings.Join(details(c.must(422, test.method, path, test.sent, test.header...)), ", "); got != test.want {
			t.Errorf("%s %.80v breaks %s, want %s", test.method, test.sent, got, test.want)
		}
	}
	c.must(400, "PUT", path, "{\"metadata\":{\"po\":\"\xff\"}}")
	c.must(200, "PATCH", path, full)
	full["metadata"].(body)["one more"] = "x"
	if got := details(c.must(422, "PATCH", path, full)); !slices.Equal(got, []string{"too_long metadata"}) {
		t.Errorf("one more name breaks %v", got)
	}
	full["metadata"].(body)["name 0"] = nil // a name less
	c.must(200, "PATCH", path, full)
	c.must(200, "PUT", path, before)
	for _, method := range []string{"GET", "PUT", "PATCH"} {
		c.must(404, method, s.own("/NONE/metadata"), before)
		c.must(404, method, s.own("/%00/metadata"), before)
		c.must(404, method, s.own("/\xff/metadata"), before) // no text, and not encoded
	}
	c.must(404, "GET", s.Plural+"/\xff", nil)
	for _, method := range []string{"POST", "DELETE"} {
		if got := c.ask(method, path, nil); got.Code != 405 || got.Header().Get("Allow") != "GET, HEAD, PATCH, PUT" {
			t.Errorf("%s is answered %d, allowed are %s", method, got.Code, got.Header().Get("Allow"))
		}
	}
}

// conditionalMetadata: metadata have an ETag of their own. They are changed by the text po
// from 1 to 2.
func (s *suite) conditionalMetadata(t *testing.T, c client, path string) {
	t.Helper()
	first := c.ask("GET", path, nil).Header().Get("ETag")
	if got := c.ask("GET", path, nil, "If-None-Match", first); got.Code != 304 || got.Body.Len() > 0 {
		t.Errorf("known metadata are answered %d %s", got.Code, got.Body)
	}
	dry := c.ask("PATCH", path+"?dry_run=1", texts("po", "dry"), "If-Match", first)
	if dry.Code != 200 || dry.Header().Get("Waybill-Dry-Run") != "true" || dry.Header().Get("ETag") == first {
		t.Errorf("a dry run is answered %d %v %s", dry.Code, dry.Header(), dry.Body)
	}
	once := []string{"If-Match", first, "Idempotency-Key", "once"}
	done := c.ask("PATCH", path, texts("po", "2"), once...)
	again := c.ask("PATCH", path, texts("po", "2"), once...)
	if done.Code != 200 || again.Code != 200 || again.Header().Get("Idempotency-Replayed") != "true" || again.Body.String() != done.Body.String() {
		t.Errorf("a change is answered %d %s, and again %d %v %s", done.Code, done.Body, again.Code, again.Header(), again.Body)
	}
	c.must(422, "PATCH", path, texts("po", "3"), once...)
	c.must(412, "PUT", path, texts(), "If-Match", first)
	c.must(412, "PUT", path, texts(), "If-None-Match", "*")
	if got := c.ask("PUT", path, texts("po", "2"), "If-Match", done.Header().Get("ETag")); got.Code != 200 || got.Header().Get("ETag") != done.Header().Get("ETag") {
		t.Errorf("an update of nothing is answered %d %v", got.Code, got.Header())
	}
}

// metadataFilters: lists of the additions to the contract are filtered by metadata, and are
// otherwise those of the contract.
func (s *suite) metadataFilters(t *testing.T) {
	c, other := s.organization(t, "one"), s.organization(t, "other")
	for n := range 4 {
		reference := fmt.Sprint(n)
		for _, client := range []client{c, other} {
			client.create(reference, nil)
			client.must(200, "PUT", s.own("/"+reference+"/metadata"), texts("half", fmt.Sprint(n/2), "odd", fmt.Sprint(n%2), "a b=]", "é&"))
		}
	}
	c.must(200, "PATCH", s.own("/3/metadata"), texts("odd", "no more"))
	found := func(path string, header ...string) string {
		var references []string
		list := c.must(200, "GET", path, nil, header...)
		if total := list["pagination"].(body)["total"]; !strings.Contains(path, "page") && total != float64(len(ids(list))) {
			t.Errorf("%s has %d of %v records", path, len(ids(list)), total)
		}
		for _, item := range list["items"].([]any) {
			references = append(references, item.(body)[schema.ExternalReferenceID].(string))
		}
		return strings.Join(references, " ")
	}
	strict := []string{"Prefer", "handling=strict"}
	c.must(200, "GET", s.own("?updated_since=2000-01-01"), nil) // its total is remembered
	for query, want := range map[string]string{
		"":                                 "0 1 2 3",
		"metadata[half]=1":                 "2 3",
		"metadata%5Bhalf%5D=0":             "0 1",
		"metadata[half]=0&metadata[odd]=1": "1",
		"metadata[half]=1&metadata[odd]=1": "",
		"metadata[half]=01":                "",
		"metadata[Half]=1":                 "",
		"metadata[a+b%3D%5D]=%C3%A9%26&sort=-created_at": "3 2 1 0",
		"metadata[half]=1&sort=-created_at&page_size=1":  "3",
		"metadata[half]=1&page=2&page_size=1":            "3",
		"metadata[half]=1&updated_since=2000-01-01":      "2 3",
		"metadata[half]=1&updated_since=9000-01-01":      "",
	} {
		if got := found(s.own("?"+query), strict...); got != want {
			t.Errorf("?%s finds %q, want %q", query, got, want)
		}
	}
	if got := found(s.Plural + "?metadata[half]=1"); got != "0 1 2 3" {
		t.Errorf("the list of the contract finds %q", got)
	}
	if got := details(c.must(422, "GET", s.Plural+"?metadata[half]=1", nil, strict...)); !slices.Equal(got, []string{"extra_forbidden metadata[half]"}) {
		t.Errorf("the list of the contract breaks %v", got)
	}
	if got, want := c.ask("GET", s.own("?page_size=2"), nil), c.ask("GET", s.Plural+"?page_size=2", nil); got.Body.String() != want.Body.String() ||
		got.Header().Get("Link") != strings.ReplaceAll(want.Header().Get("Link"), "/v2/tms-api/", "/waybill/v1/") {
		t.Errorf("the list is %v %s, that of the contract %v %s", got.Header(), got.Body, want.Header(), want.Body)
	}
	for _, query := range []string{"?metadata=x", "?metadata", "?metadata[po=x", "?metadata%5Bpo%5Dx=1", "?metadata[]=x"} {
		if got := details(c.must(422, "GET", s.own(query), nil)); len(got) != 1 || !strings.HasPrefix(got[0], "dict_type metadata") {
			t.Errorf("%s breaks %q", query, got)
		}
	}
	if got := found(s.own("?metadata[%FF]=%FF&metadata[\xff]=\xff")); got != "" {
		t.Errorf("bytes that are no text find %q", got)
	}
	query := "?sort=x&metadata[x]=%00&metadata[%00]=1&updated_since=x"
	for n := range 9 {
		query += fmt.Sprintf("&metadata[n%d]=x", n)
	}
	want := []string{"datetime_from_date_parsing updated_since", "value_error metadata[\x00]", "value_error metadata[x]", "too_long metadata", "enum sort"}
	if got := details(c.must(422, "GET", s.own(query), nil)); !slices.Equal(got, want) {
		t.Errorf("%s breaks %q, want %q", query, got, want)
	}
}

// markMany gives each record of an organization two texts, and notes them in "marks": all
// with the same last digit of the reference have the text digit, and nine of ten the text
// most.
func (s *suite) markMany(t *testing.T, c client, all []body) {
	t.Helper()
	err := s.db.Write(t.Context(), func(tx *sqldb.Tx) error {
		organization, err := c.organization(&tx.ReadTx)
		if err != nil {
			return err
		}
		const digit = "substr(external_reference_id, length(external_reference_id))"
		for name, text := range map[string]string{"digit": digit, "most": "CASE WHEN " + digit + " = '0' THEN 'no' ELSE 'yes' END"} {
			_, err = tx.Exec("INSERT INTO metadata (organization_id, resource, record_id, name, text) SELECT organization_id, '"+s.Plural+
				"', id, '"+name+"', "+text+" FROM "+s.Plural+" WHERE organization_id = $1", organization)
			if err != nil {
				return err
			}
		}
		if s.postgres { // as the server does when rows are added in the usual way
			_, err = tx.Exec("ANALYZE metadata")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range all {
		reference := record[schema.ExternalReferenceID].(string)
		marks := map[string]string{"digit": reference[len(reference)-1:], "most": "yes"}
		if marks["digit"] == "0" {
			marks["most"] = "no"
		}
		record["marks"] = marks
	}
}

// randomMarks are texts by which a list of marked records is filtered.
var randomMarks = []map[string]string{
	nil, nil, {"digit": "3"}, {"most": "yes"}, {"most": "yes", "digit": "7"}, {"digit": "0", "most": "yes"}, {"digit": "x"},
}

// isMarked reports whether a record has all of the texts.
func isMarked(record body, marks map[string]string) bool {
	return !slices.ContainsFunc(slices.Collect(maps.Keys(marks)), func(name string) bool {
		return record["marks"].(map[string]string)[name] != marks[name]
	})
}

// CheckMetadata fails a test if there are metadata without a record.
func CheckMetadata(t *testing.T, db *sqldb.DB, of resource.Description) {
	t.Helper()
	var found int64
	err := db.Read(context.Background(), func(tx *sqldb.ReadTx) error {
		return tx.Row(`SELECT count(*) FROM metadata m WHERE resource = $1 AND NOT EXISTS (SELECT 1 FROM `+of.Plural+` r
			WHERE r.organization_id = m.organization_id AND r.id = m.record_id)`, []any{of.Plural}, &found)
	})
	if err != nil || found > 0 {
		t.Errorf("%d texts of metadata have no record: %v", found, err)
	}
}
