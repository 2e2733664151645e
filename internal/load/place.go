package load

import (
	"strings"
	"unicode"

	"waybill/internal/schema"
)

// areaLengths has how many characters of a postal code name its area, by country. Other
// countries have no areas.
var areaLengths = map[string]int{
	"US": 3, "PR": 3, "VI": 3, "GU": 3, "AS": 3, "MP": 3,
	"CA": 3,
	"MX": 2,
}

// place is an end of a lane. What is not known is nil.
type place struct {
	state *string
	area  *string // the postal area
}

// placeOf returns the place of a location.
func placeOf(location *schema.Ref) place {
	state, country, code := location.Extra[0], location.Extra[1], location.Extra[2]
	if country == nil || code == nil {
		return place{state: state}
	}
	return place{state, area(*country, *code)}
}

// area returns the area of a postal code: its first characters, in upper case and
// without white space, or nil for a shorter code and for a country without areas.
func area(country, code string) *string {
	isGap := func(r rune) bool { return unicode.IsSpace(r) || r == '-' }
	characters := []rune(strings.ToUpper(strings.Join(strings.FieldsFunc(code, isGap), "")))
	length := areaLengths[country]
	if length == 0 || len(characters) < length {
		return nil
	}
	prefix := string(characters[:length])
	return &prefix
}
