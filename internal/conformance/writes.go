package conformance

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// item returns an item of a batch with a valid payload.
func (s *suite) item(operation, reference string) body {
	return body{"operation": operation, schema.ExternalReferenceID: reference, s.payload(): s.valid(reference, nil)}
}

// atomicBatch: if an item fails, no item is applied, and the answer has the failures.
func (s *suite) atomicBatch(t *testing.T) {
	c := s.organization(t, "one")
	path := "batch/" + s.Plural + "?atomic=true"
	good := []body{s.item("create", "A"), s.item("upsert", "B"), s.item("update", "A"), s.item("delete", "B")}
	bad := append(slices.Clone(good), s.item("create", "A"), s.item("delete", "NONE"))
	want := body{"success_count": 0.0, "error_count": 6.0, "results": []any{}}
	for i, item := range bad {
		message := "not done: another item failed"
		if i >= 4 {
			message = s.Noun + []string{" with external_reference_id 'A' already exists", " with external_reference_id 'NONE' not found"}[i-4]
		}
		want["results"] = append(want["results"].([]any), body{schema.ExternalReferenceID: item[schema.ExternalReferenceID],
			"operation": item["operation"], "success": false, "error": message})
	}
	if got := c.must(409, "POST", path, body{"items": bad}); !cmp.Equal(got, want) {
		t.Errorf("a batch that fails is answered\n%v\nwant\n%v", got, want)
	}
	if left := s.kept(t, c); left != (remains{}) {
		t.Errorf("a batch that failed left %+v", left)
	}
	if got := c.must(409, "POST", path, body{"items": []body{s.item("delete", "NONE")}}); got["error_count"] != 1.0 {
		t.Errorf("a batch without a change is answered %v", got)
	}
	if got := c.must(200, "POST", path, body{"items": good}); got["success_count"] != 4.0 {
		t.Errorf("a batch that works is answered %v", got)
	}
	c.must(200, "GET", s.Plural+"/A", nil)
	if got := c.must(200, "POST", "batch/"+s.Plural+"?atomic=off", body{"items": bad}); got["success_count"] == 0.0 {
		t.Errorf("a batch that is not atomic is answered %v", got)
	}
	if got := details(c.must(422, "POST", "batch/"+s.Plural+"?atomic=maybe", body{})); !slices.Equal(got, []string{"bool_parsing atomic", "missing items"}) {
		t.Errorf("atomic=maybe: %v", got)
	}
}

// tagged returns the version in an answer's ETag.
func tagged(t *testing.T, answer *httptest.ResponseRecorder) int64 {
	t.Helper()
	text, err := strconv.Unquote(answer.Header().Get("ETag"))
	text, _, _ = strings.Cut(text, "-")
	version, wrong := strconv.ParseInt(text, 10, 64)
	if err != nil || wrong != nil || !strings.HasPrefix(answer.Header().Get("ETag"), `"`) {
		t.Fatalf("the answer %d has the ETag %q", answer.Code, answer.Header().Get("ETag"))
	}
	return version
}

func tag(version int64) string { return fmt.Sprintf(`"%d"`, version) }

// hashOf returns the part of an answer's ETag after the version, or "".
func hashOf(answer *httptest.ResponseRecorder) string {
	_, hash, hashed := strings.Cut(strings.Trim(answer.Header().Get("ETag"), `"`), "-")
	if !hashed {
		return ""
	}
	return "-" + hash
}

