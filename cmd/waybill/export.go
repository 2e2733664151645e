package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"waybill/internal/bulk"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// exporting is the command that exports records.
type exporting struct {
	storage
	Resource       string   `arg:"" help:"The resource, such as customers."`
	Output         string   `short:"o" placeholder:"FILE" help:"The file to write, which only its owner can read; it is replaced. (default: standard output)"`
	Organization   string   `required:"" placeholder:"NAME" help:"The organization of the records."`
	Format         string   `placeholder:"FORMAT" help:"csv or ndjson. (default: by the name of the file, or ndjson)"`
	ForSpreadsheet bool     `help:"Put an apostrophe before texts of CSV that a spreadsheet would take for formulas."`
	Filter         []string `sep:"none" placeholder:"NAME=VALUE" help:"A filter of the list of the resource, as in is_active=true. May be repeated."`
}

// Help returns the long help of the command.
func (exporting) Help() string {
	return `Writes all records that match, as they are at one moment. Standard error has their number, and the number of the last event of that moment: the events after it are what has changed since. If the command fails, there is no file.`
}

// Run exports the records.
func (c exporting) Run(ctx context.Context, t terminal) error {
	of, err := resources().named(c.Resource)
	if err != nil {
		return err
	}
	parameters, names, err := c.parameters()
	if err != nil {
		return err
	}
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		organization, err := tenant.OrganizationID(ctx, db, c.Organization)
		if err != nil {
			return err
		}
		export, err := of.Files.Export(ctx, db, organization, bulk.Parameters(parameters, names))
		if err != nil {
			return reasons(err)
		}
		write := func(to io.Writer) error {
			return export.Write(ctx, func(lines []byte) error { _, err := to.Write(lines); return err })
		}
		if err := errors.Join(c.write(t, write), export.Close(ctx)); err != nil {
			return err
		}
		_, _ = fmt.Fprintf(t.err, "exported %d %s, as they were after event %d\n", export.Records, of.Resource.Plural, export.Cursor)
		return nil
	})
}

// parameters returns the parameters of the export as a request would have them, and their
// names.
func (c exporting) parameters() (given map[string]string, names []string, err error) {
	if strings.EqualFold(filepath.Ext(c.Output), ".xlsx") {
		return nil, nil, errors.New("an export is not a workbook: write a .csv file, which spreadsheets open with --for-spreadsheet")
	}
	format, err := formatOfFile(c.Format, c.Output, bulk.NDJSON)
	if err != nil {
		return nil, nil, err
	}
	given, names = map[string]string{"format": string(format)}, []string{"format"}
	if c.ForSpreadsheet && format != bulk.CSV {
		return nil, nil, errors.New("--for-spreadsheet is for CSV only: add --format csv, or name a .csv file")
	}
	if c.ForSpreadsheet {
		given["for"], names = "spreadsheet", append(names, "for")
	}
	for _, filter := range c.Filter {
		name, value, ok := strings.Cut(filter, "=")
		if !ok {
			return nil, nil, fmt.Errorf("--filter %q has no value: write it as in --filter is_active=true", filter)
		}
		given[name], names = value, append(names, name)
	}
	return given, names, nil
}

// formatOfFile returns the format that a flag says, or else the name of a file.
func formatOfFile(flag, file string, otherwise bulk.Format) (bulk.Format, error) {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".csv", ".tsv", ".txt":
		otherwise = bulk.CSV
	case ".ndjson", ".jsonl":
		otherwise = bulk.NDJSON
	}
	switch bulk.Format(flag) {
	case "":
		return otherwise, nil
	case bulk.CSV, bulk.NDJSON:
		return bulk.Format(flag), nil
	}
	return "", fmt.Errorf("--format %s is not a format: write csv or ndjson", flag)
}

// write has a function write to standard output, or to a file that replaces another once it
// is whole.
func (c exporting) write(t terminal, write func(io.Writer) error) error {
	if c.Output == "" {
		return write(t.out)
	}
	return replaceFile(c.Output, write)
}

// replaceFile has a function write a file, which gets its name once it is whole and on disk.
func replaceFile(name string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".unfinished-*")
	if err != nil {
		return err
	}
	to := bufio.NewWriter(file)
	if err = write(to); err == nil {
		err = errors.Join(to.Flush(), file.Sync())
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}
