// Package geo finds the coordinates of postal codes, and the states of coordinates.
//
// The codes of the United States with their territories, and the postal areas of
// Canada, are part of the program. NOTICE has the sources. Import stores the codes of
// other countries in the database.
package geo

import (
	_ "embed"

	"waybill/internal/geo/table"
	"waybill/internal/sqldb"
)

// Point is a place on the earth, in degrees.
type Point = table.Point

//go:embed us.codes
var usCodes string

//go:embed us.places
var usPlaces string

//go:embed ca.codes
var caCodes string

//go:embed ca.places
var caPlaces string

var (
	unitedStates = table.Table{Country: table.UnitedStates, Codes: usCodes, Places: usPlaces}
	canada       = table.Table{Country: table.Canada, Codes: caCodes, Places: caPlaces}
)

// embedded returns the table of a country, or nil.
func embedded(country string) *table.Table {
	switch country {
	case "US", "PR", "VI", "GU", "AS", "MP":
		return &unitedStates
	case "CA":
		return &canada
	}
	return nil
}

// Locate returns the coordinates of a postal code, in any of the forms in which its
// country writes it: "60601-1234", "m5v 3l9". The country is in upper case. It reports
// false for a code that is not known.
//
// The codes of the program count before those that Import has stored, except for a
// code that the program has a part of only, as of "M5V 3L9".
func Locate(tx *sqldb.Tx, country, postalCode string) (Point, bool, error) {
	t := embedded(country)
	if t != nil && !isFiner(t, postalCode) {
		if point, ok := t.Find(postalCode); ok {
			return point, true, nil
		}
	}
	point, ok, err := imported(tx, country, postalCode)
	if err == nil && !ok && t != nil {
		point, ok = t.Find(postalCode)
	}
	return point, ok, err
}

// isFiner reports whether a code has more letters and digits than the table keeps, and
// tells places apart by them.
func isFiner(t *table.Table, postalCode string) bool {
	return t == &canada && len(plain(postalCode)) > 3
}

// StateNear returns the state of the postal code of a country that is nearest to a
// point, in ISO 3166-2 ("US-IL"). It reports false when no code is within 50 km, and
// for a country whose codes are not part of the program. A territory of the United
// States has no states: ask for the country US.
func StateNear(country string, p Point) (code string, ok bool) {
	switch country {
	case "US":
		return unitedStates.StateNear(p)
	case "CA":
		return canada.StateNear(p)
	}
	return "", false
}
