package location_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"waybill/internal/conformance"
	"waybill/internal/location"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// place is a location that a test inserted.
type place struct{ id, state, city, country string }

// TestListsOfAStateByState: a list that is filtered and sorted by the state has the rows in
// the order of the whole states, which may be of several countries.
func TestListsOfAStateByState(t *testing.T) {
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
		pick := func(texts ...string) string { return texts[random.IntN(len(texts))] }
		var all []place
		for n := range 5000 {
			country := pick("US", "US", "US", "DE", "MX")
			all = append(all, place{fmt.Sprintf("loc_%05d", n), country + "-" + pick("IL", "IL", "IL", "ILX", "TX", "L"), pick("chicago", "springfield"), country})
		}
		organization := insertPlaces(t, db, all)
		for range 60 {
			state, city, country := pick("IL", "il", "US-IL", "TX", "L", "ZZ"), pick("", "", "chicago"), pick("", "", "US", "DE")
			matches := slices.DeleteFunc(slices.Clone(all), func(p place) bool {
				asked := strings.ToUpper(state)
				return p.state != asked && !strings.HasSuffix(p.state, "-"+asked) || city != "" && p.city != city || country != "" && p.country != country
			})
			slices.SortFunc(matches, func(a, b place) int { return cmp.Or(cmp.Compare(a.state, b.state), cmp.Compare(a.id, b.id)) })
			sort := pick("state", "-state")
			if sort == "-state" {
				slices.Reverse(matches)
			}
			page := 1 + random.IntN(len(matches)/50+2)
			parameters := map[string]string{"state": state, "sort": sort, "page": fmt.Sprint(page)}
			for name, text := range map[string]string{"city": city, "country": country} {
				if text != "" {
					parameters[name] = text
				}
			}
			var want []string
			for _, p := range matches[min(len(matches), (page-1)*50):min(len(matches), page*50)] {
				want = append(want, p.id)
			}
			total, got := conformance.Listed(t, db, location.Resource, organization, parameters)
			if diff := gocmp.Diff(want, got); diff != "" || total != int64(len(matches)) {
				t.Errorf("%v has the total %d, want %d; the rows that are wanted are -, those that came are +\n%s", parameters, total, len(matches), diff)
			}
		}
	})
}

// insertPlaces inserts locations of a new organization, which it returns.
func insertPlaces(t *testing.T, db *sqldb.DB, all []place) (organization int64) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		if err := tx.Row(`INSERT INTO organizations (name, created_at) VALUES ('acme', 1) RETURNING id`, nil, &organization); err != nil {
			return err
		}
		tx.Count(organization, "locations", int64(len(all)))
		for chunk := range slices.Chunk(all, 100) {
			var rows []string
			for _, p := range chunk {
				reversed := p.state[3:] + "-" + p.country
				rows = append(rows, fmt.Sprintf("(%d, '%s', '%[2]s', '%s', '%s', '%s', '%s', '%[6]s', '%s', FALSE, 1, 1, 1)",
					organization, p.id, p.state, strings.ToLower(p.state), reversed, p.city, p.country))
			}
			_, err := tx.Exec(`INSERT INTO locations (organization_id, id, external_reference_id, state, state_folded, state_reversed, city, city_folded, country,
				is_geocoded, created_at, updated_at, version) VALUES ` + strings.Join(rows, ", "))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return organization
}
