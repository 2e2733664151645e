// Package replica makes and keeps a replica of an organization of another server, of which
// it knows only the API: first it reads all records, and then the events of their changes.
//
// source.go asks the server, position.go keeps how far the replica is, apply.go writes
// records, replica.go decides what comes next, and verify.go compares the replica with the
// server.
//
// The commit that writes records also writes the position that they stand for. So a replica
// that was interrupted at any moment goes on where it was.
package replica

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"waybill/internal/resource"
	"waybill/internal/sqldb"
)

// Options say what to follow, and where the replica is.
type Options struct {
	URL string // of the server, from ParseURL
	Key string // of the organization that is followed
	DB  *sqldb.DB
	// Organization is the name of the organization that is the replica. It is created if
	// there is none.
	Organization string
	// Resources are those of the server. A resource comes after those that it refers to.
	Resources []resource.Replica
	// By is who makes the changes, for the events of the replica.
	By  sqldb.Actor
	Log *slog.Logger
	// Pause waits for a time, or until the context ends. If it is nil, it is a timer.
	Pause func(context.Context, time.Duration)
}

// Follower keeps a replica. One goroutine at a time may use it.
type Follower struct {
	Options
	source       *source
	organization int64
	position     position
}

// New returns the follower of a replica, which it creates if there is none. It fails if the
// organization has records of its own, or is a replica of another server.
func New(ctx context.Context, options Options) (*Follower, error) {
	f := &Follower{Options: options, source: newSource(options.URL, options.Key)}
	if f.Pause == nil {
		f.Pause = pause
	}
	return f, f.open(ctx)
}

func pause(ctx context.Context, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

const (
	// firstPause is the first pause after a failure. Each further failure doubles it, up to
	// longestPause.
	firstPause   = 500 * time.Millisecond
	longestPause = time.Minute
)

// retrying calls ask until it succeeds or its error is not temporary. It pauses after a
// temporary error, for as long as the server asks. It returns the error of ctx when that ends.
func (f *Follower) retrying(ctx context.Context, ask func() error) error {
	for wait := firstPause; ; wait = min(2*wait, longestPause) {
		err := ask()
		failed, again := errors.AsType[*temporary](err)
		if !again {
			return err
		}
		next := max(failed.wait, wait/2+rand.N(wait/2)) //nolint:gosec // so that followers do not come all at once
		f.Log.Warn("following is interrupted", "error", err, "next_try_in", next.Round(time.Millisecond))
		if f.Pause(ctx, next); ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// Follow keeps the replica up to date until ctx ends, and returns the error of ctx, or why
// it cannot go on.
func (f *Follower) Follow(ctx context.Context) error {
	return f.follow(ctx, func(eventPage) bool { return false })
}

// CatchUp brings the replica up to date once.
func (f *Follower) CatchUp(ctx context.Context) error {
	err := f.follow(ctx, func(page eventPage) bool { return page.Next == page.Head })
	if err == nil {
		f.Log.Info("the replica is up to date", "sequence", f.position.cursor)
	}
	return err
}

// follow applies pages of events until isLast reports that there need be no more. It reads
// the records first, if they have not been read, and again if the events are not kept.
func (f *Follower) follow(ctx context.Context, isLast func(eventPage) bool) error {
	wait, checked := time.Duration(0), false
	for {
		if f.position.isReading() {
			if err := f.readRecords(ctx); err != nil {
				return err
			}
		}
		page, err := f.nextPage(ctx, wait, &checked)
		if errors.Is(err, errExpired) {
			f.Log.Warn("the events after the replica are not kept by the server, or it was restored: all records are read again", "sequence", f.position.cursor)
			if err := f.beginReading(ctx); err != nil {
				return err
			}
			wait = 0
			continue
		}
		if err != nil {
			return err
		}
		if err := f.applyEvents(ctx, page); err != nil {
			return err
		}
		if isLast(page) {
			return nil
		}
		if wait = 0; page.Next == page.Head {
			wait = longPoll
		}
	}
}

// nextPage returns the events after the position. Before the first page, and after each
// failure, it checks that the server is still the one that was read.
func (f *Follower) nextPage(ctx context.Context, wait time.Duration, checked *bool) (page eventPage, err error) {
	err = f.retrying(ctx, func() (err error) {
		if !*checked {
			if err := f.checkMark(ctx); err != nil {
				return err
			}
			*checked = true
		}
		if page, err = f.source.events(ctx, f.position.cursor, pageSize, wait); err != nil {
			*checked = false
		}
		return err
	})
	return page, err
}

// checkMark returns errExpired if the last event of the position is another event on the
// server: the server was restored from a backup, and has new events since. If the event was
// not read yet, checkMark marks it.
func (f *Follower) checkMark(ctx context.Context) error {
	if f.position.cursor == 0 {
		return nil
	}
	page, err := f.source.events(ctx, f.position.cursor-1, 1, 0)
	switch {
	case errors.Is(err, errExpired):
		return nil // either the event is not kept, or the next page is refused, too
	case err != nil:
		return err
	case f.position.mark == "" && len(page.Events) > 0:
		to := f.position
		to.mark = page.Events[0].mark()
		return f.write(ctx, func(*sqldb.Tx) (position, error) { return to, nil })
	case len(page.Events) == 0 || page.Events[0].mark() != f.position.mark:
		return errExpired
	}
	return nil
}

// readRecords reads the records of all resources, and goes on where it was interrupted.
func (f *Follower) readRecords(ctx context.Context) error {
	for f.position.isReading() {
		of, last, err := f.reading()
		if err != nil {
			return err
		}
		var page recordPage
		err = f.retrying(ctx, func() (err error) {
			page, err = f.source.records(ctx, of.Plural(), f.position.after)
			return err
		})
		if err != nil {
			return err
		}
		if err := f.applyRecords(ctx, of, page, last); err != nil {
			return err
		}
		f.Log.Info("read records", "resource", of.Plural(), "records", len(page.Records), "all", page.Next == "")
	}
	return nil
}

// reading returns the resource whose records are read, and the resource that follows, or ""
// if it is the last.
func (f *Follower) reading() (of resource.Replica, next string, err error) {
	for i, r := range f.Resources {
		if r.Plural() != f.position.resource {
			continue
		}
		if i+1 < len(f.Resources) {
			next = f.Resources[i+1].Plural()
		}
		return r, next, nil
	}
	return nil, "", fmt.Errorf("the replica was reading %q, which this program does not know", f.position.resource)
}

// Cursor returns the number of the last event of the server that the replica has.
func (f *Follower) Cursor() int64 { return f.position.cursor }
