package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/event"
	"waybill/internal/guard"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

const carriersPath = "/v2/tms-api/carriers"

// newContacts creates a customer and a carrier with contacts.
func newContacts(t *testing.T, c *client) {
	t.Helper()
	c.expect(t, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"C","name":"Acme","phone":"312-555-0100"}`)
	c.expect(t, http.StatusCreated, "POST", carriersPath, `{"external_reference_id":"R","name":"Swift Haul","phone_number":"214-555-0100",
		"email":"dispatch@example.com","contacts":[{"first_name":"Jane","primary_email":"jane@example.com","primary_phone":"214-555-0101"},
		{"first_name":"Joe"}]}`)
}

// TestContactEvents: an update that changes phones or e-mail addresses has an event of that
// beside its own. No other change has one.
func TestContactEvents(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newTestServer(t, database)
		c := newClient(t, s.address, newKeyOf(t, s.db, "one", tenant.AllScopes()))
		newContacts(t, c)
		after := feedOf(t, c, "").Head
		for _, test := range []struct {
			method, path, body string
			want               []string // types and changed fields
			data               string   // of the event of the contacts; none if empty
		}{
			{"PATCH", customersPath + "/C", `{"name":"Acme Inc","phone":"312-555-0100"}`, []string{"customer.updated name"}, ""},
			{"PATCH", customersPath + "/C", `{"phone":"312-555-0199","name":"Acme"}`, []string{"customer.contact_changed phone", "customer.updated name phone"},
				`{"before":{"phone":"312-555-0100"},"after":{"phone":"312-555-0199"}}`},
			{"PATCH", customersPath + "/C?dry_run=true", `{"phone":"1"}`, nil, ""},
			{"PUT", customersPath + "/C", `{"phone":null}`, []string{"customer.contact_changed phone", "customer.updated phone"},
				`{"before":{"phone":"312-555-0199"},"after":{"phone":null}}`},
			{"PUT", customersPath + "/C", `{"phone":""}`, []string{"customer.updated phone"}, ""},
			{"PATCH", carriersPath + "/R", `{"email":"other@example.com","phone_number":"214-555-0199"}`,
				[]string{"carrier.contact_changed phone_number email", "carrier.updated phone_number email"},
				`{"before":{"phone_number":"214-555-0100","email":"dispatch@example.com"},"after":{"phone_number":"214-555-0199","email":"other@example.com"}}`},
			{"PATCH", carriersPath + "/R", `{"contacts":[{"first_name":"Joe"},{"first_name":"Jan","primary_email":"jane@example.com","primary_phone":"214-555-0101"}]}`,
				[]string{"carrier.updated contacts"}, ""},
			{"PATCH", carriersPath + "/R", `{"contacts":[{"first_name":"Mallory","primary_phone":"666"}]}`,
				[]string{"carrier.contact_changed contacts", "carrier.updated contacts"}, "*"},
			{"POST", "/v2/tms-api/batch/customers", `{"items":[{"operation":"update","external_reference_id":"C","customer":{"phone":"7"}}]}`,
				[]string{"customer.contact_changed phone", "customer.updated phone"}, `{"before":{"phone":""},"after":{"phone":"7"}}`},
			{"POST", "/waybill/v1/imports/customers", "external_reference_id,phone\nC,8\n",
				[]string{"customer.contact_changed phone", "customer.updated phone"}, `{"before":{"phone":"7"},"after":{"phone":"8"}}`},
		} {
			header := map[string]string{}
			if strings.Contains(test.path, "imports") {
				header["Content-Type"] = "text/csv"
			}
			if got := c.sendWith(t, test.method, test.path, test.body, header); got.status != http.StatusOK {
				t.Fatalf("%s %s %s: %d %s", test.method, test.path, test.body, got.status, got.body)
			}
			page := feedOf(t, c, fmt.Sprint("after=", after))
			var got []string
			for _, e := range page.Events {
				got = append(got, strings.TrimSpace(e.Type+" "+strings.Join(e.Changed, " ")))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s %s %s: events (-want +got):\n%s", test.method, test.path, test.body, diff)
			}
			if test.data != "" && len(page.Events) == 2 {
				contact, update := page.Events[0], page.Events[1]
				if test.data != "*" && string(contact.Data) != test.data {
					t.Errorf("%s %s %s: data %s", test.method, test.path, test.body, contact.Data)
				}
				if contact.Version != update.Version || contact.RecordID != update.RecordID || contact.Reference != update.Reference ||
					*contact.Actor.KeyID != *update.Actor.KeyID || contact.RequestID != update.RequestID {
					t.Errorf("the event is %+v beside %+v", contact, update)
				}
			}
			after = page.Head
		}
		if page := feedOf(t, c, "types=carrier.contact_changed"); len(page.Events) != 2 || !strings.Contains(string(page.Events[1].Data), "214-555-0101") {
			t.Errorf("by type: %+v", page.Events)
		}
		checkContactPast(t, s, c)
	})
}

// checkContactPast checks that the past of the customer consists of records, also when the
// removal of old events has left the last events only.
func checkContactPast(t *testing.T, s *testServer, c *client) {
	t.Helper()
	record := string(c.expect(t, http.StatusOK, "GET", customersPath+"/C", "").body)
	history := string(c.expect(t, http.StatusOK, "GET", customersPath+"/C/history", "").body)
	if strings.Contains(history, "contact_changed") || strings.Count(history, `"type"`) != 7 {
		t.Errorf("the history is %s", history)
	}
	if err := event.RemoveOld(t.Context(), s.db, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	now := "?as_of=" + time.Now().UTC().Format(time.RFC3339Nano)
	if got := c.expect(t, http.StatusOK, "GET", customersPath+"/C"+now, ""); string(got.body) != record {
		t.Errorf("the record as of now is %s", got.body)
	}
	history = string(c.expect(t, http.StatusOK, "GET", customersPath+"/C/history", "").body)
	if strings.Count(history, `"type"`) != 1 || !strings.Contains(history, `"data":`+record) {
		t.Errorf("kept is %s", history)
	}
}

// TestContactChangedAt: a load says when the contacts of its customer and its carrier were
// changed, for a day.
func TestContactChangedAt(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newTestServer(t, database)
		c := newClient(t, s.address, newKeyOf(t, s.db, "one", tenant.AllScopes()))
		createLoad(t, c, "1", "312-555-0100")
		newContacts(t, c)
		c.expect(t, http.StatusOK, "PATCH", loadsPath+"/LOAD-1", `{"carrier_external_reference_id":"R"}`)
		type times struct{ Customer, Carrier *time.Time }
		look := func(path, noun, contract string) times {
			t.Helper()
			var answer map[string]json.RawMessage
			if err := json.Unmarshal(c.expect(t, http.StatusOK, "GET", "/waybill/v1/"+path, "").body, &answer); err != nil {
				t.Fatal(err)
			}
			if want := c.expect(t, http.StatusOK, "GET", contract, "").body; string(answer[noun]) != string(want) || len(answer) != 2 {
				t.Errorf("%s has %s, the contract %s", path, answer, want)
			}
			var found times
			if err := json.Unmarshal(answer["contact_changed_at"], &found); err != nil {
				t.Fatal(err)
			}
			return found
		}
		load := func() times { t.Helper(); return look("loads/LOAD-1", "load", loadsPath+"/LOAD-1") }
		if found := load(); found != (times{}) {
			t.Errorf("at first: %+v", found)
		}
		c.expect(t, http.StatusOK, "PATCH", customersPath+"/CUST-1", `{"name":"Other"}`)
		if found := load(); found != (times{}) {
			t.Errorf("after another change: %+v", found)
		}
		before := time.Now().Truncate(time.Second)
		c.expect(t, http.StatusOK, "PATCH", carriersPath+"/R", `{"phone_number":"1"}`)
		if found := load(); found.Customer != nil || found.Carrier == nil || found.Carrier.Before(before) {
			t.Errorf("after a change of the carrier: %+v", found)
		}
		c.expect(t, http.StatusOK, "PATCH", customersPath+"/CUST-1", `{"phone":"1"}`)
		if found := load(); found.Customer == nil || found.Carrier == nil {
			t.Errorf("after a change of both: %+v", found)
		}
		if found := look("carriers/R", "carrier", carriersPath+"/R"); found.Carrier == nil || found.Customer != nil {
			t.Errorf("the carrier says %+v", found)
		}
		c.expect(t, http.StatusNotFound, "GET", "/waybill/v1/loads/NONE", "")
		if got := c.sendWith(t, "GET", "/waybill/v1/loads/LOAD-1?x=1", "", map[string]string{"Prefer": "handling=strict"}); got.status != http.StatusUnprocessableEntity {
			t.Errorf("an unknown parameter is answered %d", got.status)
		}
		c.expect(t, http.StatusNotFound, "GET", "/waybill/v1/locations/A-1", "")
		newClient(t, s.address, newKeyOf(t, s.db, "two", tenant.AllScopes())).expect(t, http.StatusNotFound, "GET", "/waybill/v1/loads/LOAD-1", "")

		// After a day nobody is told, whether the removal has run or not.
		for _, remove := range []bool{false, true} {
			err := s.db.Write(t.Context(), func(tx *sqldb.Tx) error {
				_, err := tx.Exec(`UPDATE contact_changes SET changed_at = $1`, time.Now().Add(-guard.Lately).UnixMicro())
				return err
			})
			if err == nil && remove {
				err = guard.Sweep(t.Context(), s.db)
			}
			if err != nil {
				t.Fatal(err)
			}
			if found := load(); found != (times{}) {
				t.Errorf("after a day: %+v", found)
			}
		}
		var left int
		err := s.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Row(`SELECT count(*) FROM contact_changes`, nil, &left)
		})
		if err != nil || left != 0 {
			t.Errorf("%d changes are remembered: %v", left, err)
		}
	})
}

// sendWith is send with headers.
func (c *client) sendWith(t *testing.T, method, path, body string, header map[string]string) response {
	t.Helper()
	with := *c
	with.http = http.Client{Transport: headerSetter{header, c.http.Transport}}
	return with.send(t, method, path, body)
}

// headerSetter adds headers to requests.
type headerSetter struct {
	header map[string]string
	to     http.RoundTripper
}

func (h headerSetter) RoundTrip(r *http.Request) (*http.Response, error) {
	for name, value := range h.header {
		r.Header.Set(name, value)
	}
	return h.to.RoundTrip(r)
}
