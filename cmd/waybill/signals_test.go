package main

import (
	"context"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// TestSignalsOfHalfASecondAreOne: the second signal takes effect only when it comes
// later than that.
func TestSignalsOfHalfASecondAreOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // its clock moves only while all wait
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		signals := make(chan os.Signal, 1)
		var released atomic.Bool
		go cancelOnSignal(ctx, cancel, signals, func() { released.Store(true) })
		synctest.Wait()
		if ctx.Err() != nil || released.Load() {
			t.Error("it stops without a signal")
		}
		signals <- syscall.SIGTERM
		synctest.Wait()
		if ctx.Err() == nil {
			t.Error("it does not stop at the first signal")
		}
		time.Sleep(signalWindow - 1)
		if synctest.Wait(); released.Load() {
			t.Error("a second signal within half a second ends the program")
		}
		time.Sleep(time.Nanosecond)
		if synctest.Wait(); !released.Load() {
			t.Error("a later signal does not end the program")
		}
	})
}
