package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"waybill/internal/api"
	"waybill/internal/bulk"
	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

// importing is the command that imports records.
type importing struct {
	storage
	Resource     string `arg:"" help:"The resource, such as customers."`
	File         string `arg:"" help:"The CSV, NDJSON or XLSX file; - is standard input."`
	Organization string `required:"" placeholder:"NAME" help:"The organization of the records."`
	Mode         string `default:"upsert" enum:"upsert,create,update" placeholder:"MODE" help:"upsert, create or update: whether records are created, updated or both. (default: ${default})"`
	DryRun       bool   `help:"Show what the import would do, and change nothing."`
	Errors       string `placeholder:"FILE" help:"The file to write the rows with errors to, ready to be mended and imported again. Only its owner can read it; it is replaced."`
	Format       string `placeholder:"FORMAT" help:"csv, ndjson or xlsx. (default: by the name of the file, or csv)"`
	Charset      string `default:"utf-8" placeholder:"NAME" help:"The encoding of a CSV file, such as windows-1252. (default: ${default})"`
}

// Help returns the long help of the command.
func (importing) Help() string {
	return `Creates and updates records by their external_reference_id, up to 100 rows in a transaction, as the API does: docs/files.md describes the files. Rows with errors change nothing and are listed on standard error. The exit status is 0 only if the whole file was read and no row has an error. After an interruption, run the same command again: rows that are done stay the same.`
}

// listedErrors is how many errors of an import are listed.
const listedErrors = 100

// Run imports the records.
func (c importing) Run(ctx context.Context, t terminal) error {
	of, err := resources().named(c.Resource)
	if err != nil {
		return err
	}
	format, err := c.format()
	if err != nil {
		return err
	}
	if !slices.Contains(bulk.Charsets(), c.Charset) {
		return fmt.Errorf("--charset %s is not known; there are %s", c.Charset, strings.Join(bulk.Charsets(), ", "))
	}
	from, size, err := c.open(t)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }() // it was only read
	return c.with(ctx, sqldb.Options{MustExist: true}, func(db *sqldb.DB) error {
		organization, err := tenant.OrganizationID(ctx, db, c.Organization)
		if err != nil {
			return err
		}
		run := importRun{importing: c, terminal: t, progress: &fileProgress{to: t.err, terminal: isTerminal(t.err), size: size, read: &countingReader{from: from}}}
		options := bulk.ImportOptions{
			Organization: organization, By: sqldb.Actor{User: systemUser()}, Format: format, Charset: c.Charset, Mode: c.Mode, DryRun: c.DryRun,
		}
		if format == bulk.XLSX {
			err = run.beginWorkbook(db, of, options, from)
		} else {
			run.begun, err = of.Files.Import(db, options, run.progress.read)
		}
		if err != nil {
			return reasons(err)
		}
		return run.do(ctx, of.Resource.Plural)
	})
}

// format returns the format of the file.
func (c importing) format() (bulk.Format, error) {
	isXLSX := strings.EqualFold(filepath.Ext(c.File), "."+string(bulk.XLSX))
	if bulk.Format(c.Format) == bulk.XLSX || c.Format == "" && isXLSX {
		return bulk.XLSX, nil
	}
	return formatOfFile(c.Format, c.File, bulk.CSV)
}

// beginWorkbook begins the import of a workbook, which must be a file: its parts are not read from
// the beginning to the end. How much of it was read is not known.
func (r *importRun) beginWorkbook(db *sqldb.DB, of api.Group, options bulk.ImportOptions, from io.Reader) (err error) {
	file, ok := from.(io.ReaderAt)
	if !ok || r.progress.size == 0 {
		return errors.New("a workbook is not read from standard input, or from an empty file: name its file")
	}
	r.begun, err = of.Files.ImportWorkbook(db, options, file, r.progress.size)
	r.progress.size = 0
	return err
}

// open opens the file. Its size is 0 if it is not known.
func (c importing) open(t terminal) (from io.ReadCloser, size int64, err error) {
	if c.File == "-" {
		return io.NopCloser(t.in), 0, nil
	}
	file, err := os.Open(c.File)
	if err != nil {
		return nil, 0, err
	}
	if info, err := file.Stat(); err == nil {
		size = info.Size()
	}
	return file, size, nil
}

// reasons returns all reasons of an error, each as an error of its own.
func reasons(err error) error {
	if err == nil {
		return nil
	}
	var all []error
	for _, reason := range bulk.Reasons(err) {
		all = append(all, errors.New(reason))
	}
	return errors.Join(all...)
}

