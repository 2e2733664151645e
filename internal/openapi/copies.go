package openapi

import (
	"net/http"

	"waybill/internal/api"
	"waybill/internal/apierr"
)

// copies describes the records for a replica.
func (d resourceDoc) copies() operation {
	return operation{
		id:      "copy" + d.tag(),
		summary: "List " + d.Plural + " for a replica",
		description: "The " + d.Plural + " in the order of their ids, with their versions. Read all pages, and then the events after the `" +
			cursorHeader + "` of the first page. A page may have fewer " + d.Plural + " than `limit`.",
		parameters: queryParameters(api.CopyParameters()),
		status:     http.StatusOK,
		success: success("A page.", d.Noun+"CopyPage", object{{"records", []object{{
			{"version", exampleVersion}, {"created_at", exampleMoment}, {"updated_at", exampleMoment}, {"data", d.exampleRecord()},
		}}}, {"next", nil}}, cursorHeader),
		failures: []*apierr.Error{invalid("less_than_equal", "Input should be less than or equal to 1000", "query", "limit")},
	}
}

// copySchemas are the components of the records for a replica.
func (d resourceDoc) copySchemas() object {
	return object{
		{d.Noun + "CopyPage", structure("A page of "+d.Plural+" for a replica.",
			member{"records", list(component("schemas/" + d.Noun + "Copy"))},
			member{"next", orNull("The `after` of the next page; null after the last.")})},
		{d.Noun + "Copy", structure("A "+d.noun()+" for a replica.",
			member{"version", described(wholeNumber(1), "The version, as in the `ETag`.")},
			timeProperty("created_at", "When the record was made."),
			timeProperty("updated_at", "When the record was last changed."),
			member{"data", component("schemas/" + d.Noun)})},
	}
}
