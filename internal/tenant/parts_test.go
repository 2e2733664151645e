package tenant_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/api"
	"waybill/internal/conformance"
	"waybill/internal/conformance/trailer"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
	"waybill/internal/tms"
)

// TestDeleteOrganizationWithParts deletes an organization whose records have children
// and references, and whose rows are counted by value. After each transaction the
// counts are those of the rows, and another call continues.
func TestDeleteOrganizationWithParts(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := openTrailers(t, address)
		const stepped = 520 // more than one transaction removes
		createTrailers(t, db, "one", 3)
		before := contents(t, db)
		createTrailers(t, db, "two", stepped)
		stop := errors.New("stop")
		interrupted := func() (err error) {
			defer func() { err, _ = recover().(error) }()
			return tenant.DeleteOrganization(t.Context(), db, "two", func(table string, removed int64) {
				if table == "trailers" {
					if removed == 0 || removed >= stepped {
						t.Errorf("the first transaction removed %d trailers", removed)
					}
					panic(stop)
				}
			})
		}()
		if !errors.Is(interrupted, stop) {
			t.Fatal(interrupted)
		}
		conformance.CheckCounts(t, db, trailer.Resource.Describe())
		removed := map[string]int64{}
		err := tenant.DeleteOrganization(t.Context(), db, "two", func(table string, rows int64) {
			removed[table] += rows
			conformance.CheckCounts(t, db, trailer.Resource.Describe())
		})
		if err != nil || removed["trailers"] == 0 {
			t.Fatal(removed, err)
		}
		if diff := cmp.Diff(before, contents(t, db)); diff != "" {
			t.Errorf("the rows of the other organization have changed:\n%s", diff)
		}
		conformance.CheckCounts(t, db, trailer.Resource.Describe())
		conformance.CheckChildren(t, db, trailer.Resource.Describe())
	})
}

// openTrailers opens a database with the tables of trailers.
func openTrailers(t *testing.T, address string) *sqldb.DB {
	t.Helper()
	if err := trailer.CreateTables(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	db, err := sqldb.Open(t.Context(), address, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// createTrailers creates an organization with trailers of two statuses, each with a driver and a trip that
// refers to a customer.
func createTrailers(t *testing.T, db *sqldb.DB, organization string, count int) {
	t.Helper()
	key := "key-of-" + organization
	if _, err := tenant.ImportKeys(t.Context(), db, strings.NewReader(key+","+organization)); err != nil {
		t.Fatal(err)
	}
	server := api.New(api.Options{
		DB: db, Keys: tenant.NewAuthenticator(db, time.Now), Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
		Timeout: time.Minute, ListTimeout: time.Minute, MaxBody: 1 << 20, MaxBatchBody: 10 << 20, MaxBodies: 40 << 20,
	}, tms.Customers(), trailer.Routes())
	post := func(path, sent string) {
		request := httptest.NewRequestWithContext(t.Context(), "POST", "/v2/tms-api/"+path, strings.NewReader(sent))
		request.Header.Set("X-API-Key", key)
		answer := httptest.NewRecorder()
		if server.ServeHTTP(answer, request); answer.Code >= 300 {
			t.Fatalf("POST %s: %d %s", path, answer.Code, answer.Body)
		}
	}
	post("customers", `{"external_reference_id":"ACME","name":"name of all"}`)
	for first := 0; first < count; first += 100 {
		var items []string
		for n := first; n < min(first+100, count); n++ {
			items = append(items, fmt.Sprintf(`{"operation":"create","external_reference_id":"T%d","trailer":{"status":%q,
				"customer_external_reference_id":"ACME","drivers":[{"name":"A"}],
				"trips":[{"place":"1","payer_external_reference_id":"ACME"},{"place":"2"}]}}`, n, []string{"LOADED", "SOLD"}[n%2]))
		}
		post("batch/trailers?atomic=true", `{"items":[`+strings.Join(items, ",")+`]}`)
	}
}
