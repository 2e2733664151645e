package conformance

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"testing"
	"time"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// combinationsAtOnce is how many combinations of filters are tried with each set of
// records.
const combinationsAtOnce = 9

// filtersOfMany: among thousands of records, each combination of filters finds the
// matching records in every order, on the first pages and the last, whether few or many
// records match.
func (s *suite) filtersOfMany(t *testing.T) {
	equal := s.equalities()
	if len(equal) == 0 {
		t.Skip("nothing narrows a list to equal values")
	}
	seed := rand.New(rand.NewPCG(3, 5)) //nolint:gosec // the same in every run
	unusuals := []float64{0.4}          // half of the combinations have few records, half have many
	if s.whole && !s.pooled {
		unusuals = []float64{0.1, 0.4, 0.9}
	}
	for _, unusual := range unusuals {
		c := s.organization(t, fmt.Sprint(unusual))
		all := s.filterable(c, equal, seed, unusual)
		s.noteChanges(t, c, all)
		s.markMany(t, c, all)
		tried := combinations(equal)
		seed.Shuffle(len(tried), func(i, j int) { tried[i], tried[j] = tried[j], tried[i] })
		for _, narrowed := range tried[:min(len(tried), combinationsAtOnce)] {
			since := int64(0)
			if seed.IntN(2) == 0 {
				since = all[seed.IntN(len(all))]["changed"].(int64)
			}
			marks := randomMarks[seed.IntN(len(randomMarks))]
			s.checkFiltered(t, c, all, narrowed, marks, since, s.sorts()[seed.IntN(len(s.sorts()))])
		}
	}
}

// equalities returns the fields that have a filter for an exact value.
func (s *suite) equalities() (fields []schema.Described) {
	for _, p := range s.Parameters {
		if f, ok := s.field(p.Name); ok && p.Match == schema.Equals && f.Target == "" {
			fields = append(fields, f)
		}
	}
	return fields
}

// filterable creates 2,400 records and returns them. Unusuals is the share of unusual
// values in the fields equal.
func (s *suite) filterable(c client, equal []schema.Described, seed *rand.Rand, unusuals float64) (all []body) {
	for batch := range 24 {
		var made, items []body
		for n := range 100 {
			changes := body{}
			for _, f := range s.sortable() {
				changes[f.Name] = random(f, seed)
			}
			for _, f := range equal {
				changes[f.Name] = usual(f)
				if seed.Float64() < unusuals {
					changes[f.Name] = unusual(f)
				}
			}
			reference := fmt.Sprintf("F-%d-%d", batch, n)
			made = append(made, s.bare(reference, changes))
			items = append(items, body{"operation": "create", schema.ExternalReferenceID: reference, s.payload(): made[n]})
		}
		answer := c.must(200, "POST", "batch/"+s.Plural, body{"items": items})
		for n, outcome := range answer["results"].([]any) {
			made[n]["id"] = outcome.(body)["id"]
		}
		all = append(all, made...)
	}
	return all
}

// combinations returns all combinations of filters by some fields. Each asks for the
// usual value, the unusual value, or, of a text, a value that no record has.
func combinations(equal []schema.Described) (all []body) {
	all = []body{{}}
	for _, f := range equal {
		asked := []any{usual(f), unusual(f)}
		if f.Type == "string" && f.Enum == nil {
			asked = append(asked, "nobody's")
		}
		for _, before := range slices.Clone(all) {
			for _, value := range asked {
				if value != nil {
					with := maps.Clone(before)
					with[f.Name] = value
					all = append(all, with)
				}
			}
		}
	}
	return all
}

// noteChanges notes in "changed" when each record was changed, in the microseconds that
// no answer shows.
func (s *suite) noteChanges(t *testing.T, c client, all []body) {
	t.Helper()
	changed := map[string]int64{}
	err := s.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		organization, err := c.organization(tx)
		if err != nil {
			return err
		}
		var id string
		var at int64
		statement := "SELECT id, updated_at FROM " + s.Plural + " WHERE organization_id = $1"
		return tx.Rows(statement, []any{organization}, func(scan func(...any) error) error {
			if err := scan(&id, &at); err != nil {
				return err
			}
			changed[id] = at
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range all {
		record["changed"] = changed[record["id"].(string)]
	}
}

// checkFiltered compares pages of a filtered list with the records that match, of those
// that have some metadata and were changed since a time, unless it is 0.
func (s *suite) checkFiltered(t *testing.T, c client, all []body, narrowed body, marks map[string]string, since int64, sort string) {
	t.Helper()
	query := "?page_size=20&sort=" + sort
	for name, text := range marks {
		query += "&metadata[" + name + "]=" + text
	}
	want := slices.DeleteFunc(slices.Clone(all), func(record body) bool { return !isMarked(record, marks) })
	if since != 0 {
		query += "&updated_since=" + time.UnixMicro(since).UTC().Format(time.RFC3339Nano)
		want = slices.DeleteFunc(want, func(record body) bool { return record["changed"].(int64) < since })
	}
	for name, value := range narrowed {
		query += fmt.Sprintf("&%s=%s", name, url.QueryEscape(fmt.Sprint(value)))
		want = slices.DeleteFunc(want, func(record body) bool { return !s.found(record, name, value) })
	}
	s.sortAs(want, sort)
	last := max(1, (len(want)+19)/20)
	for _, page := range []int{1, 2, 11, last/2 + 1, last, last + 1} {
		list := c.must(200, "GET", fmt.Sprintf("%s%s&page=%d", s.own(""), query, page), nil)
		if got := list["pagination"].(body)["total"]; got != float64(len(want)) {
			t.Errorf("%s leaves %v, want %d", query, got, len(want))
		}
		from := min(20*(page-1), len(want))
		if wanted := ids(body{"items": anys(want[from:min(from+20, len(want))])}); !slices.Equal(ids(list), wanted) {
			t.Errorf("%s: page %d is\n%v\nwant\n%v", query, page, ids(list), wanted)
		}
	}
	s.sortAs(want, "created_at")
	var exported []string
	for _, record := range c.exported(query, "") {
		exported = append(exported, record["id"].(string))
	}
	if wanted := ids(body{"items": anys(want)}); !slices.Equal(exported, wanted) {
		t.Errorf("%s: %d records are exported, want %d", query, len(exported), len(wanted))
	}
}
