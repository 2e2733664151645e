package schema

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"waybill/internal/apierr"
)

// parseInteger reads an integer from a text as Pydantic 2 does: white space
// around it, a plus sign, leading zeros, single underscores between digits and
// a fraction of zeros are taken. An integer that does not fit 64 bits is given
// as the nearest that does, with digits as its text.
func parseInteger(text string) (value int64, digits string, broken apierr.Details) {
	digits, ok := plainInteger(text)
	if !ok {
		return 0, "", invalid(unknownInteger())
	}
	if len(digits) > maxDigits {
		return 0, "", invalid(integerTooLong())
	}
	value, err := strconv.ParseInt(digits, 10, 64)
	if err != nil && digits[0] == '-' {
		value = math.MinInt64
	} else if err != nil {
		value = math.MaxInt64
	}
	return value, digits, broken
}

// plainInteger gives the integer in text as JSON would write it.
func plainInteger(text string) (string, bool) {
	text = strings.TrimFunc(text, unicode.IsSpace)
	if rest, ok := strings.CutPrefix(text, "+"); ok && !strings.HasPrefix(rest, "-") {
		text = rest
	}
	if whole, fraction, ok := strings.Cut(text, "."); ok {
		if fraction == "" || strings.Trim(fraction, "0") != "" {
			return "", false
		}
		text = whole
	}
	sign := ""
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = "-", rest
	}
	if strings.HasPrefix(text, "_") || strings.HasSuffix(text, "_") || strings.Contains(text, "__") {
		return "", false
	}
	text = strings.ReplaceAll(text, "_", "")
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return "", false
	}
	if trimmed := strings.TrimLeft(text, "0"); sign == "" {
		text = trimmed
	} else if trimmed != text && text != "0" {
		return "", false // Pydantic takes leading zeros, but not behind a minus
	}
	if text == "" {
		text = "0"
	}
	return sign + text, true
}
