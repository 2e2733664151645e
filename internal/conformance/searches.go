package conformance

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"waybill/internal/schema"
)

// searches: while two organizations create, change and delete thousands of records in
// turns, each finds all of its own records, in every order, and no others.
func (s *suite) searches(t *testing.T) {
	field := s.searchedField()
	if field == "" {
		t.Skip("nothing can be searched for")
	}
	seed := rand.New(rand.NewPCG(7, 11)) //nolint:gosec // the same in every run
	sides := []*searchModel{
		{suite: s, client: s.organization(t, "one"), field: field, seed: seed, texts: map[string]string{}},
		{suite: s, client: s.organization(t, "two"), field: field, seed: seed, texts: map[string]string{}},
	}
	batches := 26 // SQLite's text index is updated after two thousand rows
	if s.pooled || s.postgres && !s.whole {
		batches = 8
	}
	for batch := range batches {
		side := sides[batch%2]
		side.create(fmt.Sprint(batch))
		if batch%5 == 0 {
			side.change()
		}
	}
	for _, side := range sides {
		side.check(t, 50)
	}
}

// searchedField returns the field that lists can be searched by, or "".
func (s *suite) searchedField() string {
	for _, p := range s.Parameters {
		if field, ok := strings.CutSuffix(p.Name, "_contains"); ok && p.Match == schema.Contains {
			return field
		}
	}
	return ""
}

// searchModel has the records of an organization, to say what a search must find.
type searchModel struct {
	*suite
	client client
	field  string
	seed   *rand.Rand
	texts  map[string]string // by external reference; "" for null
}

// text returns a random text of few letters, so that parts of it occur in many texts. Some
// texts are long and repeat a period, except at one place.
func (s *searchModel) text() string {
	if s.seed.IntN(8) == 0 {
		return s.monotone(3 + s.seed.IntN(253))
	}
	letters := []rune(`abAB_%"\é漢 `)
	text := make([]rune, 3+s.seed.IntN(9))
	for i := range text {
		text[i] = letters[s.seed.IntN(len(letters))]
	}
	return string(text)
}

func (s *searchModel) monotone(length int) string {
	period := []rune([]string{"f", "ﬀ", "ab", "a%_", `"\b`, "ﬃx", "abcdefghijklmnopqrstuvwxyz"}[s.seed.IntN(7)])
	text := make([]rune, length)
	for i := range text {
		text[i] = period[i%len(period)]
	}
	if s.seed.IntN(2) == 0 {
		text[s.seed.IntN(length)] = 'b'
	}
	return string(text)
}

// part returns a text to search for: a part of up to three letters, or a part of any
// length that some texts contain, or would contain but for one letter.
func (s *searchModel) part() string {
	if s.seed.IntN(2) == 0 {
		return string([]rune(s.text())[:1+s.seed.IntN(3)])
	}
	references := slices.Sorted(maps.Keys(s.texts))
	text := []rune(schema.Fold(s.texts[references[s.seed.IntN(len(references))]]))
	if len(text) == 0 || s.seed.IntN(2) == 0 {
		text = []rune(schema.Fold(s.monotone(255)))
	}
	from := s.seed.IntN(len(text))
	part := text[from : from+1+s.seed.IntN(len(text)-from)]
	if s.seed.IntN(3) == 0 {
		part[s.seed.IntN(len(part))] = 'b'
	}
	return string(part)
}

func (s *searchModel) batch(items []body) {
	answer := s.client.must(200, "POST", "batch/"+s.Plural, body{"items": items})
	if answer["error_count"] != 0.0 {
		s.client.t.Fatal(answer)
	}
}

func (s *searchModel) item(operation, reference string) body {
	item := body{"operation": operation, schema.ExternalReferenceID: reference}
	if operation == "delete" {
		delete(s.texts, reference)
		return item
	}
	text := any(s.text())
	if f, _ := s.suite.field(s.field); f.Nullable && s.seed.IntN(10) == 0 {
		text = nil
	}
	s.texts[reference], _ = text.(string)
	item[s.payload()] = s.bare(reference, body{s.field: text})
	return item
}

func (s *searchModel) create(name string) {
	var items []body
	for n := range 100 {
		items = append(items, s.item("create", fmt.Sprint(name, "-", n)))
	}
	s.batch(items)
}

// change changes some records and deletes others. It creates and deletes the newest, so
// that SQLite may use its row number again.
func (s *searchModel) change() {
	references := slices.Sorted(maps.Keys(s.texts))
	var items []body
	for n, at := range s.seed.Perm(len(references))[:60] {
		items = append(items, s.item([]string{"update", "update", "delete"}[n%3], references[at]))
	}
	items = append(items, s.item("create", "newest"), s.item("delete", "newest"))
	s.batch(items)
}

func (s *searchModel) check(t *testing.T, times int) {
	t.Helper()
	for range times {
		part := s.part()
		sort := s.sorts()[s.seed.IntN(len(s.sorts()))]
		page := 1 + s.seed.IntN(2)*s.seed.IntN(16)
		s.find(t, part, sort, page)
	}
}

// find compares a page of a search with the records that match.
func (s *searchModel) find(t *testing.T, part, sort string, page int) {
	t.Helper()
	want := 0
	for _, text := range s.texts {
		if strings.Contains(schema.Fold(text), schema.Fold(part)) {
			want++
		}
	}
	list := s.client.must(200, "GET", fmt.Sprintf("%s?%s_contains=%s&sort=%s&page=%d", s.Plural, s.field, url.QueryEscape(part), sort, page), nil)
	if got := list["pagination"].(body)["total"]; got != float64(want) {
		t.Errorf("%q is in %v of %d, want %d", part, got, len(s.texts), want)
	}
	items := list["items"].([]any)
	if shown := min(max(want-50*(page-1), 0), 50); len(items) != shown {
		t.Errorf("%q: page %d has %d, want %d", part, page, len(items), shown)
	}
	for _, item := range items {
		reference, text := item.(body)[schema.ExternalReferenceID].(string), item.(body)[s.field].(string)
		if s.texts[reference] != text || !strings.Contains(schema.Fold(text), schema.Fold(part)) {
			t.Errorf("%q found %q", part, text)
		}
	}
	if strings.HasSuffix(sort, s.field) && !slices.IsSortedFunc(items, s.inOrder(strings.HasPrefix(sort, "-"))) {
		t.Errorf("%q, sort=%s: not in order", part, sort)
	}
}

func (s *searchModel) inOrder(backward bool) func(a, b any) int {
	return func(a, b any) int {
		order := cmp.Compare(schema.Fold(a.(body)[s.field].(string)), schema.Fold(b.(body)[s.field].(string)))
		if backward {
			return -order
		}
		return order
	}
}
