package openapi

import (
	"net/http"
	"slices"

	"waybill/internal/api"
	"waybill/internal/apierr"
)

// This file describes the routes of api.OwnRoutes.

const requestsTag = "Requests"

func ownTags() []object {
	return []object{
		{{"name", eventsTag}, {"description", "What has changed, in the order of the commits."}},
		{{"name", changesTag}, {"description", "Changes of contacts that another key must confirm, on servers with `--guard`."}},
		{{"name", requestsTag}, {"description", "The refused requests of the key's organization."}},
	}
}

func ownOperation(r *api.Route, resources []resourceDoc) operation {
	switch r.Operation {
	case api.Feed:
		return feedOperation(resources)
	case api.ListRefusals:
		return listRefusals()
	case api.FindPhone:
		return findPhone()
	case api.ListChanges, api.GetChange, api.ConfirmChange, api.RefuseChange:
		return changeOperation(r)
	default:
		panic("the document does not know the operation of " + r.Method + " " + r.Path)
	}
}

func ownSchemas() object {
	return slices.Concat(eventSchemas(), historySchemas(), refusalSchemas(), findSchemas(), bulkSchemas(), changeSchemas())
}

func listRefusals() operation {
	return operation{
		id: "listRefusedRequests", tag: requestsTag, summary: "List refused requests",
		description: "The last 1,000 requests of the organization that this instance has refused by a status from 400 to 499, the newest first. " +
			"A request without a valid API key, or for an unknown path, belongs to no organization and is not listed. The list is in memory: it is empty after a start.",
		parameters: queryParameters(api.RefusalParameters()),
		status:     http.StatusOK,
		success:    success("A page. One beyond the end is empty.", "RefusedRequestPage", examplePageOf(exampleRefusal()), linkHeader),
		failures:   []*apierr.Error{invalid("greater_than_equal", "Input should be greater than or equal to 1", "query", "page")},
	}
}

func exampleRefusal() object {
	return object{
		{"timestamp", exampleTime}, {"method", "POST"}, {"route", "/v2/tms-api/loads"}, {"status", 422},
		{"request_id", exampleRequestID}, {"key_id", "key_0"}, {"error_count", 1},
		{"errors", []object{{
			{"field", "body.weight_uon"}, {"rule", "extra_forbidden"}, {"message", "Extra inputs are not permitted"},
			{"value", object{{"kind", "string"}, {"length", 3}, {"shape", "AAA"}}}, {"hint", "did you mean weight_uom?"},
		}}},
	}
}

func refusalSchemas() object {
	text, optional := object{{"type", "string"}}, object{{"type", []string{"string", "null"}}}
	return object{
		pageSchema("RefusedRequest", "refused requests"),
		{"RefusedRequest", structure("A refused request.",
			timeProperty("timestamp", "When it was refused."),
			member{"method", text},
			member{"route", described(text, "The pattern of the path.")},
			member{"status", described(wholeNumber(http.StatusBadRequest), "The status of the answer.")},
			member{"request_id", described(text, "The `X-Request-ID` of the answer.")},
			member{"key_id", described(text, "The id of the API key.")},
			member{"error_count", described(wholeNumber(1), "The number of errors.")},
			member{"errors", described(list(component("schemas/RefusalError")), "The first five errors.")})},
		{"RefusalError", structure("An error of a refused request.",
			member{"field", described(optional, "Where the rule is broken. A name that is not declared is `*`, unless there is a hint for it.")},
			member{"rule", described(text, "The rule of Pydantic 2, or the code of the error.")},
			member{"message", described(optional, "The rule in words, without what the client has sent.")},
			member{"value", described(object{{"anyOf", []object{component("schemas/MaskedValue"), {{"type", "null"}}}}}, "The value that broke the rule.")},
			member{"hint", described(optional, "What the client meant, if it is certain.")})},
		{"MaskedValue", structure("A value without its characters.",
			member{"kind", object{{"type", "string"}, {"enum", []string{"string", "number", "boolean", "null", "object", "array"}}}},
			member{"length", described(object{{"type", []string{"integer", "null"}}, {"format", "int64"}}, "The number of characters of a string or number.")},
			member{"shape", described(optional, "Letters as `a` and `A`, digits as `9`, other characters of ASCII as they are, the rest as `?`; at most 64.")})},
	}
}

func findPhone() operation {
	found := object{{"resource", "customer"}, {"id", "cust_0ra6mcbqg0r2s00058fvoq1g"}, {"external_reference_id", "CUST-ACME-001"},
		{"name", "Acme Corporation"}, {"phone", "312-555-0100"}}
	o := operation{
		id: "findByPhone", tag: requestsTag, summary: "Find records by a phone number",
		description: "Customers, carriers, contacts of carriers, and locations, whatever the punctuation of their phones, at most 100. " +
			"Numbers are the same with and without the country code 1, and an extension at the end of a stored number does not count.",
		parameters: queryParameters(api.FindParameters()),
		status:     http.StatusOK,
		success:    success("What has the number.", "PhoneMatchList", object{{"items", []any{found}}}),
		failures:   []*apierr.Error{invalid("value_error", "Value error, must be a phone number of 5 to 20 digits", "query", "phone")},
	}
	o.parameters[0] = append(o.parameters[0], member{"required", true}, member{"example", "3125550100"})
	return o
}

func findSchemas() object {
	text := object{{"type", "string"}}
	return object{
		{"PhoneMatchList", structure("What has a phone number.", member{"items", list(component("schemas/PhoneMatch"))})},
		{"PhoneMatch", structure("A record with a phone number.",
			member{"resource", object{{"type", "string"}, {"enum", []string{"customer", "carrier", "contact", "location"}}}},
			member{"id", described(text, "Of the record; of a contact, that of the carrier.")},
			member{"external_reference_id", described(text, "Of the record; of a contact, that of the carrier.")},
			member{"name", described(text, "Empty for none.")},
			member{"phone", described(text, "As it is stored.")})},
	}
}
