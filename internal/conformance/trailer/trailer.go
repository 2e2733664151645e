// Package trailer declares a resource for tests: trailers, which the product does not
// serve. It has everything that a resource can have, so that tests of the shared code
// cover all of it, and not only what the resources of the product need.
package trailer

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"waybill/internal/api"
	"waybill/internal/apierr"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Trailer is a trailer of an organization.
type Trailer struct {
	resource.Record
	Name        *string
	Status      string
	IsActive    bool
	IsLeased    bool
	Axles       *int32
	MaxLoad     *float64
	InspectedAt *time.Time
	GateTime    *string
	Contact     *Contact
	Plate       *string
	Notes       *string
	Customer    schema.Ref
	Drivers     []Driver
	Trips       []Trip
	Repairs     []Repair

	LeadName *string // hidden: the name of the driver who leads
}

// Contact is an object in the record.
type Contact struct {
	Name  string
	Phone *string
}

// Driver is a child that keeps its id.
type Driver struct {
	ID     string
	Name   string
	Phone  *string
	IsLead bool
}

// Trip is a child that has a new id whenever the trips change.
type Trip struct {
	ID    string
	Place string
	Payer schema.Ref
}

// Repair is a value without an id.
type Repair struct {
	Shop string
	Cost float64
	Note *string
}

var customers = schema.Target{Noun: "Customer", Table: "customers", Extra: []string{"domain"}}

var statuses = []string{"AVAILABLE", "LOADED", "IN_SHOP", "SOLD"}

// Routes returns the routes of trailers.
func Routes() api.Group { return api.Routes(Resource) }

// Resource is the declaration of trailers.
var Resource = resource.New(resource.Def[Trailer]{
	Noun:     "Trailer",
	Plural:   "trailers",
	IDPrefix: "trail_",
	Example:  "TRAILER-0042",
	Record:   func(t *Trailer) *resource.Record { return &t.Record },
	Indexes: []resource.Index{
		{Name: "trailers_by_filters", Columns: []string{"is_active", "is_leased", "plate"}},
		{Name: "trailers_by_status", Columns: []string{"status"}},
		{Name: "trailers_by_customer", Columns: []string{"customer_id"}},
		{Name: "trailers_by_lead", Columns: []string{"lead_name"}},
		{Name: "trailers_by_inspection", Columns: []string{"inspected_at", "status"}},
		{Name: "trailers_by_updated_at", Columns: []string{"updated_at"}, Also: []string{"is_leased", "is_active"}},
	},
	Finished: resource.Finished{Column: "plate", Values: []string{"SCRAPPED", "SOLD"}},
	Settle:   settle,
	After:    addHistory,
	Fields: slices.Concat([]schema.Field[Trailer]{
		schema.OptionalText("name", func(t *Trailer) **string { return &t.Name }).
			Length(1, 255).Sortable().Searchable().
			Doc("What drivers call the trailer.").Example("Big Red"),
		schema.Enum("status", statuses, func(t *Trailer) *string { return &t.Status }).
			Default("AVAILABLE").Sortable().Filterable().Counted().Alias("broken", "IN_SHOP").
			Doc("What the trailer is doing."),
		schema.Boolean("is_active", func(t *Trailer) *bool { return &t.IsActive }).
			Default(true).Filterable().
			Doc("Whether the trailer is in service."),
		schema.Boolean("is_leased", func(t *Trailer) *bool { return &t.IsLeased }).
			Filterable().
			Doc("Whether the trailer is leased."),
		schema.OptionalInteger("axles", func(t *Trailer) **int32 { return &t.Axles }).
			AtLeast(1).AtMost(12).
			Doc("How many axles the trailer has.").Example(2),
		schema.OptionalNumber("max_load", func(t *Trailer) **float64 { return &t.MaxLoad }).
			AtLeast(0).Sortable().
			Doc("How many pounds the trailer carries.").Example(44000.5),
		schema.OptionalTime("inspected_at", func(t *Trailer) **time.Time { return &t.InspectedAt }).
			FilteredBy("inspected_from", schema.AtLeast).FilteredBy("inspected_to", schema.AtMost).
			Doc("When the trailer was inspected last.").Example(time.Date(2026, 1, 29, 10, 30, 0, 0, time.UTC)),
		schema.OptionalText("gate_time", func(t *Trailer) **string { return &t.GateTime }).
			Matching(`^([01][0-9]|2[0-3]):[0-5][0-9]$`).
			Doc("When the gate of its yard opens.").Example("06:30"),
		schema.Struct("contact", func(t *Trailer) **Contact { return &t.Contact },
			schema.Text("name", func(c *Contact) *string { return &c.Name }).Length(1, 50).Required(),
			schema.OptionalText("phone", func(c *Contact) **string { return &c.Phone }).MaxLength(50)).
			Doc("Who answers for the trailer."),
		schema.OptionalText("plate", func(t *Trailer) **string { return &t.Plate }).
			MaxLength(20).Filterable().FilteredBy("plate_end", schema.Suffix).
			Doc("The license plate.").Example("IL 12345"),
		schema.OptionalText("notes", func(t *Trailer) **string { return &t.Notes }).
			MaxLength(2000).
			Doc("Anything else.").Example("The left door sticks."),
	}, schema.Link("customer", customers, func(t *Trailer) *schema.Ref { return &t.Customer }).
		Filterable().Members("id", "external_reference_id", "name"),
		[]schema.Field[Trailer]{
			schema.OptionalText("lead_name", func(t *Trailer) **string { return &t.LeadName }).Hidden().Filterable(),
			schema.List("drivers", "trailer_drivers", func(t *Trailer) *[]Driver { return &t.Drivers },
				schema.Text("name", func(d *Driver) *string { return &d.Name }).Length(1, 50).Required(),
				schema.OptionalText("phone", func(d *Driver) **string { return &d.Phone }).MaxLength(50),
				schema.Boolean("is_lead", func(d *Driver) *bool { return &d.IsLead })).
				Length(0, 100).Check(oneLead).
				IDs("driver_", func(d *Driver) *string { return &d.ID }, schema.Kept).
				Doc("Who may drive the trailer.").Example([]any{map[string]any{"name": "Jane"}}),
			schema.List("trips", "trailer_trips", func(t *Trailer) *[]Trip { return &t.Trips }, tripFields()...).
				Length(2, 100).Each(isPaid).Ordered(func(a, b *Trip) int { return cmp.Compare(a.Place, b.Place) }).
				IDs("trip_", func(t *Trip) *string { return &t.ID }, schema.Fresh).
				Doc("Where the trailer goes.").Example([]any{map[string]any{"place": "1"}, map[string]any{"place": "2"}}),
			schema.Embedded("repairs", func(t *Trailer) *[]Repair { return &t.Repairs },
				schema.Text("shop", func(r *Repair) *string { return &r.Shop }).Length(1, 50).Required(),
				schema.Number("cost", func(r *Repair) *float64 { return &r.Cost }),
				schema.OptionalText("note", func(r *Repair) **string { return &r.Note }).MaxLength(50)).
				Doc("What was repaired.").Example([]any{map[string]any{"shop": "Joe's", "cost": 120.5}}),
		}),
})

