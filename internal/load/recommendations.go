package load

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file has the view of the carriers that suit a load.

// recommendations are the carriers that have delivered on the lane of a load.
type recommendations struct {
	lane      *laneEnds // nil for a load that is on no lane
	equipment string
	items     []candidate
}

// candidate is a carrier with what it has delivered on the lane.
type candidate struct {
	carrier       carrierNames
	match         string // one of matches
	loads         int32
	sameEquipment int32 // loads with the equipment of the load
	rates         rateTotals
	average       averages
	lastDelivery  time.Time
	onTime        *float64 // not known: the contract has no times of arrivals
	score         float64
	parts         *scoreParts
}

// matches say between which places a carrier has delivered: the best come first.
var matches = []string{byAreas, byStates}

const (
	byAreas  = "areas"
	byStates = "states"
)

// scoreParts are the parts of a score, each from 0 to 1.
type scoreParts struct {
	loads, rate, recency float64
	onTime               *float64
}

// The weights of the parts in a score of up to 100.
const (
	loadsWeight   = 50
	rateWeight    = 30
	recencyWeight = 20
)

// The values at which a part is a half.
const (
	halfLoads = 5
	halfDays  = 30
)

const (
	// usualLimit and mostRecommended bound the carriers of an answer.
	usualLimit      = 10
	mostRecommended = 50
	// mostCandidates is how many carriers of a lane get a score: those with the most
	// loads.
	mostCandidates = 100
)

var recommendationObject = schema.NewObject(
	schema.Struct("lane", func(r *recommendations) **laneEnds { return &r.lane }, endFields(func(e *laneEnds) *laneEnds { return e })...).
		Doc("The lane of the load, or null if the state of an end is not known."),
	schema.Text("equipment_type", func(r *recommendations) *string { return &r.equipment }).
		Doc("The equipment that the load needs."),
	schema.List("items", "", func(r *recommendations) *[]candidate { return &r.items }, candidateFields()...).
		Length(0, mostRecommended).
		Doc("The carriers, the best first: those of the same areas before those of the same states, then those with loads of the same equipment, then by score."),
)

func candidateFields() []schema.Field[candidate] {
	return append(carrierMembers(func(c *candidate) *carrierNames { return &c.carrier }),
		schema.Enum("match", matches, func(c *candidate) *string { return &c.match }).
			Doc("Whether the carrier has delivered between the same postal areas, or only between the same states. All that follows is about these loads."),
		schema.Integer("loads", func(c *candidate) *int32 { return &c.loads }).
			Doc("The loads that the carrier has delivered on the lane."),
		schema.Integer("same_equipment_loads", func(c *candidate) *int32 { return &c.sameEquipment }).
			Doc("Those of them with the equipment of the load."),
		schema.OptionalNumber("average_carrier_rate", func(c *candidate) **float64 { return &c.average.rate }).
			Doc("What the carrier got for a load."),
		schema.OptionalNumber("average_rate_per_mile", func(c *candidate) **float64 { return &c.average.perMile }).
			Doc("What the carrier got for a mile."),
		schema.Time("last_delivery_at", func(c *candidate) *time.Time { return &c.lastDelivery }).
			Doc("The latest `late_arrival` of the last delivery of these loads."),
		schema.OptionalNumber("on_time_rate", func(c *candidate) **float64 { return &c.onTime }).
			Doc("The share of the loads that were on time. It is null: the times of arrivals are not known."),
		schema.Number("score", func(c *candidate) *float64 { return &c.score }).
			Doc(fmt.Sprintf("From 0 to 100: %d × `loads` + %d × `rate` + %d × `recency` of `score_parts`.", loadsWeight, rateWeight, recencyWeight)),
		schema.Struct("score_parts", func(c *candidate) **scoreParts { return &c.parts },
			schema.Number("loads", func(p *scoreParts) *float64 { return &p.loads }).
				Doc(fmt.Sprintf("loads ÷ (loads + %d).", halfLoads)),
			schema.Number("rate", func(p *scoreParts) *float64 { return &p.rate }).
				Doc("Half of the average rate of all carriers of the same match ÷ the carrier's average rate, at most 1: both by the mile if both are known, otherwise both by the load. 0.5 if an average is not known or not positive."),
			schema.Number("recency", func(p *scoreParts) *float64 { return &p.recency }).
				Doc(fmt.Sprintf("%[1]d ÷ (%[1]d + days since the last delivery).", halfDays)),
			schema.OptionalNumber("on_time", func(p *scoreParts) **float64 { return &p.onTime }).
				Doc("It is null and has no weight, as `on_time_rate` is not known.")).
			Doc("The parts of the score, each from 0 to 1."))
}

