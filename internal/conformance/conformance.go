// Package conformance has the tests that every resource must pass. They follow from the
// declaration: a new resource is tested by calling Run, and a rule for all resources is
// tested here.
//
// The tests send requests to the real handler, with a real database.
package conformance

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"waybill/internal/api"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// Option is an option of Run.
type Option func(*setup)

// setup is what a resource needs for its tests.
type setup struct {
	tables func(ctx context.Context, address string) error
	serve  func() []api.Group // for each server, because a server connects its groups
	needs  []api.Group        // that this server serves
	fixed  body
	whole  bool // whether the tests with many random records have all of their cases
	pooled bool // whether the address has the setting for a pooler
	// limited says that the command line does not say how many checks rapid does.
	limited bool
}

// Tables has Run call create, which creates the tables that no migration creates.
func Tables(create func(ctx context.Context, address string) error) Option {
	return func(s *setup) { s.tables = create }
}

// Needs has Run serve other resources, to which the resource under test refers. Each
// organization of a test has a record of each of them, whose values are the examples of
// its declaration. So an example of a reference must be the example of the resource that
// it refers to.
func Needs(others func() []api.Group) Option {
	return func(s *setup) { s.serve = others }
}

// Fixed gives all records of the tests these values. It is for fields that rules of the
// resource tie to each other: the tests do not vary them, because most values would be
// refused or changed. The resource has tests of its own for them.
func Fixed(values map[string]any) Option {
	return func(s *setup) { s.fixed = values }
}

// Whole has Run do the tests with many random records with all of their cases, and with
// some of the cases with the setting for a pooler. These tests take most of the time and
// test the shared code. So only the resource for tests, which has everything, needs them
// whole. The other resources show that their own columns and indexes work.
func Whole() Option {
	return func(s *setup) { s.whole = true }
}

// Run tests a resource on every engine, and on PostgreSQL with the setting for a pooler
// that gives each transaction another connection. The package must have the TestMain
// that sqldbtest.Each requires.
func Run[T any](t *testing.T, r *resource.Resource[T], options ...Option) {
	var with setup
	for _, option := range options {
		option(&with)
	}
	if !with.whole {
		sqldbtest.Sequential(t) // the shared code is tested by the resource for tests
	}
	with.limited = limitChecks(t, with.whole)
	sqldbtest.Each(t, func(t *testing.T, address string) { run(t, r, address, with) })
	t.Run("pooled", func(t *testing.T) {
		t.Parallel()
		with := with
		with.pooled = true
		run(t, r, sqldbtest.With(t, sqldbtest.Postgres(t), "default_query_exec_mode", "exec"), with)
	})
}

// limitChecks bounds how many sequences of requests the test by a model tries, because
// each resource has this test. It returns false if the command line says how many.
func limitChecks(t *testing.T, whole bool) (limited bool) {
	t.Helper()
	limit := "8"
	if whole {
		limit = "25"
	}
	checks := flag.Lookup("rapid.checks")
	if checks.Value.String() != checks.DefValue {
		return false
	}
	if err := flag.Set(checks.Name, limit); err != nil {
		t.Fatal(err)
	}
	return true
}

