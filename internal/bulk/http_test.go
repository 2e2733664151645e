package bulk_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"waybill/internal/api"
	"waybill/internal/conformance/trailer"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
	"waybill/internal/tms"
	"waybill/internal/xlsx/xlsxtest"
)

// server serves customers and trailers, with a key of each of two organizations.
type server struct {
	*api.Server
	organization int64 // of the key "one"
}

func newServer(t *testing.T, b *base) server {
	t.Helper()
	if _, err := tenant.ImportKeys(tenant.ByUser(t.Context(), "tester"), b.DB, strings.NewReader("key-of-one,one\nkey-of-two,two\nkey-of-three,three")); err != nil {
		t.Fatal(err)
	}
	return server{served(b), b.organizationOf(t, "one")}
}

// organizationOf returns the id of the organization with a name.
func (b *base) organizationOf(t *testing.T, name string) (id int64) {
	t.Helper()
	err := b.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Row("SELECT id FROM organizations WHERE name = $1", []any{name}, &id)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// served returns a server of a database.
func served(b *base) *api.Server {
	return api.New(api.Options{
		DB: b.DB, Keys: tenant.NewAuthenticator(b.DB, time.Now), Log: slog.New(slog.DiscardHandler),
		Timeout: time.Minute, ListTimeout: time.Minute, TransferTimeout: time.Minute,
		MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxImport: 1 << 20, MaxBodies: 40 << 20,
	}, tms.Customers(), trailer.Routes())
}

// onPart is an http.ResponseWriter that calls a function before it takes a part.
type onPart struct {
	*httptest.ResponseRecorder
	call func()
}

func (w onPart) Write(part []byte) (int, error) {
	w.call()
	return w.ResponseRecorder.Write(part)
}

// export exports customers with a key, and calls a function before each part.
func (s server) export(key string, call func()) *httptest.ResponseRecorder {
	request := httptest.NewRequestWithContext(context.Background(), "GET", "/waybill/v1/exports/customers", nil)
	request.Header.Set("X-API-Key", key)
	w := onPart{httptest.NewRecorder(), call}
	s.ServeHTTP(w, request)
	return w.ResponseRecorder
}

// TestAnExportThatEndsEarlyIsCut: the server aborts the answer of an export that fails, so
// that its client does not take a part for the whole.
func TestAnExportThatEndsEarlyIsCut(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		b.manyCustomers(s.organization, 1100)
		defer func() {
			if value := recover(); value != http.ErrAbortHandler { //nolint:errorlint // net/http compares it in the same way
				t.Errorf("the server panics with %v", value)
			}
		}()
		got := s.export("key-of-one", func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		t.Errorf("answered %d, %d lines", got.Code, strings.Count(got.Body.String(), "\n"))
	})
}

// TestExportsAtOnce: an organization has two exports at once and an instance four. An export
// that has ended, in whatever way, makes room for another.
func TestExportsAtOnce(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		for _, name := range []string{"one", "two"} {
			b.manyCustomers(b.organizationOf(t, name), 1)
		}
		for range 5 {
			if got := s.export("key-of-one", func() {}); got.Code != 200 || strings.Count(got.Body.String(), "\n") != 1 {
				t.Fatalf("alone: %d %s", got.Code, got.Body)
			}
		}
		var refused []int
		s.nested([]string{"key-of-one", "key-of-one", "key-of-two", "key-of-two"}, func() {
			for _, key := range []string{"key-of-one", "key-of-three"} {
				refused = append(refused, s.export(key, func() {}).Code)
			}
		})
		if len(refused) != 2 || refused[0] != 429 || refused[1] != 503 {
			t.Errorf("beside four exports: %v", refused)
		}
		if got := s.export("key-of-three", func() {}); got.Code != 200 {
			t.Errorf("after all: %d %s", got.Code, got.Body)
		}
	})
}

// nested begins an export with each key, and calls a function while all run.
func (s server) nested(keys []string, call func()) {
	if len(keys) == 0 {
		call()
		return
	}
	s.export(keys[0], func() { s.nested(keys[1:], call) })
}

// slowBody is a body that does something before its end.
type slowBody struct {
	start *strings.Reader
	then  func() error
}

func (b slowBody) Read(to []byte) (int, error) {
	if b.start.Len() > 0 {
		return b.start.Read(to)
	}
	return 0, b.then()
}

// imports sends an import of customers.
func (s server) imports(body io.Reader, header ...string) *httptest.ResponseRecorder {
	return s.importsTo("", body, header...)
}

// importsTo is imports with a query.
func (s server) importsTo(query string, body io.Reader, header ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequestWithContext(context.Background(), "POST", "/waybill/v1/imports/customers"+query, body)
	request.Header.Set("X-API-Key", "key-of-one")
	request.Header.Set("Content-Type", "text/csv")
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, request)
	return w
}

