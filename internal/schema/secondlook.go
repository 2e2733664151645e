package schema

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"waybill/internal/apierr"
)

const (
	// deepest is how many objects and lists may stand in one another.
	deepest = 200
	// longestInteger is how many digits Python reads as an integer,
	// https://docs.python.org/3/library/stdtypes.html#int-max-str-digits.
	longestInteger = 4300
	// tooLarge is a number that no double can be.
	tooLarge = "1e999"
)

// secondLook reads a text that the strict reader refused, or that may break a
// limit, by the rules of Python 3.13's json module: it finds the place at which
// Python gives up, or gives the text back in strict JSON. Python's NaN and
// Infinity become a number that is too large for a double, which no field can
// tell from them. A text without them is given back itself.
func secondLook(text []byte) ([]byte, error) {
	l := look{text: text}
	l.space()
	l.value(0)
	l.space()
	if l.at < len(text) {
		l.fail(l.at)
	}
	if l.unreadable {
		return nil, apierr.New(apierr.Unreadable)
	}
	if l.failed {
		place := utf8.RuneCount(text[:l.place])
		return nil, wrongBody(invalidJSON().In(place))
	}
	if l.strict == nil {
		return text, nil
	}
	return append(l.strict, text[l.copied:]...), nil
}

// look is the state of a second look. After a failure it stands at the end of
// the text, where every step ends at once.
type look struct {
	text       []byte
	at         int
	failed     bool
	place      int  // of the failure, in bytes
	unreadable bool // too deep, or an integer too long

	strict []byte // nil until something stands in it that differs from text
	copied int    // how much of text is in strict
}

// fail notes the first failure.
func (l *look) fail(place int) {
	if !l.failed && !l.unreadable {
		l.failed, l.place = true, place
	}
	l.at = len(l.text)
}

func (l *look) giveUp() {
	l.unreadable = l.unreadable || !l.failed
	l.at = len(l.text)
}

func (l *look) stopped() bool { return l.failed || l.unreadable }

// peek gives the next byte, or 0 at the end. A NUL in the text is no token
// either, so the two need not be told apart.
func (l *look) peek() byte {
	if l.at >= len(l.text) {
		return 0
	}
	return l.text[l.at]
}

func (l *look) space() {
	for l.at < len(l.text) && strings.IndexByte(" \t\n\r", l.text[l.at]) >= 0 {
		l.at++
	}
}

func (l *look) value(depth int) {
	switch c := l.peek(); {
	case c == '"':
		l.string()
	case c == '{' || c == '[':
		if depth == deepest {
			l.giveUp()
			return
		}
		l.at++
		if c == '{' {
			l.list('}', func() { l.member(depth + 1) })
		} else {
			l.list(']', func() { l.value(depth + 1) })
		}
	case l.literal("null"), l.literal("true"), l.literal("false"):
	case l.instead("NaN", tooLarge), l.instead("Infinity", tooLarge), l.instead("-Infinity", "-"+tooLarge):
	default:
		l.number()
	}
}

// list reads what stands between brackets, with commas between. A comma before
// the closing bracket is the error, not the bracket.
func (l *look) list(closing byte, element func()) {
	l.space()
	if l.peek() == closing {
		l.at++
		return
	}
	for {
		element()
		l.space()
		if l.stopped() {
			return
		}
		if l.peek() == closing {
			l.at++
			return
		}
		comma := l.at
		if l.peek() != ',' {
			l.fail(l.at)
			return
		}
		l.at++
		l.space()
		if l.peek() == closing {
			l.fail(comma)
			return
		}
	}
}

func (l *look) member(depth int) {
	if l.peek() != '"' {
		l.fail(l.at)
		return
	}
	l.string()
	l.space()
	if l.stopped() {
		return
	}
	if l.peek() != ':' {
		l.fail(l.at)
		return
	}
	l.at++
	l.space()
	l.value(depth)
}

func (l *look) literal(word string) bool {
	end := l.at + len(word)
	if end > len(l.text) || string(l.text[l.at:end]) != word {
		return false
	}
	l.at = end
	return true
}

func (l *look) instead(word, strict string) bool {
	start := l.at
	if !l.literal(word) {
		return false
	}
	if l.strict == nil {
		l.strict = make([]byte, 0, len(l.text)+l.growth())
	}
	l.strict = append(append(l.strict, l.text[l.copied:start]...), strict...)
	l.copied = l.at
	return true
}

// growth is how much longer the strict text may be, which only NaN makes it.
func (l *look) growth() int {
	return bytes.Count(l.text, []byte("NaN")) * (len(tooLarge) - len("NaN"))
}

func (l *look) string() {
	opening := l.at
	for l.at++; l.at < len(l.text); l.at++ {
		switch c := l.text[l.at]; {
		case c == '"':
			l.at++
			return
		case c < 0x20:
			l.fail(l.at)
			return
		case c == '\\':
			if !l.escape(opening) {
				return
			}
		}
	}
	l.fail(opening)
}

// escape moves from a backslash to the last byte of its escape.
func (l *look) escape(opening int) bool {
	backslash := l.at
	l.at++
	switch c := l.peek(); {
	case l.at >= len(l.text):
		l.fail(opening)
		return false
	case c == 'u':
		// Python wants the text to go on after the four digits.
		if l.at+5 >= len(l.text) || !isHex(l.text[l.at+1:l.at+5]) {
			l.fail(l.at)
			return false
		}
		l.at += 4
	case strings.IndexByte(`"\/bfnrt`, c) < 0:
		l.fail(backslash)
		return false
	}
	return true
}

func isHex(digits []byte) bool {
	return len(bytes.Trim(digits, "0123456789abcdefABCDEF")) == 0
}

func (l *look) number() {
	start := l.at
	if l.peek() == '-' {
		l.at++
	}
	whole := l.digits()
	if whole > 1 && l.text[l.at-whole] == '0' {
		l.at -= whole - 1 // a leading zero is the whole number
		whole = 1
	}
	if whole == 0 {
		l.fail(start)
		return
	}
	fraction, exponent := l.fraction(), l.exponent()
	if whole > longestInteger && !fraction && !exponent {
		l.giveUp()
	}
}

func (l *look) digits() (count int) {
	for '0' <= l.peek() && l.peek() <= '9' {
		l.at++
		count++
	}
	return count
}

// fraction reads a fraction, or leaves a point that has no digits to the error
// that comes after the number.
func (l *look) fraction() bool {
	start := l.at
	if l.peek() != '.' {
		return false
	}
	l.at++
	if l.digits() == 0 {
		l.at = start
		return false
	}
	return true
}

func (l *look) exponent() bool {
	start := l.at
	if c := l.peek(); c != 'e' && c != 'E' {
		return false
	}
	l.at++
	if c := l.peek(); c == '+' || c == '-' {
		l.at++
	}
	if l.digits() == 0 {
		l.at = start
		return false
	}
	return true
}
