package sqldb_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"waybill/internal/sqldb"
)

func trigrams(text string) (all []string) {
	points := []rune(text)
	for i := 0; i+3 <= len(points); i++ {
		all = append(all, string(points[i:i+3]))
	}
	return all
}

// Whatever is looked for, a text index is asked for two short parts of it, neither
// of which has a trigram twice.
func TestTextIndexesAreAskedForLittle(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("abcf ﬀ漢")), 3, 800, -1).Draw(t, "text")
		if rapid.Bool().Draw(t, "periodic") {
			text = strings.Repeat(text, 1+800/len(text))
		}
		parts, whole := sqldb.Indexed(text)
		if len(parts) == 0 || len(parts) > 2 || whole && !slices.Equal(parts, []string{text}) {
			t.Fatalf("%d parts, whole: %v", len(parts), whole)
		}
		for _, part := range parts {
			asked := trigrams(part)
			if len(asked) < 1 || len(asked) > 16 || !strings.Contains(text, part) {
				t.Errorf("%q has %d trigrams", part, len(asked))
			}
			slices.Sort(asked)
			if len(slices.Compact(slices.Clone(asked))) < len(asked) {
				t.Errorf("%q has a trigram twice", part)
			}
		}
	})
}

func TestPartsOfTexts(t *testing.T) {
	t.Parallel()
	fs := func(n int) string { return strings.Repeat("f", n) }
	for _, test := range []struct {
		text  string
		parts []string
		whole bool
	}{
		{"acm", []string{"acm"}, true},
		{"logistics", []string{"logistics"}, true},
		{"banana", []string{"banan", "nana"}, false},
		{"transport services", []string{"transport services"}, true},
		{"transport services inc", []string{"transport services", "sport services inc"}, false},
		{fs(766), []string{"fff"}, false},
		{fs(255) + "b" + fs(200), []string{"fff"}, false},
	} {
		if parts, whole := sqldb.Indexed(test.text); !slices.Equal(parts, test.parts) || whole != test.whole {
			t.Errorf("%.30q has the parts %q, whole: %v", test.text, parts, whole)
		}
	}
}
