// Package load declares loads: freight that an organization has moved for a customer,
// from stop to stop, by a carrier.
package load

import (
	"cmp"
	"slices"
	"time"

	"waybill/internal/resource"
	"waybill/internal/schema"
)

// Load is a load of an organization.
type Load struct {
	resource.Record
	Status             string
	EquipmentType      string
	TransportMode      string
	Description        *string
	Customer           schema.Ref
	Carrier            schema.Ref
	Weight             *float64
	WeightUOM          string
	TotalDistance      *float64
	MaxBuyRate         *float64
	Stops              []Stop // in the order of their numbers
	FinancialRates     []Rate
	SalesRep           *Member
	DispatcherRep      *Member
	AssignedDispatcher *string
	ActualDispatcher   *string
	OperationUser      *string
	AccountManager     *string

	schedule schedule
	lane     lane
}

// Stop is a place at which the load is picked up or delivered, and when.
type Stop struct {
	ID           string
	Number       int32
	Type         string // one of stopTypes in any letter case, as it was sent
	Location     schema.Ref
	EarlyArrival time.Time
	LateArrival  time.Time
}

// Rate is an amount that a customer pays or that a carrier gets.
type Rate struct {
	Entity string
	Amount float64
}

// Member is a member of the team that is responsible for the load. At least one of the
// fields is set.
type Member struct {
	Name                *string
	Email               *string
	ExternalReferenceID *string
}

// schedule is when the load is picked up and delivered. It is derived from the stops.
type schedule struct {
	pickupAt   time.Time // early_arrival of the first pickup
	deliveryAt time.Time // late_arrival of the last delivery
}

// lane is where the load goes from and to, and what its carrier gets.
type lane struct {
	origin      place // of the first pickup
	destination place // of the last delivery
	carrierRate *float64
}

var (
	statuses = []string{"ACTIVE", "TENDERED", "TENDER_ACCEPTED", "SPOT", "COVERED", "DISPATCHED", "AT_SHIPPER", "EN_ROUTE", "AT_RECEIVER",
		"DELIVERED", "PAYMENT_PROCESSING", "ACCOUNTING_REVIEW", "COMPLETED", "CANCELLED", "TENDER_REJECTED", "INACTIVE", "ON_HOLD"}
	finished   = []string{"COMPLETED", "CANCELLED", "TENDER_REJECTED", "INACTIVE"}
	equipments = []string{"DRY_VAN", "REEFER", "FLATBED", "FLATBED_CONESTOGA", "STEPDECK", "STEPDECK_CONESTOGA", "LOWBOY", "REMOVABLE_GOOSENECK",
		"TANKER", "INTERMODAL", "STRAIGHT", "SPRINTER", "HOTSHOT", "POWER_ONLY", "BULK_DRY_HOPPER", "BULK_DRY_PNEUMATIC", "BULK_DRY_DUMP"}
	modes     = []string{"FTL", "PTL", "LTL"}
	units     = []string{"lbs", "kg"}
	stopTypes = []string{pickup, delivery, both}
	entities  = []string{ofCustomer, ofCarrier}
)

var (
	customers = schema.Target{Noun: "Customer", Table: "customers"}
	carriers  = schema.Target{Noun: "Carrier", Table: "carriers"}
	locations = schema.Target{Noun: "Location", Table: "locations", Extra: []string{"state", "country", "postal_code"}}
)

