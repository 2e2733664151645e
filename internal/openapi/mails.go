package openapi

import (
	"net/http"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/mail"
)

// This file describes the routes of api.MailRoutes.

const mailsTag = "E-mails"

func mailsTags() []object {
	return []object{{{"name", mailsTag}, {"description", "E-mails about loads and customers. Servers without `--smtp` have none of these routes."}}}
}

const (
	exampleTemplateName = "load_delivered"
	exampleCustomerKey  = "CUST-ACME-001"
)

// mailOperation describes a route of e-mails.
func mailOperation(r *api.Route, options Options) object {
	o := operation{tag: mailsTag, status: http.StatusOK}
	deleted := deletedAnswer()
	template := success("The template.", "EmailTemplate", templateExample())
	recipients := success("The recipients.", "EmailRecipients", recipientsExample())
	named := func(description, example, noun string) {
		o.parameters = append(o.parameters, mailNameParameter(description, example))
		o.failures = append(o.failures, apierr.MissingRecord(noun, example))
	}
	switch r.Operation {
	case api.GetRecipients, api.PutRecipients:
		o.id, o.summary, o.success = "getEmailRecipients", "Get the recipients of a customer", recipients
		if r.Operation == api.PutRecipients {
			o.id, o.summary, o.body = "putEmailRecipients", "Set the recipients of a customer", requestBody("EmailRecipientsPut", recipientsExample())
			o.description = "To whom mails to the customer go, 20 at most. They are no part of the customer, and are deleted with it."
			o.failures = append(o.failures, invalid("value_error", "Value error, must be an e-mail address", "body", "recipients", 0, "email"))
		}
		named("The customer's `"+pathParameter+"`, or else its `id`.", exampleCustomerKey, "Customer")
	case api.ListTemplates:
		o.id, o.summary = "listEmailTemplates", "List the templates of mails"
		o.success = success("All templates by name, and then the shipped ones that were not changed.", "EmailTemplateList", webhookItems(templateExample()))
	case api.GetTemplate:
		o.id, o.summary, o.success = "getEmailTemplate", "Get a template", template
		named("The name of the template.", exampleTemplateName, mail.TemplateNoun)
	case api.PutTemplate:
		o.id, o.summary, o.success = "putEmailTemplate", "Create or replace a template", template
		o.description = "A template has fields such as `{{.customer.phone}}`, `{{if}}` with a field, and `{{range}}` over a list such as `.load.stops`. " +
			"Anything else is refused, with the line and the column."
		o.body = requestBody("EmailTemplatePut", object{{"subject", "Load {{.load.external_reference_id}}"}, {"text", "We reach you at {{.customer.phone}}."}})
		named("The name of the template.", exampleTemplateName, mail.TemplateNoun)
		o.failures = []*apierr.Error{invalid("value_error", "Value error, line 1, column 3: there is no field .customer.phon", "body", "text"),
			{Kind: apierr.Referenced, Text: "Cannot create template: the organization has 100"}}
	case api.DeleteTemplate:
		o.id, o.summary, o.status, o.success = "deleteEmailTemplate", "Delete a template", http.StatusNoContent, deleted
		o.description = "A shipped template that was changed is then as it was shipped."
		named("The name of the template.", exampleTemplateName, mail.TemplateNoun)
	case api.PreviewTemplate:
		o.id, o.summary = "previewEmailTemplate", "Preview a mail"
		o.description = "Nothing is sent."
		o.body = requestBody("EmailPreviewRequest", object{{"load", "LOAD-2026-0001"}})
		o.success = success("What the template makes of the record.", "EmailPreview", object{
			{"subject", "Load LOAD-2026-0001 is delivered"}, {"text", "We reach you at 312-555-0100."}, {"html", ""},
			{"to", []object{{{"email", "jane@example.com"}, {"name", "Jane Doe"}, {"problem", ""}}}}, {"missing", []string{"recipient.name"}}})
		named("The name of the template.", exampleTemplateName, mail.TemplateNoun)
		o.failures = append(o.failures, invalid("value_error", "Value error, send load or customer, and not both", "body"),
			exampleFailure(apierr.Unreadable), apierr.BodyTooLarge(options.MaxBody))
	case api.ListRules, api.GetRule, api.PutRule, api.DeleteRule:
		o.describeRule(r.Operation, named)
	case api.SendEmail, api.ListEmails, api.GetEmail, api.ResendEmail:
		o.describeEmail(r.Operation, named)
	case api.ListSuppressions, api.PutSuppression, api.DeleteSuppression:
		o.describeSuppression(r.Operation, named)
	default:
		panic("the document does not know the operation of " + r.Method + " " + r.Path)
	}
	if r.Method == http.MethodGet {
		o.failures = append(o.failures, invalid("extra_forbidden", "Extra inputs are not permitted", "query", "page"))
	}
	if r.Operation.Writes() {
		o.failures = append(o.failures, apierr.New(apierr.KeyReused), exampleFailure(apierr.BadHeader),
			exampleFailure(apierr.Unreadable), apierr.BodyTooLarge(options.MaxBody))
		for _, header := range []string{preferenceHeader, replayedHeader, dryRunHeader} {
			addHeader(o.success, header)
		}
	}
	if r.Operation.Writes() && !r.Operation.TakesBody() && r.Operation != api.PutSuppression {
		o.failures = append(o.failures, invalid("bool_parsing", "Input should be a valid boolean, unable to interpret input", "query", api.DryRunParameter))
	}
	return o.render(r)
}

