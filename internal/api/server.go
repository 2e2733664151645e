// Package api serves any resource over HTTP.
//
// A request passes these steps, each in a file of its own:
//
//	server.go   request id, recovery from panics, time limit, answer
//	router.go   path and method -> route
//	auth.go     API key -> principal, limits of the key (limits.go), scope of the route
//	handlers.go one handler for each operation on a resource
//	write.go    the steps of every write: options (options.go), input, transaction
//	replay.go   answers that are kept under an Idempotency-Key
//	errors.go   error -> status, headers and body
//
// The handlers are reached through Server.serve alone, so none runs without admission.
// A handler returns an answer or an error and writes nothing: ServeHTTP writes the
// answer when it is complete. call.go has the state of a request, backend.go the parts of
// the server that handlers share.
//
// The package has no SQL and knows no resource: cmd/waybill passes the resources to
// New.
package api

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"sync/atomic"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/guard"
	"waybill/internal/mail"
	"waybill/internal/ratelimit"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
	"waybill/internal/webhook"
)

// Options configure a Server. DB, Keys, Log, the timeouts and the sizes must be set.
type Options struct {
	DB      *sqldb.DB
	Keys    *tenant.Authenticator
	Limiter *ratelimit.Limiter       // of requests by API key; nil for no limit
	Kept    *ratelimit.Limiter       // of answers kept under Idempotency-Keys, in KiB a day; nil for no limit
	BadKeys *ratelimit.BadKeyLimiter // of bad API keys by network; nil for no limit
	Log     *slog.Logger
	// Pages are served without an API key, beside the resources.
	Pages []Page
	// Timeout bounds the time from the headers of a request to its answer.
	Timeout time.Duration
	// ListTimeout bounds the time of a list or search within Timeout. It includes
	// the time that the request waits for other lists of its organization.
	ListTimeout time.Duration
	// TransferTimeout bounds the time of an export or import. Within it, each part may
	// take as long as Timeout.
	TransferTimeout time.Duration
	// MaxBody and MaxBatchBody are the sizes of the largest bodies, in bytes.
	MaxBody, MaxBatchBody int64
	// MaxImport is the size of the largest file of an import, in bytes.
	MaxImport int64
	// MaxBodies bounds the memory that the bodies of all requests have at once, in
	// bytes. It is at least LeastBodyBudget of the largest body.
	MaxBodies int64
	// TrustedProxies are the networks of proxies whose X-Forwarded-For and
	// X-Forwarded-Prefix are trusted.
	TrustedProxies []netip.Prefix
	// PathPrefix is the path below which clients reach the server, from
	// ParsePathPrefix; empty for the root.
	PathPrefix string
	// Gzip enables the compression of lists.
	Gzip bool
	// Origins are the origins of web pages that may use the API, from ParseOrigins.
	Origins Origins
	// Access receives a record for each request; nil for no access log.
	Access slog.Handler
	// Webhooks are the endpoints of webhooks; nil for a server without them.
	Webhooks *webhook.Service
	// Guard holds changes of contacts.
	Guard guard.Guard
	// Mail has the e-mails; nil for a server without them.
	Mail *mail.Store
	// Observer receives the metrics of each request; nil for none.
	Observer Observer
}

// Server is an http.Handler that serves resources. It is safe for concurrent use.
type Server struct {
	options   Options
	router    router
	admission admission
	backend   backend
	reporter  reporter
	draining  atomic.Bool
	drained   chan struct{} // closed when draining becomes true
	// running is canceled by Close, which ends the requests that still run.
	running context.Context
	cancel  context.CancelFunc
}

