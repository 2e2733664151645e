package mail

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

const (
	// MostTemplates is how many templates an organization may have beside the shipped ones.
	MostTemplates = 100

	// TemplateNoun is the noun of templates in errors.
	TemplateNoun = "E-mail template"
)

// Store has the operations on templates and recipients.
type Store struct {
	*Records
	DB *sqldb.DB
}

const selectTemplates = `SELECT name, recipients, subject, body_text, body_html FROM email_templates WHERE organization_id = $1`

func scanTemplate(scan func(...any) error) (*Template, error) {
	t := &Template{}
	var to string
	err := scan(&t.Name, &to, &t.Subject, &t.Text, &t.HTML)
	t.To = strings.Fields(to)
	return t, err
}

// Template returns a template of an organization, which may be a shipped one, or
// apierr.NotFound.
func (s *Store) Template(tx *sqldb.ReadTx, organization int64, name string) (*Template, error) {
	if !isName(name) {
		return nil, apierr.MissingRecord(TemplateNoun, name)
	}
	t, err := storedTemplate(tx, organization, name)
	switch {
	case err != nil:
		return nil, err
	case t == nil && shipped[name] != nil:
		return shipped[name], nil
	case t == nil:
		return nil, apierr.MissingRecord(TemplateNoun, name)
	}
	return t, nil
}

