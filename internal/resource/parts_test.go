package resource_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/api"
	"waybill/internal/conformance"
	"waybill/internal/conformance/trailer"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
	"waybill/internal/tms"
)

// host serves trailers and customers over HTTP, from a database that other hosts may
// serve, too.
type host struct {
	t          *testing.T
	db         *sqldb.DB
	server     *api.Server
	statements *trace
}

const key = "key-1"

// eachHost runs a test with a number of hosts of one database, on each engine.
func eachHost(t *testing.T, count int, test func(t *testing.T, hosts []host)) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		if err := trailer.CreateTables(t.Context(), address); err != nil {
			t.Fatal(err)
		}
		var hosts []host
		for range count {
			db, statements := openTraced(t, address)
			hosts = append(hosts, host{t, db, serverOf(t, db), statements})
		}
		if _, err := tenant.ImportKeys(t.Context(), hosts[0].db, strings.NewReader(key+",one")); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conformance.CheckChildren(t, hosts[0].db, trailer.Resource.Describe()) })
		test(t, hosts)
	})
}

func serverOf(t *testing.T, db *sqldb.DB) *api.Server {
	return api.New(api.Options{
		DB: db, Keys: tenant.NewAuthenticator(db, time.Now),
		Log:     slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError})),
		Timeout: time.Minute, ListTimeout: time.Minute, MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxBodies: 40 << 20,
	}, tms.Customers(), trailer.Routes())
}

// onHost runs a test with one host, on each engine.
func onHost(t *testing.T, test func(t *testing.T, h host)) {
	eachHost(t, 1, func(t *testing.T, hosts []host) { test(t, hosts[0]) })
}

type body = map[string]any

func (h host) ask(method, path, sent string, header ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequestWithContext(context.Background(), method, "/v2/tms-api/"+path, strings.NewReader(sent))
	request.Header.Set("X-API-Key", key)
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Add(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	h.server.ServeHTTP(recorder, request)
	return recorder
}

// must sends a request whose status is known.
func (h host) must(status int, method, path, sent string, header ...string) (answer body) {
	h.t.Helper()
	got := h.ask(method, path, sent, header...)
	if got.Code != status {
		h.t.Fatalf("%s %s %s: %d, want %d: %s", method, path, sent, got.Code, status, got.Body)
	}
	if got.Body.Len() > 0 {
		if err := json.Unmarshal(got.Body.Bytes(), &answer); err != nil {
			h.t.Fatalf("%s %s: %v", method, path, err)
		}
	}
	return answer
}

// customer creates a customer.
func (h host) customer(reference, name string) body {
	h.t.Helper()
	return h.must(201, "POST", "customers", fmt.Sprintf(`{"external_reference_id":%q,"name":%q,"domain":"d-%s"}`, reference, name, reference))
}

// details returns the errors of an answer, one in a line.
func details(answer body) string {
	var lines []string
	list, _ := answer["detail"].([]any)
	for _, each := range list {
		detail := each.(body)
		lines = append(lines, fmt.Sprintf("%v %v: %v", detail["type"], detail["loc"], detail["msg"]))
	}
	return strings.Join(lines, "\n")
}

// same compares values that JSON was decoded to.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// TestRulesOfChildren judges lists of children in a create, in an update and in a
// batch: each reads them as new.
func TestRulesOfChildren(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.must(201, "POST", "trailers", `{"external_reference_id":"T"}`)
		many := func(item string, count int) string {
			return "[" + strings.TrimSuffix(strings.Repeat(item+",", count), ",") + "]"
		}
		for _, test := range []struct{ sent, want string }{
			{`{"drivers":null}`, "list_type [drivers]: Input should be a valid list"},
			{`{"drivers":{}}`, "list_type [drivers]: Input should be a valid list"},
			{`{"drivers":[5,{"name":"a"}]}`, "model_attributes_type [drivers 0]: Input should be a valid dictionary or object to extract fields from"},
			{`{"drivers":[{"name":"a"},{"phone":5,"is_lead":"x"}]}`,
				"missing [drivers 1 name]: Field required\nstring_type [drivers 1 phone]: Input should be a valid string\n" +
					"bool_parsing [drivers 1 is_lead]: Input should be a valid boolean, unable to interpret input"},
			{`{"drivers":[{"name":"a","is_lead":true},{"name":"b","is_lead":true}]}`, "value_error [drivers]: Value error, only one driver can lead"},
			{`{"drivers":` + many(`{"name":"a"}`, 101) + `}`, "too_long [drivers]: List should have at most 100 items after validation, not 101"},
			{`{"drivers":[{"name":"a","nope":1}],"trips":[{"id":"trip_x","place":"a"},{"place":"b","payer_name":"x"}],"customer_id":"c"}`,
				"extra_forbidden [drivers 0 nope]: Extra inputs are not permitted\nextra_forbidden [trips 0 id]: Extra inputs are not permitted\n" +
					"extra_forbidden [trips 1 payer_name]: Extra inputs are not permitted\nextra_forbidden [customer_id]: Extra inputs are not permitted"},
			{`{"trips":[{"place":"a"}]}`, "too_short [trips]: List should have at least 2 items after validation, not 1"},
			{`{"trips":[{"place":"paid"},{"place":5}]}`,
				"value_error [trips 0]: Value error, a paid trip needs a payer\nstring_type [trips 1 place]: Input should be a valid string"},
			{`{"trips":[{"place":"a","payer_external_reference_id":""}]}`,
				"string_too_short [trips 0 payer_external_reference_id]: String should have at least 1 character"},
		} {
			in := func(place string) string {
				return strings.ReplaceAll(test.want, " [", " ["+place+" ")
			}
			with := func(prefix string) string { return prefix + strings.TrimPrefix(test.sent, "{") }
			strict := []string{"Prefer", "handling=strict"}
			same(t, "POST "+test.sent, details(h.must(422, "POST", "trailers", with(`{"external_reference_id":"N",`), strict...)), in("body"))
			same(t, "PATCH "+test.sent, details(h.must(422, "PATCH", "trailers/T", test.sent, strict...)), in("body"))
			item := `{"items":[{"operation":"update","external_reference_id":"T","trailer":` + test.sent + `}]}`
			same(t, "batch "+test.sent, details(h.must(422, "POST", "batch/trailers", item, strict...)), in("body items 0 trailer"))
		}
		got := h.must(422, "PATCH", "trailers/T", `{"drivers":`+many(`{"name":5,"phone":5,"is_lead":5}`, 100)+`}`)["detail"].([]any)
		same(t, "the end of many errors", got[len(got)-1], body{"type": "too_many_errors", "loc": []any{"body"}, "msg": "200 more errors are not listed"})
		if len(got) != 101 {
			t.Errorf("%d errors are listed", len(got))
		}
		same(t, "the trailer after refused updates", h.must(200, "GET", "trailers/T", "")["drivers"], []any{})
	})
}