// New returns a server of the routes of resources, each from Routes.
func New(options Options, resources ...Group) *Server {
	reporter := reporter{options.Log, options.Access, options.Observer, proxies{options.TrustedProxies, options.PathPrefix}}
	s := &Server{
		options:  options,
		reporter: reporter,
		drained:  make(chan struct{}),
		admission: admission{
			keys: options.Keys, limiter: options.Limiter, badKeys: options.BadKeys, seen: options.DB.Seen, reporter: reporter,
		},
	}
	s.running, s.cancel = context.WithCancel(context.Background())
	var routes []Route
	var tables []string
	var guarded []resource.Guarded
	var described []resource.Description
	for _, group := range resources {
		routes = append(routes, group.Routes...)
		guarded = append(guarded, group.guarded)
		tables = append(tables, group.Resource.Plural)
		described = append(described, group.Resource)
	}
	resource.Connect(guarded...)
	if len(options.Guard.Kinds) > 0 {
		resource.GuardContacts(&options.Guard, guarded...)
	}
	s.backend = newBackend(options, reporter.proxies, newReadiness(options.DB, tables, &s.draining))
	s.backend.resources = byNoun(resources)
	s.backend.transfers = newTransfers(s.running, &options)
	s.backend.feed = newFeed(s.running, &options, s.drained, described)
	s.backend.refusals = newRefusals(declare(resources))
	for _, page := range options.Pages {
		routes = append(routes, page.route())
	}
	routes = append(append(routes, OwnRoutes()...), HealthRoutes()...)
	if s.backend.webhooks = options.Webhooks; options.Webhooks != nil {
		routes = append(routes, WebhookRoutes()...)
	}
	if s.backend.mail = options.Mail; options.Mail != nil {
		routes = append(append(routes, MailRoutes()...), UnsubscribeRoutes()...)
	}
	s.router = newRouter(routes)
	return s
}

func newBackend(o Options, proxies proxies, ready readiness) backend {
	return backend{
		reads: o.DB, writes: writer{o.DB}, kept: o.Kept, compressors: newCompressors(o.Gzip),
		readiness: ready, proxies: proxies,
		bodies:      bodyLimits{newBodyBudget(o.MaxBodies), o.MaxBody, o.MaxBatchBody, o.MaxImport},
		listTimeout: o.ListTimeout, now: o.DB.Now,
	}
}

// Keys returns the authenticator of the options.
func (s *Server) Keys() *tenant.Authenticator { return s.options.Keys }

// Listener wraps a listener so that the errors which net/http writes itself have the
// form of all other errors: JSON with a request id, which is in the access log too.
func (s *Server) Listener(inner net.Listener) net.Listener {
	return listener{inner, s.options.Access}
}

// Drain starts the shutdown. From now on /readyz answers 503 and each answer closes
// its connection, so that clients connect elsewhere. Requests are still served; those that
// wait for events are answered at once.
func (s *Server) Drain() {
	if s.draining.CompareAndSwap(false, true) {
		close(s.drained)
	}
}

// Close cancels the requests that still run, and returns what is left of the leases
// of limits. Call it when no new requests come, and before the database is closed.
func (s *Server) Close() error {
	s.cancel()
	var failures []error
	for _, limiter := range []*ratelimit.Limiter{s.options.Limiter, s.options.Kept} {
		if limiter != nil {
			failures = append(failures, limiter.Close())
		}
	}
	return errors.Join(failures...)
}

// ServeHTTP answers a request. Whatever fails, the client gets a whole answer,
// because nothing is written before the answer is complete.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &call{Request: r, header: w.Header(), id: requestID(r)}
	c.header["X-Request-Id"] = []string{c.id}
	s.reporter.begin(c)
	defer s.end(c)
	defer s.recover(w, c)
	a, err := s.serve(w, c)
	if err != nil {
		a = s.failed(c, err)
	}
	s.respond(w, c, a)
}

func (s *Server) end(c *call) {
	c.body.shrink(0)
	s.reporter.end(c)
}

// recover answers a request whose handler has panicked.
func (s *Server) recover(w http.ResponseWriter, c *call) {
	value := recover()
	if value == nil {
		return
	}
	if value == http.ErrAbortHandler { //nolint:errorlint // net/http compares it in the same way
		panic(value)
	}
	s.reporter.log(c, slog.LevelError, "panic", "panic", value, "stack", string(debug.Stack()))
	s.respond(w, c, answerTo(c, &apierr.Error{}))
}

