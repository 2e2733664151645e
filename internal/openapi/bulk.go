package openapi

import (
	"net/http"
	"slices"

	"waybill/internal/apierr"
	"waybill/internal/bulk"
)

// export describes the export of a resource.
func (d resourceDoc) export() operation {
	filters := slices.DeleteFunc(d.find().parameters, func(p object) bool {
		return slices.Contains([]any{"page", "page_size", "sort"}, p[0].value)
	})
	content := object{}
	for _, format := range []bulk.Format{bulk.NDJSON, bulk.CSV} {
		content = append(content, member{format.MediaType(), object{{"schema", object{{"type", "string"}}}}})
	}
	return operation{
		id:      "export" + d.tag(),
		summary: "Export " + d.Plural,
		description: "All " + d.Plural + " that match the filters, as they are at one moment, in the order of `id`. " +
			"What follows the moment are the events after `Waybill-Cursor`. " +
			"If the export fails, the connection is closed before the end of the body.",
		parameters: append(queryParameters(bulk.ExportParameters()), filters...),
		status:     http.StatusOK,
		success: object{{"description", "The file."},
			{"headers", object{headerReference(requestIDHeader), headerReference(cursorHeader)}}, {"content", content}},
		failures: []*apierr.Error{invalid("enum", "Input should be 'csv' or 'ndjson'", "query", "format")},
	}
}
