package webhook

import (
	"errors"
	"net/netip"
	"net/url"

	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// The limits of the settings of an endpoint.
const (
	mostTypes   = 50
	mostEvents  = 100
	longestURL  = 2048
	longestType = 100
)

// Input is the body of a request that creates or changes an endpoint.
type Input = schema.Input[Settings]

// settings are the fields of an endpoint that a client sends.
var settings = schema.NewObject(
	schema.Text("url", func(s *Settings) *string { return &s.URL }).
		Length(1, longestURL).Required().Check(checkURL).
		Doc("Where events are sent to, by POST.").Example("https://example.com/waybill"),
	schema.Texts("types", func(s *Settings) *[]string { return &s.Types }, mostTypes, longestType, `^[a-z_]+\.([a-z_]+|\*)$`).
		Doc("Only events of these types, such as `customer.updated`; `customer.*` are all types of customers, an empty list is all types.").
		Example("customer.*"),
	schema.Text("description", func(s *Settings) *string { return &s.Description }).
		MaxLength(500).
		Doc("A text of yours.").Example("Our ERP"),
	schema.Integer("max_events", func(s *Settings) *int32 { return &s.MaxEvents }).
		Default(1).AtLeast(1).AtMost(mostEvents).
		Doc("How many events a request has at most. With 1, the body is an event; otherwise it is a page of events.").Example(1),
)

// Check returns the settings as an input, or the rules that they break.
func (s *Settings) Check() (*Input, error) {
	body := append(settings.AppendMembers([]byte("{"), s), '}')
	return Decode(schema.Body{Bytes: body, JSON: true}, schema.Rules{Purpose: schema.Create})
}

// Fields describes the fields of an endpoint that a client sends.
func Fields() []schema.Described { return settings.Describe() }

// Decode reads the body of a request that creates or changes an endpoint.
func Decode(body schema.Body, rules schema.Rules) (*Input, error) {
	input, err := settings.Decode(body, rules)
	return &input, err
}

func checkURL(text *string) error {
	parsed, err := url.Parse(*text)
	switch {
	case err != nil || parsed.Hostname() == "" || parsed.Opaque != "":
		return errors.New("must be an absolute URL")
	case parsed.Scheme != "https" && parsed.Scheme != "http":
		return errors.New("must begin with https://")
	case parsed.User != nil:
		return errors.New("must not contain a user or password")
	case parsed.Fragment != "":
		return errors.New("must not contain a fragment")
	}
	return nil
}

// checkReachable returns the error of a URL that no request may be sent to, as far as the URL
// tells. The addresses of a name are judged at each connection.
func (s *Store) checkReachable(text string) error {
	parsed, err := url.Parse(text)
	if err != nil {
		return err
	}
	if parsed.Scheme == "http" && len(s.Allowed) == 0 {
		return invalidURL("must begin with https://")
	}
	address, err := netip.ParseAddr(parsed.Hostname())
	if err != nil || contains(s.Allowed, address) || parsed.Scheme == "https" && isPublic(address) {
		return nil //nolint:nilerr // a name is no address
	}
	return invalidURL("must not be an address of a network that this server does not allow")
}

func invalidURL(sentence string) error {
	return apierr.InvalidInput(apierr.ListDetails(apierr.Detail{
		Type: "value_error", Loc: []any{"url"}, Msg: "Value error, " + sentence}))
}

// Sequence is the body of a request that names an event.
type Sequence struct{ Number int64 }

var sequence = schema.NewObject(
	schema.Count("sequence", func(s *Sequence) *int64 { return &s.Number }).Required().
		Doc("The number of an event.").Example(42),
)

// SequenceFields describes the fields of a Sequence.
func SequenceFields() []schema.Described { return sequence.Describe() }

// DecodeSequence reads the body of a request that names an event.
func DecodeSequence(body schema.Body, strict bool) (int64, error) {
	input, err := sequence.Decode(body, schema.Rules{Purpose: schema.Create, Strict: strict})
	return input.Value.Number, err
}
