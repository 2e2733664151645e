package mail

import (
	"context"
	"errors"
	"fmt"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/sqldb"
)

// This file makes the mails of rules. A rule is a reader of the feed with a cursor: the mails of
// a page of events are queued by the transaction that moves the cursor.

const (
	// rulePage is how many events a rule reads at once.
	rulePage = 50
	// saveAfter is how many events without a mail a cursor may be behind.
	saveAfter = 1000
	// rulesAtOnce is how many rules are looked for at once.
	rulesAtOnce = 1000
)

type dueRule struct {
	Rule
	head int64
}

// key identifies the rule as it is, for what was looked at.
func (r *Rule) key() string {
	return fmt.Sprintf("%d %s %d %d", r.Organization, r.Name, r.UpdatedAt.UnixMicro(), r.Cursor)
}

// makeMails makes the mails of all rules that are behind.
func (d *Deliverer) makeMails(ctx context.Context) error {
	due, err := d.dueRules(ctx)
	if err != nil {
		return err
	}
	looked := map[string]int64{}
	var failures []error
	for i := range due {
		r := &due[i]
		looked[r.key()] = d.looked[r.key()]
		if looked[r.key()] >= r.head {
			continue
		}
		if err := d.follow(ctx, r, looked); err != nil && !errors.Is(err, errOutrunRule) {
			failures = append(failures, fmt.Errorf("rule %s: %w", r.Name, err))
		}
	}
	d.looked = looked
	return errors.Join(failures...)
}

func (d *Deliverer) dueRules(ctx context.Context) (all []dueRule, err error) {
	const statement = `SELECT r.organization_id, r.name, r.created_at, r.updated_at, r.event, r.changed, r.status, r.template, r.recipients, r.cursor, h.seq
		FROM email_rules r JOIN event_heads h ON h.organization_id = r.organization_id WHERE r.cursor <> h.seq ORDER BY r.updated_at LIMIT $1`
	err = d.DB.Read(ctx, func(tx *sqldb.ReadTx) error {
		all = nil
		return tx.Rows(statement, []any{rulesAtOnce}, func(scan func(...any) error) error {
			var r dueRule
			err := r.scan(scan, &r.head)
			all = append(all, r)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("find e-mail rules that are due: %w", err)
	}
	return all, nil
}

// errOutrunRule says that another instance has moved the cursor, or a client has changed the rule.
var errOutrunRule = errors.New("the rule has changed")

// follow makes the mails of a page of events.
func (d *Deliverer) follow(ctx context.Context, r *dueRule, looked map[string]int64) error {
	after := max(r.Cursor, looked[r.key()])
	var emails []Email
	next := after
	err := d.DB.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) (err error) {
		emails, next, err = d.mailsAfter(tx, &r.Rule, after)
		return err
	})
	if gone, ok := errors.AsType[*apierr.Error](err); ok && gone.Kind == apierr.Expired {
		// The events after the cursor were removed, or the database is an older one.
		d.log.Warn("an e-mail rule goes on at a later event", "rule", r.Name, "event", gone.Oldest)
		return d.move(ctx, &r.Rule, gone.Oldest-1, nil)
	}
	if err != nil {
		return err
	}
	if len(emails) == 0 && next-r.Cursor < saveAfter {
		looked[r.key()] = next
		return nil
	}
	return d.move(ctx, &r.Rule, next, emails)
}

// mailsAfter returns the mails of the events after a number, and the number up to which it has
// looked.
func (d *Deliverer) mailsAfter(tx *sqldb.ReadTx, r *Rule, after int64) (all []Email, next int64, err error) {
	page, err := event.Read(tx, r.Organization, event.Query{After: after, Limit: rulePage, Types: []string{r.On}})
	if err != nil {
		return nil, after, err
	}
	for i := range page.Events {
		made, err := d.mailsOf(tx, r, &page.Events[i])
		if err != nil {
			return nil, after, err
		}
		all = append(all, made...)
	}
	return all, page.Next, nil
}

func (d *Deliverer) mailsOf(tx *sqldb.ReadTx, r *Rule, e *event.Event) ([]Email, error) {
	data, err := recordOf(tx, e)
	if err != nil || len(data) == 0 {
		return nil, err // it was erased
	}
	record, err := decodeRecord(data)
	if err != nil || !r.matches(e, record) {
		return nil, err
	}
	subject, err := d.subject(tx, r.Organization, e.Resource, data)
	if err != nil {
		return nil, err
	}
	t, err := d.Template(tx, r.Organization, r.Template)
	if apierr.KindOf(err) == apierr.NotFound && err != nil {
		t, err = &Template{Name: r.Template, To: []string{roleCustomer}, Subject: "{{.missing}}"}, nil // mails that fail
	}
	if err != nil {
		return nil, err
	}
	made, err := d.compose(tx, r.Organization, t, subject, r.To)
	for i := range made {
		made[i].Rule, made[i].Sequence, made[i].CreatedAt = r.Name, e.Sequence, e.At
	}
	return made, err
}

// recordOf returns the record after an event, or nothing if it was erased. The event of a change
// of contacts does not have it; the event of the update does.
func recordOf(tx *sqldb.ReadTx, e *event.Event) ([]byte, error) {
	if e.Action != sqldb.ContactChanged {
		return e.Data, nil
	}
	update, err := event.OfVersion(tx, event.Record{Organization: e.Organization, Resource: e.Resource, Reference: e.Reference}, e.Version)
	if err != nil || update == nil {
		return nil, err
	}
	return update.Data, nil
}

// move queues mails and moves the cursor of a rule.
func (d *Deliverer) move(ctx context.Context, r *Rule, to int64, emails []Email) error {
	var failed []string
	err := d.DB.Do(ctx, work, func(tx *sqldb.Tx) error {
		failed = nil
		if len(emails) > 0 {
			if full, err := isFull(tx, r.Organization); err != nil || full {
				return err // the rule waits
			}
		}
		rows, err := tx.Exec(`UPDATE email_rules SET cursor = $5 WHERE organization_id = $1 AND name = $2 AND cursor = $3 AND updated_at = $4`,
			r.Organization, r.Name, r.Cursor, r.UpdatedAt.UnixMicro(), to)
		if err == nil && rows == 0 {
			err = errOutrunRule
		}
		if err != nil {
			return err
		}
		for i := range emails {
			if emails[i].Status != Queued {
				failed = append(failed, string(emails[i].Status))
			}
		}
		return insertEmails(tx, emails)
	})
	if err != nil {
		return err
	}
	for _, status := range failed {
		d.observe(status)
	}
	return nil
}
