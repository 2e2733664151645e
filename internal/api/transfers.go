package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/bulk"
	"waybill/internal/sqldb"
)

// This file has what exports and imports share. They take longer than other requests and
// move more, so they have a time limit of their own, and few run at once.

const (
	// transfersAtOnce is how many exports and imports run at once, and transfersOfOne how
	// many of one organization.
	transfersAtOnce = 4
	transfersOfOne  = 2
	// workbooksAtOnce and workbooksOfOne are the same of workbooks, whose texts are in memory.
	workbooksAtOnce = 2
	workbooksOfOne  = 1
)

// transfer is an export or import that runs.
type transfer struct {
	organization int64
	workbook     bool // whether it reads a workbook
}

var errTooManyTransfers = errors.New("other organizations export and import")

// transfers has what the routes of exports and imports need beside the database.
type transfers struct {
	db      *sqldb.DB
	limit   time.Duration // of a transfer
	patient time.Duration // how long the other side may take for a part
	running context.Context
	log     *slog.Logger
	// observer counts the rows of imports; nil for none.
	observer Observer
	mu       sync.Mutex
	all      []transfer
}

func newTransfers(running context.Context, o *Options) *transfers {
	return &transfers{db: o.DB, limit: o.TransferTimeout, patient: o.Timeout, running: running, log: o.Log, observer: o.Observer}
}

// enter returns an apierr.RateLimited if the organization has too many transfers, and an
// apierr.Unavailable if all organizations together have. Otherwise the caller must call
// leave once.
func (t *transfers) enter(organization int64, workbook bool) (leave func(), err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	one := transfer{organization, workbook}
	var own, workbooks, same int
	for _, other := range t.all {
		if other.organization == organization {
			own++
		}
		if other.workbook {
			workbooks++
		}
		if other == one {
			same++
		}
	}
	switch {
	case own == transfersOfOne, workbook && same == workbooksOfOne:
		return nil, apierr.TooManyRequests(1)
	case len(t.all) == transfersAtOnce, workbook && workbooks == workbooksAtOnce:
		return nil, apierr.Overloaded(errTooManyTransfers)
	}
	t.all = append(t.all, one)
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		at := slices.Index(t.all, one)
		t.all = slices.Delete(t.all, at, at+1)
	}, nil
}

// context returns the context of a transfer. It outlives the request's own context, which
// ends before the answer is written.
func (t *transfers) context() (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.running, t.limit)
}

// part is an http.ResponseWriter that sends each part at once, and gives the client the
// same time for each.
type part struct {
	http.ResponseWriter
	rc      *http.ResponseController
	patient time.Duration
}

func newPart(w http.ResponseWriter, t *transfers) *part {
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Now().Add(t.limit + t.patient)) // its end would end the connection
	return &part{w, rc, t.patient}
}

// Write writes and sends a part. It fails if the client is gone, or takes too long.
func (p *part) Write(bytes []byte) (int, error) {
	_ = p.rc.SetWriteDeadline(time.Now().Add(p.patient))
	n, err := p.ResponseWriter.Write(bytes)
	if err == nil {
		err = p.rc.Flush()
	}
	return n, err
}

// export returns the handler of the exports of a resource.
func export(records bulk.Records) handler {
	return func(ctx context.Context, b *backend, c *call) (*answer, error) {
		leave, err := b.transfers.enter(c.principal.Organization, false)
		if err != nil {
			return nil, err
		}
		limited, cancel := b.transfers.context()
		end := func() { cancel(); leave() }
		began, err := records.Export(ctx, b.transfers.db, c.principal.Organization, parseQuery(c.Request))
		if err != nil {
			end()
			return nil, err
		}
		return &answer{stream: func(w http.ResponseWriter) {
			defer end()
			b.writeExport(limited, w, c, began)
		}}, nil
	}
}

// writeExport writes an export. If it fails, the connection is closed before the end of
// the body, so that no client takes the part for the whole.
func (b *backend) writeExport(ctx context.Context, w http.ResponseWriter, c *call, e *bulk.Export) {
	defer func() { _ = e.Close(ctx) }() // it has only read
	header := w.Header()
	header["Content-Type"] = []string{e.Format.MediaType() + "; charset=utf-8"}
	header[CursorHeader] = []string{strconv.FormatInt(e.Cursor, 10)}
	w.WriteHeader(http.StatusOK)
	if c.Method == http.MethodHead {
		return
	}
	to := newPart(w, b.transfers)
	err := e.Write(ctx, func(lines []byte) error {
		_, err := to.Write(lines)
		return err
	})
	if err != nil {
		b.transfers.log.Warn("an export ended early", "error", err, "request_id", c.id, "records", e.Records)
		panic(http.ErrAbortHandler)
	}
}
