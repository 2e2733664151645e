package sqldb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"waybill/internal/apierr"
)

// postgresCommitter writes on a connection that it takes for each group.
type postgresCommitter struct {
	engine *postgresEngine
	slot   int // of the counts that it adds to
}

// beginWrite begins a transaction that writes. DEFERRABLE has no effect on such a
// transaction, and READ UNCOMMITTED is READ COMMITTED. They tell triggers that the
// transaction keeps the sums of lanes and of weeks, which transactions of earlier versions
// do not. Unlike a setting of the session they also pass a pooler.
const beginWrite = "BEGIN ISOLATION LEVEL READ UNCOMMITTED, DEFERRABLE"

// groupAttempts is how often a group is tried, each time without the writes that
// aborted it.
const groupAttempts = 3

// commitGroup runs the functions of a group in lock step, because the network
// round trips to the server take most of the time of a write. A statement that
// fails aborts the transaction of the group. Then the write of that statement is
// taken out, to be done in a transaction of its own, and the others are done again
// as a group.
func (c *postgresCommitter) commitGroup(group []*write) error {
	var apart []*write
	for range groupAttempts {
		if len(group) <= 1 {
			break
		}
		failed, err := c.shareTransaction(group)
		if errors.Is(err, errConflict) {
			c.engine.watch.Conflicted(conflictOf(err))
			c.engine.pause(context.Background(), 0)
		}
		if err != nil && !refused(err) {
			return err // the connection failed
		}
		apart = append(apart, failed...)
		if err == nil {
			return c.commitEach(apart)
		}
		if len(failed) == 0 {
			break
		}
		group = slices.DeleteFunc(slices.Clone(group), func(w *write) bool { return slices.Contains(failed, w) })
	}
	return c.commitEach(append(apart, group...))
}

func (c *postgresCommitter) shareTransaction(group []*write) (failed []*write, err error) {
	err = c.connected(func(ctx context.Context, conn *pgxpool.Conn) (err error) {
		failed, err = c.lockStep(ctx, conn, group)
		return err
	})
	return failed, err
}

// lockStep is one attempt at a group. It gives the writes that must be done in
// transactions of their own, as far as it is known which they are, and an error if
// the transaction was rolled back.
func (c *postgresCommitter) lockStep(ctx context.Context, conn *pgxpool.Conn, group []*write) (failed []*write, err error) {
	p := newPipeline(ctx, conn, c.engine.watch, c.engine.arrays)
	p.distributed, p.ending = c.engine.distributed, c.endingOf(group)
	p.run(len(group), func(s session, i int) { group[i].call(ctx, s) })
	for i, f := range p.functions {
		group[i].changedAt = f.changedAt
	}
	if err := c.finishEnding(p.ending, len(group)); err != nil {
		return nil, err
	}
	if p.broken != nil {
		if p.begun {
			c.rollback(ctx, conn)
		}
		for _, i := range p.culprits() {
			failed = append(failed, group[i])
		}
		if apierr.KindOf(p.broken) == apierr.Unavailable {
			if errors.Is(p.broken, errOneStatement) {
				failed = nil // other writes may fail in the same way, so each is done alone
			}
			return failed, p.broken
		}
		return failed, errGroupAborted
	}
	if p.ending.isSent() {
		return nil, nil
	}
	for _, w := range group {
		switch {
		case w.isOutrun():
			failed = append(failed, w)
			c.engine.watch.Conflicted(Outrun)
		case w.abortsGroup():
			failed, err = append(failed, w), errGroupAborted
		}
	}
	if err != nil {
		c.rollback(ctx, conn)
		return failed, err
	}
	if err := c.commit(ctx, conn, p.unsentBegin(), group); err != nil {
		return nil, err
	}
	return failed, nil
}

// endingOf returns the ending of a group, or nil if some write may go on after its insert, or
// is a rehearsal. With Citus one statement cannot write tables that are distributed in
// different ways.
func (c *postgresCommitter) endingOf(group []*write) *ending {
	if c.engine.distributed || slices.ContainsFunc(group, func(w *write) bool { return !w.EndsWithInsert || w.Rehearsal }) {
		return nil
	}
	return &ending{slot: c.slot}
}

// commitEach does each write in a transaction of its own. When the connection fails, it
// does not try the remaining writes.
func (c *postgresCommitter) commitEach(group []*write) error {
	for i, w := range group {
		err := c.commitOne(w)
		if errors.Is(w.err, errOneStatement) {
			c.engine.watch.NotKept(1)
		}
		if err == nil {
			continue
		}
		c.engine.watch.NotKept(len(group) - i)
		for _, left := range group[i:] {
			left.err = apierr.DatabaseUnavailable(err)
		}
		break
	}
	return nil
}

