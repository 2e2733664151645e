package apierr

import "fmt"

// Kind is the kind of an error. Its zero value is Internal, so that an unexpected error
// is never a fault of the client.
type Kind int

// The kinds.
const (
	Internal           Kind = iota // a fault of the server
	Unavailable                    // the database cannot answer now, or the server has no room; a retry may succeed
	NoSuchPath                     // no route has the path
	NoSuchMethod                   // the path has no such method
	Unauthorized                   // the API key is missing, unknown, revoked or expired
	Forbidden                      // the API key lacks the scope of the route
	RateLimited                    // the client has sent too many requests
	TooLarge                       // the body exceeds the limit of the route
	Unreadable                     // the body is not a text that could be JSON
	BadHeader                      // a header cannot be parsed
	Invalid                        // the input breaks rules, which Details lists
	NotFound                       // the organization has no such record
	Exists                         // the organization already has such a record
	PreconditionFailed             // the record does not have the version that the client requires
	KeyReused                      // the idempotency key belongs to another request
	NotApplied                     // rolled back, because another item of an atomic batch failed
	Referenced                     // other records refer to the record
	Expired                        // the events that a client asks for are not kept
	Gone                           // the state of a record that a client asks for is not kept
)

// Envelope is one of the two forms in which the contract renders an error.
type Envelope int

// The envelopes.
const (
	DetailEnvelope Envelope = iota // {"detail": ...}
	ErrorEnvelope                  // {"error": {"code": ..., "message": ...}}
)

// row is the answer to a kind.
type row struct {
	status int // the HTTP status
	// code is for programs. A kind with a code has the error envelope, and a kind
	// without a code the detail envelope.
	code string
	// byRoute is for a kind whose envelope depends on the route.
	byRoute bool
	// private is for a kind whose cause the client must not read. The answer has the
	// id of the request instead.
	private bool
	// item is for a kind that fails an item of a batch, and not the whole batch.
	item     bool
	sentence func(*Error) string
	short    func(*Error) string // the sentence in the error envelope, if it is another one
}

// rows is the one table of errors. It has every kind.
var rows = [...]row{
	Internal: {status: 500, code: "INTERNAL_ERROR", private: true,
		sentence: always("Internal server error.")},
	Unavailable: {status: 503, code: "UNAVAILABLE", private: true,
		sentence: always("The service is unavailable for now. Please retry.")},
	NoSuchPath:   {status: 404, sentence: always("Not Found")},
	NoSuchMethod: {status: 405, sentence: always("Method Not Allowed")},
	Unauthorized: {status: 401, code: "UNAUTHORIZED", sentence: always("Invalid or missing API key")},
	Forbidden:    {status: 403, code: "FORBIDDEN", sentence: text},
	RateLimited: {status: 429, code: "RATE_LIMITED", sentence: func(e *Error) string {
		return fmt.Sprintf("Rate limit exceeded. Please retry after %d seconds.", e.Wait)
	}},
	TooLarge:   {status: 413, code: "PAYLOAD_TOO_LARGE", sentence: text},
	Unreadable: {status: 400, sentence: always("There was an error parsing the body")},
	BadHeader:  {status: 400, code: "BAD_REQUEST", sentence: text},
	Invalid: {status: 422, item: true, sentence: func(e *Error) string {
		if e.Details.IsEmpty() {
			return "The input is invalid"
		}
		return e.Details.First().String()
	}},
	NotFound: {status: 404, code: "NOT_FOUND", byRoute: true, item: true,
		sentence: record("not found"),
		short:    func(e *Error) string { return e.Noun + " not found" }},
	Exists: {status: 409, item: true, sentence: record("already exists")},
	PreconditionFailed: {status: 412, code: "PRECONDITION_FAILED", sentence: func(e *Error) string {
		return record("does not have the version that the request requires")(e) + e.Text
	}},
	KeyReused: {status: 422, code: "IDEMPOTENCY_KEY_REUSED",
		sentence: always("Another request was done under this Idempotency-Key")},
	NotApplied: {status: 409, sentence: always("not done: another item failed")},
	Referenced: {status: 409, code: "CONFLICT", item: true, sentence: text},
	Expired:    {status: 410, code: "EVENTS_EXPIRED", sentence: text},
	Gone:       {status: 410, code: "HISTORY_EXPIRED", sentence: text},
}

func always(sentence string) func(*Error) string {
	return func(*Error) string { return sentence }
}

func text(e *Error) string { return e.Text }

// record returns a sentence about the record under a key.
func record(predicate string) func(*Error) string {
	return func(e *Error) string {
		return fmt.Sprintf("%s with external_reference_id '%s' %s", e.Noun, e.Key, predicate)
	}
}

// Kinds returns all kinds, in the order of their declaration.
func Kinds() []Kind {
	kinds := make([]Kind, len(rows))
	for i := range kinds {
		kinds[i] = Kind(i)
	}
	return kinds
}

// row returns the row of the kind. An unknown kind has the row of Internal.
func (k Kind) row() *row {
	if k < 0 || int(k) >= len(rows) {
		k = Internal
	}
	return &rows[k]
}

// Status returns the HTTP status of the answer.
func (k Kind) Status() int { return k.row().status }

// Code returns the code in the error envelope. It is empty for a kind that is
// never in that envelope.
func (k Kind) Code() string { return k.row().code }

// Envelope returns the envelope of an answer on a route whose own envelope is ofRoute.
// Most kinds have the same envelope on all routes.
func (k Kind) Envelope(ofRoute Envelope) Envelope {
	switch row := k.row(); {
	case row.byRoute:
		return ofRoute
	case row.code != "":
		return ErrorEnvelope
	}
	return DetailEnvelope
}

// IsPrivate reports whether the client must not read the cause, which is for the log.
// The answer has the id of the request instead.
func (k Kind) IsPrivate() bool { return k.row().private }

// FailsItem reports whether an error of an item fails only that item. Any other error
// fails the whole batch.
func (k Kind) FailsItem() bool { return k.row().item }
