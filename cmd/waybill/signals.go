package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// sameWish is the time in which several signals are one. A supervisor and a
// terminal may both send one to stop the same server.
const sameWish = 500 * time.Millisecond

// untilSignal gives a context that ends with the first signal to stop. A signal
// that comes half a second later, or later still, ends the program at once.
// SIGHUP, which comes when a terminal closes, is ignored.
func untilSignal(parent context.Context) (ctx context.Context, release func()) {
	signal.Ignore(syscall.SIGHUP)
	signal.Ignore(syscall.SIGPIPE) // or a log whose reader is gone would end the server
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithCancel(parent)
	go cancelOnSignal(ctx, cancel, signals, func() { signal.Stop(signals) })
	return ctx, cancel
}

// cancelOnSignal cancels at the first signal. It releases the signals, whose next
// then has its default effect, after the time in which another one is the same wish.
func cancelOnSignal(ctx context.Context, cancel func(), signals <-chan os.Signal, release func()) {
	defer release()
	select {
	case <-signals:
		cancel()
		time.Sleep(sameWish)
	case <-ctx.Done():
	}
}
