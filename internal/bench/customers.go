package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

const (
	// many is the number of connections of most loads.
	many = 64
	// pageSize is the page size of the lists.
	pageSize = 50

	pageQuery     = "?page_size=50"
	customersPath = "/v2/tms-api/customers"
	batchPath     = "/v2/tms-api/batch/customers"
	listPath      = customersPath + pageQuery
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
	placeBegins = strings.Fields("Ash Bel Clar Dun East Fair Glen Hart Iron Jack King Lex Mill New Oak Port Rich Sher Thorn West")
	placeEnds   = strings.Fields("berg bridge bury dale field ford gate ham land ley mont more mouth port ridge shire stead ton view ville wick wood worth")
	types       = strings.Fields("Enterprise Retail Broker Manufacturer Distributor")
)

// newCustomer returns the customer with a number. Names come in random order, so that
// an index by name is filled in the middle. Independently, a tenth of the customers
// have each of the third words, a tenth are not active, and a fifth have each type.
func newCustomer(reference string, n int) customer {
	pick := picks(scatter(n))
	of := func(words []string) string { return words[pick(len(words))] }
	first, second := of(firstWords), of(secondWords)
	return customer{
		Reference:       reference,
		Name:            first + " " + second + " " + of(thirdWords) + " " + of(placeBegins) + of(placeEnds),
		ReferenceNumber: fmt.Sprintf("%s-REF-%05d", strings.ToUpper(first[:4]), n),
		Domain:          strings.ToLower(first+"-"+second) + ".example.com",
		Phone:           fmt.Sprintf("312-555-%04d", n%10_000),
		IsActive:        pick(10) != 0,
		CustomerType:    of(types),
	}
}

// picks returns a function that picks a number below count. The numbers are independent
// parts of one random number.
func picks(random uint64) func(count int) int {
	return func(count int) int {
		picked := random % uint64(count)
		random /= uint64(count)
		return int(picked)
	}
}

// scatter returns a pseudo-random number for n: the finalizer of SplitMix64.
func scatter(n int) uint64 {
	x := uint64(n+1) * 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

const (
	// few is the number of customers with a rare property, for any number of customers.
	few = 10
	// rareWord is in few names. No other name has a similar word.
	rareWord = "Quicksilver"
	// rarePair is in few names, and each of its words in a tenth of all names.
	rarePair = "Logistics Steel"
)

// seedCustomer returns customer n of size. The rare customers are spread evenly.
func seedCustomer(n, size int) customer {
	c := newCustomer(seedReference(n), n)
	switch every := size / few; n % every {
	case every / 3:
		c.Name = rareWord + " " + c.Name
	case every / 2:
		c.Name = strings.Fields(c.Name)[0] + " " + rarePair
	}
	return c
}

// fold folds the case of an ASCII name.
func fold(name string) string { return strings.ToLower(name) }

// referenceMark is instead of the reference in the bodies that scripts send.
const referenceMark = "REFERENCE"

// answer is a response.
type answer struct {
	status int
	body   string
}

func (s *server) do(ctx context.Context, method, path, body string) (answer, error) {
	return s.doAs(ctx, s.key, method, path, body)
}

func (s *server) doAs(ctx context.Context, key, method, path, body string) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, s.url+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("X-API-Key", key)
	response, err := s.client.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, string(read)}, err
}

func seedReference(n int) string { return seedOf("CUST", n) }

// checkAnswers checks one answer of each case, as wrk only counts answers.
func (s *server) checkAnswers(ctx context.Context) error {
	return errors.Join(
		s.expect(ctx, http.MethodGet, customersPath+"/"+seedReference(0), "", http.StatusOK, fmt.Sprintf(`"name":%q`, newCustomer("", 0).Name), 1),
		s.expect(ctx, http.MethodGet, listPath, "", http.StatusOK, `"external_reference_id":`, pageSize),
		s.expect(ctx, http.MethodPost, customersPath, invalidBody, http.StatusUnprocessableEntity, `"loc":["body",`, invalidFields),
	)
}

// checkBare checks the answer of the bare handler.
func (s *server) checkBare(ctx context.Context, want string) error {
	return s.expect(ctx, http.MethodPost, customersPath, "{}", http.StatusCreated, want, 1)
}

// expect fails unless the answer has the status, and contains a text count times.
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

// checkTotal fails unless the list has a total of least to most.
func (s *server) checkTotal(ctx context.Context, list string, least, most int64) error {
	got, err := s.do(ctx, http.MethodGet, list, "")
	if err != nil {
		return err
	}
	page, err := readPage(got)
	if err != nil {
		return err
	}
	if total := page.Pagination.Total; total < least || total > most {
		return fmt.Errorf("%s has %d records, not %d to %d", list, total, least, most)
	}
	return nil
}

// listed is a page of a list.
type listed struct {
	Items []struct {
		Reference string `json:"external_reference_id"`
	}
	Pagination struct{ Total int64 }
}

func readPage(got answer) (page listed, err error) {
	if err := json.Unmarshal([]byte(got.body), &page); err != nil || got.status != http.StatusOK {
		return page, fmt.Errorf("a list was answered %d %s: %w", got.status, got.body, err)
	}
	return page, nil
}