// storedTemplate returns a template that a client has stored, or nil.
func storedTemplate(tx *sqldb.ReadTx, organization int64, name string) (*Template, error) {
	t, err := scanTemplate(func(dest ...any) error {
		return tx.Row(selectTemplates+" AND name = $2", []any{organization, name}, dest...)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read an e-mail template: %w", err)
	}
	return t, nil
}

// Templates returns all templates of an organization by name.
func (s *Store) Templates(tx *sqldb.ReadTx, organization int64) (all []Template, err error) {
	own := map[string]bool{}
	err = tx.Rows(selectTemplates+" ORDER BY name", []any{organization}, func(scan func(...any) error) error {
		t, err := scanTemplate(scan)
		if err != nil {
			return err
		}
		all, own[t.Name] = append(all, *t), true
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list e-mail templates: %w", err)
	}
	for _, name := range Shipped() {
		if !own[name] {
			all = append(all, *shipped[name])
		}
	}
	return all, nil
}

// PutTemplate creates or replaces a template. It returns apierr.Invalid for a template that is
// not allowed, and apierr.Referenced if the organization has MostTemplates others.
func (s *Store) PutTemplate(tx *sqldb.Tx, organization int64, name string, t *Template) (*Template, error) {
	if err := checkName("template", name); err != nil {
		return nil, err
	}
	if _, err := compile(t, s.root); err != nil {
		return nil, err
	}
	if err := tx.HoldOrganization(organization); err != nil {
		return nil, err
	}
	before, err := storedTemplate(&tx.ReadTx, organization, name)
	if err != nil {
		return nil, err
	}
	var others int
	err = tx.Row(`SELECT count(*) FROM email_templates WHERE organization_id = $1 AND name <> $2`, []any{organization, name}, &others)
	if err == nil && others >= MostTemplates {
		return nil, &apierr.Error{Kind: apierr.Referenced, Noun: TemplateNoun,
			Text: fmt.Sprintf("Cannot create template: the organization has %d", others)}
	}
	put := *t
	put.Name, put.IsShipped = name, false
	if err == nil {
		_, err = tx.Exec(`INSERT INTO email_templates (organization_id, name, created_at, updated_at, recipients, subject, body_text, body_html)
			VALUES ($1, $2, $3, $3, $4, $5, $6, $7) ON CONFLICT (organization_id, name) DO UPDATE SET updated_at = EXCLUDED.updated_at,
			recipients = EXCLUDED.recipients, subject = EXCLUDED.subject, body_text = EXCLUDED.body_text, body_html = EXCLUDED.body_html`,
			organization, name, tx.Now().UnixMicro(), strings.Join(put.To, " "), put.Subject, put.Text, put.HTML)
	}
	if err != nil {
		return nil, fmt.Errorf("store an e-mail template: %w", err)
	}
	tellPut(tx, organization, templateEvents, name, before == nil, put.changedFrom(before), put.appendData(nil))
	return &put, nil
}

// DeleteTemplate deletes a template. A shipped one that was changed is then as it was shipped.
// It returns apierr.NotFound if nothing is stored under the name.
func (s *Store) DeleteTemplate(tx *sqldb.Tx, organization int64, name string) error {
	if !isName(name) {
		return apierr.MissingRecord(TemplateNoun, name)
	}
	if err := tx.HoldOrganization(organization); err != nil { // a rule may be put that needs it
		return err
	}
	var rule string
	err := tx.Row(`SELECT name FROM email_rules WHERE organization_id = $1 AND template = $2 ORDER BY name LIMIT 1`, []any{organization, name}, &rule)
	if err == nil && shipped[name] == nil {
		return &apierr.Error{Kind: apierr.Referenced, Noun: TemplateNoun, Text: "Cannot delete template: the rule " + rule + " uses it"}
	}
	if err != nil && !errors.Is(err, sqldb.ErrNoRows) {
		return fmt.Errorf("look for a rule: %w", err)
	}
	before, err := storedTemplate(&tx.ReadTx, organization, name)
	if err != nil {
		return err
	}
	rows, err := tx.Exec(`DELETE FROM email_templates WHERE organization_id = $1 AND name = $2`, organization, name)
	if err != nil {
		return fmt.Errorf("delete an e-mail template: %w", err)
	}
	if rows == 0 || before == nil {
		return apierr.MissingRecord(TemplateNoun, name)
	}
	tell(tx, organization, templateEvents, sqldb.Deleted, name, nil, before.appendData(nil))
	return nil
}

// AppendJSON appends the template as it is answered.
func (t *Template) AppendJSON(dst []byte) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"name":`...), t.Name)
	dst = jsonvalue.AppendTexts(append(dst, `,"to":`...), t.To)
	dst = jsonvalue.AppendText(append(dst, `,"subject":`...), t.Subject)
	dst = jsonvalue.AppendText(append(dst, `,"text":`...), t.Text)
	dst = jsonvalue.AppendText(append(dst, `,"html":`...), t.HTML)
	if t.IsShipped {
		return append(dst, `,"shipped":true}`...)
	}
	return append(dst, `,"shipped":false}`...)
}

// customerOf returns the id of the customer under an external reference or id.
func (s *Store) customerOf(tx *sqldb.ReadTx, organization int64, key string) (string, error) {
	data, err := s.resources[nounCustomer].Read(tx, organization, key)
	if err != nil {
		return "", err
	}
	record, err := decodeRecord(data)
	return text(record, "id"), err
}

// CustomerRecipients returns to whom mails to a customer go. It returns apierr.NotFound if
// there is no such customer.
func (s *Store) CustomerRecipients(tx *sqldb.ReadTx, organization int64, key string) ([]Recipient, error) {
	id, err := s.customerOf(tx, organization, key)
	if err != nil {
		return nil, err
	}
	return recipientsOf(tx, organization, id)
}

func recipientsOf(tx *sqldb.ReadTx, organization int64, customerID string) (all []Recipient, err error) {
	const statement = `SELECT email, name, topics FROM email_recipients WHERE organization_id = $1 AND customer_id = $2 ORDER BY position`
	err = tx.Rows(statement, []any{organization, customerID}, func(scan func(...any) error) error {
		var r Recipient
		var topics string
		if err := scan(&r.Email, &r.Name, &topics); err != nil {
			return err
		}
		r.Topics = strings.Fields(topics)
		all = append(all, r)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the recipients of a customer: %w", err)
	}
	return all, nil
}

var insertRecipients = sqldb.NewRows("email_recipients", []string{"organization_id", "customer_id", "position", "email", "name", "topics"})

// PutRecipients replaces the recipients of a customer. It returns apierr.NotFound if there is
// no such customer.
func (s *Store) PutRecipients(tx *sqldb.Tx, organization int64, key string, all []Recipient) ([]Recipient, error) {
	id, err := s.customerOf(&tx.ReadTx, organization, key)
	if err != nil {
		return nil, err
	}
	// The customer is locked first, as its deletion does, which deletes these rows, too.
	var held string
	err = tx.Hold(`SELECT id FROM customers WHERE organization_id = $1 AND id = $2`, []any{organization, id}, &held)
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, sqldb.ErrOutrun
	}
	var before []Recipient
	if err == nil {
		before, err = recipientsOf(&tx.ReadTx, organization, id)
	}
	if err == nil {
		_, err = tx.Exec(`DELETE FROM email_recipients WHERE organization_id = $1 AND customer_id = $2`, organization, id)
	}
	var values []any
	for i, r := range all {
		values = append(values, organization, id, i, r.Email, r.Name, strings.Join(r.Topics, " "))
	}
	if err == nil {
		err = tx.InsertRows(insertRecipients, values)
	}
	if err != nil {
		return nil, fmt.Errorf("store the recipients of a customer: %w", err)
	}
	tellRecipients(tx, organization, id, before, all)
	return all, nil
}

// AppendJSON appends the recipient as it is answered.
func (r *Recipient) AppendJSON(dst []byte) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"email":`...), r.Email)
	dst = jsonvalue.AppendText(append(dst, `,"name":`...), r.Name)
	return append(jsonvalue.AppendTexts(append(dst, `,"topics":`...), r.Topics), '}')
}

