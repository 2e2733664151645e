// Package transfer copies the contents of one database to another, of the same
// engine or another, and proves that both hold the same rows. A backup is such a copy
// of a snapshot, in a new SQLite file.
//
// It copies rows table by table in the order of their keys, a few thousand to a
// transaction. So the last row of the target tells where an interrupted copy
// continues. The tables and columns are read from the databases.
package transfer

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"waybill/internal/sqldb"
)

// Reasons for which a copy is refused. The command line shows these texts.
var (
	ErrNothing  = errors.New("the source has no organization, so there is nothing to copy")
	ErrSame     = errors.New("the target is the source, or was completed by an earlier copy: copy to a file that does not exist, or to an empty database")
	ErrNotEmpty = errors.New("the target is not empty")
	ErrOther    = errors.New("the target is an unfinished copy of another database")
	ErrTables   = errors.New("the databases do not have the same tables")
	ErrChanging = errors.New("the source is being written to, so the copy cannot be proved; stop its server")
)

// Progress is the progress of a copy.
type Progress struct {
	Doing string // an activity, such as "copying"
	What  string // its object, such as "customers"
	// Done and Total count rows. Both are zero for an activity without rows.
	Done, Total int64
}

// Copy copies the contents of a database to a target that is empty, or is an
// unfinished copy of the same database. Nobody may write to the source meanwhile.
// The caller opens the target with sqldb.Options.Unfinished.
//
// Copy calls report, never concurrently, after every few thousand rows. At its end
// it reads a snapshot of each database and returns their comparison. When the
// comparison finds no difference, and nobody has written to the source since, the
// target becomes an ordinary database, in one commit with the events of the ending.
// Otherwise, or after an error, it stays an unfinished copy, and another call continues where
// this call stopped.
func Copy(ctx context.Context, from, to *sqldb.DB, ending sqldb.Ending, report func(Progress)) (Proof, error) {
	tables, err := commonTables(ctx, from, to)
	if err != nil {
		return nil, err
	}
	if err := begin(ctx, from, to, tables); err != nil {
		return nil, err
	}
	c := &copier{from: from, to: to, report: report}
	if err := c.fill(ctx, tables); err != nil {
		return nil, err
	}
	for range proofAttempts {
		proof, ended, err := c.proveAndEnd(ctx, from, tables, ending)
		if err != nil || ended || !proof.Same() {
			return proof, err
		}
	}
	return nil, ErrChanging
}

// fill copies the rows of all tables, and creates what a copy creates after its rows.
func (c *copier) fill(ctx context.Context, tables []table) error {
	for _, t := range tables {
		if err := c.copy(ctx, t); err != nil {
			return fmt.Errorf("copying %s: %w", t.name, err)
		}
	}
	if err := c.to.CompleteCopy(ctx, func(what string) { c.start("creating the", what, 0, 0) }); err != nil {
		return err
	}
	return c.countValues(ctx, tables)
}

// countValues counts the rows of the target by the values of the counted columns. The
// proof compares the counts with those that the source has kept.
func (c *copier) countValues(ctx context.Context, tables []table) error {
	for _, t := range tables {
		for _, column := range t.counted {
			c.start("creating the", "counts of "+t.name+" by "+column, 0, 0)
			if err := c.to.CountValues(ctx, t.name, column); err != nil {
				return err
			}
		}
	}
	return nil
}

// proofAttempts bounds the comparisons that fail because the source has changed. A change
// need not be of data: a server on the same SQLite file merges segments of a text
// index for some time after the last write.
const proofAttempts = 5

// proveAndEnd compares a snapshot of each database. When they are equal, it locks
// the source against writers, and ends the copy if the source still equals its
// snapshot. So the target has every write that the source acknowledged before.
func (c *copier) proveAndEnd(ctx context.Context, from *sqldb.DB, tables []table, ending sqldb.Ending) (proof Proof, ended bool, err error) {
	source, err := from.Snapshot(ctx)
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
	return proof, true, c.to.EndCopy(ctx, ending)
}

// copier is the state of a call of Copy or Backup.
type copier struct {
	from     reader
	to       *sqldb.DB
	mu       sync.Mutex
	report   func(Progress)
	progress Progress
}

func (c *copier) start(doing, what string, done, total int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.progress = Progress{Doing: doing, What: what, Done: done, Total: total}
	c.report(c.progress)
}

func (c *copier) advance(rows int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.progress.Done += int64(rows)
	c.report(c.progress)
}

// copy copies the rows of a table that the target does not have yet. It reads ahead
// while it writes.
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
		c.advance(len(rows))
	}
	return <-failed
}
