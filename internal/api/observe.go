package api

import (
	"log/slog"
	"net/http"
	"time"
	"unicode/utf8"
)

// This file reports requests: to the metrics, to the access log, and to the log of
// the server.

// Observer receives the metrics of requests. Its methods must return quickly and be
// safe for concurrent use.
type Observer interface {
	// Began is called when a request has arrived.
	Began()
	// Ended is called when a request has been answered. Route is the pattern of its
	// path, such as /v2/tms-api/customers/{id}, or "none" for an unknown path. Method
	// is "other" for a method that HTTP does not define. So both have few values,
	// whatever clients send. Status is 499 if the client went away before it had an
	// answer.
	Ended(route, method string, status int, took time.Duration)
	// Imported is called when some rows of an import are done that have the same result.
	// Resource is the plural of a resource, and result one of bulk.Results. It is not called for
	// a preview.
	Imported(resource, result string, rows int)
}

// outcome has the values that the metrics and the access log share.
type outcome struct {
	route, method string
	status        int
	took          time.Duration
}

// clientGone is the status of a request whose client went away, in the access log and
// the metrics. nginx uses the same number.
const clientGone = 499

// reporter reports requests.
type reporter struct {
	logger   *slog.Logger
	access   slog.Handler // nil for no access log
	observer Observer     // nil for no metrics
	proxies  proxies
}

// begin notes the time of a request's arrival.
func (r *reporter) begin(c *call) {
	if r.observer != nil {
		r.observer.Began()
	}
	c.report.begun = time.Now()
}

// end reports a request that was answered, also one that panicked.
func (r *reporter) end(c *call) {
	now := time.Now()
	o := c.report.outcome(c.Method, now)
	if r.observer != nil {
		r.observer.Ended(o.route, o.method, o.status, o.took)
	}
	if r.access != nil && r.access.Enabled(c.Context(), slog.LevelInfo) {
		r.logAccess(c, now, &o)
	}
}

func (r *report) outcome(method string, now time.Time) outcome {
	o := outcome{route: r.pattern, method: knownMethod(method), status: r.status, took: now.Sub(r.begun)}
	if o.route == "" {
		o.route = "none"
	}
	if r.gone {
		o.status = clientGone
	}
	return o
}

func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodOptions, http.MethodConnect, http.MethodTrace:
		return method
	}
	return "other"
}

// logAccess writes a line of the access log. The line has no query and no body, which
// may have personal data, and no API key. It bypasses slog.Logger, which would look up
// the caller's line of code.
func (r *reporter) logAccess(c *call, now time.Time, o *outcome) {
	record := slog.NewRecord(now, slog.LevelInfo, "request", 0)
	attributes := [...]slog.Attr{
		slog.String("method", o.method),
		slog.String("path", shortened(c.URL.Path)),
		slog.Int("status", o.status),
		slog.Int64("took_us", o.took.Microseconds()),
		slog.Int64("in", c.report.in),
		slog.Int64("out", c.report.out),
		slog.String("request_id", c.id),
		slog.String("route", o.route),
		slog.String("client", r.proxies.client(c.Request)),
		{}, {}, {}, // slog omits empty attributes
	}
	if p := c.principal; p != nil {
		attributes[9] = slog.Int64("organization", p.Organization)
		attributes[10] = slog.String("key", p.KeyID)
		attributes[11] = slog.String("key_name", p.KeyName)
	}
	record.AddAttrs(attributes[:]...)
	_ = r.access.Handle(c.Context(), record) // an error cannot be logged anywhere
}

// log writes a message about a request to the log of the server.
func (r *reporter) log(c *call, level slog.Level, message string, attributes ...any) {
	attributes = append(attributes, "request_id", c.id, "method", c.Method, "path", c.URL.Path, "client", r.proxies.client(c.Request))
	if c.principal != nil {
		attributes = append(attributes, "organization", c.principal.Organization, "key", c.principal.KeyID)
	}
	r.logger.Log(c.Context(), level, message, attributes...)
}

// longestPath bounds the bytes of a path that are logged.
const longestPath = 256

func shortened(path string) string {
	if len(path) <= longestPath {
		return path
	}
	end := longestPath
	for end > longestPath-utf8.UTFMax && !utf8.RuneStart(path[end]) {
		end--
	}
	return path[:end] + "…"
}

// counter is an http.ResponseWriter that reports the status and the bytes of an
// answer.
type counter struct {
	http.ResponseWriter
	call *call
}

// Unwrap returns the writer for http.ResponseController.
func (w counter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader writes the status and reports it.
func (w counter) WriteHeader(status int) {
	w.call.report.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Write writes a part of the body and reports how long it is. The answer to HEAD has
// no body, whatever is written.
func (w counter) Write(part []byte) (int, error) {
	if w.call.report.status == 0 {
		w.call.report.status = http.StatusOK
	}
	written, err := w.ResponseWriter.Write(part)
	if w.call.Method != http.MethodHead {
		w.call.report.out += int64(written)
	}
	return written, err
}
