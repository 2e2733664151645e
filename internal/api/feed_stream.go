package api

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/event"
)

// This file serves the feed as server-sent events, in the format of the HTML standard,
// section 9.2. The id of each is the sequence of the event, so a client that reconnects
// with Last-Event-ID misses nothing.

const (
	eventStream = "text/event-stream"
	// keepAlive is how long a stream is silent at most. A proxy would close it, and a
	// client that is gone would not be noticed.
	keepAlive = 15 * time.Second
)

// resume has the query begin after the last event that a client has seen in a stream.
func (q *feedQuery) resume(lastEventID string) error {
	if !q.streams || lastEventID == "" {
		return nil
	}
	number, err := strconv.ParseInt(lastEventID, 10, 64)
	if err != nil || number < 0 {
		return apierr.UnusableHeader("Last-Event-ID must be the sequence of an event")
	}
	q.After = number
	return nil
}

// stream writes the events of an organization until the client leaves.
type stream struct {
	b     *backend
	c     *call
	q     *feedQuery
	leave func()
	w     http.ResponseWriter
	rc    *http.ResponseController
}

// feedStream returns the answer that streams events. It reads the first page before, so
// that an error is an ordinary answer.
func (b *backend) feedStream(ctx context.Context, c *call, q *feedQuery, leave func()) (*answer, error) {
	first, err := b.readFeed(ctx, c, q)
	if err != nil {
		return nil, err
	}
	s := &stream{b: b, c: c, q: q, leave: leave}
	return &answer{stream: func(w http.ResponseWriter) { s.serve(w, first) }}, nil
}

// serve writes pages until the client leaves, its key is no longer valid, the server stops
// or the database fails. The client then connects again, and is told the reason.
func (s *stream) serve(w http.ResponseWriter, page *event.Page) {
	defer s.leave()
	s.w, s.rc = w, http.NewResponseController(w)
	w.Header()["Content-Type"] = []string{eventStream}
	w.Header()["X-Accel-Buffering"] = []string{"no"} // nginx would hold events back
	w.WriteHeader(http.StatusOK)
	ctx, cancel := context.WithCancel(s.c.Context())
	defer cancel()
	defer context.AfterFunc(s.b.feed.running, cancel)()
	for s.write(page) == nil {
		waiting, cancel := context.WithTimeout(ctx, keepAlive)
		err := s.b.feed.await(waiting, s.c, page)
		silent := errors.Is(waiting.Err(), context.DeadlineExceeded)
		cancel()
		if err != nil && !silent || s.b.feed.readmit(ctx, s.c) != nil {
			return
		}
		if page, err = s.b.readFeed(ctx, s.c, s.q); err != nil {
			return
		}
	}
}

// write writes a page. Its last id is the cursor, also if no event matched, so that a
// client that reconnects does not look at the same events again.
func (s *stream) write(page *event.Page) error {
	var dst []byte
	for i := range page.Events {
		e := &page.Events[i]
		dst = append(append(dst, "event: "...), e.Type()...)
		dst = e.AppendJSON(append(dst, "\ndata: "...))
		dst = strconv.AppendInt(append(dst, "\nid: "...), e.Sequence, 10)
		dst = append(dst, "\n\n"...)
	}
	dst = strconv.AppendInt(append(dst, "id: "...), page.Next, 10)
	dst = append(dst, "\n\n"...)
	now := time.Now()
	_ = s.rc.SetReadDeadline(now.Add(2 * keepAlive)) // else the end of the time for the body would end the stream
	_ = s.rc.SetWriteDeadline(now.Add(s.b.feed.timeout))
	if _, err := s.w.Write(dst); err != nil {
		return err
	}
	return s.rc.Flush()
}
