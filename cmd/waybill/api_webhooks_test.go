package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// newKeyOf creates a key, and its organization if there is none of the name.
func newKeyOf(t *testing.T, db *sqldb.DB, organization string, scopes tenant.Scopes) string {
	t.Helper()
	if _, err := tenant.CreateOrganization(t.Context(), db, organization); err != nil && !strings.Contains(err.Error(), "exists") {
		t.Fatal(err)
	}
	_, secret, err := tenant.CreateKey(t.Context(), db, tenant.NewKey{Organization: organization, Scopes: scopes})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// TestWebhooksByAPI: each operation over HTTP.
func TestWebhooksByAPI(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		server := newTestServer(t, database, webhookArgs(t)...)
		c := newClient(t, server.address, newKeyOf(t, server.db, "one", tenant.AllScopes()))
		sink := newWebhookSink(t)
		sink.mu.Lock()
		id, secret := createWebhookAt(t, c, sink.URL)
		sink.secret = secret
		sink.mu.Unlock()
		one := webhooksPath + "/" + id
		if !eventually(func() bool { return sink.last() == 1 }) {
			t.Fatal("the first event does not come")
		}

		var created struct {
			ID, URL, Status, Secret  string
			Types                    []string
			Cursor, Lag, Parked      int64
			MaxEvents                int `json:"max_events"`
			Reason, DownSince, Retry *string
		}
		read := func(got response) {
			t.Helper()
			created.Secret = ""
			if err := json.Unmarshal(got.body, &created); err != nil {
				t.Fatal(err)
			}
		}
		read(c.expect(t, http.StatusOK, "GET", one, ""))
		if created.ID != id || created.URL != sink.URL || created.Status != "active" || created.Secret != "" || created.MaxEvents != 1 {
			t.Errorf("the endpoint is %+v", created)
		}
		if got := c.expect(t, http.StatusOK, "GET", webhooksPath, ""); strings.Count(string(got.body), id) != 1 || strings.Contains(string(got.body), "whsec_") {
			t.Errorf("the list is %s", got.body)
		}
		if got := c.expect(t, http.StatusOK, "POST", one+"/test", ""); !strings.Contains(string(got.body), `"outcome":"delivered","status":200`) {
			t.Errorf("the test: %s", got.body)
		}
		if got := c.expect(t, http.StatusOK, "GET", one+"/attempts", ""); !strings.Contains(string(got.body), `"first":0,"last":0,"requests":1,"outcome":"delivered"`) {
			t.Errorf("the attempts: %s", got.body)
		}
		c.expect(t, http.StatusOK, "GET", one+"/parked", "")
		c.expect(t, http.StatusNotFound, "POST", one+"/redeliver", `{"sequence":1}`)
		c.expect(t, http.StatusOK, "POST", one+"/pause", "")
		read(c.expect(t, http.StatusOK, "PATCH", one, `{"types":["load.*"],"description":"x"}`))
		if diff := cmp.Diff([]string{"load.*"}, created.Types); diff != "" || created.Status != "paused" {
			t.Errorf("the endpoint is %+v", created)
		}
		c.expect(t, http.StatusGone, "POST", one+"/seek", `{"sequence":99}`)
		read(c.expect(t, http.StatusOK, "POST", one+"/seek", `{"sequence":2}`))
		if created.Cursor != 2 {
			t.Errorf("the cursor is at %d", created.Cursor)
		}
		c.expect(t, http.StatusOK, "POST", one+"/resume", "")
		read(c.expect(t, http.StatusOK, "POST", one+"/rotate", ""))
		if created.Secret == "" || created.Secret == secret {
			t.Errorf("the new secret is %s", created.Secret)
		}
		c.expect(t, http.StatusNoContent, "DELETE", one, "")
		if got := c.expect(t, http.StatusNotFound, "GET", one, ""); string(got.body) != `{"error":{"code":"NOT_FOUND","message":"Webhook not found"}}` {
			t.Errorf("%s", got.body)
		}
		page := feedOf(t, c, "resource=webhook")
		var types []string
		for _, e := range page.Events {
			types = append(types, strings.TrimPrefix(e.Type, "webhook."))
			if strings.Contains(string(e.Data), "whsec_") {
				t.Errorf("an event has a secret: %s", e.Data)
			}
		}
		if diff := cmp.Diff([]string{"created", "updated", "updated", "updated", "updated", "rotated", "deleted"}, types); diff != "" {
			t.Error(diff)
		}
	})
}