// serve checks a request in the order of the contract (path, method, API key, limits,
// scope), and calls the handler of its route.
func (s *Server) serve(w http.ResponseWriter, c *call) (*answer, error) {
	match := s.find(c)
	if isPreflight(c.Request, &s.options.Origins) {
		return preflight(), nil
	}
	if match.redirect != "" {
		return redirect(match.redirect), nil
	}
	if match.methods == nil {
		return nil, apierr.New(apierr.NoSuchPath)
	}
	c.report.pattern = match.methods.path
	route, ok := match.methods.routes[c.Method]
	if !ok {
		c.header["Allow"] = []string{match.methods.allow}
		return nil, apierr.New(apierr.NoSuchMethod)
	}
	c.route, c.segment = route, match.segment
	// The context of the request would not do: net/http cancels it also when a client
	// has closed its sending side and waits for the answer.
	ctx, cancel := context.WithTimeout(s.running, s.timeLimit(w, route))
	defer cancel()
	if route.Scopes != nil {
		if err := s.admission.admit(ctx, c); err != nil {
			return nil, err
		}
	}
	if route.Operation.Writes() || route.Operation == PreviewTemplate {
		c.Body = http.MaxBytesReader(w, c.Body, s.backend.bodies.size(route.Operation))
	}
	if route.Operation == Import {
		c.rc = http.NewResponseController(w)
	}
	return route.handle(ctx, &s.backend, c)
}

// timeLimit returns the time for a request. A request for events may wait in that time, for
// which its connection needs other deadlines.
func (s *Server) timeLimit(w http.ResponseWriter, route *Route) time.Duration {
	if route.Operation != Feed {
		return s.options.Timeout
	}
	limit := s.options.Timeout + longestWait*time.Second
	rc, end := http.NewResponseController(w), time.Now().Add(limit+s.options.Timeout)
	_ = rc.SetReadDeadline(end) // its end would end the context of the request
	_ = rc.SetWriteDeadline(end)
	return limit
}

// find looks up the path as it was sent. If the path is unknown, find looks it up
// without the path prefix.
func (s *Server) find(c *call) routeMatch {
	match := s.router.find(c.URL)
	if match.methods != nil || match.redirect != "" {
		return match
	}
	below := withoutPrefix(c.URL, s.reporter.proxies.prefix(c.Request))
	if below == nil {
		return match
	}
	request := *c.Request
	request.URL = below
	c.Request = &request
	return s.router.find(below)
}

// failed returns the answer to an error, and logs what the client must not see.
func (s *Server) failed(c *call, err error) *answer {
	kind := apierr.KindOf(err)
	if kind.IsPrivate() {
		level := slog.LevelError
		switch {
		case errors.Is(err, context.Canceled):
			level, c.report.gone = slog.LevelInfo, true // the server has closed the connection
		case errors.Is(err, errNoRoomForBody):
			level = slog.LevelWarn
		}
		s.reporter.log(c, level, "request failed", "error", err)
	}
	failure, ok := errors.AsType[*apierr.Error](err)
	if !ok {
		failure = &apierr.Error{Kind: kind}
	}
	if kind == apierr.PreconditionFailed {
		failure = explainWeakTags(failure, c.Header)
	}
	a := answerTo(c, failure)
	if batch, ok := errors.AsType[*notApplied](err); ok {
		a.body = appendOutcomes(nil, batch.outcomes)
	}
	s.backend.refusals.note(c, failure, err, s.backend.now())
	return a
}

// respond adds the headers that every answer has, and writes the answer.
func (s *Server) respond(w http.ResponseWriter, c *call, a *answer) {
	// The body of the request is no longer needed. As much of its memory as the answer
	// has stays counted until the client has read the answer.
	c.body.shrink(int64(len(a.body)))
	c.sent = nil
	if s.draining.Load() || closesConnection(c.Request) {
		c.header["Connection"] = connectionClose
	}
	showLimits(c.header, &c.standing, a.status)
	if c.principal != nil {
		c.header["Cache-Control"] = cachePrivate
	}
	for _, h := range a.header {
		if h[0] == "Location" {
			h[1] = s.reporter.proxies.prefix(c.Request) + h[1]
		}
		c.header[h[0]] = []string{h[1]}
	}
	showOrigin(c.header, c.Request, &s.options.Origins)
	a.write(counter{w, c})
}