// Resource is the declaration of loads.
var Resource = resource.New(resource.Def[Load]{
	Noun:     "Load",
	Plural:   "loads",
	IDPrefix: "load_",
	Example:  "LOAD-2026-0001",
	Record:   func(l *Load) *resource.Record { return &l.Record },
	Fields:   slices.Concat(ownFields(), customerFields(), carrierFields(), freightFields(), teamFields(), hiddenFields()),
	Filters: []string{"status", "equipment_type", "customer_external_reference_id", "customer_id",
		"carrier_external_reference_id", "pickup_date_from", "pickup_date_to"},
	Sorts: []string{"created_at", "updated_at", "status"},
	Indexes: []resource.Index{
		{Name: "loads_by_status", Columns: []string{"status"}},
		{Name: "loads_by_equipment", Columns: []string{"equipment_type", "status"}},
		{Name: "loads_by_customer", Columns: []string{"customer_id", "status", "equipment_type", "pickup_at"}},
		{Name: "loads_by_carrier", Columns: []string{"carrier_id", "status", "equipment_type", "customer_id", "pickup_at"}},
		{Name: "loads_by_pickup", Columns: []string{"pickup_at", "status", "equipment_type"}},
		{Name: "loads_by_updated_at", Columns: []string{"updated_at"}, Also: []string{"status", "equipment_type", "customer_id", "carrier_id", "pickup_at"}},
	},
	Weeks: resource.Weeks{Table: "load_weeks", Column: "pickup_at", Values: []string{"status", "equipment_type"}},
	ChangeTogether: [][]string{
		{"status"},
		{"carrier_id"},
		{"pickup_at", "delivery_at", "origin_state", "origin_area", "destination_state", "destination_area"},
		{"customer_id", "equipment_type"},
	},
	Finished: resource.Finished{Column: "status", Values: finished},
	Derive:   derive,
	After:    keepLanes,
})

func ownFields() []schema.Field[Load] {
	return []schema.Field[Load]{
		schema.Enum("status", statuses, func(l *Load) *string { return &l.Status }).
			Required().Sortable().Filterable().Counted().Alias("in_transit", "EN_ROUTE").
			Doc("Where the load is in its life."),
		schema.Enum("equipment_type", equipments, func(l *Load) *string { return &l.EquipmentType }).
			Required().Filterable().Counted().
			Doc("The equipment that the load needs."),
		schema.Enum("transport_mode", modes, func(l *Load) *string { return &l.TransportMode }).
			Required().
			Doc("Full, partial or less than a truckload."),
		schema.OptionalText("description", func(l *Load) **string { return &l.Description }).
			MaxLength(2000).
			Doc("What the load is.").Example("Auto parts"),
	}
}

func customerFields() []schema.Field[Load] {
	return schema.Link("customer", customers, func(l *Load) *schema.Ref { return &l.Customer }).
		Required().Filterable().
		Doc("The external reference of the customer, which must exist.").Example("CUST-ACME-001").
		Members("id", "external_reference_id", "name")
}

func carrierFields() []schema.Field[Load] {
	return schema.Link("carrier", carriers, func(l *Load) *schema.Ref { return &l.Carrier }).
		Filterable().
		Doc("The external reference of the carrier, which must exist.").Example("CARR-SWIFT-001").
		Members("id", "external_reference_id", "name")
}

func freightFields() []schema.Field[Load] {
	return []schema.Field[Load]{
		schema.OptionalNumber("weight", func(l *Load) **float64 { return &l.Weight }).
			AtLeast(0).
			Doc("The weight, in `weight_uom`.").Example(42000),
		schema.Enum("weight_uom", units, func(l *Load) *string { return &l.WeightUOM }).
			Default("lbs").
			Doc("The unit of the weight."),
		schema.OptionalNumber("total_distance", func(l *Load) **float64 { return &l.TotalDistance }).
			AtLeast(0).
			Doc("The distance over all stops, in miles.").Example(285),
		schema.OptionalNumber("max_buy_rate", func(l *Load) **float64 { return &l.MaxBuyRate }).
			AtLeast(0).
			Doc("The most that a carrier is paid.").Example(1850.5),
		schema.List("stops", "load_stops", func(l *Load) *[]Stop { return &l.Stops }, stopFields()...).
			Required().Length(2, 100).Each(arrivesInOrder).Check(hasBothEnds, numbersDiffer).
			Ordered(func(a, b *Stop) int { return cmp.Compare(a.Number, b.Number) }).
			IDs("stop_", func(s *Stop) *string { return &s.ID }, schema.Fresh).
			Doc("The stops, in the order of `stop_number`. An update with other stops replaces all.").
			Example([]any{exampleStop(1, "PICKUP", "2026-02-01"), exampleStop(2, "DELIVERY", "2026-02-02")}),
		schema.Embedded("financial_rates", func(l *Load) *[]Rate { return &l.FinancialRates },
			schema.Enum("rate_entity", entities, func(r *Rate) *string { return &r.Entity }).Required(),
			schema.Number("amount", func(r *Rate) *float64 { return &r.Amount }).Required()).
			Length(0, 100).
			Doc("What the customer pays and what the carrier gets.").
			Example([]any{map[string]any{"rate_entity": "CUSTOMER", "amount": 2200}, map[string]any{"rate_entity": "CARRIER", "amount": 1800.25}}),
	}
}