// TestChildren writes lists of children and reads them: by get and list, in their
// order, with ids that stay or are made anew, and only when they are sent.
func TestChildren(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		made := h.must(201, "POST", "trailers", `{"external_reference_id":"T","drivers":[{"name":"B","phone":"5"},{"name":"A","is_lead":1}],
			"trips":[{"place":"2"},{"place":"1"}]}`)
		drivers, trips := made["drivers"].([]any), made["trips"].([]any)
		id := func(child any) string { return child.(body)["id"].(string) }
		same(t, "drivers", drivers, []any{body{"id": id(drivers[0]), "name": "B", "phone": "5", "is_lead": false},
			body{"id": id(drivers[1]), "name": "A", "phone": nil, "is_lead": true}})
		same(t, "trips", trips, []any{
			body{"id": id(trips[0]), "place": "1", "payer_external_reference_id": nil, "payer_name": nil},
			body{"id": id(trips[1]), "place": "2", "payer_external_reference_id": nil, "payer_name": nil}})
		if !strings.HasPrefix(id(drivers[0]), "driver_") || id(drivers[0]) >= id(drivers[1]) || !strings.HasPrefix(id(trips[0]), "trip_") {
			t.Errorf("the ids are %v, %v", drivers, trips)
		}
		h.must(201, "POST", "trailers", `{"external_reference_id":"U"}`)
		h.must(201, "POST", "trailers", `{"external_reference_id":"V","drivers":[{"name":"C"}]}`)
		same(t, "get", h.must(200, "GET", "trailers/T", ""), made)
		items := h.must(200, "GET", "trailers", "")["items"].([]any)
		same(t, "the first of the list", items[0], any(made))
		same(t, "the second of the list", items[1].(body)["drivers"], any([]any{}))
		same(t, "the third of the list", items[2].(body)["drivers"].([]any)[0].(body)["name"], any("C"))

		var after body
		update := func(sent string) {
			h.t.Helper()
			after = h.must(200, "PATCH", "trailers/T", sent)
		}
		same(t, "writes without lists", h.statements.writesOfParts(func() { update(`{"notes":"x"}`) }), []string{"INSERT trailer_history"})
		same(t, "the lists that were not sent", []any{after["drivers"], after["trips"]}, []any{drivers, trips})
		after = h.must(200, "PATCH", "trailers/T", `{"drivers":[{"name":"new"},{"id":"`+id(drivers[0])+`","name":"B2"}],"trips":[{"place":"1"},{"place":"3"}]}`)
		kept, fresh := after["drivers"].([]any), after["trips"].([]any)
		same(t, "the id that was sent", id(kept[1]), id(drivers[0]))
		if id(kept[0]) == id(drivers[1]) || id(kept[0]) == id(drivers[0]) {
			t.Errorf("a driver without an id has the id of another: %v", kept)
		}
		if id(fresh[0]) == id(trips[0]) {
			t.Errorf("other trips keep ids: %v", fresh)
		}
		same(t, "get after the update", h.must(200, "GET", "trailers/T", ""), after)
		equal := func() { update(`{"drivers":[{"name":"new"},{"name":"B2"}],"trips":[{"place":"3"},{"place":"1"}]}`) }
		same(t, "writes of equal lists", h.statements.writesOfParts(equal), []string(nil))
		same(t, "equal lists", []any{after["drivers"], after["trips"]}, []any{kept, fresh})
		replace := func() { update(`{"drivers":[{"name":"new"},{"name":"B3"}],"trips":[{"place":"3"},{"place":"1"}]}`) }
		same(t, "writes of one other list", h.statements.writesOfParts(replace),
			[]string{"DELETE trailer_drivers", "INSERT trailer_drivers", "INSERT trailer_history"})
		kept = after["drivers"].([]any)

		unknown := func(i int) string {
			return fmt.Sprintf("value_error [body drivers %d id]: Value error, no such driver", i)
		}
		first := id(kept[0])
		same(t, "unknown ids", details(h.must(422, "PUT", "trailers/T", `{"drivers":[{"id":"x","name":"a"},{"id":"`+first+`","name":"b"},
			{"id":"`+first+`","name":"c"},{"id":"","name":"d"},{"id":null,"name":"e"}]}`)), unknown(0)+"\n"+unknown(2)+"\n"+unknown(3))
		same(t, "an id in a create", details(h.must(422, "POST", "trailers", `{"external_reference_id":"W","drivers":[{"id":"`+first+`","name":"b"}]}`)), unknown(0))
		for _, no := range []string{"x", ""} {
			same(t, "an error in another field", details(h.must(422, "PUT", "trailers/T", `{"drivers":[{"id":"`+no+`","name":5}]}`)),
				"string_type [body drivers 0 name]: Input should be a valid string")
			h.must(404, "PUT", "trailers/NONE", `{"drivers":[{"id":"`+no+`","name":"a"}]}`)
			h.must(412, "PUT", "trailers/T", `{"drivers":[{"id":"`+no+`","name":"a"}]}`, "If-Match", `"1"`)
			batch := h.must(200, "POST", "batch/trailers", `{"items":[{"operation":"update","external_reference_id":"T","trailer":{"drivers":[{"id":"`+no+`","name":"a"}]}}]}`)
			same(t, "the failures of a batch", batch["error_count"], any(1.0))
		}
		after = h.must(200, "PATCH", "trailers/T", `{"drivers":[]}`)
		same(t, "no drivers", after["drivers"], any([]any{}))
		h.must(200, "PATCH", "trailers/T", `{"drivers":[{"name":"last"}]}`)
		h.must(204, "DELETE", "trailers/T", "")
	})
}

