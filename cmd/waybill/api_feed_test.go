package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/tenant"
)

const eventsPath = "/waybill/v1/events"

// waitingAtOnce is how many requests of an API key may wait for events.
const waitingAtOnce = 20

// fedEvent is an event of the feed.
type fedEvent struct {
	ID        string
	Sequence  int64
	Type      string
	RecordID  string `json:"record_id"`
	Reference string `json:"external_reference_id"`
	Version   int64
	Changed   []string
	Actor     struct {
		KeyID *string `json:"key_id"`
		User  *string
	}
	RequestID string `json:"request_id"`
	Data      json.RawMessage
}

// fedPage is a page of the feed.
type fedPage struct {
	Events     []fedEvent
	Next, Head int64
}

// feedOf returns a page of the feed.
func feedOf(t *testing.T, c *client, query string) (page fedPage) {
	t.Helper()
	got := c.expect(t, http.StatusOK, "GET", eventsPath+"?"+query, "")
	if err := json.Unmarshal(got.body, &page); err != nil {
		t.Fatal(err)
	}
	return page
}

// newFeedServer starts a server with three keys: two of the organization "one", of which the
// reader may not read events, and one of the organization "two".
func newFeedServer(t *testing.T, database string) *testServer {
	t.Helper()
	s := newTestServer(t, database)
	const keys = "feed-key-of-one,one\nfeed-key-reader,one,,read:customers\nfeed-key-of-two,two"
	if _, err := tenant.ImportKeys(t.Context(), s.db, strings.NewReader(keys), resources().scopes()...); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestFeed: each change of a record of any resource is one event with the record as it is
// answered, and nothing else is an event.
func TestFeed(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		c := newClient(t, s.address, "feed-key-of-one")
		after := int64(0)
		// expect compares the new events, by type and changed fields, and returns them.
		expect := func(what string, want ...string) []fedEvent {
			t.Helper()
			page := feedOf(t, c, fmt.Sprint("after=", after))
			var got []string
			for i, e := range page.Events {
				if e.Sequence != after+int64(i)+1 || e.ID != "evt_"+strings.Split(e.ID, "_")[1]+"_"+strconv.FormatInt(e.Sequence, 10) {
					t.Errorf("%s: event %d after %d has the sequence %d and the id %s", what, i, after, e.Sequence, e.ID)
				}
				got = append(got, strings.Join(append([]string{e.Type, e.Reference}, e.Changed...), " "))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: events (-want +got):\n%s", what, diff)
			}
			if page.Next != page.Head || page.Next != after+int64(len(want)) {
				t.Errorf("%s: next %d, head %d after %d events", what, page.Next, page.Head, after+int64(len(want)))
			}
			after = page.Next
			return page.Events
		}
		for _, k := range kinds() {
			noun, ref := strings.ToLower(k.Noun), k.key()
			path, created, updated, deleted := k.recordPath(ref), noun+".created ", noun+".updated ", noun+".deleted "
			got := c.expect(t, http.StatusCreated, "POST", k.path, toJSON(k.body(ref, nil)))
			e := expect(k.Plural+": create", created+ref)[0]
			if string(e.Data) != string(got.body) || e.RequestID != got.header.Get("X-Request-Id") || e.Actor.KeyID == nil || e.Actor.User != nil {
				t.Errorf("the event of the create is %+v with %s, the answer %s %s", e, e.Data, got.header, got.body)
			}
			c.expect(t, http.StatusConflict, "POST", k.path, toJSON(k.body(ref, nil)))
			c.expect(t, http.StatusCreated, "POST", k.path+"?dry_run=true", toJSON(k.body("NOT-MADE", nil)))
			field := k.texts()[0].Name
			change := toJSON(map[string]any{field: "another text"})
			c.expect(t, http.StatusOK, "PATCH", path+"?dry_run=true", change)
			expect(k.Plural + ": failed and rehearsed")
			got = c.expect(t, http.StatusOK, "PATCH", path, change)
			second := expect(k.Plural+": update", updated+ref+" "+field)[0]
			if string(second.Data) != string(got.body) || second.Version != e.Version+1 || second.RecordID != e.RecordID {
				t.Errorf("the event of the update is %+v with %s after %+v, the answer %s", second, second.Data, e, got.body)
			}
			c.expect(t, http.StatusOK, "PATCH", path, change)
			c.expect(t, http.StatusOK, "PUT", k.metadataPath(ref), exampleMetadata)
			expect(k.Plural + ": an update that changes nothing, and metadata")

			items := []any{k.item("create", "B-1", k.body("B-1", nil)), k.item("update", ref, map[string]any{field: "a third text"}),
				k.item("update", "MISSING", map[string]any{}), k.item("delete", "B-1", nil)}
			c.expect(t, http.StatusConflict, "POST", k.batch+"?atomic=true", toJSON(map[string]any{"items": items}))
			expect(k.Plural + ": an atomic batch that fails")
			c.expect(t, http.StatusOK, "POST", k.batch, toJSON(map[string]any{"items": items}))
			whole := feedOf(t, c, fmt.Sprint("after=", after))
			var types []string
			for _, e := range whole.Events {
				types = append(types, e.Type+" "+e.Reference)
			}
			slices.Sort(types)
			if diff := cmp.Diff([]string{created + "B-1", deleted + "B-1", updated + ref}, types); diff != "" {
				t.Errorf("%s: events of a batch (-want +got):\n%s", k.Plural, diff)
			}
			after = whole.Next

			c.expect(t, http.StatusCreated, "POST", k.path, toJSON(k.body("D", nil)))
			last := c.expect(t, http.StatusOK, "GET", k.recordPath("D"), "").body
			c.expect(t, http.StatusNoContent, "DELETE", k.recordPath("D"), "")
			both := expect(k.Plural+": delete", created+"D", deleted+"D")
			if string(both[1].Data) != string(last) || both[1].Version != both[0].Version+1 {
				t.Errorf("the event of the deletion is %+v with %s, the record was %s", both[1], both[1].Data, last)
			}
		}
		if other := feedOf(t, newClient(t, s.address, "feed-key-of-two"), ""); other.Head != 0 || len(other.Events) > 0 {
			t.Errorf("another organization sees %+v", other)
		}
		newClient(t, s.address, "feed-key-reader").expect(t, http.StatusForbidden, "GET", eventsPath, "")
		checkDatabase(t, database)
	})
}

