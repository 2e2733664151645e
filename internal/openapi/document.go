// Package openapi renders the OpenAPI document of the API, and the page that shows it.
//
// Both are rendered from the routes, the declarations of resources and the answers
// to errors, so the document cannot promise anything else.
package openapi

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"waybill/internal/api"
	"waybill/internal/resource"
)

// resourceDoc renders the parts of the document that describe a resource.
type resourceDoc resource.Description

// about is the description of the API.
//
//go:embed document.md
var about string

// Options are the settings of the server that the document states.
type Options struct {
	Version               string // of the program
	MaxBody, MaxBatchBody int64  // in bytes
	MaxImport             int64  // in bytes
	Webhooks              bool   // whether the server has the routes of webhooks
	Mail                  bool   // whether the server has the routes of e-mails
}

// Document renders the OpenAPI document of the routes of resources.
func Document(options Options, resources ...api.Group) []byte {
	var tags []object
	var paths paths
	var schemas object
	for _, group := range resources {
		d := resourceDoc(group.Resource)
		tags = append(tags, object{{"name", d.tag()}, {"description", "The " + d.Plural + " of the key's organization."}})
		for i := range group.Routes {
			r := &group.Routes[i]
			if view := group.View(r); view != nil {
				paths.add(r, d.showing(view).render(r))
				continue
			}
			paths.add(r, d.operation(r, options))
		}
		schemas = append(schemas, d.schemas()...)
		for i := range group.Views {
			schemas = append(schemas, viewSchemas(&group.Views[i].Doc)...)
		}
	}
	tags = append(tags, ownTags()...)
	for _, r := range api.OwnRoutes() {
		paths.add(&r, ownOperation(&r, describedResources(resources)).render(&r))
	}
	schemas = append(schemas, ownSchemas()...)
	if options.Webhooks {
		tags = append(tags, webhooksTags()...)
		for _, r := range api.WebhookRoutes() {
			paths.add(&r, webhookOperation(&r, options))
		}
		schemas = append(schemas, webhookSchemas()...)
	}
	if options.Mail {
		tags = append(tags, mailsTags()...)
		for _, r := range api.MailRoutes() {
			paths.add(&r, mailOperation(&r, options))
		}
		schemas = append(schemas, mailSchemas()...)
	}
	tags = append(tags, object{{"name", healthTag}, {"description", "How the server is, for those who watch over it."}})
	for _, r := range api.HealthRoutes() {
		paths.add(&r, healthOperation(&r))
	}
	responses := append(commonResponses(), paths.shareFailures()...)
	document := object{
		{"openapi", "3.1.0"},
		{"info", object{
			{"title", "Waybill API"},
			{"version", options.Version},
			{"description", strings.TrimSpace(about)},
			{"license", object{{"name", "Apache License 2.0"}, {"identifier", "Apache-2.0"}}},
		}},
		{"servers", []object{{{"url", "/"}, {"description", "This server"}}}},
		{"tags", tags},
		{"paths", paths.rendered()},
		{"components", object{
			{"securitySchemes", object{{keyScheme, object{
				{"type", "apiKey"}, {"in", "header"}, {"name", "X-API-Key"},
				{"description", "`mtm_` and 64 hexadecimal characters."},
			}}}},
			{"parameters", commonParameters()},
			{"headers", commonHeaders(resources)},
			{"responses", responses},
			{"schemas", append(schemas, commonSchemas()...)},
		}},
	}
	if options.Webhooks {
		document = append(document, member{"webhooks", deliveries(describedResources(resources)[0])})
	}
	return render(document)
}

// keyScheme names the security scheme of API keys.
const keyScheme = "ApiKey"

// paths collects the operations of each path, in the order of the routes.
type paths struct {
	order []string
	items map[string]object
}

func (p *paths) add(r *api.Route, operation object) {
	path := strings.Replace(r.Path, api.AnySegment, "/{"+pathParameter+"}", 1)
	if p.items == nil {
		p.items = map[string]object{}
	}
	if p.items[path] == nil {
		p.order = append(p.order, path)
	}
	p.items[path] = append(p.items[path], member{strings.ToLower(r.Method), operation})
}

func (p *paths) rendered() (all object) {
	for _, path := range p.order {
		all = append(all, member{path, p.items[path]})
	}
	return all
}

// object is a JSON object whose members stay in their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSONTo writes the members in their order. It fails where a value cannot be
// written as JSON.
func (o object) MarshalJSONTo(to *jsontext.Encoder) error {
	if err := to.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for _, m := range o {
		if err := to.WriteToken(jsontext.String(m.name)); err != nil {
			return err
		}
		if err := json.MarshalEncode(to, m.value); err != nil {
			return err
		}
	}
	return to.WriteToken(jsontext.EndObject)
}

func render(o object) []byte {
	text, err := json.Marshal(o, json.Deterministic(true), jsontext.WithIndent("  "))
	if err != nil {
		panic(err) // an example in a declaration cannot be written as JSON
	}
	return append(text, '\n')
}

func (o object) has(name string) bool {
	return slices.ContainsFunc(o, func(m member) bool { return m.name == name })
}

// component is a reference to a component, such as "schemas/Pagination".
func component(path string) object {
	return object{{"$ref", "#/components/" + path}}
}
