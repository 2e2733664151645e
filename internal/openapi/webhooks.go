package openapi

import (
	"net/http"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/webhook"
)

// This file describes the routes of api.WebhookRoutes.

const webhooksTag = "Webhooks"

func webhooksTags() []object {
	return []object{{{"name", webhooksTag}, {"description", "The endpoints that events are sent to, in the form of Standard Webhooks. " +
		"Servers without `--webhooks` have none of these routes."}}}
}

const exampleWebhook = "wh_0ra6mcbqg0r2s00058fvoq1g"

// webhookOperation describes a route of webhooks.
func webhookOperation(r *api.Route, options Options) object {
	o := operation{tag: webhooksTag, status: http.StatusOK}
	one := success("The webhook.", "Webhook", webhookExample(""))
	withSecret := success("The webhook with its secret, which no other answer has.", "WebhookWithSecret", webhookExample(exampleSecret))
	sequence := requestBody("WebhookSequence", object{{"sequence", 42}})
	switch r.Operation {
	case api.CreateWebhook:
		o.id, o.summary, o.status = "createWebhook", "Create a webhook", http.StatusCreated
		o.description = "It gets the events from now on. An organization may have 20 webhooks."
		o.body = requestBody("WebhookCreate", object{{"url", "https://example.com/waybill"}, {"types", []string{"customer.*"}}, {"description", "Our ERP"}})
		o.success = success("The new webhook with its secret, which no other answer has.", "WebhookWithSecret", webhookExample(exampleSecret),
			"Location", preferenceHeader, replayedHeader, dryRunHeader)
		o.failures = []*apierr.Error{invalid("value_error", "Value error, must begin with https://", "body", "url"),
			{Kind: apierr.Referenced, Text: "Cannot create webhook: the organization has 20"}}
	case api.ListWebhooks:
		o.id, o.summary, o.success = "listWebhooks", "List webhooks", success("All webhooks, oldest first.", "WebhookList", webhookItems(webhookExample("")))
	case api.GetWebhook:
		o.id, o.summary, o.success = "getWebhook", "Get a webhook", one
	case api.PatchWebhook:
		o.id, o.summary, o.success = "patchWebhook", "Change a webhook", one
		o.description = "Only what is sent changes."
		o.body = requestBody("WebhookUpdate", object{{"types", []string{"customer.*"}}})
	case api.DeleteWebhook:
		o.id, o.summary, o.status = "deleteWebhook", "Delete a webhook", http.StatusNoContent
		o.success = object{{"description", "It is deleted."}, {"headers", object{headerReference(requestIDHeader)}}}
	case api.PauseWebhook:
		o.id, o.summary, o.success = "pauseWebhook", "Stop the delivery to a webhook", one
	case api.ResumeWebhook:
		o.id, o.summary, o.success = "resumeWebhook", "Go on with the delivery to a webhook", one
		o.description = "The delivery goes on at once, where it has stopped: no event is lost."
	case api.RotateWebhook:
		o.id, o.summary, o.success = "rotateWebhook", "Give a webhook a new secret", withSecret
		o.description = "For a day, requests are signed with the previous secret, too."
	case api.SeekWebhook:
		o.id, o.summary, o.body, o.success = "seekWebhook", "Move the cursor of a webhook", sequence, one
		o.description = "All events after the sequence are delivered, also those that were delivered before."
		o.failures = []*apierr.Error{apierr.RemovedEvents(41)}
	case api.RedeliverWebhook:
		o.id, o.summary, o.body, o.status = "redeliverWebhook", "Deliver a parked event once more", sequence, http.StatusAccepted
		o.description = "An event that the webhook does not accept stays parked."
		o.success = success("The event is going to be delivered.", "WebhookSequence", object{{"sequence", 42}})
	case api.TestWebhook:
		o.id, o.summary = "testWebhook", "Send a test to a webhook"
		o.description = "The request has the type `webhook.test`, and is no event."
		o.success = success("What became of the request.", "WebhookResponse", object{{"outcome", "delivered"}, {"status", 204}, {"milliseconds", 37}, {"answer", ""}})
	case api.ListAttempts:
		o.id, o.summary = "listWebhookAttempts", "List the last requests to a webhook"
		o.success = success("The last 200 requests, newest first. Successful requests one after another are one entry.", "WebhookAttemptList", webhookItems(object{
			{"timestamp", exampleTime}, {"first", 41}, {"last", 42}, {"requests", 2},
			{"outcome", "delivered"}, {"status", 204}, {"milliseconds", 37}, {"answer", ""}}))
	case api.ListParked:
		o.id, o.summary = "listParkedEvents", "List the events that a webhook has refused"
		o.success = success("All parked events, oldest first.", "ParkedEventList", webhookItems(object{
			{"sequence", 42}, {"timestamp", exampleTime}, {"status", 422}, {"answer", "unknown customer"}, {"due", false}}))
	default:
		panic("the document does not know the operation of " + r.Method + " " + r.Path)
	}
	if r.Operation != api.CreateWebhook && r.Operation != api.ListWebhooks {
		o.parameters = append(o.parameters, object{{"name", pathParameter}, {"in", "path"}, {"required", true},
			{"description", "The webhook's `id`."}, {"schema", object{{"type", "string"}}}, {"example", exampleWebhook}})
		o.failures = append(o.failures, apierr.MissingRecord(webhook.Noun, exampleWebhook), invalid("missing", "Field required", "body"))
	} else if r.Operation == api.ListWebhooks {
		o.failures = append(o.failures, invalid("extra_forbidden", "Extra inputs are not permitted", "query", "page"))
	}
	if r.Operation.Writes() {
		o.failures = append(o.failures, apierr.New(apierr.KeyReused), exampleFailure(apierr.BadHeader),
			exampleFailure(apierr.Unreadable), apierr.BodyTooLarge(options.MaxBody))
		for _, header := range []string{preferenceHeader, replayedHeader, dryRunHeader} {
			addHeader(o.success, header)
		}
	}
	return o.render(r)
}

