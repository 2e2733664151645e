package schema

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/apierr"
)

// value is the text of one valid JSON value, without white space around it.
type value []byte

func (v value) isNull() bool   { return v[0] == 'n' }
func (v value) isText() bool   { return v[0] == '"' }
func (v value) isObject() bool { return v[0] == '{' }
func (v value) isList() bool   { return v[0] == '[' }
func (v value) isNumber() bool { return v[0] == '-' || '0' <= v[0] && v[0] <= '9' }

// isInteger reports whether v is a number that Python reads as an integer.
func (v value) isInteger() bool { return v.isNumber() && !bytes.ContainsAny(v, ".eE") }

// text decodes a JSON string. It reports false for a lone surrogate, which UTF-8
// cannot encode.
func (v value) text() (string, bool) {
	inside := v[1 : len(v)-1]
	if bytes.IndexByte(inside, '\\') < 0 {
		return string(inside), true
	}
	decoded, err := jsontext.AppendUnquote(make([]byte, 0, len(inside)), []byte(v))
	return string(decoded), err == nil
}

// reader is a strict JSON reader. It is pooled, because creating one costs more
// than reading a customer.
type reader struct {
	from    bytes.Buffer
	decoder *jsontext.Decoder
}

var readers = sync.Pool{New: func() any { return &reader{decoder: new(jsontext.Decoder)} }}

func newReader(text []byte) *reader {
	r := readers.Get().(*reader)
	r.from = *bytes.NewBuffer(text)
	// Python accepts duplicate names and lone surrogates. The fields refuse lone
	// surrogates.
	r.decoder.Reset(&r.from, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return r
}

func (r *reader) release() {
	r.from = bytes.Buffer{}
	readers.Put(r)
}

// next reads the next value. Text is the text that newReader got. The value is a part of
// text, because the next read overwrites the decoder's own slice.
func (r *reader) next(text []byte) (value, error) {
	read, err := r.decoder.ReadValue()
	if err != nil {
		return nil, err
	}
	end := int(r.decoder.InputOffset())
	return text[end-len(read) : end], nil
}

// whole reads a text that is exactly one value.
func whole(text []byte) (value, error) {
	r := newReader(text)
	defer r.release()
	v, err := r.next(text)
	if err != nil {
		return nil, err
	}
	if _, err := r.decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, &jsontext.SyntacticError{ByteOffset: r.decoder.InputOffset()}
	}
	return v, nil
}

// members calls each for every member of an object, in the order of the text. A
// member's name is only valid during the call.
func members(object value, each func(name []byte, v value)) {
	pairs(object, func(name, v value) {
		plain := []byte(name[1 : len(name)-1])
		if bytes.IndexByte(plain, '\\') >= 0 {
			plain, _ = jsontext.AppendUnquote(nil, []byte(name))
		}
		each(plain, v)
	})
}

// pairs calls each for every member of an object, in the order of the text, with the
// member's name as it is written.
func pairs(object value, each func(name, v value)) {
	inside(object, func(r *reader) error {
		name, err := r.next(object)
		if err != nil {
			return err
		}
		v, err := r.next(object)
		if err != nil {
			return err
		}
		each(name, v)
		return nil
	})
}

// elements returns the first values of a list, up to most, and the number of all values.
func elements(list value, most int) (first []value, count int) {
	inside(list, func(r *reader) error {
		v, err := r.next(list)
		if err != nil {
			return err
		}
		if count++; count <= most {
			first = append(first, v)
		}
		return nil
	})
	return first, count
}

// inside calls step for every member or element of v. As v is valid, step cannot
// fail; an error ends the walk all the same.
func inside(v value, step func(*reader) error) {
	r := newReader(v)
	defer r.release()
	if _, err := r.decoder.ReadToken(); err != nil {
		return
	}
	for kind := r.decoder.PeekKind(); kind != '}' && kind != ']'; kind = r.decoder.PeekKind() {
		if err := step(r); err != nil {
			return
		}
	}
}

// Body is the body of a request.
type Body struct {
	Bytes []byte
	JSON  bool // whether the media type is JSON's
	// Encoded reports whether the headers say that the bytes are compressed, or in
	// another encoding than UTF-8.
	Encoded bool
}

var byteOrderMark = []byte("\ufeff")

// object returns the JSON object in the body, or the error of a body without one,
// in the order in which FastAPI checks a body.
func (b Body) object() (value, error) {
	if len(b.Bytes) == 0 {
		return nil, wrongBody(missing())
	}
	if !b.JSON {
		return nil, wrongBody(notAnObject())
	}
	if b.Encoded || !utf8.Valid(b.Bytes) {
		return nil, apierr.New(apierr.Unreadable)
	}
	v, err := read(bytes.TrimPrefix(b.Bytes, byteOrderMark))
	if err != nil {
		return nil, err
	}
	if v.isNull() {
		return nil, wrongBody(missing())
	}
	if !v.isObject() {
		return nil, wrongBody(notAnObject())
	}
	return v, nil
}

// wrongBody is the error of a body that holds no object.
func wrongBody(rule apierr.Detail) error { return apierr.InvalidInput(*invalid(rule)) }

// read reads a text as Python's json module does. Nearly every text is read by the
// strict reader alone. The Python scanner is for a text that the strict reader
// refuses, and for a text that may exceed a limit of Python.
func read(text []byte) (value, error) {
	if !mayExceedPython(text) {
		if v, err := whole(text); err == nil {
			return v, nil
		}
	}
	strict, err := readAsPython(text)
	if err != nil {
		return nil, err
	}
	return whole(strict)
}

// mayExceedPython reports whether a text could exceed a limit of Python that the
// strict reader does not have.
func mayExceedPython(text []byte) bool {
	if len(text) > maxDigits && hasLongNumber(text) {
		return true
	}
	return bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) > maxDepth
}

func hasLongNumber(text []byte) bool {
	run := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			run = 0
			continue
		}
		if run++; run > maxDigits {
			return true
		}
	}
	return false
}

// hasNUL finds NUL, which no field accepts because PostgreSQL cannot store it.
func hasNUL(s string) bool { return strings.IndexByte(s, 0) >= 0 }
