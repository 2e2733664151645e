package location_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"waybill/internal/api"
	"waybill/internal/conformance"
	"waybill/internal/geo"
	"waybill/internal/location"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
	"waybill/internal/tms"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	conformance.Run(t, location.Resource, conformance.Fixed(map[string]any{
		"state": "US-IL", "country": "US", "latitude": 41.85, "longitude": -87.65}))
}

// TestGoldenStatements shows in review what a change does to the SQL.
func TestGoldenStatements(t *testing.T) {
	t.Parallel()
	conformance.CompareStatements(t, location.Resource)
}

type body = map[string]any

const (
	noCountry = "[body country] Value error, country must be an ISO 3166-1 alpha-2 code"
	noState   = "[body state] Value error, state must be an ISO 3166-2 code of the country"
	noPlace   = "[body] Value error, provide latitude and longitude, or postal_code and state"
)

// TestCodes: countries and states are taken in any letter case, states also without the
// country, and answered in one form.
func TestCodes(t *testing.T) {
	t.Parallel()
	conformance.Each(t, func(t *testing.T, h conformance.Host) {
		h.Must(201, "POST", "locations", body{"external_reference_id": "R", "latitude": 0, "longitude": 0})
		for n, test := range []struct{ country, state, want string }{
			{"US", "US-IL", "US-IL"},
			{"us", "us-il", "US-IL"},
			{"uS", "iL", "US-IL"},
			{"US", "PR", "US-PR"},
			{"US", "US-ZZ", noState},
			{"US", "ZZ", noState},
			{"US", "CA-ON", noState},
			{"US", "-IL", noState},
			{"US", "US-", noState},
			{"US", "US-US-IL", noState},
			{"US", "IL ", noState},
			{"US", "ıl", noState}, // upper case would turn the dotless ı into I
			{"US", "", noState},
			{"CA", "on", "CA-ON"},
			{"CA", "IL", noState},
			{"MX", "cmx", "MX-CMX"},
			{"MX", "JA", noState},
			{"DE", "by", "DE-BY"},
			{"DE", "US-BY", noState},
			{"DE", "ABCD", noState},
			{"DE", "BÜ", noState},
			{"FR", "75", "FR-75"},
			{"PR", "PR-01", "PR-01"},
			{"PR", "US-PR", noState},
			{"ZZ", "IL", noCountry},
			{"", "IL", noCountry},
			{"USA", "IL", noCountry},
			{"ＵＳ", "IL", noCountry},
			{"ſt", "ST-P", noCountry}, // upper case would turn the long ſ into S
		} {
			sent := body{"external_reference_id": fmt.Sprint(n), "country": test.country, "state": test.state, "latitude": 1, "longitude": 2}
			for path, method := range map[string]string{"locations": "POST", "locations/R": "PUT"} {
				status, answer := h.Send(method, path, sent)
				got := conformance.Details(answer)
				if status < 300 {
					got = fmt.Sprint(answer["state"])
				}
				if got != test.want {
					t.Errorf("%s %q %q is answered %d %q, want %q", method, test.country, test.state, status, got, test.want)
				}
			}
		}
	}, func() []api.Group { return []api.Group{tms.Locations()} })
}

// step is a request with the place that it is answered with.
type step struct {
	sent body
	want string
}

