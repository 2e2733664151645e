package openapi

import (
	"net/http"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/guard"
	"waybill/internal/resource"
)

// This file describes held changes: their routes, and the answers to writes that are held.

const changesTag = "Held changes"

const exampleChange = "chg_0ra6mcbqg0r2s00058fvoq1g"

// changeOperation describes a route of held changes.
func changeOperation(r *api.Route) operation {
	o := operation{tag: changesTag, status: http.StatusOK, success: success("The change.", "HeldChangeWithValues", changeExample(guard.Held, true))}
	switch r.Operation {
	case api.ListChanges:
		o.id, o.summary, o.parameters = "listHeldChanges", "List held changes", queryParameters(api.ChangeParameters())
		o.description = "Changes of phone numbers and e-mail addresses that wait until another key confirms them, and those that were decided in the last 30 days."
		o.success = success("A page, newest first.", "HeldChangePage", object{{"items", []any{changeExample(guard.Held, false)}}, {"next", nil}})
		o.failures = append(o.failures, invalid("less_than_equal", "Input should be less than or equal to 100", "query", "limit"))
		return o
	case api.GetChange:
		o.id, o.summary = "getHeldChange", "Get a held change"
		o.failures = append(o.failures, invalid("extra_forbidden", "Extra inputs are not permitted", "query", "page"))
	case api.ConfirmChange:
		o.id, o.summary = "confirmHeldChange", "Confirm a held change"
		o.description = "Makes the change. The key must not be the one that asked for it. If the record has changed since, the change is `outdated` instead, and the answer is 409."
		o.success = success("The change was made.", "HeldChangeWithValues", changeExample(guard.Confirmed, true))
		o.failures = append(o.failures, &apierr.Error{Kind: apierr.Referenced, Text: api.OutdatedSentence})
	default:
		o.id, o.summary = "refuseHeldChange", "Refuse a held change"
		o.description = "The change is not made. The key that asked for it may withdraw it so."
		o.success = success("The change is refused.", "HeldChangeWithValues", changeExample(guard.Refused, true))
		o.failures = append(o.failures, &apierr.Error{Kind: apierr.Referenced, Text: "Cannot refuse change: it is confirmed"})
	}
	o.parameters = append(o.parameters, mailNameParameter("The `id` of the change.", exampleChange))
	o.failures = append(o.failures, apierr.MissingRecord(guard.Noun, exampleChange))
	if r.Operation.Writes() {
		o.failures = append(o.failures, apierr.New(apierr.KeyReused), exampleFailure(apierr.BadHeader),
			invalid("bool_parsing", "Input should be a valid boolean, unable to interpret input", "query", api.DryRunParameter))
		for _, header := range []string{replayedHeader, dryRunHeader} {
			addHeader(o.success, header)
		}
	}
	return o
}

func changeExample(status guard.Status, whole bool) any {
	at, _ := time.Parse(time.RFC3339, exampleTime) // a constant
	c := guard.Change{ID: exampleChange, Status: status, CreatedAt: at, ExpiresAt: at.Add(guard.HeldFor),
		HeldChange: resource.HeldChange{Resource: "customer", RecordID: "cust_0ra6mcbqg0r2s00058fvoq1g", Reference: "CUST-ACME-001", Version: exampleVersion - 1,
			Fields: []string{"phone"}, Contacts: []string{"phone"}, Before: []byte(`{"phone":"312-555-0100"}`), After: []byte(`{"phone":"312-555-0199"}`)}}
	c.By.KeyID = exampleKeyID
	if status != guard.Held {
		c.DecidedAt, c.DecidedBy.KeyID = at.Add(time.Hour), exampleKeyID[:len(exampleKeyID)-1]+"0"
	}
	return jsontext.Value(c.AppendJSON(nil, whole))
}

// held describes the answer to a write of a record that is held.
func (d resourceDoc) held() object {
	if !d.HasContacts {
		return nil
	}
	return object{{"202", success("Held: the change is made when another key confirms it. The "+d.noun()+" as it is. Only servers with `--guard` hold changes.",
		d.Noun, d.exampleRecord(), entityTagHeader, heldHeader, preferenceHeader, replayedHeader, dryRunHeader)}}
}

