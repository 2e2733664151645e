package webhook

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/sqldb"
)

func (f *fixture) wantGot(r *receiver, want []int64) {
	f.Helper()
	if diff := cmp.Diff(want, r.take()); diff != "" {
		f.Errorf("events that were received (-want +got):\n%s", diff)
	}
}

// wantState compares the status, the reason, the cursor and the parked events.
func (f *fixture) wantState(e *Endpoint, status Status, reason string, cursor, parked int64) {
	f.Helper()
	got := f.get(e)
	if got.Status != status || got.Reason != reason || got.Cursor != cursor || got.Parked != parked {
		f.Errorf("the endpoint is %s %q at %d with %d parked, want %s %q at %d with %d",
			got.Status, got.Reason, got.Cursor, got.Parked, status, reason, cursor, parked)
	}
}

// TestEventsAreDeliveredInOrder: all events after the creation of the endpoint, each once,
// signed, with the object of the feed as the body.
func TestEventsAreDeliveredInOrder(t *testing.T) {
	each(t, func(f *fixture) {
		f.tell(1, 3) // before the endpoint
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL + "/hook?token=x"}) // event 7
		f.tell(1, 60)
		f.tell(2, 1) // of another organization
		f.step()
		requests := r.takeAll()
		var got []int64
		for _, request := range requests {
			got = append(got, request.Sequence...)
			if err := verify(testKey().Secret(e.ID, 1), request); err != nil {
				f.Fatal(err)
			}
		}
		if diff := cmp.Diff(numbers(7, 127), got); diff != "" {
			f.Error(diff)
		}
		f.wantState(e, Active, "", 127, 0)
		f.step()
		f.wantGot(r, nil)

		var page *event.Page
		if err := f.db.ReadSnapshot(f.Context(), func(tx *sqldb.ReadTx) (err error) {
			page, err = event.Read(tx, 1, event.Query{After: 6, Limit: 2})
			return err
		}); err != nil {
			f.Fatal(err)
		}
		for i := range page.Events {
			if id := page.Events[i].ID(); requests[i].ID != id {
				f.Errorf("webhook-id is %s, want %s", requests[i].ID, id)
			}
			if diff := cmp.Diff(string(page.Events[i].AppendJSON(nil)), string(requests[i].Body)); diff != "" {
				f.Error(diff)
			}
		}
		// The successful requests share a row for each save.
		if attempts := f.attempts(e); len(attempts) != 2 || attempts[1].Requests != 100 || attempts[0].Last != 127 {
			f.Errorf("the attempts are %+v", attempts)
		}
	})
}

func (f *fixture) attempts(e *Endpoint) (all []Attempt) {
	f.Helper()
	if err := f.db.Read(f.Context(), func(tx *sqldb.ReadTx) (err error) {
		all, err = Attempts(tx, e)
		return err
	}); err != nil {
		f.Fatal(err)
	}
	return all
}

// TestTypesAndPages: only the events of the types, in requests of several events.
func TestTypesAndPages(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL, Types: []string{"load.*", "order.created"}, MaxEvents: 3})
		f.tell(1, 7) // 2 to 15, of which the odd are of loads
		f.step()
		var ids []string
		for _, request := range r.takeAll() {
			ids = append(ids, request.ID)
		}
		if diff := cmp.Diff([]string{"evt_1_3_7", "evt_1_9_13", "evt_1_15_15"}, ids); diff != "" {
			f.Error(diff)
		}
		f.write(func(tx *sqldb.Tx) error {
			tx.Tell(sqldb.Event{Organization: 1, Resource: "carrier", Action: "created", Data: []byte("{}")})
			return nil
		})
		f.step()
		f.wantGot(r, nil)
		f.wantState(e, Active, "", 16, 0)
	})
}

