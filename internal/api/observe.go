package api

import (
	"log/slog"
	"net/http"
	"time"
	"unicode/utf8"
)

// Observer is told of requests, for metrics. Its methods are quick, and safe for
// concurrent use.
type Observer interface {
	// Began is called when a request has come.
	Began()
	// Ended is called when it is answered. Route is the pattern of its path, as
	// /v2/tms-api/customers/{id}, and "none" for an unknown one; method is "other"
	// for one that HTTP does not define: both have few values, whatever clients
	// send. Status is 499 when the client went away before there was an answer.
	Ended(route, method string, status int, took time.Duration)
}

// outcome is what became of a request.
type outcome struct {
	route, method string
	status        int
	took          time.Duration
}

// clientGone is what the log and the metrics say in place of the status that
// nobody waited for. nginx uses the same.
const clientGone = 499

// begin notes when a request came. It does nothing when nobody wants to know.
func (c *call) begin() {
	if c.server.options.Observer != nil {
		c.server.options.Observer.Began()
	}
	c.begun = time.Now()
}

// end tells what became of a request, also of one that ended in a panic.
func (c *call) end() {
	c.room.shrink(0)
	now := time.Now()
	o := c.outcome(now.Sub(c.begun))
	if observer := c.server.options.Observer; observer != nil {
		observer.Ended(o.route, o.method, o.status, o.took)
	}
	if access := c.server.options.Access; access != nil && access.Enabled(c.Context(), slog.LevelInfo) {
		c.logAccess(access, now, &o)
	}
}

func (c *call) outcome(took time.Duration) outcome {
	o := outcome{route: c.pattern, method: knownMethod(c.Method), status: c.status, took: took}
	if o.route == "" {
		o.route = "none"
	}
	if c.gone {
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

// logAccess writes a line that says who asked for what and what came of it. It
// has no query and no body, which may tell of people, and no key. It goes past
// slog.Logger, which would look for the line of code that called it.
func (c *call) logAccess(to slog.Handler, now time.Time, o *outcome) {
	record := slog.NewRecord(now, slog.LevelInfo, "request", 0)
	attributes := [...]slog.Attr{
		slog.String("method", o.method),
		slog.String("path", shortened(c.URL.Path)),
		slog.Int("status", o.status),
		slog.Int64("took_us", o.took.Microseconds()),
		slog.Int64("in", c.in),
		slog.Int64("out", c.out),
		slog.String("request_id", c.id),
		slog.String("route", o.route),
		slog.String("client", c.client()),
		{}, {}, {}, // slog leaves empty ones out
	}
	if p := c.principal; p != nil {
		attributes[9] = slog.Int64("organization", p.Organization)
		attributes[10] = slog.String("key", p.KeyID)
		attributes[11] = slog.String("key_name", p.KeyName)
	}
	record.AddAttrs(attributes[:]...)
	_ = to.Handle(c.Context(), record) // there is nowhere to say that it failed
}

// longestPath is how many bytes of a path are logged: the path is as long as the
// client likes.
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

// counted is an http.ResponseWriter that notes what passes.
type counted struct {
	http.ResponseWriter
	call *call
}

// WriteHeader implements http.ResponseWriter.
func (w counted) WriteHeader(status int) {
	w.call.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w counted) Write(part []byte) (int, error) {
	if w.call.status == 0 {
		w.call.status = http.StatusOK
	}
	written, err := w.ResponseWriter.Write(part)
	w.call.sent(written)
	return written, err
}

// sent counts bytes of an answer. To HEAD there are none, whatever is written.
func (c *call) sent(bytes int) {
	if c.Method != http.MethodHead {
		c.out += int64(bytes)
	}
}
