package webhook

import (
	"context"
	"errors"
	"strconv"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/jsonvalue"
	"waybill/internal/sqldb"
)

// lane delivers the events of one endpoint, one request after another, while it holds the
// lease.
type lane struct {
	*Deliverer
	Endpoint
	token    string    // of the lease
	until    time.Time // the end of the lease
	attempts []Attempt // that are not saved
	unsaved  int       // requests whose success is not saved
	savedAt  time.Time
	pageSize int // events that are read at once
	single   int // events that are to be sent alone, because a request with several was refused
}

const (
	// saveEvery and saveAfter bound what is sent again after a crash.
	saveEvery = time.Second
	saveAfter = 100
	// pageBytes is about how much memory a page has. A page has fewer events if the
	// records are large.
	pageBytes = 512 << 10
	firstPage = 16
	mostPage  = mostEvents
	// disableAfter is for how long an endpoint may be down.
	disableAfter = 5 * 24 * time.Hour
)

// downWaits are the times between the attempts at an endpoint that is down; the last one
// repeats. refusedWaits are those at an event that is refused, after which it is parked.
var (
	downWaits    = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour}
	refusedWaits = []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute}
)

// run takes the lease, delivers all events that there are, and releases the lease. It returns
// early if the endpoint must wait, or if other endpoints need a lane.
func (l *lane) run(ctx context.Context) {
	taken, err := l.take(ctx)
	if err != nil || !taken {
		l.report(ctx, err)
		return
	}
	l.savedAt, l.pageSize, l.RetryAt = l.db.Now(), firstPage, time.Time{}
	err = l.deliver(ctx)
	if !errors.Is(err, errLost) {
		l.report(ctx, err)
	}
	// What was delivered is saved also at the end of the server.
	saving, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	if err := l.release(saving); err != nil {
		l.report(ctx, err)
	}
}

func (l *lane) report(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		l.log.Warn("cannot deliver to a webhook", "webhook", l.ID, "error", err)
	}
}

// errStop ends a delivery without a failure of the server: the endpoint must wait, or is
// disabled.
var errStop = errors.New("the delivery has to wait")

func (l *lane) deliver(ctx context.Context) error {
	err := l.redeliver(ctx)
	for begun := l.db.Now(); err == nil; {
		var page *event.Page
		if page, err = l.read(ctx); err != nil {
			break
		}
		if err = l.sendPage(ctx, page); err != nil {
			break
		}
		isLast := page.Next >= page.Head
		if l.isCrowded() && l.db.Now().Sub(begun) > saveEvery || isLast && !l.linger(ctx) {
			return nil
		}
	}
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// read reads the next page. If events after the cursor were removed, the endpoint is disabled.
func (l *lane) read(ctx context.Context) (page *event.Page, err error) {
	err = l.db.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) (err error) {
		page, err = event.Read(tx, l.Organization, event.Query{After: l.Cursor, Limit: l.pageSize, Types: l.Types})
		return err
	})
	if apierr.KindOf(err) == apierr.Expired {
		return nil, l.disable(ctx, reasonExpired)
	}
	if err == nil {
		l.pageSize = nextPageSize(page)
	}
	return page, err
}

// nextPageSize returns how many events the next page should have, from the size of the records
// in this one.
func nextPageSize(page *event.Page) int {
	size := 0
	for i := range page.Events {
		size += len(page.Events[i].Data)
	}
	if size == 0 {
		return firstPage
	}
	return min(max(pageBytes*len(page.Events)/size, 1), mostPage)
}

// sendPage sends the events of a page.
func (l *lane) sendPage(ctx context.Context, page *event.Page) error {
	for events := page.Events; len(events) > 0; {
		if l.needsSave() {
			if err := l.save(ctx, nil); err != nil {
				return err
			}
		}
		count := min(l.requestSize(), len(events))
		done, err := l.send(ctx, events[:count])
		if err != nil {
			return err
		}
		events = events[done:]
	}
	if page.Next > l.Cursor {
		l.Cursor = page.Next // the events between have other types
	}
	return nil
}

// needsSave reports whether the state must be saved before the next request.
func (l *lane) needsSave() bool {
	now := l.db.Now()
	return l.unsaved >= saveAfter || now.Sub(l.savedAt) >= saveEvery || l.until.Sub(now) < leaseLeft
}

func (l *lane) requestSize() int {
	if l.single > 0 {
		return 1
	}
	return int(l.MaxEvents)
}

