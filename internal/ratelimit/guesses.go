package ratelimit

import (
	"context"
	"fmt"
	"net/netip"
	"sync"
	"time"
)

const (
	// rememberedAddresses bounds the memory that hostile clients can fill.
	rememberedAddresses = 10_000
	// guessesAtOnce are looked up at the same time, and so many more than the
	// limit an address may get answered.
	guessesAtOnce = 16
)

// Guesses counts the wrong keys that come from an address in a minute, so that
// keys cannot be found by trying. Each instance counts for itself. It is safe
// for concurrent use.
type Guesses struct {
	limit int64
	now   func() time.Time
	turns chan struct{}

	mu     sync.Mutex
	minute int64                  // that the counts are of
	wrong  map[netip.Prefix]int64 // by the network of the address
}

// NewGuesses makes a counter that allows a number of wrong keys a minute, or nil
// for 0, which is any number.
func NewGuesses(perMinute int64, now func() time.Time) *Guesses {
	if perMinute == 0 {
		return nil
	}
	return &Guesses{limit: perMinute, now: now, turns: make(chan struct{}, guessesAtOnce), wrong: map[netip.Prefix]int64{}}
}

// Enter waits for the turn of an address to have a key looked up that may be a
// guess. When it has no more guesses it gets none, and how many seconds to wait.
// Whoever got a turn must call Leave. Enter fails only with ctx.
func (g *Guesses) Enter(ctx context.Context, address string) (wait int64, err error) {
	if wait := g.wait(address); wait > 0 {
		return wait, nil
	}
	select {
	case g.turns <- struct{}{}:
	case <-ctx.Done():
		return 0, fmt.Errorf("waiting to look up a key: %w", ctx.Err())
	}
	if wait = g.wait(address); wait > 0 {
		<-g.turns
	}
	return wait, nil
}

// Leave ends the turn of an address, and counts its key when that was wrong. It
// reports whether it was the last that the address may send in this minute.
func (g *Guesses) Leave(address string, wrong bool) (last bool) {
	<-g.turns
	if !wrong {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.roll()
	network := g.network(address)
	g.wrong[network]++
	return g.wrong[network] == g.limit
}

// wait is how many seconds an address has to wait, 0 for not at all.
func (g *Guesses) wait(address string) int64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.roll()
	if g.wrong[g.network(address)] < g.limit {
		return 0
	}
	return secondsUntil(g.minute+minuteLength, now)
}

func (g *Guesses) roll() time.Time {
	now := g.now()
	if minute := startOf(minuteLength, now); minute > g.minute {
		g.minute = minute
		clear(g.wrong)
	}
	return now
}

// network is what an address is counted by: itself, or for IPv6, where a client
// has as many as it likes, its /64. When there are too many to remember, new
// ones are counted together.
func (g *Guesses) network(address string) netip.Prefix {
	network := networkOf(address)
	if _, known := g.wrong[network]; !known && len(g.wrong) >= rememberedAddresses {
		return netip.Prefix{}
	}
	return network
}

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