// TestManyChildren writes as many children as there may be, in a batch, too.
func TestManyChildren(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		var names []string
		for i := range 100 {
			names = append(names, fmt.Sprintf(`{"name":"n%d"}`, i))
		}
		drivers := `[` + strings.Join(names, ",") + `]`
		var items []string
		for i := range 3 {
			items = append(items, fmt.Sprintf(`{"operation":"create","external_reference_id":"T%d","trailer":{"drivers":%s}}`, i, drivers))
		}
		h.must(200, "POST", "batch/trailers", `{"items":[`+strings.Join(items, ",")+`]}`)
		seen := map[string]bool{}
		for _, item := range h.must(200, "GET", "trailers", "")["items"].([]any) {
			for i, driver := range item.(body)["drivers"].([]any) {
				if driver.(body)["name"] != fmt.Sprint("n", i) {
					t.Fatalf("driver %d is %v", i, driver)
				}
				seen[driver.(body)["id"].(string)] = true
			}
		}
		if len(seen) != 300 {
			t.Errorf("300 drivers have %d ids", len(seen))
		}
	})
}

// TestReferences: a reference is looked up when it is sent, its names are those of
// now, and unknown ones are all listed, in the order of the fields.
func TestReferences(t *testing.T) {
	onHost(t, func(t *testing.T, h host) {
		acme, bolt := h.customer("ACME", "Acme"), h.customer("BOLT", "Bolt")
		made := h.must(201, "POST", "trailers", `{"external_reference_id":"T","customer_external_reference_id":"ACME",
			"trips":[{"place":"1","payer_external_reference_id":"BOLT"},{"place":"2"}]}`)
		shown := func(record body) []any {
			trip := record["trips"].([]any)[0].(body)
			return []any{record["customer_id"], record["customer_external_reference_id"], record["customer_name"],
				trip["payer_external_reference_id"], trip["payer_name"]}
		}
		same(t, "create", shown(made), []any{acme["id"], "ACME", "Acme", "BOLT", "Bolt"})
		tag := func(got *httptest.ResponseRecorder) string { return got.Header().Get("ETag") }
		first := tag(h.ask("GET", "trailers/T", ""))
		h.must(200, "PATCH", "customers/BOLT", `{"name":"Bolt & Co"}`)
		same(t, "after a rename", shown(h.must(200, "GET", "trailers/T", "")), []any{acme["id"], "ACME", "Acme", "BOLT", "Bolt & Co"})
		same(t, "list after a rename", shown(h.must(200, "GET", "trailers", "")["items"].([]any)[0].(body)), []any{acme["id"], "ACME", "Acme", "BOLT", "Bolt & Co"})
		renamed := h.ask("GET", "trailers/T", "", "If-None-Match", first)
		version, hash, _ := strings.Cut(first, "-")
		if other, now, _ := strings.Cut(tag(renamed), "-"); renamed.Code != 200 || other != version || now == hash {
			t.Errorf("the tag %s becomes %s by a rename, and a get with it is answered %d", first, tag(renamed), renamed.Code)
		}
		after := h.must(200, "PATCH", "trailers/T", `{"notes":"x"}`, "If-Match", first)
		same(t, "an update without references", shown(after), []any{acme["id"], "ACME", "Acme", "BOLT", "Bolt & Co"})
		after = h.must(200, "PATCH", "trailers/T", `{"customer_external_reference_id":"BOLT"}`)
		same(t, "another reference", shown(after), []any{bolt["id"], "BOLT", "Bolt & Co", "BOLT", "Bolt & Co"})
		after = h.must(200, "PATCH", "trailers/T", `{"customer_external_reference_id":null}`)
		same(t, "no reference", shown(after), []any{nil, nil, nil, "BOLT", "Bolt & Co"})

		missing := "value_error [body customer_external_reference_id]: Value error, Customer with external_reference_id 'NO' not found\n" +
			"value_error [body drivers 0 id]: Value error, no such driver\n" +
			"value_error [body trips 1 payer_external_reference_id]: Value error, Customer with external_reference_id 'NOR' not found"
		const sent = `"customer_external_reference_id":"NO","notes":"no plate","plate":"x","drivers":[{"id":"x","name":"a"}],
			"trips":[{"place":"1","payer_external_reference_id":"BOLT"},{"place":"2","payer_external_reference_id":"NOR"}]}`
		same(t, "missing in a create", details(h.must(422, "POST", "trailers", `{"external_reference_id":"T",`+sent)), missing)
		same(t, "missing in an update", details(h.must(422, "PUT", "trailers/T", `{`+sent)), missing)
		same(t, "missing in a list that is sorted", details(h.must(422, "PUT", "trailers/T", `{"trips":[{"place":"2","payer_external_reference_id":"NOR"},{"place":"1"}]}`)),
			"value_error [body trips 0 payer_external_reference_id]: Value error, Customer with external_reference_id 'NOR' not found")
		h.must(404, "PUT", "trailers/NONE", `{`+sent)
		h.must(412, "PUT", "trailers/T", `{`+sent, "If-Match", `"1"`)
		same(t, "with an error of the body", details(h.must(422, "PUT", "trailers/T", `{"name":5,`+sent)), "string_type [body name]: Input should be a valid string")
		rule := "value_error [body]: Value error, a trailer with a plate cannot have none"
		same(t, "a rule of the whole record", details(h.must(422, "POST", "trailers", `{"external_reference_id":"T","notes":"no plate","plate":"x"}`)), rule)
		h.must(200, "PATCH", "trailers/T", `{"plate":"x"}`)
		same(t, "a rule of the merged record", details(h.must(422, "PATCH", "trailers/T", `{"notes":"no plate"}`)), rule)
		h.must(409, "POST", "trailers", `{"external_reference_id":"T"}`)

		batch := h.must(200, "POST", "batch/trailers", `{"items":[
			{"operation":"update","external_reference_id":"T","trailer":{`+sent+`},
			{"operation":"upsert","external_reference_id":"N","trailer":{"trips":[{"place":"1","payer_external_reference_id":"NOR"},{"place":"2"}]}},
			{"operation":"update","external_reference_id":"T","trailer":{"notes":"no plate"}},
			{"operation":"create","external_reference_id":"N","trailer":{"customer_external_reference_id":"ACME"}}]}`)["results"].([]any)
		for i, want := range []any{
			"trailer.customer_external_reference_id: Value error, Customer with external_reference_id 'NO' not found",
			"trailer.trips.0.payer_external_reference_id: Value error, Customer with external_reference_id 'NOR' not found",
			"trailer: Value error, a trailer with a plate cannot have none", nil,
		} {
			same(t, fmt.Sprint("item ", i), batch[i].(body)["error"], want)
		}
		same(t, "the created one", h.must(200, "GET", "trailers/N", "")["customer_name"], any("Acme"))
	})
}