// importRun is a run of the command.
type importRun struct {
	importing
	terminal terminal
	begun    *bulk.Import
	progress *fileProgress
	listed   int
}

func (r *importRun) do(ctx context.Context, plural string) error {
	if r.Errors == "" {
		return r.run(ctx, plural, io.Discard)
	}
	var failure error
	err := replaceFile(r.Errors, func(to io.Writer) error {
		_, err := to.Write(r.begun.Header)
		failure = r.run(ctx, plural, to)
		return err
	})
	return errors.Join(failure, err)
}

// run imports the rows, and writes those with errors.
func (r *importRun) run(ctx context.Context, plural string, wrong io.Writer) error {
	s, err := r.begun.Run(ctx, func(rows []bulk.Row) error {
		for i := range rows {
			if !rows[i].Failed() {
				continue
			}
			r.list(&rows[i])
			if _, err := wrong.Write(lineOf(rows[i].Raw)); err != nil {
				return err
			}
		}
		r.progress.show(len(rows))
		return nil
	})
	r.progress.clear()
	if more := s.Errors - r.listed; more > 0 {
		_, _ = fmt.Fprintf(r.terminal.err, "%d more rows with errors are not listed\n", more)
	}
	done := "imported"
	if r.DryRun {
		done = "would import"
	}
	_, _ = fmt.Fprintf(r.terminal.out, "%s %s of %s: %d created, %d updated, %d the same, %d with errors\n",
		done, counted(s.Rows, "row"), plural, s.Created, s.Updated, s.Same, s.Errors)
	switch {
	case err != nil:
		return err
	case s.Stopped != nil:
		return errors.New("the import has ended before the end of the file: " + s.Stopped.Message)
	case s.Errors > 0:
		return fmt.Errorf("%s with errors", counted(s.Errors, "row"))
	}
	return nil
}

// list lists the errors of a row, unless too many are listed already.
func (r *importRun) list(row *bulk.Row) {
	if r.listed == listedErrors {
		return
	}
	r.listed++
	r.progress.clear()
	for _, p := range row.Errors {
		text := fmt.Sprintf("line %d: ", row.Line)
		if row.Reference != nil {
			text += *row.Reference + ": "
		}
		if p.Field != "" {
			text += p.Field + ": "
		}
		_, _ = fmt.Fprintf(r.terminal.err, "%s%s\n", text, p.Message)
	}
}

// lineOf returns a row with the end of its line.
func lineOf(raw []byte) []byte {
	if len(raw) > 0 && raw[len(raw)-1] == '\n' {
		return raw
	}
	return append(raw, '\n')
}

// countingReader counts the bytes that are read.
type countingReader struct {
	from  io.Reader
	count int64
}

func (r *countingReader) Read(to []byte) (int, error) {
	n, err := r.from.Read(to)
	r.count += int64(n)
	return n, err
}

// fileProgress shows how much of a file was read: a bar on a terminal, and otherwise a line
// every few seconds.
type fileProgress struct {
	to       io.Writer
	terminal bool
	size     int64 // 0 if it is not known
	read     *countingReader
	rows     int
	shown    time.Time
	drawn    bool // whether the bar stands on the last line
}

// The times between two bars, and between two lines.
const (
	barEvery  = 200 * time.Millisecond
	lineEvery = 5 * time.Second
)

func (p *fileProgress) show(more int) {
	p.rows += more
	every := lineEvery
	if p.terminal {
		every = barEvery
	}
	now := time.Now()
	if p.shown.IsZero() && !p.terminal {
		p.shown = now // a short import has no line
	}
	if now.Sub(p.shown) < every {
		return
	}
	p.shown = now
	if !p.terminal {
		_, _ = fmt.Fprintln(p.to, p.text())
		return
	}
	_, _ = fmt.Fprint(p.to, "\r\x1b[K"+p.bar()+p.text())
	p.drawn = true
}

func (p *fileProgress) text() string {
	if p.size == 0 {
		return fmt.Sprintf("%d rows", p.rows)
	}
	return fmt.Sprintf("%d rows, %d%% of the file", p.rows, 100*p.read.count/p.size)
}

// barWidth is the number of characters of a bar.
const barWidth = 30

func (p *fileProgress) bar() string {
	if p.size == 0 {
		return ""
	}
	done := int(min(barWidth*p.read.count/p.size, barWidth))
	return "[" + strings.Repeat("=", done) + strings.Repeat(" ", barWidth-done) + "] "
}

// clear removes the bar, so that other lines can follow.
func (p *fileProgress) clear() {
	if p.drawn {
		_, _ = fmt.Fprint(p.to, "\r\x1b[K")
		p.drawn = false
	}
}
