package mail

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Status says what became of a mail.
type Status string

// The statuses of a mail.
const (
	Queued     Status = "queued"     // it is going to be sent
	Sending    Status = "sending"    // it is being sent
	Sent       Status = "sent"       // the SMTP server has taken it
	Failed     Status = "failed"     // it was not sent
	Uncertain  Status = "uncertain"  // nobody knows whether it was sent
	Suppressed Status = "suppressed" // its address gets no mails
	Stale      Status = "stale"      // it was a day old, and was not sent
)

// Statuses returns all statuses.
func Statuses() []string {
	return []string{string(Queued), string(Sending), string(Sent), string(Failed), string(Uncertain), string(Suppressed), string(Stale)}
}

const (
	// EmailNoun is the noun of mails in errors.
	EmailNoun = "E-mail"
	// MostQueued is how many mails of an organization may be queued.
	MostQueued = 10_000
	// staleAfter is how old a mail of a rule may be when it is sent.
	staleAfter = 24 * time.Hour
	// keptFor is for how long finished mails are kept.
	keptFor = 30 * 24 * time.Hour
)

// Email is a mail of an organization.
type Email struct {
	Organization         int64
	ID                   string
	CreatedAt, UpdatedAt time.Time
	Status               Status
	Template             string
	Rule                 string // empty for a mail that a client has asked for
	Sequence             int64  // of the event of the rule
	Noun, RecordID       string // of the record that it is about
	Reference            string
	Customer, Carrier    string // the references of those that its text may show
	To                   Recipient
	Content
	Attempts int64
	DueAt    time.Time
	SentAt   time.Time
	Problem  string // why it was not sent; otherwise empty
}

const emailColumns = `organization_id, id, created_at, updated_at, status, template, rule, seq, resource, record_id, reference,
	customer, carrier, email, name, subject, body_text, body_html, attempts, due_at, sent_at, problem`

func (e *Email) scan(scan func(...any) error) error {
	var created, updated, due, at int64
	var status string
	err := scan(&e.Organization, &e.ID, &created, &updated, &status, &e.Template, &e.Rule, &e.Sequence, &e.Noun, &e.RecordID, &e.Reference,
		&e.Customer, &e.Carrier, &e.To.Email, &e.To.Name, &e.Subject, &e.Text, &e.HTML, &e.Attempts, &due, &at, &e.Problem)
	e.CreatedAt, e.UpdatedAt, e.DueAt, e.SentAt, e.Status = sqldb.TimeOf(created), sqldb.TimeOf(updated), sqldb.TimeOf(due), sqldb.TimeOf(at), Status(status)
	return err
}

