package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb/sqldbtest"
)

// TestCommandsHaveEvents: what the command line changes has an event with the user of the
// system, and without the secret of a key. The list of keys shows who created them.
func TestCommandsHaveEvents(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	c := newCommandLine(t)
	c.run("organizations", "create", "acme")
	secrets := []string{c.createKey("--organization=acme", "--name=one")}
	id := c.keyID("one")
	c.run("keys", "update", id, "--per-minute=7", "--name=two")
	c.run("keys", "update", id, "--per-minute=default")
	secrets = append(secrets, c.secret(c.run("keys", "rotate", id)))
	c.run("organizations", "rename", "acme", "other")
	c.run("keys", "revoke", id)
	last := c.createKey("--organization=other", "--name=last")
	c.run("keys", "revoke", c.keyID("last"))
	c.run("keys", "revoke", c.keyID("last")) // changes nothing
	if got := c.importKeys("imported-key-of-more-than-20,other,imported\n"); got.status != 0 {
		t.Fatalf("%+v", got)
	}
	answer := c.server.client(secrets[1]).send(t, "GET", "/waybill/v1/events?types=key.*,organization.*", "")
	var page struct {
		Events []struct {
			Type, Reference string
			Changed         []string
			Actor           struct{ User, KeyID *string }
			Data            map[string]any
		}
	}
	if err := json.Unmarshal(answer.body, &page); err != nil || answer.status != http.StatusOK {
		t.Fatalf("%d %s", answer.status, answer.body)
	}
	var got []string
	for _, e := range page.Events {
		got = append(got, strings.TrimSpace(e.Type+" "+strings.Join(e.Changed, ",")))
		if e.Actor.User == nil || *e.Actor.User != systemUser() || e.Actor.KeyID != nil {
			t.Errorf("the actor of %s is %+v", e.Type, e.Actor)
		}
		if strings.HasPrefix(e.Type, "key.") && (e.Data["id"] == nil || e.Data["name"] == "" || e.Data["scopes"] == nil) {
			t.Errorf("the data of %s are %v", e.Type, e.Data)
		}
	}
	want := []string{
		"organization.created", "key.created", "key.updated name,per_minute", "key.updated per_minute", "key.created",
		"key.rotated replaced_by", "organization.renamed name", "key.created", "key.revoked revoked_at", "key.created",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	for _, secret := range append(secrets, last, "imported-key-of-more-than-20") {
		if strings.Contains(string(answer.body), secret) {
			t.Errorf("the events show the key %s", secret)
		}
	}
	var listed []struct {
		CreatedBy *string `json:"created_by"`
	}
	if err := json.Unmarshal([]byte(c.run("keys", "list", "--json")), &listed); err != nil || len(listed) < 4 {
		t.Fatalf("%v, %d keys", err, len(listed))
	}
	for i, key := range listed {
		if key.CreatedBy == nil || *key.CreatedBy != systemUser() {
			t.Errorf("key %d is listed as created by %v", i, key.CreatedBy)
		}
	}
}
