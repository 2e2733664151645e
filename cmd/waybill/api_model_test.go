package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// TestModel does random requests in two organizations, and expects of each the
// answer that a plain model in memory gives.
func TestModel(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, testModel)
}

func testModel(t *testing.T, database string) {
	server := newTestServer(t, database)
	checks := 0
	rapid.Check(t, func(r *rapid.T) {
		checks++
		m := &model{keys: slices.Clone(references)}
		for i := range m.organizations {
			key := fmt.Sprintf("key-%d-%d", checks, i)
			if _, err := tenant.ImportKeys(t.Context(), server.db, strings.NewReader(key+","+key)); err != nil {
				r.Fatal(err)
			}
			client := newClient(t, server.address, key)
			defer client.http.CloseIdleConnections()
			m.organizations[i].client = client
		}
		r.Repeat(map[string]func(*rapid.T){
			"create": func(r *rapid.T) { m.next(r).create() },
			"get":    func(r *rapid.T) { m.next(r).get() },
			"update": func(r *rapid.T) { m.next(r).update() },
			"delete": func(r *rapid.T) { m.next(r).delete() },
			"list":   func(r *rapid.T) { m.next(r).list() },
			"batch":  func(r *rapid.T) { m.next(r).batch() },
		})
	})
}

// model is what the server should have.
type model struct {
	organizations [2]modelOrganization
	clock         int // one more with every request that writes
	// keys are what paths and bodies may name: a few references, and the ids of
	// customers of either organization, also of those that are gone.
	keys []string
}

type modelOrganization struct {
	client  *client
	records []*modelRecord
}

// modelRecord is a customer, in the order of the contract's members.
type modelRecord struct {
	ID           string  `json:"id"`
	Reference    string  `json:"external_reference_id"`
	Name         string  `json:"name"`
	Number       *string `json:"reference_number"`
	Domain       *string `json:"domain"`
	Phone        *string `json:"phone"`
	IsActive     bool    `json:"is_active"`
	CustomerType *string `json:"customer_type"`
	CreatedAt    string  `json:"created_at"`
	UpdatedAt    string  `json:"updated_at"`

	created, updated int // by the model's clock, which is exact
}

var references = []string{"A", "a", "A/B", "Ä %2F?#", "cust_", "'"}

