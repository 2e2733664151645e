//go:build !windows

package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

// target is a server under attack, with the numbers that it tells of itself.
type target struct {
	*process
	admin string
}

func newTarget(t *testing.T, args ...string) target {
	t.Helper()
	return newTargetOn(t, sqldbtest.SQLite(t), args...)
}

func newTargetOn(t *testing.T, database string, args ...string) target {
	t.Helper()
	p := startProcess(t, database, append([]string{"--admin-address=127.0.0.1:0"}, args...)...)
	return target{p, p.metricsAddress()}
}

func (s target) metric(name string) float64 {
	s.t.Helper()
	return scrape(s.t, s.admin)[name]
}

// calm waits until the server has no more goroutines than before, but for those
// of the connections that look at it.
func (s target) calm(before float64) {
	s.t.Helper()
	s.wait("calm", func() bool { return s.metric("go_goroutines") <= before+5 })
}

// inFlight waits until the server is at work on a number of requests.
func (s target) inFlight(requests float64) {
	s.t.Helper()
	s.wait(fmt.Sprintf("at work on %v requests", requests), func() bool {
		return s.metric("waybill_http_requests_in_flight") == requests
	})
}

// answers expects that the server does its work, and promptly.
func (s target) answers() {
	s.t.Helper()
	begun := time.Now()
	s.client(s.secret).expect(s.t, http.StatusOK, "GET", customersPath, "")
	if took := time.Since(begun); took > promptly {
		s.t.Errorf("a request takes %s", took)
	}
}

// work is how long the server's processors have worked, which does not depend on
// what else the machine has to do. Where the system does not tell it is 0.
func (s target) work() time.Duration {
	s.t.Helper()
	return time.Duration(s.metric("process_cpu_seconds_total") * float64(time.Second))
}

// hasWorkedLittle expects that a request was little work: the most is 1.6 s, with the
// race detector.
func (s target) hasWorkedLittle(before time.Duration, on string) {
	s.t.Helper()
	if worked := s.work() - before; worked > 5*time.Second {
		s.t.Errorf("the server works %s on %s", worked, on)
	}
}

// answersInTime expects the same of a server that gives a request so little time
// that it may be over on a machine that has other things to do.
func (s target) answersInTime() {
	s.t.Helper()
	c := s.client(s.secret)
	s.wait("answering", func() bool {
		got, err := c.try("GET", customersPath, "")
		return err == nil && got.status == http.StatusOK
	})
}

// send sends a request with a body that no client would send, and gives the
// answer.
func (s target) send(method, path, body string, header ...string) response {
	s.t.Helper()
	return sendRaw(s.t, s.address, fmt.Sprintf("%s %s HTTP/1.1\r\nHost: waybill\r\nConnection: close\r\nX-API-Key: %s\r\n%sContent-Length: %d\r\n\r\n%s",
		method, path, s.secret, strings.Join(header, ""), len(body), body))
}

