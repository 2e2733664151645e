package openapi

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/api"
	"waybill/internal/apierr"
)

// render adds the parts that follow from the route: the key, the scope, the common
// answers.
func (o operation) render(r *api.Route) object {
	description, security := o.description, []object{}
	if r.Scopes != nil {
		description = strings.TrimSpace(description + "\n\nNeeds the " + scopesOf(r) + ".")
		security = []object{{{keyScheme, r.Scopes}}}
	}
	rendered := object{{"tags", []string{o.tag}}, {"operationId", o.id}, {"summary", o.summary}}
	if description != "" {
		rendered = append(rendered, member{"description", description})
	}
	o.parameters = append(o.parameters, component("parameters/"+requestIDHeader))
	if r.Scopes != nil {
		o.parameters = append(o.parameters, component("parameters/Prefer"))
	}
	if r.Operation.Writes() {
		o.parameters = append(o.parameters, idempotencyKeyParameter(o.id), component("parameters/"+api.DryRunParameter))
	}
	rendered = append(rendered, member{"security", security}, member{"parameters", o.parameters})
	if o.body != nil {
		rendered = append(rendered, member{"requestBody", o.body})
	}
	return append(rendered, member{"responses", o.responses(r)})
}

// scopesOf names the scopes of a route.
func scopesOf(r *api.Route) string {
	names := "`" + strings.Join(r.Scopes, "` and `") + "`"
	if len(r.Scopes) > 1 {
		return "scopes " + names
	}
	return "scope " + names
}

