package ratelimit

import (
	"net/netip"
	"sync"
	"time"
)

// maxNetworks bounds the memory that hostile clients can fill.
const maxNetworks = 10_000

// BadKeyLimiter limits the bad keys that a network sends in a minute, so that a
// short key cannot be found by trying. Each instance counts on its own, and the
// bad keys of one network do not affect others. A BadKeyLimiter is safe for
// concurrent use.
type BadKeyLimiter struct {
	limit int64
	now   func() time.Time

	mu     sync.Mutex
	minute int64                  // the start of the current minute
	bad    map[netip.Prefix]int64 // bad keys in the minute, by network
}

// NewBadKeyLimiter returns a limiter that allows perMinute bad keys a minute, or
// nil for 0, which is any number.
func NewBadKeyLimiter(perMinute int64, now func() time.Time) *BadKeyLimiter {
	if perMinute == 0 {
		return nil
	}
	return &BadKeyLimiter{limit: perMinute, now: now, bad: map[netip.Prefix]int64{}}
}

// Begin counts a key of an address as bad before the key is looked up, so that
// concurrent requests do not exceed the limit. When the network of the address has
// used up its limit, Begin returns the seconds until the next minute, and reports
// whether this is the network's first refusal in the minute.
func (l *BadKeyLimiter) Begin(address string) (wait int64, first bool) {
	network := networkOf(address)
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.roll()
	count := l.bad[network]
	if count < l.limit {
		l.set(network, count+1)
		return 0, false
	}
	l.bad[network] = l.limit + 1
	return secondsUntil(l.minute+minuteLength, now), count == l.limit
}

// TakeBack undoes Begin for a key that turned out to be good.
func (l *BadKeyLimiter) TakeBack(address string) {
	network := networkOf(address)
	l.mu.Lock()
	defer l.mu.Unlock()
	if count := l.bad[network]; count > 1 {
		l.bad[network] = count - 1
	} else {
		delete(l.bad, network)
	}
}

// roll resets the counts when a new minute has begun, and returns the time.
func (l *BadKeyLimiter) roll() time.Time {
	now := l.now()
	if minute := startOf(minuteLength, now); minute > l.minute {
		l.minute = minute
		clear(l.bad)
	}
	return now
}

// set stores the count of a network. When there are too many networks, set drops
// the count of an arbitrary other network: a client that has so many networks has
// as many limits anyway.
func (l *BadKeyLimiter) set(network netip.Prefix, count int64) {
	if _, known := l.bad[network]; !known && len(l.bad) >= maxNetworks {
		for other := range l.bad {
			delete(l.bad, other)
			break
		}
	}
	l.bad[network] = count
}

// networkOf returns the network by which an address is counted: the address itself,
// or for IPv6, where a client has any number of addresses, its /64.
func networkOf(address string) netip.Prefix {
	parsed, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 64
	if parsed = parsed.Unmap().WithZone(""); parsed.Is4() {
		bits = 32
	}
	return netip.PrefixFrom(parsed, bits).Masked()
}
