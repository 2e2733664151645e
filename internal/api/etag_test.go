package api

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
)

func TestEntityTag(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		version int64
		shown   []byte
		want    string
	}{
		{7, nil, `"7"`},
		{281474976710655, nil, `"281474976710655"`},
		{7, []byte(""), `"7-e3b0c442"`},
		{7, []byte("Acme"), `"7-37036cd8"`},
		{8, []byte("Acme"), `"8-37036cd8"`},
		{7, []byte("Acme Corp"), `"7-a73cb456"`},
	} {
		if got := entityTag(test.version, test.shown); got != test.want {
			t.Errorf("version %d that shows %q: %s, want %s", test.version, test.shown, got, test.want)
		}
		if got, want := withoutHash(test.want), entityTag(test.version, nil); got != want {
			t.Errorf("%s without its hash is %s, want %s", test.want, got, want)
		}
	}
	for _, tag := range []string{`""`, `"a"`, `"-01234567"`, `"7-0123456"`, `"7-012345678"`, `"7-0123456g"`, `"7_01234567"`} {
		if got := withoutHash(tag); got != tag {
			t.Errorf("%s has no hash, but became %s", tag, got)
		}
	}
}

func TestParseEntityTags(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lines []string
		want  *entityTags // nil for a header that cannot be parsed
	}{
		{[]string{"*"}, &entityTags{any: true}},
		{[]string{" *\t"}, &entityTags{any: true}},
		{[]string{`"7"`}, &entityTags{strong: []string{`"7"`}}},
		{[]string{`W/"7"`}, &entityTags{weak: []string{`"7"`}}},
		{[]string{`"7", W/"8",, "a,b" ,`}, &entityTags{strong: []string{`"7"`, `"a,b"`}, weak: []string{`"8"`}}},
		{[]string{`"7"`, `"8-0a1b2c3d"`}, &entityTags{strong: []string{`"7"`, `"8-0a1b2c3d"`}}},
		{[]string{`""`}, &entityTags{strong: []string{`""`}}},
		{[]string{`"\"`}, &entityTags{strong: []string{`"\"`}}},
		{[]string{""}, nil},
		{[]string{","}, nil},
		{[]string{"7"}, nil},
		{[]string{`"7`}, nil},
		{[]string{`"7" "8"`}, nil},
		{[]string{`"7 8"`}, nil},
		{[]string{`w/"7"`}, nil},
		{[]string{`*, "7"`}, nil},
		{[]string{`"7"`, "*"}, nil},
	} {
		got, ok := parseEntityTags(test.lines)
		if !ok {
			got = nil
		}
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(entityTags{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.lines, diff)
		}
	}
}

// TestConditionalHeaders compares each header with version 7, once of a record
// without names of other records and once of a record that shows "Acme".
func TestConditionalHeaders(t *testing.T) {
	t.Parallel()
	const (
		acme  = `"7-37036cd8"` // the ETag while the name is Acme
		other = `"7-a73cb456"` // the ETag of the same version after a rename
	)
	type result struct{ known, matches, noneMatches string } // by plain and hashed ETags
	both := func(plain, hashed bool) string {
		text := map[bool]string{true: "yes", false: "no"}
		return text[plain] + "/" + text[hashed]
	}
	for header, want := range map[string]result{
		//                      known     If-Match  If-None-Match
		`"7"`:                 {"yes/no", "yes/yes", "no/no"},
		`"8"`:                 {"no/no", "no/no", "yes/yes"},
		acme:                  {"no/yes", "no/yes", "yes/no"},
		other:                 {"no/no", "no/yes", "yes/no"},
		`"8-37036cd8"`:        {"no/no", "no/no", "yes/yes"},
		`"7-x"`:               {"no/no", "no/no", "yes/yes"},
		`"8", ` + other:       {"no/no", "no/yes", "yes/no"},
		`W/"7"`:               {"yes/no", "no/no", "no/no"},
		`W/` + acme:           {"no/yes", "no/no", "yes/no"},
		`W/` + acme + `, "7"`: {"yes/yes", "yes/yes", "no/no"},
		"*":                   {"yes/yes", "yes/yes", "no/no"},
	} {
		holds := func(name string, hashed bool) bool {
			condition, err := parseCondition(http.Header{name: {header}}, hashed)
			if err != nil {
				t.Fatalf("%s: %s: %v", name, header, err)
			}
			return condition(7)
		}
		noneMatch := http.Header{"If-None-Match": {header}}
		got := result{
			known:       both(isKnown(noneMatch, `"7"`), isKnown(noneMatch, acme)),
			matches:     both(holds("If-Match", false), holds("If-Match", true)),
			noneMatches: both(holds("If-None-Match", false), holds("If-None-Match", true)),
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(result{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", header, diff)
		}
	}
}

func TestConditionsThatCannotBeParsed(t *testing.T) {
	t.Parallel()
	if condition, err := parseCondition(http.Header{}, true); condition != nil || err != nil {
		t.Errorf("without headers: a condition is %v, %v", condition != nil, err)
	}
	for _, name := range []string{"If-Match", "If-None-Match"} {
		if _, err := parseCondition(http.Header{name: {"7"}}, false); apierr.KindOf(err) != apierr.BadHeader {
			t.Errorf("%s without quotes: %v", name, err)
		}
	}
	if isKnown(http.Header{"If-None-Match": {"7"}}, `"7"`) {
		t.Error("a read takes a header that cannot be parsed")
	}
}
