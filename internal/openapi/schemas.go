package openapi

import (
	"slices"

	"waybill/internal/schema"
)

// schemas returns the components of the requests and answers of a resource.
func (d resourceDoc) schemas() object {
	noun := d.noun()
	return append(append(object{
		{d.Noun, d.record()},
		{d.Noun + "Create", d.input(schema.Create, "A new "+noun+".")},
		{d.Noun + "Update", d.input(schema.Update, "Changes to a "+noun+": what is left out stays as it is, null clears an optional field.")},
		pageSchema(d.Noun, d.Plural),
		{d.Noun + "Batch", structure("Operations on "+d.Plural+".",
			member{"items", append(list(component("schemas/"+d.Noun+"BatchItem")), member{"maxItems", schema.BatchLimit})})},
		{d.Noun + "BatchItem", d.batchItem()},
		{d.Noun + "Payload", d.input(schema.Payload, "What `create` and `update` say of a "+noun+
			". A new one needs what "+d.Noun+"Create does, but for the `"+schema.ExternalReferenceID+"`, which the item has.")},
	}, slices.Concat(d.copySchemas(), d.contactTimes())...), nested(d.Noun, noun, d.Fields)...)
}

// pageSchema is the component of a page of items that are another component.
func pageSchema(item, plural string) member {
	return member{item + "Page", structure("A page of "+plural+".",
		member{"items", list(component("schemas/" + item))},
		member{"pagination", component("schemas/Pagination")})}
}

// record describes an answered record, which has every member.
func (d resourceDoc) record() object {
	properties := []member{{"id", object{
		{"type", "string"}, {"pattern", "^" + d.IDPrefix + "[0-9a-z]+$"},
		{"description", "The server's id. It begins with `" + d.IDPrefix + "`; take no other meaning from it."},
		{"examples", []string{d.exampleID()}},
	}}}
	properties = append(properties, answered.properties(d.Noun, d.Fields)...)
	return structure("A "+d.noun()+" as it is stored.", append(properties,
		timeProperty("created_at", "When the record was made."),
		timeProperty("updated_at", "When the record was last changed."))...)
}

func timeProperty(name, description string) member {
	return member{name, object{
		{"type", "string"}, {"format", "date-time"},
		{"description", description}, {"examples", []string{exampleTime}},
	}}
}

// input is a resource as a client sends it for a purpose.
func (d resourceDoc) input(purpose schema.Purpose, description string) object {
	var fields []schema.Described
	for _, f := range d.Fields {
		if purpose == schema.Update && f.Name == schema.ExternalReferenceID {
			continue
		}
		if purpose != schema.Create {
			f.Required, f.Default = false, nil // what is left out stays as it is
		}
		fields = append(fields, f)
	}
	return sent.object(d.Noun, description, fields)
}

func (d resourceDoc) batchItem() object {
	return object{
		{"type", "object"},
		{"description", "One operation. `create` fails when the record exists, `update` when it does not, `upsert` does either, `delete` needs no payload."},
		{"required", []string{"operation", schema.ExternalReferenceID}},
		{"properties", object{
			{"operation", object{{"type", "string"}, {"enum", schema.Operations()}}},
			{schema.ExternalReferenceID, sent.property(d.Noun, d.Fields[0])},
			{d.noun(), component("schemas/" + d.Noun + "Payload")},
		}},
	}
}

// commonSchemas are the components that resources share.
func commonSchemas() object {
	text, flag := object{{"type", "string"}}, object{{"type", "boolean"}}
	count, positive := wholeNumber(0), wholeNumber(1)
	// Some generators do not support two types in one list of types.
	place := object{{"anyOf", []object{text, wholeNumber(0)}}}
	return append(metadataSchemas(), object{
		{"Pagination", structure("Where a page stands in the whole list.",
			member{"page", described(positive, "The page that was asked for, counted from 1.")},
			member{"page_size", described(positive, "How many items a page has at most.")},
			member{"total", described(count, "How many items all pages have.")},
			member{"total_items", described(count, "The same as `total`.")},
			member{"total_pages", count},
			member{"has_more", described(flag, "The same as `has_next`.")},
			member{"has_next", flag},
			member{"has_previous", flag})},
		{"BatchResult", structure("What became of a batch.",
			member{"success_count", count},
			member{"error_count", count},
			member{"results", described(list(component("schemas/BatchOutcome")), "One outcome for each item, in the order of the items.")})},
		{"BatchOutcome", batchOutcome()},
		{"ValidationError", structure("Everything that is wrong with the input.",
			member{"detail", list(component("schemas/ValidationDetail"))})},
		{"ValidationDetail", structure("One broken rule, in the words of Pydantic 2.",
			member{"type", described(text, "The rule.")},
			member{"loc", described(list(place), "Where it was broken, from `body` or `query` inward.")},
			member{"msg", described(text, "The rule in words.")})},
		{"DetailError", structure("An error of one sentence.", member{"detail", text})},
		{"ErrorEnvelope", structure("An error with a code.", member{"error", structure("",
			member{"code", described(text, "The kind of the error, for programs.")},
			member{"message", described(text, "The error in words, for people.")})})},
		{"RateLimitError", rateLimitError()},
		{"ExpiredError", expiredError()},
		{"Health", structure("All is well.", member{"status", object{{"type", "string"}, {"const", "ok"}}})},
	}...)
}

func batchOutcome() object {
	text := object{{"type", "string"}}
	return object{
		{"type", "object"},
		{"description", "What became of one item: an `id` when it was done, an `error` when not."},
		{"required", []string{schema.ExternalReferenceID, "operation", "success"}},
		{"properties", object{
			{schema.ExternalReferenceID, text},
			{"operation", object{{"type", "string"}, {"enum", schema.Operations()}}},
			{"success", object{{"type", "boolean"}}},
			{"id", described(text, "Of the record, when the item was done.")},
			{"error", described(text, "Why the item was not done.")},
			{"held", described(text, "The held change, when the item waits until another key confirms it.")},
		}},
		// Either id or error is present. Generators make one type of this; a oneOf
		// would become two types that are hard to use.
		{"minProperties", 4},
		{"maxProperties", 5},
	}
}

// structure describes an object whose members are all required.
func structure(description string, properties ...member) object {
	o := object{{"type", "object"}}
	if description != "" {
		o = append(o, member{"description", description})
	}
	names := make([]string, len(properties))
	for i, p := range properties {
		names[i] = p.name
	}
	return append(o, member{"required", names}, member{"properties", object(properties)})
}

// wholeNumber describes an integer of 64 bits; the integers of records have 32.
func wholeNumber(least int) object {
	return object{{"type", "integer"}, {"format", "int64"}, {"minimum", least}}
}

func list(items object) object { return object{{"type", "array"}, {"items", items}} }

func described(o object, description string) object {
	return append(append(object{}, o...), member{"description", description})
}
