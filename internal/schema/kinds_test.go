package schema_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// sample has a field of every kind, with and without null.
type sample struct {
	Status   string
	Unit     *string
	Stop     string
	Amount   float64
	Weight   *float64
	Number   int32
	Pieces   *int32
	Early    time.Time
	Late     *time.Time
	Hours    *string
	Country  string
	Password string
	Shown    string
}

var errCountry = errors.New("country must be known")

var samples = schema.NewObject(
	schema.Enum("status", []string{"ACTIVE", "EN_ROUTE", "COMPLETED"}, func(s *sample) *string { return &s.Status }).
		Default("ACTIVE").Alias("in_transit", "EN_ROUTE").Filterable().Sortable().Counted(),
	schema.OptionalEnum("unit", []string{"lbs", "kg"}, func(s *sample) **string { return &s.Unit }),
	schema.Enum("stop", []string{"PICKUP", "BOTH"}, func(s *sample) *string { return &s.Stop }).AnyCase().Default("BOTH"),
	schema.Number("amount", func(s *sample) *float64 { return &s.Amount }),
	schema.OptionalNumber("weight", func(s *sample) **float64 { return &s.Weight }).AtLeast(-90).AtMost(90.5).
		FilteredBy("weight_from", schema.AtLeast),
	schema.Integer("number", func(s *sample) *int32 { return &s.Number }).Default(1).AtLeast(1).Filterable(),
	schema.OptionalInteger("pieces", func(s *sample) **int32 { return &s.Pieces }).AtMost(5),
	schema.Time("early", func(s *sample) *time.Time { return &s.Early }).
		FilteredBy("early_from", schema.AtLeast).FilteredBy("early_to", schema.AtMost),
	schema.OptionalTime("late", func(s *sample) **time.Time { return &s.Late }),
	schema.OptionalText("hours", func(s *sample) **string { return &s.Hours }).Matching("^([01][0-9]|2[0-3]):[0-5][0-9]$"),
	schema.Text("country", func(s *sample) *string { return &s.Country }).Default("US").Check(func(country *string) error {
		if *country = strings.ToUpper(*country); *country != "US" && *country != "CA" {
			return errCountry
		}
		return nil
	}).FilteredAs(strings.ToUpper).FilteredBy("country", schema.Suffix),
	schema.Text("password", func(s *sample) *string { return &s.Password }).Hidden().FilteredBy("password", schema.Equals),
	schema.Text("shown", func(s *sample) *string { return &s.Shown }).ReadOnly().Required(),
)

// answer is the value that a member has in an answer, or the type and the message
// of the first broken rule.
func answer(t *testing.T, member, text string, strict bool) string {
	t.Helper()
	input, err := samples.Decode(schema.Body{Bytes: []byte(`{"` + member + `":` + text + `}`), JSON: true}, schema.Rules{Strict: strict})
	if err != nil {
		return broken(t, err, member)
	}
	written := "{" + string(samples.AppendMembers(nil, &input.Value)) + "}"
	_, rest, _ := strings.Cut(written, `"`+member+`":`)
	value, _, _ := strings.Cut(rest, ",\"")
	return value
}

// broken gives the type and the message of the only broken rule, which must stand
// at a place.
func broken(t *testing.T, err error, place ...any) string {
	t.Helper()
	failure, ok := errors.AsType[*apierr.Error](err)
	if !ok || failure.Kind != apierr.Invalid {
		return err.Error()
	}
	all := failure.Details.All()
	if len(all) != 1 {
		t.Errorf("%d rules are broken, want one", len(all))
	}
	if diff := cmp.Diff(place, all[0].Loc); diff != "" {
		t.Errorf("the place differs (-want +got):\n%s", diff)
	}
	return all[0].Type + ": " + all[0].Msg
}

