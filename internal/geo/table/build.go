package table

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"waybill/internal/iso3166"
)

// Entry is a postal code of a table.
type Entry struct {
	PostalCode string
	State      string // "US-IL"
	Point      Point
}

// Build builds a table of entries, which may be in any order. It fails for a code that
// is not of the country's form or that is there twice, for an unknown state, and for
// more codes than a table can have.
func Build(country Country, entries []Entry) (*Table, error) {
	if len(entries) > 1<<(8*placeSize) {
		return nil, fmt.Errorf("%d codes are too many", len(entries))
	}
	records := make([]record, len(entries))
	for i, entry := range entries {
		var err error
		if records[i], err = newRecord(country, entry); err != nil {
			return nil, fmt.Errorf("the code %q: %w", entry.PostalCode, err)
		}
	}
	slices.SortFunc(records, func(a, b record) int { return cmp.Compare(a.code, b.code) })
	for i := 1; i < len(records); i++ {
		if records[i].code == records[i-1].code {
			return nil, fmt.Errorf("the code with the number %d is there twice", records[i].code)
		}
	}
	return &Table{country, encode(records), places(records)}, nil
}

// record is what a table keeps of an entry.
type record struct{ code, state, latitude, longitude uint32 }

func newRecord(country Country, entry Entry) (r record, err error) {
	code, ok := country.number(entry.PostalCode)
	if !ok {
		return r, fmt.Errorf("not of the form of %s", country.Code)
	}
	state, ok := slices.BinarySearch(iso3166.Subdivisions(country.Code), entry.State)
	if !ok {
		return r, fmt.Errorf("%q is not a state of %s", entry.State, country.Code)
	}
	return record{code, uint32(state), units(entry.Point.Latitude, 90), units(entry.Point.Longitude, 180)}, nil
}

// units returns degrees in the units of the table, counted from -limit.
func units(degrees, limit float64) uint32 {
	return uint32(math.Round((degrees + limit) * perDegree))
}

func encode(records []record) string {
	b := make([]byte, 0, len(records)*recordSize)
	for _, r := range records {
		for _, n := range [...]uint32{r.code<<stateBits | r.state, r.latitude, r.longitude} {
			b = append(b, byte(n>>16), byte(n>>8), byte(n))
		}
	}
	return string(b)
}

// places returns the numbers of the records by band and longitude.
func places(records []record) string {
	order := make([]int, len(records))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(records[a].latitude/perBand, records[b].latitude/perBand),
			cmp.Compare(records[a].longitude, records[b].longitude), cmp.Compare(a, b))
	})
	b := make([]byte, 0, len(records)*placeSize)
	for _, i := range order {
		b = append(b, byte(i>>8), byte(i))
	}
	return string(b)
}
