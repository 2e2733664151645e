// Package ratelimit counts requests: the requests of an API key against its
// limits, and the bad keys that a network sends.
//
// The requests of a key in a minute and in a day are counted in the database, in
// one row a window, which all instances share. A request does not write to the
// database. An instance takes a lease of several requests from the row by one
// write, and allows them from memory:
//
//	row of the day:  used 60 of 100        left = 100 - 60 + what an instance holds
//	  instance A     leased 40, holds 12
//	  instance B     leased 20, holds  3   ← takes the next lease before it holds none
package ratelimit

import (
	"context"
	"fmt"
	"sync"
	"time"

	"waybill/internal/sqldb"
)

// Limits are the numbers of requests that a key may send; 0 is any number.
type Limits struct{ PerMinute, PerDay int64 }

// Key identifies an API key whose requests are counted.
type Key struct {
	Organization int64
	ID           string
	// PerMinute and PerDay are the limits of this key; nil stands for the
	// defaults of the Limiter.
	PerMinute, PerDay *int64
}

// Limiter counts the requests of keys. It is safe for concurrent use.
type Limiter struct {
	db       *sqldb.DB
	now      func() time.Time
	defaults Limits

	mu    sync.RWMutex
	usage map[string]*usage // by the key's id
	swept int64             // the day of the last sweep

	queueMu sync.Mutex
	queue   []*lease // leases that are not taken yet

	writing sync.Mutex // held while leases are taken or given back
	closed  bool       // guarded by writing
}

// New returns a limiter that takes its leases from db and the time from now. The
// defaults hold for keys without limits of their own.
func New(db *sqldb.DB, defaults Limits, now func() time.Time) *Limiter {
	return &Limiter{db: db, now: now, defaults: defaults, usage: map[string]*usage{}}
}

// Take counts a request of a key, or refuses the request: then it does not count,
// and the standing says how long the key has to wait. Take fails only when ctx
// ends. While the database does not answer, an instance counts on its own.
func (l *Limiter) Take(ctx context.Context, key Key) (Standing, error) {
	limits := l.limitsOf(key)
	if limits == (Limits{}) {
		return Standing{}, nil
	}
	u := l.usageOf(key)
	for {
		standing, pending := l.count(u, limits)
		if pending == nil {
			return standing, nil
		}
		select {
		case <-pending.done:
		case <-ctx.Done():
			return Standing{}, fmt.Errorf("waiting for a lease of requests: %w", ctx.Err())
		}
	}
}

// Close gives the requests that were leased and not used back to the database. The
// caller makes sure that no more requests come, and closes the database
// afterwards. After a crash the requests that were leased count as used.
func (l *Limiter) Close() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.closed = true
	return l.giveBack()
}

func (l *Limiter) limitsOf(key Key) Limits {
	limits := l.defaults
	if key.PerMinute != nil {
		limits.PerMinute = *key.PerMinute
	}
	if key.PerDay != nil {
		limits.PerDay = *key.PerDay
	}
	return limits
}

func (l *Limiter) usageOf(key Key) *usage {
	l.mu.RLock()
	u := l.usage[key.ID]
	l.mu.RUnlock()
	if u != nil {
		return u
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if u = l.usage[key.ID]; u == nil {
		l.sweep()
		u = &usage{
			organization: key.Organization, key: key.ID,
			minute: window{length: minuteLength, local: !l.db.Shared()}, day: window{length: dayLength},
		}
		l.usage[key.ID] = u
	}
	return u
}

// sweep removes, once a day, the keys that have sent nothing today.
func (l *Limiter) sweep() {
	today := startOf(dayLength, l.now())
	if today <= l.swept {
		return
	}
	l.swept = today
	for id, u := range l.usage {
		if u.isBefore(today) {
			delete(l.usage, id)
		}
	}
}

// count counts a request or refuses it, and requests the leases that are running
// low. When a window has nothing to give until a lease is taken, count does
// nothing and returns the lease to wait for.
func (l *Limiter) count(u *usage, limits Limits) (Standing, *lease) {
	u.mu.Lock()
	defer u.mu.Unlock()
	now := l.now()
	u.minute.begin(limits.PerMinute, now)
	u.day.begin(limits.PerDay, now)
	refused := u.minute.isUsedUp() || u.day.isUsedUp()
	waits := !refused && (u.minute.needsLease() || u.day.needsLease())
	if !refused && !waits {
		u.minute.use()
		u.day.use()
	}
	l.renew(u, &u.minute, now)
	l.renew(u, &u.day, now)
	if waits {
		return Standing{}, u.wait()
	}
	return Standing{Minute: u.minute.quota(), Day: u.day.quota(), Refused: refused, at: now, usage: u}, nil
}

// renew requests a lease for a window that runs low and has no lease under way.
func (l *Limiter) renew(u *usage, w *window, now time.Time) {
	if !w.runsLow(now) {
		return
	}
	w.askedAt = now
	w.pending = &lease{usage: u, window: w, length: w.length, startsAt: w.startsAt, limit: w.limit, done: make(chan struct{})}
	l.queueMu.Lock()
	l.queue = append(l.queue, w.pending)
	l.queueMu.Unlock()
	go l.takeLeases()
}
