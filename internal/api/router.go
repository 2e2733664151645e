package api

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/resource"
)

// This file finds the route of a request by path and method.

// basePath is the start of the contract's paths.
const basePath = "/v2/tms-api"

// Route is a method of a path. A route for GET also serves HEAD.
type Route struct {
	Method    string
	Path      string // the last segment may be {id}, which matches any segment
	Operation Operation
	Scope     string // that the API key must have; empty for a route without an API key
	Envelope  apierr.Envelope
	handle    handler
}

// handler answers a request that is admitted. ctx ends with the time limit of the
// request.
type handler func(ctx context.Context, b *backend, c *call) (*answer, error)

// Group has the routes of a resource, for one server.
type Group struct {
	Resource resource.Description
	Routes   []Route
	guarded  resource.Guarded
}

// methods are the routes of one path.
type methods struct {
	path   string
	routes map[string]*Route
	allow  string
}

// router finds the routes of a path. http.ServeMux cannot be used: it cleans paths and
// has its own error texts.
type router struct {
	exact map[string]*methods // by path
	below map[string]*methods // by the path before /{id}
}

// AnySegment ends the path of a route that matches any last segment.
const AnySegment = "/{id}"

func newRouter(routes []Route) router {
	rt := router{exact: map[string]*methods{}, below: map[string]*methods{}}
	for i := range routes {
		r := &routes[i]
		paths, path := rt.exact, r.Path
		if prefix, ok := strings.CutSuffix(path, AnySegment); ok {
			paths, path = rt.below, prefix
		}
		if paths[path] == nil {
			paths[path] = &methods{path: r.Path, routes: map[string]*Route{}}
		}
		paths[path].add(r)
	}
	return rt
}

// add adds a route. A route for GET is added for HEAD too.
func (m *methods) add(r *Route) {
	m.routes[r.Method] = r
	if r.Method == http.MethodGet {
		m.routes[http.MethodHead] = r
	}
	var names []string
	for name := range m.routes {
		names = append(names, name)
	}
	slices.Sort(names)
	m.allow = strings.Join(names, ", ")
}

// routeMatch is the result of a look-up. All fields are zero for an unknown path.
type routeMatch struct {
	methods  *methods
	segment  string // in place of {id}, decoded
	redirect string // the path without slashes at its end, with the query
}

// find looks up a path in the form in which it was sent, where an encoded slash is a
// part of its segment.
func (rt *router) find(u *url.URL) routeMatch {
	path := u.EscapedPath()
	if f := rt.match(path); f.methods != nil {
		return f
	}
	if trimmed := strings.TrimRight(path, "/"); trimmed != path && rt.match(trimmed).methods != nil {
		if u.RawQuery != "" {
			trimmed += "?" + u.RawQuery
		}
		return routeMatch{redirect: trimmed}
	}
	return routeMatch{}
}

func (rt *router) match(path string) routeMatch {
	if m, ok := rt.exact[path]; ok {
		return routeMatch{methods: m}
	}
	slash := strings.LastIndexByte(path, '/')
	if slash > 0 && slash+1 < len(path) {
		if m, ok := rt.below[path[:slash]]; ok {
			return routeMatch{methods: m, segment: unescape(path[slash+1:])}
		}
	}
	// A client may have encoded letters that need no encoding.
	if plain := plainPath(path); plain != path {
		return rt.match(plain)
	}
	return routeMatch{}
}

// plainPath returns a path without needless percent-encoding. A segment with an
// encoded slash or percent sign is left as it is.
func plainPath(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if decoded := unescape(segment); !strings.ContainsAny(decoded, "/%") {
			segments[i] = (&url.URL{Path: decoded}).EscapedPath()
		}
	}
	return strings.Join(segments, "/")
}
