package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/golden"
	"waybill/internal/sqldb"
	"waybill/internal/sqldb/sqldbtest"
)

const (
	// versionsFolder has a database of every version of the tables that was handed
	// out, made by the program of that time, and what it answered.
	versionsFolder = "../../internal/sqldb/testdata/versions"
	// versionsKey is the key of the organization in each of them.
	versionsKey = "the-key-of-databases-kept-for-tests"
)

// keptVersion is a database that is kept.
type keptVersion struct {
	engine, name string
}

func (v keptVersion) file(ending string) string {
	return filepath.Join(versionsFolder, v.engine, v.name+ending)
}

// ending is that of the file with the database.
func (v keptVersion) ending() string {
	if v.engine == "postgres" {
		return ".sql"
	}
	return ".db.gz"
}

// allKept are the databases that are kept for an engine.
func allKept(t *testing.T, engine string) (all []keptVersion) {
	t.Helper()
	files, err := filepath.Glob(keptVersion{engine, "*"}.file(".json"))
	if err != nil || len(files) == 0 {
		t.Fatal("there are no databases of old versions", err)
	}
	for _, file := range files {
		all = append(all, keptVersion{engine, strings.TrimSuffix(filepath.Base(file), ".json")})
	}
	return all
}

// oldestOf returns the version with the lowest number.
func oldestOf(t *testing.T, kept []keptVersion) keptVersion {
	t.Helper()
	number := func(v keptVersion) int {
		digits, _, _ := strings.Cut(v.name, "-")
		n, err := strconv.Atoi(digits)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return slices.MinFunc(kept, func(a, b keptVersion) int { return number(a) - number(b) })
}

// newestVersion is that which the migrations of an engine end with.
func newestVersion(t *testing.T, engine string) keptVersion {
	t.Helper()
	files, err := filepath.Glob("../../internal/sqldb/migrations/" + engine + "/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no migrations", err)
	}
	number, _, _ := strings.Cut(filepath.Base(slices.Max(files)), "_")
	return keptVersion{engine, strings.TrimLeft(number, "0")}
}

// TestGoldenVersions sees to it that a database of the newest version is kept,
// too. One that is there stays as it is: it shows how that version was.
func TestGoldenVersions(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for engine, address := range map[string]func(testing.TB) string{"sqlite": sqldbtest.EmptySQLite, "postgres": sqldbtest.EmptyPostgres} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			newest := newestVersion(t, engine)
			if _, err := os.Stat(newest.file(".json")); err == nil {
				return
			}
			if !*golden.Update {
				t.Fatalf("there is no database of version %s: run go test ./cmd/waybill -run GoldenVersions -update", newest.name)
			}
			newest.make(t, address(t))
		})
	}
}