const oneCustomer = "external_reference_id,name\nA,Acme\n"

// TestAnImportThatIsHalfSent: a file that does not arrive whole changes nothing, and frees
// its place.
func TestAnImportThatIsHalfSent(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		before := b.head(t, s.organization)
		for range 5 {
			got := s.imports(slowBody{strings.NewReader(oneCustomer), func() error { return io.ErrUnexpectedEOF }})
			if got.Code != http.StatusBadRequest {
				t.Errorf("answered %d %s", got.Code, got.Body)
			}
		}
		if after := b.head(t, s.organization); after != before {
			t.Errorf("%d events", after-before)
		}
		if got := s.imports(strings.NewReader(oneCustomer)); got.Code != 200 || !strings.Contains(got.Body.String(), `"result":"created"`) {
			t.Errorf("then: %d %s", got.Code, got.Body)
		}
	})
}

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// workbooks sends an import of a workbook of customers.
func (s server) workbooks(book io.Reader, header ...string) *httptest.ResponseRecorder {
	return s.imports(book, append(header, "Content-Type", workbookType)...)
}

// TestAWorkbook: the first sheet is imported as a CSV file is, and a preview says the same and
// changes nothing.
func TestAWorkbook(t *testing.T) {
	book := xlsxtest.Workbook(xlsxtest.Row(2, "external_reference_id", "name", "phone") + xlsxtest.Row(3, "A", "Acme\nFreight", "+1") +
		`<row r="7"><c r="A7" t="inlineStr"><is><t>B</t></is></c><c r="B7" t="e"><v>#N/A</v></c></row>` +
		`<row r="8"><c r="A8"><v>4711</v></c><c r="B8" t="str"><f>A1</f><v>Cee</v></c></row>` + xlsxtest.Row(9, "A", "again"))
	const rows = `{"line":3,"external_reference_id":"A","result":"created","changed":[],"errors":[]}
{"line":7,"external_reference_id":null,"result":"error","changed":[],"errors":[{"field":"","rule":"xlsx","message":"the cell B7 has the error #N/A"}]}
{"line":8,"external_reference_id":"4711","result":"created","changed":[],"errors":[]}
{"line":9,"external_reference_id":"A","result":"error","changed":[],"errors":[{"field":"external_reference_id","rule":"repeated","message":"line 3 has the same reference"}]}
{"summary":{"rows":4,"created":2,"updated":0,"same":0,"held":0,"errors":2,"complete":true,"dry_run":%v,"stopped":null}}
`
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		before := b.head(t, s.organization)
		for _, test := range []struct {
			query  string
			dry    bool
			events int64
		}{{"?dry_run=true", true, 0}, {"", false, 2}} {
			got := s.importsTo(test.query, bytes.NewReader(book), "Content-Type", workbookType)
			if want := fmt.Sprintf(rows, test.dry); got.Code != 200 || got.Body.String() != want {
				t.Errorf("%q is answered %d %s, want %s", test.query, got.Code, got.Body, want)
			}
			if events := b.head(t, s.organization) - before; events != test.events {
				t.Errorf("after %q there are %d events", test.query, events)
			}
		}
	})
}

// TestHostileWorkbooks: a file that is no workbook, that was cut anywhere, or that exceeds a
// bound before its first row, changes nothing. One that exceeds a bound later ends there.
func TestHostileWorkbooks(t *testing.T) {
	sqldbtest.Sequential(t)
	const long = 1<<20 + 1<<16
	columns, good := xlsxtest.Row(1, "external_reference_id", "name"), xlsxtest.Row(2, "A", "Acme")
	whole := xlsxtest.Workbook(columns + good)
	refused := map[string][]byte{
		"unknown_column":                   xlsxtest.Workbook(xlsxtest.Row(1, "external_reference_id", "naame")),
		"is not a workbook (.xlsx): EOF":   nil,
		"is not a workbook (.xlsx)":        []byte(oneCustomer),
		"or has a password":                []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)),
		"too large: save the sheet as CSV": xlsxtest.Workbook("<!--" + strings.Repeat("a", long) + "-->" + columns + good),
		"has no row of columns":            xlsxtest.Workbook(""),
		"the workbook has no part":         xlsxtest.Pack(map[string]string{"a": "b"}),
	}
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		before := b.head(t, s.organization)
		for say, file := range refused {
			if got := s.workbooks(bytes.NewReader(file)); got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), say) {
				t.Errorf("%q is answered %d %s", say, got.Code, got.Body)
			}
		}
		for n := range whole {
			if got := s.workbooks(bytes.NewReader(whole[:n])); got.Code != http.StatusUnprocessableEntity {
				t.Fatalf("cut at %d: %d %s", n, got.Code, got.Body)
			}
		}
		if got := s.workbooks(slowBody{strings.NewReader(string(whole)), func() error { return io.ErrUnexpectedEOF }}); got.Code != http.StatusBadRequest {
			t.Errorf("half sent: %d %s", got.Code, got.Body)
		}
		if got := s.imports(bytes.NewReader(whole)); got.Code != http.StatusUnprocessableEntity {
			t.Errorf("as CSV: %d %s", got.Code, got.Body)
		}
		if after := b.head(t, s.organization); after != before {
			t.Errorf("%d events", after-before)
		}
		bomb := xlsxtest.Workbook(columns + good + xlsxtest.Row(3, "B", strings.Repeat("b", long)))
		got := s.workbooks(bytes.NewReader(bomb)).Body.String()
		if !strings.Contains(got, `"created":1,`) || !strings.Contains(got, `"complete":false`) || !strings.Contains(got, `"rule":"xlsx"`) {
			t.Errorf("a bomb behind a row: %s", got)
		}
	})
}

