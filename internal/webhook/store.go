package webhook

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/sqldb"
)

const (
	// MostEndpoints is how many endpoints an organization may have.
	MostEndpoints = 20
	// ringSize is how many attempts of an endpoint are kept.
	ringSize = 200
	// mostParked is how many events of an endpoint may be parked.
	mostParked = 1000
	// grace is for how long the previous secret is valid after a rotation.
	grace = 24 * time.Hour
)

// Noun is the noun of endpoints in errors and, in lower case, in events.
const Noun = "Webhook"

// Store has the operations on endpoints.
type Store struct {
	Key     Key
	Allowed []netip.Prefix // special networks that endpoints may be in
}

// columns are the columns of an endpoint, in the order of scan. The last two are not
// stored.
const (
	stored = `organization_id, id, created_at, updated_at, version, url, types, description, max_events, status, reason, cursor,
		generation, key_print, previous_until, down_since, failures, refusals, retry_at, attempts, due`
	columns = stored + `,
		coalesce((SELECT h.seq FROM event_heads h WHERE h.organization_id = w.organization_id), 0),
		(SELECT count(*) FROM webhook_parked p WHERE p.organization_id = w.organization_id AND p.webhook_id = w.id)`
	selectEndpoints = `SELECT ` + columns + ` FROM webhooks w `
)

// scan reads a row with the stored columns, and with more, as others scans.
func (e *Endpoint) scan(scan func(...any) error, others ...any) error {
	var created, updated, previous, down, retry, due int64
	var types, status string
	err := scan(append([]any{&e.Organization, &e.ID, &created, &updated, &e.Version, &e.URL, &types, &e.Description, &e.MaxEvents,
		&status, &e.Reason, &e.Cursor, &e.Generation, &e.Fingerprint, &previous, &down, &e.Failures, &e.Refusals, &retry,
		&e.Attempts, &due}, others...)...)
	e.Types, e.Status, e.IsDue = strings.Fields(types), Status(status), due != 0
	e.CreatedAt, e.UpdatedAt = sqldb.TimeOf(created), sqldb.TimeOf(updated)
	e.PreviousUntil, e.DownSince, e.RetryAt = sqldb.TimeOf(previous), sqldb.TimeOf(down), sqldb.TimeOf(retry)
	return err
}

// List returns the endpoints of an organization, oldest first.
func List(tx *sqldb.ReadTx, organization int64) ([]Endpoint, error) {
	return list(tx, `WHERE w.organization_id = $1 ORDER BY w.id`, organization)
}

// ListAll returns the endpoints of all organizations.
func ListAll(tx *sqldb.ReadTx) ([]Endpoint, error) {
	return list(tx, `ORDER BY w.organization_id, w.id`)
}

