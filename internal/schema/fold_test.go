package schema_test

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/cases"

	"waybill/internal/schema"
)

// foldingVersion is the version of Unicode that testdata/CaseFolding.txt is of.
const foldingVersion = "15.0.0"

// Every code point folds as Unicode's CaseFolding.txt says. Later versions of
// Unicode only add letters, so newer tables may fold code points that the file
// does not have.
func TestEveryCodePointFolds(t *testing.T) {
	t.Parallel()
	folded := readFolding(t)
	if len(folded) < 1500 {
		t.Fatalf("the file has %d code points only", len(folded))
	}
	for point := rune(0); point <= utf8.MaxRune; point++ {
		want, listed := folded[point]
		if !listed {
			want = string(point)
		}
		got := schema.Fold(string(point))
		if got != want && (listed || cases.UnicodeVersion == foldingVersion) {
			t.Errorf("%U folds to %U, want %U", point, []rune(got), []rune(want))
		}
		if again := schema.Fold(got); again != got {
			t.Errorf("%U folds to %U, and that to %U", point, []rune(got), []rune(again))
		}
	}
}

// readFolding gives the full case folding, which is that of the statuses C and F.
func readFolding(t *testing.T) map[rune]string {
	text, err := os.ReadFile("testdata/CaseFolding.txt")
	if err != nil {
		t.Fatal(err)
	}
	folded := map[rune]string{}
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Split(line, "; ")
		if len(fields) < 3 || fields[1] != "C" && fields[1] != "F" {
			continue
		}
		for _, point := range strings.Fields(fields[2]) {
			folded[codePoint(t, fields[0])] += string(codePoint(t, point))
		}
	}
	return folded
}

func codePoint(t *testing.T, hexadecimal string) rune {
	t.Helper()
	point, err := strconv.ParseInt(hexadecimal, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	return rune(point)
}
