package geo

import (
	"errors"
	"fmt"
	"strings"

	"waybill/internal/sqldb"
)

// imported looks up a postal code that Import has stored. GeoNames has only the first
// part of the codes of some countries, so imported also looks for the first part: for
// SW1A instead of SW1A1AA.
func imported(tx *sqldb.Tx, country, postalCode string) (point Point, ok bool, err error) {
	code := plain(postalCode)
	if code == "" {
		return point, false, nil
	}
	err = tx.Row(`SELECT latitude, longitude FROM postal_codes WHERE country = $1 AND postal_code IN ($2, $3)
		ORDER BY length(postal_code) DESC LIMIT 1`, []any{country, code, firstPart(country, postalCode)},
		&point.Latitude, &point.Longitude)
	if errors.Is(err, sqldb.ErrNoRows) {
		return Point{}, false, nil
	}
	if err != nil {
		return Point{}, false, fmt.Errorf("look for the postal code %q of %s: %w", postalCode, country, err)
	}
	return point, true, nil
}

// firstPart returns the part of a code that the tables of the program keep, or what
// comes before the first space or hyphen.
func firstPart(country, postalCode string) string {
	code := plain(postalCode)
	switch embedded(country) {
	case &canada:
		return code[:min(3, len(code))]
	case &unitedStates:
		return code[:min(5, len(code))]
	}
	postalCode = strings.TrimSpace(postalCode)
	if end := strings.IndexAny(postalCode, " -"); end > 0 {
		return plain(postalCode[:end])
	}
	return code
}

// plain returns the letters and digits of ASCII of a postal code, in upper case.
func plain(postalCode string) string {
	kept := make([]byte, 0, len(postalCode))
	for i := range len(postalCode) {
		switch c := postalCode[i]; {
		case 'a' <= c && c <= 'z':
			kept = append(kept, c-'a'+'A')
		case 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
			kept = append(kept, c)
		}
	}
	return string(kept)
}
