package api

import (
	"strings"
	"testing"
)

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	for contentType, want := range map[string]bool{
		"": true, "application/json": true, "APPLICATION/JSON; charset=x": true, "application/json;": true, "application/a+json": true,
		"application/x-json": false, "text/json": false, "application": false, "application/json/x": false, "json": false, "application/+jsonx": false,
	} {
		if got := isJSON(contentType); got != want {
			t.Errorf("%q: %v", contentType, got)
		}
	}
}

func TestPreferences(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{
		"handling=strict": true, "HANDLING = strict": true, `handling="strict"`: true, "a, handling=strict; x=1, b": true,
		"handling=lenient": false, "handling": false, "strict": false, "": false, "handling=lenient, handling=strict": false,
		`a="x, handling=strict"`: false, `a="\", handling=strict"`: false, "xhandling=strict": false,
	} {
		if got := prefersStrict([]string{header}); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
	if !prefersStrict([]string{"respond-async", "handling=strict"}) {
		t.Error("a second header was not read")
	}
}

func TestParseIdempotencyKey(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("k", 255)
	for sent, want := range map[string]string{
		"k": "k", `"k"`: "k", `"a b"`: "", `"a\"b\\c"`: `a"b\c`, `a"b`: `a"b`, "8e03978e-40d5-43dd-bc93-6894a57f9324": "8e03978e-40d5-43dd-bc93-6894a57f9324",
		long: long, `"` + long + `"`: long, long + "k": "", "": "", `""`: "", "a b": "", "é": "", `"k`: "", `"k"x`: "", `"\k"`: "", `"k\`: "", `"`: "",
	} {
		got, err := parseIdempotencyKey([]string{sent})
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q, %v, want %q", sent, got, err, want)
		}
	}
	if _, err := parseIdempotencyKey([]string{"k", "k"}); err == nil {
		t.Error("two headers are taken for one")
	}
}