// TestFeedFilters: a filter leaves out events, and the cursor passes them.
func TestFeedFilters(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		c := newClient(t, s.address, "feed-key-of-one")
		createExamplesBy(t, c)
		c.expect(t, http.StatusOK, "PATCH", kinds()[0].recordPath(kinds()[0].key()), `{"name":"Other"}`)
		id := feedOf(t, c, "resource=location").Events[0].RecordID
		count := int64(len(kinds()) + 1)
		for query, want := range map[string][]string{
			"":                                  {"customer.created", "location.created", "carrier.created", "load.created", "customer.updated"},
			"limit=2":                           {"customer.created", "location.created"},
			"limit=2&after=3":                   {"load.created", "customer.updated"},
			"after=5":                           nil,
			"types=load.created":                {"load.created"},
			"types=load.created,customer.*":     {"customer.created", "load.created", "customer.updated"},
			"resource=customer":                 {"customer.created", "customer.updated"},
			"resource=carrier&types=load.*":     nil,
			"record=" + kinds()[0].key():        {"customer.created", "customer.updated"},
			"record=" + id:                      {"location.created"},
			"record=%00":                        nil,
			"types=customer.updated&limit=1":    {"customer.updated"},
			"types=customer.*&after=1&wait=60":  {"customer.updated"},
			"resource=customer&limit=1&after=0": {"customer.created"},
		} {
			page := feedOf(t, c, query)
			var got []string
			for _, e := range page.Events {
				got = append(got, e.Type)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: (-want +got):\n%s", query, diff)
			}
			if strings.Contains(query, "limit") && len(got) > 0 && page.Next != page.Events[len(got)-1].Sequence {
				t.Errorf("%s: next is %d after event %d", query, page.Next, page.Events[len(got)-1].Sequence)
			}
			if !strings.Contains(query, "limit") && (page.Next != count || page.Head != count) {
				t.Errorf("%s: next is %d, head %d", query, page.Next, page.Head)
			}
		}
		for query, status := range map[string]int{
			"after=6": http.StatusGone, "after=99999999999999999999": http.StatusGone,
			"after=-1": 422, "after=x": 422, "limit=0": 422, "limit=1001": 422, "wait=61": 422,
			"types=customer": 422, "types=customer.made": 422, "types=": 422, "types=*": 422, "resource=customers": 422,
		} {
			c.expect(t, status, "GET", eventsPath+"?"+query, "")
		}
	})
}

