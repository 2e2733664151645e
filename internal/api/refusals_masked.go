package api

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/jsonvalue"
)

// This file finds the values of a refused request and masks them. A mask has the kind of
// a value, its length and its shape: each letter is a or A, each digit 9, and spaces and
// punctuation of ASCII stay. That shows why a pattern, a time or a number is refused,
// and tells nothing of a name, a phone number or a reference beside its form.

const (
	// longestShape is the most characters of a shape.
	longestShape = 64
	// largestMasked is the size of the largest body in which values are looked up, so
	// that a refused request costs little more than its answer.
	largestMasked = 64 << 10
)

// maskedValue is a value without its characters. Only a text or a number has a length
// and a shape.
type maskedValue struct {
	kind   string
	length int
	shape  string
}

func (m *maskedValue) appendJSON(dst []byte) []byte {
	if m == nil {
		return append(dst, "null"...)
	}
	dst = jsonvalue.AppendText(append(dst, `{"kind":`...), m.kind)
	if m.kind != "string" && m.kind != "number" {
		return append(dst, `,"length":null,"shape":null}`...)
	}
	dst = strconv.AppendInt(append(dst, `,"length":`...), int64(m.length), 10)
	return append(jsonvalue.AppendText(append(dst, `,"shape":`...), m.shape), '}')
}

// maskedOf masks a value. It returns nil for no value.
func maskedOf(value jsontext.Value) *maskedValue {
	if len(value) == 0 {
		return nil
	}
	text := string(value)
	m := &maskedValue{}
	switch value.Kind() {
	case 'n':
		m.kind = "null"
	case 't', 'f':
		m.kind = "boolean"
	case '{':
		m.kind = "object"
	case '[':
		m.kind = "array"
	case '0':
		m.kind = "number"
	default:
		m.kind, text = "string", textOf(value)
	}
	m.length, m.shape = utf8.RuneCountInString(text), shapeOf(text)
	return m
}

// textOf returns the text of a JSON string, or "" for another value.
func textOf(value jsontext.Value) string {
	if len(value) == 0 || value.Kind() != '"' {
		return ""
	}
	text, _ := jsontext.AppendUnquote(nil, value) // invalid bytes are replaced
	return string(text)
}

func shapeOf(text string) string {
	shape := make([]byte, 0, longestShape)
	for _, c := range text {
		if len(shape) == longestShape {
			break
		}
		shape = append(shape, shapeOfCharacter(c))
	}
	return string(shape)
}

func shapeOfCharacter(c rune) byte {
	switch {
	case unicode.IsUpper(c):
		return 'A'
	case unicode.IsLetter(c):
		return 'a'
	case unicode.IsDigit(c):
		return '9'
	case c >= ' ' && c < unicode.MaxASCII:
		return byte(c)
	}
	return '?'
}

// sentValues looks up the values that a client has sent.
type sentValues struct {
	body  []byte
	query map[string]string // nil until it is parsed
}

// at returns the value at the place of an error, or nil.
func (s *sentValues) at(c *call, loc []any) jsontext.Value {
	if len(loc) < 2 {
		return nil
	}
	if loc[0] == "query" {
		name, _ := loc[1].(string)
		text, ok := s.parameters(c)[name]
		if !ok {
			return nil
		}
		return jsontext.Value(jsonvalue.AppendText(nil, text))
	}
	if len(s.body) > largestMasked {
		return nil
	}
	value := jsontext.Value(s.body)
	for _, place := range loc[1:] {
		if value = inside(value, place); value == nil {
			return nil
		}
	}
	return value
}

func (s *sentValues) parameters(c *call) map[string]string {
	if s.query == nil {
		s.query = parameters(c.URL.RawQuery)
	}
	return s.query
}

// around returns a function that reports whether the client has sent a name in the
// object in which a place is. It returns nil if that is not known.
func (s *sentValues) around(c *call, loc []any) func(name string) bool {
	if loc[0] == "query" {
		return func(name string) bool { _, ok := s.parameters(c)[name]; return ok }
	}
	if s.at(c, loc) == nil {
		return nil
	}
	return func(name string) bool {
		return s.at(c, append(loc[:len(loc)-1:len(loc)-1], name)) != nil
	}
}

// inside returns the member of an object or the element of a list, or nil. Of a name
// that is sent twice the last counts.
func inside(value jsontext.Value, place any) (found jsontext.Value) {
	decoder := jsontext.NewDecoder(bytes.NewReader(value), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if begin, err := decoder.ReadToken(); err != nil || begin.Kind() != '{' && begin.Kind() != '[' {
		return nil
	}
	isObject := value.Kind() == '{'
	for i := 0; decoder.PeekKind() > 0 && decoder.PeekKind() != '}' && decoder.PeekKind() != ']'; i++ {
		var at any = i
		if isObject {
			name, err := decoder.ReadToken()
			if err != nil {
				return nil
			}
			at = name.String()
		}
		element, err := decoder.ReadValue()
		if err != nil {
			return nil
		}
		if at == place {
			end := int(decoder.InputOffset())
			found = value[end-len(element) : end]
		}
	}
	return found
}
