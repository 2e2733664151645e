package main

import (
	"slices"

	"waybill/internal/api"
	"waybill/internal/openapi"
	"waybill/internal/tms"
)

// resourceList lists resources. The server, the scopes of keys, the OpenAPI document
// and the test of the architecture are derived from it.
type resourceList []api.Group

// resources returns all resources, in the order of the OpenAPI document.
func resources() resourceList { return tms.Resources() }

// scopes returns the scopes that the routes require, each once.
func (l resourceList) scopes() (names []string) {
	routes := slices.Concat(api.OwnRoutes(), api.WebhookRoutes(), api.MailRoutes())
	for _, group := range l {
		routes = append(routes, group.Routes...)
	}
	for _, route := range routes {
		names = append(names, route.Scopes...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// plurals returns the names of the resources in paths.
func (l resourceList) plurals() (names []string) {
	for _, group := range l {
		names = append(names, group.Resource.Plural)
	}
	return names
}

// pages returns the pages that show the OpenAPI document.
func (l resourceList) pages(options openapi.Options) []api.Page {
	return openapi.Pages(func() []byte { return openapi.Document(options, l...) })
}
