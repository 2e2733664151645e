package main

import (
	"waybill/internal/api"
	"waybill/internal/customer"
)

// resources is the one list of resources.
func resources() []api.Group {
	return []api.Group{
		api.Routes(customer.Resource),
	}
}
