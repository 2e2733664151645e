package mail

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/sqldb"
)

func TestMask(t *testing.T) {
	t.Parallel()
	for contact, want := range map[string]string{
		"312-555-0199": "***-***-**99", "+1 (312) 555-0199 ext. 7": "+* (***) ***-***9 ***. 7", "12345": "*****", "123456": "****56", "": "",
		"jane.doe@example.com": "j***@e***.com", "\"a@b\"@sub.example.co.uk": "\"***@s***.uk", "x@localhost": "x***@l***", "@": "***@***",
		"Ääkkönen@müller.de": "Ä***@m***.de", "call Jane": "**** ****", "٣١٢٥٥٥٠١٩٩": "********٩٩",
	} {
		if got := mask(contact); got != want {
			t.Errorf("%q is shown as %q, want %q", contact, got, want)
		}
	}
}

// TestTheMailToAnOldContact: it goes to the addresses of before, shows neither contact whole, and
// escapes what it shows.
func TestTheMailToAnOldContact(t *testing.T) {
	each(t, func(f *fixture) {
		change := ContactChange{
			Noun: "carrier",
			Record: []byte(`{"id":"carrier_1","external_reference_id":"R","name":"Swift <b a='x'>","phone_number":"214-555-0100","email":"Dispatch@example.com",
				"contacts":[{"first_name":"Jane","primary_email":"jane@example.com"},{"primary_email":"dispatch@example.com"},{"primary_email":"no address"},{}]}`),
			Before: []byte(`{"name":"Swift","email":"Dispatch@example.com","contacts":[{"first_name":"Jane","primary_email":"jane@example.com"}]}`),
			After:  []byte(`{"name":"Slow","email":"mallory@fraud.example","contacts":[{"first_name":"Jane","primary_email":"jane@example.com","primary_phone":"999-888-7777"}]}`),
		}
		tell := func() error {
			return f.db.Write(f.Context(), func(tx *sqldb.Tx) error { return f.TellOldContacts(tx, 1, &change) })
		}
		if err := tell(); err != nil {
			t.Fatal(err)
		}
		got := map[string]Status{}
		for _, e := range f.all(1) {
			got[e.To.Email] = e.Status
			if e.Status != Queued {
				continue
			}
			for _, leaked := range []string{"mallory@", "fraud", "888", "jane@example", "Dispatch@", "214-555"} {
				if strings.Contains(e.Subject+e.Text+e.HTML, leaked) {
					t.Errorf("the mail to %s shows %s: %s", e.To.Email, leaked, e.Text)
				}
			}
			for _, shown := range []string{"D***@e***.com", "m***@f***.example", "***-***-**77", "Swift <b"} {
				if !strings.Contains(e.Text, shown) {
					t.Errorf("the mail to %s does not show %s: %s", e.To.Email, shown, e.Text)
				}
			}
			checkEscaped(t, e.HTML)
			if page := textOf(t, e.HTML); !strings.Contains(page, "***-***-**77") || !strings.Contains(page, "Swift <b") {
				t.Errorf("the page is %s", page)
			}
		}
		want := map[string]Status{"jane@example.com": Queued, "dispatch@example.com": Queued, "no address": Failed}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("mails (-want +got):\n%s", diff)
		}
		f.step()
		if taken := f.sink.Taken(); len(taken) != 2 {
			t.Errorf("%d mails were sent", len(taken))
		}

		// A customer is told at its recipients, whatever their topics, if it has any.
		customer := ContactChange{Noun: "customer", Record: []byte(f.records["customer C"]), Before: []byte(`{"phone":"312-555-0100"}`), After: []byte(`{"phone":null}`)}
		before := len(f.all(1))
		if err := f.db.Write(f.Context(), func(tx *sqldb.Tx) error { return f.TellOldContacts(tx, 1, &customer) }); err != nil {
			t.Fatal(err)
		}
		if len(f.all(1)) != before {
			t.Errorf("somebody is told about a customer without recipients")
		}
		f.write(func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`INSERT INTO emails (organization_id, id, created_at, updated_at, status, template, rule, seq, resource, record_id, reference, customer, carrier,
				email, name, subject, body_text, body_html, attempts, due_at, attempted_at, sent_at, problem, token, leased_by, leased_until)
				WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
				SELECT 1, 'mail_' || i, 1, 1, 'queued', '', '', 0, '', '', '', '', '', '', '', '', '', '', 0, 9000000000000000, 0, 0, '', '', '', 0 FROM n`)
			return err
		})
		if err := tell(); apierr.KindOf(err) != apierr.Referenced {
			t.Errorf("with a full queue: %v", err)
		}
	})
}
