package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/guard"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

const changesPath = "/waybill/v1/changes"

// heldChange is a change as it is answered.
type heldChange struct {
	ID, Status, Resource string
	RecordID             string `json:"record_id"`
	Reference            string `json:"external_reference_id"`
	Contacts, Changed    []string
	Before, After        json.RawMessage
	RequestedBy          *struct {
		KeyID string `json:"key_id"`
	} `json:"requested_by"`
	DecidedBy *struct {
		KeyID, User string
	} `json:"decided_by"`
}

// guardedServer is a server that holds changes of phones and e-mail addresses, with two keys of
// an organization.
type guardedServer struct {
	*testServer
	asker, other *client
}

func newGuardedServer(t *testing.T, database string, args ...string) guardedServer {
	t.Helper()
	s := newTestServer(t, database, append([]string{"--guard=phone,email"}, args...)...)
	g := guardedServer{testServer: s}
	g.asker = newClient(t, s.address, newKeyOf(t, s.db, "one", tenant.AllScopes()))
	g.other = newClient(t, s.address, newKeyOf(t, s.db, "one", tenant.AllScopes()))
	newContacts(t, g.asker)
	return g
}

// hold sends a write that is held, and returns the id of the change.
func (g *guardedServer) hold(t *testing.T, method, path, body string) string {
	t.Helper()
	got := g.asker.expect(t, http.StatusAccepted, method, path, body)
	id := got.header.Get("Waybill-Held")
	if !strings.HasPrefix(id, "chg_") {
		t.Fatalf("%s %s %s is held as %q", method, path, body, id)
	}
	return id
}

func changeOf(t *testing.T, c *client, id string) (change heldChange) {
	t.Helper()
	if err := json.Unmarshal(c.expect(t, http.StatusOK, "GET", changesPath+"/"+id, "").body, &change); err != nil {
		t.Fatal(err)
	}
	return change
}

// phoneOf returns the phone of the customer C, and its ETag.
func phoneOf(t *testing.T, c *client) (phone, tag string) {
	t.Helper()
	got := c.expect(t, http.StatusOK, "GET", customersPath+"/C", "")
	var customer struct{ Phone string }
	if err := json.Unmarshal(got.body, &customer); err != nil {
		t.Fatal(err)
	}
	return customer.Phone, got.header.Get("Etag")
}

