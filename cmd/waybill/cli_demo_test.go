package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb/sqldbtest"
)

func TestDemo(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		status, out, failed := command("demo", "--loads=150", "--organization=Show", "--database="+address)
		if status != 0 || !secretLine.MatchString(out) || !strings.Contains(failed, "created 150 loads\n") {
			t.Fatalf("status %d, %q, %q", status, out, failed)
		}
		handler, key := handlerOf(t, address), strings.TrimSpace(out)
		list := func(query string) (total int, items []map[string]any) {
			got := sendAs(handler, key, "GET", "/v2/tms-api/"+query, "")
			var page struct {
				Items      []map[string]any
				Pagination struct{ Total int }
			}
			if err := json.Unmarshal(got.Body.Bytes(), &page); err != nil || got.Code != http.StatusOK {
				t.Fatalf("%s is answered %d %s", query, got.Code, got.Body)
			}
			return page.Pagination.Total, page.Items
		}
		got := map[string]int{}
		for _, query := range []string{"customers", "locations", "carriers", "loads"} {
			got[query], _ = list(query)
		}
		if diff := cmp.Diff(map[string]int{"customers": 100, "locations": 200, "carriers": 60, "loads": 150}, got); diff != "" {
			t.Error(diff)
		}
		for page := range 2 {
			_, locations := list("locations?page_size=100&page=" + string(rune('1'+page)))
			for _, location := range locations {
				if location["latitude"] == nil {
					t.Errorf("%v has no coordinates", location)
				}
			}
		}

		// The organization that exists stays as it is.
		status, out, failed = command("demo", "--loads=1", "--organization=Show", "--database="+address)
		if status != 1 || out != "" || failed != "waybill: an organization of that name already exists: Show\n" {
			t.Errorf("again: status %d, %q, %q", status, out, failed)
		}
		if total, _ := list("loads"); total != 150 {
			t.Errorf("there are %d loads afterwards", total)
		}
		if keys := readTexts(t, address, `SELECT name FROM api_keys`); len(keys) != 1 {
			t.Errorf("the keys are %q", keys)
		}
	})
}