// folded has the texts that names and searches are made of, each with what
// case folding makes of it.
var folded = map[string]string{
	"Acme": "acme", "ACME": "acme", "Acme Corporation": "acme corporation",
	"Straße": "strasse", "STRASSE": "strasse", "ß": "ss",
	"Éclair": "éclair", "éclair": "éclair", "É": "é", "ΣΊΣΥΦΟΣ": "σίσυφοσ", "ς": "σ",
	"100%": "100%", "%": "%", "a_b": "a_b", "_": "_", `a\b`: `a\b`, `\`: `\`, "Z": "z",
}

var foldedTexts = slices.Sorted(maps.Keys(folded))

// step is one request of a run.
type step struct {
	*rapid.T
	*model
	*modelOrganization
}

func (m *model) next(r *rapid.T) step {
	m.clock++
	return step{r, m, &m.organizations[rapid.IntRange(0, 1).Draw(r, "organization")]}
}

// ask sends a request and checks its answer.
func (s step) ask(method, path, body string, status int, want string) response {
	got := s.send(method, path, body)
	if got.status != status || string(got.body) != want {
		s.Fatalf("%s %s %s\nis answered %d %s\nwant        %d %s", method, path, body, got.status, got.body, status, want)
	}
	return got
}

func (s step) send(method, path, body string) response {
	got, err := s.client.try(method, path, body)
	if err != nil {
		s.Fatal(err)
	}
	return got
}

func (s step) key() string { return rapid.SampledFrom(s.keys).Draw(s.T, "key") }

func customerPath(key string) string { return customersPath + "/" + url.PathEscape(key) }

func (o *modelOrganization) byReference(key string) *modelRecord {
	return o.find(func(r *modelRecord) bool { return r.Reference == key })
}

func (o *modelOrganization) byID(key string) *modelRecord {
	return o.find(func(r *modelRecord) bool { return r.ID == key })
}

func (o *modelOrganization) find(is func(*modelRecord) bool) *modelRecord {
	if i := slices.IndexFunc(o.records, is); i >= 0 {
		return o.records[i]
	}
	return nil
}

func (o *modelOrganization) remove(record *modelRecord) {
	o.records = slices.DeleteFunc(o.records, func(r *modelRecord) bool { return r == record })
}

// or is the first record that is there.
func or(first, second *modelRecord) *modelRecord {
	if first != nil {
		return first
	}
	return second
}

const (
	nameIsMissing = `{"detail":[{"type":"missing","loc":["body","name"],"msg":"Field required"}]}`
	nameIsNull    = `{"detail":[{"type":"string_type","loc":["body","name"],"msg":"Input should be a valid string"}]}`
)

func exists(key string) string {
	return "Customer with external_reference_id '" + key + "' already exists"
}

func missing(key string) string { return "Customer with external_reference_id '" + key + "' not found" }

func detail(text string) string { return toJSON(map[string]string{"detail": text}) }

// toJSON encodes without the escapes that HTML would need.
func toJSON(value any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // cannot fail: these are plain values
	return strings.TrimSuffix(text.String(), "\n")
}

// fields draws some members of a body.
func (s step) fields() map[string]any {
	sent := map[string]any{}
	if rapid.IntRange(0, 9).Draw(s.T, "with name") > 0 {
		sent["name"] = rapid.SampledFrom(foldedTexts).Draw(s.T, "name")
	}
	if active := rapid.SampledFrom([]any{true, false, nil}).Draw(s.T, "is_active"); active != nil {
		sent["is_active"] = active
	}
	for _, name := range []string{"reference_number", "domain", "phone", "customer_type"} {
		switch value := rapid.SampledFrom([]string{"absent", "null", "", "x", "Y"}).Draw(s.T, name); value {
		case "absent":
		case "null":
			sent[name] = nil
		default:
			sent[name] = value
		}
	}
	return sent
}

func (r *modelRecord) apply(sent map[string]any) {
	for name, value := range sent {
		switch name {
		case "name":
			r.Name = value.(string)
		case "is_active":
			r.IsActive = value.(bool)
		case "reference_number":
			r.Number = optional(value)
		case "domain":
			r.Domain = optional(value)
		case "phone":
			r.Phone = optional(value)
		case "customer_type":
			r.CustomerType = optional(value)
		}
	}
}

func optional(value any) *string {
	text, ok := value.(string)
	if !ok {
		return nil
	}
	return &text
}

// settle takes over what only the server can know of a record that it wrote,
// and checks all else.
func (s step) settle(record *modelRecord, answer []byte) {
	var got modelRecord
	if err := json.Unmarshal(answer, &got); err != nil {
		s.Fatalf("%v: %s", err, answer)
	}
	if record.ID == "" {
		s.isNew(record, got.ID)
	}
	if record.created == s.clock {
		record.CreatedAt = got.CreatedAt
	}
	if got.UpdatedAt < record.UpdatedAt || got.UpdatedAt < record.CreatedAt || !forms["updated_at"].MatchString(got.UpdatedAt) {
		s.Errorf("updated_at is %s, was %s", got.UpdatedAt, record.UpdatedAt)
	}
	record.UpdatedAt = got.UpdatedAt
	if want := toJSON(record); string(answer) != want {
		s.Fatalf("a record is\n%s, want\n%s", answer, want)
	}
}

// isNew gives a record its id, which no record had before.
func (s step) isNew(record *modelRecord, id string) {
	if !forms["id"].MatchString(id) || slices.Contains(s.keys, id) {
		s.Fatalf("%s is not a new id", id)
	}
	record.ID = id
	s.keys = append(s.keys, id)
}

func (s step) add(key string, sent map[string]any) *modelRecord {
	record := &modelRecord{Reference: key, IsActive: true, created: s.clock, updated: s.clock}
	record.apply(sent)
	s.records = append(s.records, record)
	return record
}

func (s step) create() {
	key, sent := s.key(), s.fields()
	body := maps.Clone(sent)
	body["external_reference_id"] = key
	if _, ok := sent["name"]; !ok {
		s.ask("POST", customersPath, toJSON(body), http.StatusUnprocessableEntity, nameIsMissing)
		return
	}
	if s.byReference(key) != nil {
		s.ask("POST", customersPath, toJSON(body), http.StatusConflict, detail(exists(key)))
		return
	}
	got := s.send("POST", customersPath, toJSON(body))
	if got.status != http.StatusCreated || got.header.Get("Location") != customerPath(key) {
		s.Fatalf("create %s is answered %d %v %s", toJSON(body), got.status, got.header, got.body)
	}
	s.settle(s.add(key, sent), got.body)
}

func (s step) get() {
	key := s.key()
	record := or(s.byReference(key), s.byID(key))
	if record == nil {
		s.ask("GET", customerPath(key), "", http.StatusNotFound, detail(missing(key)))
		return
	}
	s.ask("GET", customerPath(key), "", http.StatusOK, toJSON(record))
}

func (s step) update() {
	method := rapid.SampledFrom([]string{"PUT", "PATCH"}).Draw(s.T, "method")
	key, sent := s.key(), s.fields()
	if rapid.IntRange(0, 9).Draw(s.T, "null name") == 0 {
		s.ask(method, customerPath(key), `{"name":null}`, http.StatusUnprocessableEntity, nameIsNull)
		return
	}
	record := or(s.byReference(key), s.byID(key))
	if record == nil {
		s.ask(method, customerPath(key), toJSON(sent), http.StatusNotFound, detail(missing(key)))
		return
	}
	record.apply(sent)
	record.updated = s.clock
	s.settle(record, s.send(method, customerPath(key), toJSON(sent)).body)
}

func (s step) delete() {
	key := s.key()
	record := or(s.byID(key), s.byReference(key))
	if record == nil {
		s.ask("DELETE", customerPath(key), "", http.StatusNotFound, `{"error":{"code":"NOT_FOUND","message":"Customer not found"}}`)
		return
	}
	s.ask("DELETE", customerPath(key), "", http.StatusNoContent, "")
	s.remove(record)
}

// list draws a list's parameters, "-" for one that is left out.
func (s step) list() {
	query := url.Values{}
	parameter := func(name, otherwise string, values ...string) string {
		value := rapid.SampledFrom(append(slices.Clone(values), "-")).Draw(s.T, name)
		if value == "-" {
			return otherwise
		}
		query.Set(name, value)
		return value
	}
	page, _ := strconv.Atoi(parameter("page", "1", "1", "2", "3"))
	size, _ := strconv.Atoi(parameter("page_size", "50", "1", "2", "100"))
	contains := parameter("name_contains", "", foldedTexts...)
	active := parameter("is_active", "", "true", "false")
	customerType := parameter("customer_type", "-", "", "x", "y")
	sort := parameter("sort", "created_at", "name", "-name", "created_at", "-created_at", "updated_at", "-updated_at")

	var found []*modelRecord
	for _, r := range s.records {
		if strings.Contains(folded[r.Name], folded[contains]) &&
			(active == "" || active == strconv.FormatBool(r.IsActive)) &&
			(customerType == "-" || r.CustomerType != nil && *r.CustomerType == customerType) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, inOrder(sort))
	s.ask("GET", customersPath+"?"+query.Encode(), "", http.StatusOK, pageOf(found, page, size))
}

func inOrder(sort string) func(a, b *modelRecord) int {
	field, backward := strings.CutPrefix(sort, "-")
	if !backward {
		field = sort
	}
	return func(a, b *modelRecord) int {
		order := map[string]int{
			"name":       strings.Compare(folded[a.Name], folded[b.Name]),
			"created_at": a.created - b.created,
			"updated_at": a.updated - b.updated,
		}[field]
		if order == 0 {
			order = strings.Compare(a.ID, b.ID)
		}
		if backward {
			return -order
		}
		return order
	}
}

func pageOf(found []*modelRecord, page, size int) string {
	items := []string{}
	for i := (page - 1) * size; i < min(page*size, len(found)); i++ {
		items = append(items, toJSON(found[i]))
	}
	pages := (len(found) + size - 1) / size
	more := page < pages
	return fmt.Sprintf(`{"items":[%s],"pagination":{"page":%d,"page_size":%d,"total":%d,"total_items":%[4]d,`+
		`"total_pages":%d,"has_more":%t,"has_next":%[6]t,"has_previous":%t}}`,
		strings.Join(items, ","), page, size, len(found), pages, more, page > 1)
}

// outcome is what a batch answers for an item.
type outcome struct {
	Reference string `json:"external_reference_id"`
	Operation string `json:"operation"`
	Success   bool   `json:"success"`
	Error     string `json:"error,omitempty"`
	ID        string `json:"id,omitempty"`

	record *modelRecord // that was written or removed
}

func (s step) batch() {
	items := []map[string]any{}
	var outcomes []*outcome
	for range rapid.IntRange(0, 6).Draw(s.T, "items") {
		operation := rapid.SampledFrom([]string{"create", "update", "upsert", "delete"}).Draw(s.T, "operation")
		key := s.key()
		item := map[string]any{"operation": operation, "external_reference_id": key}
		payload := s.payload(key)
		if payload != nil {
			item["customer"] = payload
		}
		items = append(items, item)
		outcomes = append(outcomes, s.do(operation, key, payload))
	}
	got := s.send("POST", "/v2/tms-api/batch/customers", toJSON(map[string]any{"items": items}))
	s.checkOutcomes(got, outcomes)
	for _, o := range outcomes {
		if o.record != nil && s.byReference(o.Reference) == o.record {
			s.settle(o.record, s.send("GET", customerPath(o.Reference), "").body)
		}
	}
}

// payload draws an item's payload, or nil for none.
func (s step) payload(key string) map[string]any {
	payload := s.fields()
	switch rapid.IntRange(0, 9).Draw(s.T, "payload") {
	case 0:
		return nil
	case 1:
		payload["external_reference_id"] = key
	case 2:
		payload["external_reference_id"] = "another"
	}
	return payload
}

// do does an item in the model.
func (s step) do(operation, key string, payload map[string]any) *outcome {
	o := &outcome{Reference: key, Operation: operation}
	record := s.byReference(key)
	own, repeated := payload["external_reference_id"]
	switch {
	case operation == "delete" && record != nil:
		o.Success, o.record = true, record
		s.remove(record)
	case operation == "delete":
		o.Error = missing(key)
	case payload == nil:
		o.Error = "customer: Field required"
	case repeated && own != key:
		o.Error = "external_reference_id differs from customer.external_reference_id"
	case operation == "update" && record == nil:
		o.Error = missing(key)
	case operation != "create" && record != nil:
		record.apply(payload)
		record.updated = s.clock
		o.Success, o.record = true, record
	case payload["name"] == nil:
		o.Error = "customer.name: Field required"
	case record != nil:
		o.Error = exists(key)
	default:
		o.Success, o.record = true, s.add(key, payload)
	}
	return o
}

// checkOutcomes compares a batch's answer, of which the model cannot know the
// ids of new records.
func (s step) checkOutcomes(got response, outcomes []*outcome) {
	var answer struct{ Results []outcome }
	if err := json.Unmarshal(got.body, &answer); err != nil || len(answer.Results) != len(outcomes) {
		s.Fatalf("%v: %d %s", err, got.status, got.body)
	}
	done, results := 0, []string{}
	for i, o := range outcomes {
		if o.Success {
			done++
		}
		if o.record != nil && o.record.ID == "" {
			s.isNew(o.record, answer.Results[i].ID)
		}
		if o.record != nil {
			o.ID = o.record.ID
		}
		results = append(results, toJSON(o))
	}
	want := fmt.Sprintf(`{"success_count":%d,"error_count":%d,"results":[%s]}`,
		done, len(outcomes)-done, strings.Join(results, ","))
	if got.status != http.StatusOK || string(got.body) != want {
		s.Fatalf("a batch is answered %d %s\nwant %s", got.status, got.body, want)
	}
}

// TestOneCreateWins: of many creates of the same reference at the same time exactly one
// succeeds, and its record stays. On PostgreSQL two servers share the database, and each has
// several of the creates.
func TestOneCreateWins(t *testing.T) {
	t.Parallel()
	const count, clients = 6, 64
	sqldbtest.Each(t, func(t *testing.T, database string) {
		first := startProcess(t, database)
		all := []*client{first.client(first.secret)}
		if sqldb.IsPostgres(database) { // an SQLite file has one server
			all = append(all, startProcess(t, database).client(first.secret))
		}
		for i := range count {
			createAtOnce(t, all, clients, fmt.Sprintf("reference-%d", i))
		}
		if there := listAll(t, all[0]); len(there) != count {
			t.Errorf("there are %d customers, want %d", len(there), count)
		}
		checkDatabase(t, database)
	})
}

func createAtOnce(t *testing.T, servers []*client, clients int, reference string) {
	t.Helper()
	answers := make([]response, clients)
	start := make(chan struct{})
	var working sync.WaitGroup
	for i := range clients {
		working.Go(func() {
			<-start
			var err error
			if answers[i], err = servers[i%len(servers)].try("POST", customersPath, newCustomer(reference)); err != nil {
				t.Error(err)
			}
		})
	}
	close(start)
	working.Wait()
	made := ""
	for _, got := range answers {
		switch {
		case got.status == http.StatusCreated && made == "":
			made = string(got.body)
		case got.status != http.StatusConflict || string(got.body) != detail(exists(reference)):
			t.Errorf("a create of %s is answered %d %s", reference, got.status, got.body)
		}
	}
	if got := servers[0].send(t, "GET", customersPath+"/"+reference, ""); string(got.body) != made {
		t.Errorf("%s is %s, was made as %s", reference, got.body, made)
	}
}
