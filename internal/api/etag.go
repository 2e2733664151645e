package api

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/resource"
)

// This file has the ETag of a record and the conditional headers of RFC 9110.
//
// The ETag is the record's version: "7". A body may also show the names of other
// records, which change while the version stays. Such a record has the ETag
// "7-0a1b2c3d": the version, and a hash of what is shown. If-None-Match on GET
// compares the whole ETag, so a client never keeps an old name. If-Match compares
// the version only, so the rename of another record is no conflict.

// entityTag returns the strong ETag of a version of a record. shown is what the
// body shows of other records; nil for a resource that shows nothing of them.
func entityTag(version int64, shown []byte) string {
	var buffer [len(`"-9223372036854775808-01234567"`)]byte
	tag := strconv.AppendInt(append(buffer[:0], '"'), version, 10)
	if shown != nil {
		hash := sha256.Sum256(shown)
		tag = hex.AppendEncode(append(tag, '-'), hash[:hashBytes])
	}
	return string(append(tag, '"'))
}

// hashBytes is the number of bytes of the hash that an ETag shows.
const hashBytes = 4

// withoutHash removes the hash from an ETag that entityTag has returned. It returns any
// other ETag unchanged.
func withoutHash(tag string) string {
	dash := len(tag) - len(`-01234567"`)
	if dash < 2 || tag[dash] != '-' {
		return tag
	}
	var hash [hashBytes]byte
	if _, err := hex.Decode(hash[:], []byte(tag[dash+1:len(tag)-1])); err != nil {
		return tag
	}
	return tag[:dash] + `"`
}

// entityTags are the ETags that a header lists, RFC 9110, section 8.8.3.
type entityTags struct {
	any    bool // *
	strong []string
	weak   []string
}

// matches reports whether the strong comparison finds tag.
func (t *entityTags) matches(tag string) bool { return t.any || slices.Contains(t.strong, tag) }

// matchesWeakly reports whether the weak comparison finds tag.
func (t *entityTags) matchesWeakly(tag string) bool {
	return t.matches(tag) || slices.Contains(t.weak, tag)
}

// dropHashes removes the hash from each ETag.
func (t *entityTags) dropHashes() {
	for _, list := range [][]string{t.strong, t.weak} {
		for i, tag := range list {
			list[i] = withoutHash(tag)
		}
	}
}

// parseEntityTags parses the lines of a header that lists ETags. It reports false
// for anything that is neither such a list nor *.
func parseEntityTags(lines []string) (*entityTags, bool) {
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

// tagEnd returns the length of the quoted ETag at the start of text, or -1 if text
// does not start with an ETag. An ETag has any visible characters except quotes.
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

// isKnown reports whether If-None-Match lists the ETag of a record that is read. A
// header that cannot be parsed is ignored: the client gets the record again.
func isKnown(header http.Header, tag string) bool {
	lines := header["If-None-Match"]
	if len(lines) == 0 {
		return false
	}
	tags, ok := parseEntityTags(lines)
	return ok && tags.matchesWeakly(tag)
}

// parseCondition returns what If-Match and If-None-Match require of the version that
// is changed, or nil if neither header was sent. hashed says that the resource has
// ETags with a hash, which is not compared. A header that cannot be parsed is an
// apierr.BadHeader, because a client that sends a condition wants no change without it.
func parseCondition(header http.Header, hashed bool) (resource.Condition, error) {
	match, err := parseTagHeader(header, "If-Match", hashed)
	if err != nil {
		return nil, err
	}
	noneMatch, err := parseTagHeader(header, "If-None-Match", hashed)
	if err != nil || match == nil && noneMatch == nil {
		return nil, err
	}
	return func(version int64) bool {
		tag := entityTag(version, nil)
		return (match == nil || match.matches(tag)) && (noneMatch == nil || !noneMatch.matchesWeakly(tag))
	}, nil
}

// parseTagHeader returns nil for a header that was not sent.
func parseTagHeader(header http.Header, name string, hashed bool) (*entityTags, error) {
	lines := header[name]
	if len(lines) == 0 {
		return nil, nil
	}
	tags, ok := parseEntityTags(lines)
	if !ok {
		return nil, apierr.UnusableHeader(name + ` must be * or a list of entity tags, such as "7", "8"`)
	}
	if hashed {
		tags.dropHashes()
	}
	return tags, nil
}

// explainWeakTags adds to a failed precondition that If-Match lists weak ETags, if
// it does: clients do not know that a proxy has changed the ETags that they got.
func explainWeakTags(failure *apierr.Error, header http.Header) *apierr.Error {
	tags, ok := parseEntityTags(header["If-Match"])
	if !ok || len(tags.weak) == 0 {
		return failure
	}
	explained := *failure
	explained.Text = "; If-Match has a weak tag (W/), which never matches: a proxy that compresses answers makes tags weak"
	return &explained
}
