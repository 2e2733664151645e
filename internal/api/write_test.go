package api

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/apierr"
	"waybill/internal/customer"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// asked is what a write got of a request. The condition is compared with versions 1
// and 2.
type asked struct {
	Applied      bool
	Organization int64
	Key          string
	Strict       bool
	Atomic       bool
	One, Two     bool
}

// recording returns a write that records what it got.
func recording(got *asked) write[bool, struct{}] {
	return write[bool, struct{}]{
		decode: func(_ schema.Body, strict bool) (bool, error) { return strict, nil },
		condition: func(header http.Header) (resource.Condition, error) {
			condition, err := parseCondition(header, false)
			if condition == nil {
				condition = func(int64) bool { return true }
			}
			return condition, err
		},
		apply: func(_ *sqldb.Tx, t target, strict bool) (struct{}, error) {
			*got = asked{true, t.organization, t.key, strict, t.atomic, t.condition(1), t.condition(2)}
			return struct{}{}, nil
		},
		answer: func(struct{}) *answer { return ok([]byte("{}")) },
	}
}

// TestAWriteGetsEveryOption sends each option of a write and compares what reaches the
// functions of the write. A request with an option that is not valid reaches none.
func TestAWriteGetsEveryOption(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	plain := asked{Applied: true, Organization: 1, Key: "X", One: true, Two: true}
	with := func(change func(*asked)) asked {
		changed := plain
		change(&changed)
		return changed
	}
	for _, test := range []struct {
		name      string
		operation Operation
		query     string
		header    []string
		status    int
		want      asked
	}{
		{"no option", Update, "", nil, 200, plain},
		{"strict", Update, "", []string{"Prefer", "handling=strict"}, 200, with(func(a *asked) { a.Strict = true })},
		{"lenient", Update, "", []string{"Prefer", "handling=lenient"}, 200, plain},
		{"strict without a body", Delete, "", []string{"Prefer", "handling=strict"}, 200, plain},
		{"atomic", Batch, "?atomic=true", nil, 200, with(func(a *asked) { a.Atomic = true })},
		{"not atomic", Batch, "?atomic=false", nil, 200, plain},
		{"atomic, which is not valid", Batch, "?atomic=maybe", nil, 422, asked{}},
		{"atomic, which a batch alone has", Update, "?atomic=true", nil, 200, plain},
		{"If-Match", Update, "", []string{"If-Match", `"1"`}, 200, with(func(a *asked) { a.Two = false })},
		{"If-None-Match", Delete, "", []string{"If-None-Match", `"1"`}, 200, with(func(a *asked) { a.One = false })},
		{"If-Match, which is not valid", Update, "", []string{"If-Match", "1"}, 400, asked{}},
		{"dry run", Update, "?dry_run=true", nil, 200, plain},
		{"dry run, which is not valid", Update, "?dry_run=maybe", nil, 422, asked{}},
		{"unknown parameter, strict", Delete, "?dryrun=true", []string{"Prefer", "handling=strict"}, 422, asked{}},
		{"unknown parameter", Delete, "?dryrun=true", nil, 200, plain},
		{"Idempotency-Key", Update, "", []string{"Idempotency-Key", "k"}, 200, plain},
		{"Idempotency-Key, which is not valid", Update, "", []string{"Idempotency-Key", "a b"}, 400, asked{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server, _ := newLoggedServer(t, Options{})
			var got asked
			w := recording(&got)
			if test.operation == Delete {
				w.decode = nil
			}
			server.router = newRouter([]Route{{
				Method: "PUT", Path: "/record/{id}", Operation: test.operation, Scopes: []string{"write:customers"}, handle: w.handle,
			}})
			answer := ask(server, "PUT", "/record/X"+test.query, strings.NewReader("{}"), test.header...)
			if answer.Code != test.status {
				t.Errorf("answered %d %s, want %d", answer.Code, answer.Body, test.status)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("the write got (-want +got):\n%s", diff)
			}
			dry, strict := answer.Header().Get("Waybill-Dry-Run"), answer.Header().Get("Preference-Applied")
			if (dry == "true") != (test.query == "?dry_run=true") || (strict == "handling=strict") != test.want.Strict {
				t.Errorf("the answer has the headers %v", answer.Header())
			}
		})
	}
}

// TestWhereAnAnswerIsRendered renders an answer that looks for the record of the change.
// It sees the record, because it is rendered after the commit, unless the answer is kept
// by the same transaction. A dry run leaves no record.
func TestWhereAnAnswerIsRendered(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for _, test := range []struct {
		name, query string
		header      []string
		committed   bool
	}{
		{"a change", "", nil, true},
		{"a change whose answer is kept", "", []string{"Idempotency-Key", "k"}, false},
		{"a dry run", "?dry_run=true", nil, false},
		{"a dry run with a key", "?dry_run=true", []string{"Idempotency-Key", "k"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server, _ := newLoggedServer(t, Options{})
			create := handlers[customer.Customer]{customer.Resource, manyPath}.create()
			render := create.answer
			var renderings []bool // whether the record was committed
			create.answer = func(record *customer.Customer) *answer {
				err := server.options.DB.Read(t.Context(), func(tx *sqldb.ReadTx) error {
					_, err := customer.Resource.Get(tx, 1, "A")
					return err
				})
				if err != nil && apierr.KindOf(err) != apierr.NotFound {
					t.Error(err)
				}
				renderings = append(renderings, err == nil)
				return render(record)
			}
			server.router = newRouter([]Route{{Method: "POST", Path: manyPath, Operation: Create, Scopes: []string{"write:customers"}, handle: create.handle}})
			got := ask(server, "POST", manyPath+test.query, strings.NewReader(`{"external_reference_id":"A","name":"B"}`), test.header...)
			if got.Code != http.StatusCreated {
				t.Errorf("answered %d %s", got.Code, got.Body)
			}
			if diff := cmp.Diff([]bool{test.committed}, renderings); diff != "" {
				t.Errorf("committed when rendered (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAnErrorRollsBackTheChange returns an error after a change, with and without an
// answer to keep.
func TestAnErrorRollsBackTheChange(t *testing.T) {
	t.Parallel()
	server, _ := newLoggedServer(t, Options{})
	create := handlers[customer.Customer]{customer.Resource, manyPath}.create()
	apply := create.apply
	create.apply = func(tx *sqldb.Tx, at target, input *schema.Input[customer.Customer]) (*customer.Customer, error) {
		if _, err := apply(tx, at, input); err != nil {
			return nil, err
		}
		return nil, errors.New("failure after the change")
	}
	working := server.router
	for _, header := range [][]string{nil, {"Idempotency-Key", "k"}} {
		server.router = newRouter([]Route{{Method: "POST", Path: manyPath, Operation: Create, Scopes: []string{"write:customers"}, handle: create.handle}})
		const body = `{"external_reference_id":"A","name":"B"}`
		if got := ask(server, "POST", manyPath, strings.NewReader(body), header...); got.Code != http.StatusInternalServerError {
			t.Errorf("with %v: answered %d %s", header, got.Code, got.Body)
		}
		server.router = working
		if got := ask(server, "GET", manyPath+"/A", nil); got.Code != http.StatusNotFound {
			t.Errorf("with %v: the record was kept: %s", header, got.Body)
		}
	}
	if got := ask(server, "POST", manyPath, strings.NewReader(`{"external_reference_id":"A","name":"B"}`), "Idempotency-Key", "k"); got.Code != http.StatusCreated {
		t.Errorf("the next attempt with the key: %d %s", got.Code, got.Body)
	}
}