// TestPlaces: each list of steps creates a location and updates it. The places show the
// coordinates of a postal code as the code.
func TestPlaces(t *testing.T) {
	t.Parallel()
	conformance.Each(t, func(t *testing.T, h conformance.Host) {
		places := newPlaces(t, h)
		for name, steps := range map[string][]step{
			"a client's coordinates": {
				{body{"latitude": 41.85, "longitude": -87.65, "postal_code": "60601"}, "US-IL 60601 US 41.85,-87.65"},
				{body{"postal_code": "10001"}, "US-IL 10001 US 41.85,-87.65"},
				{body{"state": "NY", "postal_code": nil}, "US-NY <nil> US 41.85,-87.65"},
				{body{"state": nil}, "US-IL <nil> US 41.85,-87.65"},
				{body{"latitude": nil}, noPlace},
				{body{"latitude": nil, "longitude": nil}, noPlace},
				{body{"latitude": nil, "longitude": nil, "postal_code": "10001", "state": "NY"}, "US-NY 10001 US at US 10001"},
				{body{"postal_code": "60601"}, "US-NY 60601 US at US 60601"},
			},
			"the server's coordinates": {
				{body{"postal_code": "60601-1234", "state": "IL"}, "US-IL 60601-1234 US at US 60601"},
				{body{"postal_code": "10001", "state": "NY"}, "US-NY 10001 US at US 10001"},
				{body{"name": "x"}, "US-NY 10001 US at US 10001"},
				{body{"postal_code": nil}, "US-NY <nil> US at US 10001"},
				{body{"state": "IL"}, "US-IL <nil> US at US 10001"},
				{body{"postal_code": "60601"}, "US-IL 60601 US at US 60601"},
				{body{"latitude": nil, "longitude": nil}, "US-IL 60601 US at US 60601"},
				{body{"state": nil}, "US-IL 60601 US at US 60601"},
				{body{"state": nil, "postal_code": "10001"}, "US-NY 10001 US at US 10001"},
				{body{"postal_code": "ZZ-NONE"}, "US-NY ZZ-NONE US <nil>,<nil>"},
				{body{"latitude": 1}, noPlace},
				{body{"state": nil}, noPlace},
				{body{"postal_code": nil}, noPlace},
				{body{"postal_code": "60601", "state": "IL"}, "US-IL 60601 US at US 60601"},
				{body{"postal_code": "ZZ-NONE", "state": nil}, noPlace},
				{body{"latitude": 2, "longitude": 3}, "US-IL 60601 US 2,3"},
				{body{"postal_code": "10001"}, "US-IL 10001 US 2,3"},
			},
			"no place": {
				{body{}, noPlace}, {body{"latitude": 1}, noPlace}, {body{"longitude": 1}, noPlace}, {body{"postal_code": "60601"}, noPlace},
				{body{"state": "IL"}, noPlace}, {body{"postal_code": "60601", "state": "IL", "latitude": 1}, noPlace},
				{body{"state": "ZZ"}, noState},
			},
			"the state of coordinates": {
				{body{"latitude": 41.85, "longitude": -87.65}, "US-IL <nil> US 41.85,-87.65"},
				{body{"latitude": 0.5, "longitude": -30.5, "state": nil}, "<nil> <nil> US 0.5,-30.5"},
				{body{"latitude": 42.3, "longitude": -83.05, "country": "CA"}, "CA-ON <nil> CA 42.3,-83.05"}, // Windsor, beside Detroit
				{body{"country": "DE"}, noState},
				{body{"country": "DE", "state": nil}, "<nil> <nil> DE 42.3,-83.05"},
				{body{"country": "US"}, "US-MI <nil> US 42.3,-83.05"},
			},
			"another country": {
				{body{"postal_code": "60601", "state": "IL"}, "US-IL 60601 US at US 60601"},
				{body{"country": "CA"}, noState},
				{body{"country": "CA", "state": "ON"}, "CA-ON 60601 CA <nil>,<nil>"},
				{body{"postal_code": "m5v 3l9"}, "CA-ON m5v 3l9 CA at CA M5V"},
				{body{"state": "qc"}, "CA-QC m5v 3l9 CA at CA M5V"},
				{body{"country": "pr", "state": "pr-01", "postal_code": "00601"}, "PR-01 00601 PR at US 00601"},
				{body{"country": "de", "state": "by", "postal_code": "80331"}, "DE-BY 80331 DE at DE 80331"},
				{body{"postal_code": "80332"}, "DE-BY 80332 DE <nil>,<nil>"},
			},
		} {
			places.check(name, steps)
		}
	}, func() []api.Group { return []api.Group{tms.Locations()} })
}

// places checks steps.
type places struct {
	t     *testing.T
	h     conformance.Host
	codes map[string]string // postal codes by their coordinates
}