// make fills a database through commands and requests, and keeps it.
func (v keptVersion) make(t *testing.T, address string) {
	server := startProcess(t, address)
	lines := versionsKey + ",acme\nanother-" + versionsKey + ",acme,reader,read:customers"
	if imported := runCommand(t, lines, "keys", "import", "-", "--database="+address); imported.status != 0 {
		t.Fatal(imported.err)
	}
	client := server.client(versionsKey)
	for i := range 40 {
		client.expect(t, http.StatusCreated, "POST", customersPath, fmt.Sprintf(
			`{"external_reference_id":"R-%d","name":"Żółw & Söhne %d","phone":"%d","domain":null,"is_active":%t,"customer_type":"carrier"}`, i, i, i, i%3 > 0))
	}
	client.expect(t, http.StatusNoContent, "DELETE", customersPath+"/R-7", "")
	client.expect(t, http.StatusOK, "PATCH", customersPath+"/R-8", `{"name":"Renamed","domain":"example.com"}`)
	createExamplesBy(t, client)
	server.client(server.secret).expect(t, http.StatusCreated, "POST", customersPath, newCustomer("R-1"))

	answers := map[string]any{}
	for _, path := range versionsPaths() {
		answers[path] = answerOf(t, client, path)
	}
	text, err := json.MarshalIndent(answers, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	server.signal(os.Interrupt)
	server.waitExit(testTimeout)
	if err := os.MkdirAll(filepath.Dir(v.file("")), 0o750); err != nil {
		t.Fatal(err)
	}
	keepFile(t, v.file(".json"), append(text, '\n'))
	keepFile(t, v.file(v.ending()), v.dump(t, address))
}

func (v keptVersion) dump(t *testing.T, address string) []byte {
	t.Helper()
	if v.engine == "postgres" {
		return []byte(sqldbtest.Dump(t, address))
	}
	whole, err := os.ReadFile(address)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	to, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression) // fails for no level that there is
	_, err = to.Write(whole)
	if err := errors.Join(err, to.Close()); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// load makes a database of its own from the one that is kept.
func (v keptVersion) load(t *testing.T) (address string) {
	t.Helper()
	kept, err := os.ReadFile(v.file(v.ending()))
	if err != nil {
		t.Fatal(err)
	}
	if v.engine == "postgres" {
		address = sqldbtest.EmptyPostgres(t)
		sqldbtest.Load(t, address, string(kept))
		return address
	}
	from, err := gzip.NewReader(bytes.NewReader(kept))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	address = sqldbtest.EmptySQLite(t)
	keepFile(t, address, whole)
	return address
}

// versionsPaths are the paths whose answers are kept: a list of each resource, and the
// metadata of a record.
func versionsPaths() (paths []string) {
	for _, k := range kinds() {
		paths = append(paths, k.path+oldestFirst, k.metadataPath(k.key()))
	}
	return paths
}

const oldestFirst = "?page_size=100&sort_by=created_at&sort_order=asc"

// answers returns the answers of the program of that time, by path. The programs before
// the other resources kept only the customers.
func (v keptVersion) answers(t *testing.T) (all map[string]any) {
	t.Helper()
	kept, err := os.ReadFile(v.file(".json"))
	if err != nil {
		t.Fatal(err)
	}
	var customers []any
	if json.Unmarshal(kept, &customers) == nil {
		return map[string]any{customersPath + oldestFirst: map[string]any{"items": customers}}
	}
	if err := json.Unmarshal(kept, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func keepFile(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func answerOf(t *testing.T, c *client, path string) (answer any) {
	t.Helper()
	got := c.expect(t, http.StatusOK, "GET", path, "")
	if err := json.Unmarshal(got.body, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// TestDatabasesOfEveryVersionAreBroughtUpToDate starts the server on each
// database that is kept. It must answer as it did then, take writes, and end up
// with the tables of a new database.
func TestDatabasesOfEveryVersionAreBroughtUpToDate(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for engine, address := range map[string]func(testing.TB) string{"sqlite": sqldbtest.EmptySQLite, "postgres": sqldbtest.EmptyPostgres} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			fresh := address(t)
			makeSource(t, fresh)
			want := tablesOf(t, fresh)
			// All versions end up with the same tables. So writes to every resource are tested
			// only after all migrations and after none.
			kept := allKept(t, engine)
			oldest, newest := oldestOf(t, kept), newestVersion(t, engine)
			for _, v := range kept {
				t.Run(v.name, func(t *testing.T) {
					t.Parallel()
					database := v.load(t)
					server := startProcess(t, database)
					v.servesAsBefore(t, server)
					if v == oldest || v == newest {
						takesWrites(t, server.client(versionsKey))
					}
					got := tablesOf(t, database)
					if more, less := without(got, want), without(want, got); len(more)+len(less) > 0 {
						t.Errorf("a new database has not\n%q\nbut has\n%q", more, less)
					}
					checkDatabase(t, database)
				})
			}
		})
	}
}

// without gives the lines that are not among others.
func without(lines, others []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return slices.Contains(others, line) })
}

// servesAsBefore looks at the answers of the server on a database that was kept,
// and then writes.
func (v keptVersion) servesAsBefore(t *testing.T, server *process) {
	t.Helper()
	client := server.client(versionsKey)
	v.answersAsBefore(t, client)
	server.client("another-"+versionsKey).expect(t, http.StatusForbidden, "POST", customersPath, newCustomer("N"))

	client.expect(t, http.StatusConflict, "POST", customersPath, newCustomer("R-1"))
	client.expect(t, http.StatusCreated, "POST", customersPath, newCustomer("R-7"))
	client.expect(t, http.StatusOK, "PATCH", customersPath+"/R-8", `{"name":"Renamed Söhne"}`)
	client.expect(t, http.StatusNoContent, "DELETE", customersPath+"/R-9", "")
	found := client.expect(t, http.StatusOK, "GET", customersPath+"?name_contains=S%C3%96HNE", "")
	if want := `"total":38`; !bytes.Contains(found.body, []byte(want)) {
		t.Errorf("a search is answered %s, want %s", found.body, want)
	}
}

// answersAsBefore compares answers with those that were kept. Members may have been
// added since.
func (v keptVersion) answersAsBefore(t *testing.T, client *client) {
	t.Helper()
	for path, want := range v.answers(t) {
		if diff := cmp.Diff(want, onlyMembersOf(want, answerOf(t, client, path))); diff != "" {
			t.Errorf("%s is answered otherwise:\n%s", path, diff)
		}
	}
}

// onlyMembersOf returns a value without the members of its objects that another value
// does not have.
func onlyMembersOf(other, value any) any {
	switch value := value.(type) {
	case map[string]any:
		other, _ := other.(map[string]any)
		maps.DeleteFunc(value, func(name string, _ any) bool { _, ok := other[name]; return !ok })
		for name := range value {
			value[name] = onlyMembersOf(other[name], value[name])
		}
	case []any:
		other, _ := other.([]any)
		for i := range min(len(value), len(other)) {
			value[i] = onlyMembersOf(other[i], value[i])
		}
	}
	return value
}

// TestMetadataEndWithTheirRecord: a server of a version before metadata deletes records
// and leaves their metadata. The migration removes what such servers have left, and from
// then on the database removes the metadata with the record.
func TestMetadataEndWithTheirRecord(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for engine, before := range map[string]string{"sqlite": "24", "postgres": "23"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			address := keptVersion{engine, before}.load(t)
			has := func(want int, table string) {
				t.Helper()
				got := readTexts(t, address, `SELECT CAST(count(*) AS TEXT) FROM metadata WHERE resource = '`+table+`'`)[0]
				if got != strconv.Itoa(want) {
					t.Errorf("there are %s metadata of %s, want %d", got, table, want)
				}
			}
			deleteAsBefore(t, address, "loads", "load_stops", "load_rates")
			has(2, "loads")
			server := startProcess(t, address)
			has(0, "loads")
			loads := kinds()[len(kinds())-1]
			client := server.client(versionsKey)
			client.expect(t, http.StatusCreated, "POST", loads.path, toJSON(loads.body(loads.key(), nil)))
			client.expect(t, http.StatusOK, "PUT", loads.metadataPath(loads.key()), exampleMetadata)
			server.signal(os.Interrupt)
			server.waitExit(testTimeout)
			for _, tables := range [][]string{{"loads", "load_stops"}, {"carriers", "carrier_contacts"}, {"locations"}, {"customers"}} {
				has(2, tables[0])
				deleteAsBefore(t, address, tables...)
				has(0, tables[0])
			}
		})
	}
}

