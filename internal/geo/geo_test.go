package geo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"waybill/internal/geo/table"
	"waybill/internal/iso3166"
)

func TestEmbeddedTables(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		country, code string
		want          Point
	}{
		{"US", "60601", at(41.8852, -87.6215)},
		{"US", "10001", at(40.7507, -73.9973)},
		{"US", "75201", at(32.7879, -96.7994)},
		{"US", "60601-1234", at(41.8852, -87.6215)},
		{"US", " 60601 ", at(41.8852, -87.6215)},
		{"US", "00501", at(40.8154, -73.0451)},
		{"US", "99519", at(70.0174, -149.8297)}, // as the Census has it
		{"US", "00601", at(18.1806, -66.7503)},
		{"PR", "00601", at(18.1806, -66.7503)},
		{"VI", "00820", at(17.7366, -64.7082)},
		{"GU", "96910", at(13.4529, 144.7472)},
		{"AS", "96799", at(-14.3229, -170.7523)},
		{"MP", "96950", at(15.1869, 145.7544)},
		{"CA", "M5V", at(43.6404, -79.3995)},
		{"CA", "M5V 3L9", at(43.6404, -79.3995)},
		{"CA", "m5v3l9", at(43.6404, -79.3995)},
		{"CA", "X0A 0H0", at(79.6218, -76.7765)},
	} {
		point, ok := findEmbedded(test.country, test.code)
		if !ok || distance(point, test.want) > 0.1 {
			t.Errorf("%s %q is at %v, %v; want %v", test.country, test.code, point, ok, test.want)
		}
	}
}

func TestEmbeddedTablesLackOtherCodes(t *testing.T) {
	t.Parallel()
	for _, test := range [][2]string{
		{"US", ""}, {"US", "6060"}, {"US", "ZZ-NONE"}, {"US", "00000"}, {"US", "99999"}, {"US", "M5V 3L9"},
		{"US", "09007"}, // military post
		{"US", "96960"}, // Marshall Islands
		{"CA", ""}, {"CA", "M5"}, {"CA", "5M5"}, {"CA", "MMV"}, {"CA", "60601"}, {"CA", "A0Z"}, {"CA", "Ａ0A"},
		{"MX", "06000"}, {"DE", "10115"}, {"", "60601"}, {"us", "60601"},
	} {
		if point, ok := findEmbedded(test[0], test[1]); ok {
			t.Errorf("%s %q is at %v", test[0], test[1], point)
		}
	}
}

func findEmbedded(country, code string) (Point, bool) {
	if t := embedded(country); t != nil {
		return t.Find(code)
	}
	return Point{}, false
}

func TestStateNear(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		country string
		point   Point
		want    string
	}{
		"Chicago":                      {"US", at(41.88, -87.63), "US-IL"},
		"Manhattan":                    {"US", at(40.75, -74.00), "US-NY"},
		"Hoboken":                      {"US", at(40.745, -74.033), "US-NJ"},
		"Detroit":                      {"US", at(42.33, -83.05), "US-MI"},
		"Windsor":                      {"CA", at(42.30, -83.03), "CA-ON"},
		"Detroit, said to be Canadian": {"CA", at(42.33, -83.05), "CA-ON"},
		"Ottawa":                       {"CA", at(45.4215, -75.6972), "CA-ON"},
		"Iqaluit":                      {"CA", at(79.6, -76.8), "CA-NU"},
		"San Juan":                     {"US", at(18.46, -66.1), "US-PR"},
		"Guam":                         {"US", at(13.46, 144.75), "US-GU"},
		"Lake Michigan":                {"US", at(43.3, -87.0), "US-MI"},
		"Atlantic":                     {"US", at(35, -60), ""},
		"north pole":                   {"US", at(90, 0), ""},
		"south pole":                   {"CA", at(-90, 180), ""},
		"another country":              {"MX", at(19.43, -99.13), ""},
		"a territory has no states":    {"PR", at(18.46, -66.1), ""},
	} {
		state, ok := StateNear(test.country, test.point)
		if state != test.want || ok != (test.want != "") {
			t.Errorf("%s: %q, %v; want %q", name, state, ok, test.want)
		}
	}
}

// TestTables builds the embedded tables again from their records: so these are sorted,
// occur once, have states, and are found by their places.
func TestTables(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		table  *table.Table
		codes  int
		states int
		text   func(code int) string
	}{
		{&unitedStates, 41_188, 56, func(n int) string { return fmt.Sprintf("%05d", n) }},
		{&canada, 1_651, 13, func(n int) string {
			return string([]byte{byte('A' + n/260), byte('0' + n/26%10), byte('A' + n%26)})
		}},
	} {
		entries := decode(test.table, test.text)
		again, err := table.Build(test.table.Country, entries)
		if err != nil {
			t.Fatal(err)
		}
		if again.Codes != test.table.Codes || again.Places != test.table.Places {
			t.Errorf("the table of %s is not what its codes make", test.table.Country.Code)
		}
		states := map[string]bool{}
		for _, e := range entries {
			states[e.State] = true
			if p := e.Point; math.Abs(p.Latitude) > 90 || math.Abs(p.Longitude) > 180 {
				t.Errorf("%s is at %v", e.PostalCode, p)
			}
			if found, ok := test.table.Find(e.PostalCode); !ok || found != e.Point {
				t.Errorf("%s is found at %v, %v; want %v", e.PostalCode, found, ok, e.Point)
			}
		}
		if len(entries) != test.codes || len(states) != test.states {
			t.Errorf("%s has %d codes in %d states, want %d in %d", test.table.Country.Code, len(entries), len(states), test.codes, test.states)
		}
	}
}

