package mail

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Resource is a resource that mails show.
type Resource struct {
	Noun   string // as in events: "load"
	Fields []schema.Described
	// Read returns the record under an external reference or id as JSON, or apierr.NotFound. The
	// statements of tx must see one snapshot.
	Read func(tx *sqldb.ReadTx, organization int64, key string) ([]byte, error)
}

// The resources that mails show.
const (
	nounLoad     = "load"
	nounCustomer = "customer"
	nounCarrier  = "carrier"
)

// Records are the records that mails show.
type Records struct {
	resources map[string]Resource // by noun
	root      *shape
}

// NewRecords returns the records of resources, which must be a load, a customer and a carrier.
func NewRecords(resources ...Resource) *Records {
	r := &Records{resources: map[string]Resource{}, root: &shape{members: map[string]*shape{
		"recipient": {members: map[string]*shape{"name": {}, "email": {}}},
		nounChange:  {members: map[string]*shape{changeBefore: {}, changeAfter: {}}},
	}}}
	for _, noun := range []string{nounLoad, nounCustomer, nounCarrier} {
		at := slices.IndexFunc(resources, func(x Resource) bool { return x.Noun == noun })
		if at < 0 {
			panic("mail: there is no resource " + noun)
		}
		r.resources[noun], r.root.members[noun] = resources[at], shapeOf(resources[at].Fields)
	}
	return r
}

// Subject is the record that a mail is about: a load, with its customer and carrier, or a
// customer or a carrier.
type Subject struct {
	Noun, ID, Reference string
	// Customer and Carrier are the references of those that the mail may show; empty for none.
	Customer, Carrier string
	customerID        string
	raw               map[string]map[string]any // the records by noun
	values            map[string]any
}

// Read returns the subject of a load or a customer of now. It returns apierr.NotFound if there
// is none. The statements of tx must see one snapshot.
func (r *Records) Read(tx *sqldb.ReadTx, organization int64, noun, key string) (*Subject, error) {
	data, err := r.resources[noun].Read(tx, organization, key)
	if err != nil {
		return nil, err
	}
	return r.subject(tx, organization, noun, data)
}

// subject returns the subject of a load, a customer or a carrier as data has it. The customer and the
// carrier of a load are those of now; if they were deleted, they are empty.
func (r *Records) subject(tx *sqldb.ReadTx, organization int64, noun string, data []byte) (*Subject, error) {
	record, err := decodeRecord(data)
	if err != nil {
		return nil, err
	}
	s := &Subject{Noun: noun, ID: text(record, "id"), Reference: text(record, schema.ExternalReferenceID), raw: map[string]map[string]any{noun: record}}
	switch noun {
	case nounCustomer:
		s.Customer, s.customerID = s.Reference, s.ID
	case nounCarrier:
		s.Carrier = s.Reference
	default:
		for _, other := range []string{nounCustomer, nounCarrier} {
			if err := r.readOther(tx, organization, s, other); err != nil {
				return nil, err
			}
		}
		s.Customer, s.Carrier = text(s.raw[nounCustomer], schema.ExternalReferenceID), text(s.raw[nounCarrier], schema.ExternalReferenceID)
		s.customerID = text(s.raw[nounCustomer], "id")
	}
	s.values = map[string]any{nounChange: r.root.members[nounChange].fill(nil)}
	for noun := range r.resources {
		s.values[noun] = r.root.members[noun].fill(any(s.raw[noun]))
	}
	return s, nil
}

// readOther reads a record that the load of a subject names.
func (r *Records) readOther(tx *sqldb.ReadTx, organization int64, s *Subject, noun string) error {
	reference := text(s.raw[nounLoad], noun+"_"+schema.ExternalReferenceID)
	if reference == "" {
		return nil
	}
	data, err := r.resources[noun].Read(tx, organization, reference)
	if apierr.KindOf(err) == apierr.NotFound && err != nil {
		return nil
	}
	if err == nil {
		s.raw[noun], err = decodeRecord(data)
	}
	return err
}

