package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// orders are ways to change the same customers, each a request or some that are
// sent at once. References are in some order, which is another for each client.
var orders = []struct {
	name string
	send func(t *testing.T, c *client, random *rand.Rand, references []string)
}{
	{"updates", batchOf("update")},
	{"upserts", batchOf("upsert")},
	{"creates", batchOf("create")},
	{"deletes and creates", batchOf("delete", "create")},
	{"all operations", batchOf("create", "update", "upsert", "delete")},
	{"references that repeat", func(t *testing.T, c *client, random *rand.Rand, references []string) {
		batchOf("create", "update", "upsert", "delete")(t, c, random, slices.Concat(references, references, references))
	}},
	{"single writes", sendSingles},
	{"batches beside single writes", func(t *testing.T, c *client, random *rand.Rand, references []string) {
		var sending sync.WaitGroup
		other := rand.New(rand.NewPCG(random.Uint64(), 0))
		sending.Go(func() { batchOf("update", "upsert", "delete", "create")(t, c, other, references) })
		sendSingles(t, c, random, references)
		sending.Wait()
	}},
}

// TestWritesInOppositeOrders has clients of two servers with one database change
// the same customers, half of them backwards. Nothing of that may be a deadlock,
// which the database notices after a second only: until then all writes that
// share a transaction with it have to wait.
func TestWritesInOppositeOrders(t *testing.T) {
	t.Parallel()
	const rounds, customers, clients = 3, 30, 8
	database := sqldbtest.Postgres(t)
	var servers []*testServer
	for range 2 {
		servers = append(servers, newTestServer(t, database, "--admin-address=127.0.0.1:0"))
	}
	random := seeded(t)
	for _, order := range orders {
		key, sending := importKey(t, servers[0].db, strings.ReplaceAll(order.name, " ", "-")), sync.WaitGroup{}
		batchOf("create")(t, newClient(t, servers[0].address, key), random, numbered(0, customers))
		for i := range clients {
			c, mine := newClient(t, servers[i/2%2].address, key), rand.New(rand.NewPCG(random.Uint64(), 0))
			sending.Go(func() {
				for round := range rounds {
					// Some customers are there already, and some are new.
					references := numbered(round*customers/2, customers)
					if i%2 == 1 {
						slices.Reverse(references)
					}
					order.send(t, c, mine, references)
				}
			})
		}
		sending.Wait()
		if mustHaveNoDeadlock(t, servers); t.Failed() {
			t.Fatal("after ", order.name)
		}
	}
	checkDatabase(t, database)
}

// TestBatchesLeaveOthersTheirRate has eight clients update the same customers by
// batches, half of them backwards. Meanwhile a client of another organization gets
// more writes done than all of them batches, and no database gives anything up.
func TestBatchesLeaveOthersTheirRate(t *testing.T) {
	t.Parallel()
	for _, instances := range []int{1, 2} {
		t.Run(fmt.Sprint(instances), func(t *testing.T) {
			t.Parallel()
			const clients, rounds = 8, 2
			database := sqldbtest.Postgres(t)
			var servers []*testServer
			for range instances {
				servers = append(servers, newTestServer(t, database, "--admin-address=127.0.0.1:0"))
			}
			key, otherKey := importKey(t, servers[0].db, "one"), importKey(t, servers[0].db, "other")
			random, references, over := seeded(t), numbered(0, 100), make(chan struct{})
			batchOf("create")(t, newClient(t, servers[0].address, key), random, references)
			var batches, writing sync.WaitGroup
			others := 0
			writing.Go(func() {
				c := newClient(t, servers[0].address, otherKey)
				for ; !isClosed(over); others++ {
					mustAnswer(t, c, "POST", customersPath, newCustomer(fmt.Sprint(others)))
				}
			})
			for i := range clients {
				c, mine := newClient(t, servers[i/2%instances].address, key), rand.New(rand.NewPCG(random.Uint64(), 0))
				order := slices.Clone(references)
				if i%2 == 1 {
					slices.Reverse(order)
				}
				batches.Go(func() {
					for range rounds {
						batchOf("update")(t, c, mine, order)
					}
				})
			}
			batches.Wait()
			close(over)
			writing.Wait()
			if others < clients*rounds {
				t.Errorf("beside %d batches the other organization got %d writes done", clients*rounds, others)
			}
			mustHaveNoDeadlock(t, servers)
		})
	}
}

