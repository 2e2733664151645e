package api

import (
	"context"
	"strconv"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/event"
	"waybill/internal/jsonvalue"
	"waybill/internal/schema"
	"waybill/internal/sqldb"
)

// This file serves the records of a resource to those who make a replica: in the order of
// their ids, so that no change moves a record to another page, and with their versions.

const (
	usualCopies = 100
	mostCopies  = 1000
	// copiedAtOnce is how many records are read at once, with their children.
	copiedAtOnce = 100
	// mostCopiedBytes is the size after which a page ends.
	mostCopiedBytes = 4 << 20
)

// CopyParameters describes the parameters of the records for a replica.
func CopyParameters() []*schema.Filter {
	return []*schema.Filter{
		{Name: "after", Doc: "Only records with a greater id: the `next` of the page before.", Property: schema.Property{Type: "string"}},
		{Name: "limit", Doc: "How many records the page has at most.", Property: schema.IntegerProperty(1, mostCopies, usualCopies)},
	}
}

// copyPage is the handler of a page of records for a replica.
func (h handlers[T]) copyPage(ctx context.Context, b *backend, c *call) (*answer, error) {
	after, limit := "", int64(usualCopies)
	p := parseQuery(c.Request)
	p.Text("after", &after)
	p.Integer("limit", &limit, 1, mostCopies)
	if err := apierr.InvalidInput(p.Broken()); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, b.listTimeout)
	defer cancel()
	var head int64
	var body []byte
	err := b.readList(ctx, true, c.principal.Organization, func(tx *sqldb.ReadTx) (err error) {
		if head, _, err = event.Head(tx, c.principal.Organization); err != nil {
			return err
		}
		body, err = h.appendCopies(buffer(int(limit)), tx, c.principal.Organization, after, int(limit))
		return err
	})
	if err != nil {
		return nil, err
	}
	a := ok(body)
	a.header = append(a.header, [2]string{CursorHeader, strconv.FormatInt(head, 10)})
	return b.compressors.compressList(c, a), nil
}

// appendCopies appends a page. It reads the records in several parts, and ends the page when
// it is large.
func (h handlers[T]) appendCopies(dst []byte, tx *sqldb.ReadTx, organization int64, after string, limit int) ([]byte, error) {
	dst = append(dst, `{"records":[`...)
	next := ""
	for count := 0; count < limit; {
		wanted := min(copiedAtOnce, limit-count)
		records, err := h.resource.After(tx, organization, after, wanted)
		if err != nil {
			return nil, err
		}
		for i := range records {
			if count++; count > 1 {
				dst = append(dst, ',')
			}
			dst = h.appendCopy(dst, &records[i])
			after = h.resource.Record(&records[i]).ID
		}
		if next = after; len(records) < wanted {
			next = ""
			break
		}
		if len(dst) > mostCopiedBytes {
			break
		}
	}
	dst = append(dst, `],"next":`...)
	if next == "" {
		return append(dst, "null}"...), nil
	}
	return append(jsonvalue.AppendText(dst, next), '}'), nil
}

// appendCopy appends a record with what an answer does not show of it.
func (h handlers[T]) appendCopy(dst []byte, record *T) []byte {
	meta := h.resource.Record(record)
	dst = strconv.AppendInt(append(dst, `{"version":`...), meta.Version, 10)
	dst = append(appendExactTime(append(dst, `,"created_at":"`...), meta.CreatedAt), '"')
	dst = append(appendExactTime(append(dst, `,"updated_at":"`...), meta.UpdatedAt), '"')
	return append(h.resource.AppendJSON(append(dst, `,"data":`...), record), '}')
}

// appendExactTime appends a time in UTC with microseconds, as they are stored.
func appendExactTime(dst []byte, at time.Time) []byte {
	return at.UTC().AppendFormat(dst, "2006-01-02T15:04:05.000000Z07:00")
}