// TestWebhookMistakes: what is refused, and how.
func TestWebhookMistakes(t *testing.T) {
	t.Parallel()
	server := newTestServer(t, sqldbtest.SQLite(t), "--webhooks", "--secret-key-file="+t.TempDir()+"/waybill.key")
	c := newClient(t, server.address, newKeyOf(t, server.db, "one", tenant.AllScopes()))
	id, _ := createWebhookAt(t, c, "https://example.com")
	for body, want := range map[string]string{
		`{}`:                                                  "Field required",
		`{"url":"x"}`:                                         "must be an absolute URL",
		`{"url":"ftp://example.com"}`:                         "must begin with https://",
		`{"url":"http://example.com"}`:                        "must begin with https://",
		`{"url":"https://u:p@example.com"}`:                   "must not contain a user or password",
		`{"url":"https://example.com#a"}`:                     "must not contain a fragment",
		`{"url":"https://169.254.169.254/"}`:                  "does not allow",
		`{"url":"https://[::1]/"}`:                            "does not allow",
		`{"url":"https://[::ffff:10.0.0.1]/"}`:                "does not allow",
		`{"url":"https://example.com","types":["customers"]}`: "String should match pattern",
		`{"url":"https://example.com","max_events":101}`:      "less than or equal to 100",
	} {
		if got := c.expect(t, http.StatusUnprocessableEntity, "POST", webhooksPath, body); !strings.Contains(string(got.body), want) {
			t.Errorf("%s: %s", body, got.body)
		}
	}
	c.expect(t, http.StatusUnprocessableEntity, "PATCH", webhooksPath+"/"+id, `{"url":"https://127.0.0.1"}`)
	c.expect(t, http.StatusUnprocessableEntity, "POST", webhooksPath+"/"+id+"/seek", `{}`)

	other := newClient(t, server.address, newKeyOf(t, server.db, "two", tenant.AllScopes()))
	for _, route := range [][2]string{{"GET", ""}, {"PATCH", ""}, {"DELETE", ""}, {"POST", "/pause"}, {"POST", "/resume"}, {"POST", "/rotate"},
		{"POST", "/seek"}, {"POST", "/test"}, {"GET", "/attempts"}, {"GET", "/parked"}, {"POST", "/redeliver"}} {
		other.expect(t, http.StatusNotFound, route[0], webhooksPath+"/"+id+route[1], `{"sequence":0}`)
	}
	reader, err := tenant.ParseScopes("read:events", resources().scopes())
	if err != nil {
		t.Fatal(err)
	}
	newClient(t, server.address, newKeyOf(t, server.db, "one", reader)).expect(t, http.StatusForbidden, "GET", webhooksPath, "")
	off := newTestServer(t, sqldbtest.SQLite(t))
	newClient(t, off.address, newKeyOf(t, off.db, "one", tenant.AllScopes())).expect(t, http.StatusNotFound, "GET", webhooksPath, "")
}

// TestKeptAnswersHaveNoSecret: the same request under an Idempotency-Key gets the same secret,
// although the answer that is kept does not have it.
func TestKeptAnswersHaveNoSecret(t *testing.T) {
	t.Parallel()
	database := sqldbtest.SQLite(t)
	server := newTestServer(t, database, webhookArgs(t)...)
	key := newKeyOf(t, server.db, "one", tenant.AllScopes())
	create := func() string {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+server.address+webhooksPath, strings.NewReader(`{"url":"https://example.com"}`))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-API-Key", key)
		request.Header.Set("Idempotency-Key", "once")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		var created struct{ ID, Secret string }
		if err := json.NewDecoder(answer.Body).Decode(&created); err != nil || created.Secret == "" {
			t.Fatalf("status %d: %v", answer.StatusCode, err)
		}
		return created.ID + " " + created.Secret
	}
	if first, again := create(), create(); first != again {
		t.Errorf("%s, then %s", first, again)
	}
	err := server.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		var body []byte
		if err := tx.Row(`SELECT body FROM idempotency_keys`, nil, &body); err != nil {
			return err
		}
		if strings.Contains(string(body), "secret") || !strings.Contains(string(body), "example.com") {
			t.Errorf("the kept answer is %s", body)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