// TestAnEndpointThatIsDown: nothing is skipped, the pauses grow, Retry-After is obeyed, and
// after five days the endpoint is disabled, from which it goes on without loss.
func TestAnEndpointThatIsDown(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL})
		f.step()
		f.wantGot(r, numbers(1, 1))
		f.tell(1, 2)
		for i, status := range []int{http.StatusFound, http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusBadGateway} {
			r.answers(status, "Location", r.URL+"/elsewhere")
			f.step()
			f.wantGot(r, numbers(2, 2))
			f.clock.advance(downWaits[i] - 10*time.Millisecond)
			f.step()
			f.wantGot(r, nil)
			f.clock.advance(10 * time.Millisecond)
		}
		r.answers(http.StatusTooManyRequests, "Retry-After", "7200")
		f.step()
		f.clock.advance(2*time.Hour - 10*time.Millisecond)
		f.wantGot(r, numbers(2, 2))
		f.step()
		f.wantGot(r, nil)
		f.wantState(e, Active, "", 1, 0)
		f.clock.advance(5 * 24 * time.Hour)
		f.step()
		f.wantGot(r, numbers(2, 2))
		f.wantState(e, Disabled, reasonDown, 1, 0)
		f.clock.advance(5 * 24 * time.Hour)
		f.step()
		f.wantGot(r, nil)

		r.answers(http.StatusOK)
		f.change(e, f.store.Resume)
		f.step()
		f.wantGot(r, numbers(2, 7)) // 6 says that it was disabled, 7 that it is not
		f.wantState(e, Active, "", 7, 0)
	})
}

// TestDisabledIsAnEvent: of the type webhook.disabled, and without the query of the URL.
func TestDisabledIsAnEvent(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL + "/hook?token=secret"})
		r.answers(http.StatusGone)
		f.step()
		f.wantState(e, Disabled, reasonGone, 0, 0)
		var page *event.Page
		if err := f.db.ReadSnapshot(f.Context(), func(tx *sqldb.ReadTx) (err error) {
			page, err = event.Read(tx, 1, event.Query{Limit: 10})
			return err
		}); err != nil {
			f.Fatal(err)
		}
		var types []string
		for _, e := range page.Events {
			types = append(types, e.Type())
			if strings.Contains(string(e.Data), "token") || !strings.Contains(string(e.Data), "/hook") {
				f.Errorf("an event shows the query: %s", e.Data)
			}
		}
		if diff := cmp.Diff([]string{"webhook.created", "webhook.disabled"}, types); diff != "" {
			f.Error(diff)
		}
	})
}

// TestAnEventThatIsRefused: five times in 15 minutes, then it is parked and the others go on.
// A parked event is delivered again when a client asks for it.
func TestAnEventThatIsRefused(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL, MaxEvents: 10})
		f.tell(1, 3) // 2 to 7
		r.answer = func(got received) (int, http.Header) {
			if slices.Contains(got.Sequence, 4) {
				return http.StatusUnprocessableEntity, nil
			}
			return http.StatusOK, nil
		}
		f.step()
		requests := r.takeAll() // together, then each alone
		var ids []string
		for _, request := range requests {
			ids = append(ids, request.ID)
		}
		if diff := cmp.Diff([]string{"evt_1_1_7", "evt_1_1_1", "evt_1_2_2", "evt_1_3_3", "evt_1_4_4"}, ids); diff != "" {
			f.Error(diff)
		}
		for _, wait := range refusedWaits[:3] {
			f.clock.advance(wait)
			f.step()
			f.wantGot(r, append(numbers(4, 7), 4))
		}
		f.wantState(e, Active, "", 3, 0)
		f.clock.advance(refusedWaits[3])
		f.step()
		f.wantGot(r, append(numbers(4, 7), 4, 5, 6, 7))
		f.wantState(e, Active, "", 7, 1)

		f.redeliver(e, 4)
		f.step()
		f.wantGot(r, []int64{4})
		f.wantState(e, Active, "", 7, 1)
		f.step()
		f.wantGot(r, nil)
		r.answers(http.StatusOK)
		f.redeliver(e, 4)
		f.step()
		f.wantGot(r, []int64{4})
		f.wantState(e, Active, "", 7, 0)
		if err := f.db.Write(f.Context(), func(tx *sqldb.Tx) error { return f.store.Redeliver(tx, 1, e.ID, 4) }); apierr.KindOf(err) != apierr.NotFound {
			f.Errorf("an event that is not parked: %v", err)
		}
	})
}

