// Package ratelimit counts requests: those of a key, against its limits, and the
// bad keys of an address.
//
// What a key has sent in a minute and in a day is kept in the database, for all
// instances. So that no request has to write, an instance takes a lease of some
// requests by one write and hands them out from memory.
package ratelimit

import (
	"context"
	"fmt"
	"sync"
	"time"

	"waybill/internal/sqldb"
)

// Limits are how many requests a key may send; 0 is any number.
type Limits struct{ PerMinute, PerDay int64 }

// Key is whose requests are counted.
type Key struct {
	Organization int64
	ID           string
	// PerMinute and PerDay are limits of its own; nil for the Limiter's.
	PerMinute, PerDay *int64
}

// Limiter counts the requests of keys. It is safe for concurrent use.
type Limiter struct {
	db       *sqldb.DB
	now      func() time.Time
	defaults Limits
	shared   bool // whether other instances count the same keys

	mu    sync.RWMutex
	usage map[string]*usage // by the key's id
	swept int64             // the day in which usage was last looked through

	leases leases
}

// New makes a limiter whose windows are those of now. Keys without limits of
// their own have the defaults.
func New(db *sqldb.DB, defaults Limits, now func() time.Time) *Limiter {
	return &Limiter{db: db, now: now, defaults: defaults, shared: db.Shared(), usage: map[string]*usage{}}
}

// Take counts a request of a key, or refuses it: then it does not count, and the
// standing says for how long. It fails only with ctx: while the database does
// not answer, an instance counts for itself.
func (l *Limiter) Take(ctx context.Context, key Key) (Standing, error) {
	limits := l.limitsOf(key)
	if limits == (Limits{}) {
		return Standing{}, nil
	}
	u := l.usageOf(key)
	for {
		standing, wait := u.take(l, limits)
		if wait == nil {
			return standing, nil
		}
		select {
		case <-wait.done:
		case <-ctx.Done():
			return Standing{}, fmt.Errorf("waiting for a lease of requests: %w", ctx.Err())
		}
	}
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
		u = newUsage(key)
		l.usage[key.ID] = u
	}
	return u
}

// sweep forgets, once a day, the keys that have sent nothing today.
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

// Close gives back to the day what was leased and not used. It is called when no
// more requests come, and before the database is closed. After a crash what was
// leased counts as used.
func (l *Limiter) Close() error {
	l.leases.close()
	return l.giveBack()
}
