package openapi

import (
	"net/http"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// eventsTag groups the routes of the feed.
const eventsTag = "Events"

// feedOperation describes the feed of events.
func feedOperation(resources []resourceDoc) operation {
	return operation{
		id: "listEvents", tag: eventsTag, summary: "List what has changed",
		description: "The events of the organization after a sequence. There is one for each record that was created, updated or deleted, " +
			"written by the commit of the change, and one more for each update that changed a phone number or an e-mail address of a customer or a carrier. The sequences count from 1 without a gap, in the order of the commits.\n\n" +
			"With `wait`, the answer comes as soon as there is an event. With `Accept: text/event-stream`, " +
			"the answer has all events as they come, and `Last-Event-ID` continues an earlier one.",
		parameters: append(queryParameters(api.FeedParameters(nounsOf(resources))), object{
			{"name", "Last-Event-ID"}, {"in", "header"}, {"description", "The sequence after which a stream begins, instead of `after`."},
			{"schema", wholeNumber(0)},
		}),
		status:  http.StatusOK,
		success: withStream(success("A page, which is empty if there is no event yet.", "EventPage", exampleEvents(resources[0]))),
		failures: []*apierr.Error{
			exampleFailure(apierr.BadHeader),
			apierr.RemovedEvents(41),
			invalid("less_than_equal", "Input should be less than or equal to 1000", "query", "limit"),
		},
	}
}

// expiredError describes the answer to a cursor after which events are missing.
func expiredError() object {
	return structure("The events after a sequence are not kept.", member{"error", structure("",
		member{"code", object{{"type", "string"}, {"const", "EVENTS_EXPIRED"}}},
		member{"message", described(object{{"type", "string"}}, "What to do, for people.")},
		member{"oldest", described(wholeNumber(1), "The first event from which on all events are kept.")})})
}

// withStream adds the second form of the answer.
func withStream(success object) object {
	for i := range success {
		if success[i].name == "content" {
			success[i].value = append(success[i].value.(object), member{"text/event-stream", object{{"schema", object{{"type", "string"}}}}})
		}
	}
	return success
}

func nounsOf(resources []resourceDoc) (nouns []string) {
	for _, d := range resources {
		nouns = append(nouns, d.noun())
	}
	return nouns
}

const (
	exampleVersion = 173205080756889
	exampleMoment  = "2026-01-29T10:30:00.123456Z" // the times of events have microseconds
	exampleKeyID   = "key_0ra6mcbqg0r2s00058fvoq1g"
)

func exampleEvents(d resourceDoc) object {
	actor := object{{"key_id", exampleKeyID}, {"user", nil}}
	return object{{"events", []object{exampleEvent(d, actor)}}, {"next", 42}, {"head", 57}}
}

func exampleEvent(d resourceDoc, actor object) object {
	return object{
		{"id", "evt_1_42"}, {"sequence", 42}, {"type", d.noun() + ".updated"}, {"timestamp", exampleMoment},
		{"record_id", d.exampleID()}, {schema.ExternalReferenceID, d.exampleKey()}, {"version", exampleVersion},
		{"changed", []string{"phone"}},
		{"actor", actor},
		{"request_id", "5f0c3e9a7b1d4c2e8a6f0b9d3c7e1a54"}, {"data", d.exampleRecord()},
	}
}

// eventSchemas are the components of the feed.
func eventSchemas() object {
	actor := structure("Who made the change: an API key, or a user of the system.",
		member{"key_id", orNull("The API key.")}, member{"user", orNull("The user of the system.")})
	return object{
		{"Event", eventStructure(actor)},
		{"EventPage", structure("A page of events.",
			member{"events", list(component("schemas/Event"))},
			member{"next", described(wholeNumber(0), "The `after` of the next page.")},
			member{"head", described(wholeNumber(0), "The sequence of the last event of the organization.")})},
	}
}

// orNull describes a text that may be null.
func orNull(description string) object {
	return object{{"anyOf", []object{{{"type", "string"}}, {{"type", "null"}}}}, {"description", description}}
}

// eventStructure describes an event with an actor.
func eventStructure(actor object) object {
	text := object{{"type", "string"}}
	return structure("What a change did to a record.",
		member{"id", described(text, "The event, for those who may be told of it more than once.")},
		member{"sequence", described(wholeNumber(1), "Counts the events of the organization.")},
		member{"type", described(text, "What happened, as in `customer.updated` or `customer.contact_changed`.")},
		timeProperty("timestamp", "When it happened."),
		member{"record_id", text},
		member{schema.ExternalReferenceID, text},
		member{"version", described(wholeNumber(1), "Grows with each change of the record.")},
		member{"changed", described(list(text), "The names of the fields that an update has changed.")},
		member{"actor", actor},
		member{"request_id", orNull("The request that made the change.")},
		member{"data", object{{"anyOf", []object{{{"type", "object"}}, {{"type", "null"}}}},
			{"description", "The record after the change, as it would be answered; as it was last, if it was deleted; null if it was erased. " +
				"Of a `contact_changed`, the objects `before` and `after` with the fields that have changed."}}})
}

// describedResources returns the descriptions of resources.
func describedResources(groups []api.Group) (all []resourceDoc) {
	for _, g := range groups {
		all = append(all, resourceDoc(g.Resource))
	}
	return all
}
