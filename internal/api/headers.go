package api

import (
	"crypto/rand"
	"encoding/hex"
	"mime"
	"net/http"
	"strings"

	"waybill/internal/apierr"
)

// This file parses the headers of requests, except those of ETags (etag.go), proxies
// (proxies.go), CORS (cors.go) and compression (gzip.go).

// HandlingStrict is the preference that makes unknown members errors.
const HandlingStrict = "handling=strict"

// Values of response headers that are always the same.
var (
	jsonType        = []string{"application/json"}
	headerTrue      = []string{"true"}
	handlingStrict  = []string{HandlingStrict}
	connectionClose = []string{"close"}
	// cachePrivate keeps answers out of shared caches, which do not know that an answer
	// depends on X-API-Key. A client's own cache may store them, and revalidates them by
	// their ETags.
	cachePrivate = []string{"private, no-cache"}
)

// requestID returns the client's own id if it is 1 to 128 visible ASCII characters,
// and a random one otherwise.
func requestID(r *http.Request) string {
	if sent := r.Header["X-Request-Id"]; len(sent) > 0 && isVisible(sent[0]) && len(sent[0]) <= 128 {
		return sent[0]
	}
	return newRequestID()
}

func newRequestID() string {
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails
	return hex.EncodeToString(random[:])
}

// isVisible reports whether text is one or more visible ASCII characters.
func isVisible(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return text != ""
}

// closesConnection reports whether the connection must be closed after the answer. A
// proxy may disagree about the end of such a request and take the bytes after it for a
// part of its body, which hides a second request (request smuggling). RFC 9112, section
// 6.1, requires it for Transfer-Encoding in HTTP/1.0, and for a Content-Length beside
// Transfer-Encoding. net/http removes that Content-Length, so every request with
// Transfer-Encoding closes its connection.
func closesConnection(r *http.Request) bool {
	return len(r.TransferEncoding) > 0 || !r.ProtoAtLeast(1, 1)
}

// isJSON reports whether FastAPI takes a media type for JSON: application/json and
// application/<anything>+json with any parameters, and a missing one.
func isJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	mediaType, _, _ := strings.Cut(contentType, ";")
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	subtype, ok := strings.CutPrefix(mediaType, "application/")
	return ok && !strings.Contains(subtype, "/") && (subtype == "json" || strings.HasSuffix(subtype, "+json"))
}

// isUTF8 reports whether the charset of a media type is UTF-8 or a part of it. A
// media type without a charset, or with parameters that cannot be parsed, is taken
// for UTF-8: the bytes of the body decide.
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

// isCompressed reports whether Content-Encoding, RFC 9110, section 8.4, has a coding.
// The server decodes none.
func isCompressed(lines []string) bool {
	for _, line := range lines {
		for coding := range strings.SplitSeq(line, ",") {
			if coding = strings.TrimSpace(coding); coding != "" && !strings.EqualFold(coding, "identity") {
				return true
			}
		}
	}
	return false
}

// prefersStrict reports whether Prefer, RFC 7240, has handling=strict. If the
// preference is repeated, the first one counts.
func prefersStrict(lines []string) bool {
	for _, line := range lines {
		for preference := range splitUnquoted(line, ',') {
			preference, _, _ = strings.Cut(preference, ";")
			name, value, _ := strings.Cut(preference, "=")
			if strings.EqualFold(strings.TrimSpace(name), "handling") {
				return strings.Trim(strings.TrimSpace(value), `"`) == "strict"
			}
		}
	}
	return false
}

// splitUnquoted returns the parts of a header between the separators that are not in
// a quoted string.
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

// parseIdempotencyKey parses an Idempotency-Key: a string of RFC 8941, or its
// characters without quotes. It returns an apierr.BadHeader for any other value.
func parseIdempotencyKey(lines []string) (string, error) {
	key, ok := lines[0], true
	if strings.HasPrefix(key, `"`) {
		key, ok = unquote(key)
	}
	if !ok || len(lines) != 1 || !isVisible(key) || len(key) > 255 {
		return "", BadIdempotencyKey()
	}
	return key, nil
}

// BadIdempotencyKey returns the error for an Idempotency-Key that is not valid.
func BadIdempotencyKey() *apierr.Error {
	return apierr.UnusableHeader("Idempotency-Key must be given once, as 1 to 255 visible ASCII characters, bare or as a quoted string")
}

// unquote returns the value of a string of RFC 8941, in which a backslash may only
// escape a quote or a backslash.
func unquote(quoted string) (string, bool) {
	plain := make([]byte, 0, len(quoted))
	for i := 1; i < len(quoted); i++ {
		switch {
		case quoted[i] == '"':
			return string(plain), i == len(quoted)-1
		case quoted[i] != '\\':
			plain = append(plain, quoted[i])
		case i+1 < len(quoted) && (quoted[i+1] == '"' || quoted[i+1] == '\\'):
			i++
			plain = append(plain, quoted[i])
		default:
			return "", false
		}
	}
	return "", false
}