// entityTags: each version of a record has its own tag, which all routes return. A record
// that is created again shares no tag with the deleted record.
func (s *suite) entityTags(t *testing.T) {
	c := s.organization(t, "one")
	made := c.ask("POST", s.Plural, s.valid("R", nil))
	version, hash := tagged(t, made), hashOf(made)
	tag := func(version int64) string { return fmt.Sprintf(`"%d%s"`, version, hash) }
	id := decoded(t, made)["id"].(string)
	for _, path := range []string{"R", id} {
		for _, method := range []string{"GET", "HEAD"} {
			if got := tagged(t, c.ask(method, s.Plural+"/"+path, nil)); got != version {
				t.Errorf("%s of %s has the version %d, the create had %d", method, path, got, version)
			}
		}
	}
	for i, method := range []string{"PUT", "PATCH"} {
		if got := tagged(t, c.ask(method, s.Plural+"/R", s.change(i))); got != version+1+int64(i) {
			t.Errorf("%s makes version %d of %d", method, got, version)
		}
	}
	now := version + 2
	for _, test := range []struct {
		header string
		status int
	}{
		{tag(now), 304}, {"W/" + tag(now), 304}, {"*", 304}, {tag(1) + " , W/" + tag(now) + ",", 304}, {`"a,b", ` + tag(now), 304},
		{tag(version), 200}, {"W/" + tag(version), 200}, {`"` + tag(now) + `"`, 200}, {fmt.Sprint(now), 200}, {tag(now) + " x", 200}, {"", 200},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			got := c.ask(method, s.Plural+"/R", nil, "If-None-Match", test.header)
			if got.Code != test.status || tagged(t, got) != now || got.Code == 304 && got.Body.Len() > 0 {
				t.Errorf("%s with If-None-Match %s is answered %d %s", method, test.header, got.Code, got.Body)
			}
		}
	}
	c.must(204, "DELETE", s.Plural+"/R", nil)
	if again := tagged(t, c.ask("POST", s.Plural, s.valid("R", nil))); again >= version && again <= now {
		t.Errorf("a new record has the version %d of the one before", again)
	}
	c.must(404, "GET", s.Plural+"/NONE", nil, "If-None-Match", "*")
}

func decoded(t *testing.T, answer *httptest.ResponseRecorder) (all body) {
	t.Helper()
	if err := json.Unmarshal(answer.Body.Bytes(), &all); err != nil {
		t.Fatalf("%d %s: %v", answer.Code, answer.Body, err)
	}
	return all
}

// conditions: a write with If-Match or If-None-Match changes only a version that it allows.
func (s *suite) conditions(t *testing.T) {
	c := s.organization(t, "one")
	const match, noneMatch = "If-Match", "If-None-Match"
	for i, test := range []struct {
		status int
		header []string // NOW is the tag of the record, OLD the tag of the version before
	}{
		{200, nil},
		{200, []string{match, "NOW"}},
		{200, []string{match, "*"}},
		{200, []string{match, `"x", W/"y",NOW`}},
		{200, []string{match, `"x"`, match, "NOW"}},
		{200, []string{noneMatch, "OLD"}},
		{200, []string{noneMatch, `"x", W/OLD`, match, "NOW"}},
		{412, []string{match, "OLD"}},
		{412, []string{match, "W/NOW"}}, // a weak tag never matches strongly
		{412, []string{match, `"x"`}},
		{412, []string{match, "NOW", noneMatch, "NOW"}},
		{412, []string{noneMatch, "*"}},
		{412, []string{noneMatch, "W/NOW"}},
		{400, []string{match, ""}},
		{400, []string{match, "7"}},
		{400, []string{match, `"7`}},
		{400, []string{match, `NOW NOW`}},
		{400, []string{match, `*, NOW`}},
		{400, []string{noneMatch, "x"}},
	} {
		for _, method := range []string{"PUT", "PATCH", "DELETE"} {
			reference := fmt.Sprint(method, i)
			c.create(reference, nil)
			before := c.ask("PATCH", s.Plural+"/"+reference, s.change(0))
			now := tagged(t, before)
			header := slices.Clone(test.header)
			for j := range header {
				header[j] = strings.NewReplacer("NOW", tag(now), "OLD", tag(now-1)).Replace(header[j])
			}
			want := test.status
			if method == "DELETE" && want == 200 {
				want = 204
			}
			got := c.ask(method, s.Plural+"/"+reference, s.change(i%2), header...) // change(0) changes nothing
			if got.Code != want {
				t.Errorf("%s with %q is answered %d %s, want %d", method, header, got.Code, got.Body, want)
			}
			code := map[int]string{412: "PRECONDITION_FAILED", 400: "BAD_REQUEST"}[want]
			if code == "" {
				continue
			}
			if failure, _ := decoded(t, got)["error"].(body); failure["code"] != code || failure["message"] == "" {
				t.Errorf("%s with %q is answered %s", method, header, got.Body)
			}
			isWeak := header[0] == match && strings.HasPrefix(header[1], "W/")
			if says := strings.Contains(got.Body.String(), "a weak tag (W/), which never matches"); says != isWeak {
				t.Errorf("%s with %q is answered %s: tells of a weak tag: %v", method, header, got.Body, says)
			}
			if after := c.ask("GET", s.Plural+"/"+reference, nil); after.Body.String() != before.Body.String() || tagged(t, after) != now {
				t.Errorf("%s with %q changed the record all the same", method, header)
			}
		}
	}
	c.create("R", nil)
	for _, method := range []string{"PUT", "PATCH", "DELETE"} {
		c.must(404, method, s.Plural+"/NONE", body{}, match, "*")
		c.must(404, method, s.Plural+"/NONE", body{}, noneMatch, "*")
	}
	c.must(422, "PUT", s.Plural+"/R", body{s.Fields[1].Name: 5}, match, `"x"`)
}

