//go:build !windows

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"waybill/internal/sqldb/sqldbtest"
)

// slowClient sends a request by parts, as no HTTP client would.
type slowClient struct {
	t    *testing.T
	conn net.Conn
}

func (p *process) slowClient() slowClient {
	p.t.Helper()
	conn, err := net.Dial("tcp", p.address)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = conn.Close() })
	return slowClient{p.t, conn}
}

func (c slowClient) write(part string) {
	c.t.Helper()
	if _, err := io.WriteString(c.conn, part); err != nil {
		c.t.Fatal(err)
	}
}

// read gives the answer, or an error when the connection ends without one.
func (c slowClient) read() (*http.Response, error) {
	_ = c.conn.SetReadDeadline(time.Now().Add(testTimeout))
	return http.ReadResponse(bufio.NewReader(c.conn), nil)
}

// endless is how many bytes a client sends that is not to come to its end.
const endless = 100_000

// dribble writes a byte at a time, until the connection ends.
func (c slowClient) dribble(text string, pause time.Duration) {
	for _, b := range []byte(text) {
		if _, err := c.conn.Write([]byte{b}); err != nil {
			return
		}
		time.Sleep(pause)
	}
}

// head is of a create with a body of a length.
func head(key string, length int) string {
	return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: waybill\r\nX-API-Key: %s\r\nContent-Length: %d\r\n\r\n",
		customersPath, key, length)
}

// halfSent starts a server and sends it the half of a create of X, and gives
// the other half.
func halfSent(t *testing.T, database string, args ...string) (server *process, c slowClient, rest string) {
	begun := newTargetOn(t, database, args...)
	body := newCustomer("X")
	c = begun.slowClient()
	c.write(head(begun.secret, len(body)) + body[:20])
	begun.inFlight(1)
	return begun.process, c, body[20:]
}

func TestStop(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			database := sqldbtest.SQLite(t)
			server, c, rest := halfSent(t, database)
			server.signal(signal)
			server.wait("refusing connections", func() bool {
				// Another server may have the address by now, to which the key says nothing.
				got, err := server.client(server.secret).try("GET", customersPath, "")
				return errors.Is(err, syscall.ECONNREFUSED) || got.status == http.StatusUnauthorized
			})

			c.write(rest)
			answer, err := c.read()
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			if answer.StatusCode != http.StatusCreated {
				t.Errorf("the request that ran is answered %s", answer.Status)
			}
			if state := server.waitExit(testTimeout); !state.Success() {
				t.Errorf("the server ends with %s", state)
			}
			if _, err := os.Stat(database + "-wal"); !errors.Is(err, os.ErrNotExist) {
				t.Error("not all of the database is in its file")
			}

			key := server.secret
			server = startProcess(t, database)
			hint := "A new key: " + programFile(t) + " keys create --organization 'default' --database '" + database + "'\n"
			if out := server.out.String(); server.secret != "" || !strings.HasSuffix(out, hint) {
				t.Errorf("the second start prints %q, not %q", out, hint)
			}
			server.client(key).expect(t, http.StatusOK, "GET", customersPath+"/X", "")
		})
	}
}

// An idle connection, such as a client keeps for its next request, does not
// hold up the end.
func TestStopWithIdleConnections(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t))
	server.client(server.secret).expect(t, http.StatusOK, "GET", customersPath, "")
	server.signal(syscall.SIGTERM)
	if state := server.waitExit(promptly); !state.Success() {
		t.Errorf("the server ends with %s", state)
	}
}

func TestStopCutsOffWhatTakesTooLong(t *testing.T) {
	t.Parallel()
	database := sqldbtest.SQLite(t)
	server, c, _ := halfSent(t, database, "--shutdown-timeout=300ms")
	start := time.Now()
	server.signal(syscall.SIGTERM)
	server.waitExit(promptly)
	if took := time.Since(start); took < 300*time.Millisecond {
		t.Errorf("the request had %s", took)
	}
	if answer, err := c.read(); err == nil {
		t.Errorf("half a request is answered %s", answer.Status)
		_ = answer.Body.Close()
	}
	nothingThere(t, startProcess(t, database), server.secret)
}

func TestSecondSignalEndsAtOnce(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			database := sqldbtest.SQLite(t)
			server, _, _ := halfSent(t, database)
			server.signal(signal)
			server.waitLog("stopping")
			server.signalUntilExit(signal) // for half a second it is the same wish
			state := server.waitExit(promptly)
			if status, ok := state.Sys().(syscall.WaitStatus); !ok || status.Signal() != signal {
				t.Errorf("the server ends with %s", state)
			}
			nothingThere(t, startProcess(t, database), server.secret)
		})
	}
}

// signalUntilExit sends a signal again and again.
func (p *process) signalUntilExit(signal os.Signal) {
	p.t.Helper()
	exits := func() bool {
		_ = p.cmd.Process.Signal(signal) // it may have exited just now
		return p.hasExited()
	}
	if !eventually(exits) {
		p.t.Fatal("the server ignores every signal")
	}
}

func TestHangupDoesNoHarm(t *testing.T) {
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t))
	server.signal(syscall.SIGHUP)
	server.client(server.secret).expect(t, http.StatusCreated, "POST", customersPath, newCustomer("X"))
	server.signal(syscall.SIGTERM)
	if state := server.waitExit(testTimeout); !state.Success() {
		t.Errorf("the server ends with %s", state)
	}
}

