package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/guard"
	"waybill/internal/mail"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
	"waybill/internal/webhook"
)

// This file serves the feed of events: a page at once, a page as soon as there is an event
// (a long poll), or all events as they come (server-sent events, feed_stream.go).

const (
	usualEvents = 100
	mostEvents  = 1000
	// longestWait is the longest wait of a long poll, in seconds.
	longestWait = 60
	// waitingAtOnce is how many requests of an API key may wait for events.
	waitingAtOnce = 20
)

func feedRoute() Route {
	return Route{http.MethodGet, ownPath + "/events", Feed, []string{"read:events"}, apierr.DetailEnvelope, serveFeed}
}

// feed has what the routes of the feed need beside the database.
type feed struct {
	hub      *event.Hub
	types    []string // of all events
	nouns    []string // of all resources in events
	keys     *tenant.Authenticator
	timeout  time.Duration // of a request that does not wait
	running  context.Context
	draining <-chan struct{}
	waiting  waiting
}

func newFeed(running context.Context, o *Options, draining <-chan struct{}, resources []resource.Description) *feed {
	f := &feed{hub: event.NewHub(o.DB, o.Log), keys: o.Keys, timeout: o.Timeout, running: running, draining: draining}
	var nouns []string
	for _, r := range resources {
		noun := strings.ToLower(r.Noun)
		nouns, f.types = append(nouns, noun), append(f.types, event.TypesOf(noun, r.HasContacts)...)
	}
	f.nouns = eventNouns(nouns)
	f.types = slices.Concat(f.types, webhook.Types(), guard.Types(), mail.EventTypes(), tenant.EventTypes())
	return f
}

// eventNouns returns the nouns of all events, among them those of the resources.
func eventNouns(resources []string) []string {
	return slices.Concat(resources, []string{strings.ToLower(webhook.Noun), strings.ToLower(guard.Noun)}, mail.EventResources(), tenant.EventResources())
}

// FeedParameters describes the parameters of the feed. Nouns are those of the resources, in
// lower case.
func FeedParameters(nouns []string) []*schema.Filter {
	return []*schema.Filter{
		{Name: "after", Doc: "Only events with a greater sequence: the `next` of the page before.", Property: schema.IntegerProperty(0, 0, 0)},
		{Name: "limit", Doc: "How many events the page has at most.", Property: schema.IntegerProperty(1, mostEvents, usualEvents)},
		{Name: "types", Doc: "Only events of these types, with commas between them. `customer.*` are all types of customers.", Property: schema.Property{Type: "string"}},
		{Name: "resource", Doc: "Only events of a resource.", Property: schema.Property{Type: "string", Enum: eventNouns(nouns)}},
		{Name: "record", Doc: "Only events of a record: its `external_reference_id` or its `id`.", Property: schema.Property{Type: "string"}},
		{Name: "wait", Doc: "How many seconds to wait for an event if there is none.", Property: schema.IntegerProperty(0, longestWait, 0)},
	}
}

// feedQuery is what a request wants of the feed.
type feedQuery struct {
	event.Query
	wait    time.Duration
	streams bool
}

func (f *feed) parse(c *call) (feedQuery, error) {
	q := feedQuery{Query: event.Query{Limit: usualEvents}}
	var wait int64
	limit := int64(usualEvents)
	p := parseQuery(c.Request)
	p.Integer("after", &q.After, 0, 0)
	p.Integer("limit", &limit, 1, mostEvents)
	p.Subset("types", &q.Types, f.types)
	p.Choice("resource", &q.Resource, f.nouns)
	p.Text("record", &q.Record)
	p.Integer("wait", &wait, 0, longestWait)
	if err := apierr.InvalidInput(p.Broken()); err != nil {
		return q, err
	}
	q.Limit, q.wait = int(limit), time.Duration(wait)*time.Second
	if c.Method == http.MethodHead {
		q.wait = 0
		return q, nil
	}
	q.streams = strings.Contains(c.Header.Get("Accept"), eventStream)
	return q, q.resume(c.Header.Get("Last-Event-ID"))
}

