package ratelimit

import (
	"sync"
	"time"
)

// The lengths of windows, in seconds. Days are those of UTC, as is Unix time.
const (
	minuteLength = 60
	dayLength    = 24 * 60 * 60
)

// startOf gives when the window of a time began, in seconds since 1970.
func startOf(length int64, now time.Time) int64 {
	seconds := now.Unix()
	return seconds - seconds%length
}

// secondsUntil is how many seconds there are from now until a time, rounded up,
// and at least one.
func secondsUntil(end int64, now time.Time) int64 {
	left := time.Unix(end, 0).Sub(now)
	return max(int64((left+time.Second-1)/time.Second), 1)
}

// window is what an instance knows of a key's requests in a window of time.
type window struct {
	length   int64
	startsAt int64
	leased   int64 // by all instances, as of the last lease
	held     int64 // of those by this one, and not handed out yet
	owed     int64 // what it took for itself while the database did not answer
	asked    time.Time
	pending  *lease // that is under way
}

// roll begins a new window when the last one is over. A clock that is set back
// begins none.
func (w *window) roll(now time.Time) {
	if start := startOf(w.length, now); start > w.startsAt {
		*w = window{length: w.length, startsAt: start}
	}
}

// left is how many requests there are left of a limit, for all that is known.
func (w *window) left(limit int64) int64 { return limit - w.leased + w.held }

// leaseOf is how many requests an instance holds of a limit at most: so few that
// those which nobody uses hardly matter, so many that a write serves a lot.
func leaseOf(limit int64) int64 { return min(max(limit/50, 1), 10_000) }

// runsOut reports whether it is time to take a lease, before requests wait.
func (w *window) runsOut(limit int64) bool {
	return w.held <= leaseOf(limit)/4 && w.leased < limit
}

// patience is how long an instance keeps to it that nothing is left. Others may
// have given something back.
const patience = 10 * time.Second

// Quota is how a limit stands. The zero value is that of no limit.
type Quota struct {
	Limit     int64
	Remaining int64
	Reset     int64 // in seconds since 1970
}

// Standing is how a key stands after a request, or why that was refused.
type Standing struct {
	Minute, Day Quota
	Refused     bool
	at          time.Time
	usage       *usage
}

// IsLimited reports whether there is any limit.
func (s *Standing) IsLimited() bool { return s.Minute.Limit > 0 || s.Day.Limit > 0 }

// Ruling gives the quota that the key has to look at: the minute's, unless only
// the day has one or the day's is used up.
func (s *Standing) Ruling() Quota {
	if s.Minute.Limit == 0 || s.Day.Limit > 0 && s.Day.Remaining == 0 {
		return s.Day
	}
	return s.Minute
}

// Wait is how many seconds there are until a quota is reset, rounded up.
func (s *Standing) Wait(q Quota) int64 {
	return secondsUntil(q.Reset, s.at)
}

// SpareDay gives the request back to the day: it does not count there. The
// minute keeps it.
func (s *Standing) SpareDay() {
	if s.Day.Limit == 0 || s.Refused {
		return
	}
	s.usage.mu.Lock()
	defer s.usage.mu.Unlock()
	if day := &s.usage.day; day.startsAt+dayLength == s.Day.Reset {
		day.held++
		s.Day.Remaining++
	}
}

// Spend counts so many more for the day, also over its limit: then what comes next
// is refused.
func (s *Standing) Spend(more int64) {
	if s.Day.Limit == 0 || s.Refused {
		return
	}
	s.usage.mu.Lock()
	defer s.usage.mu.Unlock()
	if day := &s.usage.day; day.startsAt+dayLength == s.Day.Reset {
		day.held -= more
	}
}

// usage is the requests of a key.
type usage struct {
	organization int64
	key          string
	mu           sync.Mutex
	minute, day  window
}

func newUsage(key Key) *usage {
	return &usage{
		organization: key.Organization, key: key.ID,
		minute: window{length: minuteLength}, day: window{length: dayLength},
	}
}

func (u *usage) isBefore(day int64) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.day.startsAt < day
}

// take counts a request or refuses it, or gives a lease to wait for and then try
// again.
func (u *usage) take(l *Limiter, limits Limits) (Standing, *lease) {
	u.mu.Lock()
	defer u.mu.Unlock()
	now := l.now()
	u.minute.roll(now)
	u.day.roll(now)
	spent := u.isSpent(l, &u.minute, limits.PerMinute, now)
	spent = u.isSpent(l, &u.day, limits.PerDay, now) || spent
	if !spent {
		wait := u.need(l, &u.minute, limits.PerMinute, now)
		if also := u.need(l, &u.day, limits.PerDay, now); also != nil {
			wait = also
		}
		if wait != nil {
			return Standing{}, wait
		}
		u.use(l, &u.minute, limits.PerMinute, now)
		u.use(l, &u.day, limits.PerDay, now)
	}
	return Standing{
		Minute: u.minute.quota(limits.PerMinute), Day: u.day.quota(limits.PerDay),
		Refused: spent, at: now, usage: u,
	}, nil
}

// isSpent reports whether a window has nothing left. From time to time it has
// the database asked whether that is still so.
func (u *usage) isSpent(l *Limiter, w *window, limit int64, now time.Time) bool {
	if limit == 0 || w.left(limit) > 0 {
		return false
	}
	if w.held <= 0 && now.Sub(w.asked) >= patience {
		u.ask(l, w, limit, now)
	}
	return true
}

// need gives the lease without which a window has nothing to hand out.
func (u *usage) need(l *Limiter, w *window, limit int64, now time.Time) *lease {
	if limit == 0 || w.held > 0 {
		return nil
	}
	one := u.ask(l, w, limit, now)
	if one != nil {
		one.waiters++
	}
	return one
}

func (u *usage) use(l *Limiter, w *window, limit int64, now time.Time) {
	if limit == 0 {
		return
	}
	w.held--
	if w.runsOut(limit) {
		u.ask(l, w, limit, now)
	}
}

func (w *window) quota(limit int64) Quota {
	if limit == 0 {
		return Quota{}
	}
	return Quota{Limit: limit, Remaining: max(w.left(limit), 0), Reset: w.startsAt + w.length}
}

// ask has a lease taken, and gives it, unless that is already done: an instance
// alone has the minute for itself.
func (u *usage) ask(l *Limiter, w *window, limit int64, now time.Time) *lease {
	if w == &u.minute && !l.shared {
		w.held, w.leased = w.held+limit-w.leased, limit
		return nil
	}
	if w.pending == nil {
		w.asked = now
		w.pending = &lease{usage: u, window: w, length: w.length, startsAt: w.startsAt, limit: limit, done: make(chan struct{})}
		l.leases.add(l, w.pending)
	}
	return w.pending
}
