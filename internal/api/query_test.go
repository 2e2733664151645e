package api

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParameters(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]map[string]string{
		"":             {},
		"&&":           {},
		"a":            {"a": ""},
		"a=1&a=2":      {"a": "2"},
		"a=b=c;d":      {"a": "b=c;d"},
		"a+b=%2B+%20":  {"a b": "+  "},
		"a=%zz%4":      {"a": "%zz%4"},
		"a=%C3%A9":     {"a": "é"},
		"a=%e6%bc%FFx": {"a": "\ufffd\ufffdx"},
		"a\xff=é\xff":  {"a\ufffd": "é\ufffd"},
		"=x":           {"": "x"},
	} {
		if diff := cmp.Diff(want, parameters(query)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
	}
}
