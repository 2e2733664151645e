// Package guard holds changes of phone numbers and e-mail addresses until another key
// confirms them, and remembers which contacts were changed lately.
//
//	held ──▶ confirmed  the change is made, by the commit that says so
//	  ├────▶ refused    by any key, also the one that asked
//	  ├────▶ outdated   the record has changed, or is gone
//	  └────▶ expired    nobody decided in time
//
// guard.go holds changes, store.go has the operations on held changes, and keep.go removes and
// erases them.
package guard

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

const (
	// MostHeld is how many changes of an organization may be held.
	MostHeld = 1000
	// HeldFor is how long a change is held.
	HeldFor = 7 * 24 * time.Hour
	// keptFor is how long a change is kept after it was decided.
	keptFor = 30 * 24 * time.Hour
	// Lately is for how long a change of contacts is remembered.
	Lately = 24 * time.Hour
)

// Noun is the noun of held changes in errors and, in lower case, in events.
const Noun = "Change"

// Status says what became of a change.
type Status string

// The statuses of a change.
const (
	Held      Status = "held"
	Confirmed Status = "confirmed"
	Refused   Status = "refused"
	Outdated  Status = "outdated"
	Expired   Status = "expired"
)

// Statuses returns all statuses.
func Statuses() []string {
	return []string{string(Held), string(Confirmed), string(Refused), string(Outdated), string(Expired)}
}

// Types returns the types of the events of changes.
func Types() []string {
	var types []string
	for _, status := range Statuses() {
		types = append(types, strings.ToLower(Noun)+"."+status)
	}
	return types
}

// Guard holds changes of contacts of some kinds. The zero value holds none.
type Guard struct{ Kinds []resource.ContactKind }

// ParseKinds parses kinds of contacts that are separated by commas, as in phone,email.
func ParseKinds(text string) (kinds []resource.ContactKind, err error) {
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		kind := resource.ContactKind(name)
		if !slices.Contains(resource.ContactKinds(), kind) {
			return nil, fmt.Errorf("%q cannot be guarded: there are phone and email", name)
		}
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds, nil
}

// Guards implements resource.ContactGuard.
func (g *Guard) Guards(kind resource.ContactKind) bool { return slices.Contains(g.Kinds, kind) }

// Change is a change that is or was held.
type Change struct {
	resource.HeldChange
	ID        string
	Status    Status
	CreatedAt time.Time
	ExpiresAt time.Time
	By        sqldb.Actor // who asked for it
	DecidedBy sqldb.Actor // without a request
	DecidedAt time.Time   // the zero time for none
}

const columns = `organization_id, id, status, created_at, expires_at, decided_at, resource, record_id, reference, version, fields, contacts,
	before, after, key_id, actor, request_id, decided_key, decided_actor`

func (c *Change) scan(scan func(...any) error) error {
	var created, expires, decided int64
	var status, fields, contacts string
	err := scan(&c.Organization, &c.ID, &status, &created, &expires, &decided, &c.Resource, &c.RecordID, &c.Reference, &c.Version, &fields, &contacts,
		&c.Before, &c.After, &c.By.KeyID, &c.By.User, &c.By.RequestID, &c.DecidedBy.KeyID, &c.DecidedBy.User)
	c.Status, c.Fields, c.Contacts = Status(status), strings.Split(fields, ","), strings.Split(contacts, ",")
	c.CreatedAt, c.ExpiresAt, c.DecidedAt = sqldb.TimeOf(created), sqldb.TimeOf(expires), sqldb.TimeOf(decided)
	return err
}

