package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// look is a list request with the targets for its time.
type look struct {
	query string              // of the URL, without the page
	of    func(customer) bool // reports whether a customer is in the list; nil for all
	page  place
	// growth is the target for the ratio of its times with many and few customers.
	growth float64
	// most is the target for its time with many customers.
	most time.Duration
	// far is the target for its time as a multiple of the first page.
	far float64
}

// place is the position of a page in its list.
type place string

const (
	first  place = "first page"
	middle place = "middle page"
	last   place = "last page"
)

func (l look) String() string {
	query := l.query
	if query == "" {
		query = "no sort"
	}
	return query + ", " + string(l.page)
}

// number returns the number of the page in a list of a length.
func (l look) number(total int) int {
	pages := max(1, (total+pageSize-1)/pageSize)
	switch l.page {
	case middle:
		return (pages + 1) / 2
	case last:
		return pages
	}
	return 1
}

// lookGroup is a group of lists after which the memory is measured.
type lookGroup struct {
	name  string
	looks []look
}

func lookGroups() []lookGroup {
	var firsts, fars []look
	for _, sort := range []string{"created_at", "-created_at", "name", "-name", "updated_at", "-updated_at"} {
		query := "sort=" + sort
		firsts = append(firsts, look{query: query, page: first, growth: 2})
		fars = append(fars,
			look{query: query, page: middle, most: 40 * time.Millisecond},
			look{query: query, page: last, far: 10})
	}
	return []lookGroup{{"first pages", firsts}, {"far pages", fars}, {"searches", searches()}, {"filters", filters()}}
}

// searches find few customers, by a rare word and by two frequent words; a tenth of
// the customers; and customers by texts that are too short for a trigram index.
func searches() []look {
	search := func(text, more string) look {
		return look{query: "name_contains=" + strings.ReplaceAll(strings.ToLower(text), " ", "+") + more, page: first,
			of: func(c customer) bool { return strings.Contains(fold(c.Name), strings.ToLower(text)) }}
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

func filters() []look {
	active := func(c customer) bool { return c.IsActive }
	retail := func(c customer) bool { return c.CustomerType == "Retail" }
	const most = 100 * time.Millisecond
	return []look{
		{query: "is_active=true", of: active, page: first, most: most},
		{query: "is_active=false", of: func(c customer) bool { return !c.IsActive }, page: first, most: most},
		{query: "customer_type=Retail", of: retail, page: first, most: most},
		{query: "is_active=true&customer_type=Retail", page: first, most: most,
			of: func(c customer) bool { return active(c) && retail(c) }},
		{query: "is_active=false&customer_type=Retail", page: first, most: most,
			of: func(c customer) bool { return !active(c) && retail(c) }},
		{query: "customer_type=Nobody", of: func(customer) bool { return false }, page: first},
		{query: "is_active=true&sort=name", of: active, page: first},
		{query: "is_active=true", of: active, page: last},
		{query: "name_contains=logistics&is_active=false", page: first,
			of: func(c customer) bool { return !c.IsActive && strings.Contains(c.Name, "Logistics") }},
	}
}

func allLooks() (all []look) {
	for _, group := range lookGroups() {
		all = append(all, group.looks...)
	}
	return all
}

// totals counts the customers of each list.
func totals(looks []look, size int) map[string]int {
	counts := map[string]int{}
	for n := range size {
		c := seedCustomer(n, size)
		for _, l := range looks {
			if l.of == nil || l.of(c) {
				counts[l.String()]++
			}
		}
	}
	return counts
}

// look requests a list of total items on one connection, checks the answer, and
// returns the time until its last byte.
func (s *server) look(ctx context.Context, l look, total int) (time.Duration, error) {
	number := l.number(total)
	path := fmt.Sprintf("%s?page_size=%d&page=%d&%s", customersPath, pageSize, number, l.query)
	begun := time.Now()
	got, err := s.do(ctx, http.MethodGet, path, "")
	took := time.Since(begun)
	if err != nil {
		return 0, err
	}
	page, err := readPage(got)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	items := min(pageSize, max(0, total-(number-1)*pageSize))
	if page.Pagination.Total != int64(total) || len(page.Items) != items {
		return 0, fmt.Errorf("%s: there are %d items of %d, not %d of %d", path, len(page.Items), page.Pagination.Total, items, total)
	}
	return took, l.check(page)
}

// check fails when an item does not belong to the list.
func (l look) check(page listed) error {
	for _, c := range page.Items {
		if l.of != nil && !l.of(c) {
			return fmt.Errorf("%s lists %+v", l, c)
		}
	}
	return nil
}
