// Package apierr holds what can go wrong with a request, as values.
//
// An error says its kind and what it speaks of. It knows neither a status nor
// JSON: the contract has two envelopes for the same error, and the package
// that answers picks one.
package apierr

import (
	"context"
	"errors"
	"fmt"
)

// Kind says what sort of failure an error is. Its zero value is Internal, so
// that an error nobody thought of is never blamed on the client.
type Kind int

// The kinds, each with what it means to the client.
const (
	Internal           Kind = iota // a fault of ours; the client learns nothing of it
	Unavailable                    // the database cannot answer now, or too much is asked; a later try may work
	NoSuchPath                     // no route has this path
	NoSuchMethod                   // the path is known, the method is not
	Unauthorized                   // the API key is missing, unknown, revoked or expired
	Forbidden                      // the API key lacks the scope of the route
	RateLimited                    // the client has sent too much, and is to wait
	TooLarge                       // the body is larger than the route takes
	Unreadable                     // the body is not a text that could be JSON at all
	BadHeader                      // a header cannot be understood
	Invalid                        // the input breaks rules; Details says which
	NotFound                       // the organization has no such record
	Exists                         // the organization has such a record already
	PreconditionFailed             // the record has not the version that the client requires
	KeyReused                      // another request was done under the idempotency key
	NotApplied                     // it would work, but is not done because something else failed
	Referenced                     // other records refer to the record
)

// Error is a failure with its kind. The fields that its kind has no use for
// are empty.
type Error struct {
	Kind    Kind
	Noun    string  // Exists, NotFound, PreconditionFailed: the resource, "Customer"
	Key     string  // Exists, NotFound, PreconditionFailed: the external reference, or what stood in the path
	Text    string  // BadHeader, Forbidden, Referenced, TooLarge: the sentence for the client; PreconditionFailed: what is to be added
	Details Details // Invalid: the broken rules, in the order of the fields
	Wait    int64   // RateLimited: for how many seconds
	cause   error
}

// Error gives the sentence that the client may read, for Invalid the first
// detail, and for the kinds that tell a client nothing the cause.
func (e *Error) Error() string {
	switch e.Kind {
	case Exists:
		return fmt.Sprintf("%s with external_reference_id '%s' already exists", e.Noun, e.Key)
	case NotFound:
		return fmt.Sprintf("%s with external_reference_id '%s' not found", e.Noun, e.Key)
	case PreconditionFailed:
		return fmt.Sprintf("%s with external_reference_id '%s' has not the version that the request requires", e.Noun, e.Key) + e.Text
	case KeyReused:
		return "Another request was done under this Idempotency-Key"
	case NotApplied:
		return "not done: another item failed"
	case NoSuchPath:
		return "Not Found"
	case NoSuchMethod:
		return "Method Not Allowed"
	case Unauthorized:
		return "Invalid or missing API key"
	case RateLimited:
		return fmt.Sprintf("Rate limit exceeded. Please retry after %d seconds.", e.Wait)
	case Unreadable:
		return "There was an error parsing the body"
	case Invalid:
		return e.Details.First().String()
	case Internal, Unavailable:
		return e.cause.Error()
	default:
		return e.Text
	}
}

// Unwrap gives the cause, or nil.
func (e *Error) Unwrap() error { return e.cause }

// New is an error of a kind whose sentence is always the same: NoSuchPath,
// NoSuchMethod, Unauthorized, Unreadable, KeyReused or NotApplied.
func New(kind Kind) *Error { return &Error{Kind: kind} }

// MissingRecord says that the organization has no record under key.
func MissingRecord(noun, key string) *Error {
	return &Error{Kind: NotFound, Noun: noun, Key: key}
}

// DuplicateRecord says that the organization has a record under key already.
func DuplicateRecord(noun, key string) *Error {
	return &Error{Kind: Exists, Noun: noun, Key: key}
}

// OtherVersion says that the record under key has not the version that the
// client requires.
func OtherVersion(noun, key string) *Error {
	return &Error{Kind: PreconditionFailed, Noun: noun, Key: key}
}

// UnusableHeader says, in a sentence, why a header cannot be understood.
func UnusableHeader(sentence string) *Error {
	return &Error{Kind: BadHeader, Text: sentence}
}

// MissingScope says that the key lacks a scope, such as "write:customers".
func MissingScope(scope string) *Error {
	return &Error{Kind: Forbidden, Text: "API key does not have the required scope: " + scope}
}

// TooManyRequests says that the client has to wait, for how many seconds.
func TooManyRequests(wait int64) *Error { return &Error{Kind: RateLimited, Wait: wait} }

// BodyTooLarge says that a body has more bytes than limit.
func BodyTooLarge(limit int64) *Error {
	return &Error{Kind: TooLarge, Text: fmt.Sprintf("Request body is larger than %d bytes", limit)}
}

// InvalidInput says which rules the input breaks. It returns nil for none, so
// that the result of a check can be returned as it is.
func InvalidInput(details Details) error {
	if details.IsEmpty() {
		return nil
	}
	return &Error{Kind: Invalid, Details: details}
}

// Within puts the broken rules of err one place further into the input, as
// Details.In does; err must not be used afterwards. Any other error is returned as
// it is.
func Within(err error, place any) error {
	if invalid, ok := errors.AsType[*Error](err); ok && invalid.Kind == Invalid {
		return InvalidInput(invalid.Details.In(place))
	}
	return err
}

// DatabaseUnavailable marks cause, a failure of the database or its disk that
// is not the request's fault, as one that a later try may not meet.
func DatabaseUnavailable(cause error) *Error {
	return &Error{Kind: Unavailable, cause: cause}
}

// Overloaded marks cause, a lack of something that requests share, as a failure
// that a later try may not meet.
func Overloaded(cause error) *Error {
	return &Error{Kind: Unavailable, cause: cause}
}

// KindOf finds the kind of err, however deep it is wrapped. A request that ran
// out of time is Unavailable; an error that is none of ours is Internal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return Unavailable
	}
	return Internal
}
