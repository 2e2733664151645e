package conformance

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"testing"
)

const unreadable = `{"detail":"There was an error parsing the body"}`

// encodings: every route that reads a body refuses a body that is compressed, or in
// another encoding than UTF-8, before it reads the body as JSON.
func (s *suite) encodings(t *testing.T) {
	c := s.organization(t, "one")
	c.create("P", nil)
	plain := func(sent any) string {
		text, err := json.Marshal(sent)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, route := range []struct{ method, path, sent string }{
		{"POST", s.Plural, plain(s.valid("N", nil))},
		{"PUT", s.Plural + "/P", plain(s.valid("P", nil))},
		{"PATCH", s.Plural + "/P", "{}"},
		{"POST", "batch/" + s.Plural, plain(body{"items": []body{s.item("upsert", "N")}})},
	} {
		for _, test := range []struct {
			name, sent string
			header     []string
			refused    bool
		}{
			{"Latin-1 that says so", route.sent, []string{"Content-Type", "application/json; charset=ISO-8859-1"}, true},
			{"UTF-16 that says so", route.sent, []string{"Content-Type", `application/json; charset="utf-16"`}, true},
			{"Latin-1 that does not say so", "{\"x\":\"\xe9\"}", []string{"Content-Type", "application/json"}, true},
			{"Latin-1 that is no JSON", "\xe9{", []string{"Content-Type", "application/json"}, true},
			{"no JSON, in Latin-1", "{", []string{"Content-Type", "application/json;charset=latin1"}, true},
			{"gzip", gzipped(route.sent), []string{"Content-Encoding", "gzip"}, true},
			{"gzip that does not say so", gzipped(route.sent), nil, true},
			{"a coding of ASCII", route.sent, []string{"Content-Encoding", "x-none"}, true},
			{"several codings", route.sent, []string{"Content-Encoding", "identity", "Content-Encoding", "identity, br"}, true},
			{"UTF-8", route.sent, []string{"Content-Type", "application/json; charset=UTF-8"}, false},
			{"quoted UTF-8", route.sent, []string{"Content-Type", `application/json; charset="utf-8"`}, false},
			{"ASCII", route.sent, []string{"Content-Type", "application/json; charset=us-ascii"}, false},
			{"an empty parameter", route.sent, []string{"Content-Type", "application/json;"}, false},
			{"no coding", route.sent, []string{"Content-Encoding", "Identity"}, false},
		} {
			got := c.ask(route.method, route.path+"?dry_run=true", test.sent, test.header...)
			refused := got.Code == http.StatusBadRequest && got.Body.String() == unreadable
			if refused != test.refused || !refused && got.Code >= 300 {
				t.Errorf("%s %s in %s is answered %d %s", route.method, route.path, test.name, got.Code, got.Body)
			}
		}
	}
}

func gzipped(text string) string {
	var compressed bytes.Buffer
	writer := gzip.NewWriter(&compressed)
	_, _ = writer.Write([]byte(text)) // a bytes.Buffer takes everything
	_ = writer.Close()
	return compressed.String()
}
