package bulk

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// charsets are the encodings of files beside UTF-8. Each has one byte for a character.
var charsets = map[string]*charmap.Charmap{
	"windows-1250": charmap.Windows1250,
	"windows-1251": charmap.Windows1251,
	"windows-1252": charmap.Windows1252,
	"windows-1253": charmap.Windows1253,
	"windows-1254": charmap.Windows1254,
	"windows-1257": charmap.Windows1257,
	"iso-8859-1":   charmap.ISO8859_1,
	"iso-8859-2":   charmap.ISO8859_2,
	"iso-8859-15":  charmap.ISO8859_15,
	"macintosh":    charmap.Macintosh,
}

const charsetUTF8 = "utf-8"

// Charsets returns the names of the encodings that a file may have.
func Charsets() []string {
	return append([]string{charsetUTF8}, slices.Sorted(maps.Keys(charsets))...)
}

// decoded returns a file in UTF-8. A byte that the encoding does not have becomes U+FFFD.
func decoded(from io.Reader, charset string) io.Reader {
	if of, ok := charsets[charset]; ok {
		return of.NewDecoder().Reader(from)
	}
	return from
}

// badByte describes the first part of a text that is not valid in an encoding, by its line
// and its place in the line, or returns "". First is the number of the line that the text
// begins with.
func badByte(text []byte, first int, charset string) string {
	at := invalidAt(text)
	if of := charsets[charset]; of != nil {
		at = bytes.IndexRune(text, utf8.RuneError)
	}
	if at < 0 {
		return ""
	}
	line := first + bytes.Count(text[:at], []byte("\n"))
	inLine := text[bytes.LastIndexByte(text[:at], '\n')+1 : at]
	if charsets[charset] != nil {
		return fmt.Sprintf("line %d, byte %d: there is no such character in %s", line, utf8.RuneCount(inLine)+1, charset)
	}
	return fmt.Sprintf("line %d, byte %d: the byte 0x%02X is not UTF-8. If the file has another encoding, name it by charset, as in charset=windows-1252",
		line, len(inLine)+1, text[at])
}

// invalidAt returns the place of the first byte that is not UTF-8, or -1.
func invalidAt(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}
