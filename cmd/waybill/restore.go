package main

import (
	"context"
	"fmt"
	"strings"

	"waybill/internal/sqldb"
	"waybill/internal/tenant"
)

type restore struct {
	storage
	File string `arg:"" help:"The backup, which is not changed."`
}

// Help returns the long help of the command.
func (restore) Help() string {
	return `Replaces an SQLite database by a backup. Stop the server first. The backup is checked, and the old database is kept beside it under another name, with its -wal, so nothing is lost. After an interruption, run the same command again to finish.`
}

// Run restores the backup and prints the files that it kept.
func (c restore) Run(ctx context.Context, t terminal) error {
	done, err := sqldb.Restore(ctx, c.Database, c.File, tenant.Restored(ctx))
	if err != nil {
		return err
	}
	verb := "restored"
	if done.Finished {
		verb = "finished restoring"
	}
	report := fmt.Sprintf("%s %s from %s\n", verb, c.Database, c.File)
	if len(done.Kept) > 0 {
		report += "kept the old files: " + strings.Join(done.Kept, ", ") + "\n"
	}
	_, err = fmt.Fprint(t.out, report)
	return err
}
