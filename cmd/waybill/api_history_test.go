package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"waybill/internal/event"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// timeTeller is a handler with a clock of its own.
type timeTeller struct {
	http.Handler
	db  *sqldb.DB
	now time.Time
}

func newTimeTeller(t *testing.T, address string) *timeTeller {
	t.Helper()
	h := &timeTeller{now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Now: func() time.Time { return h.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := tenant.ImportKeys(tenant.ByUser(t.Context(), "tester"), db, strings.NewReader("key-1,one")); err != nil {
		t.Fatal(err)
	}
	h.db, h.Handler = db, settings(t).newHandler(db, logs{Logger: slog.New(slog.DiscardHandler)}, stillClock, nil)
	return h
}

// expect sends a request an hour after the one before.
func (h *timeTeller) expect(t *testing.T, status int, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	h.now = h.now.Add(time.Hour)
	answer := sentRequest{key: "key-1", method: method, path: path, body: body}.send(h)
	if answer.Code != status {
		t.Errorf("%s %s is answered %d %s, want %d", method, path, answer.Code, answer.Body, status)
	}
	return answer
}

// asOf asks for a record some time after the beginning.
func (h *timeTeller) asOf(t *testing.T, status int, path string, hours float64) string {
	t.Helper()
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(hours * float64(time.Hour)))
	return h.expect(t, status, "GET", path+"?as_of="+at.Format(time.RFC3339), "").Body.String()
}

func (h *timeTeller) exec(t *testing.T, statements ...string) {
	t.Helper()
	err := h.db.Write(t.Context(), func(tx *sqldb.Tx) error {
		for _, statement := range statements {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestARecordOlderThanItsEvents: of a record that is older than events, the state since its
// last change is known, and nothing before. The answer is 410 where it is not certain that
// there was no record.
func TestARecordOlderThanItsEvents(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		const path = "/v2/tms-api/customers"
		h := newTimeTeller(t, address)
		h.expect(t, 201, "POST", path, `{"external_reference_id":"A","name":"one"}`) // hour 1
		changed := h.expect(t, 200, "PATCH", path+"/A", `{"name":"two"}`)            // hour 2
		h.exec(t, "DELETE FROM events", "DELETE FROM event_heads")                   // as in a database that was upgraded
		history := h.expect(t, 200, "GET", path+"/A/history", "").Body.String()
		if want := `{"events":[],"next":null,"since":"2026-11-01T02:00:00Z"}`; history != want {
			t.Errorf("the history is %s, want %s", history, want)
		}
		if got := h.asOf(t, 200, path+"/A", 2.5); got != changed.Body.String() {
			t.Errorf("after its last change it was %s, and is %s", got, changed.Body)
		}
		h.asOf(t, 410, path+"/A", 1.5)
		h.asOf(t, 410, path+"/A", 0.5)
		h.asOf(t, 410, path+"/B", 2.5)
		version := strings.Trim(changed.Header().Get("ETag"), `"`)
		h.expect(t, 200, "GET", path+"/A?version="+version, "")
		h.expect(t, 410, "GET", path+"/A?version=1", "")
		h.expect(t, 404, "GET", path+"/B?version=1", "")

		begun := h.now.Sub(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)).Hours() + 1
		h.expect(t, 200, "PATCH", path+"/A", `{"name":"three"}`)
		var page struct {
			Events []struct{ Timestamp string }
			Since  string
		}
		answer := h.expect(t, 200, "GET", path+"/A/history", "").Body.Bytes()
		if err := json.Unmarshal(answer, &page); err != nil || len(page.Events) != 1 || page.Since != page.Events[0].Timestamp {
			t.Errorf("the history is %s", answer)
		}
		h.asOf(t, 410, path+"/A", begun-0.5)
		h.asOf(t, 200, path+"/A", begun+0.5)
		h.asOf(t, 404, path+"/B", begun+0.5)
		h.asOf(t, 410, path+"/B", begun-0.5)
		h.expect(t, 410, "GET", path+"/A?version=1", "")
	})
}

// TestThePastAfterRetention: the states before the events that are kept are answered with
// 410, and every later state as before.
func TestThePastAfterRetention(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		const path = "/v2/tms-api/customers"
		h := newTimeTeller(t, address)
		begin := h.now
		h.expect(t, 201, "POST", path, `{"external_reference_id":"A","name":"one"}`)        // hour 1
		h.expect(t, 201, "POST", path, `{"external_reference_id":"B","name":"b"}`)          // hour 2
		two := h.expect(t, 200, "PATCH", path+"/A", `{"name":"two"}`)                       // hour 3
		h.expect(t, 204, "DELETE", path+"/B", "")                                           // hour 4
		three := h.expect(t, 200, "PATCH", path+"/A", `{"name":"three"}`)                   // hour 5
		again := h.expect(t, 201, "POST", path, `{"external_reference_id":"B","name":"b"}`) // hour 6
		h.asOf(t, 404, path+"/A", 0.5)
		h.asOf(t, 200, path+"/A", 1.5)
		if err := event.RemoveOld(t.Context(), h.db, begin.Add(4*time.Hour+time.Minute)); err != nil {
			t.Fatal(err)
		}
		h.asOf(t, 410, path+"/A", 0.5)
		h.asOf(t, 410, path+"/A", 2.5)
		if got := h.asOf(t, 200, path+"/A", 4); got != two.Body.String() {
			t.Errorf("the last event before the removal is %s", got)
		}
		if got := h.asOf(t, 200, path+"/A", 6); got != three.Body.String() {
			t.Errorf("after the removal it is %s", got)
		}
		h.asOf(t, 410, path+"/B", 2.5) // its deletion was removed, too
		h.asOf(t, 404, path+"/B", 5.5)
		if got := h.asOf(t, 200, path+"/B", 6.5); got != again.Body.String() {
			t.Errorf("the record that follows is %s", got)
		}
		h.expect(t, 410, "GET", path+"/A?version=1", "")
		h.expect(t, 410, "POST", path+"/A/restore", `{"version":1}`)
	})
}

