package resource_test

import (
	"testing"

	"waybill/internal/conformance"
	"waybill/internal/conformance/trailer"
	"waybill/internal/sqldb/sqldbtest"
)

// TestConformance tests the shared code with everything that a resource can have.
func TestConformance(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	conformance.Run(t, trailer.Resource, conformance.Tables(trailer.CreateTables), conformance.Whole())
}
