package main

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb/sqldbtest"
)

// Every customer is sent once, in its organization's order, and those of others
// come all along.
func TestParcels(t *testing.T) {
	t.Parallel()
	for _, size := range []int{2_000, 10_000, 20_000, 1_000_000} {
		sent := map[string]int{}
		lag := 0
		for _, p := range parcels(size) {
			if p.first != sent[p.key] || p.last <= p.first || p.last-p.first > batchSize {
				t.Fatalf("%d: after %d comes %+v", size, sent[p.key], p)
			}
			sent[p.key] = p.last
			lag = max(lag, sent[mainKey]/othersOf-sent[otherKey(0)])
		}
		if lag > batchSize {
			t.Errorf("%d: others are up to %d behind", size, lag)
		}
		if sent[mainKey] != size || len(sent) != others+1 {
			t.Errorf("%d: %v", size, sent)
		}
		for i := range others {
			if sent[otherKey(i)] != size/othersOf {
				t.Errorf("%d: %v", size, sent)
			}
		}
	}
}

// What the lists look for is there as often as their targets mean.
func TestSeeds(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const rare, once = -few, -1 // records, whatever the size
	shares := map[string]map[string]float64{
		"customers": {
			"name_contains=logistics":                 0.1,
			"is_active=true":                          0.9,
			"is_active=false":                         0.1,
			"customer_type=Retail":                    0.2,
			"is_active=false&customer_type=Retail":    0.02,
			"name_contains=quicksilver":               rare,
			"name_contains=logistics+steel":           rare,
			"name_contains=nowhere":                   0,
			"name_contains=logistics&sort=name":       0.1,
			"name_contains=quicksilver&sort=name":     rare,
			"sort=name":                               1,
			"name_contains=logistics&is_active=false": 0.01,
		},
		"carriers": {
			"name_contains=logistics":   0.1,
			"name_contains=quicksilver": rare,
			"dot_number=DOT0000010":     once,
			"mc_number=0":               0,
			"sort=-updated_at":          1,
		},
		"locations": {
			"name_contains=logistics":   0.1,
			"name_contains=quicksilver": rare,
			"country=US":                0.9,
			"state=CA":                  0.045,
			"city=Springfield":          0.02,
			"city=Springfield&state=CA&sort=-updated_at": 0.0009,
			"sort=-city": 1,
		},
		"loads": {
			"sort=status":                       1,
			"status=COMPLETED&sort=status":      0.87,
			"status=ACTIVE&sort=status":         0.024,
			"equipment_type=REEFER&sort=status": 0.33,
			month + "&sort=updated_at":          31. / pickupDays,
			half + "&sort=updated_at":           0.5,
			"customer_external_reference_id=CUST-SEED-0000000&sort=updated_at": 0.032,
			"carrier_external_reference_id=CARR-SEED-0000000&sort=updated_at":  0.032,
			month + "&status=COMPLETED&equipment_type=REEFER&sort=updated_at":  31. / pickupDays * 0.97 / 3,
		},
	}
	for _, r := range resources {
		for _, size := range []int{2_000, 100_000} {
			counts := r.totals(size)
			for query, part := range shares[r.plural] {
				want, got := max(part*float64(size), -part), float64(counts[query+", first page"])
				if exact := part <= 0 || part == 1; exact && got != want || math.Abs(got-want) > 0.4*want+few {
					t.Errorf("of %d %s %s lists %.0f, not about %.0f", size, r.plural, query, got, want)
				}
			}
		}
	}
}

// A list is known by its name, and a target may be a multiple of the first page.
func TestLists(t *testing.T) {
	t.Parallel()
	for _, r := range resources {
		seen := map[string]bool{}
		for _, l := range r.looks() {
			if seen[l.String()] {
				t.Errorf("%s: %s is there twice", r.plural, l)
			}
			seen[l.String()] = true
		}
		for _, l := range r.looks() {
			if whole := (look{query: l.query, page: first}).String(); l.far > 0 && !seen[whole] {
				t.Errorf("%s: %s has a target without %s", r.plural, l, whole)
			}
		}
	}
}

// Items of lists are known by their references.
func TestNumberOf(t *testing.T) {
	t.Parallel()
	for _, r := range resources {
		if n, err := r.numberOf(r.seed(1_234_567)); n != 1_234_567 || err != nil {
			t.Errorf("%s: %d, %v", r.plural, n, err)
		}
		if n, err := r.numberOf(r.prefix + "-2-1-7"); err == nil {
			t.Errorf("%s: a record that a load made is number %d", r.plural, n)
		}
	}
}

// Growth is measured of the resources that were asked for, and other parts as before.
func TestMeasurements(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		args string
		want string
	}{
		{"", "rates kinds growth growth growth growth plans"},
		{"-parts growth -resources loads", "growth"},
		{"-parts plans,growth -resources loads,customers", "growth growth plans"},
		{"-parts rates -resources loads", "rates"},
	} {
		o, err := parse(strings.Fields(test.args))
		if err != nil {
			t.Errorf("%s: %v", test.args, err)
		}
		var got []string
		for _, m := range (&bench{options: o}).measurements() {
			got = append(got, m.part)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: measures %v, want %s", test.args, got, test.want)
		}
	}
	for _, args := range []string{"-resources load", "-resources ,", "-parts growths", "-large 10001", "-large 9800"} {
		if o, err := parse(strings.Fields(args)); err == nil {
			t.Errorf("%s was taken: %+v", args, o)
		}
	}
}