// Recommendations is the view of the carriers that suit a load.
var Recommendations = resource.View{
	Path:   "loads/{id}/carrier-recommendations",
	Noun:   Resource.Describe().Noun,
	Scopes: []string{"read:loads", "read:carriers"},
	Parameters: []*schema.Filter{{Name: "limit", Doc: "How many carriers are shown at most.",
		Property: schema.PageSizeProperty(usualLimit, mostRecommended)}},
	Parse: parseRecommendations,
	Doc: resource.ViewDoc{
		ID: "recommendCarriers", Summary: "Recommend carriers for a load", Component: "CarrierRecommendations", Fields: recommendationObject.Describe(),
		Text: "Carriers that have delivered loads on the lane of the load: between the same postal areas, and, if these are too few, between the same states.",
		Example: appendRecommendations(nil, &recommendations{
			lane: &laneEnds{"US-IL", "US-TX", text("606"), text("752")}, equipment: "DRY_VAN",
			items: []candidate{{carrier: exampleCarrier, match: byAreas, loads: 45, sameEquipment: 40,
				average: averages{rounded(1800.25, 100), rounded(1.941, 1000)}, lastDelivery: time.Date(2026, 1, 28, 16, 0, 0, 0, time.UTC),
				score: 79.6, parts: &scoreParts{loads: 0.9, rate: 0.5, recency: 0.979}}},
		}),
	},
}

func appendRecommendations(dst []byte, r *recommendations) []byte {
	return append(recommendationObject.AppendMembers(append(dst, '{'), r), '}')
}

func parseRecommendations(p *schema.Parameters) resource.ReadView {
	limit := usualLimit
	p.Size("limit", &limit, mostRecommended)
	return func(tx *sqldb.ReadTx, organization int64, key string, now time.Time) (*resource.Shown, error) {
		of, err := Resource.GetRow(tx, organization, key)
		if err != nil {
			return nil, err
		}
		found := recommendations{equipment: of.EquipmentType}
		if err := found.read(tx, organization, of, limit, now); err != nil {
			return nil, fmt.Errorf("recommend carriers for load %q: %w", of.ExternalReferenceID, err)
		}
		return &resource.Shown{JSON: appendRecommendations(nil, &found)}, nil
	}
}

// read finds the carriers between the areas of a load, and if they are too few also those
// between its states.
func (r *recommendations) read(tx *sqldb.ReadTx, organization int64, of *Load, limit int, now time.Time) error {
	from, to := of.lane.origin, of.lane.destination
	if from.state == nil || to.state == nil {
		return nil
	}
	r.lane = &laneEnds{*from.state, *to.state, from.area, to.area}
	if from.area != nil && to.area != nil {
		if err := r.readMatch(tx, organization, byAreas, now); err != nil {
			return err
		}
	}
	if len(r.items) < limit {
		if err := r.readMatch(tx, organization, byStates, now); err != nil {
			return err
		}
	}
	r.items = r.items[:min(limit, len(r.items))]
	return nil
}

// candidatesBy select the carriers of a lane with their sums and their last deliveries.
// The last delivery is found in an index, which is named for SQLite. SQLite uses the index only
// if the statuses are compared as in its definition.
var candidatesBy = map[string]func(tx *sqldb.ReadTx) string{
	byAreas: func(tx *sqldb.ReadTx) string {
		return candidatesOf(tx.IndexedBy("loads", "loads_delivered_between_areas"), " AND origin_area = $4 AND destination_area = $5")
	},
	byStates: func(tx *sqldb.ReadTx) string {
		return candidatesOf(tx.IndexedBy("loads", "loads_delivered_between_states"), "")
	},
}

