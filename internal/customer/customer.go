// Package customer declares customers: the businesses that an organization moves freight
// for.
package customer

import (
	"waybill/internal/resource"
	"waybill/internal/schema"
)

// Customer is a customer of an organization.
type Customer struct {
	resource.Record
	Name            string
	ReferenceNumber *string
	Domain          *string
	Phone           *string
	IsActive        bool
	CustomerType    *string
}

// Resource is the declaration of customers.
var Resource = resource.New(resource.Def[Customer]{
	Noun:     "Customer",
	Plural:   "customers",
	IDPrefix: "cust_",
	Example:  "CUST-ACME-001",
	Record:   func(c *Customer) *resource.Record { return &c.Record },
	Contacts: []resource.ContactField[Customer]{
		resource.OneContact("phone", resource.Phone, func(c *Customer) *string { return c.Phone }),
	},
	Indexes: []resource.Index{{Name: "customers_by_filters", Columns: []string{"is_active", "customer_type"}}},
	Fields: []schema.Field[Customer]{
		schema.Text("name", func(c *Customer) *string { return &c.Name }).
			Length(1, 255).Required().Sortable().Searchable().
			Doc("The customer's name.").Example("Acme Corporation"),
		schema.OptionalText("reference_number", func(c *Customer) **string { return &c.ReferenceNumber }).
			MaxLength(100).
			Doc("A number of yours, for instance of the customer's account.").Example("ACME-REF-001"),
		schema.OptionalText("domain", func(c *Customer) **string { return &c.Domain }).
			MaxLength(255).
			Doc("The customer's website.").Example("acme.com"),
		schema.OptionalText("phone", func(c *Customer) **string { return &c.Phone }).
			MaxLength(50).
			Doc("Phone number; used in e-mail templates and customer communication.").Example("312-555-0100"),
		schema.Boolean("is_active", func(c *Customer) *bool { return &c.IsActive }).
			Default(true).Filterable().
			Doc("Whether you do business with the customer."),
		schema.OptionalText("customer_type", func(c *Customer) **string { return &c.CustomerType }).
			MaxLength(50).Filterable().
			Doc("A kind of customer, in words of your own.").Example("Enterprise"),
	},
})
