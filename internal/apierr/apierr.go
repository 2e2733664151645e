// Package apierr defines the errors of a request, as values.
//
// An error has a kind. One table has the answer to each kind: the status, the code, the
// sentence and the envelope. The package does not render answers.
package apierr

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Error is an error of a kind. The fields that the kind does not use are empty.
type Error struct {
	Kind    Kind
	Noun    string  // Exists, NotFound, PreconditionFailed: the resource, "Customer"
	Key     string  // Exists, NotFound, PreconditionFailed: the external reference, or the key in the path
	Text    string  // BadHeader, Expired, Forbidden, Gone, Referenced, TooLarge: the sentence for the client; PreconditionFailed: an addition to it
	Details Details // Invalid: the broken rules, in the order of the fields
	Wait    int64   // RateLimited: the seconds to wait
	Oldest  int64   // Expired: the number of the oldest event from which on all events are kept
	cause   error
}

// Error returns the sentence for the client, which is the first detail for Invalid. For
// a private kind with a cause, it returns the text of the cause.
func (e *Error) Error() string {
	if e.cause != nil && e.Kind.IsPrivate() {
		return e.cause.Error()
	}
	return e.Kind.row().sentence(e)
}

// Sentence returns the text that the client reads in an envelope.
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

// TooManyRequests reports that the client has to wait for a number of seconds.
func TooManyRequests(wait int64) *Error { return &Error{Kind: RateLimited, Wait: wait} }

// BodyTooLarge reports that a body has more bytes than limit.
func BodyTooLarge(limit int64) *Error {
	return &Error{Kind: TooLarge, Text: fmt.Sprintf("Request body is larger than %d bytes", limit)}
}

// RemovedEvents reports that the events up to a number were removed.
func RemovedEvents(upTo int64) *Error {
	return &Error{Kind: Expired, Oldest: upTo + 1, Text: fmt.Sprintf(
		"The events up to %d were removed. Read the records again, and then the events after %d.", upTo, upTo)}
}

// UnknownEvent reports that there is no event of a number yet, although the client has
// seen it: the database is not the one that the client has read before. All events from
// oldest on are kept.
func UnknownEvent(number, last, oldest int64) *Error {
	return &Error{Kind: Expired, Oldest: oldest, Text: fmt.Sprintf(
		"There is no event %d: the last is %d. The database may have been restored from a backup. Read the records again, and then the events after %d.",
		number, last, last)}
}

// NotKept reports, in a sentence, why a state of a record cannot be read any more.
func NotKept(sentence string) *Error { return &Error{Kind: Gone, Text: sentence} }

// InvalidInput reports the rules that an input breaks. It returns nil if details is
// empty, so that a caller can return the result of a check without a test.
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

// Overloaded reports that other requests use all of a shared resource. A retry may
// succeed.
func Overloaded(cause error) *Error {
	return &Error{Kind: Unavailable, cause: cause}
}

// Within adds an outer place to the broken rules of err, as Details.In does. It returns
// an error that has no broken rules unchanged. Err must not be used afterwards.
func Within(err error, place any) error {
	if invalid, ok := errors.AsType[*Error](err); ok && invalid.Kind == Invalid {
		return InvalidInput(invalid.Details.In(place))
	}
	return err
}

// KindOf returns the kind of the Error that err wraps. It returns Unavailable for the
// error of a context that has ended, and Internal for any other error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return Unavailable
	}
	return Internal
}