const (
	enumStatus    = "enum: Input should be 'ACTIVE', 'EN_ROUTE' or 'COMPLETED'"
	enumUnit      = "enum: Input should be 'lbs' or 'kg'"
	enumStop      = "enum: Input should be 'PICKUP' or 'BOTH'"
	floatType     = "float_type: Input should be a valid number"
	floatParsing  = "float_parsing: Input should be a valid number, unable to parse string as a number"
	finiteNumber  = "finite_number: Input should be a finite number"
	intType       = "int_type: Input should be a valid integer"
	intParsing    = "int_parsing: Input should be a valid integer, unable to parse string as an integer"
	intFraction   = "int_from_float: Input should be a valid integer, got a number with a fractional part"
	intTooLong    = "int_parsing_size: Unable to parse input string as an integer, exceeded maximum size"
	unicodeString = "string_unicode: Input should be a valid string, unable to parse raw data as a unicode string"
	timeType      = "datetime_type: Input should be a valid datetime"
	timeParsing   = "datetime_parsing: Input should be a valid datetime, "
	dateParsing   = "datetime_from_date_parsing: Input should be a valid datetime or date, "
	extraChars    = dateParsing + "unexpected extra characters at the end of the input"
	tooShort      = dateParsing + "input is too short"
	badSeparator  = dateParsing + "invalid date separator, expected `-`"
	badHours      = "string_pattern_mismatch: String should match pattern '^([01][0-9]|2[0-3]):[0-5][0-9]$'"
)

