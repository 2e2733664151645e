package api

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Pages of other origins may use the API from a browser when the operator lists
// their origins: https://fetch.spec.whatwg.org/#http-cors-protocol. Keys travel
// in a header of their own and never in cookies, so no answer allows credentials.

// Origins are the origins of pages that may use the API. The zero value allows
// none.
type Origins struct {
	any    bool
	listed map[string]bool
}

// anyOrigin allows pages of every origin. It is never a default.
const anyOrigin = "*"

// ParseOrigins reads origins as browsers send them, with commas between them, or
// * alone for any. Anything that no browser would send is an error.
func ParseOrigins(list string) (Origins, error) {
	switch list {
	case "":
		return Origins{}, nil
	case anyOrigin:
		return Origins{any: true}, nil
	}
	listed := map[string]bool{}
	for text := range strings.SplitSeq(list, ",") {
		if err := checkOrigin(text); err != nil {
			return Origins{}, fmt.Errorf("%q is not an origin: %w", text, err)
		}
		listed[text] = true
	}
	return Origins{listed: listed}, nil
}

// plainHost is a name or an IPv4 address, as browsers send them: in lower case and
// in ASCII.
var plainHost = regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z0-9_-]+)*$`)

func checkOrigin(text string) error {
	if text == anyOrigin {
		return errors.New("* stands alone")
	}
	parsed, err := url.Parse(text)
	if err != nil || defaultPorts[parsed.Scheme] == "" || text != parsed.Scheme+"://"+parsed.Host || !isHost(parsed.Hostname()) {
		return errors.New("write a scheme, a host in lower case and maybe a port, as in https://app.example.com or http://localhost:3000")
	}
	if parsed.Port() == defaultPorts[parsed.Scheme] {
		return errors.New("browsers leave out :" + parsed.Port())
	}
	_, err = strconv.ParseUint(parsed.Port(), 10, 16)
	if strings.HasSuffix(parsed.Host, ":") || parsed.Port() != "" && (err != nil || parsed.Port()[0] == '0') {
		return errors.New("a port is a number from 1 to 65535")
	}
	return nil
}

func isHost(name string) bool {
	address, err := netip.ParseAddr(name)
	return err == nil && address.String() == name || plainHost.MatchString(name)
}

var defaultPorts = map[string]string{"http": "80", "https": "443"}

// isNone reports whether no page of another origin may use the API.
func (o *Origins) isNone() bool { return !o.any && len(o.listed) == 0 }

func (o *Origins) allows(origin string) bool { return o.any || o.listed[origin] }

var (
	allowedMethods = strings.Join([]string{
		http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}, ", ")
	allowedHeaders = strings.Join([]string{
		"Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Prefer", "X-API-Key", "X-Request-ID"}, ", ")
	exposedHeaders = []string{strings.Join([]string{
		"Allow", "ETag", "Idempotency-Replayed", "Location", "Preference-Applied", "RateLimit", "RateLimit-Policy", "Retry-After",
		"Waybill-Dry-Run", "WWW-Authenticate", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Request-ID"}, ", ")}
)

// preflight answers the question that a browser sends before a request. What the
// path allows is for the answer to the request itself.
func preflight() *answer {
	return &answer{status: http.StatusNoContent, header: [][2]string{
		{"Access-Control-Allow-Methods", allowedMethods},
		{"Access-Control-Allow-Headers", allowedHeaders},
		{"Access-Control-Max-Age", "7200"}, // the most that Chromium takes
	}}
}

// isPreflight reports whether a browser asks for a page that may use the API.
func (c *call) isPreflight() bool {
	return c.Method == http.MethodOptions && c.Header["Access-Control-Request-Method"] != nil && c.origin() != ""
}

// origin is that of the page which sent the request, if it may use the API.
func (c *call) origin() string {
	sent := c.Header["Origin"]
	if len(sent) != 1 || !c.server.options.Origins.allows(sent[0]) {
		return ""
	}
	return sent[0]
}

// showOrigin lets a browser give the answer to the page. Caches must not give it
// to a page of another origin.
func (c *call) showOrigin(header http.Header) {
	origins := &c.server.options.Origins
	if origins.isNone() {
		return
	}
	if !origins.any {
		header.Add("Vary", "Origin")
	}
	origin := c.origin()
	if origin == "" {
		return
	}
	if origins.any {
		origin = anyOrigin
	}
	header["Access-Control-Allow-Origin"] = []string{origin}
	header["Access-Control-Expose-Headers"] = exposedHeaders
}