func stopFields() []schema.Field[Stop] {
	return slices.Concat(
		[]schema.Field[Stop]{
			schema.Integer("stop_number", func(s *Stop) *int32 { return &s.Number }).AtLeast(1).Required(),
			schema.Enum("stop_type", stopTypes, func(s *Stop) *string { return &s.Type }).AnyCase().Required().
				Doc("`PICKUP`, `DELIVERY` or `BOTH`, in any letter case."),
		},
		schema.Link("location", locations, func(s *Stop) *schema.Ref { return &s.Location }).
			Required().Members("external_reference_id", "name"),
		[]schema.Field[Stop]{
			schema.Time("early_arrival", func(s *Stop) *time.Time { return &s.EarlyArrival }).Required(),
			schema.Time("late_arrival", func(s *Stop) *time.Time { return &s.LateArrival }).Required(),
		})
}

func exampleStop(number int, kind, day string) map[string]any {
	return map[string]any{"stop_number": number, "stop_type": kind, "location_external_reference_id": "LOC-CHI-001",
		"early_arrival": day + "T08:00:00Z", "late_arrival": day + "T16:00:00Z"}
}

func teamFields() []schema.Field[Load] {
	user := func(name, doc string, at func(*Load) **string) schema.Field[Load] {
		return schema.OptionalText(name, at).MaxLength(255).Doc(doc)
	}
	return []schema.Field[Load]{
		schema.Struct("sales_rep", func(l *Load) **Member { return &l.SalesRep }, memberFields()...).Check(isSomebody).
			Doc("Who sells the load. At least one member is set."),
		schema.Struct("dispatcher_rep", func(l *Load) **Member { return &l.DispatcherRep }, memberFields()...).Check(isSomebody).
			Doc("Who dispatches the load. At least one member is set."),
		user("assigned_dispatcher", "The dispatcher that the load is assigned to.", func(l *Load) **string { return &l.AssignedDispatcher }),
		user("actual_dispatcher", "The dispatcher that works on the load.", func(l *Load) **string { return &l.ActualDispatcher }),
		user("operation_user", "The user who runs the load.", func(l *Load) **string { return &l.OperationUser }),
		user("account_manager", "The manager of the customer's account.", func(l *Load) **string { return &l.AccountManager }),
	}
}

func memberFields() []schema.Field[Member] {
	return []schema.Field[Member]{
		schema.OptionalText("name", func(m *Member) **string { return &m.Name }).MaxLength(255).Example("Jane Doe"),
		schema.OptionalText("email", func(m *Member) **string { return &m.Email }).MaxLength(255).Example("jane@example.com"),
		schema.OptionalText("external_reference_id", func(m *Member) **string { return &m.ExternalReferenceID }).MaxLength(255).
			Example("EMP-0042"),
	}
}

// hiddenFields are the fields that settle derives for the filters of pickup dates, and for
// lanes.
func hiddenFields() []schema.Field[Load] {
	return []schema.Field[Load]{
		schema.Time("pickup_at", func(l *Load) *time.Time { return &l.schedule.pickupAt }).Hidden().
			FilteredBy("pickup_date_from", schema.AtLeast).FilteredBy("pickup_date_to", schema.AtMost),
		schema.Time("delivery_at", func(l *Load) *time.Time { return &l.schedule.deliveryAt }).Hidden(),
		schema.OptionalText("origin_state", func(l *Load) **string { return &l.lane.origin.state }).Hidden(),
		schema.OptionalText("origin_area", func(l *Load) **string { return &l.lane.origin.area }).Hidden(),
		schema.OptionalText("destination_state", func(l *Load) **string { return &l.lane.destination.state }).Hidden(),
		schema.OptionalText("destination_area", func(l *Load) **string { return &l.lane.destination.area }).Hidden(),
		schema.OptionalNumber("carrier_rate", func(l *Load) **float64 { return &l.lane.carrierRate }).Hidden(),
	}
}
