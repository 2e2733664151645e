package openapi

// This file describes the requests that the server sends to webhooks.

// deliveries is the member webhooks of the document. The example is an event of a resource.
func deliveries(d resourceDoc) object {
	actor := object{{"key_id", exampleKeyID}, {"user", nil}}
	event := exampleEvent(d, actor)
	return object{
		{"event", delivery("receiveEvent", "An event",
			"Sent to a webhook for each event of its types, in the order of the sequences, one after another.",
			jsonContent("Event", event), "evt_1_42")},
		{"events", delivery("receiveEvents", "Events",
			"Sent instead of single events to a webhook with a `max_events` above 1.",
			object{{"application/json", object{{"schema", deliveredEvents()}, {"example", object{{"events", []object{event}}, {"next", 42}}}}}}, "evt_1_42_42")},
	}
}

// delivery describes a request to a webhook.
func delivery(id, summary, description string, content object, exampleID string) object {
	text := func(description, example string) object {
		return object{{"type", "string"}, {"description", description}, {"examples", []string{example}}}
	}
	header := func(name string, schema object) object {
		return object{{"name", name}, {"in", "header"}, {"required", true}, {"schema", schema}}
	}
	return object{{"post", object{
		{"tags", []string{webhooksTag}},
		{"operationId", id},
		{"summary", summary},
		{"description", description + " A request may be repeated, with the same `webhook-id`. Verify it by a library of Standard Webhooks."},
		{"security", []object{}},
		{"parameters", []object{
			header("webhook-id", text("The `id` of the event; of several events, that of the first and the sequence of the last.", exampleID)),
			header("webhook-timestamp", text("When the request is sent, in seconds since 1970.", "1769682600")),
			header("webhook-signature", text("`v1,` and the HMAC-SHA256 of `webhook-id.webhook-timestamp.body` in Base64. "+
				"For a day after a change of the secret there are two, with a space between them.", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=")),
		}},
		{"requestBody", object{{"required", true}, {"content", content}}},
		{"responses", object{
			{"2XX", object{{"description", "It is delivered."}}},
			{"410", object{{"description", "The webhook is disabled."}}},
			{"4XX", object{{"description", "The event is refused: after five times in 15 minutes it is parked, and the next event is sent. 3xx, 408 and 429 count as 5xx."}}},
			{"5XX", object{{"description", "The webhook is down: the event is sent again later, after `Retry-After` if there is one."}}},
		}},
	}}}
}

// deliveredEvents is the body of several events. It is no component, because some generators
// leave out components that only webhooks refer to.
func deliveredEvents() object {
	return structure("Events that are sent together.",
		member{"events", list(component("schemas/Event"))},
		member{"next", described(wholeNumber(1), "The sequence of the last event.")})
}
