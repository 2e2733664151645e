// Package location declares locations: the places at which loads are picked up and
// delivered.
package location

import (
	"waybill/internal/resource"
	"waybill/internal/schema"
)

// Location is a location of an organization.
type Location struct {
	resource.Record
	Name              *string
	AddressLine1      *string
	AddressLine2      *string
	City              *string
	State             *string // ISO 3166-2, as in US-IL
	PostalCode        *string
	Country           string // ISO 3166-1 alpha-2, in upper case
	Latitude          *float64
	Longitude         *float64
	Email             *string
	PhoneNumber       *string
	WeekdayOpenHours  *string
	WeekdayCloseHours *string
	WeekendOpenHours  *string
	WeekendCloseHours *string
	InternalNotes     *string

	isGeocoded bool // the server has filled the coordinates
}

// filtered are the columns that lists are filtered by.
var filtered = []string{"state_reversed", "city_folded", "country"}

// Resource is the declaration of locations.
var Resource = resource.New(resource.Def[Location]{
	Noun:     "Location",
	Plural:   "locations",
	IDPrefix: "loc_",
	Example:  "LOC-CHI-001",
	Record:   func(l *Location) *resource.Record { return &l.Record },
	Indexes: []resource.Index{
		{Name: "locations_by_city", Columns: []string{"city_folded"}, Also: []string{"state_reversed", "country"}},
		{Name: "locations_by_country", Columns: []string{"country"}},
		{Name: "locations_by_place", Columns: []string{"state_reversed", "city_folded", "country"}},
		{Name: "locations_by_name", Columns: []string{"name_folded"}, Also: filtered},
		{Name: "locations_by_state", Columns: []string{"state_folded"}, Also: filtered},
		{Name: "locations_by_updated_at", Columns: []string{"updated_at"}, Also: filtered},
	},
	ChangeTogether: [][]string{{"city_folded", "state_folded", "state_reversed", "country"}},
	Rules:          []schema.Rule[Location]{{At: "state", Needs: []string{"country"}, Check: fitState}},
	Settle:         settle,
	Fields: []schema.Field[Location]{
		text("name", func(l *Location) **string { return &l.Name }).
			Sortable().Searchable().
			Doc("The location's name.").Example("Chicago Distribution Center"),
		text("address_line1", func(l *Location) **string { return &l.AddressLine1 }).
			Doc("The street and number.").Example("123 Industrial Blvd"),
		text("address_line2", func(l *Location) **string { return &l.AddressLine2 }).
			Doc("More of the address.").Example("Dock 4"),
		text("city", func(l *Location) **string { return &l.City }).
			Sortable().FilterableAnyCase().
			Doc("The city.").Example("Chicago"),
		schema.OptionalText("state", func(l *Location) **string { return &l.State }).
			Format("iso-3166-2").Sortable().
			FilterableBy("state_reversed", schema.Prefix, reverseState, askedState,
				"This `state`, as in `US-IL`, or this code in any country, as in `IL`, whatever the case.").
			Doc("The code of ISO 3166-2, as in `US-IL`. In requests, also the code without the country. " +
				"If it is left out, the server fills it from the coordinates.").Example("US-IL"),
		schema.OptionalText("postal_code", func(l *Location) **string { return &l.PostalCode }).
			MaxLength(20).
			Doc("The postal code. The server fills coordinates that are left out from it.").Example("60699"),
		schema.Text("country", func(l *Location) *string { return &l.Country }).
			Default("US").Format("iso-3166-1-alpha-2").Check(isCountry).Filterable().FilteredAs(askedCountry).Counted().
			Doc("The code of ISO 3166-1 alpha-2, in any letter case; answered in upper case.").Example("US"),
		schema.OptionalNumber("latitude", func(l *Location) **float64 { return &l.Latitude }).
			AtLeast(-90).AtMost(90).
			Doc("The latitude in degrees. Send both coordinates, or `postal_code` and `state`.").Example(41.85),
		schema.OptionalNumber("longitude", func(l *Location) **float64 { return &l.Longitude }).
			AtLeast(-180).AtMost(180).
			Doc("The longitude in degrees.").Example(-87.65),
		schema.Boolean("is_geocoded", func(l *Location) *bool { return &l.isGeocoded }).Hidden(),
		text("email", func(l *Location) **string { return &l.Email }).
			Doc("The e-mail address of the location.").Example("chi@example.com"),
		text("phone_number", func(l *Location) **string { return &l.PhoneNumber }).
			Doc("The phone number of the location.").Example("312-555-0200"),
		hours("weekday_open_hours", func(l *Location) **string { return &l.WeekdayOpenHours }).
			Doc("When the location opens from Monday to Friday.").Example("08:00"),
		hours("weekday_close_hours", func(l *Location) **string { return &l.WeekdayCloseHours }).
			Doc("When it closes from Monday to Friday.").Example("17:30"),
		hours("weekend_open_hours", func(l *Location) **string { return &l.WeekendOpenHours }).
			Doc("When it opens on Saturday and Sunday.").Example("09:00"),
		hours("weekend_close_hours", func(l *Location) **string { return &l.WeekendCloseHours }).
			Doc("When it closes on Saturday and Sunday.").Example("12:00"),
		schema.OptionalText("internal_notes", func(l *Location) **string { return &l.InternalNotes }).
			MaxLength(2000).
			Doc("Notes of your own.").Example("Ring twice"),
	},
})

func text(name string, at func(*Location) **string) *schema.TextField[Location] {
	return schema.OptionalText(name, at).Length(1, 255)
}

// hours declares a time of day, of 24 hours.
func hours(name string, at func(*Location) **string) *schema.TextField[Location] {
	return schema.OptionalText(name, at).Matching(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
}
