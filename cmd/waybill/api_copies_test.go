package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// TestCopyPages: pages for a replica have each record once, in the order of the ids, with its
// version. A page ends when it is large.
func TestCopyPages(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		c := newClient(t, s.address, "feed-key-of-one")
		k := kinds()[slices.IndexFunc(kinds(), func(k kind) bool { return k.Plural == "carriers" })]
		long := strings.Repeat("x", 255)
		contacts := slices.Repeat([]any{map[string]any{"first_name": long, "last_name": long, "primary_email": long}}, 50)
		const count = 150
		for begin := 0; begin < count; begin += 50 {
			var items []any
			for i := range 50 {
				items = append(items, k.item("create", fmt.Sprint("C-", begin+i), map[string]any{"name": "n", "contacts": contacts}))
			}
			c.expect(t, http.StatusOK, "POST", k.batch, toJSON(map[string]any{"items": items}))
		}
		path := "/waybill/v1/copy/carriers"
		read := func(query string) (ids []string, next string) {
			t.Helper()
			var page struct {
				Records []struct {
					Version int64
					Data    struct{ ID string }
				}
				Next *string
			}
			got := c.expect(t, http.StatusOK, "GET", path+query, "")
			if err := json.Unmarshal(got.body, &page); err != nil {
				t.Fatal(err)
			}
			for _, r := range page.Records {
				if r.Version < 1 {
					t.Errorf("%s has the version %d", r.Data.ID, r.Version)
				}
				ids = append(ids, r.Data.ID)
			}
			if got.header.Get("Waybill-Cursor") != fmt.Sprint(count) {
				t.Errorf("%s: the cursor is %q", query, got.header.Get("Waybill-Cursor"))
			}
			if page.Next != nil {
				next = *page.Next
			}
			return ids, next
		}
		one, next := read("?limit=1000")
		if len(one) != 100 || next != one[99] {
			t.Errorf("the large page has %d records, and then comes %q", len(one), next)
		}
		other, end := read("?limit=1000&after=" + next)
		if all := slices.Concat(one, other); len(all) != count || end != "" || !slices.IsSorted(all) || len(slices.Compact(all)) != count {
			t.Errorf("%d and %d records, end %q", len(one), len(other), end)
		}
		if ids, next := read("?limit=50&after=" + one[99]); len(ids) != 50 || next != ids[49] {
			t.Errorf("a full page has %d records, and then comes %q", len(ids), next)
		}
		for _, query := range []string{"?after=" + other[49], "?after=~", "?after=%00"} {
			if ids, next := read(query); len(ids) != 0 || next != "" {
				t.Errorf("%s: %d records, next %q", query, len(ids), next)
			}
		}
		for _, query := range []string{"?limit=0", "?limit=1001", "?limit=x"} {
			c.expect(t, http.StatusUnprocessableEntity, "GET", path+query, "")
		}
		newClient(t, s.address, "feed-key-reader").expect(t, http.StatusForbidden, "GET", path, "")
		if other := newClient(t, s.address, "feed-key-of-two").expect(t, http.StatusOK, "GET", path, ""); string(other.body) != `{"records":[],"next":null}` {
			t.Errorf("another organization has %s", other.body)
		}
	})
}
