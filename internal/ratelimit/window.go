package ratelimit

import (
	"sync"
	"time"
)

// The lengths of windows in seconds. A day begins at midnight UTC, as Unix time
// has it.
const (
	minuteLength = 60
	dayLength    = 24 * 60 * 60
)

// startOf returns the start of the window that contains a time, in seconds since
// 1970.
func startOf(length int64, now time.Time) int64 {
	seconds := now.Unix()
	return seconds - seconds%length
}

// secondsUntil returns the seconds from now until a time, rounded up, and at least
// one.
func secondsUntil(end int64, now time.Time) int64 {
	left := time.Unix(end, 0).Sub(now)
	return max(int64((left+time.Second-1)/time.Second), 1)
}

// usage is the current windows of a key.
type usage struct {
	organization int64
	key          string
	mu           sync.Mutex
	minute, day  window
}

func (u *usage) isBefore(day int64) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.day.startsAt < day
}

// wait adds a waiter to each lease that the key needs, and returns one of them.
func (u *usage) wait() (pending *lease) {
	for _, w := range []*window{&u.minute, &u.day} {
		if w.needsLease() {
			pending = w.pending
			pending.waiters++
		}
	}
	return pending
}

// window is what an instance knows of the requests of a key in a window of time.
type window struct {
	length   int64
	local    bool  // no other instance counts this window, so there are no leases
	limit    int64 // as of the last request; 0 is none
	startsAt int64
	leased   int64 // by all instances, as of the last lease
	held     int64 // leased by this instance and not used; negative when overdrawn
	owed     int64 // leased on credit, while the database did not answer
	askedAt  time.Time
	pending  *lease // the lease that is under way, or nil
}

// begin starts a new window when the current window is over, and sets the limit, which
// may have changed. A clock that is set back starts no window.
func (w *window) begin(limit int64, now time.Time) {
	if start := startOf(w.length, now); start > w.startsAt {
		*w = window{length: w.length, local: w.local, startsAt: start}
	}
	w.limit = limit
	if w.local {
		w.held, w.leased = w.held+limit-w.leased, limit
	}
}

// left returns how much of the limit is left, as far as the instance knows.
func (w *window) left() int64 { return w.limit - w.leased + w.held }

func (w *window) isUsedUp() bool { return w.limit > 0 && w.left() <= 0 }

// needsLease reports whether a request cannot be counted without a further lease.
func (w *window) needsLease() bool { return w.limit > 0 && w.held <= 0 && w.left() > 0 }

func (w *window) use() {
	if w.limit > 0 {
		w.held--
	}
}

// leaseSize returns how many requests an instance holds at most. It is small beside the
// limit, because the other instances cannot use them, and large enough that one write
// serves many requests.
func leaseSize(limit int64) int64 { return min(max(limit/50, 1), 10_000) }

// recheckInterval is how long an instance relies on a limit being used up, before
// it asks the database again. Other instances may have given requests back.
const recheckInterval = 10 * time.Second

// runsLow reports whether to request a lease. It is early enough that requests
// rarely have to wait for the lease.
func (w *window) runsLow(now time.Time) bool {
	if w.limit == 0 || w.local || w.pending != nil {
		return false
	}
	if w.isUsedUp() {
		return w.held <= 0 && now.Sub(w.askedAt) >= recheckInterval
	}
	return w.held <= leaseSize(w.limit)/4 && w.leased < w.limit
}

func (w *window) quota() Quota {
	if w.limit == 0 {
		return Quota{}
	}
	return Quota{Limit: w.limit, Remaining: max(w.left(), 0), Reset: w.startsAt + w.length}
}