func (f *fixture) redeliver(e *Endpoint, number int64) {
	f.Helper()
	f.write(func(tx *sqldb.Tx) error { return f.store.Redeliver(tx, e.Organization, e.ID, number) })
}

// TestTooManyParkedEvents: an endpoint that refuses everything does not fill the database.
func TestTooManyParkedEvents(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL})
		f.write(func(tx *sqldb.Tx) error {
			for n := range mostParked {
				if err := park(tx, e, int64(1000+n), &Response{}); err != nil {
					return err
				}
			}
			_, err := tx.Exec(`UPDATE webhooks SET refusals = 4 WHERE id = $1`, e.ID)
			return err
		})
		r.answers(http.StatusBadRequest)
		f.step()
		f.wantState(e, Disabled, reasonParked, 0, mostParked)
	})
}

// TestSeekAndPause: a cursor moves back and forth, and a paused endpoint gets nothing.
func TestSeekAndPause(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL})
		f.tell(1, 2) // 2 to 5
		f.change(e, f.store.Pause)
		f.step()
		f.wantGot(r, nil)
		f.change(e, f.store.Resume)
		f.step()
		f.wantGot(r, numbers(1, 7))
		seek := func(to int64) func(*sqldb.Tx, int64, string) (*Endpoint, error) {
			return func(tx *sqldb.Tx, organization int64, id string) (*Endpoint, error) {
				return f.store.Seek(tx, organization, id, to)
			}
		}
		f.change(e, seek(4))
		f.step()
		f.wantGot(r, numbers(5, 8))
		err := f.db.Write(f.Context(), func(tx *sqldb.Tx) error { _, err := f.store.Seek(tx, 1, e.ID, 99); return err })
		if apierr.KindOf(err) != apierr.Expired {
			f.Errorf("a cursor after the last event: %v", err)
		}
		// The events after the cursor were removed meanwhile.
		f.change(e, seek(1))
		f.write(func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`UPDATE event_heads SET removed = 3 WHERE organization_id = 1`)
			return err
		})
		f.step()
		f.wantGot(r, nil)
		f.wantState(e, Disabled, reasonExpired, 1, 0)
	})
}

// TestRotation: for a day there are two signatures, so a receiver may change its secret at any
// time.
func TestRotation(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL})
		before, after := testKey().Secret(e.ID, 1), testKey().Secret(e.ID, 2)
		f.change(e, f.store.Rotate)
		f.step()
		for _, request := range r.takeAll() {
			if err := errors.Join(verify(before, request), verify(after, request)); err != nil {
				f.Error(err)
			}
		}
		f.clock.advance(grace)
		f.tell(1, 1)
		f.step()
		for _, request := range r.takeAll() {
			if verify(before, request) == nil || verify(after, request) != nil {
				f.Errorf("%s is signed with the previous secret", request.ID)
			}
		}
	})
}

// TestAnotherKey: an instance with another key does not deliver, and is told so at its start.
// A rotation gives the endpoint a secret of the new key.
func TestAnotherKey(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL})
		other := Key{[]byte("another key                     ")}
		check := func() error {
			return f.db.Read(f.Context(), func(tx *sqldb.ReadTx) error { return CheckKey(tx, other) })
		}
		if err := check(); !errors.Is(err, ErrOtherKey) {
			f.Errorf("the other key: %v", err)
		}
		f.sender.Key = other
		f.step()
		f.wantGot(r, nil)
		f.change(e, (&Store{Key: other}).Rotate)
		if err := check(); err != nil {
			f.Error(err)
		}
		f.step()
		for _, request := range r.takeAll() {
			if err := verify(other.Secret(e.ID, 2), request); err != nil {
				f.Error(err)
			}
			if signatures := request.Header.Get("webhook-signature"); len(signatures) > 60 {
				f.Errorf("a secret that nobody knows has signed: %s", signatures)
			}
		}
	})
}

