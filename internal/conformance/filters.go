package conformance

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"waybill/internal/schema"
)

// filtersOfMany: of thousands of records every way to narrow leaves the right
// ones, in every order, near and far, however many have the value.
func (s *suite) filtersOfMany(t *testing.T) {
	equal := slices.DeleteFunc(slices.Clone(s.Parameters), func(p *schema.Filter) bool {
		return p.Parse == nil || p.Match != schema.Equals
	})
	if len(equal) == 0 {
		t.Skip("nothing narrows a list to equal values")
	}
	random := rand.New(rand.NewPCG(3, 5)) //nolint:gosec // the same in every run
	for _, side := range []struct {
		name    string
		unusual float64
	}{{"seldom", 0.1}, {"often", 0.4}, {"mostly", 0.9}} {
		c := s.organization(t, side.name)
		all := s.filterable(c, equal, random, side.unusual)
		for _, narrowed := range combinations(equal) {
			for range s.rounds {
				s.checkFiltered(t, c, all, narrowed, s.sorts()[random.IntN(len(s.sorts()))])
			}
		}
	}
}

// filterable makes thousands of records with a few values each, of which some are
// unusual, and gives them.
func (s *suite) filterable(c client, equal []*schema.Filter, random *rand.Rand, unusual float64) (all []body) {
	for batch := range 24 {
		var made, items []body
		for n := range 100 {
			changes := body{}
			for _, p := range equal {
				values := valuesOf(p)
				changes[p.Name] = values[0]
				if random.Float64() < unusual {
					changes[p.Name] = values[1]
				}
			}
			for _, name := range s.sortable() {
				changes[name] = fmt.Sprint("name ", random.IntN(50))
			}
			reference := fmt.Sprintf("F-%d-%d", batch, n)
			made = append(made, s.valid(reference, changes))
			items = append(items, body{"operation": "create", schema.Reference: reference, strings.ToLower(s.Noun): made[n]})
		}
		answer := c.must(200, "POST", "batch/"+s.Plural, body{"items": items})
		for n, outcome := range answer["results"].([]any) {
			made[n]["id"] = outcome.(body)["id"]
		}
		all = append(all, made...)
	}
	return all
}

// valuesOf gives a usual value of a filter's field, an unusual one, and, for a
// text, one that nobody has.
func valuesOf(p *schema.Filter) []any {
	if usual, ok := p.Usual.(bool); ok {
		return []any{usual, !usual}
	}
	return []any{"usual", nil, "nobody's"}
}

// combinations gives every way to set some of the filters to a value.
func combinations(equal []*schema.Filter) (all []body) {
	all = []body{{}}
	for _, p := range equal {
		for _, before := range slices.Clone(all) {
			for _, value := range valuesOf(p) {
				if value != nil {
					with := maps.Clone(before)
					with[p.Name] = value
					all = append(all, with)
				}
			}
		}
	}
	return all
}

// checkFiltered compares pages of what is left with all that there is.
func (s *suite) checkFiltered(t *testing.T, c client, all []body, narrowed body, sort string) {
	t.Helper()
	query := "?page_size=20&sort=" + sort
	want := slices.Clone(all)
	for name, value := range narrowed {
		query += fmt.Sprintf("&%s=%s", name, url.QueryEscape(fmt.Sprint(value)))
		want = slices.DeleteFunc(want, func(record body) bool { return record[name] != value })
	}
	slices.SortFunc(want, compareBy(strings.TrimPrefix(sort, "-")))
	if strings.HasPrefix(sort, "-") {
		slices.Reverse(want)
	}
	last := max(1, (len(want)+19)/20)
	for _, page := range []int{1, 2, 11, last/2 + 1, last, last + 1} {
		list := c.must(200, "GET", fmt.Sprintf("%s%s&page=%d", s.Plural, query, page), nil)
		if got := list["pagination"].(body)["total"]; got != float64(len(want)) {
			t.Errorf("%s leaves %v, want %d", query, got, len(want))
		}
		from := min(20*(page-1), len(want))
		if wanted := ids(body{"items": anys(want[from:min(from+20, len(want))])}); !slices.Equal(ids(list), wanted) {
			t.Errorf("%s: page %d is\n%v\nwant\n%v", query, page, ids(list), wanted)
		}
	}
}
