package openapi

import (
	"net/http"
	"slices"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/schema"
)

// find describes the list that has filters by metadata besides those of the contract.
func (d resourceDoc) find() operation {
	o := d.list()
	o.id, o.summary = "find"+d.tag(), "List "+d.Plural+" by their metadata, too"
	o.success = success("A page. One beyond the end is empty.", d.Noun+"Page", d.examplePage(), linkHeader, cursorHeader)
	o.parameters = append(o.parameters, object{
		{"name", schema.MetadataMember}, {"in", "query"}, {"style", "deepObject"}, {"explode", true},
		{"description", "Texts of the metadata, as in `metadata[po]=4711`: only records that have all of them."},
		{"schema", metadataTexts(object{{"type", "string"}})},
	})
	return o
}

func (d resourceDoc) getMetadata() operation {
	o := d.get()
	o.id, o.summary = "get"+d.Noun+"Metadata", "Get the metadata of a "+d.noun()
	// The past of metadata is not kept.
	o.parameters = o.parameters[:len(o.parameters)-len(api.PastParameters())]
	o.failures = slices.DeleteFunc(o.failures, func(e *apierr.Error) bool { return e.Kind.Status() == http.StatusGone })
	o.success = success("The metadata.", "Metadata", metadataExample(), entityTagHeader)
	return o
}

func (d resourceDoc) changeMetadata(verb, summary, input string, example object) operation {
	return operation{
		id:         verb + d.Noun + "Metadata",
		summary:    summary + d.noun(),
		parameters: append([]object{d.keyParameter(pathParameter, "id")}, conditions()...),
		body:       requestBody(input, example),
		status:     http.StatusOK,
		success: success("All metadata of the "+d.noun()+".", "Metadata", metadataExample(),
			entityTagHeader, preferenceHeader, replayedHeader, dryRunHeader),
		failures: []*apierr.Error{
			apierr.MissingRecord(d.Noun, d.exampleKey()),
			apierr.OtherVersion(d.Noun, d.exampleKey()),
			invalid("string_too_long", "String should have at most 500 characters", "body", schema.MetadataMember, "po"),
		},
	}
}

func metadataExample() object {
	return object{{schema.MetadataMember, object{{"po", "4711"}}}}
}

// metadataSchemas are the components of metadata.
func metadataSchemas() object {
	text := object{{"type", "string"}, {"maxLength", schema.MetadataTextLength}}
	change := object{{"anyOf", []object{text, {{"type", "null"}}}}}
	return object{
		{"Metadata", structure("Texts under names of your own, which no other answer shows.",
			member{schema.MetadataMember, metadataTexts(text)})},
		{"MetadataChange", structure("Texts to set, and null for names to remove.",
			member{schema.MetadataMember, object{{"type", "object"}, {"additionalProperties", change}}})},
	}
}

// metadataTexts describes names with values.
func metadataTexts(value object) object {
	return object{
		{"type", "object"}, {"additionalProperties", value}, {"maxProperties", schema.MetadataNames},
		{"propertyNames", object{{"minLength", 1}, {"maxLength", schema.MetadataNameLength}}},
	}
}
