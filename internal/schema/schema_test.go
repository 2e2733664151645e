package schema_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// thing has texts and a boolean.
type thing struct {
	Name   string
	Note   *string
	Active bool
}

var things = schema.NewObject(
	schema.Text("name", func(t *thing) *string { return &t.Name }).Length(1, 5).Required(),
	schema.OptionalText("note", func(t *thing) **string { return &t.Note }),
	schema.Boolean("active", func(t *thing) *bool { return &t.Active }).Default(true),
)

// verdict is the result of a decoding in one line: the details, or the fields.
func verdict(input schema.Input[thing], err error) string {
	if failure, ok := errors.AsType[*apierr.Error](err); ok {
		if failure.Kind != apierr.Invalid {
			return failure.Error()
		}
		var all []string
		for _, d := range failure.Details.All() {
			all = append(all, strings.Trim(fmt.Sprint(d.Type, d.Loc), "[]"))
		}
		return strings.Join(all, "; ")
	}
	return string(things.AppendMembers(nil, &input.Value))
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"name":"a"}`:                                    `"name":"a","note":null,"active":true`,
		`{"name":"a","note":"","active":"off"}`:           `"name":"a","note":"","active":false`,
		`{"name":"\u00e9\ud83d\ude00\"\\\/\b\n"}`:         `string_too_long[name`,
		`{"name":"\u00e9\ud83d\ude00\"\\\/"}`:             `"name":"é😀\"\\/","note":null,"active":true`,
		`{"name":"\ud800"}`:                               `string_unicode[name`,
		`{"name":"a","active":"\ud800"}`:                  `string_unicode[active`,
		`{"name":"a","other":"\ud800"}`:                   `"name":"a","note":null,"active":true`,
		`{"note":5,"name":"","active":null}`:              `string_too_short[name; string_type[note; bool_type[active`,
		`{"name":"a","name":"b"}`:                         `"name":"b","note":null,"active":true`,
		`{"na\u006de":"a"}`:                               `"name":"a","note":null,"active":true`,
		`{}`:                                              `missing[name`,
		``:                                                `missing`,
		`null`:                                            `missing`,
		`[]`:                                              `model_attributes_type`,
		` `:                                               `json_invalid[1`,
		"\ufeff{\"name\":\"a\"}":                          `"name":"a","note":null,"active":true`,
		"\ufeff{\"name\" x":                               `json_invalid[8`,
		`{"name":"漢😀" x`:                                  `json_invalid[13`,
		`{"name":"a",}`:                                   `json_invalid[11`,
		`{"name":"a","x":[1 , ]}`:                         `json_invalid[19`,
		`{"name":"a","x":NaN,"y":[-Infinity]}`:            `"name":"a","note":null,"active":true`,
		`{"name":"a","active":NaN}`:                       `bool_type[active`,
		`{"name":Infinity}`:                               `string_type[name`,
		`{"name":"a","x":` + nested(199) + `}`:            `"name":"a","note":null,"active":true`,
		`{"name":"a","x":` + nested(200) + `}`:            `There was an error parsing the body`,
		`{"name":"a","x":` + digits(4300) + `}`:           `"name":"a","note":null,"active":true`,
		`{"name":"a","x":` + digits(4301) + `}`:           `There was an error parsing the body`,
		`{"name":"a","x":0.` + digits(4301) + `}`:         `"name":"a","note":null,"active":true`,
		`{"name":"a","x":"` + digits(4301) + `"}`:         `"name":"a","note":null,"active":true`,
		"{\"name\":\"\xff\"}":                             `There was an error parsing the body`,
		`{"name":"a","x":` + nested(100000) + ``:          `There was an error parsing the body`,
		strings.Repeat(`{"a":`, 150) + `]`:                `json_invalid[750`,
		`{"name":"a\u0000b"}`:                             `value_error[name`,
		`{"name":"\u0000\u0000\u0000\u0000\u0000\u0000"}`: `string_too_long[name`,
	} {
		input, err := things.Decode(schema.Body{Bytes: []byte(body), JSON: true}, schema.Rules{})
		if got := verdict(input, err); got != want {
			t.Errorf("%.80q:\n%s\nwant\n%s", body, got, want)
		}
	}
}

func nested(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }
func digits(count int) string { return strings.Repeat("7", count) }

func TestBooleans(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"true": "true", "false": "false", "1": "true", "0": "false", "1.0": "true", "0e5": "false", "-0": "false",
		"10e-1": "true", `"YES"`: "true", `"oFf"`: "false", `"t"`: "true", `"n"`: "false",
		"2": "bool_parsing", "-1": "bool_parsing", "1e3": "bool_parsing", "9223372036854775807": "bool_parsing",
		"-9223372036854775808": "bool_parsing", "9223372036854775808": "bool_type", "1e300": "bool_type", "1e999": "bool_type",
		"0.5": "bool_type", "[]": "bool_type", "{}": "bool_type", "null": "bool_type",
		`""`: "bool_parsing", `" true"`: "bool_parsing", `"ye\u017f"`: "bool_parsing", `"\uff54rue"`: "bool_parsing",
	} {
		input, err := things.Decode(schema.Body{Bytes: []byte(`{"name":"a","active":` + text + `}`), JSON: true}, schema.Rules{})
		got := verdict(input, err)
		if !strings.HasPrefix(got, want) && !strings.HasSuffix(got, `"active":`+want) {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestIntegers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1": "1", "+1": "1", "\u20097\n": "7", "\u00a07": "7", "007": "7", "1_000": "1000", "2.000": "2", "00.0": "greater_than_equal", "0": "greater_than_equal",
		"-0": "greater_than_equal", "-5": "greater_than_equal", "-1.0": "greater_than_equal",
		"9223372036854775808": "9223372036854775808", "-9223372036854775809": "greater_than_equal",
		"": "int_parsing", "-": "int_parsing", "+": "int_parsing", "+-1": "int_parsing", "--1": "int_parsing", "1.5": "int_parsing", "1.": "int_parsing", ".0": "int_parsing",
		"1__0": "int_parsing", "_1": "int_parsing", "1_": "int_parsing", "0x1": "int_parsing", "1e2": "int_parsing", "１": "int_parsing", "a": "int_parsing",
		"-01": "greater_than_equal", "-00.0": "greater_than_equal", "-0__1": "greater_than_equal", "0__1": "1", "+00_1": "1", "0-1": "greater_than_equal",
		"-_1": "int_parsing", "+_1": "int_parsing", "0-01": "int_parsing", "0+1": "int_parsing", "0_": "int_parsing", "0_.0": "int_parsing", "1_.0": "int_parsing",
		"1.0_0": "int_parsing", "1.0.0": "int_parsing",
		digits(4300): digits(4300), digits(4301): "int_parsing_size", digits(4301) + "a": "int_parsing_size", "-" + digits(4300): "int_parsing_size",
		" " + digits(4301): "int_parsing", "+" + digits(4301): "int_parsing", "1_" + digits(4300): "int_parsing", "0" + digits(4300): digits(4300),
	} {
		page, number := "unset", int64(0)
		p := schema.NewParameters(map[string]string{"page": text}, nil)
		p.Page("page", &number, &page)
		got := page
		if broken := p.Broken(); !broken.IsEmpty() {
			got = broken.First().Type
		}
		if got != want {
			t.Errorf("%.40q: %.40s, want %.40s", text, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ACME": "acme", "straße": "strasse", "ΣΊΣΥΦΟΣ": "σίσυφοσ", "Éclair": "éclair", "İ": "i̇", "ﬁ": "fi", "漢": "漢", "": "",
	} {
		if got := schema.Fold(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
}

// FuzzDecode: whatever the body, it is an input or an error of the contract, and what
// is read is the same when it is written and read again.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{`{"name":"a","note":"\ud83d\ude00","active":1.0}`, `{"name":"\ud800"}`, `[NaN,-Infinity]`, "{\"a\":[1,]}", "\ufeff{}", nested(201)} {
		f.Add([]byte(seed), false, uint8(0))
	}
	f.Fuzz(func(t *testing.T, body []byte, strict bool, purpose uint8) {
		rules := schema.Rules{Purpose: schema.Purpose(purpose % 3), Strict: strict}
		input, err := things.Decode(schema.Body{Bytes: body, JSON: true}, rules)
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
		written := "{" + string(things.AppendMembers(nil, &input.Value)) + "}"
		if !json.Valid([]byte(written)) {
			t.Fatalf("wrote %s", written)
		}
		again, err := things.Decode(schema.Body{Bytes: []byte(written), JSON: true}, schema.Rules{Strict: true})
		if diff := cmp.Diff(input.Value, again.Value); diff != "" || err != nil {
			t.Fatalf("%s is read again with the error %v (-first +again):\n%s", written, err, diff)
		}
	})
}

func checkFailure(t *testing.T, err error) {
	switch apierr.KindOf(err) {
	case apierr.Unreadable:
	case apierr.Invalid:
		failure, _ := errors.AsType[*apierr.Error](err)
		for _, d := range failure.Details.All() {
			if d.Type == "" || d.Msg == "" {
				t.Fatalf("detail %+v", d)
			}
		}
	default:
		t.Fatalf("kind of %v", err)
	}
}
