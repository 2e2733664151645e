package carrier_test

import (
	"testing"

	"waybill/internal/carrier"
	"waybill/internal/conformance"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	conformance.Run(t, carrier.Resource)
}

// TestGoldenStatements shows in review what a change does to the SQL.
func TestGoldenStatements(t *testing.T) {
	t.Parallel()
	conformance.CompareStatements(t, carrier.Resource)
}
