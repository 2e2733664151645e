package main

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// TestEveryMinute: the work is done once a minute, by the clock of the test, and ends with
// its context.
func TestEveryMinute(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		done, ended := make(chan time.Duration), make(chan struct{})
		begun := time.Now()
		go func() {
			everyMinute(ctx, func() { done <- time.Since(begun) })
			close(ended)
		}()
		for minute := range 3 {
			if at := <-done; at != time.Duration(minute+1)*time.Minute {
				t.Errorf("the work is done after %s", at)
			}
		}
		cancel()
		<-ended
	})
}
