package mail

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"waybill/internal/mail/mailtest"
	"waybill/internal/sqldb"
)

func TestAMailIsSent(t *testing.T) {
	each(t, func(f *fixture) {
		f.records["customer C"] = `{"id":"cust_1","external_reference_id":"C","name":"Müller 🚚 ` + strings.Repeat("long ", 40) + `","phone":"312-555-0100"}`
		f.write(func(tx *sqldb.Tx) error {
			_, err := f.PutTemplate(tx, 1, "load_booked", &Template{To: []string{roleCustomer}, Subject: "Ä {{.customer.name}}\r\nBcc: x@example.com",
				Text: "At {{.customer.phone}}.\n.\n" + strings.Repeat("x", 5000), HTML: "<b>{{.customer.phone}}</b>"})
			return err
		})
		id := f.order(1, "jäne@exämple.com")[0]
		f.step()
		f.expect(id, Sent, 1)
		got := f.sink.Taken()[0]
		message, err := netmail.ReadMessage(strings.NewReader(got.Data))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
		if want := f.email(1, id).Subject; err != nil || subject != want || !strings.HasPrefix(want, "Ä Müller 🚚 long") || message.Header.Get("Bcc") != "" {
			t.Errorf("the subject is %q, %v, want %q", subject, err, want)
		}
		if got.From != "tms@example.com" || got.To != "jäne@xn--exmple-cua.com" {
			t.Errorf("from %s to %s", got.From, got.To)
		}
		for name, want := range map[string]string{"Message-Id": "<" + id + "@example.com>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated"} {
			if message.Header.Get(name) != want {
				t.Errorf("%s is %q", name, message.Header.Get(name))
			}
		}
		for line := range strings.Lines(got.Data) {
			if len(line) > 998 {
				t.Errorf("a line has %d bytes", len(line))
			}
		}
		parts := partsOf(t, message)
		if text := strings.ReplaceAll(parts["text/plain"], "\r\n", "\n"); text != f.email(1, id).Text || parts["text/html"] != "<b>312-555-0100</b>" {
			t.Errorf("the parts are %.80q and %q", text, parts["text/html"])
		}
		address := strings.Trim(message.Header.Get("List-Unsubscribe"), "<>")
		token, ok := strings.CutPrefix(address, "https://tms.example.com"+UnsubscribePath)
		if !ok {
			t.Fatalf("the address to unsubscribe is %s", address)
		}
		var u Unsubscription
		err = f.db.Read(t.Context(), func(tx *sqldb.ReadTx) (err error) {
			u, err = f.FindToken(tx, token)
			return err
		})
		if err != nil || u.EmailID != id || u.Organization != 1 {
			t.Fatalf("the token stands for %+v: %v", u, err)
		}
		if err := f.UnsubscribeNow(t.Context(), "", u); err != nil {
			t.Fatal(err)
		}
		next := f.order(1, "JÄNE@exämple.com")
		f.step()
		if e := f.email(1, next[0]); e.Status != Suppressed || len(f.sink.Taken()) != 1 {
			t.Errorf("after the end of the subscription: %s", e.Status)
		}
	})
}

// partsOf returns the decoded parts of a message by type.
func partsOf(t *testing.T, m *netmail.Message) map[string]string {
	t.Helper()
	_, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for reader := multipart.NewReader(m.Body, parameters["boundary"]); ; {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return parts
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		parts[kind] = string(text)
	}
}