// TestStatementsOfParts counts the statements for records of many children and
// references: there are as many as for few.
func TestStatementsOfParts(t *testing.T) {
	onHost(t, func(t *testing.T, h host) {
		for i := range 20 {
			h.customer(fmt.Sprint("C", i), "x")
		}
		var items []string
		for i := range 20 {
			items = append(items, fmt.Sprintf(`{"operation":"create","external_reference_id":"T%d","trailer":{"customer_external_reference_id":"C%d",
				"trips":[{"place":"1","payer_external_reference_id":"C%d"},{"place":"2","payer_external_reference_id":"C0"}]}}`, i, i, 19-i))
		}
		all := `{"items":[` + strings.Join(items, ",") + `]}`
		same(t, "statements that look up what a batch refers to", len(h.statements.of("FROM customers WHERE organization_id = ", func() {
			h.must(200, "POST", "batch/trailers", all)
		})), 1)
		same(t, "statements of a page", len(h.statements.of("SELECT", func() { h.must(200, "GET", "trailers", "") })), 4)
		record := 3
		if !h.db.Shared() {
			record = 4 // the customers by themselves
		}
		same(t, "statements of a record", len(h.statements.of("SELECT", func() { h.must(200, "GET", "trailers/T3", "") })), record)
	})
}

// TestHooks: Settle gets the record before and after a change, and reads the database.
// After runs in the transaction of the change, and its failure rolls the change back.
func TestHooks(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.customer("ACME", "Acme")
		made := h.must(201, "POST", "trailers", `{"external_reference_id":"T","drivers":[{"name":"Jane","is_lead":true}]}`)
		h.must(409, "POST", "trailers", `{"external_reference_id":"T"}`)
		h.must(201, "POST", "trailers?dry_run=true", `{"external_reference_id":"D","drivers":[{"name":"a"}]}`)
		h.must(200, "PATCH", "trailers/T?dry_run=true", `{"notes":"y","drivers":[]}`)
		h.must(409, "POST", "batch/trailers?atomic=true", `{"items":[{"operation":"update","external_reference_id":"T","trailer":{"drivers":[]}},
			{"operation":"delete","external_reference_id":"NONE"}]}`)
		hidden := func() (name string) {
			err := h.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				return tx.Row(`SELECT coalesce(lead_name, '') FROM trailers`, nil, &name)
			})
			if err != nil {
				t.Fatal(err)
			}
			return name
		}
		same(t, "the hidden column", hidden(), "Jane")
		keyed := []string{"Idempotency-Key", "k"}
		const patch = `{"notes":"x","drivers":[{"name":"a"},{"name":"b"}],"trips":[{"place":"1","payer_external_reference_id":"ACME"},{"place":"2"}]}`
		first := h.must(200, "PATCH", "trailers/T", patch, keyed...)
		same(t, "the answer again", h.must(200, "PATCH", "trailers/T", patch, keyed...), first)
		same(t, "the hidden column, by what a reference brings along", hidden(), "d-ACME")
		h.must(200, "PATCH", "trailers/T", `{"notes":"z"}`)
		same(t, "the hidden column of what was not sent", hidden(), "d-ACME")
		h.must(200, "PATCH", "trailers/T", `{"notes":"z"}`) // changes nothing
		h.must(500, "PATCH", "trailers/T", `{"notes":"no history","drivers":[]}`)
		h.must(500, "PATCH", "trailers/T", `{"notes":"cannot be settled"}`)
		h.must(200, "PATCH", "trailers/T", `{"notes":"led by the table"}`)
		same(t, "the hidden column, by a row of another table", hidden(), "trailers")
		h.must(200, "PATCH", "trailers/T", `{"notes":"keep the drivers"}`)
		same(t, "a rule that compares with the record before", details(h.must(422, "PATCH", "trailers/T", `{"notes":null,"drivers":[{"name":"a"}]}`)),
			"value_error [body]: Value error, the trailer keeps its drivers")
		h.must(200, "PATCH", "trailers/T", `{"drivers":[{"name":"a"},{"name":"b"},{"name":"c"}]}`)
		h.must(204, "DELETE", "trailers/T", "")
		var history []string
		err := h.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Rows(`SELECT what, drivers_before, drivers FROM trailer_history WHERE trailer_id = $1 ORDER BY version, what DESC`, []any{made["id"]},
				func(scan func(...any) error) error {
					var what string
					var before, drivers int64
					defer func() { history = append(history, fmt.Sprint(what, " ", before, " ", drivers)) }()
					return scan(&what, &before, &drivers)
				})
		})
		if err != nil {
			t.Fatal(err)
		}
		same(t, "the history", history, []string{"create 0 1", "update 1 2", "update 2 2", "update 2 2", "update 2 2", "update 2 3", "delete 3 3"})
		if _, shown := made["lead_name"]; shown {
			t.Error("a hidden column is answered")
		}
	})
}

