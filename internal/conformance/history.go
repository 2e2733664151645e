package conformance

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/schema"
)

// historyEvent is an event of a history.
type historyEvent struct {
	Sequence  int64
	Type      string
	Timestamp time.Time
	RecordID  string `json:"record_id"`
	Reference string `json:"external_reference_id"`
	Version   int64
	Changed   []string
	RequestID string `json:"request_id"`
	Actor     struct {
		KeyID   string `json:"key_id"`
		KeyName string `json:"key_name"`
		User    any
	}
	Data json.RawMessage
}

// readHistory returns all events of a history, which it reads by pages of a size, and
// since when the history is known.
func (c client) readHistory(reference string, size int) (all []historyEvent, since any) {
	c.t.Helper()
	query := fmt.Sprintf("?limit=%d", size)
	for {
		var page struct {
			Events []historyEvent
			Next   *int64
			Since  any
		}
		got := c.ask("GET", c.suite.Plural+"/"+url.PathEscape(reference)+"/history"+query, nil)
		if err := json.Unmarshal(got.Body.Bytes(), &page); err != nil || got.Code != http.StatusOK {
			c.t.Fatalf("the history %s of %s is answered %d %s", query, reference, got.Code, got.Body)
		}
		if len(page.Events) > size || page.Next != nil && len(page.Events) < size {
			c.t.Errorf("a page of %d has %d events, the next is %v", size, len(page.Events), page.Next)
		}
		all, since = append(all, page.Events...), page.Since
		if page.Next == nil {
			return all, since
		}
		query = fmt.Sprintf("?limit=%d&before=%d", size, *page.Next)
	}
}

// state is a record as it was answered at some time.
type state struct {
	version int64
	text    string // empty if there is no record
}

func (c client) stateOf(reference string) state {
	c.t.Helper()
	got := c.ask("GET", c.suite.Plural+"/"+url.PathEscape(reference), nil)
	if got.Code == http.StatusNotFound {
		return state{}
	}
	return state{tagged(c.t, got), got.Body.String()}
}

// history: the history of a record has an event for each change, newest first, with who
// made it; also of a deleted record, and of the record that follows under its reference.
func (s *suite) history(t *testing.T) {
	c, other := s.organization(t, "one"), s.organization(t, "other")
	c.must(http.StatusNotFound, "GET", s.Plural+"/A/history", nil)
	path := s.Plural + "/A"
	type expected struct {
		Type    string
		Version int64
		Data    string
		Request string
	}
	var want []expected
	did := func(status int, action, method, path string, sent any, header ...string) {
		t.Helper()
		id := fmt.Sprint("request-", len(want))
		before := c.stateOf("A")
		if got := c.ask(method, path, sent, append(header, "X-Request-ID", id)...); got.Code != status {
			t.Fatalf("%s %s: %d %s", method, path, got.Code, got.Body)
		}
		after := c.stateOf("A")
		if action == "deleted" {
			after = state{before.version + 1, before.text}
		}
		if action != "" {
			want = append(want, expected{s.payload() + "." + action, after.version, after.text, id})
		}
	}
	did(201, "created", "POST", s.Plural, s.valid("A", nil))
	c.create("B", nil)
	did(200, "updated", "PATCH", path, s.change(1))
	did(200, "", "PATCH", path, s.change(1))
	did(200, "", "PATCH", path+"?dry_run=true", s.change(2))
	did(412, "", "PATCH", path, s.change(2), "If-Match", `"1"`)
	did(422, "", "PATCH", path, "no JSON")
	did(200, "updated", "PUT", path, s.change(3), "Idempotency-Key", "k")
	did(200, "", "PUT", path, s.change(3), "Idempotency-Key", "k")
	item := s.item("upsert", "A")
	item[s.payload()] = withoutReference(s.change(4))
	did(200, "updated", "POST", "batch/"+s.Plural, body{"items": []body{item}})
	did(204, "deleted", "DELETE", path, nil)
	check := func() {
		t.Helper()
		for _, size := range []int{1, 2, 100} {
			all, since := c.readHistory("A", size)
			if since != nil {
				t.Errorf("the history is known since %v", since)
			}
			var got []expected
			for i, e := range all {
				got = append(got, expected{e.Type, e.Version, string(e.Data), e.RequestID})
				if i > 0 && (e.Sequence >= all[i-1].Sequence || e.Timestamp.After(all[i-1].Timestamp)) {
					t.Errorf("event %d of %v comes after %d of %v", e.Sequence, e.Timestamp, all[i-1].Sequence, all[i-1].Timestamp)
				}
				if e.Actor.KeyID == "" || e.Actor.KeyName != keyName || e.Actor.User != nil || e.Reference != "A" {
					t.Errorf("event %d of %s is made by %+v", e.Sequence, e.Reference, e.Actor)
				}
			}
			slices.Reverse(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the history by pages of %d (-want +got):\n%s", size, diff)
			}
		}
	}
	check()
	did(201, "created", "POST", s.Plural, s.valid("A", nil))
	check()
	if all, _ := c.readHistory(decoded(t, c.ask("GET", path, nil))["id"].(string), 100); len(all) != len(want) {
		t.Errorf("by the id the history has %d events, want %d", len(all), len(want))
	}
	other.must(http.StatusNotFound, "GET", s.Plural+"/A/history", nil)
	for _, query := range []string{"limit=0", "limit=101", "limit=x", "before=0", "before=x"} {
		c.must(http.StatusUnprocessableEntity, "GET", s.Plural+"/A/history?"+query, nil)
	}
}

