package sqldb

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"waybill/internal/apierr"
)

// groupSize is the largest number of writes that share a transaction. It bounds
// how long the first of them waits for the last.
const groupSize = 256

const (
	// quiet is the time without a write after which deferred work begins.
	quiet = 100 * time.Millisecond
	// deferredPause is the pause between two parts of deferred work, for the processor
	// and the disk.
	deferredPause = 20 * time.Millisecond
)

var errClosed = apierr.DatabaseUnavailable(errors.New("the database is closed"))

// writer takes the writes of a database and commits them in groups:
//
//	DB.Write ──▶ waiting ──▶ gather ──▶ BEGIN, fn, fn, …, counts, COMMIT ──▶ results
//	             (channel)   (≤ 256)    (one transaction and one sync for all)
//
// While a group is committed, the next writes wait, and become the next group. So
// groups grow with the load, and a single write does not wait for others.
//
// If there are several committers, half of them also do large writes, each in a
// transaction of its own. The other half does small writes only. So no write waits
// for the large writes of another organization, or for their locks.
type writer struct {
	clock   *clock
	watch   *watcher
	waiting chan *write
	large   chan *write // nil where there is one committer, which does all writes
	busy    busy
	tell    atomic.Pointer[func(organization int64)] // of DB.WhenTold
	closing sync.RWMutex                             // held for reading while a write is handed over
	closed  bool
	running sync.WaitGroup
}

// busy counts the unfinished large writes of each organization. While there are any,
// the small writes of the organization use the same queue: in a group they could
// wait for the locks of a large write, and with them the writes of other
// organizations.
type busy struct {
	large atomic.Int64 // of all organizations; most of the time there are none
	mu    sync.Mutex
	of    map[int64]int
}

