package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"waybill/internal/sqldb/sqldbtest"
)

// TestAClientThatClosesItsSendingSide gets its answer, and what it asked for is
// done. The handler is called once the server has noticed, so that nothing depends
// on which is faster.
func TestAClientThatClosesItsSendingSide(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		importKeysTo(t, address, "key,one")
		handler := limited(t, address)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			<-r.Context().Done() // once the end of what the client sends has come
			handler.ServeHTTP(w, r)
		}))
		t.Cleanup(server.Close)
		const one = `{"external_reference_id":"A","name":"B"}`
		for _, step := range []struct {
			method, path, header, body string
			want                       int
		}{
			{"POST", customersPath, "", one, 201},
			{"GET", customersPath + "/A", "", "", 200},
			{"GET", customersPath + "?name_contains=b", "", "", 200},
			{"PATCH", customersPath + "/A", "Idempotency-Key: K\r\n", `{"name":"C"}`, 200},
			{"PATCH", customersPath + "/A", "Idempotency-Key: K\r\n", `{"name":"C"}`, 200},
			{"POST", "/v2/tms-api/batch/customers", "", `{"items":[{"operation":"upsert","external_reference_id":"D","customer":{"name":"E"}}]}`, 200},
			{"DELETE", customersPath + "/A", "", "", 204},
			{"GET", customersPath + "/A", "", "", 404},
			{"GET", "/readyz", "", "", 200},
		} {
			got, err := halfClosed(server.Listener.Addr().String(), fmt.Sprintf(
				"%s %s HTTP/1.1\r\nHost: x\r\nX-API-Key: key\r\nContent-Length: %d\r\n%s\r\n%s", step.method, step.path, len(step.body), step.header, step.body))
			if err != nil || got != step.want {
				t.Errorf("%s %s: %d %v, want %d", step.method, step.path, got, err, step.want)
			}
		}
	})
}

// halfClosed sends a request and then the end of all that is sent, and gives the
// status of the answer.
func halfClosed(address, request string) (status int, err error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return 0, err
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(testTimeout))
	if _, err := io.WriteString(conn, request); err != nil {
		return 0, err
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		return 0, err
	}
	got, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0, err
	}
	defer got.Body.Close()
	_, err = io.ReadAll(got.Body)
	return got.StatusCode, err
}

// TestReadinessSeesWhatRequestsNeed: a server whose keys or records cannot be read
// is not ready, and is ready again once they can.
func TestReadinessSeesWhatRequestsNeed(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	address := sqldbtest.Postgres(t)
	server := limited(t, address)
	ready := func() int { return sendAs(server, "", "GET", "/readyz", "").Code }
	if got := ready(); got != http.StatusOK {
		t.Fatalf("before: %d", got)
	}
	for _, table := range []string{"api_keys", "customers"} {
		unlock := lockTable(t, address, table)
		if got := ready(); got != http.StatusServiceUnavailable {
			t.Errorf("while %s is locked: %d", table, got)
		}
		unlock()
		if got := ready(); got != http.StatusOK {
			t.Errorf("after %s was locked: %d", table, got)
		}
	}
}

// lockTable locks a table against everything, as a migration may.
func lockTable(t *testing.T, address, table string) (unlock func()) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec("LOCK TABLE " + table); err != nil {
		t.Fatal(err)
	}
	return func() { _ = tx.Rollback() }
}
