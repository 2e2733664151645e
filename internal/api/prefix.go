package api

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// A server behind a proxy may be reached below a path, such as /tms. The proxy
// passes paths on with this prefix or without it. Addresses in answers have it.

// longestPrefix bounds what a proxy can put into every answer.
const longestPrefix = 255

// plainPrefix is a path of segments that no client and no proxy reads in two
// ways: it has no scheme, no host, no empty segment, nothing encoded.
var plainPrefix = regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)+$`)

// ParsePathPrefix reads the path below which clients reach a server. The root
// gives an empty prefix. A slash at the end is cut off. Anything but a path of
// plain segments is an error.
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

// prefix is the path below which the client reaches the server: what a trusted
// proxy says, or else the setting. A prefix that is not valid is ignored.
func (c *call) prefix() string {
	sent := c.Header["X-Forwarded-Prefix"]
	if len(sent) == 1 && c.server.trusts(c.peer()) {
		if prefix, err := ParsePathPrefix(sent[0]); err == nil {
			return prefix
		}
	}
	return c.server.options.PathPrefix
}

// find looks up the path as it was sent, and without the prefix if it is unknown.
func (c *call) find() found {
	at := c.server.router.find(c.URL)
	if at.methods != nil || at.redirect != "" {
		return at
	}
	below := withoutPrefix(c.URL, c.prefix())
	if below == nil {
		return at
	}
	request := *c.Request
	request.URL = below
	c.Request = &request
	return c.server.router.find(below)
}

// withoutPrefix gives the address below a prefix, or nil for one that is not.
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
