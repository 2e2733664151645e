package location

import (
	"errors"
	"regexp"
	"strings"

	"waybill/internal/iso3166"
	"waybill/internal/schema"
)

// isCountry checks a country, and brings it to upper case.
func isCountry(country *string) error {
	*country = upper(*country)
	if !iso3166.IsCountry(*country) {
		return errors.New("country must be an ISO 3166-1 alpha-2 code")
	}
	return nil
}

// subdivision is the form of a code of ISO 3166-2.
var subdivision = regexp.MustCompile(`^[A-Z]{2}-[A-Z0-9]{1,3}$`)

// fitState brings the state to its long form. It returns an error for a state that is
// not of the country. The subdivisions of most countries are not known, so any code of
// the right form is one.
func fitState(l *Location) error {
	if l.State == nil {
		return nil
	}
	code := upper(*l.State)
	if !strings.Contains(code, "-") {
		code = l.Country + "-" + code
	}
	fits := strings.HasPrefix(code, l.Country+"-") && subdivision.MatchString(code)
	if !fits || iso3166.HasSubdivisions(l.Country) && !iso3166.IsSubdivision(code) {
		return errors.New("state must be an ISO 3166-2 code of the country")
	}
	l.State = &code // the old text may belong to another record
	return nil
}

// reverseState puts the code of a state before the country, as in IL-US, so that an
// index finds a code in all countries.
func reverseState(state string) string {
	country, code, _ := strings.Cut(state, "-")
	return code + "-" + country
}

// askedState returns the prefix of reversed states that a filter asks for: IL-US for
// US-IL, and IL- for IL.
func askedState(text string) string {
	text = upper(schema.Fold(text))
	if len(text) > 3 && text[2] == '-' {
		return reverseState(text)
	}
	return text + "-"
}

// askedCountry returns the country that a filter asks for.
func askedCountry(text string) string { return upper(schema.Fold(text)) }

// upper replaces the small letters of ASCII. The codes have no others, and
// strings.ToUpper would turn some other letters into theirs.
func upper(text string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, text)
}