// decode reads the records by their documented form.
func decode(of *table.Table, text func(code int) string) (entries []table.Entry) {
	states := iso3166.Subdivisions(of.Country.Code)
	number := func(s string) int { return int(s[0])<<16 | int(s[1])<<8 | int(s[2]) }
	for record := range chunks(of.Codes, 9) {
		code := number(record)
		entries = append(entries, table.Entry{PostalCode: text(code >> 6), State: states[code&63], Point: Point{
			Latitude: float64(number(record[3:])-900_000) / 10_000, Longitude: float64(number(record[6:])-1_800_000) / 10_000,
		}})
	}
	return entries
}

func chunks(s string, size int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for ; s != ""; s = s[size:] {
			if !yield(s[:size]) {
				return
			}
		}
	}
}

// TestStateNearIsThatOfTheNearestCode compares all codes with points beside some of
// them, at the borders of the bands and at the edge of 50 km.
func TestStateNearIsThatOfTheNearestCode(t *testing.T) {
	t.Parallel()
	for _, of := range []*table.Table{&unitedStates, &canada} {
		entries := decode(of, func(int) string { return "" })
		random := rand.New(rand.NewPCG(1, 2))
		found := 0
		for range 60 {
			from := entries[random.IntN(len(entries))].Point
			from.Latitude = min(90, from.Latitude+random.NormFloat64()*3)
			from.Longitude = math.Remainder(from.Longitude+random.NormFloat64()*3, 360)
			want, far := nearest(entries, from)
			if math.Abs(far-50) < 2 {
				continue // the earth is flat for StateNear
			}
			state, ok := of.StateNear(from)
			if far > 50 {
				want = nil
			} else {
				found++
			}
			if ok != (want != nil) || ok && !want[state] {
				t.Errorf("%v is in %q, want one of %v at %.1f km", from, state, want, far)
			}
		}
		if found < 10 || found > 55 {
			t.Errorf("%d of 60 points are near a code", found)
		}
	}
}

// nearest returns the states of the codes that are nearest, or nearly so, and their
// distance.
func nearest(entries []table.Entry, from Point) (states map[string]bool, far float64) {
	distances := make([]float64, len(entries))
	for i, e := range entries {
		distances[i] = distance(e.Point, from)
	}
	far = slices.Min(distances)
	states = map[string]bool{}
	for i, e := range entries {
		if distances[i] < far*1.02+0.01 {
			states[e.State] = true
		}
	}
	return states, far
}

// distance is that on a sphere, in kilometers.
func distance(a, b Point) float64 {
	const radian = math.Pi / 180
	h := square(math.Sin((a.Latitude-b.Latitude)*radian/2)) +
		math.Cos(a.Latitude*radian)*math.Cos(b.Latitude*radian)*square(math.Sin((a.Longitude-b.Longitude)*radian/2))
	return 2 * 6371 * math.Asin(math.Sqrt(min(1, h)))
}

func square(x float64) float64 { return x * x }

func TestStateNearBeyondTheDateLine(t *testing.T) {
	t.Parallel()
	of, err := table.Build(table.UnitedStates, []table.Entry{
		{PostalCode: "00001", State: "US-AK", Point: at(52, -179.9)},
		{PostalCode: "00002", State: "US-HI", Point: at(-52, 179.9)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		from Point
		want string
	}{{at(52, 179.9), "US-AK"}, {at(52, 180), "US-AK"}, {at(-52, -179.9), "US-HI"}, {at(-52, -180), "US-HI"}} {
		if state, _ := of.StateNear(test.from); state != test.want {
			t.Errorf("%v is in %q, want %s", test.from, state, test.want)
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	t.Parallel()
	entry := table.Entry{PostalCode: "60601", State: "US-IL", Point: at(41, -87)}
	for want, entries := range map[string][]table.Entry{
		"the code with the number 60601 is there twice":  {entry, entry},
		`the code "6060": not of the form of US`:         {entry, {PostalCode: "6060", State: "US-IL"}},
		`the code "60602": "US-ON" is not a state of US`: {{PostalCode: "60602", State: "US-ON"}},
		"65537 codes are too many":                       make([]table.Entry, 1<<16+1),
	} {
		if _, err := table.Build(table.UnitedStates, entries); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

func BenchmarkLocate(b *testing.B) {
	for b.Loop() {
		if _, ok, _ := Locate(nil, "US", "60601-1234"); !ok {
			b.Fatal("60601 is not found")
		}
	}
}

func BenchmarkStateNear(b *testing.B) {
	for name, point := range map[string]Point{"NewYork": at(40.75, -74), "Kansas": at(38.5, -99)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, ok := StateNear("US", point); !ok {
					b.Fatal("there is no state")
				}
			}
		})
	}
}

func at(latitude, longitude float64) Point { return Point{Latitude: latitude, Longitude: longitude} }
