package schema_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// shipment has nested objects, and a rule over two of its fields.
type shipment struct {
	ID      string
	State   *string
	Country string
	Rep     *person
	Window  *window
}

type person struct{ Name, Email, ID *string }

// window is an object with members of several kinds, and one inside another.
type window struct {
	Open   bool
	Early  time.Time
	Late   *time.Time
	Stop   int32
	Weight *float64
	Status string
	Inner  *person
}

var (
	errNobody = errors.New("at least one of name, email, external_reference_id is required")
	errLate   = errors.New("late must not be before early")
	errState  = errors.New("state must be an ISO 3166-2 code of the country")
)

func personFields() []schema.Field[person] {
	return []schema.Field[person]{
		schema.OptionalText("name", func(p *person) **string { return &p.Name }).MaxLength(5),
		schema.OptionalText("email", func(p *person) **string { return &p.Email }).MaxLength(5),
		schema.OptionalText("external_reference_id", func(p *person) **string { return &p.ID }).MaxLength(5),
	}
}

func somebody(p *person) error {
	if p.Name == nil && p.Email == nil && p.ID == nil {
		return errNobody
	}
	return nil
}

func inOrder(w *window) error {
	if w.Late != nil && w.Late.Before(w.Early) {
		return errLate
	}
	return nil
}

var shipments = schema.NewObject(
	schema.Text(schema.ExternalReferenceID, func(s *shipment) *string { return &s.ID }).Length(1, 5).Required(),
	schema.OptionalText("state", func(s *shipment) **string { return &s.State }).MaxLength(5),
	schema.Text("country", func(s *shipment) *string { return &s.Country }).Default("US").MaxLength(2),
	schema.Struct("rep", func(s *shipment) **person { return &s.Rep }, personFields()...).Check(somebody),
	schema.Struct("window", func(s *shipment) **window { return &s.Window },
		schema.Boolean("open", func(w *window) *bool { return &w.Open }).Default(true).Filterable(),
		schema.Time("early", func(w *window) *time.Time { return &w.Early }).Required(),
		schema.OptionalTime("late", func(w *window) **time.Time { return &w.Late }),
		schema.Integer("stop", func(w *window) *int32 { return &w.Stop }).Required(),
		schema.OptionalNumber("weight", func(w *window) **float64 { return &w.Weight }),
		schema.Enum("status", []string{"ACTIVE", "SPOT"}, func(w *window) *string { return &w.Status }).AnyCase().Default("SPOT"),
		schema.Struct("inner", func(w *window) **person { return &w.Inner }, personFields()...).Check(somebody),
	).Check(inOrder),
).Rules(schema.Rule[shipment]{At: "state", Needs: []string{"country"}, Check: func(s *shipment) error {
	if s.State != nil && !strings.HasPrefix(*s.State, s.Country) {
		return errState
	}
	return nil
}})

func decodeShipment(text string, rules schema.Rules) (schema.Input[shipment], error) {
	return shipments.Decode(schema.Body{Bytes: []byte(text), JSON: true}, rules)
}

// lines gives the broken rules as type, place and message.
func lines(err error) (all []string) {
	for _, d := range details(err) {
		all = append(all, fmt.Sprint(d.Type, " ", d.Loc, " ", d.Msg))
	}
	return all
}

const noObject = "Input should be a valid dictionary or object to extract fields from"

