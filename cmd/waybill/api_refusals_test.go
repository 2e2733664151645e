package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

const refusalsPath = "/waybill/v1/requests"

// refusedRequest is an item of the list of refused requests.
type refusedRequest struct {
	Timestamp, Method, Route string
	Status                   int
	RequestID                string `json:"request_id"`
	KeyID                    string `json:"key_id"`
	ErrorCount               int    `json:"error_count"`
	Errors                   []refusalError
}

type refusalError struct {
	Field, Rule, Message, Hint string
	Value                      *struct {
		Kind, Shape string
		Length      int
	}
}

// String returns the error in one line: place, rule, shape of the value, hint.
func (e refusalError) String() string {
	value := "-"
	if e.Value != nil {
		value = fmt.Sprintf("%s(%d)%s", e.Value.Kind, e.Value.Length, e.Value.Shape)
	}
	return strings.Join([]string{e.Field, e.Rule, value, e.Hint}, " | ")
}

// newRefusing returns a handler of two organizations: the keys "key-1" and "reader" are
// those of the first, and "other" is the key of the second.
func newRefusing(t *testing.T) http.Handler {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	const keys = "key-1,one\nreader,one,,read:customers\nother,two"
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader(keys), resources().scopes()...); err != nil {
		t.Fatal(err)
	}
	return settings(t).newHandler(db, logs{Logger: slog.New(slog.DiscardHandler)}, stillClock, nil)
}

// sentRequest is a request with headers, as names and values in turns.
type sentRequest struct {
	key, method, path, body string
	header                  []string
}

