package load_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"waybill/internal/conformance"
	"waybill/internal/load"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// checkWeeks fails the test unless the counts of weeks that are kept are those of the loads,
// and their bounds enclose the loads.
func checkWeeks(t *testing.T, db *sqldb.DB) {
	t.Helper()
	// The context of the test may have ended.
	err := db.ReadSnapshot(context.Background(), func(tx *sqldb.ReadTx) error {
		kept, err := readKeptWeeks(tx)
		if err != nil {
			return err
		}
		counted := map[string]int64{}
		err = tx.Rows(`SELECT organization_id, id, status, equipment_type, pickup_at, updated_at FROM loads`, nil, func(scan func(...any) error) error {
			var organization, pickup, updated int64
			var id, status, equipment string
			if err := scan(&organization, &id, &status, &equipment, &pickup, &updated); err != nil {
				return err
			}
			begin := time.UnixMicro(pickup).UTC().Truncate(24 * time.Hour)
			for begin.Weekday() != time.Thursday {
				begin = begin.AddDate(0, 0, -1)
			}
			name := fmt.Sprintln(organization, begin.UnixMicro(), status, equipment)
			counted[name]++
			if k := kept[name]; id < k.firstID || id > k.lastID || updated < k.first || updated > k.last {
				t.Errorf("the load %s, updated at %d, is not within the bounds of its week: %+v", id, updated, k)
			}
			return nil
		})
		if err != nil {
			return err
		}
		records := map[string]int64{}
		for name, k := range kept {
			if k.records != 0 {
				records[name] = k.records
			}
		}
		if diff := gocmp.Diff(counted, records); diff != "" {
			t.Errorf("the counts of the loads are -, the kept counts are +\n%s", diff)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// keptWeek is a kept count, over all slots.
type keptWeek struct {
	records         int64
	firstID, lastID string
	first, last     int64
}

func readKeptWeeks(tx *sqldb.ReadTx) (map[string]keptWeek, error) {
	all := map[string]keptWeek{}
	statement := `SELECT organization_id, week, status, equipment_type, CAST(sum(records) AS BIGINT), min(first_id), max(last_id),
		min(first_updated_at), max(last_updated_at) FROM load_weeks GROUP BY organization_id, week, status, equipment_type`
	return all, tx.Rows(statement, nil, func(scan func(...any) error) error {
		var organization, week int64
		var status, equipment string
		var k keptWeek
		err := scan(&organization, &week, &status, &equipment, &k.records, &k.firstID, &k.lastID, &k.first, &k.last)
		all[fmt.Sprintln(organization, week, status, equipment)] = k
		return err
	})
}

// sampleLoad is a row of loads that a test inserted.
type sampleLoad struct {
	id, status, equipment string
	pickup, updated       int64
}

const (
	dayLength  = int64(24 * time.Hour / time.Microsecond)
	sampleSize = 4000
	sampleDays = 400
)

// samples returns loads that were created one after the other. Spread says how many days the
// pickups and the updates are after the creations, at most. Some loads are far from their
// neighbors. Some pickups are before 1970.
func samples(random *rand.Rand, begin int64, spread int) (all []sampleLoad) {
	for n := range sampleSize {
		created := begin + int64(n)*sampleDays*dayLength/sampleSize
		later := func() int64 { return created + random.Int64N(int64(spread)*dayLength) }
		l := sampleLoad{id: fmt.Sprintf("load_%06d", n), status: pick(random, "ACTIVE", "COMPLETED", "COMPLETED", "COMPLETED", "ON_HOLD"),
			equipment: pick(random, "DRY_VAN", "DRY_VAN", "REEFER"), pickup: later(), updated: later()}
		if random.IntN(100) == 0 {
			l.pickup = begin + random.Int64N(2*sampleDays*dayLength) - sampleDays*dayLength/2
		}
		if random.IntN(4) > 0 { // many are at the same time
			l.pickup -= l.pickup % (dayLength / 2)
			l.updated -= l.updated % dayLength
		}
		all = append(all, l)
	}
	return all
}

// insertSamples inserts the loads and their counts, in transactions that are short also on a
// slow machine.
func insertSamples(t *testing.T, db *sqldb.DB, organization int64, all []sampleLoad) {
	t.Helper()
	write := func(do func(tx *sqldb.Tx) error) {
		t.Helper()
		if err := db.Write(t.Context(), do); err != nil {
			t.Fatal(err)
		}
	}
	write(func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO customers (organization_id, id, external_reference_id, name, name_folded, is_active, created_at, updated_at, version)
			VALUES ($1, 'cust_1', 'C', 'C', 'c', TRUE, 1, 1, 1)`, organization)
		return err
	})
	for chunk := range slices.Chunk(all, 500) {
		write(func(tx *sqldb.Tx) error { return insertChunk(tx, organization, chunk) })
	}
	write(func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO load_weeks SELECT organization_id, pickup_at - ((pickup_at % 604800000000) + 604800000000) % 604800000000,
			status, equipment_type, 0, count(*), min(id), max(id), min(updated_at), max(updated_at) FROM loads WHERE organization_id = $1
			GROUP BY 1, 2, 3, 4`, organization)
		return err
	})
}

// insertChunk inserts some loads, and counts them.
func insertChunk(tx *sqldb.Tx, organization int64, loads []sampleLoad) error {
	var rows []string
	for _, l := range loads {
		rows = append(rows, fmt.Sprintf("(%d, '%s', '%[2]s', '%s', '%s', 'FTL', 'cust_1', 'lbs', %d, %[5]d, %[6]d, %[6]d, 1)",
			organization, l.id, l.status, l.equipment, l.pickup, l.updated))
		tx.Count(organization, sqldb.ValueCount("loads", "status", l.status), 1)
		tx.Count(organization, sqldb.ValueCount("loads", "equipment_type", l.equipment), 1)
	}
	tx.Count(organization, "loads", int64(len(loads)))
	_, err := tx.Exec(`INSERT INTO loads (organization_id, id, external_reference_id, status, equipment_type, transport_mode, customer_id, weight_uom,
		pickup_at, delivery_at, created_at, updated_at, version) VALUES ` + strings.Join(rows, ", "))
	return err
}

// TestWideRangesOfPickups: a page of a list that may be filtered by a range of pickups has the
// rows and the total that the loads say, whether loads are picked up soon after they are
// created or at any time, in more weeks than are read for a page, and also if some bounds of
// the weeks are wider than the loads.
func TestWideRangesOfPickups(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for name, spread := range map[string]int{"soon": 10, "later": 90, "at any time": 3 * sampleDays, "in too many weeks": 100_000} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sqldbtest.Each(t, func(t *testing.T, address string) {
				db, err := sqldb.Open(t.Context(), address, sqldb.Options{Migrate: true})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = db.Close() })
				seed := rand.Uint64()
				t.Logf("the seed is %d", seed)
				random := rand.New(rand.NewPCG(seed, 0))
				organization := newOrganization(t, db)
				begin := pick(random, -sampleDays/2*dayLength, time.Date(2024, 5, 7, 11, 0, 0, 0, time.UTC).UnixMicro())
				all := samples(random, begin, spread)
				insertSamples(t, db, organization, all)
				checkWeeks(t, db)
				for range 40 {
					tryPage(t, db, organization, random, all, begin)
				}
				widenBounds(t, db)
				for range 40 {
					tryPage(t, db, organization, random, all, begin)
				}
			})
		})
	}
}