// TestRatesBecomeAColumn: the migration that moves rates from their table into the rows of their
// loads keeps their order, and each amount exactly.
func TestRatesBecomeAColumn(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	amounts := []float64{0.30000000000000004, 5e-324, math.MaxFloat64, -1e22, 1e21, 2450, -0.25, 0, 123456789.12345679, 1.0 / 3}
	for engine, before := range map[string]string{"sqlite": "29", "postgres": "26"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			address := keptVersion{engine, before}.load(t)
			db := openDatabase(t, address)
			for i := range amounts { // backwards, behind the two rates of the load
				position := len(amounts) - i + 1
				_, err := db.ExecContext(t.Context(), `INSERT INTO load_rates (organization_id, load_id, position, rate_entity, amount)
					SELECT organization_id, id, $1, 'CARRIER', $2 FROM loads`, position, amounts[position-2])
				if err != nil {
					t.Fatal(err)
				}
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			server := startProcess(t, address)
			loads := kinds()[len(kinds())-1]
			var load struct {
				Rates []struct {
					Entity string `json:"rate_entity"`
					Amount float64
				} `json:"financial_rates"`
			}
			answer := server.client(versionsKey).expect(t, http.StatusOK, "GET", loads.path+"/"+loads.key(), "")
			if err := json.Unmarshal(answer.body, &load); err != nil {
				t.Fatal(err)
			}
			var got []float64
			for _, rate := range load.Rates {
				got = append(got, rate.Amount)
			}
			if want := append([]float64{2200, 1800.25}, amounts...); !slices.Equal(got, want) || load.Rates[0].Entity != "CUSTOMER" {
				t.Errorf("the rates are %s, want the amounts %v", answer.body, want)
			}
		})
	}
}

