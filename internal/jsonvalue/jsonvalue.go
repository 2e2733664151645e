// Package jsonvalue appends JSON values to buffers, for what is rendered member by member.
package jsonvalue

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// AppendText appends a string. Bytes that are not UTF-8 are replaced by U+FFFD.
func AppendText(dst []byte, text string) []byte {
	dst, _ = jsontext.AppendQuote(dst, text) // the error tells that bytes were replaced
	return dst
}

// AppendTextOrNull appends a string, or null for the empty text.
func AppendTextOrNull(dst []byte, text string) []byte {
	if text == "" {
		return append(dst, "null"...)
	}
	return AppendText(dst, text)
}

// AppendTexts appends an array of strings.
func AppendTexts(dst []byte, texts []string) []byte {
	dst = append(dst, '[')
	for i, text := range texts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendText(dst, text)
	}
	return append(dst, ']')
}

// AppendTime appends a time as the contract writes it: a string in UTC and whole seconds that
// ends in Z.
func AppendTime(dst []byte, moment time.Time) []byte {
	return append(moment.UTC().AppendFormat(append(dst, '"'), time.RFC3339), '"')
}

// AppendTimeOrNull appends a time, or null for the zero time.
func AppendTimeOrNull(dst []byte, moment time.Time) []byte {
	if moment.IsZero() {
		return append(dst, "null"...)
	}
	return AppendTime(dst, moment)
}
