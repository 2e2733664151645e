package mail

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/jsonvalue"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

const (
	// RuleNoun is the noun of rules in errors.
	RuleNoun = "E-mail rule"
	// MostRules is how many rules an organization may have.
	MostRules = 50
)

// Rule makes mails of the events of an organization.
type Rule struct {
	Organization         int64
	Name                 string
	CreatedAt, UpdatedAt time.Time
	On                   string   // the type of the events, such as load.updated
	Changed              string   // a field that must have changed; empty for any
	Status               string   // the status that the load must have; empty for any
	Template             string   // the name of the template
	To                   []string // none for those of the template
	Cursor               int64    // all events up to this number are done
}

// eventTypes are the types of the events that rules may be on.
var eventTypes = []string{"load.created", "load.updated", "customer.created", "customer.updated", "customer.contact_changed", "carrier.contact_changed"}

var ruleFields = schema.NewObject(
	schema.Enum("on", eventTypes, func(r *Rule) *string { return &r.On }).Required().
		Doc("The type of the events."),
	schema.Text("changed", func(r *Rule) *string { return &r.Changed }).Default("").MaxLength(100).
		Doc("Only events that have changed this field.").Example("status"),
	schema.Text("status", func(r *Rule) *string { return &r.Status }).Default("").MaxLength(50).
		Doc("Only events after which the load has this status.").Example("DELIVERED"),
	schema.Text("template", func(r *Rule) *string { return &r.Template }).Matching(namePattern).Required().
		Doc("The name of the template.").Example("load_delivered"),
	toField(func(r *Rule) *[]string { return &r.To }).
		Doc("To whom the mails go instead of the `to` of the template."),
)

// RuleFields describes the fields of a rule that a client sends.
func RuleFields() []schema.Described { return ruleFields.Describe() }

// DecodeRule reads a rule, which Store.PutRule judges.
func DecodeRule(body schema.Body, strict bool) (*Rule, error) {
	input, err := ruleFields.Decode(body, schema.Rules{Purpose: schema.Create, Strict: strict})
	r := &input.Value
	if err != nil {
		return nil, err
	}
	r.To, err = checkTo(r.To)
	return r, err
}

func brokenRule(place, sentence string) error {
	return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Type: "value_error", Loc: []any{place}, Msg: "Value error, " + sentence}))
}

// check returns the error of conditions that no event meets.
func (r *Rule) check(root *shape) error {
	noun, action, _ := strings.Cut(r.On, ".")
	if r.Changed != "" && (action == sqldb.Created || root.members[noun].members[r.Changed] == nil) {
		return brokenRule("changed", "must be a field of the "+noun+", of a rule on an event of changes")
	}
	if r.Status != "" && noun != nounLoad {
		return brokenRule("status", "only loads have a status")
	}
	return nil
}

// matches reports whether an event meets the conditions.
func (r *Rule) matches(e *event.Event, record map[string]any) bool {
	return (r.Changed == "" || slices.Contains(e.Changed, r.Changed)) && (r.Status == "" || text(record, "status") == r.Status)
}

const ruleColumns = `organization_id, name, created_at, updated_at, event, changed, status, template, recipients, cursor`

func (r *Rule) scan(scan func(...any) error, others ...any) error {
	var created, updated int64
	var to string
	err := scan(append([]any{&r.Organization, &r.Name, &created, &updated, &r.On, &r.Changed, &r.Status, &r.Template, &to, &r.Cursor}, others...)...)
	r.CreatedAt, r.UpdatedAt, r.To = sqldb.TimeOf(created), sqldb.TimeOf(updated), strings.Fields(to)
	return err
}

// AppendJSON appends the rule as it is answered.
func (r *Rule) AppendJSON(dst []byte) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"name":`...), r.Name)
	dst = jsonvalue.AppendText(append(dst, `,"on":`...), r.On)
	dst = jsonvalue.AppendText(append(dst, `,"changed":`...), r.Changed)
	dst = jsonvalue.AppendText(append(dst, `,"status":`...), r.Status)
	dst = jsonvalue.AppendText(append(dst, `,"template":`...), r.Template)
	dst = jsonvalue.AppendTexts(append(dst, `,"to":`...), r.To)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"created_at":`...), r.CreatedAt)
	return append(jsonvalue.AppendTimeOrNull(append(dst, `,"updated_at":`...), r.UpdatedAt), '}')
}

