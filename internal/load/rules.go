package load

import (
	"errors"
	"math"
	"slices"

	"waybill/internal/schema"
)

// This file has the rules that only loads have, and the fields that are derived from
// others.

// The types of stops, and who a rate is of.
const (
	pickup     = "PICKUP"
	delivery   = "DELIVERY"
	both       = "BOTH"
	ofCustomer = "CUSTOMER"
	ofCarrier  = "CARRIER"
)

// picksUp reports whether freight is picked up at the stop.
func (s *Stop) picksUp() bool { return !s.is(delivery) }

// delivers reports whether freight is delivered at the stop.
func (s *Stop) delivers() bool { return !s.is(pickup) }

func (s *Stop) is(kind string) bool { return schema.Fold(s.Type) == schema.Fold(kind) }

// arrivesInOrder is a rule for a stop.
func arrivesInOrder(s *Stop) error {
	if s.LateArrival.Before(s.EarlyArrival) {
		return errors.New("late_arrival must not be before early_arrival")
	}
	return nil
}

// hasBothEnds is a rule for the stops.
func hasBothEnds(stops []Stop) error {
	if firstPickup(stops) == nil || lastDelivery(stops) == nil {
		return errors.New("stops must include at least one pickup and one delivery")
	}
	return nil
}

// numbersDiffer is a rule for the stops.
func numbersDiffer(stops []Stop) error {
	seen := make(map[int32]bool, len(stops))
	for i := range stops {
		if seen[stops[i].Number] {
			return errors.New("stop_number must be unique")
		}
		seen[stops[i].Number] = true
	}
	return nil
}

// isSomebody is a rule for a member of the team.
func isSomebody(m *Member) error {
	if m.Name == nil && m.Email == nil && m.ExternalReferenceID == nil {
		return errors.New("at least one of name, email, external_reference_id is required")
	}
	return nil
}

// firstPickup returns the first stop at which freight is picked up, or nil.
func firstPickup(stops []Stop) *Stop {
	for i := range stops {
		if stops[i].picksUp() {
			return &stops[i]
		}
	}
	return nil
}

// lastDelivery returns the last stop at which freight is delivered, or nil.
func lastDelivery(stops []Stop) *Stop {
	for i := range slices.Backward(stops) {
		if stops[i].delivers() {
			return &stops[i]
		}
	}
	return nil
}

// derive sets the schedule and the lane. The origin and the destination stay as they
// were while their locations stay the same, also if a location has moved since: the lane
// tells where the load went.
func derive(before, after *Load) {
	from, to := firstPickup(after.Stops), lastDelivery(after.Stops)
	after.schedule = schedule{from.EarlyArrival, to.LateArrival}
	if before == nil || firstPickup(before.Stops).Location.ID != from.Location.ID {
		after.lane.origin = placeOf(&from.Location)
	}
	if before == nil || lastDelivery(before.Stops).Location.ID != to.Location.ID {
		after.lane.destination = placeOf(&to.Location)
	}
	after.lane.carrierRate = carrierRate(after.FinancialRates)
}

// carrierRate returns the sum of what the carrier gets. It is nil if there is no such
// rate, or if the sum is too large for a number.
func carrierRate(rates []Rate) *float64 {
	sum, isRated := 0.0, false
	for _, rate := range rates {
		if rate.Entity == ofCarrier {
			sum, isRated = sum+rate.Amount, true
		}
	}
	if !isRated || math.IsInf(sum, 0) || math.IsNaN(sum) {
		return nil
	}
	return &sum
}
