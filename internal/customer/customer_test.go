package customer_test

import (
	"testing"

	"waybill/internal/conformance"
	"waybill/internal/customer"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	conformance.Run(t, customer.Resource)
}

// TestGoldenStatements shows in review what a change does to the SQL.
func TestGoldenStatements(t *testing.T) {
	t.Parallel()
	conformance.CompareStatements(t, customer.Resource)
}
