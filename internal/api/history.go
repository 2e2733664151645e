package api

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/jsonvalue"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file serves the past of a record: its history, the record as of a time or in a
// version, and the restoration of a version. A record may have very many events, so all
// reads of them wait for a list slot of the organization and have the time of a list.

const (
	usualHistory = 50
	mostHistory  = 100
)

// The parameters of the past of a record.
const (
	AsOfParameter    = "as_of"
	VersionParameter = "version"
)

// HistoryParameters describes the parameters of a history.
func HistoryParameters() []*schema.Filter {
	return []*schema.Filter{
		{Name: "before", Doc: "Only events with a smaller sequence: the `next` of the page before.", Property: sequenceProperty()},
		{Name: "limit", Doc: "How many events the page has at most.", Property: schema.IntegerProperty(1, mostHistory, usualHistory)},
	}
}

func sequenceProperty() schema.Property {
	least := 1.0
	return schema.Property{Type: "integer", Format: "int64", Minimum: &least}
}

// asOf is the parameter for a time.
var asOf = schema.Time[struct{}](AsOfParameter, nil).FilteredBy(AsOfParameter, schema.AtLeast).Filters()[0]

// PastParameters describes the parameters of a record in the past.
func PastParameters() []*schema.Filter {
	return []*schema.Filter{
		{Name: AsOfParameter, Doc: "The record as it was at this time.", Property: schema.Property{Type: "string"}},
		{Name: VersionParameter, Doc: "The record in this version.", Property: sequenceProperty()},
	}
}

// historyRoutes are the routes of the past of records.
func (h handlers[T]) historyRoutes(record string, read, write []string) []Route {
	return []Route{
		{http.MethodGet, record + "/history", ListHistory, read, apierr.DetailEnvelope, h.history},
		{http.MethodPost, record + "/restore", Restore, write, apierr.DetailEnvelope, h.restore().handle},
	}
}

// history is the handler of the history of a record.
func (h handlers[T]) history(ctx context.Context, b *backend, c *call) (*answer, error) {
	before, limit := int64(math.MaxInt64), int64(usualHistory)
	p := parseQuery(c.Request)
	p.Integer("before", &before, 1, 0)
	p.Integer("limit", &limit, 1, mostHistory)
	if err := apierr.InvalidInput(p.Broken()); err != nil {
		return nil, err
	}
	var page *event.History
	var record *T
	err := h.readPast(ctx, b, c, func(tx *sqldb.ReadTx, of event.Record, current *T) (err error) {
		record = current
		page, err = event.ReadHistory(tx, of, before, int(limit))
		return err
	})
	if err != nil {
		return nil, err
	}
	if page.First == nil && record == nil {
		return nil, h.missing(c)
	}
	return b.compressors.compressList(c, ok(h.appendHistory(page, record))), nil
}

// readPast calls read with whose events to read, and with the record without children and
// references, or nil if there is none. The statements see one snapshot.
func (h handlers[T]) readPast(ctx context.Context, b *backend, c *call, read func(tx *sqldb.ReadTx, of event.Record, current *T) error) error {
	ctx, cancel := context.WithTimeout(ctx, b.listTimeout)
	defer cancel()
	organization := c.principal.Organization
	return b.readList(ctx, true, organization, func(tx *sqldb.ReadTx) error {
		reference, current, err := h.resource.Named(tx, organization, c.segment)
		if err != nil {
			return err
		}
		return read(tx, event.Record{Organization: organization, Resource: h.resource.EventNoun(), Reference: reference}, current)
	})
}

func (h handlers[T]) missing(c *call) error {
	return apierr.MissingRecord(h.resource.Describe().Noun, c.segment)
}

// appendHistory appends a page of a history. If the history does not begin with the
// creation of a record, since is the time from which on it is known.
func (h handlers[T]) appendHistory(page *event.History, record *T) []byte {
	dst := append(buffer(2*len(page.Entries)), `{"events":[`...)
	for i := range page.Entries {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = page.Entries[i].AppendJSON(dst)
	}
	dst = append(dst, `],"next":`...)
	if page.Next == 0 {
		dst = append(dst, "null"...)
	} else {
		dst = strconv.AppendInt(dst, page.Next, 10)
	}
	dst = append(dst, `,"since":`...)
	switch {
	case page.First == nil:
		dst = jsonvalue.AppendTime(dst, h.resource.Record(record).UpdatedAt)
	case page.First.Action == sqldb.Created:
		dst = append(dst, "null"...)
	default:
		dst = append(page.First.AppendTimestamp(append(dst, '"')), '"')
	}
	return append(dst, '}')
}

// past is what a request wants of the past of a record: the record at a time or in a
// version.
type past struct {
	at      time.Time // the zero time for none
	version int64     // 0 for none
}

