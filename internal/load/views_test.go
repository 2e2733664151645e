package load_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/conformance"
	"waybill/internal/sqldb/sqldbtest"
)

const (
	lanesPath           = "/waybill/v1/lanes"
	recommendationsPath = "/waybill/v1/loads/%s/carrier-recommendations"
)

// view gets a view, and returns its decoded answer.
func view(t *testing.T, h conformance.Host, path string) body {
	t.Helper()
	got := h.AskPath("GET", path)
	if got.Code != http.StatusOK {
		t.Fatalf("GET %s: %d %s", path, got.Code, got.Body)
	}
	var answer body
	if err := json.Unmarshal(got.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// shown returns some members of the items of an answer, each item as a text.
func shown(answer body, members ...string) (all []string) {
	for _, item := range answer["items"].([]any) {
		var values []string
		for _, member := range members {
			values = append(values, fmt.Sprint(item.(body)[member]))
		}
		all = append(all, strings.Join(values, " "))
	}
	return all
}

func expectShown(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", what, diff)
	}
}

// laneLoad creates a load of a carrier that was delivered from one location to another.
func (h host) laneLoad(reference, from, to, carrier string, rate float64, changes body) {
	h.t.Helper()
	all := body{"status": "COMPLETED", "carrier_external_reference_id": carrier, "total_distance": 500,
		"financial_rates": []body{{"rate_entity": "CARRIER", "amount": rate}},
		"stops":           []body{stop(1, "PICKUP", from, 1), stop(2, "DELIVERY", to, 2)}}
	maps.Copy(all, changes)
	h.Must(201, "POST", "loads", newLoad(reference, "P", all))
}

const ends = "origin_state origin_area destination_state destination_area"

func TestLanes(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.laneParents()
		expectShown(t, "no loads", shown(view(t, h.Host, lanesPath), "loads"))
		h.laneLoad("A", "CHI", "TOR", "P", 1000, nil)
		h.laneLoad("B", "CHI", "TOR", "Q", 2000, nil)
		h.laneLoad("C", "CHI", "TOR", "Q", 5000, body{"status": "COVERED", "total_distance": nil})
		h.laneLoad("D", "CHI", "TOR", "P", 9999, body{"status": "CANCELLED"})
		h.laneLoad("E", "NAP", "BER", "Q", 700, nil)
		h.laneLoad("F", "TOR", "SEA", "Q", 700, nil)
		h.laneLoad("G", "BER", "CHI", "Q", 1, body{"status": "ACTIVE", "carrier_external_reference_id": nil, "financial_rates": []body{}})
		members := append(strings.Fields(ends), "loads", "delivered_loads", "average_carrier_rate", "average_rate_per_mile", "carrier_count")
		expectShown(t, "lanes", shown(view(t, h.Host, lanesPath), members...),
			"US-IL 606 CA-ON M5V 3 2 2666.67 3 2",
			"DE-BE <nil> US-IL 606 1 0 <nil> <nil> 0",
			"US-IL 605 DE-BE <nil> 1 1 700 1.4 1")
		for query, want := range map[string][]string{
			"sort=loads&page_size=2":                            {"DE-BE 1", "US-IL 1"},
			"sort=loads&page_size=2&page=2":                     {"US-IL 3"},
			"page=7":                                            nil,
			"origin_state=US-IL":                                {"US-IL 3", "US-IL 1"},
			"origin_state=US-IL&destination_state=DE-BE":        {"US-IL 1"},
			"origin_state=IL":                                   nil,
			"sort=average_carrier_rate":                         {"US-IL 1", "US-IL 3", "DE-BE 1"},
			"sort=-average_rate_per_mile":                       {"US-IL 3", "US-IL 1", "DE-BE 1"},
			"sort=-delivered_loads&page_size=1":                 {"US-IL 3"},
			"sort=-delivered_loads&page_size=1&page=2&unknown=": {"US-IL 1"},
		} {
			expectShown(t, query, shown(view(t, h.Host, lanesPath+"?"+query), "origin_state", "loads"), want...)
		}
		h.Must(200, "PATCH", "carriers/Q", body{"name": "New name"})
		first := view(t, h.Host, lanesPath+"?page_size=1")
		carriers := shown(body{"items": first["items"].([]any)[0].(body)["carriers"]}, "external_reference_id", "name", "loads")
		expectShown(t, "carriers", carriers, "P Carrier P 1", "Q New name 1")
		if total := first["pagination"].(body)["total"]; total != 3.0 {
			t.Errorf("the total is %v", total)
		}
		if beyond := view(t, h.Host, lanesPath+"?page=7")["pagination"].(body)["total"]; beyond != 3.0 {
			t.Errorf("beyond the end the total is %v", beyond)
		}
		links := h.AskPath("GET", lanesPath+"?page_size=1&page=2&sort=loads").Header().Get("Link")
		if !strings.Contains(links, `</waybill/v1/lanes?page_size=1&sort=loads&page=3>; rel="next"`) {
			t.Errorf("the links are %s", links)
		}
		for query, want := range map[string]string{"page=0": "page", "page_size=101": "page_size", "sort=name": "sort"} {
			if got := h.AskPath("GET", lanesPath+"?"+query); got.Code != 422 || !strings.Contains(got.Body.String(), `["query","`+want+`"]`) {
				t.Errorf("%s: %d %s", query, got.Code, got.Body)
			}
		}
		if got := h.AskPath("GET", lanesPath+"?unknown=", "Prefer", "handling=strict"); got.Code != 422 {
			t.Errorf("an unknown parameter is answered %d", got.Code)
		}
	})
}

