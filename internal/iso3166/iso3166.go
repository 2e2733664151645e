// Package iso3166 tells the codes of ISO 3166-1 (countries) and, for the United States,
// Canada and Mexico, of ISO 3166-2 (their subdivisions).
package iso3166

import (
	"slices"
	"strings"
)

// IsCountry reports whether code is an assigned alpha-2 code, in upper case: "US".
func IsCountry(code string) bool {
	return len(code) == 2 && isLetter(code[0]) && isLetter(code[1]) &&
		countries[code[0]-'A']>>(code[1]-'A')&1 == 1
}

func isLetter(c byte) bool { return 'A' <= c && c <= 'Z' }

// HasSubdivisions reports whether IsSubdivision knows the subdivisions of a country.
func HasSubdivisions(country string) bool { return len(Subdivisions(country)) > 0 }

// IsSubdivision reports whether code is a subdivision of the United States, Canada or
// Mexico, in upper case: "US-IL". It reports false for those of other countries.
func IsSubdivision(code string) bool {
	country, _, _ := strings.Cut(code, "-")
	_, found := slices.BinarySearch(Subdivisions(country), code)
	return found
}

// Subdivisions returns the codes of a country's subdivisions, sorted. It returns none
// for a country whose subdivisions are not known. The caller must not change them.
func Subdivisions(country string) []string {
	switch country {
	case "US":
		return unitedStates[:]
	case "CA":
		return canada[:]
	case "MX":
		return mexico[:]
	}
	return nil
}