// importCode imports a postal code of Germany, whose codes are not part of the program.
func importCode(t *testing.T, h conformance.Host, code string) {
	t.Helper()
	file := t.TempDir() + "/DE.txt"
	line := strings.Join([]string{"DE", code, "München", "Bayern", "BY", "", "", "", "", "48.1345", "11.571", "4"}, "\t") + "\n"
	if err := os.WriteFile(file, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := geo.Import(t.Context(), h.DB, []geo.File{geo.File(file)}); err != nil {
		t.Fatal(err)
	}
}

func newPlaces(t *testing.T, h conformance.Host) places {
	importCode(t, h, "80331")
	p := places{t, h, map[string]string{}}
	for _, code := range []string{"US 60601", "US 10001", "US 00601", "CA M5V", "DE 80331"} {
		country, postal, _ := strings.Cut(code, " ")
		err := h.DB.Write(t.Context(), func(tx *sqldb.Tx) error {
			point, found, err := geo.Locate(tx, country, postal)
			if !found {
				t.Errorf("%s is unknown", code)
			}
			p.codes[fmt.Sprint(point.Latitude, ",", point.Longitude)] = "at " + code
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func (p places) check(name string, steps []step) {
	p.t.Helper()
	method, path := "POST", "locations"
	for n, step := range steps {
		sent := maps.Clone(step.sent)
		sent["external_reference_id"] = name
		status, answer := p.h.Send(method, path, sent)
		if got := p.place(status, answer); got != step.want {
			p.t.Errorf("%s, step %d: %v is answered %d %s, want %s", name, n, step.sent, status, got, step.want)
		}
		if status == 201 {
			method, path = "PATCH", "locations/"+answer["id"].(string)
		}
		if method == "PATCH" {
			p.checkReturned(name, n, path)
		}
	}
}

// checkReturned sends back what was read, which must change nothing.
func (p places) checkReturned(name string, n int, path string) {
	p.t.Helper()
	read := p.h.Must(200, "GET", path, nil)
	if got := p.h.Must(200, "PUT", path, read); fmt.Sprint(got) != fmt.Sprint(read) {
		p.t.Errorf("%s, step %d: the record is %v when it is sent back, and was %v", name, n, got, read)
	}
}

func (p places) place(status int, answer body) string {
	if status >= 300 {
		return conformance.Details(answer)
	}
	at := fmt.Sprint(answer["latitude"], ",", answer["longitude"])
	if code, ok := p.codes[at]; ok {
		at = code
	}
	return fmt.Sprint(answer["state"], " ", answer["postal_code"], " ", answer["country"], " ", at)
}

// TestOnlyNewPlacesAreGeocoded: an update that does not change the place does not look
// the postal code up, which may be known since.
func TestOnlyNewPlacesAreGeocoded(t *testing.T) {
	t.Parallel()
	conformance.Each(t, func(t *testing.T, h conformance.Host) {
		h.Must(201, "POST", "locations", body{"external_reference_id": "R", "postal_code": "80333", "state": "BY", "country": "DE"})
		importCode(t, h, "80333")
		for _, sent := range []body{{"name": "x"}, {"state": "by"}, {"postal_code": "80333", "state": "BY", "country": "de", "latitude": nil, "longitude": nil}} {
			if got := h.Must(200, "PATCH", "locations/R", sent); got["latitude"] != nil {
				t.Errorf("%v fills the coordinates: %v", sent, got)
			}
		}
		if got := h.Must(200, "PATCH", "locations/R", body{"state": "DE-BE"}); got["latitude"] == nil {
			t.Errorf("a new state does not fill the coordinates: %v", got)
		}
	}, func() []api.Group { return []api.Group{tms.Locations()} })
}

// TestFilters: lists are filtered by the place. A state without its country is found in
// every country.
func TestFilters(t *testing.T) {
	t.Parallel()
	conformance.Each(t, func(t *testing.T, h conformance.Host) {
		var items []body
		for n, place := range []body{
			{"city": "Chicago", "state": "IL"}, {"city": "CHICAGO", "state": "IL"}, {"city": "Straße", "state": "TX"},
			{"city": "Toronto", "state": "ON", "country": "CA"}, {"city": "chicago", "state": "IL", "country": "DE"},
			{"state": "ILX", "country": "DE"}, {"city": "Nowhere"},
		} {
			reference := fmt.Sprint(n)
			maps.Copy(place, body{"external_reference_id": reference, "latitude": 0.5, "longitude": -30.5})
			items = append(items, body{"operation": "upsert", "external_reference_id": reference, "location": place})
		}
		h.Must(200, "POST", "batch/locations", body{"items": items})
		for query, want := range map[string]string{
			"state=IL": "0 1 4", "state=il": "0 1 4", "state=US-IL": "0 1", "state=us-il": "0 1", "state=DE-IL": "4", "state=ILX": "5",
			"state=": "", "state=L": "", "state=-IL": "", "state=IL-": "", "state=IL-US": "", "state=US": "", "state=US-": "", "state=I": "", "state=%25": "",
			"city=chicago": "0 1 4", "city=STRASSE": "2", "city=chi": "", "city=": "",
			"country=us": "0 1 2 6", "country=CA": "3", "country=FR": "", "country=": "", "country=U": "", "country=u%C5%BF": "0 1 2 6",
			"city=Chicago&state=IL": "0 1 4", "city=Chicago&country=US": "0 1", "state=IL&country=DE": "4", "state=CA-ON&country=US": "",
			"city=chicago&state=IL&country=DE": "4", "state=IL&sort=-created_at": "4 1 0",
			"sort=state": "3 4 5 0 1 2 6", "sort=-state": "6 2 1 0 5 4 3", "sort=city": "0 1 4 6 2 3 5",
			"state=IL&page=11&page_size=1": "", "country=US&page=2&page_size=3": "6",
		} {
			list := h.Must(200, "GET", "locations?"+query, nil)
			var found []string
			for _, item := range list["items"].([]any) {
				found = append(found, item.(body)["external_reference_id"].(string))
			}
			if got := strings.Join(found, " "); got != want {
				t.Errorf("%s finds %q, want %q", query, got, want)
			}
			if total := list["pagination"].(body)["total"]; !strings.Contains(query, "page") && total != float64(len(found)) {
				t.Errorf("%s has the total %v of %d", query, total, len(found))
			}
		}
		for _, name := range []string{"city", "state", "country"} {
			if got := conformance.Details(h.Must(422, "GET", "locations?"+name+"=%00", nil)); got != "[query "+name+"] Value error, NUL is not allowed" {
				t.Errorf("NUL in %s: %s", name, got)
			}
		}
	}, func() []api.Group { return []api.Group{tms.Locations()} })
}

// TestIndexes: for each combination of filters an index has their columns, and begins
// with one of them. Without it, a list would read many rows that the filters leave out.
func TestIndexes(t *testing.T) {
	t.Parallel()
	columns := []string{"city_folded", "state_reversed", "country"}
	for set := 1; set < 1<<len(columns); set++ {
		var filtered []string
		for i, column := range columns {
			if set&(1<<i) != 0 {
				filtered = append(filtered, column)
			}
		}
		found := false
		for _, index := range location.Resource.Indexes() {
			has := func(column string) bool { return slices.Contains(slices.Concat(index.Columns, index.Also), column) }
			found = found || slices.Contains(filtered, index.Columns[0]) && !slices.ContainsFunc(filtered, func(column string) bool { return !has(column) })
		}
		if !found {
			t.Errorf("no index finds rows by %v", filtered)
		}
	}
}

// TestListsAreScannedWithoutRows: a filtered list in the order of a column is scanned in an
// index that has the columns of all filters.
func TestListsAreScannedWithoutRows(t *testing.T) {
	t.Parallel()
	for _, sorted := range []string{"name_folded", "city_folded", "state_folded", "updated_at"} {
		at := slices.IndexFunc(location.Resource.Indexes(), func(index resource.Index) bool { return index.Columns[0] == sorted })
		for _, column := range []string{"city_folded", "state_reversed", "country"} {
			index := location.Resource.Indexes()[at]
			if !slices.Contains(slices.Concat(index.Columns, index.Also), column) {
				t.Errorf("the index %s does not have %s", index.Name, column)
			}
		}
	}
}
