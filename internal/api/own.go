package api

// This file lists the routes of the server that need an API key and belong to no
// resource.

// OwnRoutes returns the routes that belong to no resource.
func OwnRoutes() []Route {
	return append([]Route{feedRoute(), refusalRoute(), findRoute()}, changeRoutes()...)
}
