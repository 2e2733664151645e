// Package geonames reads the postal codes of GeoNames, as they are published at
// https://download.geonames.org/export/zip/ for each country. A file has a line for
// each code and place, of twelve columns that are separated by tabs: country, postal
// code, place, name and code of three administrative divisions, latitude, longitude,
// accuracy.
package geonames

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const columns = 12

// Place is a line of a file.
type Place struct {
	Country    string // two upper-case letters
	PostalCode string // not empty
	Division   string // the code of the first administrative division; may be empty
	Latitude   float64
	Longitude  float64
}

// Read calls each for every place of a file, and skips empty lines. An error names the
// line, also if it is of each. It fails for a file without places.
func Read(file io.Reader, each func(Place) error) error {
	lines := bufio.NewScanner(file)
	number, places := 0, 0
	for lines.Scan() {
		number++
		line := strings.TrimSuffix(lines.Text(), "\r")
		if line == "" {
			continue
		}
		place, err := parse(line)
		if err == nil {
			err = each(place)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
		places++
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: %w", number+1, err)
	}
	if places == 0 {
		return errors.New("it has no postal codes")
	}
	return nil
}

func parse(line string) (place Place, err error) {
	values := strings.Split(line, "\t")
	if len(values) != columns {
		return place, fmt.Errorf("%d columns instead of %d, separated by tabs: it is no file of postal codes of GeoNames", len(values), columns)
	}
	place = Place{Country: values[0], PostalCode: values[1], Division: values[4]}
	if !isCountry(place.Country) {
		return place, fmt.Errorf("the country %q is not two upper-case letters", place.Country)
	}
	if place.PostalCode == "" {
		return place, errors.New("there is no postal code")
	}
	if place.Latitude, err = degrees("latitude", values[9], 90); err != nil {
		return place, err
	}
	place.Longitude, err = degrees("longitude", values[10], 180)
	return place, err
}

func isCountry(s string) bool {
	return len(s) == 2 && 'A' <= s[0] && s[0] <= 'Z' && 'A' <= s[1] && s[1] <= 'Z'
}

func degrees(name, text string, limit float64) (float64, error) {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || !(-limit <= value && value <= limit) {
		return 0, fmt.Errorf("the %s %q is not a number from -%v to %v", name, text, limit, limit)
	}
	return value, nil
}
