package openapi

import (
	"net/http"
	"slices"

	"waybill/internal/apierr"
	"waybill/internal/bulk"
	"waybill/internal/resource"
	"waybill/internal/schema"
)

// export describes the export of a resource.
func (d resourceDoc) export() operation {
	filters := slices.DeleteFunc(d.find().parameters, func(p object) bool {
		return slices.Contains([]any{"page", "page_size", "sort"}, p[0].value)
	})
	return operation{
		id:      "export" + d.tag(),
		summary: "Export " + d.Plural,
		description: "All " + d.Plural + " that match the filters, as they are at one moment, in the order of `id`. " +
			"What follows the moment are the events after `Waybill-Cursor`. " +
			"If the export fails, the connection is closed before the end of the body.",
		parameters: append(queryParameters(bulk.ExportParameters()), filters...),
		status:     http.StatusOK,
		success: object{{"description", "The file."},
			{"headers", object{headerReference(requestIDHeader), headerReference(cursorHeader)}}, {"content", fileContent(bulk.NDJSON, bulk.CSV)}},
		failures: []*apierr.Error{invalid("enum", "Input should be 'csv' or 'ndjson'", "query", "format")},
	}
}

// fileContent describes a file of some format.
func fileContent(formats ...bulk.Format) (content object) {
	for _, format := range formats {
		schema := object{{"type", "string"}}
		if format == bulk.XLSX {
			schema = append(schema, member{"format", "binary"})
		}
		content = append(content, member{format.MediaType(), object{{"schema", schema}}})
	}
	return content
}

// importRows describes the import of a resource.
func (d resourceDoc) importRows() operation {
	return operation{
		id:      "import" + d.tag(),
		summary: "Import " + d.Plural,
		description: "Writes the rows of a file, up to 100 by one transaction, once the whole file has arrived. " +
			"The answer has an `ImportedRow` on each line, in the order of the file, and an `ImportSummary` on the last. " +
			"A row with errors changes nothing, and leaves the others as they are. " +
			"Under an Idempotency-Key, the same file again goes on where it stopped.",
		parameters: queryParameters(bulk.ImportParameters()),
		body:       object{{"required", true}, {"content", fileContent(bulk.NDJSON, bulk.CSV, bulk.XLSX)}},
		status:     http.StatusOK,
		success: object{{"description", "What has become of each row."},
			{"headers", object{headerReference(requestIDHeader), headerReference(dryRunHeader)}},
			{"content", object{{bulk.NDJSON.MediaType(), object{{"schema", object{{"anyOf", []object{
				component("schemas/ImportedRow"), component("schemas/ImportSummary")}}}}}}}}},
		failures: []*apierr.Error{invalid("unknown_column", "There is no such column: did you mean name?", "body", "naame")},
	}
}

// bulkSchemas are the components of the answer to an import.
func bulkSchemas() object {
	text := object{{"type", "string"}}
	result := object{{"type", "string"}, {"enum", []string{resource.RowCreated, resource.RowUpdated, resource.RowSame, resource.RowHeld, "error"}}}
	counts := []member{
		{"rows", described(wholeNumber(0), "The rows that were read.")}, {"created", wholeNumber(0)}, {"updated", wholeNumber(0)},
		{"same", described(wholeNumber(0), "Rows whose record has the values already.")}, {"held", described(wholeNumber(0), "Rows that wait until another key confirms them.")}, {"errors", wholeNumber(0)},
		{"complete", described(object{{"type", "boolean"}}, "Whether the whole file was read.")},
		{"dry_run", object{{"type", "boolean"}}},
		{"stopped", object{{"anyOf", []object{component("schemas/ImportError"), {{"type", "null"}}}},
			{"description", "Why the file was not read to its end. The rows that are counted are done."}}},
	}
	return object{
		{"ImportedRow", withOptional(structure("What has become of a row.",
			member{"line", described(wholeNumber(1), "The line of the file at which the row begins.")},
			member{schema.ExternalReferenceID, orNull("The record of the row.")},
			member{"result", result},
			member{"changed", described(list(text), "The names of the fields that an update has changed.")},
			member{"errors", list(component("schemas/ImportError"))}),
			member{"change", described(text, "The held change, if the row is `held`.")})},
		{"ImportError", structure("A rule that a row breaks.",
			member{"field", described(text, "The column of CSV, or the member; empty for the whole row.")},
			member{"rule", text}, member{"message", text})},
		{"ImportSummary", structure("The last line of an import.", member{"summary", structure("The counts of the rows.", counts...)})},
	}
}
