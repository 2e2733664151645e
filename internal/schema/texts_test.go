package schema_test

import (
	"testing"

	"waybill/internal/schema"
)

// subscription has the kinds that only webhooks have.
type subscription struct {
	Types  []string
	Cursor int64
}

var subscriptions = schema.NewObject(
	schema.Texts("types", func(s *subscription) *[]string { return &s.Types }, 2, 3, "^[a-z]*$"),
	schema.Count("cursor", func(s *subscription) *int64 { return &s.Cursor }),
)

func TestKindsOfWebhooks(t *testing.T) {
	t.Parallel()
	const longer = "string_too_long: String should have at most 3 characters"
	for body, want := range map[string]string{
		`{}`:                             `"types":[],"cursor":0`,
		`{"types":["a","bcd"]}`:          `"types":["a","bcd"],"cursor":0`,
		`{"types":null}`:                 "list_type: Input should be a valid list",
		`{"types":"a"}`:                  "list_type: Input should be a valid list",
		`{"types":["a","b","c"]}`:        "too_long: List should have at most 2 items after validation, not 3",
		`{"cursor":9007199254740993}`:    `"types":[],"cursor":9007199254740993`,
		`{"cursor":" 7 "}`:               `"types":[],"cursor":7`,
		`{"cursor":"x"}`:                 intParsing,
		`{"cursor":true}`:                intType,
		`{"cursor":null}`:                intType,
		`{"cursor":1.5}`:                 intType,
		`{"cursor":-1}`:                  "greater_than_equal: Input should be greater than or equal to 0",
		`{"cursor":9223372036854775807}`: intTooLong,
	} {
		input, err := subscriptions.Decode(schema.Body{Bytes: []byte(body), JSON: true}, schema.Rules{})
		got := string(subscriptions.AppendMembers(nil, &input.Value))
		if err != nil {
			place := "types"
			if body[2] == 'c' {
				place = "cursor"
			}
			got = broken(t, err, place)
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", body, got, want)
		}
	}
	_, err := subscriptions.Decode(schema.Body{Bytes: []byte(`{"types":["a","bcde"]}`), JSON: true}, schema.Rules{})
	if got := broken(t, err, "types", 1); got != longer {
		t.Errorf("got %s, want %s", got, longer)
	}
}
