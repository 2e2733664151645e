package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// soaker is a client of a soak that does all there is to do, with records of all resources
// that are no other client's, and looks at each answer.
type soaker struct {
	*witness
	soak *soak
	key  string
	// unanswered are the records of batches that nobody has heard of again: each batch
	// must have been done wholly or not at all.
	unanswered [][]*fate
}

// poolSize is how many records a soaker uses, over and over, so that the
// database does not grow with the time.
const poolSize = 40

func newSoaker(s *soak, key, prefix string) *soaker {
	one := &soaker{witness: newWitness(s.random, prefix, kinds()...), soak: s, key: key}
	for range poolSize {
		one.add()
	}
	return one
}

// work does one request, in a hurry now and then, and reports whether to go on.
func (s *soaker) work(c *client) bool {
	if s.random.IntN(50) == 0 {
		return s.sendHalf(c)
	}
	hasty := s.random.IntN(30) == 0
	if hasty {
		hurried := *c
		hurried.http.Timeout = time.Microsecond + upTo(s.random, 3*time.Millisecond)
		c = &hurried
	}
	start := time.Now()
	err := s.request(c)
	if took := time.Since(start); took > soakTimeout+20*time.Second {
		s.soak.t.Errorf("an answer took %s", took)
	}
	return s.soak.judge(err, hasty)
}

func (s *soaker) request(c *client) error {
	f := s.fates[s.paths[s.random.IntN(len(s.paths))]]
	choice := s.random.IntN(100)
	switch {
	case choice < 8:
		return s.list(c, f.kind)
	case choice < 16 && len(f.acknowledged) > 0 && f.kind.isSearched():
		return s.search(c, f)
	case choice < 24:
		return s.batch(c, f.kind)
	case f.attempted != nil: // whether it is there is not known
		return s.list(c, f.kind)
	case choice < 45:
		return s.get(c, f)
	case f.acknowledged == "":
		return s.create(s.soak.t, c, f)
	case choice < 80:
		return s.update(s.soak.t, c, f)
	default:
		return f.remove(s.soak.t, c)
	}
}

// ask sends a request that reads, or a batch.
func (s *soaker) ask(c *client, method, path, body string) (response, error) {
	got, err := c.try(method, path, body)
	if err == nil && got.status >= 500 {
		err = &refusedError{method + " " + path, got}
	}
	return got, err
}

// get expects what was acknowledged.
func (s *soaker) get(c *client, f *fate) error {
	got, err := s.ask(c, "GET", f.path(), "")
	if err != nil {
		return err
	}
	if f.acknowledged == "" {
		if got.status != http.StatusNotFound {
			s.soak.t.Errorf("%s was deleted, or never made, and is %d %s", f.path(), got.status, got.body)
		}
	} else if got.status != http.StatusOK || string(got.body) != f.acknowledged {
		s.soak.t.Errorf("%s is %d %s, was acknowledged as %s", f.path(), got.status, got.body, f.acknowledged)
	}
	return nil
}

// page is a list's answer.
type page struct {
	Items      []json.RawMessage
	Pagination struct{ Total int }
}

// list reads some page in some order.
func (s *soaker) list(c *client, k kind) error {
	sorts := k.sorts()
	_, _, err := s.pageOf(c, k, fmt.Sprintf("?page_size=%d&page=%d&sort=%s", 1+s.random.IntN(100), 1+s.random.IntN(3), sorts[s.random.IntN(len(sorts))]))
	return err
}

// pageOf reads a page, whose records must be the organization's, none of them
// twice, and this client's as they were acknowledged.
func (s *soaker) pageOf(c *client, k kind, query string) (all []wanted, total int, err error) {
	got, err := s.ask(c, "GET", k.path+query, "")
	if err != nil {
		return nil, 0, err
	}
	var p page
	if err := json.Unmarshal(got.body, &p); err != nil || got.status != http.StatusOK {
		s.soak.t.Errorf("%s of %s is answered %d %s", query, k.Plural, got.status, got.body)
		return nil, 0, nil
	}
	seen := map[string]bool{}
	ours, _, _ := strings.Cut(s.prefix, "client")
	for _, item := range p.Items {
		one := decodeRecord(s.soak.t, string(item))
		all = append(all, one)
		reference := fmt.Sprint(one["external_reference_id"])
		if seen[reference] || reference != k.key() && !strings.HasPrefix(reference, ours) {
			s.soak.t.Errorf("%s of %s lists %s twice, or it is another's", query, k.Plural, reference)
		}
		seen[reference] = true
		if f := s.fates[k.recordPath(reference)]; f != nil && f.attempted == nil && f.acknowledged != string(item) {
			s.soak.t.Errorf("%s of %s lists %s, which was acknowledged as %q", query, k.Plural, item, f.acknowledged)
		}
	}
	return all, p.Pagination.Total, nil
}

