package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// TestFindByPhone: records are found by the digits of their phones.
func TestFindByPhone(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		server := newTestServer(t, database)
		c := newClient(t, server.address, newKeyOf(t, server.db, "one", tenant.AllScopes()))
		for i, phone := range []string{"312-555-0100", "+1 (312) 555-0100", "3125550100 ext. 7", "312-555-01001", "call 312-555-0100", "", "312.555/0199"} {
			c.expect(t, http.StatusCreated, "POST", customersPath, fmt.Sprintf(`{"external_reference_id":"C%d","name":"n","phone":%q}`, i, phone))
		}
		c.expect(t, http.StatusCreated, "POST", "/v2/tms-api/carriers",
			`{"external_reference_id":"K","name":"n","phone_number":"312 555 0199","contacts":[{"first_name":"Jane","primary_phone":"(312) 555-0100"}]}`)
		c.expect(t, http.StatusCreated, "POST", "/v2/tms-api/locations",
			`{"external_reference_id":"L","name":"n","city":"Chicago","state":"US-IL","postal_code":"60699","phone_number":"1-312-555-0100"}`)
		want := []string{"customer C0 n", "customer C2 n", "customer C1 n", "contact K Jane", "location L n"}
		for _, phone := range []string{"3125550100", "+1 312-555-0100", "(312) 555 0100"} {
			got := findPhone(t, c, phone)
			if len(got) != len(want) {
				t.Errorf("%s: %q", phone, got)
			}
			for _, one := range want {
				if !strings.Contains(strings.Join(got, "\n"), one) {
					t.Errorf("%s: %q is not among %q", phone, one, got)
				}
			}
		}
		if diff := cmp.Diff([]string{"customer C6 n", "carrier K n"}, findPhone(t, c, "312-555-0199")); diff != "" {
			t.Error(diff)
		}
		other := newClient(t, server.address, newKeyOf(t, server.db, "two", tenant.AllScopes()))
		if got := findPhone(t, other, "3125550100"); len(got) != 0 {
			t.Errorf("another organization finds %q", got)
		}
		for _, phone := range []string{"", "1234", "x", strings.Repeat("1", 21)} {
			c.expect(t, http.StatusUnprocessableEntity, "GET", "/waybill/v1/find?phone="+phone, "")
		}
		c.expect(t, http.StatusUnprocessableEntity, "GET", "/waybill/v1/find", "")
	})
}

// findPhone returns the records that the server finds, each with its resource, its reference
// and its name.
func findPhone(t *testing.T, c *client, phone string) (found []string) {
	t.Helper()
	var answered struct {
		Items []struct {
			Resource, Name string
			Reference      string `json:"external_reference_id"`
		}
	}
	if err := json.Unmarshal(c.expect(t, http.StatusOK, "GET", "/waybill/v1/find?phone="+url.QueryEscape(phone), "").body, &answered); err != nil {
		t.Fatal(err)
	}
	for _, item := range answered.Items {
		found = append(found, item.Resource+" "+item.Reference+" "+item.Name)
	}
	return found
}

// TestFindAmongManyPhones: a number is found wherever its record is among thousands, that of a
// shorter number too when more records than an answer has go on with further digits.
func TestFindAmongManyPhones(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		const batches, size = 13, 100
		phone := func(i int) string {
			if i%3 == 0 && i > 0 {
				return fmt.Sprintf("(312) 000-0000 %d", i)
			}
			return fmt.Sprintf("312 1%06d", i)
		}
		server := newTestServer(t, database)
		var clients []*client
		for _, organization := range []string{"one", "two"} {
			clients = append(clients, newClient(t, server.address, newKeyOf(t, server.db, organization, tenant.AllScopes())))
		}
		for batch := range batches {
			for n, c := range clients {
				var items []string
				for i := batch * size; i < (batch+1)*size; i++ {
					items = append(items, fmt.Sprintf(`{"operation":"create","external_reference_id":"C%d","customer":{"name":"n%d","phone":%q}}`, i, n, phone(i)))
				}
				c.expect(t, http.StatusOK, "POST", "/v2/tms-api/batch/customers", `{"items":[`+strings.Join(items, ",")+`]}`)
			}
		}
		one := clients[0]
		one.expect(t, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"short","name":"n","phone":"312-000-0000"}`)
		for _, i := range []int{0, 1, 500, 1022, 1024, 1025, batches*size - 1} {
			for n, c := range clients {
				if diff := cmp.Diff([]string{fmt.Sprintf("customer C%d n%d", i, n)}, findPhone(t, c, phone(i))); diff != "" {
					t.Errorf("%s: %s", phone(i), diff)
				}
			}
		}
		if diff := cmp.Diff([]string{"customer short n"}, findPhone(t, one, "3120000000")); diff != "" {
			t.Error(diff)
		}
		for i := range 110 {
			one.expect(t, http.StatusCreated, "POST", customersPath, fmt.Sprintf(`{"external_reference_id":"S%d","name":"n","phone":"312-000-0000"}`, i))
		}
		if got := findPhone(t, one, "3120000000"); len(got) != 100 {
			t.Errorf("%d of 111 records were found, want 100", len(got))
		}
	})
}
