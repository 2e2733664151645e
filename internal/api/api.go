// Package api is HTTP for any resource: the door that every request passes, the
// handlers, and the answers.
//
// It knows no SQL and no resource. A route says which scope it needs and which
// of the contract's two envelopes it speaks; the handlers are written once, for
// any resource; errors become answers in one place.
package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"sync/atomic"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/ratelimit"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// basePath is where the contract's paths begin.
const basePath = "/v2/tms-api"

// Options are what a Server needs. All fields but Limiter, Kept, BadKeys and the last
// five must be set.
type Options struct {
	DB      *sqldb.DB
	Keys    *tenant.Authenticator
	Limiter *ratelimit.Limiter       // of keys; nil for none
	Kept    *ratelimit.Limiter       // of answers kept under Idempotency-Keys, in KiB a day; nil for none
	BadKeys *ratelimit.BadKeyLimiter // of addresses; nil for any number
	Log     *slog.Logger
	// Pages are served beside the resources, without a key.
	Pages []Page
	// Timeout is how long a request may take from its headers to its answer.
	Timeout time.Duration
	// ListTimeout is how long a list or a search may take of that, with the time
	// that it waits for others of its organization.
	ListTimeout time.Duration
	// MaxBody and MaxBatchBody are the largest bodies, in bytes.
	MaxBody, MaxBatchBody int64
	// MaxBodies is how many bytes the bodies of all requests take at once. It is at
	// least LeastBodyBudget of the largest body.
	MaxBodies int64
	// TrustedProxies are the addresses whose X-Forwarded-For and
	// X-Forwarded-Prefix are believed.
	TrustedProxies []netip.Prefix
	// PathPrefix is the path below which clients reach the server, from
	// ParsePathPrefix; empty for the root.
	PathPrefix string
	// Gzip is whether lists are compressed for clients that take it.
	Gzip bool
	// Origins are those of web pages that may use the API, from ParseOrigins.
	Origins Origins
	// Access takes a line for every request; nil for none.
	Access slog.Handler
	// Observer is told of every request; nil for nobody.
	Observer Observer
}

// Server answers requests. It is safe for concurrent use.
type Server struct {
	options  Options
	router   router
	bodies   *bodyBudget
	draining atomic.Bool
	compressors
	ready readiness
	// serving ends, by cut, the requests that still run when the server closes.
	serving context.Context
	cut     context.CancelFunc
}

// Drain prepares the end: from now on /readyz is answered 503, and every answer
// says that its connection is closed, so that clients go elsewhere. Requests are
// done as before.
func (s *Server) Drain() { s.draining.Store(true) }

// Keys returns what the server was given to tell keys by.
func (s *Server) Keys() *tenant.Authenticator { return s.options.Keys }

// New makes a server of the routes of resources, each from Routes.
func New(options Options, resources ...Group) *Server {
	s := &Server{
		options: options, compressors: newCompressors(options.Gzip),
		ready: newReadiness(options.DB, resources), bodies: newBodyBudget(options.MaxBodies),
	}
	s.serving, s.cut = context.WithCancel(context.Background())
	var routes []Route
	for _, group := range resources {
		routes = append(routes, group.Routes...)
	}
	for _, page := range options.Pages {
		routes = append(routes, page.route())
	}
	routes = append(routes, HealthRoutes()...)
	s.router = newRouter(routes)
	return s
}

// call is a request on its way through the door and a handler.
type call struct {
	*http.Request
	ctx       context.Context // with the time limit of the request
	server    *Server
	route     *Route
	id        string // of the request
	pattern   string // of the path; empty for an unknown one
	key       string // what stands in the path in place of {id}
	principal *tenant.Principal
	standing  ratelimit.Standing // of the key
	// strict is whether the client prefers strict handling of its input; answers
	// say so once the body has been read.
	strict, bodyRead bool
	asked            asked
	room             bodyReader
	started          http.ResponseWriter
	// What is told of it at its end:
	begun   time.Time
	status  int   // of the answer
	in, out int64 // bytes of the bodies
	gone    bool  // whether the client did not wait for the answer
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &call{Request: r, server: s, id: requestID(r), started: w}
	w.Header()["X-Request-Id"] = []string{c.id}
	c.begin()
	defer c.end()
	defer c.guard()
	answer, err := c.pass()
	if err != nil {
		answer = c.failure(err)
	}
	c.write(answer)
}