// TestFeedWaits: a long poll is answered by the commit of a change, on the instance of the
// change and on another.
func TestFeedWaits(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		addresses := []string{s.address}
		if sqldb.IsPostgres(database) {
			addresses = append(addresses, newTestServer(t, database).address)
		}
		writer := newClient(t, s.address, "feed-key-of-one")
		other := newClient(t, s.address, "feed-key-of-two")
		const rounds = 3
		for round := range rounds {
			answers := make(chan fedPage, len(addresses))
			for _, address := range addresses {
				go func() {
					answers <- feedOf(t, newClient(t, address, "feed-key-of-one"), fmt.Sprintf("after=%d&wait=60", round))
				}()
			}
			other.expect(t, http.StatusCreated, "POST", customersPath, newCustomer(fmt.Sprint("OTHER-", round)))
			reference := fmt.Sprint("C-", round)
			writer.expect(t, http.StatusCreated, "POST", customersPath, newCustomer(reference))
			for range addresses {
				if page := <-answers; len(page.Events) != 1 || page.Events[0].Reference != reference || page.Next != int64(round)+1 {
					t.Errorf("round %d: the long poll is answered %+v", round, page)
				}
			}
		}
		if page := feedOf(t, writer, fmt.Sprintf("after=%d&wait=1", rounds)); len(page.Events) != 0 || page.Next != rounds {
			t.Errorf("a long poll without an event is answered %+v", page)
		}
	})
}

// TestAListAndTheFeedAfterItsCursor: a client that reads a list while others write, and then
// the events after the cursor of the first page, has the records as they are.
func TestAListAndTheFeedAfterItsCursor(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		c := newClient(t, s.address, "feed-key-of-one")
		k := customerKind()
		write := func(n int) {
			reference := fmt.Sprint("C-", n%20)
			if n%7 == 6 {
				c.send(t, "DELETE", k.recordPath(reference), "")
				return
			}
			c.expect(t, http.StatusOK, "POST", k.batch, toJSON(map[string]any{"items": []any{
				k.item("upsert", reference, map[string]any{"name": fmt.Sprint("Customer ", n)})}}))
		}
		for n := range 30 {
			write(n)
		}
		var writing sync.WaitGroup
		for w := range 4 {
			writing.Go(func() {
				for n := range 30 {
					write(100 + 31*w + n)
				}
			})
		}
		var page struct {
			Items      []json.RawMessage
			Pagination struct {
				Pages int `json:"total_pages"`
			}
		}
		read := func(number int) (cursor int64) {
			got := c.expect(t, http.StatusOK, "GET", fmt.Sprintf("%s?page_size=3&sort=created_at&page=%d", k.own, number), "")
			cursor, err := strconv.ParseInt(got.header.Get("Waybill-Cursor"), 10, 64)
			if err != nil || json.Unmarshal(got.body, &page) != nil {
				t.Fatalf("%s %s", got.header, got.body)
			}
			return cursor
		}
		mirror, after := map[string]string{}, read(1)
		// A deletion moves later records to earlier pages.
		for number := page.Pagination.Pages; number >= 1; number-- {
			read(number)
			for _, item := range page.Items {
				mirror[referenceOf(t, item)] = string(item)
			}
		}
		writing.Wait()
		for head := after + 1; after < head; {
			fed := feedOf(t, c, fmt.Sprintf("limit=7&after=%d", after))
			for _, e := range fed.Events {
				if mirror[e.Reference] = string(e.Data); strings.HasSuffix(e.Type, ".deleted") {
					delete(mirror, e.Reference)
				}
			}
			after, head = fed.Next, fed.Head
		}
		now := map[string]string{}
		got := c.expect(t, http.StatusOK, "GET", k.path+"?page_size=100", "")
		if err := json.Unmarshal(got.body, &page); err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			now[referenceOf(t, item)] = string(item)
		}
		if diff := cmp.Diff(now, mirror); diff != "" {
			t.Errorf("the mirror differs from the records (-records +mirror):\n%s", diff)
		}
	})
}

// referenceOf returns the external reference of a record.
func referenceOf(t *testing.T, record []byte) string {
	t.Helper()
	var got struct {
		Reference string `json:"external_reference_id"`
	}
	if err := json.Unmarshal(record, &got); err != nil {
		t.Fatal(err)
	}
	return got.Reference
}

