package resource_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/conformance/trailer"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// manyRows is the number of rows of the tests of totals: more than a list reads to
// sort them, so that it asks for the total.
const manyRows = 2500

// pair is two instances with the same trailers. All are named "n 1…", all are leased, and
// all have the metadata tag=hot.
type pair [2]database

func openPair(t *testing.T, address string) (instances pair) {
	t.Helper()
	first := open(t, address)
	first.fill(t, manyRows, manyRows, 0)
	first.tag(t)
	for i, behind := range []time.Duration{0, time.Hour} { // so that the ids of new rows may be old
		db, ran := openWith(t, address, sqldb.Options{Now: func() time.Time { return time.Now().Add(-behind) }})
		instances[i] = database{DB: db, organization: first.organization, ran: ran}
	}
	return instances
}

// tag gives all trailers the same metadata.
func (db database) tag(t *testing.T) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO metadata (organization_id, resource, record_id, name, text)
			SELECT organization_id, 'trailers', id, 'tag', 'hot' FROM trailers WHERE organization_id = $1`, db.organization)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// retag changes the metadata of a trailer at random, unless the trailer is deleted.
func (db database) retag(t *testing.T, random *rand.Rand) {
	t.Helper()
	text := []string{"hot", "cold"}[random.IntN(2)]
	change := resource.MetadataChange{Texts: map[string]*string{"tag": &text}}
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := trailer.Resource.ChangeMetadata(tx, db.organization, fmt.Sprint("T-", 1_000_001+random.IntN(manyRows)), nil, change)
		return err
	})
	if err != nil && apierr.KindOf(err) != apierr.NotFound {
		t.Error(err)
	}
}

// change does a random write: it creates, renames, changes or deletes a trailer, or
// several by a batch, of which another item may fail, or changes metadata.
func (db database) change(t *testing.T, random *rand.Rand) {
	t.Helper()
	if random.IntN(4) == 0 {
		db.retag(t, random)
		return
	}
	name := []string{"N 1 again", "other"}[random.IntN(2)]
	old, fresh := fmt.Sprint("T-", 1_000_001+random.IntN(manyRows)), fmt.Sprint("R", random.IntN(1_000_000))
	body := fmt.Sprintf(`{"name":%q,"is_leased":%v,"plate":%q}`, name, random.IntN(2) == 0, name)
	item := func(operation, key string) string {
		return fmt.Sprintf(`{"operation":%q,"external_reference_id":%q,"trailer":%s}`, operation, key, body)
	}
	items := []string{item("create", fresh)}
	switch random.IntN(8) {
	case 0:
		items = []string{item("update", old)}
	case 1:
		items = []string{item("delete", old)}
	case 2: // the number of rows stays as it is
		items = append(items, item("delete", old))
	case 3:
		items = append(items, item("update", fresh), item("create", old))
	}
	parsed, err := trailer.Resource.DecodeBatch(schema.Body{Bytes: []byte(`{"items":[` + strings.Join(items, ",") + `]}`), JSON: true}, false)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := trailer.Resource.Batch(tx, db.organization, parsed)
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// searches are queries with a condition that says the same.
var searches = map[string]string{
	"name_contains=n 1":                   `name_folded LIKE '%n 1%'`,
	"name_contains=n 1&sort=-name":        `name_folded LIKE '%n 1%'`,
	"is_leased=true":                      `is_leased`,
	"is_leased=true&is_active=true":       `is_leased`,
	"is_leased=true&page=12":              `is_leased`,
	"is_leased=true&page=40&sort=name":    `is_leased`,
	"plate_end=again":                     `plate LIKE '%again'`,
	"name_contains=1001&page=30":          `name_folded LIKE '%1001%'`,
	"name_contains=n 1001234 of a length": `name_folded LIKE '%n 1001234 of a length%'`,
	"is_leased=true&page=1000":            `is_leased`,
	"metadata[tag]=hot":                   hot,
	"metadata[tag]=hot&page=12":           hot,
	"metadata[tag]=hot&is_leased=true":    hot + ` AND is_leased`,
	"metadata[tag]=cold":                  strings.Replace(hot, "hot", "cold", 1),
}

const hot = `id IN (SELECT record_id FROM metadata WHERE organization_id = $1 AND resource = 'trailers' AND name = 'tag' AND text = 'hot')`

// checkTotal reads a list in one snapshot with a count of its rows.
func (db database) checkTotal(t *testing.T, query string) {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	parameters := map[string]string{}
	for name := range values {
		parameters[name] = values.Get(name)
	}
	parsed, err := trailer.Resource.ParseQuery(parameters, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	var page *resource.Page[trailer.Trailer]
	var total int64
	err = db.ReadListSnapshot(t.Context(), db.organization, func(tx *sqldb.ReadTx) (err error) {
		if page, err = trailer.Resource.List(tx, db.organization, parsed); err != nil {
			return err
		}
		return tx.Row(`SELECT count(*) FROM trailers WHERE organization_id = $1 AND `+searches[query], []any{db.organization}, &total)
	})
	if err != nil {
		t.Error(err)
	} else if page.Total != total {
		t.Errorf("%s has the total %d, want %d", query, page.Total, total)
	}
}

// TestRememberedTotals writes at random by two instances and lists, in turns and then
// at once. Each total is compared with a count at the same moment.
func TestRememberedTotals(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		instances := openPair(t, address)
		queries := slices.Sorted(maps.Keys(searches))
		random := rand.New(rand.NewPCG(rand.Uint64(), 0))
		for range 60 {
			instances[random.IntN(2)].change(t, random)
			query := queries[random.IntN(len(queries))]
			for range 2 {
				instances[random.IntN(2)].checkTotal(t, query)
			}
		}
		checkWays(t, append(instances[0].ran.Take(), instances[1].ran.Take()...))
		var all sync.WaitGroup
		for i := range 4 {
			random := rand.New(rand.NewPCG(random.Uint64(), 0))
			all.Go(func() {
				for range 40 {
					if db := instances[i%2]; i < 2 {
						db.change(t, random)
					} else {
						db.checkTotal(t, queries[random.IntN(len(queries))])
					}
				}
			})
		}
		all.Wait()
	})
}

// checkWays checks that totals were counted, recalled, and recalled with new rows.
func checkWays(t *testing.T, statements []string) {
	t.Helper()
	const recalled = "(SELECT row_count FROM counted), (SELECT last_write FROM counted), (SELECT last_change FROM counted) FROM"
	for _, way := range []string{"(SELECT count(*) FROM trailers", recalled, "(SELECT last_change FROM counted), (SELECT new_rows FROM since_"} {
		if !slices.ContainsFunc(statements, func(statement string) bool { return strings.Contains(statement, way) }) {
			t.Errorf("no total was found by %s", way)
		}
	}
}