// While a server drains it does all requests, on connections old and new, and says
// that it is about to stop.
func TestDrain(t *testing.T) {
	t.Parallel()
	server := startProcess(t, sqldbtest.SQLite(t), "--drain=1h")
	old := server.slowClient()
	request := func(c slowClient, method, path, body string) (status int, closed bool) {
		t.Helper()
		c.write(strings.Replace(head(server.secret, len(body)), "POST "+customersPath, method+" "+path, 1) + body)
		answer, err := c.read()
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		_, _ = io.Copy(io.Discard, answer.Body)
		return answer.StatusCode, answer.Close
	}
	if status, closed := request(old, "GET", "/readyz", ""); status != http.StatusOK || closed {
		t.Errorf("before the end /readyz is answered %d, closed: %v", status, closed)
	}
	server.signal(syscall.SIGTERM)
	server.waitLog("stopping")
	for _, test := range []struct {
		c                  slowClient
		method, path, body string
		status             int
	}{
		{old, "POST", customersPath, newCustomer("X"), http.StatusCreated},
		{server.slowClient(), "POST", customersPath, newCustomer("Y"), http.StatusCreated},
		{server.slowClient(), "GET", customersPath + "/X", "", http.StatusOK},
		{server.slowClient(), "GET", "/healthz", "", http.StatusOK},
		{server.slowClient(), "GET", "/docs/swagger-ui.css", "", http.StatusOK},
		{server.slowClient(), "GET", "/readyz", "", http.StatusServiceUnavailable},
	} {
		status, closed := request(test.c, test.method, test.path, test.body)
		if status != test.status || !closed {
			t.Errorf("%s %s is answered %d, closed: %v", test.method, test.path, status, closed)
		}
	}
	if log := server.log.String(); strings.Contains(log, `"level":"ERROR"`) {
		t.Errorf("the end is logged as a failure: %s", log)
	}
	server.signalUntilExit(syscall.SIGTERM)
}

func TestDrainLastsAsLongAsItIsSet(t *testing.T) {
	t.Parallel()
	const drain = 300 * time.Millisecond
	server := startProcess(t, sqldbtest.SQLite(t), "--drain="+drain.String())
	start := time.Now()
	server.signal(syscall.SIGTERM)
	if state := server.waitExit(testTimeout); !state.Success() {
		t.Errorf("the server ends with %s", state)
	}
	if took := time.Since(start); took < drain {
		t.Errorf("it drained for %s", took)
	}
}

// A body that did not come whole is no body, even when what came is an object.
func TestDisconnectChangesNothing(t *testing.T) {
	t.Parallel()
	server := newTarget(t)
	body := newCustomer("X")
	for _, sent := range []string{
		head(server.secret, len(body)) + body[:20],
		head(server.secret, len(body)+1) + body,
		strings.Replace(head(server.secret, 0), "Content-Length: 0", "Transfer-Encoding: chunked", 1) +
			fmt.Sprintf("%x\r\n%s\r\n", len(body), body),
	} {
		c := server.slowClient()
		c.write(sent)
		server.inFlight(1)
		_ = c.conn.Close()
		server.inFlight(0)
	}
	nothingThere(t, server.process, server.secret)
}

func TestSlowClientsAreCutOff(t *testing.T) {
	t.Parallel()
	const limit = 400 * time.Millisecond
	for _, test := range []struct {
		name, setting string
		slowly        func(key string) (first, slow string)
	}{
		{"nothing sent", "header", func(string) (string, string) { return "", "" }},
		{"headers a byte at a time", "header", func(key string) (string, string) {
			return "", strings.TrimSuffix(head(key, 1), "\r\n") + "X-Slow: " + strings.Repeat("x", endless)
		}},
		{"body a byte at a time", "body", func(key string) (string, string) {
			return head(key, endless), strings.Repeat(" ", endless)
		}},
		{"body that does not end", "body", func(key string) (string, string) {
			return head(key, len(newCustomer("X"))+1) + newCustomer("X"), ""
		}},
		{"no next request", "idle", func(string) (string, string) {
			return "GET /healthz HTTP/1.1\r\nHost: waybill\r\n\r\n", ""
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			database := sqldbtest.SQLite(t)
			server := startProcess(t, database, fmt.Sprintf("--%s-timeout=%s", test.setting, limit))
			start := time.Now()
			c := server.slowClient()
			ended := make(chan struct{})
			go func() {
				_ = c.conn.SetReadDeadline(start.Add(testTimeout))
				_, _ = io.Copy(io.Discard, c.conn)
				close(ended)
			}()
			first, slow := test.slowly(server.secret)
			c.write(first)
			c.dribble(slow, limit/20)
			<-ended
			if took := time.Since(start); took < limit || took > 9*time.Second { // the least of these limits is 10 s by default
				t.Errorf("cut off after %s", took)
			}
			// Looked at in peace: this server may cut off whoever the machine slows down.
			server.kill()
			nothingThere(t, startProcess(t, database), server.secret)
		})
	}
}

func nothingThere(t *testing.T, server *process, key string) {
	t.Helper()
	if there := listAll(t, server.client(key)); len(there) > 0 {
		t.Errorf("there is %v", there)
	}
}