type namePath func(description, example, noun string)

func (o *operation) describeRule(of api.Operation, named namePath) {
	rule := success("The rule.", "EmailRule", ruleExample())
	switch of {
	case api.ListRules:
		o.id, o.summary, o.success = "listEmailRules", "List the rules", success("All rules by name.", "EmailRuleList", webhookItems(ruleExample()))
		return
	case api.GetRule:
		o.id, o.summary, o.success = "getEmailRule", "Get a rule", rule
	case api.PutRule:
		o.id, o.summary, o.success = "putEmailRule", "Create or replace a rule", rule
		o.description = "A new rule makes mails of the events from now on. One that is replaced goes on where it is."
		o.body = requestBody("EmailRulePut", object{{"on", "load.updated"}, {"changed", "status"}, {"status", "DELIVERED"}, {"template", exampleTemplateName}})
		o.failures = append(o.failures, invalid("value_error", "Value error, there is no such template", "body", "template"),
			&apierr.Error{Kind: apierr.Referenced, Text: "Cannot create rule: the organization has 50"})
		o.parameters = append(o.parameters, mailNameParameter("The name of the rule.", exampleRuleName))
		return
	default:
		o.id, o.summary, o.status = "deleteEmailRule", "Delete a rule", http.StatusNoContent
		o.description = "Mails that it has queued are sent."
		o.success = deletedAnswer()
	}
	named("The name of the rule.", exampleRuleName, mail.RuleNoun)
}

func (o *operation) describeEmail(of api.Operation, named namePath) {
	switch of {
	case api.SendEmail:
		o.id, o.summary, o.status = "sendEmail", "Send mails", http.StatusAccepted
		o.description = "Each recipient gets a mail of its own, which is queued. Send an `Idempotency-Key`, so that a request that is repeated sends nothing twice."
		o.body = requestBody("EmailSend", object{{"template", exampleTemplateName}, {"load", "LOAD-2026-0001"}})
		o.success = success("The mails that are queued, and those that are not, with a problem.", "EmailsQueued", webhookItems(emailExample(false)))
		o.failures = append(o.failures, invalid("value_error", "Value error, nobody gets the mail: there are no recipients", "body", "to"),
			apierr.MissingRecord("Load", "LOAD-2026-0001"), &apierr.Error{Kind: apierr.Referenced, Text: "Cannot queue mails: the organization has 10000 in its queue"})
		return
	case api.ListEmails:
		o.id, o.summary, o.parameters = "listEmails", "List mails", queryParameters(api.MailParameters(of))
		o.success = success("A page, newest first.", "EmailPage", object{{"items", []any{emailExample(false)}}, {"next", nil}})
		return
	case api.GetEmail:
		o.id, o.summary, o.success = "getEmail", "Get a mail", success("The mail with its text.", "EmailWithText", emailExample(true))
	default:
		o.id, o.summary, o.status = "resendEmail", "Send a mail again", http.StatusAccepted
		o.description = "For mails that are `uncertain`, `failed` or `stale`. One that is `uncertain` may come twice."
		o.success = success("The mail is queued.", "EmailWithText", emailExample(true))
		o.failures = append(o.failures, &apierr.Error{Kind: apierr.Referenced, Text: "Cannot resend e-mail: its status is sent, or it has no text"})
	}
	named("The mail's `id`.", exampleEmail, mail.EmailNoun)
}