// guard turns a panic into an answer. Nothing has been written before the end of
// a request, so there is always an answer to give.
func (c *call) guard() {
	value := recover()
	if value == nil {
		return
	}
	if value == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so too
		panic(value)
	}
	c.log(slog.LevelError, "panic", "panic", value, "stack", string(debug.Stack()))
	c.write(c.answerTo(&apierr.Error{}))
}

// pass takes a request through the door, in the contract's order: path, method,
// key, limits, scope, then the handler.
func (c *call) pass() (*answer, error) {
	found := c.find()
	if c.isPreflight() {
		return preflight(), nil
	}
	if found.redirect != "" {
		return redirect(found.redirect), nil
	}
	if found.methods == nil {
		return nil, apierr.New(apierr.NoSuchPath)
	}
	c.pattern = found.methods.path
	route, ok := found.methods.routes[c.Method]
	if !ok {
		c.started.Header().Set("Allow", found.methods.allow)
		return nil, apierr.New(apierr.NoSuchMethod)
	}
	c.route, c.key = route, found.key
	// Not of the connection: a client that has closed its sending side waits for the
	// answer, and nothing tells it from a client that is gone.
	ctx, cancel := context.WithTimeout(c.server.serving, c.server.options.Timeout)
	defer cancel()
	c.ctx = ctx // a copy of the request with it would only cost
	if err := c.admit(); err != nil {
		return nil, err
	}
	return route.handle(c)
}

// admit checks the key, its limits and its scope.
func (c *call) admit() error {
	if c.route.Scope == "" {
		return nil
	}
	sent := c.Header["X-Api-Key"]
	if len(sent) != 1 {
		// Of two keys neither is the one that the client meant.
		return apierr.New(apierr.Unauthorized)
	}
	principal, err := c.authenticate(sent[0])
	if err != nil {
		return err
	}
	c.principal = principal
	c.server.options.DB.Seen(principal.Organization)
	if err := c.count(); err != nil {
		return err
	}
	if !principal.Scopes.Has(c.route.Scope) {
		return apierr.MissingScope(c.route.Scope)
	}
	return nil
}

// failure makes an answer of an error and logs what the client is not told.
func (c *call) failure(err error) *answer {
	kind := apierr.KindOf(err)
	if kind == apierr.Internal || kind == apierr.Unavailable {
		level := slog.LevelError
		switch {
		case errors.Is(err, context.Canceled):
			level, c.gone = slog.LevelInfo, true // its connection was closed
		case errors.Is(err, errNoRoomForBody):
			level = slog.LevelWarn
		}
		c.log(level, "request failed", "error", err)
	}
	if refused, ok := errors.AsType[*refusedBatch](err); ok {
		return refused.answer
	}
	failure, ok := errors.AsType[*apierr.Error](err)
	if !ok {
		failure = &apierr.Error{Kind: kind}
	}
	if kind == apierr.PreconditionFailed {
		failure = explainWeakTags(failure, c.Header)
	}
	return c.answerTo(failure)
}

// log says what became of a request, and which it was.
func (c *call) log(level slog.Level, message string, attributes ...any) {
	attributes = append(attributes, "request_id", c.id, "method", c.Method, "path", c.URL.Path, "client", c.client())
	if c.principal != nil {
		attributes = append(attributes, "organization", c.principal.Organization, "key", c.principal.KeyID)
	}
	c.server.options.Log.Log(c.Context(), level, message, attributes...)
}
