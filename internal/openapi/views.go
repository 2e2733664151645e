package openapi

import (
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/apierr"
	"waybill/internal/resource"
	"waybill/internal/schema"
)

// showing describes the route of a view.
func (d resourceDoc) showing(v *resource.View) operation {
	doc := &v.Doc
	o := operation{
		id: doc.ID, tag: d.tag(), summary: doc.Summary, description: doc.Text, status: http.StatusOK,
		success:  success("The answer.", doc.Component, jsontext.Value(doc.Example)),
		failures: []*apierr.Error{invalid("greater_than_equal", "Input should be greater than or equal to 1", "query", v.Parameters[0].Name)},
	}
	if v.Noun != "" {
		o.parameters = append(o.parameters, d.keyParameter(pathParameter, "id"))
		o.failures = append(o.failures, apierr.MissingRecord(v.Noun, d.exampleKey()))
	}
	if doc.Item != "" {
		o.success = success("A page. One beyond the end is empty.", doc.Component+"Page", examplePageOf(jsontext.Value(doc.Example)), linkHeader)
	}
	o.parameters = append(o.parameters, queryParameters(v.Parameters)...)
	return o
}

// viewSchemas are the components of the answer of a view.
func viewSchemas(doc *resource.ViewDoc) object {
	noun := strings.ToLower(doc.Component)
	all := object{{doc.Component, structure(doc.Summary+".", answered.properties(doc.Component, doc.Fields)...)}}
	if doc.Item != "" {
		all = object{{doc.Component, structure(doc.Item, answered.properties(doc.Component, doc.Fields)...)},
			pageSchema(doc.Component, noun+"s")}
	}
	return append(all, nestedAnswers(doc.Component, doc.Fields)...)
}

// nestedAnswers returns the components of the objects in fields that only answers have.
func nestedAnswers(owner string, fields []schema.Described) (components object) {
	for _, f := range fields {
		inside := objectOf(f.Property)
		if inside == nil {
			continue
		}
		name := answered.component(owner, f)
		components = append(components, member{name, structure(f.Doc, answered.properties(name, inside)...)})
		components = append(components, nestedAnswers(name, inside)...)
	}
	return components
}