// The expected texts are those of Pydantic 2.13, each asked for the value that
// Python's json module reads.
func TestKinds(t *testing.T) {
	t.Parallel()
	for member, answers := range map[string]map[string]string{
		"status": {
			`"ACTIVE"`: `"ACTIVE"`, `"active"`: enumStatus, `"ACTIVE "`: enumStatus, `"in_transit"`: enumStatus, `""`: enumStatus,
			`null`: enumStatus, `1`: enumStatus, `true`: enumStatus, `["ACTIVE"]`: enumStatus, `{}`: enumStatus,
			`"ACTIVE\u0000"`: enumStatus, `"\ud800"`: unicodeString,
		},
		"unit": {`"kg"`: `"kg"`, `null`: `null`, `"KG"`: enumUnit, `0`: enumUnit},
		"stop": {`"Pickup"`: `"Pickup"`, `"both"`: `"both"`, `"pick up"`: enumStop, `"PICKUP\u0000"`: enumStop, `null`: enumStop},
		"amount": {
			`5`: `5`, `285.0`: `285`, `1.50000`: `1.5`, `1E+1`: `10`, `25e-1`: `2.5`, `-0`: `0`, `-0.0`: `0`, `"-0"`: `0`, `1e-400`: `0`,
			`1e-7`: `1e-7`, `0.000001`: `0.000001`, `1.5e-10`: `1.5e-10`, `5e-324`: `5e-324`, `1e20`: `100000000000000000000`, `1e21`: `1e+21`, `1.5e300`: `1.5e+300`,
			`0.30000000000000004`: `0.30000000000000004`, `9007199254740993`: `9007199254740992`, `123456789012345678901234567890`: `1.2345678901234568e+29`,
			`true`: `1`, `false`: `0`, `"5"`: `5`, `" 5 "`: `5`, `"5\n"`: `5`, `"\u00a05\u2009"`: `5`, `"+5"`: `5`, `".5"`: `0.5`, `"5."`: `5`, `"1e1"`: `10`, `"1_000.5"`: `1000.5`,
			`1e400`: finiteNumber, `-1e400`: finiteNumber, `NaN`: finiteNumber, `Infinity`: finiteNumber, `"nan"`: finiteNumber, `"-NaN"`: finiteNumber,
			`"inf"`: finiteNumber, `"-Infinity"`: finiteNumber, `"1e400"`: finiteNumber, "1" + strings.Repeat("0", 400): floatType,
			`""`: floatParsing, `" "`: floatParsing, `"abc"`: floatParsing, `"1,5"`: floatParsing, `"0x10"`: floatParsing, `"0x1p3"`: floatParsing, `"1 2"`: floatParsing,
			`"5%"`: floatParsing, `"5\u0000"`: floatParsing, `"1__0"`: floatParsing, `"_1"`: floatParsing, `"1_"`: floatParsing, `" 1_0"`: floatParsing, `"--5"`: floatParsing,
			`"."`: floatParsing, `"٣"`: floatParsing, `"\ud800"`: unicodeString, `[5]`: floatType, `{}`: floatType, `null`: floatType,
		},
		"weight": {
			`null`: `null`, `90.5`: `90.5`, `-90`: `-90`, `"-90"`: `-90`,
			`90.6`:    "less_than_equal: Input should be less than or equal to 90.5",
			`-90.001`: "greater_than_equal: Input should be greater than or equal to -90",
			`1e999`:   finiteNumber,
		},
		"number": {
			`5`: `5`, `3.0`: `3`, `1e0`: `1`, `" 3 "`: `3`, `"003"`: `3`, `"3.0"`: `3`, `"1_0"`: `10`, `true`: `1`, `2147483647`: `2147483647`,
			`2147483648`:                          "less_than_equal: Input should be less than or equal to 2147483647",
			`"2147483648"`:                        "less_than_equal: Input should be less than or equal to 2147483647",
			"1" + strings.Repeat("0", 400):        "less_than_equal: Input should be less than or equal to 2147483647",
			`0`:                                   "greater_than_equal: Input should be greater than or equal to 1",
			`false`:                               "greater_than_equal: Input should be greater than or equal to 1",
			`-9223372036854775809`:                "greater_than_equal: Input should be greater than or equal to 1",
			`1.5`:                                 intFraction,
			`-0.5`:                                intFraction,
			`1e18`:                                "less_than_equal: Input should be less than or equal to 2147483647",
			`9223372036854775808.0`:               intTooLong,
			`-1e30`:                               intTooLong,
			`"` + strings.Repeat("9", 4301) + `"`: intTooLong,
			`1e999`:                               finiteNumber, `NaN`: finiteNumber, `-Infinity`: finiteNumber,
			`"1.5"`: intParsing, `""`: intParsing, `"x"`: intParsing, `"1e2"`: intParsing, `"\uff13"`: intParsing, `"inf"`: intParsing,
			`"\ud800"`: unicodeString, `null`: intType, `[1]`: intType, `{}`: intType,
		},
		"pieces": {`null`: `null`, `-2147483648`: `-2147483648`,
			`-2147483649`: "greater_than_equal: Input should be greater than or equal to -2147483648",
			`6`:           "less_than_equal: Input should be less than or equal to 5"},
		"early": {
			`"2026-02-01T09:00:00Z"`: `"2026-02-01T09:00:00Z"`, `"2026-02-01T09:00:00-05:00"`: `"2026-02-01T14:00:00Z"`, `"2026-02-01t09:00z"`: `"2026-02-01T09:00:00Z"`,
			`"2026-02-01 09:00:00+0200"`: `"2026-02-01T07:00:00Z"`, `"2026-02-01_09:00:00+23:59"`: `"2026-01-31T09:01:00Z"`, `"2026-02-01T09:00:00−05:00"`: `"2026-02-01T14:00:00Z"`,
			`"2026-02-01T09:00:00.999Z"`: `"2026-02-01T09:00:00Z"`, `"2026-02-01T09:00:00,5Z"`: `"2026-02-01T09:00:00Z"`, `"2026-02-01T09:00:00.1234567891Z"`: `"2026-02-01T09:00:00Z"`,
			`"2026-02-01T09:00:00"`: `"2026-02-01T09:00:00Z"`, `"2026-02-01"`: `"2026-02-01T00:00:00Z"`, `"0001-01-01"`: `"0001-01-01T00:00:00Z"`, `"9999-12-31T23:59:59Z"`: `"9999-12-31T23:59:59Z"`,
			`1769936400`: `"2026-02-01T09:00:00Z"`, `0`: `"1970-01-01T00:00:00Z"`, `-1.5`: `"1969-12-31T23:59:58Z"`, `1769936400123`: `"2026-02-01T09:00:00Z"`, `20000000000`: `"2603-10-11T11:33:20Z"`,
			`20000000001`: `"1970-08-20T11:33:20Z"`, `"1769936400"`: `"2026-02-01T09:00:00Z"`, `"-1.25"`: `"1969-12-31T23:59:58Z"`, `"1.5e3"`: `"1970-01-01T00:25:00Z"`,
			`"2026-02-01T09:00:00+24:00"`: extraChars, `"2026-02-01T24:00:00Z"`: extraChars, `"2026-02-01T09:60:00Z"`: extraChars, `"2026-02-01T09:00:60Z"`: extraChars,
			`"2026-02-01T09:00:00Z "`: extraChars, `"2026-02-01T09:00:00 UTC"`: extraChars, `"2026-02-01T"`: extraChars, `"2026-02-01T09"`: extraChars, `"2026-02-01T09:"`: extraChars,
			`"2026-02-01T09:00:00.Z"`: extraChars, `"2026-02-01T09:00:00+05:"`: extraChars, `"2026-02-01Z"`: extraChars, `"2026-02-01\u0000"`: extraChars,
			`""`: tooShort, `" "`: tooShort, `"tomorrow"`: tooShort, `"09:00:00"`: tooShort, `"2026-02-"`: tooShort, `"1e9"`: tooShort, `"nan"`: tooShort, `"."`: tooShort,
			`"12026-02-01T09:00:00Z"`: badSeparator, `"20260201T090000Z"`: badSeparator, `"2026/02/01"`: badSeparator, `"9999999999999999999"`: badSeparator,
			`"26-02-01T09:00:00Z"`: dateParsing + "invalid character in year", `" 2026-02-01T09:00:00Z"`: dateParsing + "invalid character in year",
			`"2026-0a-01"`: dateParsing + "invalid character in month", `"2026-02-0a"`: dateParsing + "invalid character in day",
			`"2026-13-01T00:00:00Z"`: dateParsing + "month value is outside expected range of 1-12",
			`"2026-02-29T00:00:00Z"`: dateParsing + "day value is outside expected range", `"2026-02-00"`: dateParsing + "day value is outside expected range",
			`"253402300800000"`:      dateParsing + "dates after 9999 are not supported as unix timestamps",
			`"0000-01-01T00:00:00Z"`: timeParsing + "year 0 is out of range", `-62135596800001`: timeParsing + "year 0 is out of range",
			`253402300800000`: timeParsing + "dates after 9999 are not supported as unix timestamps", `Infinity`: timeParsing + "dates after 9999 are not supported as unix timestamps",
			`-1e18`: timeParsing + "dates before 0000 are not supported as unix timestamps", `NaN`: timeParsing + "NaN values not permitted",
			// Ours: Python itself fails for these.
			`"9999-12-31T23:59:59-01:00"`: timeParsing + "date value out of range", `"0001-01-01T00:00:00+01:00"`: timeParsing + "date value out of range",
			`true`: timeType, `null`: timeType, `[]`: timeType, `{}`: timeType, "1" + strings.Repeat("0", 400): timeType, `"\ud800"`: unicodeString,
		},
		"late": {`null`: `null`, `"2026-02-01"`: `"2026-02-01T00:00:00Z"`, `false`: timeType},
		"hours": {
			`"09:05"`: `"09:05"`, `"23:59"`: `"23:59"`, `null`: `null`, `"24:00"`: badHours, `"9:00"`: badHours, `"09:05\n"`: badHours, `""`: badHours,
			`"\uff10\uff19:05"`: badHours, `"09:05\u0000"`: badHours, `9`: "string_type: Input should be a valid string",
		},
		"country": {
			`"ca"`: `"CA"`, `"ZZ"`: "value_error: Value error, country must be known", `"C\u0000"`: "value_error: Value error, NUL is not allowed",
			`null`: "string_type: Input should be a valid string",
		},
	} {
		for text, want := range answers {
			if got := answer(t, member, text, false); got != want {
				t.Errorf("%s %.60s: got %s, want %s", member, text, got, want)
			}
		}
	}
}

