// Package phone finds the records of an organization by a phone number, whatever the
// punctuation.
package phone

import (
	"fmt"
	"strings"

	"waybill/internal/sqldb"
)

// Match is a record with a phone number.
type Match struct {
	Resource  string // "customer", "carrier", "contact" (of a carrier) or "location"
	ID        string // of the record; of a contact, that of the carrier
	Reference string // the external reference of the record, or of the carrier
	Name      string // empty for none
	Phone     string // as it is stored
}

// MostMatches is how many records Find returns.
const MostMatches = 100

// between are the characters that people write between the digits. The indexes have numbers
// without them.
var between = []string{" ", "-", "(", ")", ".", "/", "+", "\u00a0"}

// bare returns the expression of a column without those characters, as the indexes have it.
func bare(column string) string {
	for _, character := range between {
		column = "replace(" + column + ", '" + character + "', '')"
	}
	return column
}

// search finds the records of a resource by a phone.
type search struct {
	resource string
	rows     sqldb.Ranges
	// shown are the columns of a match, and from is where they are, with found as the rows
	// that have the number.
	shown, from string
}

var searches = []search{
	{"customer", rows("customers", "phone", true), "id, external_reference_id, name, phone", "found"},
	{"carrier", rows("carriers", "phone_number", true), "id, external_reference_id, name, phone_number", "found"},
	{"contact", rows("carrier_contacts", "primary_phone", false),
		"c.id, c.external_reference_id, coalesce(first_name, '') || ' ' || coalesce(last_name, ''), primary_phone",
		"found JOIN carriers c ON c.organization_id = $1 AND c.id = found.carrier_id"},
	{"location", rows("locations", "phone_number", true), "id, external_reference_id, coalesce(name, ''), phone_number", "found"},
}

// rows returns a search for the rows of a table by the phones in a column.
func rows(table, column string, inParts bool) sqldb.Ranges {
	return sqldb.Ranges{
		Table:   table,
		Index:   table + "_by_phone",
		Value:   bare(column),
		Where:   column + " IS NOT NULL",
		InParts: inParts,
		Count:   rangesOfNumber,
		Limit:   MostMatches,
	}
}

// Digits returns the digits of a phone number.
func Digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// rangesOfNumber is how many ranges of texts have a number.
const rangesOfNumber = 4

// ranges returns the ends of the ranges of texts that are a number in digits, or the digits
// and then anything but a digit. The number has two ranges as it is, and two with the
// country code of North America if it is without it, or the reverse. For other numbers the
// latter are empty.
func ranges(digits string) []any {
	// The character after "9", and the last character.
	const afterDigits, last = ":", "\U0010FFFF"
	of := func(number string) []any {
		return []any{number, number + "0", number + afterDigits, number + last}
	}
	switch {
	case len(digits) == 10:
		return append(of(digits), of("1"+digits)...)
	case len(digits) == 11 && digits[0] == '1':
		return append(of(digits), of(digits[1:])...)
	}
	return append(of(digits), "", "", "", "")
}

// Find returns the records with a phone number, in the order customers, carriers, contacts,
// locations. A number matches that has the digits, perhaps with or without the country code 1,
// and then nothing or an extension. Of more than MostMatches records it returns any.
func Find(tx *sqldb.ReadTx, organization int64, digits string) (all []Match, err error) {
	for i := range searches {
		if all, err = searches[i].find(tx, organization, digits, all); err != nil {
			return nil, fmt.Errorf("find a phone number: %w", err)
		}
	}
	return all[:min(len(all), MostMatches)], nil
}

// find appends the records of a resource.
func (s *search) find(tx *sqldb.ReadTx, organization int64, digits string, found []Match) ([]Match, error) {
	text := "SELECT " + s.shown + " FROM (" + tx.InRanges(&s.rows) + ") AS " + s.from
	err := tx.Rows(text, append([]any{organization}, ranges(digits)...), func(scan func(...any) error) error {
		m := Match{Resource: s.resource}
		if err := scan(&m.ID, &m.Reference, &m.Name, &m.Phone); err != nil {
			return err
		}
		m.Name = strings.TrimSpace(m.Name)
		found = append(found, m)
		return nil
	})
	return found, err
}
