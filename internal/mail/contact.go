package mail

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

// This file tells the addresses that a record had before a change of its contacts. A mail shows
// the record as it was, and hides most of both contacts: an address that was wrong before learns
// nothing, and neither does one that was replaced by a fraud.

// contactTemplate is the name of the template of these mails.
const contactTemplate = "contact_changed"

// ContactChange is a change of the contacts of a customer or a carrier.
type ContactChange struct {
	Noun          string // of the record, as in events
	Record        []byte // as it was before the change
	Before, After []byte // objects with the fields that have changed
}

// TellOldContacts queues a mail to each address that the record had before the change: those of a
// carrier and of its contacts, or the recipients of a customer, whatever their topics. It returns
// apierr.Referenced if too many mails are queued.
func (s *Store) TellOldContacts(tx *sqldb.Tx, organization int64, c *ContactChange) error {
	t, err := s.Template(&tx.ReadTx, organization, contactTemplate)
	if err != nil {
		return err
	}
	subject, err := s.subject(&tx.ReadTx, organization, c.Noun, c.Record)
	if err != nil {
		return err
	}
	if subject.values[nounChange], err = c.values(); err != nil {
		return err
	}
	old, err := subject.oldContacts(&tx.ReadTx, organization)
	if err != nil || len(old) == 0 {
		return err
	}
	full, err := isFull(tx, organization)
	if err != nil {
		return err
	}
	if full {
		return &apierr.Error{Kind: apierr.Referenced, Noun: EmailNoun,
			Text: fmt.Sprintf("Cannot tell the old contact: the organization has %d mails in its queue", MostQueued)}
	}
	return insertEmails(tx, s.composeTo(organization, t, subject, old))
}

// oldContacts returns the addresses of a subject, each once.
func (s *Subject) oldContacts(tx *sqldb.ReadTx, organization int64) ([]Recipient, error) {
	if s.Noun == nounCustomer {
		all, err := recipientsOf(tx, organization, s.customerID)
		if err != nil {
			return nil, err
		}
		return s.judged(tx, organization, all)
	}
	all := s.contacts()
	if carrier := s.raw[nounCarrier]; text(carrier, "email") != "" {
		all = append(all, Recipient{Email: text(carrier, "email"), Name: text(carrier, "name")})
	}
	return s.judged(tx, organization, all)
}

// The member of templates with a change of contacts, and its members.
const (
	nounChange   = "change"
	changeBefore = "before"
	changeAfter  = "after"
)

// values returns what templates see of the change: the contacts that are gone and those that are
// new, masked.
func (c *ContactChange) values() (map[string]any, error) {
	before, err := decodeRecord(c.Before)
	if err != nil {
		return nil, err
	}
	after, err := decodeRecord(c.After)
	if err != nil {
		return nil, err
	}
	old, now := map[string]bool{}, map[string]bool{}
	collectContacts(before, old)
	collectContacts(after, now)
	return map[string]any{changeBefore: maskedBut(old, now), changeAfter: maskedBut(now, old)}, nil
}

// collectContacts adds the phones and e-mail addresses in a decoded value.
func collectContacts(value any, to map[string]bool) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			collectContacts(item, to)
		}
	case map[string]any:
		for name, item := range value {
			contact, isText := item.(string)
			switch {
			case !isText:
				collectContacts(item, to)
			case contact != "" && (isPhone(name) || name == "email" || name == "primary_email"):
				to[contact] = true
			}
		}
	}
}

// maskedBut returns the contacts that are not among others, masked, in one text.
func maskedBut(contacts, others map[string]bool) string {
	var all []string
	for _, contact := range slices.Sorted(maps.Keys(contacts)) {
		if !others[contact] {
			all = append(all, mask(contact))
		}
	}
	return strings.Join(all, ", ")
}

// mask hides a contact. Of an e-mail address it shows the first letters of both parts and the
// last label, of anything else the last two digits of at least six.
func mask(contact string) string {
	if at := strings.LastIndexByte(contact, '@'); at >= 0 {
		local, domain := contact[:at], contact[at+1:]
		dot := strings.LastIndexByte(domain, '.')
		if dot < 0 {
			dot = len(domain)
		}
		return first(local) + "***@" + first(domain[:dot]) + "***" + domain[dot:]
	}
	digits := strings.Count(strings.Map(digitOr, contact), "0")
	hidden := digits
	if digits >= 6 {
		hidden = digits - 2
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			return r
		case unicode.IsDigit(r) && hidden == 0:
			return r
		case unicode.IsDigit(r):
			hidden--
		}
		return '*'
	}, contact)
}

// digitOr returns 0 for a digit, and a space for another character.
func digitOr(r rune) rune {
	if unicode.IsDigit(r) {
		return '0'
	}
	return ' '
}

// first returns the first character of a text.
func first(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}
