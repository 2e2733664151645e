// Command bench measures the program end to end over loopback, and beside it, in
// the same run, the limits that it can be compared with: an HTTP handler that
// does nothing, and inserts that nothing stands in front of. What one machine
// does in a second says little about another; the ratios do.
//
// It builds the program, runs it on a database in a temporary folder, and loads
// it with wrk. It needs Linux, whose /proc tells what a process has used.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// options are how long a run is.
type options struct {
	duration time.Duration // of each case in each round
	rounds   int
	starts   int // that the time from start to ready is measured at
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The handler to compare with must not share a process with what loads it.
	if len(os.Args) == 3 && os.Args[1] == bareMode {
		exit(serveBare(ctx, os.Args[2]))
	}
	o, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = run(ctx, o)
	}
	if ctx.Err() != nil {
		// What then failed everywhere else is not worth telling.
		err = errors.New("interrupted")
	}
	exit(err)
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func parse(args []string) (options, error) {
	o := options{starts: 10}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.DurationVar(&o.duration, "duration", 3*time.Second, "how long each case runs in each round, in whole seconds")
	flags.IntVar(&o.rounds, "rounds", 5, "how many rounds to take the medians of")
	quick := flags.Bool("quick", false, "one short round, to see that everything works; its numbers mean little")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if *quick {
		o = options{duration: time.Second, rounds: 1, starts: 3}
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.duration < time.Second || o.duration%time.Second != 0:
		return o, errors.New("-duration must be whole seconds, because wrk counts in them")
	case o.rounds < 1:
		return o, errors.New("-rounds must be at least 1")
	}
	return o, nil
}

// run does the whole benchmark in a temporary folder that it removes.
func run(ctx context.Context, o options) (err error) {
	folder, err := os.MkdirTemp("", "waybill-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	b, err := prepare(ctx, o, folder)
	if err != nil {
		return err
	}
	if err := b.measure(ctx); err != nil {
		return err
	}
	_, err = fmt.Print(&b.report)
	return err
}

func progress(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
