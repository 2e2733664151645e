package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"waybill/internal/sqldb"
)

// migrating is the setting of the commands that change tables.
type migrating struct {
	BackupBeforeMigrate bool `default:"true" negatable:"" env:"WAYBILL_BACKUP_BEFORE_MIGRATE" help:"Make a backup beside an SQLite database before its tables are brought up to date. (default: ${default})"`
}

type migrate struct {
	storage
	migrating
}

// Help implements kong.HelpProvider.
func (migrate) Help() string {
	return `Brings the tables up to date, as the start of a server does. No other command changes tables. Stop the server of a SQLite database first; servers on PostgreSQL may go on.`
}

// Run implements the command.
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
		_, err := fmt.Fprintf(t.out, "the tables are of version %d, and were of version %d\n", done.To, done.From)
		return err
	})
}
