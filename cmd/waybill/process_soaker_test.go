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

// soaker is a client of a soak that does all there is to do, with customers that
// are no other client's, and looks at each answer.
type soaker struct {
	*witness
	soak *soak
	key  string
	// unanswered are the references of batches that nobody has heard of again: each
	// must have been done wholly or not at all.
	unanswered [][]string
}

// poolSize is how many references a soaker uses, over and over, so that the
// database does not grow with the time.
const poolSize = 40

func newSoaker(s *soak, key, prefix string) *soaker {
	one := &soaker{witness: newWitness(s.random, prefix), soak: s, key: key}
	for i := range poolSize {
		reference := fmt.Sprint(prefix, i)
		one.names = append(one.names, reference)
		one.fates[reference] = &fate{}
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
	reference := s.names[s.random.IntN(len(s.names))]
	f := s.fates[reference]
	choice := s.random.IntN(100)
	switch {
	case choice < 8:
		return s.list(c)
	case choice < 16 && len(f.acknowledged) > 0:
		return s.search(c, f)
	case choice < 24:
		return s.batch(c)
	case f.attempted != nil: // whether it is there is not known
		return s.list(c)
	case choice < 45:
		return s.get(c, reference)
	case f.acknowledged == "":
		return s.create(s.soak.t, c, reference)
	case choice < 80:
		return s.update(s.soak.t, c, f)
	default:
		f.attempted = &wanted{}
		return f.write(s.soak.t, c, http.StatusNoContent, "DELETE", customersPath+"/"+reference, "")
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
func (s *soaker) get(c *client, reference string) error {
	got, err := s.ask(c, "GET", customersPath+"/"+reference, "")
	if err != nil {
		return err
	}
	f := s.fates[reference]
	if f.acknowledged == "" {
		if got.status != http.StatusNotFound {
			s.soak.t.Errorf("%s was deleted, or never made, and is %d %s", reference, got.status, got.body)
		}
	} else if got.status != http.StatusOK || string(got.body) != f.acknowledged {
		s.soak.t.Errorf("%s is %d %s, was acknowledged as %s", reference, got.status, got.body, f.acknowledged)
	}
	return nil
}

// page is a list's answer.
type page struct {
	Items      []json.RawMessage
	Pagination struct{ Total int }
}

// list reads some page in some order.
func (s *soaker) list(c *client) error {
	sorts := []string{"created_at", "-created_at", "name", "-name", "updated_at", "-updated_at"}
	path := fmt.Sprintf("%s?page_size=%d&page=%d&sort=%s", customersPath, 1+s.random.IntN(100), 1+s.random.IntN(3), sorts[s.random.IntN(len(sorts))])
	_, _, err := s.pageOf(c, path)
	return err
}

// pageOf reads a page, whose customers must be the organization's, none of them
// twice, and this client's as they were acknowledged.
func (s *soaker) pageOf(c *client, path string) (all []wanted, total int, err error) {
	got, err := s.ask(c, "GET", path, "")
	if err != nil {
		return nil, 0, err
	}
	var p page
	if err := json.Unmarshal(got.body, &p); err != nil || got.status != http.StatusOK {
		s.soak.t.Errorf("%s is answered %d %s", path, got.status, got.body)
		return nil, 0, nil
	}
	seen := map[string]bool{}
	ours, _, _ := strings.Cut(s.prefix, "client")
	for _, item := range p.Items {
		one := decodeWanted(s.soak.t, string(item))
		all = append(all, one)
		if seen[one.Reference] || !strings.HasPrefix(one.Reference, ours) {
			s.soak.t.Errorf("%s lists %s twice, or it is another's", path, one.Reference)
		}
		seen[one.Reference] = true
		if f := s.fates[one.Reference]; f != nil && f.attempted == nil && f.acknowledged != string(item) {
			s.soak.t.Errorf("%s lists %s, which was acknowledged as %q", path, item, f.acknowledged)
		}
	}
	return all, p.Pagination.Total, nil
}

// search looks for a customer by a part of its name, the whole of which is lower
// case.
func (s *soaker) search(c *client, f *fate) error {
	sought := decodeWanted(s.soak.t, f.acknowledged)
	from := s.random.IntN(len(sought.Name))
	part := sought.Name[from : from+1+s.random.IntN(min(12, len(sought.Name)-from))]
	all, total, err := s.pageOf(c, customersPath+"?page_size=100&name_contains="+strings.ToUpper(part))
	if err != nil {
		return err
	}
	for _, one := range all {
		if !strings.Contains(one.Name, part) {
			s.soak.t.Errorf("a search for %q finds %q", part, one.Name)
		}
	}
	isSought := func(one wanted) bool { return one.Reference == sought.Reference }
	if f.attempted == nil && len(all) == total && !slices.ContainsFunc(all, isSought) {
		s.soak.t.Errorf("a search for %q does not find %s", part, f.acknowledged)
	}
	return nil
}

// batchItem is an item as a batch has it.
type batchItem struct {
	Operation string  `json:"operation"`
	Reference string  `json:"external_reference_id"`
	Customer  *wanted `json:"customer,omitempty"`
}

// batch does something with several customers at once, and then looks at each.
func (s *soaker) batch(c *client) error {
	var items []batchItem
	var references []string
	for _, i := range s.random.Perm(len(s.names))[:2+s.random.IntN(8)] {
		if f := s.fates[s.names[i]]; f.attempted == nil {
			items = append(items, s.item(s.names[i], f))
			references = append(references, s.names[i])
		}
	}
	if items == nil {
		return s.list(c)
	}
	body, _ := json.Marshal(map[string]any{"items": items}) // cannot fail: there are only strings
	got, err := s.ask(c, "POST", "/v2/tms-api/batch/customers", string(body))
	if err != nil {
		s.unanswered = append(s.unanswered, references)
		return err
	}
	if want := fmt.Sprintf(`{"success_count":%d,"error_count":0,`, len(items)); got.status != http.StatusOK || !strings.HasPrefix(string(got.body), want) {
		s.soak.t.Errorf("the batch %s is answered %d %s", body, got.status, got.body)
	}
	for _, reference := range references {
		if err := s.look(c, reference); err != nil {
			return err
		}
	}
	return nil
}

// item makes the item that a customer's fate allows, and notes the attempt.
func (s *soaker) item(reference string, f *fate) batchItem {
	operation := "create"
	f.attempted = &wanted{Reference: reference, Name: s.word(255), Phone: s.word(50)}
	if f.acknowledged != "" {
		if s.random.IntN(4) == 0 {
			f.attempted = &wanted{}
			return batchItem{"delete", reference, nil}
		}
		changed := decodeWanted(s.soak.t, f.acknowledged)
		changed.Name, changed.Phone = f.attempted.Name, f.attempted.Phone
		operation, f.attempted = "update", &changed
	}
	if s.random.IntN(2) == 0 {
		operation = "upsert"
	}
	sent := *f.attempted
	sent.ID, sent.CreatedAt = "", ""
	return batchItem{operation, reference, &sent}
}

// look finds a customer as a batch that was answered must have left it.
func (s *soaker) look(c *client, reference string) error {
	got, err := s.ask(c, "GET", customersPath+"/"+reference, "")
	if err != nil {
		return err
	}
	f, found := s.fates[reference], ""
	if got.status == http.StatusOK {
		found = string(got.body)
	}
	if !f.isAttempt(s.soak.t, found) {
		s.soak.t.Errorf("after a batch %s is %d %s, and should be %+v", reference, got.status, got.body, f.attempted)
	}
	f.acknowledged, f.attempted = found, nil
	return nil
}

// checkBatches expects that each batch that was not answered was done wholly, or
// not at all.
func (s *soaker) checkBatches(there map[string]string) {
	for _, references := range s.unanswered {
		done := 0
		for _, reference := range references {
			if f := s.fates[reference]; there[reference] != f.acknowledged && f.isAttempt(s.soak.t, there[reference]) {
				done++
			}
		}
		if done != 0 && done != len(references) {
			s.soak.t.Errorf("of a batch for %v %d items were done", references, done)
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
	reference := s.names[s.random.IntN(len(s.names))]
	method, path, body := "POST", customersPath, newCustomer(reference)
	if s.random.IntN(2) == 0 {
		method, path, body = "PATCH", path+"/"+reference, `{"name":"half of it"}`
	}
	_, err = fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: waybill\r\nX-Api-Key: %s\r\nContent-Length: %d\r\n\r\n%s",
		method, path, c.key, len(body), body[:s.random.IntN(len(body))])
	return s.soak.judge(err, true)
}
