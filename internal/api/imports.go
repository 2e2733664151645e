package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/bulk"
	"waybill/internal/idempotency"
	"waybill/internal/ratelimit"
	"waybill/internal/sqldb"
)

// This file serves imports. The file is received whole before its first row is written: a
// client that does not read while it sends would wait for the server, and the server for it.
// So a file that does not arrive whole changes nothing. It is kept on disk meanwhile, not in
// memory.

// importRows returns the handler of the imports of a resource.
func importRows(plural string, records bulk.Records) handler {
	return func(ctx context.Context, b *backend, c *call) (*answer, error) {
		o, err := b.importOptions(c)
		if err != nil {
			return nil, err
		}
		leave, err := b.transfers.enter(c.principal.Organization, o.Format == bulk.XLSX)
		if err != nil {
			return nil, err
		}
		limited, cancel := b.transfers.context()
		end := func() { cancel(); leave() }
		a, err := b.beginImport(limited, c, plural, records, o, end)
		if err != nil {
			end()
		}
		return a, err
	}
}

// importOptions reads the options of an import, except for its file.
func (b *backend) importOptions(c *call) (*bulk.ImportOptions, error) {
	o := &bulk.ImportOptions{Organization: c.principal.Organization, By: sqldb.Actor{KeyID: c.principal.KeyID, RequestID: c.id}}
	query := parseQuery(c.Request)
	o.Parse(query)
	query.Boolean(DryRunParameter, &o.DryRun)
	if err := apierr.InvalidInput(query.Broken()); err != nil {
		return nil, err
	}
	if o.DryRun {
		c.header["Waybill-Dry-Run"] = headerTrue
	}
	if isCompressed(c.Header["Content-Encoding"]) {
		return nil, apierr.New(apierr.Unreadable)
	}
	var err error
	if o.Format, err = formatOf(c.Header.Get("Content-Type")); err != nil {
		return nil, err
	}
	if lines := c.Header["Idempotency-Key"]; len(lines) > 0 {
		if o.Key, err = parseIdempotencyKey(lines); err != nil {
			return nil, err
		}
		o.Keep = b.keepChunk(o.Organization)
	}
	return o, nil
}

// formatOf returns the format of a media type.
func formatOf(contentType string) (bulk.Format, error) {
	mediaType, _, _ := mime.ParseMediaType(contentType)
	switch strings.ToLower(mediaType) {
	case "text/csv", "application/csv", "text/tab-separated-values":
		return bulk.CSV, nil
	case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines":
		return bulk.NDJSON, nil
	case bulk.XLSX.MediaType():
		return bulk.XLSX, nil
	}
	return "", apierr.UnusableHeader("Content-Type must be text/csv, application/x-ndjson or " + bulk.XLSX.MediaType())
}

// keepChunk returns the function that takes room for the outcomes that are kept under a key.
func (b *backend) keepChunk(organization int64) bulk.KeepFunc {
	if b.kept == nil {
		return nil
	}
	return func(ctx context.Context) (func(bytes int), error) {
		quota, err := b.kept.Take(ctx, keptKey(organization))
		if err != nil {
			return nil, err
		}
		if quota.Refused {
			return nil, apierr.TooManyRequests(quota.Wait(quota.Day))
		}
		return func(bytes int) {
			if bytes == 0 {
				quota.CountForDay(-1)
				return
			}
			quota.CountForDay(int64(bytes) >> 10)
		}, nil
	}
}

// keptKey is the key under which the kept answers of an organization are counted.
func keptKey(organization int64) ratelimit.Key {
	return ratelimit.Key{Organization: organization, ID: "answers " + strconv.FormatInt(organization, 10)}
}

// beginImport receives the file and reads its header. It calls end when the import has ended,
// unless it returns an error.
func (b *backend) beginImport(ctx context.Context, c *call, plural string, records bulk.Records, o *bulk.ImportOptions, end func()) (*answer, error) {
	file, sum, err := b.receive(ctx, c)
	if err != nil {
		return nil, err
	}
	discard := func() { _ = file.Close(); _ = os.Remove(file.Name()) } // the system removes what is left
	o.Fingerprint = importFingerprint(c.Request, sum)
	i, err := b.open(ctx, records, o, file)
	if err == nil && o.Key != "" {
		// Whether the key belongs to another file is known before anything is answered.
		_, err = idempotency.Find(ctx, b.transfers.db, bulk.ChunkRequest(o.Organization, o.Key, o.Fingerprint, 1))
	}
	if err != nil {
		discard()
		return nil, err
	}
	return &answer{stream: func(w http.ResponseWriter) {
		defer end()
		defer discard()
		count := func([]bulk.Row) {}
		if b.transfers.observer != nil && !o.DryRun {
			count = func(rows []bulk.Row) { countRows(b.transfers.observer, plural, rows) }
		}
		b.writeImport(ctx, w, c, i, count)
	}}, nil
}

