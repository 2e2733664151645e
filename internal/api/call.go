package api

import (
	"net/http"

	"waybill/internal/ratelimit"
	"waybill/internal/tenant"
)

// This file has the state of a request.

// call is a request and what the steps that it has passed know of it.
type call struct {
	*http.Request
	header    http.Header        // of the answer
	id        string             // answered as X-Request-ID, and logged
	route     *Route             // nil until the router has found it
	segment   string             // of the path, in place of {id}
	principal *tenant.Principal  // nil until the API key is checked
	standing  ratelimit.Standing // of the API key's limits
	body      bodyReader         // the memory that the body has
	report    report             // for the access log and the metrics
}
