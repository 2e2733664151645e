// Package carrier declares carriers: the businesses that move an organization's freight.
package carrier

import (
	"waybill/internal/resource"
	"waybill/internal/schema"
)

// Carrier is a carrier of an organization.
type Carrier struct {
	resource.Record
	Name        string
	MCNumber    *string
	DOTNumber   *string
	PhoneNumber *string
	Email       *string
	Contacts    []Contact
}

// Contact is a person at a carrier.
type Contact struct {
	ID           string
	FirstName    *string
	LastName     *string
	PrimaryEmail *string
	PrimaryPhone *string
	IsPrimary    bool
}

// Resource is the declaration of carriers.
var Resource = resource.New(resource.Def[Carrier]{
	Noun:     "Carrier",
	Plural:   "carriers",
	IDPrefix: "carrier_",
	Example:  "CARR-SWIFT-001",
	Record:   func(c *Carrier) *resource.Record { return &c.Record },
	Contacts: []resource.ContactField[Carrier]{
		resource.OneContact("phone_number", resource.Phone, func(c *Carrier) *string { return c.PhoneNumber }),
		resource.OneContact("email", resource.Email, func(c *Carrier) *string { return c.Email }),
		contacts(resource.Phone, func(c *Contact) *string { return c.PrimaryPhone }),
		contacts(resource.Email, func(c *Contact) *string { return c.PrimaryEmail }),
	},
	Indexes: []resource.Index{
		{Name: "carriers_by_numbers", Columns: []string{"mc_number", "dot_number"}},
		{Name: "carriers_by_dot_number", Columns: []string{"dot_number"}},
	},
	Fields: []schema.Field[Carrier]{
		schema.Text("name", func(c *Carrier) *string { return &c.Name }).
			Length(1, 255).Required().Sortable().Searchable().
			Doc("The carrier's name.").Example("Swift Haul"),
		schema.OptionalText("mc_number", func(c *Carrier) **string { return &c.MCNumber }).
			MaxLength(50).Filterable().
			Doc("The number of the motor carrier authority. Deprecated: use `dot_number`.").Example("MC123456"),
		schema.OptionalText("dot_number", func(c *Carrier) **string { return &c.DOTNumber }).
			MaxLength(50).Filterable().
			Doc("The number of the US Department of Transportation.").Example("DOT1234567"),
		schema.OptionalText("phone_number", func(c *Carrier) **string { return &c.PhoneNumber }).
			MaxLength(50).
			Doc("The carrier's phone number.").Example("214-555-0100"),
		schema.OptionalText("email", func(c *Carrier) **string { return &c.Email }).
			MaxLength(255).
			Doc("The carrier's e-mail address.").Example("dispatch@example.com"),
		schema.List("contacts", "carrier_contacts", func(c *Carrier) *[]Contact { return &c.Contacts },
			schema.OptionalText("first_name", func(c *Contact) **string { return &c.FirstName }).MaxLength(255),
			schema.OptionalText("last_name", func(c *Contact) **string { return &c.LastName }).MaxLength(255),
			schema.OptionalText("primary_email", func(c *Contact) **string { return &c.PrimaryEmail }).MaxLength(255),
			schema.OptionalText("primary_phone", func(c *Contact) **string { return &c.PrimaryPhone }).MaxLength(50),
			schema.Boolean("is_primary_contact", func(c *Contact) *bool { return &c.IsPrimary })).
			Length(0, 50).
			IDs("contact_", func(c *Contact) *string { return &c.ID }, schema.Kept).
			Doc("The persons at the carrier, in your order.").
			Example([]any{map[string]any{"first_name": "Jane", "last_name": "Doe", "primary_email": "jane@example.com",
				"primary_phone": "214-555-0101", "is_primary_contact": true}}),
	},
})

// contacts declares that the contacts of a carrier have a phone number or an e-mail address.
func contacts(kind resource.ContactKind, value func(*Contact) *string) resource.ContactField[Carrier] {
	return resource.Contacts("contacts", kind, func(c *Carrier) []Contact { return c.Contacts },
		func(c *Contact) string { return c.ID }, value)
}
