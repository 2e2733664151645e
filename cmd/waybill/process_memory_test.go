//go:build !windows

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"waybill/internal/sqldb/sqldbtest"

	"github.com/KimMachineGun/automemlimit/memlimit"
	"github.com/alecthomas/kong"
)

// hostileBodies are bodies of a batch as large as one may be, each made to take
// many times its size.
func hostileBodies() map[string]string {
	const largest = 10 << 20
	fill := func(before string, member func(i int) string, after string) string {
		var body bytes.Buffer
		body.Grow(largest)
		body.WriteString(before)
		for i := 0; ; i++ {
			next := member(i)
			if body.Len()+len(next)+len(after) > largest {
				return body.String() + after
			}
			body.WriteString(next)
		}
	}
	number := func(i int) string { return strconv.FormatInt(int64(i), 36) }
	return map[string]string{
		"items that are no objects": fill(`{"items":[0`, func(int) string { return ",0" }, "]}"),
		"unknown members":           fill(`{"items":[]`, func(i int) string { return `,"` + number(i) + `":0` }, "}"),
		"unknown members of an item, with numbers that are none": fill(`{"items":[{"customer":{"name":5`,
			func(i int) string { return `,"` + number(i) + `":NaN` }, "}}]}"),
	}
}

// TestHostileBodiesAreBounded: many of the largest bodies at once take a bounded
// memory. Those that there is room for are judged, the others have to come again,
// and ordinary requests go on.
func TestHostileBodiesAreBounded(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the memory of a process is read from /proc")
	}
	if raceDetector() {
		t.Skip("the race detector takes many times the memory")
	}
	// The collector lets the heap grow to twice what is in use, and a little more on a busy
	// machine: 250 to 402 MiB were seen. Without the bound it was 1047 MiB.
	const most, bodies = 600 << 20, 10
	database := sqldbtest.SQLite(t)
	server := newTargetOn(t, database, "--body-timeout=10m", "--request-timeout=10m") // whatever else the machine does
	keys := twoOrganizations(t, server, database)
	for name, body := range hostileBodies() {
		judged, refused := server.sendAtOnce(bodies, keys, body)
		if judged == 0 || judged+refused != bodies {
			t.Errorf("%s: of %d bodies %d are validated, %d are refused", name, bodies, judged, refused)
		}
		t.Logf("%s: %d judged, peak %d MiB", name, judged, server.peak()>>20)
	}
	if peak := server.peak(); peak > most {
		t.Errorf("the server took %d MiB", peak>>20)
	}
	server.answers()
}

// Bodies that are promised take nothing, and those that stop half-way only what an
// organization may have: others, and ordinary requests, find room beside them.
func TestUnfinishedBodiesLeaveRoomForOthers(t *testing.T) {
	t.Parallel()
	database := sqldbtest.SQLite(t)
	server := newTargetOn(t, database, "--max-batch-body=1MiB", "--max-bodies=4MiB",
		"--body-timeout=10m", "--request-timeout=10m")
	keys := twoOrganizations(t, server, database)
	large := `{"items":[0` + strings.Repeat(",0", 500_000) + "]}"
	judged := func(key string) bool {
		got := server.sendBatch(key, large)
		if got.status == http.StatusServiceUnavailable && got.header.Get("Retry-After") == "" {
			t.Error("the client is not told when to come again")
		}
		return got.status == http.StatusUnprocessableEntity
	}
	const promises = 50
	for range promises {
		server.slowClient().write(batchHead(keys[0], len(large)) + large[:16])
	}
	server.inFlight(promises)
	if !judged(keys[0]) {
		t.Error("promises take the room for a body that comes")
	}
	var unfinished []slowClient
	server.wait("out of room for an organization", func() bool {
		// A body that comes may take the room before one that is unfinished, which is then
		// refused. So each attempt adds another.
		c := server.slowClient()
		c.write(batchHead(keys[0], len(large)) + large[:400_000])
		unfinished = append(unfinished, c)
		return !judged(keys[0])
	})
	if !judged(keys[1]) {
		t.Error("an organization takes the room of another")
	}
	server.client(keys[0]).expect(t, http.StatusCreated, "POST", customersPath, newCustomer("ordinary"))
	for _, c := range unfinished {
		_ = c.conn.Close()
	}
	server.wait("giving the room back", func() bool { return judged(keys[0]) })
}

// twoOrganizations gives a key of each of two.
func twoOrganizations(t *testing.T, server target, database string) []string {
	t.Helper()
	const other = "a-key-of-another-organization"
	if r := runCommand(t, other+",other\n", "keys", "import", "-", "--database="+database); r.status != 0 {
		t.Fatal(r.err)
	}
	return []string{server.secret, other}
}

