package ratelimit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"waybill/internal/sqldb"
)

const (
	// leasesPerWrite bounds a transaction, for which other writes wait.
	leasesPerWrite = 100
	// giveBackTimeout bounds the last write of a program that ends.
	giveBackTimeout = 5 * time.Second
)

// errClosed is why no lease is taken after Close.
var errClosed = errors.New("the limiter is closed")

// lease is a number of requests of a window that an instance takes from the
// database. A window has at most one lease under way.
type lease struct {
	usage            *usage
	window           *window
	length, startsAt int64 // of the window
	limit            int64
	waiters          int64         // guarded by usage.mu
	done             chan struct{} // closed when the lease is taken or has failed

	want, owed int64 // to be taken, and to be paid back
	got, used  int64 // taken, and the count of all instances
}

// takeLeases takes the leases of the queue, by one write. It runs in a goroutine
// for each lease that is requested: while one writes, the next leases gather, and
// the goroutine after it takes them all.
func (l *Limiter) takeLeases() {
	l.writing.Lock()
	defer l.writing.Unlock()
	leases := l.dequeue()
	if len(leases) == 0 {
		return
	}
	err := errClosed
	if !l.closed {
		// The context of a request would not do: other requests wait for the leases.
		err = l.db.Write(context.Background(), func(tx *sqldb.Tx) error { return each(leases, tx, (*lease).take) })
	}
	for _, lease := range leases {
		lease.settle(err)
	}
}

// dequeue returns the leases to take by the next write, in the order of their
// rows, so that instances do not deadlock.
func (l *Limiter) dequeue() []*lease {
	l.queueMu.Lock()
	count := min(len(l.queue), leasesPerWrite)
	leases := slices.Clone(l.queue[:count])
	l.queue = slices.Delete(l.queue, 0, count)
	l.queueMu.Unlock()
	slices.SortFunc(leases, compareLeases)
	for _, lease := range leases {
		lease.size()
	}
	return leases
}

func compareLeases(a, b *lease) int {
	return cmp.Or(cmp.Compare(a.usage.organization, b.usage.organization), cmp.Compare(a.usage.key, b.usage.key),
		cmp.Compare(a.length, b.length))
}

// each calls do for each lease until one fails, and says which lease failed.
func each(leases []*lease, tx *sqldb.Tx, do func(*lease, *sqldb.Tx) error) error {
	for _, lease := range leases {
		if err := do(lease, tx); err != nil {
			return fmt.Errorf("lease requests of key %s: %w", lease.usage.key, err)
		}
	}
	return nil
}

// size decides how much to take: enough to hold as much as the instance may, and
// a request for each waiter. A window that is over needs nothing.
func (l *lease) size() {
	l.usage.mu.Lock()
	defer l.usage.mu.Unlock()
	if w := l.window; w.startsAt == l.startsAt {
		l.want = min(max(leaseSize(l.limit)-w.held, 1)+max(l.waiters-1, 0), l.limit)
		l.owed = w.owed
	}
}

// take takes as much as is left of what the lease wants. It adds everything to the
// row and then subtracts what exceeds the limit, which nobody sees in between: the row
// stays locked until the commit. The transaction may be repeated, so take must reset its results.
func (l *lease) take(tx *sqldb.Tx) error {
	if l.want == 0 {
		return nil
	}
	if err := l.add(tx, l.want+l.owed); err != nil {
		return err
	}
	over := min(max(l.used-l.limit, 0), l.want)
	l.got = l.want - over
	if over == 0 {
		return nil
	}
	return l.add(tx, -over)
}

// add adds to the count of all instances. The first instance in a window removes
// the windows before it, but for the last one: the clock of another instance may
// be behind.
func (l *lease) add(tx *sqldb.Tx, count int64) error {
	err := tx.Row(`INSERT INTO key_usage (organization_id, key_id, seconds, starts_at, used) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (organization_id, key_id, seconds, starts_at)
		DO UPDATE SET used = key_usage.used + EXCLUDED.used RETURNING used`,
		[]any{l.usage.organization, l.usage.key, l.length, l.startsAt, count}, &l.used)
	if err != nil || l.used != count {
		return err
	}
	_, err = tx.Exec(`DELETE FROM key_usage WHERE organization_id = $1 AND key_id = $2 AND seconds = $3 AND starts_at < $4`,
		l.usage.organization, l.usage.key, l.length, l.startsAt-l.length)
	return err
}

// settle puts the result of a lease into its window. A lease that the database did not
// take is allowed on credit and added to the next lease, because a database that takes
// no writes may still answer reads.
func (l *lease) settle(err error) {
	l.usage.mu.Lock()
	defer l.usage.mu.Unlock()
	defer close(l.done)
	w := l.window
	if w.startsAt != l.startsAt {
		return
	}
	w.pending = nil
	if err != nil {
		w.held += l.want
		w.leased += l.want
		w.owed += l.want
		return
	}
	w.held += l.got
	w.owed -= l.owed
	w.leased = l.used
}

// giveBack gives back the requests that the instance holds, less what it owes.
func (l *Limiter) giveBack() error {
	ctx, cancel := context.WithTimeout(context.Background(), giveBackTimeout)
	defer cancel()
	for leases := range slices.Chunk(l.unused(), leasesPerWrite) {
		err := l.db.Write(ctx, func(tx *sqldb.Tx) error { return each(leases, tx, (*lease).giveBack) })
		if err != nil {
			return fmt.Errorf("give unused requests back: %w", err)
		}
	}
	return nil
}

// unused empties the current windows, and returns what they held as leases.
func (l *Limiter) unused() (leases []*lease) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for _, u := range l.usage {
		u.mu.Lock()
		for _, w := range []*window{&u.minute, &u.day} {
			if w.held != w.owed && !w.local && w.startsAt == startOf(w.length, l.now()) {
				leases = append(leases, &lease{usage: u, length: w.length, startsAt: w.startsAt, want: w.held - w.owed})
			}
			w.held, w.owed = 0, 0
		}
		u.mu.Unlock()
	}
	slices.SortFunc(leases, compareLeases)
	return leases
}

// giveBack does nothing when the row is gone, with its organization.
func (l *lease) giveBack(tx *sqldb.Tx) error {
	_, err := tx.Exec(`UPDATE key_usage SET used = used - $1 WHERE organization_id = $2 AND key_id = $3 AND seconds = $4 AND starts_at = $5`,
		l.want, l.usage.organization, l.usage.key, l.length, l.startsAt)
	return err
}
