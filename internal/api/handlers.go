package api

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"waybill/internal/apierr"
	"waybill/internal/bulk"
	"waybill/internal/event"
	"waybill/internal/jsonvalue"
	"waybill/internal/resource"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file has the handlers of a resource: how each operation reads its input, what it
// calls, and how it renders the result. What all writes do is in write.go.

// Routes returns the routes of a resource.
func Routes[T any](r *resource.Resource[T]) Group {
	r = r.Unconnected()
	records, batch := basePath+"/"+r.Plural(), basePath+"/batch/"+r.Plural()
	record := records + AnySegment
	found, copies := ownPath+"/"+r.Plural(), ownPath+"/copy/"+r.Plural()
	metadata := found + AnySegment + "/metadata"
	h := handlers[T]{r, records}
	files := bulk.Of(r)
	read, write := []string{"read:" + r.Plural()}, []string{"write:" + r.Plural()}
	routes := []Route{
		{http.MethodPost, records, Create, write, apierr.DetailEnvelope, h.create().handle},
		{http.MethodGet, records, List, read, apierr.DetailEnvelope, h.list(false)},
		{http.MethodGet, record, Get, read, apierr.DetailEnvelope, h.get},
		{http.MethodPut, record, Update, write, apierr.DetailEnvelope, h.update().handle},
		{http.MethodPatch, record, Patch, write, apierr.DetailEnvelope, h.update().handle},
		{http.MethodDelete, record, Delete, write, apierr.ErrorEnvelope, h.delete().handle},
		{http.MethodPost, batch, Batch, write, apierr.DetailEnvelope, h.batch().handle},
		{http.MethodGet, found, Find, read, apierr.DetailEnvelope, h.list(true)},
		{http.MethodGet, copies, Copy, read, apierr.DetailEnvelope, h.copyPage},
		{http.MethodGet, metadata, GetMetadata, read, apierr.DetailEnvelope, h.getMetadata},
		{http.MethodPut, metadata, PutMetadata, write, apierr.DetailEnvelope, h.changeMetadata(true).handle},
		{http.MethodPatch, metadata, PatchMetadata, write, apierr.DetailEnvelope, h.changeMetadata(false).handle},
		{http.MethodGet, ownPath + "/exports/" + r.Plural(), Export, read, apierr.DetailEnvelope, export(files)},
		{http.MethodPost, ownPath + "/imports/" + r.Plural(), Import, write, apierr.DetailEnvelope, importRows(r.Plural(), files)},
	}
	return Group{Resource: r.Describe(), Replica: r, Files: files, guarded: r, noun: r.EventNoun(), erase: r.Erase, read: h.read, applyHeld: r.ApplyHeld,
		Routes: slices.Concat(routes, h.contactRoutes(found+AnySegment, read), h.historyRoutes(record, read, write))}
}

// handlers are the operations on a resource over HTTP.
type handlers[T any] struct {
	resource *resource.Resource[T]
	path     string // of the records
}

func (h handlers[T]) create() write[*schema.Input[T], *T] {
	return write[*schema.Input[T], *T]{
		decode: h.decode(schema.Create),
		apply: func(tx *sqldb.Tx, t target, input *schema.Input[T]) (*T, error) {
			return h.resource.Create(tx, t.organization, input)
		},
		answer: func(record *T) *answer {
			a := h.answer(http.StatusCreated, record)
			a.header = append(a.header, [2]string{"Location",
				h.path + "/" + url.PathEscape(h.resource.Record(record).ExternalReferenceID)})
			return a
		},
	}
}

// decode returns the decoder of a body for a create or an update.
func (h handlers[T]) decode(purpose schema.Purpose) func(schema.Body, bool) (*schema.Input[T], error) {
	return func(body schema.Body, strict bool) (*schema.Input[T], error) {
		input, err := h.resource.Decode(body, schema.Rules{Purpose: purpose, Strict: strict})
		return &input, err
	}
}

// answer renders a record.
func (h handlers[T]) answer(status int, record *T) *answer {
	return &answer{
		status: status,
		body:   h.resource.JSON(record),
		header: [][2]string{{"Etag", entityTag(h.resource.Record(record).Version, h.resource.Shown(record))}},
	}
}

