package mail

import (
	"slices"

	"waybill/internal/jsonvalue"
	"waybill/internal/sqldb"
)

// This file tells the events of templates, rules and recipients: who changes to whom mails go, and
// what they say. The events have no address of a customer and no text of a template.

// The resources of the events.
const (
	templateEvents   = "email_template"
	ruleEvents       = "email_rule"
	recipientsEvents = "email_recipients"
)

// EventResources returns the resources of the events of e-mails.
func EventResources() []string { return []string{templateEvents, ruleEvents, recipientsEvents} }

// EventTypes returns the types of the events of e-mails.
func EventTypes() []string {
	var types []string
	for _, of := range []string{templateEvents, ruleEvents} {
		types = append(types, of+"."+sqldb.Created, of+"."+sqldb.Updated, of+"."+sqldb.Deleted)
	}
	return append(types, recipientsEvents+"."+sqldb.Updated)
}

// tell tells an event. What it is about has no version, so the version is the time, which also
// grows.
func tell(tx *sqldb.Tx, organization int64, of, action, name string, changed []string, data []byte) {
	tx.Tell(sqldb.Event{Organization: organization, Resource: of, Action: action, RecordID: name, Reference: name,
		Version: tx.Now().UnixMicro(), Changed: changed, Data: data})
}

// tellPut tells the event of what was created, or updated. What was put as it is has no event.
func tellPut(tx *sqldb.Tx, organization int64, of, name string, isNew bool, changed []string, data []byte) {
	switch {
	case isNew:
		tell(tx, organization, of, sqldb.Created, name, nil, data)
	case len(changed) > 0:
		tell(tx, organization, of, sqldb.Updated, name, changed, data)
	}
}

// differences are the names of members that differ.
type differences []string

func (d *differences) add(name string, differ bool) {
	if differ {
		*d = append(*d, name)
	}
}

// changedFrom returns the names of the members that differ from a template; none for nil.
func (t *Template) changedFrom(before *Template) []string {
	if before == nil {
		return nil
	}
	var d differences
	d.add("to", !slices.Equal(t.To, before.To))
	d.add("subject", t.Subject != before.Subject)
	d.add("text", t.Text != before.Text)
	d.add("html", t.HTML != before.HTML)
	return d
}

// appendData appends the template without its texts, which may be long.
func (t *Template) appendData(dst []byte) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"name":`...), t.Name)
	dst = jsonvalue.AppendTexts(append(dst, `,"to":`...), t.To)
	return append(jsonvalue.AppendText(append(dst, `,"subject":`...), t.Subject), '}')
}

// changedFrom returns the names of the members that differ from a rule; none for nil.
func (r *Rule) changedFrom(before *Rule) []string {
	if before == nil {
		return nil
	}
	var d differences
	d.add("on", r.On != before.On)
	d.add("changed", r.Changed != before.Changed)
	d.add("status", r.Status != before.Status)
	d.add("template", r.Template != before.Template)
	d.add("to", !slices.Equal(r.To, before.To))
	return d
}

// tellRecipients tells that the recipients of a customer were replaced, unless they are the same.
func tellRecipients(tx *sqldb.Tx, organization int64, customerID string, before, after []Recipient) {
	same := slices.EqualFunc(before, after, func(a, b Recipient) bool {
		return a.Email == b.Email && a.Name == b.Name && slices.Equal(a.Topics, b.Topics)
	})
	if !same {
		tell(tx, organization, recipientsEvents, sqldb.Updated, customerID, []string{"recipients"}, append(jsonvalue.AppendText([]byte(`{"customer_id":`), customerID), '}'))
	}
}