// TestGuardHolds: each kind of write that changes a guarded contact is held as a whole, and is
// made when another key confirms it.
func TestGuardHolds(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database)
		versions := g.asker.expect(t, http.StatusOK, "GET", customersPath+"/C/history", "").body
		var history struct{ Events []struct{ Version int64 } }
		if err := json.Unmarshal(versions, &history); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct{ method, path, body, record, after string }{
			{"PATCH", customersPath + "/C", `{"phone":"1","name":"N"}`, customersPath + "/C", `{"name":"N","phone":"1"}`},
			{"PUT", customersPath + "/C", `{"phone":null}`, customersPath + "/C", `{"phone":null}`},
			{"POST", customersPath + "/C/restore", fmt.Sprintf(`{"version":%d}`, history.Events[0].Version), customersPath + "/C", `{"name":"Acme","phone":"312-555-0100"}`},
			{"PATCH", carriersPath + "/R", `{"email":"new@example.com"}`, carriersPath + "/R", `{"email":"new@example.com"}`},
			{"PATCH", carriersPath + "/R", `{"phone_number":"2","name":"N"}`, carriersPath + "/R", `{"name":"N","phone_number":"2"}`},
			{"PATCH", carriersPath + "/R", `{"contacts":[{"first_name":"Mallory","primary_email":"m@example.com"}]}`, carriersPath + "/R", "*"},
		} {
			before := g.asker.expect(t, http.StatusOK, "GET", test.record, "")
			rehearsed := g.asker.expect(t, http.StatusAccepted, test.method, test.path+"?dry_run=true", test.body)
			if rehearsed.header.Get("Waybill-Held") != "dry-run" || string(rehearsed.body) != string(before.body) {
				t.Errorf("the dry run is answered %v %s", rehearsed.header, rehearsed.body)
			}
			held := g.asker.expect(t, http.StatusAccepted, test.method, test.path, test.body)
			id := held.header.Get("Waybill-Held")
			if string(held.body) != string(before.body) || held.header.Get("Etag") != before.header.Get("Etag") {
				t.Errorf("%s %s: held as %s with %s", test.method, test.body, held.body, held.header)
			}
			if again := g.hold(t, test.method, test.path, test.body); again != id {
				t.Errorf("%s %s: held again as %s", test.method, test.body, again)
			}
			now := g.asker.expect(t, http.StatusOK, "GET", test.record, "")
			if string(now.body) != string(before.body) {
				t.Errorf("%s %s: the record is %s", test.method, test.body, now.body)
			}
			change := changeOf(t, g.asker, id)
			if change.Status != "held" || test.after != "*" && string(change.After) != test.after || change.RequestedBy == nil || change.DecidedBy != nil {
				t.Errorf("%s %s: the change is %+v, %s", test.method, test.body, change, change.After)
			}
			g.asker.expect(t, http.StatusForbidden, "POST", changesPath+"/"+id+"/confirm", "")
			g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+id+"/confirm?dry_run=true", "")
			g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+id+"/confirm", "")
			after := g.asker.expect(t, http.StatusOK, "GET", test.record, "")
			if string(after.body) == string(before.body) || after.header.Get("Etag") == before.header.Get("Etag") {
				t.Errorf("%s %s: the record stays %s", test.method, test.body, after.body)
			}
			for _, again := range []string{"confirm", "refuse"} {
				if got := g.other.expect(t, http.StatusConflict, "POST", changesPath+"/"+id+"/"+again, ""); !strings.Contains(string(got.body), "it is confirmed") {
					t.Errorf("%s again: %s", again, got.body)
				}
			}
		}
		if phone, _ := phoneOf(t, g.asker); phone != "312-555-0100" {
			t.Errorf("the phone is %s", phone)
		}
		checkDatabase(t, database)
	})
}

// TestGuardLets: what changes no guarded contact is not held.
func TestGuardLets(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database)
		for _, body := range []string{`{"name":"N"}`, `{"phone":"312-555-0100"}`, `{}`} {
			if got := g.asker.expect(t, http.StatusOK, "PATCH", customersPath+"/C", body); got.header.Get("Waybill-Held") != "" {
				t.Errorf("%s is held", body)
			}
		}
		g.asker.expect(t, http.StatusOK, "PATCH", carriersPath+"/R", `{"contacts":[{"first_name":"Joe"},{"first_name":"Janet","primary_email":"jane@example.com","primary_phone":"214-555-0101"}]}`)
		if got := g.asker.sendWith(t, "PATCH", customersPath+"/C", `{"phone":"1"}`, map[string]string{"If-Match": `"1"`}); got.status != http.StatusPreconditionFailed {
			t.Errorf("of another version: %d %s", got.status, got.body)
		}
	})
}

// TestGuardOfOneKind: with --guard phone an e-mail address changes at once.
func TestGuardOfOneKind(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, t.TempDir()+"/w.db", "--guard=phone")
	c := newClient(t, s.address, newKeyOf(t, s.db, "one", tenant.AllScopes()))
	newContacts(t, c)
	c.expect(t, http.StatusOK, "PATCH", carriersPath+"/R", `{"email":"new@example.com","contacts":[{"first_name":"Jane","primary_email":"j@example.com","primary_phone":"214-555-0101"}]}`)
	c.expect(t, http.StatusAccepted, "PATCH", carriersPath+"/R", `{"contacts":[]}`)
	if got := runCommand(t, "", "serve", "--guard=fax"); got.status != 2 || !strings.Contains(got.err, "there are phone and email") {
		t.Errorf("a kind that there is not: %+v", got)
	}
}