// idempotency: the answers to requests under an Idempotency-Key that a create has used.
func (s *suite) idempotency(t *testing.T) {
	const header = "Idempotency-Key"
	c, other := s.organization(t, "one"), s.organization(t, "other")
	strict := []string{header, "key", "Prefer", "handling=strict"}
	first := c.ask("POST", s.Plural+"?&", s.valid("R", nil), strict...)
	if first.Code != 201 || first.Header().Get("Idempotency-Replayed") != "" {
		t.Fatalf("the first is answered %d %v", first.Code, first.Header())
	}
	c.must(200, "PATCH", s.Plural+"/R", s.change(0)) // the answer is kept as it was
	replayed := func(got *httptest.ResponseRecorder) bool {
		return got.Code == first.Code && got.Body.String() == first.Body.String() && got.Header().Get("Idempotency-Replayed") == "true" &&
			got.Header().Get("ETag") == first.Header().Get("ETag") && got.Header().Get("Location") == first.Header().Get("Location") &&
			got.Header().Get("Preference-Applied") == "handling=strict" && got.Header().Get("Content-Type") == "application/json"
	}
	for _, test := range []struct {
		name   string
		client client
		method string
		path   string
		sent   any
		header []string
		status int
		code   string // of the error; empty for a replay, "-" for an answer of its own
	}{
		{"the same", c, "POST", s.Plural + "?&", s.valid("R", nil), strict, 201, ""},
		{"the key as a string", c, "POST", s.Plural + "?&", s.valid("R", nil), []string{header, `"key"`}, 201, ""},
		{"other headers", c, "POST", s.Plural + "?&", s.valid("R", nil), []string{header, "key", "If-Match", "*", "Content-Type", "text/plain"}, 201, ""},
		{"a dry run of the same", c, "POST", s.Plural + "?&&dry_run=1", s.valid("R", nil), strict, 201, ""},
		{"a dry run of another", c, "POST", s.Plural + "?dry_run=1", s.valid("R2", nil), strict, 422, "IDEMPOTENCY_KEY_REUSED"},
		{"another body", c, "POST", s.Plural + "?&", s.valid("R2", nil), strict, 422, "IDEMPOTENCY_KEY_REUSED"},
		{"a body that is invalid", c, "POST", s.Plural + "?&", body{}, strict, 422, "IDEMPOTENCY_KEY_REUSED"},
		{"another query", c, "POST", s.Plural, s.valid("R", nil), strict, 422, "IDEMPOTENCY_KEY_REUSED"},
		{"another path", c, "PUT", s.Plural + "/R?&", s.valid("R", nil), strict, 422, "IDEMPOTENCY_KEY_REUSED"},
		{"a delete", c, "DELETE", s.Plural + "/R", nil, strict, 422, "IDEMPOTENCY_KEY_REUSED"},
		{"a batch", c, "POST", "batch/" + s.Plural, body{"items": []body{s.item("delete", "R")}}, strict, 422, "IDEMPOTENCY_KEY_REUSED"},
		{"another organization", other, "POST", s.Plural + "?&", s.valid("R", nil), strict, 201, "-"},
		{"another case of the key", c, "POST", s.Plural + "?&", s.valid("R", nil), []string{header, "KEY"}, 409, "-"},
		{"no key", c, "POST", s.Plural + "?&", s.valid("R", nil), nil, 409, "-"},
		{"a read", c, "GET", s.Plural + "/R", nil, strict, 200, "-"},
		{"two keys", c, "POST", s.Plural, s.valid("R", nil), []string{header, "key", header, "key"}, 400, "BAD_REQUEST"},
		{"an empty key", c, "POST", s.Plural, s.valid("R", nil), []string{header, ""}, 400, "BAD_REQUEST"},
		{"an empty string", c, "POST", s.Plural, s.valid("R", nil), []string{header, `""`}, 400, "BAD_REQUEST"},
		{"half a string", c, "POST", s.Plural, s.valid("R", nil), []string{header, `"key`}, 400, "BAD_REQUEST"},
		{"more than a string", c, "POST", s.Plural, s.valid("R", nil), []string{header, `"key"y`}, 400, "BAD_REQUEST"},
		{"a string with a false escape", c, "POST", s.Plural, s.valid("R", nil), []string{header, `"k\ey"`}, 400, "BAD_REQUEST"},
		{"a space", c, "POST", s.Plural, s.valid("R", nil), []string{header, "k ey"}, 400, "BAD_REQUEST"},
		{"a letter that is not ASCII", c, "POST", s.Plural, s.valid("R", nil), []string{header, "kéy"}, 400, "BAD_REQUEST"},
		{"a key too long", c, "DELETE", s.Plural + "/R", nil, []string{header, strings.Repeat("k", 256)}, 400, "BAD_REQUEST"},
	} {
		got := test.client.ask(test.method, test.path, test.sent, test.header...)
		failure, _ := decoded(t, got)["error"].(body)
		switch {
		case got.Code != test.status:
			t.Errorf("%s is answered %d %s, want %d", test.name, got.Code, got.Body, test.status)
		case test.code == "" && !replayed(got):
			t.Errorf("%s is answered %d %v %s", test.name, got.Code, got.Header(), got.Body)
		case test.code != "" && got.Header().Get("Idempotency-Replayed") != "":
			t.Errorf("%s is replayed", test.name)
		case len(test.code) > 1 && (failure["code"] != test.code || failure["message"] == ""):
			t.Errorf("%s is answered %s", test.name, got.Body)
		}
	}
	if left := s.kept(t, c); left != (remains{rows: 1, counted: 1, answers: 1}) {
		t.Errorf("there is %+v", left)
	}
	s.idempotencyOfEach(t, c)
}