func mustHaveNoDeadlock(t *testing.T, servers []*testServer) {
	t.Helper()
	for i, server := range servers {
		if deadlocks := scrape(t, server.admin)[`waybill_transaction_conflicts_total{reason="deadlock"}`]; deadlocks != 0 {
			t.Errorf("server %d had %v deadlocks", i, deadlocks)
		}
	}
}

func numbered(first, count int) (all []string) {
	for i := range count {
		all = append(all, fmt.Sprintf("customer-%04d", first+i))
	}
	return all
}

// batchOf sends a batch of random operations.
func batchOf(operations ...string) func(*testing.T, *client, *rand.Rand, []string) {
	return func(t *testing.T, c *client, random *rand.Rand, references []string) {
		for some := range slices.Chunk(references, 100) {
			var items []string
			for _, reference := range some {
				operation := operations[random.IntN(len(operations))]
				items = append(items, fmt.Sprintf(`{"operation":%q,"external_reference_id":%q,"customer":{"name":"Acme %d"}}`,
					operation, reference, random.Uint32()))
			}
			mustAnswer(t, c, "POST", "/v2/tms-api/batch/customers", `{"items":[`+strings.Join(items, ",")+`]}`)
		}
	}
}

// sendSingles sends writes of one customer each, all at once, so that many share a
// transaction.
func sendSingles(t *testing.T, c *client, random *rand.Rand, references []string) {
	var sending sync.WaitGroup
	for _, reference := range references {
		method, path, body := "PATCH", customersPath+"/"+reference, fmt.Sprintf(`{"name":"Acme %d"}`, random.Uint32())
		switch random.IntN(4) {
		case 0:
			method = "DELETE"
		case 1:
			method, path, body = "POST", customersPath, newCustomer(reference)
		}
		sending.Go(func() { mustAnswer(t, c, method, path, body) })
	}
	sending.Wait()
}

// mustAnswer sends a write that may find a customer there, or not there.
func mustAnswer(t *testing.T, c *client, method, path, body string) {
	got, err := c.try(method, path, body)
	if err != nil || got.status >= http.StatusInternalServerError || got.status == http.StatusBadRequest || got.status == http.StatusUnprocessableEntity {
		t.Errorf("%s %s is answered %d %s, %v", method, path, got.status, got.body, err)
	}
}

// TestAReplacedCustomerIsNeverMissing: a batch that deletes a customer and creates
// it again is one transaction, so nobody finds that there is none.
func TestAReplacedCustomerIsNeverMissing(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		const rounds = 50
		server := newTestServer(t, database)
		key := importKey(t, server.db)
		c, over := newClient(t, server.address, key), make(chan struct{})
		c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("acme"))
		var changing sync.WaitGroup
		for _, method := range []string{"PATCH", "PATCH", "GET"} {
			changing.Go(func() {
				for !isClosed(over) {
					if got, err := c.try(method, customersPath+"/acme", `{"name":"Other"}`); err != nil || got.status != http.StatusOK {
						t.Errorf("%s is answered %d %s, %v", method, got.status, got.body, err)
						return
					}
				}
			})
		}
		replace := `{"items":[{"operation":"delete","external_reference_id":"acme"},
			{"operation":"create","external_reference_id":"acme","customer":{"name":"Acme"}}]}`
		for range rounds {
			if got := c.send(t, "POST", "/v2/tms-api/batch/customers?atomic=true", replace); got.status != http.StatusOK {
				t.Errorf("a batch is answered %d %s", got.status, got.body)
			}
		}
		close(over)
		changing.Wait()
	})
}
