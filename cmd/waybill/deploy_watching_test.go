package main

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waybill/internal/bucket/buckettest"
	"waybill/internal/sqldb/sqldbtest"
)

// metricSeries are the series of a server: for each metric the values of each of its labels.
type metricSeries map[string]map[string][]string

var (
	seriesName  = regexp.MustCompile(`^(\w+)(?:\{(.*)\})?$`)
	seriesLabel = regexp.MustCompile(`(\w+)="((?:[^"\\]|\\.)*)"`)
)

// allSeries gives the series of a server that has everything switched on.
func allSeries(t *testing.T) metricSeries {
	t.Helper()
	certificate := newCertificate(t, 1)
	args := slices.Concat(webhookArgs(t), mailArgs, certificate.args(), []string{
		"--admin-address=127.0.0.1:0", "--backup-dir=" + t.TempDir(), "--backup-to=s3://backups", "--backup-keys-file=" + buckettest.KeysFile(t, "key", "secret"),
	})
	database := sqldbtest.SQLite(t)
	server := startProcess(t, database, args...)
	mustRun(t, "demo", "--loads=1", "--database="+database)                                        // rows and a WAL, for their metrics
	mustRun(t, "health", longTimeout, "--address="+server.address, "--tls-cert="+certificate.cert) // a request, for its metrics
	found := metricSeries{}
	for series := range scrape(t, server.metricsAddress()) {
		name := seriesName.FindStringSubmatch(series)
		if name == nil {
			t.Fatalf("%q is no series", series)
		}
		if found[name[1]] == nil {
			found[name[1]] = map[string][]string{"job": nil, "instance": nil} // which Prometheus adds
		}
		for _, label := range seriesLabel.FindAllStringSubmatch(name[2], -1) {
			found[name[1]][label[1]] = append(found[name[1]][label[1]], label[2])
		}
	}
	return found
}

// grafanaExpressions are the expressions of a dashboard.
func grafanaExpressions(t *testing.T, file string) (expressions string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		Panels []struct {
			Title   string
			Type    string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(text, &dashboard); err != nil {
		t.Fatal(err)
	}
	for _, panel := range dashboard.Panels {
		if len(panel.Targets) == 0 && panel.Type != "row" {
			t.Errorf("the panel %q asks nothing", panel.Title)
		}
		for _, target := range panel.Targets {
			expressions += target.Expr + "\n"
		}
	}
	return expressions
}

var (
	selector = regexp.MustCompile(`\b((?:waybill|process|go)_\w+)(?:\{([^}]*)\})?`)
	matcher  = regexp.MustCompile(`(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"`)
)

// TestWatchedMetricsExist expects that the alert rules and the dashboard ask only for metrics
// and labels that a server has, and that together they ask for every metric of its own.
func TestWatchedMetricsExist(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	series := allSeries(t)
	rules, err := os.ReadFile("../../deploy/prometheus/waybill.rules.yml")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for file, text := range map[string]string{
		"waybill.rules.yml": regexp.MustCompile(`#.*`).ReplaceAllString(expressionsOnly(string(rules)), ""), // without comments
		"waybill.json":      grafanaExpressions(t, "../../deploy/grafana/waybill.json"),
	} {
		selectors := selector.FindAllStringSubmatch(text, -1)
		if len(selectors) < 15 {
			t.Errorf("%s has only %d selectors", file, len(selectors))
		}
		for _, found := range selectors {
			labels, exists := series[found[1]]
			if !exists {
				t.Errorf("%s: there is no metric %s", file, found[1])
				continue
			}
			used[family(found[1])] = true
			for _, match := range matcher.FindAllStringSubmatch(found[2], -1) {
				values, exists := labels[match[1]]
				if !exists {
					t.Errorf("%s: %s has no label %s", file, found[1], match[1])
				}
				requests := strings.HasPrefix(found[1], "waybill_http_") // whose labels are of requests that came
				if match[2] == "=" && values != nil && !requests && !slices.Contains(values, match[3]) {
					t.Errorf("%s: the label %s of %s is never %q, but one of %q", file, match[1], found[1], match[3], values)
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(series)) {
		if strings.HasPrefix(name, "waybill_") && !used[family(name)] {
			t.Errorf("nobody looks at %s", name)
		}
	}
}

// family is the name of a metric without what the series of a histogram add.
func family(name string) string {
	for _, suffix := range []string{"_bucket", "_sum", "_count"} {
		name = strings.TrimSuffix(name, suffix)
	}
	return name
}

// expressionsOnly leaves away the texts for people in rules.
func expressionsOnly(rules string) string {
	return regexp.MustCompile(`(?m)^ +(summary|description): .*$`).ReplaceAllString(rules, "")
}

// TestAlertsAreDocumented expects a line of docs/operations.md for each alert, and no other.
func TestAlertsAreDocumented(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	names := func(file, pattern string) (found []string) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
			found = append(found, name[1])
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	rules := names("../../deploy/prometheus/waybill.rules.yml", `- alert: (\w+)`)
	if len(rules) < 15 {
		t.Errorf("only %d alerts were found", len(rules))
	}
	if documented := names("../../docs/operations.md", "`(Waybill[A-Z]\\w+)`"); !slices.Equal(documented, rules) {
		t.Errorf("docs/operations.md has the alerts %q, want %q", documented, rules)
	}
	if tested := names("../../deploy/prometheus/waybill.rules.test.yml", `alertname: (\w+)`); !slices.Equal(tested, rules) {
		t.Errorf("the tests have the alerts %q, want %q", tested, rules)
	}
}