// batchHead is the head of a strict batch with a body of a length.
func batchHead(key string, length int) string {
	return fmt.Sprintf("POST /v2/tms-api/batch/customers HTTP/1.1\r\nHost: waybill\r\nConnection: close\r\nX-API-Key: %s\r\n"+
		"Prefer: handling=strict\r\nContent-Length: %d\r\n\r\n", key, length)
}

func (s target) sendBatch(key, body string) response {
	s.t.Helper()
	return sendRaw(s.t, s.address, batchHead(key, len(body))+body)
}

// sendAtOnce sends a batch many times at once with the keys in turn, and an
// ordinary create beside each.
func (s target) sendAtOnce(count int, keys []string, body string) (judged, refused int) {
	s.t.Helper()
	statuses := make(chan int, count)
	for i := range count {
		key := keys[i%len(keys)]
		go func() {
			status := 0
			defer func() { statuses <- status }()
			status = s.sendBatch(key, body).status
		}()
		s.client(key).expect(s.t, http.StatusCreated, "POST", customersPath, newCustomer(fmt.Sprint("ordinary", serial.Add(1))))
	}
	for range count {
		switch status := <-statuses; status {
		case http.StatusUnprocessableEntity:
			judged++
		case http.StatusServiceUnavailable:
			refused++
		default:
			s.t.Errorf("a hostile body is answered %d", status)
		}
	}
	return judged, refused
}

var serial atomic.Int64 // of references

// peak is the most memory that the server has had.
func (s target) peak() int64 {
	s.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		s.t.Fatalf("the system does not tell the peak: %s", status)
	}
	kilobytes, _ := strconv.ParseInt(string(found[1]), 10, 64)
	return kilobytes << 10
}

func TestTheMemoryLimitFitsTheContainerOrTheMachine(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	none := func() (uint64, error) { return 0, memlimit.ErrNoLimit }
	for _, test := range []struct {
		name               string
		container, machine memlimit.Provider
		limit              int64
		of                 string
	}{
		{"a container", memlimit.Limit(1000), memlimit.Limit(8000), 800, "container"},
		{"no container", none, memlimit.Limit(8000), 4000, "machine"},
		{"a container as large as the machine", memlimit.Limit(8000), memlimit.Limit(8000), 4000, "machine"},
		{"a container larger than the machine", memlimit.Limit(1 << 62), memlimit.Limit(8000), 4000, "machine"},
		{"a container on an unknown machine", memlimit.Limit(1000), none, 800, "container"},
		{"nothing known", none, none, 0, ""},
	} {
		if limit, of := memoryLimit(test.container, test.machine); limit != test.limit || of != test.of {
			t.Errorf("%s: %d of %q, want %d of %q", test.name, limit, of, test.limit, test.of)
		}
	}
}

// The limit is set, and the log tells it; GOMEMLIMIT comes first.
func TestTheMemoryLimitIsSet(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	want, of := memoryLimit(memlimit.FromCgroup, memlimit.FromSystem)
	if of == "" {
		t.Skip("the system does not report how much memory there is")
	}
	for environment, want := range map[string]struct {
		limit int64
		of    string
	}{"GOMEMLIMIT=": {want, of}, "GOMEMLIMIT=700MiB": {700 << 20, "GOMEMLIMIT"}} {
		c := newCommand(t, serveArgs(sqldbtest.SQLite(t), "--admin-address=127.0.0.1:0")...)
		c.Env = append(c.Env, environment)
		p := launch(t, c)
		p.waitReady()
		p.waitLog(fmt.Sprintf(`"msg":"memory limit","bytes":%d,"of":%q`, want.limit, want.of))
		if set := scrape(t, p.metricsAddress())["go_gc_gomemlimit_bytes"]; int64(set) != want.limit {
			t.Errorf("%s: the limit is %.0f, want %d", environment, set, want.limit)
		}
	}
}

// A budget for bodies in which the largest does not fit is refused.
func TestTheBudgetForBodiesHoldsTheLargest(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for args, want := range map[string]string{
		"--max-bodies=39MiB":                       "--max-bodies is 40894464, too little for a body of 10485760 bytes: write at least 41943040",
		"--max-body=20MiB":                         "write at least 83886080",
		"--max-batch-body=1MiB --max-bodies=4MiB":  "",
		"--max-batch-body=20MiB --max-bodies=80MB": "write at least 83886080",
	} {
		var c commands
		parser, err := kong.New(&c, append(settingTypes(), kong.Vars{"version": "test"})...)
		if err != nil {
			t.Fatal(err)
		}
		_, err = parser.Parse(append([]string{"serve"}, strings.Fields(args)...))
		if got := fmt.Sprint(err); err == nil && want != "" || err != nil && (want == "" || !strings.Contains(got, want)) {
			t.Errorf("%s: %s, want %s", args, got, want)
		}
	}
}