func (o *operation) describeSuppression(of api.Operation, named namePath) {
	example := object{{"email", exampleAddress}, {"reason", mail.ByUnsubscribed}, {"email_id", exampleEmail}, {"created_at", exampleTime}}
	switch of {
	case api.ListSuppressions:
		o.id, o.summary, o.parameters = "listEmailSuppressions", "List the addresses that get no mails", queryParameters(api.MailParameters(of))
		o.success = success("A page, by address.", "EmailSuppressionPage", object{{"items", []any{example}}, {"next", nil}})
	case api.PutSuppression:
		o.id, o.summary, o.success = "putEmailSuppression", "Let an address get no mails", success("The suppression.", "EmailSuppression", example)
		o.parameters = append(o.parameters, mailNameParameter("The address.", exampleAddress))
		o.failures = append(o.failures, invalid("value_error", "Value error, must be an e-mail address", "body", "email"))
	default:
		o.id, o.summary, o.status, o.success = "deleteEmailSuppression", "Let an address get mails again", http.StatusNoContent, deletedAnswer()
		named("The address.", exampleAddress, mail.SuppressionNoun)
	}
}

func mailNameParameter(description, example string) object {
	return object{{"name", pathParameter}, {"in", "path"}, {"required", true},
		{"description", description}, {"schema", object{{"type", "string"}}}, {"example", example}}
}

func deletedAnswer() object {
	return object{{"description", "It is deleted."}, {"headers", object{headerReference(requestIDHeader)}}}
}

const (
	exampleRuleName = "delivered"
	exampleAddress  = "jane@example.com"
	exampleEmail    = "mail_0ra6mcbqg0r2s00058fvoq1g"
)

func ruleExample() any {
	at, _ := time.Parse(time.RFC3339, exampleTime) // a constant
	r := mail.Rule{Name: exampleRuleName, CreatedAt: at, UpdatedAt: at, On: "load.updated", Changed: "status", Status: "DELIVERED", Template: exampleTemplateName}
	return jsontext.Value(r.AppendJSON(nil))
}

func emailExample(whole bool) any {
	at, _ := time.Parse(time.RFC3339, exampleTime) // a constant
	e := mail.Email{ID: exampleEmail, CreatedAt: at, UpdatedAt: at, Status: mail.Sent, Template: exampleTemplateName, Rule: exampleRuleName, Sequence: 42,
		Noun: "load", Reference: "LOAD-2026-0001", To: mail.Recipient{Email: exampleAddress, Name: "Jane Doe"}, Attempts: 1, SentAt: at,
		Content: mail.Content{Subject: "Load LOAD-2026-0001", Text: "We reach you at 312-555-0100."}}
	return jsontext.Value(e.AppendJSON(nil, whole))
}

func templateExample() any {
	t := mail.Template{Name: exampleTemplateName, To: []string{"customer"}, Subject: "Load {{.load.external_reference_id}}",
		Text: "We reach you at {{.customer.phone}}.", HTML: "<p>We reach you at {{.customer.phone}}.</p>"}
	return jsontext.Value(t.AppendJSON(nil))
}

func recipientsExample() any {
	r := mail.Recipient{Email: "jane@example.com", Name: "Jane Doe", Topics: []string{exampleTemplateName}}
	return object{{"recipients", []any{jsontext.Value(r.AppendJSON(nil))}}}
}