func tripFields() []schema.Field[Trip] {
	return append([]schema.Field[Trip]{schema.Text("place", func(t *Trip) *string { return &t.Place }).Length(1, 50).Required()},
		schema.Link("payer", customers, func(t *Trip) *schema.Ref { return &t.Payer }).Members("external_reference_id", "name")...)
}

// isPaid is a rule for a child.
func isPaid(trip *Trip) error {
	if trip.Place == "paid" && trip.Payer.ExternalReferenceID == "" {
		return errors.New("a paid trip needs a payer")
	}
	return nil
}

// oneLead is a rule for a list.
func oneLead(drivers []Driver) error {
	leads := 0
	for _, d := range drivers {
		if d.IsLead {
			leads++
		}
	}
	if leads > 1 {
		return errors.New("only one driver can lead")
	}
	return nil
}

// settle checks rules over the merged record, and derives a hidden column from the
// drivers, from a column that is read with a reference, or from another table.
func settle(tx *sqldb.Tx, before, after *Trailer) ([]apierr.Detail, error) {
	if before != nil && before.Notes != nil && *before.Notes == "keep the drivers" && len(after.Drivers) < len(before.Drivers) {
		return []apierr.Detail{{Type: "value_error", Msg: "Value error, the trailer keeps its drivers"}}, nil
	}
	if after.Plate != nil && after.Notes != nil && *after.Notes == "no plate" {
		return []apierr.Detail{{Type: "value_error", Msg: "Value error, a trailer with a plate cannot have none"}}, nil
	}
	if after.Notes != nil && *after.Notes == "led by the table" {
		return nil, tx.Row(`SELECT max(table_name) FROM text_indexes`, nil, &after.LeadName)
	}
	if after.Notes != nil && *after.Notes == "cannot be settled" {
		return nil, errors.New("the trailer cannot be settled")
	}
	after.LeadName = leadName(after)
	return nil, nil
}

// leadName returns the name of the driver who leads, or else the domain of the first
// payer that has a domain.
func leadName(t *Trailer) (name *string) {
	for i := range t.Drivers {
		if t.Drivers[i].IsLead {
			name = &t.Drivers[i].Name
		}
	}
	for i := range t.Trips {
		if domain := t.Trips[i].Payer.Extra; len(domain) == 1 && domain[0] != nil && name == nil {
			name = domain[0]
		}
	}
	return name
}

// addHistory inserts a row into the history of a trailer, or fails for some notes.
func addHistory(tx *sqldb.Tx, organization int64, before, after *Trailer) error {
	if after != nil && after.Notes != nil && *after.Notes == "no history" {
		return errors.New("the trailer has no history")
	}
	what, of, driversBefore := "update", after, 0
	if before != nil {
		driversBefore = len(before.Drivers)
	}
	switch {
	case before == nil:
		what = "create"
	case after == nil:
		what, of = "delete", before
	}
	_, err := tx.Exec(`INSERT INTO trailer_history (organization_id, trailer_id, version, what, drivers_before, drivers) VALUES ($1, $2, $3, $4, $5, $6)`,
		organization, of.ID, of.Version, what, driversBefore, len(of.Drivers))
	return err
}