// TestTheLease: while an instance sends, others do not. They take over after the end of the
// lease, and the first then saves nothing.
func TestTheLease(t *testing.T) {
	each(t, func(f *fixture) {
		entered, leave := make(chan struct{}), make(chan struct{})
		r := newReceiver(f.T)
		r.answer = func(received) (int, http.Header) { return http.StatusOK, nil }
		hanging := newReceiver(f.T)
		hanging.answer = func(received) (int, http.Header) {
			entered <- struct{}{}
			<-leave
			return http.StatusOK, nil
		}
		e := f.create(1, Settings{URL: hanging.URL})
		second := &fixture{T: f.T, clock: f.clock, db: f.db, store: f.store}
		second.Deliverer = second.newDeliverer()
		f.clock.advance(time.Millisecond)
		if err := f.start(f.Context()); err != nil {
			f.Fatal(err)
		}
		<-entered // the first instance waits for the answer
		second.step()
		l := &lane{Deliverer: second.Deliverer, Endpoint: *e, token: "second"} // as if it had looked before
		if taken, err := l.take(f.Context()); taken || err != nil {
			f.Errorf("a second lease was taken: %v", err)
		}
		f.write(func(tx *sqldb.Tx) error { // so that the second instance is not held up, too
			_, err := tx.Exec(`UPDATE webhooks SET url = $1`, r.URL)
			return err
		})
		f.clock.advance(leaseTime - 10*time.Millisecond)
		second.step()
		f.wantGot(r, nil)
		f.clock.advance(10 * time.Millisecond)
		second.step()
		f.wantGot(r, numbers(1, 1))
		f.tell(1, 1)
		second.step()
		close(leave)
		f.lanes.Wait()
		f.wantState(e, Active, "", 3, 0)
	})
}

// TestAChangeStopsTheDelivery: the lane that delivers loses its lease by the change, and the
// next lane has the new settings. No event is lost.
func TestAChangeStopsTheDelivery(t *testing.T) {
	each(t, func(f *fixture) {
		r, other := newReceiver(f.T), newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL})
		f.tell(1, 100) // 2 to 201
		changed := false
		r.answer = func(got received) (int, http.Header) {
			if got.Sequence[0] == 50 && !changed {
				changed = true
				input, err := decode(`{"url":"` + other.URL + `"}`)
				if err != nil {
					f.Error(err)
				}
				f.change(e, func(tx *sqldb.Tx, organization int64, id string) (*Endpoint, error) {
					return f.store.Update(tx, organization, id, input)
				})
			}
			return http.StatusOK, nil
		}
		f.step()
		f.wantGot(r, numbers(1, 100)) // until it would have saved
		f.wantState(e, Active, "", 0, 0)
		f.step()
		f.wantGot(other, numbers(1, 202))
		f.write(func(tx *sqldb.Tx) error { return f.store.Delete(tx, 1, e.ID) })
		f.step()
		f.wantGot(other, nil)
	})
}

