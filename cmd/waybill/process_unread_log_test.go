//go:build !windows

package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// unreadProcess starts a server whose log is a pipe that nobody reads, and gives
// the pipe's other end and the address of its metrics, which is in its log.
func unreadProcess(t *testing.T) (p *process, log *bufio.Reader, metrics string) {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = reader.Close() })
	cmd := newCommand(t, serveArgs(sqldbtest.SQLite(t), "--admin-address=127.0.0.1:0")...)
	cmd.Stderr = writer
	p = launch(t, cmd)
	_ = writer.Close() // the server has its own
	p.waitReady()
	log = bufio.NewReader(reader)
	for {
		line, err := log.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if said := metricsAt.FindStringSubmatch(line); said != nil {
			return p, log, said[1]
		}
	}
}

const droppedLines = "waybill_log_lines_dropped_total"

// fillLog sends requests whose lines are long, until some of them are dropped, and
// gives how many it sent.
func (p *process) fillLog(metrics string) (sent int) {
	p.t.Helper()
	const atOnce, each = 8, 100
	path := "/" + strings.Repeat("x", 200)
	before := scrape(p.t, metrics)[droppedLines]
	for scrape(p.t, metrics)[droppedLines] == before {
		var clients sync.WaitGroup
		for range atOnce {
			clients.Go(func() {
				c := newClient(p.t, p.address, strings.Repeat("k", 20))
				for range each {
					if got, err := c.try("GET", path, ""); err != nil || got.status != http.StatusNotFound {
						p.t.Errorf("%d %v", got.status, err)
						return
					}
				}
			})
		}
		if clients.Wait(); p.t.Failed() {
			p.t.FailNow()
		}
		sent += atOnce * each
	}
	return sent
}

// TestALogThatNobodyReads: requests, /healthz and SIGTERM work whether or not the
// log can be written, and no line is missing from both the log and the count.
func TestALogThatNobodyReads(t *testing.T) {
	t.Parallel()
	p, log, metrics := unreadProcess(t)
	sent := p.fillLog(metrics)
	c := p.client(p.secret)
	c.expect(t, http.StatusOK, "GET", "/healthz", "")
	c.expect(t, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"A","name":"B"}`)
	sent += 2
	read, told := readDropped(t, log)
	if counted := scrape(t, metrics)[droppedLines]; float64(told) != counted {
		t.Errorf("the log says that %d lines were dropped, the metric says %v", told, counted)
	}
	if read+told != sent || read == 0 || told == 0 {
		t.Errorf("%d requests were sent, %d are in the log and %d were dropped", sent, read, told)
	}
	p.fillLog(metrics) // nobody reads any more
	p.signal(syscall.SIGTERM)
	if state := p.waitExit(promptly); state.ExitCode() != 0 {
		t.Errorf("after SIGTERM: %v", state)
	}
}

// readDropped reads the log up to the line that says how many are missing, and
// counts those of requests.
func readDropped(t *testing.T, log *bufio.Reader) (read, dropped int) {
	t.Helper()
	for {
		text, err := log.ReadBytes('\n')
		if err != nil {
			t.Fatal(err)
		}
		var line struct {
			Message string `json:"msg"`
			Lines   int
		}
		if err := json.Unmarshal(text, &line); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		switch {
		case line.Lines > 0:
			return read, line.Lines
		case line.Message == "request":
			read++
		}
	}
}

// TestALogWhoseReaderIsGone: the server goes on.
func TestALogWhoseReaderIsGone(t *testing.T) {
	t.Parallel()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := newCommand(t, serveArgs(sqldbtest.SQLite(t))...)
	cmd.Stderr = writer
	p := launch(t, cmd)
	_ = writer.Close()
	p.waitReady()
	_ = reader.Close()
	p.client(p.secret).expect(t, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"A","name":"B"}`)
	p.signal(syscall.SIGTERM) // which is logged at once
	if state := p.waitExit(promptly); state.ExitCode() != 0 {
		t.Errorf("after SIGTERM: %v", state)
	}
}
