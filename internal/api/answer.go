package api

import (
	"net/http"
	"strconv"
)

// This file writes answers.

// answer is a response before it is written. Its body is complete, so a request that
// fails late never has half an answer.
type answer struct {
	status int
	body   []byte      // JSON; nil for none
	header [][2]string // a Location has no path prefix yet
	// stream writes the answer of a page in place of the other fields; nil for none.
	stream func(http.ResponseWriter)
}

func ok(body []byte) *answer { return &answer{status: http.StatusOK, body: body} }

func redirect(to string) *answer {
	return &answer{status: http.StatusTemporaryRedirect, header: [][2]string{{"Location", to}}}
}

// write writes the answer. Its headers are those of w.
func (a *answer) write(w http.ResponseWriter) {
	if a.stream != nil {
		a.stream(w)
		return
	}
	if a.body != nil {
		header := w.Header()
		if header["Content-Type"] == nil {
			header["Content-Type"] = jsonType
		}
		header["Content-Length"] = []string{strconv.Itoa(len(a.body))}
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // fails only if the client is gone
}

// appendItems appends an object of items without its end.
func appendItems[T any](dst []byte, all []T, appendItem func([]byte, *T) []byte) []byte {
	dst = append(dst, `{"items":[`...)
	for i := range all {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendItem(dst, &all[i])
	}
	return append(dst, ']')
}