// TestGuardedBatches: the items of a batch are held one by one, and an atomic batch with such an
// item does nothing.
func TestGuardedBatches(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database)
		const items = `{"items":[{"operation":"upsert","external_reference_id":"C","customer":{"name":"N","phone":"1"}},
			{"operation":"create","external_reference_id":"D","customer":{"name":"D","phone":"2"}}]}`
		type result struct {
			Success     bool
			ID, Held    string
			Error, Key  string
			Description string `json:"operation"`
		}
		send := func(status int, query string) []result {
			t.Helper()
			var answer struct{ Results []result }
			got := g.asker.expect(t, status, "POST", "/v2/tms-api/batch/customers"+query, items)
			if err := json.Unmarshal(got.body, &answer); err != nil {
				t.Fatal(err)
			}
			return answer.Results
		}
		if got := send(http.StatusConflict, "?atomic=true"); got[0].Success || got[0].Held != "" || !strings.Contains(got[0].Error, "atomic batch") || got[1].Success {
			t.Errorf("atomic: %+v", got)
		}
		if got := send(http.StatusOK, "?dry_run=true"); got[0].Held != "dry-run" || !got[1].Success {
			t.Errorf("dry run: %+v", got)
		}
		if got := g.asker.expect(t, http.StatusOK, "GET", changesPath, ""); !strings.Contains(string(got.body), `"items":[]`) {
			t.Errorf("held are %s", got.body)
		}
		got := send(http.StatusOK, "")
		if got[0].Success || !strings.HasPrefix(got[0].Held, "chg_") || got[0].ID != "" || !got[1].Success || got[1].Held != "" {
			t.Fatalf("%+v", got)
		}
		g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+got[0].Held+"/confirm", "")
		if phone, _ := phoneOf(t, g.asker); phone != "1" {
			t.Errorf("the phone is %s", phone)
		}
	})
}

// TestGuardedImports: a row that changes a contact is held, and says so.
func TestGuardedImports(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database)
		const file = "external_reference_id,name,phone\nC,Acme,1\nD,D,2\n"
		for _, query := range []string{"?dry_run=true", ""} {
			got := g.asker.sendWith(t, "POST", "/waybill/v1/imports/customers"+query, file, map[string]string{"Content-Type": "text/csv", "Idempotency-Key": "once"})
			lines := strings.Split(strings.TrimSpace(string(got.body)), "\n")
			if got.status != http.StatusOK || len(lines) != 3 || !strings.Contains(lines[0], `"result":"held"`) || !strings.Contains(lines[1], `"result":"created"`) ||
				!strings.Contains(lines[2], `"held":1`) || strings.Contains(lines[0], "chg_") != (query == "") {
				t.Fatalf("%s: %s", query, got.body)
			}
		}
		if phone, _ := phoneOf(t, g.asker); phone != "312-555-0100" {
			t.Errorf("the phone is %s", phone)
		}
	})
}

// TestGuardedTwice: under an Idempotency-Key, a write that was held is answered as before, also
// when it was confirmed since.
func TestGuardedTwice(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database)
		send := func() response {
			return g.asker.sendWith(t, "PATCH", customersPath+"/C", `{"phone":"1"}`, map[string]string{"Idempotency-Key": "once"})
		}
		first := send()
		id := first.header.Get("Waybill-Held")
		g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+id+"/confirm", "")
		again := send()
		if first.status != http.StatusAccepted || again.status != http.StatusAccepted || again.header.Get("Waybill-Held") != id ||
			again.header.Get("Idempotency-Replayed") != "true" || string(again.body) != string(first.body) {
			t.Errorf("%+v, then %+v", first, again)
		}
	})
}

