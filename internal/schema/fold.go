package schema

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
)

// Fold returns a text with full Unicode case folding, which makes texts equal that
// differ only in case. It does not normalize.
func Fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	return foldCherokee(cases.Fold().String(text))
}

// foldCherokee folds Cherokee to upper case, as CaseFolding.txt does.
// golang.org/x/text swaps the two cases instead.
func foldCherokee(text string) string {
	return strings.Map(func(letter rune) rune {
		switch {
		case 0xAB70 <= letter && letter <= 0xABBF:
			return letter - 0xAB70 + 0x13A0
		case 0x13F8 <= letter && letter <= 0x13FD:
			return letter - 0x13F8 + 0x13F0
		}
		return letter
	}, text)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