// idempotencyOfEach: the answer to every kind of write is replayed, unless it is a failure.
func (s *suite) idempotencyOfEach(t *testing.T, c client) {
	for _, test := range []struct {
		name, method, path string
		sent               any
		status             int
		breaks, mends      func() // make the write fail, and make it succeed
	}{
		{name: "create", method: "POST", path: s.Plural, sent: s.valid("N", nil), status: 201,
			breaks: func() { c.create("N", nil) }, mends: func() { c.must(204, "DELETE", s.Plural+"/N", nil) }},
		{name: "put", method: "PUT", path: s.Plural + "/P", sent: body{}, status: 200,
			breaks: func() {}, mends: func() { c.create("P", nil) }},
		{name: "delete", method: "DELETE", path: s.Plural + "/D", status: 204,
			breaks: func() {}, mends: func() { c.create("D", nil) }},
		{name: "atomic", method: "POST", path: "batch/" + s.Plural + "?atomic=1", status: 200,
			sent:   body{"items": []body{s.item("create", "B"), s.item("delete", "E")}},
			breaks: func() {}, mends: func() { c.create("E", nil) }},
		{name: "batch", method: "POST", path: "batch/" + s.Plural, status: 200,
			sent:   body{"items": []body{s.item("upsert", "U"), s.item("delete", "NONE")}},
			breaks: func() {}, mends: func() {}},
	} {
		key := []string{"Idempotency-Key", "each-" + test.name}
		test.breaks()
		if failed := c.ask(test.method, test.path, test.sent, key...); failed.Code < 400 && test.name != "batch" {
			t.Errorf("%s: what cannot work is answered %d", test.name, failed.Code)
		}
		test.mends()
		first := c.ask(test.method, test.path, test.sent, key...)
		again := c.ask(test.method, test.path, test.sent, key...)
		if first.Code != test.status || again.Code != test.status || first.Body.String() != again.Body.String() ||
			first.Header().Get("ETag") != again.Header().Get("ETag") || again.Header().Get("Idempotency-Replayed") != "true" {
			t.Errorf("%s is answered %d %s, and then %d %v %s", test.name, first.Code, first.Body, again.Code, again.Header(), again.Body)
		}
	}
}

