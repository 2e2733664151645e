package sqldb

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"waybill/internal/apierr"
)

// groupSize is how many waiting writes share a transaction at most. It bounds
// how long the first of them waits for the last.
const groupSize = 256

const (
	// quiet is how long no write must come before deferred work begins.
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
// transaction of its own, and the others never do. So no write waits for the large
// writes of another organization, nor for the locks that these wait for.
type writer struct {
	clock   *clock
	watch   *watcher
	waiting chan *write
	large   chan *write // nil where there is one committer, which does all writes
	busy    busy
	closing sync.RWMutex // held for reading while a write is handed over
	closed  bool
	running sync.WaitGroup
}

// busy counts the large writes of each organization that are not done yet. Its
// other writes queue after them meanwhile: they may need the same locks, and the
// writes of other organizations in their group would wait, too.
type busy struct {
	large atomic.Int64 // of all organizations; most of the time there are none
	mu    sync.Mutex
	of    map[int64]int
}

// add counts a large write, or with -1 that it is done.
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

// committer commits groups of writes, as its engine does it best. It is used by one
// goroutine.
type committer interface {
	// commitGroup does a group in one transaction. Each write's own error is left in
	// it; the error returned is for all the others, none of which was done. It
	// returns errGroupAborted, and has done nothing, when one write failed in a way
	// that may have left something of it, or may have ended the transaction.
	commitGroup(group []*write) error
	// commitEach does a group so that a write that fails rolls back only itself.
	commitEach(group []*write) error
	// rehearse does a write, whose own error is left in it, and rolls it back.
	rehearse(w *write) error
	// hasDeferredWork reports whether there is work that can wait until no write
	// comes.
	hasDeferredWork() bool
	// doDeferredWork does some of it, for a few milliseconds.
	doDeferredWork()
}

// errGroupAborted says that the transaction of a group was rolled back because of
// one write. The group must be committed again by commitEach.
var errGroupAborted = errors.New("a write must be rolled back")

// Work says what kind of write is to be done. The zero value is good for a write
// of a few rows.
type Work struct {
	// Organization is the one whose rows are changed, 0 for none.
	Organization int64
	// Large says that many rows are changed. On PostgreSQL such a write shares no
	// transaction, and small writes of other organizations do not wait for it.
	Large bool
	// MayFail says that the write may well fail after it has changed something. On
	// SQLite it has a savepoint, as large writes have, so that the writes that share
	// its transaction do not have to be done again.
	MayFail bool
	// Rehearsal says that all of it is rolled back.
	Rehearsal bool
}

// write is a call of DB.Do on its way through the writer.
type write struct {
	Work
	ctx    context.Context
	fn     func(*Tx) error
	now    func() time.Time
	tx     *Tx // of the last attempt; nil when it was too late
	err    error
	result chan error
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

// close waits for the writes that were handed over.
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

// supply is where a committer gets its writes from. A closed channel becomes nil.
type supply struct {
	small, large <-chan *write // large has the small writes of busy organizations, too
	from         <-chan *write // of the last write
	ahead        *write        // a large one that was taken from it, to be done next
}

// next waits for a write, and gives nil once there will be none.
func (s *supply) next(c committer) *write {
	for pause := quiet; s.ahead != nil || s.small != nil || s.large != nil; {
		if w := s.ahead; w != nil {
			s.ahead = nil
			return w
		}
		var putOff <-chan time.Time
		if c.hasDeferredWork() {
			putOff = time.After(pause)
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
		case <-putOff:
			c.doDeferredWork()
			pause = deferredPause
		}
	}
	return nil
}

// rehearse does the rehearsals among writes, once the others need not wait for
// them.
func (wr *writer) rehearse(c committer, among []*write) {
	for _, w := range among {
		if w.Rehearsal {
			alone := []*write{w}
			wr.finish(alone, wr.outcome(alone, c.rehearse(w)))
		}
	}
}

// finish tells the writes of a group what became of them. An error is for all.
func (wr *writer) finish(group []*write, err error) {
	for _, w := range group {
		wr.busy.add(w, -1)
		if _, ok := errors.AsType[*panicked](w.err); err != nil && !ok {
			w.err = err // what the write has read or written was rolled back
		}
		w.result <- w.err
	}
}

// gather adds the writes that wait. It lets the goroutines that are ready run
// first, as long as they bring more: a larger group costs the others less. When
// nobody is ready it does not wait. A large write is for itself, where others have
// a way around it.
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

// take adds what waits, and never waits itself: another committer may have been
// faster.
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

// commit has a group done. Nearly no write fails after it has changed something,
// so the first attempt does nothing to keep them apart, which would cost a fifth
// of a write.
func (wr *writer) commit(c committer, group []*write) error {
	err := c.commitGroup(group)
	if errors.Is(err, errGroupAborted) {
		err = c.commitEach(group)
	}
	return wr.outcome(group, err)
}

// outcome is what an error of a committer means to the writes of a group.
func (wr *writer) outcome(group []*write, err error) error {
	if err == nil {
		return nil
	}
	wr.watch.NotKept(len(group))
	wr.watch.log.Error("writes were not kept", "writes", len(group), "error", err)
	return apierr.DatabaseUnavailable(err)
}

// call runs a write's function on a session, and leaves its transaction and its
// error in it. There is no transaction of a write that is too late to be begun.
func (w *write) call(ctx context.Context, s session) {
	w.tx = nil
	if w.err = w.ctx.Err(); w.err != nil {
		return
	}
	w.tx = &Tx{ReadTx: ReadTx{ctx: ctx, session: s}, now: w.now()}
	w.err = recovered(func() error { return w.fn(w.tx) })
}

// recovered calls fn and makes an error of its panic.
func recovered(fn func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &panicked{value, debug.Stack()}
		}
	}()
	return fn()
}

// spoils reports whether a write has failed in a way that may have left something
// of it in its transaction, or may have ended that.
func (w *write) spoils() bool {
	if w.tx == nil || w.err == nil {
		return false
	}
	kind := apierr.KindOf(w.err)
	return w.tx.changed > 0 || kind == apierr.Internal || kind == apierr.Unavailable
}

// isOutrun reports whether a write gave up because of another transaction before it
// changed anything. Its own transaction is still good for others.
func (w *write) isOutrun() bool {
	return w.tx != nil && w.tx.changed == 0 && errors.Is(w.err, errConflict)
}
