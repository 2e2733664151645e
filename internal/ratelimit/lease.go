package ratelimit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"waybill/internal/sqldb"
)

// lease is some requests of a window that the instance takes from the database,
// to hand them out by itself. Of a window there is one under way at most.
type lease struct {
	usage    *usage
	window   *window
	length   int64 // of the window, and when that began
	startsAt int64
	limit    int64
	waiters  int64 // guarded by usage.mu
	done     chan struct{}

	want, owed int64 // to be taken, and to be paid back
	got, used  int64 // what became of it, and the count of all instances
}

// leases are taken by one goroutine, as many as wait by one write, in the order
// of their rows, so that instances do not wait for each other in a circle. The
// goroutine ends when none is left.
type leases struct {
	mu      sync.Mutex
	waiting []*lease
	busy    chan struct{} // closed when the goroutine ends; nil while there is none
	closed  bool
}

// leasesPerWrite bounds a write, which others wait for.
const leasesPerWrite = 100

func (q *leases) add(l *Limiter, one *lease) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, one)
	if q.busy == nil {
		q.busy = make(chan struct{})
		go q.run(l)
	}
}

func (q *leases) run(l *Limiter) {
	for group := q.next(); group != nil; group = q.next() {
		l.takeLeases(group)
	}
}

// next gives the leases to take by one write, or nil and the end.
func (q *leases) next() []*lease {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		close(q.busy)
		q.busy = nil
		return nil
	}
	count := min(len(q.waiting), leasesPerWrite)
	group := slices.Clone(q.waiting[:count])
	q.waiting = slices.Delete(q.waiting, 0, count)
	return group
}

// close waits for the leases that are under way. Later ones are not taken.
func (q *leases) close() {
	q.mu.Lock()
	q.closed = true
	busy := q.busy
	q.mu.Unlock()
	if busy != nil {
		<-busy
	}
}

func (q *leases) isClosed() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.closed
}

var errClosed = errors.New("the limiter is closed")

func (l *Limiter) takeLeases(group []*lease) {
	slices.SortFunc(group, compareLeases)
	for _, one := range group {
		one.size()
	}
	err := errClosed
	if !l.leases.isClosed() {
		// Not the context of a request: the others wait for the lease, too.
		err = l.db.Write(context.Background(), func(tx *sqldb.Tx) error { return takeAll(tx, group) })
	}
	for _, one := range group {
		one.settle(err)
	}
}

func compareLeases(a, b *lease) int {
	return cmp.Or(cmp.Compare(a.usage.organization, b.usage.organization), cmp.Compare(a.usage.key, b.usage.key),
		cmp.Compare(a.length, b.length))
}

// size says how much to take: what fills the instance's hold, and something for
// everyone who waits. A window that is over needs nothing.
func (one *lease) size() {
	one.usage.mu.Lock()
	defer one.usage.mu.Unlock()
	w := one.window
	one.want, one.owed = 0, 0
	if w.startsAt == one.startsAt {
		one.want = min(max(leaseOf(one.limit)-w.held, 1)+max(one.waiters-1, 0), one.limit)
		one.owed = w.owed
	}
}

// settle puts what a lease came to into its window. When it could not be taken
// the instance trusts in the window as it knows it, and owes what it takes: a
// database that cannot be written may still be read.
func (one *lease) settle(err error) {
	one.usage.mu.Lock()
	defer one.usage.mu.Unlock()
	defer close(one.done)
	w := one.window
	if w.startsAt != one.startsAt {
		return
	}
	w.pending = nil
	if err != nil {
		w.held += one.want
		w.leased += one.want
		w.owed += one.want
		return
	}
	w.held += one.got - one.owed
	w.owed -= one.owed
	w.leased = one.used
}

func takeAll(tx *sqldb.Tx, group []*lease) error {
	for _, one := range group {
		if one.want == 0 {
			continue
		}
		if err := one.take(tx); err != nil {
			return fmt.Errorf("lease requests of key %s: %w", one.usage.key, err)
		}
	}
	return nil
}

// take takes all that is wanted, or else what is left.
func (one *lease) take(tx *sqldb.Tx) error {
	err := one.add(tx, min(one.want+one.owed, one.limit))
	if !errors.Is(err, sqldb.ErrNoRows) {
		return err
	}
	if one.used, err = one.read(tx); err != nil {
		return err
	}
	one.got = 0
	if left := one.limit - one.used; left > 0 {
		return one.add(tx, left) // the row is ours until the commit
	}
	return nil
}

// add adds to the count unless that would be over the limit: then it returns
// sqldb.ErrNoRows. The first to add in a window removes the windows before; the
// last one stays, for an instance whose clock is behind.
func (one *lease) add(tx *sqldb.Tx, count int64) error {
	err := tx.Row(`INSERT INTO key_usage (organization_id, key_id, seconds, starts_at, used) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (organization_id, key_id, seconds, starts_at)
		DO UPDATE SET used = key_usage.used + EXCLUDED.used WHERE key_usage.used + EXCLUDED.used <= $6 RETURNING used`,
		[]any{one.usage.organization, one.usage.key, one.length, one.startsAt, count, one.limit}, &one.used)
	if err != nil {
		return err
	}
	one.got = count
	if one.used != count {
		return nil
	}
	_, err = tx.Exec(`DELETE FROM key_usage WHERE organization_id = $1 AND key_id = $2 AND seconds = $3 AND starts_at < $4`,
		one.usage.organization, one.usage.key, one.length, one.startsAt-one.length)
	return err
}

func (one *lease) read(tx *sqldb.Tx) (used int64, err error) {
	err = tx.Row(`SELECT used FROM key_usage WHERE organization_id = $1 AND key_id = $2 AND seconds = $3 AND starts_at = $4`,
		[]any{one.usage.organization, one.usage.key, one.length, one.startsAt}, &used)
	return used, err
}

// givingBack is how long a program that ends tries to give back.
const givingBack = 5 * time.Second

func (l *Limiter) giveBack() error {
	ctx, cancel := context.WithTimeout(context.Background(), givingBack)
	defer cancel()
	for group := range slices.Chunk(l.unused(), leasesPerWrite) {
		err := l.db.Write(ctx, func(tx *sqldb.Tx) error {
			for _, one := range group {
				if err := one.giveBack(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("giving unused requests back: %w", err)
		}
	}
	return nil
}

// unused lists what is held in the windows of now, or owed to them.
func (l *Limiter) unused() (all []*lease) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for _, u := range l.usage {
		u.mu.Lock()
		for _, w := range []*window{&u.minute, &u.day} {
			back := w.held - w.owed
			if back != 0 && w.startsAt == startOf(w.length, l.now()) && (w == &u.day || l.shared) {
				all = append(all, &lease{usage: u, length: w.length, startsAt: w.startsAt, want: back})
			}
			w.held, w.owed = 0, 0
		}
		u.mu.Unlock()
	}
	slices.SortFunc(all, compareLeases)
	return all
}

func (one *lease) giveBack(tx *sqldb.Tx) error {
	_, err := tx.Exec(`UPDATE key_usage SET used = used - $1 WHERE organization_id = $2 AND key_id = $3 AND seconds = $4 AND starts_at = $5`,
		one.want, one.usage.organization, one.usage.key, one.length, one.startsAt)
	return err
}
