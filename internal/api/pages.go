package api

import (
	"net/http"

	"waybill/internal/apierr"
)

// Page is served beside the resources, without a key, for GET and HEAD.
type Page struct {
	Path string // its last segment may be {id}, for any segment
	// Find gives what answers a request, or nil for the answer to an unknown path.
	// The segment stands in the path in place of {id}. The prefix is the path below
	// which the client reaches the server; addresses in answers begin with it.
	Find func(segment, prefix string) http.Handler
}

func (p Page) route() Route {
	return Route{Method: http.MethodGet, Path: p.Path, handle: func(c *call) (*answer, error) {
		handler := p.Find(c.key, c.prefix())
		if handler == nil {
			return nil, apierr.New(apierr.NoSuchPath)
		}
		return &answer{stream: func(w http.ResponseWriter) { handler.ServeHTTP(w, c.Request) }}, nil
	}}
}
