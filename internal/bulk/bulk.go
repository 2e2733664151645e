// Package bulk exports the records of a resource to CSV and NDJSON.
//
// An export is of one moment, and is written while it is read, in constant memory.
//
// columns.go has the columns of a CSV file, which follow from the declaration of the
// resource, and cells.go the form of their cells.
package bulk

import (
	"context"

	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// Format is the format of a file.
type Format string

// The formats.
const (
	CSV    Format = "csv"    // RFC 4180, in UTF-8
	NDJSON Format = "ndjson" // a JSON object on each line
)

// Formats returns the names of all formats.
func Formats() []string { return []string{string(CSV), string(NDJSON)} }

// MediaType returns the media type of a format.
func (f Format) MediaType() string {
	if f == CSV {
		return "text/csv"
	}
	return "application/x-ndjson"
}

// Records are the records of a resource in a database.
type Records interface {
	// Export begins an export. P has the parameters of ExportParameters, and filters of
	// the resource; it returns an apierr.Invalid if they are not valid.
	Export(ctx context.Context, db *sqldb.DB, organization int64, p *schema.Parameters) (*Export, error)
}

// Of returns the records of a resource.
func Of[T any](r *resource.Resource[T]) Records {
	return &records[T]{resource: r, nodes: nodesOf(r.Describe().Fields)}
}

type records[T any] struct {
	resource *resource.Resource[T]
	nodes    []node
}