// send sends events in one request, and returns how many are done.
func (l *lane) send(ctx context.Context, events []event.Event) (done int, err error) {
	first, last := &events[0], &events[len(events)-1]
	response, err := l.sender.Send(ctx, &l.Endpoint, messageOf(&l.Endpoint, events))
	if err != nil {
		return 0, err
	}
	l.observe(response.Outcome)
	l.note(first.Sequence, last.Sequence, response)
	if response.Outcome != Down {
		l.DownSince, l.Failures = time.Time{}, 0
	}
	switch response.Outcome {
	case Delivered:
		l.Cursor, l.Refusals, l.unsaved = last.Sequence, 0, l.unsaved+1
		l.single = max(l.single-1, 0)
		return len(events), nil
	case Gone:
		return 0, l.disable(ctx, reasonGone)
	case Refused:
		if len(events) > 1 { // the event that is refused is found by sending each alone
			l.single = len(events)
			return 0, nil
		}
		return l.refused(ctx, first, response)
	}
	return 0, l.down(ctx, response)
}

// note keeps an attempt. Successful requests one after another share a row.
func (l *lane) note(first, last int64, r *Response) {
	if count := len(l.attempts); count > 0 && r.Outcome == Delivered {
		if a := &l.attempts[count-1]; a.Outcome == Delivered && a.Status == r.Status {
			a.Last, a.Requests, a.Took, a.Answer = last, a.Requests+1, a.Took+r.Took, r.Text
			return
		}
	}
	l.attempts = append(l.attempts, Attempt{At: l.db.Now(), First: first, Last: last, Requests: 1,
		Outcome: r.Outcome, Status: r.Status, Took: r.Took, Answer: r.Text})
}

// down lets the endpoint wait, or disables it after days.
func (l *lane) down(ctx context.Context, r *Response) error {
	now := l.db.Now()
	if l.DownSince.IsZero() {
		l.DownSince = now
	}
	if now.Sub(l.DownSince) >= disableAfter {
		return l.disable(ctx, reasonDown)
	}
	wait := downWaits[min(int(l.Failures), len(downWaits)-1)]
	if r.RetryAfter > 0 {
		wait = r.RetryAfter
	}
	l.Failures++
	l.RetryAt = now.Add(wait)
	return errStop
}

// refused lets the endpoint wait, or parks the event after several attempts.
func (l *lane) refused(ctx context.Context, e *event.Event, r *Response) (done int, err error) {
	if int(l.Refusals) < len(refusedWaits) {
		l.RetryAt = l.db.Now().Add(refusedWaits[l.Refusals])
		l.Refusals++
		return 0, errStop
	}
	before := l.Endpoint
	l.Cursor, l.Refusals, l.single = e.Sequence, 0, max(l.single-1, 0)
	err = l.save(ctx, func(tx *sqldb.Tx) error { return park(tx, &before, e.Sequence, r) })
	if errors.Is(err, errTooManyParked) {
		l.Cursor, l.Refusals = before.Cursor, before.Refusals
		return 0, l.disable(ctx, reasonParked)
	}
	if err != nil {
		return 0, err
	}
	l.log.Warn("a webhook has refused an event", "webhook", l.ID, "host", l.host(), "event", e.ID(), "status", r.Status)
	return 1, nil
}

// errTooManyParked says that no more events of an endpoint are parked.
var errTooManyParked = errors.New("too many events of the webhook are parked")

func park(tx *sqldb.Tx, e *Endpoint, number int64, r *Response) error {
	var count int
	err := tx.Row(`SELECT count(*) FROM webhook_parked WHERE organization_id = $1 AND webhook_id = $2`, []any{e.Organization, e.ID}, &count)
	if err == nil && count >= mostParked {
		return errTooManyParked
	}
	if err == nil {
		_, err = tx.Exec(`INSERT INTO webhook_parked (organization_id, webhook_id, seq, at, status, answer, due) VALUES ($1, $2, $3, $4, $5, $6, 0)
			ON CONFLICT (organization_id, webhook_id, seq) DO UPDATE SET at = EXCLUDED.at, status = EXCLUDED.status, answer = EXCLUDED.answer`,
			e.Organization, e.ID, number, sqldb.Microseconds(tx.Now()), r.Status, r.Text)
	}
	return err
}