// idempotencyAtOnce: a request that is sent many times at once under one key is performed
// once, and all answers are the same.
func (s *suite) idempotencyAtOnce(t *testing.T) {
	c := s.organization(t, "one")
	for round := range 5 {
		for _, reference := range []string{"P", "D", "U"} {
			c.create(fmt.Sprint(reference, round), nil)
		}
		before := tagged(t, c.ask("GET", fmt.Sprint(s.Plural, "/P", round), nil))
		upsert := body{"items": []body{s.item("upsert", fmt.Sprint("U", round)), s.item("create", fmt.Sprint("V", round))}}
		c.atOnce(fmt.Sprint("create", round), 201, "POST", s.Plural, s.valid(fmt.Sprint("C", round), nil))
		c.atOnce(fmt.Sprint("patch", round), 200, "PATCH", fmt.Sprint(s.Plural, "/P", round), s.change(0))
		c.atOnce(fmt.Sprint("match", round), 200, "PATCH", fmt.Sprint(s.Plural, "/P", round), s.change(1), "If-Match", tag(before+1))
		c.atOnce(fmt.Sprint("delete", round), 204, "DELETE", fmt.Sprint(s.Plural, "/D", round), nil)
		c.atOnce(fmt.Sprint("batch", round), 200, "POST", "batch/"+s.Plural, upsert)
		if after := tagged(t, c.ask("GET", fmt.Sprint(s.Plural, "/P", round), nil)); after != before+2 {
			t.Errorf("two changes, each sent many times, made %d", after-before)
		}
	}
	if left, want := s.kept(t, c), (remains{rows: 20, counted: 20, answers: 25}); left != want {
		t.Errorf("there is %+v, want %+v", left, want)
	}
}

// atOnce sends a request many times at once, under one key.
func (c client) atOnce(key string, status int, method, path string, sent any, header ...string) {
	c.t.Helper()
	const times = 12
	answers := make([]*httptest.ResponseRecorder, times)
	var wait sync.WaitGroup
	for i := range times {
		wait.Go(func() { answers[i] = c.ask(method, path, sent, append(header, "Idempotency-Key", key)...) })
	}
	wait.Wait()
	fresh := 0
	for _, got := range answers {
		if got.Header().Get("Idempotency-Replayed") == "" {
			fresh++
		}
		if got.Code != status || got.Body.String() != answers[0].Body.String() || got.Header().Get("ETag") != answers[0].Header().Get("ETag") {
			c.t.Errorf("%s %s: answers differ: %d %s, and %d %s", method, path, got.Code, got.Body, answers[0].Code, answers[0].Body)
		}
	}
	if fresh != 1 {
		c.t.Errorf("%s %s was done %d times", method, path, fresh)
	}
}

// oneKeyForMany: of different requests that are sent at once under one key, one succeeds.
func (s *suite) oneKeyForMany(t *testing.T) {
	c := s.organization(t, "one")
	for round := range 5 {
		var wait sync.WaitGroup
		codes := make([]int, 12)
		for i := range codes {
			wait.Go(func() {
				codes[i] = c.ask("POST", s.Plural, s.valid(fmt.Sprintf("%d-%d", round, i), nil), "Idempotency-Key", fmt.Sprint(round)).Code
			})
		}
		wait.Wait()
		slices.Sort(codes)
		if codes[0] != 201 || codes[1] != 422 || codes[len(codes)-1] != 422 {
			t.Errorf("answered %v", codes)
		}
	}
	if left, want := s.kept(t, c), (remains{rows: 5, counted: 5, answers: 5}); left != want {
		t.Errorf("there is %+v, want %+v", left, want)
	}
}