// parsePast reads the parameters of a record. Without those of the past, the result is
// zero.
func parsePast(c *call, now time.Time) (wanted past, err error) {
	if c.URL.RawQuery == "" {
		return wanted, nil
	}
	p := parseQuery(c.Request)
	at, hasTime := p.Filter(asOf).(int64)
	p.Integer(VersionParameter, &wanted.version, 1, 0)
	broken := p.Broken()
	if hasTime {
		wanted.at = time.UnixMicro(at)
	}
	if broken.IsEmpty() && hasTime && wanted.version > 0 {
		broken.Add(wrongPast(VersionParameter, "as_of and version exclude each other"))
	}
	if broken.IsEmpty() && wanted.at.After(now) {
		broken.Add(wrongPast(AsOfParameter, "the time has not come yet"))
	}
	return wanted, apierr.InvalidInput(broken)
}

func wrongPast(parameter, sentence string) apierr.Detail {
	return apierr.Detail{Type: "value_error", Loc: []any{"query", parameter}, Msg: "Value error, " + sentence}
}

// getPast answers with a record in the past. A record in the past has the ETag of its
// version.
func (h handlers[T]) getPast(ctx context.Context, b *backend, c *call, wanted past) (*answer, error) {
	version, data, err := h.findPast(ctx, b, c, wanted)
	if err != nil {
		return nil, err
	}
	a := ok(data)
	a.header = [][2]string{{"Etag", entityTag(version, nil)}}
	return unlessKnown(c, a), nil
}

// findPast returns the version and the JSON of a record in the past.
func (h handlers[T]) findPast(ctx context.Context, b *backend, c *call, wanted past) (version int64, data []byte, err error) {
	err = h.readPast(ctx, b, c, func(tx *sqldb.ReadTx, of event.Record, current *T) error {
		found, err := h.eventOf(tx, of, wanted)
		if err != nil {
			return err
		}
		if found == nil {
			version, data, err = h.withoutEvent(tx, c, of, current, wanted)
			return err
		}
		version, data = found.Version, found.Data
		return h.checkPast(c, found)
	})
	return version, data, err
}

func (h handlers[T]) eventOf(tx *sqldb.ReadTx, of event.Record, wanted past) (*event.Event, error) {
	if wanted.version > 0 {
		return event.OfVersion(tx, of, wanted.version)
	}
	return event.AsOf(tx, of, wanted.at)
}

// checkPast returns the error of an event after which there is no record to show.
func (h handlers[T]) checkPast(c *call, e *event.Event) error {
	switch {
	case e.Action == sqldb.Deleted:
		return h.missing(c)
	case len(e.Data) == 0:
		return apierr.NotKept("This state of the record was erased.")
	}
	return nil
}

// withoutEvent returns the record in the past for which no event was found: the current
// record if it has not changed since, or else an error. The error is apierr.NotFound only
// if it is certain that there was no record. An event may have been removed, and a record
// may be older than the first event of the organization.
func (h handlers[T]) withoutEvent(tx *sqldb.ReadTx, c *call, of event.Record, current *T, wanted past) (version int64, data []byte, err error) {
	first, err := event.First(tx, of)
	if err != nil {
		return 0, nil, err
	}
	if first == nil && current != nil && h.isCurrent(current, wanted) {
		record, err := h.resource.Get(tx, of.Organization, c.segment)
		if err != nil {
			return 0, nil, err
		}
		return h.resource.Record(record).Version, h.resource.JSON(record), nil
	}
	since, err := event.AllSince(tx, of.Organization)
	if err != nil {
		return 0, nil, err
	}
	var isKnown bool
	if wanted.version > 0 {
		isKnown = since.IsZero() || first == nil && current == nil || wanted.version >= h.oldestVersion(first, current)
	} else {
		isKnown = !wanted.at.Before(since) && (first == nil && current == nil || first != nil && first.Action == sqldb.Created)
	}
	if isKnown {
		return 0, nil, h.missing(c)
	}
	return 0, nil, apierr.NotKept("This state of the record is older than the events that are kept.")
}

// isCurrent reports whether a record that has no events was the same in the past.
func (h handlers[T]) isCurrent(current *T, wanted past) bool {
	meta := h.resource.Record(current)
	if wanted.version > 0 {
		return wanted.version == meta.Version
	}
	return !wanted.at.Before(meta.UpdatedAt)
}

// oldestVersion returns the version of the first event of a record, or of the record if it
// has no events.
func (h handlers[T]) oldestVersion(first *event.Event, current *T) int64 {
	if first != nil {
		return first.Version
	}
	return h.resource.Record(current).Version
}

// restoration is the input of the restoration of a version.
type restoration struct {
	version int64
	data    []byte // the record in that version
}

// restore restores a version of a record by an update. The version is read before the
// transaction, because that may take as long as a list, and versions never change.
func (h handlers[T]) restore() write[*restoration, updated[T]] {
	return write[*restoration, updated[T]]{
		decode: func(body schema.Body, strict bool) (*restoration, error) {
			version, err := schema.DecodeVersion(body, strict)
			return &restoration{version: version}, err
		},
		prepare: func(ctx context.Context, b *backend, c *call, input *restoration) (err error) {
			_, input.data, err = h.findPast(ctx, b, c, past{version: input.version})
			return err
		},
		condition: h.condition,
		apply: func(tx *sqldb.Tx, t target, input *restoration) (updated[T], error) {
			record, held, err := h.resource.Restore(tx, t.organization, t.key, t.condition, input.data)
			return updated[T]{record, heldIn(t, held)}, err
		},
		answer: h.updated,
	}
}
