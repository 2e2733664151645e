package bulk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"strconv"

	"waybill/internal/apierr"
	"waybill/internal/idempotency"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// ImportOptions are the options of an import.
type ImportOptions struct {
	Organization int64
	By           sqldb.Actor
	Format       Format
	Charset      string // one of Charsets; of CSV only
	Mode         string // one of Modes
	DryRun       bool   // each change is rolled back
	// Key and Fingerprint are the Idempotency-Key and the hash of the request and its file;
	// without a key nothing is kept. Keep counts what is kept.
	Key         string
	Fingerprint idempotency.Fingerprint
	Keep        KeepFunc
}

// KeepFunc takes room for an answer that is to be kept. The caller calls used with its size,
// or with 0 if it is not kept. Without room it returns an apierr.RateLimited.
type KeepFunc func(ctx context.Context) (used func(bytes int), err error)

// Modes returns the modes of an import: what becomes of a row whose record exists, or does
// not.
func Modes() []string {
	return []string{schema.OperationUpsert, schema.OperationCreate, schema.OperationUpdate}
}

// ImportParameters describes the parameters of an import.
func ImportParameters() []*schema.Filter {
	return []*schema.Filter{
		{Name: "mode", Doc: "`upsert` creates or updates the record of each row, `create` and `update` do only one of both.",
			Property: schema.Property{Type: "string", Enum: Modes(), Default: schema.OperationUpsert}},
		{Name: "charset", Doc: "The encoding of a CSV file.", Property: schema.Property{Type: "string", Enum: Charsets(), Default: charsetUTF8}},
	}
}

// Parse reads the parameters of an import.
func (o *ImportOptions) Parse(p *schema.Parameters) {
	o.Mode, o.Charset = schema.OperationUpsert, charsetUTF8
	p.Choice("mode", &o.Mode, Modes())
	p.Choice("charset", &o.Charset, Charsets())
}

// The result of a row that failed; the others are those of package resource.
const rowFailed = "error"

// Results returns all results of a row.
func Results() []string {
	return []string{resource.RowCreated, resource.RowUpdated, resource.RowSame, resource.RowHeld, rowFailed}
}

// Row is what has become of a row.
type Row struct {
	Line      int       `json:"line"`
	Reference *string   `json:"external_reference_id"` // nil if it is not known
	Result    string    `json:"result"`
	Changed   []string  `json:"changed"`
	Errors    []Problem `json:"errors"`
	Change    string    `json:"change,omitempty"` // the id of the held change; empty for none
	Raw       []byte    `json:"-"`                // the row as it was read, in UTF-8
}

// Failed reports whether the row has errors, and so has changed nothing.
func (r *Row) Failed() bool { return r.Result == rowFailed }

// Summary counts the rows of an import.
type Summary struct {
	Rows    int `json:"rows"`
	Created int `json:"created"`
	Updated int `json:"updated"`
	Same    int `json:"same"`
	Held    int `json:"held"`
	Errors  int `json:"errors"`
	// Complete is false if the import ended before the end of the file, for the reason in
	// Stopped. The rows that are counted are done.
	Complete bool     `json:"complete"`
	DryRun   bool     `json:"dry_run"`
	Stopped  *Problem `json:"stopped"`
}

func (s *Summary) add(r *Row) {
	s.Rows++
	switch r.Result {
	case resource.RowCreated:
		s.Created++
	case resource.RowUpdated:
		s.Updated++
	case resource.RowSame:
		s.Same++
	case resource.RowHeld:
		s.Held++
	default:
		s.Errors++
	}
}

// Import is an import that has begun.
type Import struct {
	// Header is the first row of a CSV file as it was read.
	Header []byte
	next   func(ctx context.Context) ([]Row, error)
	dryRun bool
}

// Run reads and writes the rows, and calls each with the outcomes of some rows, in the order
// of the file, once they are committed. The error is that of each, or of the database; what
// has been committed stays. A file that cannot be read to its end is no error, but the
// summary says so.
func (i *Import) Run(ctx context.Context, each func([]Row) error) (Summary, error) {
	s := Summary{DryRun: i.dryRun}
	for {
		rows, err := i.next(ctx)
		for n := range rows {
			s.add(&rows[n])
		}
		if len(rows) > 0 {
			if err := each(rows); err != nil {
				return s, err
			}
		}
		if stop, ok := errors.AsType[*Stop](err); ok {
			s.Stopped = &Problem{Rule: stop.Rule, Message: stop.Error()}
			return s, nil
		}
		if errors.Is(err, io.EOF) {
			s.Complete = true
			return s, nil
		}
		if err != nil {
			return s, err
		}
	}
}