// TestListsBeginWhereTheWeeksSay: a list by the time of change whose rows all stand at the far
// end of the order is scanned from there, not sorted.
func TestListsBeginWhereTheWeeksSay(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		organization := newOrganization(t, h.DB)
		const loads, late = 22_500, 1500 // more than the first scan passes, and more than are sorted at once
		var all []sampleLoad
		for n := range loads {
			l := sampleLoad{id: fmt.Sprintf("load_%06d", n), status: "COMPLETED", equipment: "DRY_VAN", pickup: int64(n) * dayLength / 50, updated: int64(n + 1)}
			if n >= loads-late {
				l.status = "ACTIVE"
			}
			all = append(all, l)
		}
		insertSamples(t, h.DB, organization, all)
		for query, first := range map[string]int{
			"status=ACTIVE sort=updated_at":                                     loads - late,
			"status=COMPLETED sort=-updated_at":                                 loads - late - 1,
			"customer_id=cust_1 status=ACTIVE sort=updated_at":                  loads - late,
			"customer_id=cust_1 pickup_date_from=1971-03-01 sort=updated_at":    50 * (365 + 31 + 28),
			"customer_id=cust_1 pickup_date_to=1970-01-30 sort=-updated_at":     50*30 - 1,
			"equipment_type=DRY_VAN status=ACTIVE sort=updated_at page_size=20": loads - late,
		} {
			parameters := parametersOf(query)
			h.Ran.Take()
			_, ids := conformance.Listed(t, h.DB, load.Resource, organization, parameters)
			ran := h.Ran.Take()
			want := fmt.Sprintf("load_%06d", first)
			if len(ids) == 0 || ids[0] != want || slices.ContainsFunc(ran, func(s string) bool { return strings.Contains(s, "AS selected") }) {
				t.Errorf("%s begins with %v, want %s, by\n%s", query, ids[:min(1, len(ids))], want, strings.Join(ran, "\n"))
			}
		}
	})
}

