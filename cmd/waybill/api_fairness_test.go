package main

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// hostile are names and a text to look for in them that cost an engine as much as
// they can: every trigram of the text is everywhere in every name, and no name has
// the text.
type hostile struct{ name, part string }

func hostileTo(database string) hostile {
	if sqldb.IsPostgres(database) {
		return hostile{strings.Repeat("ﬀ", 127) + "b" + strings.Repeat("ﬀ", 127), strings.Repeat("f", 255) + "b" + strings.Repeat("f", 200)}
	}
	return hostile{strings.Repeat("ﬀ", 255), strings.Repeat("f", 766)}
}

// hostileNames is how many there are. Each search for one of them would take
// seconds if its cost were that of all positions of all trigrams.
const hostileNames = 4000

// fill makes the customers of one organization, a hundred at a time.
func (h hostile) fill(t *testing.T, c *client) {
	t.Helper()
	for batch := range hostileNames / 100 {
		var items []string
		for n := range 100 {
			reference := fmt.Sprintf("H-%d-%d", batch, n)
			items = append(items, fmt.Sprintf(`{"operation":"create","external_reference_id":%q,"customer":{"external_reference_id":%q,"name":%q}}`,
				reference, reference, h.name))
		}
		c.expect(t, 200, "POST", "/v2/tms-api/batch/customers", `{"items":[`+strings.Join(items, ",")+`]}`)
	}
}

const (
	searchers = 12
	searches  = 16 // that are answered, however
)

// While one organization searches as expensively as it can, by more clients than
// there are processors and connections, another goes on: it gets many answers for
// each search. A server that has its requests wait for searches answers less than
// one.
func TestSearchesOfOneOrganizationLeaveOthersTheirShare(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		if result := runCommand(t, "attacker-attacker-attacker,one\nvictim-victim-victim,two\n", "keys", "import", "-", "--database="+database); result.status != 0 {
			t.Fatal(result.err)
		}
		p := startProcess(t, database)
		h := hostileTo(database)
		h.fill(t, p.client("attacker-attacker-attacker"))
		victim := p.client("victim-victim-victim")
		victim.expect(t, 201, "POST", customersPath, newCustomer("V"))

		var searched, got, created, listed atomic.Int64
		var running sync.WaitGroup
		search := customersPath + "?name_contains=" + url.QueryEscape(h.part)
		for range searchers {
			attacker := p.client("attacker-attacker-attacker")
			running.Go(func() {
				for searched.Load() < searches {
					answer, err := attacker.try("GET", search, "")
					if err != nil || answer.status != 200 && !isFailure(answer) {
						t.Errorf("a search is answered %d %s: %v", answer.status, answer.body, err)
						return
					}
					searched.Add(1)
				}
			})
		}
		while := func(count *atomic.Int64, status int, method string, path func(int64) string, body func(int64) string) {
			running.Go(func() {
				for n := int64(0); searched.Load() < searches; n++ {
					answer, err := victim.try(method, path(n), body(n))
					switch {
					case err == nil && answer.status == status:
						count.Add(1)
					case err != nil || !isFailure(answer): // a busy machine may take longer than a time limit
						t.Errorf("%s is answered %d %s: %v", method, answer.status, answer.body, err)
						return
					}
				}
			})
		}
		fixed := func(text string) func(int64) string { return func(int64) string { return text } }
		for range 4 {
			while(&got, 200, "GET", fixed(customersPath+"/V"), fixed(""))
		}
		while(&created, 201, "POST", fixed(customersPath), func(n int64) string { return newCustomer(fmt.Sprint("C-", n)) })
		while(&listed, 200, "GET", fixed(customersPath), fixed(""))
		while(new(atomic.Int64), 200, "GET", fixed("/readyz"), fixed(""))
		running.Wait()
		t.Logf("beside %d searches: %d gets, %d creates, %d lists", searched.Load(), got.Load(), created.Load(), listed.Load())
		if got.Load() < 3*searches || 10*created.Load() < searches || 10*listed.Load() < searches {
			t.Error("the other organization waits for searches")
		}
	})
}