func sendRaw(t *testing.T, address, text string) response {
	t.Helper()
	conn := connectAndSend(t, address, text)
	defer func() { _ = conn.Close() }()
	answer, err := readResponse(bufio.NewReader(conn))
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// connectAndSend sends text over a new connection. It returns before all is sent,
// because the server may answer earlier.
func connectAndSend(t *testing.T, address, text string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.SetDeadline(time.Now().Add(testTimeout))
	go func() { _, _ = io.WriteString(conn, text) }()
	return conn
}

// readResponse reads an answer and its whole body.
func readResponse(from *bufio.Reader) (response, error) {
	answer, err := http.ReadResponse(from, nil)
	if err != nil {
		return response{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return response{answer.StatusCode, answer.Header, body}, err
}

func TestKeysAreTakenToTheLetter(t *testing.T) {
	t.Parallel()
	server := newTestServer(t, sqldbtest.SQLite(t))
	const key = "mtm_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	if _, err := tenant.ImportKeys(t.Context(), server.db, strings.NewReader(key+",one")); err != nil {
		t.Fatal(err)
	}
	ask := func(path string, headers ...string) response {
		return sendRaw(t, server.address, "GET "+path+" HTTP/1.1\r\nHost: waybill\r\nConnection: close\r\n"+
			strings.Join(headers, "\r\n")+"\r\n\r\n")
	}
	for _, header := range []string{"X-API-Key: " + key, "x-api-key: " + key, "X-Api-Key: \t" + key + " "} {
		if got := ask(customersPath, header); got.status != http.StatusOK {
			t.Errorf("%q: %d %s", header, got.status, got.body)
		}
	}
	for _, headers := range [][]string{
		{"X-Nothing: x"},
		{"X-API-Key:"},
		{"X-API-Key: " + key, "X-API-Key: " + key},
		{"X-API-Key: " + key, "x-api-key:"},
		{"X-API-Key:", "X-API-Key: " + key},
		{"X-API-Key: " + key + "," + key},
		{"X-API-Key: " + key + key},
		{"X-API-Key: " + key[:len(key)-1]},
		{"X-API-Key: " + key[1:]},
		{"X-API-Key: " + key[:4]},
		{"X-API-Key: " + key + "0"},
		{"X-API-Key: " + strings.ToUpper(key)},
		{"X-API-Key: mtm_" + strings.ToUpper(key[4:])},
		{"X-API-Key: mtm_ " + key[4:]},
		{"X-API-Key: \"" + key + "\""},
		{"X-API-Key: Bearer " + key},
		{"X-API-Key: " + key + "%00"},
		{"X-API-Key: " + key + "' OR '1'='1"},
		{"X-API-Key: *"},
		{"X-API-Key: " + strings.Repeat("a", 50_000)},
		{"Authorization: Bearer " + key},
		{"X_API_Key: " + key},
		{"Cookie: X-API-Key=" + key},
	} {
		got := ask(customersPath, headers...)
		if got.status != http.StatusUnauthorized || string(got.body) != unauthorized || got.header.Get("Www-Authenticate") != "APIKey" {
			t.Errorf("%.120q: %d %v %s", headers, got.status, got.header, got.body)
		}
	}
	if got := ask(customersPath+"?X-API-Key="+key+"&api_key="+key, "X-Nothing: x"); got.status != http.StatusUnauthorized {
		t.Errorf("a key in the query: %d", got.status)
	}
}

// A body that comes a byte at a time has a clear end, and nothing is left of it.
func TestABodyAByteAtATimeIsCutOff(t *testing.T) {
	t.Parallel()
	const limit = 500 * time.Millisecond
	database := sqldbtest.SQLite(t)
	server := newTargetOn(t, database, "--body-timeout="+limit.String())
	before := server.metric("go_goroutines")
	begun := time.Now()
	var slow sync.WaitGroup
	for range 20 {
		slow.Go(func() {
			c := server.slowClient()
			c.write(head(server.secret, endless) + "{")
			go c.dribble(strings.Repeat(" ", endless), limit/10)
			answer, err := c.read()
			if err != nil {
				t.Error("there is no answer:", err)
				return
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			if err != nil || answer.StatusCode != http.StatusBadRequest || string(body) != unreadable {
				t.Errorf("%s %s %v", answer.Status, body, err)
			}
			if _, err := c.conn.Read(make([]byte, 1)); err == nil {
				t.Error("the connection is kept")
			}
		})
	}
	slow.Wait()
	if took := time.Since(begun); took < limit || took > promptly {
		t.Errorf("cut off after %s", took)
	}
	server.calm(before)
	server.answersInTime()
	server.kill()
	nothingThere(t, startProcess(t, database), server.secret)
}

const unreadable = `{"detail":"There was an error parsing the body"}`

// A client that promises long bodies and sends nothing takes no memory.
func TestPromisedBodiesTakeNoMemory(t *testing.T) {
	t.Parallel()
	server := newTarget(t)
	const clients, promised = 200, 10 << 20
	before := server.metric("go_memstats_alloc_bytes_total")
	for range clients {
		c := server.slowClient()
		c.write(strings.Replace(head(server.secret, promised), customersPath, "/v2/tms-api/batch/customers", 1) + `{"items":[`)
	}
	server.inFlight(clients)
	time.Sleep(50 * time.Millisecond)
	if taken := server.metric("go_memstats_alloc_bytes_total") - before; taken > clients*promised/10 {
		t.Errorf("%d promises of %d MiB take %.0f MiB", clients, promised>>20, taken/(1<<20))
	}
	server.answers()
}

// TestIdleConnections: clients that hold connections open cost little, and do
// not keep others from being served.
func TestIdleConnections(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const idle = 10_000
	var limit syscall.Rlimit // the soft one is raised to the hard one by Go itself, here and in the server
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || limit.Cur < idle+2000 {
		t.Skipf("a process may open %d files only: %v", limit.Cur, err)
	}
	server := newTarget(t, "--header-timeout=2m")
	before, memory := server.metric("go_goroutines"), server.metric("go_memstats_sys_bytes")
	all := openIdle(t, server, idle)
	server.wait("holding all connections", func() bool { return server.metric("go_goroutines") >= idle })
	each := (server.metric("go_memstats_sys_bytes") - memory) / idle
	t.Logf("an idle connection takes %.1f KiB", each/1024)
	if each > 40<<10 && !raceDetector() {
		t.Error("which is too much")
	}
	server.answers()
	for _, conn := range all {
		_ = conn.Close()
	}
	server.calm(before)
	server.answers()
}

// openIdle opens connections, of which every other one has had an answer.
func openIdle(t *testing.T, server target, count int) []*net.TCPConn {
	t.Helper()
	all := make([]*net.TCPConn, count)
	var dialing sync.WaitGroup
	const dialers = 20
	for first := range dialers {
		dialing.Go(func() {
			for i := first; i < count; i += dialers {
				conn, err := net.Dial("tcp", server.address)
				if err != nil {
					t.Error(err)
					return
				}
				all[i] = conn.(*net.TCPConn)
				_ = all[i].SetLinger(0) // so that its port is free at once
				if i%2 == 0 {
					continue
				}
				_, _ = io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: waybill\r\n\r\n")
				if _, err := conn.Read(make([]byte, 1024)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	dialing.Wait()
	t.Cleanup(func() {
		for _, conn := range all {
			if conn != nil {
				_ = conn.Close()
			}
		}
	})
	if t.Failed() {
		t.FailNow()
	}
	return all
}

// Bodies as large as they may be, made to be hard to read.
func TestMonstrousBodies(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := newTarget(t)
	const most, mostBatch = 1 << 20, 10 << 20
	const batch = "/v2/tms-api/batch/customers"
	fill := func(part string, size int) string { return strings.Repeat(part, size/len(part)) }
	within := func(before, part, after string, size int) string {
		return before + fill(part, size-len(before)-len(after)) + after
	}
	const one = `{"external_reference_id":"M","name":"N"`
	const strict = "Prefer: handling=strict\r\n"
	const tooLarge = `{"error":{"code":"PAYLOAD_TOO_LARGE","message":`
	type monster struct {
		name, path, body string
		header           string
		status           int
		begins           string
	}
	tests := []monster{
		{"deep arrays", customersPath, fill("[", most), "", 400, unreadable},
		{"deep arrays, strictly", customersPath, fill("[", most), strict, 400, unreadable},
		{"deep objects", customersPath, fill(`{"a":`, most), "", 400, unreadable},
		{"deep and closed", customersPath, fill("[", most/2) + fill("]", most/2), "", 400, unreadable},
		{"deep in a member", customersPath, within(one+`,"x":`, "[", "", most), "", 400, unreadable},
		{"a deep batch", batch, fill("[", mostBatch), "", 400, unreadable},
		{"deep in a batch", batch, within(`{"items":[`, `{"items":[`, "", mostBatch), "", 400, unreadable},
		{"too large", customersPath, fill(" ", most+1), "", 413, tooLarge},
		{"a batch too large", batch, fill(" ", mostBatch+1), "", 413, tooLarge},
		{"white space", customersPath, fill(" ", most), "", 422, `{"detail":[{"type":`},
		{"an endless string", customersPath, within(one+`,"x":"`, "x", "", most), "", 422, `{"detail":[{"type":"json_invalid"`},
		{"an endless number", customersPath, within(one+`,"x":`, "9", "}", most), "", 400, unreadable}, // as Python's reader refuses it
		{"escapes", customersPath, within(one+`,"x":"`, `\ud800`, `"}`, most), "", 201, `{"id":`},
		{"the same member", customersPath, within(one, `,"name":"N"`, "}", most), "", 409, `{"detail":`},
		{"unknown members", customersPath, one + unknownMembers(80_000) + "}", "", 409, `{"detail":`},
		{"a batch of the largest", batch, `{"items":[` + fill(within(`{"operation":"upsert","external_reference_id":"M","customer":{"x":"`, "x", `"}},`, 100<<10), 99*100<<10) +
			`{"operation":"delete","external_reference_id":"M"}]}`, "", 200, `{"success_count":100,"error_count":0,`},
	}
	for _, k := range kinds()[1:] { // what is deep or long by the declaration of a resource
		tests = append(tests, monster{"deep in " + k.Plural, k.batch, within(`{"items":[`, `{"`+strings.ToLower(k.Noun)+`":`, "", mostBatch), "", 400, unreadable})
		for _, f := range k.Fields {
			if f.Items == nil || f.ReadOnly {
				continue
			}
			tests = append(tests,
				monster{"a mass of " + f.Name, k.path, within(`{"`+f.Name+`":[{}`, ",{}", "]}", most), "", 422, `{"detail":[{"type":`},
				monster{"numbers as " + f.Name, k.path, within(`{"`+f.Name+`":[0`, ",0", "]}", most), strict, 422, `{"detail":[{"type":`},
				monster{"deep in " + f.Name, k.path, within(`{"`+f.Name+`":[{"x":`, "[", "", most), "", 400, unreadable})
		}
	}
	for _, test := range tests {
		before := server.work()
		got := server.send("POST", test.path, test.body, test.header)
		if got.status != test.status || !strings.HasPrefix(string(got.body), test.begins) {
			t.Errorf("%s: %d %.200s", test.name, got.status, got.body)
		}
		server.hasWorkedLittle(before, test.name)
	}
	server.answers()
}

func unknownMembers(count int) string {
	var members strings.Builder
	for i := range count {
		fmt.Fprintf(&members, `,"u%05d":1`, i)
	}
	return members.String()
}

// Of a mass of unknown members a hundred are named and the rest is counted, in time
// that grows with the mass.
func TestAMassOfUnknownMembers(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := newTarget(t)
	const count = 80_000
	before := server.work()
	body := `{"external_reference_id":"M","name":"N"` + unknownMembers(count) + unknownMembers(10_000) + "}"
	got := server.send("POST", customersPath, body, "Prefer: handling=strict\r\n")
	const last = `,{"type":"too_many_errors","loc":["body"],"msg":"79900 more errors are not listed"}]}`
	if named := strings.Count(string(got.body), "extra_forbidden"); got.status != 422 || named != 100 || !strings.HasSuffix(string(got.body), last) {
		t.Errorf("status %d, %d are named, and the end is %s", got.status, named, got.body[max(0, len(got.body)-200):])
	}
	server.hasWorkedLittle(before, "counting them")
	server.answers()
	nothingThere(t, server.process, server.secret)
}

func TestMonstrousHeaders(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	server := newTarget(t)
	goroutines := server.metric("go_goroutines")
	fill := func(part string, size int) string { return strings.Repeat(part, size/len(part)) }
	request := func(target, headers string) string {
		return "GET " + target + " HTTP/1.1\r\nHost: waybill\r\nConnection: close\r\nX-API-Key: " + server.secret + "\r\n" + headers + "\r\n"
	}
	const most, over = 60 << 10, 80 << 10
	for _, test := range []struct {
		name, text string
		status     int
	}{
		{"many headers", request(customersPath, fill("A: b\r\n", most)), 200},
		{"a long header", request(customersPath, "A: "+fill("b", most)+"\r\n"), 200},
		{"a long X-Request-ID", request(customersPath, "X-Request-ID: "+fill("b", most)+"\r\n"), 200},
		{"many proxies", request(customersPath, "X-Forwarded-For: "+fill("10.0.0.1,", most)+"\r\n"), 200},
		{"many preferences", request(customersPath, "Prefer: "+fill(`a="\",`, most)+"\r\n"), 200},
		{"many parameters", request(customersPath+"?"+fill("a=1&", most), ""), 200},
		{"a parameter many times", request(customersPath+"?"+fill("page=0&", most)+"page=1", ""), 200},
		{"a wrong parameter many times", request(customersPath+"?page=1&"+fill("page=0&", most), ""), 422},
		{"a long parameter", request(customersPath+"?name_contains="+fill("%F0%9F%98%80", most), ""), 200},
		{"a long path", request(customersPath+"/"+fill("%61", most), ""), 404},
		{"a path of slashes", request(fill("/", most), ""), 404},
		{"a path of dots", request(fill("/..", most), ""), 404},
		{"a flood of headers", request(customersPath, fill("A: b\r\n", over)), 431},
		{"a header too long", request(customersPath, "A: "+fill("b", over)+"\r\n"), 431},
		{"a request line too long", request("/"+fill("a", over), ""), 431},
		{"headers that do not end", request(customersPath, fill("A: b\r\n", 20*over)), 431},
	} {
		before := server.work()
		got := sendRaw(t, server.address, test.text)
		if got.status != test.status {
			t.Errorf("%s: %d %.200s", test.name, got.status, got.body)
		}
		server.hasWorkedLittle(before, test.name)
	}
	if len(server.log.String()) > 64<<10 {
		t.Errorf("clients have written %d bytes of the log", len(server.log.String()))
	}
	server.calm(goroutines)
	server.answers()
}

// A client that does not read its answers is cut off, and holds nothing that
// others need.
func TestASlowReaderIsCutOff(t *testing.T) {
	t.Parallel()
	const limit = 500 * time.Millisecond
	database := sqldbtest.SQLite(t)
	filled := startProcess(t, database)
	c := filled.client(filled.secret)
	for i := range 100 {
		c.expect(t, 201, "POST", customersPath, fmt.Sprintf(`{"external_reference_id":"%d","name":%q}`, i, strings.Repeat("漢", 255)))
	}
	filled.kill()
	server := newTargetOn(t, database, "--body-timeout="+limit.String(), "--request-timeout="+(4*limit).String())
	server.secret = filled.secret
	before := server.metric("go_goroutines")
	const readers, requests = 10, 200 // for more than the system keeps for a connection
	var all []net.Conn
	for range readers {
		slow := server.slowClient()
		_ = slow.conn.(*net.TCPConn).SetReadBuffer(4096)
		request := "GET " + customersPath + "?page_size=100 HTTP/1.1\r\nHost: waybill\r\nX-API-Key: " + server.secret + "\r\n\r\n"
		go func() { _, _ = io.WriteString(slow.conn, strings.Repeat(request, requests)) }()
		all = append(all, slow.conn)
	}
	time.Sleep(limit / 2)
	server.answersInTime()
	server.wait("letting go of the database", func() bool { return server.metric(`waybill_database_connections{state="in_use"}`) == 0 })
	server.calm(before)
	for _, conn := range all {
		_ = conn.SetReadDeadline(time.Now().Add(testTimeout))
		if got, err := io.Copy(io.Discard, conn); got > requests*100*765 {
			t.Errorf("all is answered, so nothing was slow: %d bytes, %v", got, err)
		}
	}
	server.answersInTime()
}
