package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"waybill/internal/mail/mailtest"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

const emailsPath = "/waybill/v1/emails"

// sinkArgs are the arguments of a server that sends e-mails to a sink.
func sinkArgs(sink *mailtest.Sink) []string {
	return []string{"--smtp=smtp://" + sink.Address, "--mail-from=tms@example.com", "--mail-per-minute=0"}
}

type shownEmail struct {
	ID, Status, Email, Problem, Subject, Rule string
	Sequence                                  int64
}

// emailsOf lists all mails, with a status if it is not empty.
func emailsOf(t *testing.T, c *client, status string) (all []shownEmail) {
	t.Helper()
	query := "?limit=100"
	if status != "" {
		query += "&status=" + status
	}
	for before := ""; ; {
		var page struct {
			Items []shownEmail
			Next  *string
		}
		if err := json.Unmarshal(c.expect(t, http.StatusOK, "GET", emailsPath+query+before, "").body, &page); err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Items...)
		if page.Next == nil {
			return all
		}
		before = "&before=" + *page.Next
	}
}

// TestMailsSurviveCrashes kills servers again and again while the SMTP server refuses, cuts, and
// does not answer. On PostgreSQL two servers share the work. No mail may come twice, and the mails
// that came are those that were sent, and some that are uncertain.
func TestMailsSurviveCrashes(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		sink := mailtest.New(t)
		var steps atomic.Int64
		sink.Script(func(step mailtest.Step, _ string) mailtest.Answer {
			switch n := steps.Add(1); {
			case n%41 == 0 && step == mailtest.Data:
				return mailtest.Hang // until the server is killed, or the end
			case n%29 == 0:
				return mailtest.Cut
			case n%23 == 0:
				return 451
			case n%37 == 0:
				return 554
			}
			return mailtest.Accept
		})
		args := sinkArgs(sink)
		servers := []*process{startProcess(t, database, args...)}
		key := servers[0].secret
		isShared := strings.HasPrefix(database, "postgres")
		if isShared {
			servers = append(servers, startProcess(t, database, args...))
		}
		createLoad(t, servers[0].client(key), "1", "312-555-0100")
		rule := `{"on":"load.updated","changed":"description","template":"load_booked","to":["rule@example.com"]}`
		servers[0].client(key).expect(t, http.StatusOK, "PUT", "/waybill/v1/email-rules/every", rule)
		crashes, batches, each := crashCount(t), 3, 8
		for crash := range crashes {
			c := servers[0].client(key)
			for n := range batches {
				var to []string
				for i := range each {
					to = append(to, fmt.Sprintf(`"a%d-%d-%d@example.com"`, crash, n, i))
				}
				c.expect(t, http.StatusAccepted, "POST", emailsPath, `{"template":"load_booked","load":"LOAD-1","to":[`+strings.Join(to, ",")+`]}`)
			}
			c.expect(t, http.StatusOK, "PATCH", loadsPath+"/LOAD-1", fmt.Sprintf(`{"description":"crash %d"}`, crash))
			before := steps.Load()
			if !eventually(func() bool { return steps.Load() >= before+int64(crash%7) }) {
				t.Fatal("no mail is sent")
			}
			killed := crash % len(servers)
			servers[killed].kill()
			// The leases of the killed server would last for minutes, and retries for hours.
			db := openDatabase(t, database)
			if _, err := db.ExecContext(t.Context(), `UPDATE emails SET leased_until = 0, due_at = created_at, attempts = 0 WHERE status IN ('queued', 'sending')`); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			servers[killed] = startProcess(t, database, args...)
		}
		sink.Script(func(mailtest.Step, string) mailtest.Answer { return mailtest.Accept })
		sink.CutHung()
		c, db := servers[0].client(key), openDatabase(t, database)
		done := eventually(func() bool {
			_, err := db.ExecContext(t.Context(), `UPDATE emails SET due_at = created_at WHERE status = 'queued'`)
			return err == nil && len(emailsOf(t, c, "queued")) == 0 && len(emailsOf(t, c, "sending")) == 0
		})
		if !done {
			t.Errorf("%d mails are queued, %d being sent", len(emailsOf(t, c, "queued")), len(emailsOf(t, c, "sending")))
		}
		came := map[string]int{}
		for _, m := range sink.Taken() {
			_, id, _ := strings.Cut(m.Data, "Message-ID: <")
			id, _, _ = strings.Cut(id, "@")
			if came[id]++; came[id] > 1 {
				t.Errorf("the mail to %s came %d times", m.To, came[id])
			}
		}
		counts, rules := map[string]int{}, map[int64]int{}
		all := emailsOf(t, c, "")
		for _, e := range all {
			counts[e.Status]++
			if e.Rule != "" {
				rules[e.Sequence]++
			}
			if isSent := e.Status == "sent"; came[e.ID] > 0 != isSent && e.Status != "uncertain" {
				t.Errorf("the mail to %s is %s (%s), and came %d times", e.Email, e.Status, e.Problem, came[e.ID])
			}
		}
		if len(all) != crashes*(batches*each+1) || counts["sent"]+counts["failed"]+counts["uncertain"] != len(all) || len(rules) != crashes {
			t.Errorf("%d mails of %d, of %d events: %v", len(all), crashes*(batches*each+1), len(rules), counts)
		}
		t.Logf("%d crashes: %v, %d came", crashes, counts, len(came))
	})
}