// TestADeadEndpointSlowsNoOther: while a request to one endpoint hangs, the others get all
// events.
func TestADeadEndpointSlowsNoOther(t *testing.T) {
	each(t, func(f *fixture) {
		hang := make(chan struct{})
		dead := newReceiver(f.T)
		dead.answer = func(received) (int, http.Header) { <-hang; return http.StatusOK, nil }
		f.create(1, Settings{URL: dead.URL})
		alive, whole := make([]*receiver, 4), make(chan struct{})
		for i := range alive {
			alive[i] = newReceiver(f.T)
			alive[i].answer = func(got received) (int, http.Header) {
				if got.Sequence[0] == 105 {
					whole <- struct{}{}
				}
				return http.StatusOK, nil
			}
			f.create(1, Settings{URL: alive[i].URL}) // 2 to 5
		}
		// No request ends with its time: the test would see the others after the dead one.
		f.sender.limit = context.WithCancel
		f.tell(1, 50) // 6 to 105
		f.clock.advance(time.Millisecond)
		if err := f.start(f.Context()); err != nil {
			f.Fatal(err)
		}
		for range alive {
			<-whole
		}
		close(hang)
		f.lanes.Wait()
		for i, r := range alive {
			f.wantGot(r, numbers(int64(i+2), 105))
		}
		f.wantGot(dead, numbers(1, 105))
	})
}

// TestStats: the lag is that of the endpoint that is furthest behind.
func TestStats(t *testing.T) {
	each(t, func(f *fixture) {
		r := newReceiver(f.T)
		e := f.create(1, Settings{URL: r.URL})
		f.change(f.create(2, Settings{URL: r.URL}), f.store.Pause)
		f.tell(1, 2)
		f.clock.advance(time.Minute)
		s, err := ReadStats(f.Context(), f.db)
		if err != nil || s.LagEvents != 5 || s.LagTime.Round(time.Second) != time.Minute || s.Endpoints[Active] != 1 || s.Endpoints[Paused] != 1 {
			f.Errorf("%+v, %v", s, err)
		}
		f.step()
		if s, err = ReadStats(f.Context(), f.db); err != nil || s.LagEvents != 0 || s.LagTime != 0 {
			f.Errorf("%+v, %v", s, err)
		}
		f.write(func(tx *sqldb.Tx) error { return park(tx, e, 1, &Response{}) })
		if s, err = ReadStats(f.Context(), f.db); err != nil || s.Parked != 1 {
			f.Errorf("%+v, %v", s, err)
		}
	})
}

// TestEndpointsOfAnOrganization: there is a limit, and others do not see them.
func TestEndpointsOfAnOrganization(t *testing.T) {
	each(t, func(f *fixture) {
		var e *Endpoint
		for range MostEndpoints {
			e = f.create(1, Settings{URL: "https://example.com"})
		}
		create := func(organization int64) error {
			return f.db.Write(f.Context(), func(tx *sqldb.Tx) error {
				_, err := f.store.Create(tx, organization, &Input{Value: Settings{URL: "https://example.com", MaxEvents: 1}})
				return err
			})
		}
		if err := create(1); apierr.KindOf(err) != apierr.Referenced {
			f.Errorf("one endpoint too many: %v", err)
		}
		if err := create(2); err != nil {
			f.Error(err)
		}
		err := f.db.Read(f.Context(), func(tx *sqldb.ReadTx) error { _, err := Get(tx, 2, e.ID); return err })
		if apierr.KindOf(err) != apierr.NotFound {
			f.Errorf("an endpoint of another organization: %v", err)
		}
	})
}

// TestConcurrentEndpoints: concurrent requests and instances create no endpoint over the
// limit.
func TestConcurrentEndpoints(t *testing.T) {
	each(t, func(f *fixture) {
		const requests = 2 * MostEndpoints
		elsewhere := openFixture(f.T, f.address, f.clock)
		errs := make(chan error, requests)
		for i := range requests {
			go func() {
				db := []*sqldb.DB{f.db, elsewhere.db}[i%2]
				errs <- db.Write(f.Context(), func(tx *sqldb.Tx) error {
					_, err := f.store.Create(tx, 1, &Input{Value: Settings{URL: "https://example.com", MaxEvents: 1}})
					return err
				})
			}()
		}
		created := 0
		for range requests {
			switch err := <-errs; {
			case err == nil:
				created++
			case apierr.KindOf(err) != apierr.Referenced:
				f.Error(err)
			}
		}
		if created != MostEndpoints {
			f.Errorf("%d endpoints were created", created)
		}
	})
}
