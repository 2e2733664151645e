package conformance

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waybill/internal/schema"
)

// model: random requests in two organizations have the answers that a model in memory
// predicts, and each record is what its last write has answered.
func (s *suite) model(t *testing.T) {
	checks, limit := 0, s.modelChecks()
	rapid.Check(t, func(r *rapid.T) {
		if checks++; checks > limit {
			return
		}
		var m [2]*modelOrganization
		for i := range m {
			m[i] = &modelOrganization{suite: s, client: s.organization(t, fmt.Sprintf("%d of check %d", i, checks))}
		}
		step := func(act func(*modelOrganization, *rapid.T)) func(*rapid.T) {
			return func(r *rapid.T) { act(m[rapid.IntRange(0, 1).Draw(r, "organization")], r) }
		}
		r.Repeat(map[string]func(*rapid.T){
			"create": step((*modelOrganization).create),
			"update": step((*modelOrganization).update),
			"delete": step((*modelOrganization).delete),
			"batch":  step((*modelOrganization).batch),
			"get":    step((*modelOrganization).get),
			"list":   step((*modelOrganization).list),
		})
	})
}

// modelChecks is how many sequences of requests are tried, at most. A request takes several
// times as long on PostgreSQL as on SQLite, so most sequences are tried on SQLite. The
// command line takes precedence.
func (s *suite) modelChecks() int {
	switch {
	case !s.limited || !s.postgres:
		return math.MaxInt // as many as rapid does
	case s.whole && !s.pooled:
		return 10
	default:
		return 5
	}
}

// modelOrganization has the records that an organization should have.
type modelOrganization struct {
	*suite
	client  client
	records []body // as their last writes have answered
	// writes orders the updates, because times are answered to the second. All records
	// of a batch have the same time.
	writes int
}

// modelReferences are few, so that requests often name the same record.
var modelReferences = []string{"A", "a", "A/B", "Ä %2F?#", "'"}

func drawReference(r *rapid.T) string {
	return rapid.SampledFrom(modelReferences).Draw(r, "reference")
}

func (m *modelOrganization) find(reference string) body {
	at := slices.IndexFunc(m.records, func(record body) bool { return record[schema.ExternalReferenceID] == reference })
	if at < 0 {
		return nil
	}
	return m.records[at]
}

func (m *modelOrganization) path(reference string) string {
	return m.Plural + "/" + url.PathEscape(reference)
}

// changes draws values for some of the fields.
func (m *modelOrganization) changes(r *rapid.T) body {
	return m.someChanges(rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "values"), 0))) //nolint:gosec // values of a test
}

// someChanges returns random values for some of the fields.
func (s *suite) someChanges(from *rand.Rand) body {
	changes := body{}
	for _, f := range s.Fields {
		if f.Name == schema.ExternalReferenceID || from.IntN(2) == 0 {
			continue
		}
		switch {
		case f.Sortable && f.Format == "" && f.Pattern == "":
			changes[f.Name] = random(f, from)
		case f.Example != nil && from.IntN(3) > 0:
			changes[f.Name] = f.Example
		case f.Nullable || f.Type == "boolean" || f.Enum != nil:
			changes[f.Name] = unusual(f)
		}
	}
	return changes
}

// written checks the answer to a write, and returns the record that it shows. The record
// has the values that were sent, and before is what it was, or nil.
func (m *modelOrganization) written(r *rapid.T, before, sent, after body) body {
	for name, value := range plain(sent).(body) {
		if !m.shows(after[name], value) {
			r.Fatalf("%s was sent as %v, and is answered %v", name, value, after[name])
		}
	}
	if before != nil {
		for _, name := range []string{"id", schema.ExternalReferenceID, "created_at"} {
			if before[name] != after[name] {
				r.Fatalf("%s was %v, and is %v", name, before[name], after[name])
			}
		}
		for _, f := range m.Fields {
			if _, was := sent[f.Name]; !was && !cmp.Equal(before[f.Name], after[f.Name]) {
				r.Fatalf("%s was %v and was not sent, and is %v", f.Name, before[f.Name], after[f.Name])
			}
		}
	}
	touched := maps.Clone(after)
	touched["touched"] = m.writes
	if before != nil && cmp.Equal(untouched(before), after) {
		touched["touched"] = before["touched"] // nothing was written
	}
	return touched
}

