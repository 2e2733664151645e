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
	File    string `arg:"" help:"The file to create, or - for standard output."`
	Replace bool   `help:"Replace an existing file once the new backup is complete."`
}

// Help returns the long help of the command.
func (backup) Help() string {
	return `Makes a consistent copy of an SQLite database, also while a server writes to it. The copy has the table version of the database. Use pg_dump for a PostgreSQL database.`
}

// Run makes the backup. A signal to stop interrupts it, and leaves no file.
func (c backup) Run(ctx context.Context, t terminal) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	if c.File == "-" {
		if isTerminal(t.out) {
			return errors.New("a backup is binary, so it is not written to a terminal: redirect standard output to a file or a pipe")
		}
		return sqldb.BackupTo(ctx, c.Database, t.out)
	}
	if err := sqldb.Backup(ctx, c.Database, c.File, c.Replace); err != nil {
		return err
	}
	_, err := fmt.Fprintf(t.out, "backed up to %s\n", c.File)
	return err
}
