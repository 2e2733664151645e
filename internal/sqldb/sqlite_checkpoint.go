package sqldb

import (
	"context"
	"sync/atomic"
)

// checkpointer copies the pages of the WAL into the database, so that the WAL does not
// grow for ever. It uses a connection of its own, so that writes do not wait for it.
// SQLite restarts the WAL only when all of it has been copied, which never happens
// while the writer adds pages without a pause. So when the WAL is long, the writer
// itself copies the last pages.
type checkpointer struct {
	session  *sqliteSession
	requests chan struct{}
	ended    chan struct{}
	rest     atomic.Bool // whether the writer must copy the last pages
	numbers  numbering

	// Used by the writer only:
	commits   int // since the last request
	requested int // the length of the WAL at the last request, in pages; 0 if it was restarted since
}

const (
	// commitsPerCheckpoint bounds the WAL if the writer pauses at times. A group of 64 new
	// customers changes about 120 pages of 4 KiB, and a group of 45 new loads about 280.
	commitsPerCheckpoint = 64
	// pagesPerCheckpoint, 64 MiB, bounds the WAL if transactions are large: a group of
	// batches of loads changes up to 4,000 pages.
	pagesPerCheckpoint = 16384
	// longWAL is the length of the WAL in pages, 128 MiB, from which on the writer waits
	// for a checkpoint. A longer WAL would make it wait less often, but SQLite reads all of the
	// WAL at the first start after a crash.
	longWAL = 32768
	// fewPages, 4 MiB, are left for the writer to copy, if possible.
	fewPages = 1024
	// passes bounds the number of checkpoints in a row.
	passes = 32
)

func startCheckpointer(s *sqliteSession) *checkpointer {
	c := &checkpointer{session: s, requests: make(chan struct{}, 1), ended: make(chan struct{})}
	c.numbers.due.Store(true)
	go c.run()
	return c
}

func (c *checkpointer) run() {
	defer close(c.ended)
	for range c.requests {
		if c.rest.Load() {
			continue // a checkpoint would keep the writer from its own
		}
		c.rest.Store(c.copyMost())
	}
}

// copyMost copies all pages of the WAL but those that the writer adds meanwhile, and
// reports whether the WAL is long. Then few pages are left for the writer.
//
// SQLite syncs the file only if the writer has added no pages during the checkpoint. The
// sync of many pages takes as long as many transactions, so copyMost repeats checkpoints
// until one of them has synced most pages: else the writer would wait for the sync. It gives
// up if the writer adds pages faster than they are copied.
func (c *checkpointer) copyMost() (long bool) {
	first, synced := walLength(c.session), 0
	for range passes {
		switch pages := c.checkpoint(c.session); {
		case pages <= longWAL:
			return false
		case pages-first > longWAL:
			return true
		case walLength(c.session) != pages: // not synced
		case pages-synced <= fewPages:
			return true
		default:
			synced = pages
		}
	}
	return true
}

// committed is called by the writer after every commit.
func (c *checkpointer) committed(writer *sqliteSession) {
	if c.rest.CompareAndSwap(true, false) {
		c.checkpoint(writer)
		c.commits, c.requested = 0, 0
		return
	}
	pages := walLength(writer)
	if pages < c.requested {
		c.requested = 0
	}
	if c.commits++; c.commits < commitsPerCheckpoint && pages-c.requested < pagesPerCheckpoint {
		return
	}
	select {
	case c.requests <- struct{}{}:
		c.commits, c.requested = 0, pages
	default: // the last request is still waiting
	}
}

// close waits for the current checkpoint.
func (c *checkpointer) close() error {
	close(c.requests)
	<-c.ended
	return c.session.close()
}

// checkpoint copies the pages that it can without waiting for readers or writers, and
// returns the length of the WAL at its beginning, in pages. It logs a failure, after
// which the WAL grows. The writer may restart the WAL as soon as all pages are copied.
func (c *checkpointer) checkpoint(s *sqliteSession) (pages int) {
	c.numbers.due.Store(true)
	defer c.numbers.due.Store(true)
	return runCheckpoint(s, "PRAGMA wal_checkpoint(PASSIVE)")
}

// walLength returns the length of the WAL in pages. It copies nothing, and takes no lock.
func walLength(s *sqliteSession) (pages int) {
	return runCheckpoint(s, "PRAGMA wal_checkpoint(NOOP)")
}

func runCheckpoint(s *sqliteSession, pragma string) (pages int) {
	var busy, written int
	err := s.query(context.Background(), pragma, nil, func(scan func(...any) error) error {
		return scan(&busy, &pages, &written)
	})
	if err != nil {
		s.watch.CheckpointFailed()
		s.watch.log.Error("the WAL grows: a checkpoint failed", "error", err)
	}
	return pages
}
