package ratelimit_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waybill/internal/ratelimit"
)

func TestBadKeyLimiter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 29, 10, 30, 29, 1, time.UTC)
	l := ratelimit.NewBadKeyLimiter(2, func() time.Time { return now })
	for i, step := range []struct {
		address string
		wait    int64
		first   bool
	}{
		{"192.0.2.1", 0, false}, {"192.0.2.1", 0, false}, {"192.0.2.1", 31, true}, {"192.0.2.1", 31, false},
		{"::ffff:192.0.2.1", 31, false}, // the same address
		{"192.0.2.2", 0, false},
		{"2001:db8::1", 0, false}, {"2001:db8::2", 0, false}, {"2001:db8:0:0:ffff::3", 31, true}, {"2001:db8:0:1::3", 0, false},
		{"nobody knows", 0, false}, {"@", 0, false}, {"", 31, true},
	} {
		if wait, first := l.Begin(step.address); wait != step.wait || first != step.first {
			t.Errorf("step %d, %s: %d %t, want %d %t", i, step.address, wait, first, step.wait, step.first)
		}
	}
	now = now.Add(31 * time.Second)
	if wait, _ := l.Begin("192.0.2.1"); wait != 0 {
		t.Errorf("in the next minute: %d", wait)
	}
	for range 5 {
		if wait, _ := l.Begin("192.0.2.3"); wait != 0 {
			t.Error("a good key was counted")
		}
		l.TakeBack("192.0.2.3")
	}
	l.TakeBack("192.0.2.4") // of the minute before
	for i, want := range []int64{0, 0, 60} {
		if wait, _ := l.Begin("192.0.2.4"); wait != want {
			t.Errorf("key %d: %d, want %d", i, wait, want)
		}
	}
}

// A network that has sent no bad keys is not refused, however many other networks have.
func TestBadKeysOfManyNetworks(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 29, 10, 30, 0, 0, time.UTC)
	l := ratelimit.NewBadKeyLimiter(2, func() time.Time { return now })
	for i := range 30_000 {
		if wait, _ := l.Begin(fmt.Sprintf("2001:db8:0:%x::1", i)); wait != 0 {
			t.Fatalf("network %d has to wait for %d seconds after its first key", i, wait)
		}
	}
	for i, want := range []int64{0, 0, 60} {
		if wait, _ := l.Begin("192.0.2.1"); wait != want {
			t.Errorf("key %d: %d, want %d", i, wait, want)
		}
	}
}

// Concurrent requests do not exceed the limit.
func TestBadKeysAtOnce(t *testing.T) {
	t.Parallel()
	const limit = 100
	l := ratelimit.NewBadKeyLimiter(limit, func() time.Time { return time.Unix(60, 0) })
	var allowed atomic.Int64
	var clients sync.WaitGroup
	for range 5 * limit {
		clients.Go(func() {
			if wait, _ := l.Begin("192.0.2.1"); wait == 0 {
				allowed.Add(1)
			}
		})
	}
	clients.Wait()
	if allowed.Load() != limit {
		t.Errorf("%d bad keys were allowed, want %d", allowed.Load(), limit)
	}
}