// serveFeed is the handler of the feed.
func serveFeed(ctx context.Context, b *backend, c *call) (*answer, error) {
	q, err := b.feed.parse(c)
	if err != nil {
		return nil, err
	}
	if q.wait == 0 && !q.streams {
		return b.feedPage(ctx, c, &q)
	}
	leave, ok := b.feed.waiting.enter(c.principal.KeyID)
	if !ok {
		return nil, apierr.TooManyRequests(1)
	}
	if q.streams {
		a, err := b.feedStream(ctx, c, &q, leave)
		if err != nil {
			leave()
		}
		return a, err
	}
	defer leave()
	return b.longPoll(ctx, c, &q)
}

func (b *backend) feedPage(ctx context.Context, c *call, q *feedQuery) (*answer, error) {
	page, err := b.readFeed(ctx, c, q)
	if err != nil {
		return nil, err
	}
	return b.compressors.compressList(c, ok(appendEventPage(page))), nil
}

// readFeed reads a page of the feed, and moves the query behind it.
func (b *backend) readFeed(ctx context.Context, c *call, q *feedQuery) (page *event.Page, err error) {
	ctx, cancel := context.WithTimeout(ctx, b.listTimeout)
	defer cancel()
	err = b.readList(ctx, true, c.principal.Organization, func(tx *sqldb.ReadTx) (err error) {
		page, err = event.Read(tx, c.principal.Organization, q.Query)
		return err
	})
	if err == nil {
		q.After = page.Next
	}
	return page, err
}

// longPoll answers with the first page that has an event. When the time to wait is over,
// the server stops or the client leaves, it answers with what there is: an empty page.
func (b *backend) longPoll(ctx context.Context, c *call, q *feedQuery) (*answer, error) {
	waiting, cancel := context.WithTimeout(c.Context(), q.wait)
	defer cancel()
	for {
		page, err := b.readFeed(ctx, c, q)
		if err != nil {
			return nil, err
		}
		if len(page.Events) > 0 || b.feed.await(waiting, c, page) != nil {
			return b.compressors.compressList(c, ok(appendEventPage(page))), nil
		}
		if err := b.feed.readmit(ctx, c); err != nil {
			return nil, err
		}
	}
}

// await waits for an event behind a page. It returns at once if there is one.
func (f *feed) await(ctx context.Context, c *call, page *event.Page) error {
	if page.Next < page.Head {
		return ctx.Err()
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(f.running, cancel)()
	go func() {
		select {
		case <-f.draining:
			cancel()
		case <-ctx.Done():
		}
	}()
	return f.hub.Wait(ctx, c.principal.Organization, page.Next)
}

// readmit checks that the API key of a request that has waited is still valid.
func (f *feed) readmit(ctx context.Context, c *call) error {
	principal, err := f.keys.Authenticate(ctx, c.Header["X-Api-Key"][0])
	if err != nil {
		return err
	}
	return requireScopes(principal, c.route)
}

func appendEventPage(page *event.Page) []byte {
	dst := append(buffer(2*len(page.Events)), `{"events":[`...)
	for i := range page.Events {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = page.Events[i].AppendJSON(dst)
	}
	return appendNumbers(append(dst, ']'), page)
}

// appendNumbers appends the numbers of a page, and the end of its object.
func appendNumbers(dst []byte, page *event.Page) []byte {
	dst = strconv.AppendInt(append(dst, `,"next":`...), page.Next, 10)
	dst = strconv.AppendInt(append(dst, `,"head":`...), page.Head, 10)
	return append(dst, '}')
}

// waiting counts the requests of each API key that wait for events.
type waiting struct {
	mu sync.Mutex
	of map[string]int
}

// enter reports false if the key has no room for another request that waits. Otherwise the
// caller must call leave once.
func (w *waiting) enter(key string) (leave func(), ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.of[key] == waitingAtOnce {
		return nil, false
	}
	if w.of == nil {
		w.of = map[string]int{}
	}
	w.of[key]++
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.of[key]--; w.of[key] == 0 {
			delete(w.of, key)
		}
	}, true
}
