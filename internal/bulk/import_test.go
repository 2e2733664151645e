package bulk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waybill/internal/apierr"
	"waybill/internal/bulk"
	"waybill/internal/customer"
	"waybill/internal/event"
	"waybill/internal/idempotency"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// run imports a file.
func (b *base) run(of bulk.Records, o bulk.ImportOptions, file string) ([]bulk.Row, bulk.Summary, error) {
	if o.Mode == "" {
		o.Mode = schema.OperationUpsert
	}
	i, err := of.Import(b.DB, o, strings.NewReader(file))
	if err != nil {
		return nil, bulk.Summary{}, err
	}
	var rows []bulk.Row
	s, err := i.Run(context.Background(), func(some []bulk.Row) error {
		rows = append(rows, some...)
		return nil
	})
	return rows, s, err
}

// failer is a testing.T or a rapid.T.
type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// must imports a file to its end.
func (b *base) must(t failer, of bulk.Records, o bulk.ImportOptions, file string) ([]bulk.Row, bulk.Summary) {
	t.Helper()
	rows, s, err := b.run(of, o, file)
	if err != nil || !s.Complete || s.Rows != len(rows) {
		t.Fatalf("%+v of %d rows, %v: %s", s, len(rows), err, file)
	}
	return rows, s
}

// shown shows rows in short.
func shown(rows []bulk.Row) (lines []string) {
	for _, r := range rows {
		line := fmt.Sprint(r.Line)
		if r.Reference != nil {
			line += " " + *r.Reference
		}
		line += " " + r.Result
		for _, field := range r.Changed {
			line += " " + field
		}
		for _, p := range r.Errors {
			line += " " + p.Rule + "(" + p.Field + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

// head returns the number of the last event.
func (b *base) head(t failer, organization int64) (head int64) {
	t.Helper()
	err := b.Read(context.Background(), func(tx *sqldb.ReadTx) (err error) {
		head, _, err = event.Head(tx, organization)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return head
}

// TestModes: each mode does to a row what its name says.
func TestModes(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		o := bulk.ImportOptions{Organization: b.organization(), Format: bulk.CSV}
		is := func(mode, file string, want ...string) {
			t.Helper()
			o.Mode = mode
			for _, o.DryRun = range []bool{true, false} {
				before := b.head(t, o.Organization)
				rows, s := b.must(t, customers, o, file)
				if got := shown(rows); !slices.Equal(got, want) {
					t.Errorf("%s, preview %t:\n%q\nwant\n%q", mode, o.DryRun, got, want)
				}
				want := s.Created + s.Updated
				for _, row := range rows {
					if slices.Contains(row.Changed, "phone") {
						want++ // the event of the contact
					}
				}
				if grown := b.head(t, o.Organization) - before; o.DryRun && grown != 0 || !o.DryRun && grown != int64(want) {
					t.Errorf("%s, preview %t: %d events for %+v", mode, o.DryRun, grown, s)
				}
			}
		}
		const header = "external_reference_id,name,phone\n"
		is("create", header+"A,Acme,1\nB,,2\nA,Again,3\n", "2 A created", "3 B error missing(name)", "4 A error repeated(external_reference_id)")
		is("create", header+"A,Acme,1\n", "2 A error exists(external_reference_id)")
		is("update", header+"A,,5\nC,Cee,1\n", "2 A updated phone", "3 C error not_found(external_reference_id)")
		is("upsert", header+"A,Acme,5\nC,Cee,1\nA,,\n", "2 A same", "3 C created", "4 A error repeated(external_reference_id)")
		is("upsert", header+`A,Ace,\N`+"\nD,,\n", "2 A updated name phone", "3 D error missing(name)")
		is("upsert", "name\nX\n", "2 error missing(external_reference_id)")
	})
}

// TestRows: what is wrong with a row is an error of that row, with its line and column.
func TestRows(t *testing.T) {
	sqldbtest.Sequential(t)
	onBase(t, func(t *testing.T, b *base) {
		o := bulk.ImportOptions{Organization: b.organization(), Format: bulk.CSV}
		create(b, customer.Resource, o.Organization, `{"external_reference_id":"C","name":"Acme"}`)
		tests := []struct {
			of     bulk.Records
			format bulk.Format
			file   string
			want   []string
		}{
			{customers, bulk.CSV, "\ufeffexternal_reference_id;name\r\nA;\"a\r\nb\"\r\n\r\nB;b\r\n", []string{"2 A created", "5 B created"}},
			{customers, bulk.CSV, "external_reference_id\tname\nA\t\"x", []string{"2 error csv()"}},
			{customers, bulk.CSV, "external_reference_id,name\nA\nB,b,,\nC,c,d\n,\nD\",d\nE,e", []string{
				"2 error cells()", "3 B created", "4 error cells()", "6 error csv()", "7 E created"}},
			{customers, bulk.CSV, "external_reference_id,name,\nA,a,\nB,b,x\n", []string{"2 A created", "3 error cells()"}},
			{customers, bulk.CSV, "external_reference_id,name,is_active\nA,caf\xe9,1\nB,b,perhaps\nC,\x00,TRUE\n", []string{
				"2 error encoding()", "3 B error bool_parsing(is_active)", "4 C error value_error(name)"}},
			{customers, bulk.CSV, "external_reference_id,name,id,created_at\nA,a,x,y\n", []string{"2 A created"}},
			{customers, bulk.NDJSON, "\ufeff{\"external_reference_id\":\"A\",\"name\":\"a\"}\n\n{\"name\":1}\r\n[]\nnonsense\n{\"external_reference_id\":\"B\",\"nam\":\"\xff\"}\n" +
				"{\"external_reference_id\":\"C\",\"name\":\"c\",\"nom\":1,\"id\":\"x\"}", []string{
				"1 A created", "3 error string_type(name)", "4 error model_attributes_type()", "5 error json_invalid(0)", "6 error encoding()", "7 C error extra_forbidden(nom)"}},
			{trailers, bulk.CSV, "external_reference_id,drivers.1.name,drivers.3.name,drivers.3.phone,contact,contact.name,trips.2.payer_external_reference_id,trips.2.place,trips.5.place,trips.5.payer_external_reference_id\n" +
				`A,a,,"` + strings.Repeat("9", 60) + "\",,,,,,\nB,,,x,,,,,,\nC,,,,\\N,x,,,,\nD,a,b,1,\\N,,C,p,q,C\nE,,,,,,C,p,q,nobody\n", []string{
				"2 A error missing(drivers.3.name) string_too_long(drivers.3.phone)", "3 B error missing(drivers.3.name)",
				"4 error cells()", "5 D created", "6 E error value_error(trips.5.payer_external_reference_id)"}},
		}
		for _, test := range tests {
			o.Format, o.DryRun, o.Mode = test.format, true, schema.OperationUpsert
			if rows, _ := b.must(t, test.of, o, test.file); !slices.Equal(onlyUpserted(shown(rows)), test.want) {
				t.Errorf("%q:\n%q\nwant\n%q", test.file, onlyUpserted(shown(rows)), test.want)
			}
		}
	})
}

// onlyUpserted returns lines without the fields that have changed.
func onlyUpserted(lines []string) []string {
	for i, line := range lines {
		if before, _, ok := strings.Cut(line, " updated"); ok {
			lines[i] = before + " updated"
		}
	}
	return lines
}

// TestEncodings: bytes that are not UTF-8 are named by their place, and are read with the
// name of their encoding.
func TestEncodings(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		o := bulk.ImportOptions{Organization: b.organization(), Format: bulk.CSV}
		const file = "external_reference_id,name\nA,\"one\nM\xfcller\"\n"
		rows, _ := b.must(t, customers, o, file)
		if got := rows[0].Errors[0].Message; !strings.HasPrefix(got, "line 3, byte 2: the byte 0xFC is not UTF-8") {
			t.Error(got)
		}
		o.Charset = "windows-1252"
		b.must(t, customers, o, file)
		if got := b.export(customers, o.Organization); !strings.Contains(got, `"name":"one\nMüller"`) {
			t.Error(got)
		}
		rows, _ = b.must(t, customers, o, "external_reference_id,name\nA,\x81\n")
		if got := rows[0].Errors[0].Message; got != "line 2, byte 3: there is no such character in windows-1252" {
			t.Error(got)
		}
	})
}

// TestHeaders: a file whose columns are not known is refused as a whole, with a guess.
func TestHeaders(t *testing.T) {
	sqldbtest.Sequential(t)
	onBase(t, func(t *testing.T, b *base) {
		o := bulk.ImportOptions{Organization: b.organization(), Format: bulk.CSV}
		for file, want := range map[string]string{
			"":                                     "The file has no row of columns",
			"external_reference_id,Phone Number\n": "There is no such column",
			"external_reference_id,naame\n":        "There is no such column: did you mean name?",
			"external_reference_id,Is Active\n":    "There is no such column: did you mean is_active?",
			"name,name\n":                          "The column is there twice",
			"n\xe4me\n":                            "line 1, byte 2: the byte 0xE4 is not UTF-8",
			"\xff\xfen\x00":                        "The file is UTF-16",
			"\"name\n":                             "extraneous or missing",
			strings.Repeat("a,", 5000):             "The file has 5001 columns",
			"name," + strings.Repeat("x", 2<<20):   "the row has more than",
		} {
			_, _, err := b.run(customers, o, file)
			if apierr.KindOf(err) != apierr.Invalid || !strings.Contains(err.Error(), want) {
				t.Errorf("%.40q: %v, want %q", file, err, want)
			}
		}
		_, _, err := b.run(trailers, o, "drivers.1.nam,drivers.0.name,drivers,customer,contact.phone\n")
		failed, _ := errors.AsType[*apierr.Error](err)
		if failed == nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range failed.Details.All() {
			got = append(got, d.String())
		}
		want := []string{
			"body.drivers.1.nam: There is no such column: did you mean drivers.1.name?",
			"body.drivers.0.name: There is no such column: did you mean drivers.0.name?",
			"body.customer: There is no such column",
		}
		if len(got) != 4 || !slices.Equal([]string{got[0], got[2]}, []string{want[0], want[2]}) || !strings.Contains(got[3], "external_reference_id, name, status") {
			t.Errorf("%q", got)
		}
	})
}

// TestStops: a row that is too long ends an import. What comes before it is done.
func TestStops(t *testing.T) {
	sqldbtest.Sequential(t)
	onBase(t, func(t *testing.T, b *base) {
		for format, file := range map[bulk.Format]string{
			bulk.CSV:    "external_reference_id,name\nA,a\nB,\"" + strings.Repeat("x\n", 1<<20),
			bulk.NDJSON: "\n" + `{"external_reference_id":"A","name":"a"}` + "\n{" + strings.Repeat(" ", 2<<20),
		} {
			o := bulk.ImportOptions{Organization: b.organization(), Format: format}
			rows, s, err := b.run(customers, o, file)
			if err != nil || s.Complete || s.Stopped == nil || s.Stopped.Rule != "row_too_long" || !strings.HasPrefix(s.Stopped.Message, "line 3: ") {
				t.Errorf("%s: %+v, %v", format, s, err)
			}
			if got := shown(rows); !slices.Equal(got, []string{"2 A created"}) {
				t.Errorf("%s: %q", format, got)
			}
		}
	})
}

// drawTrailer draws the body of a trailer with any texts.
func drawTrailer(t *rapid.T, reference string) string {
	text := rapid.Custom(func(t *rapid.T) string {
		some := rapid.OneOf(rapid.StringOfN(rapid.RuneFrom([]rune(`\NE'=+-@,;"é`+"\r\n\t ")), 0, 12, -1), rapid.StringN(0, 12, -1)).Draw(t, "text")
		return strings.ReplaceAll(some, "\x00", "0")
	})
	maybe := func(body map[string]any, name string, value any) {
		switch rapid.IntRange(0, 2).Draw(t, name+" is") {
		case 0:
			body[name] = value
		case 1:
			body[name] = nil
		}
	}
	body := map[string]any{"external_reference_id": reference, "is_leased": rapid.Bool().Draw(t, "leased")}
	maybe(body, "notes", text.Draw(t, "notes"))
	maybe(body, "name", "n"+text.Draw(t, "name"))
	maybe(body, "plate", text.Draw(t, "plate"))
	maybe(body, "max_load", rapid.Float64Range(0, 1e9).Draw(t, "load"))
	maybe(body, "axles", rapid.IntRange(1, 12).Draw(t, "axles"))
	maybe(body, "inspected_at", "2026-01-29T10:30:00.123456Z")
	maybe(body, "contact", map[string]any{"name": "c" + text.Draw(t, "contact"), "phone": text.Draw(t, "phone")})
	maybe(body, "customer_external_reference_id", "=C")
	drivers := []any{}
	for range rapid.IntRange(0, 3).Draw(t, "drivers") {
		driver := map[string]any{"name": "d" + text.Draw(t, "driver")}
		maybe(driver, "phone", text.Draw(t, "phone of the driver"))
		drivers = append(drivers, driver)
	}
	body["drivers"] = drivers
	trips := []any{}
	for n := range rapid.IntRange(2, 3).Draw(t, "trips") {
		trips = append(trips, map[string]any{"place": fmt.Sprint(n) + text.Draw(t, "place"), "payer_external_reference_id": "=C"})
	}
	body["trips"] = trips
	encoded, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(encoded)
}

// TestRoundTrip: an export that is imported is the same for every row, whatever texts it has.
// Imported into another organization, it is the same but for ids and times.
func TestRoundTrip(t *testing.T) {
	sqldbtest.Sequential(t)
	onBase(t, func(t *testing.T, b *base) {
		rapid.Check(t, func(t *rapid.T) {
			one, other := b.organization(), b.organization()
			for _, organization := range []int64{one, other} {
				b.must(t, customers, bulk.ImportOptions{Organization: organization, Format: bulk.NDJSON}, `{"external_reference_id":"=C","name":"-c"}`)
			}
			file := ""
			for n := range rapid.IntRange(1, 4).Draw(t, "records") {
				file += drawTrailer(t, fmt.Sprint(rapid.SampledFrom([]string{"R", "'=", `\N`, "+"}).Draw(t, "reference"), n)) + "\n"
			}
			rows, s := b.must(t, trailers, bulk.ImportOptions{Organization: one, Format: bulk.NDJSON}, file)
			if s.Created != s.Rows {
				t.Fatalf("%q of %s", shown(rows), file)
			}
			format := rapid.SampledFrom([]string{"csv", "ndjson"}).Draw(t, "format")
			reader := rapid.SampledFrom([]string{"spreadsheet", "nobody"}).Draw(t, "for")
			parameters := []string{"format", format}
			if reader == "spreadsheet" {
				parameters = append(parameters, "for", reader)
			}
			exported := b.export(trailers, one, parameters...)
			for _, organization := range []int64{one, other, other} {
				o := bulk.ImportOptions{Organization: organization, Format: bulk.Format(format)}
				rows, got := b.must(t, trailers, o, exported)
				if organization == one && got.Same != s.Rows || got.Same+got.Created != s.Rows {
					t.Fatalf("%q of\n%s", shown(rows), exported)
				}
			}
			if want, got := withoutIDs(t, b.export(trailers, one)), withoutIDs(t, b.export(trailers, other)); !cmp.Equal(want, got) {
				t.Fatalf("in the other organization (-want +got):\n%s", cmp.Diff(want, got))
			}
		})
	})
}

// withoutIDs returns the records of an export without what the server has made.
func withoutIDs(t *rapid.T, file string) (records []any) {
	var strip func(value any)
	strip = func(value any) {
		switch value := value.(type) {
		case map[string]any:
			for _, name := range []string{"id", "created_at", "updated_at", "customer_id"} {
				delete(value, name)
			}
			for _, member := range value {
				strip(member)
			}
		case []any:
			for _, item := range value {
				strip(item)
			}
		}
	}
	for line := range strings.Lines(file) {
		var record any
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatal(err)
		}
		strip(record)
		records = append(records, record)
	}
	return records
}

