package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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
func TestSeedCustomers(t *testing.T) {
	t.Parallel()
	for _, size := range []int{2_000, 100_000} {
		counts := totals(allLooks(), size)
		for query, part := range map[string]float64{
			"name_contains=logistics":                 0.1,
			"is_active=true":                          0.9,
			"is_active=false":                         0.1,
			"customer_type=Retail":                    0.2,
			"is_active=false&customer_type=Retail":    0.02,
			"name_contains=quicksilver":               float64(few) / float64(size),
			"name_contains=logistics+steel":           float64(few) / float64(size),
			"name_contains=nowhere":                   0,
			"name_contains=logistics&sort=name":       0.1,
			"name_contains=quicksilver&sort=name":     float64(few) / float64(size),
			"sort=name":                               1,
			"name_contains=logistics&is_active=false": 0.01,
		} {
			want, got := part*float64(size), float64(counts[query+", first page"])
			if exact := part < 0.001 || part == 1 || part*float64(size) <= few; exact && got != want || got < 0.6*want || got > 1.4*want {
				t.Errorf("of %d customers %s lists %.0f, not about %.0f", size, query, got, want)
			}
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
