package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// sendUnder sends a request under an Idempotency-Key.
func sendUnder(handler http.Handler, key, once, method, path, body string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	request.Header.Set("X-API-Key", key)
	request.Header.Set("Idempotency-Key", once)
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

// TestKeptAnswersHaveAQuota: batches that change nothing fill what an organization
// may have kept in a day. Then a request under a new key is refused before anything
// is done, a request that was done already gets its answer, and neither requests
// without a key nor other organizations are affected.
func TestKeptAnswersHaveAQuota(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		importKeysTo(t, address, "key,one\nother,two")
		server := limited(t, address, "--kept-answers=1")
		item := `{"operation":"delete","external_reference_id":"` + strings.Repeat("x", 255) + `"}`
		batch := `{"items":[` + strings.Repeat(item+",", 99) + item + `]}`
		const path = "/v2/tms-api/batch/customers"
		kept, bytes := 0, 0
		for {
			got := sendUnder(server, "key", fmt.Sprint("batch-", kept), "POST", path, batch)
			if got.Code == http.StatusTooManyRequests {
				if wait := got.Header().Get("Retry-After"); wait == "" || wait == "0" {
					t.Errorf("Retry-After is %q", wait)
				}
				break
			}
			if got.Code != http.StatusOK || bytes > 2<<20 {
				t.Fatalf("batch %d: %d after %d bytes", kept, got.Code, bytes)
			}
			kept, bytes = kept+1, bytes+got.Body.Len()
		}
		if bytes < 1<<19 {
			t.Errorf("only %d bytes were kept", bytes)
		}
		const one = `{"external_reference_id":"A","name":"B"}`
		if got := sendUnder(server, "key", "create", "POST", customersPath, one); got.Code != http.StatusTooManyRequests {
			t.Errorf("a create under a new key: %d %s", got.Code, got.Body)
		}
		if got := sendAs(server, "key", "GET", customersPath+"/A", ""); got.Code != http.StatusNotFound {
			t.Errorf("what was refused is there: %d", got.Code)
		}
		if got := sendUnder(server, "key", "batch-0", "POST", path, batch); got.Code != http.StatusOK || got.Header().Get("Idempotency-Replayed") != "true" {
			t.Errorf("what was done already: %d %v", got.Code, got.Header())
		}
		if got := sendUnder(server, "other", "create", "POST", customersPath, one); got.Code != http.StatusCreated {
			t.Errorf("another organization: %d %s", got.Code, got.Body)
		}
		if got := sendAs(server, "key", "POST", customersPath, one); got.Code != http.StatusCreated {
			t.Errorf("without a key: %d %s", got.Code, got.Body)
		}
	})
}

// TestFailuresAndReplaysTakeNoQuota: nothing is kept of them.
func TestFailuresAndReplaysTakeNoQuota(t *testing.T) {
	t.Parallel()
	address := sqldbtest.SQLite(t)
	importKeysTo(t, address, "key,one")
	server := limited(t, address, "--kept-answers=1")
	for i := range 1500 {
		once, body := fmt.Sprint("K", i), `{"external_reference_id":"A"}`
		if i%2 == 0 {
			once, body = "K", `{"external_reference_id":"A","name":"B"}`
		}
		if got := sendUnder(server, "key", once, "POST", customersPath, body); got.Code == http.StatusTooManyRequests {
			t.Fatalf("request %d: %d %s", i, got.Code, got.Body)
		}
	}
}