// sentEvent is a server-sent event. Its data is empty for a cursor.
type sentEvent struct{ id, name, data string }

// openStream opens a stream of events, and returns a function that reads the next one. That
// reports false at the end of the stream.
func openStream(t *testing.T, c *client, query, last string) (next func() (sentEvent, bool)) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.address+eventsPath+"?"+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Api-Key", c.key)
	request.Header.Set("Accept", "text/event-stream")
	if last != "" {
		request.Header.Set("Last-Event-ID", last)
	}
	got, err := c.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = got.Body.Close() })
	if got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("the stream is answered %d %s", got.StatusCode, got.Header)
	}
	lines := bufio.NewScanner(got.Body)
	return func() (e sentEvent, ok bool) {
		for lines.Scan() {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "id":
				e.id = value
			case "event":
				e.name = value
			case "data":
				e.data = value
			case "":
				return e, true
			}
		}
		return e, false
	}
}

// nextEvent returns the next event that is no cursor.
func nextEvent(t *testing.T, next func() (sentEvent, bool)) sentEvent {
	t.Helper()
	for {
		e, ok := next()
		if !ok {
			t.Fatal("the stream has ended")
		}
		if e.name != "" {
			return e
		}
	}
}

// TestFeedStreams: a stream has the events of the past and then each as it comes. Another
// stream continues after the last id. The revocation of the key ends it.
func TestFeedStreams(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		c := newClient(t, s.address, "feed-key-of-one")
		create := func(reference string) { c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer(reference)) }
		create("A")
		next := openStream(t, c, "types=customer.created", "")
		check := func(e sentEvent, id, reference string) {
			t.Helper()
			var data fedEvent
			if err := json.Unmarshal([]byte(e.data), &data); err != nil {
				t.Fatal(err)
			}
			if e.id != id || e.name != "customer.created" || data.Reference != reference || fmt.Sprint(data.Sequence) != id {
				t.Errorf("the event is %+v, want %s with the id %s", e, reference, id)
			}
		}
		check(nextEvent(t, next), "1", "A")
		create("B")
		check(nextEvent(t, next), "2", "B")
		check(nextEvent(t, openStream(t, c, "", "1")), "2", "B")
		keys, err := tenant.Keys(t.Context(), s.db, "one")
		if err != nil {
			t.Fatal(err)
		}
		short, secret, err := tenant.CreateKey(t.Context(), s.db, tenant.NewKey{Organization: "one", Name: "short", Scopes: keys[0].Scopes})
		if err != nil {
			t.Fatal(err)
		}
		next = openStream(t, newClient(t, s.address, secret), "after=2", "")
		if err := tenant.RevokeKey(t.Context(), s.db, short); err != nil {
			t.Fatal(err)
		}
		// A revocation takes effect after half a second at the latest. Whatever the stream
		// has sent until then, it ends.
		ended := make(chan struct{})
		go func() {
			for _, ok := next(); ok; _, ok = next() {
			}
			close(ended)
		}()
		for i := 0; !isClosed(ended); i++ {
			create(fmt.Sprint("C-", i))
		}
	})
}

// TestFeedEndsAtShutdown: a server that stops answers those who wait for events.
func TestFeedEndsAtShutdown(t *testing.T) {
	t.Parallel()
	server := startProcess(t, sqldbtest.EmptySQLite(t))
	c := server.client(server.secret)
	var next func() (sentEvent, bool)
	for range waitingAtOnce - 1 {
		next = openStream(t, c, "", "")
	}
	var page fedPage
	if err := json.Unmarshal(c.send(t, "GET", eventsPath, "").body, &page); err != nil {
		t.Fatal(err)
	}
	after := fmt.Sprintf("?after=%d&wait=", page.Head) // the first key has events
	answers := make(chan response, 1)
	go func() {
		for { // the request below may have the room when this one comes
			got := c.send(t, "GET", eventsPath+after+"60", "")
			if got.status != http.StatusTooManyRequests {
				answers <- got
				return
			}
		}
	}()
	// The key has no more room once the long poll waits.
	server.wait("waiting", func() bool {
		return c.send(t, "GET", eventsPath+after+"1", "").status == http.StatusTooManyRequests
	})
	server.signal(syscall.SIGTERM)
	if got := <-answers; got.status != http.StatusOK {
		t.Errorf("the long poll is answered %d %s", got.status, got.body)
	}
	for _, ok := next(); ok; _, ok = next() {
	}
}

