package main

import (
	"strings"
	"testing"
	"time"
)

const wrkOutput = `Running 3s test @ http://127.0.0.1:39021/v2/tms-api/customers
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.50ms    1.02ms  21.34ms   93.50%
    Req/Sec    40.51k     2.14k   44.02k    70.00%
  Latency Distribution
     50%  982.00us
     75%    1.71ms
     90%    2.33ms
     99%    1.05s 
  120987 requests in 3.00s, 57.23MB read
`

const wrkRates = `Requests/sec:  40311.55
Transfer/sec:     19.07MB
`

func TestParseWrk(t *testing.T) {
	t.Parallel()
	want := sample{requests: 120987, rate: 40311.55, p50: 982 * time.Microsecond, p99: 1050 * time.Millisecond}
	for _, test := range []struct {
		name     string
		between  string
		failures failures
	}{
		{"all well", "", failures{}},
		{"refused", "  Non-2xx or 3xx responses: 120987\n", failures{statuses: 120987}},
		{"cut off", "  Socket errors: connect 0, read 3, write 0, timeout 1\n",
			failures{sockets: "connect 0, read 3, write 0, timeout 1"}},
		{"both", "  Socket errors: connect 64, read 0, write 0, timeout 0\n  Non-2xx or 3xx responses: 12\n",
			failures{sockets: "connect 64, read 0, write 0, timeout 0", statuses: 12}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, failures, err := parseWrk(wrkOutput + test.between + wrkRates)
			if err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if failures != test.failures {
				t.Errorf("got %+v, want %+v", failures, test.failures)
			}
		})
	}
}

func TestParseWrkRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, output := range []string{"", wrkOutput, strings.ReplaceAll(wrkOutput, "99%", "98%") + wrkRates} {
		if _, _, err := parseWrk(output); err == nil {
			t.Errorf("no error for %q", output)
		}
	}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		failures failures
		requests int64
		refused  bool
		ok       bool
	}{
		{"all accepted", failures{}, 10, false, true},
		{"one refused", failures{statuses: 1}, 10, false, false},
		{"all refused as wanted", failures{statuses: 10}, 10, true, true},
		{"one accepted", failures{statuses: 9}, 10, true, false},
		{"a connection cut", failures{sockets: "read 1"}, 10, false, false},
		{"no answer", failures{}, 0, true, false},
	} {
		if err := test.failures.check(load{refused: test.refused}, test.requests); (err == nil) != test.ok {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
