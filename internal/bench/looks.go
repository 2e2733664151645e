package main

import (
	"strings"
	"time"
)

// of returns what reports whether a record, which is a T, is in a list.
func of[T any](in func(T) bool) func(any) bool {
	return func(record any) bool { return in(record.(T)) }
}

// named is a record that is searched by its name.
type named interface{ named() string }

func (c customer) named() string { return c.Name }
func (c carrier) named() string  { return c.Name }
func (l location) named() string { return l.Name }

func customerLists() []lookGroup {
	active := func(c customer) bool { return c.IsActive }
	retail := func(c customer) bool { return c.CustomerType == "Retail" }
	const most = 100 * time.Millisecond
	return namedLists([]string{"created_at", "name", "updated_at"}, []look{
		{query: "is_active=true", of: of(active), page: first, most: most},
		{query: "is_active=false", of: of(func(c customer) bool { return !c.IsActive }), page: first, most: most},
		{query: "customer_type=Retail", of: of(retail), page: first, most: most},
		{query: "is_active=true&customer_type=Retail", page: first, most: most,
			of: of(func(c customer) bool { return active(c) && retail(c) })},
		{query: "is_active=false&customer_type=Retail", page: first, most: most,
			of: of(func(c customer) bool { return !active(c) && retail(c) })},
		{query: "customer_type=Nobody", of: of(func(customer) bool { return false }), page: first},
		{query: "is_active=true&sort=name", of: of(active), page: first},
		{query: "is_active=true", of: of(active), page: last},
		{query: "name_contains=logistics&is_active=false", page: first,
			of: of(func(c customer) bool { return !c.IsActive && strings.Contains(c.Name, "Logistics") })},
	})
}

func carrierLists() []lookGroup {
	number := newCarrier("", few).(carrier).DOTNumber
	return namedLists([]string{"created_at", "name", "updated_at"}, []look{
		{query: "dot_number=" + number, of: of(func(c carrier) bool { return c.DOTNumber == number }), page: first, growth: 2},
		{query: "mc_number=0", of: of(func(carrier) bool { return false }), page: first, growth: 2},
	})
}

func locationLists() []lookGroup {
	in := func(l location) bool { return l.Country == "US" }
	state := func(l location) bool { return l.State == states[0] }
	city := func(l location) bool { return l.City == common }
	const most = 100 * time.Millisecond
	return namedLists([]string{"created_at", "name", "updated_at", "city", "state"}, []look{
		{query: "country=US", of: of(in), page: first, most: most},
		{query: "country=US&sort=name", of: of(in), page: first, most: most},
		{query: "country=US&sort=name", of: of(in), page: middle},
		{query: "state=" + states[0], of: of(state), page: first, most: most},
		{query: "state=" + states[0] + "&sort=name", of: of(state), page: first, most: most},
		{query: "state=" + states[0] + "&sort=city", of: of(state), page: middle},
		{query: "city=" + common, of: of(city), page: first, most: most},
		{query: "city=" + common + "&state=" + states[0] + "&sort=-updated_at", page: first, most: most,
			of: of(func(l location) bool { return city(l) && state(l) })},
	})
}

// namedLists are lists by each of the sorts, forward and backward, searches by the name,
// and filters.
func namedLists(sorts []string, filters []look) []lookGroup {
	var firsts, fars []look
	for _, sort := range sorts {
		for _, query := range []string{"sort=" + sort, "sort=-" + sort} {
			firsts = append(firsts, look{query: query, page: first, growth: 2})
			fars = append(fars,
				look{query: query, page: middle, most: 40 * time.Millisecond},
				look{query: query, page: last, far: 10})
		}
	}
	return []lookGroup{{"first pages", firsts}, {"far pages", fars}, {"searches", searches()}, {"filters", filters}}
}

// searches find few records, by a rare word and by two frequent words; a tenth of the
// records; and records by texts that are too short for a trigram index.
func searches() []look {
	search := func(text, more string) look {
		return look{query: "name_contains=" + strings.ReplaceAll(strings.ToLower(text), " ", "+") + more, page: first,
			of: of(func(r named) bool { return strings.Contains(fold(r.named()), strings.ToLower(text)) })}
	}
	rare, pair, tenth := search(rareWord, ""), search(rarePair, ""), search("logistics", "")
	rare.growth, pair.growth = 5, 5
	tenth.most = 150 * time.Millisecond
	tenthLast := tenth
	tenthLast.page, tenthLast.most = last, 0
	return []look{rare, pair, tenth, tenthLast,
		search(rareWord, "&sort=name"), search("logistics", "&sort=name"), search("logistics", "&sort=-updated_at"),
		search("nowhere", ""), search("x", ""), search("a", ""), search("qu", ""), search("on", "")}
}

