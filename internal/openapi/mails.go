package openapi

import (
	"net/http"

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
	deleted := object{{"description", "It is deleted."}, {"headers", object{headerReference(requestIDHeader)}}}
	template := success("The template.", "EmailTemplate", templateExample())
	recipients := success("The recipients.", "EmailRecipients", recipientsExample())
	named := func(description, example, noun string) {
		o.parameters = append(o.parameters, object{{"name", pathParameter}, {"in", "path"}, {"required", true},
			{"description", description}, {"schema", object{{"type", "string"}}}, {"example", example}})
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
	default:
		panic("the document does not know the operation of " + r.Method + " " + r.Path)
	}
	if r.Operation == api.ListTemplates || r.Operation == api.GetTemplate || r.Operation == api.GetRecipients {
		o.failures = append(o.failures, invalid("extra_forbidden", "Extra inputs are not permitted", "query", "page"))
	}
	if r.Operation.Writes() {
		o.failures = append(o.failures, apierr.New(apierr.KeyReused), exampleFailure(apierr.BadHeader),
			exampleFailure(apierr.Unreadable), apierr.BodyTooLarge(options.MaxBody))
		for _, header := range []string{preferenceHeader, replayedHeader, dryRunHeader} {
			addHeader(o.success, header)
		}
	}
	if r.Operation == api.DeleteTemplate {
		o.failures = append(o.failures, invalid("bool_parsing", "Input should be a valid boolean, unable to interpret input", "query", api.DryRunParameter))
	}
	return o.render(r)
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
	return append(object{
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
