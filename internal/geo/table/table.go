// Package table keeps the postal codes of a country, with their coordinates and states,
// in strings that are searched as they are. So a table costs nothing at the start of
// the program, and lies in the memory that the binary is mapped to.
package table

import (
	"math"
	"sort"

	"waybill/internal/iso3166"
)

// Point is a place on the earth, in degrees.
type Point struct{ Latitude, Longitude float64 }

// Table is a table that Build has built.
type Table struct {
	Country Country
	// Codes has a record of nine bytes for each code, in the order of the codes: the
	// number of the code and six bits for the number of the state, latitude, and
	// longitude. Each is of three bytes, the most significant first.
	Codes string
	// Places has the numbers of the records, each of two bytes, in the order of their
	// bands of latitude, and then of longitude.
	Places string
}

const (
	recordSize = 9
	placeSize  = 2
	stateBits  = 6
	perDegree  = 10_000 // 11 meters
	perBand    = perDegree / 2
)

// nearby is the distance in which StateNear looks for a code, in kilometers.
const nearby = 50

const kilometersPerDegree = 111.195 // of latitude

// Len returns the number of codes.
func (t *Table) Len() int { return len(t.Codes) / recordSize }

// Find returns the coordinates of a postal code in any form of the country. It reports
// false for a code that the table does not have.
func (t *Table) Find(postalCode string) (Point, bool) {
	code, ok := t.Country.number(postalCode)
	if !ok {
		return Point{}, false
	}
	i := sort.Search(t.Len(), func(i int) bool { return t.code(i) >= code })
	if i == t.Len() || t.code(i) != code {
		return Point{}, false
	}
	return t.point(i), true
}

// StateNear returns the state of the code that is nearest to a point, in ISO 3166-2
// ("US-IL"). It reports false when there is no code within 50 km.
func (t *Table) StateNear(p Point) (string, bool) {
	const reach = nearby / kilometersPerDegree
	nearest := search{Table: t, from: p, narrowing: math.Cos(p.Latitude * math.Pi / 180), record: -1, square: reach * reach}
	first, last := band(p.Latitude-reach), band(p.Latitude+reach)
	for b := first; b <= last; b++ {
		nearest.look(b, reach)
	}
	if nearest.record < 0 {
		return "", false
	}
	return t.state(nearest.record), true
}

// search finds the nearest record.
type search struct {
	*Table
	from      Point
	narrowing float64 // of a degree of longitude, compared with one of latitude
	record    int     // the nearest so far, or -1
	square    float64 // of its distance, in degrees of latitude
}

// look compares the records of a band that are within reach, also beyond the meridian
// of 180 degrees.
func (s *search) look(band int, reach float64) {
	width := 180.0
	if s.narrowing*width > reach {
		width = reach / s.narrowing
	}
	for _, turn := range []float64{-360, 0, 360} {
		west, east := s.from.Longitude-width+turn, s.from.Longitude+width+turn
		if east < -180 || west > 180 {
			continue
		}
		s.compare(band, west, east, turn)
	}
}

func (s *search) compare(band int, west, east, turn float64) {
	for i := s.firstOf(band, west); i < len(s.Places)/placeSize; i++ {
		record := s.place(i)
		point := s.point(record)
		if s.band(record) != band || point.Longitude > east {
			return
		}
		dy := point.Latitude - s.from.Latitude
		dx := (point.Longitude - turn - s.from.Longitude) * s.narrowing
		if square := dx*dx + dy*dy; square <= s.square {
			s.record, s.square = record, square
		}
	}
}

// firstOf returns the first place of a band that is not west of a longitude.
func (t *Table) firstOf(band int, west float64) int {
	return sort.Search(len(t.Places)/placeSize, func(i int) bool {
		record := t.place(i)
		if b := t.band(record); b != band {
			return b > band
		}
		return t.point(record).Longitude >= west
	})
}

// band returns the number of the half degree of a latitude, counted from the south pole.
func band(latitude float64) int { return int(math.Floor((latitude + 90) * 2)) }

func (t *Table) band(record int) int { return t.number(record*recordSize+3) / perBand }

func (t *Table) code(record int) uint32 {
	return uint32(t.number(record*recordSize) >> stateBits)
}

func (t *Table) state(record int) string {
	return iso3166.Subdivisions(t.Country.Code)[t.number(record*recordSize)&(1<<stateBits-1)]
}

func (t *Table) point(record int) Point {
	return Point{
		Latitude:  float64(t.number(record*recordSize+3)-90*perDegree) / perDegree,
		Longitude: float64(t.number(record*recordSize+6)-180*perDegree) / perDegree,
	}
}

func (t *Table) place(i int) int {
	return int(t.Places[i*placeSize])<<8 | int(t.Places[i*placeSize+1])
}

func (t *Table) number(at int) int {
	b := t.Codes[at : at+3]
	return int(b[0])<<16 | int(b[1])<<8 | int(b[2])
}
