package api

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
)

// This file reads what proxies say of a request: the address of the client
// (X-Forwarded-For), and the path below which the client reaches the server
// (X-Forwarded-Prefix). Only the networks of --trusted-proxies are believed.

// proxies are the trusted proxies and the path prefix of the settings.
type proxies struct {
	trusted    []netip.Prefix
	pathPrefix string
}

// trust reports whether an address is that of a trusted proxy.
func (p proxies) trust(host string) bool {
	address, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, network := range p.trusted {
		if network.Contains(address.Unmap()) {
			return true
		}
	}
	return false
}

// client returns the address of the client: the peer's, or, if that is a trusted
// proxy, the last address in X-Forwarded-For that is not a trusted proxy's.
func (p proxies) client(r *http.Request) string {
	host := peer(r)
	if len(r.Header["X-Forwarded-For"]) == 0 {
		return host
	}
	forwarded := strings.Split(strings.Join(r.Header["X-Forwarded-For"], ","), ",")
	for i := len(forwarded) - 1; i >= 0 && p.trust(host); i-- {
		next, ok := parseForwarded(forwarded[i])
		if !ok {
			break
		}
		host = next.String()
	}
	return host
}

// peer returns the address at the other end of the connection.
func peer(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// parseForwarded parses an address in the forms that proxies write: with or without
// quotes, a port, and brackets around an IPv6 address.
func parseForwarded(text string) (netip.Addr, bool) {
	text = strings.Trim(strings.TrimSpace(text), `"`)
	if withPort, err := netip.ParseAddrPort(text); err == nil {
		return withPort.Addr().Unmap().WithZone(""), true
	}
	if inside, ok := strings.CutPrefix(text, "["); ok && strings.HasSuffix(inside, "]") {
		text = strings.TrimSuffix(inside, "]")
	}
	address, err := netip.ParseAddr(text)
	return address.Unmap().WithZone(""), err == nil
}

// prefix returns the path below which the client reaches the server: the header of a
// trusted proxy, or else the setting. A header that is not valid is ignored.
func (p proxies) prefix(r *http.Request) string {
	sent := r.Header["X-Forwarded-Prefix"]
	if len(sent) == 1 && p.trust(peer(r)) {
		if prefix, err := ParsePathPrefix(sent[0]); err == nil {
			return prefix
		}
	}
	return p.pathPrefix
}

// longestPrefix bounds what a proxy can add to every answer.
const longestPrefix = 255

// plainPrefix matches a path that every client and proxy reads in the same way: it has
// no scheme, host, empty segment or percent-encoding.
var plainPrefix = regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)+$`)

// ParsePathPrefix parses the path below which clients reach a server, such as /tms. A
// slash at the end is removed, so the root is an empty prefix. A path that has
// anything but plain segments is an error.
func ParsePathPrefix(text string) (string, error) {
	prefix := strings.TrimSuffix(text, "/")
	if prefix == "" {
		return "", nil
	}
	if len(prefix) > longestPrefix || !plainPrefix.MatchString(prefix) || hasDotSegment(prefix) {
		return "", fmt.Errorf("%q is not a path of letters, digits and - . _ ~, such as /tms", text)
	}
	return prefix, nil
}

func hasDotSegment(path string) bool {
	return strings.Contains(path+"/", "/./") || strings.Contains(path+"/", "/../")
}

// withoutPrefix returns an address without a path prefix, or nil if its path does not
// have the prefix.
func withoutPrefix(u *url.URL, prefix string) *url.URL {
	rest, ok := strings.CutPrefix(u.EscapedPath(), prefix)
	if !ok || prefix == "" || rest != "" && rest[0] != '/' {
		return nil
	}
	below := *u
	below.Path, below.RawPath = u.Path[len(prefix):], strings.TrimPrefix(u.RawPath, prefix)
	if rest == "" {
		below.Path = "/"
	}
	return &below
}