func (s sentRequest) send(handler http.Handler) *httptest.ResponseRecorder {
	request := httptest.NewRequest(s.method, s.path, strings.NewReader(s.body))
	request.Header.Set("X-API-Key", s.key)
	for i := 0; i < len(s.header); i += 2 {
		request.Header.Set(s.header[i], s.header[i+1])
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

// refusedOf returns the refused requests that a key reads, and their total.
func refusedOf(t *testing.T, handler http.Handler, key, query string) (items []refusedRequest, total int) {
	t.Helper()
	answer := sentRequest{key: key, method: "GET", path: refusalsPath + query}.send(handler)
	var page struct {
		Items      []refusedRequest
		Pagination struct{ Total int }
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("%s: %d %s, %v", query, answer.Code, answer.Body, err)
	}
	return page.Items, page.Pagination.Total
}

func isTime(text string) bool {
	_, err := time.Parse(time.RFC3339, text)
	return err == nil
}

var strictly = []string{"Prefer", "handling=strict"}

// TestARefusedRequestIsExplained refuses requests for every reason, and compares what the
// list of refused requests shows of the errors.
func TestARefusedRequestIsExplained(t *testing.T) {
	t.Parallel()
	const customers, loads, batch = "/v2/tms-api/customers", "/v2/tms-api/loads", "/v2/tms-api/batch/customers"
	handler := newRefusing(t)
	if answer := (sentRequest{"key-1", "POST", customers, `{"external_reference_id":"A","name":"Acme"}`, nil}).send(handler); answer.Code != http.StatusCreated {
		t.Fatal(answer.Body)
	}
	for name, test := range map[string]struct {
		request sentRequest
		status  int
		want    []string
	}{
		"misspelled member": {sentRequest{"key-1", "POST", customers, `{"external_reference_id":"B","nname":"Acme Inc"}`, strictly}, 422,
			[]string{"body.name | missing | - | ", "body.nname | extra_forbidden | string(8)Aaaa Aaa | did you mean name?"}},
		"member in another case": {sentRequest{"key-1", "PATCH", customers + "/A", `{"referenceNumber":"PO 1 Acme"}`, strictly}, 422,
			[]string{"body.referenceNumber | extra_forbidden | string(9)AA 9 Aaaa | did you mean reference_number?"}},
		"member that may mean two": {sentRequest{"key-1", "PATCH", "/v2/tms-api/locations/A", `{"address_line_3":"x"}`, strictly}, 422,
			[]string{"body.* | extra_forbidden | string(1)a | "}},
		"member that means a sent member": {sentRequest{"key-1", "PATCH", customers + "/A", `{"name":"B","nname":"C"}`, strictly}, 422,
			[]string{"body.* | extra_forbidden | string(1)A | "}},
		"member of the server": {sentRequest{"key-1", "PATCH", customers + "/A", `{"created_at":null}`, strictly}, 422,
			[]string{"body.created_at | extra_forbidden | null(0) | the server sets it"}},
		"member that cannot be changed": {sentRequest{"key-1", "PATCH", customers + "/A", `{"external_reference_id":"C"}`, strictly}, 422,
			[]string{"body.external_reference_id | extra_forbidden | string(1)A | it cannot be changed"}},
		"wrong type": {sentRequest{"key-1", "PATCH", customers + "/A", `{"name":{"a":1}}`, nil}, 422,
			[]string{"body.name | string_type | object(0) | "}},
		"number": {sentRequest{"key-1", "PATCH", customers + "/A", `{"name":-12.5}`, nil}, 422,
			[]string{"body.name | string_type | number(5)-99.9 | "}},
		"value in another case": {sentRequest{"key-1", "POST", batch, `{"items":[{"operation":"Upsert","external_reference_id":"B"}]}`, nil}, 422,
			[]string{`body.items.0.operation | enum | string(6)Aaaaaa | did you mean "upsert"?`}},
		"other value": {sentRequest{"key-1", "POST", batch, `{"items":[{"operation":"insert","external_reference_id":"B"}]}`, nil}, 422,
			[]string{`body.items.0.operation | enum | string(6)aaaaaa | `}},
		"member of an item": {sentRequest{"key-1", "POST", batch, `{"items":[{"operation":"upsert","external_reference_id":"B","customer":{"name":"B","phnoe":"+1 312"}}]}`, strictly}, 422,
			[]string{`body.items.0.customer.phnoe | extra_forbidden | string(6)+9 999 | did you mean phone?`}},
		"item of an atomic batch": {sentRequest{"key-1", "POST", batch + "?atomic=true", `{"items":[{"operation":"upsert","external_reference_id":"B","customer":{"name":"B"}},{"operation":"delete","external_reference_id":"ZZZ"}]}`, nil}, 409,
			[]string{`body.items.1 | NOT_FOUND | - | `}},
		"reference that does not exist": {sentRequest{"key-1", "POST", loads, toJSON(kinds()[3].body("L", nil)), nil}, 422,
			[]string{"body.customer_external_reference_id | value_error | string(13)AAAA-AAAA-999 | ",
				"body.carrier_external_reference_id | value_error | string(14)AAAA-AAAAA-999 | ",
				"body.stops.0.location_external_reference_id | value_error | string(11)AAA-AAA-999 | ",
				"body.stops.1.location_external_reference_id | value_error | string(11)AAA-AAA-999 | "}},
		"parameter in another form": {sentRequest{"key-1", "GET", customers + "?pageSize=5", "", strictly}, 422,
			[]string{"query.pageSize | extra_forbidden | string(1)9 | did you mean page_size?"}},
		"parameter out of range": {sentRequest{"key-1", "GET", customers + "?page_size=1000", "", nil}, 422,
			[]string{"query.page_size | less_than_equal | string(4)9999 | "}},
		"sort in another case": {sentRequest{"key-1", "GET", customers + "?sort=createdAt", "", nil}, 422,
			[]string{`query.sort | enum | string(9)aaaaaaaAa | did you mean "created_at"?`}},
		"parameter of metadata": {sentRequest{"key-1", "GET", "/waybill/v1/customers?metadata.po=4711", "", strictly}, 422,
			[]string{"query.* | extra_forbidden | string(4)9999 | "}},
		"text of metadata": {sentRequest{"key-1", "PUT", "/waybill/v1/customers/A/metadata", `{"metadata":{"po":4711}}`, nil}, 422,
			[]string{"body.metadata.* | string_type | number(4)9999 | "}},
		"missing record": {sentRequest{"key-1", "GET", customers + "/ZZZ", "", nil}, 404, []string{" | NOT_FOUND | - | "}},
		"same record":    {sentRequest{"key-1", "POST", customers, `{"external_reference_id":"A","name":"B"}`, nil}, 409, []string{" | CONFLICT | - | "}},
		"other version":  {sentRequest{"key-1", "DELETE", customers + "/A", "", []string{"If-Match", `"1"`}}, 412, []string{" | PRECONDITION_FAILED | - | "}},
		"bad header":     {sentRequest{"key-1", "DELETE", customers + "/A", "", []string{"If-Match", `1`}}, 400, []string{" | BAD_REQUEST | - | "}},
		"scope":          {sentRequest{"reader", "DELETE", customers + "/A", "", nil}, 403, []string{" | FORBIDDEN | - | "}},
		"not JSON":       {sentRequest{"key-1", "PATCH", customers + "/A", `{"name"`, nil}, 422, []string{"body.7 | json_invalid | - | "}},
		"many errors": {sentRequest{"key-1", "PATCH", customers + "/A", `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}`, strictly}, 422,
			[]string{"body.* | extra_forbidden | number(1)9 | ", "body.* | extra_forbidden | number(1)9 | ", "body.* | extra_forbidden | number(1)9 | ",
				"body.* | extra_forbidden | number(1)9 | ", "body.* | extra_forbidden | number(1)9 | "}},
	} {
		test.request.header = append([]string{"X-Request-ID", "id-of-" + strings.ReplaceAll(name, " ", "-")}, test.request.header...)
		answer := test.request.send(handler)
		if answer.Code != test.status {
			t.Errorf("%s: answered %d %s", name, answer.Code, answer.Body)
		}
		items, _ := refusedOf(t, handler, "key-1", "?page_size=1")
		if len(items) != 1 {
			t.Fatalf("%s: %d items", name, len(items))
		}
		got := items[0]
		if got.Status != test.status || got.Method != test.request.method || got.RequestID != test.request.header[1] || !isTime(got.Timestamp) {
			t.Errorf("%s: listed as %+v", name, got)
		}
		var errors []string
		for _, e := range got.Errors {
			errors = append(errors, e.String())
		}
		if diff := cmp.Diff(test.want, errors); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestRefusedRequestsAreOfOneOrganization: the list has the refused requests of the
// organization alone, newest first, by page and status. Requests that are answered, or
// whose key is not valid, are not listed.
func TestRefusedRequestsAreOfOneOrganization(t *testing.T) {
	t.Parallel()
	handler := newRefusing(t)
	for i := range 5 {
		sentRequest{key: "key-1", method: "GET", path: fmt.Sprintf("/v2/tms-api/customers/missing-%d", i), header: []string{"X-Request-ID", fmt.Sprintf("one-%d", i)}}.send(handler)
	}
	sentRequest{key: "key-1", method: "GET", path: "/v2/tms-api/customers"}.send(handler)
	sentRequest{key: "unknown", method: "GET", path: "/v2/tms-api/customers"}.send(handler)
	sentRequest{key: "key-1", method: "GET", path: "/v2/tms-api/customers?page=x", header: []string{"X-Request-ID", "one-5"}}.send(handler)
	sentRequest{key: "other", method: "GET", path: "/v2/tms-api/customers?page=x", header: []string{"X-Request-ID", "two-0"}}.send(handler)
	for query, want := range map[string]string{
		"":                               "one-5 one-4 one-3 one-2 one-1 one-0 6",
		"?status=4xx":                    "one-5 one-4 one-3 one-2 one-1 one-0 6",
		"?page_size=2&page=2":            "one-3 one-2 6",
		"?page_size=2&page=9":            "6",
		"?status=422":                    "one-5 1",
		"?status=404&page=1":             "one-4 one-3 one-2 one-1 one-0 5",
		"?status=409&page=1":             "0",
		"?status=404&page_size=1&page=5": "one-0 5",
	} {
		items, total := refusedOf(t, handler, "key-1", query)
		var got strings.Builder
		for _, item := range items {
			got.WriteString(item.RequestID + " ")
		}
		if fmt.Fprint(&got, total); got.String() != want {
			t.Errorf("%q lists %s, want %s", query, got.String(), want)
		}
	}
	if items, total := refusedOf(t, handler, "other", ""); total != 1 || items[0].RequestID != "two-0" {
		t.Errorf("the other organization has %+v", items)
	}
	for _, status := range []string{"5xx", "500", "4", "4444", "40x", "", "4%00x", "-42"} {
		if answer := (sentRequest{key: "key-1", method: "GET", path: refusalsPath + "?status=" + status}).send(handler); answer.Code != http.StatusUnprocessableEntity {
			t.Errorf("status=%s is answered %d", status, answer.Code)
		}
	}
	if answer := (sentRequest{key: "reader", method: "GET", path: refusalsPath}).send(handler); answer.Code != http.StatusForbidden || !strings.Contains(answer.Body.String(), "read:requests") {
		t.Errorf("without the scope: %d %s", answer.Code, answer.Body)
	}
}

// TestRefusedRequestsShowNoData refuses requests with a text at every place that a client
// fills. No list of refused requests has it.
func TestRefusedRequestsShowNoData(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const canary, customers = "kwyjibo", "/v2/tms-api/customers"
	handler := newRefusing(t)
	sentRequest{"key-1", "POST", customers, `{"external_reference_id":"` + canary + `","name":"x"}`, nil}.send(handler)
	refused := 0
	for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", canary} {
		for _, k := range kinds() {
			paths := []string{k.path, k.batch, k.own, k.recordPath(canary), k.metadataPath(canary), "/waybill/v1/lanes"}
			for _, path := range paths {
				for _, query := range []string{"", "?" + canary + "=1", "?page=" + canary, "?sort=" + canary, "?metadata[" + canary + "]=%00", "?metadata[" + canary + "=1", "?dry_run=" + canary, "?updated_since=" + canary, "?status=" + canary} {
					for _, body := range bodiesWith(k, canary) {
						for _, header := range [][]string{nil, strictly, {"If-Match", canary}, {"Idempotency-Key", canary + " " + canary}} {
							if len(header) > 0 && query != "" || len(body) == 0 && method == "POST" {
								continue
							}
							answer := sentRequest{"key-1", method, path + query, body, header}.send(handler)
							if answer.Code >= 400 && answer.Code < 500 {
								refused++
							}
						}
					}
				}
				noneShows(t, handler, canary)
			}
		}
	}
	if refused < 1000 {
		t.Errorf("%d requests were refused", refused)
	}
}

// noneShows fails if the newest refused requests show a text.
func noneShows(t *testing.T, handler http.Handler, text string) {
	t.Helper()
	for _, page := range []string{"1", "2", "3"} {
		list := sentRequest{key: "key-1", method: "GET", path: refusalsPath + "?page_size=100&page=" + page}.send(handler).Body.String()
		if i := strings.Index(list, text); i >= 0 {
			t.Fatalf("the list shows what a client has sent: …%s", list[max(0, i-200):min(len(list), i+50)])
		}
	}
}

// bodiesWith returns bodies that have a text in names and values.
func bodiesWith(k kind, text string) []string {
	wrong := map[string]any{text: text}
	for _, f := range k.Fields {
		wrong[f.Name] = map[string]any{text: text}
		if f.Enum != nil || f.Format != "" || f.Pattern != "" || f.Target != "" || f.Type != "string" {
			wrong[f.Name] = text
		}
		if f.Items != nil {
			wrong[f.Name] = []any{text, map[string]any{text: text, "id": text}}
		}
	}
	item := map[string]any{"items": []any{map[string]any{"operation": text, "external_reference_id": text, text: text, strings.ToLower(k.Noun): wrong}}}
	valid := k.body(text, nil)
	for name := range valid {
		if strings.HasSuffix(name, "_external_reference_id") {
			valid[name] = text + "-2" // refers to no record
		}
	}
	return []string{"", `{"` + text, toJSON(wrong), toJSON(item), toJSON(valid),
		`{"metadata":{"` + text + `":1,"` + strings.Repeat(text, 50) + `":"x"}}`}
}