// TestWhatTheServerAnswers: each answer at each step, and whether the mail is sent again.
func TestWhatTheServerAnswers(t *testing.T) {
	each(t, func(f *fixture) {
		for i, test := range []struct {
			step       mailtest.Step
			answer     mailtest.Answer
			status     Status
			taken      int
			suppressed bool
		}{
			{mailtest.Mail, 451, Queued, 0, false},
			{mailtest.Mail, 550, Failed, 0, false},
			{mailtest.Mail, mailtest.Cut, Queued, 0, false},
			{mailtest.Rcpt, 450, Queued, 0, false},
			{mailtest.Mail, mailtest.Enhanced(550, 1, 1), Failed, 0, false},
			{mailtest.Rcpt, 550, Failed, 0, false},
			{mailtest.Rcpt, 551, Failed, 0, false},
			{mailtest.Rcpt, mailtest.Enhanced(550, 7, 1), Failed, 0, false},
			{mailtest.Rcpt, mailtest.Enhanced(550, 1, 8), Failed, 0, false},
			{mailtest.Rcpt, mailtest.Enhanced(552, 2, 2), Failed, 0, false},
			{mailtest.Rcpt, mailtest.Enhanced(450, 1, 1), Queued, 0, false},
			{mailtest.Rcpt, mailtest.Enhanced(550, 1, 1), Failed, 0, true},
			{mailtest.Rcpt, mailtest.Enhanced(556, 1, 10), Failed, 0, true},
			{mailtest.Rcpt, mailtest.Enhanced(550, 2, 1), Failed, 0, true},
			{mailtest.Rcpt, 554, Failed, 0, false},
			{mailtest.Rcpt, mailtest.Cut, Queued, 0, false},
			{mailtest.Data, 452, Queued, 0, false},
			{mailtest.Data, 554, Failed, 0, false},
			{mailtest.Data, mailtest.Cut, Uncertain, 1, false},
			{mailtest.Data, mailtest.Accept, Sent, 1, false},
		} {
			address := fmt.Sprintf("a%d@example.com", i)
			f.sink.Script(func(step mailtest.Step, to string) mailtest.Answer {
				if step == test.step {
					return test.answer
				}
				return mailtest.Accept
			})
			id := f.order(1, address)[0]
			f.step()
			f.expect(id, test.status, test.taken)
			err := f.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
				is, err := isSuppressed(tx, 1, address)
				if is != test.suppressed {
					t.Errorf("%s %d: suppressed is %t", test.step, test.answer, is)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			f.write(func(tx *sqldb.Tx) error {
				_, err := tx.Exec(`DELETE FROM emails`)
				return err
			})
		}
	})
}

// TestAServerThatHangs: before the message the mail is sent later, after it is uncertain.
func TestAServerThatHangs(t *testing.T) {
	each(t, func(f *fixture) {
		for i, test := range []struct {
			step   mailtest.Step
			status Status
			taken  int
		}{{mailtest.Rcpt, Queued, 0}, {mailtest.Data, Uncertain, 1}} {
			f.sink.Script(func(step mailtest.Step, _ string) mailtest.Answer {
				if step == test.step {
					return mailtest.Hang
				}
				return mailtest.Accept
			})
			id := f.order(1, fmt.Sprintf("h%d@example.com", i))[0]
			stepped := make(chan bool)
			go func() {
				defer close(stepped)
				f.step()
			}()
			<-f.sink.Hung()
			f.timeout <- time.Time{}
			<-stepped
			f.expect(id, test.status, test.taken)
		}
	})
}

// TestRetries: a temporary failure is tried five times more, and then the mail has failed. It can
// be sent again by hand.
func TestRetries(t *testing.T) {
	each(t, func(f *fixture) {
		f.sink.Script(func(step mailtest.Step, _ string) mailtest.Answer {
			if step == mailtest.Rcpt {
				return 450
			}
			return mailtest.Accept
		})
		id := f.order(1, "a@example.com")[0]
		for i, wait := range retryWaits {
			f.step()
			if e := f.expect(id, Queued, 0); e.Attempts != int64(i+1) || e.DueAt.Sub(f.clock.now()).Round(time.Second) != wait {
				t.Errorf("after attempt %d it is due in %s, want %s", e.Attempts, e.DueAt.Sub(f.clock.now()), wait)
			}
			f.clock.advance(wait - time.Second)
			f.step()
			if e := f.email(1, id); e.Attempts != int64(i+1) {
				t.Errorf("attempt %d is early", e.Attempts)
			}
			f.clock.advance(2 * time.Second)
		}
		f.step()
		f.expect(id, Failed, 0)
		if f.outcomes[retried] != 5 || f.outcomes[string(Failed)] != 1 {
			t.Errorf("the outcomes are %v", f.outcomes)
		}
		f.sink.Script(func(mailtest.Step, string) mailtest.Answer { return mailtest.Accept })
		f.write(func(tx *sqldb.Tx) error {
			_, err := f.Resend(tx, 1, id)
			return err
		})
		f.step()
		f.expect(id, Sent, 1)
		if err := f.db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := f.Resend(tx, 1, id)
			return err
		}); err == nil {
			t.Error("a mail that was sent can be sent again")
		}
	})
}

