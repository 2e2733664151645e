package api

import (
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
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

// appendText appends a JSON string. Bytes that are no UTF-8 are replaced.
func appendText(dst []byte, text string) []byte {
	dst, _ = jsontext.AppendQuote(dst, text)
	return dst
}
