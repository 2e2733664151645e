package demo

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Load is the input of a load.
type Load struct {
	ExternalReferenceID         string  `json:"external_reference_id"`
	Status                      string  `json:"status"`
	EquipmentType               string  `json:"equipment_type"`
	TransportMode               string  `json:"transport_mode"`
	Description                 string  `json:"description"`
	CustomerExternalReferenceID string  `json:"customer_external_reference_id"`
	CarrierExternalReferenceID  *string `json:"carrier_external_reference_id"`
	Weight                      float64 `json:"weight"`
	TotalDistance               float64 `json:"total_distance"`
	MaxBuyRate                  float64 `json:"max_buy_rate"`
	Stops                       []Stop  `json:"stops"`
	FinancialRates              []Rate  `json:"financial_rates"`
	SalesRep                    *Person `json:"sales_rep"`
	AssignedDispatcher          string  `json:"assigned_dispatcher"`
}

// Stop is a stop of a load.
type Stop struct {
	StopNumber                  int       `json:"stop_number"`
	StopType                    string    `json:"stop_type"`
	LocationExternalReferenceID string    `json:"location_external_reference_id"`
	EarlyArrival                time.Time `json:"early_arrival"`
	LateArrival                 time.Time `json:"late_arrival"`
}

// Rate is an amount that the customer pays, or that the carrier gets.
type Rate struct {
	RateEntity string  `json:"rate_entity"`
	Amount     float64 `json:"amount"`
}

// Person is a member of the team.
type Person struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

const (
	day         = 24 * time.Hour
	milesPerDay = 500
	ahead       = 14 * day // how far the last pickups are in the future
)

// traffic makes the loads of a business. A few lanes have most of them, and each lane
// has its carriers.
type traffic struct {
	*namer
	business    Business
	lanes       []lane
	reps        []Person
	dispatchers []string
}

// lane is a regular shipment of a customer.
type lane struct {
	from, to  site
	via       *site // a stop between, or nil
	equipment string
	weight    float64
	miles     float64
	perMile   float64 // what the customer pays
	carriers  []string
}

func newTraffic(n *namer, b Business, sites []site) *traffic {
	t := &traffic{namer: n, business: b}
	for range 6 {
		first, last := n.person()
		t.reps = append(t.reps, Person{first + " " + last, domain(first)[:len(first)] + "@broker.example"})
		t.dispatchers = append(t.dispatchers, first)
	}
	for len(t.lanes) < lanes {
		from, to := pick(n.random, sites), pick(n.random, sites)
		if from.place != to.place {
			t.lanes = append(t.lanes, t.newLane(from, to, sites))
		}
	}
	return t
}

func (t *traffic) newLane(from, to site, sites []site) lane {
	l := lane{
		from: from, to: to,
		equipment: pick(t.random, []string{"DRY_VAN", "DRY_VAN", "DRY_VAN", "REEFER", "REEFER", "FLATBED", "STEPDECK", "POWER_ONLY"}),
		weight:    float64(5000 + 500*t.random.IntN(80)),
		miles:     miles(from.place, to.place),
		perMile:   2 + t.random.Float64()*2,
	}
	if via := pick(t.random, sites); t.random.IntN(5) == 0 && via.place != from.place && via.place != to.place {
		l.via, l.miles = &via, miles(from.place, via.place)+miles(via.place, to.place)
	}
	for range 2 + t.random.IntN(4) {
		l.carriers = append(l.carriers, pick(t.random, t.business.Carriers).ExternalReferenceID)
	}
	return l
}

// loads makes loads in the order of their pickups.
func (t *traffic) loads(count int, now time.Time) []Load {
	begin := now.UTC().Truncate(day).Add(ahead - 365*day)
	pickups := make([]time.Time, count)
	for i := range pickups {
		pickups[i] = begin.Add(time.Duration(t.random.IntN(365))*day + time.Duration(6+t.random.IntN(11))*time.Hour)
	}
	slices.SortFunc(pickups, time.Time.Compare)
	all := make([]Load, count)
	for i, pickup := range pickups {
		all[i] = t.load(i, t.pickLane(), pickup, now)
	}
	return all
}

// pickLane prefers the first lanes.
func (t *traffic) pickLane() lane {
	return t.lanes[int(math.Pow(t.random.Float64(), 3)*float64(len(t.lanes)))]
}

func (t *traffic) load(i int, l lane, pickup, now time.Time) Load {
	pays := math.Round(l.miles*l.perMile*(0.95+t.random.Float64()/10)) + 150
	buys := math.Round(pays * (0.78 + t.random.Float64()/8))
	load := Load{
		ExternalReferenceID:         fmt.Sprintf("LOAD-%06d", i+1),
		EquipmentType:               l.equipment,
		TransportMode:               "FTL",
		Description:                 l.from.place.city + " to " + l.to.place.city,
		CustomerExternalReferenceID: t.business.Customers[l.from.customer].ExternalReferenceID,
		Weight:                      l.weight,
		TotalDistance:               l.miles,
		MaxBuyRate:                  math.Round(pays * 0.92),
		Stops:                       l.stops(pickup),
		FinancialRates:              []Rate{{"CUSTOMER", pays}},
		SalesRep:                    &t.reps[i%len(t.reps)],
		AssignedDispatcher:          pick(t.random, t.dispatchers),
	}
	delivery := load.Stops[len(load.Stops)-1].LateArrival
	load.Status = t.status(pickup, delivery, now)
	if !slices.Contains([]string{"ACTIVE", "SPOT", "CANCELLED"}, load.Status) {
		load.CarrierExternalReferenceID = &l.carriers[t.random.IntN(len(l.carriers))]
		load.FinancialRates = append(load.FinancialRates, Rate{"CARRIER", buys})
	}
	return load
}

// stops begin with the pickup. Each further stop is as late as a driver needs for the way.
func (l lane) stops(pickup time.Time) []Stop {
	stops := []Stop{newStop(1, "PICKUP", l.from, pickup)}
	if l.via != nil {
		stops = append(stops, newStop(2, "DELIVERY", *l.via, pickup.Add(driving(miles(l.from.place, l.via.place)))))
	}
	return append(stops, newStop(len(stops)+1, "DELIVERY", l.to, pickup.Add(driving(l.miles))))
}

func newStop(number int, kind string, at site, early time.Time) Stop {
	return Stop{number, kind, at.ExternalReferenceID, early, early.Add(2 * time.Hour)}
}

func driving(miles float64) time.Duration {
	return (time.Duration(miles/milesPerDay*24) * time.Hour) + 3*time.Hour
}

// status is what a load of these times has now: it is planned, on its way or done.
func (t *traffic) status(pickup, delivery, now time.Time) string {
	odds := t.random.IntN(100)
	switch {
	case odds < 3:
		return "CANCELLED"
	case pickup.After(now.Add(7 * day)):
		return pick(t.random, []string{"ACTIVE", "ACTIVE", "SPOT", "TENDERED"})
	case pickup.After(now.Add(day)):
		return pick(t.random, []string{"TENDERED", "TENDER_ACCEPTED", "COVERED", "COVERED"})
	case pickup.After(now):
		return pick(t.random, []string{"DISPATCHED", "AT_SHIPPER"})
	case delivery.After(now):
		return pick(t.random, []string{"EN_ROUTE", "EN_ROUTE", "AT_RECEIVER"})
	case delivery.After(now.Add(-14 * day)):
		return pick(t.random, []string{"DELIVERED", "PAYMENT_PROCESSING", "ACCOUNTING_REVIEW"})
	case odds < 5:
		return "TENDER_REJECTED"
	}
	return "COMPLETED"
}
