package iso3166

import (
	"slices"
	"strings"
	"testing"
)

func TestCountries(t *testing.T) {
	t.Parallel()
	var known []string
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			if code := string([]rune{first, second}); IsCountry(code) {
				known = append(known, code)
			}
		}
	}
	if len(known) != 249 {
		t.Errorf("%d countries, want 249: %v", len(known), known)
	}
	for _, code := range []string{"US", "CA", "MX", "PR", "AD", "ZW", "AX", "SS"} {
		if !slices.Contains(known, code) {
			t.Errorf("%s is missing", code)
		}
	}
	for _, code := range []string{"", "U", "us", "USA", "EU", "UK", "XX", "AN", "U1", "[A", "Ä"} {
		if IsCountry(code) {
			t.Errorf("%q is a country", code)
		}
	}
}

func TestSubdivisions(t *testing.T) {
	t.Parallel()
	for country, want := range map[string]int{"US": 57, "CA": 13, "MX": 32, "DE": 0, "": 0} {
		codes := Subdivisions(country)
		if len(codes) != want || HasSubdivisions(country) != (want > 0) {
			t.Errorf("%s has %d subdivisions, want %d", country, len(codes), want)
		}
		if !slices.IsSorted(codes) {
			t.Errorf("the subdivisions of %s are not sorted", country)
		}
		for _, code := range codes {
			if !IsSubdivision(code) || !strings.HasPrefix(code, country+"-") {
				t.Errorf("%s is no subdivision of %s", code, country)
			}
		}
	}
	for _, code := range []string{"", "US", "IL", "US-", "US-ON", "us-il", "US-IL ", "CA-IL", "DE-BY", "MX-DIF", "US-AA"} {
		if IsSubdivision(code) {
			t.Errorf("%q is a subdivision", code)
		}
	}
	for _, code := range []string{"US-IL", "US-DC", "US-PR", "CA-ON", "MX-CMX"} {
		if !IsSubdivision(code) {
			t.Errorf("%s is no subdivision", code)
		}
	}
}
