package cell

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// texts draws texts of which many look like marks, guards and formulas.
func texts() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringOf(rapid.RuneFrom([]rune(`\NE'=+-@,;"é`+"\r\n\t "))), rapid.String())
}

// TestRoundTrip: the cell of any text is the text again, and is neither empty nor null.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, guard := texts().Draw(t, "text"), rapid.Bool().Draw(t, "guard")
		cell := Of(text, guard)
		if cell == "" || cell == Null {
			t.Fatalf("the cell of %q is %q", text, cell)
		}
		if got := Text(cell); got != text {
			t.Fatalf("the cell %q of %q is %q", cell, text, got)
		}
		if guard && strings.ContainsAny(cell[:1], formulas) {
			t.Fatalf("the cell %q of %q is a formula", cell, text)
		}
	})
}

func TestOf(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, exact, guarded string }{
		{"", `\E`, `\E`},
		{"Acme", "Acme", "Acme"},
		{"+1 312", "+1 312", "'+1 312"},
		{"-5", "-5", "'-5"},
		{"=1+1", "=1+1", "'=1+1"},
		{"@x", "@x", "'@x"},
		{"\t=1", "\t=1", "'\t=1"},
		{"'s-Hertogenbosch", "'s-Hertogenbosch", "'s-Hertogenbosch"},
		{"'=x", "''=x", "''=x"},
		{"'", "'", "'"},
		{`\N`, `\\N`, `\\N`},
		{`\\E`, `\\\E`, `\\\E`},
		{`\Nx`, `\Nx`, `\Nx`},
		{`\\server`, `\\server`, `\\server`},
	}
	for _, test := range tests {
		if got := Of(test.text, false); got != test.exact {
			t.Errorf("%q is written %q, want %q", test.text, got, test.exact)
		}
		if got := Of(test.text, true); got != test.guarded {
			t.Errorf("%q is guarded as %q, want %q", test.text, got, test.guarded)
		}
	}
}
