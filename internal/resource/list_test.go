package resource_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/conformance/trailer"
	"waybill/internal/resource"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

// fill creates trailers by SQL, in the order of their names, ids and references. The
// last ones are leased, those without a name come last. On PostgreSQL it makes statistics.
func (db database) fill(t *testing.T, rows, leased, nameless int) {
	t.Helper()
	db.insert(t, rows, leased, nameless)
	if !db.Shared() {
		return
	}
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(`ANALYZE trailers`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// insert is fill without statistics.
func (db database) insert(t *testing.T, rows, leased, nameless int) {
	t.Helper()
	err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
		_, err := tx.Exec(fmt.Sprintf(`INSERT INTO trailers (organization_id, id, external_reference_id, name, name_folded, status, is_active, is_leased,
				created_at, updated_at, version)
			WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %[2]d)
			SELECT %[1]d, 'trail_' || CAST(1000000 + n AS TEXT), 'T-' || CAST(1000000 + n AS TEXT),
				CASE WHEN n <= %[4]d THEN 'N ' || CAST(1000000 + n AS TEXT) END, CASE WHEN n <= %[4]d THEN 'n ' || CAST(1000000 + n AS TEXT) END,
				'SOLD', TRUE, n > %[3]d, n, n, 1 FROM numbers`, db.organization, rows, rows-leased, rows-nameless))
		tx.Count(db.organization, "trailers", int64(rows))
		tx.Count(db.organization, "trailers.status=SOLD", int64(rows))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// list reads a list, and returns the statements that ran for it.
func (db database) list(t *testing.T, query string) (*resource.Page[trailer.Trailer], []string) {
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
	db.ran.Take()
	err = db.Read(t.Context(), func(tx *sqldb.ReadTx) (err error) {
		page, err = trailer.Resource.List(tx, db.organization, parsed)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return page, slices.DeleteFunc(db.ran.Take(), func(statement string) bool {
		isOfText, isOfParts := !strings.Contains(statement, "organization_id = $1"), !strings.Contains(statement, " trailers ")
		return strings.HasPrefix(statement, "UPDATE") || isOfText || isOfParts
	})
}

// plan returns the steps of a statement of a list, as EXPLAIN lists them.
func (db database) plan(t *testing.T, statement string) (steps []string) {
	t.Helper()
	args := []any{db.organization}
	for place := 2; strings.Contains(statement, fmt.Sprint("$", place)); place++ {
		args = append(args, true)
	}
	if strings.Contains(statement, "OFFSET $") {
		args[len(args)-2], args[len(args)-1] = 50, 0
	}
	explain := "EXPLAIN QUERY PLAN "
	if db.Shared() {
		explain = "EXPLAIN "
	}
	err := db.Read(t.Context(), func(tx *sqldb.ReadTx) error {
		return tx.Rows(explain+statement, args, func(scan func(...any) error) error {
			var id, parent, unused int
			var step string
			dests := []any{&id, &parent, &unused, &step}
			if db.Shared() {
				dests = dests[3:]
			}
			defer func() { steps = append(steps, step) }()
			return scan(dests...)
		})
	})
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return steps
}

// TestNullsAreSortedByTheIndex: nulls come last, and first when descending, and the
// list is still read in the order of the index.
func TestNullsAreSortedByTheIndex(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		const rows = 3000
		db.fill(t, rows, 0, 10)
		for query, want := range map[string][2]int{ // the numbers of the first and the last row
			"sort=name&page_size=20":           {1, 20},
			"sort=-name&page_size=20":          {rows, rows - 19},
			"sort=name&page_size=20&page=150":  {rows - 19, rows},
			"sort=-name&page_size=20&page=150": {20, 1},
		} {
			page, ran := db.list(t, query)
			if got := [2]int{number(page.Items[0]), number(page.Items[len(page.Items)-1])}; got != want || len(page.Items) != 20 {
				t.Errorf("%s has %d rows, the first and the last %v, want %v", query, len(page.Items), got, want)
			}
			steps := strings.Join(db.plan(t, ran[len(ran)-1]), "\n")
			far := strings.Contains(query, "page=") // the 20 rows of a far page are sorted once more
			byIndex := strings.Contains(steps, "INDEX trailers_by_name (organization_id=?)") || strings.Contains(steps, "trailers_by_name on trailers")
			isSorted := strings.Contains(steps, "ORDER BY") || strings.Contains(steps, "Sort")
			if !byIndex || isSorted != far {
				t.Errorf("%s is not read by the index:\n%s", query, steps)
			}
		}
	})
}

// number is the number of a row of fill.
func number(record trailer.Trailer) (n int) {
	_, _ = fmt.Sscanf(record.ExternalReferenceID, "T-%d", &n)
	return n - 1_000_000
}

// numbers returns the numbers of the rows of a page.
func numbers(page *resource.Page[trailer.Trailer]) (all []int) {
	for _, record := range page.Items {
		all = append(all, number(record))
	}
	return all
}

// TestShortScans: a list whose rows all stand at the far end of its order is not
// scanned to them. The rows are found by the index of the filters.
func TestShortScans(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		const rows, leased, first = 22_500, 1500, 21_001
		db.fill(t, rows, leased, 0)
		for query, want := range map[string]struct {
			first      int
			statements int // that ran, the count of some rows among them
		}{
			"is_leased=true&sort=created_at":          {first, 3},
			"is_leased=true&sort=name":                {first, 3},
			"is_leased=true&sort=-name":               {rows, 2},
			"is_leased=true&sort=-created_at":         {rows, 2},
			"is_leased=true&sort=name&page=10":        {first + 450, 3},
			"is_leased=false&sort=created_at":         {1, 2},
			"is_leased=false&sort=-created_at":        {first - 1, 2},
			"is_leased=false&sort=-name":              {first - 1, 2},
			"is_leased=true&is_active=true&sort=name": {first, 3},
		} {
			page, ran := db.list(t, query)
			total := int64(leased)
			if strings.Contains(query, "is_leased=false") {
				total = rows - leased
			}
			step := 1
			if strings.Contains(query, "sort=-") {
				step = -1
			}
			got := numbers(page)
			var wanted []int
			for i := range got {
				wanted = append(wanted, want.first+i*step)
			}
			if diff := cmp.Diff(wanted, got); len(got) != 50 || page.Total != total || diff != "" {
				t.Errorf("%s: %d of %d rows, want 50 of %d:\n%s", query, len(got), page.Total, total, diff)
			}
			if len(ran) != want.statements {
				t.Errorf("%s took %d statements, want %d:\n%s", query, len(ran), want.statements, strings.Join(ran, "\n"))
			}
			db.checkScans(t, ran)
		}
	})
}

// TestLastPagesOfSearches: the last page of a search is found by a scan from the end of the
// list, unless the rows that match stand at the other end.
func TestLastPagesOfSearches(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		const rows, size = 22_500, 30
		db.fill(t, rows, 0, 0)
		for text, isSpread := range map[string]bool{"77": true, "1000": false} {
			var matching []int
			for n := range rows {
				if strings.Contains(fmt.Sprint("N ", 1_000_001+n), text) {
					matching = append(matching, n+1)
				}
			}
			first := (len(matching) - 1) / size * size
			for _, order := range []string{"created_at", "name"} {
				query := fmt.Sprintf("name_contains=%s&sort=%s&page_size=%d&page=%d", text, order, size, first/size+1)
				page, ran := db.list(t, query)
				if diff := cmp.Diff(matching[first:], numbers(page)); diff != "" || page.Total != int64(len(matching)) {
					t.Errorf("%s: the last of %d rows, want %d:\n%s", query, page.Total, len(matching), diff)
				}
				if last := ran[len(ran)-1]; strings.Contains(last, " AS scanned ") != isSpread {
					t.Errorf("%s is read by %s", query, last)
				}
			}
		}
	})
}

