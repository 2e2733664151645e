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
	session *sqliteSession
	asked   chan struct{}
	ended   chan struct{}
	rest    atomic.Bool // whether the writer must copy the last pages
	numbers numbering
	commits int // since the last request for a checkpoint; used by the writer only
}

const (
	// commitsPerCheckpoint bounds the WAL if the writer pauses at times. A group of 64 new
	// customers changes about 120 pages of 4 KiB, and a group of 45 new loads about 280.
	commitsPerCheckpoint = 64
	// longWAL is the length of the WAL in pages, 128 MiB, from which on the writer waits
	// for a checkpoint. A longer WAL would make it wait less often, but SQLite reads all of the
	// WAL at the first start after a crash.
	longWAL = 32768
	// passes is the number of checkpoints in a row. Each copies the pages that were
	// added during the previous checkpoint, so that fewer are left for the writer.
	passes = 3
)

func startCheckpointer(s *sqliteSession) *checkpointer {
	c := &checkpointer{session: s, asked: make(chan struct{}, 1), ended: make(chan struct{})}
	c.numbers.due.Store(true)
	go c.run()
	return c
}

func (c *checkpointer) run() {
	defer close(c.ended)
	for range c.asked {
		c.numbers.due.Store(true)
		pages := checkpoint(c.session)
		for pass := 1; pages > longWAL && pass < passes; pass++ {
			pages = checkpoint(c.session)
		}
		c.rest.Store(pages > longWAL)
		c.numbers.due.Store(true)
	}
}

// committed is called by the writer after every commit.
func (c *checkpointer) committed(writer *sqliteSession) {
	if c.rest.CompareAndSwap(true, false) {
		checkpoint(writer)
		c.numbers.due.Store(true)
		c.commits = 0
		return
	}
	if c.commits++; c.commits < commitsPerCheckpoint {
		return
	}
	select {
	case c.asked <- struct{}{}:
		c.commits = 0
	default: // the last request is still waiting
	}
}

// close waits for the current checkpoint.
func (c *checkpointer) close() error {
	close(c.asked)
	<-c.ended
	return c.session.close()
}

// checkpoint copies the pages that it can without waiting for readers or writers, and
// returns the length of the WAL in pages. It logs a failure, after which the WAL
// grows.
func checkpoint(s *sqliteSession) (pages int) {
	var busy, written int
	err := s.query(context.Background(), "PRAGMA wal_checkpoint(PASSIVE)", nil, func(scan func(...any) error) error {
		return scan(&busy, &pages, &written)
	})
	if err != nil {
		s.watch.CheckpointFailed()
		s.watch.log.Error("the WAL grows: a checkpoint failed", "error", err)
	}
	return pages
}