// TestWorkbooksAtOnce: an organization has one workbook at once, beside a file of another form,
// and an instance two.
func TestWorkbooksAtOnce(t *testing.T) {
	book := string(xlsxtest.Workbook(xlsxtest.Row(1, "external_reference_id", "name") + xlsxtest.Row(2, "A", "Acme")))
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		var codes []int
		again := func(key string) { codes = append(codes, s.workbooks(strings.NewReader(book), "X-API-Key", key).Code) }
		s.workbooks(slowBody{strings.NewReader(book), func() error {
			again("key-of-one")
			codes = append(codes, s.imports(strings.NewReader(oneCustomer)).Code)
			again("key-of-two")
			s.workbooks(slowBody{strings.NewReader(book), func() error {
				again("key-of-three")
				return io.EOF
			}}, "X-API-Key", "key-of-two")
			return io.EOF
		}})
		again("key-of-one")
		if want := []int{429, 200, 200, 503, 200}; !slices.Equal(codes, want) {
			t.Errorf("the answers are %v, want %v", codes, want)
		}
	})
}

// TestImportsAtOnce: an import that is being sent has its place among the transfers.
func TestImportsAtOnce(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		s := newServer(t, b)
		var refused int
		s.imports(slowBody{strings.NewReader(oneCustomer), func() error {
			s.imports(slowBody{strings.NewReader(oneCustomer), func() error {
				refused = s.imports(strings.NewReader(oneCustomer)).Code
				return io.EOF
			}})
			return io.EOF
		}})
		if refused != http.StatusTooManyRequests {
			t.Errorf("a third import is answered %d", refused)
		}
	})
}

// TestAServerThatStops: an import ends when the server stops, says so, and goes on under its
// key. A workbook ends so in the middle of a row.
func TestAServerThatStops(t *testing.T) {
	file, rows := "external_reference_id,name\n", xlsxtest.Row(1, "external_reference_id", "name")
	noise := rand.New(rand.NewPCG(1, 1))
	for n := range 250 {
		file += fmt.Sprintf("R%d,n\n", n)
		rows += xlsxtest.Row(n+2, fmt.Sprint("W", n), "n")
		if n == 99 { // so long that it is not read with the first chunk
			for range 4 << 10 {
				rows += fmt.Sprintf("<!--%x-->", noise.Uint64())
			}
		}
	}
	files := map[string]string{"text/csv": file, workbookType: string(xlsxtest.Workbook(rows))}
	onBase(t, func(t *testing.T, b *base) {
		newServer(t, b)
		for mediaType, file := range files {
			stopAndGoOn(t, b, mediaType, file)
		}
	})
}

func stopAndGoOn(t *testing.T, b *base, mediaType, file string) {
	t.Helper()
	s := server{served(b), b.organizationOf(t, "one")}
	before := b.head(t, s.organization)
	request := func() *http.Request {
		r := httptest.NewRequestWithContext(context.Background(), "POST", "/waybill/v1/imports/customers?mode=create", strings.NewReader(file))
		r.Header.Set("X-API-Key", "key-of-one")
		r.Header.Set("Content-Type", mediaType)
		r.Header.Set("Idempotency-Key", mediaType)
		return r
	}
	w := onPart{httptest.NewRecorder(), func() { _ = s.Close() }}
	s.ServeHTTP(w, request())
	if got := w.Body.String(); !strings.Contains(got, `"complete":false`) || !strings.Contains(got, `"rule":"UNAVAILABLE"`) {
		t.Errorf("%s is answered %d %s", mediaType, w.Code, got)
	}
	if done := b.head(t, s.organization) - before; done != 100 {
		t.Errorf("%s: %d rows are done", mediaType, done)
	}
	again := httptest.NewRecorder()
	served(b).ServeHTTP(again, request())
	if !strings.Contains(again.Body.String(), `"created":250`) || b.head(t, s.organization)-before != 250 {
		t.Errorf("%s again: %d %.300s", mediaType, again.Code, again.Body)
	}
}