// TestAServerThatIsDown: no attempt counts, and no mail is lost.
func TestAServerThatIsDown(t *testing.T) {
	each(t, func(f *fixture) {
		id := f.order(1, "a@example.com")[0]
		working := f.sender.Server
		f.sender.Server = Server{Host: "127.0.0.1", Port: "1"}
		for range 3 {
			f.step()
			f.clock.advance(pauseTime)
		}
		if e := f.expect(id, Queued, 0); e.Attempts != 0 || !strings.Contains(e.Problem, "cannot be used") {
			t.Errorf("%d attempts, %s", e.Attempts, e.Problem)
		}
		f.sender.Server = working
		f.step()
		f.expect(id, Sent, 1)
	})
}

// TestStartTLSIsRequired: a server that is not on this machine must offer it.
func TestStartTLSIsRequired(t *testing.T) {
	each(t, func(f *fixture) {
		_, port, _ := strings.Cut(f.sink.Address, ":")
		x := &session{sender: f.sender}
		f.sender.Server = Server{Host: "127.0.0.1", Port: port}
		opened, err := f.sender.open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer opened.close()
		f.sender.Server.Host = "mail.example.com" // as if the name had led there
		x.conn, x.client = opened.conn, opened.client
		if err := x.requireTLS(nil); err == nil || !strings.Contains(err.Error(), "offers no STARTTLS") {
			t.Errorf("%v", err)
		}
	})
}

