package conformance

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// found returns the number of records that a filter finds.
func (c client) found(parameter, text string) int {
	c.t.Helper()
	query := parameter + "=" + url.QueryEscape(text)
	list := c.must(200, "GET", c.suite.Plural+"?"+query, nil)
	if total := list["pagination"].(body)["total"]; total != float64(len(ids(list))) {
		c.t.Errorf("%s: a page of all records has %d of %v", query, len(ids(list)), total)
	}
	return len(ids(list))
}

// parametersBy returns the filters with some comparisons, each with its field.
func (s *suite) parametersBy(t *testing.T, matches ...schema.Match) map[*schema.Filter]schema.Described {
	t.Helper()
	all := map[*schema.Filter]schema.Described{}
	for _, p := range s.Parameters {
		if f, ok := s.field(p.Column); ok && p.Parse != nil && slices.Contains(matches, p.Match) {
			all[p] = f
		}
	}
	return all
}

// ranges: both ends of a range belong to it, and a record without a value is in none.
func (s *suite) ranges(t *testing.T) {
	for p, f := range s.parametersBy(t, schema.AtLeast, schema.AtMost) {
		if f.Format != "date-time" {
			continue
		}
		c := s.organization(t, p.Name)
		first := time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC)
		for n := range 5 {
			c.create(fmt.Sprint(n), body{f.Name: first.AddDate(0, 0, n)})
		}
		c.create("none", body{f.Name: nil})
		for n := range 5 {
			day := first.AddDate(0, 0, n)
			// The counts at the moment, a microsecond before it, and one after it.
			want, before, after := 5-n, 5-n, 4-n
			if p.Match == schema.AtMost {
				want, before, after = n+1, n, n+1
			}
			for moment, want := range map[time.Time]int{day: want, day.Add(-time.Microsecond): before, day.Add(time.Microsecond): after} {
				if got := c.found(p.Name, moment.Format(time.RFC3339Nano)); got != want {
					t.Errorf("%s=%v finds %d, want %d", p.Name, moment, got, want)
				}
			}
		}
	}
}

// updatedSince: lists have the records that were changed at a time or later. A time that
// cannot be read is an error after those of the filters of the contract, and before that
// of the order.
func (s *suite) updatedSince(t *testing.T) {
	c := s.organization(t, "one")
	for n := range 3 {
		c.create(fmt.Sprint(n), nil)
	}
	records := c.must(200, "GET", s.Plural+"?page_size=3", nil)["items"].([]any)
	all := []body{records[0].(body), records[1].(body), records[2].(body)}
	s.noteChanges(t, c, all)
	for _, record := range all {
		at, later := record["changed"].(int64), 0
		for _, other := range all {
			if other["changed"].(int64) > at {
				later++
			}
		}
		moment := time.UnixMicro(at).UTC()
		if got := c.found("updated_since", moment.Format(time.RFC3339Nano)); got < later+1 {
			t.Errorf("since the change of a record: %d records, want more than %d", got, later)
		}
		if got := c.found("updated_since", moment.Add(time.Microsecond).Format(time.RFC3339Nano)); got != later {
			t.Errorf("after the change of a record: %d records, want %d", got, later)
		}
	}
	known := "?updated_since=2026-01-29T10:30:00Z&sort=updated_at"
	c.must(200, "GET", s.Plural+known, nil, "Prefer", "handling=strict")
	want := []string{"greater_than_equal page"}
	broken := "?sort=x&updated_since=x&page=0"
	if i := slices.IndexFunc(s.Parameters, func(p *schema.Filter) bool { return p.Match == schema.Contains }); i >= 0 {
		broken += "&" + s.Parameters[i].Name + "=%00"
		want = append(want, "value_error "+s.Parameters[i].Name)
	}
	want = append(want, "datetime_from_date_parsing updated_since", "enum sort")
	if got := details(c.must(422, "GET", s.Plural+broken, nil)); !slices.Equal(got, want) {
		t.Errorf("%s breaks %v, want %v", broken, got, want)
	}
	localTime := s.Plural + "?updated_since=2026-01-29T10:30:00"
	c.must(200, "GET", localTime, nil)
	got := details(c.must(422, "GET", localTime, nil, "Prefer", "handling=strict"))
	if want := []string{"timezone_aware updated_since"}; !slices.Equal(got, want) {
		t.Errorf("a time without an offset breaks %v, want %v", got, want)
	}
}

// enums: a filter accepts each value in any letter case, and nothing else.
func (s *suite) enums(t *testing.T) {
	for p, f := range s.parametersBy(t, schema.Equals) {
		if f.Enum == nil {
			continue
		}
		c := s.organization(t, p.Name)
		rows := func(i int) int { return 1 + i%3 } // adjacent values have different numbers of rows
		for i, value := range f.Enum {
			for n := range rows(i) {
				c.create(fmt.Sprint(value, n), body{f.Name: value})
			}
		}
		for i, value := range f.Enum {
			for _, text := range []string{value, strings.ToLower(value)} {
				if got := c.found(p.Name, text); got != rows(i) {
					t.Errorf("%s=%s finds %d, want %d", p.Name, text, got, rows(i))
				}
			}
		}
		c.must(422, "GET", s.Plural+"?"+p.Name+"=nothing", nil)
		c.must(422, "PATCH", s.Plural+"/"+f.Enum[0]+"0", body{f.Name: "nothing"})
		// The number of rows with a value follows each change.
		c.must(200, "PATCH", s.Plural+"/"+f.Enum[0]+"0", body{f.Name: f.Enum[1]})
		c.must(204, "DELETE", s.Plural+"/"+f.Enum[1]+"1", nil)
		c.must(200, "POST", "batch/"+s.Plural, body{"items": []body{s.item("upsert", f.Enum[1]+"0"), s.item("create", "new")}})
		for _, value := range f.Enum {
			c.found(p.Name, value)
		}
	}
}

// suffixes: a text is found by its end. Letter case and wildcards have no meaning.
func (s *suite) suffixes(t *testing.T) {
	for p, f := range s.parametersBy(t, schema.Suffix) {
		if !isAnyText(f) {
			continue
		}
		c := s.organization(t, p.Name)
		for _, value := range []string{"aé%x", "é%x", "%x", "x"} {
			c.create(value, body{f.Name: value})
		}
		c.create("none", body{f.Name: nil})
		for text, want := range map[string]int{"x": 4, "%x": 3, "é%x": 2, "aé%x": 1, "baé%x": 0, "%": 0, "X": 0} {
			if got := c.found(p.Name, text); got != want {
				t.Errorf("%s=%q finds %d, want %d", p.Name, text, got, want)
			}
		}
	}
}

// indexes: the tables have the declared indexes.
func (s *suite) indexes(t *testing.T, declared []resource.Index) {
	statement := `SELECT name FROM pragma_index_info($1) ORDER BY seqno`
	if s.postgres {
		statement = `SELECT attname::text FROM pg_index CROSS JOIN unnest(indkey) WITH ORDINALITY AS k (number, place)
			JOIN pg_attribute ON attrelid = indrelid AND attnum = number WHERE indexrelid = to_regclass($1) ORDER BY place`
	}
	for _, index := range declared {
		var columns []string
		err := s.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Rows(statement, []any{index.Name}, func(scan func(...any) error) error {
				columns = append(columns, "")
				return scan(&columns[len(columns)-1])
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		if want := slices.Concat([]string{"organization_id"}, index.Columns, []string{"id"}, index.Also); !slices.Equal(columns, want) {
			t.Errorf("the index %s has the columns %v, the declaration %v", index.Name, columns, want)
		}
	}
}
