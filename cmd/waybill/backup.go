package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"waybill/internal/sqldb"
	"waybill/internal/transfer"
)

type backUp struct {
	storage
	File    string `arg:"" help:"The file to create, or - for standard output."`
	Replace bool   `help:"Replace an existing file once the new backup is complete."`
}

// Help returns the long help of the command.
func (backUp) Help() string {
	return `Makes a consistent copy of a database, also while servers write to it. The copy is an SQLite database: of an SQLite database with its table version, and of a PostgreSQL database with the rows of one moment, each table compared by number and SHA-256.`
}

// Run makes the backup. A signal to stop interrupts it, and leaves no file.
func (c backUp) Run(ctx context.Context, t terminal) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if sqldb.IsPostgres(c.Database) {
		return c.fromServer(ctx, t)
	}
	if c.File == "-" {
		if isTerminal(t.out) {
			return errors.New("a backup is binary, so it is not written to a terminal: redirect standard output to a file or a pipe")
		}
		return sqldb.BackupTo(ctx, c.Database, t.out)
	}
	if err := sqldb.Backup(ctx, c.Database, c.File, c.Replace); err != nil {
		return c.failure(err)
	}
	return c.report(t)
}

// fromServer makes the backup of a PostgreSQL database.
func (c backUp) fromServer(ctx context.Context, t terminal) (err error) {
	if c.File == "-" {
		return errors.New("the backup of a PostgreSQL database is read again before it is complete: name a file")
	}
	collectLessOften()
	db, err := sqldb.Open(ctx, c.Database, sqldb.Options{MustExist: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := transfer.Backup(ctx, db, c.File, c.Replace, newProgressLines(t.err).show); err != nil {
		return c.failure(err)
	}
	return c.report(t)
}

// failure says what to do if the file exists.
func (c backUp) failure(err error) error {
	if errors.Is(err, fs.ErrExist) && !c.Replace {
		return fmt.Errorf("%s exists: name another file, or replace it with --replace", c.File)
	}
	return err
}

func (c backUp) report(t terminal) error {
	_, err := fmt.Fprintf(t.out, "backed up to %s\n", c.File)
	return err
}
