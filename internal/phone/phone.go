// Package phone finds the records of an organization by a phone number, whatever the
// punctuation.
package phone

import (
	"fmt"
	"slices"
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

// statements find the numbers that begin with digits, by resource.
var statements = []struct{ resource, text string }{
	{"customer", `SELECT id, external_reference_id, name, phone FROM customers WHERE organization_id = $1 AND phone IS NOT NULL AND ` + isBetween("phone")},
	{"carrier", `SELECT id, external_reference_id, name, phone_number FROM carriers WHERE organization_id = $1 AND phone_number IS NOT NULL AND ` + isBetween("phone_number")},
	{"contact", `SELECT c.id, c.external_reference_id, coalesce(k.first_name, '') || ' ' || coalesce(k.last_name, ''), k.primary_phone
		FROM (SELECT * FROM carrier_contacts WHERE organization_id = $1 AND primary_phone IS NOT NULL AND ` + isBetween("primary_phone") + `) k
		JOIN carriers c ON c.organization_id = $1 AND c.id = k.carrier_id`},
	{"location", `SELECT id, external_reference_id, coalesce(name, ''), phone_number FROM locations WHERE organization_id = $1 AND phone_number IS NOT NULL AND ` + isBetween("phone_number")},
}

func isBetween(column string) string { return bare(column) + " >= $2 AND " + bare(column) + " < $3" }

// Digits returns the digits of a phone number.
func Digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// variants returns the ways to write a number in digits: with and without the country code of
// North America.
func variants(digits string) []string {
	switch {
	case len(digits) == 10:
		return []string{digits, "1" + digits}
	case len(digits) == 11 && digits[0] == '1':
		return []string{digits, digits[1:]}
	}
	return []string{digits}
}

// Find returns the records with a phone number, in the order customers, carriers, contacts,
// locations. A number matches that has the digits, perhaps with or without the country code 1,
// and then nothing or an extension.
func Find(tx *sqldb.ReadTx, organization int64, digits string) (all []Match, err error) {
	for _, statement := range statements {
		for _, variant := range variants(digits) {
			found, err := find(tx, organization, statement.text, variant)
			if err != nil {
				return nil, fmt.Errorf("find a phone number: %w", err)
			}
			for _, m := range found {
				m.Resource, m.Name = statement.resource, strings.TrimSpace(m.Name)
				all = append(all, m)
			}
		}
	}
	return slices.Clip(all[:min(len(all), MostMatches)]), nil
}

func find(tx *sqldb.ReadTx, organization int64, statement, digits string) (found []Match, err error) {
	// The range has all texts that begin with the digits.
	const last = "\U0010FFFF"
	err = tx.Rows(statement+fmt.Sprintf(" LIMIT %d", 4*MostMatches), []any{organization, digits, digits + last}, func(scan func(...any) error) error {
		var m Match
		if err := scan(&m.ID, &m.Reference, &m.Name, &m.Phone); err != nil {
			return err
		}
		if isNumber(m.Phone, digits) {
			found = append(found, m)
		}
		return nil
	})
	return found, err
}

// isNumber reports whether a stored phone has exactly the digits, up to an extension.
func isNumber(stored, digits string) bool {
	for _, character := range between {
		stored = strings.ReplaceAll(stored, character, "")
	}
	rest, ok := strings.CutPrefix(stored, digits)
	return ok && (rest == "" || rest[0] < '0' || rest[0] > '9')
}
