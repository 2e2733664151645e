package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"waybill/internal/schema"
)

// importFile imports a file, and returns the lines of the answer.
func (c client) importFile(query, mediaType, file string, header ...string) (lines []body) {
	c.t.Helper()
	got := c.ask("POST", "/waybill/v1/imports/"+c.suite.Plural+query, file, append(header, "Content-Type", mediaType)...)
	if got.Code != http.StatusOK {
		c.t.Fatalf("an import of %s is answered %d %s", file, got.Code, got.Body)
	}
	for line := range bytes.Lines(got.Body.Bytes()) {
		var decoded body
		if err := json.Unmarshal(line, &decoded); err != nil {
			c.t.Fatalf("%v: %s", err, line)
		}
		lines = append(lines, decoded)
	}
	return lines
}

// results returns what has become of each row, and checks the summary.
func (c client) results(lines []body) (results []string) {
	c.t.Helper()
	rows, summary := lines[:len(lines)-1], lines[len(lines)-1]["summary"].(body)
	counts := map[string]int{}
	for _, row := range rows {
		result := row["result"].(string)
		results = append(results, fmt.Sprint(row[schema.ExternalReferenceID], " ", result))
		if result == "error" {
			result = "errors"
		}
		counts[result]++
	}
	for _, name := range []string{"created", "updated", "same", "errors"} {
		if summary[name] != float64(counts[name]) {
			c.t.Errorf("the summary %v of %v", summary, results)
		}
	}
	if summary["rows"] != float64(len(rows)) || summary["complete"] != true {
		c.t.Errorf("the summary %v of %d rows", summary, len(rows))
	}
	return results
}

// imports: what is exported can be imported, by both formats, and changes nothing; into
// another organization, it is created. A preview writes nothing.
func (s *suite) imports(t *testing.T) {
	c, other := s.organization(t, "one"), s.organization(t, "other")
	for _, reference := range []string{"A", "B"} {
		c.create(reference, nil)
	}
	c.must(http.StatusCreated, "POST", s.Plural, s.bare("C", nil))
	for query, mediaType := range map[string]string{"?format=csv": "text/csv", "?format=csv&for=spreadsheet": "text/csv; charset=utf-8", "": "application/x-ndjson"} {
		file, _ := c.export(query)
		for into, want := range map[client]string{c: "same", other: "created"} {
			wanted := []string{"A " + want, "B " + want, "C " + want}
			for _, dry := range []string{"?dry_run=true", ""} {
				head := into.head()
				if got := into.results(into.importFile(dry, mediaType, file)); !slices.Equal(got, wanted) {
					t.Errorf("%s%s is imported as %v, want %v", query, dry, got, wanted)
				}
				if (into.head() == head) != (dry != "" || want == "same") {
					t.Errorf("%s%s: the events have grown from %s to %s", query, dry, head, into.head())
				}
			}
		}
		for _, reference := range []string{"A", "B", "C"} {
			other.must(http.StatusNoContent, "DELETE", s.Plural+"/"+reference, nil)
		}
	}
	s.changingImports(t, c)
	s.refusedImports(c)
}

// changingImports: a row says which fields it has changed, and one that fails leaves the
// others as they are.
func (s *suite) changingImports(t *testing.T, c client) {
	change := s.change(7)
	row := func(reference string, more body) string {
		sent := body{schema.ExternalReferenceID: reference}
		for name, value := range more {
			sent[name] = value
		}
		encoded, err := json.Marshal(sent)
		if err != nil {
			t.Fatal(err)
		}
		return string(encoded) + "\n"
	}
	file := row("A", change) + row("none", change) + row("B", body{"nonsense": 1}) + row("C", change) + row("A", change)
	lines := c.importFile("?mode=update", "application/x-ndjson", file)
	want := []string{"A updated", "none error", "B error", "C updated", "A error"}
	if got := c.results(lines); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for name := range change {
		if got := lines[0]["changed"].([]any); len(got) != 1 || got[0] != name {
			t.Errorf("the row has changed %v, want %s", got, name)
		}
	}
	again := c.importFile("?mode=create", "application/x-ndjson", row("A", s.valid("A", nil))+row("new", s.valid("new", nil)), "Idempotency-Key", "once")
	if got := c.results(again); !slices.Equal(got, []string{"A error", "new created"}) {
		t.Errorf("created: %v", got)
	}
	c.must(http.StatusNoContent, "DELETE", s.Plural+"/new", nil)
	replayed := c.importFile("?mode=create", "application/x-ndjson", row("A", s.valid("A", nil))+row("new", s.valid("new", nil)), "Idempotency-Key", "once")
	if got := c.results(replayed); !slices.Equal(got, []string{"A error", "new created"}) {
		t.Errorf("under the same key: %v", got)
	}
	c.must(http.StatusNotFound, "GET", s.Plural+"/new", nil)
	if status, answer := c.send("POST", "/waybill/v1/imports/"+s.Plural+"?mode=create", row("other", s.valid("other", nil)),
		"Idempotency-Key", "once", "Content-Type", "application/x-ndjson"); status != 422 || !strings.Contains(fmt.Sprint(answer), "IDEMPOTENCY_KEY_REUSED") {
		t.Errorf("another file under the key: %d %v", status, answer)
	}
}

func (s *suite) refusedImports(c client) {
	path := "/waybill/v1/imports/" + s.Plural
	csv := []string{"Content-Type", "text/csv"}
	c.must(400, "POST", path, "x", "Content-Type", "application/json")
	c.must(400, "POST", path, "x")
	c.must(400, "POST", path, "x", append(csv, "Content-Encoding", "gzip")...)
	c.must(400, "POST", path, "x", append(csv, "Idempotency-Key", "a b")...)
	c.must(422, "POST", path+"?mode=merge", "x", csv...)
	c.must(422, "POST", path+"?charset=utf-7", "x", csv...)
	c.must(422, "POST", path+"?dry_run=perhaps", "x", csv...)
	c.must(422, "POST", path+"?dryrun=true", "x", append(csv, "Prefer", "handling=strict")...)
	c.must(422, "POST", path, "no_such_column\n", csv...)
	c.must(422, "POST", path, "", csv...)
	c.must(413, "POST", path, strings.Repeat("x", 1<<20+1), csv...)
}
