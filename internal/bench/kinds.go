package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// kind is the records of a resource, or the loads with a number of stops.
type kind struct {
	name   string // in the report
	file   string // of the bodies that the scripts send
	plural string // in the path
	noun   string // in the items of batches
	prefix string // of the references
	key    string // of the organization that has them
	// record returns the record with a number, as a client sends it.
	record func(reference string, n int) any
}

// Loads with 5 stops are in an organization of their own, so that a page has no others.
var (
	customers = kind{"customer", "customers", "customers", "customer", "CUST", mainKey,
		func(reference string, n int) any { return newCustomer(reference, n) }}
	carriers   = kind{"carrier", "carriers", "carriers", "carrier", "CARR", mainKey, newCarrier}
	locations  = kind{"location", "locations", "locations", "location", "LOC", mainKey, newLocation}
	shortLoads = kind{"load with 2 stops", "loads-2", "loads", "load", "LOAD", mainKey,
		func(reference string, n int) any { return newLoad(reference, n, 2) }}
	longLoads = kind{"load with 5 stops", "loads-5", "loads", "load", "LOAD", otherKey(0),
		func(reference string, n int) any { return newLoad(reference, n, 5) }}

	kinds = []kind{customers, carriers, locations, shortLoads, longLoads}
)

// referred is the number of customers, carriers and locations that loads refer to.
const referred = 1000

func (k kind) path() string { return "/v2/tms-api/" + k.plural }

func (k kind) seed(n int) string { return seedOf(k.prefix, n) }

// seedOf returns the reference of a record that is there at the beginning. The scripts
// also use it.
func seedOf(prefix string, n int) string { return fmt.Sprintf("%s-SEED-%07d", prefix, n) }

func (k kind) createLoad(connections int) load {
	return load{kind: k, path: k.path(), script: "create.lua", connections: connections, makes: 1}
}

func (k kind) getLoad(size, connections int) load {
	return load{kind: k, path: k.path(), script: "get.lua", connections: connections, size: size}
}

// updateLoad changes the name of a record, or the status of a load.
func (k kind) updateLoad(size, connections int) load {
	return load{kind: k, path: k.path(), script: "update.lua", connections: connections, size: size}
}

func (k kind) listLoad() load {
	return load{kind: k, path: k.path() + pageQuery, connections: many}
}

// distinct is the number of bodies, enough for names in random order.
const distinct = 4000

// bodies returns a line with a body for each of distinct records, with referenceMark
// instead of the reference.
func (k kind) bodies() []byte {
	var all bytes.Buffer
	encoder := json.NewEncoder(&all) // adds a newline
	for n := range distinct {
		// Records of texts, numbers and booleans can always be encoded.
		_ = encoder.Encode(k.record(referenceMark, 1_000_000_000+n))
	}
	return all.Bytes()
}

// carrier has the fields that a client sends, in JSON.
type carrier struct {
	Reference string    `json:"external_reference_id"`
	Name      string    `json:"name"`
	DOTNumber string    `json:"dot_number"`
	Phone     string    `json:"phone_number"`
	Email     string    `json:"email"`
	Contacts  []contact `json:"contacts"`
}

type contact struct {
	FirstName string `json:"first_name"`
	Email     string `json:"primary_email"`
	IsPrimary bool   `json:"is_primary_contact"`
}

func newCarrier(reference string, n int) any {
	like := newCustomer(reference, n)
	return carrier{
		Reference: reference, Name: like.Name, DOTNumber: fmt.Sprintf("DOT%07d", n%10_000_000), Phone: like.Phone,
		Email: "dispatch@" + like.Domain, Contacts: []contact{{"Alex", "alex@" + like.Domain, true}},
	}
}

// location has the fields that a client sends, in JSON.
type location struct {
	Reference  string `json:"external_reference_id"`
	Name       string `json:"name"`
	Street     string `json:"address_line1"`
	City       string `json:"city"`
	State      string `json:"state"`
	PostalCode string `json:"postal_code"`
	Country    string `json:"country,omitempty"`
}