// TestWaitingIsBounded: an API key has room for a number of requests that wait. The others
// are refused at once, and a request that no longer waits makes room.
func TestWaitingIsBounded(t *testing.T) {
	t.Parallel()
	s := newFeedServer(t, sqldbtest.EmptySQLite(t))
	c := newClient(t, s.address, "feed-key-of-one")
	const room = waitingAtOnce
	answers := make(chan fedPage, room)
	for range room {
		next := openStream(t, c, "", "")
		go func() {
			e := nextEvent(t, next)
			answers <- fedPage{Events: []fedEvent{{Reference: e.id}}}
		}()
	}
	got := c.expect(t, http.StatusTooManyRequests, "GET", eventsPath+"?wait=60", "")
	if got.header.Get("Retry-After") == "" {
		t.Error("the refusal does not say when to try again")
	}
	c.expect(t, http.StatusOK, "GET", eventsPath, "")
	newClient(t, s.address, "feed-key-of-two").expect(t, http.StatusOK, "GET", eventsPath+"?wait=1", "")
	c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("A"))
	for range room {
		if page := <-answers; page.Events[0].Reference != "1" {
			t.Errorf("a stream has the event %s", page.Events[0].Reference)
		}
	}
}

// TestTheConsumerOfTheDocument runs the program of docs/events.md. It prints each event, also
// when it is started again, and goes on where it stopped.
func TestTheConsumerOfTheDocument(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	need(t, "python3")
	page, err := os.ReadFile("../../docs/events.md")
	if err != nil {
		t.Fatal(err)
	}
	_, program, _ := strings.Cut(string(page), "```python\n")
	program, _, _ = strings.Cut(program, "```")
	s := newFeedServer(t, sqldbtest.SQLite(t))
	c := newClient(t, s.address, "feed-key-of-one")
	directory := t.TempDir()
	for n := range 3 {
		reference := fmt.Sprint("C-", n)
		c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer(reference))
		running := exec.CommandContext(t.Context(), "python3", "-c", program)
		running.Dir = directory
		running.Env = append(os.Environ(), "TMS_URL=http://"+s.address, "TMS_KEY="+c.key)
		running.Stderr = t.Output()
		out, err := running.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := running.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		lines.Scan()
		if want := fmt.Sprintf("%d customer.created %s", n+1, reference); lines.Text() != want {
			t.Errorf("run %d prints %q, want %q", n, lines.Text(), want)
		}
		// It waits again once it has stored the cursor.
		file := filepath.Join(directory, "cursor.txt")
		if !eventually(func() bool {
			content, _ := os.ReadFile(file)
			return string(content) == fmt.Sprint(n+1)
		}) {
			t.Error("the cursor is not stored")
		}
		_ = running.Process.Kill()
		_ = running.Wait()
	}
}

// TestEventsOfHotRecords: many clients change the same records at the same time, through
// all instances, by the id and by the external reference, while a client reads the feed.
// The client gets each number once and in order, and the versions of each record grow by 1.
func TestEventsOfHotRecords(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		addresses := []string{s.address}
		if sqldb.IsPostgres(database) {
			addresses = append(addresses, newTestServer(t, database).address)
		}
		const clients, changes = 16, 25
		c := newClient(t, s.address, "feed-key-of-one")
		createExamplesBy(t, c)
		var paths []string
		for _, e := range feedOf(t, c, "").Events {
			k := kinds()[slices.IndexFunc(kinds(), func(k kind) bool {
				return k.Noun == strings.ToUpper(e.Type[:1])+strings.TrimSuffix(e.Type[1:], ".created")
			})]
			paths = append(paths, k.recordPath(e.Reference)+"|"+k.texts()[0].Name, k.recordPath(e.RecordID)+"|"+k.texts()[0].Name)
		}
		last := int64(len(kinds()))
		all := last + clients*changes
		followed := make(chan []fedEvent)
		go func() {
			var got []fedEvent
			for after := last; after < all && !t.Failed(); {
				page := feedOf(t, newClient(t, addresses[len(addresses)-1], "feed-key-of-one"), fmt.Sprintf("wait=60&limit=10&after=%d", after))
				got, after = append(got, page.Events...), page.Next
			}
			followed <- got
		}()
		var working sync.WaitGroup
		for n := range clients {
			working.Go(func() {
				c := newClient(t, addresses[n%len(addresses)], "feed-key-of-one")
				for i := range changes {
					path, field, _ := strings.Cut(paths[(n+i)%len(paths)], "|")
					c.expect(t, http.StatusOK, "PATCH", path, toJSON(map[string]any{field: fmt.Sprint("text ", n, " ", i)}))
				}
			})
		}
		working.Wait()
		versions := map[string]int64{}
		for i, e := range <-followed {
			if e.Sequence != last+int64(i)+1 {
				t.Fatalf("event %d has the number %d", i, e.Sequence)
			}
			if before := versions[e.RecordID]; before != 0 && e.Version != before+1 {
				t.Errorf("the version of %s goes from %d to %d in event %d", e.Reference, before, e.Version, e.Sequence)
			}
			versions[e.RecordID] = e.Version
		}
		checkDatabase(t, database)
	})
}