// moment is the states of all records between two requests.
type moment struct {
	from, to time.Time
	states   map[string]state
}

// past: a record as of a random time, and in each of its versions, is what a model has
// seen then.
func (s *suite) past(t *testing.T) {
	c := s.organization(t, "one")
	references := []string{"A", "Ä %/", "C"}
	seed := rand.Uint64() //nolint:gosec // values of a test
	from := rand.New(rand.NewPCG(seed, 0))
	t.Logf("the seed is %d", seed)
	moments := []moment{{from: time.Now(), states: map[string]state{}}}
	for range 50 {
		last := moments[len(moments)-1].states
		now := time.Now()
		moments[len(moments)-1].to = now
		c.doSomething(from, references, last)
		next := moment{from: time.Now(), states: map[string]state{}}
		for _, reference := range references {
			if next.states[reference] = c.stateOf(reference); next.states[reference].text == "" {
				delete(next.states, reference)
			}
		}
		moments = append(moments, next)
	}
	moments[len(moments)-1].to = time.Now()
	for range 1000 {
		m, reference := moments[from.IntN(len(moments))], references[from.IntN(len(references))]
		// The clock of the database may be some microseconds ahead.
		half := m.to.Sub(m.from) / 2
		at := m.to.Add(-time.Duration(from.Int64N(int64(half) + 1)))
		c.checkPast(t, reference, "as_of="+at.UTC().Format(time.RFC3339Nano), m.states[reference])
	}
	for _, m := range moments {
		for reference, was := range m.states {
			c.checkPast(t, reference, fmt.Sprintf("version=%d", was.version), was)
		}
	}
	for _, reference := range references {
		all, _ := c.readHistory(reference, 100)
		for _, e := range all {
			was := state{e.Version, string(e.Data)}
			if strings.HasSuffix(e.Type, ".deleted") {
				was = state{}
			}
			c.checkPast(t, reference, "as_of="+e.Timestamp.Format(time.RFC3339Nano), was)
			c.checkPast(t, reference, fmt.Sprintf("version=%d", e.Version), was)
		}
	}
	c.checkPast(t, "A", "as_of=2001-01-01T00:00:00Z", state{})
	c.checkPast(t, "A", "version=1", state{})
	c.checkPast(t, "A", "version=9223372036854775807", state{})
	c.checkPast(t, "NONE", "version=1", state{})
	c.checkPast(t, "NONE", "as_of=2001-01-01", state{})
	now := c.create("D", nil)
	for _, query := range []string{"as_of=x", "as_of=", "as_of=2999-01-01T00:00:00Z", "version=x", "version=0", "version=-1", "version=1.5",
		"as_of=2020-01-01T00:00:00Z&version=1"} {
		c.must(http.StatusUnprocessableEntity, "GET", s.Plural+"/D?"+query, nil)
	}
	if got := c.must(http.StatusOK, "GET", s.Plural+"/D?asof=2001-01-01", nil); !cmp.Equal(got, now) {
		t.Errorf("with an unknown parameter: %v", got)
	}
	c.must(http.StatusUnprocessableEntity, "GET", s.Plural+"/D?asof=2001-01-01", nil, "Prefer", "handling=strict")
}

// doSomething sends a random write, which may fail.
func (c client) doSomething(from *rand.Rand, references []string, states map[string]state) {
	reference := references[from.IntN(len(references))]
	path := c.suite.Plural + "/" + url.PathEscape(reference)
	switch what := from.IntN(10); {
	case states[reference].text == "":
		c.ask("POST", c.suite.Plural, c.suite.valid(reference, nil))
	case what < 2:
		c.ask("DELETE", path, nil)
	case what < 4:
		c.ask("PATCH", path, c.suite.change(from.IntN(3)))
	case what < 5:
		c.ask("PATCH", path+"?dry_run=true", c.suite.change(from.IntN(3)))
	case what < 7:
		var items []body
		for _, other := range references {
			item := c.suite.item("upsert", other)
			payload := c.suite.valid(other, c.suite.someChanges(from))
			item[c.suite.payload()] = withoutReference(payload)
			items = append(items, item)
		}
		c.ask("POST", "batch/"+c.suite.Plural, body{"items": items})
	default:
		c.ask("PATCH", path, c.suite.someChanges(from))
	}
}