// TestFarPagesAreReadByWeeks: a far page of a list without a range of pickups reads the rows of
// few weeks, not of all that come before it.
func TestFarPagesAreReadByWeeks(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		organization := newOrganization(t, h.DB)
		const loads = 10_000
		var all []sampleLoad
		for n := range loads {
			status := []string{"COMPLETED", "ACTIVE"}[n%2]
			all = append(all, sampleLoad{id: fmt.Sprintf("load_%06d", n), status: status, equipment: "DRY_VAN", pickup: int64(n) * dayLength / 5, updated: int64(n + 1)})
		}
		insertSamples(t, h.DB, organization, all)
		for query, first := range map[string]int{
			"sort=created_at page=101":                        5000,
			"sort=-updated_at page=101":                       4999,
			"status=ACTIVE sort=updated_at page=51":           5001,
			"status=COMPLETED sort=-created_at page=51":       4998,
			"equipment_type=DRY_VAN sort=status page=101":     0,
			"equipment_type=DRY_VAN sort=updated_at page=101": 5000,
		} {
			parameters := parametersOf(query + " page_size=50")
			h.Ran.Take()
			total, ids := conformance.Listed(t, h.DB, load.Resource, organization, parameters)
			ran := h.Ran.Take()
			want := fmt.Sprintf("load_%06d", first)
			wantTotal := int64(loads)
			if parameters["status"] != "" {
				wantTotal /= 2
			}
			isOfWeeks := slices.ContainsFunc(ran, func(s string) bool { return strings.HasPrefix(s, "WITH keys") && strings.Contains(s, "pickup_at >= ") })
			if total != wantTotal || len(ids) == 0 || ids[0] != want || !isOfWeeks {
				t.Errorf("%s has the total %d and begins with %v, want %d and %s, by\n%s", query, total, ids[:min(1, len(ids))], wantTotal, want, strings.Join(ran, "\n"))
			}
		}
	})
}

// TestTotalsOfTwoValues: the total of the loads with a status and an equipment is the sum of the
// counts of weeks, so no loads are counted for it.
func TestTotalsOfTwoValues(t *testing.T) {
	sqldbtest.Sequential(t)
	onHost(t, func(t *testing.T, h host) {
		organization := newOrganization(t, h.DB)
		var all []sampleLoad
		for n := range 3000 {
			status := []string{"COMPLETED", "COMPLETED", "ACTIVE"}[n%3]
			all = append(all, sampleLoad{id: fmt.Sprintf("load_%06d", n), status: status, equipment: "REEFER", pickup: int64(n) * dayLength, updated: int64(n + 1)})
		}
		insertSamples(t, h.DB, organization, all)
		h.Ran.Take()
		total, _ := conformance.Listed(t, h.DB, load.Resource, organization, parametersOf("status=COMPLETED equipment_type=REEFER sort=updated_at"))
		ran := h.Ran.Take()
		isOfWeeks := slices.ContainsFunc(ran, func(s string) bool { return strings.Contains(s, "sum(records)") })
		if total != 2000 || !isOfWeeks {
			t.Errorf("the total is %d, want 2000, by\n%s", total, strings.Join(ran, "\n"))
		}
	})
}

