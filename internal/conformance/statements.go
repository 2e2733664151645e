package conformance

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"waybill/internal/golden"
	"waybill/internal/resource"
)

// CompareStatements compares the SQL of a resource with the file testdata/statements.sql of
// its package.
func CompareStatements[T any](t *testing.T, r *resource.Resource[T]) {
	t.Helper()
	var text strings.Builder
	statements := r.Statements()
	for _, name := range slices.Sorted(maps.Keys(statements)) {
		fmt.Fprintf(&text, "-- %s\n%s;\n\n", name, statements[name])
	}
	golden.Compare(t, "testdata/statements.sql", []byte(text.String()))
}