func TestRecommendations(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.laneParents()
		for _, carrier := range []string{"CHEAP", "DEAR", "REEFER", "MANY", "STATES", "OTHER"} {
			h.Must(201, "POST", "carriers", body{"external_reference_id": carrier, "name": carrier})
		}
		h.location("AURORA", body{"postal_code": "60502"})
		h.laneLoad("OPEN", "CHI", "TOR", "P", 1, body{"status": "ACTIVE", "carrier_external_reference_id": nil})
		path := fmt.Sprintf(recommendationsPath, "OPEN")
		expectShown(t, "no deliveries", shown(view(t, h.Host, path), "name"))

		h.laneLoad("1", "CHI", "TOR", "CHEAP", 2000, nil)
		h.laneLoad("2", "CHI", "TOR", "DEAR", 3000, nil)
		h.laneLoad("3", "CHI", "TOR", "REEFER", 500, body{"equipment_type": "REEFER"})
		for n := range 5 {
			h.laneLoad(fmt.Sprint("M", n), "CHI", "TOR", "MANY", 3000, nil)
		}
		for n := range 9 {
			h.laneLoad(fmt.Sprint("S", n), "AURORA", "TOR", "STATES", 1, nil)
		}
		h.laneLoad("S", "AURORA", "TOR", "DEAR", 1, nil)
		h.laneLoad("O", "TOR", "CHI", "OTHER", 1, nil)
		h.laneLoad("U", "CHI", "TOR", "OTHER", 1, body{"status": "EN_ROUTE"})

		members := []string{"external_reference_id", "match", "loads", "same_equipment_loads", "average_carrier_rate", "average_rate_per_mile", "on_time_rate"}
		expectShown(t, "all", shown(view(t, h.Host, path), members...),
			"MANY areas 5 5 3000 6 <nil>",
			"CHEAP areas 1 1 2000 4 <nil>",
			"DEAR areas 1 1 3000 6 <nil>",
			"REEFER areas 1 0 500 1 <nil>",
			"STATES states 9 9 1 0.002 <nil>")
		expectShown(t, "two", shown(view(t, h.Host, path+"?limit=2"), "name"), "MANY", "CHEAP")
		many := view(t, h.Host, path+"?limit=1")["items"].([]any)[0].(body)
		if many["last_delivery_at"] != "2026-02-02T16:00:00Z" {
			t.Errorf("the last delivery is at %v", many["last_delivery_at"])
		}
		// The lane has 8 loads for 2,562.50 on average.
		parts := many["score_parts"].(body)
		if parts["loads"] != 0.5 || parts["rate"] != 0.427 || parts["on_time"] != nil {
			t.Errorf("the parts of the score are %v", parts)
		}
		want := 50*parts["loads"].(float64) + 30*parts["rate"].(float64) + 20*parts["recency"].(float64)
		if got := many["score"].(float64); got < want-0.06 || got > want+0.06 {
			t.Errorf("the score is %v, want about %v", got, want)
		}

		h.Must(200, "PATCH", "loads/OPEN", body{"equipment_type": "REEFER"})
		expectShown(t, "another equipment", shown(view(t, h.Host, path+"?limit=2"), "name", "same_equipment_loads"), "REEFER 1", "MANY 0")
		h.Must(200, "PATCH", "carriers/REEFER", body{"name": "New name"})
		expectShown(t, "a rename", shown(view(t, h.Host, path+"?limit=1"), "name"), "New name")
		h.Must(200, "PATCH", "loads/M0", body{"stops": []body{stop(1, "PICKUP", "CHI", 3), stop(2, "DELIVERY", "TOR", 4)}})
		expectShown(t, "a later delivery", shown(view(t, h.Host, path+"?limit=2"), "last_delivery_at"), "2026-02-02T16:00:00Z", "2026-02-04T16:00:00Z")

		h.laneLoad("NOWHERE", "SEA", "TOR", "P", 1, nil)
		if got := view(t, h.Host, fmt.Sprintf(recommendationsPath, "NOWHERE")); got["lane"] != nil || len(got["items"].([]any)) > 0 {
			t.Errorf("a load on no lane has the recommendations %v", got)
		}
		h.laneLoad("BERLIN", "BER", "CHI", "P", 1, nil) // a place without an area
		expectShown(t, "without areas", shown(view(t, h.Host, fmt.Sprintf(recommendationsPath, "BERLIN")), "name", "match"), "Carrier P states")
		for query, place := range map[string]string{"limit=0": "limit", "limit=51": "limit", "limit=x": "limit"} {
			if got := h.AskPath("GET", path+"?"+query); got.Code != 422 || !strings.Contains(got.Body.String(), `["query","`+place+`"]`) {
				t.Errorf("%s: %d %s", query, got.Code, got.Body)
			}
		}
	})
}

