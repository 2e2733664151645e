package sqldb

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// company is how long a request of another owner counts.
	company = time.Second
	// unrested is how long a place may be used without a rest after it.
	unrested = 20 * time.Millisecond
)

// listAdmission gives places to read lists, of which each owner has at most a share.
// Whoever gets none waits. A place that comes free goes to the owner that has the
// fewest, and among equals they take turns.
//
// A list may keep a processor busy for all of its time. So an owner that is not
// alone has half of its share, and a place that it used for long rests as long
// before it is used again.
type listAdmission struct {
	share   int
	latest  atomic.Int64 // the owner that was seen last
	changed atomic.Int64 // when that was another before, in nanoseconds

	mu      sync.Mutex
	free    int
	held    map[int64]int // places, by owner
	waiting []*waiter     // in the order of their turns
}

// waiter waits for a place until its channel is closed.
type waiter struct {
	owner int64
	has   chan struct{}
}

func newListAdmission(places int) *listAdmission {
	return &listAdmission{share: (places + 1) / 2, free: places, held: map[int64]int{}}
}

// seen notes that an owner has sent a request. It is called for each request.
func (l *listAdmission) seen(owner int64) {
	if l.latest.Load() != owner && l.latest.Swap(owner) != owner {
		l.changed.Store(time.Now().UnixNano())
	}
}

// hasCompany reports whether an owner was seen after another a moment ago.
func (l *listAdmission) hasCompany() bool {
	return time.Since(time.Unix(0, l.changed.Load())) < company
}

// enter takes a place for an owner, and gives the function that gives it back. It
// fails when ctx ends first.
func (l *listAdmission) enter(ctx context.Context, owner int64) (leave func(), err error) {
	w := l.join(owner)
	select {
	case <-w.has:
		begun := time.Now()
		return func() { l.leave(owner, time.Since(begun)) }, nil
	case <-ctx.Done():
		l.giveUp(w)
		return nil, fmt.Errorf("waiting for other lists: %w", ctx.Err())
	}
}

func (l *listAdmission) join(owner int64) *waiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := &waiter{owner: owner, has: make(chan struct{})}
	l.waiting = append(l.waiting, w)
	l.serve()
	return w
}

func (l *listAdmission) giveUp(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at := slices.Index(l.waiting, w); at >= 0 {
		l.waiting = slices.Delete(l.waiting, at, at+1)
		return
	}
	l.vacate(w.owner) // a place came in the same moment
}

// leave gives a place back, perhaps after a rest.
func (l *listAdmission) leave(owner int64, used time.Duration) {
	vacate := func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.vacate(owner)
	}
	if rest := used - unrested; rest > 0 && l.hasCompany() {
		time.AfterFunc(rest, vacate)
		return
	}
	vacate()
}

// vacate takes a place from an owner. An owner without places is forgotten.
func (l *listAdmission) vacate(owner int64) {
	l.free++
	if l.held[owner]--; l.held[owner] == 0 {
		delete(l.held, owner)
	}
	l.serve()
}

// serve gives the free places to those who wait, as far as their shares go.
func (l *listAdmission) serve() {
	for l.free > 0 {
		next := l.next()
		if next < 0 {
			return
		}
		w := l.waiting[next]
		l.waiting = moveLast(slices.Delete(l.waiting, next, next+1), w.owner)
		l.held[w.owner]++
		l.free--
		close(w.has)
	}
}

// moveLast moves the waiters of an owner that has had its turn to the end.
func moveLast(waiting []*waiter, owner int64) []*waiter {
	slices.SortStableFunc(waiting, func(a, b *waiter) int {
		switch {
		case a.owner != owner && b.owner == owner:
			return -1
		case a.owner == owner && b.owner != owner:
			return 1
		}
		return 0
	})
	return waiting
}

// next is which waiter is to have the next place, or -1 for none.
func (l *listAdmission) next() int {
	if len(l.waiting) == 0 {
		return -1
	}
	least, next := l.share, -1
	if l.hasCompany() {
		least = max(1, l.share/2)
	}
	for i, w := range l.waiting {
		if held := l.held[w.owner]; held < least {
			least, next = held, i
		}
	}
	return next
}
