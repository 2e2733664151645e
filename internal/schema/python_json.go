package schema

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"waybill/internal/apierr"
)

const (
	// maxDepth is how deep objects and lists may be nested.
	maxDepth = 200
	// maxDigits is how many digits of an integer Python reads,
	// https://docs.python.org/3/library/stdtypes.html#int-max-str-digits.
	maxDigits = 4300
	// Python reads Infinity and NaN, which strict JSON does not have. Numbers that
	// are too large for a double stand for them, and this spelling stands for NaN.
	infinity = "1e999"
	nan      = "1.0e+0999"
)

// readAsPython reads a text by the rules of Python 3.13's json module. It returns
// the text in strict JSON, which is the text itself unless it holds NaN or Infinity.
// The error is an apierr.Error with the position at which Python gives up, or
// apierr.Unreadable for a text that exceeds a limit of Python.
func readAsPython(text []byte) ([]byte, error) {
	s := pythonScanner{text: text}
	s.space()
	s.value(0)
	s.space()
	if s.at < len(text) {
		s.fail(s.at)
	}
	if s.unreadable {
		return nil, apierr.New(apierr.Unreadable)
	}
	if s.failed {
		position := utf8.RuneCount(text[:s.position])
		return nil, wrongBody(invalidJSON().In(position))
	}
	if s.strict == nil {
		return text, nil
	}
	return append(s.strict, text[s.copied:]...), nil
}

// pythonScanner reads a text token by token. After a failure it stands at the end
// of the text, where every further step returns at once.
type pythonScanner struct {
	text       []byte
	at         int
	failed     bool
	position   int  // of the failure, in bytes
	unreadable bool // nested too deep, or an integer has too many digits

	strict []byte // nil while the text is strict JSON
	copied int    // how many bytes of text are in strict
}

// fail records the first failure.
func (s *pythonScanner) fail(position int) {
	if !s.failed && !s.unreadable {
		s.failed, s.position = true, position
	}
	s.at = len(s.text)
}

// exceed records that the text exceeds a limit.
func (s *pythonScanner) exceed() {
	s.unreadable = s.unreadable || !s.failed
	s.at = len(s.text)
}

func (s *pythonScanner) stopped() bool { return s.failed || s.unreadable }

// peek returns the next byte, or 0 at the end. No token begins with 0.
func (s *pythonScanner) peek() byte {
	if s.at >= len(s.text) {
		return 0
	}
	return s.text[s.at]
}

func (s *pythonScanner) space() {
	for s.at < len(s.text) && strings.IndexByte(" \t\n\r", s.text[s.at]) >= 0 {
		s.at++
	}
}

func (s *pythonScanner) value(depth int) {
	switch c := s.peek(); {
	case c == '"':
		s.string()
	case c == '{' || c == '[':
		if depth == maxDepth {
			s.exceed()
			return
		}
		s.at++
		if c == '{' {
			s.list('}', func() { s.member(depth + 1) })
		} else {
			s.list(']', func() { s.value(depth + 1) })
		}
	case s.literal("null"), s.literal("true"), s.literal("false"):
	case s.replace("NaN", nan), s.replace("Infinity", infinity), s.replace("-Infinity", "-"+infinity):
	default:
		s.number()
	}
}

// list reads the elements up to a closing bracket. When a comma precedes the
// bracket, Python reports the comma's position.
func (s *pythonScanner) list(closing byte, element func()) {
	s.space()
	if s.peek() == closing {
		s.at++
		return
	}
	for {
		element()
		s.space()
		if s.stopped() {
			return
		}
		if s.peek() == closing {
			s.at++
			return
		}
		comma := s.at
		if s.peek() != ',' {
			s.fail(s.at)
			return
		}
		s.at++
		s.space()
		if s.peek() == closing {
			s.fail(comma)
			return
		}
	}
}

func (s *pythonScanner) member(depth int) {
	if s.peek() != '"' {
		s.fail(s.at)
		return
	}
	s.string()
	s.space()
	if s.stopped() {
		return
	}
	if s.peek() != ':' {
		s.fail(s.at)
		return
	}
	s.at++
	s.space()
	s.value(depth)
}

func (s *pythonScanner) literal(word string) bool {
	end := s.at + len(word)
	if end > len(s.text) || string(s.text[s.at:end]) != word {
		return false
	}
	s.at = end
	return true
}

// replace reads a word that strict JSON does not have, and writes a number instead.
func (s *pythonScanner) replace(word, strict string) bool {
	start := s.at
	if !s.literal(word) {
		return false
	}
	if s.strict == nil {
		s.strict = make([]byte, 0, len(s.text)+s.growth())
	}
	s.strict = append(append(s.strict, s.text[s.copied:start]...), strict...)
	s.copied = s.at
	return true
}

// growth is how much longer the strict text may be. Only NaN makes it longer.
func (s *pythonScanner) growth() int {
	return bytes.Count(s.text, []byte("NaN")) * (len(nan) - len("NaN"))
}

func (s *pythonScanner) string() {
	opening := s.at
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return
		case c < 0x20:
			s.fail(s.at)
			return
		case c == '\\':
			if !s.escape(opening) {
				return
			}
		}
	}
	s.fail(opening)
}

// escape moves from a backslash to the last byte of its escape, or reports false.
func (s *pythonScanner) escape(opening int) bool {
	backslash := s.at
	s.at++
	switch c := s.peek(); {
	case s.at >= len(s.text):
		s.fail(opening)
		return false
	case c == 'u':
		// Python requires a further byte after the four digits.
		if s.at+5 >= len(s.text) || !isHex(s.text[s.at+1:s.at+5]) {
			s.fail(s.at)
			return false
		}
		s.at += 4
	case strings.IndexByte(`"\/bfnrt`, c) < 0:
		s.fail(backslash)
		return false
	}
	return true
}

func isHex(digits []byte) bool {
	return len(bytes.Trim(digits, "0123456789abcdefABCDEF")) == 0
}

func (s *pythonScanner) number() {
	start := s.at
	if s.peek() == '-' {
		s.at++
	}
	whole := s.digits()
	if whole > 1 && s.text[s.at-whole] == '0' {
		s.at -= whole - 1 // a leading zero is the whole number
		whole = 1
	}
	if whole == 0 {
		s.fail(start)
		return
	}
	fraction, exponent := s.fraction(), s.exponent()
	if whole > maxDigits && !fraction && !exponent {
		s.exceed()
	}
}

func (s *pythonScanner) digits() (count int) {
	for '0' <= s.peek() && s.peek() <= '9' {
		s.at++
		count++
	}
	return count
}

// fraction reads a fraction. It does not read a point without digits, so that Python's
// position of the error is the point.
func (s *pythonScanner) fraction() bool {
	start := s.at
	if s.peek() != '.' {
		return false
	}
	s.at++
	if s.digits() == 0 {
		s.at = start
		return false
	}
	return true
}

func (s *pythonScanner) exponent() bool {
	start := s.at
	if c := s.peek(); c != 'e' && c != 'E' {
		return false
	}
	s.at++
	if c := s.peek(); c == '+' || c == '-' {
		s.at++
	}
	if s.digits() == 0 {
		s.at = start
		return false
	}
	return true
}