// mailSchemas are the components of e-mails.
func mailSchemas() object {
	text := object{{"type", "string"}}
	items := func(name, item, description string) member {
		return member{name, structure(description, member{"items", list(component("schemas/" + item))})}
	}
	template := append([]member{{"name", text}}, answered.properties("EmailTemplate", mail.TemplateFields())...)
	orNull := func(name, description string) member {
		return member{name, object{{"type", []string{"string", "null"}}, {"format", "date-time"}, {"description", description}}}
	}
	next := member{"next", object{{"type", []string{"string", "null"}}, {"description", "Where the next page begins, or null at the end."}}}
	rule := append([]member{{"name", text}}, answered.properties("EmailRule", mail.RuleFields())...)
	email := []member{
		{"id", text},
		{"status", object{{"type", "string"}, {"enum", mail.Statuses()}, {"description", "What became of the mail. Nobody knows whether one that is `uncertain` was sent: the server ended, or got no answer, while it sent it."}}},
		{"template", text}, {"rule", described(text, "The rule that has made the mail; empty for a request.")},
		{"sequence", described(wholeNumber(0), "The event that the rule has made it of; otherwise 0.")},
		{"resource", described(text, "What it is about: `load`, `customer` or `carrier`.")}, {"external_reference_id", text},
		{"email", text}, {"name", text}, {"subject", text}, {"attempts", wholeNumber(0)},
		{"problem", described(text, "Why it was not sent; otherwise empty.")},
		timeProperty("created_at", "When it was asked for, or when its event happened."),
		timeProperty("updated_at", "When its status has changed."),
		orNull("due_at", "When it is tried next."),
		orNull("sent_at", "When the SMTP server has taken it."),
	}
	withText := slices.Concat(email, []member{{"text", text}, {"html", described(text, "Empty for none.")}})
	return append(object{
		{"EmailRule", structure("A rule that makes mails of events.", append(rule,
			timeProperty("created_at", "When it was made."), timeProperty("updated_at", "When it was last changed."))...)},
		{"EmailRulePut", sent.object("EmailRule", "A rule that makes mails of events.", mail.RuleFields())},
		items("EmailRuleList", "EmailRule", "All rules."),
		{"Email", structure("A mail.", email...)},
		{"EmailWithText", structure("A mail with its text.", withText...)},
		{"EmailSend", sent.object("Email", "The mails to send.", mail.SendFields())},
		items("EmailsQueued", "Email", "The mails of a request."),
		{"EmailPage", structure("A page of mails.", member{"items", list(component("schemas/Email"))}, next)},
		{"EmailSuppression", structure("An address that gets no mails.", member{"email", text},
			member{"reason", object{{"type", "string"}, {"enum", []string{mail.ByClient, mail.ByRefusal, mail.ByUnsubscribed}}}},
			member{"email_id", described(text, "The mail that was refused or unsubscribed from; empty for none.")},
			timeProperty("created_at", "Since when."))},
		{"EmailSuppressionPage", structure("A page of suppressions.", member{"items", list(component("schemas/EmailSuppression"))}, next)},
		{"EmailRecipients", structure("To whom mails to a customer go.", answered.properties("Email", mail.RecipientFields())...)},
		{"EmailRecipientsPut", sent.object("Email", "To whom mails to a customer go.", mail.RecipientFields())},
		{"EmailTemplate", structure("A template of mails.", append(template,
			member{"shipped", object{{"type", "boolean"}, {"description", "Whether the template is one that every organization has, unchanged."}}})...)},
		{"EmailTemplatePut", sent.object("EmailTemplate", "A template of mails.", mail.TemplateFields())},
		items("EmailTemplateList", "EmailTemplate", "All templates."),
		{"EmailPreviewRequest", sent.object("Email", "The record that a mail is about.", mail.PreviewFields())},
		{"EmailPreview", structure("A mail that is not sent.",
			member{"subject", text}, member{"text", text}, member{"html", described(text, "Empty for a mail with a text only.")},
			member{"to", list(structure("To whom the mail would go.", member{"email", text}, member{"name", text},
				member{"problem", described(text, "Why the mail would not go there; otherwise empty.")}))},
			member{"missing", described(list(text), "The fields that the template uses and the record does not have.")})},
	}, nested("Email", "customer", mail.RecipientFields())...)
}
