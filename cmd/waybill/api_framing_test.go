package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// answersTo sends text and returns all answers until the server closes the
// connection, which it must do by itself.
func answersTo(t *testing.T, address, text string) (all []response) {
	t.Helper()
	conn := connectAndSend(t, address, text)
	defer func() { _ = conn.Close() }()
	for from := bufio.NewReader(conn); ; {
		answer, err := readResponse(from)
		if err != nil {
			if !isEndOfConnection(err) {
				t.Fatal(err)
			}
			return all
		}
		all = append(all, answer)
	}
}

func isEndOfConnection(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "connection reset")
}

// TestNoRequestIsSmuggled: a request whose end could be seen in two places is the
// last of its connection. What follows it is never done, whichever end a proxy saw.
func TestNoRequestIsSmuggled(t *testing.T) {
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t), "--idle-timeout=1h")
	hidden := fmt.Sprintf("PUT %s/Victim HTTP/1.1\r\nHost: waybill\r\nX-API-Key: %s\r\nContent-Length: 17\r\n\r\n", customersPath, server.secret) + `{"name":"Hidden"}`
	client := server.client(server.secret)
	client.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("Victim"))
	const length = "Content-Length: 4\r\n"
	for name, test := range map[string]struct {
		version, headers, body string
		status                 int
	}{
		"length and chunks":             {"1.1", length + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", 422},
		"chunks and length":             {"1.1", "Transfer-Encoding: chunked\r\n" + length, "0\r\n\r\n", 422},
		"the length hides the request":  {"1.1", fmt.Sprintf("Content-Length: %d\r\nTransfer-Encoding: Chunked\r\n", len(hidden)+5), "0\r\n\r\n", 422},
		"chunks in HTTP/1.0":            {"1.0", "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n", "", 422},
		"chunks and length in HTTP/1.0": {"1.0", "Connection: keep-alive\r\n" + length + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n"[:4], 422},
		"chunks twice":                  {"1.1", length + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 501},
		"chunks and identity":           {"1.1", length + "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n", 501},
		"unknown coding":                {"1.1", length + "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n", 501},
		"quoted coding":                 {"1.1", length + "Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n", 501},
		"a tab after the coding":        {"1.1", length + "Transfer-Encoding: chunked\x0b\r\n", "0\r\n\r\n", 400},
		"a space before the colon":      {"1.1", length + "Transfer-Encoding : chunked\r\n", "0\r\n\r\n", 400},
		"a folded header":               {"1.1", length + "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n", 422}, // net/http unfolds it
		"two lengths":                   {"1.1", length + "Content-Length: 5\r\n", "abcd", 400},
		"a signed length":               {"1.1", "Content-Length: +4\r\n", "abcd", 400},
		"a negative length":             {"1.1", "Content-Length: -4\r\n", "abcd", 400},
		"a list of lengths":             {"1.1", "Content-Length: 4, 4\r\n", "abcd", 400},
		"a length in hexadecimal":       {"1.1", "Content-Length: 0x4\r\n", "abcd", 400},
		"no number of a chunk":          {"1.1", "Transfer-Encoding: chunked\r\n", "x\r\n\r\n", 400},
		"a chunk too long for a number": {"1.1", "Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n", 400},
		"a chunk without its end":       {"1.1", "Transfer-Encoding: chunked\r\n", "2\r\n{}xx0\r\n\r\n", 400},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			head := fmt.Sprintf("POST %s HTTP/%s\r\nHost: waybill\r\nX-API-Key: %s\r\n", customersPath, test.version, server.secret)
			got := answersTo(t, server.address, head+test.headers+"\r\n"+test.body+hidden)
			if len(got) != 1 || got[0].status != test.status {
				t.Errorf("answered %d times, first %+v, want a single %d", len(got), got, test.status)
			}
		})
	}
	t.Cleanup(func() {
		if got := client.send(t, "GET", customersPath+"/Victim", ""); strings.Contains(string(got.body), "Hidden") {
			t.Errorf("a hidden request was done: %s", got.body)
		}
	})
}

// TestRefusalsOfTheLibraryAreAnswers: what net/http refuses before any handler has
// the form of all answers, and is in the log under its id.
func TestRefusalsOfTheLibraryAreAnswers(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t), "--max-header=8192")
	const host = "Host: waybill\r\n"
	for name, test := range map[string]struct {
		text   string
		status int
		code   string
	}{
		"unknown expectation":      {"GET /healthz HTTP/1.1\r\n" + host + "Expect: 200-ok\r\n\r\n", 417, "EXPECTATION_FAILED"},
		"expectation with a body":  {"POST " + customersPath + " HTTP/1.1\r\n" + host + "Expect: x\r\nContent-Length: 2\r\n\r\n{}", 417, "EXPECTATION_FAILED"},
		"broken escape":            {"GET " + customersPath + "/100% HTTP/1.1\r\n" + host + "\r\n", 400, "BAD_REQUEST"},
		"broken digits":            {"GET " + customersPath + "/%zz HTTP/1.1\r\n" + host + "\r\n", 400, "BAD_REQUEST"},
		"no HTTP":                  {"hello\r\n\r\n", 400, "BAD_REQUEST"},
		"no host":                  {"GET /healthz HTTP/1.1\r\n\r\n", 400, "BAD_REQUEST"},
		"a header without a colon": {"GET /healthz HTTP/1.1\r\n" + host + "x\r\n\r\n", 400, "BAD_REQUEST"},
		"too many headers":         {"GET /healthz HTTP/1.1\r\n" + host + strings.Repeat("A: b\r\n", 5_000) + "\r\n", 431, "REQUEST_HEADER_FIELDS_TOO_LARGE"},
		"a target too long":        {"GET /" + strings.Repeat("a", 30_000) + " HTTP/1.1\r\n" + host + "\r\n", 431, "REQUEST_HEADER_FIELDS_TOO_LARGE"},
		"unknown coding":           {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", 501, "NOT_IMPLEMENTED"},
		"HTTP of the future":       {"GET / HTTP/3.0\r\n" + host + "\r\n", 505, "HTTP_VERSION_NOT_SUPPORTED"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := answersTo(t, server.address, test.text)
			if len(all) != 1 {
				t.Fatalf("there are %d answers: %v", len(all), all)
			}
			got := all[0]
			var answer struct {
				Error struct{ Code, Message string }
			}
			if err := json.Unmarshal(got.body, &answer); err != nil {
				t.Fatalf("%v: %s", err, got.body)
			}
			id := got.header.Get("X-Request-Id")
			if got.status != test.status || answer.Error.Code != test.code || id == "" || !strings.Contains(answer.Error.Message, id) ||
				got.header.Get("Content-Type") != "application/json" {
				t.Errorf("answered %d %v %s", got.status, got.header, got.body)
			}
			server.waitLog(`"request_id":"` + id + `"`)
		})
	}
}
