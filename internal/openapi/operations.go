package openapi

import (
	"net/http"
	"slices"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/resource"
	"waybill/internal/schema"
)

const (
	// pathParameter is the name of {id} in the document: nearly all operations look
	// for the external reference first.
	pathParameter = schema.ExternalReferenceID
	healthTag     = "Health"
)

// operation is the description of a route, without the parts that all routes have.
type operation struct {
	id, tag, summary, description string
	parameters                    []object
	body                          object // of the request; nil for none
	status                        int
	success                       object
	others                        object // answers of further statuses
	failures                      []*apierr.Error
}

// operation describes a route of a resource.
func (d resourceDoc) operation(r *api.Route, options Options) object {
	var o operation
	switch r.Operation {
	case api.Create:
		o = d.create()
	case api.Get:
		o = d.get()
	case api.List:
		o = d.list()
	case api.Update:
		o = d.update("update", "Update a ")
	case api.Patch:
		o = d.update("patch", "Patch a ")
	case api.Delete:
		o = d.delete()
	case api.Batch:
		o = d.batch()
	case api.Find:
		o = d.find()
	case api.Copy:
		o = d.copies()
	case api.GetWithContacts:
		o = d.getWithContacts()
	case api.GetMetadata:
		o = d.getMetadata()
	case api.ListHistory:
		o = d.history()
	case api.Import:
		o = d.importRows()
	case api.Export:
		o = d.export()
	case api.Restore:
		o = d.restore()
	case api.PutMetadata:
		o = d.changeMetadata("put", "Replace the metadata of a ", "Metadata", metadataExample())
		o.description = "Names that are not sent are removed. The " + d.noun() + " itself does not change."
	case api.PatchMetadata:
		o = d.changeMetadata("patch", "Change the metadata of a ", "MetadataChange", object{{schema.MetadataMember, object{{"trailer", nil}}}})
		o.description = "A text sets the name, null removes it, other names stay (RFC 7396). The " + d.noun() + " itself does not change."
	default:
		panic("the document does not know the operation of " + r.Method + " " + r.Path)
	}
	o.tag = d.tag()
	if r.Operation.Writes() {
		limit := options.MaxBody
		switch r.Operation {
		case api.Batch:
			limit = options.MaxBatchBody
		case api.Import:
			limit = options.MaxImport
		}
		o.failures = append(o.failures, apierr.New(apierr.KeyReused),
			exampleFailure(apierr.BadHeader), exampleFailure(apierr.Unreadable), apierr.BodyTooLarge(limit))
	}
	return o.render(r)
}

func (d resourceDoc) create() operation {
	last := ""
	for _, f := range d.Fields {
		if f.Required {
			last = f.Name
		}
	}
	return operation{
		id:      "create" + d.Noun,
		summary: "Create a " + d.noun(),
		body:    requestBody(d.Noun+"Create", d.exampleInput()),
		status:  http.StatusCreated,
		success: success("The new "+d.noun()+".", d.Noun, d.exampleRecord(),
			"Location", entityTagHeader, preferenceHeader, replayedHeader, dryRunHeader),
		failures: []*apierr.Error{
			apierr.DuplicateRecord(d.Noun, d.exampleKey()),
			invalid("missing", "Field required", "body", last),
		},
	}
}

func (d resourceDoc) list() operation {
	o := operation{
		id:          "list" + d.tag(),
		summary:     "List " + d.Plural,
		description: "Filters are joined by AND. Of a parameter that is repeated the last counts.",
		status:      http.StatusOK,
		success:     success("A page. One beyond the end is empty.", d.Noun+"Page", d.examplePage(), linkHeader),
		failures:    []*apierr.Error{invalid("greater_than_equal", "Input should be greater than or equal to 1", "query", "page")},
	}
	o.parameters = queryParameters(d.Parameters)
	return o
}

func queryParameters(all []*schema.Filter) (parameters []object) {
	for _, p := range all {
		parameters = append(parameters, object{
			{"name", p.Name}, {"in", "query"}, {"description", p.Doc}, {"schema", propertyType(p.Property)},
		})
	}
	return parameters
}

func (d resourceDoc) get() operation {
	return operation{
		id:         "get" + d.Noun,
		summary:    "Get a " + d.noun(),
		parameters: append([]object{d.keyParameter(pathParameter, "id"), component("parameters/If-None-Match")}, queryParameters(api.PastParameters())...),
		status:     http.StatusOK,
		success:    success("The "+d.noun()+".", d.Noun, d.exampleRecord(), entityTagHeader),
		others: object{{"304", object{{"description", "`If-None-Match` lists the version that the " + d.noun() + " has."},
			{"headers", object{headerReference(requestIDHeader), headerReference(entityTagHeader)}}}}},
		failures: []*apierr.Error{
			apierr.MissingRecord(d.Noun, d.exampleKey()),
			exampleNotKept(),
			invalid("extra_forbidden", "Extra inputs are not permitted", "query", "dryrun"),
		},
	}
}

