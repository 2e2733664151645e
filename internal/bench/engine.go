package main

import (
	"context"
	"time"
)

// engine is a kind of database that the program can run on, with databases that
// have names.
type engine interface {
	// String is its name.
	String() string
	// circumstances is what else its numbers depend on: a paragraph, or nothing.
	circumstances() string
	// address is where the program finds a database.
	address(database string) string
	exists(ctx context.Context, database string) (bool, error)
	create(ctx context.Context, database string) error
	// copy makes a database as another is that nobody uses. What it writes is on
	// disk when it returns, so that the disk is not still busy with it.
	copy(ctx context.Context, from, to string) error
	rename(ctx context.Context, from, to string) error
	drop(ctx context.Context, database string) error
	// settle does at once what happens by itself some time after a database was
	// filled.
	settle(ctx context.Context, database string) error
	// raw reaches a database that nobody else uses with nothing in front.
	raw(ctx context.Context, database string) (raw, error)
	// explain tells the statements that lists run, and how they are done.
	explain(ctx context.Context, database string, lists []asked) ([]plan, error)
	// used is the processor time of what close ends.
	used() (time.Duration, error)
	close() error
}

// raw is statements that nothing stands in front of.
type raw interface {
	// connections is by how many it is used at once.
	connections() int
	// insert inserts customers, by one statement each, in one commit.
	insert(ctx context.Context, rows [][]any) error
	// get reads a customer by its reference.
	get(ctx context.Context, reference string) error
	close() error
}
