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
	// companyTime is the time for which the request of another owner counts.
	companyTime = time.Second
	// freeTime is the time for which a permit may be used without a rest after it.
	freeTime = 20 * time.Millisecond
)

// listAdmission gives permits to read lists. Each owner has at most a share of them,
// and waits for more. A permit that is returned goes to the waiting owner with the
// fewest permits; owners with equally many take turns.
//
// A list may keep a processor busy all the time. So while other owners send requests,
// an owner has half of its share, and a permit that was used for long rests as long
// before it is given again.
type listAdmission struct {
	share   int
	latest  atomic.Int64 // the owner of the last request
	changed atomic.Int64 // when latest last changed, in nanoseconds

	mu      sync.Mutex
	free    int
	held    map[int64]int // permits, by owner
	waiting []*waiter     // in the order of their turns
}

// waiter waits for a permit until its channel is closed.
type waiter struct {
	owner int64
	given chan struct{}
}

func newListAdmission(permits int) *listAdmission {
	return &listAdmission{share: (permits + 1) / 2, free: permits, held: map[int64]int{}}
}

// seen notes that an owner has sent a request. It is called for each request.
func (l *listAdmission) seen(owner int64) {
	if l.latest.Load() != owner && l.latest.Swap(owner) != owner {
		l.changed.Store(time.Now().UnixNano())
	}
}

// hasOthers reports whether more than one owner sent requests within companyTime.
func (l *listAdmission) hasOthers() bool {
	return time.Since(time.Unix(0, l.changed.Load())) < companyTime
}

// enter waits for a permit for an owner, and returns the function that returns the
// permit. It fails when ctx ends first.
func (l *listAdmission) enter(ctx context.Context, owner int64) (leave func(), err error) {
	w := l.join(owner)
	select {
	case <-w.given:
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
	w := &waiter{owner: owner, given: make(chan struct{})}
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
	l.vacate(w.owner) // the permit came at the same moment
}

// leave returns a permit, perhaps after a rest.
func (l *listAdmission) leave(owner int64, used time.Duration) {
	vacate := func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.vacate(owner)
	}
	if rest := used - freeTime; rest > 0 && l.hasOthers() {
		time.AfterFunc(rest, vacate)
		return
	}
	vacate()
}

// vacate takes a permit from an owner.
func (l *listAdmission) vacate(owner int64) {
	l.free++
	if l.held[owner]--; l.held[owner] == 0 {
		delete(l.held, owner)
	}
	l.serve()
}

// serve gives the free permits to the waiters, up to the shares of their owners.
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
		close(w.given)
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

// next returns the index of the waiter that gets the next permit, or -1 for none.
func (l *listAdmission) next() int {
	if len(l.waiting) == 0 {
		return -1
	}
	least, next := l.share, -1
	if l.hasOthers() {
		least = max(1, l.share/2)
	}
	for i, w := range l.waiting {
		if held := l.held[w.owner]; held < least {
			least, next = held, i
		}
	}
	return next
}