// shows reports whether an answer has a value that was sent. Answers have more members:
// the ids of children, names, and null for members that were not sent.
func (m *modelOrganization) shows(answered, sent any) bool {
	switch sent := sent.(type) {
	case body:
		object, is := answered.(body)
		for name, value := range sent {
			is = is && m.shows(object[name], value)
		}
		return is
	case []any:
		list, is := answered.([]any)
		is = is && len(list) == len(sent)
		for i := range sent {
			is = is && m.shows(list[i], sent[i])
		}
		return is
	default:
		return cmp.Equal(answered, sent)
	}
}

// plain returns a value as its JSON is decoded.
func plain(value any) (decoded any) {
	encoded, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(encoded, &decoded)
	}
	if err != nil {
		panic(err) // the values of tests can be encoded
	}
	return decoded
}

// untouched returns a record as it is answered.
func untouched(record body) body {
	answered := maps.Clone(record)
	delete(answered, "touched")
	return answered
}

func (m *modelOrganization) put(record body) {
	if old := m.find(record[schema.ExternalReferenceID].(string)); old != nil {
		m.remove(old)
	}
	m.records = append(m.records, record)
}

func (m *modelOrganization) remove(record body) {
	m.records = slices.DeleteFunc(m.records, func(other body) bool { return other["id"] == record["id"] })
}

func (m *modelOrganization) must(r *rapid.T, status int, method, path string, sent any, header ...string) body {
	got := m.client.ask(method, path, sent, header...)
	if got.Code != status {
		r.Fatalf("%s %s %v is answered %d %s, want %d", method, path, sent, got.Code, got.Body, status)
	}
	if got.Body.Len() == 0 {
		return nil
	}
	return decoded(m.client.t, got)
}

func (m *modelOrganization) create(r *rapid.T) {
	m.writes++
	reference := drawReference(r)
	sent := m.valid(reference, m.changes(r))
	if m.find(reference) != nil {
		m.must(r, http.StatusConflict, "POST", m.Plural, sent)
		return
	}
	m.put(m.written(r, nil, sent, m.must(r, http.StatusCreated, "POST", m.Plural, sent)))
}

func (m *modelOrganization) update(r *rapid.T) {
	m.writes++
	reference, sent := drawReference(r), m.changes(r)
	method := rapid.SampledFrom([]string{"PUT", "PATCH"}).Draw(r, "method")
	path := m.path(reference)
	before := m.find(reference)
	switch {
	case before == nil:
		m.must(r, http.StatusNotFound, method, path, sent)
	case rapid.IntRange(0, 3).Draw(r, "condition") == 0:
		m.must(r, http.StatusPreconditionFailed, method, path, sent, "If-Match", `"1"`)
	case rapid.IntRange(0, 3).Draw(r, "dry run") == 0:
		m.written(r, before, sent, m.must(r, http.StatusOK, method, path+"?dry_run=true", sent))
	default:
		m.put(m.written(r, before, sent, m.must(r, http.StatusOK, method, path, sent)))
	}
}

func (m *modelOrganization) delete(r *rapid.T) {
	reference := drawReference(r)
	record := m.find(reference)
	if record == nil {
		m.must(r, http.StatusNotFound, "DELETE", m.path(reference), nil)
		return
	}
	key := rapid.SampledFrom([]string{reference, record["id"].(string)}).Draw(r, "key")
	m.must(r, http.StatusNoContent, "DELETE", m.path(key), nil)
	m.remove(record)
}

func (m *modelOrganization) get(r *rapid.T) {
	reference := drawReference(r)
	record := m.find(reference)
	if record == nil {
		m.must(r, http.StatusNotFound, "GET", m.path(reference), nil)
		return
	}
	key := rapid.SampledFrom([]string{reference, record["id"].(string)}).Draw(r, "key")
	if got := m.must(r, http.StatusOK, "GET", m.path(key), nil); !cmp.Equal(got, untouched(record)) {
		r.Fatalf("the record differs from its last write:\n%s", cmp.Diff(untouched(record), got))
	}
}