// A strict reading refuses a time of day without an offset, and takes a date alone.
func TestStrictTimes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`"2026-02-01T09:00:00"`:       "timezone_aware: Input should have timezone info",
		`"2026-02-01T09:00"`:          "timezone_aware: Input should have timezone info",
		`"2026-02-01T09:00:00+01:00"`: `"2026-02-01T08:00:00Z"`,
		`"2026-02-01"`:                `"2026-02-01T00:00:00Z"`,
		`1769936400`:                  `"2026-02-01T09:00:00Z"`,
	} {
		if got := answer(t, "early", text, true); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// A field that is left out has its default; read-only and hidden fields are unknown
// to a client, and only read-only ones are answered.
func TestDefaultsAndFieldsThatNoClientSends(t *testing.T) {
	t.Parallel()
	body := schema.Body{Bytes: []byte(`{"shown":5,"password":6}`), JSON: true}
	input, err := samples.Decode(body, schema.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	want := `"status":"ACTIVE","unit":null,"stop":"BOTH","amount":0,"weight":null,"number":1,"pieces":null,` +
		`"early":"0001-01-01T00:00:00Z","late":null,"hours":null,"country":"US","shown":""`
	if diff := cmp.Diff(want, string(samples.AppendMembers(nil, &input.Value))); diff != "" {
		t.Errorf("the answer differs (-want +got):\n%s", diff)
	}
	_, err = samples.Decode(body, schema.Rules{Strict: true})
	wantBroken := []apierr.Detail{
		{Type: "extra_forbidden", Loc: []any{"shown"}, Msg: "Extra inputs are not permitted"},
		{Type: "extra_forbidden", Loc: []any{"password"}, Msg: "Extra inputs are not permitted"},
	}
	if diff := cmp.Diff(wantBroken, details(err)); diff != "" {
		t.Errorf("the broken rules differ (-want +got):\n%s", diff)
	}
}

func details(err error) []apierr.Detail {
	if failure, ok := errors.AsType[*apierr.Error](err); ok {
		return failure.Details.All()
	}
	return nil
}

// What a filter compares with, by its parameter and text.
func TestFilters(t *testing.T) {
	t.Parallel()
	filters := map[string]*schema.Filter{}
	for _, f := range samples.Fields() {
		for _, filter := range f.Filters() {
			filters[filter.Name] = filter
		}
	}
	day := time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC).UnixMicro()
	for _, test := range []struct {
		name, text string
		match      schema.Match
		want       any // or the broken rule
	}{
		{"status", "ACTIVE", schema.Equals, "ACTIVE"},
		{"status", "en_Route", schema.Equals, "EN_ROUTE"},
		{"status", "In_Transit", schema.Equals, "EN_ROUTE"},
		{"status", " ACTIVE", schema.Equals, enumStatus},
		{"status", "", schema.Equals, enumStatus},
		{"weight_from", "-1e1", schema.AtLeast, -10.0},
		{"weight_from", "91", schema.AtLeast, "less_than_equal: Input should be less than or equal to 90.5"},
		{"number", "7", schema.Equals, int64(7)},
		{"number", "x", schema.Equals, intParsing},
		{"early_from", "2026-02-03", schema.AtLeast, day},
		{"early_to", "2026-02-03", schema.AtMost, day + 24*time.Hour.Microseconds() - 1},
		{"early_to", "2026-02-03T00:00:00Z", schema.AtMost, day},
		{"early_to", "2026-02-03T01:00:00.000001+01:00", schema.AtMost, day + 1},
		{"early_to", "tomorrow", schema.AtMost, tooShort},
		{"country", "ca", schema.Suffix, "CA"},
		{"country", "\x00", schema.Suffix, "value_error: Value error, NUL is not allowed"},
		{"password", "x", schema.Equals, "x"},
	} {
		filter := filters[test.name]
		if filter == nil || filter.Match != test.match || filter.Counted != (test.name == "status") {
			t.Errorf("%s is the filter %+v", test.name, filter)
			continue
		}
		got, wrong := filter.Parse(test.text, false)
		if wrong != nil {
			got = wrong.First().Type + ": " + wrong.First().Msg
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s=%s (-want +got):\n%s", test.name, test.text, diff)
		}
	}
	if _, wrong := filters["early_to"].Parse("2026-02-03T00:00:00", true); wrong == nil || wrong.First().Type != "timezone_aware" {
		t.Errorf("a strict reading accepts a time without an offset: %+v", wrong)
	}
}

// TestScanningTimesAllocatesNothing counts for itself, so it does not run in parallel.
func TestScanningTimesAllocatesNothing(t *testing.T) {
	var record sample
	dest := schema.Time("early", func(s *sample) *time.Time { return &s.Early }).Columns()[0].Dest(&record).(interface{ ScanInteger(int64) })
	allocations := testing.AllocsPerRun(100, func() { dest.ScanInteger(1_700_000_000_000_000) })
	if allocations != 0 || record.Early.Unix() != 1_700_000_000 {
		t.Errorf("%v allocations to scan %v", allocations, record.Early)
	}
}