// TestGuards: a customer is not deleted while trailers, or their trips, refer to it.
func TestGuards(t *testing.T) {
	onHost(t, func(t *testing.T, h host) {
		h.customer("ACME", "Acme")
		id := h.customer("BOLT", "Bolt")["id"].(string)
		h.must(201, "POST", "trailers", `{"external_reference_id":"T","customer_external_reference_id":"ACME",
			"trips":[{"place":"1","payer_external_reference_id":"BOLT"},{"place":"2"}]}`)
		refused := func(by string) body {
			return body{"error": body{"code": "CONFLICT", "message": "Cannot delete customer: it is referenced by " + by}}
		}
		same(t, "by a trailer", h.must(409, "DELETE", "customers/ACME", ""), refused("active trailers"))
		same(t, "by a trip", h.must(409, "DELETE", "customers/"+id, ""), refused("active trailers"))
		same(t, "on condition", h.must(409, "DELETE", "customers/BOLT", "", "If-Match", "*"), refused("active trailers"))
		h.must(412, "DELETE", "customers/BOLT", "", "If-Match", `"1"`)
		same(t, "in a batch", h.must(200, "POST", "batch/customers", `{"items":[{"operation":"delete","external_reference_id":"BOLT"}]}`)["results"],
			any([]any{body{"external_reference_id": "BOLT", "operation": "delete", "success": false,
				"error": "Cannot delete customer: it is referenced by active trailers"}}))
		h.must(200, "PATCH", "trailers/T", `{"plate":"SOLD"}`)
		same(t, "by a finished trailer", h.must(409, "DELETE", "customers/ACME", ""), refused("trailers"))
		same(t, "by a trip of a finished trailer", h.must(409, "DELETE", "customers/BOLT", ""), refused("trailers"))
		h.must(200, "PATCH", "trailers/T", `{"customer_external_reference_id":null}`)
		h.must(204, "DELETE", "customers/ACME", "")
		h.must(404, "DELETE", "customers/ACME", "")
		h.must(204, "DELETE", "trailers/T", "")
		h.must(204, "DELETE", "customers/"+id, "")
	})
}