// parametersOf returns the parameters in a text such as "status=ACTIVE page=2".
func parametersOf(query string) map[string]string {
	parameters := map[string]string{}
	for _, parameter := range strings.Fields(query) {
		name, value, _ := strings.Cut(parameter, "=")
		parameters[name] = value
	}
	return parameters
}

// widenBounds widens the bounds of some weeks, as loads do that leave a week later.
func widenBounds(t *testing.T, db *sqldb.DB) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(fmt.Sprintf(`UPDATE load_weeks SET first_id = 'load_', last_updated_at = last_updated_at + %d WHERE (week / 604800000000) %% 7 = 3`, 90*dayLength))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func newOrganization(t *testing.T, db *sqldb.DB) (id int64) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		return tx.Row(`INSERT INTO organizations (name, created_at) VALUES ('acme', 1) RETURNING id`, nil, &id)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// tryPage compares a random page of a random list with the loads.
func tryPage(t *testing.T, db *sqldb.DB, organization int64, random *rand.Rand, all []sampleLoad, begin int64) {
	t.Helper()
	parameters := map[string]string{}
	moment := func() (int64, string) {
		at := begin + random.Int64N(2*sampleDays*dayLength) - sampleDays*dayLength/2
		at -= at % pick(random, 1_000_000, dayLength)
		return at, time.UnixMicro(at).UTC().Format(time.RFC3339)
	}
	matches := slices.Clone(all)
	keep := func(condition func(l sampleLoad) bool) {
		matches = slices.DeleteFunc(matches, func(l sampleLoad) bool { return !condition(l) })
	}
	ends := random.IntN(4) // neither, one or both
	if ends&1 != 0 {
		from, text := moment()
		parameters["pickup_date_from"] = text
		keep(func(l sampleLoad) bool { return l.pickup >= from })
	}
	if ends&2 != 0 {
		to, text := moment()
		parameters["pickup_date_to"] = text
		keep(func(l sampleLoad) bool { return l.pickup <= to })
	}
	if random.IntN(3) == 0 {
		parameters["status"] = "COMPLETED"
		keep(func(l sampleLoad) bool { return l.status == "COMPLETED" })
	}
	if random.IntN(3) == 0 {
		parameters["equipment_type"] = "DRY_VAN"
		keep(func(l sampleLoad) bool { return l.equipment == "DRY_VAN" })
	}
	sort := pick(random, "created_at", "updated_at", "status")
	slices.SortFunc(matches, func(a, b sampleLoad) int {
		order := map[string]int{"updated_at": cmp.Compare(a.updated, b.updated), "status": strings.Compare(a.status, b.status)}[sort]
		return cmp.Or(order, strings.Compare(a.id, b.id))
	})
	if random.IntN(2) == 0 {
		sort = "-" + sort
		slices.Reverse(matches)
	}
	size := pick(random, 1, 7, 50, 100)
	page := 1 + random.IntN(pick(random, 1, 12, len(matches)/size+2))
	parameters["sort"], parameters["page"], parameters["page_size"] = sort, fmt.Sprint(page), fmt.Sprint(size)
	var want []string
	for _, l := range matches[min(len(matches), (page-1)*size):min(len(matches), page*size)] {
		want = append(want, l.id)
	}
	total, got := conformance.Listed(t, db, load.Resource, organization, parameters)
	if diff := gocmp.Diff(want, got); diff != "" || total != int64(len(matches)) {
		t.Errorf("%v has the total %d, want %d; the rows that are wanted are -, those that came are +\n%s", parameters, total, len(matches), diff)
	}
}
