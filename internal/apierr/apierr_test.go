package apierr

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestKinds compares the table of errors with a copy that follows the contract. A kind
// that is missing in the copy fails.
func TestKinds(t *testing.T) {
	t.Parallel()
	const named = "Customer with external_reference_id 'A' "
	type answer struct {
		Status         int
		Code, Sentence string
		Envelope       Envelope // on a route of the detail envelope
		Short          string   // on a route of the error envelope
		Private, Item  bool
	}
	onAllRoutes := func(status int, code, sentence string) answer {
		a := answer{Status: status, Code: code, Sentence: sentence, Short: sentence}
		if code != "" {
			a.Envelope = ErrorEnvelope
		}
		return a
	}
	private := func(a answer) answer { a.Private = true; return a }
	item := func(a answer) answer { a.Item = true; return a }
	broken := ListDetails(Detail{Type: "missing", Loc: []any{"body", "name"}, Msg: "Field required"})
	tests := map[Kind]struct {
		failure *Error
		want    answer
	}{
		Internal:     {New(Internal), private(onAllRoutes(500, "INTERNAL_ERROR", "Internal server error."))},
		Unavailable:  {New(Unavailable), private(onAllRoutes(503, "UNAVAILABLE", "The service is unavailable for now. Please retry."))},
		NoSuchPath:   {New(NoSuchPath), onAllRoutes(404, "", "Not Found")},
		NoSuchMethod: {New(NoSuchMethod), onAllRoutes(405, "", "Method Not Allowed")},
		Unauthorized: {New(Unauthorized), onAllRoutes(401, "UNAUTHORIZED", "Invalid or missing API key")},
		Forbidden: {MissingScope("write:customers"),
			onAllRoutes(403, "FORBIDDEN", "API key does not have the required scope: write:customers")},
		RateLimited: {TooManyRequests(7), onAllRoutes(429, "RATE_LIMITED", "Rate limit exceeded. Please retry after 7 seconds.")},
		TooLarge:    {BodyTooLarge(10), onAllRoutes(413, "PAYLOAD_TOO_LARGE", "Request body is larger than 10 bytes")},
		Unreadable:  {New(Unreadable), onAllRoutes(400, "", "There was an error parsing the body")},
		BadHeader:   {UnusableHeader("If-Match must be *"), onAllRoutes(400, "BAD_REQUEST", "If-Match must be *")},
		Invalid:     {&Error{Kind: Invalid, Details: broken}, item(onAllRoutes(422, "", "body.name: Field required"))},
		NotFound: {MissingRecord("Customer", "A"), item(answer{Status: 404, Code: "NOT_FOUND",
			Sentence: named + "not found", Short: "Customer not found"})},
		Exists: {DuplicateRecord("Customer", "A"), item(onAllRoutes(409, "", named+"already exists"))},
		PreconditionFailed: {OtherVersion("Customer", "A"),
			onAllRoutes(412, "PRECONDITION_FAILED", named+"does not have the version that the request requires")},
		KeyReused:  {New(KeyReused), onAllRoutes(422, "IDEMPOTENCY_KEY_REUSED", "Another request was done under this Idempotency-Key")},
		NotApplied: {New(NotApplied), onAllRoutes(409, "", "not done: another item failed")},
		Expired:    {RemovedEvents(41), onAllRoutes(410, "EVENTS_EXPIRED", "The events up to 41 were removed. Read the records again, and then the events after 41.")},
		Gone:       {NotKept("It was erased."), onAllRoutes(410, "HISTORY_EXPIRED", "It was erased.")},
		Referenced: {&Error{Kind: Referenced, Text: "Cannot delete"}, item(onAllRoutes(409, "CONFLICT", "Cannot delete"))},
	}
	for _, kind := range Kinds() {
		test, ok := tests[kind]
		if !ok {
			t.Errorf("kind %d is not tested", kind)
			continue
		}
		got := answer{
			Status: kind.Status(), Code: kind.Code(), Envelope: kind.Envelope(DetailEnvelope),
			Sentence: test.failure.Sentence(DetailEnvelope), Short: test.failure.Sentence(ErrorEnvelope),
			Private: kind.IsPrivate(), Item: kind.FailsItem(),
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("kind %d (-want +got):\n%s", kind, diff)
		}
		if onOther := kind.Envelope(ErrorEnvelope); onOther != ErrorEnvelope && onOther != test.want.Envelope {
			t.Errorf("kind %d has another envelope on a route of the error envelope", kind)
		}
		if got := KindOf(fmt.Errorf("create: %w", test.failure)); got != kind {
			t.Errorf("kind %d is found as %d", kind, got)
		}
	}
	if len(tests) != len(Kinds()) {
		t.Errorf("%d kinds are tested, there are %d", len(tests), len(Kinds()))
	}
}

// TestEmptyErrors: an error whose fields are empty, or whose kind is unknown, has a text
// and a status.
func TestEmptyErrors(t *testing.T) {
	t.Parallel()
	for _, kind := range append(Kinds(), -1, Kind(len(Kinds()))) {
		failure := &Error{Kind: kind}
		_ = failure.Error()
		for _, envelope := range []Envelope{DetailEnvelope, ErrorEnvelope} {
			_ = failure.Sentence(envelope)
		}
		if status := kind.Status(); status < 400 || status > 599 {
			t.Errorf("kind %d has the status %d", kind, status)
		}
	}
	for _, kind := range []Kind{Internal, Unavailable, Invalid, -1} {
		if text := (&Error{Kind: kind}).Error(); text == "" {
			t.Errorf("kind %d has no text", kind)
		}
	}
}

// TestTheCauseIsForTheLog: Error has it, Sentence does not.
func TestTheCauseIsForTheLog(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk full at /var/lib")
	for _, failure := range []*Error{DatabaseUnavailable(cause), Overloaded(cause)} {
		if failure.Error() != cause.Error() || !errors.Is(failure, cause) {
			t.Errorf("the error is %q", failure)
		}
		if got := failure.Sentence(ErrorEnvelope); got != "The service is unavailable for now. Please retry." {
			t.Errorf("the client reads %q", got)
		}
	}
}

// TestKindOf: errors of other packages have a kind, too.
func TestKindOf(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]Kind{
		nil: Internal, errors.New("x"): Internal, context.Canceled: Unavailable,
		fmt.Errorf("reading: %w", context.DeadlineExceeded): Unavailable,
	} {
		if got := KindOf(err); got != want {
			t.Errorf("%v is of kind %d, want %d", err, got, want)
		}
	}
}