func (c *postgresCommitter) rehearse(w *write) error { return c.commitOne(w) }

// hasDeferredWork returns false: the server maintains its indexes itself.
func (c *postgresCommitter) hasDeferredWork() bool { return false }
func (c *postgresCommitter) doDeferredWork()       {}

// commitOne does a write in a transaction of its own, and repeats it after conflicts with
// other transactions.
func (c *postgresCommitter) commitOne(w *write) error {
	for attempt := range attempts {
		if attempt > 0 {
			c.engine.pause(w.ctx, attempt-1)
		}
		err := c.connected(func(ctx context.Context, conn *pgxpool.Conn) error { return c.transaction(ctx, conn, w) })
		if err != nil || !errors.Is(w.err, errConflict) {
			return err
		}
		c.engine.watch.Conflicted(conflictOf(w.err))
	}
	return nil
}

// transaction does a write, and rolls back a rehearsal. It stores the error of the write,
// or of its commit, in the write, and returns the errors of the connection. The
// transaction begins with the first statement of the write.
func (c *postgresCommitter) transaction(ctx context.Context, conn *pgxpool.Conn, w *write) error {
	s := &postgresSession{on: conn, watch: c.engine.watch, arrays: c.engine.arrays, begin: beginWrite, distributed: c.engine.distributed, ending: c.endingOf([]*write{w})}
	w.call(ctx, s)
	switch {
	case s.ending.isSent():
		return c.finishEnding(s.ending, 1)
	case w.err != nil || w.Rehearsal:
		if s.begin == "" {
			c.rollback(ctx, conn)
		}
		return nil
	}
	err := c.commit(ctx, conn, s.begin, []*write{w})
	if refused(err) {
		w.err = err
		return nil
	}
	return err
}

// errAborted says that the transaction was aborted because a statement failed, although
// the function of the write did not return the error.
var errAborted = errors.New("a statement of the transaction has failed")

// refused reports whether the server aborted the transaction while the connection
// stayed usable.
func refused(err error) bool {
	return errors.Is(err, errGroupAborted) || errors.Is(err, errConflict) || errors.Is(err, errAborted) || errors.Is(err, errOneStatement)
}

// commit sends the group's counts, its sums, its events and the commit in one round trip. It
// begins with the statement that begins the transaction, unless that is "". It also fails if
// the server answers with a rollback: it does so for a transaction in which a statement failed.
func (c *postgresCommitter) commit(ctx context.Context, conn *pgxpool.Conn, begin string, group []*write) error {
	begun := time.Now()
	batch := &pgx.Batch{}
	if begin != "" {
		batch.Queue(begin)
	}
	var added int64
	for _, args := range countsOf(group, c.slot) {
		c.engine.watch.trace(addCounts)
		batch.Queue(addCounts, args...)
		added += args[countedRows].(int64)
	}
	for _, a := range additionsOf(group) {
		text, args, err := c.engine.arrays.insert(&a.to.bulkInsert, a.values)
		if err != nil {
			return fmt.Errorf("adding to sums: %w", err)
		}
		c.engine.watch.trace(text)
		batch.Queue(text, args...)
	}
	for _, args := range insertionsOf(group) {
		c.engine.watch.trace(insertEvents)
		batch.Queue(insertEvents, args...)
	}
	batch.Queue("COMMIT")
	answers := conn.SendBatch(ctx, batch)
	var tag pgconn.CommandTag
	var err error
	for range batch.Len() {
		if tag, err = answers.Exec(); err != nil {
			break
		}
	}
	err = errors.Join(err, answers.Close())
	c.engine.watch.endAll(batch, begun)
	if err != nil {
		c.rollback(ctx, conn)
		return fmt.Errorf("committing: %w", postgresError(err))
	}
	if tag.String() != "COMMIT" {
		return fmt.Errorf("committing: the server answered %s: %w", tag, errAborted)
	}
	c.noteCommit(len(group), added, time.Since(begun))
	return nil
}

// noteCommit notes a commit of some writes, which has added some rows.
func (c *postgresCommitter) noteCommit(writes int, added int64, took time.Duration) {
	c.engine.watch.Committed(writes, took)
	c.engine.analyze.add(added)
}

// connected calls do with a connection, for up to Timeout. The pool
// drops a connection that comes back broken or within a transaction.
func (c *postgresCommitter) connected(do func(context.Context, *pgxpool.Conn) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	conn, err := c.engine.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("connecting: %w", postgresError(err))
	}
	defer conn.Release()
	return do(ctx, conn)
}

// rollback rolls a transaction back. If it fails, the pool closes the connection, which
// also ends the transaction.
func (c *postgresCommitter) rollback(ctx context.Context, conn *pgxpool.Conn) {
	_, _ = conn.Exec(ctx, "ROLLBACK")
}