// batch sends a few items, and reads the records afterwards.
func (m *modelOrganization) batch(r *rapid.T) {
	m.writes++
	batch := modelBatch{modelOrganization: m, sent: map[string]body{}}
	for range rapid.IntRange(1, 6).Draw(r, "items") {
		operation := rapid.SampledFrom([]string{"create", "update", "upsert", "delete"}).Draw(r, "operation")
		reference := drawReference(r)
		batch.add(operation, reference, plain(m.valid(reference, m.changes(r))).(body))
	}
	answer := m.must(r, http.StatusOK, "POST", "batch/"+m.Plural, body{"items": batch.items})
	for i, result := range answer["results"].([]any) {
		if result.(body)["success"] != batch.succeed[i] {
			r.Fatalf("item %d of %v: success should be %t: %v", i, batch.items, batch.succeed[i], answer)
		}
	}
	for _, reference := range slices.Sorted(maps.Keys(batch.sent)) {
		m.afterBatch(r, reference, batch.sent[reference])
	}
}

// modelBatch predicts a batch item by item.
type modelBatch struct {
	*modelOrganization
	items   []body
	succeed []bool
	sent    map[string]body // the last payload of each changed reference; nil after a delete
}

func (b *modelBatch) add(operation, reference string, payload body) {
	b.items = append(b.items, body{"operation": operation, schema.ExternalReferenceID: reference, b.payload(): payload})
	before, is := b.sent[reference]
	if !is {
		before = b.find(reference)
	}
	succeeds := operation == "upsert" || (before != nil) == (operation != "create")
	b.succeed = append(b.succeed, succeeds)
	switch {
	case !succeeds:
	case operation == "delete":
		b.sent[reference] = nil
	case before == nil || !b.shows(before, payload):
		b.sent[reference] = payload
	}
}

// afterBatch reads a record that a batch has written, or deleted if sent is nil.
func (m *modelOrganization) afterBatch(r *rapid.T, reference string, sent body) {
	if old := m.find(reference); sent == nil && old != nil {
		m.remove(old)
	}
	if sent == nil {
		m.must(r, http.StatusNotFound, "GET", m.path(reference), nil)
		return
	}
	m.put(m.written(r, nil, sent, m.must(r, http.StatusOK, "GET", m.path(reference), nil)))
}

// list asks for a page, filtered by some of the values that a record has.
func (m *modelOrganization) list(r *rapid.T) {
	sort := rapid.SampledFrom(m.sorts()).Draw(r, "sort")
	query := url.Values{"sort": {sort}, "page_size": {"2"}}
	want := slices.Clone(m.records)
	if len(m.records) > 0 {
		like := rapid.SampledFrom(m.records).Draw(r, "like")
		for _, f := range m.equalities() {
			if value := like[f.Name]; value != nil && rapid.Bool().Draw(r, f.Name) {
				query.Set(f.Name, fmt.Sprint(value))
				want = slices.DeleteFunc(want, func(record body) bool { return !m.found(record, f.Name, value) })
			}
		}
	}
	m.sortAs(want, sort)
	page := rapid.IntRange(1, 3).Draw(r, "page")
	query.Set("page", fmt.Sprint(page))
	got := m.must(r, http.StatusOK, "GET", m.Plural+"?"+query.Encode(), nil)
	from := min(2*(page-1), len(want))
	items := []any{}
	for _, record := range want[from:min(from+2, len(want))] {
		items = append(items, untouched(record))
	}
	if diff := cmp.Diff(items, got["items"]); diff != "" || got["pagination"].(body)["total"] != float64(len(want)) {
		r.Fatalf("%s of %d: %s\n%s", strings.TrimPrefix(query.Encode(), "?"), len(want), diff, fmt.Sprint(got["pagination"]))
	}
}
