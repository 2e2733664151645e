package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/mail"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

const (
	templatesPath = "/waybill/v1/email-templates"
	loadsPath     = "/v2/tms-api/loads"
)

// TestMailEvents: who changes templates, rules and recipients is told by events, which have no
// address of a customer.
func TestMailEvents(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		server := newTestServer(t, database, mailArgs...)
		c := newClient(t, server.address, newKeyOf(t, server.db, "one", tenant.AllScopes()))
		createLoad(t, c, "1", "312-555-0100")
		const template, rule = templatesPath + "/own", "/waybill/v1/email-rules/delivered"
		for _, test := range []struct{ method, path, body, want string }{
			{"PUT", template, `{"subject":"s","text":"secret text"}`, "email_template.created own"},
			{"PUT", template, `{"subject":"s","text":"secret text"}`, ""},
			{"PUT", template + "?dry_run=true", `{"subject":"x","text":"t"}`, ""},
			{"PUT", template, `{"subject":"x","text":"secret text 2","to":["sales_rep"]}`, "email_template.updated own to subject text"},
			{"PUT", rule, `{"on":"load.updated","template":"own"}`, "email_rule.created delivered"},
			{"PUT", rule, `{"on":"load.updated","template":"own"}`, ""},
			{"PUT", rule, `{"on":"load.updated","template":"own","status":"DELIVERED"}`, "email_rule.updated delivered status"},
			{"PUT", recipientsPath("CUST-1"), `{"recipients":[{"email":"secret@example.com"}]}`, "email_recipients.updated cust recipients"},
			{"PUT", recipientsPath("CUST-1"), `{"recipients":[{"email":"secret@example.com"}]}`, ""},
			{"PUT", recipientsPath("CUST-1"), `{"recipients":[]}`, "email_recipients.updated cust recipients"},
			{"DELETE", rule, "", "email_rule.deleted delivered"},
			{"DELETE", rule, "", ""},
			{"DELETE", template, "", "email_template.deleted own"},
			{"DELETE", templatesPath + "/load_booked", "", ""},
		} {
			head := feedOf(t, c, "types=load.created").Head
			got := c.send(t, test.method, test.path, test.body)
			page := feedOf(t, c, fmt.Sprint("after=", head))
			told := ""
			for _, e := range page.Events {
				reference, _, _ := strings.Cut(e.Reference, "_")
				told += strings.TrimSpace(e.Type + " " + reference + " " + strings.Join(e.Changed, " "))
				if strings.Contains(string(e.Data), "secret") || !json.Valid(e.Data) || e.Actor.KeyID == nil {
					t.Errorf("%s %s: the event has %s, by %v", test.method, test.path, e.Data, e.Actor)
				}
			}
			if told != test.want {
				t.Errorf("%s %s %s (%d): told %q, want %q", test.method, test.path, test.body, got.status, told, test.want)
			}
		}
		if page := feedOf(t, c, "resource=email_template&types=email_template.*"); len(page.Events) != 3 {
			t.Errorf("of templates: %+v", page.Events)
		}
		checkDatabase(t, database)
	})
}

// mailArgs are the arguments of a server with e-mails, to an SMTP server that takes none.
var mailArgs = []string{"--smtp=smtp://127.0.0.1:1", "--mail-from=Waybill <tms@example.com>"}

func recipientsPath(customer string) string {
	return "/waybill/v1/customers/" + customer + "/recipients"
}

// createLoad creates a load of a new customer with a phone, from one location to another.
func createLoad(t *testing.T, c *client, key, phone string) {
	t.Helper()
	customer, _ := json.Marshal(map[string]any{"external_reference_id": "CUST-" + key, "name": "Müller & Söhne <b>" + key + "</b>", "phone": phone})
	c.expect(t, http.StatusCreated, "POST", customersPath, string(customer))
	for _, place := range []string{"A", "B"} {
		c.expect(t, http.StatusCreated, "POST", "/v2/tms-api/locations",
			`{"external_reference_id":"`+place+"-"+key+`","name":"Dock `+place+`","city":"Chicago","state":"US-IL","postal_code":"60699"}`)
	}
	c.expect(t, http.StatusCreated, "POST", loadsPath, loadBody(key))
}

