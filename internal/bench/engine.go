package main

import (
	"context"
	"time"
)

// engine is a database engine, with named databases.
type engine interface {
	// String returns the name of the engine.
	String() string
	// circumstances describes what its numbers depend on: a paragraph, or "".
	circumstances() string
	// address returns the --database setting for a database.
	address(database string) string
	exists(ctx context.Context, database string) (bool, error)
	create(ctx context.Context, database string) error
	// copy copies a database that nobody uses. It syncs the copy, so that the disk is
	// idle when it returns.
	copy(ctx context.Context, from, to string) error
	rename(ctx context.Context, from, to string) error
	drop(ctx context.Context, database string) error
	// settle runs the maintenance that the engine would run some time after a
	// database was filled.
	settle(ctx context.Context, database string) error
	// warm reads a database into memory, as far as there is room, as a server does that has
	// run for a while, and keeps it there. So the speed of the disk has no part in the
	// comparison of sizes.
	warm(ctx context.Context, database string) error
	// raw opens a database that nobody else uses, without a server in front.
	raw(ctx context.Context, database string) (raw, error)
	// explain returns the statements of lists and their plans.
	explain(ctx context.Context, database string, lists []asked) ([]plan, error)
	// used returns the processor time of the processes that close ends.
	used() (time.Duration, error)
	close() error
}

// raw runs statements without a server in front.
type raw interface {
	// connections is the number of concurrent users.
	connections() int
	// insert inserts customers by a statement each, in one commit.
	insert(ctx context.Context, rows [][]any) error
	// get reads a customer by its reference.
	get(ctx context.Context, reference string) error
	close() error
}
