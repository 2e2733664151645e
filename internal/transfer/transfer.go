// Package transfer copies all that is in one database to another, of the same
// engine or another, and proves that both hold the same.
//
// Rows are copied table by table in the order of their keys, a few thousand to a
// transaction. So the last row of the target says where an interrupted copy goes
// on. Which tables and columns there are the databases say themselves.
package transfer

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"waybill/internal/sqldb"
)

// Why a copy is refused, for the command line to tell in these words.
var (
	ErrNothing  = errors.New("the source has no organization, so there is nothing to copy")
	ErrSame     = errors.New("the target is the source, or a complete copy of it")
	ErrNotEmpty = errors.New("the target is not empty")
	ErrOther    = errors.New("the target is an unfinished copy of another database")
	ErrTables   = errors.New("the databases do not have the same tables")
	ErrChanging = errors.New("the source is written to, so nothing can be proven of it; stop its server")
)

// Progress is how far a copy has come.
type Progress struct {
	Doing string // such as "copying"
	What  string // such as "customers"
	// Done and Total count rows. Both are zero where there is nothing to count.
	Done, Total int64
}

// Copy copies everything from a database that nobody writes to meanwhile to one
// that is empty, or is an unfinished copy of the same database. Both must be
// open, the target with sqldb.Options.Unfinished.
//
// It calls tell, never twice at once, after every few thousand rows. At its end
// it reads a snapshot of each database and returns the proof of what they hold.
// When the proof has no difference, and nobody has written to the source since,
// the target is a database like any other. Otherwise, or after an error, it stays
// an unfinished copy, and another call goes on where this one stopped.
func Copy(ctx context.Context, from, to *sqldb.DB, tell func(Progress)) (Proof, error) {
	tables, err := commonTables(ctx, from, to)
	if err != nil {
		return nil, err
	}
	if err := begin(ctx, from, to, tables); err != nil {
		return nil, err
	}
	c := &copier{from: from, to: to, tell: tell}
	for _, t := range tables {
		if err := c.copy(ctx, t); err != nil {
			return nil, fmt.Errorf("copying %s: %w", t.name, err)
		}
	}
	if err := to.CompleteCopy(ctx, func(what string) { c.start("making the", what, 0, 0) }); err != nil {
		return nil, err
	}
	for range rounds {
		proof, ended, err := c.proveAndEnd(ctx, tables)
		if err != nil || ended || !proof.Same() {
			return proof, err
		}
	}
	return nil, ErrChanging
}

// rounds is how often it is tried to find the source as it was when it was
// compared. What is not data counts as a change, too: a server on the same SQLite
// file merges segments of a text index for some time after the last write.
const rounds = 5

// proveAndEnd compares a snapshot of each database. When both hold the same it
// waits for those who write to the source, keeps further ones from writing, and
// ends the copy if the source still is what was compared. So whatever was
// acknowledged until then is in the target.
func (c *copier) proveAndEnd(ctx context.Context, tables []table) (proof Proof, ended bool, err error) {
	source, err := c.from.Snapshot(ctx)
	if err != nil {
		return nil, false, err
	}
	defer func() { err = errors.Join(err, source.Close(ctx)) }()
	target, err := c.to.Snapshot(ctx)
	if err != nil {
		return nil, false, err
	}
	proof, err = c.prove(ctx, tables, source, target)
	if err = errors.Join(err, target.Close(ctx)); err != nil || !proof.Same() {
		return proof, false, err
	}
	names := []string{counts.name}
	for _, t := range tables {
		names = append(names, t.name)
	}
	unchanged, err := source.Seal(ctx, names)
	if err != nil || !unchanged {
		return proof, false, err
	}
	return proof, true, c.to.EndCopy(ctx)
}

// copier is one call of Copy.
type copier struct {
	from, to *sqldb.DB
	mu       sync.Mutex
	tell     func(Progress)
	now      Progress
}

func (c *copier) start(doing, what string, done, total int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = Progress{Doing: doing, What: what, Done: done, Total: total}
	c.tell(c.now)
}

func (c *copier) did(rows int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now.Done += int64(rows)
	c.tell(c.now)
}

// copy copies the rows of a table that the target lacks. It reads ahead while it
// writes.
func (c *copier) copy(ctx context.Context, t table) error {
	total, err := t.count(ctx, c.from)
	if err != nil {
		return err
	}
	done, err := t.count(ctx, c.to)
	if err != nil {
		return err
	}
	after, err := t.lastKey(ctx, c.to)
	if err != nil {
		return err
	}
	c.start("copying", t.name, done, total)

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	chunks, failed := make(chan [][]any, 2), make(chan error, 1)
	go func() {
		defer close(chunks)
		failed <- t.read(ctx, c.from, after, func(rows [][]any) error {
			select {
			case chunks <- rows:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	for rows := range chunks {
		if err := t.write(ctx, c.to, rows); err != nil {
			return err
		}
		c.did(len(rows))
	}
	return <-failed
}
