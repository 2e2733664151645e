package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

const importPath = "/waybill/v1/imports/customers"

// importRequest returns an import of a file under an Idempotency-Key.
func importRequest(t *testing.T, server *process, file string) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+server.address+importPath+"?mode=create", strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-API-Key", server.secret)
	request.Header.Set("Content-Type", "text/csv")
	request.Header.Set("Idempotency-Key", "the-import")
	return request
}

// TestAnImportThatIsKilled kills the server at several moments of an import. Sent again, the
// file goes on: every row is created once, and the event of each is there once.
func TestAnImportThatIsKilled(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		const rows = 3000
		file := "external_reference_id,name\n"
		for n := range rows {
			file += fmt.Sprintf("R%d,n\n", n)
		}
		server := startProcess(t, database)
		secret := server.secret
		for _, lines := range []int{0, 1, 700, 1900} {
			answer, err := http.DefaultClient.Do(importRequest(t, server, file))
			if err != nil {
				t.Fatal(err)
			}
			read := bufio.NewScanner(answer.Body)
			for n := 0; n < lines && read.Scan(); n++ {
				if !strings.Contains(read.Text(), `"result":"created"`) {
					t.Fatalf("before it is killed: %s", read.Text())
				}
			}
			server.kill()
			answer.Body.Close()
			if sqldb.IsPostgres(database) {
				waitGone(t, database, "")
			}
			server = startProcess(t, database)
			server.secret = secret
		}
		answer, err := http.DefaultClient.Do(importRequest(t, server, file))
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		whole, err := io.ReadAll(answer.Body)
		if err != nil || !strings.Contains(string(whole), fmt.Sprintf(`"rows":%d,"created":%[1]d,`, rows)) {
			t.Fatalf("at last: %v %.300s", err, whole[max(0, len(whole)-300):])
		}
		var page struct{ Head int }
		got := server.client(secret).expect(t, http.StatusOK, "GET", eventsPath+"?limit=1&types=customer.created", "")
		if err := json.Unmarshal(got.body, &page); err != nil {
			t.Fatal(err)
		}
		const others = 2 // of the organization and its key
		if page.Head != rows+others {
			t.Errorf("there are %d events", page.Head)
		}
		checkDatabase(t, database)
	})
}

// TestAnImportThatDripsIsCutOff: a client that sends too little of its file in the time for
// it is answered, and its connection is closed.
func TestAnImportThatDripsIsCutOff(t *testing.T) {
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t), "--request-timeout=1s")
	conn, err := net.Dial("tcp", server.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_, err = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nexternal_reference_id,name\nA,", importPath, server.secret)
	if err != nil {
		t.Fatal(err)
	}
	from := bufio.NewReader(conn)
	answer, err := http.ReadResponse(from, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusBadRequest || string(body) != unreadable {
		t.Errorf("answered %s %s %v", answer.Status, body, err)
	}
	if _, err := from.ReadByte(); err == nil {
		t.Error("the connection is kept")
	}
	nothingThere(t, server, server.secret)
}
