package mail

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"waybill/internal/sqldb"
)

const (
	// lookEvery is how long a mail or an event may wait to be noticed.
	lookEvery = 250 * time.Millisecond
	// lanes is how many mails an instance sends at once.
	lanes = 4
	// leaseTime is how long a killed instance keeps others from a mail that is queued, and
	// sendingTime how long until a mail that it was sending is uncertain. Both are longer than
	// what they are for takes.
	leaseTime   = openTime + 2*envelopeTime + 30*time.Second
	sendingTime = dataTime + graceTime + time.Minute
	// pauseTime is how long an instance waits when the server cannot be used.
	pauseTime = 10 * time.Second
	// finishTime is how long the outcome of a mail may take to be kept.
	finishTime = 15 * time.Second
)

// retryWaits are the times after temporary failures; after the last one the mail has failed.
var retryWaits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 6 * time.Hour}

// Outcomes of mails, for metrics: the statuses that end a mail, and retried.
const retried = "retried"

// Outcomes returns the outcomes that a Deliverer observes.
func Outcomes() []string {
	return []string{string(Sent), string(Failed), string(Uncertain), string(Suppressed), string(Stale), retried}
}

// Deliverer makes the mails of rules and sends all mails. Several instances may run on one
// database.
type Deliverer struct {
	*Store
	sender    *Sender
	log       *slog.Logger
	observe   func(outcome string)
	publicURL string // empty for mails without an address to unsubscribe
	perMinute int64  // mails that are begun in a minute; 0 for any number

	mu          sync.Mutex
	due         []emailKey // that lanes take
	pausedUntil time.Time

	looked map[string]int64 // up to where a rule needs to look at no event again
}

type emailKey struct {
	organization int64
	id           string
}

// NewDeliverer returns a deliverer. It calls observe with the outcome of each mail.
func NewDeliverer(store *Store, sender *Sender, publicURL string, perMinute int64, log *slog.Logger, observe func(string)) *Deliverer {
	return &Deliverer{Store: store, sender: sender, publicURL: publicURL, perMinute: perMinute, log: log, observe: observe, looked: map[string]int64{}}
}

// Run works until ctx ends. Mails whose message is being sent have some time to end.
func (d *Deliverer) Run(ctx context.Context) {
	var working sync.WaitGroup
	working.Go(func() { d.every(ctx, "make the mails of rules", d.makeMails) })
	working.Go(func() { d.every(ctx, "send mails", d.send) })
	working.Wait()
}

func (d *Deliverer) every(ctx context.Context, what string, do func(context.Context) error) {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := do(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("cannot "+what, "error", err)
		}
	}
}

// work is a write of the delivery. It shares no transaction, so no write of a client waits for
// the row of a mail.
var work = sqldb.Work{Large: true}

// send sends all mails that are due.
func (d *Deliverer) send(ctx context.Context) error {
	if err := d.markUncertain(ctx); err != nil {
		return err
	}
	if d.isPaused() {
		return nil
	}
	found, err := d.findDue(ctx)
	if err != nil || len(found) == 0 {
		return err
	}
	d.due = found
	var sending sync.WaitGroup
	for range min(lanes, len(found)) {
		sending.Go(func() { d.runLane(ctx) })
	}
	sending.Wait()
	return nil
}

func (d *Deliverer) isPaused() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.DB.Now().Before(d.pausedUntil)
}

// dueAtOnce is how many mails are looked for at once.
const dueAtOnce = 64

