package load_test

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"waybill/internal/api"
	"waybill/internal/carrier"
	"waybill/internal/conformance"
	"waybill/internal/customer"
	"waybill/internal/load"
	"waybill/internal/location"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	conformance.Run(t, load.Resource, conformance.Needs(
		api.Routes(customer.Resource), api.Routes(carrier.Resource), api.Routes(location.Resource)))
}

var update = flag.Bool("update", false, "write the golden files")

// TestGoldenStatements shows in review what a change does to the SQL.
func TestGoldenStatements(t *testing.T) {
	var text strings.Builder
	statements := load.Resource.Statements()
	for _, name := range slices.Sorted(maps.Keys(statements)) {
		fmt.Fprintf(&text, "-- %s\n%s;\n\n", name, statements[name])
	}
	const golden = "testdata/statements.sql"
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(golden, []byte(text.String()), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text.String() != string(want) {
		t.Errorf("the statements are not those of %s; go test -update writes them:\n%s", golden, text.String())
	}
}
