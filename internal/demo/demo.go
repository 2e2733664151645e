// Package demo invents the records of a freight business: customers, their locations,
// carriers, and the loads of a year. The records depend on a seed and the time only.
//
// No name, address, number or domain belongs to anybody; cities and postal codes exist.
package demo

import (
	"fmt"
	"math/rand/v2"
	"time"
)

const (
	customers            = 100
	locationsPerCustomer = 2
	carriers             = 60
	lanes                = 150
)

// Customer is the input of a customer.
type Customer struct {
	ExternalReferenceID string `json:"external_reference_id"`
	Name                string `json:"name"`
	ReferenceNumber     string `json:"reference_number"`
	Domain              string `json:"domain"`
	Phone               string `json:"phone"`
	IsActive            bool   `json:"is_active"`
	CustomerType        string `json:"customer_type"`
}

// Location is the input of a location. The server finds its coordinates.
type Location struct {
	ExternalReferenceID string `json:"external_reference_id"`
	Name                string `json:"name"`
	AddressLine1        string `json:"address_line1"`
	City                string `json:"city"`
	State               string `json:"state"`
	PostalCode          string `json:"postal_code"`
	Country             string `json:"country"`
	Email               string `json:"email"`
	PhoneNumber         string `json:"phone_number"`
	WeekdayOpenHours    string `json:"weekday_open_hours"`
	WeekdayCloseHours   string `json:"weekday_close_hours"`
}

// Carrier is the input of a carrier.
type Carrier struct {
	ExternalReferenceID string    `json:"external_reference_id"`
	Name                string    `json:"name"`
	DOTNumber           string    `json:"dot_number"`
	PhoneNumber         string    `json:"phone_number"`
	Email               string    `json:"email"`
	Contacts            []Contact `json:"contacts"`
}

// Contact is a person at a carrier.
type Contact struct {
	FirstName        string `json:"first_name"`
	LastName         string `json:"last_name"`
	PrimaryEmail     string `json:"primary_email"`
	PrimaryPhone     string `json:"primary_phone"`
	IsPrimaryContact bool   `json:"is_primary_contact"`
}

// Business has all records, each after those that it refers to.
type Business struct {
	Customers []Customer
	Locations []Location
	Carriers  []Carrier
	Loads     []Load
}

// New invents a business with a number of loads. Their pickups are in the year that ends
// two weeks after now, in this order.
func New(seed uint64, loads int, now time.Time) Business {
	random := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // the same records for the same seed
	names := &namer{random, map[string]bool{}}
	b := Business{}
	var sites []site
	for i := range customers {
		c := newCustomer(names, i)
		b.Customers = append(b.Customers, c)
		for range locationsPerCustomer {
			s := newSite(names, c, len(sites))
			sites, b.Locations = append(sites, s), append(b.Locations, s.Location)
		}
	}
	for i := range carriers {
		b.Carriers = append(b.Carriers, newCarrier(names, i))
	}
	b.Loads = newTraffic(names, b, sites).loads(loads, now)
	return b
}

func newCustomer(n *namer, i int) Customer {
	word := n.word()
	return Customer{
		ExternalReferenceID: fmt.Sprintf("CUST-%04d", i+1),
		Name:                word + " " + pick(n.random, trades),
		ReferenceNumber:     fmt.Sprintf("REF-%05d", n.random.IntN(100_000)),
		Domain:              domain(word),
		Phone:               n.phone(),
		IsActive:            n.random.IntN(20) > 0,
		CustomerType:        pick(n.random, []string{"Shipper", "Shipper", "Enterprise", "Broker"}),
	}
}

// site is a location with its place.
type site struct {
	Location
	place    place
	customer int // its index
}

func newSite(n *namer, of Customer, i int) site {
	p := pick(n.random, places)
	return site{place: p, customer: i / locationsPerCustomer, Location: Location{
		ExternalReferenceID: fmt.Sprintf("LOC-%04d", i+1),
		Name:                of.Name + " " + p.city,
		AddressLine1:        fmt.Sprintf("%d %s Way", 100+n.random.IntN(9900), n.word()),
		City:                p.city,
		State:               p.state,
		PostalCode:          p.postalCode,
		Country:             p.country,
		Email:               "dock@" + of.Domain,
		PhoneNumber:         n.phone(),
		WeekdayOpenHours:    pick(n.random, []string{"06:00", "07:00", "08:00"}),
		WeekdayCloseHours:   pick(n.random, []string{"16:00", "18:00", "22:00"}),
	}}
}

func newCarrier(n *namer, i int) Carrier {
	word := n.word()
	first, last := n.person()
	return Carrier{
		ExternalReferenceID: fmt.Sprintf("CARR-%04d", i+1),
		Name:                word + " " + pick(n.random, fleets),
		DOTNumber:           fmt.Sprintf("DEMO-%06d", i+1), // a number alone would be somebody's
		PhoneNumber:         n.phone(),
		Email:               "dispatch@" + domain(word),
		Contacts: []Contact{{
			FirstName: first, LastName: last, IsPrimaryContact: true,
			PrimaryEmail: domain(first)[:len(first)] + "@" + domain(word), PrimaryPhone: n.phone(),
		}},
	}
}