// TestListsByMetadataAreInOrder: a scan of a list by metadata keeps the order of the list. On
// PostgreSQL no settings of its planner make a join of the scan, which loses the order: a merge
// join sorts by id.
func TestListsByMetadataAreInOrder(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		if strings.HasPrefix(address, "postgres") {
			address = sqldbtest.With(t, sqldbtest.With(t, address, "enable_hashjoin", "off"), "enable_nestloop", "off")
		}
		db := open(t, address)
		const rows, size = 12_000, 30
		db.fill(t, rows, 0, 0)
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(fmt.Sprintf(`INSERT INTO metadata (organization_id, resource, record_id, name, text)
				SELECT organization_id, 'trailers', id, 'digit', substr(id, 13) FROM trailers WHERE organization_id = %d`, db.organization))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, order := range []string{"created_at", "-created_at", "name", "-name"} {
			var matching []int
			for n := range rows / 10 {
				matching = append(matching, 10*n+3)
			}
			if strings.HasPrefix(order, "-") {
				slices.Reverse(matching)
			}
			for _, at := range []int{0, 1, len(matching)/size - 1} {
				query := fmt.Sprintf("metadata[digit]=3&sort=%s&page_size=%d&page=%d", order, size, at+1)
				page, ran := db.list(t, query)
				if diff := cmp.Diff(matching[at*size:][:size], numbers(page)); diff != "" {
					t.Errorf("%s is not in order:\n%s\n%s", query, diff, strings.Join(ran, "\n"))
				}
			}
		}
	})
}

