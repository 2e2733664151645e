package mail

import (
	"errors"
	"net/mail"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// errAddress says that a text is no e-mail address.
var errAddress = errors.New("must be an e-mail address")

// ParseAddress returns an e-mail address in the form in which addresses are compared and
// sent to: the domain in ASCII and in lower case. It returns an error for any other text,
// for a name beside the address, and for a quoted local part, which would allow spaces.
func ParseAddress(text string) (string, error) {
	at := strings.LastIndexByte(text, '@')
	if at < 1 || len(text) > 254 || at > 64 || !utf8.ValidString(text) || strings.ContainsFunc(text, isUnfit) {
		return "", errAddress
	}
	domain, err := idna.Lookup.ToASCII(text[at+1:])
	if err != nil || !isDomain(domain) {
		return "", errAddress
	}
	address := text[:at] + "@" + strings.ToLower(domain)
	parsed, err := mail.ParseAddress("<" + address + ">")
	if err != nil || parsed.Address != address {
		return "", errAddress
	}
	return address, nil
}

// isUnfit reports whether an address may not have a character.
func isUnfit(r rune) bool {
	return unicode.IsControl(r) || unicode.IsSpace(r) || strings.ContainsRune(`"<>()[],;:\`, r) || unicode.Is(unicode.Cf, r)
}

var isHostname = regexp.MustCompile(`^[A-Za-z0-9.-]+$`).MatchString

// isDomain reports whether a domain in ASCII is a name of at least one label.
func isDomain(domain string) bool {
	if len(domain) > 253 {
		return false
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
	}
	return isHostname(domain)
}

// folded returns the form of an address by which suppressions are found.
func folded(address string) string { return strings.ToLower(address) }
