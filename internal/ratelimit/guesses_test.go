package ratelimit_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/ratelimit"
)

// guess reports how long an address must wait, after a wrong key if not at all.
func guess(t *testing.T, g *ratelimit.Guesses, address string) int64 {
	t.Helper()
	wait, err := g.Enter(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	if wait == 0 {
		g.Leave(address, true)
	}
	return wait
}

func TestGuessesOfAnAddress(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 29, 10, 30, 29, 1, time.UTC)
	g := ratelimit.NewGuesses(2, func() time.Time { return now })
	for i, step := range []struct {
		address string
		want    int64
	}{
		{"192.0.2.1", 0}, {"192.0.2.1", 0}, {"192.0.2.1", 31},
		{"::ffff:192.0.2.1", 31}, // the same
		{"192.0.2.2", 0},
		{"2001:db8::1", 0}, {"2001:db8::2", 0}, {"2001:db8:0:0:ffff::3", 31}, {"2001:db8:0:1::3", 0},
		{"nobody knows", 0}, {"@", 0}, {"", 31},
	} {
		if got := guess(t, g, step.address); got != step.want {
			t.Errorf("step %d, %s: %d, want %d", i, step.address, got, step.want)
		}
	}
	now = now.Add(31 * time.Second)
	if got := guess(t, g, "192.0.2.1"); got != 0 {
		t.Errorf("in the next minute: %d", got)
	}
	if wait, _ := g.Enter(t.Context(), "192.0.2.3"); wait == 0 {
		g.Leave("192.0.2.3", false)
	}
	for range 2 {
		if guess(t, g, "192.0.2.3") != 0 {
			t.Error("a right key was counted")
		}
	}
}

// Addresses without number do not fill the memory, and take nothing from those
// that are counted already.
func TestManyAddresses(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 29, 10, 30, 0, 0, time.UTC)
	g := ratelimit.NewGuesses(2, func() time.Time { return now })
	guess(t, g, "192.0.2.1")
	refused := 0
	for i := range 30_000 {
		if guess(t, g, fmt.Sprintf("10.%d.%d.1", i/256, i%256)) > 0 {
			refused++
		}
	}
	if refused < 19_000 {
		t.Errorf("only %d of 30,000 addresses were refused", refused)
	}
	if first, second := guess(t, g, "192.0.2.1"), guess(t, g, "192.0.2.1"); first != 0 || second == 0 {
		t.Error("an address was forgotten")
	}
}

func TestGuessesAtOnce(t *testing.T) {
	t.Parallel()
	g := ratelimit.NewGuesses(100, func() time.Time { return time.Unix(60, 0) })
	var allowed atomic.Int64
	var clients sync.WaitGroup
	for range 500 {
		clients.Go(func() {
			if wait, err := g.Enter(t.Context(), "192.0.2.1"); err == nil && wait == 0 {
				time.Sleep(time.Millisecond)
				allowed.Add(1)
				g.Leave("192.0.2.1", true)
			}
		})
	}
	clients.Wait()
	if got := allowed.Load(); got < 100 || got > 116 {
		t.Errorf("%d guesses were allowed", got)
	}
	for range 16 {
		if _, err := g.Enter(t.Context(), "192.0.2.2"); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := g.Enter(ctx, "192.0.2.2"); err == nil {
		t.Error("a turn was given where there was none")
	}
}
