package api

import (
	"strconv"

	"waybill/internal/apierr"
)

// ErrorAnswer is how an error is answered.
type ErrorAnswer struct {
	Status int
	Header [][2]string
	Body   []byte
}

// AnswerTo renders a failure on a route with an envelope, by the table of apierr.
// This is the one place where errors become answers.
func AnswerTo(failure *apierr.Error, ofRoute apierr.Envelope, requestID string) ErrorAnswer {
	kind := failure.Kind
	envelope := kind.Envelope(ofRoute)
	a := ErrorAnswer{Status: kind.Status(), Header: errorHeaders[kind]}
	sentence := failure.Sentence(envelope)
	if kind.IsPrivate() {
		sentence += " Request id: " + requestID
	}
	switch {
	case kind == apierr.Invalid:
		a.Body = appendDetails(failure.Details.All())
	case kind == apierr.RateLimited:
		a.Body, a.Header = tooManyRequests(kind.Code(), failure)
	case envelope == apierr.ErrorEnvelope:
		a.Body = errorBody(kind.Code(), sentence)
	default:
		a.Body = append(appendText([]byte(`{"detail":`), sentence), '}')
	}
	return a
}

// errorHeaders are the headers that all errors of a kind have.
var errorHeaders = map[apierr.Kind][][2]string{
	apierr.Unavailable:  {{"Retry-After", "1"}},
	apierr.Unauthorized: {{"Www-Authenticate", "APIKey"}},
}

func errorBody(code, message string) []byte {
	dst := appendText([]byte(`{"error":{"code":`), code)
	dst = appendText(append(dst, `,"message":`...), message)
	return append(dst, "}}"...)
}

func appendDetails(details []apierr.Detail) []byte {
	dst := append(make([]byte, 0, roomOf(details)), `{"detail":[`...)
	for i, d := range details {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendText(append(dst, `{"type":`...), d.Type)
		dst = appendLoc(append(dst, `,"loc":[`...), d.Loc)
		dst = appendText(append(dst, `],"msg":`...), d.Msg)
		dst = append(dst, '}')
	}
	return append(dst, "]}"...)
}

// roomOf is about what details take as JSON. The name of an unknown member may be
// as long as a body, and an answer that grew by steps would take it several times.
func roomOf(details []apierr.Detail) (size int) {
	for _, d := range details {
		size += 128
		for _, place := range d.Loc {
			if name, ok := place.(string); ok {
				size += len(name)
			}
		}
	}
	return size
}

func appendLoc(dst []byte, loc []any) []byte {
	for i, place := range loc {
		if i > 0 {
			dst = append(dst, ',')
		}
		switch place := place.(type) {
		case int:
			dst = strconv.AppendInt(dst, int64(place), 10)
		case string:
			dst = appendText(dst, place)
		}
	}
	return dst
}
