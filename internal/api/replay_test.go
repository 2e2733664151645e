package api

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/customer"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

func TestAKeptAnswerExpiresAfterADay(t *testing.T) {
	t.Parallel()
	var seconds atomic.Int64
	seconds.Store(1_800_000_000)
	clock := func() time.Time { return time.Unix(seconds.Load(), 0) }
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqldb.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	key := tenant.NewSecret()
	if _, err := tenant.CreateFirstKey(t.Context(), db, "test", key); err != nil {
		t.Fatal(err)
	}
	options := testOptions()
	options.DB, options.Keys = db, tenant.NewAuthenticator(db, clock)
	server := New(options, Routes(customer.Resource))
	send := func() *httptest.ResponseRecorder {
		return ask(server, http.MethodPost, "/v2/tms-api/customers", strings.NewReader(`{"external_reference_id":"A","name":"B"}`),
			"X-API-Key", key, "Idempotency-Key", "K")
	}
	first := send()
	seconds.Add(24*60*60 - 2)
	if got := send(); first.Code != 201 || got.Code != 201 || got.Body.String() != first.Body.String() {
		t.Errorf("within a day: %d %s, and %d %s", first.Code, first.Body, got.Code, got.Body)
	}
	seconds.Add(3)
	if got := send(); got.Code != http.StatusConflict {
		t.Errorf("after a day: %d %s", got.Code, got.Body)
	}
}

// TestALargeBatchIsReplayed sends a batch of 10 MB twice, and once more with another
// letter.
func TestALargeBatchIsReplayed(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server, key := newTestServer(t)
	item := `{"operation":"upsert","external_reference_id":"A","customer":{"name":"B"},"x":"` + strings.Repeat("x", 100_000) + `"}`
	body := []byte(`{"items":[` + strings.Repeat(item+",", 99) + item + `]}`)
	send := func() *httptest.ResponseRecorder {
		return ask(server, http.MethodPost, "/v2/tms-api/batch/customers", bytes.NewReader(body), "X-API-Key", key, "Idempotency-Key", "K")
	}
	first, again := send(), send()
	if first.Code != 200 || again.Header().Get("Idempotency-Replayed") != "true" || again.Body.String() != first.Body.String() {
		t.Errorf("%d %s, and %d %s", first.Code, first.Body, again.Code, again.Body)
	}
	body[len(body)-5] = 'y'
	if other := send(); other.Code != http.StatusUnprocessableEntity || !strings.Contains(other.Body.String(), "IDEMPOTENCY_KEY_REUSED") {
		t.Errorf("another batch with the key: %d %s", other.Code, other.Body)
	}
}

func TestAnInvalidIdempotencyKeyIsRefusedBeforeTheBodyIsRead(t *testing.T) {
	t.Parallel()
	server, key := newTestServer(t)
	got := ask(server, http.MethodPost, "/v2/tms-api/customers", unreadable{t}, "X-API-Key", key, "Idempotency-Key", "a b")
	if got.Code != http.StatusBadRequest {
		t.Errorf("%d %s", got.Code, got.Body)
	}
}