func TestNestedObjects(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		body    string
		purpose schema.Purpose
		strict  bool
		broken  []string
	}{
		{body: `{"rep":null,"window":null}`, purpose: schema.Update},
		{body: `{"rep":{"name":"a","nope":1}}`, purpose: schema.Update},
		{body: `{"rep":{"external_reference_id":"a"}}`, purpose: schema.Update, strict: true},
		{body: `{"rep":{"name":"a","nope":1,"zeta":2},"alpha":3}`, purpose: schema.Update, strict: true, broken: []string{
			"extra_forbidden [rep nope] Extra inputs are not permitted", "extra_forbidden [rep zeta] Extra inputs are not permitted",
			"extra_forbidden [alpha] Extra inputs are not permitted"}},
		{body: `{"rep":"a","window":[{}]}`, purpose: schema.Payload, broken: []string{
			"model_attributes_type [rep] " + noObject, "model_attributes_type [window] " + noObject}},
		{body: `{"rep":{}}`, purpose: schema.Update, broken: []string{"value_error [rep] Value error, " + errNobody.Error()}},
		{body: `{"rep":{"name":null,"nope":1}}`, purpose: schema.Update, broken: []string{"value_error [rep] Value error, " + errNobody.Error()}},
		{body: `{"rep":{"name":1,"email":"123456","external_reference_id":"\u0000"}}`, purpose: schema.Update, broken: []string{
			"string_type [rep name] Input should be a valid string", "string_too_long [rep email] String should have at most 5 characters",
			"value_error [rep external_reference_id] Value error, NUL is not allowed"}},
		{body: `{"window":{"open":null,"inner":{"name":[]}}}`, purpose: schema.Update, broken: []string{
			"bool_type [window open] Input should be a valid boolean", "missing [window early] Field required", "missing [window stop] Field required",
			"string_type [window inner name] Input should be a valid string"}},
		{body: `{"window":{"early":"2026-02-01","stop":1,"inner":{"name":null}}}`, purpose: schema.Payload, broken: []string{
			"value_error [window inner] Value error, " + errNobody.Error()}},
		{body: `{"window":{"early":"2026-02-02","late":"2026-02-01","stop":1}}`, purpose: schema.Update, broken: []string{
			"value_error [window] Value error, " + errLate.Error()}},
		{body: `{"window":{"early":"2026-02-02T00:00:00","stop":1}}`, purpose: schema.Update, strict: true, broken: []string{
			"timezone_aware [window early] Input should have timezone info"}},
	} {
		_, err := decodeShipment(test.body, schema.Rules{Purpose: test.purpose, Strict: test.strict})
		if diff := cmp.Diff(test.broken, lines(err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.body, diff)
		}
	}
}

// A rule over several fields is judged when their values are certain, and its error
// stands in the order of the fields.
func TestRulesOverSeveralFields(t *testing.T) {
	t.Parallel()
	state := "value_error [state] Value error, " + errState.Error()
	for _, test := range []struct {
		body    string
		purpose schema.Purpose
		broken  []string
	}{
		{body: `{"external_reference_id":"a","state":"US-IL"}`},
		{body: `{"external_reference_id":"a","state":"CA-ON"}`, broken: []string{state}},
		{body: `{"external_reference_id":"a","state":"CA-ON","country":"CA"}`},
		{body: `{"state":"IL","rep":5,"nope":1}`, broken: []string{
			"missing [external_reference_id] Field required", state, "model_attributes_type [rep] " + noObject}},
		{body: `{"external_reference_id":"a","state":"IL","country":5}`, broken: []string{"string_type [country] Input should be a valid string"}},
		{body: `{"external_reference_id":"a","state":5}`, broken: []string{"string_type [state] Input should be a valid string"}},
		{body: `{"state":"CA-ON"}`, purpose: schema.Update},
		{body: `{"state":"CA-ON","country":"US"}`, purpose: schema.Update, broken: []string{state}},
		{body: `{"state":"CA-ON"}`, purpose: schema.Payload},
		{body: `{"state":"CA-ON","country":"US"}`, purpose: schema.Payload, broken: []string{state}},
	} {
		_, err := decodeShipment(test.body, schema.Rules{Purpose: test.purpose})
		if diff := cmp.Diff(test.broken, lines(err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.body, diff)
		}
	}
}

// A nested object counts all rules that it breaks, of which a hundred are listed.
func TestNestedObjectsListAHundredDetails(t *testing.T) {
	t.Parallel()
	_, err := decodeShipment(`{"external_reference_id":"a","rep":{"name":5,`+numbered(5000, `"unknown%d":0`)+`}}`, schema.Rules{Strict: true})
	all := details(err)
	want := apierr.Detail{Type: "too_many_errors", Loc: []any{"rep"}, Msg: "4901 more errors are not listed"}
	if diff := cmp.Diff(want, all[len(all)-1]); diff != "" || len(all) != apierr.MostDetails+1 {
		t.Errorf("%d details (-want +got):\n%s", len(all), diff)
	}
}