// TestPreview: a preview of any file shows what the import then does.
func TestPreview(t *testing.T) {
	sqldbtest.Sequential(t)
	onBase(t, func(t *testing.T, b *base) {
		cell := rapid.SampledFrom([]string{"", "A", "B", "C", `\N`, `\E`, "1", "true", `"x`, "\"a\nb\"", "\xe9", "C1", strings.Repeat("x", 300), "\n", "\r\n"})
		rapid.Check(t, func(t *rapid.T) {
			organization := b.organization()
			for n := range 3 {
				mode := rapid.SampledFrom(bulk.Modes()).Draw(t, "mode")
				o := bulk.ImportOptions{Organization: organization, Format: bulk.CSV, Mode: mode, DryRun: true}
				file := "external_reference_id,name,is_active,phone\n"
				for range rapid.IntRange(0, 8).Draw(t, "rows") {
					file += strings.Join(rapid.SliceOfN(cell, 3, 5).Draw(t, "cells"), ",") + "\n"
				}
				preview, foreseen := b.must(t, customers, o, file)
				o.DryRun = false
				rows, s := b.must(t, customers, o, file)
				foreseen.DryRun = false
				if diff := cmp.Diff(preview, rows); diff != "" || foreseen != s {
					t.Fatalf("import %d of %q (-preview +result):\n%s\n%+v %+v", n, file, diff, foreseen, s)
				}
			}
		})
	})
}