// The bounds of the rows that are read before they are written. Rows that are good are
// written by one transaction.
const (
	chunkRows  = 100
	chunkBytes = 1 << 20
	chunkAll   = 1000 // rows, with those that are wrong
)

// Import begins an import.
func (rs *records[T]) Import(db *sqldb.DB, o ImportOptions, from io.Reader) (*Import, error) {
	source, err := newSource(from, o.Format, o.Charset, rs.nodes)
	if err != nil {
		return nil, err
	}
	var header []byte
	if csv, ok := source.(*rows); ok {
		header = csv.first
	}
	return rs.begin(db, o, source, header), nil
}

// begin begins an import of the rows of a source.
func (rs *records[T]) begin(db *sqldb.DB, o ImportOptions, from source, header []byte) *Import {
	w := &importer[T]{records: rs, db: db, options: o, source: from, seed: maphash.MakeSeed(), seen: map[uint64]int32{}}
	return &Import{Header: header, next: w.next, dryRun: o.DryRun}
}

// importer reads the rows of a file, and writes them in chunks. The chunks depend on the file
// alone, so the answer to a chunk can be kept under its number.
type importer[T any] struct {
	records *records[T]
	db      *sqldb.DB
	options ImportOptions
	source  source
	seed    maphash.Seed
	seen    map[uint64]int32 // the lines of the references, by their hashes
	rows    int
	chunks  int
	ended   error // of the source
}

// chunk is some rows of the file.
type chunk[T any] struct {
	rows   []Row
	good   []int // the rows that can be written
	inputs []*schema.Input[T]
	fields []func([]any) string // of the good rows, name the places of errors
	bytes  int
}

func (c *chunk[T]) isFull() bool {
	return len(c.good) == chunkRows || c.bytes >= chunkBytes || len(c.rows) == chunkAll
}

// next reads and writes a chunk, and returns its rows. With the last rows it returns io.EOF
// or a *Stop.
func (w *importer[T]) next(ctx context.Context) ([]Row, error) {
	c := &chunk[T]{}
	for w.ended == nil && !c.isFull() {
		w.ended = w.read(c)
	}
	if err := ctx.Err(); err != nil {
		return nil, err // also of a file that could not be read for it
	}
	if len(c.good) > 0 {
		w.chunks++
		if err := w.write(ctx, c); err != nil {
			return nil, err
		}
	}
	return c.rows, w.ended
}

// read adds the next row to a chunk.
func (w *importer[T]) read(c *chunk[T]) error {
	from, err := w.source.next()
	if err != nil {
		return err
	}
	if w.rows++; w.rows > mostRows {
		return &Stop{from.line, Problem{Rule: "too_many_rows", Message: fmt.Sprintf("a file may have %d rows", mostRows)}}
	}
	row := Row{Line: from.line, Result: rowFailed, Changed: []string{}, Errors: []Problem{}, Raw: from.raw}
	c.bytes += len(from.raw)
	defer func() { c.rows = append(c.rows, row) }()
	if from.failure != nil {
		row.Errors = append(row.Errors, *from.failure)
		return nil
	}
	input, reference, err := w.records.resource.DecodeRow(from.json, w.options.Mode)
	if reference != "" {
		row.Reference = &reference
	}
	if err != nil {
		row.Errors = problemsOf(err, from.field)
		return nil
	}
	hash := maphash.String(w.seed, reference)
	if line, again := w.seen[hash]; again {
		row.Errors = append(row.Errors, Problem{Field: schema.ExternalReferenceID, Rule: "repeated",
			Message: "line " + strconv.Itoa(int(line)) + " has the same reference"})
		return nil
	}
	w.seen[hash] = int32(from.line)
	c.good = append(c.good, len(c.rows))
	c.inputs = append(c.inputs, &input)
	c.fields = append(c.fields, from.field)
	return nil
}

// written is the outcome of a good row, as it is kept.
type written struct {
	Result  string    `json:"r"`
	Changed []string  `json:"c,omitempty"`
	Errors  []Problem `json:"e,omitempty"`
	Change  string    `json:"h,omitempty"`
}