func loadBody(key string) string {
	return `{"external_reference_id":"LOAD-` + key + `","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL",
		"customer_external_reference_id":"CUST-` + key + `","dispatcher_rep":{"name":"Dan","email":"dan@example.com"},"stops":[
		{"stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"A-` + key + `","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},
		{"stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"B-` + key + `","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}]}`
}

type preview struct {
	Subject, Text, HTML string
	To                  []struct{ Email, Name, Problem string }
	Missing             []string
}

func previewOf(t *testing.T, c *client, template, body string) (p preview) {
	t.Helper()
	if err := json.Unmarshal(c.expect(t, http.StatusOK, "POST", templatesPath+"/"+template+"/preview", body).body, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestTemplatesByAPI: each operation on templates and recipients over HTTP.
func TestTemplatesByAPI(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		server := newTestServer(t, database, mailArgs...)
		c := newClient(t, server.address, newKeyOf(t, server.db, "one", tenant.AllScopes()))
		createLoad(t, c, "1", "312-555-0100")

		to := recipientsPath("CUST-1")
		if got := c.expect(t, http.StatusOK, "GET", to, ""); string(got.body) != `{"recipients":[]}` {
			t.Errorf("%s", got.body)
		}
		const put = `{"recipients":[{"email":"jane@EXÄMPLE.com","name":"Jane"},{"email":"joe@example.com","topics":["load_booked"]}]}`
		const stored = `{"recipients":[{"email":"jane@xn--exmple-cua.com","name":"Jane","topics":[]},{"email":"joe@example.com","name":"","topics":["load_booked"]}]}`
		for _, got := range []response{c.expect(t, http.StatusOK, "PUT", to, put), c.expect(t, http.StatusOK, "GET", to, "")} {
			if string(got.body) != stored {
				t.Errorf("%s", got.body)
			}
		}

		p := previewOf(t, c, "load_delivered", `{"load":"LOAD-1"}`)
		if p.Subject != "Load LOAD-1 is delivered" || !strings.Contains(p.Text, "we reach you at 312-555-0100.") ||
			!strings.Contains(p.Text, "Müller & Söhne <b>1</b>") || !strings.Contains(p.Text, "1. PICKUP: Dock A") {
			t.Errorf("%s\n%s", p.Subject, p.Text)
		}
		if !strings.Contains(p.HTML, `<a href="tel:3125550100"`) || !strings.Contains(p.HTML, "Müller &amp; Söhne &lt;b&gt;1&lt;/b&gt;") {
			t.Errorf("%s", p.HTML)
		}
		if len(p.To) != 1 || p.To[0].Email != "jane@xn--exmple-cua.com" || len(p.Missing) != 0 {
			t.Errorf("to %v, missing %v", p.To, p.Missing)
		}
		p = previewOf(t, c, "call_customer", `{"load":"LOAD-1"}`)
		if len(p.To) != 1 || p.To[0].Email != "dan@example.com" || !strings.Contains(p.Text, "312-555-0100") {
			t.Errorf("%+v", p)
		}
		if diff := cmp.Diff([]string{"carrier.name", "carrier.phone_number", "carrier.phone_number_digits", "load.description"}, p.Missing); diff != "" {
			t.Error(diff)
		}

		own := templatesPath + "/load_delivered"
		got := c.expect(t, http.StatusOK, "PUT", own, `{"subject":"{{.customer.name}}","text":"{{range .load.stops}}{{.location_name}} {{end}}","to":["sales_rep","x@example.com"]}`)
		if !strings.Contains(string(got.body), `"html":"","shipped":false}`) {
			t.Errorf("%s", got.body)
		}
		p = previewOf(t, c, "load_delivered", `{"load":"LOAD-1","to":["dispatcher_rep","DAN@example.com","sales_rep","carrier_contacts"]}`)
		if len(p.To) != 1 || p.To[0].Name != "Dan" || p.Text != "Dock A Dock B " || p.HTML != "" {
			t.Errorf("%+v", p)
		}
		if got := c.expect(t, http.StatusOK, "GET", templatesPath, ""); strings.Count(string(got.body), `"name":`) != 4 || strings.Count(string(got.body), `"shipped":true`) != 3 {
			t.Errorf("%s", got.body)
		}
		c.expect(t, http.StatusNoContent, "DELETE", own, "")
		c.expect(t, http.StatusNotFound, "DELETE", own, "")
		if got := c.expect(t, http.StatusOK, "GET", own, ""); !strings.Contains(string(got.body), `"shipped":true`) {
			t.Errorf("%s", got.body)
		}

		p = previewOf(t, c, "load_booked", `{"customer":"CUST-1"}`)
		if len(p.To) != 2 || !strings.Contains(p.Text, "312-555-0100") {
			t.Errorf("%+v", p)
		}
		// The recipients end with their customer.
		c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("GONE"))
		c.expect(t, http.StatusOK, "PUT", recipientsPath("GONE"), put)
		c.expect(t, http.StatusNoContent, "DELETE", customersPath+"/GONE", "")
		c.expect(t, http.StatusNotFound, "GET", recipientsPath("GONE"), "")
		var left int
		if err := server.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			return tx.Row(`SELECT count(*) FROM email_recipients`, nil, &left)
		}); err != nil || left != 2 {
			t.Errorf("%d recipients are left: %v", left, err)
		}
	})
}