// addHeader adds a header to an answer that may have it already.
func addHeader(answer object, name string) {
	for i := range answer {
		if headers, ok := answer[i].value.(object); ok && answer[i].name == "headers" && !headers.has(headerReference(name).name) {
			answer[i].value = append(headers[:len(headers):len(headers)], headerReference(name)) //nolint:gocritic // the headers are the value
		}
	}
}

const exampleSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"

// webhookExample returns a webhook as it is answered.
func webhookExample(secret string) any {
	at, _ := time.Parse(time.RFC3339, exampleTime) // a constant
	e := webhook.Endpoint{
		ID: exampleWebhook, CreatedAt: at, UpdatedAt: at, Status: webhook.Active, Cursor: 42, Head: 42, Generation: 1,
		Settings: webhook.Settings{URL: "https://example.com/waybill", Types: []string{"customer.*"}, Description: "Our ERP", MaxEvents: 1},
	}
	body := e.AppendJSON(nil)
	if secret != "" {
		body = append(body[:len(body)-1], `,"secret":"`+secret+`"}`...)
	}
	return jsontext.Value(body)
}

func webhookItems(item any) object { return object{{"items", []any{item}}} }

// webhookSchemas are the components of webhooks.
func webhookSchemas() object {
	text := object{{"type", "string"}}
	orNull := func(name, description string) member {
		return member{name, object{{"type", []string{"string", "null"}}, {"format", "date-time"}, {"description", description}}}
	}
	properties := append([]member{{"id", text}}, answered.properties("Webhook", webhook.Fields())...)
	properties = append(properties,
		member{"status", object{{"type", "string"}, {"enum", []string{"active", "paused", "disabled"}}, {"description", "Whether events are delivered. The server disables a webhook that was down for five days."}}},
		member{"reason", object{{"type", []string{"string", "null"}}, {"description", "Why the webhook is disabled: `gone`, `down`, `too_many_parked` or `events_expired`."}}},
		member{"generation", described(wholeNumber(1), "Counts the secrets.")},
		timeProperty("created_at", "When the webhook was made."),
		timeProperty("updated_at", "When its settings were last changed."),
		member{"cursor", described(wholeNumber(0), "All events up to this sequence were delivered or parked, or have other types.")},
		member{"lag", described(wholeNumber(0), "How many events come after the cursor.")},
		member{"parked", described(wholeNumber(0), "How many events are parked.")},
		orNull("down_since", "Since when the webhook cannot be reached."),
		orNull("retry_at", "When the next request is sent."))
	response := []member{
		{"outcome", object{{"type", "string"}, {"enum", []string{"delivered", "refused", "gone", "down"}}}},
		{"status", object{{"type", []string{"integer", "null"}}, {"format", "int32"}, {"description", "The status of the answer, or null for none."}}},
		{"milliseconds", described(wholeNumber(0), "How long it took.")},
		{"answer", described(text, "The first 200 characters of the answer, or why there was none.")},
	}
	update := webhook.Fields()
	for i := range update {
		update[i].Required, update[i].Default = false, nil
	}
	items := func(name, item, description string) member {
		return member{name, structure(description, member{"items", list(component("schemas/" + item))})}
	}
	return object{
		{"Webhook", structure("An endpoint that events are sent to.", properties...)},
		{"WebhookWithSecret", structure("A webhook with its secret.", append(properties[:len(properties):len(properties)],
			member{"secret", described(text, "With which requests are signed.")})...)},
		{"WebhookCreate", sent.object("Webhook", "A new webhook.", webhook.Fields())},
		{"WebhookUpdate", sent.object("Webhook", "What is to change.", update)},
		items("WebhookList", "Webhook", "All webhooks."),
		{"WebhookSequence", sent.object("Webhook", "An event.", webhook.SequenceFields())},
		{"WebhookResponse", structure("What became of a request.", response...)},
		items("WebhookAttemptList", "WebhookAttempt", "The last requests."),
		{"WebhookAttempt", structure("A request, or several successful requests one after another.", append([]member{
			timeProperty("timestamp", "When the first was answered."),
			{"first", described(wholeNumber(0), "The sequence of the first event; 0 is a test.")},
			{"last", described(wholeNumber(0), "The sequence of the last event.")},
			{"requests", described(wholeNumber(1), "How many requests.")}}, response...)...)},
		items("ParkedEventList", "ParkedEvent", "All parked events."),
		{"ParkedEvent", structure("An event that a webhook has refused.",
			member{"sequence", described(wholeNumber(0), "The event.")},
			timeProperty("timestamp", "When it was refused last."),
			member{"status", object{{"type", "integer"}, {"format", "int32"}, {"description", "The status of the answer."}}},
			member{"answer", described(text, "The first 200 characters of the answer.")},
			member{"due", object{{"type", "boolean"}, {"description", "Whether it is going to be delivered once more."}}})},
	}
}
