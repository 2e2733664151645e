package api

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"waybill/internal/schema"
)

// This file decodes percent-encoded paths and queries as FastAPI does. FastAPI accepts
// semicolons, and percent signs without two digits, which net/url refuses.

// parseQuery returns the parameters of the query. With Prefer: handling=strict, each
// parameter that is never read is an error.
func parseQuery(r *http.Request) *schema.Parameters {
	return schema.NewParameters(parameters(r.URL.RawQuery), strictNames(r))
}

// strictNames returns the names of the parameters if unknown ones are errors, and nil
// otherwise.
func strictNames(r *http.Request) []string {
	if r.URL.RawQuery == "" || !prefersStrict(r.Header["Prefer"]) {
		return nil
	}
	return parameterNames(r.URL.RawQuery)
}

// parameters returns the values of a query by name. If a name is repeated, the last
// value counts.
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

// parameterNames returns the names in the order of the query. It is never nil.
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

// unescape decodes percent-encoded bytes. A percent sign without two hexadecimal
// digits stays. Bytes that are not UTF-8 become U+FFFD, as in Python: one for each
// part of a character. A client may send such bytes without encoding them.
func unescape(text string) string {
	if strings.IndexByte(text, '%') < 0 && utf8.ValidString(text) {
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
	// The decoder replaces invalid bytes and never fails.
	valid, _ := unicode.UTF8.NewDecoder().Bytes(decoded)
	return string(valid)
}

// unhex returns the value of a hexadecimal digit, or -1.
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