// add adds 1 for a large write that begins, and -1 for one that ends.
func (b *busy) add(w *write, count int) {
	if !w.Large {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.of[w.Organization] += count; b.of[w.Organization] == 0 {
		delete(b.of, w.Organization)
	}
	b.large.Add(int64(count))
}

func (b *busy) has(organization int64) bool {
	if b.large.Load() == 0 {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.of[organization] > 0
}

// committer commits groups of writes in the way that is fastest on its engine. It is
// used by one goroutine.
type committer interface {
	// commitGroup does a group in one transaction. It stores each write's own error in
	// the write. An error that it returns is the result of all other writes, and means
	// that none of them was committed. It returns errGroupAborted after it has rolled
	// the group back because one write failed after a change, or may have ended the
	// transaction.
	commitGroup(group []*write) error
	// commitEach does a group so that a write that fails rolls back only itself.
	commitEach(group []*write) error
	// rehearse does a write, stores its own error in it, and rolls it back.
	rehearse(w *write) error
	// hasDeferredWork reports whether there is work for the time without writes.
	hasDeferredWork() bool
	// doDeferredWork does a part of the work, for a few milliseconds.
	doDeferredWork()
}

// errGroupAborted says that the transaction of a group was rolled back because of
// one write. The group must be committed again by commitEach.
var errGroupAborted = errors.New("a write must be rolled back")

// Work says what kind of write is to be done. The zero value is good for a write
// of a few rows.
type Work struct {
	// Organization is the organization whose rows are changed, 0 for none.
	Organization int64
	// Large says that many rows are changed. On PostgreSQL such a write shares no
	// transaction, and small writes of other organizations do not wait for it.
	Large bool
	// MayFail says that the write is likely to fail after a change. On SQLite it then
	// has a savepoint, as large writes have, so that the writes that share its
	// transaction do not have to be repeated.
	MayFail bool
	// EndsWithInsert says that the function runs no statement after a Tx.InsertLast, so
	// that the insert may commit.
	EndsWithInsert bool
	// Rehearsal says that the write is rolled back.
	Rehearsal bool
	// By is who makes the change, for its events.
	By Actor
}

// write is a call of DB.Do on its way through the writer.
type write struct {
	Work
	ctx    context.Context
	fn     func(*Tx) error
	now    func() time.Time
	tx     *Tx // of the last attempt; nil when ctx had ended before it
	err    error
	result chan error
	// changedAt is the number of the first statement by which the last attempt has changed rows,
	// where the writes of a group run side by side; otherwise 0.
	changedAt int
}

func startWriter(committers []committer, clock *clock, watch *watcher) *writer {
	wr := &writer{clock: clock, watch: watch, waiting: make(chan *write, groupSize), busy: busy{of: map[int64]int{}}}
	if len(committers) > 1 {
		wr.large = make(chan *write, groupSize)
	}
	for i, c := range committers {
		s := &supply{small: wr.waiting}
		if i < len(committers)/2 {
			s.large = wr.large
		}
		wr.running.Go(func() { wr.run(c, s) })
	}
	return wr
}

// panicked carries a panic of a caller's function back to the caller.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }

// write queues a write and waits for its result. It returns early when the context
// of the write ends, although the write may still be committed.
func (wr *writer) write(w *write) error {
	w.now, w.result = wr.clock.next, make(chan error, 1)
	if err := wr.hand(w); err != nil {
		return err
	}
	select {
	case err := <-w.result:
		if p, ok := errors.AsType[*panicked](err); ok {
			panic(p)
		}
		return err
	case <-w.ctx.Done():
		return fmt.Errorf("waiting for a commit: %w", w.ctx.Err())
	}
}

func (wr *writer) hand(w *write) error {
	wr.closing.RLock()
	defer wr.closing.RUnlock()
	if wr.closed {
		return errClosed
	}
	queue := wr.waiting
	if wr.large != nil && (w.Large || wr.busy.has(w.Organization)) {
		queue = wr.large
	}
	wr.busy.add(w, 1)
	select {
	case queue <- w:
		return nil
	case <-w.ctx.Done():
		wr.busy.add(w, -1)
		return fmt.Errorf("waiting to write: %w", w.ctx.Err())
	}
}

// close refuses further writes, and waits for those in the queues.
func (wr *writer) close() {
	wr.closing.Lock()
	if !wr.closed {
		wr.closed = true
		close(wr.waiting)
		if wr.large != nil {
			close(wr.large)
		}
	}
	wr.closing.Unlock()
	wr.running.Wait()
}

// run commits groups until the queues are closed. The rehearsals among the writes
// come after the group, so that the group does not wait for them.
func (wr *writer) run(c committer, s *supply) {
	waiting, group := make([]*write, 0, groupSize), make([]*write, 0, groupSize)
	for first := s.next(c); first != nil; first = s.next(c) {
		waiting = s.gather(append(waiting[:0], first))
		group = group[:0]
		for _, w := range waiting {
			if !w.Rehearsal {
				group = append(group, w)
			}
		}
		if len(group) > 0 {
			wr.finish(group, wr.commit(c, group))
		}
		wr.rehearse(c, waiting)
	}
}

// supply has the queues of a committer. A queue that is closed becomes nil.
type supply struct {
	small, large <-chan *write // large also has the small writes of busy organizations
	from         <-chan *write // the queue of the last write
	ahead        *write        // a large write that was taken from a queue, to be done next
}

// next waits for a write, and meanwhile does deferred work. It returns nil when the
// queues are closed and empty.
func (s *supply) next(c committer) *write {
	for pause := quiet; s.ahead != nil || s.small != nil || s.large != nil; {
		if w := s.ahead; w != nil {
			s.ahead = nil
			return w
		}
		var deferred <-chan time.Time
		if c.hasDeferredWork() {
			deferred = time.After(pause)
		}
		select {
		case w, open := <-s.small:
			if s.from = s.small; open {
				return w
			}
			s.small = nil
		case w, open := <-s.large:
			if s.from = s.large; open {
				return w
			}
			s.large = nil
		case <-deferred:
			c.doDeferredWork()
			pause = deferredPause
		}
	}
	return nil
}

// rehearse does the rehearsals among some writes.
func (wr *writer) rehearse(c committer, among []*write) {
	for _, w := range among {
		if w.Rehearsal {
			alone := []*write{w}
			wr.finish(alone, wr.outcome(alone, c.rehearse(w)))
		}
	}
}

// finish sends the writes of a group their results. An error is the result of every
// write, except for those that panicked.
func (wr *writer) finish(group []*write, err error) {
	for _, w := range group {
		wr.busy.add(w, -1)
		if _, ok := errors.AsType[*panicked](w.err); err != nil && !ok {
			w.err = err // what the write has read or written was rolled back
		}
		w.result <- w.err
	}
	if tell := wr.tell.Load(); tell != nil && err == nil {
		for _, organization := range toldOf(group) {
			(*tell)(organization)
		}
	}
}

// toldOf returns the organizations of the events that a group has written.
func toldOf(group []*write) (organizations []int64) {
	for _, w := range group {
		if w.err != nil || w.tx == nil || w.Rehearsal {
			continue
		}
		for _, e := range w.tx.events {
			if !slices.Contains(organizations, e.Organization) {
				organizations = append(organizations, e.Organization)
			}
		}
	}
	return organizations
}

// gather adds the waiting writes to a group. It first lets the runnable goroutines
// run, and repeats that while they add writes: in a larger group each write costs
// less. It does not wait for goroutines that are not runnable. A large write from the
// queue of large writes is a group of its own.
func (s *supply) gather(group []*write) []*write {
	if s.from == s.large && group[0].Large {
		return group
	}
	for before := 0; before < len(group); {
		before = len(group)
		runtime.Gosched()
		group = s.take(group)
	}
	return group
}

// take adds writes from the queue, and never waits: another committer may have
// emptied the queue.
func (s *supply) take(group []*write) []*write {
	for len(group) < groupSize && s.ahead == nil {
		select {
		case w, open := <-s.from:
			if !open {
				return group
			}
			if s.from == s.large && w.Large {
				s.ahead = w
				return group
			}
			group = append(group, w)
		default:
			return group
		}
	}
	return group
}

// commit commits a group. Few writes fail after a change, so the first attempt has no
// savepoints, which would cost a fifth of the time of a write.
func (wr *writer) commit(c committer, group []*write) error {
	err := c.commitGroup(group)
	if errors.Is(err, errGroupAborted) {
		err = c.commitEach(group)
	}
	return wr.outcome(group, err)
}

// outcome logs and counts the error of a committer, and converts it to the result of
// the writes of the group.
func (wr *writer) outcome(group []*write, err error) error {
	if err == nil {
		return nil
	}
	wr.watch.NotKept(len(group))
	wr.watch.log.Error("writes were not kept", "writes", len(group), "error", err)
	return apierr.DatabaseUnavailable(err)
}

// call runs the function of a write on a session, and stores its Tx and its error in
// the write. It does not call the function when the context of the write has ended;
// the Tx is then nil.
func (w *write) call(ctx context.Context, s session) {
	w.tx = nil
	if w.err = w.ctx.Err(); w.err != nil {
		return
	}
	w.tx = &Tx{ReadTx: ReadTx{ctx: ctx, session: s}, now: w.now(), by: &w.By}
	w.err = recovered(func() error { return w.fn(w.tx) })
}

// recovered calls fn and converts a panic to an error.
func recovered(fn func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &panicked{value, debug.Stack()}
		}
	}()
	return fn()
}

// abortsGroup reports whether a write failed after a change, or in a way that may
// have ended its transaction.
func (w *write) abortsGroup() bool {
	if w.tx == nil || w.err == nil {
		return false
	}
	kind := apierr.KindOf(w.err)
	return w.tx.changed > 0 || kind == apierr.Internal || kind == apierr.Unavailable
}

// isOutrun reports whether a write failed with ErrOutrun before it changed anything.
// The other writes of its group can then still be committed.
func (w *write) isOutrun() bool {
	return w.tx != nil && w.tx.changed == 0 && errors.Is(w.err, errConflict)
}
