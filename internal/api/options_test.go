package api

import (
	"strings"
	"testing"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// A handler that ignores what the client asks for beside a change does nothing.
func TestAHandlerCannotForgetAnOption(t *testing.T) {
	t.Parallel()
	done := false
	do := func(c *call) (*answer, error) {
		return c.change(func(*sqldb.Tx) (*answer, error) {
			done = true
			return ok([]byte("{}")), nil
		})
	}
	applying := func(apply func(*call) error) func(*call) (*answer, error) {
		return once(func(c *call) (*answer, error) {
			if err := apply(c); err != nil {
				return nil, err
			}
			return do(c)
		})
	}
	operations := map[string]Operation{"POST": Batch, "PUT": Update, "PATCH": Patch, "DELETE": Delete}
	nothing := applying(func(*call) error { return nil })
	strictly := applying(func(c *call) error { c.rules(schema.Create); return nil })
	atomic := applying(func(c *call) error { c.isAtomic(); return nil })
	conditional := applying(func(c *call) error { c.asked.applied.condition = true; return nil })
	valid := applying(func(c *call) error { return c.allInvalid(nil) })
	for _, test := range []struct {
		name          string
		handle        func(*call) (*answer, error)
		method, query string
		header        []string
		status        int
	}{
		{"no options", nothing, "PUT", "", nil, 200},
		{"none are read", do, "PUT", "", nil, 500},
		{"strict, ignored", nothing, "PUT", "", []string{"Prefer", "handling=strict"}, 500},
		{"strict", strictly, "PUT", "", []string{"Prefer", "handling=strict"}, 200},
		{"lenient", nothing, "PUT", "", []string{"Prefer", "handling=lenient"}, 200},
		{"strict without a body", nothing, "DELETE", "", []string{"Prefer", "handling=strict"}, 200},
		{"atomic, ignored", nothing, "POST", "?atomic=true", nil, 500},
		{"atomic", atomic, "POST", "?atomic=true", nil, 200},
		{"If-Match, ignored", nothing, "PATCH", "", []string{"If-Match", `"1"`}, 500},
		{"If-None-Match, ignored", nothing, "DELETE", "", []string{"If-None-Match", `"1"`}, 500},
		{"If-Match", conditional, "DELETE", "", []string{"If-Match", `"1"`}, 200},
		{"If-Match on POST, which has none", nothing, "POST", "", []string{"If-Match", `"1"`}, 200},
		{"a wrong parameter, ignored", nothing, "PUT", "?dry_run=maybe", nil, 500},
		{"a wrong parameter", valid, "PUT", "?dry_run=maybe", nil, 422},
	} {
		server, log := doorServer(t, Options{})
		server.router = newRouter([]Route{{Method: test.method, Path: "/route", Operation: operations[test.method], Scope: "write:customers", handle: test.handle}})
		done = false
		got := ask(server, test.method, "/route"+test.query, strings.NewReader("{}"), test.header...)
		if got.Code != test.status || done != (test.status == 200) {
			t.Errorf("%s: status %d, done %v, want %d: %s", test.name, got.Code, done, test.status, got.Body)
		}
		if test.status == 500 && !strings.Contains(log.String(), "nothing is done: the handler of "+test.method+" /route ignores") {
			t.Errorf("%s: the log says %s", test.name, log)
		}
	}
}