// disable ends the delivery to the endpoint until a client resumes it. Its cursor stays.
func (l *lane) disable(ctx context.Context, reason string) error {
	l.Status, l.Reason = Disabled, reason
	l.Version++
	l.UpdatedAt = l.db.Now()
	if err := l.save(ctx, func(tx *sqldb.Tx) error { l.tell(tx, "disabled", []string{"status"}); return nil }); err != nil {
		return err
	}
	l.log.Warn("a webhook is disabled", "webhook", l.ID, "host", l.host(), "reason", reason)
	return errStop
}

// linger waits a moment for the next event, so that a lease is not taken for each event. It
// reports false if there is none, or if the lane has lost its lease.
func (l *lane) linger(ctx context.Context) bool {
	for range l.lingers {
		waiting, cancel := context.WithTimeout(ctx, saveEvery)
		err := l.hub.Wait(waiting, l.Organization, l.Cursor)
		cancel()
		if err == nil {
			return true
		}
		if ctx.Err() != nil || l.isCrowded() || l.save(ctx, nil) != nil {
			return false
		}
	}
	return false
}

// redeliver sends the parked events that a client wants to be delivered again. An event that
// is not accepted stays parked.
func (l *lane) redeliver(ctx context.Context) error {
	if !l.IsDue {
		return nil
	}
	var parked []Parked
	err := l.db.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		parked, err = ParkedEvents(tx, &l.Endpoint)
		return err
	})
	for _, p := range parked {
		if err == nil && p.IsDue {
			err = l.redeliverOne(ctx, p.Sequence)
		}
	}
	if err == nil {
		l.IsDue = false
		err = l.save(ctx, nil)
	}
	return err
}

func (l *lane) redeliverOne(ctx context.Context, number int64) error {
	var page *event.Page
	err := l.db.ReadSnapshot(ctx, func(tx *sqldb.ReadTx) (err error) {
		page, err = event.Read(tx, l.Organization, event.Query{After: number - 1, Limit: 1})
		return err
	})
	if apierr.KindOf(err) == apierr.Expired {
		return l.save(ctx, func(tx *sqldb.Tx) error { return unpark(tx, &l.Endpoint, number) })
	}
	if err != nil {
		return err
	}
	if err := l.save(ctx, nil); err != nil { // renews the lease
		return err
	}
	response, err := l.sender.Send(ctx, &l.Endpoint, messageOf(&l.Endpoint, page.Events))
	if err != nil {
		return err
	}
	l.observe(response.Outcome)
	l.note(number, number, response)
	return l.save(ctx, func(tx *sqldb.Tx) error {
		if response.Outcome == Delivered {
			return unpark(tx, &l.Endpoint, number)
		}
		_, err := tx.Exec(`UPDATE webhook_parked SET due = 0, at = $4, status = $5, answer = $6
			WHERE organization_id = $1 AND webhook_id = $2 AND seq = $3`,
			l.Organization, l.ID, number, sqldb.Microseconds(tx.Now()), response.Status, response.Text)
		return err
	})
}

func unpark(tx *sqldb.Tx, e *Endpoint, number int64) error {
	_, err := tx.Exec(`DELETE FROM webhook_parked WHERE organization_id = $1 AND webhook_id = $2 AND seq = $3`, e.Organization, e.ID, number)
	return err
}

// messageOf returns the request of events. With max_events of 1, the body is the event, and
// otherwise a page of the feed. The id of a page names its first and its last event, because
// a page that is sent again may have more events.
func messageOf(e *Endpoint, events []event.Event) Message {
	if e.MaxEvents == 1 {
		return Message{events[0].ID(), events[0].AppendJSON(nil)}
	}
	last := &events[len(events)-1]
	body := []byte(`{"events":[`)
	for i := range events {
		if i > 0 {
			body = append(body, ',')
		}
		body = events[i].AppendJSON(body)
	}
	body = strconv.AppendInt(append(body, `],"next":`...), last.Sequence, 10)
	return Message{events[0].ID() + "_" + strconv.FormatInt(last.Sequence, 10), append(body, '}')}
}

// TestMessage returns a message that tests an endpoint. It is no event of the feed.
func TestMessage(e *Endpoint, requestID string, now time.Time) Message {
	body := jsonvalue.AppendText([]byte(`{"id":`), "test_"+requestID)
	body = jsonvalue.AppendTime(append(body, `,"type":"webhook.test","timestamp":`...), now)
	body = e.appendData(append(body, `,"data":`...))
	return Message{"test_" + requestID, append(body, '}')}
}
