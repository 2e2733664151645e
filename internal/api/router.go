package api

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/bulk"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// This file finds the route of a request by path and method.

// basePath is the start of the contract's paths, and ownPath of those that are additions
// to it.
const (
	basePath = "/v2/tms-api"
	ownPath  = "/waybill/v1"
)

// Route is a method of a path. A route for GET also serves HEAD.
type Route struct {
	Method    string
	Path      string // the last segment, or the segment before it, may be {id}, which matches any segment
	Operation Operation
	Scopes    []string // that the API key must have; nil for a route without an API key
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
	Views    []resource.View // some of the routes show them
	Files    bulk.Records    // the records, for exports and imports
	Replica  resource.Replica
	guarded  resource.Guarded
	noun     string // of the resource in events
	// erase deletes the record under an external reference.
	erase func(tx *sqldb.Tx, organization int64, reference string) error
	// applyHeld makes a held change of the record with an id.
	applyHeld func(tx *sqldb.Tx, organization int64, id string, version int64, after []byte) error
	// read returns the record under an external reference or id as an answer shows it.
	read func(tx *sqldb.ReadTx, organization int64, key string) ([]byte, error)
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
	exact  map[string]*methods        // by path
	around map[aroundSegment]*methods // by the path around /{id}
}

// aroundSegment is a path without a segment: what is before the slash of the segment, and
// what follows the segment, which is "" or one segment with its slash.
type aroundSegment struct{ before, after string }

// AnySegment stands in the path of a route that matches any segment there.
const AnySegment = "/{id}"

func newRouter(routes []Route) router {
	rt := router{exact: map[string]*methods{}, around: map[aroundSegment]*methods{}}
	for i := range routes {
		r := &routes[i]
		if before, after, ok := strings.Cut(r.Path, AnySegment); ok {
			addTo(rt.around, aroundSegment{before, after}, r)
		} else {
			addTo(rt.exact, r.Path, r)
		}
	}
	return rt
}

func addTo[K comparable](paths map[K]*methods, key K, r *Route) {
	if paths[key] == nil {
		paths[key] = &methods{path: r.Path, routes: map[string]*Route{}}
	}
	paths[key].add(r)
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
	last := strings.LastIndexByte(path, '/')
	if m := rt.matchAround(path, last, len(path)); m.methods != nil {
		return m
	}
	if last > 0 {
		if m := rt.matchAround(path, strings.LastIndexByte(path[:last], '/'), last); m.methods != nil {
			return m
		}
	}
	// A client may have encoded letters that need no encoding.
	if plain := plainPath(path); plain != path {
		return rt.match(plain)
	}
	return routeMatch{}
}

// matchAround looks up the path around the segment that begins with a slash and has an end.
func (rt *router) matchAround(path string, slash, end int) routeMatch {
	if slash <= 0 || slash+1 == end {
		return routeMatch{}
	}
	if m, ok := rt.around[aroundSegment{path[:slash], path[end:]}]; ok {
		return routeMatch{methods: m, segment: unescape(path[slash+1 : end])}
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
