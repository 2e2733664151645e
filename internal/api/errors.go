package api

import (
	"strconv"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// This file turns errors into answers. Statuses, codes, sentences and envelopes are in the
// table of package apierr; this file renders them.

// ErrorAnswer is the answer to an error.
type ErrorAnswer struct {
	Status int
	Header [][2]string
	Body   []byte
}

// AnswerTo returns the answer to an error. ofRoute is the envelope of the route, which
// some kinds of errors use. The answer to an error of a private kind has the id of the
// request and not the cause.
func AnswerTo(failure *apierr.Error, ofRoute apierr.Envelope, requestID string) ErrorAnswer {
	kind := failure.Kind
	a := ErrorAnswer{Status: kind.Status(), Header: errorHeaders[kind]}
	switch kind {
	case apierr.Invalid:
		a.Body = appendDetails(failure.Details.All())
	case apierr.RateLimited:
		a.Body, a.Header = tooManyRequests(kind.Code(), failure)
	case apierr.Expired:
		a.Body = withNumber(errorBody(kind.Code(), failure.Error()), "oldest", failure.Oldest)
	default:
		a.Body = sentenceBody(failure, kind.Envelope(ofRoute), requestID)
	}
	return a
}

// sentenceBody returns the body of an error that is a sentence, in an envelope.
func sentenceBody(failure *apierr.Error, envelope apierr.Envelope, requestID string) []byte {
	sentence := failure.Sentence(envelope)
	if failure.Kind.IsPrivate() {
		sentence += " Request id: " + requestID
	}
	if envelope == apierr.ErrorEnvelope {
		return errorBody(failure.Kind.Code(), sentence)
	}
	return append(jsonvalue.AppendText([]byte(`{"detail":`), sentence), '}')
}

// answerTo returns the answer to a request that has failed.
func answerTo(c *call, failure *apierr.Error) *answer {
	envelope := apierr.DetailEnvelope
	if c.route != nil {
		envelope = c.route.Envelope
	}
	a := AnswerTo(failure, envelope, c.id)
	return &answer{status: a.Status, header: a.Header, body: a.Body}
}

// errorHeaders are the headers of all errors of a kind.
var errorHeaders = map[apierr.Kind][][2]string{
	apierr.Unavailable:  {{"Retry-After", "1"}},
	apierr.Unauthorized: {{"Www-Authenticate", "APIKey"}},
}

// tooManyRequests returns the body and the headers of a 429.
func tooManyRequests(code string, failure *apierr.Error) (body []byte, header [][2]string) {
	wait := strconv.FormatInt(failure.Wait, 10)
	return withNumber(errorBody(code, failure.Error()), "retry_after", failure.Wait), [][2]string{{"Retry-After", wait}}
}

// withNumber adds a member to the body of an error in the error envelope.
func withNumber(body []byte, name string, number int64) []byte {
	body = append(body[:len(body)-len("}}")], `,"`+name+`":`...)
	return append(strconv.AppendInt(body, number, 10), "}}"...)
}

func errorBody(code, message string) []byte {
	dst := jsonvalue.AppendText([]byte(`{"error":{"code":`), code)
	dst = jsonvalue.AppendText(append(dst, `,"message":`...), message)
	return append(dst, "}}"...)
}

func appendDetails(details []apierr.Detail) []byte {
	dst := append(make([]byte, 0, sizeOf(details)), `{"detail":[`...)
	for i, d := range details {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = jsonvalue.AppendText(append(dst, `{"type":`...), d.Type)
		dst = appendLoc(append(dst, `,"loc":[`...), d.Loc)
		dst = jsonvalue.AppendText(append(dst, `],"msg":`...), d.Msg)
		dst = append(dst, '}')
	}
	return append(dst, "]}"...)
}

// sizeOf estimates the bytes of details as JSON. The name of an unknown member may be as
// long as a body, and a buffer that grows step by step would copy it several times.
func sizeOf(details []apierr.Detail) (size int) {
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
			dst = jsonvalue.AppendText(dst, place)
		}
	}
	return dst
}
