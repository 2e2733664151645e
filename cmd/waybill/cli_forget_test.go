package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"waybill/internal/api"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// TestForget: the command deletes a record as a request would, and leaves no trace of it in
// its events and in kept answers. The events of other records, and their numbers, stay.
func TestForget(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	client := c.server.client(c.server.secret)
	const canary = "Kwyjibo"
	under := func(once string, status int, method, path, body string) http.Header {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, "http://"+client.address+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-API-Key", c.server.secret)
		request.Header.Set("Idempotency-Key", once)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != status {
			t.Errorf("%s %s is answered %s", method, path, answer.Status)
		}
		return answer.Header
	}
	body := func(name string) string { return fmt.Sprintf(`{"external_reference_id":%q,"name":%q}`, canary, name) }
	under("a", http.StatusCreated, "POST", customersPath, body("one "+canary))
	under("b", http.StatusCreated, "POST", customersPath, newCustomer("OTHER"))
	under("c", http.StatusOK, "PATCH", customersPath+"/"+canary, `{"phone":"`+canary+`"}`)
	under("d", http.StatusNoContent, "DELETE", customersPath+"/"+canary, "")
	client.expect(t, http.StatusCreated, "POST", customersPath, body("again "+canary))
	before := feedOf(t, client, "")

	command := func(said string, args ...string) result {
		return runCommand(t, said, append([]string{"forget"}, append(args, "--database="+c.file)...)...)
	}
	for _, wrong := range []result{
		command("no\n", "customer", canary, "--organization=default"),
		command(canary+"\n", "person", canary, "--organization=default"),
		command(canary+"\n", "customer", canary, "--organization=none"),
		command("NONE\n", "customer", "NONE", "--organization=default"),
	} {
		if wrong.status != 1 {
			t.Errorf("%+v", wrong)
		}
	}
	client.expect(t, http.StatusOK, "GET", customersPath+"/"+canary, "")
	got := command(canary+"\n", "customer", canary, "--organization=default")
	if got.status != 0 || got.out != "erased 1 record, 6 events, 2 kept answers, 0 mails and 0 held changes\n" {
		t.Fatalf("%+v", got)
	}
	after := feedOf(t, client, "")
	if len(after.Events) != len(before.Events)+1 {
		t.Errorf("there were %d events, and are %d", len(before.Events), len(after.Events))
	}
	for i, e := range after.Events {
		if e.Sequence != int64(i)+1 || e.Type == "customer.created" && e.Reference == "" && string(e.Data) != "null" {
			t.Errorf("event %d is %+v", i, e)
		}
	}
	if text, err := json.Marshal(after); err != nil || strings.Contains(string(text), canary) {
		t.Errorf("the events are %s, %v", text, err)
	}
	client.expect(t, http.StatusNotFound, "GET", customersPath+"/"+canary, "")
	client.expect(t, http.StatusNotFound, "GET", customersPath+"/"+canary+"/history", "")
	if again := under("b", http.StatusCreated, "POST", customersPath, newCustomer("OTHER")); again.Get("Idempotency-Replayed") != "true" {
		t.Error("the other kept answer is gone")
	}
	if again := command("", "customers", canary, "--organization=default", "--yes="+canary); again.status != 1 {
		t.Errorf("erased twice: %+v", again)
	}
}

// TestForgetWhatIsReferredTo: a record to which others refer is not erased.
func TestForgetWhatIsReferredTo(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	client := c.server.client(c.server.secret)
	createExamplesBy(t, client)
	k := customerKind()
	got := runCommand(t, "", "forget", "customer", k.key(), "--organization=default", "--yes="+k.key(), "--database="+c.file)
	if got.status != 1 || !strings.Contains(got.err, "referenced by") {
		t.Errorf("%+v", got)
	}
	client.expect(t, http.StatusOK, "GET", k.recordPath(k.key()), "")
	if page := feedOf(t, client, "types=customer.*"); len(page.Events) != 1 || page.Events[0].Reference != k.key() {
		t.Errorf("the events are %+v", page.Events)
	}
}

// TestForgetOnBothEngines erases a record that was deleted before, with a kept answer.
func TestForgetOnBothEngines(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		h := newTimeTeller(t, address)
		sentRequest{"key-1", "POST", customersPath, `{"external_reference_id":"A","name":"x"}`, []string{"Idempotency-Key", "k"}}.send(h)
		h.expect(t, 201, "POST", customersPath, `{"external_reference_id":"B","name":"b"}`)
		h.expect(t, 204, "DELETE", customersPath+"/A", "")
		all := resources()
		for _, want := range []struct {
			reference string
			api.Forgotten
		}{{"A", api.Forgotten{Events: 2, Answers: 1}}, {"B", api.Forgotten{Records: 1, Events: 2}}} {
			got, err := api.Forget(t.Context(), h.db, sqldb.Actor{}, all, all[0], 1, want.reference)
			if err != nil || got != want.Forgotten {
				t.Errorf("%s: erased %+v, %v", want.reference, got, err)
			}
			h.expect(t, 404, "GET", customersPath+"/"+want.reference+"/history", "")
		}
	})
}
