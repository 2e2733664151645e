package openapi

import (
	"net/http"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// history describes the history of a record.
func (d resourceDoc) history() operation {
	return operation{
		id:      "list" + d.Noun + "History",
		summary: "List what has changed in a " + d.noun(),
		description: "The events of the " + d.noun() + ", newest first. That of a deleted " + d.noun() + " is found by its `" +
			schema.ExternalReferenceID + "`.",
		parameters: append([]object{d.keyParameter(pathParameter, "id")}, queryParameters(api.HistoryParameters())...),
		status:     http.StatusOK,
		success:    success("A page.", "History", exampleHistory(d)),
		failures: []*apierr.Error{
			apierr.MissingRecord(d.Noun, d.exampleKey()),
			invalid("less_than_equal", "Input should be less than or equal to 100", "query", "limit"),
		},
	}
}

// restore describes the restoration of a version of a record.
func (d resourceDoc) restore() operation {
	return operation{
		id:      "restore" + d.Noun,
		summary: "Restore a version of a " + d.noun(),
		description: "An update of the " + d.noun() + " to its values in an earlier version, by the rules of an update. " +
			"The versions are in the history.",
		parameters: append([]object{d.keyParameter(pathParameter, "id")}, conditions()...),
		body:       requestBody("Restoration", object{{schema.VersionMember, exampleVersion}}),
		status:     http.StatusOK,
		success: success("The "+d.noun()+" as it is now.", d.Noun, d.exampleRecord(),
			entityTagHeader, preferenceHeader, replayedHeader, dryRunHeader),
		others: d.held(),
		failures: []*apierr.Error{
			apierr.MissingRecord(d.Noun, d.exampleKey()),
			exampleNotKept(),
			apierr.OtherVersion(d.Noun, d.exampleKey()),
			invalid("missing", "Field required", "body", schema.VersionMember),
		},
	}
}

func exampleNotKept() *apierr.Error {
	return apierr.NotKept("This state of the record is older than the events that are kept.")
}

func exampleHistory(d resourceDoc) object {
	actor := object{{"key_id", exampleKeyID}, {"key_name", "website"}, {"user", nil}}
	return object{{"events", []object{exampleEvent(d, actor)}}, {"next", nil}, {"since", nil}}
}

// historySchemas are the components of histories.
func historySchemas() object {
	actor := structure("Who made the change: an API key, or a user of the command line.",
		member{"key_id", orNull("The API key.")}, member{"key_name", orNull("The name of the API key.")},
		member{"user", orNull("The user of the system.")})
	return object{
		{"HistoryEvent", eventStructure(actor)},
		{"History", structure("A page of the events of a record.",
			member{"events", list(component("schemas/HistoryEvent"))},
			member{"next", described(object{{"anyOf", []object{wholeNumber(1), {{"type", "null"}}}}}, "The `before` of the next page; null for none.")},
			member{"since", described(object{{"anyOf", []object{{{"type", "string"}, {"format", "date-time"}}, {{"type", "null"}}}}},
				"The time from which the history is known; null if it begins with the creation of the record.")})},
		{"Restoration", structure("The version to restore.", member{schema.VersionMember, wholeNumber(1)})},
	}
}
