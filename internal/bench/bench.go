package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// bench is a benchmark under way.
type bench struct {
	options
	wrk      *wrk
	program  string // the binary under test
	database string // with the seeded customers
	copy     string // of database, complete in one file; each round has its own of it
	folder   string
	key      string
	answer   string // of the create of a customer
	report   report
}

func prepare(ctx context.Context, o options, folder string) (*bench, error) {
	b := &bench{
		options:  o,
		folder:   folder,
		program:  filepath.Join(folder, "waybill"),
		database: filepath.Join(folder, "seeded.db"),
		copy:     filepath.Join(folder, "copy.db"),
		report:   newReport(o),
	}
	var err error
	if b.wrk, err = newWrk(folder, o.duration); err != nil {
		return nil, err
	}
	progress("building")
	if b.report.size, err = build(ctx, b.program); err != nil {
		return nil, err
	}
	return b, nil
}

// measure does everything that the report tells of.
func (b *bench) measure(ctx context.Context) error {
	b.report.machine = describeMachine(ctx, b.program)
	if err := b.seed(ctx); err != nil {
		return fmt.Errorf("filling the database: %w", err)
	}
	if err := b.measureStarts(ctx); err != nil {
		return fmt.Errorf("measuring the start: %w", err)
	}
	begun := time.Now()
	before, err := othersTime()
	if err != nil {
		return err
	}
	if err := b.measureRounds(ctx); err != nil {
		return err
	}
	after, err := othersTime()
	// The kernel counts the whole less exactly than a process, so that on a quiet
	// machine the rest can come out below nothing.
	b.report.others = max(0, float64(after-before)/float64(time.Since(begun))/float64(runtime.NumCPU()))
	return err
}

// seed makes the database that every round begins with, through the API.
func (b *bench) seed(ctx context.Context) error {
	progress("creating %d customers", seeded)
	s, err := b.startNew(ctx, b.database)
	if err != nil {
		return err
	}
	b.key = s.key
	b.answer, err = s.seed(ctx)
	if err := errors.Join(err, s.stop()); err != nil {
		return err
	}
	if output, err := command(ctx, b.program, "backup", "--database", b.database, b.copy).CombinedOutput(); err != nil {
		return fmt.Errorf("copying the database: %w\n%s", err, output)
	}
	return nil
}

func (b *bench) measureStarts(ctx context.Context) error {
	progress("starting %d times", b.starts)
	for range b.starts {
		begun := time.Now()
		s, err := b.start(ctx, b.database)
		if err != nil {
			return err
		}
		b.report.starts = append(b.report.starts, time.Since(begun))
		if err := s.stop(); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) measureRounds(ctx context.Context) (err error) {
	bare, err := b.startBare(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bare.stop()) }()
	for n := range b.rounds {
		if err := b.round(ctx, n+1, bare); err != nil {
			return fmt.Errorf("round %d: %w", n+1, err)
		}
	}
	return nil
}

// round runs every case once. It begins with a new process and a fresh copy of
// the seeded database, so that rounds can be compared. What is compared stands
// close together; what only reads comes first, because it is about a number of
// customers, and what adds the most customers comes last.
func (b *bench) round(ctx context.Context, number int, bare *server) (err error) {
	file, err := b.freshDatabase(fmt.Sprintf("round-%d.db", number))
	if err != nil {
		return err
	}
	s, err := b.start(ctx, file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	if err := errors.Join(s.checkAnswers(ctx), s.checkTotal(ctx, seeded, seeded)); err != nil {
		return err
	}
	created := created{least: seeded, most: seeded}
	for _, step := range []struct {
		name string
		run  func() (sample, error)
	}{
		{get, func() (sample, error) {
			return b.loaded(ctx, s, load{path: customersPath, script: "get.lua", connections: many})
		}},
		{list, func() (sample, error) { return b.loaded(ctx, s, load{path: listPath, connections: many}) }},
		{rawOne, func() (sample, error) { return b.rawInserts(ctx, fmt.Sprintf("one-%d.db", number), 1) }},
		{createOne, func() (sample, error) { return b.creating(ctx, s, 1, &created) }},
		{invalid, func() (sample, error) {
			return b.loaded(ctx, s, load{path: customersPath, script: "invalid.lua", connections: many, refused: true})
		}},
		{bareHandler, func() (sample, error) { return b.loaded(ctx, bare, createLoad(many)) }},
		{createMany, func() (sample, error) { return b.creating(ctx, s, many, &created) }},
		{rawGrouped, func() (sample, error) { return b.rawInserts(ctx, fmt.Sprintf("grouped-%d.db", number), many) }},
	} {
		progress("round %d of %d: %s", number, b.rounds, step.name)
		measured, err := step.run()
		if err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
		b.report.add(step.name, measured)
	}
	return s.checkTotal(ctx, created.least, created.most)
}

// created bounds how many customers there are: wrk does not count the answers
// that were on their way when it stopped.
type created struct{ least, most int64 }

func (b *bench) creating(ctx context.Context, s *server, connections int, c *created) (sample, error) {
	measured, err := b.loaded(ctx, s, createLoad(connections))
	c.least += measured.requests
	c.most += measured.requests + int64(connections)
	return measured, err
}

// loaded loads a server and sees what that took.
func (b *bench) loaded(ctx context.Context, s *server, l load) (sample, error) {
	before, err := cpuTime(s.pid())
	if err != nil {
		return sample{}, err
	}
	measured, err := b.wrk.run(ctx, s.url, b.key, l)
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

// freshDatabase makes a database with the seeded customers. It syncs the file, so
// that the disk is not still busy with it in the first case.
func (b *bench) freshDatabase(name string) (string, error) {
	content, err := os.ReadFile(b.copy)
	if err != nil {
		return "", err
	}
	path := filepath.Join(b.folder, name)
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	_, err = file.Write(content)
	return path, errors.Join(err, file.Sync(), file.Close())
}
