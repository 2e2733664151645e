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

// place returns the state and the postal area of a location, nil for those that are not
// known.
func place(of *schema.Ref) (state, postalArea *string) {
	state, country, code := of.Extra[0], of.Extra[1], of.Extra[2]
	if country == nil || code == nil {
		return state, nil
	}
	return state, area(*country, *code)
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
