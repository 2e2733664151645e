package api

import (
	"fmt"
	"strconv"
	"strings"
)

// This file has the Link header of lists, RFC 8288.

// longestLinks is the most bytes of a Link header. Proxies reserve a few KiB for all
// headers of an answer, and answer 502 themselves when these do not suffice.
const longestLinks = 2 << 10

// place is the place of a page in its list.
type place struct {
	number, pages  int64 // the page, and how many pages there are
	next, previous bool  // whether there are pages after and before it
}

// linkHeader returns the links from a page to the first and the last page of its list, and
// to the pages beside it. Path is the path of the list as the client reaches it, and query
// is the query of the request. The links have all of its parameters except the page, as
// the client has encoded them. It returns "" for links of more than longestLinks bytes.
func linkHeader(path, query string, p place) string {
	before := path + "?" + withoutPage(query) + "page="
	last := max(p.pages, 1)
	var links []string
	add := func(relation string, page int64) {
		links = append(links, "<"+before+strconv.FormatInt(page, 10)+`>; rel="`+relation+`"`)
	}
	add("first", 1)
	if p.previous {
		add("prev", min(p.number-1, last))
	}
	if p.next {
		add("next", p.number+1)
	}
	add("last", last)
	header := strings.Join(links, ", ")
	if len(header) > longestLinks {
		return ""
	}
	return header
}

// withoutPage returns a query without the parameter page, in a form to which another
// parameter can be appended.
func withoutPage(query string) string {
	if len(query) > longestLinks {
		return query // too long anyway
	}
	var kept strings.Builder
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && unescapeParameter(name) != "page" {
			kept.WriteString(encodeForHeader(part) + "&")
		}
	}
	return kept.String()
}

// encodeForHeader encodes the bytes of a query that would end a link or that a header
// cannot have. Clients need not encode them.
func encodeForHeader(part string) string {
	plain := func(c rune) bool { return c > ' ' && c < 0x7f && !strings.ContainsRune(`<>"`, c) }
	if strings.IndexFunc(part, func(c rune) bool { return !plain(c) }) < 0 {
		return part
	}
	var encoded strings.Builder
	for _, c := range []byte(part) {
		if plain(rune(c)) {
			encoded.WriteByte(c)
		} else {
			fmt.Fprintf(&encoded, "%%%02X", c)
		}
	}
	return encoded.String()
}

// linksOf returns the Link header of a page of a list, or "".
func linksOf(b *backend, c *call, p place) string {
	return linkHeader(b.proxies.prefix(c.Request)+c.route.Path, c.URL.RawQuery, p)
}