// write writes the good rows of a chunk, or finds their outcomes under the key.
func (w *importer[T]) write(ctx context.Context, c *chunk[T]) error {
	outcomes, err := w.writeOrFind(ctx, c)
	if err != nil {
		return fmt.Errorf("import %s: %w", w.records.resource.Plural(), err)
	}
	if len(outcomes) != len(c.good) {
		return fmt.Errorf("%d rows have %d outcomes", len(c.good), len(outcomes))
	}
	for i, outcome := range outcomes {
		row := &c.rows[c.good[i]]
		row.Result = outcome.Result
		row.Changed = append(row.Changed, outcome.Changed...)
		row.Errors = append(row.Errors, outcome.Errors...)
		if !w.options.DryRun {
			row.Change = outcome.Change // that of a preview is rolled back
		}
	}
	return nil
}

func (w *importer[T]) writeOrFind(ctx context.Context, c *chunk[T]) ([]written, error) {
	if w.options.Key == "" {
		return w.transact(ctx, c, nil)
	}
	request := w.request()
	for {
		kept, err := idempotency.Find(ctx, w.db, request)
		if err != nil {
			return nil, err
		}
		if kept != nil {
			var outcomes []written
			return outcomes, json.Unmarshal(kept.Body, &outcomes)
		}
		outcomes, err := w.transactAndKeep(ctx, c, request)
		if !errors.Is(err, idempotency.ErrTaken) {
			return outcomes, err
		}
	}
}

// transactAndKeep is transact that counts what is kept.
func (w *importer[T]) transactAndKeep(ctx context.Context, c *chunk[T], request *idempotency.Request) (outcomes []written, err error) {
	if w.options.DryRun {
		return w.transact(ctx, c, nil)
	}
	used := func(int) {}
	if w.options.Keep != nil {
		if used, err = w.options.Keep(ctx); err != nil {
			return nil, err
		}
	}
	size := 0
	defer func() { used(size) }()
	outcomes, err = w.transact(ctx, c, func(tx *sqldb.Tx, body []byte) error {
		size = len(request.Key) + len(body)
		return idempotency.Keep(tx, request, &idempotency.Answer{Status: statusOK, Body: body})
	})
	if err != nil {
		size = 0
	}
	return outcomes, err
}

// statusOK is the status of a kept outcome, which is no answer of its own.
const statusOK = 200

// request is the request of the chunk. No client has a key with a space.
func (w *importer[T]) request() *idempotency.Request {
	return ChunkRequest(w.options.Organization, w.options.Key, w.options.Fingerprint, w.chunks)
}

// ChunkRequest returns the request under which the outcomes of a chunk are kept. Chunks count
// from 1.
func ChunkRequest(organization int64, key string, fingerprint idempotency.Fingerprint, chunk int) *idempotency.Request {
	sum := sha256.Sum256([]byte(key))
	return &idempotency.Request{Organization: organization, Fingerprint: fingerprint,
		Key: "import " + hex.EncodeToString(sum[:16]) + " " + strconv.Itoa(chunk)}
}

// transact writes the good rows of a chunk by one transaction. Keep is called in it with the
// outcomes, if it is not nil.
func (w *importer[T]) transact(ctx context.Context, c *chunk[T], keep func(tx *sqldb.Tx, body []byte) error) (outcomes []written, err error) {
	work := sqldb.Work{Organization: w.options.Organization, Large: true, Rehearsal: w.options.DryRun, By: w.options.By}
	err = w.db.Do(ctx, work, func(tx *sqldb.Tx) error {
		results, err := w.records.resource.Import(tx, w.options.Organization, w.options.Mode, c.inputs)
		if err != nil {
			return err
		}
		outcomes = make([]written, len(results))
		for i, result := range results {
			outcomes[i] = outcomeOf(&result, c.fields[i])
		}
		if keep == nil {
			return nil
		}
		body, err := json.Marshal(outcomes)
		if err != nil {
			return err
		}
		return keep(tx, body)
	})
	return outcomes, err
}

func outcomeOf(result *resource.RowOutcome, field func([]any) string) written {
	if result.Failure != nil {
		return written{Result: rowFailed, Errors: problemsOf(result.Failure, field)}
	}
	return written{Result: result.Result, Changed: result.Changed, Change: result.Held}
}

// StopOf returns the problem that ends an import whose Run has failed, as its client may
// read it.
func StopOf(err error) *Problem {
	failure, ok := errors.AsType[*apierr.Error](err)
	if !ok {
		failure = apierr.New(apierr.KindOf(err))
	}
	rule := failure.Kind.Code()
	if rule == "" {
		rule = ruleOf(failure.Kind)
	}
	return &Problem{Rule: rule, Message: failure.Sentence(apierr.ErrorEnvelope)}
}
