package main

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// look is a list request with the targets for its time.
type look struct {
	query string         // of the URL, without the page
	view  string         // the path of a view that is requested instead of the list, under /waybill/v1/
	of    func(any) bool // reports whether a record is in the list; nil for all
	page  place
	// growth is the target for the ratio of its times with many and few records.
	growth float64
	// most is the target for its time with many records.
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
	if l.view != "" {
		return l.view
	}
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

// ask requests a list or a view on one connection, checks the answer, and
// returns the time until its last byte.
func (s *sized) ask(ctx context.Context, l look) (time.Duration, error) {
	if l.view != "" {
		page, took, err := s.read(ctx, "/waybill/v1/"+l.view)
		if err == nil && len(page.Items) == 0 {
			err = fmt.Errorf("%s shows no items", l)
		}
		return took, err
	}
	total := s.totals[l.String()]
	number := l.number(total)
	path := fmt.Sprintf("%s?page_size=%d&page=%d&%s", s.resource.path(), pageSize, number, l.query)
	page, took, err := s.read(ctx, path)
	if err != nil {
		return 0, err
	}
	items := min(pageSize, max(0, total-(number-1)*pageSize))
	if page.Pagination.Total != int64(total) || len(page.Items) != items {
		return 0, fmt.Errorf("%s: there are %d items of %d, not %d of %d", path, len(page.Items), page.Pagination.Total, items, total)
	}
	return took, s.check(l, page)
}

// read requests a page, and returns the time until its last byte.
func (s *sized) read(ctx context.Context, path string) (page listed, took time.Duration, err error) {
	begun := time.Now()
	got, err := s.server.do(ctx, http.MethodGet, path, "")
	took = time.Since(begun)
	if err != nil {
		return page, 0, err
	}
	if page, err = readPage(got); err != nil {
		return page, 0, fmt.Errorf("%s: %w", path, err)
	}
	return page, took, nil
}

// check fails when an item does not belong to the list.
func (s *sized) check(l look, page listed) error {
	for _, item := range page.Items {
		n, err := s.resource.numberOf(item.Reference)
		if err != nil {
			return err
		}
		if l.of != nil && !l.of(s.resource.at(n, s.size)) {
			return fmt.Errorf("%s lists %s", l, item.Reference)
		}
	}
	return nil
}
