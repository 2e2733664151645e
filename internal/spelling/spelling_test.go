package spelling_test

import (
	"strings"
	"testing"

	"waybill/internal/spelling"
)

// TestDistance: each byte that is added, removed, replaced or swapped counts once.
func TestDistance(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", spelling.Longest+1)
	for _, test := range []struct {
		word, other string
		want        int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3}, {long, long[1:], len(long)}} {
		if got := spelling.Distance(test.word, test.other); got != test.want || spelling.Distance(test.other, test.word) != test.want {
			t.Errorf("from %q to %q it is %d, want %d", test.word, test.other, got, test.want)
		}
	}
}
