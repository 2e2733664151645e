package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// TestLinks: a list links to its first and last page and to the pages beside the page that
// is read. The links keep all other parameters in the encoding of the client.
func TestLinks(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server, _ := newLoggedServer(t, Options{})
	for n := range 5 {
		body := fmt.Sprintf(`{"external_reference_id":"%d","name":"Acme"}`, n)
		if got := ask(server, "POST", manyPath, strings.NewReader(body)); got.Code != http.StatusCreated {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
	}
	long := "x=" + strings.Repeat("a", 800)
	for query, test := range map[string]struct {
		others string // the parameters of the links except page
		pages  string // the page of each link
	}{
		"":                     {"", "first 1, last 1"},
		"page=1":               {"", "first 1, last 1"},
		"name_contains=x":      {"name_contains=x&", "first 1, last 1"},
		"page=7&is_active=no":  {"is_active=no&", "first 1, prev 1, last 1"},
		"page_size=2":          {"page_size=2&", "first 1, next 2, last 3"},
		"page=2&page_size=2":   {"page_size=2&", "first 1, prev 1, next 3, last 3"},
		"page_size=2&page=3":   {"page_size=2&", "first 1, prev 2, last 3"},
		"page_size=2&page=9":   {"page_size=2&", "first 1, prev 3, last 3"},
		"page=9" + zeros(30):   {"", "first 1, prev 1, last 1"},
		"x=%41+b%2Bc;d,e&y&=z": {"x=%41+b%2Bc;d,e&y&=z&", "first 1, last 1"},
		`x=<"é>`:               {"x=%3C%22%C3%A9%3E&", "first 1, last 1"},
		// The last of repeated parameters counts, whatever its encoding.
		"page=3&p%61ge=2&&page_size=1&page_size=2": {"page_size=1&page_size=2&", "first 1, prev 1, next 3, last 3"},
		long:                  {long + "&", "first 1, last 1"},
		long + "&page_size=2": {},
		long + long + long:    {},
	} {
		request := httptest.NewRequest(http.MethodGet, manyPath, nil)
		request.Header.Set("X-API-Key", "key")
		request.URL.RawQuery = query
		got := httptest.NewRecorder()
		server.ServeHTTP(got, request)
		var want []string
		for link := range strings.SplitSeq(test.pages, ", ") {
			if relation, page, ok := strings.Cut(link, " "); ok {
				want = append(want, fmt.Sprintf(`<%s?%spage=%s>; rel="%s"`, manyPath, test.others, page, relation))
			}
		}
		if links := got.Header().Get("Link"); got.Code != http.StatusOK || links != strings.Join(want, ", ") {
			t.Errorf("%.50q is answered %d with the links\n%s\nwant\n%s", query, got.Code, links, strings.Join(want, ", "))
		}
	}
}

func zeros(n int) string { return strings.Repeat("0", n) }
