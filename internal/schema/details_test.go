package schema_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// numbered joins count texts that differ by their number.
func numbered(count int, format string) string {
	all := make([]string, count)
	for i := range all {
		all[i] = fmt.Sprintf(format, i)
	}
	return strings.Join(all, ",")
}

// At most a hundred broken rules are listed, and the last entry counts the rest
// exactly, wherever in a body the rules are broken.
func TestAtMostAHundredDetailsAreListed(t *testing.T) {
	t.Parallel()
	const unknown = `"unknown%d":0`
	item := func(members string) string {
		return `{"operation":"create","external_reference_id":"A","thing":{` + members + `}}`
	}
	items := func(all ...string) string { return `{"items":[` + strings.Join(all, ",") + `]}` }
	for _, test := range []struct {
		name, body string
		batch      bool
		listed     int
		unlisted   int
		first      string // of the details, as verdict has them
	}{
		{"exactly a hundred", `{"name":5,` + numbered(99, unknown) + `}`, false, 100, 0, "string_type[body name"},
		{"one more", `{"name":5,` + numbered(100, unknown) + `}`, false, 100, 1, "string_type[body name"},
		{"many more", `{"name":5,"active":[],` + numbered(5000, unknown) + `}`, false, 100, 4902, "string_type[body name"},
		{"each twice", `{"name":"a",` + numbered(300, unknown) + "," + numbered(300, unknown) + `}`, false, 100, 200, "extra_forbidden[body unknown0"},
		{"each escaped too", `{"name":"a",` + numbered(300, unknown) + "," + numbered(300, `"\u0075nknown%d":0`) + `}`, false, 100, 200, "extra_forbidden[body unknown0"},
		{"of items", items(strings.TrimSuffix(strings.Repeat("{},", 100), ",")), true, 100, 100, "missing[body items 0 operation"},
		{"of one payload", items(item(numbered(150, unknown))), true, 100, 50, "extra_forbidden[body items 0 thing unknown0"},
		{"of payloads", items(item(numbered(70, unknown)), item(numbered(70, unknown)), item(`"name":0`)), true, 100, 41, "extra_forbidden[body items 0 thing unknown0"},
		{"of payloads that have too many", items(item(numbered(170, unknown)), item(numbered(270, unknown))), true, 100, 340, "extra_forbidden[body items 0 thing unknown0"},
		{"beside the items", `{` + numbered(400, unknown) + `,"items":[{}]}`, true, 100, 302, "missing[body items 0 operation"},
		{"items that are no objects", items(numbered(100, "%d")), true, 100, 0, "model_attributes_type[body items 0"},
		{"too many items", items(numbered(1000, "%d")), true, 1, 0, "too_long[body items"},
	} {
		body := schema.Body{Bytes: []byte(test.body), JSON: true}
		_, err := things.Decode(body, schema.Rules{Strict: true})
		if test.batch {
			_, err = things.DecodeBatch(body, "thing", true)
		}
		failure, ok := errors.AsType[*apierr.Error](apierr.Within(err, "body"))
		if !ok || failure.Kind != apierr.Invalid {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		all := failure.Details.All()
		if got := strings.Trim(fmt.Sprint(all[0].Type, all[0].Loc), "[]"); got != test.first {
			t.Errorf("%s: the first is %s, want %s", test.name, got, test.first)
		}
		if test.unlisted > 0 {
			want := apierr.Detail{Type: "too_many_errors", Loc: []any{"body"}, Msg: fmt.Sprint(test.unlisted, " more errors are not listed")}
			if diff := cmp.Diff(want, all[len(all)-1]); diff != "" {
				t.Errorf("%s: the last differs (-want +got):\n%s", test.name, diff)
			}
			all = all[:len(all)-1]
		}
		if len(all) != test.listed {
			t.Errorf("%s: %d are listed, want %d", test.name, len(all), test.listed)
		}
	}
}

// TestOperationsThatDoNotExist: an unknown operation of an item has the error of an enum.
func TestOperationsThatDoNotExist(t *testing.T) {
	t.Parallel()
	for sent, want := range map[string]string{`"Create"`: "enum", `null`: "enum", `1`: "enum", `["create"]`: "enum", `"\ud800"`: "string_unicode"} {
		body := schema.Body{Bytes: []byte(`{"items":[{"operation":` + sent + `,"external_reference_id":"A"}]}`), JSON: true}
		_, err := things.DecodeBatch(body, "thing", false)
		failure, _ := errors.AsType[*apierr.Error](err)
		if failure == nil || failure.Details.First().Type != want {
			t.Errorf("%s: %v, want %s", sent, err, want)
		}
	}
}

// The error of too many items counts them all and keeps none. The test is not
// parallel: it measures what the process allocates.
func TestItemsBeyondTheLimitAreCounted(t *testing.T) {
	const count = 300_000
	body := schema.Body{Bytes: []byte(`{"items":[` + numbered(count, "%d") + `]}`), JSON: true}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := things.DecodeBatch(body, "thing", false)
	runtime.ReadMemStats(&after)
	failure, _ := errors.AsType[*apierr.Error](err)
	if failure == nil || failure.Details.First().Msg != "List should have at most 100 items after validation, not 300000" {
		t.Errorf("%v", err)
	}
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > count {
		t.Errorf("%d items take %d bytes", count, allocated)
	}
}