// TestTemplateMistakes: what is refused, and how.
func TestTemplateMistakes(t *testing.T) {
	t.Parallel()
	server := newTestServer(t, sqldbtest.SQLite(t), mailArgs...)
	c := newClient(t, server.address, newKeyOf(t, server.db, "one", tenant.AllScopes()))
	createLoad(t, c, "1", "")
	refused := func(method, path, body, want string) {
		t.Helper()
		if got := c.expect(t, http.StatusUnprocessableEntity, method, path, body); !strings.Contains(string(got.body), want) {
			t.Errorf("%s: %s, want %s", body, got.body, want)
		}
	}
	one := templatesPath + "/mine"
	refused("PUT", one, `{"text":"x"}`, `"loc":["body","subject"]`)
	refused("PUT", one, `{"subject":"x","text":"a\n{{.customer.fon}}"}`, `"loc":["body","text"],"msg":"Value error, line 2, column 3: there is no field .customer.fon"`)
	refused("PUT", one, `{"subject":"{{js}}","text":"x","html":"{{"}`, `"loc":["body","html"]`)
	refused("PUT", one, `{"subject":"x","text":"x","to":["nobody"]}`, `"loc":["body","to",0]`)
	refused("PUT", templatesPath+"/Not-a-name", `{"subject":"x","text":"x"}`, "must match")
	for body, want := range map[string]string{
		`{}`:                                    "send load or customer",
		`{"load":"L"`:                           "json_invalid",
		`{"load":"L","to":["x"]}`:               "must be an e-mail address, or one of",
		`{"load":"LOAD-1","customer":"CUST-1"}`: "send load or customer",
	} {
		refused("POST", templatesPath+"/load_booked/preview", body, want)
	}
	c.expect(t, http.StatusNotFound, "POST", templatesPath+"/load_booked/preview", `{"load":"none"}`)
	c.expect(t, http.StatusNotFound, "POST", templatesPath+"/none/preview", `{"load":"LOAD-1"}`)
	c.expect(t, http.StatusNotFound, "GET", templatesPath+"/none%00", "")
	for body, want := range map[string]string{
		`{}`:                             "Field required",
		`{"recipients":[{"email":"x"}]}`: "at least 3 characters",
		`{"recipients":[{"email":"a@example.com\r\nBcc: b@example.com"}]}`:                   "must be an e-mail address",
		`{"recipients":[{"email":"Jane <a@example.com>"}]}`:                                  "must be an e-mail address",
		`{"recipients":[{"email":"a@example.com","name":"a\r\nBcc: x"}]}`:                    "no control characters",
		`{"recipients":[{"email":"a@example.com"},{"email":"A@EXAMPLE.com"}]}`:               "stands there twice",
		`{"recipients":[` + strings.Repeat(`{"email":"a@b.c"},`, 20) + `{"email":"a@b.c"}]}`: "at most 20 items",
	} {
		refused("PUT", recipientsPath("CUST-1"), body, want)
	}
	c.expect(t, http.StatusNotFound, "PUT", recipientsPath("none"), `{"recipients":[]}`)

	c.expect(t, http.StatusOK, "PUT", one, `{"subject":"x","text":"x"}`)
	other := newClient(t, server.address, newKeyOf(t, server.db, "two", tenant.AllScopes()))
	other.expect(t, http.StatusNotFound, "GET", one, "")
	other.expect(t, http.StatusNotFound, "GET", recipientsPath("CUST-1"), "")
	scopes, err := tenant.ParseScopes("write:emails", resources().scopes())
	if err != nil {
		t.Fatal(err)
	}
	mailer := newClient(t, server.address, newKeyOf(t, server.db, "one", scopes))
	mailer.expect(t, http.StatusOK, "GET", one, "")
	mailer.expect(t, http.StatusForbidden, "POST", one+"/preview", `{"load":"LOAD-1"}`)
	mailer.expect(t, http.StatusForbidden, "GET", recipientsPath("CUST-1"), "")
	off := newTestServer(t, sqldbtest.SQLite(t))
	newClient(t, off.address, newKeyOf(t, off.db, "one", tenant.AllScopes())).expect(t, http.StatusNotFound, "GET", templatesPath, "")
}

