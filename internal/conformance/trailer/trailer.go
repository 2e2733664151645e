// Package trailer declares a resource for tests: trailers, which no server serves.
// It has everything that a resource can have, so that the shared code is tested
// with all of it, whatever the resources of the product happen to need.
package trailer

import (
	"waybill/internal/resource"
	"waybill/internal/schema"
)

// Trailer is a trailer of an organization.
type Trailer struct {
	resource.Record
	Name     *string
	IsActive bool
	IsLeased bool
	Plate    *string
	Notes    *string
}

// Resource is the declaration of trailers.
var Resource = resource.New(resource.Def[Trailer]{
	Noun:     "Trailer",
	Plural:   "trailers",
	IDPrefix: "trail_",
	Example:  "TRAILER-0042",
	Record:   func(t *Trailer) *resource.Record { return &t.Record },
	Indexes:  []resource.Index{{Name: "trailers_by_filters", Columns: []string{"is_active", "is_leased", "plate"}}},
	Fields: []schema.Field[Trailer]{
		schema.OptionalText("name", func(t *Trailer) **string { return &t.Name }).
			Length(1, 255).Sortable().Searchable().
			Doc("What drivers call the trailer.").Example("Big Red"),
		schema.Boolean("is_active", func(t *Trailer) *bool { return &t.IsActive }).
			Default(true).Filterable().
			Doc("Whether the trailer is in service."),
		schema.Boolean("is_leased", func(t *Trailer) *bool { return &t.IsLeased }).
			Filterable().
			Doc("Whether the trailer is leased."),
		schema.OptionalText("plate", func(t *Trailer) **string { return &t.Plate }).
			MaxLength(20).Filterable().
			Doc("The license plate.").Example("IL 12345"),
		schema.OptionalText("notes", func(t *Trailer) **string { return &t.Notes }).
			MaxLength(2000).
			Doc("Anything else.").Example("The left door sticks."),
	},
})
