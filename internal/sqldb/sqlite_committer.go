package sqldb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"
)

// sqliteCommitter writes on one connection. The end of a request does not end its
// statements: a group has the writes of many requests.
type sqliteCommitter struct {
	session     *sqliteSession
	checkpoints *checkpointer
	texts       textIndexes
	snapshots   *atomic.Int64 // open now
}

// commitGroup does the writes one after another in one transaction. Only writes
// that are likely to fail after a change have a savepoint: it costs a fifth of a
// write.
func (c *sqliteCommitter) commitGroup(group []*write) error {
	return c.transaction(group, func(w *write) error {
		if w.Large || w.MayFail {
			return c.inSavepoint(w)
		}
		if w.call(context.Background(), c.session); w.abortsGroup() {
			return errGroupAborted
		}
		return nil
	})
}

// commitEach does each write in a savepoint of its own, in one transaction.
func (c *sqliteCommitter) commitEach(group []*write) error {
	return c.transaction(group, c.inSavepoint)
}

// inSavepoint does a write so that its failure rolls back only itself. It fails when
// SQLite has rolled back the whole transaction, as it does after some errors of the
// disk: then the savepoint is gone.
func (c *sqliteCommitter) inSavepoint(w *write) error {
	if err := c.exec("SAVEPOINT one"); err != nil {
		return err
	}
	if w.call(context.Background(), c.session); w.err != nil {
		c.session.cache.clear()
		if err := c.exec("ROLLBACK TO one"); err != nil {
			return errors.Join(w.err, err)
		}
	}
	return c.exec("RELEASE one")
}

// rehearse rolls back, so it does not wait for the disk.
func (c *sqliteCommitter) rehearse(w *write) error {
	if err := c.begin(); err != nil {
		return fmt.Errorf("beginning to rehearse: %w", err)
	}
	w.call(context.Background(), c.session)
	c.rollback()
	return nil
}

func (c *sqliteCommitter) hasDeferredWork() bool { return c.texts.hasDeferredWork() }

// doDeferredWork stops after a failure until there is a further change. Until then,
// searches stay slower.
func (c *sqliteCommitter) doDeferredWork() {
	if c.snapshots.Load() > 0 {
		return // the work waits until they are closed
	}
	if err := c.deferredStep(); err != nil {
		c.texts.giveUp()
		c.session.watch.log.Error("writing to the text index failed", "error", err)
	}
}

// deferredStep does a part of the deferred work in a transaction of its own.
func (c *sqliteCommitter) deferredStep() error {
	if err := c.begin(); err != nil {
		return err
	}
	if changed, err := c.texts.doDeferredWork(c.session); err != nil || !changed {
		c.rollback()
		return err
	}
	if err := c.exec("COMMIT"); err != nil {
		c.rollback()
		return err
	}
	c.texts.committed()
	c.checkpoints.committed(c.session)
	return nil
}

// transaction runs do for each write of a group, and adds the counts, the sums, the
// events and the text index entries of the group. It rolls back and fails at the first error.
func (c *sqliteCommitter) transaction(group []*write, do func(*write) error) error {
	if err := c.begin(); err != nil {
		return fmt.Errorf("beginning to write: %w", err)
	}
	if err := c.checkpoints.numbers.begun(c.session); err != nil {
		c.rollback()
		return fmt.Errorf("numbering the WAL: %w", err)
	}
	for _, w := range group {
		if err := do(w); err != nil {
			c.rollback()
			return err
		}
	}
	for _, args := range countsOf(group, 0) {
		if err := c.exec(addCounts, args...); err != nil {
			c.rollback()
			return fmt.Errorf("counting rows: %w", err)
		}
	}
	for _, a := range additionsOf(group) {
		for row := range slices.Chunk(a.values, len(a.to.columns)) {
			if err := c.exec(a.to.text, row...); err != nil {
				c.rollback()
				return fmt.Errorf("adding to sums: %w", err)
			}
		}
	}
	if err := c.writeEvents(group); err != nil {
		c.rollback()
		return err
	}
	if err := c.texts.stepIfDue(c.session, group); err != nil {
		c.rollback()
		return fmt.Errorf("writing to the text index: %w", err)
	}
	begun := time.Now()
	if err := c.exec("COMMIT"); err != nil {
		c.rollback()
		return fmt.Errorf("committing: %w", err)
	}
	c.texts.committed()
	c.session.watch.Committed(len(group), time.Since(begun))
	c.checkpoints.committed(c.session)
	return nil
}

// begin begins a transaction that writes. It waits for the lock of the file.
func (c *sqliteCommitter) begin() error {
	c.session.cache.recheck()
	return c.exec("BEGIN IMMEDIATE")
}

// rollback rolls a transaction back. It ignores the error: SQLite may have rolled the
// transaction back already.
func (c *sqliteCommitter) rollback() {
	_ = c.exec("ROLLBACK")
	c.session.cache.clear()
	if c.checkpoints != nil { // nil outside of the writer
		c.checkpoints.numbers.rolledBack()
	}
}

func (c *sqliteCommitter) exec(statement string, args ...any) error {
	_, err := c.session.exec(context.Background(), statement, args)
	return err
}
