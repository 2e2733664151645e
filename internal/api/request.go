package api

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// requestID is the client's own id when it is 1 to 128 visible ASCII
// characters, and a new one otherwise.
func requestID(r *http.Request) string {
	if sent := r.Header["X-Request-Id"]; len(sent) > 0 && isVisible(sent[0]) && len(sent[0]) <= 128 {
		return sent[0]
	}
	return newRequestID()
}

func newRequestID() string {
	var chance [16]byte
	_, _ = rand.Read(chance[:]) // never fails
	return hex.EncodeToString(chance[:])
}

func isVisible(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return text != ""
}

// rules are how the handler reads its input, by what the client prefers.
func (c *call) rules(purpose schema.Purpose) schema.Rules {
	return schema.Rules{Purpose: purpose, Strict: c.strictly()}
}

// strictly reports whether members that are no fields are to be refused.
func (c *call) strictly() bool {
	c.asked.applied.strict = true
	return c.strict
}

// parameters are those of the query. With Prefer: handling=strict what is never
// read of them is an error.
func (c *call) parameters() *schema.Parameters {
	return schema.NewParameters(parameters(c.URL.RawQuery), c.strictNames())
}

// strictNames gives the names of the parameters when unknown ones are refused, and
// otherwise nil.
func (c *call) strictNames() []string {
	if c.URL.RawQuery == "" || !prefersStrict(c.Header["Prefer"]) {
		return nil
	}
	return parameterNames(c.URL.RawQuery)
}

// bare makes a handler of a route that takes no parameter.
func bare(handle func(*call) (*answer, error)) func(*call) (*answer, error) {
	return func(c *call) (*answer, error) {
		if c.URL.RawQuery != "" {
			if err := apierr.InvalidInput(c.parameters().Broken()); err != nil {
				return nil, err
			}
		}
		return handle(c)
	}
}

// body reads the body as input. The errors are those of whole.
func (c *call) body() (schema.Body, error) {
	read, err := c.whole()
	if err != nil {
		return schema.Body{}, err
	}
	contentType := c.Header.Get("Content-Type")
	return schema.Body{
		Bytes:   read,
		JSON:    isJSON(contentType),
		Encoded: isCompressed(c.Header["Content-Encoding"]) || !isUTF8(contentType),
	}, nil
}

// whole reads the whole body. It returns apierr.TooLarge for one over the route's
// limit, apierr.Unreadable for one that did not come whole and apierr.Unavailable
// for one that there is no room for. Called again it gives the same.
func (c *call) whole() ([]byte, error) {
	if c.asked.body != nil {
		return c.asked.body, nil
	}
	limit := c.server.options.MaxBody
	if c.route.Operation == Batch {
		limit = c.server.options.MaxBatchBody
	}
	if c.ContentLength > limit {
		return nil, apierr.BodyTooLarge(limit)
	}
	c.room = bodyReader{budget: c.server.bodies, organization: c.principal.Organization}
	read, err := c.room.read(http.MaxBytesReader(c.started, c.Body, limit), c.ContentLength, limit)
	c.in = int64(len(read))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, apierr.BodyTooLarge(limit)
	}
	if errors.Is(err, errNoRoomForBody) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", apierr.New(apierr.Unreadable), err)
	}
	c.asked.body, c.bodyRead = read, true
	c.strict = c.route.Operation.TakesBody() && prefersStrict(c.Header["Prefer"])
	return read, nil
}

// isJSON judges a media type as FastAPI does: application/json and
// application/<anything>+json, whatever the parameters, and none at all.
func isJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	mediaType, _, _ := strings.Cut(contentType, ";")
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	subtype, ok := strings.CutPrefix(mediaType, "application/")
	return ok && !strings.Contains(subtype, "/") && (subtype == "json" || strings.HasSuffix(subtype, "+json"))
}

// isUTF8 judges the charset of a media type. ASCII is a part of UTF-8, and no
// charset, or parameters that cannot be read, leave it to the bytes.
func isUTF8(contentType string) bool {
	if strings.IndexByte(contentType, ';') < 0 {
		return true
	}
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return true
	}
	switch strings.ToLower(parameters["charset"]) {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return true
	}
	return false
}

// isCompressed looks for a content coding, RFC 9110, section 8.4. The server
// decodes none.
func isCompressed(headers []string) bool {
	for _, header := range headers {
		for coding := range strings.SplitSeq(header, ",") {
			if coding = strings.TrimSpace(coding); coding != "" && !strings.EqualFold(coding, "identity") {
				return true
			}
		}
	}
	return false
}

// prefersStrict looks for handling=strict among preferences, RFC 7240. Of a
// preference that is repeated the first counts.
func prefersStrict(headers []string) bool {
	for _, header := range headers {
		for preference := range splitUnquoted(header, ',') {
			preference, _, _ = strings.Cut(preference, ";")
			name, value, _ := strings.Cut(preference, "=")
			if strings.EqualFold(strings.TrimSpace(name), "handling") {
				return strings.Trim(strings.TrimSpace(value), `"`) == "strict"
			}
		}
	}
	return false
}

// splitUnquoted gives the parts of a header between separators that do not
// stand in a quoted string.
func splitUnquoted(header string, separator byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start, quoted := 0, false
		for i := 0; i < len(header); i++ {
			switch {
			case header[i] == '"':
				quoted = !quoted
			case header[i] == '\\' && quoted:
				i++
			case header[i] == separator && !quoted:
				if !yield(header[start:i]) {
					return
				}
				start = i + 1
			}
		}
		yield(header[start:])
	}
}

// client is the address that a request comes from: the peer's, or, when that is
// a trusted proxy, the last one in X-Forwarded-For that is none.
func (c *call) client() string {
	host := c.peer()
	if len(c.Header["X-Forwarded-For"]) == 0 {
		return host
	}
	forwarded := strings.Split(strings.Join(c.Header["X-Forwarded-For"], ","), ",")
	for i := len(forwarded) - 1; i >= 0 && c.server.trusts(host); i-- {
		next, ok := forwardedAddress(forwarded[i])
		if !ok {
			break
		}
		host = next.String()
	}
	return host
}

// peer is the address at the other end of the connection.
func (c *call) peer() string {
	host, _, err := net.SplitHostPort(c.RemoteAddr)
	if err != nil {
		return c.RemoteAddr
	}
	return host
}

// forwardedAddress reads an address as proxies write it: bare or quoted, of IPv6
// also in brackets, with a port or without.
func forwardedAddress(text string) (netip.Addr, bool) {
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

func (s *Server) trusts(host string) bool {
	address, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, proxy := range s.options.TrustedProxies {
		if proxy.Contains(address.Unmap()) {
			return true
		}
	}
	return false
}
