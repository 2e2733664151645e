package api

import (
	"net/http"
	"time"

	"waybill/internal/ratelimit"
	"waybill/internal/tenant"
)

// This file has the state of a request.

// call is a request with its state, which the steps that it passes fill in.
type call struct {
	*http.Request
	header    http.Header        // of the answer
	id        string             // answered as X-Request-ID, and logged
	route     *Route             // nil until the router has found it
	segment   string             // of the path, in place of {id}
	principal *tenant.Principal  // nil until the API key is checked
	standing  ratelimit.Standing // of the API key's limits
	body      bodyReader         // counts the memory of the body
	sent      []byte             // the body, until the answer is written
	report    report
	rc        *http.ResponseController // of the connection; nil unless the request is an import
}

// report has the values that the access log and the metrics get at the end of a request.
type report struct {
	begun   time.Time
	pattern string // of the path; empty for an unknown path
	status  int    // of the answer
	in, out int64  // bytes of the bodies
	gone    bool   // whether the client went away before it had an answer
}
