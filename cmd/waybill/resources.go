package main

import (
	"slices"

	"waybill/internal/api"
	"waybill/internal/carrier"
	"waybill/internal/customer"
	"waybill/internal/location"
	"waybill/internal/openapi"
)

// resourceList lists resources. The server, the scopes of keys, the OpenAPI document
// and the test of the architecture are derived from it.
type resourceList []api.Group

// resources returns all resources, in the order of the OpenAPI document.
func resources() resourceList {
	return resourceList{
		api.Routes(customer.Resource),
		api.Routes(location.Resource),
		api.Routes(carrier.Resource),
	}
}

// announced are the resources of the contract that are not listed yet. Keys may
// already have their scopes, so that keys of another server can be imported.
var announced = []string{"loads"}

// scopes returns the scopes that the routes require, and those of the announced
// resources, each once.
func (l resourceList) scopes() (names []string) {
	for _, plural := range announced {
		names = append(names, "read:"+plural, "write:"+plural)
	}
	for _, group := range l {
		for _, route := range group.Routes {
			if !slices.Contains(names, route.Scope) {
				names = append(names, route.Scope)
			}
		}
	}
	slices.Sort(names)
	return names
}

// pages returns the pages that show the OpenAPI document.
func (l resourceList) pages(options openapi.Options) []api.Page {
	return openapi.Pages(openapi.Document(options, l...))
}