// findDue returns mails that may be sent, by turns of their organizations.
func (d *Deliverer) findDue(ctx context.Context) (found []emailKey, err error) {
	const statement = `SELECT organization_id, id FROM (SELECT organization_id, id, due_at,
		row_number() OVER (PARTITION BY organization_id ORDER BY due_at, id) AS place
		FROM emails WHERE status = 'queued' AND due_at <= $1 AND leased_until <= $1) q ORDER BY place, due_at, id LIMIT $2`
	err = d.DB.Read(ctx, func(tx *sqldb.ReadTx) error {
		found = nil
		return tx.Rows(statement, []any{d.DB.Now().UnixMicro(), dueAtOnce}, func(scan func(...any) error) error {
			var key emailKey
			err := scan(&key.organization, &key.id)
			found = append(found, key)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("find mails that are due: %w", err)
	}
	return found, nil
}

func (d *Deliverer) nextDue() (key emailKey, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.due) == 0 || d.DB.Now().Before(d.pausedUntil) {
		return key, false
	}
	key, d.due = d.due[0], d.due[1:]
	return key, true
}

// runLane sends mails over one connection until there are none.
func (d *Deliverer) runLane(ctx context.Context) {
	l := &lane{Deliverer: d}
	defer l.hangUp()
	for ctx.Err() == nil {
		key, ok := d.nextDue()
		if !ok {
			return
		}
		if err := l.deliver(ctx, key); err != nil && ctx.Err() == nil {
			d.log.Warn("cannot send a mail", "email", key.id, "error", err)
		}
	}
}

// lane sends mails one after another.
type lane struct {
	*Deliverer
	session *session // nil for none
}

func (l *lane) hangUp() {
	if l.session != nil {
		l.session.close()
		l.session = nil
	}
}

// attempt is a mail that a lane has leased.
type attempt struct {
	Email
	token string // of the lease
}

// deliver sends a mail, unless another lane has it.
//
//	queued, leased ──▶ connection ──▶ envelope ──▶ sending ──▶ message ──▶ sent, failed, uncertain
//	      ▲                 │             │        (committed)    │
//	      └─ later ◀────────┴─────────────┴─────── temporary ◀────┘
func (l *lane) deliver(ctx context.Context, key emailKey) error {
	a, err := l.take(ctx, key)
	if err != nil || a == nil {
		return err
	}
	if l.session == nil {
		if l.session, err = l.sender.open(ctx); err != nil {
			return errors.Join(err, l.putBack(ctx, a, err))
		}
	}
	o, err := l.session.envelope(ctx, a.To.Email)
	if o == sent {
		token, begun := l.begin(ctx, a)
		if begun != nil {
			l.hangUp() // the envelope was sent
			return begun
		}
		o, err = l.session.message(ctx, l.messageOf(a, token), l.DB.Now())
	}
	if o != sent {
		l.leave(ctx, err)
	}
	return l.finish(ctx, a, o, err)
}

// leave makes the session ready for another mail, or hangs up.
func (l *lane) leave(ctx context.Context, err error) {
	if !isReply(err) && !errors.Is(err, errUTF8) || !l.session.reset(ctx) {
		_ = l.session.conn.Close()
		l.session = nil
	}
}

func (l *lane) messageOf(a *attempt, token string) *Message {
	m := &Message{ID: a.ID, To: a.To, Content: a.Content}
	if l.publicURL != "" {
		m.Unsubscribe = l.publicURL + UnsubscribePath + token
	}
	return m
}

// UnsubscribePath is the path before the token of a mail.
const UnsubscribePath = "/waybill/v1/unsubscribe/"

// take leases a mail. It returns nil for a mail that is not due any more, that is not to be sent,
// or for which there is no room in the minute.
func (l *lane) take(ctx context.Context, key emailKey) (a *attempt, err error) {
	const statement = `UPDATE emails SET leased_by = $3, leased_until = $4, attempted_at = $5, attempts = attempts + 1
		WHERE organization_id = $1 AND id = $2 AND status = 'queued' AND due_at <= $5 AND leased_until <= $5
		AND ($6 = 0 OR (SELECT count(*) FROM emails WHERE attempted_at > $7) < $6) RETURNING ` + emailColumns
	var ended string
	err = l.DB.Do(ctx, work, func(tx *sqldb.Tx) error {
		a, ended = &attempt{token: rand.Text()}, ""
		now := tx.Now()
		err := a.scan(func(dest ...any) error {
			return tx.Row(statement, []any{key.organization, key.id, a.token, now.Add(leaseTime).UnixMicro(), now.UnixMicro(), l.perMinute,
				now.Add(-time.Minute).UnixMicro()}, dest...)
		})
		if errors.Is(err, sqldb.ErrNoRows) {
			a = nil
			return nil
		}
		if err != nil {
			return err
		}
		if a.Rule != "" && now.Sub(a.CreatedAt) > staleAfter {
			ended = string(Stale)
			return end(tx, a, Stale, "the mail was older than a day")
		}
		suppressed, err := isSuppressed(&tx.ReadTx, a.Organization, a.To.Email)
		if suppressed {
			ended = string(Suppressed)
			return end(tx, a, Suppressed, problemSuppressed)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("lease a mail: %w", err)
	}
	if ended != "" {
		l.observe(ended)
		return nil, nil
	}
	return a, nil
}

// end gives a leased mail a status that ends it.
func end(tx *sqldb.Tx, a *attempt, status Status, problem string) error {
	sentAt := int64(0)
	if status == Sent {
		sentAt = tx.Now().UnixMicro()
	}
	_, err := tx.Exec(`UPDATE emails SET status = $4, problem = $5, updated_at = $6, sent_at = $7, leased_until = 0
		WHERE organization_id = $1 AND id = $2 AND leased_by = $3`, a.Organization, a.ID, a.token, string(status), problem, tx.Now().UnixMicro(), sentAt)
	return err
}

// putBack returns a mail to the queue, because the server cannot be used. The attempt does not
// count, and nothing is sent for a moment.
func (l *lane) putBack(ctx context.Context, a *attempt, cause error) error {
	l.mu.Lock()
	l.pausedUntil = l.DB.Now().Add(pauseTime)
	l.mu.Unlock()
	keeping, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	return l.DB.Do(keeping, work, func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`UPDATE emails SET leased_until = 0, attempts = attempts - 1, problem = $4, updated_at = $5
			WHERE organization_id = $1 AND id = $2 AND leased_by = $3 AND status = 'queued'`,
			a.Organization, a.ID, a.token, explain(cause), tx.Now().UnixMicro())
		return err
	})
}

// errTaken says that another lane has taken the mail after the lease has ended.
var errTaken = errors.New("the lease of the mail has ended")

// begin commits that the message is going to be sent. From then on the mail is sent again only
// if the server answers that it has not taken it. It returns the token of the message.
func (l *lane) begin(ctx context.Context, a *attempt) (token string, err error) {
	token = rand.Text()
	err = l.DB.Do(ctx, work, func(tx *sqldb.Tx) error {
		rows, err := tx.Exec(`UPDATE emails SET status = 'sending', leased_until = $4, token = $5, updated_at = $6, problem = ''
			WHERE organization_id = $1 AND id = $2 AND leased_by = $3 AND status = 'queued'`,
			a.Organization, a.ID, a.token, tx.Now().Add(sendingTime).UnixMicro(), hashOf(token), tx.Now().UnixMicro())
		if err == nil && rows == 0 {
			err = errTaken
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("begin to send a mail: %w", err)
	}
	return token, nil
}

// finish keeps the outcome of an attempt.
func (l *lane) finish(ctx context.Context, a *attempt, o outcome, cause error) error {
	keeping, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	observed := ""
	err := l.DB.Do(keeping, work, func(tx *sqldb.Tx) (err error) {
		switch o {
		case sent:
			observed, err = string(Sent), end(tx, a, Sent, "")
		case uncertain:
			observed, err = string(Uncertain), end(tx, a, Uncertain, explain(cause))
		case permanent, refused:
			observed, err = string(Failed), end(tx, a, Failed, explain(cause))
			if err == nil && o == refused {
				err = suppress(tx, a.Organization, a.To.Email, ByRefusal, a.ID)
			}
		case temporary:
			observed, err = l.retry(tx, a, cause)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep the outcome of a mail: %w", err)
	}
	l.observe(observed)
	return nil
}

// retry queues the mail for a later attempt, or ends it after the last one.
func (l *lane) retry(tx *sqldb.Tx, a *attempt, cause error) (observed string, err error) {
	if int(a.Attempts) > len(retryWaits) {
		return string(Failed), end(tx, a, Failed, explain(cause))
	}
	due := tx.Now().Add(retryWaits[a.Attempts-1])
	_, err = tx.Exec(`UPDATE emails SET status = 'queued', due_at = $4, leased_until = 0, problem = $5, updated_at = $6
		WHERE organization_id = $1 AND id = $2 AND leased_by = $3`, a.Organization, a.ID, a.token, due.UnixMicro(), explain(cause), tx.Now().UnixMicro())
	return retried, err
}

// markUncertain marks the mails whose sender was killed while it sent them.
func (d *Deliverer) markUncertain(ctx context.Context) error {
	var rows int64
	err := d.DB.Do(ctx, work, func(tx *sqldb.Tx) (err error) {
		rows, err = tx.Exec(`UPDATE emails SET status = 'uncertain', updated_at = $1,
			problem = 'the server ended while it sent the mail' WHERE status = 'sending' AND leased_until <= $1`, tx.Now().UnixMicro())
		return err
	})
	if err != nil {
		return fmt.Errorf("mark uncertain mails: %w", err)
	}
	for range rows {
		d.observe(string(Uncertain))
	}
	return nil
}