// TestAKilledSender: a mail that was leased is sent by another instance, one that was being sent
// is uncertain, and a late answer is still kept.
func TestAKilledSender(t *testing.T) {
	each(t, func(f *fixture) {
		ids := f.order(1, "leased@example.com", "sending@example.com", "late@example.com")
		l := &lane{Deliverer: f.Deliverer}
		var attempts []*attempt
		for _, id := range ids {
			a, err := l.take(t.Context(), emailKey{1, id})
			if err != nil || a == nil {
				t.Fatal(err)
			}
			attempts = append(attempts, a)
		}
		for _, a := range attempts[1:] {
			if _, err := l.begin(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		f.step()
		if got := len(f.sink.Taken()); got != 0 {
			t.Errorf("%d mails were sent twice", got)
		}
		f.clock.advance(leaseTime)
		f.step()
		f.expect(ids[0], Sent, 1)
		if _, err := l.begin(t.Context(), attempts[0]); err == nil {
			t.Error("a lease that has ended is good for a message")
		}
		f.clock.advance(sendingTime)
		f.step()
		f.expect(ids[1], Uncertain, 0)
		f.expect(ids[2], Uncertain, 0)
		if err := l.finish(t.Context(), attempts[2], sent, nil); err != nil {
			t.Fatal(err)
		}
		f.expect(ids[2], Sent, 0)
		f.write(func(tx *sqldb.Tx) error {
			_, err := f.Resend(tx, 1, ids[1])
			return err
		})
		f.step()
		f.expect(ids[1], Sent, 1)
	})
}

// TestTheRateAndTheTurns: only so many mails are begun in a minute, and organizations take turns.
// The turns are those of the lanes; a lane may overtake another.
func TestTheRateAndTheTurns(t *testing.T) {
	each(t, func(f *fixture) {
		f.perMinute = 4
		var many []string
		for i := range 9 {
			many = append(many, fmt.Sprintf("m%d@example.com", i))
		}
		f.order(1, many...)
		f.clock.advance(time.Millisecond)
		f.order(2, "two@example.com")
		due, err := f.findDue(f.Context())
		if err != nil || len(due) != len(many)+1 || due[0].organization != 1 || due[1].organization != 2 {
			t.Errorf("the mails that are due: %v, %v", due, err)
		}
		for i, want := range []int{4, 4, 8, 10} {
			f.step()
			if got := len(f.sink.Taken()); got != want {
				t.Errorf("after step %d: %d mails, want %d", i, got, want)
			}
			if i > 0 {
				f.clock.advance(time.Minute)
			}
		}
	})
}

// rule creates a rule.
func (f *fixture) rule(name, body string) *Rule {
	f.Helper()
	r, err := DecodeRule(bodyOf(body), false)
	if err != nil {
		f.Fatal(err)
	}
	f.write(func(tx *sqldb.Tx) (err error) {
		r, err = f.PutRule(tx, 1, name, r)
		return err
	})
	return r
}

// tell writes an event of a load of the customer.
func (f *fixture) tell(action, status string, changed ...string) {
	f.Helper()
	f.write(func(tx *sqldb.Tx) error {
		tx.Tell(sqldb.Event{Organization: 1, Resource: "load", Action: action, RecordID: "load_1", Reference: "L", Version: 1, Changed: changed,
			Data: []byte(`{"id":"load_1","external_reference_id":"L","status":"` + status + `","customer_external_reference_id":"C",
				"sales_rep":{"name":"Sam","email":"sam@example.com"},"dispatcher_rep":{"email":"not an address"}}`)})
		return nil
	})
}

// TestRules: a rule makes mails of the events that meet it, from its making on, once.
func TestRules(t *testing.T) {
	each(t, func(f *fixture) {
		f.tell("updated", "DELIVERED", "status") // before the rule
		f.rule("delivered", `{"on":"load.updated","changed":"status","status":"DELIVERED","template":"load_delivered","to":["sales_rep"]}`)
		f.tell("created", "DELIVERED")
		f.tell("updated", "EN_ROUTE", "status")
		f.tell("updated", "DELIVERED", "weight")
		f.step()
		if got := f.all(1); len(got) != 0 {
			t.Fatalf("%d mails", len(got))
		}
		f.tell("updated", "DELIVERED", "weight", "status")
		other := f.newDeliverer()
		for range 3 {
			f.step()
			if err := other.makeMails(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		got := f.all(1)
		if len(got) != 1 || got[0].Rule != "delivered" || got[0].Sequence != 6 || !strings.Contains(got[0].Text, "312-555-0100") {
			t.Fatalf("the mails are %+v", got)
		}
		f.expect(got[0].ID, Sent, 1)
		// Two instances that read the same page queue its mails once.
		f.tell("updated", "DELIVERED", "status")
		due, err := f.dueRules(t.Context())
		if err != nil || len(due) != 1 {
			t.Fatal(err)
		}
		for i, want := range []error{nil, errOutrunRule} {
			if err := f.follow(t.Context(), &due[0], map[string]int64{}); !errors.Is(err, want) {
				t.Errorf("instance %d: %v", i, err)
			}
		}
		f.step()
		if got := f.all(1); len(got) != 2 {
			t.Errorf("%d mails", len(got))
		}
		// What cannot be sent is shown.
		f.rule("called", `{"on":"load.updated","template":"call_customer"}`)
		f.tell("updated", "EN_ROUTE", "weight")
		f.step()
		if got := f.all(1); len(got) != 3 || got[0].Status != Failed || got[0].Problem != problemAddress {
			t.Errorf("the mails are %+v", got)
		}
	})
}

// TestRulesOnContacts: a rule on the change of a contact shows the record after the change.
func TestRulesOnContacts(t *testing.T) {
	each(t, func(f *fixture) {
		f.rule("changed", `{"on":"carrier.contact_changed","changed":"email","template":"call_customer","to":["carrier_contacts","security@example.com"]}`)
		f.write(func(tx *sqldb.Tx) error {
			e := sqldb.Event{Organization: 1, Resource: "carrier", Action: "contact_changed", RecordID: "carrier_1", Reference: "R", Version: 2,
				Changed: []string{"email"}, Data: []byte(`{"before":{"email":"a@example.com"},"after":{"email":"b@example.com"}}`)}
			tx.Tell(e)
			e.Action, e.Data = "updated", []byte(`{"id":"carrier_1","external_reference_id":"R","name":"Swift","email":"b@example.com"}`)
			tx.Tell(e)
			return nil
		})
		f.step()
		got := f.all(1)
		if len(got) != 2 || got[1].To.Email != "b@example.com" || got[0].Carrier != "R" || got[0].Noun != "carrier" || !strings.Contains(got[0].Text, "Carrier:  Swift") {
			t.Fatalf("the mails are %+v", got)
		}
	})
}

// TestAnOldMailOfARule is not sent.
func TestAnOldMailOfARule(t *testing.T) {
	each(t, func(f *fixture) {
		f.rule("all", `{"on":"load.updated","template":"load_booked","to":["sales_rep"]}`)
		f.tell("updated", "EN_ROUTE", "weight")
		asked := f.order(1, "asked@example.com")[0]
		f.clock.advance(staleAfter + time.Second)
		f.step()
		f.step()
		f.expect(asked, Sent, 1)
		for _, e := range f.all(1) {
			if e.Rule == "all" {
				f.expect(e.ID, Stale, 0)
				return
			}
		}
		t.Error("the mail of the rule is not there")
	})
}

// TestAFullQueue: clients are refused, and rules wait without a loss.
func TestAFullQueue(t *testing.T) {
	each(t, func(f *fixture) {
		f.rule("all", `{"on":"load.updated","template":"load_booked","to":["sales_rep"]}`)
		f.order(1, "first@example.com")
		f.write(func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`INSERT INTO emails (` + emailColumns + `, attempted_at, token, leased_by, leased_until)
				WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
				SELECT organization_id, 'x' || n.i, created_at, updated_at, status, template, rule, seq, resource, record_id, reference,
				customer, carrier, email, name, subject, '', '', attempts, created_at + 1000000000, sent_at, problem, attempted_at, token, leased_by, leased_until
				FROM emails, n WHERE email = 'first@example.com'`)
			return err
		})
		f.tell("updated", "EN_ROUTE", "weight")
		if err := f.makeMails(t.Context()); err != nil {
			t.Fatal(err)
		}
		o, err := DecodeOrder(bodyOf(`{"template":"load_booked","customer":"C","to":["a@example.com"]}`), false)
		if err == nil {
			err = f.Compose(t.Context(), 1, o)
		}
		if err != nil {
			t.Fatal(err)
		}
		err = f.db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := f.Enqueue(tx, 1, o)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "has 10000 in its queue") {
			t.Errorf("%v", err)
		}
		f.write(func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`DELETE FROM emails`)
			return err
		})
		f.step()
		if got := f.all(1); len(got) != 1 || got[0].Status != Sent {
			t.Errorf("the mails are %+v", got)
		}
	})
}