// Hold implements resource.ContactGuard. A change that the same key has asked for before, and
// that is held, is held once. It returns apierr.Referenced if MostHeld changes are held.
func (g *Guard) Hold(tx *sqldb.Tx, change *resource.HeldChange) (id string, err error) {
	c := Change{HeldChange: *change, Status: Held, CreatedAt: tx.Now(), ExpiresAt: tx.Now().Add(HeldFor), By: tx.By()}
	id, err = c.same(tx)
	if err != nil || id != "" {
		return id, err
	}
	var held int64
	if err = tx.HoldOrganization(c.Organization); err == nil {
		err = tx.Row(`SELECT count(*) FROM held_changes WHERE organization_id = $1 AND status = 'held'`, []any{c.Organization}, &held)
	}
	if err != nil {
		return "", fmt.Errorf("count held changes: %w", err)
	}
	if held >= MostHeld {
		return "", &apierr.Error{Kind: apierr.Referenced, Noun: Noun, Text: fmt.Sprintf("Cannot hold change: the organization has %d held changes", held)}
	}
	c.ID = tx.NewID("chg_")
	_, err = tx.Exec(`INSERT INTO held_changes (`+columns+`) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', '')`,
		c.Organization, c.ID, string(c.Status), c.CreatedAt.UnixMicro(), c.ExpiresAt.UnixMicro(), c.Resource, c.RecordID, c.Reference, c.Version,
		strings.Join(c.Fields, ","), strings.Join(c.Contacts, ","), string(c.Before), string(c.After), c.By.KeyID, c.By.User, c.By.RequestID)
	if err != nil {
		return "", fmt.Errorf("hold a change: %w", err)
	}
	c.tell(tx)
	return c.ID, nil
}

// same returns the id of a held change that is the same, or "".
func (c *Change) same(tx *sqldb.Tx) (id string, err error) {
	const statement = `SELECT coalesce(min(id), '') FROM held_changes WHERE organization_id = $1 AND resource = $2 AND reference = $3
		AND status = 'held' AND expires_at > $4 AND version = $5 AND key_id = $6 AND actor = $7 AND after = $8`
	err = tx.Row(statement, []any{c.Organization, c.Resource, c.Reference, tx.Now().UnixMicro(), c.Version, c.By.KeyID, c.By.User, string(c.After)}, &id)
	if err != nil {
		return "", fmt.Errorf("look for a held change: %w", err)
	}
	return id, nil
}

// tell tells the event of the status of a change. Its data name no contact and no reference,
// so nothing of it has to be erased. It is known by the id of the record.
func (c *Change) tell(tx *sqldb.Tx) {
	version := int64(1)
	if c.Status != Held {
		version = 2
	}
	tx.Tell(sqldb.Event{Organization: c.Organization, Resource: strings.ToLower(Noun), Action: string(c.Status), RecordID: c.ID, Reference: c.RecordID,
		Version: version, Data: append(c.appendMembers(nil), '}')})
}

// appendMembers appends the members of a change that any reader of events may see.
func (c *Change) appendMembers(dst []byte) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"id":`...), c.ID)
	dst = jsonvalue.AppendText(append(dst, `,"status":`...), string(c.Status))
	dst = jsonvalue.AppendText(append(dst, `,"resource":`...), c.Resource)
	dst = jsonvalue.AppendText(append(dst, `,"record_id":`...), c.RecordID)
	dst = strconv.AppendInt(append(dst, `,"version":`...), c.Version, 10)
	dst = jsonvalue.AppendTexts(append(dst, `,"contacts":`...), c.Contacts)
	dst = jsonvalue.AppendTexts(append(dst, `,"changed":`...), c.Fields)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"created_at":`...), c.CreatedAt)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"expires_at":`...), c.ExpiresAt)
	dst = appendActor(append(dst, `,"requested_by":`...), &c.By)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"decided_at":`...), c.DecidedAt)
	return appendActor(append(dst, `,"decided_by":`...), &c.DecidedBy)
}

// AppendJSON appends a change as it is answered; whole is with its values.
func (c *Change) AppendJSON(dst []byte, whole bool) []byte {
	dst = jsonvalue.AppendText(append(c.appendMembers(dst), `,"external_reference_id":`...), c.Reference)
	if whole {
		dst = append(append(dst, `,"before":`...), c.Before...)
		dst = append(append(dst, `,"after":`...), c.After...)
	}
	return append(dst, '}')
}

func appendActor(dst []byte, by *sqldb.Actor) []byte {
	if by.KeyID == "" && by.User == "" {
		return append(dst, "null"...)
	}
	dst = jsonvalue.AppendTextOrNull(append(dst, `{"key_id":`...), by.KeyID)
	return append(jsonvalue.AppendTextOrNull(append(dst, `,"user":`...), by.User), '}')
}
