package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"waybill/internal/sqldb"
)

type backup struct {
	storage
	File    string `arg:"" help:"The file to make, or - for standard output."`
	Replace bool   `help:"Replace a file that exists already, once the new backup is complete."`
}

// Help implements kong.HelpProvider.
func (backup) Help() string {
	return `Copies an SQLite database as it is at one moment, also while a server writes to it. The copy is of the version that the database has. A PostgreSQL database is backed up by pg_dump.`
}

// Run implements the command.
func (c backup) Run(ctx context.Context, t terminal) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if c.File == "-" {
		if isTerminal(t.out) {
			return errors.New("a backup is no text for a terminal: redirect standard output to a file or a pipe")
		}
		return sqldb.BackupTo(ctx, c.Database, t.out)
	}
	if err := sqldb.Backup(ctx, c.Database, c.File, c.Replace); err != nil {
		return err
	}
	_, err := fmt.Fprintf(t.out, "backed up to %s\n", c.File)
	return err
}
