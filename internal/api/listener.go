package api

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// net/http answers some requests itself, before any handler sees them: headers
// that are too large, a broken escape in the path, an Expect that it does not
// know. Its answers are a line of text. There is no hook for them, so the
// connection recognizes them as they are written.

// Listener gives a listener on whose connections the refusals of net/http are in
// the form of all other answers: JSON with a request id, which the access log
// has too.
func (s *Server) Listener(inner net.Listener) net.Listener { return listener{inner, s} }

type listener struct {
	net.Listener
	server *Server
}

// Accept implements net.Listener.
func (l listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if tcp, ok := accepted.(*net.TCPConn); ok && err == nil {
		return &conn{tcp, l.server}, nil
	}
	return accepted, err
}

type conn struct {
	*net.TCPConn
	server *Server
}

// Write implements net.Conn. net/http writes its refusals by one call each.
func (c *conn) Write(p []byte) (int, error) {
	status := refusedByLibrary(p)
	if status == 0 {
		return c.TCPConn.Write(p)
	}
	if _, err := c.TCPConn.Write(c.refusal(status)); err != nil {
		return 0, err
	}
	return len(p), nil
}

const (
	// libraryHeaders are those of the refusals of net/http. A handler's answer
	// never begins so, for it has an X-Request-Id.
	libraryHeaders = "Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
	// expectationFailed is the refusal that has other headers. No handler gives it.
	expectationFailed = "HTTP/1.1 417 "
)

// refusedByLibrary gives the status of a refusal of net/http, or 0 for anything
// else that is written.
func refusedByLibrary(p []byte) int {
	if len(p) < len(expectationFailed) || string(p[:len("HTTP/1.1 ")]) != "HTTP/1.1 " || p[len("HTTP/1.1 ")] < '4' {
		return 0
	}
	_, headers, _ := bytes.Cut(p, []byte("\r\n"))
	if !bytes.HasPrefix(headers, []byte(libraryHeaders)) && !bytes.HasPrefix(p, []byte(expectationFailed)) {
		return 0
	}
	status, err := strconv.Atoi(string(p[len("HTTP/1.1 "):len("HTTP/1.1 417")]))
	if err != nil {
		return 0
	}
	return status
}

// refusal is a whole answer, after which net/http closes the connection.
func (c *conn) refusal(status int) []byte {
	id := newRequestID()
	c.logRefusal(status, id)
	body := LibraryRefusal(status, id)
	return fmt.Appendf(nil, "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Length: %d\r\nContent-Type: %s\r\nDate: %s\r\nX-Request-Id: %s\r\n\r\n%s",
		status, http.StatusText(status), len(body), jsonType[0], time.Now().UTC().Format(http.TimeFormat), id, body)
}

// LibraryRefusal is the body in place of net/http's own for a request that it
// refuses with a status.
func LibraryRefusal(status int, id string) []byte {
	code := strings.ToUpper(strings.ReplaceAll(http.StatusText(status), " ", "_"))
	return errorBody(code, refusalMessages[status]+"Request id: "+id)
}

// refusalMessages say what is wrong, where net/http has one reason for a status.
var refusalMessages = map[int]string{
	http.StatusBadRequest:                  "The request is not valid HTTP, or its path has a broken percent escape. ",
	http.StatusExpectationFailed:           "The only expectation that is supported is 100-continue. ",
	http.StatusRequestHeaderFieldsTooLarge: "The request line and the headers are too large. ",
	http.StatusNotImplemented:              "The only transfer coding that is supported is chunked. ",
}

// logRefusal writes the line of the access log for a request that no handler saw.
func (c *conn) logRefusal(status int, id string) {
	access := c.server.options.Access
	if access == nil || !access.Enabled(context.Background(), slog.LevelInfo) {
		return
	}
	host, _, _ := net.SplitHostPort(c.RemoteAddr().String())
	record := slog.NewRecord(time.Now(), slog.LevelInfo, "refused unread", 0)
	record.AddAttrs(slog.Int("status", status), slog.String("request_id", id), slog.String("client", host))
	_ = access.Handle(context.Background(), record) // there is nowhere to say that it failed
}