// text returns a member that is a text, or "".
func text(object map[string]any, name string) string {
	value, _ := object[name].(string)
	return value
}

// valuesFor returns the values of a mail to a recipient.
func (s *Subject) valuesFor(to *Recipient) map[string]any {
	s.values["recipient"] = map[string]any{"name": to.Name, "email": to.Email}
	return s.values
}

// The roles that stand for recipients.
const (
	roleCustomer   = "customer"
	roleSales      = "sales_rep"
	roleDispatcher = "dispatcher_rep"
	roleContacts   = "carrier_contacts"
)

// Roles returns the words that stand for recipients.
func Roles() []string { return []string{roleCustomer, roleSales, roleDispatcher, roleContacts} }

// mostAddresses is how many recipients a mail has: those of a customer and of a carrier.
const mostAddresses = 100

// recipients returns to whom a mail about a subject goes, each address once. An address that is
// none has an error in Problem.
func (s *Subject) recipients(tx *sqldb.ReadTx, organization int64, template string, to []string) (all []Recipient, err error) {
	for _, word := range to {
		switch word {
		case roleCustomer:
			found, err := recipientsOf(tx, organization, s.customerID)
			if err != nil {
				return nil, err
			}
			for _, r := range found {
				if len(r.Topics) == 0 || slices.Contains(r.Topics, template) {
					all = append(all, r)
				}
			}
		case roleSales, roleDispatcher:
			member, _ := s.raw[nounLoad][word].(map[string]any)
			if address := text(member, "email"); address != "" {
				all = append(all, Recipient{Email: address, Name: text(member, "name")})
			}
		case roleContacts:
			all = append(all, s.contacts()...)
		default:
			all = append(all, Recipient{Email: word})
		}
	}
	return s.judged(tx, organization, all)
}

// contacts returns the contacts of the carrier with an address, or else the carrier itself.
func (s *Subject) contacts() (all []Recipient) {
	carrier := s.raw[nounCarrier]
	list, _ := carrier["contacts"].([]any)
	for _, item := range list {
		contact, _ := item.(map[string]any)
		if address := text(contact, "primary_email"); address != "" {
			name := strings.TrimSpace(text(contact, "first_name") + " " + text(contact, "last_name"))
			all = append(all, Recipient{Email: address, Name: name})
		}
	}
	if address := text(carrier, "email"); len(all) == 0 && address != "" {
		all = append(all, Recipient{Email: address, Name: text(carrier, "name")})
	}
	return all
}

// The problems of recipients.
const (
	problemAddress    = "this is no e-mail address"
	problemSuppressed = "the address is suppressed"
)

// judged returns recipients with their addresses in the form to send to, each once, and says
// which of them get no mail.
func (s *Subject) judged(tx *sqldb.ReadTx, organization int64, all []Recipient) (kept []Recipient, err error) {
	seen := map[string]bool{}
	for _, r := range all {
		r.Name = oneLine(r.Name, longestName)
		address, wrong := ParseAddress(strings.TrimSpace(r.Email))
		if wrong != nil {
			r.Email, r.Problem = oneLine(r.Email, 255), problemAddress
		} else {
			r.Email = address
		}
		key := folded(r.Email)
		if seen[key] || len(kept) == mostAddresses {
			continue
		}
		seen[key] = true
		if r.Problem == "" {
			suppressed, err := isSuppressed(tx, organization, r.Email)
			if err != nil {
				return nil, err
			}
			if suppressed {
				r.Problem = problemSuppressed
			}
		}
		kept = append(kept, r)
	}
	return kept, nil
}

func isSuppressed(tx *sqldb.ReadTx, organization int64, address string) (bool, error) {
	var one int
	err := tx.Row(`SELECT 1 FROM email_suppressions WHERE organization_id = $1 AND email = $2`, []any{organization, folded(address)}, &one)
	if errors.Is(err, sqldb.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for a suppression: %w", err)
	}
	return true, nil
}
