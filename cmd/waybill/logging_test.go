package main

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// writes keeps each write.
type writes struct{ all []string }

func (w *writes) Write(part []byte) (int, error) {
	w.all = append(w.all, string(part))
	return len(part), nil
}

// TestLinesOfTheAccessLogWait, but not for long, and none is late for one that
// does not.
func TestLinesOfTheAccessLogWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var to writes
		g := &gatherer{to: &to}
		expect := func(want ...string) {
			t.Helper()
			synctest.Wait()
			if strings.Join(to.all, "|") != strings.Join(want, "|") {
				t.Fatalf("written are %q, want %q", to.all, want)
			}
			to.all = nil
		}
		write := func(w interface{ Write([]byte) (int, error) }, line string) {
			if n, err := w.Write([]byte(line)); n != len(line) || err != nil {
				t.Fatal(n, err)
			}
		}
		lazy := lazily{g}
		write(lazy, "a\n")
		write(lazy, "b\n")
		time.Sleep(gatheredTime - time.Nanosecond)
		expect()
		time.Sleep(time.Nanosecond)
		expect("a\nb\n")
		write(lazy, "c\n")
		write(g, "an error\n")
		expect("c\nan error\n")
		time.Sleep(gatheredTime)
		expect()
		write(lazy, "d\n")
		g.flush()
		g.flush()
		expect("d\n")
		long := strings.Repeat("x", gatheredBytes)
		write(lazy, long)
		expect(long)
		time.Sleep(gatheredTime) // nothing waits for what is over
	})
}

func TestALogThatCannotBeWrittenIsTold(t *testing.T) {
	t.Parallel()
	g := &gatherer{to: broken{}}
	if _, err := g.Write([]byte("x")); err == nil {
		t.Error("the failure is lost")
	}
	if len(g.waiting) > 0 {
		t.Error("what cannot be written fills the memory")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("on purpose") }

// TestAccessLog of the real program: a line for each request, all of them at the
// end, and none when it is switched off.
func TestAccessLog(t *testing.T) {
	t.Parallel()
	for setting, want := range map[string]int{"--access-log": 3, "--no-access-log": 0, "--log-level=warn": 0} {
		server := startProcess(t, newDatabase(t), setting, "--log-format=text")
		c := server.client(server.secret)
		c.expect(t, 201, "POST", customersPath, `{"external_reference_id":"A","name":"secret name"}`)
		c.expect(t, 200, "GET", customersPath+"?name_contains=secret", "")
		c.expect(t, 404, "GET", "/none", "")
		server.signal(os.Interrupt)
		server.waitExit(patience)
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
	server := startProcess(t, newDatabase(t))
	server.client(server.secret).expect(t, http.StatusOK, "GET", customersPath, "")
	server.waitLog(`"msg":"request"`)
}

func TestSlowStatementSetting(t *testing.T) {
	t.Parallel()
	server := startProcess(t, newDatabase(t), "--slow-statement=1ns")
	server.client(server.secret).expect(t, http.StatusOK, "GET", customersPath, "")
	server.waitLog(`"msg":"slow statement"`)
	if strings.Contains(server.log.String(), server.secret) {
		t.Error("the log has the key")
	}
	quiet := startProcess(t, newDatabase(t), "--slow-statement=0")
	quiet.client(quiet.secret).expect(t, http.StatusOK, "GET", customersPath, "")
	quiet.signal(os.Interrupt)
	quiet.waitExit(patience)
	if strings.Contains(quiet.log.String(), "slow statement") {
		t.Error("switched off, slow statements are logged")
	}
}
