package bulk_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"waybill/internal/apierr"
	"waybill/internal/customer"
	"waybill/internal/event"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"

	"waybill/internal/conformance/trailer"
)

// manyCustomers creates more customers than a window has, and returns their references.
func (b *base) manyCustomers(organization int64, count int) (references []string) {
	b.t.Helper()
	for len(references) < count {
		err := b.Write(b.t.Context(), func(tx *sqldb.Tx) error {
			for n := len(references); n < min(len(references)+500, count); n++ {
				input, err := customer.Resource.Decode(schema.Body{JSON: true, Bytes: fmt.Appendf(nil,
					`{"external_reference_id":"R%d","name":"n","is_active":%t}`, n, n%700 == 0)}, schema.Rules{})
				if err != nil {
					return err
				}
				if _, err := customer.Resource.Create(tx, organization, &input); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.t.Fatal(err)
		}
		for range min(500, count-len(references)) {
			references = append(references, fmt.Sprint("R", len(references)))
		}
	}
	return references
}

// TestExportOfOneMoment: what changes after an export has begun is not in it, and is what
// follows its cursor.
func TestExportOfOneMoment(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		organization := b.organization()
		references := b.manyCustomers(organization, 1203)
		e, err := customers.Export(t.Context(), b.DB, organization, parametersOf(nil))
		if err != nil {
			t.Fatal(err)
		}
		err = b.Write(t.Context(), func(tx *sqldb.Tx) error {
			return customer.Resource.Delete(tx, organization, "R1000", nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		create(b, customer.Resource, organization, `{"external_reference_id":"late","name":"n"}`)
		lines := strings.Split(strings.TrimSuffix(b.write(e), "\n"), "\n")
		if len(lines) != len(references) || e.Records != len(references) {
			t.Fatalf("%d lines of %d records", len(lines), e.Records)
		}
		for i, line := range lines {
			if !strings.Contains(line, `"external_reference_id":"`+references[i]+`"`) {
				t.Fatalf("line %d is %s", i, line)
			}
		}
		err = b.Read(t.Context(), func(tx *sqldb.ReadTx) error {
			head, _, err := event.Head(tx, organization)
			if err == nil && head != e.Cursor+2 {
				t.Errorf("the cursor is %d, and the last event %d", e.Cursor, head)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestExportOfFew: windows without a matching record do not end an export.
func TestExportOfFew(t *testing.T) {
	sqldbtest.Sequential(t)
	onBase(t, func(t *testing.T, b *base) {
		organization := b.organization()
		b.manyCustomers(organization, 2200)
		for format, want := range map[string]int{"ndjson": 4, "csv": 5} {
			if got := strings.Count(b.export(customers, organization, "is_active", "true", "format", format), "\n"); got != want {
				t.Errorf("%s has %d lines", format, got)
			}
			if got := b.export(customers, organization, "name_contains", "zz", "format", format); strings.Count(got, "\n") != want-4 {
				t.Errorf("without a match: %q", got)
			}
		}
	})
}

// TestColumns: the columns follow from the declaration and the longest lists.
func TestColumns(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		organization := b.organization()
		create(b, customer.Resource, organization, `{"external_reference_id":"C","name":"Acme"}`)
		create(b, trailer.Resource, organization, `{"external_reference_id":"A","notes":"=1","plate":"","contact":{"name":"x"},`+
			`"drivers":[{"name":"+1"},{"name":"b","phone":"\\N"}]}`)
		create(b, trailer.Resource, organization, `{"external_reference_id":"B"}`)
		exact, guarded := b.export(trailers, organization, "format", "csv"), b.export(trailers, organization, "format", "csv", "for", "spreadsheet")
		header := strings.Split(strings.SplitAfter(exact, "\n")[0], ",")
		for _, name := range []string{"id", "external_reference_id", "contact", "contact.name", "drivers", "drivers.1.name", "drivers.2.phone", "trips"} {
			if !strings.Contains(","+strings.Join(header, ","), ","+name+",") {
				t.Errorf("there is no column %s in %s", name, header)
			}
		}
		if strings.Contains(exact, "drivers.3") || strings.Contains(exact, "trips.1") {
			t.Errorf("the columns are %s", header)
		}
		if guarded == exact || !strings.HasPrefix(guarded, "\ufeff") || !strings.Contains(guarded, `'=1`) || !strings.Contains(guarded, `'+1`) {
			t.Errorf("for a spreadsheet: %s", guarded)
		}
		if !strings.Contains(exact, `,\\N,`) || !strings.Contains(exact, `,\E,`) || !strings.Contains(exact, ",=1,") {
			t.Errorf("exact: %s", exact)
		}
	})
}

// TestExportThatFails: an export ends with the error of its reader, and for parameters that
// are not valid it does not begin.
func TestExportThatFails(t *testing.T) {
	onBase(t, func(t *testing.T, b *base) {
		organization := b.organization()
		b.manyCustomers(organization, 700)
		e, err := customers.Export(t.Context(), b.DB, organization, parametersOf(nil))
		if err != nil {
			t.Fatal(err)
		}
		gone := errors.New("gone")
		if err := e.Write(t.Context(), func([]byte) error { return gone }); !errors.Is(err, gone) {
			t.Errorf("the error is %v", err)
		}
		ended, cancel := context.WithCancel(t.Context())
		err = e.Write(ended, func([]byte) error { cancel(); return nil })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after the end of its context: %v", err)
		}
		if err := e.Close(ended); err != nil {
			t.Error(err)
		}
		for _, parameters := range [][]string{{"format", "xml"}, {"for", "me"}, {"is_active", "perhaps"}, {"metadata", "x"}} {
			if _, err := customers.Export(t.Context(), b.DB, organization, parametersOf(parameters)); apierr.KindOf(err) != apierr.Invalid {
				t.Errorf("%v: %v", parameters, err)
			}
		}
	})
}