// Preview is a mail that is not sent.
type Preview struct {
	Content
	To      []Recipient
	Missing []string // fields that the template uses and the record does not have
}

// Preview returns what a template makes of a record, for the first recipient. It returns
// apierr.NotFound for an unknown template or record, and apierr.Invalid for a mail that would be
// too long.
func (s *Store) Preview(ctx context.Context, organization int64, name string, body schema.Body, strict bool) (p *Preview, err error) {
	a, err := decodeAbout(previewFields, body, strict)
	if err != nil {
		return nil, apierr.Within(err, "body")
	}
	noun, reference := a.record()
	err = s.DB.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) error {
		t, err := s.Template(tx, organization, name)
		if err != nil {
			return err
		}
		subject, err := s.Read(tx, organization, noun, reference)
		if err != nil {
			return err
		}
		p, err = s.preview(tx, organization, t, subject, a.To)
		return err
	})
	return p, err
}

func (s *Store) preview(tx *sqldb.ReadTx, organization int64, t *Template, subject *Subject, to []string) (*Preview, error) {
	c, err := compile(t, s.root)
	if err != nil {
		return nil, fmt.Errorf("the stored template %s: %w", t.Name, errors.New(err.Error()))
	}
	if len(to) == 0 {
		to = t.To
	}
	p := &Preview{}
	if p.To, err = subject.recipients(tx, organization, t.Name, to); err != nil {
		return nil, err
	}
	first := &Recipient{}
	if len(p.To) > 0 {
		first = &p.To[0]
	}
	values := subject.valuesFor(first)
	p.Missing = c.missing(values)
	p.Content, err = c.render(values)
	return p, tooLong(err)
}

// tooLong returns errTooLong as an error of the input.
func tooLong(err error) error {
	if errors.Is(err, errTooLong) {
		return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Type: "value_error", Loc: []any{"body"}, Msg: "Value error, " + errTooLong.Error()}))
	}
	return err
}

// AppendJSON appends the preview as it is answered.
func (p *Preview) AppendJSON(dst []byte) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"subject":`...), p.Subject)
	dst = jsonvalue.AppendText(append(dst, `,"text":`...), p.Text)
	dst = jsonvalue.AppendText(append(dst, `,"html":`...), p.HTML)
	dst = append(dst, `,"to":[`...)
	for i := range p.To {
		if i > 0 {
			dst = append(dst, ',')
		}
		r := &p.To[i]
		dst = jsonvalue.AppendText(append(dst, `{"email":`...), r.Email)
		dst = jsonvalue.AppendText(append(dst, `,"name":`...), r.Name)
		dst = append(jsonvalue.AppendText(append(dst, `,"problem":`...), r.Problem), '}')
	}
	return append(jsonvalue.AppendTexts(append(dst, `],"missing":`...), p.Missing), '}')
}
