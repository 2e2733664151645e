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
	// quiet is how long nobody writes before what was put off is done.
	quiet = 100 * time.Millisecond
	// deferredPause is how long the processor and the disk are left alone between two
	// parts of it.
	deferredPause = 20 * time.Millisecond
)

var errClosed = apierr.DatabaseUnavailable(errors.New("the database is closed"))

// writer takes the writes of a database and has them done in groups.
//
// Where there are several committers, half of them do large writes, too, each in a
// transaction of its own, and the others never do. So no write waits behind the
// large ones of another organization, nor behind the locks that these wait for.
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
// other writes go behind them meanwhile: they may want the same locks, and would
// have those of other organizations wait with them.
type busy struct {
	large atomic.Int64 // of all organizations; most of the time there are none
	mu    sync.Mutex
	of    map[int64]int
}

// add counts a large write, or with -1 that it is done.
func (b *busy) add(one *write, count int) {
	if !one.Large {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.of[one.Organization] += count; b.of[one.Organization] == 0 {
		delete(b.of, one.Organization)
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

// committer does groups of writes, in the way that suits its engine. It is used
// by one goroutine.
type committer interface {
	// commitGroup does a group in one transaction. Each write's own error is left in
	// it; the error returned is for all the others, none of which was done. It
	// returns errGroupAborted, and has done nothing, when one write failed in a way
	// that may have left something of it, or may have ended the transaction.
	commitGroup(group []*write) error
	// commitEach does a group so that a write that fails rolls back only itself.
	commitEach(group []*write) error
	// rehearse does a write, whose own error is left in it, and rolls it back.
	rehearse(one *write) error
	// hasDeferredWork reports whether there is something that can wait until nobody
	// writes.
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
	// Rehearsal says that all of it is to be undone.
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
	w := &writer{clock: clock, watch: watch, waiting: make(chan *write, groupSize), busy: busy{of: map[int64]int{}}}
	if len(committers) > 1 {
		w.large = make(chan *write, groupSize)
	}
	for i, c := range committers {
		s := &supply{small: w.waiting}
		if i < len(committers)/2 {
			s.large = w.large
		}
		w.running.Go(func() { w.run(c, s) })
	}
	return w
}

// panicked carries a panic of a caller's function back to the caller.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }

func (w *writer) write(one *write) error {
	one.now, one.result = w.clock.next, make(chan error, 1)
	if err := w.hand(one); err != nil {
		return err
	}
	select {
	case err := <-one.result:
		if p, ok := errors.AsType[*panicked](err); ok {
			panic(p)
		}
		return err
	case <-one.ctx.Done():
		return fmt.Errorf("waiting for a commit: %w", one.ctx.Err())
	}
}

func (w *writer) hand(one *write) error {
	w.closing.RLock()
	defer w.closing.RUnlock()
	if w.closed {
		return errClosed
	}
	lane := w.waiting
	if w.large != nil && (one.Large || w.busy.has(one.Organization)) {
		lane = w.large
	}
	w.busy.add(one, 1)
	select {
	case lane <- one:
		return nil
	case <-one.ctx.Done():
		w.busy.add(one, -1)
		return fmt.Errorf("waiting to write: %w", one.ctx.Err())
	}
}

// close waits for the writes that were handed over.
func (w *writer) close() {
	w.closing.Lock()
	if !w.closed {
		w.closed = true
		close(w.waiting)
		if w.large != nil {
			close(w.large)
		}
	}
	w.closing.Unlock()
	w.running.Wait()
}

func (w *writer) run(c committer, s *supply) {
	waiting, group := make([]*write, 0, groupSize), make([]*write, 0, groupSize)
	for first := s.next(c); first != nil; first = s.next(c) {
		waiting = s.gather(append(waiting[:0], first))
		group = group[:0]
		for _, one := range waiting {
			if !one.Rehearsal {
				group = append(group, one)
			}
		}
		if len(group) > 0 {
			w.finish(group, w.commit(c, group))
		}
		w.rehearse(c, waiting)
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
		if one := s.ahead; one != nil {
			s.ahead = nil
			return one
		}
		var putOff <-chan time.Time
		if c.hasDeferredWork() {
			putOff = time.After(pause)
		}
		select {
		case one, open := <-s.small:
			if s.from = s.small; open {
				return one
			}
			s.small = nil
		case one, open := <-s.large:
			if s.from = s.large; open {
				return one
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
func (w *writer) rehearse(c committer, among []*write) {
	for _, one := range among {
		if one.Rehearsal {
			alone := []*write{one}
			w.finish(alone, w.outcome(alone, c.rehearse(one)))
		}
	}
}

// finish tells the writes of a group what became of them. An error is for all.
func (w *writer) finish(group []*write, err error) {
	for _, one := range group {
		w.busy.add(one, -1)
		if _, ok := errors.AsType[*panicked](one.err); err != nil && !ok {
			one.err = err // whatever the write found, it found in what was undone
		}
		one.result <- one.err
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
		case one, open := <-s.from:
			if !open {
				return group
			}
			if s.from == s.large && one.Large {
				s.ahead = one
				return group
			}
			group = append(group, one)
		default:
			return group
		}
	}
	return group
}

// commit has a group done. Nearly no write fails after it has changed something,
// so the first attempt does nothing to keep them apart, which would cost a fifth
// of a write.
func (w *writer) commit(c committer, group []*write) error {
	err := c.commitGroup(group)
	if errors.Is(err, errGroupAborted) {
		err = c.commitEach(group)
	}
	return w.outcome(group, err)
}

// outcome is what an error of a committer means to the writes of a group.
func (w *writer) outcome(group []*write, err error) error {
	if err == nil {
		return nil
	}
	w.watch.NotKept(len(group))
	w.watch.log.Error("writes were not kept", "writes", len(group), "error", err)
	return apierr.DatabaseUnavailable(err)
}

// call runs a write's function on a session, and leaves its transaction and its
// error in it. There is no transaction of a write that is too late to be begun.
func (one *write) call(ctx context.Context, s session) {
	one.tx = nil
	if one.err = one.ctx.Err(); one.err != nil {
		return
	}
	one.tx = &Tx{ReadTx: ReadTx{ctx: ctx, session: s}, now: one.now()}
	one.err = recovered(func() error { return one.fn(one.tx) })
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
func (one *write) spoils() bool {
	if one.tx == nil || one.err == nil {
		return false
	}
	kind := apierr.KindOf(one.err)
	return one.tx.changed > 0 || kind == apierr.Internal || kind == apierr.Unavailable
}

// isOutrun reports whether a write gave up because of another transaction before it
// changed anything. Its own transaction is still good for others.
func (one *write) isOutrun() bool {
	return one.tx != nil && one.tx.changed == 0 && errors.Is(one.err, errConflict)
}