// The bounds of lists of loads: of first pages and views, of those of a month by another order than
// that of the pickups, and of distant pages.
const (
	mostFirst   = 50 * time.Millisecond
	mostOfMonth = 300 * time.Millisecond
	mostFar     = 300 * time.Millisecond
)

// loadLists are lists by each filter and by some filters together, in each order, from
// the first page and from the middle.
func loadLists() []lookGroup {
	var groups []lookGroup
	for _, sort := range []string{"-created_at", "updated_at", "status"} {
		group := lookGroup{name: "sort=" + sort}
		for _, filter := range loadFilters() {
			l := look{query: strings.TrimPrefix(filter.query+"&sort="+sort, "&"), of: filter.of, page: first, most: mostFirst}
			if strings.HasPrefix(filter.query, month) && sort == "updated_at" {
				l.most = mostOfMonth
			}
			far := l
			far.page, far.most = middle, mostFar
			group.looks = append(group.looks, l, far)
		}
		groups = append(groups, group)
	}
	return append(groups, laneViews())
}

// laneViews are the lanes in two orders and from a state, and the carriers for some loads.
func laneViews() lookGroup {
	const lanes = "lanes?page_size=50"
	views := []string{lanes, lanes + "&page=2", lanes + "&sort=average_rate_per_mile", lanes + "&origin_state=US-TX"}
	for n := range 3 {
		views = append(views, "loads/"+shortLoads.seed(n*few)+"/carrier-recommendations")
	}
	group := lookGroup{name: "lanes and recommendations"}
	for _, view := range views {
		group.looks = append(group.looks, look{view: view, most: mostFirst})
	}
	return group
}

// The filters of pickups in a month, and in the second half of the time.
const (
	month = "pickup_date_from=2025-10-01&pickup_date_to=2025-10-31"
	half  = "pickup_date_from=2026-01-01"
)

// loadFilters have the query without an order. The first customer and carrier have the
// most loads, the others here have few.
func loadFilters() []look {
	status := func(s string) func(freight) bool { return func(l freight) bool { return l.Status == s } }
	reefer := func(l freight) bool { return l.EquipmentType == "REEFER" }
	customer := func(n int) func(freight) bool { return func(l freight) bool { return l.Customer == customers.seed(n) } }
	carrier := func(n int) func(freight) bool { return func(l freight) bool { return l.Carrier == carriers.seed(n) } }
	picked := func(from, to string) func(freight) bool {
		return func(l freight) bool { return from <= l.Stops[0].Early && l.Stops[0].Early < to }
	}
	inMonth, inHalf := picked("2025-10-01", "2025-11-01"), picked("2026-01-01", "9")
	all := func(conditions ...func(freight) bool) func(any) bool {
		return of(func(l freight) bool {
			for _, holds := range conditions {
				if !holds(l) {
					return false
				}
			}
			return true
		})
	}
	const byCustomer, byCarrier = "customer_external_reference_id=", "carrier_external_reference_id="
	return []look{
		{query: ""},
		{query: "status=COMPLETED", of: all(status("COMPLETED"))},
		{query: "status=ACTIVE", of: all(status("ACTIVE"))},
		{query: "equipment_type=REEFER", of: all(reefer)},
		{query: byCustomer + customers.seed(0), of: all(customer(0))},
		{query: byCustomer + customers.seed(few), of: all(customer(few))},
		{query: byCarrier + carriers.seed(0), of: all(carrier(0))},
		{query: month, of: all(inMonth)},
		{query: half, of: all(inHalf)},
		{query: "equipment_type=REEFER&status=COMPLETED", of: all(reefer, status("COMPLETED"))},
		{query: month + "&status=COMPLETED&equipment_type=REEFER", of: all(inMonth, status("COMPLETED"), reefer)},
		{query: half + "&status=COMPLETED", of: all(inHalf, status("COMPLETED"))},
		{query: byCustomer + customers.seed(0) + "&status=COMPLETED&" + half, of: all(customer(0), status("COMPLETED"), inHalf)},
		{query: byCarrier + carriers.seed(0) + "&" + month, of: all(carrier(0), inMonth)},
	}
}