func TestPageNumbers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		page        place
		total, want int
	}{
		{first, 1_000_000, 1}, {middle, 1_000_000, 10_000}, {last, 1_000_000, 20_000},
		{last, 101, 3}, {last, 100, 2}, {middle, 10, 1}, {last, 0, 1},
	} {
		if got := (look{page: test.page}).number(test.total); got != test.want {
			t.Errorf("%s of %d is page %d, want %d", test.page, test.total, got, test.want)
		}
	}
}

func TestParseLog(t *testing.T) {
	t.Parallel()
	log := "2026-01-29 10:30:00 UTC LOG:  duration: 0.1 ms  plan:\n" +
		"\tQuery Text: SELECT 1\n\tResult  (cost=0.00..0.01 rows=1 width=4) (actual rows=1 loops=1)\n\t  Output: 1\n" +
		"2026-01-29 10:30:00 UTC LOG:  checkpoint starting: time\n" +
		"2026-01-29 10:30:01 UTC LOG:  duration: 0.2 ms  plan:\n" +
		"\tQuery Text: SELECT $1\n\tQuery Parameters: $1 = '2'\n\tResult  (actual rows=1 loops=1)\n"
	want := []plan{
		{asked{}, "SELECT 1", "Result (actual rows=1 loops=1)\n  Output: 1\n"},
		{asked{}, "SELECT $1", "Result  (actual rows=1 loops=1)\n"},
	}
	got := parseLog(asked{}, log)
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b plan) bool { return a.statement == b.statement && a.steps == b.steps })); diff != "" {
		t.Errorf("the plans:\n%s", diff)
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	g := &growth{times: map[string]*pair[time.Duration]{}}
	measured := func(l look, small, large time.Duration) look {
		g.times[l.String()] = &pair[time.Duration]{[]time.Duration{small}, []time.Duration{large}}
		return l
	}
	firstPage := measured(look{query: "q", page: first, growth: 2}, time.Millisecond, 2*time.Millisecond)
	for _, test := range []struct {
		name string
		look look
		want string
	}{
		{"grown as much as it may", firstPage, "met"},
		{"grown more", measured(look{query: "r", growth: 2}, time.Millisecond, 3*time.Millisecond), "not met"},
		{"in time", measured(look{query: "s", most: 40 * time.Millisecond}, time.Millisecond, 40*time.Millisecond), "met"},
		{"too late", measured(look{query: "t", most: 40 * time.Millisecond}, time.Millisecond, 41*time.Millisecond), "not met"},
		{"far", measured(look{query: "q", page: last, far: 10}, time.Millisecond, 20*time.Millisecond), "met"},
		{"too far", measured(look{query: "q", page: middle, far: 10}, time.Millisecond, 21*time.Millisecond), "not met"},
		{"of no matter", measured(look{query: "u"}, time.Millisecond, time.Hour), ""},
	} {
		if _, got := g.judge(test.look).verdict(); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// The table has the median, the first and the worst time of each list.
func TestListTable(t *testing.T) {
	t.Parallel()
	g := &growth{options: options{small: 10, large: 20}, resource: customerResource, times: map[string]*pair[time.Duration]{}}
	for _, l := range g.resource.looks() {
		g.times[l.String()] = &pair[time.Duration]{
			[]time.Duration{2 * time.Millisecond, 3 * time.Millisecond, time.Millisecond},
			[]time.Duration{7 * time.Millisecond, 4 * time.Millisecond, 9 * time.Millisecond, 5 * time.Millisecond, 6 * time.Millisecond},
		}
	}
	rows := *g.listTable()
	if len(rows) != 1+len(g.times) {
		t.Errorf("%d lists have %d rows", len(g.times), len(rows))
	}
	for i, want := range [][]string{
		{"median at 10", "worst", "median at 20", "first", "worst"},
		{"2.00 ms", "3.00 ms", "6.00 ms", "7.00 ms", "9.00 ms"},
	} {
		if diff := cmp.Diff(want, rows[i][1:6]); diff != "" {
			t.Error(diff)
		}
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		can   abilities
		plain string
		watch string
	}{
		{abilities{}, "", ""},
		{abilities{limits: true, accessLog: true, admin: true, slow: true},
			"--per-minute 0 --per-day 0 --no-access-log --slow-statement 0",
			"--per-minute 1000000000 --per-day 1000000000 --access-log --slow-statement 1m --admin-address 127.0.0.1:0"},
	} {
		if got := strings.Join(test.can.settings(plainly), " "); got != test.plain {
			t.Errorf("got %q, want %q", got, test.plain)
		}
		if got := strings.Join(test.can.settings(watched), " "); got != test.watch {
			t.Errorf("got %q, want %q", got, test.watch)
		}
	}
}