// responses returns every answer of a route, in the order of the statuses.
func (o operation) responses(r *api.Route) object {
	failures := o.failures
	if r.Scopes != nil {
		o.success = showingLimits(o.success)
		for _, other := range o.others {
			showingLimits(other.value.(object))
		}
		failures = append(failures, apierr.New(apierr.Unauthorized), apierr.MissingScope(r.Scopes[0]),
			exampleFailure(apierr.RateLimited), apierr.New(apierr.Internal), apierr.New(apierr.Unavailable))
	}
	all := append(object{{strconv.Itoa(o.status), o.success}, {"431", component("responses/HeadersTooLarge")}}, o.others...)
	for status, alike := range byStatus(failures) {
		response := failureResponse(r, alike)
		if shared := errorDocs[alike[0].Kind].shared; shared != "" {
			response = component("responses/" + shared)
		}
		all = append(all, member{strconv.Itoa(status), response})
	}
	slices.SortFunc(all, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return all
}

func byStatus(failures []*apierr.Error) map[int][]*apierr.Error {
	all := map[int][]*apierr.Error{}
	for _, failure := range failures {
		status := failure.Kind.Status()
		all[status] = append(all[status], failure)
	}
	return all
}

// errorDoc is the description of a kind of error.
type errorDoc struct {
	meaning string
	// name is the name of the example, where a status has several.
	name string
	// shared names the component of a kind whose answer is the same on all routes.
	shared string
	// judged reports that the body has been read, so a preference has been applied.
	judged bool
}

var errorDocs = map[apierr.Kind]errorDoc{
	apierr.Unreadable:         {meaning: "The body is not UTF-8, is compressed, or is nested more than 200 deep.", name: "body", shared: "BadRequest"},
	apierr.BadHeader:          {meaning: "A header cannot be understood: `Idempotency-Key`, `If-Match` or `If-None-Match`.", name: "header", shared: "BadRequest"},
	apierr.PreconditionFailed: {meaning: "The record does not have the version that `If-Match` or `If-None-Match` requires.", judged: true},
	apierr.KeyReused:          {meaning: "Another request was done under the Idempotency-Key.", name: "key", judged: true},
	apierr.Unauthorized:       {meaning: "The API key is missing, unknown, revoked or expired.", shared: "Unauthorized"},
	apierr.Forbidden:          {meaning: "The API key does not have the scope."},
	apierr.RateLimited:        {meaning: "The key has used up a limit, or the address has sent too many wrong keys.", shared: "RateLimited"},
	apierr.NotFound:           {meaning: "The organization has no such record.", judged: true},
	apierr.Exists:             {meaning: "The organization has a record with this external reference already.", judged: true},
	apierr.Expired:            {meaning: "The events that follow the sequence were removed, or there is no such sequence. `oldest` is the first event that is kept."},
	apierr.Gone:               {meaning: "The state of the record is older than the events that are kept, or was erased."},
	apierr.Referenced:         {meaning: "Other records refer to this one.", judged: true},
	apierr.TooLarge:           {meaning: "The body is too large."},
	apierr.Invalid:            {meaning: "The input breaks rules. Each is listed, in the order of the fields.", name: "input", judged: true},
	apierr.Internal:           {meaning: "A fault of the server, whose log says more under the request id.", shared: "InternalError"},
	apierr.Unavailable:        {meaning: "The database cannot answer now, or the server has no room for the body. A later try may work.", shared: "Unavailable"},
}

// failureResponse describes the failures of one status. The examples are the answers
// that clients get.
func failureResponse(r *api.Route, failures []*apierr.Error) object {
	var meanings []string
	var schemas []object
	var bodies []any
	var examples object
	headers := object{headerReference(requestIDHeader)}
	for _, failure := range failures {
		doc := errorDocs[failure.Kind]
		given := api.AnswerTo(failure, r.Envelope, exampleRequestID)
		meanings = append(meanings, doc.meaning)
		schemas = append(schemas, component("schemas/"+envelopeOf(failure.Kind, r)))
		bodies = append(bodies, jsontext.Value(given.Body))
		examples = append(examples, member{doc.name, object{{"value", jsontext.Value(given.Body)}}})
		for _, name := range doc.headers(r, given) {
			if reference := headerReference(name); !headers.has(reference.name) {
				headers = append(headers, reference)
			}
		}
	}
	content := object{{"schema", schemas[0]}, {"example", bodies[0]}}
	if len(failures) > 1 {
		content = object{{"schema", object{{"oneOf", schemas}}}, {"examples", examples}}
	}
	response := object{
		{"description", strings.Join(meanings, " Or: ")},
		{"headers", headers},
		{"content", object{{"application/json", content}}},
	}
	if r.Scopes != nil && failures[0].Kind != apierr.Unauthorized {
		response = showingLimits(response)
	}
	return response
}

// headers returns the names of the headers of an answer, except the id of the request.
func (f errorDoc) headers(r *api.Route, given api.ErrorAnswer) (names []string) {
	for _, h := range given.Header {
		names = append(names, h[0])
	}
	if f.judged && r.Operation.TakesBody() {
		names = append(names, preferenceHeader)
	}
	if f.judged && r.Operation.Writes() {
		names = append(names, dryRunHeader)
	}
	return names
}

// envelopeOf returns the name of the schema of the answer.
func envelopeOf(kind apierr.Kind, r *api.Route) string {
	switch {
	case kind == apierr.Invalid:
		return "ValidationError"
	case kind == apierr.RateLimited:
		return "RateLimitError"
	case kind == apierr.Expired:
		return "ExpiredError"
	case kind.Envelope(r.Envelope) == apierr.ErrorEnvelope:
		return "ErrorEnvelope"
	}
	return "DetailError"
}

// commonResponses are the answers that are the same on all routes.
func commonResponses() object {
	shared := map[string][]*apierr.Error{}
	for _, kind := range slices.Sorted(maps.Keys(errorDocs)) {
		if name := errorDocs[kind].shared; name != "" {
			shared[name] = append(shared[name], exampleFailure(kind))
		}
	}
	var all object
	for _, name := range slices.Sorted(maps.Keys(shared)) {
		all = append(all, member{name, failureResponse(&api.Route{Scopes: []string{"any"}}, shared[name])})
	}
	return append(all, member{"HeadersTooLarge", object{
		{"description", "The headers are too large. The connection is closed before the request is looked at."},
		{"headers", object{headerReference(requestIDHeader)}},
		{"content", object{{"application/json", object{
			{"schema", component("schemas/ErrorEnvelope")},
			{"example", jsontext.Value(api.LibraryRefusal(http.StatusRequestHeaderFieldsTooLarge, exampleRequestID))},
		}}}},
	}})
}

const (
	requestIDHeader  = "X-Request-ID"
	preferenceHeader = "Preference-Applied"
	entityTagHeader  = "ETag"
	replayedHeader   = "Idempotency-Replayed"
	dryRunHeader     = "Waybill-Dry-Run"
	heldHeader       = api.HeldHeader
	linkHeader       = "Link"
	cursorHeader     = api.CursorHeader
)

func commonHeaders(resources []api.Group) object {
	tag := `^"[0-9]+"$`
	if slices.ContainsFunc(resources, func(g api.Group) bool { return showsOthers(g.Resource.Fields) }) {
		tag = `^"[0-9]+(-[0-9a-f]+)?"$`
	}
	return append(object{
		{requestIDHeader, object{{"description", "The request's id."}, {"required", true}, {"schema", requestIDSchema()}}},
		{"Location", object{
			{"description", "The path of the new record."}, {"required", true},
			{"schema", object{{"type", "string"}, {"format", "uri-reference"}}},
		}},
		{linkHeader, object{
			{"description", "The pages `first`, `prev`, `next` and `last` of the list (RFC 8288), unless the query is too long."},
			{"schema", object{{"type", "string"}}},
		}},
		{cursorHeader, object{
			{"description", "The sequence of the last event at the moment of the list: what follows it is not in the list."}, {"required", true},
			{"schema", wholeNumber(0)},
		}},
		{preferenceHeader, object{
			{"description", "`handling=strict` when the request preferred it."},
			{"schema", object{{"type", "string"}, {"enum", []string{api.HandlingStrict}}}},
		}},
		{entityTagHeader, object{
			{"description", "The version of the record, for `If-Match` and `If-None-Match`."}, {"required", true},
			{"schema", object{{"type", "string"}, {"pattern", tag}}},
		}},
		{replayedHeader, object{
			{"description", "`true` when the answer is that to an earlier request under the Idempotency-Key."},
			{"schema", object{{"type", "string"}, {"enum", []string{"true"}}}},
		}},
		{dryRunHeader, object{
			{"description", "`true` when nothing was kept, as `dry_run` asked for."},
			{"schema", object{{"type", "string"}, {"enum", []string{"true"}}}},
		}},
		{heldHeader, object{
			{"description", "The id of the held change; `dry-run` for a dry run, which holds nothing."}, {"required", true},
			{"schema", object{{"type", "string"}}},
		}},
		{"WWW-Authenticate", object{
			{"description", "The scheme of API keys."}, {"required", true},
			{"schema", object{{"type", "string"}, {"enum", []string{"APIKey"}}}},
		}},
		{"Retry-After", object{
			{"description", "How many seconds to wait."}, {"required", true},
			{"schema", wholeNumber(0)},
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
			{"schema", object{{"type", "string"}, {"enum", []string{api.HandlingStrict, "handling=lenient"}}}},
		}},
		entityTagsParameter("If-Match", "*",
			"Entity tags, or `*`: a record that has none of them is not changed."),
		entityTagsParameter("If-None-Match", noVersion,
			"Entity tags, or `*`: a record that has one of them is not sent again, nor changed."),
		flagParameter("atomic", "Whether all items are done or none: when one fails, the answer is 409."),
		flagParameter(api.DryRunParameter, "Whether nothing is kept: the answer is the one that the request would get. The ids in it are not kept either."),
	}
}

// The examples of optional headers are in their schemas. Swagger UI fills in the
// example of a parameter, so a request that is sent as filled in would depend on
// an earlier one; importers such as Postman's take the example of a schema, which
// therefore has to work as it is.

// entityTagsParameter is a header whose example holds for every record.
func entityTagsParameter(name, example, description string) member {
	return member{name, object{
		{"name", name}, {"in", "header"}, {"description", description},
		{"schema", object{{"type", "string"}, {"examples", []string{example}}}},
	}}
}

// idempotencyKeyParameter has a different example for each operation, because a key
// that one operation has used is refused by the others.
func idempotencyKeyParameter(operation string) object {
	return object{
		{"name", "Idempotency-Key"}, {"in", "header"},
		{"description", "A name of your own for the request: 1 to 255 visible ASCII characters, bare or as a quoted string. Once it has succeeded, the same request under the same key is answered as before for 24 hours, and not done again."},
		{"schema", object{{"type", "string"}, {"minLength", 1}, {"pattern", "^[!-~]+$"}, {"examples", []string{operation + "-1"}}}},
	}
}

func flagParameter(name, description string) member {
	return member{name, object{
		{"name", name}, {"in", "query"}, {"description", description},
		{"schema", object{{"type", "boolean"}, {"default", false}}},
	}}
}

func requestIDSchema() object {
	return object{{"type", "string"}, {"minLength", 1}, {"maxLength", 128}, {"pattern", "^[!-~]+$"}}
}

// headerReference is a header of an answer, under the name that RFCs write.
func headerReference(name string) member {
	switch name {
	case "Www-Authenticate":
		name = "WWW-Authenticate"
	case "Etag":
		name = entityTagHeader
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