func candidatesOf(loads, areas string) string {
	return `SELECT carriers.id, carriers.external_reference_id, carriers.name, most.loads, most.same,
		(SELECT max(delivery_at) FROM ` + loads + ` WHERE organization_id = $1 AND origin_state = $2 AND destination_state = $3` + areas + `
			AND loads.carrier_id = most.carrier_id AND (status = '` + strings.Join(delivered, "' OR status = '") + `')),
		most.rated, most.rates, most.miled, most.miled_rates, most.miles
	FROM (SELECT carrier_id, CAST(sum(CASE WHEN equipment_type = $6 THEN loads ELSE 0 END) AS BIGINT) AS same, ` +
		sumsOf(slices.Concat([]string{"loads"}, rateSums)...) + ` FROM lane_carriers
		WHERE organization_id = $1 AND origin_state = $2 AND destination_state = $3 AND origin_area = $4 AND destination_area = $5
		GROUP BY carrier_id HAVING sum(loads) > 0 ORDER BY 2 DESC, 3 DESC, 1 LIMIT ` + fmt.Sprint(mostCandidates) + `) AS most
	CROSS JOIN carriers WHERE carriers.organization_id = $1 AND carriers.id = most.carrier_id`
}

// readMatch adds the carriers of a match that are not there, in their order.
func (r *recommendations) readMatch(tx *sqldb.ReadTx, organization int64, match string, now time.Time) error {
	fromArea, toArea := anyArea, anyArea
	if match == byAreas {
		fromArea, toArea = *r.lane.originArea, *r.lane.destinationArea
	}
	var found []candidate
	args := []any{organization, r.lane.originState, r.lane.destinationState, fromArea, toArea, r.equipment}
	err := tx.Rows(candidatesBy[match](tx), args, func(scan func(...any) error) error {
		c := candidate{match: match}
		var last *int64
		dests := []any{&c.carrier.id, &c.carrier.externalReferenceID, &c.carrier.name, &c.loads, &c.sameEquipment, &last}
		if err := scan(append(dests, c.rates.dests()...)...); err != nil {
			return err
		}
		if last != nil {
			c.lastDelivery = time.UnixMicro(*last).UTC()
		}
		found = append(found, c)
		return nil
	})
	if err != nil {
		return err
	}
	setScores(found, now)
	found = slices.DeleteFunc(found, func(c candidate) bool {
		return slices.ContainsFunc(r.items, func(other candidate) bool { return other.carrier.id == c.carrier.id })
	})
	slices.SortFunc(found, candidate.compare)
	r.items = append(r.items, found...)
	return nil
}

// compare orders candidates of a match: same equipment first, then by score.
func (c candidate) compare(other candidate) int {
	equipment := func(c candidate) int { return int(min(c.sameEquipment, 1)) }
	return cmp.Or(-cmp.Compare(equipment(c), equipment(other)), -cmp.Compare(c.score, other.score),
		strings.Compare(c.carrier.externalReferenceID, other.carrier.externalReferenceID))
}

// setScores sets the averages and scores of the candidates of a match.
func setScores(all []candidate, now time.Time) {
	var lane rateTotals
	for i := range all {
		lane.add(all[i].rates)
		all[i].average = all[i].rates.averages()
	}
	usual := lane.averages()
	for i := range all {
		c := &all[i]
		c.parts = &scoreParts{
			loads:   rounded3(float64(c.loads) / float64(c.loads+halfLoads)),
			rate:    rounded3(ratePart(c.average, usual)),
			recency: rounded3(recencyPart(now.Sub(c.lastDelivery))),
		}
		c.score = math.Round(10*(loadsWeight*c.parts.loads+rateWeight*c.parts.rate+recencyWeight*c.parts.recency)) / 10
	}
}

func rounded3(value float64) float64 { return *rounded(value, 1000) }

// ratePart compares the rates of a carrier with those of its lane.
func ratePart(own, usual averages) float64 {
	switch {
	case own.perMile != nil && usual.perMile != nil:
		return halfRatio(*usual.perMile, *own.perMile)
	case own.rate != nil && usual.rate != nil:
		return halfRatio(*usual.rate, *own.rate)
	}
	return 0.5
}

// halfRatio returns half of a ratio of rates, at most 1. Rates that are not positive have
// no ratio; then it returns 0.5.
func halfRatio(usual, own float64) float64 {
	if usual <= 0 || own <= 0 {
		return 0.5
	}
	return min(usual/own/2, 1)
}

// recencyPart is 1 for a delivery that is to come.
func recencyPart(since time.Duration) float64 {
	days := max(since.Hours()/24, 0)
	return halfDays / (halfDays + days)
}