// TestForgetAndRemoval: mails about a record are erased, and old ones are removed.
func TestForgetAndRemoval(t *testing.T) {
	each(t, func(f *fixture) {
		f.order(1, "a@example.com", "b@example.com")
		f.step()
		waiting := f.order(2, "c@example.com")
		f.clock.advance(keptFor + time.Second)
		f.write(func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`UPDATE emails SET due_at = due_at + 10000000000000 WHERE status = 'queued'`)
			return err
		})
		if err := RemoveOld(t.Context(), f.db); err != nil || len(f.all(1)) != 0 || len(f.all(2)) != 1 {
			t.Errorf("%d and %d mails are left: %v", len(f.all(1)), len(f.all(2)), err)
		}
		if n, err := Forget(t.Context(), f.db, 2, "customer", "other"); n != 0 || err != nil {
			t.Errorf("%d mails were erased: %v", n, err)
		}
		if n, err := Forget(t.Context(), f.db, 2, "customer", "C"); n != 1 || err != nil {
			t.Errorf("%d mails were erased: %v", n, err)
		}
		if err := f.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			_, err := f.GetEmail(tx, 2, waiting[0])
			return err
		}); err == nil {
			t.Error("the mail is still there")
		}
	})
}

// TestTheCommands: addresses stand in angle brackets, which the server of the other tests does not
// ask for.
func TestTheCommands(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	commands := make(chan []string, 1)
	go func() {
		var lines []string
		defer func() { commands <- lines }()
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		c := textproto.NewConn(conn)
		for reply := "220 ready"; c.PrintfLine("%s", reply) == nil; {
			line, err := c.ReadLine()
			if err != nil {
				return
			}
			lines = append(lines, line)
			reply = "250 ok"
			if line == "DATA" {
				reply = "554 enough"
			}
		}
	}()
	server, err := ParseServer("smtp://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	sender := NewSender(server, "", &netmail.Address{Address: "tms@example.com"})
	if err := sender.SendTest(t.Context(), "jane@example.com", "id", time.Now()); err == nil || !strings.Contains(err.Error(), "554") {
		t.Errorf("%v", err)
	}
	_ = listener.Close()
	got := strings.Join(<-commands, "\n")
	if !strings.Contains(got, "\nMAIL FROM:<tms@example.com>\nRCPT TO:<jane@example.com>\nDATA\n") {
		t.Errorf("the commands are %q", got)
	}
}