// TestRestoreOfChildren: a child that the record still has keeps its id when a version is
// restored, and a child that was removed gets a new id.
func TestRestoreOfChildren(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		const path = "/v2/tms-api/carriers"
		h := newTimeTeller(t, address)
		contactsOf := func(answer *httptest.ResponseRecorder) (ids []string) {
			var carrier struct{ Contacts []struct{ ID string } }
			if err := json.Unmarshal(answer.Body.Bytes(), &carrier); err != nil {
				t.Fatal(err)
			}
			for _, contact := range carrier.Contacts {
				ids = append(ids, contact.ID)
			}
			return ids
		}
		first := h.expect(t, 201, "POST", path, `{"external_reference_id":"A","name":"A","contacts":[{"first_name":"One"},{"first_name":"Two"}]}`)
		before := contactsOf(first)
		h.expect(t, 200, "PATCH", path+"/A", `{"contacts":[{"id":"`+before[0]+`","first_name":"Other"}]}`)
		restored := contactsOf(h.expect(t, 200, "POST", path+"/A/restore", `{"version":`+strings.Trim(first.Header().Get("ETag"), `"`)+`}`))
		if len(restored) != 2 || restored[0] != before[0] || restored[1] == before[1] || restored[1] == "" {
			t.Errorf("the contacts were %v, and are restored as %v", before, restored)
		}
	})
}

// TestRestoreOfWhatIsGone: a version with a reference to a record that no longer exists
// cannot be restored.
func TestRestoreOfWhatIsGone(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		h := newTimeTeller(t, address)
		createExamples(func(status int, method, path, body string) { h.expect(t, status, method, path, body) })
		all := kinds()
		loads, carriers := all[3], all[2]
		path := loads.recordPath(loads.key())
		first := h.expect(t, 200, "GET", path, "")
		restore := fmt.Sprintf(`{"version":%s}`, strings.Split(strings.Trim(first.Header().Get("ETag"), `"`), "-")[0])
		h.expect(t, 200, "PATCH", path, `{"carrier_external_reference_id":null}`)
		h.expect(t, 204, "DELETE", carriers.recordPath(carriers.key()), "")
		refused := h.expect(t, 422, "POST", path+"/restore", restore)
		if !strings.Contains(refused.Body.String(), `"body","carrier_external_reference_id"`) {
			t.Errorf("the refusal is %s", refused.Body)
		}
	})
}
