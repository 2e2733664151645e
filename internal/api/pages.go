package api

import (
	"context"
	"net/http"

	"waybill/internal/apierr"
)

// This file serves pages, such as the OpenAPI document, beside the resources.

// Page is served without an API key, for GET and HEAD.
type Page struct {
	Path string // the last segment may be {id}, which matches any segment
	// Find returns the handler of a request, or nil for the answer to an unknown path.
	// The segment is that of {id}. The prefix is the path below which the client
	// reaches the server; links in the page must begin with it.
	Find func(segment, prefix string) http.Handler
}

func (p Page) route() Route {
	return Route{Method: http.MethodGet, Path: p.Path, handle: func(_ context.Context, b *backend, c *call) (*answer, error) {
		handler := p.Find(c.segment, b.proxies.prefix(c.Request))
		if handler == nil {
			return nil, apierr.New(apierr.NoSuchPath)
		}
		return &answer{stream: func(w http.ResponseWriter) { handler.ServeHTTP(w, c.Request) }}, nil
	}}
}