// TestEventsOfRecordsThatReferToEachOther: at each event of the feed, no load refers to a
// customer that does not exist, however many changes share a commit.
func TestEventsOfRecordsThatReferToEachOther(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		s := newFeedServer(t, database)
		c := newClient(t, s.address, "feed-key-of-one")
		createExamplesBy(t, c)
		k := kinds()[slices.IndexFunc(kinds(), func(k kind) bool { return k.Noun == "Load" })]
		stop := func(number int, kind string) map[string]any {
			return map[string]any{"stop_number": number, "stop_type": kind, "location_external_reference_id": "LOC-CHI-001",
				"early_arrival": "2026-02-01T08:00:00Z", "late_arrival": "2026-02-01T16:00:00Z"}
		}
		const clients, rounds = 24, 8
		c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("OTHER"))
		var working sync.WaitGroup
		for n := range clients {
			c := newClient(t, s.address, "feed-key-of-one")
			load := fmt.Sprint("LOAD-", n)
			c.expect(t, http.StatusCreated, "POST", k.path, toJSON(k.body(load, nil)))
			working.Go(func() {
				for round := range rounds {
					customer := fmt.Sprint("CUSTOMER-", n, "-", round)
					c.expect(t, http.StatusCreated, "POST", customersPath, newCustomer(customer))
					refer := func(to string, firstStop int) { // other stops are written after the load
						c.expect(t, http.StatusOK, "PATCH", k.recordPath(load), toJSON(map[string]any{
							"customer_external_reference_id": to, "stops": []any{stop(firstStop, "PICKUP"), stop(firstStop+1, "DELIVERY")},
						}))
					}
					refer(customer, 2*round+1)
					var deleting sync.WaitGroup
					deleting.Go(func() {
						c := newClient(t, s.address, "feed-key-of-one")
						for !t.Failed() {
							if c.send(t, "DELETE", customersPath+"/"+customer, "").status == http.StatusNoContent {
								return
							}
						}
					})
					refer("OTHER", 2*round+2)
					deleting.Wait()
				}
			})
		}
		working.Wait()
		customers, of := map[string]bool{}, map[string]string{} // that exist; and of the loads
		for after, head := int64(0), int64(1); after < head; {
			page := feedOf(t, c, fmt.Sprint("limit=1000&after=", after))
			for _, e := range page.Events {
				switch e.Type {
				case "customer.created":
					customers[e.RecordID] = true
				case "customer.deleted":
					delete(customers, e.RecordID)
					if load, found := referring(of, e.RecordID); found {
						t.Errorf("event %d deletes the customer %s, to which the load %s refers", e.Sequence, e.Reference, load)
					}
				case "load.created", "load.updated":
					var record struct {
						Customer string `json:"customer_id"`
					}
					if err := json.Unmarshal(e.Data, &record); err != nil || !customers[record.Customer] {
						t.Errorf("event %d of the load %s refers to the customer %q, which does not exist: %v", e.Sequence, e.Reference, record.Customer, err)
					}
					of[e.RecordID] = record.Customer
				}
			}
			after, head = page.Next, page.Head
		}
	})
}

// referring returns a load that refers to a customer.
func referring(of map[string]string, customer string) (load string, found bool) {
	for load, id := range of {
		if id == customer {
			return load, true
		}
	}
	return "", false
}
