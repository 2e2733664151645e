package api

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/idempotency"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file reads the options of a write, and its body.

// options are the options of a write: the headers and parameters that change how it is
// performed. Only readOptions returns them.
type options struct {
	dryRun     bool                 // the change is rolled back
	atomic     bool                 // a batch is applied as a whole or not at all
	strict     bool                 // unknown members are errors
	operation  Operation            // of the route
	invalid    apierr.Details       // errors of the parameters above
	idempotent *idempotency.Request // nil without an Idempotency-Key
	body       []byte               // nil until it is read
	kept       int                  // bytes of the kept answer, with its key
	by         sqldb.Actor          // who makes the change
}

// DryRunParameter is the parameter of a write that is rolled back.
const DryRunParameter = "dry_run"

// readOptions reads the options of a write. The body of a request with an
// Idempotency-Key is read too, for its fingerprint. A key that is not valid is an
// apierr.BadHeader; an invalid parameter of the query is an error of the input.
func readOptions(limits *bodyLimits, c *call) (*options, error) {
	operation := c.route.Operation
	o := &options{
		operation: operation,
		strict:    operation.TakesBody() && prefersStrict(c.Header["Prefer"]),
		by:        sqldb.Actor{KeyID: c.principal.KeyID, RequestID: c.id},
	}
	if c.URL.RawQuery != "" {
		o.readQuery(c)
	}
	lines := c.Header["Idempotency-Key"]
	if len(lines) == 0 {
		return o, nil
	}
	key, err := parseIdempotencyKey(lines)
	if err != nil {
		return nil, err
	}
	body, err := o.readBody(limits, c)
	if err != nil {
		return nil, err
	}
	o.idempotent = &idempotency.Request{Organization: c.principal.Organization, Key: key, Fingerprint: fingerprint(c.Request, body)}
	return o, nil
}

func (o *options) readQuery(c *call) {
	query := parseQuery(c.Request)
	if o.operation == Batch {
		query.Boolean("atomic", &o.atomic)
	}
	query.Boolean(DryRunParameter, &o.dryRun)
	o.invalid = query.Broken()
	if o.dryRun {
		c.header["Waybill-Dry-Run"] = headerTrue
	}
}

// readBody returns the body, which it reads at its first call. It also sets the header
// that says that the client's preference for strict handling is applied.
func (o *options) readBody(limits *bodyLimits, c *call) ([]byte, error) {
	if o.body != nil {
		return o.body, nil
	}
	read, err := readWhole(limits, c)
	if err != nil {
		return nil, err
	}
	o.body = read
	if o.strict {
		c.header["Preference-Applied"] = handlingStrict
	}
	return read, nil
}

// keeps reports whether the answer is kept.
func (o *options) keeps() bool { return o.idempotent != nil && !o.dryRun }

// fingerprint returns a hash of the method, path, query and body. A dry run has the
// fingerprint of the same request without dry_run, so it finds the kept answer.
func fingerprint(r *http.Request, body []byte) (sum idempotency.Fingerprint) {
	hash := sha256.New()
	// The parts before the body have no NUL, so no two requests are the same text.
	_, _ = io.WriteString(hash, r.Method+"\x00"+r.URL.EscapedPath()+"\x00"+withoutDryRun(r.URL.RawQuery)+"\x00")
	_, _ = hash.Write(body)
	hash.Sum(sum[:0])
	return sum
}

func withoutDryRun(query string) string {
	if !strings.Contains(query, DryRunParameter) {
		return query
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(part, "="); name != DryRunParameter {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// readWhole reads the whole body of a request. It returns apierr.TooLarge for a body over
// the limit of the route, apierr.Unreadable for a body that ends early, and
// apierr.Unavailable if the budget is used up.
func readWhole(limits *bodyLimits, c *call) ([]byte, error) {
	limit := limits.size(c.route.Operation)
	if c.ContentLength > limit {
		return nil, apierr.BodyTooLarge(limit)
	}
	c.body = bodyReader{budget: limits.budget, organization: c.principal.Organization}
	read, err := c.body.read(c.Body, c.ContentLength, limit)
	c.report.in, c.sent = int64(len(read)), read
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, apierr.BodyTooLarge(limit)
	}
	if errors.Is(err, errNoRoomForBody) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", apierr.New(apierr.Unreadable), err)
	}
	return read, nil
}

// bodyOf returns a body with the properties that its headers declare.
func bodyOf(r *http.Request, bytes []byte) schema.Body {
	contentType := r.Header.Get("Content-Type")
	return schema.Body{
		Bytes:   bytes,
		JSON:    isJSON(contentType),
		Encoded: isCompressed(r.Header["Content-Encoding"]) || !isUTF8(contentType),
	}
}
