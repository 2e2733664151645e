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

// This file lets web pages of other origins use the API from a browser, if the
// operator lists their origins: https://fetch.spec.whatwg.org/#http-cors-protocol. No
// answer allows credentials, because API keys are sent in a header and not in cookies.

// Origins are the origins of pages that may use the API. The zero value has none.
type Origins struct {
	any    bool
	listed map[string]bool
}

// Any reports whether all origins may use the API.
func (o Origins) Any() bool { return o.any }

// anyOrigin stands for all origins. It is never a default.
const anyOrigin = "*"

// ParseOrigins parses a comma-separated list of origins, or * for all origins. An
// origin in a form that browsers do not send is an error.
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

// plainHost matches a host name or an IPv4 address in the form that browsers send: in
// lower case and in ASCII.
var plainHost = regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z0-9_-]+)*$`)

func checkOrigin(text string) error {
	if text == anyOrigin {
		return errors.New("* must be the only entry")
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

// isNone reports whether no origin is allowed.
func (o *Origins) isNone() bool { return !o.any && len(o.listed) == 0 }

func (o *Origins) allows(origin string) bool { return o.any || o.listed[origin] }

var (
	allowedMethods = strings.Join([]string{
		http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}, ", ")
	allowedHeaders = strings.Join([]string{
		"Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID", "Prefer", "X-API-Key", "X-Request-ID"}, ", ")
	exposedHeaders = []string{strings.Join([]string{
		"Allow", "ETag", "Idempotency-Replayed", "Link", "Location", "Preference-Applied", "RateLimit", "RateLimit-Policy", "Retry-After",
		"Waybill-Cursor", "Waybill-Dry-Run", "Waybill-Held", "WWW-Authenticate", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Request-ID"}, ", ")}
)

// preflight returns the answer to the request that a browser sends before the request
// of a page. It allows the same for every path: the request itself is checked.
func preflight() *answer {
	return &answer{status: http.StatusNoContent, header: [][2]string{
		{"Access-Control-Allow-Methods", allowedMethods},
		{"Access-Control-Allow-Headers", allowedHeaders},
		{"Access-Control-Max-Age", "7200"}, // Chromium's maximum
	}}
}

// isPreflight reports whether a request is the preflight of a page that may use the
// API.
func isPreflight(r *http.Request, origins *Origins) bool {
	return r.Method == http.MethodOptions && r.Header["Access-Control-Request-Method"] != nil && allowedOrigin(r, origins) != ""
}

// allowedOrigin returns the origin of the page that sent a request, or an empty string
// if the origin is not allowed.
func allowedOrigin(r *http.Request, origins *Origins) string {
	sent := r.Header["Origin"]
	if len(sent) != 1 || !origins.allows(sent[0]) {
		return ""
	}
	return sent[0]
}

// showOrigin sets the headers that let the page read the answer. Caches must not give the
// answer to a page of another origin, so it varies by the origin.
func showOrigin(header http.Header, r *http.Request, origins *Origins) {
	if origins.isNone() {
		return
	}
	if !origins.any {
		header.Add("Vary", "Origin")
	}
	origin := allowedOrigin(r, origins)
	if origin == "" {
		return
	}
	if origins.any {
		origin = anyOrigin
	}
	header["Access-Control-Allow-Origin"] = []string{origin}
	header["Access-Control-Expose-Headers"] = exposedHeaders
}