// AppendJSON appends the mail as it is answered; whole is with its text.
func (e *Email) AppendJSON(dst []byte, whole bool) []byte {
	dst = jsonvalue.AppendText(append(dst, `{"id":`...), e.ID)
	dst = jsonvalue.AppendText(append(dst, `,"status":`...), string(e.Status))
	dst = jsonvalue.AppendText(append(dst, `,"template":`...), e.Template)
	dst = jsonvalue.AppendText(append(dst, `,"rule":`...), e.Rule)
	dst = strconv.AppendInt(append(dst, `,"sequence":`...), e.Sequence, 10)
	dst = jsonvalue.AppendText(append(dst, `,"resource":`...), e.Noun)
	dst = jsonvalue.AppendText(append(dst, `,"external_reference_id":`...), e.Reference)
	dst = jsonvalue.AppendText(append(dst, `,"email":`...), e.To.Email)
	dst = jsonvalue.AppendText(append(dst, `,"name":`...), e.To.Name)
	dst = jsonvalue.AppendText(append(dst, `,"subject":`...), e.Subject)
	dst = strconv.AppendInt(append(dst, `,"attempts":`...), e.Attempts, 10)
	dst = jsonvalue.AppendText(append(dst, `,"problem":`...), e.Problem)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"created_at":`...), e.CreatedAt)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"updated_at":`...), e.UpdatedAt)
	due := e.DueAt
	if e.Status != Queued {
		due = time.Time{}
	}
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"due_at":`...), due)
	dst = jsonvalue.AppendTimeOrNull(append(dst, `,"sent_at":`...), e.SentAt)
	if whole {
		dst = jsonvalue.AppendText(append(dst, `,"text":`...), e.Text)
		dst = jsonvalue.AppendText(append(dst, `,"html":`...), e.HTML)
	}
	return append(dst, '}')
}

var sendFields = schema.NewObject(aboutFields(
	schema.Text("template", func(a *about) *string { return &a.Template }).Matching(namePattern).Required().
		Doc("The name of the template.").Example("load_delivered"))...)

// SendFields describes the body of a request that sends a mail.
func SendFields() []schema.Described { return sendFields.Describe() }

// Order is a request for mails. Compose makes its mails.
type Order struct {
	about  about
	emails []Email
}

// DecodeOrder reads a request for mails.
func DecodeOrder(body schema.Body, strict bool) (*Order, error) {
	a, err := decodeAbout(sendFields, body, strict)
	if err != nil {
		return nil, err
	}
	return &Order{about: *a}, nil
}

// Compose makes the mails of an order. It returns apierr.NotFound for an unknown template or
// record, and apierr.Invalid if nobody gets a mail.
func (s *Store) Compose(ctx context.Context, organization int64, o *Order) error {
	return s.DB.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) error {
		noun, reference := o.about.record()
		t, err := s.Template(tx, organization, o.about.Template)
		if err != nil {
			return err
		}
		subject, err := s.Read(tx, organization, noun, reference)
		if err != nil {
			return err
		}
		if o.emails, err = s.compose(tx, organization, t, subject, o.about.To); err != nil {
			return err
		}
		if len(o.emails) == 0 {
			return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{Type: "value_error", Loc: []any{"body", "to"},
				Msg: "Value error, nobody gets the mail: there are no recipients"}))
		}
		for i := range o.emails {
			if o.emails[i].Problem == errTooLong.Error() {
				return tooLong(errTooLong)
			}
		}
		return nil
	})
}

// compose makes a mail for each recipient. A mail that cannot be made has a problem.
func (s *Store) compose(tx *sqldb.ReadTx, organization int64, t *Template, subject *Subject, to []string) (all []Email, err error) {
	if len(to) == 0 {
		to = t.To
	}
	recipients, err := subject.recipients(tx, organization, t.Name, to)
	if err != nil {
		return nil, err
	}
	return s.composeTo(organization, t, subject, recipients), nil
}

// composeTo makes a mail for each recipient, which was judged.
func (s *Store) composeTo(organization int64, t *Template, subject *Subject, recipients []Recipient) (all []Email) {
	c, broken := compile(t, s.root)
	for _, r := range recipients {
		e := Email{Organization: organization, Status: Queued, Template: t.Name, Noun: subject.Noun, RecordID: subject.ID, Reference: subject.Reference,
			Customer: subject.Customer, Carrier: subject.Carrier, To: r, Problem: r.Problem}
		switch r.Problem {
		case problemAddress:
			e.Status = Failed
		case problemSuppressed:
			e.Status = Suppressed
		default:
			err := broken
			if err == nil {
				e.Content, err = c.render(subject.valuesFor(&r))
			}
			if errors.Is(err, errTooLong) {
				err = errTooLong
			}
			if err != nil {
				e.Status, e.Problem = Failed, explain(err)
			}
		}
		all = append(all, e)
	}
	return all
}

// insertEmails keeps mails and returns their ids. A mail of a rule that was kept before is left out.
func insertEmails(tx *sqldb.Tx, all []Email) error {
	const statement = `INSERT INTO emails (` + emailColumns + `, attempted_at, token, leased_by, leased_until) VALUES
		($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0, $4, 0, $19, 0, '', '', 0)
		ON CONFLICT (organization_id, rule, seq, email) WHERE rule <> '' DO NOTHING`
	now := tx.Now()
	for i := range all {
		e := &all[i]
		e.ID, e.UpdatedAt, e.DueAt = tx.NewID("mail_"), now, now
		if e.CreatedAt.IsZero() {
			e.CreatedAt = now
		}
		_, err := tx.Exec(statement, e.Organization, e.ID, e.CreatedAt.UnixMicro(), now.UnixMicro(), string(e.Status), e.Template, e.Rule, e.Sequence,
			e.Noun, e.RecordID, e.Reference, e.Customer, e.Carrier, e.To.Email, e.To.Name, e.Subject, e.Text, e.HTML, e.Problem)
		if err != nil {
			return fmt.Errorf("queue a mail: %w", err)
		}
	}
	return nil
}

// isFull reports whether the queue of an organization is full. Until the transaction ends, no
// other write sees that it is not.
func isFull(tx *sqldb.Tx, organization int64) (bool, error) {
	var count int
	err := tx.HoldOrganization(organization)
	if err == nil {
		err = tx.Row(`SELECT count(*) FROM (SELECT 1 FROM emails WHERE organization_id = $1 AND status = 'queued' LIMIT $2) q`,
			[]any{organization, MostQueued}, &count)
	}
	if err != nil {
		return false, fmt.Errorf("count queued mails: %w", err)
	}
	return count >= MostQueued, nil
}

// Enqueue queues the mails of an order that was composed. It returns apierr.Referenced if too
// many are queued.
func (s *Store) Enqueue(tx *sqldb.Tx, organization int64, o *Order) ([]Email, error) {
	full, err := isFull(tx, organization)
	if err != nil {
		return nil, err
	}
	if full {
		return nil, &apierr.Error{Kind: apierr.Referenced, Noun: EmailNoun, Text: fmt.Sprintf("Cannot queue mails: the organization has %d in its queue", MostQueued)}
	}
	return o.emails, insertEmails(tx, o.emails)
}

// GetEmail returns a mail, or apierr.NotFound.
func (s *Store) GetEmail(tx *sqldb.ReadTx, organization int64, id string) (*Email, error) {
	if !isText(id) {
		return nil, apierr.MissingRecord(EmailNoun, id)
	}
	e := &Email{}
	err := e.scan(func(dest ...any) error {
		return tx.Row(`SELECT `+emailColumns+` FROM emails WHERE organization_id = $1 AND id = $2`, []any{organization, id}, dest...)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, apierr.MissingRecord(EmailNoun, id)
	}
	if err != nil {
		return nil, fmt.Errorf("read a mail: %w", err)
	}
	return e, nil
}

// Emails lists mails, newest first.
func (s *Store) Emails(tx *sqldb.ReadTx, organization int64, q sqldb.Newest) (all []Email, err error) {
	err = q.Rows(tx, "emails", emailColumns, organization, func(scan func(...any) error) error {
		var e Email
		if err := e.scan(scan); err != nil {
			return err
		}
		all = append(all, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list mails: %w", err)
	}
	return all, nil
}

// isText reports whether a database can have a text: PostgreSQL has none with NUL.
func isText(text string) bool { return strings.IndexByte(text, 0) < 0 && utf8.ValidString(text) }

// Resend queues a mail again that is uncertain, failed or stale. It returns apierr.NotFound for
// no mail, and apierr.Referenced for another status.
func (s *Store) Resend(tx *sqldb.Tx, organization int64, id string) (*Email, error) {
	const statement = `UPDATE emails SET status = 'queued', problem = '', attempts = 0, created_at = $3, updated_at = $3, due_at = $3,
		leased_by = '', leased_until = 0 WHERE organization_id = $1 AND id = $2 AND status IN ('uncertain', 'failed', 'stale') AND subject <> ''
		RETURNING ` + emailColumns
	if !isText(id) {
		return nil, apierr.MissingRecord(EmailNoun, id)
	}
	e := &Email{}
	err := e.scan(func(dest ...any) error {
		return tx.Row(statement, []any{organization, id, tx.Now().UnixMicro()}, dest...)
	})
	if errors.Is(err, sqldb.ErrNoRows) {
		if e, err = s.GetEmail(&tx.ReadTx, organization, id); err != nil {
			return nil, err
		}
		return nil, &apierr.Error{Kind: apierr.Referenced, Noun: EmailNoun, Text: "Cannot resend e-mail: its status is " + string(e.Status) + ", or it has no text"}
	}
	if err != nil {
		return nil, fmt.Errorf("resend a mail: %w", err)
	}
	return e, nil
}
