package api

import (
	"context"
	"net/http"

	"waybill/internal/apierr"
	"waybill/internal/mail"
	"waybill/internal/sqldb"
)

// This file serves what e-mails are made of: templates and recipients.

const (
	templatesPath = ownPath + "/email-templates"
	mailScope     = "write:emails"
)

// MailRoutes returns the routes of e-mails. A server has them only with Options.Mail. Routes
// that show records need the scopes to read them, too.
func MailRoutes() []Route {
	mails, records := []string{mailScope}, []string{mailScope, "read:customers", "read:loads", "read:carriers"}
	customers := []string{mailScope, "read:customers"}
	recipients, template := ownPath+"/customers"+AnySegment+"/recipients", templatesPath+AnySegment
	route := func(method, path string, operation Operation, scopes []string, handle handler) Route {
		return Route{method, path, operation, scopes, apierr.DetailEnvelope, handle}
	}
	return []Route{
		route(http.MethodGet, recipients, GetRecipients, customers, listRecipients),
		route(http.MethodPut, recipients, PutRecipients, customers, putRecipients),
		route(http.MethodGet, templatesPath, ListTemplates, mails, listTemplates),
		route(http.MethodGet, template, GetTemplate, mails, getTemplate),
		route(http.MethodPut, template, PutTemplate, mails, putTemplate),
		route(http.MethodDelete, template, DeleteTemplate, mails, deleteTemplate),
		route(http.MethodPost, template+"/preview", PreviewTemplate, records, previewTemplate),
	}
}

// MailResources returns those of the groups that mails show.
func MailResources(groups []Group) (all []mail.Resource) {
	for _, g := range groups {
		all = append(all, mail.Resource{Noun: g.noun, Fields: g.Resource.Fields, Read: g.read})
	}
	return all
}

func appendRecipients(all []mail.Recipient) []byte {
	body := append(buffer(len(all)), `{"recipients":[`...)
	for i := range all {
		if i > 0 {
			body = append(body, ',')
		}
		body = all[i].AppendJSON(body)
	}
	return append(body, "]}"...)
}

func listRecipients(ctx context.Context, b *backend, c *call) (*answer, error) {
	if err := withoutParameters(c); err != nil {
		return nil, err
	}
	var all []mail.Recipient
	err := b.reads.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) (err error) {
		all, err = b.mail.CustomerRecipients(tx, c.principal.Organization, c.segment)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ok(appendRecipients(all)), nil
}

func putRecipients(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[[]mail.Recipient, []mail.Recipient]{
		decode: mail.DecodeRecipients,
		apply: func(tx *sqldb.Tx, t target, all []mail.Recipient) ([]mail.Recipient, error) {
			return b.mail.PutRecipients(tx, t.organization, t.key, all)
		},
		answer: func(all []mail.Recipient) *answer { return ok(appendRecipients(all)) },
	}.handle(ctx, b, c)
}

func listTemplates(ctx context.Context, b *backend, c *call) (*answer, error) {
	return listOf(ctx, b, c, func(tx *sqldb.ReadTx) ([]mail.Template, error) {
		return b.mail.Templates(tx, c.principal.Organization)
	}, func(dst []byte, t *mail.Template) []byte { return t.AppendJSON(dst) })
}

func getTemplate(ctx context.Context, b *backend, c *call) (*answer, error) {
	if err := withoutParameters(c); err != nil {
		return nil, err
	}
	var found *mail.Template
	err := b.reads.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		found, err = b.mail.Template(tx, c.principal.Organization, c.segment)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ok(found.AppendJSON(buffer(1))), nil
}

func putTemplate(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[*mail.Template, *mail.Template]{
		decode: mail.DecodeTemplate,
		apply: func(tx *sqldb.Tx, t target, input *mail.Template) (*mail.Template, error) {
			return b.mail.PutTemplate(tx, t.organization, t.key, input)
		},
		answer: func(put *mail.Template) *answer { return ok(put.AppendJSON(buffer(1))) },
	}.handle(ctx, b, c)
}

func deleteTemplate(ctx context.Context, b *backend, c *call) (*answer, error) {
	return deletes(func(tx *sqldb.Tx, t target) error { return b.mail.DeleteTemplate(tx, t.organization, t.key) }).handle(ctx, b, c)
}

// deletes returns a write that deletes what the path names.
func deletes(apply func(*sqldb.Tx, target) error) write[struct{}, struct{}] {
	return write[struct{}, struct{}]{
		apply:  func(tx *sqldb.Tx, t target, _ struct{}) (struct{}, error) { return struct{}{}, apply(tx, t) },
		answer: func(struct{}) *answer { return &answer{status: http.StatusNoContent} },
	}
}

func previewTemplate(ctx context.Context, b *backend, c *call) (*answer, error) {
	if err := withoutParameters(c); err != nil {
		return nil, err
	}
	body, err := readWhole(&b.bodies, c)
	if err != nil {
		return nil, err
	}
	strict := prefersStrict(c.Header["Prefer"])
	if strict {
		c.header["Preference-Applied"] = handlingStrict
	}
	p, err := b.mail.Preview(ctx, c.principal.Organization, c.segment, bodyOf(c.Request, body), strict)
	if err != nil {
		return nil, err
	}
	return ok(p.AppendJSON(buffer(1))), nil
}
