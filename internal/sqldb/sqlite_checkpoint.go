package sqldb

import (
	"context"
	"sync/atomic"
)

// checkpointer writes the WAL's pages into the database, so that the WAL does not
// grow for ever. It works beside the writer, on a connection of its own, so that
// requests do not wait for it. But SQLite begins the WAL anew only when all of it
// is in the database, and a writer that never rests leaves no such moment: once
// the WAL is long and little of it is left, the writer itself does the rest.
type checkpointer struct {
	session *sqliteSession
	asked   chan struct{}
	ended   chan struct{}
	rest    atomic.Bool // whether the writer is to do the rest
	numbers numbering
	commits int // since a checkpoint was asked for; the writer's own
}

const (
	// commitsPerCheckpoint keeps the WAL at a few MiB while the writer rests at
	// times: a group changes a score of pages.
	commitsPerCheckpoint = 64
	// longWAL is how many pages the WAL has, 32 MiB of them, before the writer waits
	// for a checkpoint.
	longWAL = 8192
	// passes leave less and less for the writer to do, as each has the pages that
	// came during the one before.
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

// committed is told of every commit by the writer.
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
	default: // it has not begun with the last
	}
}

// close waits for a checkpoint that is under way.
func (c *checkpointer) close() error {
	close(c.asked)
	<-c.ended
	return c.session.close()
}

// checkpoint writes what it can without waiting for anybody, and gives how many
// pages the WAL has. It loses nothing by failing, but the WAL would grow, so that
// is logged.
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