// TestKeysAreSelectedOnce: PostgreSQL selects the keys of a page once, although its
// statistics are of another organization and promise a single row.
func TestKeysAreSelectedOnce(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	first := open(t, sqldbtest.Postgres(t))
	first.fill(t, 1500, 0, 0) // this also makes the statistics
	second := database{DB: first.DB, organization: newOrganization(t, first.DB, "two"), ran: first.ran}
	second.insert(t, 1500, 0, 0)
	for _, query := range []string{"sort=name&page=20", "sort=-updated_at&page=12", "is_active=true&sort=max_load&page=12"} {
		_, ran := second.list(t, query)
		steps := strings.Join(second.plan(t, ran[len(ran)-1]), "\n")
		if keys, rest, _ := strings.Cut(steps, "CTE keys"); keys == "" || !strings.Contains(rest, "CTE Scan on keys") {
			t.Errorf("%s may select the keys for each row:\n%s", query, steps)
		}
	}
}

// TestTotalsOfRanges: the total of a range is right, whether the range has nearly all rows
// or few. A row without a value is in no range.
func TestTotalsOfRanges(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		const rows, valued = 4000, 3900
		db.fill(t, rows, 0, 0)
		err := db.Write(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(fmt.Sprintf("UPDATE trailers SET inspected_at = created_at WHERE created_at <= %d", valued))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, ends := range [][2]int{{1, valued}, {0, rows}, {2, valued - 1}, {40, valued}, {1, 3000}, {1500, 2600}, {valued, valued}, {3000, 2000}, {0, 0}} {
			from, to := "inspected_from="+moment(ends[0]), "inspected_to="+moment(ends[1])
			first, last := max(1, ends[0]), min(valued, ends[1])
			for query, want := range map[string]int{
				from:            valued - first + 1,
				to:              last,
				from + "&" + to: max(0, last-first+1),
				from + "&" + to + "&updated_since=" + moment(100): max(0, last-max(first, 100)+1),
			} {
				if page, ran := db.list(t, query); page.Total != int64(want) {
					t.Errorf("%s has %d rows, want %d:\n%s", query, page.Total, want, strings.Join(ran, "\n"))
				}
			}
		}
	})
}