// TestAccessToViews: they need the scopes of loads and of carriers, and show nothing of
// another organization. A load of another organization is a missing load.
func TestAccessToViews(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		h.laneParents()
		h.laneLoad("A", "CHI", "TOR", "P", 1000, nil)
		id := h.Must(200, "GET", "loads/A", nil)["id"].(string)
		other := host{h.OfOther("other"), t}
		other.laneParents()
		paths := []string{lanesPath, fmt.Sprintf(recommendationsPath, "A")}
		for scopes, missing := range map[string]string{
			"read:loads": "read:carriers", "read:carriers": "read:loads", "write:loads write:carriers": "read:loads",
			"read:loads read:carriers": "", "*": "",
		} {
			limited := h.WithScopes(scopes)
			for _, path := range paths {
				got := limited.AskPath("GET", path)
				if missing == "" && got.Code != http.StatusOK || missing != "" && (got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), `scope: `+missing+`"`)) {
					t.Errorf("%s with %s: %d %s", path, scopes, got.Code, got.Body)
				}
				if head := limited.AskPath("HEAD", path); head.Code != got.Code {
					t.Errorf("HEAD %s with %s: %d", path, scopes, head.Code)
				}
			}
		}
		expectShown(t, "lanes of another organization", shown(view(t, other.Host, lanesPath), "loads"))
		for _, key := range []string{"A", id} {
			missing := strings.Repeat("x", len(key))
			foreign, none := other.AskPath("GET", fmt.Sprintf(recommendationsPath, key)), other.AskPath("GET", fmt.Sprintf(recommendationsPath, missing))
			if foreign.Code != http.StatusNotFound || strings.ReplaceAll(foreign.Body.String(), key, missing) != none.Body.String() {
				t.Errorf("a load of another organization: %d %s, a missing load: %s", foreign.Code, foreign.Body, none.Body)
			}
		}
		other.laneLoad("B", "CHI", "TOR", "Q", 5, nil)
		expectShown(t, "recommendations beside another organization", shown(view(t, other.Host, fmt.Sprintf(recommendationsPath, "B")), "external_reference_id", "loads"), "Q 1")
		expectShown(t, "lanes beside another organization", shown(view(t, h.Host, lanesPath), "loads", "average_carrier_rate"), "1 1000")
	})
}