// dryRun: a dry run of a write has the answer of the write, and changes nothing.
func (s *suite) dryRun(t *testing.T) {
	c := s.organization(t, "one")
	c.create("R", nil)
	before, list := s.kept(t, c), fmt.Sprint(c.must(200, "GET", s.Plural, nil))
	batch := body{"items": []body{s.item("create", "N"), s.item("update", "N"), s.item("upsert", "R"), s.item("delete", "R"), s.item("delete", "NONE")}}
	for _, test := range []struct {
		method, path string
		sent         any
		status       int
	}{
		{"POST", s.Plural, s.valid("N", nil), 201},
		{"POST", s.Plural, s.valid("R", nil), 409},
		{"POST", s.Plural, body{}, 422},
		{"PUT", s.Plural + "/R", body{}, 200},
		{"PATCH", s.Plural + "/R", body{}, 200},
		{"PATCH", s.Plural + "/NONE", body{}, 404},
		{"DELETE", s.Plural + "/R", nil, 204},
		{"DELETE", s.Plural + "/NONE", nil, 404},
		{"POST", "batch/" + s.Plural, batch, 200},
		{"POST", "batch/" + s.Plural + "?atomic=true", batch, 409},
		{"POST", "batch/" + s.Plural + "?atomic=true", body{"items": batch["items"].([]body)[:4]}, 200},
	} {
		path := test.path + "?dry_run=yes"
		if strings.Contains(test.path, "?") {
			path = test.path + "&dry_run=yes"
		}
		for i, header := range [][]string{nil, {"Idempotency-Key", "dry"}} {
			got := c.ask(test.method, path, test.sent, header...)
			if got.Code != test.status || got.Header().Get("Waybill-Dry-Run") != "true" {
				t.Errorf("%s %s is answered %d %v %s, want %d", test.method, path, got.Code, got.Header(), got.Body, test.status)
			}
			if after := s.kept(t, c); after != before {
				t.Fatalf("%s %s left %+v, before there was %+v", test.method, path, after, before)
			}
			s.compareWithReal(t, test.method, test.path, test.sent, got, i)
		}
	}
	if after := fmt.Sprint(c.must(200, "GET", s.Plural, nil)); after != list {
		t.Errorf("the list was %s, and is %s", list, after)
	}
	for _, test := range []struct {
		sent any
		want []string
	}{{s.valid("N", nil), []string{"bool_parsing dry_run"}}, {"", []string{"bool_parsing dry_run", "missing body"}}, {"{", []string{"json_invalid 1"}}} {
		if got := details(c.must(422, "PUT", s.Plural+"/R?dry_run=maybe", test.sent)); !slices.Equal(got, test.want) {
			t.Errorf("dry_run=maybe: %v, want %v", got, test.want)
		}
	}
	c.must(422, "DELETE", s.Plural+"/R?dry_run=", nil)
	if got := c.ask("PATCH", s.Plural+"/R?dry_run=false", body{}); got.Header().Get("Waybill-Dry-Run") != "" {
		t.Error("dry_run=false is a dry run")
	}
}

// compareWithReal performs the write of a dry run in an organization of its own, and
// compares the answers.
func (s *suite) compareWithReal(t *testing.T, method, path string, sent any, dry *httptest.ResponseRecorder, number int) {
	t.Helper()
	c := s.organization(t, fmt.Sprint(method, path, dry.Code, number))
	c.create("R", nil)
	done := c.ask(method, path, sent)
	plain := func(answer *httptest.ResponseRecorder) string {
		return ownValues.ReplaceAllString(answer.Body.String(), "*")
	}
	if done.Code != dry.Code || plain(done) != plain(dry) {
		t.Errorf("%s %s is answered %d %s, its dry run was %d %s", method, path, done.Code, done.Body, dry.Code, dry.Body)
	}
	for _, name := range []string{"Location", "Content-Type", "Preference-Applied"} {
		if done.Header().Get(name) != dry.Header().Get(name) {
			t.Errorf("%s %s: %s is %q, in its dry run %q", method, path, name, done.Header().Get(name), dry.Header().Get(name))
		}
	}
	if (done.Header().Get("ETag") == "") != (dry.Header().Get("ETag") == "") {
		t.Errorf("%s %s: ETag %q, in its dry run %q", method, path, done.Header().Get("ETag"), dry.Header().Get("ETag"))
	}
}

// remains has the numbers of rows that a client's organization has.
type remains struct{ rows, counted, answers int64 }

func (s *suite) kept(t *testing.T, c client) (found remains) {
	t.Helper()
	err := s.db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		organization, err := c.organization(tx)
		if err != nil {
			return err
		}
		for statement, into := range map[string]*int64{
			`SELECT count(*) FROM ` + s.Plural + ` WHERE organization_id = $1`:                                                                &found.rows,
			`SELECT count(*) FROM idempotency_keys WHERE organization_id = $1`:                                                                &found.answers,
			`SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM row_counts WHERE organization_id = $1 AND resource = '` + s.Plural + `'`: &found.counted,
		} {
			if err := tx.Row(statement, []any{organization}, into); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// ownValues are ids and times, which differ from record to record.
var ownValues = regexp.MustCompile(`[a-z]+_[0-9a-z]{24}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`)
