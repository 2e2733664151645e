package ratelimit

import "time"

// Quota is the state of a limit. The zero value stands for no limit.
type Quota struct {
	Limit     int64
	Remaining int64
	Reset     int64 // in seconds since 1970
}

// Standing is the state of a key's limits after a request, or the reason for which
// the request was refused.
type Standing struct {
	Minute, Day Quota
	Refused     bool
	at          time.Time
	usage       *usage
}

// IsLimited reports whether the key has any limit.
func (s *Standing) IsLimited() bool { return s.Minute.Limit > 0 || s.Day.Limit > 0 }

// Ruling returns the quota that decides about the next request: the quota of the minute,
// unless only the day is limited or the quota of the day is used up.
func (s *Standing) Ruling() Quota {
	if s.Minute.Limit == 0 || s.Day.Limit > 0 && s.Day.Remaining == 0 {
		return s.Day
	}
	return s.Minute
}

// NamedLimit returns the limit of the minute, or of the day if only the day is limited. It
// stays the same when the quota of the day is used up.
func (s *Standing) NamedLimit() int64 {
	if s.Minute.Limit == 0 {
		return s.Day.Limit
	}
	return s.Minute.Limit
}

// Wait returns the seconds until a quota is reset, rounded up.
func (s *Standing) Wait(q Quota) int64 { return secondsUntil(q.Reset, s.at) }

// CountForDay adds n to the count of the day, also beyond its limit; further requests are
// then refused. A negative n is given back. CountForDay does not change the minute, and
// does nothing for a request that was refused.
func (s *Standing) CountForDay(n int64) {
	if s.Day.Limit == 0 || s.Refused {
		return
	}
	s.usage.mu.Lock()
	defer s.usage.mu.Unlock()
	if day := &s.usage.day; day.startsAt+dayLength == s.Day.Reset {
		day.held -= n
		s.Day.Remaining = max(day.left(), 0)
	}
}