// getWithContacts describes a record with when contacts were changed.
func (d resourceDoc) getWithContacts() operation {
	var times object
	for _, noun := range api.ContactHolders(resource.Description(d)) {
		times = append(times, member{noun, nil})
	}
	times[0].value = exampleTime
	return operation{
		id:          "get" + d.Noun + "WithContacts",
		summary:     "Get a " + d.noun() + ", and when contacts were changed",
		description: "Before you call: whether a phone number or an e-mail address was changed in the last 24 hours.",
		parameters:  []object{d.keyParameter(pathParameter, "id")},
		status:      http.StatusOK,
		success:     success("The "+d.noun()+".", d.Noun+"WithContacts", object{{d.noun(), d.exampleRecord()}, {"contact_changed_at", times}}),
		failures: []*apierr.Error{
			apierr.MissingRecord(d.Noun, d.exampleKey()),
			invalid("extra_forbidden", "Extra inputs are not permitted", "query", "page"),
		},
	}
}

// contactTimes describes a record with when contacts were changed. It is nil for a resource
// without contacts.
func (d resourceDoc) contactTimes() object {
	var times []member
	for _, noun := range api.ContactHolders(resource.Description(d)) {
		times = append(times, member{noun, object{{"type", []string{"string", "null"}}, {"format", "date-time"},
			{"description", "When a contact of the " + noun + " was changed; null if that was not in the last 24 hours."}}})
	}
	if len(times) == 0 {
		return nil
	}
	return object{{d.Noun + "WithContacts", structure("A "+d.noun()+" with when contacts were changed.",
		member{d.noun(), component("schemas/" + d.Noun)}, member{"contact_changed_at", structure("When contacts were changed.", times...)})}}
}

// changeSchemas are the components of held changes.
func changeSchemas() object {
	text, values := object{{"type", "string"}}, object{{"type", "object"}}
	actor := func(name, description string) member {
		return member{name, object{{"anyOf", []object{component("schemas/HeldChangeActor"), {{"type", "null"}}}}, {"description", description}}}
	}
	members := []member{
		{"id", text},
		{"status", object{{"type", "string"}, {"enum", guard.Statuses()},
			{"description", "What became of the change. One that is `outdated` was confirmed when the record had changed since, or was gone; one that is `expired` was not decided for a week."}}},
		{"resource", described(text, "`customer` or `carrier`.")},
		{"record_id", text},
		{"version", described(wholeNumber(1), "The version of the record that the change is based on.")},
		{"contacts", described(list(text), "The names of the fields whose contacts change.")},
		{"changed", described(list(text), "The names of all fields that change.")},
		timeProperty("created_at", "When it was asked for."),
		timeProperty("expires_at", "Until when it is held."),
		actor("requested_by", "Who asked for it."),
		{"decided_at", object{{"type", []string{"string", "null"}}, {"format", "date-time"}, {"description", "When it was decided."}}},
		actor("decided_by", "Who decided it; null for nobody."),
		{"external_reference_id", text},
	}
	whole := slices.Concat(members, []member{
		{"before", described(values, "The values of the changed fields as the record has them.")},
		{"after", described(values, "The values of the changed fields after the change.")}})
	return object{
		{"HeldChange", structure("A change that is or was held.", members...)},
		{"HeldChangeWithValues", structure("A change that is or was held, with its values.", whole...)},
		{"HeldChangeActor", structure("An API key, or a user of the command line.",
			member{"key_id", orNull("The API key.")}, member{"user", orNull("The user of the system.")})},
		{"HeldChangePage", structure("A page of changes.", member{"items", list(component("schemas/HeldChange"))},
			member{"next", object{{"type", []string{"string", "null"}}, {"description", "Where the next page begins, or null at the end."}}})},
	}
}

// withOptional adds a member that an object may have.
func withOptional(o object, optional member) object {
	for i := range o {
		if o[i].name == "properties" {
			o[i].value = append(o[i].value.(object), optional)
		}
	}
	return o
}
