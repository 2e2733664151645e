package mail

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"waybill/internal/apierr"
	"waybill/internal/schema"
)

const (
	// MostRecipients is how many recipients a customer may have.
	MostRecipients = 20
	longestName    = 255
	mostTo         = 10
	namePattern    = `^[a-z][a-z0-9_]{0,49}$`
)

var isName = regexp.MustCompile(namePattern).MatchString

// Template makes mails of records.
type Template struct {
	Name      string
	To        []string // roles and addresses, to whom a mail goes that names nobody
	Subject   string
	Text      string
	HTML      string // empty for none
	IsShipped bool   // it is one that every organization has, unchanged
}

func toField[T any](at func(*T) *[]string) *schema.TextsField[T] {
	return schema.Texts("to", at, mostTo, 254, `^\S+$`).Example(roleCustomer)
}

var templateFields = schema.NewObject(
	schema.Text("subject", func(t *Template) *string { return &t.Subject }).Length(1, 1000).Required().
		Doc("The template of the subject.").Example("Load {{.load.external_reference_id}}"),
	schema.Text("text", func(t *Template) *string { return &t.Text }).Length(1, mostSource).Required().
		Doc("The template of the text.").Example("We reach you at {{.customer.phone}}."),
	schema.Text("html", func(t *Template) *string { return &t.HTML }).Default("").MaxLength(mostSource).
		Doc("The template of the HTML. Without one, mails have a text only.").Example("<p>We reach you at {{.customer.phone}}.</p>"),
	toField(func(t *Template) *[]string { return &t.To }).
		Doc("To whom mails go that name nobody: e-mail addresses, and the roles `customer`, `sales_rep`, `dispatcher_rep` and `carrier_contacts`. None is `customer`."),
)

// TemplateFields describes the fields of a template that a client sends.
func TemplateFields() []schema.Described { return templateFields.Describe() }

// DecodeTemplate reads a template, which Store.PutTemplate judges.
func DecodeTemplate(body schema.Body, strict bool) (*Template, error) {
	input, err := templateFields.Decode(body, schema.Rules{Purpose: schema.Create, Strict: strict})
	t := &input.Value
	if err != nil {
		return nil, err
	}
	if len(t.To) == 0 {
		t.To = []string{roleCustomer}
	}
	t.To, err = checkTo(t.To)
	return t, err
}

// checkTo returns roles and addresses in the form in which they are stored.
func checkTo(to []string) ([]string, error) {
	var broken apierr.Details
	checked := make([]string, len(to))
	for i, word := range to {
		checked[i] = word
		if slices.Contains(Roles(), word) {
			continue
		}
		address, err := ParseAddress(word)
		if err != nil {
			broken.Add(apierr.Detail{Type: "value_error", Loc: []any{"to", i},
				Msg: "Value error, must be an e-mail address, or one of " + strings.Join(Roles(), ", ")})
		}
		checked[i] = address
	}
	return checked, apierr.InvalidInput(broken)
}

// checkName returns the error of a name in a path that a template or a rule cannot have.
func checkName(noun, name string) error {
	if isName(name) {
		return nil
	}
	return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Type: "value_error", Loc: []any{"name"},
		Msg: fmt.Sprintf("Value error, the name of a %s must match %s", strings.ToLower(noun), namePattern)}))
}

// Recipient is to whom mails go.
type Recipient struct {
	Email   string
	Name    string   // empty for none
	Topics  []string // names of templates; none for all
	Problem string   // why a mail does not go there; not stored
}

type recipientList struct{ all []Recipient }

var recipientFields = schema.NewObject(
	schema.List("recipients", "", func(l *recipientList) *[]Recipient { return &l.all },
		schema.Text("email", func(r *Recipient) *string { return &r.Email }).Length(3, 254).Required().Check(checkAddress).
			Doc("The address.").Example("jane@example.com"),
		schema.Text("name", func(r *Recipient) *string { return &r.Name }).Default("").MaxLength(longestName).Check(checkPrintable).
			Doc("The name of the person.").Example("Jane Doe"),
		schema.Texts("topics", func(r *Recipient) *[]string { return &r.Topics }, mostTo, 50, namePattern).
			Doc("The names of the templates whose mails go there; none is all.").Example("load_delivered")).
		Length(0, MostRecipients).Check(differ).Required().
		Doc("To whom mails to the customer go."),
)

// RecipientFields describes the body of a request that sets the recipients of a customer.
func RecipientFields() []schema.Described { return recipientFields.Describe() }

// DecodeRecipients reads the recipients of a customer.
func DecodeRecipients(body schema.Body, strict bool) ([]Recipient, error) {
	input, err := recipientFields.Decode(body, schema.Rules{Purpose: schema.Create, Strict: strict})
	return input.Value.all, err
}

func checkAddress(text *string) (err error) {
	*text, err = ParseAddress(*text)
	return err
}

func checkPrintable(text *string) error {
	if strings.ContainsFunc(*text, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
		return errors.New("must have no control characters")
	}
	return nil
}

func differ(all []Recipient) error {
	seen := map[string]bool{}
	for i := range all {
		key := folded(all[i].Email)
		if seen[key] {
			return fmt.Errorf("the address %s stands there twice", all[i].Email)
		}
		seen[key] = true
	}
	return nil
}

// about says which record a mail is about, and to whom it goes.
type about struct {
	Load, Customer *string
	Template       string
	To             []string
}

func aboutFields(more ...schema.Field[about]) []schema.Field[about] {
	return append(more,
		schema.OptionalText("load", func(a *about) **string { return &a.Load }).Length(1, 255).
			Doc("The external reference of a load. Send it or `customer`.").Example("LOAD-2026-0001"),
		schema.OptionalText("customer", func(a *about) **string { return &a.Customer }).Length(1, 255).
			Doc("The external reference of a customer, for a mail without a load."),
		toField(func(a *about) *[]string { return &a.To }).
			Doc("To whom the mail goes instead of the `to` of the template."))
}

func decodeAbout(fields *schema.Object[about], body schema.Body, strict bool) (*about, error) {
	input, err := fields.Decode(body, schema.Rules{Purpose: schema.Create, Strict: strict})
	a := &input.Value
	if err != nil {
		return nil, err
	}
	if (a.Load == nil) == (a.Customer == nil) {
		return nil, apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Type: "value_error", Loc: []any{},
			Msg: "Value error, send load or customer, and not both"}))
	}
	a.To, err = checkTo(a.To)
	return a, err
}

// record returns the noun and the reference of the record.
func (a *about) record() (noun, reference string) {
	if a.Load != nil {
		return nounLoad, *a.Load
	}
	return nounCustomer, *a.Customer
}

var previewFields = schema.NewObject(aboutFields()...)

// PreviewFields describes the body of a request for a preview.
func PreviewFields() []schema.Described { return previewFields.Describe() }
