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

// value is one JSON value as it stands in a text that has been read already,
// without white space around it.
type value []byte

func (v value) isNull() bool   { return v[0] == 'n' }
func (v value) isText() bool   { return v[0] == '"' }
func (v value) isObject() bool { return v[0] == '{' }
func (v value) isList() bool   { return v[0] == '[' }
func (v value) isNumber() bool { return v[0] == '-' || '0' <= v[0] && v[0] <= '9' }

// text decodes a JSON string. It reports false when the string holds a lone
// surrogate, which no UTF-8 text can carry.
func (v value) text() (string, bool) {
	inside := v[1 : len(v)-1]
	if bytes.IndexByte(inside, '\\') < 0 {
		return string(inside), true
	}
	decoded, err := jsontext.AppendUnquote(make([]byte, 0, len(inside)), []byte(v))
	return string(decoded), err == nil
}

// reader is a strict JSON reader that is used again, because making one costs
// more than reading a customer with it.
type reader struct {
	from    bytes.Buffer
	decoder *jsontext.Decoder
}

var readers = sync.Pool{New: func() any { return &reader{decoder: new(jsontext.Decoder)} }}

func newReader(text []byte) *reader {
	r := readers.Get().(*reader)
	r.from = *bytes.NewBuffer(text)
	// Python's reader takes a name twice and lone surrogates; which fields may
	// not hold a lone surrogate is for the field to say.
	r.decoder.Reset(&r.from, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return r
}

func (r *reader) release() {
	r.from = bytes.Buffer{}
	readers.Put(r)
}

// next reads a value of text, which is what the reader was made with. The
// decoder's own slice would be overwritten by the next read.
func (r *reader) next(text []byte) (value, error) {
	read, err := r.decoder.ReadValue()
	if err != nil {
		return nil, err
	}
	end := int(r.decoder.InputOffset())
	return text[end-len(read) : end], nil
}

// whole reads text as exactly one value.
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

// members calls each for every member of an object that has been read already,
// in the order of the text. A member's name is only valid during the call.
func members(object value, each func(name []byte, v value)) {
	inside(object, func(r *reader) error {
		name, err := r.next(object)
		if err != nil {
			return err
		}
		plain := []byte(name[1 : len(name)-1])
		if bytes.IndexByte(plain, '\\') >= 0 {
			plain, _ = jsontext.AppendUnquote(nil, []byte(name))
		}
		v, err := r.next(object)
		if err != nil {
			return err
		}
		each(plain, v)
		return nil
	})
}

// elements gives the first values of a list that has been read already, at most
// most of them, and how many values the list has.
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

// inside reads what stands between the brackets of v. As v has been read
// before, an error of step cannot happen; it ends the walk all the same.
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

// Body is the body of a request as it came.
type Body struct {
	Bytes []byte
	JSON  bool // whether its media type says that it is JSON
	// Encoded is whether the request says that the bytes are compressed, or text in
	// another encoding than UTF-8.
	Encoded bool
}

var byteOrderMark = []byte("\ufeff")

// object gives the JSON object that the body holds, or the error of a body
// that holds none, in the order in which FastAPI looks at a body.
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

// wrongBody says what is wrong with a body as a whole.
func wrongBody(broken apierr.Detail) error {
	return apierr.InvalidInput(apierr.ListDetails(broken.In("body")))
}

// read reads a text as Python's json module does. Nearly every text is read by
// the strict reader alone. The second look is for a text that it refuses, and
// for one that may be deeper, or hold a longer integer, than Python takes.
func read(text []byte) (value, error) {
	if !suspicious(text) {
		if v, err := whole(text); err == nil {
			return v, nil
		}
	}
	strict, err := secondLook(text)
	if err != nil {
		return nil, err
	}
	return whole(strict)
}

// suspicious reports whether a text could break a limit of Python's reader
// that the strict reader does not have.
func suspicious(text []byte) bool {
	if len(text) > longestInteger && hasLongNumber(text) {
		return true
	}
	return bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) > deepest
}

func hasLongNumber(text []byte) bool {
	run := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			run = 0
			continue
		}
		if run++; run > longestInteger {
			return true
		}
	}
	return false
}

// NUL is refused everywhere because PostgreSQL cannot store it in a text.
func hasNUL(s string) bool { return strings.IndexByte(s, 0) >= 0 }