// checkPast compares a record in the past with what it was.
func (c client) checkPast(t *testing.T, reference, query string, was state) {
	t.Helper()
	got := c.ask("GET", c.suite.Plural+"/"+url.PathEscape(reference)+"?"+query, nil)
	switch {
	case was.text == "":
		if got.Code != http.StatusNotFound {
			t.Errorf("%s with %s is answered %d %s, but there was none", reference, query, got.Code, got.Body)
		}
	case got.Code != http.StatusOK || got.Body.String() != was.text || tagged(t, got) != was.version:
		t.Errorf("%s with %s is answered %d %v %s, it was %+v", reference, query, got.Code, got.Header(), got.Body, was)
	}
}

// restore: a version that is restored is the record of that version, by an update that
// has the options and the rules of any update.
func (s *suite) restore(t *testing.T) {
	c := s.organization(t, "one")
	from := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // values of a test
	path, restore := s.Plural+"/R", s.Plural+"/R/restore"
	c.create("R", nil)
	versions := []state{c.stateOf("R")}
	for i := range 6 {
		sent := s.someChanges(from)
		if i%2 == 0 {
			maps.Copy(sent, s.change(i))
		}
		if got := c.ask("PATCH", path, sent); got.Code == http.StatusOK {
			versions = append(versions, c.stateOf("R"))
		}
	}
	of := func(v state) body { return body{schema.VersionMember: v.version} }
	for range 12 {
		wanted := versions[from.IntN(len(versions))]
		before := c.stateOf("R")
		answer := c.ask("POST", restore, of(wanted), "If-Match", tag(before.version))
		after := c.stateOf("R")
		if answer.Code != http.StatusOK || answer.Body.String() != after.text {
			t.Fatalf("the restoration of %s is answered %d %s, the record is %s", wanted.text, answer.Code, answer.Body, after.text)
		}
		if diff := cmp.Diff(restorable(t, wanted.text), restorable(t, after.text)); diff != "" {
			t.Errorf("the restored version (-want +got):\n%s", diff)
		}
		if isSame := cmp.Equal(restorable(t, before.text), restorable(t, after.text)); isSame != (before.version == after.version) {
			t.Errorf("version %d became %d, changed: %v", before.version, after.version, !isSame)
		}
	}
	first, last := versions[0], c.stateOf("R")
	unchanged := func(status int, sent any, query string, header ...string) {
		t.Helper()
		if got := c.ask("POST", restore+query, sent, header...); got.Code != status {
			t.Errorf("%v %s %v is answered %d %s, want %d", sent, query, header, got.Code, got.Body, status)
		}
		if now := c.stateOf("R"); now != last {
			t.Errorf("%v %s %v changes %+v to %+v", sent, query, header, last, now)
		}
	}
	unchanged(412, of(first), "", "If-Match", tag(first.version-1))
	unchanged(200, of(first), "?dry_run=true")
	unchanged(404, body{"version": 1}, "")
	unchanged(422, body{}, "")
	for _, wrong := range []any{nil, "7", 1.5, 0, -1, true, []int{1}} {
		unchanged(422, body{"version": wrong}, "")
	}
	unchanged(422, body{"version": first.version, "more": 1}, "", "Prefer", "handling=strict")
	unchanged(200, of(last), "")
	once := []string{"Idempotency-Key", "k"}
	c.must(200, "PATCH", path, s.change(100))
	one, two := c.ask("POST", restore, of(first), once...), c.ask("POST", restore, of(first), once...)
	if one.Body.String() != two.Body.String() || two.Header().Get("Idempotency-Replayed") != "true" {
		t.Errorf("under the same key: %d %s and %d %s", one.Code, one.Body, two.Code, two.Body)
	}
	s.organization(t, "other").must(404, "POST", restore, of(first))
	c.must(204, "DELETE", path, nil)
	c.must(404, "POST", restore, of(first))
}

// restorable returns a record without what a restoration does not restore: the times, and
// the ids of children.
func restorable(t *testing.T, text string) body {
	t.Helper()
	var record body
	if err := json.Unmarshal([]byte(text), &record); err != nil {
		t.Fatal(err)
	}
	delete(record, "updated_at")
	for _, value := range record {
		list, _ := value.([]any)
		for _, child := range list {
			if child, ok := child.(body); ok {
				delete(child, "id")
			}
		}
	}
	return record
}
