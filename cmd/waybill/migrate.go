package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"waybill/internal/sqldb"
)

// migrating is the setting of the commands that migrate tables.
type migrating struct {
	BackupBeforeMigrate bool `default:"true" negatable:"" env:"WAYBILL_BACKUP_BEFORE_MIGRATE" help:"Back up an SQLite database, beside its file, before its tables are migrated. (default: ${default})"`
}

type migrate struct {
	storage
	migrating
}

// Help returns the long help of the command.
func (migrate) Help() string {
	return `Migrates the tables to the current version, as the start of a server does. No other command changes tables. Stop the server of an SQLite database first; servers on PostgreSQL can keep running.`
}

// Run migrates the tables and prints both versions.
func (c migrate) Run(ctx context.Context, t terminal) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	options := sqldb.Options{MustExist: true, Migrate: true, Exclusive: true, BackupFirst: c.BackupBeforeMigrate}
	return c.with(ctx, options, func(db *sqldb.DB) error {
		done := db.Upgraded()
		if done.Backup != "" {
			if _, err := fmt.Fprintf(t.out, "backed up version %d to %s\n", done.From, done.Backup); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintf(t.out, "the tables have version %d; they had version %d\n", done.To, done.From)
		return err
	})
}
