package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
)

const (
	// seeded is how many customers there are before anything is measured.
	seeded = 10_000
	// many is the number of connections that all cases but one have.
	many = 64
	// pageSize is that of the list.
	pageSize = 50

	customersPath = "/v2/tms-api/customers"
	listPath      = customersPath + "?page_size=50"
)

// customer has the fields that a client sends, in JSON.
type customer struct {
	Reference       string `json:"external_reference_id"`
	Name            string `json:"name"`
	ReferenceNumber string `json:"reference_number"`
	Domain          string `json:"domain"`
	Phone           string `json:"phone"`
	IsActive        bool   `json:"is_active"`
	CustomerType    string `json:"customer_type"`
}

var (
	firstWords  = strings.Fields("Acme Bluebird Cascade Dunmore Evergreen Fairway Granite Harbor Ironwood Juniper Keystone Lakeshore Meridian Northgate Orchard Pinnacle Quarry Redwood Summit Tidewater")
	secondWords = strings.Fields("Atlantic Brothers Central Digital Eastern Family Global Heritage Industrial Junction Keller Lowland Mountain National Overland Pacific Quality Regional Southern Tristate")
	thirdWords  = strings.Fields("Corporation Distribution Foods Furniture Hardware Industries Logistics Paper Steel Supply")
	types       = strings.Fields("Enterprise Retail Broker Manufacturer Distributor")
)

// distinct is how many customers there are that differ by more than a number.
const distinct = 20 * 20 * 10

// newCustomer makes the customer of a number. Their names come in no order, as
// in life, so that an index by name is filled in the middle.
func newCustomer(reference string, n int) customer {
	first, second, third := firstWords[n%20], secondWords[n/20%20], thirdWords[n/400%10]
	return customer{
		Reference:       reference,
		Name:            first + " " + second + " " + third,
		ReferenceNumber: fmt.Sprintf("%s-REF-%05d", strings.ToUpper(first[:4]), n),
		Domain:          strings.ToLower(first+"-"+second) + ".example.com",
		Phone:           fmt.Sprintf("312-555-%04d", n%10_000),
		IsActive:        n%10 != 0,
		CustomerType:    types[n%len(types)],
	}
}

// bodies gives a body for each distinct customer, one a line, with
// referenceMark in place of the reference.
func bodies() []byte {
	var all bytes.Buffer
	encoder := json.NewEncoder(&all) // ends each with a new line
	for n := range distinct {
		// A customer of texts and a boolean can always be written.
		_ = encoder.Encode(newCustomer(referenceMark, n))
	}
	return all.Bytes()
}

const referenceMark = "REFERENCE"

// answer is a response as it came.
type answer struct {
	status int
	body   string
}

func (s *server) do(ctx context.Context, method, path, body string) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, s.url+path, strings.NewReader(body)) //nolint:gosec // the address is a child's
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("X-API-Key", s.key)
	response, err := s.client.Do(request) //nolint:gosec // as above
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, string(read)}, err
}

// seed creates the customers that every round begins with, and gives the answer
// to the last of them.
func (s *server) seed(ctx context.Context) (string, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var last string
	var workers sync.WaitGroup
	for range many {
		workers.Go(func() {
			for n := int(next.Add(1)) - 1; n < seeded && ctx.Err() == nil; n = int(next.Add(1)) - 1 {
				made, err := s.create(ctx, n)
				if err != nil {
					cancel(err)
				} else if n == seeded-1 {
					last = made
				}
			}
		})
	}
	workers.Wait()
	return last, context.Cause(ctx)
}

func (s *server) create(ctx context.Context, n int) (string, error) {
	body, err := json.Marshal(newCustomer(seedReference(n), n))
	if err != nil {
		return "", err
	}
	made, err := s.do(ctx, http.MethodPost, customersPath, string(body))
	if err != nil {
		return "", err
	}
	if made.status != http.StatusCreated {
		return "", fmt.Errorf("a create was answered %d: %s", made.status, made.body)
	}
	return made.body, nil
}

// seedReference is how scripts/get.lua knows the customers too.
func seedReference(n int) string { return fmt.Sprintf("CUST-SEED-%05d", n) }

// checkAnswers looks at one answer of each case that wrk only counts.
func (s *server) checkAnswers(ctx context.Context) error {
	return errors.Join(
		s.expect(ctx, http.MethodGet, customersPath+"/"+seedReference(0), "", http.StatusOK, `"name":"Acme Atlantic Corporation"`, 1),
		s.expect(ctx, http.MethodGet, listPath, "", http.StatusOK, `"external_reference_id":`, pageSize),
		s.expect(ctx, http.MethodPost, customersPath, invalidBody, http.StatusUnprocessableEntity, `"loc":["body",`, invalidFields),
	)
}

// checkBare sees that the bare handler gives the answer that it was given.
func (s *server) checkBare(ctx context.Context, want string) error {
	return s.expect(ctx, http.MethodPost, customersPath, "{}", http.StatusCreated, want, 1)
}

// expect fails unless the answer has the status, and a part that many times.
func (s *server) expect(ctx context.Context, method, path, body string, status int, part string, times int) error {
	got, err := s.do(ctx, method, path, body)
	if err != nil {
		return err
	}
	if got.status != status || strings.Count(got.body, part) != times {
		return fmt.Errorf("%s %s: want status %d and %d times %s, got %d %s", method, path, status, times, part, got.status, got.body)
	}
	return nil
}

// checkTotal fails unless there are that many customers: every create that was
// answered made one, and nothing else did.
func (s *server) checkTotal(ctx context.Context, least, most int64) error {
	got, err := s.do(ctx, http.MethodGet, listPath, "")
	if err != nil {
		return err
	}
	var page struct {
		Pagination struct{ Total int64 }
	}
	if err := json.Unmarshal([]byte(got.body), &page); err != nil {
		return fmt.Errorf("the list was answered %d %s: %w", got.status, got.body, err)
	}
	if total := page.Pagination.Total; total < least || total > most {
		return fmt.Errorf("there are %d customers, not %d to %d", total, least, most)
	}
	return nil
}
