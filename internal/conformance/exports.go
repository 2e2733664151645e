package conformance

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/schema"
)

// export returns an export of the resource.
func (c client) export(query string) (file, cursor string) {
	c.t.Helper()
	got := c.ask("GET", "/waybill/v1/exports/"+c.suite.Plural+query, nil)
	if got.Code != http.StatusOK {
		c.t.Fatalf("the export %s is answered %d %s", query, got.Code, got.Body)
	}
	return got.Body.String(), got.Header().Get("Waybill-Cursor")
}

// exported returns the records of an export to NDJSON. The cursor must be as wanted, unless
// that is empty.
func (c client) exported(query, cursor string) (records []body) {
	c.t.Helper()
	file, at := c.export(query)
	if cursor != "" && at != cursor {
		c.t.Errorf("the cursor is %q, want %q", at, cursor)
	}
	for line := range strings.Lines(file) {
		var record body
		if err := json.Unmarshal([]byte(line), &record); err != nil || !strings.HasSuffix(line, "\n") {
			c.t.Fatalf("the line %q: %v", line, err)
		}
		records = append(records, record)
	}
	return records
}

// exports: an export has the records as they are answered one by one, in the order of their
// ids, and the number of the last event.
func (s *suite) exports(t *testing.T) {
	c, other := s.organization(t, "one"), s.organization(t, "other")
	other.create("other", nil)
	cursor := c.head()
	if got := c.exported("", cursor); got != nil {
		t.Errorf("without records: %v", got)
	}
	if rows := c.exportedRows(""); len(rows) != 1 {
		t.Errorf("without records: the rows %v", rows)
	}
	want := []body{c.create("B", nil), c.create("A", nil), c.must(http.StatusCreated, "POST", s.Plural, s.bare("C", nil))}
	c.must(http.StatusOK, "PATCH", s.Plural+"/B", s.change(1))
	want[0] = c.must(http.StatusOK, "GET", s.Plural+"/B", nil)
	cursor = c.head()
	if got := c.exported("", cursor); !cmp.Equal(got, want) {
		t.Errorf("exported (-want +got):\n%s", cmp.Diff(want, got))
	}
	rows := c.exportedRows("?format=csv")
	for i, record := range want {
		for name, wanted := range s.cells(record) {
			if at := slices.Index(rows[0], name); at < 0 || rows[i+1][at] != wanted {
				t.Errorf("%s of %v is not %q in %v", name, record[schema.ExternalReferenceID], wanted, rows[i+1])
			}
		}
	}
	s.refusedExports(t, c)
}

// head returns the number of the last event.
func (c client) head() string {
	c.t.Helper()
	return fmt.Sprint(c.must(http.StatusOK, "GET", "/waybill/v1/events?limit=1", nil)["head"])
}

// exportedRows returns the rows of an export to CSV.
func (c client) exportedRows(query string) [][]string {
	c.t.Helper()
	file, _ := c.export("?format=csv&" + strings.TrimPrefix(query, "?"))
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		c.t.Fatalf("%v: %s", err, file)
	}
	return rows
}

// cells returns the cells of the scalar members of a record, by their columns.
func (s *suite) cells(record body) map[string]string {
	cells := map[string]string{}
	for name, value := range record {
		switch value := value.(type) {
		case nil:
			cells[name] = `\N`
		case []any:
			for i, item := range value {
				for member, value := range s.cells(item.(body)) {
					cells[fmt.Sprintf("%s.%d.%s", name, i+1, member)] = value
				}
			}
		case body:
			for member, value := range s.cells(value) {
				cells[name+"."+member] = value
			}
		default:
			encoded, _ := json.Marshal(value) //nolint:errchkjson // It is a value of JSON.
			cells[name] = strings.Trim(string(encoded), `"`)
		}
	}
	return cells
}

func (s *suite) refusedExports(t *testing.T, c client) {
	path := "/waybill/v1/exports/" + s.Plural
	for query, want := range map[string]int{"?format=xml": 422, "?for=people": 422, "?updated_since=soon": 422} {
		c.must(want, "GET", path+query, nil)
	}
	c.must(422, "GET", path+"?page=1", nil, "Prefer", "handling=strict")
	if got := c.ask("HEAD", path, nil); got.Code != 200 || got.Body.Len() > 0 || got.Header().Get("Waybill-Cursor") == "" {
		t.Errorf("HEAD is answered %d %v %q", got.Code, got.Header(), got.Body)
	}
}