// An update replaces a nested object as a whole, and leaves one alone that it does
// not name.
func TestApplyReplacesNestedObjects(t *testing.T) {
	t.Parallel()
	record, err := decodeShipment(`{"external_reference_id":"a","rep":{"name":"n","email":"e"},"window":{"early":0,"stop":1}}`, schema.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	change, err := decodeShipment(`{"rep":{"email":"f"}}`, schema.Rules{Purpose: schema.Update})
	if err != nil {
		t.Fatal(err)
	}
	before := record.Value
	shipments.Apply(&record.Value, &change)
	want := before
	want.Rep = change.Value.Rep
	if diff := cmp.Diff(want, record.Value); diff != "" || *before.Rep.Name != "n" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// stored gives a record's columns as the databases keep them: SQLite has integers
// for booleans.
func stored(record *shipment) (row []any) {
	for _, f := range shipments.Fields() {
		for _, c := range f.Columns() {
			value := c.Value(record)
			if flag, ok := value.(bool); ok && flag {
				value = int64(1)
			} else if ok {
				value = int64(0)
			}
			if c.Dest != nil {
				row = append(row, value)
			}
		}
	}
	return row
}

// scan reads a row into a record, as the drivers do.
func scan(t *testing.T, into *shipment, row []any) {
	t.Helper()
	for _, f := range shipments.Fields() {
		for _, c := range f.Columns() {
			if c.Dest == nil {
				continue
			}
			scanColumn(t, c.Name, c.Dest(into), row[0])
			row = row[1:]
		}
	}
}

// scanColumn stores a value in the destination of a column.
func scanColumn(t *testing.T, name string, dest, value any) {
	t.Helper()
	switch dest := dest.(type) {
	case interface {
		Null()
		NotNull() any
	}:
		if value == nil {
			dest.Null()
		} else {
			scanColumn(t, name, dest.NotNull(), value)
		}
	case interface{ ScanInteger(int64) }:
		dest.ScanInteger(value.(int64))
	case *string:
		*dest = value.(string)
	case *float64:
		*dest = value.(float64)
	case *int32:
		*dest = int32(value.(int64))
	case *bool:
		*dest = value.(int64) != 0
	default:
		t.Errorf("%s is scanned to a %T", name, dest)
	}
}

// What is stored of a record is read back, into a record that held another before.
func TestColumnsOfNestedObjects(t *testing.T) {
	t.Parallel()
	var names []string
	for _, f := range shipments.Fields() {
		for _, c := range f.Columns() {
			names = append(names, c.Name)
		}
	}
	want := []string{"external_reference_id", "state", "country", "rep_name", "rep_email", "rep_external_reference_id", "window_open",
		"window_early", "window_late", "window_stop", "window_weight", "window_status", "window_inner_name", "window_inner_email", "window_inner_external_reference_id"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("the columns differ (-want +got):\n%s", diff)
	}
	var into shipment
	for _, body := range []string{
		`{"external_reference_id":"a","state":"US-IL","rep":{"email":"e"},"window":{"open":"no","early":0.5,"late":1,"stop":-1,"weight":2.5,"inner":{"name":""}}}`,
		`{"external_reference_id":"b","rep":{"name":"n"},"window":{"early":0,"stop":0}}`,
		`{"external_reference_id":"c"}`,
	} {
		input, err := decodeShipment(body, schema.Rules{})
		if err != nil {
			t.Fatal(err)
		}
		before, shared := into, into.Rep
		scan(t, &into, stored(&input.Value))
		if diff := cmp.Diff(input.Value, into); diff != "" {
			t.Errorf("%s (-want +got):\n%s", body, diff)
		}
		if shared != nil && shared == into.Rep || before.Window != nil && before.Window == into.Window {
			t.Errorf("%s is read into the object of the row before", body)
		}
	}
}

func TestFiltersOfNestedObjects(t *testing.T) {
	t.Parallel()
	filters := shipments.Fields()[4].Filters()
	if len(filters) != 1 || filters[0].Name != "window_open" || filters[0].Column != "window_open" {
		t.Errorf("%+v", filters)
	}
}

func TestDescribeNestedObjects(t *testing.T) {
	t.Parallel()
	described := shipments.Describe()
	rep := described[3]
	if rep.Type != "object" || !rep.Nullable || len(rep.Object) != 3 || rep.Object[1].Name != "email" || rep.Object[1].MaxLength != 5 {
		t.Errorf("%+v", rep)
	}
	if hidden := slices.ContainsFunc(samples.Describe(), func(d schema.Described) bool { return d.Hidden }); hidden {
		t.Error("a hidden field is described")
	}
}

// A declaration that cannot work panics at once, with the names.
func TestDeclarationsThatCannotWork(t *testing.T) {
	t.Parallel()
	text := func(name string) schema.Field[thing] {
		return schema.Text(name, func(t *thing) *string { return &t.Name })
	}
	many := func(count int) (fields []schema.Field[thing]) {
		for i := range count {
			fields = append(fields, text(fmt.Sprint("f", i)))
		}
		return fields
	}
	for name, test := range map[string]struct {
		declare func()
		says    string
	}{
		"64 fields":      {func() { schema.NewObject(many(64)...) }, ""},
		"65 fields":      {func() { schema.NewObject(many(65)...) }, "65 fields, the limit is 64: f0, f1, "},
		"65 members":     {func() { schema.Struct("x", func(*shipment) **thing { return nil }, many(65)...) }, "65 fields, the limit is 64: f0, f1, "},
		"one name twice": {func() { schema.NewObject(text("a"), text("b"), text("a")) }, "two fields are named a"},
		"a rule without its field": {func() {
			schema.NewObject(text("a")).Rules(schema.Rule[thing]{At: "a", Needs: []string{"b"}})
		}, "names b"},
		"a broken pattern": {func() { schema.Text("a", func(t *thing) *string { return &t.Name }).Matching("(") }, "missing closing )"},
	} {
		got := panicOf(test.declare)
		if test.says == "" && got != "" || !strings.Contains(got, test.says) {
			t.Errorf("%s: panics with %q, want %q", name, got, test.says)
		}
	}
}

func panicOf(declare func()) (said string) {
	defer func() {
		if cause := recover(); cause != nil {
			said = fmt.Sprint(cause)
		}
	}()
	declare()
	return ""
}

// All 64 fields of an object can be sent.
func TestTheLastOfManyFields(t *testing.T) {
	t.Parallel()
	var fields []schema.Field[[64]string]
	for i := range 64 {
		fields = append(fields, schema.Text(fmt.Sprint("f", i), func(all *[64]string) *string { return &all[i] }))
	}
	object := schema.NewObject(fields...)
	input, err := object.Decode(schema.Body{Bytes: []byte(`{"f63":"x"}`), JSON: true}, schema.Rules{Purpose: schema.Update})
	var record [64]string
	object.Apply(&record, &input)
	if err != nil || record[63] != "x" || !object.Has(&input, "f63") || object.Has(&input, "f62") {
		t.Errorf("%v %+v", err, record)
	}
}

// FuzzNested: whatever the body, it is an input or an error of the contract, and
// what is read is the same when it is written and read again, and when it is stored
// and scanned.
func FuzzNested(f *testing.F) {
	for _, seed := range []string{
		`{"external_reference_id":"a","state":"US","rep":{"name":"n"},"window":{"early":"2026-02-01T09:00:00.5+01:00","stop":"1","weight":-0.0,"status":"spot"}}`,
		`{"external_reference_id":"a","window":{"early":-1.5e3,"late":"20000000001.25","stop":1e0,"inner":{"email":"\u00e9"}}}`,
		`{"external_reference_id":"a","window":{"early":NaN,"stop":Infinity,"weight":"1_0e5"}}`, `{"rep":{},"window":{"early":[]}}`,
	} {
		f.Add([]byte(seed), false, uint8(0))
	}
	f.Fuzz(func(t *testing.T, body []byte, strict bool, purpose uint8) {
		input, err := decodeShipment(string(body), schema.Rules{Purpose: schema.Purpose(purpose % 3), Strict: strict})
		if err != nil {
			checkFailure(t, err)
			return
		}
		if !utf8.Valid(body) {
			t.Fatal("a body that is not UTF-8 was read")
		}
		if purpose%3 != uint8(schema.Create) {
			return
		}
		written := append(shipments.AppendMembers([]byte("{"), &input.Value), '}')
		again, err := decodeShipment(string(written), schema.Rules{Strict: true})
		if err != nil || !json.Valid(written) {
			t.Fatalf("%s is read as %v", written, err)
		}
		if rewritten := append(shipments.AppendMembers([]byte("{"), &again.Value), '}'); !bytes.Equal(written, rewritten) {
			t.Fatalf("%s is written again as %s", written, rewritten)
		}
		var scanned shipment
		scan(t, &scanned, stored(&input.Value))
		if diff := cmp.Diff(input.Value, scanned); diff != "" {
			t.Fatalf("%s (-stored +scanned):\n%s", body, diff)
		}
	})
}
