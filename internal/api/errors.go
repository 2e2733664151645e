package api

import (
	"net/http"
	"strconv"

	"waybill/internal/apierr"
)

// Envelope is one of the two forms in which the contract words an error.
type Envelope int

// The envelopes.
const (
	DetailEnvelope Envelope = iota // {"detail": ...}
	ErrorEnvelope                  // {"error": {"code": ..., "message": ...}}
)

// errorAnswer is how a kind of error is answered. A kind has the error envelope on
// all routes when it has a code and is not one that routes differ in.
type errorAnswer struct {
	status int
	code   string
	header [][2]string
}

// errorAnswers has every kind. NotFound and Referenced are in the envelope of the
// route; the kinds with a code are always in the error envelope, those without
// in the detail envelope.
var errorAnswers = map[apierr.Kind]errorAnswer{
	apierr.Internal:           {status: http.StatusInternalServerError, code: "INTERNAL_ERROR"},
	apierr.Unavailable:        {status: http.StatusServiceUnavailable, code: "UNAVAILABLE", header: [][2]string{{"Retry-After", "1"}}},
	apierr.Unauthorized:       {status: http.StatusUnauthorized, code: "UNAUTHORIZED", header: [][2]string{{"Www-Authenticate", "APIKey"}}},
	apierr.Forbidden:          {status: http.StatusForbidden, code: "FORBIDDEN"},
	apierr.RateLimited:        {status: http.StatusTooManyRequests, code: "RATE_LIMITED"},
	apierr.TooLarge:           {status: http.StatusRequestEntityTooLarge, code: "PAYLOAD_TOO_LARGE"},
	apierr.BadHeader:          {status: http.StatusBadRequest, code: "BAD_REQUEST"},
	apierr.PreconditionFailed: {status: http.StatusPreconditionFailed, code: "PRECONDITION_FAILED"},
	apierr.KeyReused:          {status: http.StatusUnprocessableEntity, code: "IDEMPOTENCY_KEY_REUSED"},
	apierr.NotApplied:         {status: http.StatusConflict},
	apierr.Referenced:         {status: http.StatusConflict, code: "CONFLICT"},
	apierr.NotFound:           {status: http.StatusNotFound},
	apierr.NoSuchPath:         {status: http.StatusNotFound},
	apierr.NoSuchMethod:       {status: http.StatusMethodNotAllowed},
	apierr.Exists:             {status: http.StatusConflict},
	apierr.Unreadable:         {status: http.StatusBadRequest},
	apierr.Invalid:            {status: http.StatusUnprocessableEntity},
}

// ErrorAnswer is how an error is answered.
type ErrorAnswer struct {
	Status int
	Header [][2]string
	Body   []byte
}

// AnswerTo words a failure of a route that speaks an envelope. This is the one
// place where errors become answers.
func AnswerTo(failure *apierr.Error, envelope Envelope, requestID string) ErrorAnswer {
	refusal := errorAnswers[failure.Kind]
	a := ErrorAnswer{Status: refusal.status, Header: refusal.header}
	switch {
	case failure.Kind == apierr.Invalid:
		a.Body = appendDetails(failure.Details.All())
	case failure.Kind == apierr.RateLimited:
		a.Body, a.Header = tooManyRequests(refusal.code, failure)
	case failure.Kind == apierr.NotFound && envelope == ErrorEnvelope:
		a.Body = errorBody("NOT_FOUND", failure.Noun+" not found")
	case refusal.code != "":
		a.Body = errorBody(refusal.code, message(failure, requestID))
	default:
		a.Body = append(appendText([]byte(`{"detail":`), failure.Error()), '}')
	}
	return a
}

// answerTo words a failure of the request.
func (c *call) answerTo(failure *apierr.Error) *answer {
	envelope := DetailEnvelope
	if c.route != nil {
		envelope = c.route.Envelope
	}
	a := AnswerTo(failure, envelope, c.id)
	return &answer{status: a.Status, header: a.Header, body: a.Body}
}

// message is what an error of ours says: never how it came.
func message(failure *apierr.Error, requestID string) string {
	switch failure.Kind {
	case apierr.Internal:
		return "Internal server error. Request id: " + requestID
	case apierr.Unavailable:
		return "The service is unavailable for now. Please retry. Request id: " + requestID
	default:
		return failure.Error()
	}
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
