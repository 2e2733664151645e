package bulk

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// exportOptions are the options of an export.
type exportOptions struct {
	Format Format
	// forSpreadsheet guards cells of CSV that a spreadsheet would take for formulas, and
	// begins the file with the mark by which spreadsheets know UTF-8.
	forSpreadsheet bool
}

// ExportParameters describes the parameters of an export, without the filters.
func ExportParameters() []*schema.Filter {
	return []*schema.Filter{
		{Name: "format", Doc: "The format of the file.", Property: schema.Property{Type: "string", Enum: Formats(), Default: string(NDJSON)}},
		{Name: "for", Doc: "`spreadsheet` puts an apostrophe before texts of CSV that a spreadsheet would take for formulas. An import takes it off.",
			Property: schema.Property{Type: "string", Enum: []string{forSpreadsheet}}},
	}
}

const forSpreadsheet = "spreadsheet"

// parse reads the parameters of an export.
func (o *exportOptions) parse(p *schema.Parameters) {
	format, reader := string(NDJSON), ""
	p.Choice("format", &format, Formats())
	p.Choice("for", &reader, []string{forSpreadsheet})
	o.Format, o.forSpreadsheet = Format(format), reader == forSpreadsheet
}

// Export is an export that has begun. It must be closed.
type Export struct {
	Format Format
	// Cursor is the number of the last event at the moment of the export.
	Cursor int64
	// Records counts what was written.
	Records int

	snapshot *sqldb.Snapshot
	next     func(ctx context.Context) (lines []byte, count int, err error)
	lines    []byte // that are to be written next; nil at the end
	count    int    // of the records in lines
}

// Export begins an export. It has read the first records, so that its error comes before
// anything is written. It returns an apierr.Invalid for parameters that are not valid.
func (rs *records[T]) Export(ctx context.Context, db *sqldb.DB, organization int64, p *schema.Parameters) (_ *Export, err error) {
	var o exportOptions
	o.parse(p)
	w := &exporter[T]{records: rs, options: o, organization: organization, query: rs.resource.ParseFilters(p)}
	if err := apierr.InvalidInput(p.Broken()); err != nil {
		return nil, err
	}
	e := &Export{Format: o.Format}
	if e.snapshot, err = db.View(ctx); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, e.Close(ctx))
		}
	}()
	if e.Cursor, err = w.begin(ctx, e.snapshot); err != nil {
		return nil, err
	}
	e.next = func(ctx context.Context) ([]byte, int, error) { return w.next(ctx, e.snapshot) }
	e.lines, e.count, err = e.next(ctx)
	return e, err
}

// Write calls write with one part of the file after another, until the end of the file or
// an error.
func (e *Export) Write(ctx context.Context, write func(lines []byte) error) (err error) {
	for e.lines != nil {
		if err := write(e.lines); err != nil {
			return err
		}
		e.Records += e.count
		if e.lines, e.count, err = e.next(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the export.
func (e *Export) Close(ctx context.Context) error { return e.snapshot.Close(ctx) }

// exporter reads the records of an export, and writes them as lines.
type exporter[T any] struct {
	records      *records[T]
	options      exportOptions
	organization int64
	query        resource.Query
	after        string
	begun, ended bool
	to           bytes.Buffer
	rows         rowWriter // of CSV
}

// begin reads the cursor of the moment, and the number of columns.
func (x *exporter[T]) begin(ctx context.Context, snapshot *sqldb.Snapshot) (cursor int64, err error) {
	err = snapshot.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		if cursor, _, err = event.Head(tx, x.organization); err != nil || x.options.Format != CSV {
			return err
		}
		longest, err := x.records.resource.LongestLists(tx, x.organization)
		x.rows = newRowWriter(&x.to, newLayout(x.records.nodes, longest), x.options.forSpreadsheet)
		return err
	})
	return cursor, err
}

// next returns the next lines and the number of their records. The lines are only valid
// until the next call, and nil at the end.
func (x *exporter[T]) next(ctx context.Context, snapshot *sqldb.Snapshot) (lines []byte, count int, err error) {
	x.to.Reset()
	if !x.begun && x.options.Format == CSV {
		x.rows.begin()
	}
	x.begun = true
	for count == 0 && !x.ended {
		var found []T
		err := snapshot.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
			found, x.after, err = x.records.resource.Window(tx, x.organization, &x.query, x.after)
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		x.ended = x.after == ""
		count += len(found)
		if err := x.append(found); err != nil {
			return nil, 0, err
		}
	}
	if x.to.Len() == 0 {
		return nil, 0, nil
	}
	return x.to.Bytes(), count, nil
}

// append appends the lines of records.
func (x *exporter[T]) append(found []T) error {
	var record []byte
	for i := range found {
		record = x.records.resource.AppendExactJSON(record[:0], &found[i])
		if x.options.Format == NDJSON {
			x.to.Write(append(record, '\n'))
			continue
		}
		if err := x.rows.write(record); err != nil {
			return fmt.Errorf("write a row: %w", err)
		}
	}
	x.rows.flush()
	return nil
}
