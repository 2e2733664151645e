package api

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/encoding/unicode"

	"waybill/internal/apierr"
	"waybill/internal/resource"
)

// Operation is what a route does.
type Operation int

// The operations. Update and Patch do the same under the two methods PUT and PATCH.
const (
	Unlisted Operation = iota // not part of the API: a page
	Health
	Readiness
	Create
	Get
	List
	Update
	Patch
	Delete
	Batch
)

// Writes reports whether the operation changes records.
func (o Operation) Writes() bool { return o.TakesBody() || o == Delete }

// TakesBody reports whether the operation reads a body.
func (o Operation) TakesBody() bool { return o == Create || o == Batch || o.repeats() }

// repeats reports whether the operation succeeds again when it has been done.
func (o Operation) repeats() bool { return o == Update || o == Patch || o == Batch }

// Route is one method of one path. A route of GET also answers HEAD.
type Route struct {
	Method    string
	Path      string // its last segment may be {id}, for any segment
	Operation Operation
	Scope     string // that the key needs; empty for a route without a key
	Envelope  apierr.Envelope
	handle    func(*call) (*answer, error)
}

// Group is the routes of a resource.
type Group struct {
	Resource resource.Description
	Routes   []Route
}

// methods are the routes of one path.
type methods struct {
	path   string
	routes map[string]*Route
	allow  string
}

// router finds routes. The standard library's ServeMux cleans paths and answers
// in its own words; the contract does not.
type router struct {
	exact map[string]*methods // by path
	below map[string]*methods // by path without its last segment, {id}
}

const anySegment = "/{id}"

func newRouter(routes []Route) router {
	rt := router{exact: map[string]*methods{}, below: map[string]*methods{}}
	for i := range routes {
		r := &routes[i]
		paths, path := rt.exact, r.Path
		if prefix, ok := strings.CutSuffix(path, anySegment); ok {
			paths, path = rt.below, prefix
		}
		if paths[path] == nil {
			paths[path] = &methods{path: r.Path, routes: map[string]*Route{}}
		}
		paths[path].add(r)
	}
	return rt
}

// add adds a route, and HEAD with GET.
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

// found is what a path leads to. All fields are zero for an unknown path.
type found struct {
	methods  *methods
	key      string // the segment in place of {id}, decoded
	redirect string // where to go instead
}

// find looks a path up as it was sent: a slash that is encoded belongs to its
// segment.
func (rt *router) find(u *url.URL) found {
	path := u.EscapedPath()
	if f := rt.match(path); f.methods != nil {
		return f
	}
	if trimmed := strings.TrimRight(path, "/"); trimmed != path && rt.match(trimmed).methods != nil {
		if u.RawQuery != "" {
			trimmed += "?" + u.RawQuery
		}
		return found{redirect: trimmed}
	}
	return found{}
}

func (rt *router) match(path string) found {
	if m, ok := rt.exact[path]; ok {
		return found{methods: m}
	}
	slash := strings.LastIndexByte(path, '/')
	if slash > 0 && slash+1 < len(path) {
		if m, ok := rt.below[path[:slash]]; ok {
			return found{methods: m, key: unescape(path[slash+1:])}
		}
	}
	// The path may have letters encoded that need not be.
	if plain := plainPath(path); plain != path {
		return rt.match(plain)
	}
	return found{}
}

// plainPath decodes what is encoded in a path's segments but the last two, of
// which one may be a key. A segment that has a slash encoded stays as it is.
func plainPath(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if decoded := unescape(segment); !strings.ContainsAny(decoded, "/%") {
			segments[i] = (&url.URL{Path: decoded}).EscapedPath()
		}
	}
	return strings.Join(segments, "/")
}

// unescape decodes what is percent-encoded, and leaves what only looks like it.
// Bytes that are no UTF-8 become U+FFFD as in Python, one for each part of a
// character.
func unescape(text string) string {
	if strings.IndexByte(text, '%') < 0 {
		return text
	}
	decoded := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			if high, low := unhex(text[i+1]), unhex(text[i+2]); high >= 0 && low >= 0 {
				decoded = append(decoded, byte(high<<4|low))
				i += 2
				continue
			}
		}
		decoded = append(decoded, text[i])
	}
	// The decoder replaces what is wrong and never fails.
	valid, _ := unicode.UTF8.NewDecoder().Bytes(decoded)
	return string(valid)
}

func unhex(digit byte) int {
	switch {
	case '0' <= digit && digit <= '9':
		return int(digit - '0')
	case 'a' <= digit && digit <= 'f':
		return int(digit-'a') + 10
	case 'A' <= digit && digit <= 'F':
		return int(digit-'A') + 10
	}
	return -1
}

// parameters decodes a query as FastAPI does. Of a name that is repeated the
// last counts.
func parameters(query string) map[string]string {
	decoded := map[string]string{}
	for part := range strings.SplitSeq(query, "&") {
		if part != "" {
			name, value, _ := strings.Cut(part, "=")
			decoded[unescapeParameter(name)] = unescapeParameter(value)
		}
	}
	return decoded
}

// parameterNames gives the names in the order of the query, never nil.
func parameterNames(query string) []string {
	names := []string{}
	for part := range strings.SplitSeq(query, "&") {
		if part != "" {
			name, _, _ := strings.Cut(part, "=")
			names = append(names, unescapeParameter(name))
		}
	}
	return names
}

func unescapeParameter(text string) string {
	return unescape(strings.ReplaceAll(text, "+", " "))
}