func run[T any](t *testing.T, r *resource.Resource[T], address string, with setup) {
	if with.tables != nil {
		if err := with.tables(t.Context(), address); err != nil {
			t.Fatal(err)
		}
	}
	s := newSuite(t, r, address, with)
	tests := map[string]func(*testing.T){
		"columns":              func(t *testing.T) { s.columns(t, r) },
		"required fields":      s.required,
		"limits":               s.limits,
		"null and absent":      s.nullAndAbsent,
		"partial update":       s.partialUpdate,
		"update of nothing":    s.updateOfNothing,
		"two updates at once":  s.updatesAtOnce,
		"unknown members":      s.unknownMembers,
		"unknown parameters":   s.unknownParameters,
		"encodings":            s.encodings,
		"sorts and pages":      s.sortsAndPages,
		"filters":              s.filters,
		"filters of many":      s.filtersOfMany,
		"searches":             s.searches,
		"ranges":               s.ranges,
		"updated since":        s.updatedSince,
		"enums":                s.enums,
		"suffixes":             s.suffixes,
		"indexes":              func(t *testing.T) { s.indexes(t, r.Indexes()) },
		"delete":               s.delete,
		"no such key":          s.noSuchKey,
		"either id":            s.eitherID,
		"another organization": s.anotherOrganization,
		"scopes":               s.scopes,
		"foreign and missing":  s.foreignAndMissing,
		"batch":                s.batch,
		"model":                s.model,
		"atomic batch":         s.atomicBatch,
		"entity tags":          s.entityTags,
		"conditions":           s.conditions,
		"idempotency":          s.idempotency,
		"idempotency at once":  s.idempotencyAtOnce,
		"one key for many":     s.oneKeyForMany,
		"dry run":              s.dryRun,
		"metadata":             s.metadata,
		"history":              s.history,
		"past":                 s.past,
		"restore":              s.restore,
		"filters by metadata":  s.metadataFilters,
		"exports":              s.exports,
		"imports":              s.imports,
	}
	if with.pooled && !with.whole {
		maps.DeleteFunc(tests, func(name string, _ func(*testing.T)) bool { return !slices.Contains(statementTests, name) })
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

// statementTests are the tests that run the statements of a resource, with values for all of
// their parameters. A pooler makes no other difference to a resource: it changes how
// parameters are sent.
var statementTests = []string{
	"required fields", "null and absent", "partial update", "sorts and pages", "filters", "ranges", "updated since",
	"suffixes", "delete", "either id", "batch", "atomic batch", "entity tags", "idempotency", "history", "restore", "exports", "imports",
}

// suite is a server for one resource, with the description of the resource.
type suite struct {
	resource.Description
	setup
	address  string // of the database
	postgres bool
	server   *api.Server
	routes   []api.Route
	db       *sqldb.DB
	ran      sqldbtest.Trace
}

func newSuite[T any](t *testing.T, r *resource.Resource[T], address string, with setup) *suite {
	if with.serve != nil {
		with.needs = with.serve()
	}
	s := &suite{Description: r.Describe(), setup: with, address: address, postgres: sqldb.IsPostgres(address)}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{Trace: s.ran.Add, Migrate: true})
	if err != nil {
		t.Fatal(err)
	}
	s.db = db
	// Requests have no read-only fields, and no references to records that the tests do
	// not have.
	s.Fields = slices.DeleteFunc(s.Fields, func(f schema.Described) bool {
		_, isFixed := s.fixed[f.Name]
		return f.ReadOnly || isFixed || f.Target != "" && !s.has(f.Target)
	})
	t.Cleanup(func() {
		s.checkStatements(t)
		CheckCounts(t, s.db, s.Description)
		CheckChildren(t, s.db, s.Description)
		CheckMetadata(t, s.db, s.Description)
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	group := api.Routes(r)
	s.routes = group.Routes
	s.server = newServer(t, db, append(slices.Clone(with.needs), group))
	return s
}

// has reports whether the organizations of tests have a record of another resource.
func (s *suite) has(plural string) bool {
	return slices.ContainsFunc(s.needs, func(other api.Group) bool { return other.Resource.Plural == plural })
}

// organization creates an organization for a test and returns a client with its key. The
// organization has the records to which others refer.
func (s *suite) organization(t *testing.T, name string) client {
	t.Helper()
	key := strings.ReplaceAll(t.Name()+"/"+name, " ", "-")
	if _, err := tenant.ImportKeys(tenant.ByUser(context.Background(), "tester"), s.db, strings.NewReader(key+",organization of "+key+","+keyName)); err != nil {
		t.Fatal(err)
	}
	c := client{t: t, suite: s, key: key}
	for _, other := range s.needs {
		c.must(http.StatusCreated, "POST", other.Resource.Plural, examples(other.Resource.Fields))
	}
	return c
}

// keyName is the name of the keys of tests.
const keyName = "the key"

// client sends requests with one key.
type client struct {
	t     *testing.T
	suite *suite
	key   string
}

// organization returns the id of a client's organization.
func (c client) organization(tx *sqldb.ReadTx) (id int64, err error) {
	err = tx.Row(`SELECT id FROM organizations WHERE name = $1`, []any{"organization of " + c.key}, &id)
	return id, err
}

type body = map[string]any

// ask sends a request to a path, which is below the base path unless it begins with a
// slash, and returns the whole answer. Sent is a text, or a value that is encoded as JSON.
func (c client) ask(method, path string, sent any, header ...string) *httptest.ResponseRecorder {
	c.t.Helper()
	text := ""
	if raw, ok := sent.(string); ok {
		text = raw
	} else if sent != nil {
		encoded, err := json.Marshal(sent)
		if err != nil {
			c.t.Fatal(err)
		}
		text = string(encoded)
	}
	if !strings.HasPrefix(path, "/") {
		path = "/v2/tms-api/" + path
	}
	return c.askPath(method, path, text, header...)
}

// askPath sends a request to a whole path, and returns the whole answer. Header has the
// names and values in turns.
func (c client) askPath(method, path, sent string, header ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequestWithContext(context.Background(), method, path, strings.NewReader(sent))
	request.Header.Set("X-API-Key", c.key)
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Add(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	c.suite.server.ServeHTTP(recorder, request)
	return recorder
}

// send sends a request, and returns the status and the decoded body of the answer.
func (c client) send(method, path string, sent any, header ...string) (int, body) {
	c.t.Helper()
	recorder := c.ask(method, path, sent, header...)
	var answer body
	if recorder.Body.Len() > 0 {
		if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
			c.t.Fatalf("%s %s: %v: %s", method, path, err, recorder.Body)
		}
	}
	return recorder.Code, answer
}

// must sends a request, and fails the test unless the answer has a status.
func (c client) must(status int, method, path string, sent any, header ...string) body {
	c.t.Helper()
	got, answer := c.send(method, path, sent, header...)
	if got != status {
		c.t.Fatalf("%s %s %v: status %d, want %d: %v", method, path, sent, got, status, answer)
	}
	return answer
}

// create creates a record by a valid body with changes, and returns the answer.
func (c client) create(reference string, changes body) body {
	c.t.Helper()
	return c.must(http.StatusCreated, "POST", c.suite.Plural, c.suite.valid(reference, changes))
}

// details returns the type and the last place of each error of a 422, as "missing name".
func details(answer body) (all []string) {
	list, _ := answer["detail"].([]any)
	for _, d := range list {
		detail := d.(body)
		loc := detail["loc"].([]any)
		all = append(all, fmt.Sprint(detail["type"], " ", loc[len(loc)-1]))
	}
	return all
}
