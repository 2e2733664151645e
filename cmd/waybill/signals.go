package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// signalWindow is the time in which several signals count as one. A supervisor and a
// terminal may both send a signal to stop the same server.
const signalWindow = 500 * time.Millisecond

// untilSignal returns a context that ends with the first signal to stop. A signal
// that comes after signalWindow ends the program at once. SIGHUP, which comes when a
// terminal closes, is ignored.
func untilSignal(parent context.Context) (ctx context.Context, release func()) {
	signal.Ignore(syscall.SIGHUP)
	signal.Ignore(syscall.SIGPIPE) // otherwise a log without a reader would end the server
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithCancel(parent)
	go cancelOnSignal(ctx, cancel, signals, func() { signal.Stop(signals) })
	return ctx, cancel
}

// cancelOnSignal cancels at the first signal. After signalWindow it releases the
// signals, so that the next signal has its default effect.
func cancelOnSignal(ctx context.Context, cancel func(), signals <-chan os.Signal, release func()) {
	defer release()
	select {
	case <-signals:
		cancel()
		time.Sleep(signalWindow)
	case <-ctx.Done():
	}
}