func list(tx *sqldb.ReadTx, rest string, args ...any) (all []Endpoint, err error) {
	err = tx.Rows(selectEndpoints+rest, args, func(scan func(...any) error) error {
		var e Endpoint
		if err := e.scan(scan, &e.Head, &e.Parked); err != nil {
			return err
		}
		all = append(all, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list webhooks: %w", err)
	}
	return all, nil
}

// Get returns an endpoint. It returns apierr.NotFound if the organization has no such
// endpoint.
func Get(tx *sqldb.ReadTx, organization int64, id string) (*Endpoint, error) {
	var e Endpoint
	err := e.scan(func(dest ...any) error {
		return tx.Row(selectEndpoints+`WHERE w.organization_id = $1 AND w.id = $2`, []any{organization, id}, dest...)
	}, &e.Head, &e.Parked)
	if errors.Is(err, sqldb.ErrNoRows) {
		return nil, missing(id)
	}
	if err != nil {
		return nil, fmt.Errorf("read a webhook: %w", err)
	}
	return &e, nil
}

func missing(id string) error { return apierr.MissingRecord(Noun, id) }

// Organization returns the organization of an endpoint, for the command line. It returns
// apierr.NotFound if there is no such endpoint.
func Organization(tx *sqldb.ReadTx, id string) (organization int64, err error) {
	err = tx.Row(`SELECT organization_id FROM webhooks WHERE id = $1`, []any{id}, &organization)
	if errors.Is(err, sqldb.ErrNoRows) {
		return 0, missing(id)
	}
	return organization, err
}

// Create makes an endpoint, which gets the events from now on. The organization may have at
// most MostEndpoints; the next one is apierr.Referenced.
func (s *Store) Create(tx *sqldb.Tx, organization int64, input *Input) (*Endpoint, error) {
	if err := s.checkReachable(input.Value.URL); err != nil {
		return nil, err
	}
	var count int64
	err := tx.HoldOrganization(organization)
	if err == nil {
		err = tx.Row(`SELECT count(*) FROM webhooks WHERE organization_id = $1`, []any{organization}, &count)
	}
	if err != nil {
		return nil, fmt.Errorf("count webhooks: %w", err)
	}
	if count >= MostEndpoints {
		return nil, &apierr.Error{Kind: apierr.Referenced, Noun: Noun,
			Text: fmt.Sprintf("Cannot create webhook: the organization has %d", count)}
	}
	head, _, err := event.Head(&tx.ReadTx, organization)
	if err != nil {
		return nil, fmt.Errorf("read the last event: %w", err)
	}
	e := &Endpoint{
		Organization: organization, ID: tx.NewID("wh_"), Settings: input.Value, CreatedAt: tx.Now(), UpdatedAt: tx.Now(),
		Version: 1, Status: Active, Cursor: head, Head: head, Generation: 1, Fingerprint: s.Key.Fingerprint(),
	}
	_, err = tx.Exec(`INSERT INTO webhooks (`+stored+`, leased_by, leased_until) VALUES
		($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`,
		e.Organization, e.ID, sqldb.Microseconds(e.CreatedAt), sqldb.Microseconds(e.UpdatedAt), e.Version, e.URL, strings.Join(e.Types, " "), e.Description,
		int64(e.MaxEvents), string(e.Status), e.Reason, e.Cursor, e.Generation, e.Fingerprint, 0, 0, 0, 0, 0, 0, 0, "", 0)
	if err != nil {
		return nil, fmt.Errorf("create a webhook: %w", err)
	}
	e.tell(tx, sqldb.Created, nil)
	return e, nil
}

// tell writes the event of a change of the endpoint.
func (e *Endpoint) tell(tx *sqldb.Tx, action string, changed []string) {
	tx.Tell(sqldb.Event{
		Organization: e.Organization, Resource: strings.ToLower(Noun), Action: action, RecordID: e.ID, Reference: e.ID,
		Version: e.Version, Changed: changed, Data: e.appendData(nil),
	})
}

// Update changes the settings that a client has sent.
func (s *Store) Update(tx *sqldb.Tx, organization int64, id string, input *Input) (*Endpoint, error) {
	return s.change(tx, organization, id, func(e *Endpoint) ([]string, error) {
		before := e.Settings
		settings.Apply(&e.Settings, input)
		var changed []string
		if e.URL != before.URL {
			changed = append(changed, "url")
			if err := s.checkReachable(e.URL); err != nil {
				return nil, err
			}
		}
		if !slices.Equal(e.Types, before.Types) {
			changed = append(changed, "types")
		}
		if e.Description != before.Description {
			changed = append(changed, "description")
		}
		if e.MaxEvents != before.MaxEvents {
			changed = append(changed, "max_events")
		}
		return changed, nil
	})
}

// Pause stops the delivery to an endpoint. A request that is under way ends.
func (s *Store) Pause(tx *sqldb.Tx, organization int64, id string) (*Endpoint, error) {
	return s.change(tx, organization, id, func(e *Endpoint) ([]string, error) {
		if e.Status == Paused {
			return nil, nil
		}
		e.Status, e.Reason = Paused, ""
		return []string{"status"}, nil
	})
}

// Resume starts the delivery to an endpoint where it has stopped, at once.
func (s *Store) Resume(tx *sqldb.Tx, organization int64, id string) (*Endpoint, error) {
	return s.change(tx, organization, id, func(e *Endpoint) ([]string, error) {
		if e.Status == Active && e.RetryAt.IsZero() {
			return nil, nil
		}
		e.Status, e.Reason = Active, ""
		e.forgetFailures()
		return []string{"status"}, nil
	})
}

// Seek moves the cursor of an endpoint: all events after it are delivered, also those that
// were delivered before. It returns apierr.Expired if some of them are not kept.
func (s *Store) Seek(tx *sqldb.Tx, organization int64, id string, to int64) (*Endpoint, error) {
	if _, err := event.Read(&tx.ReadTx, organization, event.Query{After: to, Limit: 1}); err != nil {
		return nil, err
	}
	return s.change(tx, organization, id, func(e *Endpoint) ([]string, error) {
		if e.Cursor == to {
			return nil, nil
		}
		e.Cursor = to
		e.forgetFailures()
		return []string{"cursor"}, nil
	})
}

func (e *Endpoint) forgetFailures() {
	e.DownSince, e.Failures, e.Refusals, e.RetryAt = time.Time{}, 0, 0, time.Time{}
}

// Rotate gives an endpoint a new secret. Requests are signed with the previous secret too for
// a day, unless it was derived from another key.
func (s *Store) Rotate(tx *sqldb.Tx, organization int64, id string) (*Endpoint, error) {
	return s.change(tx, organization, id, func(e *Endpoint) ([]string, error) {
		e.Generation++
		e.PreviousUntil = time.Time{}
		if ours := s.Key.Fingerprint(); e.Fingerprint == ours {
			e.PreviousUntil = tx.Now().Add(grace)
		} else {
			e.Fingerprint = ours
		}
		return []string{"generation"}, nil
	})
}

// change changes an endpoint by a function, which returns the names of the changed members.
// If there are none, nothing is written. The lane that delivers to the endpoint loses its
// lease, so it stops and saves nothing.
func (s *Store) change(tx *sqldb.Tx, organization int64, id string, by func(*Endpoint) ([]string, error)) (*Endpoint, error) {
	e, err := Get(&tx.ReadTx, organization, id)
	if err != nil {
		return nil, err
	}
	before := *e
	changed, err := by(e)
	if err != nil || len(changed) == 0 {
		return e, err
	}
	e.Version, e.UpdatedAt = e.Version+1, tx.Now()
	const settings = `UPDATE webhooks SET url = $4, types = $5, description = $6, max_events = $7, status = $8, reason = $9,
		generation = $10, key_print = $11, previous_until = $12, version = $13, updated_at = $14, leased_by = ''
		WHERE organization_id = $1 AND id = $2 AND version = $3`
	rows, err := tx.Exec(settings, organization, id, before.Version, e.URL, strings.Join(e.Types, " "), e.Description, int64(e.MaxEvents),
		string(e.Status), e.Reason, e.Generation, e.Fingerprint, sqldb.Microseconds(e.PreviousUntil), e.Version, sqldb.Microseconds(e.UpdatedAt))
	if err == nil && rows == 0 {
		err = sqldb.ErrOutrun
	}
	if err == nil && (e.Cursor != before.Cursor || !e.RetryAt.Equal(before.RetryAt) || e.Status != before.Status) {
		// The other columns belong to the lane, so they are written only if the client has
		// changed them.
		_, err = tx.Exec(`UPDATE webhooks SET cursor = $3, down_since = $4, failures = $5, refusals = $6, retry_at = $7
			WHERE organization_id = $1 AND id = $2`,
			organization, id, e.Cursor, sqldb.Microseconds(e.DownSince), e.Failures, e.Refusals, sqldb.Microseconds(e.RetryAt))
	}
	if err != nil {
		return nil, fmt.Errorf("change a webhook: %w", err)
	}
	e.tell(tx, actionOf(changed), changed)
	return e, nil
}

func actionOf(changed []string) string {
	if slices.Equal(changed, []string{"generation"}) {
		return "rotated"
	}
	return sqldb.Updated
}

// Delete removes an endpoint with its attempts and parked events.
func (s *Store) Delete(tx *sqldb.Tx, organization int64, id string) error {
	e, err := Get(&tx.ReadTx, organization, id)
	if err != nil {
		return err
	}
	rows, err := tx.Exec(`DELETE FROM webhooks WHERE organization_id = $1 AND id = $2`, organization, id)
	if err == nil && rows == 0 {
		err = sqldb.ErrOutrun
	}
	for _, table := range []string{"webhook_attempts", "webhook_parked"} {
		if err == nil {
			_, err = tx.Exec(`DELETE FROM `+table+` WHERE organization_id = $1 AND webhook_id = $2`, organization, id)
		}
	}
	if err != nil {
		return fmt.Errorf("delete a webhook: %w", err)
	}
	e.Version++
	e.tell(tx, sqldb.Deleted, nil)
	return nil
}

// Parked is an event that an endpoint has refused.
type Parked struct {
	Sequence int64
	At       time.Time
	Status   int    // that the endpoint answered last
	Answer   string // the beginning of its body
	IsDue    bool   // whether the event is going to be delivered again
}

// ParkedEvents returns the parked events of an endpoint, oldest first.
func ParkedEvents(tx *sqldb.ReadTx, e *Endpoint) (all []Parked, err error) {
	const statement = `SELECT seq, at, status, answer, due FROM webhook_parked WHERE organization_id = $1 AND webhook_id = $2 ORDER BY seq`
	err = tx.Rows(statement, []any{e.Organization, e.ID}, func(scan func(...any) error) error {
		var p Parked
		var at, due int64
		if err := scan(&p.Sequence, &at, &p.Status, &p.Answer, &due); err != nil {
			return err
		}
		p.At, p.IsDue = sqldb.TimeOf(at), due != 0
		all = append(all, p)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list parked events: %w", err)
	}
	return all, nil
}

// Redeliver lets a parked event be delivered once more. It returns apierr.NotFound if no such
// event is parked.
func (s *Store) Redeliver(tx *sqldb.Tx, organization int64, id string, number int64) error {
	// The row of the endpoint is locked first, as a lane does.
	rows, err := tx.Exec(`UPDATE webhooks SET due = 1, leased_by = '' WHERE organization_id = $1 AND id = $2`, organization, id)
	if err == nil && rows == 0 {
		return missing(id)
	}
	if err == nil {
		rows, err = tx.Exec(`UPDATE webhook_parked SET due = 1 WHERE organization_id = $1 AND webhook_id = $2 AND seq = $3`, organization, id, number)
	}
	if err != nil {
		return fmt.Errorf("redeliver an event: %w", err)
	}
	if rows == 0 {
		return apierr.MissingRecord("Parked event", fmt.Sprint(number))
	}
	return nil
}

// Attempt is a request to an endpoint, or several successful requests one after another.
type Attempt struct {
	At          time.Time
	First, Last int64 // the numbers of the events; 0 for a test
	Requests    int64
	Outcome     Outcome
	Status      int
	Took        time.Duration
	Answer      string
}

// Attempts returns the last attempts of an endpoint, newest first.
func Attempts(tx *sqldb.ReadTx, e *Endpoint) (all []Attempt, err error) {
	const statement = `SELECT at, first_seq, last_seq, requests, outcome, status, took, answer FROM webhook_attempts
		WHERE organization_id = $1 AND webhook_id = $2 ORDER BY number DESC`
	err = tx.Rows(statement, []any{e.Organization, e.ID}, func(scan func(...any) error) error {
		var a Attempt
		var at, took int64
		var outcome string
		if err := scan(&at, &a.First, &a.Last, &a.Requests, &outcome, &a.Status, &took, &a.Answer); err != nil {
			return err
		}
		a.At, a.Took, a.Outcome = sqldb.TimeOf(at), time.Duration(took)*time.Microsecond, Outcome(outcome)
		all = append(all, a)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list attempts: %w", err)
	}
	return all, nil
}

// insertAttempts keeps attempts, of which the last is number count, in place of the oldest.
func insertAttempts(tx *sqldb.Tx, e *Endpoint, attempts []Attempt, count int64) error {
	const statement = `INSERT INTO webhook_attempts
		(organization_id, webhook_id, slot, number, at, first_seq, last_seq, requests, outcome, status, took, answer)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (organization_id, webhook_id, slot) DO UPDATE SET
		number = EXCLUDED.number, at = EXCLUDED.at, first_seq = EXCLUDED.first_seq, last_seq = EXCLUDED.last_seq,
		requests = EXCLUDED.requests, outcome = EXCLUDED.outcome, status = EXCLUDED.status, took = EXCLUDED.took, answer = EXCLUDED.answer`
	for i, a := range attempts {
		number := count - int64(len(attempts)-1-i)
		_, err := tx.Exec(statement, e.Organization, e.ID, number%ringSize, number, sqldb.Microseconds(a.At), a.First, a.Last, a.Requests,
			string(a.Outcome), a.Status, a.Took.Microseconds(), a.Answer)
		if err != nil {
			return fmt.Errorf("keep an attempt: %w", err)
		}
	}
	return nil
}

// KeepTest keeps the attempt of a test.
func KeepTest(tx *sqldb.Tx, e *Endpoint, r *Response) error {
	var count int64
	err := tx.Row(`UPDATE webhooks SET attempts = attempts + 1 WHERE organization_id = $1 AND id = $2 RETURNING attempts`,
		[]any{e.Organization, e.ID}, &count)
	if errors.Is(err, sqldb.ErrNoRows) {
		return missing(e.ID)
	}
	if err != nil {
		return fmt.Errorf("keep a test: %w", err)
	}
	attempt := Attempt{At: tx.Now(), Requests: 1, Outcome: r.Outcome, Status: r.Status, Took: r.Took, Answer: r.Text}
	return insertAttempts(tx, e, []Attempt{attempt}, count)
}

// CheckKey returns an error if the secret of an endpoint was derived from another key.
func CheckKey(tx *sqldb.ReadTx, key Key) error {
	var id string
	err := tx.Row(`SELECT id FROM webhooks WHERE key_print <> $1 ORDER BY id LIMIT 1`, []any{key.Fingerprint()}, &id)
	switch {
	case errors.Is(err, sqldb.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("check the secret key: %w", err)
	}
	return fmt.Errorf("%w (such as %s)", ErrOtherKey, id)
}

// ErrOtherKey says that the key is not the one that the secrets of endpoints are derived from.
var ErrOtherKey = errors.New("the secrets of webhooks were made with another secret key")

// OtherKeyAdvice tells an operator what ends ErrOtherKey.
const OtherKeyAdvice = "put the previous key file in its place, or give each webhook a new secret with waybill webhooks rotate"

// HasEndpoints reports whether any organization has an endpoint.
func HasEndpoints(tx *sqldb.ReadTx) (has bool, err error) {
	err = tx.Row(`SELECT count(*) > 0 FROM webhooks`, nil, &has)
	return has, err
}
