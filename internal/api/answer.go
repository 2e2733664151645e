package api

import (
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/apierr"
)

// answer is a response before it is written. Its body is whole, so that a
// request that fails late never has half an answer.
type answer struct {
	status int
	body   []byte                    // JSON; nil for none
	header [][2]string               // a Location has no prefix yet
	stream func(http.ResponseWriter) // writes all but header, in place of the other fields; nil for none
}

func ok(body []byte) *answer { return &answer{status: http.StatusOK, body: body} }

func redirect(to string) *answer {
	return &answer{status: http.StatusTemporaryRedirect, header: [][2]string{{"Location", to}}}
}

var jsonType = []string{"application/json"}

// forOneClient keeps what a key may see from the caches that others share, which
// know no X-API-Key. A client's own may keep it, and ask by its ETag.
var forOneClient = []string{"private, no-cache"}

func (c *call) write(a *answer) {
	// The body is not needed any more. A long answer takes its place until the
	// client has read it.
	c.asked.body = nil
	c.room.shrink(int64(len(a.body)))
	header := c.started.Header()
	if c.isLast() {
		header["Connection"] = closing
	}
	c.showLimits(header, a.status)
	if c.principal != nil {
		header["Cache-Control"] = forOneClient
	}
	for _, h := range a.header {
		if h[0] == "Location" {
			h[1] = c.prefix() + h[1]
		}
		header[h[0]] = []string{h[1]}
	}
	c.showOrigin(header)
	if a.stream != nil {
		a.stream(counted{c.started, c})
		return
	}
	if a.body != nil {
		if header["Content-Type"] == nil {
			header["Content-Type"] = jsonType
		}
		header["Content-Length"] = []string{strconv.Itoa(len(a.body))}
	}
	if c.strict && c.bodyRead {
		header["Preference-Applied"] = []string{"handling=strict"}
	}
	if c.asked.dryRun {
		header["Waybill-Dry-Run"] = []string{"true"}
	}
	c.started.WriteHeader(a.status)
	c.status = a.status
	// A failure to write means that the client is gone.
	written, _ := c.started.Write(a.body)
	c.sent(written)
}

var closing = []string{"close"}

// isLast reports whether the connection is closed after the answer: when the
// server is about to stop, and when a proxy might see the end of the request
// elsewhere, so that what follows could be a request that it never let through.
// RFC 9112, section 6.1, wants it for a Content-Length beside Transfer-Encoding,
// which net/http removes, and for Transfer-Encoding in HTTP/1.0.
func (c *call) isLast() bool {
	return c.server.draining.Load() || len(c.TransferEncoding) > 0 || !c.ProtoAtLeast(1, 1)
}

// envelope is one of the two forms in which the contract words an error.
type envelope int

const (
	detailEnvelope envelope = iota // {"detail": ...}
	errorEnvelope                  // {"error": {"code": ..., "message": ...}}
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

// answerTo words a failure. This is the one place where errors become answers.
func (c *call) answerTo(failure *apierr.Error) *answer {
	refusal := errorAnswers[failure.Kind]
	a := &answer{status: refusal.status, header: refusal.header}
	switch {
	case failure.Kind == apierr.Invalid:
		a.body = appendDetails(failure.Details.All())
	case failure.Kind == apierr.RateLimited:
		a.body, a.header = tooManyRequests(refusal.code, failure)
	case failure.Kind == apierr.NotFound && c.route.envelope == errorEnvelope:
		a.body = errorBody("NOT_FOUND", failure.Noun+" not found")
	case refusal.code != "":
		a.body = errorBody(refusal.code, c.message(failure))
	default:
		a.body = append(appendText([]byte(`{"detail":`), failure.Error()), '}')
	}
	return a
}

// message is what an error of ours says: never how it came.
func (c *call) message(failure *apierr.Error) string {
	switch failure.Kind {
	case apierr.Internal:
		return "Internal server error. Request id: " + c.id
	case apierr.Unavailable:
		return "The service is unavailable for now. Please retry. Request id: " + c.id
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

// appendText appends a JSON string. Bytes that are no UTF-8 are replaced.
func appendText(dst []byte, text string) []byte {
	dst, _ = jsontext.AppendQuote(dst, text)
	return dst
}
