package api

import (
	"context"
	"net/http"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
	"waybill/internal/mail"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file serves e-mails: templates, recipients, rules, the mails themselves, and suppressions.

const (
	templatesPath    = ownPath + "/email-templates"
	rulesPath        = ownPath + "/email-rules"
	emailsPath       = ownPath + "/emails"
	suppressionsPath = ownPath + "/email-suppressions"
	mailScope        = "write:emails"
)

// MailRoutes returns the routes of e-mails. A server has them only with Options.Mail. Routes
// that show records need the scopes to read them, too.
func MailRoutes() []Route {
	mails, records := []string{mailScope}, []string{mailScope, "read:customers", "read:loads", "read:carriers"}
	customers := []string{mailScope, "read:customers"}
	recipients, template := ownPath+"/customers"+AnySegment+"/recipients", templatesPath+AnySegment
	rule, email, suppression := rulesPath+AnySegment, emailsPath+AnySegment, suppressionsPath+AnySegment
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
		route(http.MethodGet, rulesPath, ListRules, mails, listRules),
		route(http.MethodGet, rule, GetRule, mails, getRule),
		route(http.MethodPut, rule, PutRule, records, putRule),
		route(http.MethodDelete, rule, DeleteRule, mails, deleteRule),
		route(http.MethodPost, emailsPath, SendEmail, records, sendEmail),
		route(http.MethodGet, emailsPath, ListEmails, records, listEmails),
		route(http.MethodGet, email, GetEmail, records, getEmail),
		route(http.MethodPost, email+"/resend", ResendEmail, records, resendEmail),
		route(http.MethodGet, suppressionsPath, ListSuppressions, mails, listSuppressions),
		route(http.MethodPut, suppression, PutSuppression, mails, putSuppression),
		route(http.MethodDelete, suppression, DeleteSuppression, mails, deleteSuppression),
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
	return one(ctx, b, c, b.mail.Template, (*mail.Template).AppendJSON)
}

// one answers with what the path names.
func one[T any](ctx context.Context, b *backend, c *call, read func(*sqldb.ReadTx, int64, string) (*T, error), render func(*T, []byte) []byte) (*answer, error) {
	if err := withoutParameters(c); err != nil {
		return nil, err
	}
	var found *T
	err := b.reads.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		found, err = read(tx, c.principal.Organization, c.segment)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ok(render(found, buffer(1))), nil
}

func putTemplate(ctx context.Context, b *backend, c *call) (*answer, error) {
	return puts(mail.DecodeTemplate, b.mail.PutTemplate, (*mail.Template).AppendJSON).handle(ctx, b, c)
}

func deleteTemplate(ctx context.Context, b *backend, c *call) (*answer, error) {
	return deletes(b.mail.DeleteTemplate).handle(ctx, b, c)
}

// puts returns a write that puts what the path names.
func puts[T any](decode func(schema.Body, bool) (*T, error), put func(*sqldb.Tx, int64, string, *T) (*T, error), render func(*T, []byte) []byte) write[*T, *T] {
	return write[*T, *T]{
		decode: decode,
		apply:  func(tx *sqldb.Tx, t target, input *T) (*T, error) { return put(tx, t.organization, t.key, input) },
		answer: func(put *T) *answer { return ok(render(put, buffer(1))) },
	}
}

// deletes returns a write that deletes what the path names.
func deletes(remove func(tx *sqldb.Tx, organization int64, key string) error) write[struct{}, struct{}] {
	return write[struct{}, struct{}]{
		apply: func(tx *sqldb.Tx, t target, _ struct{}) (struct{}, error) {
			return struct{}{}, remove(tx, t.organization, t.key)
		},
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

func listRules(ctx context.Context, b *backend, c *call) (*answer, error) {
	return listOf(ctx, b, c, func(tx *sqldb.ReadTx) ([]mail.Rule, error) {
		return b.mail.Rules(tx, c.principal.Organization)
	}, func(dst []byte, r *mail.Rule) []byte { return r.AppendJSON(dst) })
}

func getRule(ctx context.Context, b *backend, c *call) (*answer, error) {
	return one(ctx, b, c, b.mail.Rule, (*mail.Rule).AppendJSON)
}

func putRule(ctx context.Context, b *backend, c *call) (*answer, error) {
	return puts(mail.DecodeRule, b.mail.PutRule, (*mail.Rule).AppendJSON).handle(ctx, b, c)
}

func deleteRule(ctx context.Context, b *backend, c *call) (*answer, error) {
	return deletes(b.mail.DeleteRule).handle(ctx, b, c)
}

// sendEmail queues mails. They are made before the transaction, from one snapshot.
func sendEmail(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[*mail.Order, []mail.Email]{
		decode: mail.DecodeOrder,
		prepare: func(ctx context.Context, b *backend, c *call, input *mail.Order) error {
			return b.mail.Compose(ctx, c.principal.Organization, input)
		},
		apply: func(tx *sqldb.Tx, t target, input *mail.Order) ([]mail.Email, error) {
			return b.mail.Enqueue(tx, t.organization, input)
		},
		answer: func(all []mail.Email) *answer {
			return &answer{status: http.StatusAccepted, body: append(appendItems(buffer(len(all)), all, appendEmail), '}')}
		},
	}.handle(ctx, b, c)
}

// MailParameters describes the parameters of the lists of mails and of suppressions.
func MailParameters(o Operation) []*schema.Filter {
	if o == ListSuppressions {
		return []*schema.Filter{{Name: "after", Doc: "Only addresses after this one: the `next` of the page before.", Property: schema.Property{Type: "string"}}, limitParameter()}
	}
	return newestParameters("mails", mail.Statuses())
}

func listEmails(ctx context.Context, b *backend, c *call) (*answer, error) {
	return listNewest(ctx, b, c, mail.Statuses(), b.mail.Emails, func(e *mail.Email) string { return e.ID }, appendEmail)
}

// appendEmail appends a mail without its text.
func appendEmail(dst []byte, e *mail.Email) []byte { return e.AppendJSON(dst, false) }

// listed reads a list in the time of lists.
func (b *backend) listed(ctx context.Context, c *call, read func(*sqldb.ReadTx) error) error {
	ctx, cancel := context.WithTimeout(ctx, b.listTimeout)
	defer cancel()
	return b.readList(ctx, false, c.principal.Organization, read)
}

// appendNext appends where the next page begins, and the end of the object.
func appendNext(dst []byte, next string) []byte {
	if next == "" {
		return append(dst, `,"next":null}`...)
	}
	return append(jsonvalue.AppendText(append(dst, `,"next":`...), next), '}')
}

func getEmail(ctx context.Context, b *backend, c *call) (*answer, error) {
	return one(ctx, b, c, b.mail.GetEmail, appendWhole)
}

func appendWhole(e *mail.Email, dst []byte) []byte { return e.AppendJSON(dst, true) }

func resendEmail(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[struct{}, *mail.Email]{
		apply: func(tx *sqldb.Tx, t target, _ struct{}) (*mail.Email, error) {
			return b.mail.Resend(tx, t.organization, t.key)
		},
		answer: func(e *mail.Email) *answer {
			return &answer{status: http.StatusAccepted, body: appendWhole(e, buffer(1))}
		},
	}.handle(ctx, b, c)
}

func listSuppressions(ctx context.Context, b *backend, c *call) (*answer, error) {
	after, limit := "", int64(usualItems)
	p := parseQuery(c.Request)
	p.Text("after", &after)
	p.Integer("limit", &limit, 1, mostItems)
	if err := apierr.InvalidInput(p.Broken()); err != nil {
		return nil, err
	}
	var all []mail.Suppression
	err := b.listed(ctx, c, func(tx *sqldb.ReadTx) (err error) {
		all, err = b.mail.Suppressions(tx, c.principal.Organization, after, limit)
		return err
	})
	if err != nil {
		return nil, err
	}
	next := ""
	if int64(len(all)) == limit {
		next = all[len(all)-1].Email
	}
	body := appendItems(buffer(len(all)), all, func(dst []byte, s *mail.Suppression) []byte { return s.AppendJSON(dst) })
	return ok(appendNext(body, next)), nil
}

func putSuppression(ctx context.Context, b *backend, c *call) (*answer, error) {
	return write[struct{}, *mail.Suppression]{
		apply: func(tx *sqldb.Tx, t target, _ struct{}) (*mail.Suppression, error) {
			return b.mail.PutSuppression(tx, t.organization, t.key)
		},
		answer: func(put *mail.Suppression) *answer { return ok(put.AppendJSON(buffer(1))) },
	}.handle(ctx, b, c)
}

func deleteSuppression(ctx context.Context, b *backend, c *call) (*answer, error) {
	return deletes(b.mail.DeleteSuppression).handle(ctx, b, c)
}
