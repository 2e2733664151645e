package main

import (
	"context"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// TestSignalsOfHalfASecondAreOne: the second signal takes effect only when it comes
// later than that.
func TestSignalsOfHalfASecondAreOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		signals, released := make(chan os.Signal, 1), false
		go cancelOnSignal(ctx, cancel, signals, func() { released = true })
		synctest.Wait()
		if ctx.Err() != nil || released {
			t.Error("it stops without a signal")
		}
		signals <- syscall.SIGTERM
		synctest.Wait()
		if ctx.Err() == nil {
			t.Error("it does not stop at the first signal")
		}
		time.Sleep(sameWish - 1)
		if synctest.Wait(); released {
			t.Error("a second signal within half a second ends the program")
		}
		time.Sleep(time.Nanosecond)
		if synctest.Wait(); !released {
			t.Error("a later signal does not end the program")
		}
	})
}
