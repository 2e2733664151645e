// Package apierr has the errors of a request, as values.
//
// An error has a kind. One table says of each kind how it is answered: the status,
// the code, the sentence and the envelope. The package renders nothing.
package apierr

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Error is a failure with its kind. The fields that its kind does not use are empty.
type Error struct {
	Kind    Kind
	Noun    string  // Exists, NotFound, PreconditionFailed: the resource, "Customer"
	Key     string  // Exists, NotFound, PreconditionFailed: the external reference, or the key in the path
	Text    string  // BadHeader, Forbidden, Referenced, TooLarge: the sentence for the client; PreconditionFailed: an addition to it
	Details Details // Invalid: the broken rules, in the order of the fields
	Wait    int64   // RateLimited: the seconds to wait
	cause   error
}

// Error returns the sentence for the client; for Invalid the first detail, and for
// a private kind the cause, if there is one.
func (e *Error) Error() string {
	if e.cause != nil && e.Kind.IsPrivate() {
		return e.cause.Error()
	}
	return e.Kind.row().sentence(e)
}

// Sentence returns what the client reads in an envelope.
func (e *Error) Sentence(envelope Envelope) string {
	row := e.Kind.row()
	if envelope == ErrorEnvelope && row.short != nil {
		return row.short(e)
	}
	return row.sentence(e)
}

// Unwrap returns the cause, or nil.
func (e *Error) Unwrap() error { return e.cause }

// New returns an error of a kind whose sentence is always the same: NoSuchPath,
// NoSuchMethod, Unauthorized, Unreadable, KeyReused, NotApplied, or a private kind
// without a cause.
func New(kind Kind) *Error { return &Error{Kind: kind} }

// MissingRecord reports that the organization has no record under key.
func MissingRecord(noun, key string) *Error {
	return &Error{Kind: NotFound, Noun: noun, Key: key}
}

// DuplicateRecord reports that the organization already has a record under key.
func DuplicateRecord(noun, key string) *Error {
	return &Error{Kind: Exists, Noun: noun, Key: key}
}

// OtherVersion reports that the record under key does not have the version that
// the client requires.
func OtherVersion(noun, key string) *Error {
	return &Error{Kind: PreconditionFailed, Noun: noun, Key: key}
}

// ReferencedRecord reports that a record cannot be deleted because other records,
// such as "active loads", refer to it.
func ReferencedRecord(noun, others string) *Error {
	return &Error{Kind: Referenced, Noun: noun,
		Text: "Cannot delete " + strings.ToLower(noun) + ": it is referenced by " + others}
}

// UnusableHeader reports, in a sentence, why a header cannot be used.
func UnusableHeader(sentence string) *Error {
	return &Error{Kind: BadHeader, Text: sentence}
}

// MissingScope reports that the key lacks a scope, such as "write:customers".
func MissingScope(scope string) *Error {
	return &Error{Kind: Forbidden, Text: "API key does not have the required scope: " + scope}
}

// TooManyRequests reports that the client has to wait, and how many seconds.
func TooManyRequests(wait int64) *Error { return &Error{Kind: RateLimited, Wait: wait} }

// BodyTooLarge reports that a body has more bytes than limit.
func BodyTooLarge(limit int64) *Error {
	return &Error{Kind: TooLarge, Text: fmt.Sprintf("Request body is larger than %d bytes", limit)}
}

// InvalidInput reports the rules that an input breaks. It returns nil if there are
// none, so that the result of a check can be returned as it is.
func InvalidInput(details Details) error {
	if details.IsEmpty() {
		return nil
	}
	return &Error{Kind: Invalid, Details: details}
}

// DatabaseUnavailable reports a failure of the database or its disk. A retry may
// succeed.
func DatabaseUnavailable(cause error) *Error {
	return &Error{Kind: Unavailable, cause: cause}
}

// Overloaded reports that requests use up something that they share. A retry may
// succeed.
func Overloaded(cause error) *Error {
	return &Error{Kind: Unavailable, cause: cause}
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

// KindOf returns the kind of the Error that err wraps. It returns Unavailable for a
// request that ran out of time, and Internal for any other error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return Unavailable
	}
	return Internal
}