// towns are real towns with a postal code of theirs. The next eleven areas are in the same
// state.
var towns = []location{
	{City: "Chicago", State: "IL", PostalCode: "60601"},
	{City: "Dallas", State: "TX", PostalCode: "75201"},
	{City: "Atlanta", State: "GA", PostalCode: "30303"},
	{City: "Denver", State: "CO", PostalCode: "80202"},
	{City: "Antioch", State: "TN", PostalCode: "37013"},
	{City: "Los Angeles", State: "CA", PostalCode: "90001"},
	{City: "Columbus", State: "OH", PostalCode: "43004"},
	{City: "New York", State: "NY", PostalCode: "10001"},
	{City: "Orlando", State: "FL", PostalCode: "32801"},
	{City: "Phoenix", State: "AZ", PostalCode: "85003"},
}

// areas is the number of postal areas of the locations that loads refer to: there are lanes
// from each to each.
const areas = 120

// newLocation returns a location in one of areas. The first areas have the most locations,
// and so the most loads.
func newLocation(reference string, n int) any {
	of := n % referred
	area := of * of * areas / (referred * referred)
	l := towns[area%len(towns)]
	code, _ := strconv.Atoi(l.PostalCode) // five digits
	l.PostalCode = fmt.Sprintf("%05d", code+100*(area/len(towns)))
	l.Reference, l.Name, l.Street = reference, newCustomer("", n).Name, fmt.Sprintf("%d Main St", n%10_000)
	return l
}

// freight has the fields of a load that a client sends, in JSON.
type freight struct {
	Reference     string `json:"external_reference_id"`
	Status        string `json:"status"`
	EquipmentType string `json:"equipment_type"`
	TransportMode string `json:"transport_mode"`
	Customer      string `json:"customer_external_reference_id"`
	Carrier       string `json:"carrier_external_reference_id"`
	Stops         []stop `json:"stops"`
	Rates         []rate `json:"financial_rates"`
}

type stop struct {
	Number   int    `json:"stop_number"`
	Type     string `json:"stop_type"`
	Location string `json:"location_external_reference_id"`
	Early    string `json:"early_arrival"`
	Late     string `json:"late_arrival"`
}

type rate struct {
	Entity string  `json:"rate_entity"`
	Amount float64 `json:"amount"`
}

var (
	statuses  = []string{"ACTIVE", "COVERED", "EN_ROUTE", "DELIVERED"}
	equipment = []string{"DRY_VAN", "REEFER", "FLATBED"}
)

// newLoad returns the load with a number, with a stop a day.
func newLoad(reference string, n, stops int) any {
	pick := picks(scatter(n))
	l := freight{
		Reference: reference, TransportMode: "FTL",
		Status: statuses[pick(len(statuses))], EquipmentType: equipment[pick(len(equipment))],
		Customer: customers.seed(pick(referred)), Carrier: carriers.seed(pick(referred)),
		Rates: []rate{{"CUSTOMER", float64(1500 + pick(1000))}, {"CARRIER", float64(1000 + pick(500))}},
	}
	for i := range stops {
		kind := "DELIVERY"
		if i < stops/2 {
			kind = "PICKUP"
		}
		l.Stops = append(l.Stops, stop{Number: i + 1, Type: kind, Location: locations.seed(int(scatter(n+i) % referred))})
	}
	l.schedule(time.Date(2026, 1, 1+n%365, 8, 0, 0, 0, time.UTC))
	return l
}

// schedule sets the times of the stops, the first at a time and the others a day apart.
func (l *freight) schedule(at time.Time) {
	for i := range l.Stops {
		of := at.AddDate(0, 0, i)
		l.Stops[i].Early, l.Stops[i].Late = of.Format(time.RFC3339), of.Add(2*time.Hour).Format(time.RFC3339)
	}
}
