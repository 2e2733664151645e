package main

import (
	"fmt"
	"strings"
	"time"
)

// resource is a resource that the part growth measures.
type resource struct {
	kind
	// at returns record n of size, as a client sends it.
	at func(n, size int) any
	// needs are the records that its records refer to.
	needs []kind
	// lists are the lists that are measured.
	lists func() []lookGroup
	// slower bounds how many times lower the rates of gets and creates may be with many
	// records, and slowerUpdate those of updates; 0 is no target.
	slower, slowerUpdate float64
	// memory bounds the memory of the server with many records, in MiB.
	memory float64
}

var (
	customerResource = resource{customers, func(n, size int) any { return seedCustomer(n, size) }, nil, customerLists, 1.3, 1.3, 128}

	// resources are in the order of the report.
	resources = []resource{
		customerResource,
		{carriers, seedCarrier, nil, carrierLists, 1.3, 0, 160},
		{locations, seedLocation, nil, locationLists, 1.3, 0, 160},
		{shortLoads, seedLoad, []kind{customers, carriers, locations}, loadLists, 1.4, 0, 160},
	}
)

// resourceNames are the plurals of resources.
func resourceNames() (names []string) {
	for _, r := range resources {
		names = append(names, r.plural)
	}
	return names
}

// looks returns all lists of the resource.
func (r resource) looks() (all []look) {
	for _, group := range r.lists() {
		all = append(all, group.looks...)
	}
	return all
}

// totals counts the records of each list, by its name.
func (r resource) totals(size int) map[string]int {
	counts, looks := map[string]int{}, r.looks()
	for n := range size {
		record := r.at(n, size)
		for _, l := range looks {
			if l.view == "" && (l.of == nil || l.of(record)) {
				counts[l.String()]++
			}
		}
	}
	return counts
}

// numberOf returns the number of the record that has a reference. It fails for a record
// that was not there at the beginning.
func (r resource) numberOf(reference string) (n int, err error) {
	if _, err := fmt.Sscanf(reference, r.prefix+"-SEED-%d", &n); err != nil {
		return 0, fmt.Errorf("%s %q was not there at the beginning", r.noun, reference)
	}
	return n, nil
}

// seedCarrier returns carrier n of size, with the name of the customer.
func seedCarrier(n, size int) any {
	c := newCarrier(carriers.seed(n), n).(carrier)
	c.Name = seedCustomer(n, size).Name
	return c
}

// States are those with the most people, and a tenth of the locations are in Canada.
var (
	states    = strings.Fields("CA TX FL NY PA IL OH GA NC MI NJ VA WA AZ TN MA IN MO MD WI")
	provinces = strings.Fields("ON QC BC AB")
)

// common is the city of a fiftieth of the locations, in all states.
const common = "Springfield"

// seedLocation returns location n of size, with the name of the customer. A state has a
// twentieth of the locations, twice.
func seedLocation(n, size int) any {
	pick := picks(scatter(n + otherwise))
	l := newLocation(locations.seed(n), n).(location)
	l.Name, l.Country = seedCustomer(n, size).Name, "US"
	l.State, l.PostalCode = states[pick(len(states))], fmt.Sprintf("%05d", 10_000+pick(90_000))
	if pick(10) == 0 {
		l.Country, l.State, l.PostalCode = "CA", provinces[pick(len(provinces))], "M5V 2T6"
	}
	l.City = placeBegins[pick(len(placeBegins))] + placeEnds[pick(len(placeEnds))]
	if pick(50) == 0 {
		l.City = common
	}
	return l
}

// otherwise leads to random numbers that are independent of those of the record.
const otherwise = 1 << 40

// The pickups of the loads that are there at the beginning begin with firstPickup, and
// spread evenly over pickupDays.
var firstPickup = time.Date(2025, 1, 1, 8, 0, 0, 0, time.UTC)

const pickupDays = 730

// seedLoad returns load n of size. Its pickup is up to a week after the time that its
// number stands for. All loads are completed, or called off, but the last tenth. Of the
// customers and the carriers, the first ones have the most loads: 3 % and then less.
func seedLoad(n, size int) any {
	pick := picks(scatter(n + otherwise))
	often := func() int { p := pick(referred); return p * p / referred }
	l := newLoad(shortLoads.seed(n), n, 2).(freight)
	l.schedule(firstPickup.AddDate(0, 0, n*pickupDays/size+pick(7)))
	l.Customer, l.Carrier = customers.seed(often()), carriers.seed(often())
	switch {
	case pick(33) == 0:
		l.Status = "CANCELLED"
	case n < size-size/10:
		l.Status = "COMPLETED"
	}
	return l
}