// TestAgainAfterACrash: under a key the same file goes on where it stopped, loses nothing and
// doubles nothing. What was done has the same outcome again.
func TestAgainAfterACrash(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		file := "external_reference_id,name\n"
		for n := range 350 {
			file += fmt.Sprintf("R%d,n\n", n)
			if n%7 == 0 {
				file += "wrong,\n"
			}
		}
		whole := bulk.ImportOptions{Organization: b.organization(), Format: bulk.CSV, Mode: "create"}
		want, _ := b.must(t, customers, whole, file)
		for after := range 4 {
			o := whole
			o.Organization = b.organization()
			o.Key, o.Fingerprint = "key", idempotency.Fingerprint{1}
			killed := errors.New("killed")
			i, err := customers.Import(b.DB, o, strings.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			chunks := 0
			if _, err := i.Run(t.Context(), func([]bulk.Row) error {
				if chunks++; chunks > after {
					return killed
				}
				return nil
			}); !errors.Is(err, killed) {
				t.Fatal(err)
			}
			done := b.head(t, o.Organization)
			rows, s := b.must(t, customers, o, file)
			if diff := cmp.Diff(want, rows); diff != "" {
				t.Fatalf("killed after %d chunks (-want +got):\n%s", after, diff)
			}
			if events := b.head(t, o.Organization); done != int64(100*min(after+1, 4)-max(0, after*100-250)) && after < 3 || events != int64(s.Created) {
				t.Errorf("killed after %d chunks: %d events, then %d of %+v", after, done, events, s)
			}
			again, _ := b.must(t, customers, o, file)
			if diff := cmp.Diff(want, again); diff != "" || b.head(t, o.Organization) != int64(s.Created) {
				t.Errorf("a third time (-want +got):\n%s", diff)
			}
			o.Fingerprint[0]++
			if _, _, err := b.run(customers, o, file); apierr.KindOf(err) != apierr.KeyReused {
				t.Errorf("another file: %v", err)
			}
		}
	})
}

// TestCutAnywhere: a file that was cut at any byte is imported as far as it goes. The whole
// file afterwards leaves what it would have left alone, and no record more.
func TestCutAnywhere(t *testing.T) {
	sqldbtest.Sequential(t)
	onBase(t, func(t *testing.T, b *base) {
		const whole = "external_reference_id,name,phone\nA,Acme,+1\nB,\"Bee\r\nline\",\\N\nC,Cé,3\n"
		const notBefore = len("external_reference_id,name,phone")
		for cut := notBefore; cut < len(whole); cut++ {
			o := bulk.ImportOptions{Organization: b.organization(), Format: bulk.CSV}
			b.must(t, customers, o, whole[:cut])
			_, s := b.must(t, customers, o, whole)
			if s.Errors != 0 {
				t.Fatalf("cut at %d: %+v", cut, s)
			}
			rows, s := b.must(t, customers, o, whole)
			if s.Same != 3 || strings.Count(b.export(customers, o.Organization), "\n") != 3 {
				t.Errorf("cut at %d: %q", cut, shown(rows))
			}
		}
	})
}