// deleteAsBefore deletes the rows of tables as a server of a version before metadata does.
func deleteAsBefore(t *testing.T, address string, tables ...string) {
	t.Helper()
	db := openDatabase(t, address)
	defer func() { _ = db.Close() }()
	for _, table := range tables {
		if _, err := db.ExecContext(t.Context(), "DELETE FROM "+table); err != nil {
			t.Fatal(err)
		}
	}
}

// takesWrites writes a record of each resource by a batch, and its metadata.
func takesWrites(t *testing.T, client *client) {
	t.Helper()
	for _, k := range kinds() {
		for _, reference := range []string{k.key(), "another"} {
			items := map[string]any{"items": []any{k.item("upsert", reference, k.body(reference, nil))}}
			if got := client.expect(t, http.StatusOK, "POST", k.batch, toJSON(items)); !bytes.Contains(got.body, []byte(`"success_count":1`)) {
				t.Errorf("an upsert in %s is answered %s", k.Plural, got.body)
			}
			client.expect(t, http.StatusOK, "PUT", k.metadataPath(reference), exampleMetadata)
		}
		got := client.expect(t, http.StatusOK, "GET", k.own+"?metadata[po]=4711", "")
		if want := `"total":2`; !bytes.Contains(got.body, []byte(want)) {
			t.Errorf("%s with metadata are answered %s, want %s", k.Plural, got.body, want)
		}
	}
}

// tablesOf describes all that the migrations make.
func tablesOf(t *testing.T, address string) []string {
	t.Helper()
	statement := `SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema
		UNION ALL SELECT 'text index: ' || k || ' ' || v FROM customers_text_config
		UNION ALL SELECT 'version ' || version_id FROM goose_db_version ORDER BY 1`
	if sqldb.IsPostgres(address) {
		statement = `SELECT 'column ' || table_name || ' ' || row(ordinal_position, column_name, data_type, is_nullable, column_default,
				is_identity, collation_name)::text
			FROM information_schema.columns WHERE table_schema = current_schema()
			UNION ALL SELECT 'table ' || relname || ' ' || coalesce(reloptions::text, '') FROM pg_class WHERE relnamespace = current_schema()::regnamespace
			UNION ALL SELECT 'index ' || pg_get_indexdef(indexrelid) || ' ' || indisvalid FROM pg_index
				WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
			UNION ALL SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
			UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
			UNION ALL SELECT 'version ' || version_id FROM goose_db_version ORDER BY 1`
	}
	return slices.DeleteFunc(readTexts(t, address, statement), func(described string) bool {
		return sqldb.IsPostgres(address) && forPreviousVersion.MatchString(described)
	})
}

// forPreviousVersion matches what only databases have that the previous version may use: some
// triggers, and the table of rates.
var forPreviousVersion = regexp.MustCompile(`^trigger CREATE TRIGGER (set_last_change|keep_lanes|keep_load_weeks|keep_rates_\w+) |\bload_rates(_pkey)?\b`)

// readTexts gives what a query of texts finds, and leaves no connection open.
func readTexts(t *testing.T, address, query string) (all []string) {
	t.Helper()
	db := openDatabase(t, address)
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		all = append(all, "")
		if err := rows.Scan(&all[len(all)-1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
