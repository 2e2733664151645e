package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// bench is the state of a run.
type bench struct {
	options
	wrk     *wrk
	program string // the binary under test
	size    int64  // of the binary, in bytes
	can     abilities
	folder  string
	source  engine // on which databases are filled: SQLite
	engine  engine // under measurement
	copies  int    // of databases so far
}

func prepare(ctx context.Context, o options, folder string) (*bench, error) {
	b := &bench{options: o, folder: folder, program: filepath.Join(folder, "waybill")}
	// The data of a database server of another user is inside.
	if err := os.Chmod(folder, 0o711); err != nil { //nolint:gosec // others may enter, and read nothing
		return nil, err
	}
	var err error
	if b.wrk, err = newWrk(folder, o.duration); err != nil {
		return nil, err
	}
	progress("building")
	if b.size, err = build(ctx, b.program); err != nil {
		return nil, err
	}
	if b.can, err = askAbilities(ctx, b.program); err != nil {
		return nil, err
	}
	b.source, err = openSQLite(ctx, o, folder)
	return b, err
}

// on measures all parts on one engine.
func (b *bench) on(ctx context.Context, name string) (err error) {
	b.engine = b.source
	if name == "postgres" {
		if b.engine, err = openPostgres(ctx, b.options, b.folder); err != nil {
			return err
		}
	}
	defer func() { err = errors.Join(err, b.engine.close()) }()
	for _, m := range b.measurements() {
		if err := b.print(ctx, m.run); err != nil {
			return fmt.Errorf("%s: %w", m.part, err)
		}
	}
	return nil
}

// measurement is a part, or what is measured of a resource by a part.
type measurement struct {
	part string
	run  func(context.Context) (fmt.Stringer, error)
}

// measurements are those of the parts that were asked for.
func (b *bench) measurements() []measurement {
	all := []measurement{{partRates, b.measureRates}, {partKinds, b.measureKinds}}
	for _, r := range resources {
		if slices.Contains(b.resources, r.plural) {
			all = append(all, measurement{partGrowth, func(ctx context.Context) (fmt.Stringer, error) { return b.measureGrowth(ctx, r) }})
		}
	}
	all = append(all, measurement{partPlans, b.showPlans})
	return slices.DeleteFunc(all, func(m measurement) bool { return !slices.Contains(b.parts, m.part) })
}

// print prints the results of a part, and the load of other processes.
func (b *bench) print(ctx context.Context, part func(context.Context) (fmt.Stringer, error)) error {
	begun := time.Now()
	before, err := b.othersTime()
	if err != nil {
		return err
	}
	measured, err := part(ctx)
	if err != nil {
		return err
	}
	after, err := b.othersTime()
	if err != nil {
		return err
	}
	// The kernel's total is less exact than the times of processes, so on a quiet
	// machine the difference can be negative.
	others := max(0, float64(after-before)/float64(time.Since(begun))/float64(runtime.NumCPU()))
	fmt.Printf("%s\n%.0f %% of the processors' time went into something else.\n", measured, 100*others)
	return nil
}

// othersTime is the processor time of everything outside the benchmark.
func (b *bench) othersTime() (time.Duration, error) {
	all, err1 := othersTime()
	ours, err2 := b.engine.used()
	return all - ours, errors.Join(err1, err2)
}

// measureStarts returns the times from start to ready on a database.
func (b *bench) measureStarts(ctx context.Context, database string) (times []time.Duration, err error) {
	progress("starting %d times", b.starts)
	for range b.starts {
		begun := time.Now()
		s, err := b.start(ctx, database, plainly)
		if err != nil {
			return nil, err
		}
		times = append(times, time.Since(begun))
		if err := s.stop(); err != nil {
			return nil, err
		}
	}
	return times, nil
}

// loaded loads a server and measures the cost.
func (b *bench) loaded(ctx context.Context, s *server, l load) (sample, error) {
	before, err := cpuTime(s.pid())
	if err != nil {
		return sample{}, err
	}
	measured, err := b.wrk.run(ctx, s.url, s.key, l)
	if err != nil {
		return sample{}, err
	}
	after, err := cpuTime(s.pid())
	if err != nil {
		return sample{}, err
	}
	measured.cpu = after - before
	measured.memory, err = proportionalMemory(s.pid())
	return measured, err
}

// onFresh calls do with a server on a copy of a database.
func (b *bench) onFresh(ctx context.Context, like string, m manner, do func(*server) error) (err error) {
	name, drop, err := b.fresh(ctx, like)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drop()) }()
	s, err := b.start(ctx, name, m)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	return do(s)
}

// fresh copies a database, for use until drop.
func (b *bench) fresh(ctx context.Context, like string) (name string, drop func() error, err error) {
	b.copies++
	name = fmt.Sprintf("waybill_bench_copy_%d", b.copies)
	if err := b.engine.copy(ctx, like, name); err != nil {
		return "", nil, fmt.Errorf("copying the database %s: %w", like, err)
	}
	return name, func() error { return b.engine.drop(context.WithoutCancel(ctx), name) }, nil
}
