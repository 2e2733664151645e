package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

//go:embed scripts
var scripts embed.FS

// invalidBody breaks invalidFields rules.
const (
	invalidBody   = `{"external_reference_id":"","reference_number":12345,"domain":"acme.example.com","phone":3125550100,"is_active":"perhaps","customer_type":"Enterprise"}`
	invalidFields = 5
)

// wrk is the load generator.
type wrk struct {
	program  string
	folder   string // of the scripts and the bodies that they send
	duration time.Duration
	runs     int
}

func newWrk(folder string, duration time.Duration) (*wrk, error) {
	program, err := exec.LookPath("wrk")
	if err != nil {
		return nil, fmt.Errorf("wrk makes the load and is not installed; on Debian and Ubuntu: apt-get install wrk (%w)", err)
	}
	if err := os.CopyFS(folder, scripts); err != nil {
		return nil, err
	}
	w := &wrk{program: program, folder: filepath.Join(folder, "scripts"), duration: duration}
	return w, errors.Join(
		w.writeBodies(),
		os.WriteFile(w.path("invalid"), []byte(invalidBody), 0o600),
	)
}

// writeBodies writes a file of bodies for each kind of records.
func (w *wrk) writeBodies() error {
	for _, k := range kinds {
		if err := os.WriteFile(w.path(k.file), k.bodies(), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (w *wrk) path(name string) string { return filepath.Join(w.folder, name) }

// load is a load for wrk.
type load struct {
	kind        kind
	path        string
	script      string // "" for repeated GET requests of the path
	connections int
	size        int    // records at the beginning
	keyed       string // "keyed" when each request has an Idempotency-Key
	refused     bool   // whether every answer must be an error; otherwise no answer may be
	makes       int64  // records that each request creates
}

func createLoad(connections int) load {
	return customers.createLoad(connections)
}

func getLoad(size, connections int) load {
	return customers.getLoad(size, connections)
}

func batchLoad() load {
	return load{kind: customers, path: batchPath, script: "batch.lua", connections: 8, makes: batchSize}
}

// run loads a server. It fails unless every request was answered as expected.
func (w *wrk) run(ctx context.Context, url, key string, l load) (sample, error) {
	w.runs++
	args := []string{"--latency", "--threads", "1",
		"--connections", strconv.Itoa(l.connections),
		"--duration", fmt.Sprintf("%ds", int(w.duration.Seconds())),
		"--timeout", "30s",
		"--header", "X-API-Key: " + key}
	if l.script != "" {
		args = append(args, "--script", w.path(l.script))
	}
	// The number of the run distinguishes its records from other runs' records.
	args = append(args, url+l.path, "--", w.folder, strconv.Itoa(w.runs), strconv.Itoa(l.size),
		l.kind.prefix, l.kind.file, l.keyed)
	output, err := command(ctx, w.program, args...).CombinedOutput()
	if err != nil {
		return sample{}, fmt.Errorf("wrk: %w\n%s", err, output)
	}
	measured, failures, err := parseWrk(string(output))
	if err == nil {
		err = failures.check(l, measured.requests)
	}
	if err != nil {
		return sample{}, fmt.Errorf("%w; wrk said:\n%s", err, output)
	}
	return measured, nil
}

// failures are the failures that wrk reports.
type failures struct {
	sockets  string // "" for none
	statuses int64  // answers with status 400 or above
}

func (f failures) check(l load, requests int64) error {
	want := int64(0)
	if l.refused {
		want = requests
	}
	switch {
	case f.sockets != "":
		return fmt.Errorf("connections failed: %s", f.sockets)
	case requests == 0:
		return errors.New("nothing was answered")
	case f.statuses != want:
		return fmt.Errorf("%d of %d answers have an error status, not %d", f.statuses, requests, want)
	}
	return nil
}

var (
	requestsPattern = regexp.MustCompile(`(\d+) requests in`)
	ratePattern     = regexp.MustCompile(`Requests/sec:\s+([\d.]+)`)
	medianPattern   = regexp.MustCompile(`50%\s+([\d.]+[a-z]+)`)
	slowestPattern  = regexp.MustCompile(`99%\s+([\d.]+[a-z]+)`)
	socketsPattern  = regexp.MustCompile(`Socket errors: (.*)`)
	statusesPattern = regexp.MustCompile(`Non-2xx or 3xx responses: (\d+)`)
)

// parseWrk parses the output of wrk. The lines about failures are optional.
func parseWrk(output string) (sample, failures, error) {
	find := func(pattern *regexp.Regexp, otherwise string) string {
		if match := pattern.FindStringSubmatch(output); match != nil {
			return match[1]
		}
		return otherwise
	}
	var s sample
	var errs [5]error
	s.requests, errs[0] = strconv.ParseInt(find(requestsPattern, ""), 10, 64)
	s.rate, errs[1] = strconv.ParseFloat(find(ratePattern, ""), 64)
	s.p50, errs[2] = time.ParseDuration(find(medianPattern, ""))
	s.p99, errs[3] = time.ParseDuration(find(slowestPattern, ""))
	f := failures{sockets: find(socketsPattern, "")}
	f.statuses, errs[4] = strconv.ParseInt(find(statusesPattern, "0"), 10, 64)
	return s, f, errors.Join(errs[:]...)
}
