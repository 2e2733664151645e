package main

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

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
		case f.ReadOnly || f.Hidden:
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

// recordPath returns the path of a record.
func (k kind) recordPath(reference string) string { return k.path + "/" + reference }

// texts are the fields that are texts of any letters, which nothing is derived from.
func (k kind) texts() (fields []schema.Described) {
	for _, f := range k.Fields {
		if f.Type == "string" && !f.ReadOnly && !f.Hidden && f.Target == "" && f.Enum == nil && f.Format == "" && f.Pattern == "" &&
			f.MaxLength >= 50 && f.Name != schema.ExternalReferenceID {
			fields = append(fields, f)
		}
	}
	return fields
}

// sorts are the orders of lists.
func (k kind) sorts() []string { return k.Parameters[len(k.Parameters)-1].Property.Enum }

// isSearched reports whether lists can be searched by a part of the name.
func (k kind) isSearched() bool {
	return slices.ContainsFunc(k.Parameters, func(p *schema.Filter) bool { return p.Name == "name_contains" })
}

// customerKind is the resource of the tests for which one resource is enough.
func customerKind() kind { return kinds()[0] }

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

// createExamplesBy creates the examples by a client.
func createExamplesBy(t *testing.T, c *client) {
	t.Helper()
	createExamples(func(status int, method, path, body string) { c.expect(t, status, method, path, body) })
}

const exampleMetadata = `{"metadata":{"po":"4711","tag":"Söhne"}}`