// Rules lists the rules of an organization by name.
func (s *Store) Rules(tx *sqldb.ReadTx, organization int64) (all []Rule, err error) {
	err = tx.Rows(`SELECT `+ruleColumns+` FROM email_rules WHERE organization_id = $1 ORDER BY name`, []any{organization}, func(scan func(...any) error) error {
		var r Rule
		if err := r.scan(scan); err != nil {
			return err
		}
		all = append(all, r)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list e-mail rules: %w", err)
	}
	return all, nil
}

// Rule returns a rule, or apierr.NotFound.
func (s *Store) Rule(tx *sqldb.ReadTx, organization int64, name string) (*Rule, error) {
	if !isName(name) {
		return nil, apierr.MissingRecord(RuleNoun, name)
	}
	r, err := storedRule(tx, organization, name)
	if err == nil && r == nil {
		err = apierr.MissingRecord(RuleNoun, name)
	}
	return r, err
}

// storedRule returns a rule, or nil.
func storedRule(tx *sqldb.ReadTx, organization int64, name string) (*Rule, error) {
	r := &Rule{}
	err := r.scan(func(dest ...any) error {
		return tx.Row(`SELECT `+ruleColumns+` FROM email_rules WHERE organization_id = $1 AND name = $2`, []any{organization, name}, dest...)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read an e-mail rule: %w", err)
	}
	return r, nil
}

// PutRule creates or replaces a rule. A new rule gets the events from now on, a replaced one goes
// on where it is. It returns apierr.Invalid for a rule that no event meets or whose template does
// not exist, and apierr.Referenced if the organization has MostRules others.
func (s *Store) PutRule(tx *sqldb.Tx, organization int64, name string, r *Rule) (*Rule, error) {
	if err := checkName("rule", name); err != nil {
		return nil, err
	}
	if err := r.check(s.root); err != nil {
		return nil, err
	}
	if err := tx.HoldOrganization(organization); err != nil {
		return nil, err
	}
	if _, err := s.Template(&tx.ReadTx, organization, r.Template); apierr.KindOf(err) == apierr.NotFound && err != nil {
		return nil, brokenRule("template", "there is no such template")
	} else if err != nil {
		return nil, err
	}
	var others int
	err := tx.Row(`SELECT count(*) FROM email_rules WHERE organization_id = $1 AND name <> $2`, []any{organization, name}, &others)
	if err == nil && others >= MostRules {
		return nil, &apierr.Error{Kind: apierr.Referenced, Noun: RuleNoun, Text: fmt.Sprintf("Cannot create rule: the organization has %d", others)}
	}
	var before *Rule
	if err == nil {
		before, err = storedRule(&tx.ReadTx, organization, name)
	}
	var head int64
	if err == nil {
		head, _, err = event.Head(&tx.ReadTx, organization)
	}
	if err == nil {
		_, err = tx.Exec(`INSERT INTO email_rules (`+ruleColumns+`) VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT (organization_id, name) DO UPDATE SET updated_at = EXCLUDED.updated_at, event = EXCLUDED.event, changed = EXCLUDED.changed,
			status = EXCLUDED.status, template = EXCLUDED.template, recipients = EXCLUDED.recipients`,
			organization, name, tx.Now().UnixMicro(), r.On, r.Changed, r.Status, r.Template, strings.Join(r.To, " "), head)
	}
	if err != nil {
		return nil, fmt.Errorf("store an e-mail rule: %w", err)
	}
	put, err := s.Rule(&tx.ReadTx, organization, name)
	if err != nil {
		return nil, err
	}
	tellPut(tx, organization, ruleEvents, name, before == nil, put.changedFrom(before), put.AppendJSON(nil))
	return put, nil
}

// DeleteRule deletes a rule. Mails that it has queued are sent. It returns apierr.NotFound if
// there is no such rule.
func (s *Store) DeleteRule(tx *sqldb.Tx, organization int64, name string) error {
	if !isName(name) {
		return apierr.MissingRecord(RuleNoun, name)
	}
	before, err := s.Rule(&tx.ReadTx, organization, name)
	if err != nil {
		return err
	}
	rows, err := tx.Exec(`DELETE FROM email_rules WHERE organization_id = $1 AND name = $2`, organization, name)
	if err != nil {
		return fmt.Errorf("delete an e-mail rule: %w", err)
	}
	if rows == 0 {
		return apierr.MissingRecord(RuleNoun, name)
	}
	tell(tx, organization, ruleEvents, sqldb.Deleted, name, nil, before.AppendJSON(nil))
	return nil
}
