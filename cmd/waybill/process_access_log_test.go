//go:build !windows

package main

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// TestAccessLog of the real program: a line for each request, all of them at the
// end, and none when it is switched off.
func TestAccessLog(t *testing.T) {
	t.Parallel()
	for setting, want := range map[string]int{"--access-log": 3, "--no-access-log": 0, "--log-level=warn": 0} {
		server := startProcess(t, sqldbtest.SQLite(t), setting, "--log-format=text")
		c := server.client(server.secret)
		c.expect(t, 201, "POST", customersPath, `{"external_reference_id":"A","name":"secret name"}`)
		c.expect(t, 200, "GET", customersPath+"?name_contains=secret", "")
		c.expect(t, 404, "GET", "/none", "")
		server.signal(os.Interrupt)
		server.waitExit(testTimeout)
		log := server.log.String()
		if got := strings.Count(log, "msg=request "); got != want {
			t.Errorf("%s: %d lines, want %d:\n%s", setting, got, want, log)
		}
		if strings.Contains(log, "secret") || strings.Contains(log, server.secret) {
			t.Errorf("the log tells too much:\n%s", log)
		}
		line := "level=INFO msg=request method=POST path=/v2/tms-api/customers status=201 took_us="
		if want > 0 && (!strings.Contains(log, line) || !strings.Contains(log, " key_name=first\n")) {
			t.Errorf("the log has no line with %s:\n%s", line, log)
		}
	}
}

func TestAccessLogShowsSoon(t *testing.T) {
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t))
	server.client(server.secret).expect(t, http.StatusOK, "GET", customersPath, "")
	server.waitLog(`"msg":"request"`)
}

func TestSlowStatementSetting(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t), "--slow-statement=1ns")
	server.client(server.secret).expect(t, http.StatusOK, "GET", customersPath, "")
	server.waitLog(`"msg":"slow statement"`)
	if strings.Contains(server.log.String(), server.secret) {
		t.Error("the log has the key")
	}
	quiet := startProcess(t, sqldbtest.SQLite(t), "--slow-statement=0")
	quiet.client(quiet.secret).expect(t, http.StatusOK, "GET", customersPath, "")
	quiet.signal(os.Interrupt)
	quiet.waitExit(testTimeout)
	if strings.Contains(quiet.log.String(), "slow statement") {
		t.Error("switched off, slow statements are logged")
	}
}