// crashCount is the number of crashes of a test; WAYBILL_TEST_CRASHES is another one.
func crashCount(t *testing.T) (count int) {
	t.Helper()
	if _, err := fmt.Sscan(os.Getenv("WAYBILL_TEST_CRASHES"), &count); err != nil {
		return 4
	}
	return count
}

// TestUnsubscribe: a GET shows a button, and only a POST acts.
func TestUnsubscribe(t *testing.T) {
	t.Parallel()
	sink := mailtest.New(t)
	server := newTestServer(t, sqldbtest.SQLite(t), append(sinkArgs(sink), "--public-url=https://tms.example.com/", "--admin-address=127.0.0.1:0")...)
	c := newClient(t, server.address, newKeyOf(t, server.db, "one", tenant.AllScopes()))
	createLoad(t, c, "1", "312-555-0100")
	send := func() (queued []shownEmail) {
		t.Helper()
		var answered struct{ Items []shownEmail }
		got := c.expect(t, http.StatusAccepted, "POST", emailsPath, `{"template":"load_booked","load":"LOAD-1","to":["jane@example.com"]}`)
		if err := json.Unmarshal(got.body, &answered); err != nil {
			t.Fatal(err)
		}
		return answered.Items
	}
	id := send()[0].ID
	if !eventually(func() bool { return len(emailsOf(t, c, "sent")) == 1 }) {
		t.Fatal("the mail is not sent")
	}
	message, err := netmail.ReadMessage(strings.NewReader(sink.Taken()[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	token := strings.TrimPrefix(strings.Trim(message.Header.Get("List-Unsubscribe"), "<>"), "https://tms.example.com/waybill/v1/unsubscribe/")
	page := func(method string, status int) string {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, "http://"+server.address+"/waybill/v1/unsubscribe/"+token, strings.NewReader("List-Unsubscribe=One-Click"))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != status {
			t.Errorf("%s: %d %s, %v", method, answer.StatusCode, body, err)
		}
		return string(body)
	}
	if got := page("GET", http.StatusOK); !strings.Contains(got, `<form method="post"><button>`) || !strings.Contains(got, "jane@example.com") {
		t.Errorf("%s", got)
	}
	const suppressions = "/waybill/v1/email-suppressions"
	if got := c.expect(t, http.StatusOK, "GET", suppressions, ""); string(got.body) != `{"items":[],"next":null}` {
		t.Errorf("a GET acts: %s", got.body)
	}
	for range 2 {
		if got := page("POST", http.StatusOK); !strings.Contains(got, "no more of these mails") {
			t.Errorf("%s", got)
		}
	}
	if got := c.expect(t, http.StatusOK, "GET", suppressions, ""); !strings.Contains(string(got.body), `"email":"jane@example.com","reason":"unsubscribed","email_id":"`+id+`"`) {
		t.Errorf("%s", got.body)
	}
	if queued := send(); queued[0].Status != "suppressed" {
		t.Errorf("%+v", queued)
	}
	c.expect(t, http.StatusNoContent, "DELETE", suppressions+"/JANE@example.com", "")
	c.expect(t, http.StatusNotFound, "DELETE", suppressions+"/jane@example.com", "")
	if queued := send(); queued[0].Status != "queued" {
		t.Errorf("%+v", queued)
	}
	token = "NONE"
	page("GET", http.StatusNotFound)
	page("POST", http.StatusNotFound)
	if got := metricsOf(t, server.admin); !strings.Contains(got, `waybill_mails_total{outcome="sent"}`) || !strings.Contains(got, "waybill_mails_oldest_queued_seconds") {
		t.Errorf("the metrics lack those of mails")
	}
}

func metricsOf(t *testing.T, address string) string {
	t.Helper()
	answer, err := http.Get("http://" + address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// TestMailTest: the command sends a mail, or says why the server does not take it.
func TestMailTest(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sink := mailtest.New(t)
	args := []string{"mail", "test", "jane@example.com", "--smtp=smtp://" + sink.Address, "--mail-from=Acme <tms@example.com>"}
	if got := mustRun(t, args...); !strings.Contains(got, "has taken a mail to jane@example.com") || len(sink.Taken()) != 1 {
		t.Errorf("%s", got)
	}
	sink.Script(func(step mailtest.Step, _ string) mailtest.Answer {
		if step == mailtest.Rcpt {
			return 550
		}
		return mailtest.Accept
	})
	if got := runCommand(t, "", args...); got.status != 1 || !strings.Contains(got.err, "550") {
		t.Errorf("%+v", got)
	}
	password := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(password, []byte("s3cret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args[3] = "--smtp=smtp://u@" + sink.Address
	if got := runCommand(t, "", append(args, "--smtp-password-file="+password)...); got.status != 1 || !strings.Contains(got.err, "to log in with") || strings.Contains(got.err, "s3cret") {
		t.Errorf("%+v", got)
	}
	for _, words := range [][]string{{"mail", "test", "jane@example.com"}, {"mail", "test", "jane", args[3], args[4]}} {
		if got := runCommand(t, "", words...); got.status != 1 {
			t.Errorf("%q: %+v", words, got)
		}
	}
}
