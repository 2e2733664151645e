package load

import (
	"fmt"
	"math"
	"strings"
	"time"

	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file has the view of the lanes of an organization.

// laneSum is a lane with the sums of its loads.
type laneSum struct {
	ends      laneEnds
	loads     int32
	delivered int32
	average   averages
	count     int32 // of the carriers
	carriers  []laneCarrier
}

// laneEnds are the ends of a lane. An area that is not known is nil.
type laneEnds struct {
	originState, destinationState string
	originArea, destinationArea   *string
}

// laneCarrier is a carrier with the number of loads that it has delivered on a lane.
type laneCarrier struct {
	carrier carrierNames
	loads   int32
}

// carrierNames are what the views show of a carrier.
type carrierNames struct{ id, externalReferenceID, name string }

// averages are the averages of the carrier's rates, nil for those that are not known.
type averages struct{ rate, perMile *float64 }

// rateTotals are sums of rateSums.
type rateTotals struct{ rated, rates, miled, miledRates, miles int64 }

func (r *rateTotals) dests() []any {
	return []any{&r.rated, &r.rates, &r.miled, &r.miledRates, &r.miles}
}

func (r *rateTotals) add(more rateTotals) {
	r.rated, r.rates = r.rated+more.rated, r.rates+more.rates
	r.miled, r.miledRates, r.miles = r.miled+more.miled, r.miledRates+more.miledRates, r.miles+more.miles
}

// averages rounds to cents, and to tenths of a cent per mile.
func (r *rateTotals) averages() (a averages) {
	if r.rated > 0 {
		a.rate = rounded(float64(r.rates)/rateUnits/float64(r.rated), 100)
	}
	if r.miled > 0 && r.miles > 0 {
		a.perMile = rounded((float64(r.miledRates)/rateUnits)/(float64(r.miles)/mileUnits), 1000)
	}
	return a
}

// rounded rounds a value to a fraction of 1.
func rounded(value, parts float64) *float64 {
	value = math.Round(value*parts) / parts
	return &value
}

// mostCarriers is how many carriers the list shows of a lane.
const mostCarriers = 3

var laneObject = schema.NewObject(append(endFields(func(l *laneSum) *laneEnds { return &l.ends }),
	schema.Integer("loads", func(l *laneSum) *int32 { return &l.loads }).
		Doc("The loads on the lane, without those that were called off."),
	schema.Integer("delivered_loads", func(l *laneSum) *int32 { return &l.delivered }).
		Doc("The loads that were delivered."),
	schema.OptionalNumber("average_carrier_rate", func(l *laneSum) **float64 { return &l.average.rate }).
		Doc("What a carrier gets for a load, of the loads with such a rate."),
	schema.OptionalNumber("average_rate_per_mile", func(l *laneSum) **float64 { return &l.average.perMile }).
		Doc("What a carrier gets for a mile, of the loads with such a rate and a distance."),
	schema.Integer("carrier_count", func(l *laneSum) *int32 { return &l.count }).
		Doc("The carriers that have delivered on the lane."),
	schema.List("carriers", "", func(l *laneSum) *[]laneCarrier { return &l.carriers }, append(
		carrierMembers(func(c *laneCarrier) *carrierNames { return &c.carrier }),
		schema.Integer("loads", func(c *laneCarrier) *int32 { return &c.loads }).Doc("The loads that the carrier has delivered."))...).
		Length(0, mostCarriers).
		Doc("The carriers with the most delivered loads."),
)...)

func endFields[T any](at func(*T) *laneEnds) []schema.Field[T] {
	return []schema.Field[T]{
		schema.Text("origin_state", func(t *T) *string { return &at(t).originState }).
			Doc("The state of the first pickup, as its location had it."),
		schema.OptionalText("origin_area", func(t *T) **string { return &at(t).originArea }).
			Doc("The first characters of its postal code: three in the United States and Canada, two in Mexico."),
		schema.Text("destination_state", func(t *T) *string { return &at(t).destinationState }).
			Doc("The state of the last delivery."),
		schema.OptionalText("destination_area", func(t *T) **string { return &at(t).destinationArea }).
			Doc("The first characters of its postal code."),
	}
}

func carrierMembers[T any](at func(*T) *carrierNames) []schema.Field[T] {
	return []schema.Field[T]{
		schema.Text("id", func(t *T) *string { return &at(t).id }).Doc("The id of the carrier."),
		schema.Text("external_reference_id", func(t *T) *string { return &at(t).externalReferenceID }).Doc("Your reference of the carrier."),
		schema.Text("name", func(t *T) *string { return &at(t).name }).Doc("The name of the carrier."),
	}
}

// Lanes is the view of the lanes of an organization.
var Lanes = resource.View{
	Path:       "lanes",
	Scopes:     []string{"read:loads", "read:carriers"},
	Parameters: append(append(resource.PageParameters(), laneFilters...), &schema.Filter{Name: "sort", Doc: "The sum to sort by, backward with `-`. Equal lanes are in the order of their ends.", Property: schema.Property{Type: "string", Enum: laneSorts(), Default: defaultLaneSort}}),
	Parse:      parseLanes,
	Doc: resource.ViewDoc{
		ID: "listLanes", Summary: "List lanes", Item: "A lane with its loads.", Component: "Lane", Fields: laneObject.Describe(),
		Text: "The lanes of the loads: from where the first pickup is to where the last delivery is, as these locations were when the load got its stops. " +
			"Loads that were called off (`CANCELLED`, `TENDER_REJECTED`, `INACTIVE`) and loads with an end in no known state are on no lane.",
		Example: appendLane(nil, &laneSum{
			ends:  laneEnds{"US-IL", "US-TX", text("606"), text("752")},
			loads: 120, delivered: 104, average: averages{rounded(1800.25, 100), rounded(1.941, 1000)}, count: 4,
			carriers: []laneCarrier{{exampleCarrier, 52}},
		}),
	},
}

var exampleCarrier = carrierNames{"carrier_abc123def456", "CARR-SWIFT-001", "Swift Haul"}

func text(of string) *string { return &of }

func appendLane(dst []byte, l *laneSum) []byte {
	return append(laneObject.AppendMembers(append(dst, '{'), l), '}')
}

// laneFilters are the filters of lanes. They are columns of the key.
var laneFilters = []*schema.Filter{stateFilter("origin_state"), stateFilter("destination_state")}

func stateFilter(name string) *schema.Filter {
	f := schema.Text[struct{}](name, nil).Filterable().Filters()[0]
	f.Doc = "Exactly this `" + name + "`, such as `US-IL`."
	return f
}

const defaultLaneSort = "-loads"

// lanesBy are the values of the parameter sort, and what they sort by.
var lanesBy = []struct{ name, expression string }{
	{"loads", "loads"},
	{"delivered_loads", "delivered"},
	{"average_carrier_rate", "CAST(rates AS DOUBLE PRECISION) / nullif(rated, 0)"},
	{"average_rate_per_mile", "CAST(miled_rates AS DOUBLE PRECISION) / nullif(miles, 0)"},
}

func laneSorts() (names []string) {
	for _, by := range lanesBy {
		names = append(names, by.name, "-"+by.name)
	}
	return names
}

// laneOrder returns the ORDER BY of a value of the parameter sort. Lanes without the
// average come last, also backward.
func laneOrder(sort string) string {
	name, backward := strings.CutPrefix(sort, "-")
	direction := ""
	if backward {
		direction = " DESC"
	}
	for _, by := range lanesBy {
		if by.name == name {
			return " ORDER BY " + by.expression + direction + " NULLS LAST, origin_state, destination_state, origin_area, destination_area"
		}
	}
	panic("load: lanes are not sorted by " + sort)
}

func parseLanes(p *schema.Parameters) resource.ReadView {
	page := resource.ParsePage(p)
	list := laneList{page: page}
	for _, filter := range laneFilters {
		if value := p.Filter(filter); value != nil {
			list.values = append(list.values, value)
			list.filters += fmt.Sprintf(" AND %s = $%d", filter.Column, 1+len(list.values))
		}
	}
	sort := defaultLaneSort
	p.Choice("sort", &sort, laneSorts())
	list.order = laneOrder(sort)
	return list.read
}

// sumsOf selects the sums of some columns under their names.
func sumsOf(columns ...string) string {
	all := make([]string, len(columns))
	for i, column := range columns {
		all[i] = "CAST(sum(" + column + ") AS BIGINT) AS " + column
	}
	return strings.Join(all, ", ")
}

// laneList is a page of lanes that a client asks for.
type laneList struct {
	page    resource.PageQuery
	filters string // conditions
	values  []any  // of the filters
	order   string
}

// severalSlots finds out whether the sums of all lanes have one row each. Only during an upgrade
// on PostgreSQL some have more.
const severalSlots = "SELECT EXISTS (SELECT 1 FROM lane_totals WHERE organization_id = $1 AND slot <> 0)"

// selectLanes returns the statement that selects all lanes with their sums. Summing rows
// takes ten times as long as reading them.
func (l laneList) selectLanes(tx *sqldb.ReadTx, organization int64) (string, error) {
	key, from := strings.Join(laneKey, ", "), " FROM lane_totals WHERE organization_id = $1"+l.filters
	sums := append([]string{"loads", "delivered"}, rateSums...)
	var several bool
	if err := tx.Row(severalSlots, []any{organization}, &several); err != nil {
		return "", err
	}
	if several {
		return "SELECT " + key + ", " + sumsOf(sums...) + from + " GROUP BY " + key + " HAVING sum(loads) > 0", nil
	}
	return "SELECT " + key + ", " + strings.Join(sums, ", ") + from + " AND loads > 0", nil
}

func (l laneList) read(tx *sqldb.ReadTx, organization int64, _ string, _ time.Time) (*resource.Shown, error) {
	lanes, total, err := l.readLanes(tx, organization)
	if err != nil {
		return nil, fmt.Errorf("list lanes: %w", err)
	}
	if err := readCarriers(tx, organization, lanes); err != nil {
		return nil, fmt.Errorf("read the carriers of lanes: %w", err)
	}
	shown := &resource.Shown{Place: l.page.Listing(total)}
	for i := range lanes {
		if i > 0 {
			shown.JSON = append(shown.JSON, ',')
		}
		shown.JSON = appendLane(shown.JSON, &lanes[i])
	}
	return shown, nil
}

// readLanes reads a page, and the number of all lanes.
func (l laneList) readLanes(tx *sqldb.ReadTx, organization int64) (lanes []laneSum, total int64, err error) {
	all, err := l.selectLanes(tx, organization)
	if err != nil {
		return nil, 0, err
	}
	args := append([]any{organization}, l.values...)
	if err := tx.Row("SELECT count(*) FROM ("+all+") AS lanes", args, &total); err != nil || total == 0 {
		return nil, 0, err
	}
	statement := fmt.Sprintf("SELECT lanes.* FROM (%s) AS lanes%s LIMIT $%d OFFSET $%d", all, l.order, len(args)+1, len(args)+2)
	err = tx.Search(statement, append(args, l.page.Size, l.page.Offset()), func(scan func(...any) error) error {
		lane, err := scanLane(scan)
		lanes = append(lanes, lane)
		return err
	})
	return lanes, total, err
}

func scanLane(scan func(...any) error) (lane laneSum, err error) {
	var rates rateTotals
	var fromArea, toArea string
	dests := []any{&lane.ends.originState, &lane.ends.destinationState, &fromArea, &toArea, &lane.loads, &lane.delivered}
	err = scan(append(dests, rates.dests()...)...)
	lane.ends.originArea, lane.ends.destinationArea = knownArea(fromArea), knownArea(toArea)
	lane.average = rates.averages()
	return lane, err
}

// knownArea returns an area of a key, or nil if it is not known.
func knownArea(area string) *string {
	if area == "" {
		return nil
	}
	return &area
}

// carriersOfLanes selects, for some lanes, the carriers with the most loads, and how many
// carriers there are. The lanes are numbered from 0. An index has the carriers of a lane in
// the order of their loads. So the first carriers are read one by one, and the others are
// only counted.
func carriersOfLanes(lanes int) string {
	const onLane = ` FROM lane_carrier_loads WHERE organization_id = $1 AND origin_state = f AND destination_state = t
			AND origin_area = fa AND destination_area = ta AND `
	page := make([]string, lanes)
	for i := range page {
		page[i] = fmt.Sprintf("(%d, %s", i, sqldb.Places(2+len(laneKey)*i, len(laneKey))[1:])
	}
	most := make([]string, mostCarriers)
	for place := range most {
		most[place] = fmt.Sprintf(`SELECT page.*, %[1]d AS place,
			(SELECT carrier_id%[2]sloads > 0 ORDER BY loads DESC, carrier_id LIMIT 1 OFFSET %[1]d) AS carrier FROM page`, place, onLane)
	}
	return `WITH page (n, f, t, fa, ta) AS (VALUES ` + strings.Join(page, ", ") + `),
	most AS (` + strings.Join(most, " UNION ALL ") + `)
	SELECT n, CASE WHEN place = 0 THEN (SELECT count(*)` + onLane + `loads > 0) ELSE 0 END,
		(SELECT loads` + onLane + `carrier_id = carrier), carriers.id, carriers.external_reference_id, carriers.name
	FROM most CROSS JOIN carriers WHERE carriers.organization_id = $1 AND carriers.id = carrier
	ORDER BY n, place`
}

// readCarriers reads the carriers of lanes. The lanes are padded to a power of two, so that
// a connection prepares few statements.
func readCarriers(tx *sqldb.ReadTx, organization int64, lanes []laneSum) error {
	if len(lanes) == 0 {
		return nil
	}
	args, size := []any{organization}, 1
	for size < len(lanes) {
		size *= 2
	}
	for i := range size {
		var key [4]string // of no lane
		if i < len(lanes) {
			key = lanes[i].ends.key()
		}
		args = append(args, key[0], key[1], key[2], key[3])
	}
	return tx.Rows(carriersOfLanes(size), args, func(scan func(...any) error) error {
		var n int
		var count int32
		var c laneCarrier
		if err := scan(&n, &count, &c.loads, &c.carrier.id, &c.carrier.externalReferenceID, &c.carrier.name); err != nil {
			return err
		}
		lanes[n].count, lanes[n].carriers = lanes[n].count+count, append(lanes[n].carriers, c)
		return nil
	})
}

// key returns the values of laneKey.
func (e *laneEnds) key() [4]string {
	return [4]string{e.originState, e.destinationState, orEmpty(e.originArea), orEmpty(e.destinationArea)}
}

func orEmpty(area *string) string {
	if area == nil {
		return ""
	}
	return *area
}
