// Package tms is the one list of the resources of the API, with the routes of each.
//
// Whatever serves a resource takes its routes from here, so that the code of all
// operations is compiled once for each resource, and not again in each package that
// serves it.
package tms

import (
	"waybill/internal/api"
	"waybill/internal/carrier"
	"waybill/internal/customer"
	"waybill/internal/load"
	"waybill/internal/location"
)

// Resources returns the routes of all resources, in the order of the OpenAPI document.
func Resources() []api.Group {
	return []api.Group{Customers(), Locations(), Carriers(), Loads()}
}

// Customers returns the routes of customers.
func Customers() api.Group { return api.Routes(customer.Resource) }

// Locations returns the routes of locations.
func Locations() api.Group { return api.Routes(location.Resource) }

// Carriers returns the routes of carriers.
func Carriers() api.Group { return api.Routes(carrier.Resource) }

// Loads returns the routes of loads, lanes and carrier recommendations.
func Loads() api.Group {
	return api.Routes(load.Resource).With(load.Lanes, load.Recommendations)
}
