package main

import (
	"maps"
	"net/http"
	"strings"

	"waybill/internal/resource"
	"waybill/internal/schema"
)

// kind is a resource as tests of all resources use it.
type kind struct {
	resource.Description
	path  string // of its records, as in /v2/tms-api/customers
	batch string
	own   string // as in /waybill/v1/customers
}

// kinds lists the resources that the server serves. A resource comes after the resources
// that it refers to.
func kinds() (all []kind) {
	for _, group := range resources() {
		plural := group.Resource.Plural
		all = append(all, kind{group.Resource, "/v2/tms-api/" + plural, "/v2/tms-api/batch/" + plural, "/waybill/v1/" + plural})
	}
	return all
}

// key is the external reference of the example. The examples of other resources refer
// to it.
func (k kind) key() string { return k.Fields[0].Example.(string) }

// body returns the example with a reference and changes. It refers to the examples of
// other resources, which must exist.
func (k kind) body(reference string, changes map[string]any) map[string]any {
	sent := map[string]any{}
	for _, f := range k.Fields {
		switch {
		case f.Example != nil:
			sent[f.Name] = f.Example
		case f.Required:
			sent[f.Name] = f.Enum[0]
		}
	}
	sent[schema.ExternalReferenceID] = reference
	maps.Copy(sent, changes)
	return sent
}

// item returns an item of a batch.
func (k kind) item(operation, reference string, payload map[string]any) map[string]any {
	item := map[string]any{"operation": operation, schema.ExternalReferenceID: reference}
	if payload != nil {
		item[strings.ToLower(k.Noun)] = payload
	}
	return item
}

// metadataPath returns the path of the metadata of a record.
func (k kind) metadataPath(reference string) string { return k.own + "/" + reference + "/metadata" }

// createExamples creates the example of each resource, with metadata, by requests that
// must be answered with a status.
func createExamples(expect func(status int, method, path, body string)) {
	for _, k := range kinds() {
		expect(http.StatusCreated, "POST", k.path, toJSON(k.body(k.key(), nil)))
		expect(http.StatusOK, "PUT", k.metadataPath(k.key()), exampleMetadata)
	}
}

const exampleMetadata = `{"metadata":{"po":"4711","tag":"Söhne"}}`
