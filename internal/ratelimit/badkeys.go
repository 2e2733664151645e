package ratelimit

import (
	"net/netip"
	"sync"
	"time"
)

// rememberedNetworks bounds the memory that hostile clients can fill.
const rememberedNetworks = 10_000

// BadKeyLimiter limits the bad keys that a network sends in a minute, so that a
// short key cannot be found by trying. Each instance counts for itself, and a
// network waits for its own bad keys only. It is safe for concurrent use.
type BadKeyLimiter struct {
	limit int64
	now   func() time.Time

	mu     sync.Mutex
	minute int64                  // that the counts are of
	bad    map[netip.Prefix]int64 // keys by network
}

// NewBadKeyLimiter makes a limiter that allows a number of bad keys a minute, or
// returns nil for 0, which is any number.
func NewBadKeyLimiter(perMinute int64, now func() time.Time) *BadKeyLimiter {
	if perMinute == 0 {
		return nil
	}
	return &BadKeyLimiter{limit: perMinute, now: now, bad: map[netip.Prefix]int64{}}
}

// Begin counts a key of an address as bad before it is looked up, so that keys
// which are sent at once do not pass the limit. When the network of the address
// has used its limit up, Begin returns how many seconds it has to wait, and
// reports whether this is its first refusal in the minute.
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

// TakeBack takes back what Begin counted, when the key was not bad.
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

// roll begins a new minute when the last one is over.
func (l *BadKeyLimiter) roll() time.Time {
	now := l.now()
	if minute := startOf(minuteLength, now); minute > l.minute {
		l.minute = minute
		clear(l.bad)
	}
	return now
}

// set remembers a count. When there are too many it forgets that of any other
// network: whoever has so many networks has that many limits anyway.
func (l *BadKeyLimiter) set(network netip.Prefix, count int64) {
	if _, known := l.bad[network]; !known && len(l.bad) >= rememberedNetworks {
		for other := range l.bad {
			delete(l.bad, other)
			break
		}
	}
	l.bad[network] = count
}

// networkOf is what an address is counted by: itself, or for IPv6, where a client
// has as many addresses as it likes, its /64.
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