func (h handlers[T]) get(ctx context.Context, b *backend, c *call) (*answer, error) {
	if wanted, err := parsePast(c, b.now()); err != nil {
		return nil, err
	} else if wanted != (past{}) {
		return h.getPast(ctx, b, c, wanted)
	}
	var record *T
	err := b.reads.Read(ctx, func(tx *sqldb.ReadTx) (err error) {
		record, err = h.resource.Get(tx, c.principal.Organization, c.segment)
		return err
	})
	if err != nil {
		return nil, err
	}
	return unlessKnown(c, h.answer(http.StatusOK, record)), nil
}

// read returns the record under key as an answer shows it.
func (h handlers[T]) read(tx *sqldb.ReadTx, organization int64, key string) ([]byte, error) {
	record, err := h.resource.Get(tx, organization, key)
	if err != nil {
		return nil, err
	}
	return h.resource.JSON(record), nil
}

// withoutParameters returns the error of a query where there are no parameters, so that
// with strict handling each is an error.
func withoutParameters(c *call) error {
	if c.URL.RawQuery == "" {
		return nil
	}
	return apierr.InvalidInput(parseQuery(c.Request).Broken())
}

// unlessKnown returns an answer, or that the client has the ETag, its first header.
func unlessKnown(c *call, a *answer) *answer {
	if isKnown(c.Header, a.header[0][1]) {
		a.status, a.body = http.StatusNotModified, nil
	}
	return a
}

// list returns the handler of a list. A list of our own may have filters by metadata, and
// has a cursor.
func (h handlers[T]) list(ours bool) handler {
	return func(ctx context.Context, b *backend, c *call) (*answer, error) {
		query, err := h.resource.ParseQuery(parameters(c.URL.RawQuery), strictNames(c.Request), ours)
		if err != nil {
			return nil, err
		}
		return h.listPage(ctx, b, c, query, ours)
	}
}

// CursorHeader is the header of a list with the number of the last event at the moment of
// the list.
const CursorHeader = "Waybill-Cursor"

func (h handlers[T]) listPage(ctx context.Context, b *backend, c *call, query resource.Query, withCursor bool) (*answer, error) {
	ctx, cancel := context.WithTimeout(ctx, b.listTimeout)
	defer cancel()
	var page *resource.Page[T]
	var head int64
	organization := c.principal.Organization
	err := b.readList(ctx, h.resource.ListNeedsSnapshot(query) || withCursor, organization, func(tx *sqldb.ReadTx) (err error) {
		if withCursor {
			if head, _, err = event.Head(tx, organization); err != nil {
				return err
			}
		}
		page, err = h.resource.List(tx, organization, query)
		return err
	})
	if err != nil {
		return nil, err
	}
	a := ok(h.pageJSON(page))
	if withCursor {
		a.header = append(a.header, [2]string{CursorHeader, strconv.FormatInt(head, 10)})
	}
	return b.compressors.compressList(c, withLinks(a, b, c, &page.Listing)), nil
}

// withLinks adds the header Link of a list.
func withLinks(a *answer, b *backend, c *call, l *resource.Listing) *answer {
	if links := linksOf(b, c, place{l.Page, l.Pages, l.HasNext, l.HasPrevious}); links != "" {
		a.header = append(a.header, [2]string{"Link", links})
	}
	return a
}

// pageJSON returns the JSON of a list.
func (h handlers[T]) pageJSON(page *resource.Page[T]) []byte {
	size := sizeOfPagination
	for i := range page.Items {
		size += len(",") + h.resource.UsualSize(&page.Items[i])
	}
	dst := make([]byte, 0, size)
	return append(appendPagination(appendItems(dst, page.Items, h.resource.AppendJSON), &page.Listing), '}')
}

// sizeOfPagination is enough for the members of a page apart from its items.
const sizeOfPagination = 256

// appendPagination appends the member that follows the items of a page. The original
// documents two sets of members, and clients read both.
func appendPagination(dst []byte, l *resource.Listing) []byte {
	dst = append(append(dst, `,"pagination":{"page":`...), l.Number...)
	dst = strconv.AppendInt(append(dst, `,"page_size":`...), int64(l.Size), 10)
	dst = strconv.AppendInt(append(dst, `,"total":`...), l.Total, 10)
	dst = strconv.AppendInt(append(dst, `,"total_items":`...), l.Total, 10)
	dst = strconv.AppendInt(append(dst, `,"total_pages":`...), l.Pages, 10)
	dst = strconv.AppendBool(append(dst, `,"has_more":`...), l.HasNext)
	dst = strconv.AppendBool(append(dst, `,"has_next":`...), l.HasNext)
	dst = strconv.AppendBool(append(dst, `,"has_previous":`...), l.HasPrevious)
	return append(dst, '}')
}