func (d resourceDoc) update(verb, summary string) operation {
	return operation{
		id:          verb + d.Noun,
		summary:     summary + d.noun(),
		description: "Only what is sent changes; null clears an optional field. PUT and PATCH do the same.",
		parameters:  append([]object{d.keyParameter(pathParameter, "id")}, conditions()...),
		body:        requestBody(d.Noun+"Update", d.exampleInput()[1:]),
		status:      http.StatusOK,
		success: success("The "+d.noun()+" as it is now.", d.Noun, d.exampleRecord(),
			entityTagHeader, preferenceHeader, replayedHeader, dryRunHeader),
		others: d.held(),
		failures: []*apierr.Error{
			apierr.MissingRecord(d.Noun, d.exampleKey()),
			apierr.OtherVersion(d.Noun, d.exampleKey()),
			invalid("missing", "Field required", "body"),
		},
	}
}

func (d resourceDoc) delete() operation {
	return operation{
		id:          "delete" + d.Noun,
		summary:     "Delete a " + d.noun(),
		description: "This cannot be undone.",
		parameters:  append([]object{d.keyParameter("id", pathParameter)}, conditions()...),
		status:      http.StatusNoContent,
		success: object{{"description", "It is deleted."}, {"headers", object{headerReference(requestIDHeader),
			headerReference(replayedHeader), headerReference(dryRunHeader)}}},
		failures: []*apierr.Error{
			apierr.MissingRecord(d.Noun, d.exampleKey()),
			apierr.OtherVersion(d.Noun, d.exampleKey()),
			invalid("bool_parsing", "Input should be a valid boolean, unable to interpret input", "query", api.DryRunParameter),
			{Kind: apierr.Referenced, Text: "Cannot delete " + d.noun() + ": it is referenced by active loads"},
		},
	}
}

func (d resourceDoc) batch() operation {
	// The other examples use another record, so that all examples can be sent in any
	// order, and repeatedly.
	created, unknown := d.exampleKey()+"-NEW", d.exampleKey()+"-OLD"
	outcomes := []resource.Outcome{
		{Key: created, Operation: schema.OperationUpsert, ID: d.exampleID()},
		{Key: unknown, Operation: schema.OperationDelete, Failure: apierr.MissingRecord(d.Noun, unknown)},
	}
	rolledBack := slices.Clone(outcomes)
	rolledBack[0].ID, rolledBack[0].Failure = "", apierr.New(apierr.NotApplied)
	return operation{
		id:      "batch" + d.tag(),
		summary: "Create, update and delete many " + d.Plural,
		description: "The whole body is checked first: if anything is wrong with it, nothing is done. " +
			"Then the items are done in their order, each for itself: one that fails undoes nothing of the others, " +
			"unless the batch is to be atomic.",
		parameters: []object{component("parameters/atomic")},
		body: requestBody(d.Noun+"Batch", object{{"items", []object{
			{{"operation", schema.OperationUpsert}, {schema.ExternalReferenceID, created}, {d.noun(), d.exampleInput()[1:]}},
			{{"operation", schema.OperationDelete}, {schema.ExternalReferenceID, unknown}},
		}}}),
		status: http.StatusOK,
		success: success("What became of each item.", "BatchResult", batchResult(outcomes),
			preferenceHeader, replayedHeader, dryRunHeader),
		others: object{{"409", success("An item of an atomic batch failed, so that nothing was done.", "BatchResult",
			batchResult(rolledBack), preferenceHeader, dryRunHeader)}},
		failures: []*apierr.Error{invalid("missing", "Field required", "body", "items", 0, "operation")},
	}
}

// conditions are the headers that make a change conditional.
func conditions() []object {
	return []object{component("parameters/If-Match"), component("parameters/If-None-Match")}
}

// keyParameter is the segment of a path that names the record, by the first of two
// members or else by the second.
func (d resourceDoc) keyParameter(first, second string) object {
	return object{
		{"name", pathParameter}, {"in", "path"}, {"required", true},
		{"description", "The " + d.noun() + "'s `" + first + "`, or else its `" + second + "`."},
		{"schema", object{{"type", "string"}}}, {"example", d.exampleKey()},
	}
}

// healthOperation describes a route of api.HealthRoutes.
func healthOperation(r *api.Route) object {
	o := operation{
		id: "getHealth", tag: healthTag, summary: "Whether the server runs",
		status:  http.StatusOK,
		success: success("Yes.", "Health", object{{"status", "ok"}}),
	}
	if r.Operation == api.Readiness {
		o.id, o.summary = "getReadiness", "Whether the server can do its work: its database answers"
		o.failures = []*apierr.Error{apierr.New(apierr.Unavailable)}
	}
	return o.render(r)
}
