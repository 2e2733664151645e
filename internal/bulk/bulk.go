// Package bulk exports the records of a resource to CSV and NDJSON, and imports them.
//
// An export is of one moment, and is written while it is read. An import reads one row
// after another, and commits some rows at a time; the same code previews and writes. Both
// take constant memory. What is exported can be imported, and is then the same, whatever
// texts it has.
//
// columns.go has the columns of a CSV file, which follow from the declaration of the
// resource, and the package cell the form of their cells.
package bulk

import (
	"context"
	"errors"
	"io"

	"waybill/internal/apierr"
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
	XLSX   Format = "xlsx"   // a workbook, which is only imported
)

// Formats returns the names of the formats that are exported.
func Formats() []string { return []string{string(CSV), string(NDJSON)} }

// MediaType returns the media type of a format.
func (f Format) MediaType() string {
	switch f {
	case CSV:
		return "text/csv"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "application/x-ndjson"
}

// The bounds of a file: its rows, the bytes of a row, and the columns of CSV.
const (
	mostRows    = 1_000_000
	mostRow     = 1 << 20
	mostColumns = 4096
)

// Records are the records of a resource in a database.
type Records interface {
	// Export begins an export. P has the parameters of ExportParameters, and filters of
	// the resource; it returns an apierr.Invalid if they are not valid.
	Export(ctx context.Context, db *sqldb.DB, organization int64, p *schema.Parameters) (*Export, error)
	// Import begins an import of a file. It returns an apierr.Invalid for a file whose
	// columns are not those of the resource.
	Import(db *sqldb.DB, o ImportOptions, from io.Reader) (*Import, error)
	// ImportWorkbook is Import of the first sheet of a workbook, which is read until the
	// import has ended.
	ImportWorkbook(db *sqldb.DB, o ImportOptions, from io.ReaderAt, size int64) (*Import, error)
}

// Of returns the records of a resource.
func Of[T any](r *resource.Resource[T]) Records {
	return &records[T]{resource: r, nodes: nodesOf(r.Describe().Fields)}
}

type records[T any] struct {
	resource *resource.Resource[T]
	nodes    []node
}

// Parameters returns the parameters of an export. Names are all of them; one that is not known
// is an error.
func Parameters(given map[string]string, names []string) *schema.Parameters {
	return schema.NewParameters(given, names)
}

// Reasons returns the reasons of an error of Export or Import, for people to read: the rules
// that are broken, or else its text.
func Reasons(err error) (reasons []string) {
	failed, ok := errors.AsType[*apierr.Error](err)
	if !ok || failed.Kind != apierr.Invalid {
		return []string{err.Error()}
	}
	for _, d := range failed.Details.All() {
		if len(d.Loc) > 0 { // the part of the request
			d.Loc = d.Loc[1:]
		}
		reasons = append(reasons, d.String())
	}
	return reasons
}
