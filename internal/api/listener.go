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

// This file rewrites the errors that net/http answers before any handler sees the
// request: headers that are too large, a broken escape in the path, an unknown Expect.
// net/http answers them with a line of text and has no hook for them, so the connection
// recognizes them as they are written.

// listener accepts connections that rewrite the errors of net/http.
type listener struct {
	net.Listener
	access slog.Handler // nil for no access log
}

// Accept waits for the next connection. Only TCP connections are rewritten.
func (l listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if tcp, ok := accepted.(*net.TCPConn); ok && err == nil {
		return &conn{tcp, l.access}, nil
	}
	return accepted, err
}

type conn struct {
	*net.TCPConn
	access slog.Handler
}

// Write writes p, or the error in our form if p is an error of net/http, which writes
// each of its errors by one call.
func (c *conn) Write(p []byte) (int, error) {
	status := libraryError(p)
	if status == 0 {
		return c.TCPConn.Write(p)
	}
	if _, err := c.TCPConn.Write(c.errorResponse(status)); err != nil {
		return 0, err
	}
	return len(p), nil
}

const (
	// libraryHeaders are the headers of the errors of net/http. A handler's answer never
	// begins with them, because it has an X-Request-Id.
	libraryHeaders = "Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
	// expectationFailed is the only error with other headers. No handler has its status.
	expectationFailed = "HTTP/1.1 417 "
)

// libraryError returns the status of an error of net/http, or 0 for anything else that
// is written.
func libraryError(p []byte) int {
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

// errorResponse returns a whole response. net/http closes the connection after it.
func (c *conn) errorResponse(status int) []byte {
	id := newRequestID()
	c.logError(status, id)
	body := LibraryRefusal(status, id)
	return fmt.Appendf(nil, "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Length: %d\r\nContent-Type: %s\r\nDate: %s\r\nX-Request-Id: %s\r\n\r\n%s",
		status, http.StatusText(status), len(body), jsonType[0], time.Now().UTC().Format(http.TimeFormat), id, body)
}

// LibraryRefusal returns the body of an error of net/http in our form.
func LibraryRefusal(status int, id string) []byte {
	code := strings.ToUpper(strings.ReplaceAll(http.StatusText(status), " ", "_"))
	return errorBody(code, libraryMessages[status]+"Request id: "+id)
}

// libraryMessages are the messages for the statuses that net/http answers for one reason
// only. The answer of any other status has the request id alone.
var libraryMessages = map[int]string{
	http.StatusBadRequest:                  "The request is not valid HTTP, or its path has a broken percent escape. ",
	http.StatusExpectationFailed:           "The only expectation that is supported is 100-continue. ",
	http.StatusRequestHeaderFieldsTooLarge: "The request line and the headers are too large. ",
	http.StatusNotImplemented:              "The only transfer coding that is supported is chunked. ",
}

// logError writes the line of the access log for a request that no handler saw.
func (c *conn) logError(status int, id string) {
	if c.access == nil || !c.access.Enabled(context.Background(), slog.LevelInfo) {
		return
	}
	host, _, _ := net.SplitHostPort(c.RemoteAddr().String())
	record := slog.NewRecord(time.Now(), slog.LevelInfo, "refused unread", 0)
	record.AddAttrs(slog.Int("status", status), slog.String("request_id", id), slog.String("client", host))
	_ = c.access.Handle(context.Background(), record) // an error cannot be logged anywhere
}
