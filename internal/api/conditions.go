package api

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/resource"
)

// entityTag is the ETag of a version of a record.
func entityTag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// entityTags are those that a header lists, RFC 9110, section 8.8.3.
type entityTags struct {
	any    bool // *
	strong []string
	weak   []string
}

// has compares strongly.
func (t *entityTags) has(tag string) bool { return t.any || slices.Contains(t.strong, tag) }

// hasWeakly compares weakly.
func (t *entityTags) hasWeakly(tag string) bool { return t.has(tag) || slices.Contains(t.weak, tag) }

// readEntityTags reads a header that lists tags, on as many lines as it has. It
// reports false for anything else.
func readEntityTags(lines []string) (*entityTags, bool) {
	tags, rest := &entityTags{}, strings.Join(lines, ",")
	if strings.Trim(rest, " \t") == "*" {
		tags.any = true
		return tags, true
	}
	for {
		rest = strings.TrimLeft(rest, ", \t")
		if rest == "" {
			return tags, len(tags.strong)+len(tags.weak) > 0
		}
		opaque, isWeak := strings.CutPrefix(rest, "W/")
		end := tagEnd(opaque)
		if end < 0 {
			return nil, false
		}
		if isWeak {
			tags.weak = append(tags.weak, opaque[:end])
		} else {
			tags.strong = append(tags.strong, opaque[:end])
		}
		if rest = strings.TrimLeft(opaque[end:], " \t"); rest != "" && rest[0] != ',' {
			return nil, false
		}
	}
}

// tagEnd is where a tag ends that a text begins with, or -1. Anything visible but
// a quote may stand in one.
func tagEnd(text string) int {
	if text == "" || text[0] != '"' {
		return -1
	}
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return i + 1
		case text[i] <= ' ' || text[i] == 0x7f:
			return -1
		}
	}
	return -1
}

// isKnown reports whether the client has a version already. A header that cannot
// be understood only costs it an answer that it might have spared.
func (c *call) isKnown(version int64) bool {
	tags, ok := readEntityTags(c.Header["If-None-Match"])
	return ok && tags.hasWeakly(entityTag(version))
}

// condition is what If-Match and If-None-Match require of the version that is
// changed, or nil. A header that cannot be understood is an error: to change
// something all the same is what the client wanted to prevent.
func (c *call) condition() (resource.Condition, error) {
	c.asked.applied.condition = true
	match, err := c.entityTags("If-Match")
	if err != nil {
		return nil, err
	}
	noneMatch, err := c.entityTags("If-None-Match")
	if err != nil || match == nil && noneMatch == nil {
		return nil, err
	}
	return func(version int64) bool {
		tag := entityTag(version)
		return (match == nil || match.has(tag)) && (noneMatch == nil || !noneMatch.hasWeakly(tag))
	}, nil
}

// withWeakTags adds to a refusal that If-Match has weak tags, if it has: clients
// do not know that a proxy on the way changes the tags that they get.
func (c *call) withWeakTags(failure *apierr.Error) *apierr.Error {
	tags, err := c.entityTags("If-Match")
	if err != nil || tags == nil || len(tags.weak) == 0 {
		return failure
	}
	explained := *failure
	explained.Text = "; If-Match has a weak tag (W/), which never matches: a proxy that compresses answers makes tags weak"
	return &explained
}

// isConditional reports whether the request has a condition.
func (c *call) isConditional() bool {
	return len(c.Header["If-Match"]) > 0 || len(c.Header["If-None-Match"]) > 0
}

// entityTags gives nil for a header that was not sent.
func (c *call) entityTags(name string) (*entityTags, error) {
	lines := c.Header[http.CanonicalHeaderKey(name)]
	if len(lines) == 0 {
		return nil, nil
	}
	tags, ok := readEntityTags(lines)
	if !ok {
		return nil, apierr.UnusableHeader(name + ` must be * or a list of entity tags, such as "7", "8"`)
	}
	return tags, nil
}
