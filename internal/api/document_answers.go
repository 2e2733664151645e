package api

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/apierr"
)

// render adds what the route says: its key, its scope, its common answers.
func (o operation) render(r *route) object {
	description, security := o.description, []object{}
	if r.scope != "" {
		description = strings.TrimSpace(description + "\n\nNeeds the scope `" + r.scope + "`.")
		security = []object{{{keyScheme, []string{r.scope}}}}
	}
	rendered := object{{"tags", []string{o.tag}}, {"operationId", o.id}, {"summary", o.summary}}
	if description != "" {
		rendered = append(rendered, member{"description", description})
	}
	o.parameters = append(o.parameters, component("parameters/"+requestIDHeader))
	if takesBody(r) {
		o.parameters = append(o.parameters, component("parameters/Prefer"))
	}
	rendered = append(rendered, member{"security", security}, member{"parameters", o.parameters})
	if o.body != nil {
		rendered = append(rendered, member{"requestBody", o.body})
	}
	return append(rendered, member{"responses", o.responses(r)})
}

func takesBody(r *route) bool {
	return r.method == http.MethodPost || r.method == http.MethodPut || r.method == http.MethodPatch
}

// responses gives every answer of a route, in the order of their statuses.
func (o operation) responses(r *route) object {
	failures := o.failures
	if r.scope != "" {
		o.success = showingLimits(o.success)
		failures = append(failures, apierr.New(apierr.Unauthorized), apierr.MissingScope(r.scope),
			exampleFailure(apierr.RateLimited), apierr.New(apierr.Internal), apierr.New(apierr.Unavailable))
	}
	all := object{{strconv.Itoa(o.status), o.success}, {"431", component("responses/HeadersTooLarge")}}
	for _, failure := range failures {
		status, response := failureResponse(r, failure)
		if shared := failings[failure.Kind].shared; shared != "" {
			response = component("responses/" + shared)
		}
		all = append(all, member{status, response})
	}
	slices.SortFunc(all, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return all
}

// failing is how the document tells of a kind of error.
type failing struct {
	meaning string
	// shared names the component for a kind that every route answers alike.
	shared string
	// judged says that the body has been read, so that a preference was heard.
	judged bool
}

var failings = map[apierr.Kind]failing{
	apierr.Unreadable:   {meaning: "The body is not UTF-8, or is nested more than 200 deep.", shared: "Unreadable"},
	apierr.Unauthorized: {meaning: "The API key is missing, unknown, revoked or expired.", shared: "Unauthorized"},
	apierr.Forbidden:    {meaning: "The API key does not have the scope."},
	apierr.RateLimited:  {meaning: "The key has used up a limit, or the address has sent too many wrong keys.", shared: "RateLimited"},
	apierr.NotFound:     {meaning: "The organization has no such record.", judged: true},
	apierr.Exists:       {meaning: "The organization has a record with this external reference already.", judged: true},
	apierr.Referenced:   {meaning: "Other records refer to this one."},
	apierr.TooLarge:     {meaning: "The body is too large."},
	apierr.Invalid:      {meaning: "The input breaks rules. Each is listed, in the order of the fields.", judged: true},
	apierr.Internal:     {meaning: "A fault of the server, whose log says more under the request id.", shared: "InternalError"},
	apierr.Unavailable:  {meaning: "The database cannot answer now. A later try may work.", shared: "Unavailable"},
}

// failureResponse shows a failure with the very answer that a client gets.
func failureResponse(r *route, failure *apierr.Error) (status string, response object) {
	failing := failings[failure.Kind]
	given := (&call{route: r, id: exampleRequestID}).answerTo(failure)
	headers := object{headerReference(requestIDHeader)}
	for _, h := range given.header {
		headers = append(headers, headerReference(h[0]))
	}
	if takesBody(r) && failing.judged {
		headers = append(headers, headerReference(preferenceHeader))
	}
	envelope := "DetailError"
	switch {
	case failure.Kind == apierr.Invalid:
		envelope = "ValidationError"
	case failure.Kind == apierr.RateLimited:
		envelope = "RateLimitError"
	case bytes.HasPrefix(given.body, []byte(`{"error"`)):
		envelope = "ErrorEnvelope"
	}
	response = object{
		{"description", failing.meaning},
		{"headers", headers},
		{"content", jsonContent(envelope, jsontext.Value(given.body))},
	}
	if r.scope != "" && failure.Kind != apierr.Unauthorized {
		response = showingLimits(response)
	}
	return strconv.Itoa(given.status), response
}

// commonResponses are the answers that every route has alike.
func commonResponses() object {
	var all object
	for kind, failing := range failings {
		if failing.shared != "" {
			_, response := failureResponse(&route{scope: "any"}, exampleFailure(kind))
			all = append(all, member{failing.shared, response})
		}
	}
	slices.SortFunc(all, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return append(all, member{"HeadersTooLarge", object{
		{"description", "The headers are too large. The connection is closed before the request is looked at."},
		{"content", object{{"text/plain", object{
			{"schema", object{{"type", "string"}}},
			{"example", "431 Request Header Fields Too Large"},
		}}}},
	}})
}

const (
	requestIDHeader  = "X-Request-ID"
	preferenceHeader = "Preference-Applied"
)

func commonHeaders() object {
	return append(object{
		{requestIDHeader, object{{"description", "The request's id."}, {"required", true}, {"schema", requestIDSchema()}}},
		{"Location", object{
			{"description", "The path of the new record."}, {"required", true},
			{"schema", object{{"type", "string"}, {"format", "uri-reference"}}},
		}},
		{preferenceHeader, object{
			{"description", "`handling=strict` when the request preferred it."},
			{"schema", object{{"type", "string"}, {"enum", []string{strictHandling}}}},
		}},
		{"WWW-Authenticate", object{
			{"description", "The scheme of API keys."}, {"required", true},
			{"schema", object{{"type", "string"}, {"enum", []string{"APIKey"}}}},
		}},
		{"Retry-After", object{
			{"description", "How many seconds to wait."}, {"required", true},
			{"schema", object{{"type", "integer"}, {"minimum", 0}}},
		}},
	}, limitHeaders()...)
}

func commonParameters() object {
	return object{
		{requestIDHeader, object{
			{"name", requestIDHeader}, {"in", "header"},
			{"description", "An id of your own for the request, to find it in logs: 1 to 128 visible ASCII characters. Without a usable one the server makes its own."},
			{"schema", requestIDSchema()},
		}},
		{"Prefer", object{
			{"name", "Prefer"}, {"in", "header"},
			{"description", "`handling=strict` (RFC 7240) has unknown members refused, also those that only answers have."},
			{"schema", object{{"type", "string"}, {"enum", []string{strictHandling, "handling=lenient"}}}},
		}},
	}
}

const strictHandling = "handling=strict"

func requestIDSchema() object {
	return object{{"type", "string"}, {"minLength", 1}, {"maxLength", 128}, {"pattern", "^[!-~]+$"}}
}

// headerReference is a header of an answer, under the name that RFCs write.
func headerReference(name string) member {
	if name == "Www-Authenticate" {
		name = "WWW-Authenticate"
	}
	return member{name, component("headers/" + name)}
}

// success is an answer with a body.
func success(description, schema string, example any, headers ...string) object {
	named := object{headerReference(requestIDHeader)}
	for _, name := range headers {
		named = append(named, headerReference(name))
	}
	return object{{"description", description}, {"headers", named}, {"content", jsonContent(schema, example)}}
}

func requestBody(schema string, example any) object {
	return object{{"required", true}, {"content", jsonContent(schema, example)}}
}

func jsonContent(schema string, example any) object {
	return object{{"application/json", object{{"schema", component("schemas/" + schema)}, {"example", example}}}}
}
