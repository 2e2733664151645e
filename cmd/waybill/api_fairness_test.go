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
	searches  = 16 // that are answered in a round
	rounds    = 5
)

// While one organization searches as expensively as it can, by more clients than
// there are processors and connections, another goes on: it gets many answers for
// each search. A server that has its requests wait for searches answers less than
// one, in every round. On a machine that does other work, the answers of one round
// may wait for a processor, and the race detector slows the server but not the searches
// of PostgreSQL.
func TestSearchesOfOneOrganizationLeaveOthersTheirShare(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		if result := runCommand(t, "attacker-attacker-attacker,one\nvictim-victim-victim,two\n", "keys", "import", "-", "--database="+database); result.status != 0 {
			t.Fatal(result.err)
		}
		// A search ends by its work, not by the clock.
		p := startProcess(t, database, "--list-timeout=1h", "--request-timeout=1h")
		c := contest{p: p, hostile: hostileTo(database)}
		c.fill(t, c.client("attacker-attacker-attacker"))
		c.client("victim-victim-victim").expect(t, 201, "POST", customersPath, newCustomer("V"))
		for round := 1; !t.Failed(); round++ {
			got, created, listed := c.run(t)
			t.Logf("round %d, beside at least %d searches: %d gets, %d creates, %d lists", round, searches, got, created, listed)
			if 2*got >= 3*searches && 10*created >= searches && 10*listed >= searches {
				return
			}
			if round == rounds {
				t.Error("the other organization waits for searches")
			}
		}
	})
}

// contest is a server on which one organization searches and another works.
type contest struct {
	p *process
	hostile
	creates atomic.Int64 // of all rounds
}

// client returns a client that waits for its answers without a limit.
func (c *contest) client(key string) *client {
	patient := c.p.client(key)
	patient.http.Timeout = 0
	return patient
}

// run returns what the other organization does until enough searches are answered.
func (c *contest) run(t *testing.T) (got, created, listed int64) {
	var searched, gets, creates, lists, ready atomic.Int64
	var running sync.WaitGroup
	repeat := func(count *atomic.Int64, key string, status int, method, path string, body func() string) {
		client := c.client(key)
		running.Go(func() {
			for searched.Load() < searches {
				answer, err := client.try(method, path, body())
				switch {
				case err == nil && answer.status == status:
					count.Add(1)
				case err != nil || !isFailure(answer): // a busy machine may exceed a time limit of the database
					t.Errorf("%s %.100s is answered %d %s: %v", method, path, answer.status, answer.body, err)
					searched.Add(searches) // ends the round
					return
				}
			}
		})
	}
	none := func() string { return "" }
	for range searchers {
		repeat(&searched, "attacker-attacker-attacker", 200, "GET", customersPath+"?name_contains="+url.QueryEscape(c.part), none)
	}
	const victim = "victim-victim-victim"
	for range 4 {
		repeat(&gets, victim, 200, "GET", customersPath+"/V", none)
	}
	repeat(&creates, victim, 201, "POST", customersPath, func() string { return newCustomer(fmt.Sprint("C-", c.creates.Add(1))) })
	repeat(&lists, victim, 200, "GET", customersPath, none)
	repeat(&ready, victim, 200, "GET", "/readyz", none)
	running.Wait()
	return gets.Load(), creates.Load(), lists.Load()
}
