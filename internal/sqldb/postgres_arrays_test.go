package sqldb

import (
	"reflect"
	"testing"
)

// The values of a column become an array of its type, whatever is null.
func TestColumnsBecomeArrays(t *testing.T) {
	t.Parallel()
	a, one := "a", int64(1)
	for name, c := range map[string]struct {
		kind string
		rows []any // of two columns, of which the second is read
		want any
	}{
		"texts":                     {"text", []any{0, "a", 0, ""}, []string{"a", ""}},
		"a text and null":           {"text", []any{0, "a", 0, nil}, []*string{&a, nil}},
		"only null":                 {"double precision", []any{0, nil, 0, nil}, []*float64{nil, nil}},
		"numbers":                   {"bigint", []any{0, int64(1), 0, 2}, []int64{1, 2}},
		"a number and null":         {"integer", []any{0, nil, 0, int64(1)}, []*int64{nil, &one}},
		"truths":                    {"boolean", []any{0, true}, []bool{true}},
		"fractions":                 {"double precision", []any{0, 0.5}, []float64{0.5}},
		"a value of another type":   {"text", []any{0, "a", 0, int64(1)}, nil},
		"a fraction for an integer": {"bigint", []any{0, 0.5}, nil},
		"an unknown type":           {"bytea", []any{0, "a"}, nil},
		"an unknown column":         {"", []any{0, "a"}, nil},
	} {
		got, err := arrayOf(c.kind, c.rows[1:], 2)
		if c.want == nil {
			if err == nil {
				t.Errorf("%s: %v, want an error", name, got)
			}
			continue
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %#v, %v; want %#v", name, got, err, c.want)
		}
	}
}