// updated is the result of an update: the record after it, or the record as it is and the held
// change.
type updated[T any] struct {
	record *T
	held   string // "" if the change was made
}

func (h handlers[T]) update() write[*schema.Input[T], updated[T]] {
	return write[*schema.Input[T], updated[T]]{
		decode:    h.decode(schema.Update),
		condition: h.condition,
		apply: func(tx *sqldb.Tx, t target, input *schema.Input[T]) (updated[T], error) {
			record, held, err := h.resource.Update(tx, t.organization, t.key, t.condition, input)
			return updated[T]{record, heldIn(t, held)}, err
		},
		answer: h.updated,
	}
}

// HeldHeader is the header of the answer to a write that is held, with the id of the change.
const HeldHeader = "Waybill-Held"

// heldRehearsed stands for the id of a change that a dry run would have held.
const heldRehearsed = "dry-run"

// heldIn returns the id of a held change as answers show it.
func heldIn(t target, held string) string {
	if held != "" && t.dryRun {
		return heldRehearsed
	}
	return held
}

// updated renders the result of an update.
func (h handlers[T]) updated(u updated[T]) *answer {
	if u.held == "" {
		return h.answer(http.StatusOK, u.record)
	}
	a := h.answer(http.StatusAccepted, u.record)
	a.header = append(a.header, [2]string{HeldHeader, u.held})
	return a
}

func (h handlers[T]) condition(header http.Header) (resource.Condition, error) {
	return parseCondition(header, h.resource.ShowsOthers())
}

func (h handlers[T]) delete() write[struct{}, struct{}] {
	return write[struct{}, struct{}]{
		condition: h.condition,
		apply: func(tx *sqldb.Tx, t target, _ struct{}) (struct{}, error) {
			return struct{}{}, h.resource.Delete(tx, t.organization, t.key, t.condition)
		},
		answer: func(struct{}) *answer { return &answer{status: http.StatusNoContent} },
	}
}

func (h handlers[T]) batch() write[[]schema.Item[T], []resource.Outcome] {
	return write[[]schema.Item[T], []resource.Outcome]{
		decode: h.resource.DecodeBatch,
		apply: func(tx *sqldb.Tx, t target, items []schema.Item[T]) ([]resource.Outcome, error) {
			if t.atomic {
				outcomes, err := h.resource.BatchOrNothing(tx, t.organization, items)
				if apierr.KindOf(err) == apierr.NotApplied {
					err = &notApplied{err, outcomes}
				}
				return outcomes, err
			}
			outcomes, err := h.resource.Batch(tx, t.organization, items)
			for i := range outcomes {
				outcomes[i].Held = heldIn(t, outcomes[i].Held)
			}
			return outcomes, err
		},
		answer: func(outcomes []resource.Outcome) *answer { return ok(appendOutcomes(nil, outcomes)) },
	}
}

// notApplied is the error of an atomic batch that was rolled back, with the outcome of
// each item for the answer.
type notApplied struct {
	error
	outcomes []resource.Outcome
}

func (n *notApplied) Unwrap() error { return n.error }

func appendOutcomes(dst []byte, outcomes []resource.Outcome) []byte {
	failures := 0
	for _, o := range outcomes {
		if o.Failure != nil {
			failures++
		}
	}
	dst = strconv.AppendInt(append(dst, `{"success_count":`...), int64(len(outcomes)-failures), 10)
	dst = strconv.AppendInt(append(dst, `,"error_count":`...), int64(failures), 10)
	dst = append(dst, `,"results":[`...)
	for i, o := range outcomes {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = jsonvalue.AppendText(append(dst, `{"external_reference_id":`...), o.Key)
		dst = jsonvalue.AppendText(append(dst, `,"operation":`...), o.Operation)
		if o.Failure != nil {
			dst = jsonvalue.AppendText(append(dst, `,"success":false,"error":`...), o.Failure.Error())
			if o.Held != "" {
				dst = jsonvalue.AppendText(append(dst, `,"held":`...), o.Held)
			}
		} else {
			dst = jsonvalue.AppendText(append(dst, `,"success":true,"id":`...), o.ID)
		}
		dst = append(dst, '}')
	}
	return append(dst, "]}"...)
}

// buffer returns an empty buffer for a number of short objects, which seldom has to grow.
func buffer(objects int) []byte { return make([]byte, 0, 256+384*objects) }
