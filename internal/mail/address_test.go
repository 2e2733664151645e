package mail

import (
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 64)
	for text, want := range map[string]string{
		"jane@example.com": "jane@example.com", "Jane.Doe+tms@EXAMPLE.com": "Jane.Doe+tms@example.com",
		"jane@exämple.com": "jane@xn--exmple-cua.com", "jäne@example.com": "jäne@example.com", "a@localhost": "a@localhost",
		"o'neil@example.com": "o'neil@example.com", long + "@example.com": long + "@example.com",
	} {
		if got, err := ParseAddress(text); got != want || err != nil {
			t.Errorf("%q is %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "@", "a@", "@b", "a", "a b@example.com", "a@b c", "a@example.com\r\nBcc: b@example.com", "a\x00@example.com", "<a@example.com>",
		"Jane <a@example.com>", `"a b"@example.com`, "a@b@example.com", "a,b@example.com", "a@[127.0.0.1]", "a@example..com", "a@-example.com",
		"a@exa_mple.com", ".a@example.com", "a.@example.com", "a..b@example.com", "a\u200b@example.com", "a@example.com\u2028", "\xff@example.com",
		long + "a@example.com", "a@" + strings.Repeat(long+".", 4) + "com", "a@" + long + ".com", "a;b@example.com", "a:b@example.com",
	} {
		if got, err := ParseAddress(text); err == nil {
			t.Errorf("%q is taken for %q", text, got)
		}
	}
}