// TestMailSettings: what is refused, and that no password is shown.
func TestMailSettings(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--smtp=smtp://u:s3cret@h"}, "must not contain a password"},
		{[]string{"--smtp=http://h"}, "must begin with smtp:// or smtps://"},
		{[]string{"--smtp=h:25"}, "is no address of an SMTP server"},
		{[]string{"--smtp=smtp://h", "--mail-from=nobody"}, "is no sender"},
		{[]string{"--smtp=smtp://h"}, "use --mail-from"},
		{[]string{"--mail-from=a@example.com"}, "use --smtp"},
		{[]string{"--smtp=smtp://u@h", "--mail-from=a@example.com"}, "use --smtp-password-file"},
		{[]string{"--smtp=smtp://u@h", "--mail-from=a@example.com", "--smtp-password-file=/none/of/it"}, "no such file"},
	} {
		got := runCommand(t, "", serveArgs(sqldbtest.EmptySQLite(t), test.args...)...)
		if got.status == 0 || !strings.Contains(got.err, test.want) || strings.Contains(got.err, "s3cret") {
			t.Errorf("%q: status %d: %s", test.args, got.status, got.err)
		}
	}
}

// TestTheLimitsOfTemplatesAndRulesAtOnce: an organization has no more templates, and no more
// rules, than its limit, also when several are created at once.
func TestTheLimitsOfTemplatesAndRulesAtOnce(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		server := newTestServer(t, database, mailArgs...)
		key := newKeyOf(t, server.db, "one", tenant.AllScopes())
		const atOnce, others = 20, 5
		var statuses sync.Map
		putAtOnce := func(path func(n int) string, body string) (made int) {
			var putting sync.WaitGroup
			for n := range atOnce {
				putting.Go(func() {
					statuses.Store(n, newClient(t, server.address, key).send(t, "PUT", path(n), body).status)
				})
			}
			putting.Wait()
			statuses.Range(func(_, status any) bool {
				if status == http.StatusOK || status == http.StatusCreated {
					made++
				} else if status != http.StatusConflict {
					t.Errorf("a request is answered %d", status)
				}
				return true
			})
			return made
		}
		c := newClient(t, server.address, key)
		template := func(n int) string { return fmt.Sprint(templatesPath, "/t", n) }
		rule := func(n int) string { return fmt.Sprint("/waybill/v1/email-rules/r", n) }
		const content, on = `{"subject":"s","text":"t"}`, `{"on":"load.updated","template":"t1000"}`
		for n := range mail.MostTemplates - others {
			c.expect(t, http.StatusOK, "PUT", template(1000+n), content)
		}
		if made := putAtOnce(template, content); made != others {
			t.Errorf("%d templates were created where %d have room", made, others)
		}
		for n := range mail.MostRules - others {
			c.expect(t, http.StatusOK, "PUT", rule(1000+n), on)
		}
		if made := putAtOnce(rule, on); made != others {
			t.Errorf("%d rules were created where %d have room", made, others)
		}
	})
}