// search looks for a record by a part of its name, the whole of which is lower case.
func (s *soaker) search(c *client, f *fate) error {
	name := func(one wanted) string { return fmt.Sprint(one["name"]) }
	sought := name(decodeRecord(s.soak.t, f.acknowledged))
	from := s.random.IntN(len(sought))
	part := sought[from : from+1+s.random.IntN(min(12, len(sought)-from))]
	all, total, err := s.pageOf(c, f.kind, "?page_size=100&name_contains="+strings.ToUpper(part))
	if err != nil {
		return err
	}
	for _, one := range all {
		if !strings.Contains(strings.ToLower(name(one)), part) {
			s.soak.t.Errorf("a search for %q finds %q", part, name(one))
		}
	}
	isSought := func(one wanted) bool { return one["external_reference_id"] == f.reference }
	if f.attempted == nil && len(all) == total && !slices.ContainsFunc(all, isSought) {
		s.soak.t.Errorf("a search for %q does not find %s", part, f.acknowledged)
	}
	return nil
}

// batch does something with several records of a resource at once, and then looks at each.
func (s *soaker) batch(c *client, k kind) error {
	var items []any
	var changed []*fate
	most := 2 + s.random.IntN(8)
	for _, i := range s.random.Perm(len(s.paths)) {
		if f := s.fates[s.paths[i]]; f.kind.path == k.path && f.attempted == nil && len(items) < most {
			items = append(items, s.item(f))
			changed = append(changed, f)
		}
	}
	if items == nil {
		return s.list(c, k)
	}
	body := toJSON(map[string]any{"items": items})
	got, err := s.ask(c, "POST", k.batch, body)
	if err != nil {
		s.unanswered = append(s.unanswered, changed)
		return err
	}
	if want := fmt.Sprintf(`{"success_count":%d,"error_count":0,`, len(items)); got.status != http.StatusOK || !strings.HasPrefix(string(got.body), want) {
		s.soak.t.Errorf("the batch %s is answered %d %s", body, got.status, got.body)
	}
	for _, f := range changed {
		if err := s.look(c, f); err != nil {
			return err
		}
	}
	return nil
}

// item makes the item that a record's fate allows, and notes the attempt.
func (s *soaker) item(f *fate) map[string]any {
	if f.acknowledged != "" && s.random.IntN(4) == 0 {
		f.attempted = wanted{}
		return f.kind.item("delete", f.reference, nil)
	}
	operation, payload := "update", wanted(nil)
	if f.acknowledged != "" {
		payload = s.change(s.soak.t, f)
	} else {
		operation, payload = "create", s.newRecord(f)
		f.attempted = payload
	}
	if s.random.IntN(2) == 0 {
		operation = "upsert"
	}
	return f.kind.item(operation, f.reference, payload)
}

// look finds a record as a batch that was answered must have left it.
func (s *soaker) look(c *client, f *fate) error {
	got, err := s.ask(c, "GET", f.path(), "")
	if err != nil {
		return err
	}
	found := ""
	if got.status == http.StatusOK {
		found = string(got.body)
	}
	if !f.isAttempt(s.soak.t, found) {
		s.soak.t.Errorf("after a batch %s is %d %s, and should be %+v", f.path(), got.status, got.body, f.attempted)
	}
	f.acknowledged, f.attempted = found, nil
	return nil
}

// checkBatches expects that each batch that was not answered was done wholly, or
// not at all.
func (s *soaker) checkBatches(c *client) {
	for _, changed := range s.unanswered {
		done, there := 0, listKind(s.soak.t, c, changed[0].kind)
		for _, f := range changed {
			if got := there[f.reference]; got != f.acknowledged && f.isAttempt(s.soak.t, got) {
				done++
			}
		}
		if done != 0 && done != len(changed) {
			s.soak.t.Errorf("of a batch for %d %s with %s %d items were done", len(changed), changed[0].kind.Plural, changed[0].reference, done)
		}
	}
	s.unanswered = nil
}

// sendHalf sends half of a body and goes away. That must do nothing.
func (s *soaker) sendHalf(c *client) bool {
	conn, err := net.Dial("tcp", c.address)
	if err != nil {
		return s.soak.judge(err, false)
	}
	defer func() { _ = conn.Close() }()
	f := s.fates[s.paths[s.random.IntN(len(s.paths))]]
	method, path, body := "POST", f.kind.path, toJSON(f.kind.body(f.reference, nil))
	if s.random.IntN(2) == 0 {
		method, path, body = "PATCH", f.path(), toJSON(s.changes(f.kind, 2))
	}
	_, err = fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: waybill\r\nX-Api-Key: %s\r\nContent-Length: %d\r\n\r\n%s",
		method, path, c.key, len(body), body[:s.random.IntN(len(body))])
	return s.soak.judge(err, true)
}
