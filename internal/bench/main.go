// Command bench measures the program end to end over loopback. In the same run it
// measures the limits to compare with: an HTTP handler that does nothing, and SQL
// statements without a server in front. Rates depend on the machine; ratios of rates
// depend on it much less.
//
// It builds the program, runs it on its own databases on both engines, and loads it
// with wrk. It needs Linux, for the resource usage of processes in /proc.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

// options are the parts and the durations of a run.
type options struct {
	duration     time.Duration // of each load in each round
	rounds       int
	starts       int    // number of starts to measure
	requests     int    // sequential requests for each list
	small, large int    // records of the organization that is measured
	cache        string // a folder for filled databases; "" for none
	postgres     string // the address of a server; "" for a private server
	engines      []string
	parts        []string
	resources    []string // of the part growth
}

// The parts of a run.
const (
	partRates  = "rates"  // compared with the limits, with few customers
	partKinds  = "kinds"  // of records, compared with customers
	partGrowth = "growth" // many records of each resource compared with few
	partPlans  = "plans"  // of the statements of lists
)

var (
	allEngines = []string{"sqlite", "postgres"}
	allParts   = []string{partRates, partKinds, partGrowth, partPlans}
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The bare handler must not share a process with its load.
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
		// Failures after an interrupt are its consequences.
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
	o := options{starts: 10, small: 10_000}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.DurationVar(&o.duration, "duration", 3*time.Second, "how long each load lasts in each round, in whole seconds")
	flags.IntVar(&o.rounds, "rounds", 5, "how many rounds to take the medians of")
	flags.IntVar(&o.requests, "requests", 30, "how often each list is asked for at each size")
	flags.IntVar(&o.large, "large", 1_000_000, "how many records of the resource the large organization has")
	flags.StringVar(&o.cache, "cache", "", "a folder that keeps the filled databases for other runs; as root, a folder that every user may enter")
	flags.StringVar(&o.postgres, "postgres", os.Getenv("WAYBILL_TEST_POSTGRES"), "the address of a PostgreSQL server to use instead of a private server")
	engines := flags.String("engines", strings.Join(allEngines, ","), "the engines to measure")
	parts := flags.String("parts", strings.Join(allParts, ","), "the parts to measure")
	resources := flags.String("resources", strings.Join(resourceNames(), ","), "the resources of which the part growth is measured")
	quick := flags.Bool("quick", false, "a short run to check that everything works; its numbers are not meaningful")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if *quick {
		o.duration, o.rounds, o.starts, o.requests, o.small, o.large = time.Second, 1, 2, 3, 2_000, 20_000
	}
	o.engines, o.parts, o.resources = strings.Split(*engines, ","), strings.Split(*parts, ","), strings.Split(*resources, ",")
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return o, o.check()
}

func (o options) check() error {
	if o.duration < time.Second || o.duration%time.Second != 0 {
		return errors.New("-duration must be whole seconds, because wrk counts in them")
	}
	if o.rounds < 1 || o.requests < 1 {
		return errors.New("-rounds and -requests must be at least 1")
	}
	if o.large < o.small || o.large%fillUnit != 0 {
		return fmt.Errorf("-large must be at least %d and a multiple of %d", o.small, fillUnit)
	}
	return errors.Join(known("-engines", o.engines, allEngines), known("-parts", o.parts, allParts),
		known("-resources", o.resources, resourceNames()))
}

func known(flag string, given, all []string) error {
	for _, name := range given {
		if !slices.Contains(all, name) {
			return fmt.Errorf("%s: %q is not one of %s", flag, name, strings.Join(all, ", "))
		}
	}
	return nil
}

// run runs the benchmark in a temporary folder, which it removes, and prints the
// results as it goes.
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
	fmt.Println(b.describe(ctx))
	for _, name := range o.engines {
		if err := b.on(ctx, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func progress(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
