package api

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/resource"
)

func firstPage() resource.PageQuery {
	return resource.PageQuery{Number: 1, Text: "1", Size: 100}
}

// TestRefusalsAreBounded adds refusals of some organizations beyond each bound.
func TestRefusalsAreBounded(t *testing.T) {
	t.Parallel()
	const size = 36 + refusalOverhead
	of := func(name string, i int) refusal {
		return refusal{http.StatusNotFound, fmt.Appendf(nil, "%-36s", fmt.Sprintf("%s%d", name, i))}
	}
	for _, test := range []struct {
		name        string
		most, bytes int
		a, b, c     int // how many refusals organizations 1, 2, 3 have, one after another
		want        [3]int64
	}{
		{"few", 10, 100 * size, 9, 10, 1, [3]int64{9, 10, 1}},
		{"the most of an organization", 10, 100 * size, 11, 100, 1, [3]int64{10, 10, 1}},
		{"the largest shrinks", 100, 30 * size, 20, 30, 5, [3]int64{13, 12, 5}},
		{"no room for one more organization", 100, 2 * size, 1, 1, 1, [3]int64{1, 1, 0}},
		{"no room at all", 100, size - 1, 1, 1, 1, [3]int64{}},
	} {
		r := newRefusals(nil)
		r.most, r.budget = test.most, test.bytes
		for i := range test.a {
			r.add(1, of("a", i))
		}
		for i := range test.b {
			r.add(2, of("b", i))
		}
		for i := range test.c {
			r.add(3, of("c", i))
		}
		var totals [3]int64
		bytes := 0
		for i := range totals {
			var items []byte
			items, totals[i] = r.page(int64(i+1), 0, firstPage())
			newest := []string{of("a", test.a-1).string(), of("b", test.b-1).string(), of("c", test.c-1).string()}[i]
			if totals[i] > 0 && !strings.HasPrefix(string(items), newest) {
				t.Errorf("%s: the newest of %d is %.36s", test.name, i+1, items)
			}
			if of := r.byOrganization[int64(i+1)]; of != nil {
				bytes += of.bytes
			}
		}
		if sum := totals[0] + totals[1] + totals[2]; test.name == "no room for one more organization" {
			if sum != 2 {
				t.Errorf("%s: %v", test.name, totals)
			}
		} else if diff := cmp.Diff(test.want, totals); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if bytes != r.bytes || r.bytes > test.bytes || len(r.byOrganization) != len(r.largest) {
			t.Errorf("%s: %d bytes are counted of %d, at most %d", test.name, r.bytes, bytes, test.bytes)
		}
	}
}

func (r refusal) string() string { return string(r.text) }

// TestASuccessDoesNotTouchRefusals sends requests that succeed while the list of refusals
// is locked, and compares their allocations with those of a server that has no list.
func TestASuccessDoesNotTouchRefusals(t *testing.T) { //nolint:paralleltest // AllocsPerRun forbids it
	server, _ := newLoggedServer(t, Options{})
	const body = `{"name":"B"}`
	if got := ask(server, "POST", manyPath, strings.NewReader(`{"external_reference_id":"A","name":"B"}`)); got.Code != http.StatusCreated {
		t.Fatal(got.Body)
	}
	list := server.backend.refusals
	list.mu.Lock() // a request that wants it never ends
	if got := ask(server, "PATCH", manyPath+"/A", strings.NewReader(body)); got.Code != http.StatusOK {
		t.Fatal(got.Body)
	}
	// Other goroutines allocate, too, so the least of some rounds counts.
	allocations := func(list *refusals) float64 {
		server.backend.refusals = list
		return testing.AllocsPerRun(50, func() {
			if got := ask(server, "GET", manyPath+"/A", nil).Code; got != http.StatusOK {
				t.Fatalf("answered %d", got)
			}
		})
	}
	with, without := math.Inf(1), math.Inf(1)
	for range 5 {
		with, without = min(with, allocations(list)), min(without, allocations(nil))
	}
	if with > without {
		t.Errorf("%v allocations with the list, %v without", with, without)
	}
}

// TestNearestNames: a hint is given only if exactly one name can be meant.
func TestNearestNames(t *testing.T) {
	t.Parallel()
	declared := declaredNames{}
	for _, name := range []string{"weight", "weight_uom", "address_line1", "address_line2", "phone", "po", "status"} {
		declared[name] = &declaredName{}
	}
	declared["created_at"] = &declaredName{unsent: setByServer}
	for unknown, want := range map[string]string{
		"weight_uon": "weight_uom", "weightUom": "weight_uom", "WEIGHT-UOM": "weight_uom", "weihgt": "weight", "weigth_uom": "weight_uom",
		"address_line": "", "address_line3": "", "addressline2": "address_line2", "fone": "", "phon": "phone", "phome": "phone",
		"pa": "", "PO": "po", "createdat": "", "": "", "stat": "", "statusses": "", strings.Repeat("weight", 100): "",
	} {
		if got := nearestName(unknown, declared); got != want {
			t.Errorf("%q is near %q, want %q", unknown, got, want)
		}
	}
}
