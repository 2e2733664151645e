package load

import (
	"math"
	"slices"

	"waybill/internal/sqldb"
)

// This file keeps the sums of lanes with each change of a load.

var (
	// calledOff are the statuses of loads that are on no lane: they were not driven.
	calledOff = []string{"CANCELLED", "TENDER_REJECTED", "INACTIVE"}
	// delivered are the statuses of loads that their carrier has delivered.
	delivered = []string{"DELIVERED", "PAYMENT_PROCESSING", "ACCOUNTING_REVIEW", "COMPLETED"}
)

var (
	laneKey  = []string{"origin_state", "destination_state", "origin_area", "destination_area"}
	rateSums = []string{"rated", "rates", "miled", "miled_rates", "miles"}

	laneTotals = sqldb.NewSums(sqldb.SumsTable{Name: "lane_totals", Key: laneKey,
		Sums: slices.Concat([]string{"loads", "delivered"}, rateSums)})
	laneCarriers = sqldb.NewSums(sqldb.SumsTable{Name: "lane_carriers", Key: slices.Concat(laneKey, []string{"carrier_id", "equipment_type"}),
		Sums: slices.Concat([]string{"loads"}, rateSums)})
)

// anyArea stands for the areas in the sums of carriers between two states. No area has one
// character.
const anyArea = "*"

// The units of the sums. Sums of integers do not depend on the order of the changes.
const (
	rateUnits = 10_000
	mileUnits = 1_000
)

// The largest values in the sums. Larger values could make a sum too large for an integer.
const (
	maxSummedRate  = 10_000_000
	maxSummedMiles = 1_000_000
)

// keepLanes is the hook After of loads.
func keepLanes(tx *sqldb.Tx, organization int64, before, after *Load) error {
	if before != nil {
		before.addToLanes(tx, organization, -1)
	}
	if after != nil {
		after.addToLanes(tx, organization, 1)
	}
	return nil
}

// addToLanes adds a load to the sums of its lane, times a factor.
func (l *Load) addToLanes(tx *sqldb.Tx, organization, factor int64) {
	from, to := &l.lane.origin, &l.lane.destination
	if from.state == nil || to.state == nil || slices.Contains(calledOff, l.Status) {
		return
	}
	rates := l.rateSums(factor)
	isDelivered := slices.Contains(delivered, l.Status)
	key := []string{*from.state, *to.state, orEmpty(from.area), orEmpty(to.area)}
	tx.Add(laneTotals, organization, key, append([]int64{factor, factorIf(isDelivered, factor)}, rates...))
	if !isDelivered || l.Carrier.ID == "" {
		return
	}
	byCarrier := append([]int64{factor}, rates...)
	tx.Add(laneCarriers, organization, []string{key[0], key[1], anyArea, anyArea, l.Carrier.ID, l.EquipmentType}, byCarrier)
	tx.Add(laneCarriers, organization, append(key, l.Carrier.ID, l.EquipmentType), byCarrier)
}

// rateSums returns what a load adds to the columns rateSums, times a factor.
func (l *Load) rateSums(factor int64) []int64 {
	rate, isRated := inUnits(l.lane.carrierRate, -maxSummedRate, maxSummedRate, rateUnits)
	miles, hasMiles := inUnits(l.TotalDistance, 1.0/mileUnits, maxSummedMiles, mileUnits)
	isMiled := isRated && hasMiles
	return []int64{factorIf(isRated, factor), rate * factor,
		factorIf(isMiled, factor), factorIf(isMiled, rate*factor), factorIf(isMiled, miles*factor)}
}

func factorIf(is bool, factor int64) int64 {
	if is {
		return factor
	}
	return 0
}

// inUnits converts a value from least to most to a whole number of units. It reports false,
// and 0, for other values. The migration that fills the sums rounds in the same way.
func inUnits(value *float64, least, most, unit float64) (int64, bool) {
	if value == nil || !(*value >= least && *value <= most) {
		return 0, false
	}
	product := float64(*value * unit) // the conversion forbids a fused addition, which rounds otherwise
	return int64(math.Floor(product + 0.5)), true
}
