package transfer_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/api"
	"waybill/internal/conformance"
	"waybill/internal/conformance/trailer"
	"waybill/internal/customer"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
	"waybill/internal/tms"
	"waybill/internal/transfer"
)

// trailers is a server of trailers and customers over a database.
type trailers struct {
	t      *testing.T
	db     *sqldb.DB
	server *api.Server
}

// openTrailers creates the tables of trailers in a database if create is set, and
// serves the database.
func openTrailers(t *testing.T, address string, create bool, options sqldb.Options) trailers {
	t.Helper()
	if create {
		if err := trailer.CreateTables(t.Context(), address); err != nil {
			t.Fatal(err)
		}
	}
	db := open(t, address, options)
	return trailers{t, db, api.New(api.Options{
		DB: db, Keys: tenant.NewAuthenticator(db, time.Now),
		Log:     slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError})),
		Timeout: time.Minute, ListTimeout: time.Minute, MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxBodies: 40 << 20,
	}, tms.Customers(), trailer.Routes())}
}

// ask sends a request, and returns the status, the ETag and the body of the answer.
func (s trailers) ask(key, method, path, sent string) string {
	request := httptest.NewRequestWithContext(s.t.Context(), method, "/v2/tms-api/"+path, strings.NewReader(sent))
	request.Header.Set("X-API-Key", key)
	answer := httptest.NewRecorder()
	s.server.ServeHTTP(answer, request)
	return fmt.Sprint(answer.Code, " ", answer.Header().Get("ETag"), " ", answer.Body)
}

// must sends a request whose status is known.
func (s trailers) must(status int, key, method, path, sent string) {
	s.t.Helper()
	if got := s.ask(key, method, path, sent); !strings.HasPrefix(got, fmt.Sprint(status)) {
		s.t.Fatalf("%s %s: %s, want %d", method, path, got, status)
	}
}

// fill creates trailers with children and references, and changes and deletes some.
func (s trailers) fill(key string) {
	s.t.Helper()
	for _, reference := range []string{"ACME", "BOLT"} {
		s.must(201, key, "POST", "customers", fmt.Sprintf(`{"external_reference_id":%q,"name":"%[1]s of %s","domain":"d"}`, reference, key))
	}
	var items []string
	for n, status := range []string{"AVAILABLE", "LOADED", "LOADED", "IN_SHOP", "SOLD", "AVAILABLE", "AVAILABLE"} {
		items = append(items, fmt.Sprintf(`{"operation":"create","external_reference_id":"T%d","trailer":{"name":"Trailer %[1]d","status":%q,
			"customer_external_reference_id":"ACME","drivers":[{"name":"A"},{"name":"B","is_lead":true}],
			"trips":[{"place":"1","payer_external_reference_id":"BOLT"},{"place":"2"}]}}`, n, status))
	}
	s.must(200, key, "POST", "batch/trailers?atomic=true", `{"items":[`+strings.Join(items, ",")+`]}`)
	s.must(200, key, "PATCH", "trailers/T4", `{"status":"LOADED","drivers":[{"name":"C"}]}`) // no row is SOLD any more
	s.must(204, key, "DELETE", "trailers/T5", "")
	s.must(200, key, "PATCH", "trailers/T6", `{"customer_external_reference_id":null,"contact":{"name":"D"}}`)
}

// answers has what clients see: records, lists with their totals, and searches.
func (s trailers) answers(keys []string) (all []string) {
	for _, key := range keys {
		for _, path := range []string{
			"customers", "trailers", "trailers?sort_by=name&sort_order=desc&page_size=2", "trailers/T0", "trailers/T4", "trailers/T5",
			"trailers?status=AVAILABLE", "trailers?status=LOADED", "trailers?status=IN_SHOP", "trailers?status=SOLD",
			"trailers?customer_external_reference_id=ACME", "trailers?lead_name=B", "trailers?name_contains=" + url.QueryEscape("railer 6"),
		} {
			all = append(all, path+": "+s.ask(key, "GET", path, ""))
		}
	}
	return all
}

// check compares children and counts with the rows.
func (s trailers) check() {
	s.t.Helper()
	conformance.CheckChildren(s.t, s.db, trailer.Resource.Describe())
	conformance.CheckCounts(s.t, s.db, trailer.Resource.Describe())
	conformance.CheckCounts(s.t, s.db, customer.Resource.Describe())
}

// interruptProof begins a copy, and ends it after the rows were counted.
func interruptProof(t *testing.T, from, to *sqldb.DB) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := transfer.Copy(ctx, from, to, sqldb.Ending{}, func(p transfer.Progress) {
		if p.Doing == "comparing" {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted: %v", err)
	}
}

// TestACopyOfRecordsWithParts copies records with children and references, and
// compares the answers of both databases.
func TestACopyOfRecordsWithParts(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	keys := []string{"key-1", "key-2"}
	eachWay(t, func(t *testing.T, from, to string) {
		source := openTrailers(t, from, true, sqldb.Options{})
		if _, err := tenant.ImportKeys(t.Context(), source.db, strings.NewReader("key-1,one\nkey-2,two")); err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			source.fill(key)
		}
		source.check()
		want := source.answers(keys)

		target := openTrailers(t, to, true, sqldb.Options{Unfinished: true})
		interruptProof(t, source.db, target.db)
		proof, err := transfer.Copy(t.Context(), source.db, target.db, sqldb.Ending{}, silent)
		if err != nil || !proof.Same() {
			t.Fatal(proof, err)
		}
		target = openTrailers(t, to, false, sqldb.Options{})
		if diff := cmp.Diff(want, target.answers(keys)); diff != "" {
			t.Errorf("the answers differ (-source +target):\n%s", diff)
		}
		target.check()
		target.must(409, "key-1", "DELETE", "customers/BOLT", "") // a trip refers to it
		target.must(200, "key-1", "PATCH", "trailers/T0", `{"status":"SOLD","drivers":[{"name":"new"}]}`)
		target.must(204, "key-2", "DELETE", "trailers/T1", "")
		target.check()
	})
}