// open reads the columns of a file that was received.
func (b *backend) open(ctx context.Context, records bulk.Records, o *bulk.ImportOptions, file *os.File) (*bulk.Import, error) {
	if o.Format != bulk.XLSX {
		return records.Import(b.transfers.db, *o, file)
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, apierr.DatabaseUnavailable(fmt.Errorf("read an import: %w", err))
	}
	i, err := records.ImportWorkbook(b.transfers.db, *o, fileWithin{ctx, file}, size)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return i, err
}

// fileWithin is a file that cannot be read once a context has ended. Nothing else ends the
// reading of a workbook that is large and has few rows.
type fileWithin struct {
	ctx  context.Context //nolint:containedctx // archive/zip passes none
	file io.ReaderAt
}

func (f fileWithin) ReadAt(to []byte, at int64) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.file.ReadAt(to, at)
}

// importFingerprint returns the hash of an import: of its method, path, query and file.
func importFingerprint(r *http.Request, file [sha256.Size]byte) idempotency.Fingerprint {
	return fingerprint(r, file[:])
}

// receivedAtOnce is how many bytes of a file a client must send within the time for a body.
const receivedAtOnce = 256 << 10

// receive stores the file of an import on disk, and returns it with its hash. It returns
// apierr.TooLarge for a file over the limit, and apierr.Unreadable for one that ends early or
// comes too slowly.
func (b *backend) receive(ctx context.Context, c *call) (file *os.File, sum [sha256.Size]byte, err error) {
	limit := b.bodies.importFile
	if c.ContentLength > limit {
		return nil, sum, apierr.BodyTooLarge(limit)
	}
	if file, err = os.CreateTemp("", "waybill-import-"); err != nil {
		return nil, sum, apierr.DatabaseUnavailable(fmt.Errorf("store an import: %w", err))
	}
	_ = os.Remove(file.Name()) // where the system allows it, nothing is left after a crash
	hash := sha256.New()
	for err == nil && ctx.Err() == nil {
		_ = c.rc.SetReadDeadline(time.Now().Add(b.transfers.patient))
		_ = c.rc.SetWriteDeadline(time.Now().Add(2 * b.transfers.patient))
		var n int64
		n, err = io.CopyN(io.MultiWriter(file, hash), c.Body, receivedAtOnce)
		c.report.in += n
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if errors.Is(err, io.EOF) {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		_ = file.Close()
		_ = os.Remove(file.Name())
		return nil, sum, receiveError(err, limit)
	}
	return file, [sha256.Size]byte(hash.Sum(nil)), nil
}

// receiveError returns the error of a file that was not received.
func receiveError(err error, limit int64) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return apierr.BodyTooLarge(limit)
	}
	if _, ok := errors.AsType[*os.PathError](err); ok { // the disk is full, or fails
		return apierr.DatabaseUnavailable(fmt.Errorf("store an import: %w", err))
	}
	if apierr.KindOf(err) == apierr.Unavailable {
		return err
	}
	return fmt.Errorf("%w: %w", apierr.New(apierr.Unreadable), err)
}

// countRows reports the rows by their results.
func countRows(to Observer, plural string, rows []bulk.Row) {
	counts := map[string]int{}
	for i := range rows {
		counts[rows[i].Result]++
	}
	for result, count := range counts {
		to.Imported(plural, result, count)
	}
}

// writeImport writes the rows of an import, counts them, and answers a line for each.
func (b *backend) writeImport(ctx context.Context, w http.ResponseWriter, c *call, i *bulk.Import, count func([]bulk.Row)) {
	w.Header()["Content-Type"] = []string{bulk.NDJSON.MediaType()}
	w.WriteHeader(http.StatusOK)
	to := newPart(w, b.transfers)
	s, err := i.Run(ctx, func(rows []bulk.Row) error {
		count(rows)
		_, err := to.Write(importLines(rows))
		return err
	})
	if err != nil {
		b.transfers.log.Warn("an import ended early", "error", err, "request_id", c.id, "rows", s.Rows)
		s.Stopped = bulk.StopOf(err)
	}
	_, _ = to.Write(importLines([]importSummary{{s}})) // fails only if the client is gone
}

// importSummary is the last line of the answer to an import.
type importSummary struct {
	Summary bulk.Summary `json:"summary"`
}

// importLines returns a line for each value.
func importLines[T any](values []T) []byte {
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	encoder.SetEscapeHTML(false)
	for _, value := range values {
		_ = encoder.Encode(value) // a buffer takes everything
	}
	return lines.Bytes()
}