// TestWholeLists: a page that no short scan fills is found in the way that reads the
// fewest rows: in an index that has the rows in the order of the list, by a scan of an
// index that has the columns of the filters, or by sorting the keys of the rows that match.
func TestWholeLists(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	const (
		inOrder = "SELECT id AS key FROM trailers"
		scanned = "LIMIT 9223372036854775807) AS scanned"
		sorted  = ") AS selected"
		found   = ") AS found CROSS JOIN trailers"
	)
	sqldbtest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		const rows, leased = 22_500, 1500
		db.fill(t, rows, leased, 0)
		for query, want := range map[string]struct {
			first, second int
			way           string
			step          string // of the plan of SQLite
		}{
			"status=SOLD&sort=created_at":                              {1, 2, inOrder, "COVERING INDEX trailers_by_status (organization_id=? AND status=?)"},
			"status=SOLD&sort=-created_at":                             {rows, rows - 1, inOrder, "COVERING INDEX trailers_by_status (organization_id=? AND status=?)"},
			"status=SOLD&sort=status":                                  {1, 2, inOrder, "COVERING INDEX trailers_by_status (organization_id=? AND status=?)"},
			"status=SOLD&sort=-status&page=20":                         {rows - 950, rows - 951, inOrder, "COVERING INDEX trailers_by_status (organization_id=? AND status=?)"},
			"is_leased=false&sort=updated_at&page=20":                  {951, 952, scanned, "COVERING INDEX trailers_by_updated_at (organization_id=?)"},
			"is_leased=true&sort=-updated_at&page=11":                  {rows - 500, rows - 501, scanned, "COVERING INDEX trailers_by_updated_at (organization_id=?)"},
			"is_leased=true&sort=updated_at":                           {21_001, 21_002, scanned, "COVERING INDEX trailers_by_updated_at (organization_id=?)"},
			"is_leased=true&sort=created_at&page=11":                   {21_501, 21_502, sorted, "COVERING INDEX trailers_by_filters"},
			"is_leased=true&sort=name&page=11":                         {21_501, 21_502, found, "COVERING INDEX trailers_by_filters"},
			"is_leased=true&sort=-name&page=20":                        {rows - 950, rows - 951, found, "COVERING INDEX trailers_by_filters"},
			"updated_since=" + moment(22_201) + "&sort=name&page=6":    {22_451, 22_452, "", ""},
			"updated_since=" + moment(22_201) + "&is_leased=true":      {22_201, 22_202, "", ""},
			"updated_since=" + moment(2) + "&is_leased=true":           {21_001, 21_002, sorted, "COVERING INDEX trailers_by_updated_at (organization_id=? AND updated_at>?)"},
			"updated_since=" + moment(2) + "&is_leased=true&sort=name": {21_001, 21_002, found, "COVERING INDEX trailers_by_updated_at (organization_id=? AND updated_at>?)"},
		} {
			page, ran := db.list(t, query)
			if got := [2]int{number(page.Items[0]), number(page.Items[1])}; got != [2]int{want.first, want.second} {
				t.Errorf("%s begins with %v, want %d and %d", query, got, want.first, want.second)
			}
			way := want.way
			switch {
			case db.Shared():
				way = strings.Replace(way, found, sorted, 1) // its planner has statistics
			case way == scanned || way == sorted:
				way = inOrder // the statement names the index
			}
			last := ran[len(ran)-1]
			if !strings.Contains(last, way) {
				t.Errorf("%s is not read by %q: %s", query, way, last)
			}
			if db.Shared() {
				continue
			}
			if steps := strings.Join(db.plan(t, last), "\n"); !strings.Contains(steps, want.step) {
				t.Errorf("%s is not read by %s:\n%s", query, want.step, steps)
			}
		}
	})
}

// moment is the time of a row of fill.
func moment(n int) string { return time.UnixMicro(int64(n)).UTC().Format(time.RFC3339Nano) }

// checkScans looks at the plans of the statements of a filtered list: what is not read
// by the index of the filters has a limit.
func (db database) checkScans(t *testing.T, ran []string) {
	t.Helper()
	for _, statement := range ran {
		isScan := strings.Contains(statement, " AS scanned ")
		if isScan != (strings.Contains(statement, " LIMIT 2000)") || strings.Contains(statement, " LIMIT 20000)")) {
			t.Errorf("a scan has no limit: %s", statement)
		}
		if isScan || db.Shared() {
			continue
		}
		if steps := strings.Join(db.plan(t, statement), "\n"); !strings.Contains(steps, "INDEX trailers_by_filters (organization_id=? AND is_active=? AND is_leased=?)") {
			t.Errorf("the index of the filters is not used:\n%s\n%s", statement, steps)
		}
	}
}