// TestGuardOutdated: a change whose record has changed, or is gone, is not made.
func TestGuardOutdated(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database)
		first, second := g.hold(t, "PATCH", customersPath+"/C", `{"phone":"1"}`), g.hold(t, "PATCH", customersPath+"/C", `{"phone":"2"}`)
		g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+second+"/confirm", "")
		confirm := func(id, say string) {
			t.Helper()
			if got := g.other.expect(t, http.StatusConflict, "POST", changesPath+"/"+id+"/confirm", ""); !strings.Contains(string(got.body), say) {
				t.Errorf("%s", got.body)
			}
		}
		confirm(first, "has changed since")
		confirm(first, "it is outdated")
		if change := changeOf(t, g.asker, first); change.Status != "outdated" {
			t.Errorf("%+v", change)
		}
		if phone, _ := phoneOf(t, g.asker); phone != "2" {
			t.Errorf("the phone is %s", phone)
		}
		third := g.hold(t, "PATCH", customersPath+"/C", `{"phone":"3"}`)
		g.asker.expect(t, http.StatusNoContent, "DELETE", customersPath+"/C", "")
		g.asker.expect(t, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"C","name":"Acme","phone":"4"}`)
		confirm(third, "is gone")
		fourth := g.hold(t, "PATCH", customersPath+"/C", `{"phone":"5"}`)
		g.asker.expect(t, http.StatusOK, "POST", changesPath+"/"+fourth+"/refuse", "")
		confirm(fourth, "it is refused")
		var types []string
		for _, e := range feedOf(t, g.asker, "types=change.*").Events {
			types = append(types, e.Type)
			if strings.Contains(string(e.Data), `"1"`) || strings.Contains(string(e.Data), `"C"`) {
				t.Errorf("the event tells %s", e.Data)
			}
		}
		want := []string{"change.held", "change.held", "change.confirmed", "change.outdated", "change.held", "change.outdated", "change.held", "change.refused"}
		if diff := cmp.Diff(want, types); diff != "" {
			t.Errorf("events (-want +got):\n%s", diff)
		}
	})
}

// TestGuardScopes: who may see and decide changes, and that another organization sees none.
func TestGuardScopes(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database)
		id := g.hold(t, "PATCH", customersPath+"/C", `{"phone":"1"}`)
		as := func(organization, scopes string) *client {
			parsed, err := tenant.ParseScopes(scopes, resources().scopes())
			if err != nil {
				t.Fatal(err)
			}
			return newClient(t, g.address, newKeyOf(t, g.db, organization, parsed))
		}
		const records = "read:customers,read:carriers,"
		reader, approver, stranger := as("one", records+"read:changes"), as("one", records+"write:changes"), as("two", "all")
		for _, test := range []struct {
			client       *client
			status       int
			method, path string
		}{
			{reader, http.StatusOK, "GET", ""}, {reader, http.StatusOK, "GET", "/" + id},
			{reader, http.StatusForbidden, "POST", "/" + id + "/confirm"}, {reader, http.StatusForbidden, "POST", "/" + id + "/refuse"},
			{as("one", "read:changes"), http.StatusForbidden, "GET", ""}, {as("one", "write:customers,read:customers,read:carriers"), http.StatusForbidden, "GET", "/" + id},
			{stranger, http.StatusNotFound, "GET", "/" + id}, {stranger, http.StatusNotFound, "POST", "/" + id + "/confirm"}, {stranger, http.StatusNotFound, "POST", "/" + id + "/refuse"},
			{approver, http.StatusNotFound, "POST", "/" + id + "0/confirm"}, {reader, http.StatusNotFound, "GET", "/%00"},
			{reader, http.StatusUnprocessableEntity, "GET", "?status=open"}, {reader, http.StatusUnprocessableEntity, "GET", "?limit=0"}, {reader, http.StatusOK, "GET", "?before=%00"},
			{approver, http.StatusOK, "POST", "/" + id + "/confirm"},
		} {
			test.client.expect(t, test.status, test.method, changesPath+test.path, "")
		}
		if got := stranger.expect(t, http.StatusOK, "GET", changesPath, ""); string(got.body) != `{"items":[],"next":null}` {
			t.Errorf("another organization sees %s", got.body)
		}
		for i := range 3 {
			g.hold(t, "PATCH", customersPath+"/C", fmt.Sprintf(`{"phone":"page %d"}`, i))
		}
		seen, query := map[string]bool{}, "?status=held&limit=1"
		for next := query; next != ""; {
			var page struct {
				Items []heldChange
				Next  *string
			}
			if err := json.Unmarshal(reader.expect(t, http.StatusOK, "GET", changesPath+next, "").body, &page); err != nil {
				t.Fatal(err)
			}
			for _, change := range page.Items {
				seen[change.ID] = true
			}
			next = ""
			if page.Next != nil {
				next = query + "&before=" + *page.Next
			}
		}
		if len(seen) != 3 {
			t.Errorf("the pages have %d changes", len(seen))
		}
	})
}

// TestGuardRaces: of confirmations, refusals and updates at once, the change is made once or not
// at all, and what the answers say is true.
func TestGuardRaces(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database)
		third := newClient(t, g.address, newKeyOf(t, g.db, "one", tenant.AllScopes()))
		for round := range 20 {
			phone := fmt.Sprint("round ", round)
			id := g.hold(t, "PATCH", customersPath+"/C", `{"phone":"`+phone+`"}`)
			head := feedOf(t, g.asker, "types=load.*").Head
			requests := []struct {
				client             *client
				method, path, body string
			}{
				{g.other, "POST", changesPath + "/" + id + "/confirm", ""},
				{third, "POST", changesPath + "/" + id + "/confirm", ""},
				{g.asker, "POST", changesPath + "/" + id + "/refuse", ""},
				{third, "PATCH", customersPath + "/C", fmt.Sprintf(`{"name":"round %d"}`, round)},
			}
			if round%2 == 0 {
				requests = requests[:2] // two confirmations alone
			}
			statuses := make([]int, len(requests))
			var running sync.WaitGroup
			for i, r := range requests {
				running.Go(func() {
					got, err := r.client.try(r.method, r.path, r.body)
					if err != nil {
						t.Error(err)
					}
					statuses[i] = got.status
				})
			}
			running.Wait()
			made := 0
			for _, e := range feedOf(t, g.asker, fmt.Sprint("types=customer.contact_changed&after=", head)).Events {
				if strings.Contains(string(e.Data), phone) {
					made++
				}
			}
			confirmed := 0
			for _, status := range statuses[:2] {
				if status == http.StatusOK {
					confirmed++
				} else if status != http.StatusConflict {
					t.Errorf("round %d: the statuses are %v", round, statuses)
				}
			}
			now, _ := phoneOf(t, g.asker)
			status := changeOf(t, g.asker, id).Status
			if made != confirmed || confirmed > 1 || (confirmed == 1) != (now == phone) || (confirmed == 1) != (status == "confirmed") || status == "held" {
				t.Errorf("round %d: %v, made %d times, the phone is %s, the change is %s", round, statuses, made, now, status)
			}
			if len(requests) == 2 && confirmed != 1 {
				t.Errorf("round %d: two confirmations are answered %v", round, statuses)
			}
		}
		checkDatabase(t, database)
	})
}

// TestGuardTellsTheOldContact: the confirmation of a change queues a mail to each address of
// before, in its commit. Nothing else does.
func TestGuardTellsTheOldContact(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		g := newGuardedServer(t, database, mailArgs...)
		told := func() (addresses []string) {
			t.Helper()
			var page struct {
				Items []struct{ Email, Template, Resource string }
			}
			if err := json.Unmarshal(g.asker.expect(t, http.StatusOK, "GET", "/waybill/v1/emails", "").body, &page); err != nil {
				t.Fatal(err)
			}
			for _, mail := range page.Items {
				addresses = append(addresses, mail.Template+" "+mail.Resource+" "+mail.Email)
			}
			slices.Sort(addresses)
			return addresses
		}
		id := g.hold(t, "PATCH", carriersPath+"/R", `{"email":"mallory@example.com","contacts":[]}`)
		refused := g.hold(t, "PATCH", carriersPath+"/R", `{"email":"other@example.com"}`)
		g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+refused+"/refuse", "")
		g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+id+"/confirm?dry_run=true", "")
		g.asker.expect(t, http.StatusForbidden, "POST", changesPath+"/"+id+"/confirm", "")
		if got := told(); got != nil {
			t.Errorf("before the confirmation: %q", got)
		}
		g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+id+"/confirm", "")
		g.other.expect(t, http.StatusConflict, "POST", changesPath+"/"+id+"/confirm", "")
		want := []string{"contact_changed carrier dispatch@example.com", "contact_changed carrier jane@example.com"}
		if diff := cmp.Diff(want, told()); diff != "" {
			t.Errorf("mails (-want +got):\n%s", diff)
		}
		g.asker.expect(t, http.StatusOK, "PUT", recipientsPath("C"), `{"recipients":[{"email":"jo@example.com","topics":["load_booked"]}]}`)
		first, second := g.hold(t, "PATCH", customersPath+"/C", `{"phone":"1"}`), g.hold(t, "PATCH", customersPath+"/C", `{"phone":"2"}`)
		g.other.expect(t, http.StatusOK, "POST", changesPath+"/"+second+"/confirm", "")
		g.other.expect(t, http.StatusConflict, "POST", changesPath+"/"+first+"/confirm", "")
		want = append(want, "contact_changed customer jo@example.com")
		if diff := cmp.Diff(want, told()); diff != "" {
			t.Errorf("mails (-want +got):\n%s", diff)
		}
	})
}

// TestGuardBounds: an organization has a bounded number of held changes, which expire and are
// removed in the end.
func TestGuardBounds(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
		db, err := sqldb.Open(t.Context(), database, sqldb.Options{Now: func() time.Time { return now }, Migrate: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		organization, err := tenant.CreateOrganization(t.Context(), db, "one")
		if err != nil {
			t.Fatal(err)
		}
		created := organization.ID
		g := &guard.Guard{Kinds: resource.ContactKinds()}
		hold := func(n int) (id string, err error) {
			err = db.Do(t.Context(), sqldb.Work{Organization: created, By: sqldb.Actor{KeyID: "key_1"}}, func(tx *sqldb.Tx) (err error) {
				id, err = g.Hold(tx, &resource.HeldChange{Organization: created, Resource: "customer", RecordID: "cust_1", Reference: "C", Version: int64(n),
					Fields: []string{"phone"}, Contacts: []string{"phone"}, Before: []byte(`{}`), After: []byte(`{}`)})
				return err
			})
			return id, err
		}
		var first string
		err = db.Do(t.Context(), sqldb.Work{Organization: created, Large: true, By: sqldb.Actor{KeyID: "key_1"}}, func(tx *sqldb.Tx) (err error) {
			for n := range guard.MostHeld - 1 {
				id, err := g.Hold(tx, &resource.HeldChange{Organization: created, Resource: "customer", RecordID: "cust_1", Reference: "C", Version: int64(n),
					Fields: []string{"phone"}, Contacts: []string{"phone"}, Before: []byte(`{}`), After: []byte(`{}`)})
				if err != nil {
					return err
				}
				if n == 0 {
					first = id
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var atOnce sync.WaitGroup
		var fit atomic.Int64
		for n := range 20 {
			atOnce.Go(func() {
				if _, err := hold(guard.MostHeld + 1 + n); err == nil {
					fit.Add(1)
				}
			})
		}
		if atOnce.Wait(); fit.Load() != 1 {
			t.Errorf("%d of 20 changes at once were held in the last place", fit.Load())
		}
		if _, err := hold(guard.MostHeld); err == nil || !strings.Contains(err.Error(), "the organization has 1000 held changes") {
			t.Errorf("one more: %v", err)
		}
		if id, err := hold(0); err != nil || id != first {
			t.Errorf("the same again is %s, %v", id, err)
		}
		statuses := func() map[guard.Status]int {
			t.Helper()
			if err := guard.Sweep(t.Context(), db); err != nil {
				t.Fatal(err)
			}
			count := map[guard.Status]int{}
			err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				all, err := guard.List(tx, created, sqldb.Newest{Limit: 5000})
				for _, c := range all {
					count[c.Status]++
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return count
		}
		for _, step := range []struct {
			after time.Duration
			stats guard.Stats // before the removal
			want  map[guard.Status]int
		}{
			{guard.HeldFor - time.Minute, guard.Stats{Held: guard.MostHeld, Oldest: guard.HeldFor - time.Minute}, map[guard.Status]int{guard.Held: guard.MostHeld}},
			{2 * time.Minute, guard.Stats{}, map[guard.Status]int{guard.Expired: guard.MostHeld}},
			{30*24*time.Hour - time.Minute, guard.Stats{}, map[guard.Status]int{guard.Expired: guard.MostHeld}},
			{2 * time.Minute, guard.Stats{}, map[guard.Status]int{}},
		} {
			now = now.Add(step.after)
			stats, err := guard.ReadStats(t.Context(), db)
			if err != nil {
				t.Fatal(err)
			}
			stats.Oldest = stats.Oldest.Round(time.Second) // the times of transactions may be microseconds later
			if *stats != step.stats {
				t.Errorf("after %v: %+v, want %+v", step.after, stats, step.stats)
			}
			if diff := cmp.Diff(step.want, statuses()); diff != "" {
				t.Errorf("after %v (-want +got):\n%s", step.after, diff)
			}
		}
		if _, err := hold(1); err != nil {
			t.Error(err)
		}
	})
}

// TestChangesOnTheCommandLine: the user of the system may confirm and refuse any change.
func TestChangesOnTheCommandLine(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	database := t.TempDir() + "/w.db"
	g := newGuardedServer(t, database)
	first, second := g.hold(t, "PATCH", customersPath+"/C", `{"phone":"1"}`), g.hold(t, "PATCH", customersPath+"/C", `{"phone":"2"}`)
	command := func(status int, args ...string) result {
		t.Helper()
		got := runCommand(t, "", append(append([]string{"changes"}, args...), "--database="+database)...)
		if got.status != status {
			t.Fatalf("%v: %+v", args, got)
		}
		return got
	}
	if got := command(0, "list").out; !strings.Contains(got, first) || !strings.Contains(got, second) || !strings.Contains(got, "customer C") {
		t.Errorf("%s", got)
	}
	command(0, "confirm", first)
	command(1, "confirm", first)
	if phone, _ := phoneOf(t, g.asker); phone != "1" {
		t.Errorf("the phone is %s", phone)
	}
	if got := command(1, "confirm", second); !strings.Contains(got.err, "outdated") {
		t.Errorf("%+v", got)
	}
	third := g.hold(t, "PATCH", customersPath+"/C", `{"phone":"3"}`)
	command(0, "refuse", third)
	command(1, "refuse", "chg_none")
	if got := command(0, "list", "--status=all", "--organization=one").out; strings.Count(got, "chg_") != 3 || !strings.Contains(got, "refused") {
		t.Errorf("%s", got)
	}
	// What is known of a record is erased with it.
	g.hold(t, "PATCH", customersPath+"/C", `{"phone":"canary"}`)
	if got := runCommand(t, "", "forget", "customer", "C", "--organization=one", "--yes=C", "--database="+database); got.status != 0 || !strings.Contains(got.out, "4 held changes") {
		t.Errorf("%+v", got)
	}
	if got := g.asker.expect(t, http.StatusOK, "GET", changesPath, ""); strings.Contains(string(got.body), "chg_") {
		t.Errorf("changes are left: %s", got.body)
	}
}
