package geonames

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const line = "US\t60601\tChicago\tIllinois\tIL\tCook\t031\t\t\t41.8858\t-87.6181\t4"

func TestRead(t *testing.T) {
	t.Parallel()
	var places []Place
	text := line + "\r\n\nAS\t96799\tPago Pago\tAs\t\t\t\t\t\t-14.2781\t-170.7025\t"
	if err := Read(strings.NewReader(text), func(p Place) error { places = append(places, p); return nil }); err != nil {
		t.Fatal(err)
	}
	want := []Place{{"US", "60601", "IL", 41.8858, -87.6181}, {"AS", "96799", "", -14.2781, -170.7025}}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Error(diff)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ text, want string }{
		"empty":           {"", "it has no postal codes"},
		"only empty":      {"\n\r\n", "it has no postal codes"},
		"commas":          {strings.ReplaceAll(line, "\t", ","), "line 1: 1 columns instead of 12, separated by tabs: it is no file of postal codes of GeoNames"},
		"second line":     {line + "\n\n" + strings.Replace(line, "US", "us", 1), `line 3: the country "us" is not two upper-case letters`},
		"no code":         {strings.Replace(line, "60601", "", 1), "line 1: there is no postal code"},
		"latitude":        {strings.Replace(line, "41.8858", "91", 1), `line 1: the latitude "91" is not a number from -90 to 90`},
		"no latitude":     {strings.Replace(line, "41.8858", "", 1), `line 1: the latitude "" is not a number from -90 to 90`},
		"not a number":    {strings.Replace(line, "-87.6181", "NaN", 1), `line 1: the longitude "NaN" is not a number from -180 to 180`},
		"a long line":     {line + strings.Repeat("4", 100_000), "line 1: bufio.Scanner: token too long"},
		"error of caller": {line + "\n" + strings.Replace(line, "60601", "60602", 1), "line 2: no more"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := Read(strings.NewReader(test.text), func(p Place) error {
				if p.PostalCode == "60602" {
					return errors.New("no more")
				}
				return nil
			})
			if err == nil || err.Error() != test.want {
				t.Errorf("error %v, want %s", err, test.want)
			}
		})
	}
}
