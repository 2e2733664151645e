package api

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
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

// Accept waits for the next connection.
func (l listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &conn{Conn: accepted, access: l.access}, nil
}

// conn is a TCP connection or, on a listener of crypto/tls, a TLS connection. The first
// Read of a TLS connection does the handshake. net/http does not see that it is TLS, and
// recognizes HTTP/2 by its first bytes.
type conn struct {
	net.Conn
	access slog.Handler
	failed atomic.Bool // the handshake
}

// CloseWrite closes the sending side. net/http calls it before it closes a connection that
// the client may still send to, so that the client gets the answer.
func (c *conn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// Read reads from the connection. After a failed handshake it returns io.EOF, so that
// net/http sends nothing. A client that speaks plain HTTP to a TLS listener gets an answer.
func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if err == nil {
		return n, nil
	}
	if encrypted, ok := c.Conn.(*tls.Conn); !ok || encrypted.ConnectionState().HandshakeComplete {
		return n, err
	}
	if c.failed.Swap(true) {
		return 0, io.EOF // net/http reads again
	}
	if failed, ok := errors.AsType[tls.RecordHeaderError](err); ok && failed.Conn != nil && beginsHTTP(failed.RecordHeader) {
		_, _ = failed.Conn.Write(c.errorResponse(http.StatusBadRequest, plainMessage))
	} else if _, ok := errors.AsType[net.Error](err); !ok && !errors.Is(err, io.EOF) {
		c.log("handshake failed", slog.String("error", err.Error()))
	}
	return 0, io.EOF
}

// plainMessage is the message for a client that speaks plain HTTP to a TLS listener.
const plainMessage = "The server expects HTTPS. "

// beginsHTTP reports whether the bytes that are no header of a TLS record begin a request.
func beginsHTTP(header [5]byte) bool {
	method, _, _ := strings.Cut(string(header[:]), " ")
	for _, known := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
		if strings.HasPrefix(known, method) {
			return true
		}
	}
	return false
}

// Write writes p, or the error in our form if p is an error of net/http, which writes
// each of its errors by one call.
func (c *conn) Write(p []byte) (int, error) {
	status := libraryError(p)
	if status == 0 {
		return c.Conn.Write(p)
	}
	if _, err := c.Conn.Write(c.errorResponse(status, libraryMessages[status])); err != nil {
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
func (c *conn) errorResponse(status int, message string) []byte {
	id := newRequestID()
	c.logError(status, id)
	body := unreadError(status, message, id)
	return fmt.Appendf(nil, "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Length: %d\r\nContent-Type: %s\r\nDate: %s\r\nX-Request-Id: %s\r\n\r\n%s",
		status, http.StatusText(status), len(body), jsonType[0], time.Now().UTC().Format(http.TimeFormat), id, body)
}

// LibraryRefusal returns the body of an error of net/http in our form.
func LibraryRefusal(status int, id string) []byte {
	return unreadError(status, libraryMessages[status], id)
}

// unreadError returns the body of an error for a request that no handler saw.
func unreadError(status int, message, id string) []byte {
	code := strings.ToUpper(strings.ReplaceAll(http.StatusText(status), " ", "_"))
	return errorBody(code, message+"Request id: "+id)
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
	c.log("refused unread", slog.Int("status", status), slog.String("request_id", id))
}

// log writes a line of the access log, with the address of the client.
func (c *conn) log(what string, attributes ...slog.Attr) {
	if c.access == nil || !c.access.Enabled(context.Background(), slog.LevelInfo) {
		return
	}
	host, _, _ := net.SplitHostPort(c.RemoteAddr().String())
	record := slog.NewRecord(time.Now(), slog.LevelInfo, what, 0)
	record.AddAttrs(append(attributes, slog.String("client", host))...)
	_ = c.access.Handle(context.Background(), record) // an error cannot be logged anywhere
}
