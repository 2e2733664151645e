package resource_test

import (
	"fmt"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// TestNestedValuesOfEachRow: no row of a list shows what is nested in another row.
func TestNestedValuesOfEachRow(t *testing.T) {
	onHost(t, func(t *testing.T, h host) {
		contacts := []string{`{"name":"Ann","phone":"1"}`, `null`, `{"name":"Bob","phone":null}`, `{"name":"Cid","phone":"2"}`, `null`}
		var want []any
		for n, contact := range contacts {
			made := h.must(201, "POST", "trailers", fmt.Sprintf(`{"external_reference_id":"%d","contact":%s}`, n, contact))
			want = append(want, made["contact"])
		}
		for _, query := range []string{"", "?is_active=true", "?page=1&page_size=5&sort=-name"} {
			var got []any
			items := h.must(200, "GET", "trailers"+query, "")["items"].([]any)
			for i := range items {
				if strings.Contains(query, "sort=-") {
					i = len(items) - 1 - i
				}
				got = append(got, items[i].(body)["contact"])
			}
			same(t, query, got, want)
		}
	})
}

// TestFiltersOfOtherColumns: lists are filtered by a reference to another resource,
// under either of its ids, and by a hidden column that is derived from children.
func TestFiltersOfOtherColumns(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		acme := h.customer("ACME", "Acme")
		h.customer("BOLT", "Bolt")
		for n, sent := range []string{
			`"customer_external_reference_id":"ACME","drivers":[{"name":"Jane","is_lead":true},{"name":"Joe"}]`,
			`"customer_external_reference_id":"ACME","is_leased":true`,
			`"customer_external_reference_id":"BOLT","drivers":[{"name":"Joe","is_lead":true}]`,
			`"drivers":[{"name":"Jane"}]`,
		} {
			h.must(201, "POST", "trailers", fmt.Sprintf(`{"external_reference_id":"%d",%s}`, n, sent))
		}
		for query, want := range map[string]string{
			"customer_external_reference_id=ACME":                     "0 1",
			"customer_external_reference_id=BOLT":                     "2",
			"customer_external_reference_id=acme":                     "",
			"customer_external_reference_id=NONE":                     "",
			"customer_external_reference_id=ACME&is_leased=true":      "1",
			"customer_external_reference_id=ACME&sort=-created_at":    "1 0",
			"customer_id=" + acme["id"].(string):                      "0 1",
			"customer_id=NONE":                                        "",
			"lead_name=Jane":                                          "0",
			"lead_name=Joe&customer_external_reference_id=BOLT":       "2",
			"lead_name=Jane&customer_external_reference_id=BOLT":      "",
			"customer_external_reference_id=ACME&page=11&page_size=1": "",
			"customer_external_reference_id=ACME&page=2&page_size=1":  "1",
		} {
			var found []string
			for _, item := range h.must(200, "GET", "trailers?"+query, "")["items"].([]any) {
				found = append(found, item.(body)["external_reference_id"].(string))
			}
			same(t, query, strings.Join(found, " "), want)
		}
	})
}
